/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_tries - what answers to a question do, by giving some of them.
 *
 * What a thing in an item is, weighs or is worth, and how many of it there
 * are, works in more than one way at once: it decides whether the thing is held
 * against a limit, and what against.  So answers are given, from the least to
 * the greatest that anybody would give, and the product is judged with each:
 * what is told of them is true.  Of all forms each is tried.
 */
#include "core/rules/ask/ask_work.h"

#include "core/rules/deal/transaction.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Powers of ten that are tried, of a gram, of money, of pieces. */
#define LEAST_POWER (-6)
#define MOST_POWER 12

/* What came of the answers. */
struct tries {
	struct ask_work *w;
	const struct question *q;
	uint8_t *seen;         /* [nrule * nitem] bit per verdict */
	mpq_t x;               /* the answer that is given */
	struct num_entry *num; /* [last + 1] all numbers, and it */
	size_t last;
	mp_limb_t *limbs; /* of it */
	/* What goes out of an item, where that is answered: */
	struct ask_basis basis; /* by a book of its own */
	struct rulebook book;
	const struct per_year **per; /* [nitem] */
	struct per_year given;
};

/* Pieces, of which there are whole ones. */
static bool
is_number(const struct tries *t)
{
	switch ((enum question_kind)t->q->kind) {
	case QUESTION_QUANTITY:
	case QUESTION_PER_YEAR:
	case QUESTION_PER_SHIPMENT:
		return true;
	default:
		return false;
	}
}

static enum status
see(struct tries *t, struct world *world)
{
	const struct ask_basis *b = t->w->basis;
	size_t n = b->bom->nitem;
	enum status st = world_judge(world, t->w->err);

	t->w->worlds += ask_unit(b);
	for (size_t r = 0; st == ST_OK && r < b->book->nrule; r++)
		for (uint32_t i = 0; i < n; i++)
			t->seen[r * n + i] |=
			    (uint8_t)(1 << judgement_verdict(&world->judgement,
					  VARIANT_LAW, r, i));
	return st;
}

/* Can what is answered be, by what is known of the mass? */
static bool
is_possible(const struct tries *t)
{
	double x = mpq_get_d(t->x);
	struct bounds mass;

	if (t->q->kind != QUESTION_MASS)
		return true;
	trace_bounds(t->w->basis->trace, COLUMN_MASS, t->q->item, &mass);
	return x > 0 && x >= mass.lo && x <= mass.hi;
}

/* The number t->x, behind all that the product has. */
static void
put_number(struct tries *t)
{
	size_t nn = mpz_size(mpq_numref(t->x));
	size_t nd = mpz_size(mpq_denref(t->x));
	struct num_entry *e = &t->num[t->last];

	memcpy(
	    t->limbs, mpz_limbs_read(mpq_numref(t->x)), nn * sizeof(*t->limbs));
	memcpy(t->limbs + nn, mpz_limbs_read(mpq_denref(t->x)),
	    nd * sizeof(*t->limbs));
	*e = (struct num_entry){ t->limbs, (int32_t)nn, (int32_t)nd, 0, 0 };
	num_enclose(t->x, &e->lo, &e->hi);
}

/* Gives the answer t->x. */
static enum status
give_number(struct tries *t, struct world *world)
{
	const struct item *now = &t->w->basis->bom->item[t->q->item];
	uint32_t id = (uint32_t)t->last;
	struct item *it;

	if (!is_possible(t))
		return ST_OK;
	if (t->per != NULL) {
		mpq_set(t->given.quantity, t->x);
		return see(t, world);
	}
	put_number(t);
	if (t->q->kind == QUESTION_QUANTITY) {
		world->use[t->q->use].qty = mpq_sgn(t->x) == 0 ? NUM_ZERO : id;
		return see(t, world);
	}
	it = &world->item[t->q->item];
	if (t->q->kind == QUESTION_MASS) {
		it->has_mass = 1;
		it->mass = (struct amount){ id, id, false, false, false };
	} else {
		it->value = id;
		it->currency = now->currency != 0
				   ? now->currency
				   : t->w->basis->book->currency[0];
	}
	return see(t, world);
}

/* An end of what is known of the mass. */
static enum status
give_end(struct tries *t, struct world *world, double end)
{
	if (!isfinite(end) || end <= 0)
		return ST_OK;
	mpq_set_d(t->x, end);
	return give_number(t, world);
}

/* One power of ten after the other; of pieces none at all, first.  A value of
 * nought is a blank. */
static enum status
give_numbers(struct tries *t, struct world *world)
{
	enum status st;
	struct bounds mass;

	mpq_set_ui(t->x, 0, 1);
	st = is_number(t) ? give_number(t, world) : ST_OK;
	trace_bounds(t->w->basis->trace, COLUMN_MASS, t->q->item, &mass);
	if (st == ST_OK && t->q->kind == QUESTION_MASS)
		st = give_end(t, world, mass.lo);
	if (st == ST_OK && t->q->kind == QUESTION_MASS)
		st = give_end(t, world, mass.hi);
	for (int k = LEAST_POWER; st == ST_OK && k <= MOST_POWER; k++) {
		mpz_ui_pow_ui(mpq_numref(t->x), 10, k > 0 ? (unsigned)k : 0);
		mpz_ui_pow_ui(mpq_denref(t->x), 10, k < 0 ? (unsigned)-k : 0);
		if (k >= 0 || !is_number(t))
			st = give_number(t, world);
	}
	return st;
}

static enum status
give_forms(struct tries *t, struct world *world)
{
	enum status st = ST_OK;

	for (int f = 0; st == ST_OK && f < FORM_COUNT; f++) {
		if (f == FORM_UNKNOWN)
			continue;
		world->item[t->q->item].form = (uint8_t)f;
		st = see(t, world);
	}
	return st;
}

static enum status
give_all(struct tries *t)
{
	struct world world;
	enum status st = world_make(&world, &t->basis, false, t->w->err);

	if (st == ST_OK &&
	    (!world_own_items(&world) || !world_own_uses(&world)))
		st = ask_no_memory(t->w->err);
	world.bom.num.num = t->num;
	if (st == ST_OK)
		st = t->q->kind == QUESTION_FORM ? give_forms(t, &world)
						 : give_numbers(t, &world);
	world_free(&world);
	return st;
}

/* ---- what came of it ---- */

#define BIT(v) (1u << VERDICT_##v)

static void
count(struct settles *s, unsigned seen)
{
	s->clear += (seen & BIT(CLEAR)) != 0;
	s->triggered += (seen & BIT(TRIGGERED)) != 0;
	s->any += (seen & (BIT(CLEAR) | BIT(TRIGGERED))) != 0;
}

static void
count_all(const struct tries *t, struct worth *out)
{
	const struct ask_basis *b = t->w->basis;
	size_t n = b->bom->nitem;

	for (size_t r = 0; r < b->book->nrule; r++)
		for (uint32_t i = 0; i < n; i++) {
			if (judgement_verdict(b->judgement, VARIANT_LAW, r,
				i) != VERDICT_UNDECIDED)
				continue;
			count(&out->all, t->seen[r * n + i]);
			if (b->shipped[i])
				count(&out->shipped, t->seen[r * n + i]);
		}
}

static enum status
note_effects(const struct tries *t, struct worth *out)
{
	const struct inquiry *q = t->w->out;
	size_t n = t->w->basis->bom->nitem;

	for (uint32_t i = 0; i < q->nverdict; i++) {
		const struct open_verdict *v = &q->verdict[i];
		unsigned seen = t->seen[v->rule * n + v->item];
		struct effect e = { .verdict = i,
			.clear = (seen & BIT(CLEAR)) != 0,
			.triggered = (seen & BIT(TRIGGERED)) != 0,
			.must = t->q->kind == QUESTION_FORM && seen != 0 &&
				(seen & BIT(UNDECIDED)) == 0 };

		if (!e.clear && !e.triggered)
			continue;
		out->shipped.must += e.must;
		exact_init(&e.removes);
		if (ask_keep_effect(out, &e))
			continue;
		exact_clear(&e.removes);
		return ask_no_memory(t->w->err);
	}
	return ST_OK;
}

/* What goes out is told by the book, not by the product. */
static bool
take_book(struct tries *t)
{
	const struct ask_basis *b = t->w->basis;
	bool year = t->q->kind == QUESTION_PER_YEAR;
	const struct per_year **of =
	    year ? b->book->per_year : b->book->per_shipment;
	uint8_t dim;

	t->basis = *b;
	if (!year && t->q->kind != QUESTION_PER_SHIPMENT)
		return true;
	t->per = calloc(b->bom->nitem + 1, sizeof(*t->per));
	if (t->per == NULL)
		return false;
	for (size_t i = 0; of != NULL && i < b->bom->nitem; i++)
		t->per[i] = of[i];
	dim = b->bom->item[t->q->item].dim;
	t->given.has_quantity = true;
	t->given.dimension = dim == DIM_NONE ? DIM_EACH : dim;
	t->per[t->q->item] = &t->given;
	t->book = *b->book;
	if (year)
		t->book.per_year = t->per;
	else
		t->book.per_shipment = t->per;
	t->basis.book = &t->book;
	return true;
}

static enum status
try_all(struct tries *t, struct worth *out)
{
	enum status st;

	memcpy(t->num, t->w->basis->bom->num.num, t->last * sizeof(*t->num));
	mpq_inits(t->x, t->given.quantity, NULL);
	st = take_book(t) ? give_all(t) : ask_no_memory(t->w->err);
	mpq_clears(t->x, t->given.quantity, NULL);
	free(t->per);
	if (st != ST_OK)
		return st;
	count_all(t, out);
	st = note_effects(t, out);
	out->sharp = st == ST_OK;
	return st;
}

/*
 * ask_tries - what answers to a question do.
 *
 * Out:	out  free of bounds; left as it is, not sharp, where the answers are
 *	more than is affordable
 * Cost: a roll-up and a judgement of the product for each answer, about twenty
 */
enum status
ask_tries(struct ask_work *w, const struct question *q, struct worth *out)
{
	const struct ask_basis *b = w->basis;
	size_t n = b->bom->num.limbs.n, room = MOST_POWER - LEAST_POWER + 4;
	mp_limb_t limbs[32];
	struct tries t = { .w = w, .q = q, .limbs = limbs, .last = n };
	enum status st;

	room = room < FORM_COUNT ? FORM_COUNT : room;
	if (w->worlds + room * ask_unit(b) > ASK_WORLD_MOST)
		return ST_OK;
	t.seen = calloc(b->book->nrule * b->bom->nitem + 1, 1);
	t.num = malloc((n + 1) * sizeof(*t.num));
	st = t.seen != NULL && t.num != NULL ? try_all(&t, out)
					     : ask_no_memory(w->err);
	free(t.seen);
	free(t.num);
	return st;
}
