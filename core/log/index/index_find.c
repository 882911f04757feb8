/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_find - the entries for which a question holds; see index.h.
 *
 * Whatever is one of few values is a set of bits, so that any combination of
 * them costs the same.  Amounts are sets by grades, and exact for those in the
 * grade of an end.  Words are asked last, along the entries that are left.
 */
#include "core/log/index/index_finding.h"

#include <string.h>

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

enum status
index_add_sets(
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
keep_term(struct index_finding *w, const char *field, struct str value)
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
		if (index_add_sets(w->x, st, &with, w->err) == ST_OK)
			index_bits_and(&w->set, &with);
	}
	index_bits_free(&with);
	index_text_free(&small);
}

/* Verdicts of a rule that is asked for are those of that rule. */
static void
keep_verdicts(struct index_finding *w, struct str verdict)
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
keep_condition(struct index_finding *w, const struct index_condition *c)
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

/* Entries of these days; the log is in the order of time. */
static void
keep_times(struct index_finding *w)
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
keep_id(struct index_finding *w)
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

enum status
index_find(struct index *x, const struct index_query *q,
    struct index_page *page, struct error *err)
{
	struct index_finding w = { .x = x, .q = q, .err = err };

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
		index_keep_amounts(&w);
	if (err->code == ST_OK && page->from < page->below) {
		index_bits_keep(&w.set, page->from, page->below);
		index_walk(&w, page);
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
		index_weigh(x, entry, amount, &r, &passes, err);
	*out = r;
	return err->code;
}
