/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: what where says without walking a way is what one gets by walking
 * every way.
 *
 * Random products with shared parts, parallel uses, fractions and missing
 * quantities; for each item above a random one the ways down to it are walked
 * one after the other, in rationals.
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
	char a[16], b[16];
	uint32_t third;
	mpq_t q;

	make_init(m);
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
		if (pick(9) == 0)
			u->qty = third;
		if (pick(12) == 0)
			u->qty = BOM_NONE;
	}
	make_linked(m);
}

/* All ways from `from` down to `to`, with q of it at their upper end. */
struct walked {
	mpq_t low, heaviest;
	bool endless;
	unsigned long paths;
};

static void
walk(const struct bom *b, uint32_t from, uint32_t to, mpq_srcptr q, bool known,
    struct walked *out)
{
	mpq_t view, along;

	if (from == to) {
		out->paths++;
		out->endless |= !known;
		if (known)
			mpq_add(out->low, out->low, q);
		if (mpq_cmp(q, out->heaviest) > 0)
			mpq_set(out->heaviest, q);
		return;
	}
	mpq_init(along);
	for (uint32_t k = b->use_start[from]; k < b->use_start[from + 1]; k++) {
		const struct use *u = &b->use[k];

		if (u->qty == NUM_ZERO)
			continue;
		mpq_set(along, q);
		if (u->qty != BOM_NONE) {
			numtab_view(&b->num, u->qty, view);
			mpq_mul(along, along, view);
		}
		walk(b, u->child, to, along, known && u->qty != BOM_NONE, out);
	}
	mpq_clear(along);
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
	struct walked want = { .endless = false };
	mpq_t one;

	(void)err;
	mpq_inits(one, want.low, want.heaviest, NULL);
	mpq_set_ui(one, 1, 1);
	walk(ask->b, row->above->item, ask->item, one, true, &want);
	ck_assert(mpq_equal(row->quantity.lo, want.low));
	ck_assert_int_eq(row->quantity.hi_infinite, want.endless);
	if (!want.endless)
		ck_assert(mpq_equal(row->quantity.hi, want.low));
	ck_assert_int_eq(mpz_cmp_ui(row->paths, want.paths), 0);
	ck_assert_double_eq_tol(
	    ldexp(row->above->heaviest.m, (int)row->above->heaviest.e),
	    mpq_get_d(want.heaviest), 1e-9 * mpq_get_d(want.heaviest));
	ask->rows++;
	mpq_clears(one, want.low, want.heaviest, NULL);
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
			struct walked any = { .paths = 0 };
			mpq_t one;

			mpq_inits(one, any.low, any.heaviest, NULL);
			walk(&m.b, i, ask.item, one, true, &any);
			ck_assert_int_eq(any.paths > 0, w.index[i] != BOM_NONE);
			mpq_clears(one, any.low, any.heaviest, NULL);
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
