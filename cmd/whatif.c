/* SPDX-License-Identifier: Apache-2.0 */
/* whatif - the product with something in it otherwise. */
#include "cmd/changing.h"
#include "cmd/verbs.h"

/* What the command line says beside the options of verbs that judge. */
struct asked {
	struct words set;
	const char *write; /* or NULL */
	bool all_items;
};

static int
show_changes(struct session *s, const struct asked *a)
{
	struct changing c = { .text = NULL };
	struct error err = { 0 };
	int code;

	s->in.report = true;
	if (session_open(s, &err) != ST_OK ||
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
	struct asked a = { .write = NULL };
	const struct option_spec table[] = {
		{ "set", '\0', OPTION_LIST, &a.set, "ITEM.FIELD=VALUE",
		    "change this and show what it does; repeatable" },
		{ "write", '\0', OPTION_TEXT, &a.write, "FILE",
		    "write the changed product there, as our own XML" },
		{ "all-items", 'a', OPTION_FLAG, &a.all_items, NULL,
		    "verdicts and amounts of every item, and every row" },
		SESSION_RULE_OPTIONS(s),
	};
	const struct usage usage = { "FILE... --set ITEM.FIELD=VALUE", table,
		sizeof(table) / sizeof(table[0]),
		"The files make up one product, as for `retrace check`.  "
		"FIELD is one of\n"
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
		if (a.set.n > 0)
			code = show_changes(s, &a);
		else
			code =
			    error_set(&err, ST_USAGE, pos_none,
				"nothing is changed: expected --set") == ST_OK
				? 0
				: session_fail(s, &err);
	}
	words_free(&a.set);
	return code;
}
