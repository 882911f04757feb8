/* SPDX-License-Identifier: Apache-2.0 */
/* explain - why an item got its verdict: parts, ways, documents. */
#include "cmd/checking.h"
#include "cmd/verbs.h"
#include "core/report/headline.h"
#include "core/report/output_json.h"

struct explained {
	struct checked checked;
	uint32_t item;
};

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	const struct explained *x = result;

	if (page->format == OUT_JSON)
		return output_json_explain(page->to, &x->checked, x->item, err);
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

int
cmd_explain(struct session *s, int argc, char **argv)
{
	const struct option_spec table[] = { SESSION_RULE_OPTIONS(s) };
	const struct usage usage = { "FILE... ITEM [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"ITEM is a part number; where several items have it, what "
		"`retrace check`\nprints: MAKER PART rev REVISION.\n" };
	struct error err = { 0 };
	struct explained x;
	const char *name = NULL;
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	s->in.flips = true;
	if (take_words(s, &name, &err) != ST_OK ||
	    session_open(s, &err) != ST_OK ||
	    session_item(s, name, &x.item, &err) != ST_OK ||
	    checking_fill(s, &x.checked, &err) != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	if (outputs_write(&s->out, emit, &x, &err) != ST_OK)
		return session_fail(s, &err);
	return 0;
}
