/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of where: what holds an item, how much of it, in how many ways. */
#include "core/trace/where.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

/* Items N0, N1 ... that nothing is known of. */
static void
make_numbered(struct make *m, int n)
{
	char part[16];

	make_init(m);
	for (int i = 0; i < n; i++) {
		snprintf(part, sizeof(part), "N%d", i);
		make_item(m, part, NULL);
	}
}

static void
use_numbered(struct make *m, int parent, int child, const char *qty)
{
	char a[16], b[16];

	snprintf(a, sizeof(a), "N%d", parent);
	snprintf(b, sizeof(b), "N%d", child);
	make_use(m, a, b, qty);
}

/* What where_walk() gave, by item. */
struct got {
	char low[200], high[200], paths[200];
	bool product, direct;
	size_t at; /* the how manieth row; from 1 */
};

struct seen {
	const struct bom *b;
	struct got *got; /* [nitem] */
	size_t n;
};

static void
text_of(char out[200], mpq_srcptr q)
{
	gmp_snprintf(out, 200, "%Qd", q);
}

static enum status
take(void *ctx, const struct where_row *row, struct error *err)
{
	struct seen *s = ctx;
	struct got *g = &s->got[row->above->item];

	(void)err;
	text_of(g->low, row->quantity.lo);
	if (row->quantity.hi_infinite)
		snprintf(g->high, sizeof(g->high), "endless");
	else
		text_of(g->high, row->quantity.hi);
	gmp_snprintf(g->paths, sizeof(g->paths), "%Zd", row->paths);
	g->product = row->above->product;
	g->direct = row->above->direct != BOM_NONE;
	g->at = ++s->n;
	return ST_OK;
}

static struct where
above(struct make *m, const char *part, struct seen *s)
{
	struct error err = { 0 };
	struct where w;

	*s = (struct seen){ .b = &m->b };
	s->got = calloc(m->b.nitem, sizeof(*s->got));
	ck_assert_int_eq(
	    where_find(&m->b, make_find(m, part), &w, &err), ST_OK);
	ck_assert_int_eq(where_walk(&w, NULL, take, s, &err), ST_OK);
	return w;
}

static const struct got *
got(const struct make *m, const struct seen *s, const char *part)
{
	return &s->got[make_find(m, part)];
}

static void
parts_of_motor(struct make *m)
{
	/* MOTOR: 2 rotors of 8 magnets, 1 sensor of 1 magnet; a spare magnet
	 * for every 4 fans, and half a metre of wire in a sensor */
	make_init(m);
	make_item(m, "MAGNET", "10");
	make_item(m, "MOTOR", "1000");
	make_item(m, "ROTOR", "400");
	make_item(m, "SENSOR", "20")->flags |= ITEM_SHIPPED;
	make_item(m, "FAN", "50");
	make_item(m, "CASE", "50");
	make_use(m, "MOTOR", "ROTOR", "2");
	make_use(m, "MOTOR", "SENSOR", "1");
	make_use(m, "ROTOR", "MAGNET", "8");
	make_use(m, "SENSOR", "MAGNET", "1");
	make_use(m, "FAN", "MAGNET", "0.25");
	make_use(m, "FAN", "SENSOR", "0.5");
	make_use(m, "MOTOR", "CASE", "1");
}

START_TEST(each_item_above_has_its_total_and_its_ways)
{
	struct where w;
	struct seen s;
	struct make m;
	const struct above *a;

	parts_of_motor(&m);
	make_linked(&m);
	w = above(&m, "MAGNET", &s);
	ck_assert_uint_eq(w.n, 5);
	ck_assert_uint_eq(w.ndirect, 3);
	ck_assert_uint_eq(w.nproduct, 3);
	ck_assert_str_eq(got(&m, &s, "MAGNET")->low, "1");
	ck_assert_str_eq(got(&m, &s, "ROTOR")->low, "8");
	ck_assert_str_eq(got(&m, &s, "MOTOR")->low, "17");
	ck_assert_str_eq(got(&m, &s, "MOTOR")->high, "17");
	ck_assert_str_eq(got(&m, &s, "MOTOR")->paths, "2");
	ck_assert_str_eq(got(&m, &s, "FAN")->low, "3/4");
	ck_assert_str_eq(got(&m, &s, "FAN")->paths, "2");
	ck_assert(got(&m, &s, "MOTOR")->product);
	ck_assert(!got(&m, &s, "MOTOR")->direct);
	ck_assert(got(&m, &s, "SENSOR")->product);
	ck_assert(got(&m, &s, "SENSOR")->direct);
	ck_assert(!got(&m, &s, "ROTOR")->product);
	ck_assert_uint_eq(got(&m, &s, "CASE")->at, 0);
	/* what holds stands behind what is held */
	ck_assert_uint_lt(got(&m, &s, "ROTOR")->at, got(&m, &s, "MOTOR")->at);
	a = &w.above[w.index[make_find(&m, "MOTOR")]];
	ck_assert_uint_eq(w.above[a->via].item, make_find(&m, "ROTOR"));
	ck_assert_uint_eq(a->steps, 2);
	ck_assert(wide_cmp(a->heaviest, wide_of(16)) == 0);
	ck_assert(wide_cmp(a->about, wide_of(17)) == 0);
	free(s.got);
	where_free(&w);
	make_free(&m);
}
END_TEST

START_TEST(missing_quantity_has_no_upper_end_and_zero_is_no_use)
{
	struct where w;
	struct seen s;
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "Q", NULL);
	make_item(&m, "A", NULL);
	make_item(&m, "TOP", NULL);
	make_use(&m, "P", "A", "3");
	make_use(&m, "P", "A", "1")->qty = BOM_NONE;
	make_use(&m, "TOP", "P", "2");
	make_use(&m, "Q", "A", "0");
	make_linked(&m);
	w = above(&m, "A", &s);
	ck_assert_uint_eq(w.n, 3);
	ck_assert_str_eq(got(&m, &s, "P")->low, "3");
	ck_assert_str_eq(got(&m, &s, "P")->high, "endless");
	ck_assert_str_eq(got(&m, &s, "P")->paths, "2");
	ck_assert_str_eq(got(&m, &s, "TOP")->low, "6");
	ck_assert_str_eq(got(&m, &s, "TOP")->high, "endless");
	ck_assert_uint_eq(got(&m, &s, "Q")->at, 0);
	free(s.got);
	where_free(&w);
	make_free(&m);
}
END_TEST

/* One of three in one place of a pump: 4 seals, 1 valve of 3 seals, or none
 * of the kind; besides, 2 seals elsewhere. */
START_TEST(alternatives_leave_open_how_much_it_is)
{
	static const char *const part[] = { "SEAL", "VALVE", "PLUG" };
	static const char *const qty[] = { "4", "1", "1" };
	struct use_note note = { .from = DATE_NONE, .until = DATE_NONE };
	struct where w;
	struct seen s;
	struct make m;

	make_init(&m);
	make_item(&m, "PUMP", NULL);
	for (int i = 0; i < 3; i++)
		make_item(&m, part[i], NULL);
	make_item(&m, "CASE", NULL)->flags |= ITEM_PHANTOM;
	note.place = bom_text(&m.b, STR("place 1"));
	for (int i = 0; i < 3; i++) {
		uint32_t n = bom_note(&m.b, note);

		make_use(&m, "PUMP", part[i], qty[i])->note = n;
	}
	make_use(&m, "VALVE", "SEAL", "3");
	make_use(&m, "PUMP", "SEAL", "2");
	make_use(&m, "CASE", "PUMP", "0.5");
	make_linked(&m);
	w = above(&m, "SEAL", &s);
	ck_assert_str_eq(got(&m, &s, "PUMP")->low, "2");
	ck_assert_str_eq(got(&m, &s, "PUMP")->high, "6");
	ck_assert_str_eq(got(&m, &s, "PUMP")->paths, "3");
	ck_assert_str_eq(got(&m, &s, "VALVE")->low, "3");
	ck_assert_str_eq(got(&m, &s, "CASE")->low, "1");
	ck_assert_str_eq(got(&m, &s, "CASE")->high, "3");
	ck_assert(!got(&m, &s, "CASE")->product);
	ck_assert(wide_cmp(w.above[w.index[make_find(&m, "PUMP")]].about,
		      wide_of(6)) == 0);
	free(s.got);
	where_free(&w);
	make_free(&m);
}
END_TEST

START_TEST(item_that_nothing_uses_stands_alone)
{
	struct where w;
	struct seen s;
	struct make m;

	parts_of_motor(&m);
	make_linked(&m);
	w = above(&m, "MOTOR", &s);
	ck_assert_uint_eq(w.n, 1);
	ck_assert_uint_eq(w.ndirect, 0);
	ck_assert_uint_eq(w.nproduct, 1);
	ck_assert_str_eq(got(&m, &s, "MOTOR")->low, "1");
	free(s.got);
	where_free(&w);
	make_free(&m);
}
END_TEST

/* 26 items, each with one of every later one: 2^24 ways from first to last. */
START_TEST(ways_are_counted_and_never_walked)
{
	struct where w;
	struct seen s;
	struct make m;

	make_numbered(&m, 26);
	for (int i = 0; i < 26; i++)
		for (int k = i + 1; k < 26; k++)
			use_numbered(&m, i, k, "1");
	make_linked(&m);
	w = above(&m, "N25", &s);
	ck_assert_str_eq(got(&m, &s, "N0")->paths, "16777216");
	ck_assert_str_eq(got(&m, &s, "N0")->low, "16777216");
	ck_assert_uint_eq(w.ndirect, 25);
	free(s.got);
	where_free(&w);
	make_free(&m);
}
END_TEST

/* By eight up and down: what a fraction takes away comes back. */
START_TEST(chain_of_any_length_has_an_exact_quantity)
{
	enum { LEVELS = 100000 };
	const struct above *top;
	struct where w;
	struct seen s;
	struct make m;

	make_numbered(&m, LEVELS + 1);
	for (int i = 0; i < LEVELS; i++)
		use_numbered(&m, i, i + 1, i % 2 == 0 ? "8" : "0.125");
	use_numbered(&m, 0, LEVELS / 2, "0.001");
	make_linked(&m);
	w = above(&m, "N100000", &s);
	ck_assert_uint_eq(w.n, LEVELS + 1);
	top = &w.above[LEVELS];
	ck_assert_uint_eq(top->item, make_find(&m, "N0"));
	ck_assert_uint_eq(top->steps, LEVELS);
	ck_assert_uint_eq(w.above[top->foot].steps, WHERE_FOOT);
	ck_assert_str_eq(got(&m, &s, "N0")->low, "1001/1000");
	ck_assert_str_eq(got(&m, &s, "N0")->paths, "2");
	ck_assert_str_eq(got(&m, &s, "N1")->low, "1/8");
	ck_assert_str_eq(got(&m, &s, "N2")->low, "1");
	free(s.got);
	where_free(&w);
	make_free(&m);
}
END_TEST

START_TEST(number_too_long_is_refused_at_its_use)
{
	struct where w;
	struct seen s;
	struct error err = { 0 };
	char tiny[120];
	struct make m;

	make_numbered(&m, 4001);
	snprintf(tiny, sizeof(tiny), "0.%090d1", 0);
	for (int i = 0; i < 4000; i++)
		use_numbered(&m, i, i + 1, tiny);
	make_linked(&m);
	s = (struct seen){ .b = &m.b };
	s.got = calloc(m.b.nitem, sizeof(*s.got));
	ck_assert_int_eq(
	    where_find(&m.b, make_find(&m, "N4000"), &w, &err), ST_OK);
	ck_assert_int_eq(where_walk(&w, NULL, take, &s, &err), ST_RANGE);
	ck_assert_str_eq(err.at.file, "test.bom");
	ck_assert_uint_gt(err.at.line, 0);
	free(s.got);
	where_free(&w);
	make_free(&m);
}
END_TEST

START_TEST(only_what_is_chosen_is_told)
{
	struct error err = { 0 };
	bool *chosen;
	struct where w;
	struct seen s;
	struct make m;

	parts_of_motor(&m);
	make_linked(&m);
	s = (struct seen){ .b = &m.b };
	s.got = calloc(m.b.nitem, sizeof(*s.got));
	ck_assert_int_eq(
	    where_find(&m.b, make_find(&m, "MAGNET"), &w, &err), ST_OK);
	chosen = calloc(w.n, sizeof(*chosen));
	chosen[w.index[make_find(&m, "MOTOR")]] = true;
	ck_assert_int_eq(where_walk(&w, chosen, take, &s, &err), ST_OK);
	ck_assert_uint_eq(s.n, 1);
	ck_assert_str_eq(got(&m, &s, "MOTOR")->low, "17");
	free(chosen);
	free(s.got);
	where_free(&w);
	make_free(&m);
}
END_TEST

START_TEST(wide_numbers_go_where_doubles_do_not)
{
	struct wide x = wide_of(1), y = wide_of(1);

	for (int i = 0; i < 5000; i++) {
		x = wide_mul(x, wide_of(1e300));
		y = wide_mul(y, wide_of(1e-300));
	}
	ck_assert(wide_cmp(x, y) > 0);
	x = wide_mul(x, y);
	ck_assert_double_eq_tol(ldexp(x.m, (int)x.e), 1, 1e-9);
	ck_assert(wide_cmp(wide_mul(x, wide_of(0)), wide_of(0)) == 0);
	ck_assert(wide_cmp(wide_of(0), y) < 0);
	ck_assert(
	    wide_cmp(wide_add(wide_of(3), wide_of(0.5)), wide_of(3.5)) == 0);
	ck_assert(wide_cmp(wide_add(y, wide_of(1)), wide_of(1)) == 0);
	ck_assert(wide_cmp(wide_add(wide_of(0), wide_of(2)), wide_of(2)) == 0);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, each_item_above_has_its_total_and_its_ways);
	tcase_add_test(
	    tc, missing_quantity_has_no_upper_end_and_zero_is_no_use);
	tcase_add_test(tc, alternatives_leave_open_how_much_it_is);
	tcase_add_test(tc, item_that_nothing_uses_stands_alone);
	tcase_add_test(tc, ways_are_counted_and_never_walked);
	tcase_add_test(tc, chain_of_any_length_has_an_exact_quantity);
	tcase_add_test(tc, number_too_long_is_refused_at_its_use);
	tcase_add_test(tc, only_what_is_chosen_is_told);
	tcase_add_test(tc, wide_numbers_go_where_doubles_do_not);
}

int
main(void)
{
	return run_suite("where", add);
}
