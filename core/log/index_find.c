/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_find - the entries for which a question holds; see index.h.
 *
 * Whatever is one of few values is a set of bits, so that any combination of
 * them costs the same.  Amounts are sets by grades, and exact for those in the
 * grade of an end.  Words are asked last, along the entries that are left.
 */
#include "core/log/index_own.h"

#include <math.h>
#include <string.h>

/* Entries without a match after which the words are sought anew from there:
 * a search costs as much as so many steps. */
#define LEAP 512

/* A question in work. */
struct finding_work {
	struct index *x;
	const struct index_query *q;
	struct index_bits set;   /* that may pass */
	struct index_bits close; /* of these: those to be held against ends */
	bool has_close;
	struct index_text match; /* for the table words; empty: no words */
	struct error *err;
};

static const struct {
	const char *field;   /* of terms, or NULL */
	const char *columns; /* of words; NULL: all */
} fields[INDEX_FIELDS] = {
	[INDEX_KIND] = { "kind", NULL },
	[INDEX_VERDICT] = { "verdict", NULL },
	[INDEX_RULES] = { "rules", NULL },
	[INDEX_BASIS] = { "basis", NULL },
	[INDEX_PART] = { "part", NULL },
	[INDEX_ORIGIN] = { "origin", NULL },
	[INDEX_COUNTRY] = { "country", NULL },
	[INDEX_INPUT] = { "input", NULL },
	[INDEX_SIGNED] = { "signed", NULL },
	[INDEX_REFERS] = { "refers", NULL },
	[INDEX_NUMBER] = { "number", NULL },
	[INDEX_STATE] = { "state", NULL },
	[INDEX_WORDS] = { NULL, NULL },
	[INDEX_PRODUCT] = { NULL, "product" },
	[INDEX_FILER] = { NULL, "filer" },
	[INDEX_EXPORTER] = { NULL, "exporter" },
	[INDEX_CONSIGNEE] = { NULL, "consignee" },
	[INDEX_END_USER] = { NULL, "end_user" },
	[INDEX_END_USE] = { NULL, "end_use" },
	[INDEX_DESTINATION] = { NULL, "destination" },
	[INDEX_DOCUMENT] = { NULL, "document" },
	[INDEX_SIGNER] = { NULL, "signer" },
	[INDEX_ACTOR] = { NULL, "actor" },
	[INDEX_PARTY] = { NULL, "party" },
	[INDEX_RESULT] = { NULL, "result" },
};

/* Adds the sets that a statement gives as rows of block and entries. */
static enum status
add_sets(
    struct index *x, sqlite3_stmt *st, struct index_bits *to, struct error *err)
{
	int rc;

	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		struct str set = { sqlite3_column_blob(st, 1),
			(size_t)sqlite3_column_bytes(st, 1) };
		sqlite3_int64 block = sqlite3_column_int64(st, 0);

		if (block < 0 || !index_bits_load(to, (uint64_t)block, set)) {
			rc = SQLITE_CORRUPT;
			break;
		}
	}
	if (rc != SQLITE_DONE)
		index_refuse(x, rc, "cannot be read", err);
	sqlite3_reset(st);
	return err->code;
}

/* Keeps those that have the value. */
static void
keep_term(struct finding_work *w, const char *field, struct str value)
{
	struct index_text small = { 0 };
	struct index_bits with = { 0 };
	sqlite3_stmt *st;

	index_text_add(&small, value);
	for (size_t i = 0; i < small.n; i++)
		if (small.p[i] >= 'A' && small.p[i] <= 'Z')
			small.p[i] = (char)(small.p[i] + 32);
	if (small.bad || !index_bits_init(&with, w->x->size))
		error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	else if ((st = index_ready(w->x, IX_TERM_SETS, w->err)) != NULL) {
		index_bind(st, 1, str_of(field));
		index_bind(st, 2, (struct str){ small.p, small.n });
		if (add_sets(w->x, st, &with, w->err) == ST_OK)
			index_bits_and(&w->set, &with);
	}
	index_bits_free(&with);
	index_text_free(&small);
}

/* Verdicts of a rule that is asked for are those of that rule. */
static void
keep_verdicts(struct finding_work *w, struct str verdict)
{
	bool any = false;

	for (size_t i = 0; i < w->q->ncondition; i++) {
		const struct index_condition *c = &w->q->condition[i];
		struct index_text both = { 0 };

		if (c->field != INDEX_RULES)
			continue;
		any = true;
		/* "cn-trace 2": the version is that of the pack. */
		index_text_add(
		    &both, (struct str){ c->value.p,
			       memchr(c->value.p, ' ', c->value.n) != NULL
				   ? (size_t)((const char *)memchr(
						  c->value.p, ' ', c->value.n) -
					      c->value.p)
				   : c->value.n });
		index_text_add(&both, STR("="));
		index_text_add(&both, verdict);
		if (both.bad)
			error_set(w->err, ST_NOMEM, pos_none, "out of memory");
		else
			keep_term(
			    w, "rules verdict", (struct str){ both.p, both.n });
		index_text_free(&both);
	}
	if (!any)
		keep_term(w, "verdict", verdict);
}

static void
keep_condition(struct finding_work *w, const struct index_condition *c)
{
	const char *field = fields[c->field].field;

	if (c->field == INDEX_VERDICT)
		keep_verdicts(w, c->value);
	else if (field != NULL)
		keep_term(w, field, c->value);
	else
		index_question(
		    &w->match, fields[c->field].columns, c->value, w->err);
}

/* Those of the grades above or below one, and that one by itself. */
static void
keep_grades(struct finding_work *w, bool high, const char *from, const char *to,
    const char *end)
{
	struct index_bits with = { 0 }, near = { 0 };
	char field[INDEX_GRADE_FIELD];
	sqlite3_stmt *st;

	index_grade_field(
	    field, w->q->amount.element, w->q->amount.of_origin, high);
	if (!index_bits_init(&with, w->x->size) ||
	    !index_bits_init(&near, w->x->size))
		error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	if (w->err->code == ST_OK &&
	    (st = index_ready(w->x, IX_RANGE_SETS, w->err)) != NULL) {
		index_bind(st, 1, str_of(field));
		index_bind(st, 2, str_of(from));
		index_bind(st, 3, str_of(to));
		add_sets(w->x, st, &with, w->err);
	}
	if (w->err->code == ST_OK &&
	    (st = index_ready(w->x, IX_TERM_SETS, w->err)) != NULL) {
		index_bind(st, 1, str_of(field));
		index_bind(st, 2, str_of(end));
		add_sets(w->x, st, &near, w->err);
	}
	if (w->err->code == ST_OK) {
		index_bits_or(&with, &near);
		index_bits_and(&w->set, &with);
		index_bits_or(&w->close, &near);
	}
	index_bits_free(&near);
	index_bits_free(&with);
}

/*
 * By the end that matters: surely at least is the low one.  That the element
 * is there at all is an amount above none.
 */
static void
keep_amounts(struct finding_work *w)
{
	const struct index_amount *k = &w->q->amount;
	char end[INDEX_GRADE_TEXT];

	if (!index_bits_init(&w->close, w->x->size)) {
		error_set(w->err, ST_NOMEM, pos_none, "out of memory");
		return;
	}
	w->has_close = true;
	if (k->has_least || !k->has_most) {
		index_grade(k->has_least ? k->least : 0, end);
		keep_grades(w, !k->sure, end, "9999", end);
	}
	if (k->has_most) {
		index_grade(k->most, end);
		keep_grades(w, k->sure, "0000", end, end);
	}
	/* Both ends must hold for the same product of a filing. */
	if (k->has_least && k->has_most)
		index_bits_fill(&w->close);
}

/* Is an amount between these bounds what is asked for?  Sets what is sure. */
static bool
fits(const struct index_amount *k, double low, double high, bool low_open,
    bool high_open, bool *sure)
{
	bool may = true;

	*sure = true;
	if (k->has_least || !k->has_most) {
		double least = k->has_least ? k->least : 0;
		bool none = !k->has_least; /* then it must be above */

		*sure = low > least || (low == least && (!none || low_open));
		may = high > least || (high == least && !none && !high_open);
	}
	if (k->has_most) {
		*sure = *sure && high <= k->most;
		may = may && (low < k->most || (low == k->most && !low_open));
	}
	return may;
}

/* Over the products of an entry: does one fit, is one sure, what is the most?
 */
static enum status
weigh(struct index *x, uint64_t entry, const struct index_amount *k,
    struct index_row *out, bool *passes, struct error *err)
{
	sqlite3_stmt *st = index_ready(x, IX_AMOUNTS, err);
	int rc, first = k->of_origin ? 4 : 0;

	*passes = false;
	out->has_amount = out->sure = false;
	if (st == NULL)
		return err->code;
	index_bind(st, 1, k->element);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)entry);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		double low = sqlite3_column_double(st, first);
		double high = sqlite3_column_type(st, first + 1) == SQLITE_NULL
				  ? INFINITY
				  : sqlite3_column_double(st, first + 1);
		bool sure, may = fits(k, low, high,
			       sqlite3_column_int(st, first + 2) != 0,
			       sqlite3_column_int(st, first + 3) != 0, &sure);

		*passes |= may && (sure || !k->sure);
		out->sure |= may && sure;
		out->low = !out->has_amount || low > out->low ? low : out->low;
		out->high =
		    !out->has_amount || high > out->high ? high : out->high;
		out->has_amount = true;
	}
	if (rc != SQLITE_DONE)
		index_refuse(x, rc, "cannot be read", err);
	sqlite3_reset(st);
	return err->code;
}

/* Entries of these days; the log is in the order of time. */
static void
keep_times(struct finding_work *w)
{
	const struct str when[2] = { w->q->since, w->q->until };
	uint64_t from = 0, to = w->x->size;

	for (size_t i = 0; i < 2 && w->err->code == ST_OK; i++) {
		sqlite3_stmt *st;
		int rc;

		if (when[i].n == 0)
			continue;
		st = index_ready(w->x, i == 0 ? IX_SINCE : IX_UNTIL, w->err);
		if (st == NULL)
			return;
		index_bind(st, 1, when[i]);
		rc = sqlite3_step(st);
		if (rc == SQLITE_ROW && i == 0)
			from = (uint64_t)sqlite3_column_int64(st, 0);
		else if (rc == SQLITE_ROW)
			to = (uint64_t)sqlite3_column_int64(st, 0) + 1;
		else if (rc == SQLITE_DONE)
			to = 0;
		else
			index_refuse(w->x, rc, "cannot be read", w->err);
		sqlite3_reset(st);
	}
	index_bits_keep(&w->set, from, to);
}

static void
keep_id(struct finding_work *w)
{
	sqlite3_stmt *st = index_ready(w->x, IX_BY_ID, w->err);
	struct index_bits with = { 0 };
	int rc;

	if (st == NULL)
		return;
	if (!index_bits_init(&with, w->x->size)) {
		error_set(w->err, ST_NOMEM, pos_none, "out of memory");
		return;
	}
	index_bind(st, 1, w->q->filing);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		index_bits_put(&with, (uint64_t)sqlite3_column_int64(st, 0));
	if (rc != SQLITE_DONE)
		index_refuse(w->x, rc, "cannot be read", w->err);
	sqlite3_reset(st);
	index_bits_and(&w->set, &with);
	index_bits_free(&with);
}

static uint64_t
next_of(const struct finding_work *w, uint64_t at)
{
	return w->q->newest ? index_bits_before(&w->set, at)
			    : index_bits_next(&w->set, at);
}

/* Takes an entry of the set, unless its amount is none that is asked for. */
static void
take(struct finding_work *w, uint64_t entry, struct index_page *page)
{
	struct index_row row;
	bool passes = true;

	if (w->has_close && index_bits_has(&w->close, entry) &&
	    weigh(w->x, entry, &w->q->amount, &row, &passes, w->err) != ST_OK)
		return;
	if (passes)
		page->entry[page->n++] = entry;
}

static void
walk_set(struct finding_work *w, struct index_page *page)
{
	uint64_t at = w->q->newest ? page->below : page->from;

	while (page->n < page->most && w->err->code == ST_OK) {
		at = next_of(w, at);
		if (at == UINT64_MAX)
			return;
		take(w, at, page);
		at += !w->q->newest;
	}
}

/* Entries from..below-1 that have the words, in the order asked for. */
static sqlite3_stmt *
open_words(struct finding_work *w, uint64_t from, uint64_t below)
{
	const char *sql =
	    w->q->newest ? "SELECT rowid FROM words WHERE words MATCH ?1 AND "
			   "rowid >= ?2 AND rowid < ?3 ORDER BY rowid DESC"
			 : "SELECT rowid FROM words WHERE words MATCH ?1 AND "
			   "rowid >= ?2 AND rowid < ?3 ORDER BY rowid";
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(w->x->db, sql, -1, &st, NULL);

	if (rc != SQLITE_OK)
		index_refuse(w->x, rc, "cannot be read", w->err);
	index_bind(st, 1, (struct str){ w->match.p, w->match.n });
	sqlite3_bind_int64(st, 2, (sqlite3_int64)from);
	sqlite3_bind_int64(st, 3, (sqlite3_int64)below);
	return st;
}

/*
 * Steps along the entries that have the words.  Where the set has none for
 * long, the words are sought anew from its next member on.
 */
static void
walk_words(struct finding_work *w, struct index_page *page)
{
	uint64_t from = page->from, below = page->below;
	sqlite3_stmt *st = open_words(w, from, below);
	int rc = SQLITE_DONE;

	while (w->err->code == ST_OK && page->n < page->most &&
	       (rc = sqlite3_step(st)) == SQLITE_ROW) {
		uint64_t at = (uint64_t)sqlite3_column_int64(st, 0), next;

		if (index_bits_has(&w->set, at)) {
			take(w, at, page);
			continue;
		}
		next = next_of(w, at);
		if (next == UINT64_MAX)
			break;
		if ((next > at ? next - at : at - next) < LEAP)
			continue;
		if (w->q->newest)
			below = next + 1;
		else
			from = next;
		sqlite3_finalize(st);
		st = open_words(w, from, below);
	}
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		index_refuse(w->x, rc, "cannot be read", w->err);
	sqlite3_finalize(st);
}

enum status
index_find(struct index *x, const struct index_query *q,
    struct index_page *page, struct error *err)
{
	struct finding_work w = { .x = x, .q = q, .err = err };

	page->n = 0;
	if (page->below > x->size)
		page->below = x->size;
	if (!index_bits_init(&w.set, x->size))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	index_bits_fill(&w.set);
	index_bits_keep(&w.set, 0, page->below);
	keep_times(&w);
	if (q->filing.n > 0 && err->code == ST_OK)
		keep_id(&w);
	for (size_t i = 0; i < q->ncondition && err->code == ST_OK; i++)
		keep_condition(&w, &q->condition[i]);
	if (q->amount.element.n > 0 && err->code == ST_OK)
		keep_amounts(&w);
	if (err->code == ST_OK && page->from < page->below) {
		index_bits_keep(&w.set, page->from, page->below);
		if (w.match.n > 0)
			walk_words(&w, page);
		else
			walk_set(&w, page);
	}
	index_text_free(&w.match);
	index_bits_free(&w.set);
	index_bits_free(&w.close);
	return err->code;
}

enum status
index_get(struct index *x, uint64_t entry, const struct index_amount *amount,
    struct index_row *out, struct error *err)
{
	sqlite3_stmt *st = index_ready(x, IX_GET_ENTRY, err);
	struct index_row r = { 0 };
	bool passes;
	int rc;

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)entry);
	rc = sqlite3_step(st);
	if (rc != SQLITE_ROW)
		return index_refuse(x, rc, "cannot be read", err);
	r.readable = sqlite3_column_int(st, 0) != 0;
	r.basis = index_text_column(st, 1);
	r.as_of = index_text_column(st, 2);
	r.hypothetical = index_text_column(st, 3);
	r.verdict = index_text_column(st, 4);
	r.filer = index_text_column(st, 5);
	r.exporter = index_text_column(st, 6);
	r.consignee = index_text_column(st, 7);
	r.end_user = index_text_column(st, 8);
	r.end_use = index_text_column(st, 9);
	r.destination = index_text_column(st, 10);
	r.signer = index_text_column(st, 11);
	r.signer_sha256 = index_text_column(st, 12);
	if (amount->element.n > 0)
		weigh(x, entry, amount, &r, &passes, err);
	*out = r;
	return err->code;
}
