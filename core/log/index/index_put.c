/* SPDX-License-Identifier: Apache-2.0 */
/* index_put - terms, their entries, and amounts in grades; see index_own.h. */
#include "core/log/index/index_own.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Terms whose ids are kept at hand; then it begins again. */
#define TERMS_KEPT 500000

/* Grades are quarters of a power of two: 0001 is the least amount above none,
 * 9999 one without an end. */
#define GRADE_ZERO 5000
#define GRADE_MOST 9998

static enum status
nomem(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* The id of a term, which is added if it is new. */
static enum status
find_term(struct index *x, struct str field, struct str value, int64_t *id,
    struct error *err)
{
	sqlite3_stmt *st = index_ready(x, IX_GET_TERM, err);
	int rc;

	if (st == NULL)
		return err->code;
	index_bind(st, 1, field);
	index_bind(st, 2, value);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*id = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	if (rc == SQLITE_ROW)
		return ST_OK;
	if (rc != SQLITE_DONE)
		return index_refuse(x, rc, "cannot be read", err);
	if ((st = index_ready(x, IX_PUT_TERM, err)) == NULL)
		return err->code;
	index_bind(st, 1, field);
	index_bind(st, 2, value);
	if (index_run(x, st, err) == ST_OK)
		*id = sqlite3_last_insert_rowid(x->db);
	return err->code;
}

/* The place of the term in x->pending, which is made where it is new. */
static enum status
place_of(struct index *x, struct str field, struct str value, uint32_t *place,
    struct error *err)
{
	size_t before = x->terms.n;
	struct index_pending *pending;
	int64_t *ids;

	x->scratch.n = 0;
	index_text_add(&x->scratch, field);
	index_text_add(&x->scratch, (struct str){ "", 1 });
	index_text_add(&x->scratch, value);
	if (x->scratch.bad)
		return nomem(err);
	*place =
	    intern_copy(&x->terms, (struct str){ x->scratch.p, x->scratch.n });
	if (*place == INTERN_NONE)
		return nomem(err);
	if (*place < before)
		return ST_OK;
	ids =
	    array_grow(x->term_id, &x->cap_id, x->terms.n, sizeof(*x->term_id));
	if (ids != NULL)
		x->term_id = ids;
	pending = array_grow(
	    x->pending, &x->cap_pending, x->terms.n, sizeof(*x->pending));
	if (pending != NULL)
		x->pending = pending;
	if (ids == NULL || pending == NULL)
		return nomem(err);
	pending[*place] = (struct index_pending){ NULL, 0, 0 };
	return find_term(x, field, value, &ids[*place], err);
}

/* The entry into what is pending of a term, once. */
static enum status
push(struct index *x, uint32_t place, uint16_t at, struct error *err)
{
	struct index_pending *p = &x->pending[place];
	uint16_t *list;

	if (p->n > 0 && p->at[p->n - 1] == at)
		return ST_OK;
	list = array_grow(p->at, &p->cap, p->n + 1, sizeof(*list));
	if (list == NULL)
		return nomem(err);
	p->at = list;
	if (p->n == 0) {
		uint32_t *touched = array_grow(x->touched, &x->cap_touched,
		    x->ntouched + 1, sizeof(*touched));

		if (touched == NULL)
			return nomem(err);
		x->touched = touched;
		touched[x->ntouched++] = place;
	}
	list[p->n++] = at;
	return ST_OK;
}

/* ASCII letters become small: part numbers are compared so. */
static struct str
small(struct index_text *t, struct str s)
{
	t->n = 0;
	index_text_add(t, s);
	for (size_t i = 0; i < t->n; i++)
		if (t->p[i] >= 'A' && t->p[i] <= 'Z')
			t->p[i] = (char)(t->p[i] + 32);
	return (struct str){ t->p, t->n };
}

enum status
index_put_term(struct index *x, uint64_t entry, const char *field,
    struct str value, struct error *err)
{
	struct index_text low = { 0 };
	struct str v;
	uint32_t place = 0;

	if (value.p == NULL || value.n == 0)
		return ST_OK;
	v = small(&low, value);
	if (low.bad)
		nomem(err);
	else if (place_of(x, str_of(field), v, &place, err) == ST_OK)
		push(x, place, (uint16_t)(entry % INDEX_BLOCK), err);
	index_text_free(&low);
	return err->code;
}

/* What is pending of one term, behind what is stored of it. */
static enum status
write_pending(struct index *x, uint32_t place, struct error *err)
{
	uint8_t set[INDEX_BLOCK_BYTES];
	struct index_pending *p = &x->pending[place];
	sqlite3_stmt *get = index_ready(x, IX_GET_POSTING, err), *put;
	struct str old = { NULL, 0 };
	size_t n;
	int rc;

	if (get == NULL)
		return err->code;
	sqlite3_bind_int64(get, 1, x->term_id[place]);
	sqlite3_bind_int64(get, 2, (sqlite3_int64)x->block);
	rc = sqlite3_step(get);
	if (rc == SQLITE_ROW) {
		old.p = sqlite3_column_blob(get, 0);
		old.n = (size_t)sqlite3_column_bytes(get, 0);
	}
	if ((rc != SQLITE_ROW && rc != SQLITE_DONE) ||
	    old.n > INDEX_BLOCK_BYTES)
		return index_refuse(x, rc == SQLITE_ROW ? SQLITE_CORRUPT : rc,
		    "cannot be read", err);
	n = index_bits_store(old, p->at, p->n, set);
	sqlite3_reset(get);
	if ((put = index_ready(x, IX_PUT_POSTING, err)) == NULL)
		return err->code;
	sqlite3_bind_int64(put, 1, x->term_id[place]);
	sqlite3_bind_int64(put, 2, (sqlite3_int64)x->block);
	sqlite3_bind_blob(put, 3, set, (int)n, SQLITE_STATIC);
	return index_run(x, put, err);
}

static void
forget_terms(struct index *x)
{
	for (size_t i = 0; i < x->terms.n; i++)
		free(x->pending[i].at);
	intern_free(&x->terms);
	x->ntouched = 0;
}

enum status
index_settle(struct index *x, struct error *err)
{
	for (size_t i = 0; i < x->ntouched && err->code == ST_OK; i++) {
		write_pending(x, x->touched[i], err);
		x->pending[x->touched[i]].n = 0;
	}
	x->ntouched = 0;
	if (x->terms.n > TERMS_KEPT)
		forget_terms(x);
	return err->code;
}

void
index_grade(double amount, char out[INDEX_GRADE_TEXT])
{
	/* Quarters of an octave: 2^-0.75, 2^-0.5, 2^-0.25. */
	static const double step[] = { 0.5946035575013605, 0.7071067811865476,
		0.8408964152537145 };
	int grade = 0, power = 0;

	if (isinf(amount)) {
		grade = GRADE_MOST + 1;
	} else if (amount > 0) {
		double m = frexp(amount, &power);

		grade = GRADE_ZERO + 4 * power + (m >= step[0]) +
			(m >= step[1]) + (m >= step[2]);
		grade = grade < 1 ? 1 : grade > GRADE_MOST ? GRADE_MOST : grade;
	}
	snprintf(out, INDEX_GRADE_TEXT, "%04d", grade);
}

void
index_grade_field(
    char out[INDEX_GRADE_FIELD], struct str element, bool of_origin, bool high)
{
	snprintf(out, INDEX_GRADE_FIELD, "%.*s%s %s",
	    STR_ARG(str_clip(element, 16)), of_origin ? " of origin" : "",
	    high ? "high" : "low");
}
