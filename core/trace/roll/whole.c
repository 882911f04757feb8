/* SPDX-License-Identifier: Apache-2.0 */
/* whole - the most that fits into a stated mass; see whole.h. */
#include "core/trace/roll/whole.h"

#include "core/trace/roll/ray.h"

/* Prices that are looked at, at most. */
#define POINTS 32

/* The bound at one price. */
struct point {
	mpq_t price, most; /* [channel units per g]; of the whole */
	mpq_t beyond;      /* content less price * mass of what is in it */
	bool open, loose;
};

struct whole {
	const struct zero *z;
	struct point at[POINTS]; /* [n] by price */
	size_t n, passes;
	mpq_t size; /* [g] of the whole */
	mpq_t x, y, work;
};

static void
whole_init(struct whole *w, const struct zero *z, mpq_srcptr size)
{
	w->z = z;
	w->n = 0;
	w->passes = z->passes;
	for (size_t i = 0; i < POINTS; i++)
		mpq_inits(w->at[i].price, w->at[i].most, w->at[i].beyond, NULL);
	mpq_inits(w->size, w->x, w->y, w->work, NULL);
	num_set(w->size, size);
}

static void
whole_clear(struct whole *w)
{
	for (size_t i = 0; i < POINTS; i++)
		mpq_clears(
		    w->at[i].price, w->at[i].most, w->at[i].beyond, NULL);
	mpq_clears(w->size, w->x, w->y, w->work, NULL);
}

/* Puts the last point where its price belongs. */
static void
sort_in(struct whole *w)
{
	for (size_t i = w->n - 1;
	     i > 0 && mpq_cmp(w->at[i - 1].price, w->at[i].price) > 0; i--) {
		struct point later = w->at[i];

		w->at[i] = w->at[i - 1];
		w->at[i - 1] = later;
	}
}

/* Looks at the price w->x; false where that cannot be afforded, or has no
 * end. */
static bool
look(struct whole *w)
{
	struct point *p = &w->at[w->n];
	struct margin mg = { w->z->channel, w->x };
	struct exact in;
	bool ok;

	if (w->n == POINTS || w->passes == 0)
		return false;
	w->passes--;
	exact_init(&in);
	ok = trace_margin(w->z->t, &mg, w->z->item, true, &in, w->z->err) ==
		 ST_OK &&
	     !in.hi_infinite;
	if (ok) {
		num_set(p->price, w->x);
		num_set(p->beyond, in.hi);
		mpq_mul(p->most, w->x, w->size);
		mpq_add(p->most, p->most, in.hi);
		p->open = in.hi_open;
		p->loose = in.hi_loose;
		w->n++;
		sort_in(w);
	}
	exact_clear(&in);
	return ok;
}

static size_t
find_least(const struct whole *w)
{
	size_t least = 0;

	for (size_t i = 1; i < w->n; i++)
		if (mpq_cmp(w->at[i].most, w->at[least].most) < 0)
			least = i;
	return least;
}

/* Value at price x of the line through points i and k, into y. */
static void
line_at(struct whole *w, size_t i, size_t k, mpq_srcptr x, mpq_ptr y)
{
	const struct point *a = &w->at[i], *b = &w->at[k];
	mpq_t run;

	mpq_init(run);
	mpq_sub(run, b->price, a->price);
	mpq_sub(y, b->most, a->most);
	mpq_div(y, y, run);
	mpq_sub(run, x, a->price);
	mpq_mul(y, y, run);
	mpq_add(y, y, a->most);
	mpq_clear(run);
}

/*
 * Where between points m and m + 1 the bound may still be lower: the lines
 * from outside, through the two points on either side, lie below it.  Their
 * crossing goes to w->x, its value to w->y.  False if they are one line.
 */
static bool
cross(struct whole *w, size_t m)
{
	mpq_t a, b, c, d;
	bool apart;

	mpq_inits(a, b, c, d, NULL);
	/* both lines at either end: they cross where they swap */
	line_at(w, m - 1, m, w->at[m].price, a);
	line_at(w, m - 1, m, w->at[m + 1].price, b);
	line_at(w, m + 1, m + 2, w->at[m].price, c);
	line_at(w, m + 1, m + 2, w->at[m + 1].price, d);
	mpq_sub(a, a, c); /* zero or more */
	mpq_sub(d, d, b); /* zero or more */
	mpq_add(c, a, d);
	apart = mpq_sgn(c) != 0;
	if (apart) {
		mpq_sub(w->work, w->at[m + 1].price, w->at[m].price);
		mpq_mul(w->work, w->work, a);
		mpq_div(w->work, w->work, c);
		mpq_add(w->x, w->at[m].price, w->work);
		line_at(w, m - 1, m, w->x, w->y);
	}
	mpq_clears(a, b, c, d, NULL);
	return apart;
}

static void
halve(struct whole *w, size_t m)
{
	mpq_add(w->x, w->at[m].price, w->at[m + 1].price);
	mpq_div_2exp(w->x, w->x, 1);
}

/* Do three points lie on one line? */
static bool
are_straight(struct whole *w, size_t i)
{
	line_at(w, i, i + 2, w->at[i + 1].price, w->work);
	return mpq_equal(w->work, w->at[i + 1].most) != 0;
}

/*
 * Looks once more between m and m + 1, on one side of the least point.
 *
 * Out:	*done  no lower value is there
 */
static bool
look_between(struct whole *w, size_t m, bool *done)
{
	bool left = m > 0, right = m + 2 < w->n;
	mpq_srcptr least = w->at[find_least(w)].most;

	*done = false;
	if (left && right) {
		if (!cross(w, m) || mpq_cmp(w->y, least) >= 0) {
			*done = true;
			return true;
		}
		if (mpq_equal(w->x, w->at[m].price) != 0 ||
		    mpq_equal(w->x, w->at[m + 1].price) != 0)
			halve(w, m);
		return look(w);
	}
	/* at an end of all prices: along a straight line from there */
	if (right ? are_straight(w, m) : left && are_straight(w, m - 1)) {
		*done = true;
		return true;
	}
	halve(w, m);
	return look(w);
}

/* Is some point only a bound?  Then a lower one may be near it.  Or is one as
 * low, and not reached?  Then what fits into the whole may not be, either. */
static bool
is_doubtful(const struct whole *w, size_t m)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i].loose ||
		    (w->at[i].open && !w->at[m].open &&
			mpq_equal(w->at[i].most, w->at[m].most) != 0))
			return true;
	return false;
}

/* The least bound; *proven: no price gives a lower one. */
static size_t
find_price(struct whole *w, bool *proven)
{
	bool done = true;

	*proven = false;
	for (;;) {
		size_t m = find_least(w), before = w->n;

		/* to its right, then to its left */
		if (m + 1 < w->n && !look_between(w, m, &done))
			return find_least(w);
		if (w->n != before)
			continue;
		if (m > 0 && !look_between(w, m - 1, &done))
			return find_least(w);
		if (w->n != before)
			continue;
		*proven = done && !is_doubtful(w, m);
		return m;
	}
}

/* The best price for a whole of that size, from the first one on; NULL if
 * nothing is known. */
static const struct point *
best_price(struct whole *w, mpq_srcptr first, bool *proven)
{
	*proven = false;
	num_set(w->x, first);
	if (!look(w))
		return NULL;
	num_set_one(w->x);
	if (mpq_cmp(first, w->x) >= 0) {
		/* nothing counts more: the least that does not count is in */
		*proven = true;
		return &w->at[0];
	}
	if (look(w))
		return &w->at[find_price(w, proven)];
	return &w->at[0];
}

static void
lower(struct exact *to, mpq_srcptr most, bool open, bool proven)
{
	int c = to->hi_infinite ? 1 : mpq_cmp(to->hi, most);

	if (c < 0)
		return;
	/* an end that is not reached stays so */
	to->hi_open = (c == 0 && to->hi_open) || (open && proven);
	to->hi_infinite = false;
	num_set(to->hi, most);
	to->hi_loose = !proven;
}

/*
 * The share in a whole of w->size.  It is the greatest of any whole if it
 * grows with it, or falls, as the size of the whole is its greatest or least.
 */
static void
lower_share(struct whole *w, const struct point *p, bool open, bool proven,
    struct exact *share)
{
	mpq_div(w->work, p->beyond, w->size);
	mpq_add(w->work, w->work, p->price);
	open = open && mpq_sgn(p->beyond) != 0;
	lower(share, w->work, p->open || open, proven);
}

static void
fill(const struct zero *z, mpq_srcptr first, struct exact *amount,
    struct exact *share)
{
	const struct exact *mass = z->mass;
	bool sure = !amount->lo_loose && !trace_has_choice(z->t, z->item);
	bool proven;
	const struct point *p;
	struct whole w;

	whole_init(&w, z, mass->hi);
	p = best_price(&w, first, &proven);
	/* parts that weigh too much contradict the whole: said elsewhere */
	if (p != NULL && mpq_cmp(p->most, amount->lo) >= 0) {
		proven = proven && sure && !p->loose;
		lower(amount, p->most,
		    p->open || (mass->hi_open && mpq_sgn(p->price) != 0),
		    proven);
		if (mpq_sgn(p->beyond) <= 0 || exact_is_point(mass)) {
			lower_share(&w, p, mass->hi_open, proven, share);
			p = NULL;
		}
	} else {
		p = NULL;
	}
	if (p != NULL && mpq_sgn(mass->lo) > 0) {
		w.n = 0;
		num_set(w.size, mass->lo);
		p = best_price(&w, first, &proven);
		if (p != NULL && mpq_sgn(p->beyond) >= 0)
			lower_share(&w, p, mass->lo_open,
			    proven && sure && !p->loose, share);
	}
	whole_clear(&w);
}

bool
whole_fill(const struct zero *z, struct exact *amount, struct exact *share)
{
	const struct channel *ch = &z->t->plan.channel[z->channel];
	struct rays r;
	bool ok =
	    rays_init(&r, z->t->b) && rays_find(&r, z->t->b, ch, z->item, true);

	if (!ok)
		error_set(z->err, ST_NOMEM, pos_none, "out of memory");
	else if (!r.lost)
		fill(z, r.of.hi, amount, share);
	rays_clear(&r);
	return z->err->code == ST_OK;
}
