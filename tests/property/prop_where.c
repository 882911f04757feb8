/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: what where says without walking a way is what one gets by walking
 * every way.
 *
 * Random products with shared parts, parallel uses, fractions, alternatives
 * and missing quantities; for each item above a random one the ways down to it
 * are walked one after the other, in rationals.
 */
#include "core/trace/where.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define ROUNDS 3000
#define ITEMS 8

static uint64_t state;

static unsigned
pick(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

static void
invent(struct make *m)
{
	static const char *const qty[] = { "1", "1", "2", "3", "0.5", "0.125",
		"0.001", "0", "12", "1.7" };
	struct use_note note = { .from = DATE_NONE, .until = DATE_NONE };
	char a[16], b[16];
	uint32_t third, notes[2];
	mpq_t q;

	make_init(m);
	note.place = bom_text(&m->b, STR("left"));
	notes[0] = bom_note(&m->b, note);
	note.place = bom_text(&m->b, STR("right"));
	notes[1] = bom_note(&m->b, note);
	mpq_init(q);
	mpq_set_ui(q, 1, 3); /* as a batch of three gives it */
	third = numtab_put(&m->b.num, q);
	mpq_clear(q);
	for (int i = 0; i < ITEMS; i++) {
		snprintf(a, sizeof(a), "N%d", i);
		make_item(m, a, NULL);
	}
	for (int i = 0; i < 18; i++) {
		unsigned p = pick(ITEMS - 1), c = p + 1 + pick(ITEMS - 1 - p);
		struct use *u;

		snprintf(a, sizeof(a), "N%u", p);
		snprintf(b, sizeof(b), "N%u", c);
		u = make_use(m, a, b, qty[pick(10)]);
		if (pick(5) == 0)
			u->note = notes[pick(2)];
		if (pick(9) == 0)
			u->qty = third;
		if (pick(12) == 0)
			u->qty = BOM_NONE;
	}
	make_linked(m);
}

/* What one of an item holds of another. */
struct walked {
	mpq_t low, high, heaviest;
	bool endless;
	unsigned long paths;
};

static void
walked_init(struct walked *w)
{
	mpq_inits(w->low, w->high, w->heaviest, NULL);
	w->endless = false;
	w->paths = 0;
}

static void
walked_clear(struct walked *w)
{
	mpq_clears(w->low, w->high, w->heaviest, NULL);
}

static void walk(
    const struct bom *b, uint32_t from, uint32_t to, struct walked *out);

/* By one use. */
static void
walk_use(
    const struct bom *b, const struct use *u, uint32_t to, struct walked *out)
{
	mpq_t q;

	if (u->qty == NUM_ZERO)
		return;
	walk(b, u->child, to, out);
	if (u->qty == BOM_NONE) {
		mpq_set_ui(out->low, 0, 1);
		out->endless |= out->paths > 0;
		return;
	}
	numtab_view(&b->num, u->qty, q);
	mpq_mul(out->low, out->low, q);
	mpq_mul(out->high, out->high, q);
	mpq_mul(out->heaviest, out->heaviest, q);
}

/* Every way from `from` to `to`, none of them remembered. */
static void
walk(const struct bom *b, uint32_t from, uint32_t to, struct walked *out)
{
	uint32_t end = b->use_start[from + 1];

	if (from == to) {
		out->paths = 1;
		mpq_set_ui(out->low, 1, 1);
		mpq_set_ui(out->high, 1, 1);
		mpq_set_ui(out->heaviest, 1, 1);
		return;
	}
	for (uint32_t k = b->use_start[from], next; k < end; k = next) {
		struct walked place, one;

		next = bom_place_end(b, k, end);
		walked_init(&place);
		for (uint32_t u = k; u < next; u++) {
			walked_init(&one);
			walk_use(b, &b->use[u], to, &one);
			if (u == k || mpq_cmp(one.low, place.low) < 0)
				mpq_set(place.low, one.low);
			if (mpq_cmp(one.high, place.high) > 0)
				mpq_set(place.high, one.high);
			if (mpq_cmp(one.heaviest, out->heaviest) > 0)
				mpq_set(out->heaviest, one.heaviest);
			place.endless |= one.endless;
			out->paths += one.paths;
			walked_clear(&one);
		}
		mpq_add(out->low, out->low, place.low);
		mpq_add(out->high, out->high, place.high);
		out->endless |= place.endless;
		walked_clear(&place);
	}
}

struct ask {
	const struct bom *b;
	uint32_t item;
	size_t rows;
};

static enum status
compare(void *ctx, const struct where_row *row, struct error *err)
{
	struct ask *ask = ctx;
	struct walked want;

	(void)err;
	walked_init(&want);
	walk(ask->b, row->above->item, ask->item, &want);
	ck_assert(mpq_equal(row->quantity.lo, want.low));
	ck_assert_int_eq(row->quantity.hi_infinite, want.endless);
	if (!want.endless)
		ck_assert(mpq_equal(row->quantity.hi, want.high));
	ck_assert_int_eq(mpz_cmp_ui(row->paths, want.paths), 0);
	ck_assert_double_eq_tol(
	    ldexp(row->above->heaviest.m, (int)row->above->heaviest.e),
	    mpq_get_d(want.heaviest), 1e-9 * mpq_get_d(want.heaviest));
	ask->rows++;
	walked_clear(&want);
	return ST_OK;
}

START_TEST(counted_is_what_walking_every_way_gives)
{
	size_t rows = 0;

	for (uint64_t round = 0; round < ROUNDS; round++) {
		struct error err = { 0 };
		struct where w;
		struct make m;
		struct ask ask;

		state = round * 77 + 5;
		invent(&m);
		ask = (struct ask){ &m.b, pick(ITEMS), 0 };
		ck_assert_int_eq(where_find(&m.b, ask.item, &w, &err), ST_OK);
		ck_assert_int_eq(
		    where_walk(&w, NULL, compare, &ask, &err), ST_OK);
		ck_assert_uint_eq(ask.rows, w.n);
		for (uint32_t i = 0; i < m.b.nitem; i++) {
			struct walked any;

			walked_init(&any);
			walk(&m.b, i, ask.item, &any);
			ck_assert_int_eq(any.paths > 0, w.index[i] != BOM_NONE);
			walked_clear(&any);
		}
		rows += ask.rows;
		where_free(&w);
		make_free(&m);
	}
	ck_assert_uint_gt(rows, ROUNDS * 2);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, counted_is_what_walking_every_way_gives);
}

int
main(void)
{
	return run_suite("where", add);
}
