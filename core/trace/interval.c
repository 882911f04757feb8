/* SPDX-License-Identifier: Apache-2.0 */
/* interval - at least and at most; see interval.h. */
#include "core/trace/interval.h"

#include "core/base/sum.h"

void
exact_init(struct exact *x)
{
	mpq_inits(x->lo, x->hi, NULL);
	x->lo_infinite = x->hi_infinite = x->lo_open = x->hi_open = false;
	x->lo_loose = x->hi_loose = false;
}

void
exact_clear(struct exact *x)
{
	mpq_clears(x->lo, x->hi, NULL);
}

bool
exact_equal(const struct exact *x, const struct exact *y)
{
	return x->lo_infinite == y->lo_infinite &&
	       x->hi_infinite == y->hi_infinite &&
	       (x->lo_infinite || (mpq_equal(x->lo, y->lo) != 0 &&
				      x->lo_open == y->lo_open)) &&
	       (x->hi_infinite ||
		   (mpq_equal(x->hi, y->hi) != 0 && x->hi_open == y->hi_open));
}

void
exact_set(struct exact *x, const struct exact *from)
{
	num_set(x->lo, from->lo);
	num_set(x->hi, from->hi);
	x->lo_infinite = from->lo_infinite;
	x->hi_infinite = from->hi_infinite;
	x->lo_open = from->lo_open;
	x->hi_open = from->hi_open;
	x->lo_loose = from->lo_loose;
	x->hi_loose = from->hi_loose;
}

void
exact_zero(struct exact *x)
{
	num_set_zero(x->lo);
	num_set_zero(x->hi);
	x->lo_infinite = x->hi_infinite = x->lo_open = x->hi_open = false;
	x->lo_loose = x->hi_loose = false;
}

void
exact_unknown(struct exact *x, bool open)
{
	exact_zero(x);
	x->hi_infinite = true;
	x->lo_open = open;
}

/* What a sum takes over from each of its terms. */
static void
add_marks(struct exact *sum, const struct exact *x)
{
	sum->lo_infinite |= x->lo_infinite;
	sum->hi_infinite |= x->hi_infinite;
	sum->lo_open |= x->lo_open;
	sum->hi_open |= x->hi_open;
	sum->lo_loose |= x->lo_loose;
	sum->hi_loose |= x->hi_loose;
}

void
exact_gather(struct exact *sum, mpq_srcptr q, const struct exact *x)
{
	if (mpq_sgn(q) == 0)
		return;
	add_marks(sum, x);
	if (!sum->lo_infinite)
		sum_add_product(sum->lo, q, x->lo);
	if (!sum->hi_infinite)
		sum_add_product(sum->hi, q, x->hi);
}

void
exact_settle(struct exact *sum)
{
	sum_settle(sum->lo);
	sum_settle(sum->hi);
}

void
exact_add_scaled(
    struct exact *sum, mpq_srcptr q, const struct exact *x, mpq_ptr work)
{
	if (mpq_sgn(q) == 0)
		return;
	add_marks(sum, x);
	/* most ends of most products are zero or infinite */
	if (mpq_sgn(x->lo) != 0 && !sum->lo_infinite) {
		mpq_mul(work, q, x->lo);
		mpq_add(sum->lo, sum->lo, work);
	}
	if (mpq_sgn(x->hi) != 0 && !sum->hi_infinite) {
		mpq_mul(work, q, x->hi);
		mpq_add(sum->hi, sum->hi, work);
	}
}

void
exact_add(struct exact *sum, const struct exact *x)
{
	add_marks(sum, x);
	if (mpq_sgn(x->lo) != 0 && !sum->lo_infinite)
		mpq_add(sum->lo, sum->lo, x->lo);
	if (mpq_sgn(x->hi) != 0 && !sum->hi_infinite)
		mpq_add(sum->hi, sum->hi, x->hi);
}

/* Of two equal ends: is neither proven as what their join is, reached by one
 * of them, or open? */
static bool
equal_is_loose(bool x_open, bool x_loose, bool y_open, bool y_loose)
{
	bool open = x_open && y_open;

	return (x_loose || x_open != open) && (y_loose || y_open != open);
}

void
exact_join(struct exact *x, const struct exact *y)
{
	int c = x->lo_infinite || y->lo_infinite
		    ? y->lo_infinite - x->lo_infinite
		    : mpq_cmp(x->lo, y->lo);

	if (c == 0) {
		x->lo_loose = equal_is_loose(
		    x->lo_open, x->lo_loose, y->lo_open, y->lo_loose);
		x->lo_open = x->lo_open && y->lo_open;
	}
	if (c > 0) {
		x->lo_infinite = y->lo_infinite;
		x->lo_open = y->lo_open;
		x->lo_loose = y->lo_loose;
		num_set(x->lo, y->lo);
	}
	c = x->hi_infinite || y->hi_infinite ? x->hi_infinite - y->hi_infinite
					     : mpq_cmp(x->hi, y->hi);
	if (c == 0) {
		x->hi_loose = equal_is_loose(
		    x->hi_open, x->hi_loose, y->hi_open, y->hi_loose);
		x->hi_open = x->hi_open && y->hi_open;
	}
	if (c < 0) {
		x->hi_infinite = y->hi_infinite;
		x->hi_open = y->hi_open;
		x->hi_loose = y->hi_loose;
		num_set(x->hi, y->hi);
	}
}

void
exact_scale_unknown(struct exact *x, bool positive)
{
	/* lower end: the infimum of f * lo over f */
	if (x->lo_infinite || mpq_sgn(x->lo) < 0) {
		x->lo_infinite = true;
	} else {
		x->lo_open = positive && (mpq_sgn(x->lo) > 0 || x->lo_open);
	}
	if (x->hi_infinite || mpq_sgn(x->hi) > 0) {
		x->hi_infinite = true;
	} else {
		x->hi_open = positive && (mpq_sgn(x->hi) < 0 || x->hi_open);
	}
	num_set_zero(x->lo);
	num_set_zero(x->hi);
}

/* An end of a product: of a number times the end of f that stretches it, or
 * that does not. */
struct product {
	mpq_ptr end;
	bool *infinite, *open, *loose;
	bool stretches;
};

static void
scale_end(struct product p, const struct exact *f)
{
	int sign = mpq_sgn(p.end);

	if (*p.infinite || (p.stretches && f->hi_infinite)) {
		*p.infinite = f->hi_infinite || mpq_sgn(f->hi) > 0;
		*p.loose |= f->hi_loose;
		*p.open = false;
		num_set_zero(p.end);
		return;
	}
	if (p.stretches) {
		*p.open |= f->hi_open;
		*p.loose |= f->hi_loose;
		mpq_mul(p.end, p.end, f->hi);
		return;
	}
	/* nothing is reached by a factor of nothing, whatever the number is */
	if (mpq_sgn(f->lo) == 0 && !f->lo_open)
		*p.open = false;
	else if (sign != 0)
		*p.open |= f->lo_open;
	*p.loose |= f->lo_loose && sign != 0;
	mpq_mul(p.end, p.end, f->lo);
}

void
exact_scale(struct exact *x, const struct exact *f)
{
	scale_end((struct product){ x->lo, &x->lo_infinite, &x->lo_open,
		      &x->lo_loose, mpq_sgn(x->lo) < 0 },
	    f);
	scale_end((struct product){ x->hi, &x->hi_infinite, &x->hi_open,
		      &x->hi_loose, mpq_sgn(x->hi) > 0 },
	    f);
}

void
exact_subtract_scaled(
    struct exact *x, mpq_srcptr limit, const struct exact *y, mpq_ptr work)
{
	if (mpq_sgn(limit) == 0)
		return;
	if (!exact_is_point(y) && !exact_is_point(x))
		exact_loosen(x);
	x->lo_loose |= y->hi_loose;
	x->hi_loose |= y->lo_loose;
	x->lo_infinite |= y->hi_infinite;
	x->lo_open |= y->hi_open;
	x->hi_open |= y->lo_open;
	mpq_mul(work, limit, y->hi);
	mpq_sub(x->lo, x->lo, work);
	mpq_mul(work, limit, y->lo);
	mpq_sub(x->hi, x->hi, work);
}

void
exact_quotient(struct exact *x, const struct exact *y, const struct exact *z)
{
	bool some = mpq_sgn(y->lo) > 0;

	exact_zero(x);
	x->lo_open = y->lo_open || some;
	if (!z->hi_infinite && mpq_sgn(z->hi) > 0) {
		mpq_div(x->lo, y->lo, z->hi);
		x->lo_open = y->lo_open || (z->hi_open && some);
	}
	x->hi_infinite = y->hi_infinite || mpq_sgn(z->lo) == 0;
	if (!x->hi_infinite) {
		mpq_div(x->hi, y->hi, z->lo);
		x->hi_open = y->hi_open || (z->lo_open && mpq_sgn(y->hi) > 0);
	}
	x->lo_loose = y->lo_loose || z->hi_loose;
	x->hi_loose = y->hi_loose || z->lo_loose;
	if (!exact_is_point(z) && !exact_is_point(y))
		exact_loosen(x);
}

void
exact_lower_hi(struct exact *x, mpq_srcptr cap, bool open)
{
	int c = x->hi_infinite ? 1 : mpq_cmp(x->hi, cap);

	if (c > 0) {
		x->hi_infinite = false;
		num_set(x->hi, cap);
		x->hi_open = open;
		x->hi_loose = true;
	} else if (c == 0) {
		x->hi_open |= open;
	}
}

void
exact_raise_lo(struct exact *x, mpq_srcptr floor, bool open)
{
	int c = x->lo_infinite ? -1 : mpq_cmp(x->lo, floor);

	if (c < 0) {
		x->lo_infinite = false;
		num_set(x->lo, floor);
		x->lo_open = open;
		x->lo_loose = true;
	} else if (c == 0) {
		x->lo_open |= open;
	}
}

void
exact_weaken_lo(struct exact *x, mpq_srcptr least)
{
	if (x->lo_infinite || mpq_cmp(x->lo, least) <= 0)
		return;
	num_set(x->lo, least);
	x->lo_open = false;
}

bool
exact_is_point(const struct exact *x)
{
	return !x->lo_infinite && !x->hi_infinite &&
	       mpq_equal(x->lo, x->hi) != 0;
}

void
exact_loosen(struct exact *x)
{
	x->lo_loose = x->hi_loose = true;
}

bool
exact_is_empty(const struct exact *x)
{
	int c;

	if (x->lo_infinite || x->hi_infinite)
		return false;
	c = mpq_cmp(x->lo, x->hi);
	return c > 0 || (c == 0 && (x->lo_open || x->hi_open));
}

bool
exact_reconcile(struct exact *x)
{
	if (!exact_is_empty(x))
		return false;
	if (mpq_cmp(x->lo, x->hi) > 0)
		mpq_swap(x->lo, x->hi);
	x->lo_open = x->hi_open = false;
	exact_loosen(x);
	return true;
}

static size_t
bits(mpq_srcptr q)
{
	size_t n = mpz_sizeinbase(mpq_numref(q), 2);
	size_t d = mpz_sizeinbase(mpq_denref(q), 2);

	return n > d ? n : d;
}

size_t
exact_bits(const struct exact *x)
{
	size_t lo = bits(x->lo), hi = bits(x->hi);

	return lo > hi ? lo : hi;
}

void
exact_take_lo(struct exact *x, const struct exact *y, bool first)
{
	int c = first ? -1 : mpq_cmp(y->lo, x->lo);

	if (c < 0) {
		num_set(x->lo, y->lo);
		x->lo_open = y->lo_open;
	} else if (c == 0) {
		x->lo_open &= y->lo_open; /* one of them reaches it */
	}
}

void
exact_take_hi(struct exact *x, const struct exact *y, bool first)
{
	int c = first ? 1 : mpq_cmp(y->hi, x->hi);

	x->hi_infinite |= y->hi_infinite;
	if (c > 0) {
		num_set(x->hi, y->hi);
		x->hi_open = y->hi_open;
	} else if (c == 0) {
		x->hi_open &= y->hi_open; /* one of them reaches it */
	}
}
