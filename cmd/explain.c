/* SPDX-License-Identifier: Apache-2.0 */
/* explain - why an item got its verdict: parts, ways, documents. */
#include "cmd/checking.h"
#include "cmd/dealing.h"
#include "cmd/verbs.h"
#include "core/report/check/checked_json.h"
#include "core/report/check/headline.h"
#include "core/report/working.h"

struct explained {
	struct checked checked;
	uint32_t item;
};

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	const struct explained *x = result;

	if (page->format == OUT_JSON)
		return checked_json_explain(
		    page->to, &x->checked, x->item, err);
	return headline_explain(
	    page->to, &page->style, &x->checked, x->item, err);
}

/* The last word is the item, those before it are files. */
static enum status
take_words(struct session *s, const char **item, struct error *err)
{
	if (s->rest.n < 2)
		return error_set(err, ST_USAGE, pos_none,
		    "expected the files of a product, and behind them an "
		    "item of it");
	for (size_t i = 0; i < s->out.n; i++)
		if (s->out.page[i].format == OUT_CSV ||
		    s->out.page[i].format == OUT_JSONL)
			return error_set(err, ST_USAGE, pos_none,
			    "explain has no rows: expected -o table or "
			    "-o json");
	*item = s->rest.word[--s->rest.n];
	s->in.files = s->rest;
	s->rest = (struct words){ 0 };
	return ST_OK;
}

static enum status
read_ways(const char *text, size_t *n, struct error *err)
{
	*n = text == NULL ? WORKING_WAYS : 0;
	for (size_t i = 0; text != NULL && text[i] != '\0' && i < 4; i++)
		*n = text[i] >= '0' && text[i] <= '9'
			 ? *n * 10 + (size_t)(text[i] - '0')
			 : SIZE_MAX / 20;
	if (text == NULL || (*n >= 1 && *n <= WORKING_WAYS_MOST))
		return ST_OK;
	return error_set(err, ST_USAGE, pos_none,
	    "--paths \"%.40s\": expected a number from 1 to %d", text,
	    WORKING_WAYS_MOST);
}

/* What the options ask for. */
struct wish {
	struct dealing deal;
	const char *ways;
	bool all_parts;
};

static int
explain_one(struct session *s, struct wish *w)
{
	struct error err = { 0 };
	struct explained x;
	const char *name = NULL;
	size_t n = 0;

	s->in.flips = true;
	if (take_words(s, &name, &err) != ST_OK ||
	    read_ways(w->ways, &n, &err) != ST_OK ||
	    dealing_read(&w->deal, s, &err) != ST_OK ||
	    session_open_for(s, NEED_BOM | NEED_RULES, &err) != ST_OK ||
	    session_item(s, name, &x.item, &err) != ST_OK ||
	    session_narrow(s, &x.item, &err) != ST_OK ||
	    session_open_for(s,
		s->command->needs & ~(unsigned)(NEED_BOM | NEED_RULES),
		&err) != ST_OK ||
	    dealing_judge(&w->deal, s, &err) != ST_OK ||
	    checking_fill(s, &x.checked, &err) != ST_OK)
		return session_fail(s, &err);
	x.checked.ways = n;
	x.checked.all_parts = w->all_parts;
	session_messages(s);
	if (outputs_write(&s->out, emit, &x, &err) != ST_OK)
		return session_fail(s, &err);
	return 0;
}

int
cmd_explain(struct session *s, int argc, char **argv)
{
	struct wish w = { .all_parts = false };
	const struct option_spec table[] = { SESSION_RULE_OPTIONS(s),
		DEALING_OPTIONS(&w.deal), SESSION_READ_OPTIONS(s),
		{ "all-parts", 'a', OPTION_FLAG, &w.all_parts, NULL,
		    "tell of every part, however many there are" },
		{ "digests", '\0', OPTION_FLAG, &s->digests, NULL,
		    "also in the table: the digests of all inputs" },
		{ "paths", '\0', OPTION_TEXT, &w.ways, "N",
		    "so many ways to each part, the heaviest (3)" } };
	const struct usage usage = { "FILE... ITEM [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"ITEM is a part number; where several items have it, what "
		"`retrace check`\nprints: MAKER PART rev REVISION.\n" };
	int code;

	if (session_options(s, &usage, argc, argv, &code))
		code = explain_one(s, &w);
	dealing_close(&w.deal);
	return code;
}
