/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of ways: the heaviest of all ways, and none of them walked in vain. */
#include "core/trace/ways.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

static const struct channel sum = { .elements = ALL_ELEMENTS };
static const struct plan plan = { &sum, 1, NULL, 0 };

/* The ways from one item to another. */
struct sought {
	struct trace *t;
	struct explanation e;
	struct ways w;
	uint32_t share; /* of the item */
};

static void
seek(struct sought *s, struct make *m, const char *from, const char *to,
    size_t most)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	uint32_t item = make_find(m, to);

	ck_assert_int_eq(trace_run(&m->b, &plan, 1, &s->t, &f, &err), ST_OK);
	ck_assert_int_eq(
	    explain_about(s->t, COLUMN_MASS, make_find(m, from), &s->e, &err),
	    ST_OK);
	s->share = BOM_NONE;
	for (uint32_t i = 0; i < s->e.n; i++)
		if (s->e.share[i].item == item)
			s->share = i;
	ck_assert_uint_ne(s->share, BOM_NONE);
	ck_assert_int_eq(
	    ways_find(&s->w, &m->b, &s->e, &s->share, 1, most, &err), ST_OK);
	findings_free(&f);
}

static void
sought_free(struct sought *s)
{
	ways_free(&s->w);
	explanation_free(&s->e);
	trace_free(s->t);
}

/* "A > 2 B > 3 C = 6" */
static void
way(const struct sought *s, const struct make *m, size_t rank, char out[300])
{
	size_t n = ways_length(&s->w, s->share, rank), used;
	uint32_t *use = calloc(n + 1, sizeof(*use));
	const struct bom *b = &m->b;
	mpq_t q, view;

	ways_uses(&s->w, s->share, rank, use);
	used = (size_t)snprintf(
	    out, 300, "%.*s", STR_ARG(bom_part(b, s->e.share[0].item)));
	mpq_init(q);
	for (size_t i = 0; i < n; i++) {
		const struct use *u = &b->use[use[i]];
		char number[NUM_TEXT] = "?";

		if (u->qty != BOM_NONE) {
			numtab_view(&b->num, u->qty, view);
			num_format_exact(number, view);
		}
		used += (size_t)snprintf(out + used, 300 - used, " > %s %.*s",
		    number, STR_ARG(bom_part(b, u->child)));
	}
	if (ways_quantity(b, use, n, q)) {
		char number[NUM_TEXT];

		num_format_exact(number, q);
		snprintf(out + used, 300 - used, " = %s", number);
	}
	mpq_clear(q);
	free(use);
}

START_TEST(heaviest_ways_come_first_and_no_more_than_asked)
{
	struct sought s;
	char text[300];
	struct make m;

	make_init(&m);
	make_item(&m, "A", NULL);
	make_item(&m, "B", NULL);
	make_item(&m, "C", NULL);
	make_item(&m, "D", NULL);
	make_use(&m, "A", "B", "2");
	make_use(&m, "A", "C", "5");
	make_use(&m, "B", "D", "3");
	make_use(&m, "C", "D", "0.5");
	make_use(&m, "C", "D", "4");
	make_use(&m, "A", "D", "0");
	make_use(&m, "B", "C", "1");
	make_linked(&m);
	seek(&s, &m, "A", "D", 3);
	ck_assert_uint_eq(ways_count(&s.w, s.share), 3);
	way(&s, &m, 0, text);
	ck_assert_str_eq(text, "A > 5 C > 4 D = 20");
	way(&s, &m, 1, text);
	ck_assert_str_eq(text, "A > 2 B > 1 C > 4 D = 8");
	way(&s, &m, 2, text);
	ck_assert_str_eq(text, "A > 2 B > 3 D = 6");
	sought_free(&s);
	seek(&s, &m, "A", "D", 9);
	ck_assert_uint_eq(ways_count(&s.w, s.share), 5);
	way(&s, &m, 4, text);
	ck_assert_str_eq(text, "A > 2 B > 1 C > 0.5 D = 1");
	sought_free(&s);
	seek(&s, &m, "D", "D", 2);
	ck_assert_uint_eq(ways_count(&s.w, s.share), 1);
	ck_assert_uint_eq(ways_length(&s.w, s.share, 0), 0);
	sought_free(&s);
	make_free(&m);
}
END_TEST

START_TEST(missing_quantity_is_one_and_the_product_not_known)
{
	struct sought s;
	char text[300];
	struct make m;

	make_init(&m);
	make_item(&m, "A", NULL);
	make_item(&m, "B", NULL);
	make_item(&m, "C", NULL);
	make_use(&m, "A", "B", "1")->qty = BOM_NONE;
	make_use(&m, "A", "C", "0.5");
	make_use(&m, "B", "C", "2");
	make_linked(&m);
	seek(&s, &m, "A", "C", 3);
	ck_assert_uint_eq(ways_count(&s.w, s.share), 2);
	way(&s, &m, 0, text);
	ck_assert_str_eq(text, "A > ? B > 2 C");
	way(&s, &m, 1, text);
	ck_assert_str_eq(text, "A > 0.5 C = 0.5");
	sought_free(&s);
	make_free(&m);
}
END_TEST

/* 2^200 ways through a ladder, and products far beyond doubles. */
START_TEST(ladder_of_any_height_has_its_best_ways)
{
	enum { RUNGS = 2000 };
	struct sought s;
	char a[16], b[16];
	struct make m;
	uint32_t *use;

	make_init(&m);
	for (int i = 0; i <= RUNGS; i++) {
		snprintf(a, sizeof(a), "N%d", i);
		make_item(&m, a, NULL)->flags |= ITEM_COMPLETE;
	}
	for (int i = 0; i < RUNGS; i++) {
		snprintf(a, sizeof(a), "N%d", i);
		snprintf(b, sizeof(b), "N%d", i + 1);
		make_use(&m, a, b, i == 7 ? "998" : "999");
		make_use(&m, a, b, i == 7 ? "999" : "500");
	}
	make_linked(&m);
	snprintf(b, sizeof(b), "N%d", RUNGS);
	seek(&s, &m, "N0", b, 2);
	ck_assert_uint_eq(ways_count(&s.w, s.share), 2);
	ck_assert_uint_eq(ways_length(&s.w, s.share, 0), RUNGS);
	use = calloc(RUNGS, sizeof(*use));
	for (size_t rank = 0; rank < 2; rank++) {
		ways_uses(&s.w, s.share, rank, use);
		for (int i = 0; i < RUNGS; i++) {
			double q = m.b.num.num[m.b.use[use[i]].qty].lo;

			ck_assert_double_eq(q, i == 7 && rank == 1 ? 998 : 999);
		}
	}
	free(use);
	sought_free(&s);
	make_free(&m);
}
END_TEST

/* ---- against all ways of small random products */

static uint64_t state;

static unsigned
pick(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

static double all[4000];
static size_t nall;

static void
walk(const struct bom *b, uint32_t from, uint32_t to, double q)
{
	if (from == to)
		all[nall++] = q;
	for (uint32_t k = b->use_start[from]; k < b->use_start[from + 1]; k++)
		if (b->use[k].qty != NUM_ZERO)
			walk(b, b->use[k].child, to,
			    q * b->num.num[b->use[k].qty].lo);
}

static int
descending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x > y ? -1 : x < y;
}

START_TEST(best_are_the_best_of_all)
{
	static const char *const qty[] = { "1", "2", "3", "7", "0.5", "0.1" };
	size_t compared = 0;

	for (uint64_t round = 0; round < 300; round++) {
		char a[16], b[16];
		struct sought s;
		struct make m;
		uint32_t *use;
		mpq_t q;

		state = round * 91 + 1;
		make_init(&m);
		for (int i = 0; i < 7; i++) {
			snprintf(a, sizeof(a), "N%d", i);
			make_item(&m, a, NULL);
		}
		for (int i = 0; i < 16; i++) {
			unsigned p = pick(6), c = p + 1 + pick(6 - p);

			snprintf(a, sizeof(a), "N%u", p);
			snprintf(b, sizeof(b), "N%u", c);
			make_use(&m, a, b, qty[pick(6)]);
		}
		make_use(&m, "N0", "N6", "1");
		make_linked(&m);
		seek(&s, &m, "N0", "N6", 4);
		nall = 0;
		walk(&m.b, make_find(&m, "N0"), make_find(&m, "N6"), 1);
		qsort(all, nall, sizeof(all[0]), descending);
		ck_assert_uint_eq(
		    ways_count(&s.w, s.share), nall < 4 ? nall : 4);
		use = calloc(m.b.nitem + 1, sizeof(*use));
		mpq_init(q);
		for (size_t r = 0; r < ways_count(&s.w, s.share); r++) {
			ways_uses(&s.w, s.share, r, use);
			ck_assert(ways_quantity(
			    &m.b, use, ways_length(&s.w, s.share, r), q));
			ck_assert_double_eq_tol(
			    mpq_get_d(q), all[r], 1e-9 * all[r]);
			compared++;
		}
		mpq_clear(q);
		free(use);
		sought_free(&s);
		make_free(&m);
	}
	ck_assert_uint_gt(compared, 600);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, heaviest_ways_come_first_and_no_more_than_asked);
	tcase_add_test(tc, missing_quantity_is_one_and_the_product_not_known);
	tcase_add_test(tc, ladder_of_any_height_has_its_best_ways);
	tcase_add_test(tc, best_are_the_best_of_all);
}

int
main(void)
{
	return run_suite("ways", add);
}
