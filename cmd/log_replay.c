/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log replay - do filings follow from their inputs, and what would they say
 * under other rules, or on another day?
 *
 * Everything comes from the log: the exact inputs of each filing, and from the
 * command line the other rules.  One filing is in memory at a time.
 */
#include "cmd/log_question.h"
#include "cmd/replay.h"
#include "cmd/unsealing.h"
#include "core/filing/filing.h"
#include "core/filing/moved.h"
#include "core/report/html/html_rows.h"

static const struct column columns[] = {
	{ "index", "Entry", COLUMN_RIGHT | COLUMN_COUNT },
	{ "time", "Time", COLUMN_HIDDEN },
	{ "kind", "Kind", COLUMN_HIDDEN },
	{ "filing", "Filing", COLUMN_HIDDEN },
	{ "product", "Product", 0 },
	{ "replay", "As filed", 0 },
	{ "what", "What", 0 },
	{ "of", "Of", 0 },
	{ "was", "Filed", 0 },
	{ "is", "Would be", 0 },
	{ "note", "Note", COLUMN_WRAP },
};

#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))

/* How many filings came out how. */
struct replay_tally {
	uint64_t filings, same, differs, missing, failed, changed;
};

struct replaying {
	struct session *s;
	struct log_question q;
	struct words packs;
	struct pack *pack; /* [packs.n] */
	size_t npack;
	struct replay_other other;
	struct replay_tally n;
	struct table *table;
	enum status st; /* of what ends the run */
	struct error err;
};

static bool
asks_other(const struct replaying *r)
{
	return r->other.npack > 0 || r->other.day != DATE_NONE;
}

/* ---- one filing */

/* While its rows are written. */
struct replayed_filing {
	struct replaying *r;
	const struct log_hit *hit;
	enum replayed as_filed;
	size_t rows;
};

static void
put_row(void *ctx, const struct moved *m, struct str note)
{
	struct replayed_filing *x = ctx;
	struct table *t = x->r->table;
	const struct leaf *leaf = x->hit->leaf;

	x->rows++;
	table_put_count(t, x->hit->entry);
	table_put(t, leaf->time, TONE_NONE);
	table_put(t, leaf->kind, TONE_NONE);
	table_put(t, leaf->id, TONE_NONE);
	table_put(t, m->product.n > 0 ? m->product : leaf->product, TONE_NONE);
	table_put(t, str_of(replayed_word(x->as_filed)),
	    x->as_filed == REPLAY_SAME ? TONE_NONE : TONE_BAD);
	table_put_text(t, m->what != NULL ? m->what : "");
	table_put(t, m->of, TONE_NONE);
	table_put(t, m->was, TONE_NONE);
	table_put(t, m->is, TONE_NONE);
	table_put(t, note, TONE_NONE);
}

static void
put_moved(void *ctx, const struct moved *m)
{
	put_row(ctx, m, STR(""));
}

static void
put_note(struct replayed_filing *x, const char *text)
{
	static const struct moved none = { .what = NULL };

	put_row(x, &none, str_of(text));
}

/* What is missing, or differs from what was filed; notes are none of that. */
static void
put_findings(struct replayed_filing *x, const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->list[i].sev == SEV_ERROR)
			put_note(x, f->list[i].text);
}

static void
count(struct replay_tally *n, enum replayed outcome)
{
	n->filings++;
	n->same += outcome == REPLAY_SAME;
	n->differs += outcome == REPLAY_DIFFERS;
	n->missing += outcome == REPLAY_MISSING;
	n->failed += outcome == REPLAY_FAILED;
}

/* What it would say otherwise.  A filing that its inputs do not give is
 * compared all the same: with what was filed. */
static void
replay_changed(struct replayed_filing *x, struct seek *k, const char *name,
    xmlDoc *doc, struct arena *a)
{
	struct replaying *r = x->r;
	struct findings f = { 0 };
	xmlDoc *again = NULL;
	size_t n = 0;

	if (replay_other(r->s, k, name, doc, &r->other, &again, &f) ==
	    REPLAY_SAME)
		n = filing_moved(doc, again, a, put_moved, x);
	else
		put_findings(x, &f);
	r->n.changed += n > 0;
	xmlFreeDoc(again);
	findings_free(&f);
}

/* The inputs that its record names, as far as the log has them all; of a
 * filing that keeps values back the opening is among them. */
static enum status
seek_inputs(struct replaying *r, uint64_t entry, struct seek *k,
    struct arena *a, struct str *opening, struct error *err)
{
	struct log_record record;

	if (auditlog_get(r->q.log, entry, a, &record, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < record.leaf.ninput && err->code == ST_OK; i++) {
		seek_in_bytes(k, record.input[i], err);
		if (str_is(record.leaf.input[i].role, "opening"))
			*opening = record.input[i];
	}
	return err->code;
}

/* The inputs are there, and nothing is sealed: how it comes out again. */
static enum replayed
replay_filed(struct replayed_filing *x, struct seek *k, const char *name,
    xmlDoc **doc, struct arena *a, struct findings *f)
{
	struct str opening = { NULL, 0 };
	struct error err = { 0 };
	enum status st = seek_inputs(x->r, x->hit->entry, k, a, &opening, &err);

	findings_take(f, &err);
	if (st != ST_OK)
		return st == ST_VERIFY ? REPLAY_MISSING : REPLAY_FAILED;
	if (!unsealing_kept(doc, name, opening, a, f))
		return f->first.code == ST_NOINPUT ? REPLAY_MISSING
						   : REPLAY_FAILED;
	return replay_filing(x->r->s, k, name, *doc, f);
}

static void
replay_one(struct replayed_filing *x, struct arena *a)
{
	struct replaying *r = x->r;
	struct seek k = { .listed_only = true };
	struct findings f = { 0 };
	xmlDoc *doc = NULL;
	char name[40];

	snprintf(name, sizeof(name), "entry %llu",
	    (unsigned long long)x->hit->entry);
	x->as_filed = REPLAY_FAILED;
	if (x->hit->file.p == NULL) {
		findings_error(&f, ST_VERIFY, pos_none,
		    "its filing cannot be read: log verify says more");
	} else if (filing_read(x->hit->file, name, NULL, &doc, &f) == ST_OK) {
		x->as_filed = replay_filed(x, &k, name, &doc, a, &f);
	}
	count(&r->n, x->as_filed);
	put_findings(
	    x, x->as_filed != REPLAY_SAME ? &f : &(struct findings){ 0 });
	if (asks_other(r) &&
	    (x->as_filed == REPLAY_SAME || x->as_filed == REPLAY_DIFFERS))
		replay_changed(x, &k, name, doc, a);
	if (x->rows == 0)
		put_note(x, "");
	xmlFreeDoc(doc);
	findings_free(&f);
	seek_free(&k);
}

static bool
replay_hit(void *ctx, const struct log_hit *hit)
{
	struct replaying *r = ctx;
	struct replayed_filing x = { .r = r, .hit = hit };
	struct arena a = { 0 };

	if (leaf_is_filing(hit->leaf->kind))
		replay_one(&x, &a);
	arena_free(&a);
	return !r->table->bad;
}

/* ---- all of them */

static void
put_replay_tally(struct json *j, const struct replay_tally *n)
{
	json_end_array(j);
	json_put_count(j, "filings", n->filings);
	json_put_count(j, "same", n->same);
	json_put_count(j, "differs", n->differs);
	json_put_count(j, "not_replayable", n->missing);
	json_put_count(j, "failed", n->failed);
	json_put_count(j, "changed", n->changed);
	json_end_object(j);
}

static void
say_tally(FILE *to, const struct replaying *r)
{
	const struct replay_tally *n = &r->n;

	fprintf(to, "%llu filing%s: %llu as filed",
	    (unsigned long long)n->filings, n->filings == 1 ? "" : "s",
	    (unsigned long long)n->same);
	if (n->differs > 0)
		fprintf(to, ", %llu otherwise than filed",
		    (unsigned long long)n->differs);
	if (n->missing > 0)
		fprintf(to, ", %llu not replayable",
		    (unsigned long long)n->missing);
	if (n->failed > 0)
		fprintf(to, ", %llu failed", (unsigned long long)n->failed);
	if (asks_other(r))
		fprintf(
		    to, "; %llu would change", (unsigned long long)n->changed);
	fprintf(to, "\n");
}

static enum status
emit_replay(const struct page *page, const void *result, struct error *err)
{
	struct replaying *r = *(struct replaying *const *)result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	struct table t;

	r->n = (struct replay_tally){ 0 };
	r->table = &t;
	log_rows_begin(page, &j, r->q.log, "log-replay",
	    STR("Filings computed again from their inputs"));
	table_begin(
	    &t, page->to, page->format, &page->style, columns, NCOLUMN, &j);
	log_question_run(r->s, &r->q, replay_hit, r, err);
	table_end(&t, err);
	if (page->format == OUT_JSON)
		put_replay_tally(&j, &r->n);
	if (page->format == OUT_HTML)
		html_rows_end(page->to);
	if (page->format == OUT_TABLE)
		say_tally(page->to, r);
	return err->code;
}

/* The bytes of each pack and of its clauses, in the place of those filed. */
static enum status
open_packs(struct replaying *r, struct error *err)
{
	struct session *s = r->s;
	size_t n = r->packs.n;
	struct replay_input *in = TAKE(&s->mem, struct replay_input, 2 * n + 1);

	r->pack = TAKE(&s->mem, struct pack, n + 1);
	if (in == NULL || r->pack == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	r->other.pack = in;
	for (; r->npack < n; r->npack++) {
		struct pack *p = &r->pack[r->npack];

		if (pack_open(p, r->packs.word[r->npack], &s->findings) !=
		    ST_OK) {
			*err = s->findings.first;
			return err->code;
		}
		in[r->other.npack++] = (struct replay_input){ .role = "rules",
			.name = p->path,
			.body = { p->xml.p, p->xml.n } };
		in[r->other.npack++] = (struct replay_input){ .role = "clauses",
			.name = "clauses.tsv",
			.body = { p->tsv.p, p->tsv.n } };
	}
	return ST_OK;
}

/* 3: not as filed; 1: something would change; 2: some cannot be told. */
static int
code_of(const struct replay_tally *n)
{
	return n->differs + n->failed > 0 ? 3
	       : n->changed > 0           ? 1
	       : n->missing > 0           ? 2
					  : 0;
}

static void
replay(struct replaying *r, struct error *err)
{
	struct session *s = r->s;
	const char *path;

	if (log_path(s, 1, &path, err) != ST_OK ||
	    open_packs(r, err) != ST_OK ||
	    log_question_open(s, &r->q, path, err) != ST_OK)
		return;
	session_messages(s);
	if (outputs_write(&s->out, emit_replay, &r, err) == ST_OK)
		session_messages(s);
}

int
log_replay(struct session *s, int argc, char **argv)
{
	struct replaying r = { .s = s, .other = { .day = DATE_NONE } };
	const struct option_spec table[] = {
		LOG_QUESTION_OPTIONS(&r.q, "filed-under"),
		LOG_PAGE_OPTIONS(&r.q),
		{ "rules", 'r', OPTION_LIST, &r.packs, "PACK",
		    "what each would say under this pack instead; "
		    "repeatable" },
		{ "as-of", '\0', OPTION_DATE, &r.other.day, "DATE",
		    "what each would say of that day" },
	};
	const struct usage usage = { "[LOG] [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"Computes filings again from the inputs in the log: each must "
		"come out as it was\nfiled. With --rules or --as-of also tells "
		"which verdict, basis or amount would be\nanother one. The "
		"other options choose filings, as those of log list do. The "
		"exit\ncode is 3 where one does not come out as filed, 1 where "
		"one would change, 2\nwhere one is not replayable, since the "
		"log lacks an input.\n" };
	struct error err = { 0 };
	int code;

	s->output.also = 1u << OUT_HTML;
	if (session_options(s, &usage, argc, argv, &code)) {
		replay(&r, &err);
		code =
		    err.code != ST_OK ? session_fail(s, &err) : code_of(&r.n);
	}
	for (size_t i = 0; i < r.npack; i++)
		pack_free(&r.pack[i]);
	words_free(&r.packs);
	log_question_close(&r.q);
	return code;
}
