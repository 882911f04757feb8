/* SPDX-License-Identifier: Apache-2.0 */
/*
 * where_place - what a place of an item brings of the one that is asked for;
 * see where_work.h.
 */
#include "core/trace/where_work.h"

#include "core/base/limits.h"

enum status
where_too_long(const struct walker *x, const struct use *u, const char *what,
    struct error *err)
{
	return error_set(err, ST_RANGE, bom_pos(x->w->b, u->at),
	    "%s takes more than %zu bits: expected quantities with fewer "
	    "digits or fewer levels",
	    what, LIMIT_ROW_BITS);
}

mpz_srcptr
where_power(struct walker *x, uint32_t k)
{
	if (k >= POWERS_KEPT) {
		mpz_pow_ui(x->big, x->scale, k);
		return x->big;
	}
	for (; x->npower <= k; x->npower++) {
		mpz_init_set_ui(x->power[x->npower], 1);
		if (x->npower > 0)
			mpz_mul(x->power[x->npower], x->power[x->npower - 1],
			    x->scale);
	}
	return x->power[k];
}

/* From here on the lower end is kept beside the upper one. */
static void
part_ends(struct cell *c)
{
	if (!c->differs)
		mpz_set(c->least, c->most);
	c->differs = true;
}

/* The same quantity with a greater k. */
static void
raise_power(struct walker *x, struct cell *c, uint32_t k)
{
	mpz_srcptr by;

	if (c->k >= k)
		return;
	by = where_power(x, k - c->k);
	mpz_mul(c->most, c->most, by);
	if (c->differs)
		mpz_mul(c->least, c->least, by);
	c->k = k;
}

/* to += f * part */
static void
add_product(struct walker *x, struct cell *to, const struct cell *part,
    const struct factor *f)
{
	uint32_t k = part->k + f->k;
	mpz_srcptr by = NULL;

	raise_power(x, to, k);
	if (k < to->k)
		by = where_power(x, to->k - k);
	if (part->differs)
		part_ends(to);
	if (to->differs) {
		mpz_mul(
		    x->work, part->differs ? part->least : part->most, f->n);
		if (by != NULL)
			mpz_mul(x->work, x->work, by);
		mpz_add(to->least, to->least, x->work);
	}
	to->endless |= part->endless;
	if (by == NULL) {
		mpz_addmul(to->most, part->most, f->n);
		return;
	}
	mpz_mul(x->work, part->most, f->n);
	mpz_addmul(to->most, x->work, by);
}

/* What a use brings, on top of what `to` holds. */
static void
add_use(struct walker *x, struct cell *to, const struct use *u)
{
	const struct cell *part = x->cell[x->w->index[u->child]];

	mpz_add(to->paths, to->paths, part->paths);
	if (u->qty != BOM_NONE) {
		add_product(x, to, part, &x->factor[x->of_number[u->qty]]);
	} else {
		part_ends(to);
		to->endless = true;
	}
}

/* c becomes the least and the most of both; other is spoilt. */
static void
join(struct walker *x, struct cell *c, struct cell *other)
{
	raise_power(x, c, other->k);
	raise_power(x, other, c->k);
	part_ends(c);
	part_ends(other);
	if (mpz_cmp(other->most, c->most) > 0)
		mpz_set(c->most, other->most);
	if (mpz_cmp(other->least, c->least) < 0)
		mpz_set(c->least, other->least);
	mpz_add(c->paths, c->paths, other->paths);
	c->endless |= other->endless;
}

/* One of the uses k .. end - 1 is built in, and some do not hold the item
 * that is asked for. */
static void
add_alternatives(struct walker *x, struct cell *to, uint32_t k, uint32_t end)
{
	const struct where *w = x->w;
	struct cell *place = &x->place, *one = &x->other;

	for (uint32_t u = k; u < end; u++) {
		struct cell *c = u == k ? place : one;

		where_clear_cell(c);
		if (where_counts(w, &w->b->use[u]))
			add_use(x, c, &w->b->use[u]);
		if (u > k)
			join(x, place, one);
	}
	add_product(x, to, place, &x->once);
	mpz_add(to->paths, to->paths, place->paths);
}

enum status
where_take_place(struct walker *x, struct cell *to, uint32_t k, uint32_t end,
    struct error *err)
{
	const struct use *u = &x->w->b->use[k];

	if (end > k + 1)
		add_alternatives(x, to, k, end);
	else if (where_counts(x->w, u))
		add_use(x, to, u);
	if (mpz_sizeinbase(to->most, 2) > LIMIT_ROW_BITS ||
	    to->k * (mpz_sizeinbase(x->scale, 2) - 1) > LIMIT_ROW_BITS)
		return where_too_long(x, u, "the exact quantity", err);
	if (mpz_sizeinbase(to->paths, 2) > LIMIT_ROW_BITS)
		return where_too_long(x, u, "the number of ways", err);
	return ST_OK;
}

void
where_reduce(struct walker *x, struct cell *c)
{
	while (c->k > 0 && mpz_divisible_p(c->most, x->scale) &&
	       (!c->differs || mpz_divisible_p(c->least, x->scale))) {
		mpz_divexact(c->most, c->most, x->scale);
		if (c->differs)
			mpz_divexact(c->least, c->least, x->scale);
		c->k--;
	}
}
