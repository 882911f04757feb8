/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ownership_share - stakes multiplied along each way and added up.
 *
 * What holders have of a party is the sum over its owners of stake times what
 * they have of the owner.  The stakes of one party share its whole: what one
 * takes is lost to the others, so the greatest sum gives as much as it may to
 * those of whom the holders have most, and the least sum to the others.
 */
#include "core/rules/deal/ownership_own.h"

#include <stdlib.h>
#include <string.h>

/* [bits] To which shares in a ring are rounded, outward: they would grow with
 * each round. */
#define RING_BITS 128
/* Rounds through a ring, and stakes gone through in all of them. */
#define RING_ROUNDS 256
#define RING_WORK 4000000

/* One owner of a party, or those that nobody named. */
struct term {
	mpq_srcptr x, lo, hi;
	bool x_open, lo_open, hi_open;
	mpq_t given; /* beyond lo */
};

static int
by_least(const void *a, const void *b)
{
	const struct term *s = a, *t = b;
	int c = mpq_cmp(s->x, t->x);

	return c != 0 ? c : s->x_open - t->x_open;
}

static int
by_most(const void *a, const void *b)
{
	const struct term *s = a, *t = b;
	int c = mpq_cmp(t->x, s->x);

	return c != 0 ? c : s->x_open - t->x_open;
}

/* What is left of the whole goes to the first ones, as much as they may. */
static void
give(struct term *term, size_t n)
{
	mpq_t left, room;

	mpq_inits(left, room, NULL);
	mpq_set_ui(left, 1, 1);
	for (size_t i = 0; i < n; i++)
		mpq_sub(left, left, term[i].lo);
	for (size_t i = 0; i < n && mpq_sgn(left) > 0; i++) {
		mpq_sub(room, term[i].hi, term[i].lo);
		mpq_set(term[i].given, mpq_cmp(room, left) < 0 ? room : left);
		mpq_sub(left, left, term[i].given);
	}
	mpq_clears(left, room, NULL);
}

static bool
is_full(const struct term *t)
{
	mpq_t room;
	bool full;

	mpq_init(room);
	mpq_sub(room, t->hi, t->lo);
	full = mpq_equal(room, t->given);
	mpq_clear(room);
	return full;
}

/*
 * Is the sum an end that is not reached?  An owner that has all of an open end
 * leaves a little to the next that has room, one that has nothing beyond an
 * open end takes a little from the last that was given some: a loss, if these
 * count otherwise.
 */
static bool
is_open(const struct term *term, size_t n)
{
	const struct term *next = NULL, *last = NULL;

	for (size_t i = 0; i < n; i++) {
		if (next == NULL && !is_full(&term[i]))
			next = &term[i];
		if (mpq_sgn(term[i].given) > 0)
			last = &term[i];
	}
	for (size_t i = 0; i < n; i++) {
		const struct term *t = &term[i];
		bool some = mpq_sgn(t->given) > 0;

		if (t->x_open && (some || mpq_sgn(t->lo) > 0))
			return true;
		if (t->hi_open && some && is_full(t) && next != NULL &&
		    !mpq_equal(next->x, t->x))
			return true;
		if (t->lo_open && !some && last != NULL &&
		    !mpq_equal(last->x, t->x))
			return true;
	}
	return false;
}

/* Fills term[0 .. k] with the owners of a party and with its others. */
static size_t
take_terms(const struct ownership *o, uint32_t party, bool most, mpq_srcptr one,
    mpq_srcptr zero, struct term *term)
{
	uint8_t others = o->t->party[party].others;
	size_t n = 0;

	for (uint32_t k = o->start[party]; k < o->start[party + 1]; k++) {
		uint32_t s = o->by_held[k];
		const struct share_end *x = &o->x[o->t->stake[s].owner];

		term[n].x = x->at;
		term[n].x_open = x->open;
		term[n].lo = o->lo[s].at;
		term[n].lo_open = o->lo[s].open;
		term[n].hi = o->hi[s].at;
		term[n].hi_open = o->hi[s].open;
		mpq_init(term[n++].given);
	}
	term[n].x = most && others == OTHERS_UNKNOWN ? one : zero;
	term[n].lo = zero;
	term[n].hi = others == OTHERS_NONE ? zero : one;
	term[n].x_open = term[n].lo_open = term[n].hi_open = false;
	mpq_init(term[n++].given);
	return n;
}

static void
add_up(const struct term *term, size_t n, mpq_t sum)
{
	mpq_t part;

	mpq_init(part);
	mpq_set_ui(sum, 0, 1);
	for (size_t i = 0; i < n; i++) {
		mpq_add(part, term[i].lo, term[i].given);
		mpq_mul(part, part, term[i].x);
		mpq_add(sum, sum, part);
	}
	mpq_clear(part);
}

/* Outward to a multiple of 2^-RING_BITS. */
static void
round_out(struct share_end *x, bool up)
{
	mpz_t z;

	if (mpz_sizeinbase(mpq_denref(x->at), 2) <= RING_BITS)
		return;
	mpz_init(z);
	mpz_mul_2exp(z, mpq_numref(x->at), RING_BITS);
	if (up)
		mpz_cdiv_q(z, z, mpq_denref(x->at));
	else
		mpz_fdiv_q(z, z, mpq_denref(x->at));
	mpq_set_z(x->at, z);
	mpq_div_2exp(x->at, x->at, RING_BITS);
	x->open = false;
	mpz_clear(z);
}

/* What the holders have of one party, from what they have of its owners.
 * True if that is another share than before. */
static bool
step(struct ownership *o, uint32_t party, bool most, bool ring,
    struct term *term)
{
	struct share_end *x = &o->x[party], now = { .open = false };
	mpq_t one, zero;
	bool moved;
	size_t n;

	mpq_inits(now.at, one, zero, NULL);
	mpq_set_ui(one, 1, 1);
	n = take_terms(o, party, most, one, zero, term);
	qsort(term, n, sizeof(*term), most ? by_most : by_least);
	give(term, n);
	add_up(term, n, now.at);
	now.open = is_open(term, n);
	if (ring)
		round_out(&now, most);
	moved = !mpq_equal(now.at, x->at) || now.open != x->open;
	mpq_set(x->at, now.at);
	x->open = now.open;
	for (size_t i = 0; i < n; i++)
		mpq_clear(term[i].given);
	mpq_clears(now.at, one, zero, NULL);
	return moved;
}

/*
 * Every round through a ring brings the share nearer: from nothing upward, or
 * from the whole downward, so that it may end after any of them.
 */
static void
go_round(struct ownership *o, bool most, size_t holders, struct term *term)
{
	size_t rounds = RING_WORK / ((o->t->nstake + 1) * (holders + 1));
	bool moved = true;

	if (rounds > RING_ROUNDS)
		rounds = RING_ROUNDS;
	for (size_t r = 0; moved && r < rounds + 1; r++) {
		moved = false;
		for (size_t i = o->nplain; i < o->t->nparty; i++) {
			uint32_t p = o->order[i];

			if (o->above[p] && !o->holder[p])
				moved |= step(o, p, most, true, term);
		}
	}
}

/*
 * ownership_share - the share that the marked holders have.
 *
 * In:	most     at most, else at least
 *	holders  how many are asked for one after another
 * Cost: O(stakes * log), of rings times their rounds
 */
enum status
ownership_share(struct ownership *o, uint32_t party, bool most, size_t holders,
    struct share_end *out, struct error *err)
{
	struct term *term = calloc(o->t->nstake + 1, sizeof(*term));

	if (term == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < o->t->nparty; i++) {
		mpq_set_ui(o->x[i].at, o->holder[i] || most ? 1 : 0, 1);
		o->x[i].open = false;
	}
	for (size_t i = 0; i < o->nplain; i++) {
		uint32_t p = o->order[i];

		if (o->above[p] && !o->holder[p])
			step(o, p, most, false, term);
	}
	go_round(o, most, holders, term);
	mpq_set(out->at, o->x[party].at);
	out->open = o->x[party].open;
	free(term);
	return ST_OK;
}
