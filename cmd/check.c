/* SPDX-License-Identifier: Apache-2.0 */
/* check - hold a product against the rules: the everyday command. */
#include "cmd/checking.h"
#include "cmd/dealing.h"
#include "cmd/over_time.h"
#include "cmd/pages.h"
#include "cmd/recording.h"
#include "cmd/verbs.h"
#include "core/report/check/checked_json.h"
#include "core/report/check/headline.h"
#include "core/report/check/receipt.h"
#include "core/report/check/rows.h"
#include "core/report/check/sarif.h"

/* What a page is filled from. */
struct told_product {
	struct checked checked;
	struct sarif_end end;
	const struct pages *pages;
};

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	const struct told_product *a = result;
	const struct checked *c = &a->checked;
	struct json lines = { .to = page->to, .lines = true };
	enum status st;

	if (page->format == OUT_JSON)
		return checked_json(page->to, &page->style, c, err);
	if (page->format == OUT_SARIF)
		return sarif_write(page->to, c, &a->end, err);
	if (page->format == OUT_RECEIPT)
		return receipt_write(page->to, c, err);
	if (page->format == OUT_HTML)
		return pages_write(a->pages, page, c, err);
	if (page->format != OUT_TABLE)
		return rows_write(
		    page->to, page->format, &page->style, &lines, c, err);
	st = headline_write(page->to, &page->style, c, err);
	if (st != ST_OK || !c->all_items)
		return st;
	fputc('\n', page->to);
	return rows_write(page->to, OUT_TABLE, &page->style, NULL, c, err);
}

/* Nothing could be judged: an editor still shows what is wrong, and where. */
static int
refuse(struct session *s, const struct error *why)
{
	struct told_product a = { .end = { status_exit_code(why->code), why } };
	struct error err = { 0 };

	if (checking_fill(s, &a.checked, &err) == ST_OK)
		outputs_write_form(&s->out, OUT_SARIF, emit, &a, &err);
	return session_fail(s, why);
}

/* The verdicts over time are rows, of which SARIF, pages and receipts have no
 * notion. */
static enum status
check_forms(const struct session *s, const struct over_time_options *o,
    const struct recording *r, struct error *err)
{
	if (r->log != NULL && o->asked)
		return error_set(err, ST_USAGE, pos_none,
		    "--record of a --timeline: expected the check of one day");
	for (size_t i = 0; o->asked && i < s->out.n; i++)
		if (s->out.page[i].format >= OUT_SARIF)
			return error_set(err, ST_USAGE, pos_none,
			    "--timeline has no such output: expected -o table, "
			    "json, jsonl or csv");
	return ST_OK;
}

/* The receipt, by which it is computed again, with all that it names. */
static int
record(struct session *s, const struct recording *r,
    const struct told_product *a, int code)
{
	static const char *const results[] = { "nothing triggered", "triggered",
		"undecided" };
	struct log_input answer = { STR("receipt"), STR("receipt.jsonl"),
		STR(""), true };
	struct log_entry e = { .kind = STR("check") };
	struct error err = { 0 };

	if (r->log == NULL)
		return code;
	answer.body = recording_text(s, OUT_RECEIPT, emit, a, &err);
	e.product = recording_shipped(s);
	e.result = str_of(results[a->checked.exit_code]);
	if (err.code == ST_OK)
		recording_product(s, &e, &answer, false, &err);
	return recording_add(s, r, &e, code, &err);
}

static int
judge_product(struct session *s, struct dealing *deal, struct pages *pages,
    const struct recording *rec, bool all_items)
{
	struct told_product a = { .end = { 0, NULL }, .pages = pages };
	struct error err = { 0 };

	s->in.flips = true;
	pages_prepare(pages, s);
	if (dealing_read(deal, s, &err) != ST_OK ||
	    session_open(s, &err) != ST_OK ||
	    dealing_judge(deal, s, &err) != ST_OK)
		return err.code == ST_USAGE ? session_fail(s, &err)
					    : refuse(s, &err);
	if (checking_fill(s, &a.checked, &err) != ST_OK ||
	    pages_ask(pages, &a.checked, &err) != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	a.end.exit_code = session_verdict_code(s, a.checked.exit_code);
	a.checked.all_items = all_items;
	if (outputs_write(&s->out, emit, &a, &err) != ST_OK)
		return session_fail(s, &err);
	return record(s, rec, &a, a.end.exit_code);
}

int
cmd_check(struct session *s, int argc, char **argv)
{
	struct over_time_options timeline = { .asked = false };
	struct pages pages = { .asked = false };
	struct dealing deal = { .file = NULL };
	struct recording rec = recording_none;
	bool all_items = false;
	const struct option_spec table[] = { SESSION_RULE_OPTIONS(s),
		SESSION_READ_OPTIONS(s), DEALING_OPTIONS(&deal),
		{ "all-items", 'a', OPTION_FLAG, &all_items, NULL,
		    "list every item, as if shipped alone" },
		{ "digests", '\0', OPTION_FLAG, &s->digests, NULL,
		    "also in the table: the digests of all inputs" },
		{ "timeline", '\0', OPTION_FLAG, &timeline.asked, NULL,
		    "the verdicts over time, and what changes them when" },
		{ "from", '\0', OPTION_DATE, &timeline.from, "DATE",
		    "a timeline from that day on (all days)" },
		{ "until", '\0', OPTION_DATE, &timeline.until, "DATE",
		    "a timeline up to that day (all days)" },
		{ "lang", '\0', OPTION_CHOICE, &pages.language, "en|zh",
		    "language of the HTML (en)" },
		RECORDING_OPTIONS(&rec) };
	struct error err = { 0 };
	const struct usage usage = { "FILE... [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"The files make up one product: its bill of materials, "
		"declarations of\nsuppliers, origins, prices.  What a file is "
		"is told from its content.\nWithout --rules the pack is "
		"cn-trace.\n" };
	int code = 0;

	s->output.also = 1u << OUT_SARIF | 1u << OUT_HTML | 1u << OUT_RECEIPT;
	if (!session_options(s, &usage, argc, argv, &code))
		goto out;
	s->in.files = s->rest;
	s->rest = (struct words){ 0 };
	s->recorded = rec.log != NULL;
	if (over_time_check(&timeline, all_items, &err) != ST_OK ||
	    check_forms(s, &timeline, &rec, &err) != ST_OK ||
	    recording_check(&rec, &err) != ST_OK)
		code = session_fail(s, &err);
	else if (timeline.asked)
		code = over_time_run(s, &deal, &timeline);
	else
		code = judge_product(s, &deal, &pages, &rec, all_items);
	pages_free(&pages);
out:
	dealing_close(&deal);
	return code;
}
