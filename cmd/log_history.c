/* SPDX-License-Identifier: Apache-2.0 */
/* log history - what became of a product: filed, changed, answered. */
#include "cmd/log_question.h"
#include "core/log/history.h"
#include "core/report/html/html_rows.h"
#include "core/report/text.h"

#include <inttypes.h>
#include <string.h>

/* Of a step that a reader is told. */
#define TOLD_MOST 40
#define VALUE_TEXT 120

static const struct column columns[] = {
	{ "index", "Entry", COLUMN_RIGHT | COLUMN_COUNT },
	{ "time", "Time", 0 },
	{ "kind", "Kind", 0 },
	{ "product", "Product", 0 },
	{ "rules", "Rules", 0 },
	{ "id", "Id", COLUMN_HIDDEN },
	{ "actor", "By", 0 },
	{ "date", "Date", 0 },
	{ "number", "Number", 0 },
	{ "party", "Party", 0 },
	{ "result", "Result", 0 },
	{ "note", "Note", 0 },
	{ "against", "Held against", 0 },
	{ "changes", "Changes", 0 },
	{ "what", "What changed", 0 },
	{ "was", "Was", 0 },
	{ "is", "Is", 0 },
};

#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))

struct told {
	const struct auditlog *log;
	const struct history *h;
};

/* ---- rows: each entry, then what it changed */

/* Of a change its filing has said how many there are. */
static void
put_against(struct table *t, const struct history_step *s, bool counted)
{
	char text[24] = "", count[24] = "";

	if (s->compared)
		snprintf(text, sizeof(text), "%" PRIu64, s->against);
	if (s->compared && counted)
		snprintf(count, sizeof(count), "%zu", s->nchange);
	table_put_text(t, text);
	table_put_text(t, count);
}

static void
put_step(struct table *t, const struct history_step *s)
{
	const struct leaf *l = &s->leaf;
	const struct str texts[] = { l->product, l->rules, l->id, l->actor,
		l->date, l->number, l->party, l->result, l->note };

	table_put_count(t, s->index);
	table_put(t, l->time, TONE_NONE);
	table_put(t, l->kind, TONE_NONE);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		table_put(
		    t, texts[i].p != NULL ? texts[i] : STR(""), TONE_NONE);
	put_against(t, s, true);
	for (size_t i = 0; i < 3; i++)
		table_put_text(t, "");
}

static void
put_change(struct table *t, const struct history_step *s,
    const struct history_change *c)
{
	table_put_count(t, s->index);
	table_put(t, s->leaf.time, TONE_NONE);
	table_put_text(t, "changed");
	for (size_t i = 0; i < 9; i++)
		table_put_text(t, "");
	put_against(t, s, false);
	table_put(t, c->what, TONE_NONE);
	table_put(t, c->was.p != NULL ? c->was : STR(""), TONE_NONE);
	table_put(t, c->is.p != NULL ? c->is : STR(""), TONE_NONE);
}

static enum status
emit_rows(const struct page *page, const struct told *x, struct error *err)
{
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	struct table t;
	enum status st;

	log_rows_begin(page, &j, x->log, "log-history",
	    STR("History of a product in the audit log"));
	table_begin(
	    &t, page->to, page->format, &page->style, columns, NCOLUMN, &j);
	for (size_t i = 0; i < x->h->n; i++) {
		const struct history_step *s = &x->h->step[i];

		put_step(&t, s);
		for (size_t k = 0; k < s->nkept; k++)
			put_change(&t, s, &s->change[k]);
	}
	st = table_end(&t, err);
	if (page->format == OUT_JSON) {
		json_end_array(&j);
		json_end_object(&j);
	}
	if (page->format == OUT_HTML)
		html_rows_end(page->to);
	return st;
}

/* ---- for the eye */

static void
put_value(FILE *to, struct str v)
{
	if (v.p == NULL)
		fputs("not there", to);
	else
		text_put(to, str_clip(v, VALUE_TEXT));
}

static void
text_changes(FILE *to, const struct history_step *s)
{
	size_t most = s->nkept < TOLD_MOST ? s->nkept : TOLD_MOST;

	if (!s->compared)
		return;
	fprintf(to, "  %-8s entry %" PRIu64 ": ", "against", s->against);
	if (s->nchange == 0)
		fputs("nothing else is said\n", to);
	else
		fprintf(to, "%zu change%s\n", s->nchange,
		    s->nchange == 1 ? "" : "s");
	for (size_t i = 0; i < most; i++) {
		const struct history_change *c = &s->change[i];

		fputs("    ", to);
		text_put(to, c->what);
		fputs(": ", to);
		put_value(to, c->is);
		fputs(", before ", to);
		put_value(to, c->was);
		putc('\n', to);
	}
	if (s->nchange > most)
		fprintf(to, "    and %zu more: -o json or csv\n",
		    s->nchange - most);
}

static void
text_step(FILE *to, const struct history_step *s)
{
	const struct leaf *l = &s->leaf;
	const struct leaf_kind *kind = leaf_kind_find(l->kind);

	fprintf(to, "entry %" PRIu64 ", %.*s: %s, %s\n", s->index,
	    STR_ARG(l->time), kind->name, kind->what);
	text_beside(to, 2, "product", l->product);
	text_beside(to, 2, "rules", l->rules);
	text_beside(to, 2, kind->filing ? "signed" : "actor", l->actor);
	text_beside(to, 2, "date", l->date);
	text_beside(to, 2, "number", l->number);
	text_beside(to, 2, "party", l->party);
	text_beside(to, 2, "result", l->result);
	text_beside(to, 2, "note", l->note);
	text_beside(to, 2, "id", l->id);
	text_changes(to, s);
}

static enum status
emit_history(const struct page *page, const void *result, struct error *err)
{
	const struct told *x = result;

	if (page->format != OUT_TABLE)
		return emit_rows(page, x, err);
	for (size_t i = 0; i < x->h->n; i++)
		text_step(page->to, &x->h->step[i]);
	return ST_OK;
}

/* ---- the verb */

struct finding_filings {
	struct history *h;
	struct auditlog *log;
	const char *words;
	struct error *err;
};

/* Runs, which name a product too, are no part of what was filed; nor are
 * filings of something else whose goods name it. */
static bool
found(void *ctx, const struct log_hit *hit)
{
	struct finding_filings *x = ctx;

	if (!leaf_kind_find(hit->leaf->kind)->filing ||
	    !history_is_about(hit->file, x->words))
		return true;
	return history_add(x->h, x->log, hit->entry, x->err) == ST_OK;
}

static enum status
history(struct session *s, struct log_question *q, struct error *err)
{
	struct history h = { .step = NULL };
	struct finding_filings x = { &h, NULL, s->rest.word[1], err };
	struct told told = { NULL, &h };

	if (log_question_add(q, INDEX_PRODUCT, str_of(s->rest.word[1]), err) !=
		ST_OK ||
	    log_question_open(s, q, s->rest.word[0], err) != ST_OK)
		return err->code;
	told.log = x.log = q->log;
	if (log_question_run(s, q, found, &x, err) == ST_OK && h.n == 0)
		error_set(err, ST_REF, (struct pos){ s->rest.word[0], 0, 0 },
		    "no filing of a product \"%.80s\": expected words of its "
		    "number, maker or name",
		    s->rest.word[1]);
	if (err->code == ST_OK && history_make(&h, q->log, err) == ST_OK) {
		session_messages(s);
		outputs_write(&s->out, emit_history, &told, err);
	}
	history_free(&h);
	return err->code;
}

int
log_history(struct session *s, int argc, char **argv)
{
	struct log_question q = { .since = NULL };
	const struct option_spec table[] = {
		{ "no-index", '\0', OPTION_FLAG, &q.no_index, NULL,
		    "go through every entry, whatever an index says" },
	};
	const struct usage usage = { "LOG PRODUCT", table, 1,
		"PRODUCT: words of its number, maker or name. Its filings and "
		"what refers to them:\namendments, receipts, answers. Each "
		"filing is held against the one that it changes,\nelse "
		"against the newest before it of the same product, whatever "
		"its revision.\n" };
	struct error err = { 0 };
	int code;

	s->output.also = 1u << OUT_HTML;
	if (session_options(s, &usage, argc, argv, &code)) {
		if (s->rest.n != 2)
			error_set(&err, ST_USAGE, pos_none,
			    "expected a log and words of a product");
		else
			history(s, &q, &err);
		code = err.code != ST_OK ? session_fail(s, &err) : 0;
	}
	log_question_close(&q);
	return code;
}
