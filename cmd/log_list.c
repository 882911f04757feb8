/* SPDX-License-Identifier: Apache-2.0 */
/* log list, log search - which entries of a log answer a question. */
#include "cmd/log_question.h"
#include "core/report/html/html_rows.h"

#include <math.h>
#include <string.h>

static const struct column columns[] = {
	{ "index", "Entry", COLUMN_RIGHT | COLUMN_COUNT },
	{ "time", "Time", 0 },
	{ "kind", "Kind", 0 },
	{ "product", "Product", 0 },
	{ "rules", "Rules", 0 },
	{ "filing", "Filing", 0 },
	{ "tool", "Tool", COLUMN_HIDDEN },
	{ "sha256", "SHA-256", COLUMN_HIDDEN },
	{ "size", "Bytes", COLUMN_RIGHT | COLUMN_COUNT | COLUMN_HIDDEN },
	{ "inputs", "Inputs", COLUMN_RIGHT | COLUMN_COUNT | COLUMN_HIDDEN },
	{ "verdict", "Verdict", COLUMN_HIDDEN },
	{ "basis", "Basis", COLUMN_HIDDEN },
	{ "as_of", "As of", COLUMN_HIDDEN },
	{ "filer", "Filer", COLUMN_HIDDEN },
	{ "exporter", "Exporter", COLUMN_HIDDEN },
	{ "consignee", "Consignee", COLUMN_HIDDEN },
	{ "end_user", "End user", COLUMN_HIDDEN },
	{ "end_use", "End use", COLUMN_HIDDEN },
	{ "destination", "Destination", COLUMN_HIDDEN },
	{ "signer", "Signer", COLUMN_HIDDEN },
	{ "signer_sha256", "Signer's certificate", COLUMN_HIDDEN },
	{ "actor", "Actor", COLUMN_HIDDEN },
	{ "date", "Date", COLUMN_HIDDEN },
	{ "number", "Number", COLUMN_HIDDEN },
	{ "party", "Party", 0 },
	{ "result", "Result", 0 },
	{ "note", "Note", COLUMN_HIDDEN },
	{ "low", "At least, g", COLUMN_RIGHT },
	{ "high", "At most, g", COLUMN_RIGHT },
	{ "sure", "Sure", 0 },
};

#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))
#define NAMOUNT 3 /* of them, last: where an element is asked for */

struct listing {
	struct session *s;
	struct log_question *q;
	struct table *table;
};

/* Twelve digits are what a filing has. */
static void
put_mass(struct table *t, bool there, double grams)
{
	char text[40] = "";

	if (there && !isinf(grams))
		snprintf(text, sizeof(text), "%.15g", grams);
	table_put_text(t, text);
}

static void
put_amount(struct table *t, const struct index_row *row)
{
	put_mass(t, row->has_amount, row->low);
	put_mass(t, row->has_amount, row->high);
	table_put_text(t, !row->has_amount ? ""
			  : row->sure      ? "yes"
					   : "perhaps");
}

static bool
put_entry(void *ctx, const struct log_hit *hit)
{
	struct listing *l = ctx;
	const struct leaf *leaf = hit->leaf;
	const struct index_row *row = hit->row;
	const struct str texts[] = { row->verdict, row->basis, row->as_of,
		row->filer, row->exporter, row->consignee, row->end_user,
		row->end_use, row->destination, row->signer, row->signer_sha256,
		leaf->actor, leaf->date, leaf->number, leaf->party,
		leaf->result, leaf->note };
	struct table *t = l->table;
	char hex[SHA256_HEX] = "";

	if (leaf_is_filing(leaf->kind))
		digest_hex(leaf->sha256, hex);
	table_put_count(t, hit->entry);
	table_put(t, leaf->time, TONE_NONE);
	table_put(t, leaf->kind, TONE_NONE);
	table_put(t, leaf->product, TONE_NONE);
	table_put(t, leaf->rules, TONE_NONE);
	table_put(t, leaf->id, TONE_NONE);
	table_put(t, leaf->tool, TONE_NONE);
	table_put_text(t, hex);
	table_put_count(t, leaf->size);
	table_put_count(t, leaf->ninput);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		table_put(
		    t, texts[i].p != NULL ? texts[i] : STR(""), TONE_NONE);
	if (l->q->search.query.amount.element.n > 0)
		put_amount(t, row);
	return !t->bad;
}

/* Behind the rows: where the next page begins. */
static void
put_next(struct json *j, const struct log_search *s)
{
	json_end_array(j);
	if (s->more)
		json_put_count(j, "next_after", s->last);
	else
		json_put_null(j, "next_after");
	json_end_object(j);
}

static enum status
emit_list(const struct page *page, const void *result, struct error *err)
{
	const struct listing *given = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	bool amounts = given->q->search.query.amount.element.n > 0;
	struct table t;
	struct listing l = { given->s, given->q, &t };

	log_rows_begin(
	    page, &j, l.q->log, "log-list", STR("Entries of the audit log"));
	table_begin(&t, page->to, page->format, &page->style, columns,
	    amounts ? NCOLUMN : NCOLUMN - NAMOUNT, &j);
	l.q->search.records =
	    page->format == OUT_TABLE || page->format == OUT_HTML;
	log_question_run(l.s, l.q, put_entry, &l, err);
	table_end(&t, err);
	if (page->format == OUT_JSON)
		put_next(&j, &l.q->search);
	if (page->format == OUT_HTML)
		html_rows_end(page->to);
	return err->code;
}

static enum status
list(struct session *s, struct log_question *q, const char *path,
    struct error *err)
{
	struct listing l = { s, q, NULL };

	if (log_question_open(s, q, path, err) != ST_OK)
		return err->code;
	session_messages(s);
	if (outputs_write(&s->out, emit_list, &l, err) != ST_OK)
		return err->code;
	session_messages(s);
	if (q->search.more && !s->quiet)
		fprintf(stderr, "retrace: note: there are more: --after %llu\n",
		    (unsigned long long)q->search.last);
	return ST_OK;
}

int
log_list(struct session *s, int argc, char **argv)
{
	struct log_question q = { .since = NULL };
	const struct option_spec table[] = { LOG_QUESTION_OPTIONS(&q, "rules"),
		LOG_PAGE_OPTIONS(&q) };
	const struct usage usage = { "[LOG] [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"Without LOG: the variable RETRACE_LOG. All that is asked for "
		"must hold; options\nwith words may be repeated. Words are "
		"found in any case; of one that ends with *\nthe beginning "
		"is. The index beside the log, LOG-index, makes it quick; "
		"what is\nshown is read in the log.\n" };
	struct error err = { 0 };
	const char *path;
	int code;

	s->output.also = 1u << OUT_HTML;
	if (session_options(s, &usage, argc, argv, &code)) {
		if (log_path(s, 1, &path, &err) == ST_OK)
			list(s, &q, path, &err);
		code = err.code != ST_OK ? session_fail(s, &err) : 0;
	}
	log_question_close(&q);
	return code;
}

static enum status
search(struct session *s, struct log_question *q, struct error *err)
{
	if (s->rest.n != 2)
		return error_set(err, ST_USAGE, pos_none,
		    "expected a log and the words to look for");
	if (log_question_add(q, INDEX_WORDS, str_of(s->rest.word[1]), err) !=
	    ST_OK)
		return err->code;
	return list(s, q, s->rest.word[0], err);
}

int
log_search_verb(struct session *s, int argc, char **argv)
{
	struct log_question q = { .since = NULL };
	const struct option_spec table[] = { LOG_QUESTION_OPTIONS(&q, "rules"),
		LOG_PAGE_OPTIONS(&q) };
	const struct usage usage = { "LOG TEXT [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"TEXT: words that must all be there, several in \"quotes\" as "
		"they follow each\nother; word* for its beginning. They are "
		"sought in all that a filing says of its\nproduct, parts, "
		"parties, uses, documents and signer, in English and "
		"Chinese.\nThe options choose among these, as those of log "
		"list do.\n" };
	struct error err = { 0 };
	int code;

	s->output.also = 1u << OUT_HTML;
	if (session_options(s, &usage, argc, argv, &code)) {
		search(s, &q, &err);
		code = err.code != ST_OK ? session_fail(s, &err) : 0;
	}
	log_question_close(&q);
	return code;
}
