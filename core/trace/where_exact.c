/* SPDX-License-Identifier: Apache-2.0 */
/*
 * where_exact - exact quantities and counts of ways; see where.h.
 *
 * A rational for each of 10^6 items would spend its time on common divisors.
 * Instead all quantities on the way are brought to one denominator L, and an
 * item's quantity is kept as n / L^k: sums and products are those of whole
 * numbers, and k grows only where a quantity is a fraction.  Each number is
 * given back after the last item that needs it.
 */
#include "core/trace/where_work.h"

#include "core/base/limits.h"

#include <stdlib.h>

/* Numbers the quantity of a use, if it is new, and makes L fit it. */
static enum status
add_factor(
    struct walker *x, size_t *cap, const struct use *u, struct error *err)
{
	struct factor *f;
	mpq_t q;

	if (!where_counts(x->w, u) || u->qty == BOM_NONE ||
	    x->of_number[u->qty] != BOM_NONE)
		return ST_OK;
	f = array_grow(x->factor, cap, x->nfactor + 1, sizeof(*f));
	if (f == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	x->factor = f;
	numtab_view(&x->w->b->num, u->qty, q);
	f = &x->factor[x->nfactor];
	mpz_init(f->n);
	f->k = mpz_cmp_ui(mpq_denref(q), 1) != 0;
	mpz_lcm(x->scale, x->scale, mpq_denref(q));
	x->of_number[u->qty] = (uint32_t)x->nfactor++;
	if (mpz_sizeinbase(x->scale, 2) > LIMIT_ROW_BITS)
		return where_too_long(x, u, "the common denominator", err);
	return ST_OK;
}

/* Numbers the quantities of all uses on the way, and finds L. */
static enum status
find_factors(struct walker *x, struct error *err)
{
	const struct where *w = x->w;
	const struct bom *b = w->b;
	size_t numbers = b->num.limbs.n, cap = 0;
	enum status st = ST_OK;

	x->of_number = malloc((numbers + 1) * sizeof(*x->of_number));
	if (x->of_number == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < numbers; i++)
		x->of_number[i] = BOM_NONE;
	for (size_t i = 1; i < w->n; i++) {
		uint32_t item = w->above[i].item;

		for (uint32_t k = b->use_start[item];
		     st == ST_OK && k < b->use_start[item + 1]; k++)
			st = add_factor(x, &cap, &b->use[k], err);
	}
	return st;
}

/* Brings the quantities to the denominator that all of them have. */
static void
fill_factors(struct walker *x)
{
	const struct bom *b = x->w->b;
	mpq_t q;

	for (uint32_t id = 0; id < b->num.limbs.n; id++) {
		struct factor *f;

		if (x->of_number[id] == BOM_NONE)
			continue;
		f = &x->factor[x->of_number[id]];
		numtab_view(&b->num, id, q);
		if (f->k == 0) {
			mpz_set(f->n, mpq_numref(q));
			continue;
		}
		mpz_divexact(f->n, x->scale, mpq_denref(q));
		mpz_mul(f->n, f->n, mpq_numref(q));
	}
}

static void
init_cell(struct cell *c)
{
	mpz_inits(c->most, c->least, c->paths, NULL);
}

static struct cell *
new_cell(struct walker *x, size_t i)
{
	struct cell *c = x->spare;

	if (c != NULL) {
		x->spare = c->next;
	} else {
		c = calloc(1, sizeof(*c));
		if (c == NULL)
			return NULL;
		init_cell(c);
	}
	where_clear_cell(c);
	x->cell[i] = c;
	return c;
}

static void
destroy_cell(struct cell *c)
{
	if (c == NULL)
		return;
	mpz_clears(c->most, c->least, c->paths, NULL);
	free(c);
}

static void
free_cell(struct walker *x, size_t i)
{
	struct cell *c = x->cell[i];

	if (c == NULL)
		return;
	c->next = x->spare;
	x->spare = c;
	x->cell[i] = NULL;
}

/* Gives the parts of an item back that no other item needs. */
static void
release_parts(struct walker *x, uint32_t item)
{
	const struct where *w = x->w;
	const struct bom *b = w->b;

	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++)
		if (where_counts(w, &b->use[k]) &&
		    --x->parents[w->index[b->use[k].child]] == 0)
			free_cell(x, w->index[b->use[k].child]);
}

static void
ratio_of(struct walker *x, mpq_ptr q, mpz_srcptr n, uint32_t k)
{
	mpz_set(mpq_numref(q), n);
	mpz_set(mpq_denref(q), where_power(x, k));
	if (k > 0)
		mpq_canonicalize(q);
}

static void
fill_row(struct walker *x, const struct cell *c, struct where_row *row)
{
	exact_zero(&row->quantity);
	ratio_of(x, row->quantity.lo, c->differs ? c->least : c->most, c->k);
	row->quantity.hi_infinite = c->endless;
	if (!c->endless)
		ratio_of(x, row->quantity.hi, c->most, c->k);
	mpz_set(row->paths, c->paths);
}

/* Item i of what is above, from those it uses; NULL: see err. */
static struct cell *
step(struct walker *x, size_t i, struct error *err)
{
	const struct bom *b = x->w->b;
	uint32_t item = x->w->above[i].item, end = b->use_start[item + 1];
	struct cell *c = new_cell(x, i);
	enum status st = ST_OK;

	if (c == NULL) {
		error_set(err, ST_NOMEM, pos_none, "out of memory");
		return NULL;
	}
	x->parents[i] = x->w->above[i].parents;
	if (i == 0) {
		mpz_set_ui(c->most, 1);
		mpz_set_ui(c->paths, 1);
		return c;
	}
	for (uint32_t k = b->use_start[item], next; st == ST_OK && k < end;
	     k = next) {
		next = bom_place_end(b, k, end);
		st = where_take_place(x, c, k, next, err);
	}
	if (st != ST_OK)
		return NULL;
	where_reduce(x, c);
	release_parts(x, item);
	return c;
}

static enum status
walker_init(struct walker *x, const struct where *w, struct error *err)
{
	*x = (struct walker){ .w = w };
	mpz_inits(x->work, x->big, NULL);
	mpz_init_set_ui(x->once.n, 1);
	init_cell(&x->place);
	init_cell(&x->other);
	mpz_init_set_ui(x->scale, 1);
	x->cell = calloc(w->n + 1, sizeof(struct cell *));
	x->parents = calloc(w->n + 1, sizeof(*x->parents));
	if (x->cell == NULL || x->parents == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (find_factors(x, err) != ST_OK)
		return err->code;
	fill_factors(x);
	return ST_OK;
}

static void
walker_clear(struct walker *x)
{
	for (size_t i = 0; x->cell != NULL && i < x->w->n; i++)
		destroy_cell(x->cell[i]);
	while (x->spare != NULL) {
		struct cell *c = x->spare;

		x->spare = c->next;
		destroy_cell(c);
	}
	for (size_t i = 0; i < x->nfactor; i++)
		mpz_clear(x->factor[i].n);
	for (size_t i = 0; i < x->npower; i++)
		mpz_clear(x->power[i]);
	mpz_clears(x->scale, x->work, x->big, x->once.n, NULL);
	mpz_clears(x->place.most, x->place.least, x->place.paths, NULL);
	mpz_clears(x->other.most, x->other.least, x->other.paths, NULL);
	free(x->cell);
	free(x->parents);
	free(x->factor);
	free(x->of_number);
}

/*
 * where_walk - exact quantities of the chosen items above, one by one.
 *
 * Err:	ST_NOMEM; ST_RANGE at the use whose number passes LIMIT_ROW_BITS;
 *	what row returned
 * Cost:	one pass over the uses of what is above; numbers stand in memory
 *	only as long as an item further up needs them
 */
enum status
where_walk(const struct where *w, const bool *chosen,
    enum status (*row)(
	void *ctx, const struct where_row *row, struct error *err),
    void *ctx, struct error *err)
{
	struct where_row r;
	struct walker x;
	enum status st = walker_init(&x, w, err);

	exact_init(&r.quantity);
	mpz_init(r.paths);
	for (size_t i = 0; st == ST_OK && i < w->n; i++) {
		struct cell *c = step(&x, i, err);

		if (c == NULL) {
			st = err->code;
			break;
		}
		if (chosen == NULL || chosen[i]) {
			fill_row(&x, c, &r);
			r.above = &w->above[i];
			st = row(ctx, &r, err);
		}
		if (x.parents[i] == 0)
			free_cell(&x, i);
	}
	walker_clear(&x);
	exact_clear(&r.quantity);
	mpz_clear(r.paths);
	return st;
}
