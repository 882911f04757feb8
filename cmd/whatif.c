/* SPDX-License-Identifier: Apache-2.0 */
/* whatif - the product with something in it otherwise. */
#include "cmd/changing.h"
#include "cmd/seeking.h"
#include "cmd/verbs.h"

/* Parts that are listed unless another number is asked for. */
#define TOP "20"

/* What the command line says beside the options of verbs that judge. */
struct asked {
	struct words set;
	const char *write; /* or NULL */
	bool all_items;
};

/* Either a change is named, or one is sought. */
static enum status
check_options(const struct session *s, const struct asked *a,
    const struct seeking *k, struct error *err)
{
	bool seeks = k->settle || k->declare || k->technology ||
		     k->assemblies || k->by != 0 || k->cost != NULL ||
		     k->from != NULL || k->keep.n > 0;

	if (a->set.n > 0 && seeks)
		return error_set(err, ST_USAGE, pos_none,
		    "--set names the change: expected none of --settle, "
		    "--declare, --by, --cost, --keep, --from, --technology and "
		    "--assemblies with it");
	if (a->set.n == 0 && a->all_items)
		return error_set(err, ST_USAGE, pos_none,
		    "--all-items without --set: expected both; --top 0 lists "
		    "every part");
	if (k->assemblies && s->in.assume.n > 0)
		return error_set(err, ST_USAGE, pos_none,
		    "--assemblies with --assume: what is assumed of a part is "
		    "not known of the one in an assembly that is bought; "
		    "expected one of them");
	return a->set.n > 0 ? ST_OK : seeking_check(k, err);
}

static int
show_changes(struct session *s, const struct asked *a, struct dealing *deal)
{
	struct changing c = { .text = NULL };
	struct error err = { 0 };
	int code;

	s->in.report = true;
	if (dealing_read(deal, s, &err) != ST_OK ||
	    session_open(s, &err) != ST_OK ||
	    dealing_judge(deal, s, &err) != ST_OK ||
	    changing_read(&c, s, &a->set, &err) != ST_OK)
		code = session_fail(s, &err);
	else
		code = changing_show(s, &c, a->write, a->all_items);
	changing_free(&c);
	return code;
}

int
cmd_whatif(struct session *s, int argc, char **argv)
{
	struct asked a = { .all_items = false };
	struct dealing deal = { .file = NULL };
	struct seeking k = { .top = TOP, .deal = &deal };
	const struct option_spec table[] = {
		{ "settle", '\0', OPTION_FLAG, &k.settle, NULL,
		    "nor may any verdict stay undecided" },
		{ "declare", '\0', OPTION_FLAG, &k.declare, NULL,
		    "have parts declared instead, so that none does" },
		{ "by", '\0', OPTION_CHOICE, &k.by, "part|supplier|cost",
		    "what is to be the least (part)" },
		{ "cost", '\0', OPTION_TEXT, &k.cost, "FILE",
		    "table of what a part or a supplier costs to change" },
		{ "keep", '\0', OPTION_LIST, &k.keep, "ITEM",
		    "this part cannot be changed; repeatable" },
		{ "from", '\0', OPTION_TEXT, &k.from, "COUNTRY",
		    "where the other sources are (AU)" },
		{ "technology", '\0', OPTION_FLAG, &k.technology, NULL,
		    "they do not use the technology of the others either" },
		{ "transaction", '\0', OPTION_TEXT, &deal.file, "FILE",
		    "how many go out in a year, for rules that ask" },
		{ "assemblies", '\0', OPTION_FLAG, &k.assemblies, NULL,
		    "an assembly may be bought ready, too" },
		{ "top", '\0', OPTION_TEXT, &k.top, "N",
		    "list N parts in the table (20; 0: all)" },
		{ "set", '\0', OPTION_LIST, &a.set, "ITEM.FIELD=VALUE",
		    "change this and show what it does; repeatable" },
		{ "write", '\0', OPTION_TEXT, &k.write, "FILE",
		    "write the changed product there, as our own XML" },
		{ "all-items", 'a', OPTION_FLAG, &a.all_items, NULL,
		    "with --set: every item, and every row" },
		SESSION_READ_OPTIONS(s),
		SESSION_RULE_OPTIONS(s),
	};
	const struct usage usage = { "FILE... [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"The files make up one product, as for `retrace check`.  "
		"Without --set it says which\nparts to buy elsewhere, and no "
		"fewer, so that nothing triggers.\nFIELD is one of\n"
		"    origin, origin.STAGE           a country: "
		"MAG-1.origin=AU\n"
		"    technology, technology.STAGE   likewise\n"
		"    Dy or another element          MAG-1.Dy=1.5 %\n"
		"    content                        none\n"
		"    mass, value, form              MAG-1.value=12 USD\n"
		"    supplier                       who alone is heard on it\n"
		"The exit code is that of `retrace check` for the changed "
		"product.\nWithout --rules the pack is cn-trace.\n" };
	struct error err = { 0 };
	int code;

	if (session_options(s, &usage, argc, argv, &code)) {
		s->in.files = s->rest;
		s->rest = (struct words){ 0 };
		a.write = k.write;
		if (check_options(s, &a, &k, &err) != ST_OK)
			code = session_fail(s, &err);
		else
			code = a.set.n > 0 ? show_changes(s, &a, &deal)
					   : seeking_run(s, &k);
	}
	dealing_close(&deal);
	words_free(&a.set);
	words_free(&k.keep);
	return code;
}
