/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_cover - what must be taken, and the rest in parts; see
 * recourse_solve.h.
 *
 * A column is forced where a row cannot do without it.  What remains falls
 * into parts that share no row.
 */
#include "core/rules/recourse/recourse_solve.h"

#include "core/base/arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Doubles that are this near may be equal. */
#define NEAR 1e-9

bool
cover_add_column(struct cover *c, double cost)
{
	double *list =
	    array_grow(c->cost, &c->column_cap, c->ncolumn + 1, sizeof(*list));

	if (list == NULL)
		return false;
	c->cost = list;
	list[c->ncolumn++] = cost;
	return true;
}

bool
cover_add_row(
    struct cover *c, const struct cover_entry *entry, size_t n, double least)
{
	struct cover_row *row =
	    array_grow(c->row, &c->row_cap, c->nrow + 1, sizeof(*row));
	struct cover_entry *list;

	if (row == NULL)
		return false;
	c->row = row;
	list = array_grow(
	    c->entry, &c->entry_cap, c->nentry + n + 1, sizeof(*list));
	if (list == NULL)
		return false;
	c->entry = list;
	if (n > 0)
		memcpy(list + c->nentry, entry, n * sizeof(*entry));
	row[c->nrow++] = (struct cover_row){ c->nentry, c->nentry + n, least };
	c->nentry += n;
	return true;
}

void
cover_free(struct cover *c)
{
	free(c->cost);
	free(c->row);
	free(c->entry);
	*c = (struct cover){ 0 };
}

/* What is known of columns and rows while it is reduced. */
struct reducing {
	const struct cover *c;
	uint8_t *take;  /* [ncolumn] */
	uint8_t *done;  /* [nrow] reached, or out of reach */
	double *need;   /* [nrow] what is still asked for */
	uint32_t *part; /* [ncolumn] union of those that share a row */
	double bound;   /* of what is taken so far */
	bool proven;
};

static bool
reducing_init(struct reducing *r, const struct cover *c, uint8_t *take)
{
	*r = (struct reducing){ .c = c, .take = take, .proven = true };
	r->done = calloc(c->nrow + 1, 1);
	r->need = malloc((c->nrow + 1) * sizeof(*r->need));
	r->part = malloc((c->ncolumn + 1) * sizeof(*r->part));
	memset(take, 0, c->ncolumn);
	return r->done != NULL && r->need != NULL && r->part != NULL;
}

static void
reducing_clear(struct reducing *r)
{
	free(r->done);
	free(r->need);
	free(r->part);
}

/* What the columns that are not taken can bring, and what those that are do;
 * *less: one that is not taken would take away. */
static double
weigh_row(struct reducing *r, size_t i, double *most, bool *less)
{
	const struct cover_row *row = &r->c->row[i];
	double taken = 0;

	*most = 0;
	*less = false;
	for (size_t k = row->first; k < row->end; k++) {
		const struct cover_entry *e = &r->c->entry[k];

		if (r->take[e->column] != 0)
			taken += e->value;
		else if (e->value > 0)
			*most += e->value;
		else
			*less = true;
	}
	return taken;
}

/* Takes what the row cannot do without; true if anything was. */
static bool
force_row(struct reducing *r, size_t i)
{
	const struct cover_row *row = &r->c->row[i];
	bool any = false, less;
	double most, taken = weigh_row(r, i, &most, &less);
	double slack = NEAR * (1 + fabs(row->least));

	r->need[i] = row->least - taken;
	if (less)
		return false;
	if (r->need[i] <= 0 || most < r->need[i] - slack) {
		r->done[i] = 1;
		return false;
	}
	for (size_t k = row->first; k < row->end; k++) {
		const struct cover_entry *e = &r->c->entry[k];

		if (r->take[e->column] != 0 || e->value <= 0 ||
		    most - e->value >= r->need[i] - slack)
			continue;
		r->take[e->column] = 1;
		any = true;
	}
	return any;
}

/* Once more as long as something is found: what is taken helps other rows. */
static void
force(struct reducing *r)
{
	bool any = true;

	for (int pass = 0; any && pass < 100; pass++) {
		any = false;
		for (size_t i = 0; i < r->c->nrow; i++)
			if (r->done[i] == 0)
				any |= force_row(r, i);
	}
	for (size_t i = 0; i < r->c->nrow; i++)
		if (r->done[i] == 0)
			force_row(r, i); /* what it needs now */
	for (size_t k = 0; k < r->c->ncolumn; k++)
		r->bound += r->take[k] != 0 ? r->c->cost[k] : 0;
}

/* ---- parts that share no row */
static uint32_t
find_part(struct reducing *r, uint32_t column)
{
	while (r->part[column] != column) {
		r->part[column] = r->part[r->part[column]];
		column = r->part[column];
	}
	return column;
}

static void
find_parts(struct reducing *r)
{
	for (uint32_t k = 0; k < r->c->ncolumn; k++)
		r->part[k] = k;
	for (size_t i = 0; i < r->c->nrow; i++) {
		uint32_t first = UINT32_MAX;

		for (size_t k = r->c->row[i].first;
		     r->done[i] == 0 && k < r->c->row[i].end; k++) {
			uint32_t column = r->c->entry[k].column;

			if (r->take[column] != 0)
				continue;
			column = find_part(r, column);
			if (first == UINT32_MAX)
				first = column;
			else if (first < column)
				r->part[column] = first;
			else {
				r->part[first] = column;
				first = column;
			}
		}
	}
}

/* The columns and rows of one part, by the column that stands for it. */
struct sorted {
	uint32_t part, index;
};

static int
by_part(const void *pa, const void *pb)
{
	const struct sorted *a = pa, *b = pb;

	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

struct parts {
	struct sorted *column, *row;
	size_t ncolumn, nrow;
	uint32_t *place; /* [ncolumn of all] in its part */
};

static bool
parts_make(struct reducing *r, struct parts *p)
{
	const struct cover *c = r->c;

	*p = (struct parts){ .nrow = 0 };
	p->column = malloc((c->ncolumn + 1) * sizeof(*p->column));
	p->row = malloc((c->nrow + 1) * sizeof(*p->row));
	p->place = malloc((c->ncolumn + 1) * sizeof(*p->place));
	if (p->column == NULL || p->row == NULL || p->place == NULL)
		return false;
	for (uint32_t k = 0; k < c->ncolumn; k++)
		p->place[k] = 0;
	for (uint32_t i = 0; i < c->nrow; i++) {
		uint32_t part = UINT32_MAX;

		for (size_t k = c->row[i].first;
		     r->done[i] == 0 && k < c->row[i].end; k++) {
			uint32_t column = c->entry[k].column;

			if (r->take[column] != 0)
				continue;
			part = find_part(r, column);
			p->place[column] = 1;
		}
		if (part != UINT32_MAX)
			p->row[p->nrow++] = (struct sorted){ part, i };
	}
	for (uint32_t k = 0; k < c->ncolumn; k++)
		if (p->place[k] != 0)
			p->column[p->ncolumn++] =
			    (struct sorted){ find_part(r, k), k };
	qsort(p->column, p->ncolumn, sizeof(*p->column), by_part);
	qsort(p->row, p->nrow, sizeof(*p->row), by_part);
	return true;
}

static void
parts_free(struct parts *p)
{
	free(p->column);
	free(p->row);
	free(p->place);
}

/* The part from these on, as a question of its own; false: memory. */
static bool
cut_part(struct reducing *r, struct parts *p, size_t column, size_t ncolumn,
    size_t row, size_t nrow, struct cover *out)
{
	const struct cover *c = r->c;
	bool ok = true;

	*out = (struct cover){ .cost = NULL };
	for (uint32_t k = 0; ok && k < ncolumn; k++) {
		p->place[p->column[column + k].index] = k;
		ok =
		    cover_add_column(out, c->cost[p->column[column + k].index]);
	}
	for (size_t i = row; ok && i < row + nrow; i++) {
		const struct cover_row *from = &c->row[p->row[i].index];

		ok = cover_add_row(out, NULL, 0, r->need[p->row[i].index]);
		for (size_t k = from->first; ok && k < from->end; k++) {
			struct cover_entry e = c->entry[k];
			struct cover_entry *list;

			if (r->take[e.column] != 0)
				continue;
			e.column = p->place[e.column];
			list = array_grow(out->entry, &out->entry_cap,
			    out->nentry + 1, sizeof(*list));
			ok = list != NULL;
			if (!ok)
				break;
			out->entry = list;
			list[out->nentry++] = e;
			out->row[out->nrow - 1].end = out->nentry;
		}
	}
	return ok;
}

static bool
solve_one(struct reducing *r, struct parts *p, size_t column, size_t ncolumn,
    size_t row, size_t nrow)
{
	struct cover part;
	struct cover_answer answer = { .take = calloc(ncolumn + 1, 1) };
	bool ok = cut_part(r, p, column, ncolumn, row, nrow, &part) &&
		  answer.take != NULL && cover_solve_part(&part, &answer);

	for (size_t k = 0; ok && k < ncolumn; k++)
		r->take[p->column[column + k].index] |= answer.take[k];
	r->bound += answer.bound;
	r->proven &= answer.proven;
	free(answer.take);
	cover_free(&part);
	return ok;
}

static bool
solve_parts(struct reducing *r)
{
	struct parts p;
	size_t row = 0;
	bool ok = parts_make(r, &p);

	for (size_t k = 0, next; ok && k < p.ncolumn; k = next) {
		size_t first = row;

		for (next = k; next < p.ncolumn &&
			       p.column[next].part == p.column[k].part;)
			next++;
		while (row < p.nrow && p.row[row].part == p.column[k].part)
			row++;
		ok = solve_one(r, &p, k, next - k, first, row - first);
	}
	parts_free(&p);
	return ok;
}

/*
 * cover_solve - the least that reaches every row.
 *
 * Err:	ST_NOMEM
 * Cost:	some passes over the entries; then as GLPK needs, within limits
 */
enum status
cover_solve(const struct cover *c, struct cover_answer *out, struct error *err)
{
	struct reducing r;
	bool ok = reducing_init(&r, c, out->take);

	if (ok) {
		force(&r);
		find_parts(&r);
		ok = solve_parts(&r);
		out->bound = r.bound;
		out->proven = r.proven;
	}
	reducing_clear(&r);
	return ok ? ST_OK : error_set(err, ST_NOMEM, pos_none, "out of memory");
}
