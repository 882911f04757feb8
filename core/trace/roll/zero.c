/* SPDX-License-Identifier: Apache-2.0 */
/* zero - where content less share times mass passes zero; see zero.h. */
#include "core/trace/roll/zero.h"

void
zero_init(struct zero *z)
{
	mpq_init(z->work);
	mpq_inits(z->left[0].at, z->left[0].value, NULL);
	mpq_inits(z->left[1].at, z->left[1].value, NULL);
	mpq_inits(z->right.at, z->right.value, NULL);
	mpq_inits(z->p.at, z->p.value, NULL);
}

void
zero_clear(struct zero *z)
{
	mpq_clear(z->work);
	mpq_clears(z->left[0].at, z->left[0].value, NULL);
	mpq_clears(z->left[1].at, z->left[1].value, NULL);
	mpq_clears(z->right.at, z->right.value, NULL);
	mpq_clears(z->p.at, z->p.value, NULL);
}

static void
keep(struct probe *to, const struct probe *from)
{
	num_set(to->at, from->at);
	num_set(to->value, from->value);
	to->open = from->open;
	to->loose = from->loose;
}

/* F at z->p.at; false where it has no end, or no more can be afforded. */
static bool
look(struct zero *z)
{
	struct probe *p = &z->p;
	mpq_t limit;
	struct margin mg = { z->channel, limit };
	struct exact x;
	bool ok = false;

	if (z->passes == 0 || z->failed)
		return false;
	z->passes--;
	exact_init(&x);
	mpq_init(limit);
	num_set(limit, p->at);
	if (z->least) {
		num_set_one(limit);
		mpq_sub(limit, limit, p->at);
	}
	z->failed =
	    trace_margin(z->t, &mg, z->item, false, &x, z->err) != ST_OK;
	if (!z->failed && z->least) {
		ok = !x.lo_infinite;
		mpq_neg(p->value, x.lo);
		p->open = x.lo_open;
		p->loose = x.lo_loose;
	} else if (!z->failed) {
		ok = !x.hi_infinite;
		num_set(p->value, x.hi);
		p->open = x.hi_open;
		p->loose = x.hi_loose;
	}
	exact_clear(&x);
	mpq_clear(limit);
	return ok;
}

/* Where the line through two points is zero, into z->p.at. */
static void
cross(struct zero *z, const struct probe *a, const struct probe *b)
{
	mpq_t fall;

	mpq_init(fall);
	mpq_sub(fall, a->value, b->value);
	mpq_sub(z->work, b->at, a->at);
	mpq_mul(z->work, z->work, a->value);
	mpq_div(z->work, z->work, fall);
	mpq_add(z->p.at, a->at, z->work);
	mpq_clear(fall);
}

/* A point that is not beyond the zero; false if there is no way to one. */
static bool
aim_before(struct zero *z)
{
	const struct probe *a = &z->left[0], *b = &z->left[1];

	if (z->nleft == 2 && mpq_cmp(a->value, b->value) > 0) {
		cross(z, a, b);
		return true;
	}
	if (z->mass->hi_infinite)
		return false;
	/* F falls by no more than the greatest mass */
	b = &z->left[z->nleft - 1];
	mpq_div(z->work, b->value, z->mass->hi);
	mpq_add(z->p.at, b->at, z->work);
	return true;
}

static void
took_left(struct zero *z)
{
	if (z->nleft == 2)
		keep(&z->left[0], &z->left[1]);
	else
		z->nleft++;
	keep(&z->left[z->nleft - 1], &z->p);
}

/*
 * Takes the point in; true if it is the zero.  Where there may be next to no
 * mass F is zero from the zero on: then it is the zero only if F is known to
 * be above it just before.
 */
static bool
took(struct zero *z, bool before)
{
	int sign = mpq_sgn(z->p.value);
	bool falls = mpq_sgn(z->mass->lo) > 0;

	if (sign == 0 && (before || falls)) {
		for (size_t i = 0; !falls && i < z->nleft; i++)
			z->p.loose |= z->left[i].loose;
		return true;
	}
	if (sign > 0)
		took_left(z);
	else
		keep(&z->right, &z->p);
	return false;
}

/*
 * The zero between left[0] and right, into z->p; false if it is not found.
 */
static bool
close_in(struct zero *z)
{
	for (;;) {
		if (aim_before(z)) {
			if (!look(z))
				return false;
			if (took(z, true))
				return true;
		} else if (mpq_sgn(z->right.value) == 0) {
			mpq_add(z->p.at, z->left[0].at, z->right.at);
			mpq_div_2exp(z->p.at, z->p.at, 1);
			if (!look(z))
				return false;
			took(z, false);
		}
		if (mpq_sgn(z->right.value) == 0)
			continue;
		cross(z, &z->left[z->nleft - 1], &z->right);
		if (!look(z))
			return false;
		if (took(z, false))
			return true;
	}
}

bool
zero_find(struct zero *z, mpq_srcptr start, mpq_srcptr most)
{
	z->nleft = 0;
	num_set(z->right.at, most);
	num_set(z->p.at, start);
	if (!look(z))
		return false;
	if (mpq_sgn(z->p.value) <= 0) {
		z->p.open |= mpq_sgn(z->p.value) < 0;
		return true;
	}
	took_left(z);
	num_set(z->p.at, most);
	if (!look(z) || mpq_sgn(z->p.value) > 0)
		return false;
	if (took(z, false))
		return true;
	return close_in(z);
}
