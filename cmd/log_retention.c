/* SPDX-License-Identifier: Apache-2.0 */
/* log retention - until when each entry of a log has to be kept, and why. */
#include "cmd/log.h"
#include "core/log/retention.h"
#include "core/report/check/output_json.h"
#include "core/report/html/html_rows.h"

#include <inttypes.h>

/* No pack of rules states a period; this is what is usual. */
#define YEARS 5
#define YEARS_MOST 100

static const struct column columns[] = {
	{ "index", "Entry", COLUMN_RIGHT | COLUMN_COUNT },
	{ "time", "Time", 0 },
	{ "kind", "Kind", 0 },
	{ "product", "Product", 0 },
	{ "until", "Keep until", 0 },
	{ "past", "Past", 0 },
	{ "why", "Why", 0 },
	{ "filing", "Filing", COLUMN_HIDDEN },
	{ "files", "Files", COLUMN_RIGHT | COLUMN_COUNT | COLUMN_HIDDEN },
	{ "bytes", "Bytes", COLUMN_RIGHT | COLUMN_COUNT | COLUMN_HIDDEN },
};

struct keeping {
	struct auditlog *log;
	struct retention r;
	bool by_day;    /* --before: no period was named */
	bool past_only; /* --past */
	struct table *table;
};

static void
why_text(const struct keeping *k, const struct retention_entry *e, char out[80])
{
	if (e->why == RETENTION_NAMED)
		snprintf(out, 80, "entry %" PRIu64 " refers to it", e->by);
	else if (e->why == RETENTION_RESTS)
		snprintf(out, 80,
		    "what came after rests on it, to entry %" PRIu64, e->by);
	else if (k->by_day)
		snprintf(out, 80, "the day of its record");
	else
		snprintf(out, 80, "%u years from its record", k->r.years);
}

static bool
put_entry(void *ctx, uint64_t index, const struct leaf *leaf,
    const struct retention_entry *e, bool past)
{
	const struct keeping *k = ctx;
	struct table *t = k->table;
	char until[DATE_TEXT], why[80];
	uint64_t files = leaf->ninput, bytes = 0;

	if (k->past_only && !past)
		return true;
	if (leaf_is_filing(leaf->kind)) {
		files++;
		bytes += leaf->size;
	}
	for (size_t i = 0; i < leaf->ninput; i++)
		bytes += leaf->input[i].size;
	date_format(e->until, until);
	why_text(k, e, why);
	table_put_count(t, index);
	table_put(t, leaf->time, TONE_NONE);
	table_put(t, leaf->kind, TONE_NONE);
	table_put(
	    t, leaf->product.p != NULL ? leaf->product : STR(""), TONE_NONE);
	table_put_text(t, until);
	table_put_text(t, past ? "yes" : "no");
	table_put_text(t, why);
	table_put(t, leaf->id, TONE_NONE);
	table_put_count(t, files);
	table_put_count(t, bytes);
	return !t->bad;
}

/* What it comes to, in words. */
static void
sum_up(const struct keeping *k, char out[400])
{
	const struct retention *r = &k->r;
	const bool whole = r->size > 0 && !k->by_day;
	char last[DATE_TEXT];

	date_or_blank(r->all_until, last);
	snprintf(out, 400,
	    "%s: %" PRIu64 " of %" PRIu64 " entries, with %" PRIu64
	    " of %" PRIu64 " bytes of files, which no other entry needs. "
	    "Nothing was deleted: a log is only added to.%s%s%s",
	    k->by_day ? "last needed before that day" : "past their period",
	    r->past, r->size, r->past_bytes, r->bytes,
	    whole ? " As a whole it is to be kept until " : "",
	    whole ? last : "", whole ? "." : "");
}

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	struct keeping k = *(const struct keeping *)result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	struct table t;
	char sum[400];

	k.table = &t;
	sum_up(&k, sum);
	if (page->format == OUT_JSON) {
		output_json_begin(&j, "log-retention");
		json_put_str(&j, "origin", auditlog_origin(k.log));
		if (k.by_day)
			json_put_null(&j, "years");
		else
			json_put_count(&j, "years", k.r.years);
		json_put_day(&j, "day", k.r.today);
		json_put_count(&j, "entries", k.r.size);
		json_put_count(&j, "past", k.r.past);
		json_put_count(&j, "bytes", k.r.bytes);
		json_put_count(&j, "past_bytes", k.r.past_bytes);
		json_begin_array(&j, "rows");
	}
	if (page->format == OUT_HTML) {
		html_rows_begin(page->to, auditlog_origin(k.log),
		    STR("How long entries of the audit log have to be kept"));
		html_rows_line(page->to, str_of(sum));
	}
	table_begin(&t, page->to, page->format, &page->style, columns,
	    sizeof(columns) / sizeof(columns[0]), &j);
	retention_each(k.log, &k.r, put_entry, &k, err);
	table_end(&t, err);
	if (page->format == OUT_JSON) {
		json_end_array(&j);
		json_end_object(&j);
	}
	if (page->format == OUT_HTML)
		html_rows_end(page->to);
	return err->code;
}

static enum status
understand(
    const char *years, const char *before, struct keeping *k, struct error *err)
{
	uint64_t n = YEARS;

	if (years != NULL && before != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--years and --before: expected one of them");
	k->r.today = date_of(date_now());
	if (before != NULL) {
		k->by_day = true;
		if (date_read(str_of(before), pos_none, &k->r.today, err) !=
		    ST_OK)
			err->code = ST_USAGE;
		return err->code;
	}
	if (years != NULL &&
	    (!checkpoint_number(str_of(years), &n) || n < 1 || n > YEARS_MOST))
		return error_set(err, ST_USAGE, pos_none,
		    "--years \"%.40s\": expected a number from 1 to %d", years,
		    YEARS_MOST);
	k->r.years = (unsigned)n;
	return ST_OK;
}

int
log_retention(struct session *s, int argc, char **argv)
{
	const char *years = NULL, *before = NULL;
	struct keeping k = { .log = NULL };
	const struct option_spec table[] = {
		{ "years", '\0', OPTION_TEXT, &years, "N",
		    "the period, from the day of a record; 5, if left out" },
		{ "before", '\0', OPTION_TEXT, &before, "DATE",
		    "instead: what was last needed before that day" },
		{ "past", '\0', OPTION_FLAG, &k.past_only, NULL,
		    "only what is past its period" },
	};
	const struct usage usage = { "[LOG]", table,
		sizeof(table) / sizeof(table[0]),
		"An entry is kept as long as a later one that refers to it, "
		"and a key, a pack or a\npolicy as long as anything after it. "
		"Deletes nothing: a log is only added to. No\nlaw is looked "
		"up: five years is what is often asked for; ask your "
		"counsel.\n" };
	struct error err = { 0 };
	char sum[400];
	int code;

	s->output.also = 1u << OUT_HTML;
	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (understand(years, before, &k, &err) == ST_OK &&
	    log_open(s, &k.log, &err) == ST_OK &&
	    retention_find(k.log, &s->mem, &k.r, &err) == ST_OK &&
	    outputs_write(&s->out, emit, &k, &err) == ST_OK && !s->quiet) {
		sum_up(&k, sum);
		fprintf(stderr, "retrace: note: %s\n", sum);
	}
	return log_done(s, k.log, &err);
}
