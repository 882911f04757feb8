/* SPDX-License-Identifier: Apache-2.0 */
/* check - hold a product against the rules: the everyday command. */
#include "cmd/checking.h"
#include "cmd/over_time.h"
#include "cmd/verbs.h"
#include "core/report/headline.h"
#include "core/report/output_json.h"
#include "core/report/rows.h"

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	const struct checked *c = result;
	struct json lines = { .to = page->to, .lines = true };
	enum status st;

	if (page->format == OUT_JSON)
		return output_json_check(page->to, &page->style, c, err);
	if (page->format != OUT_TABLE)
		return rows_write(
		    page->to, page->format, &page->style, &lines, c, err);
	st = headline_write(page->to, &page->style, c, err);
	if (st != ST_OK || !c->all_items)
		return st;
	fputc('\n', page->to);
	return rows_write(page->to, OUT_TABLE, &page->style, NULL, c, err);
}

int
cmd_check(struct session *s, int argc, char **argv)
{
	struct over_time_options timeline = { .asked = false };
	bool all_items = false;
	const struct option_spec table[] = { SESSION_RULE_OPTIONS(s),
		{ "all-items", 'a', OPTION_FLAG, &all_items, NULL,
		    "list every item, as if shipped alone" },
		{ "timeline", '\0', OPTION_FLAG, &timeline.asked, NULL,
		    "the verdicts over time, and what changes them when" },
		{ "from", '\0', OPTION_DATE, &timeline.from, "DATE",
		    "a timeline from that day on (all days)" },
		{ "until", '\0', OPTION_DATE, &timeline.until, "DATE",
		    "a timeline up to that day (all days)" } };
	const struct usage usage = { "FILE... [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"The files make up one product: its bill of materials, "
		"declarations of\nsuppliers, origins, prices.  What a file is "
		"is told from its content.\nWithout --rules the pack is "
		"cn-trace.\n" };
	struct error err = { 0 };
	struct checked c;
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	s->in.files = s->rest;
	s->rest = (struct words){ 0 };
	if (over_time_check(&timeline, all_items, &err) != ST_OK)
		return session_fail(s, &err);
	if (timeline.asked)
		return over_time_run(s, &timeline);
	s->in.flips = true;
	if (session_open(s, &err) != ST_OK ||
	    checking_fill(s, &c, &err) != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	c.all_items = all_items;
	if (outputs_write(&s->out, emit, &c, &err) != ST_OK)
		return session_fail(s, &err);
	return session_verdict_code(s, c.exit_code);
}
