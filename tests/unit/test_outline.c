/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of outline and amounts: which lines a tree has, and what they hold. */
#include "core/report/trace/outline.h"

#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

#define RULE \
	"<rule id=\"r\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>" \
	"<presence of=\"all\" origin=\"o\" is=\"above\" limit=\"0 g\" " \
	"clause=\"a\"/></trigger></rule>"

/* A product with its amounts, and an outline of it. */
struct told {
	struct make m;
	struct court court;
	struct checked c;
	struct amounts amounts;
	struct outline o;
	uint32_t root;
	char text[4000]; /* the lines */
};

static void
told_open(struct told *t, const char *root)
{
	static const struct compile_options options = {
		.report = true, .no_rules = true, .sum_only = true
	};
	struct error err = { 0 };
	size_t column[HELD_COUNT];

	make_linked(&t->m);
	court_read(&t->court, RULE);
	court_compile(&t->court, &t->m.b, &options);
	ck_assert_int_eq(trace_run(&t->m.b, &t->court.book.plan, 1,
			     &t->court.trace, &t->court.f, &err),
	    ST_OK);
	t->c = (struct checked){
		.bom = &t->m.b, .book = &t->court.book, .trace = t->court.trace
	};
	column[HELD_MASS] = COLUMN_MASS;
	column[HELD_EVERY] = t->court.book.report.every[NELEM];
	column[HELD_ORIGIN] = t->court.book.report.origin[NELEM];
	ck_assert_int_eq(
	    amounts_open(&t->amounts, &t->c, column, HELD_COUNT, &err), ST_OK);
	t->root = make_find(&t->m, root);
	t->o = (struct outline){ .amounts = &t->amounts,
		.root = &t->root,
		.nroot = 1,
		.depth = SIZE_MAX,
		.most = SIZE_MAX,
		.collapse = true };
}

static void
told_close(struct told *t)
{
	amounts_free(&t->amounts);
	court_close(&t->court);
	make_free(&t->m);
}

/* Each line as "LEVEL PART", with what is special about it. */
static const char *
lines(struct told *t)
{
	static const char *const kind[] = { "", " again", " cut", "none",
		"more" };
	struct error err = { 0 };
	struct line l;
	size_t used = 0;

	t->text[0] = '\0';
	ck_assert_int_eq(outline_begin(&t->o, &err), ST_OK);
	while (outline_next(&t->o, &l, &err)) {
		struct str part =
		    l.item != BOM_NONE ? bom_part(&t->m.b, l.item) : STR("");

		used += (size_t)snprintf(t->text + used, sizeof(t->text) - used,
		    "%zu %s%.*s%s", l.level,
		    l.other    ? "or "
		    : l.choice ? "either "
			       : "",
		    STR_ARG(part), kind[l.kind]);
		if (l.n > 0)
			used += (size_t)snprintf(t->text + used,
			    sizeof(t->text) - used, " %zu", l.n);
		used += (size_t)snprintf(
		    t->text + used, sizeof(t->text) - used, "\n");
	}
	ck_assert_int_eq(err.code, ST_OK);
	outline_end(&t->o);
	return t->text;
}

/* Two arms of one kind with a magnet each, a plate, an undeclared pad. */
static void
machine(struct told *t)
{
	memset(t, 0, sizeof(*t));
	make_init(&t->m);
	make_item(&t->m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&t->m, "ARM", NULL)->flags |= ITEM_COMPLETE;
	make_item(&t->m, "MAGNET", "10");
	make_item(&t->m, "PLATE", "100");
	make_item(&t->m, "PAD", "5");
	make_complete(&t->m, "MAGNET");
	make_complete(&t->m, "PLATE");
	make_line(&t->m, "MAGNET", "Nd", "0.3", true);
	make_line(&t->m, "MAGNET", "Dy", "[0.01,0.02)", true);
	make_origin(&t->m, "MAGNET", STAGE_MINING, "CN", "1");
	make_use(&t->m, "TOP", "ARM", "1");
	make_use(&t->m, "TOP", "PLATE", "2");
	make_use(&t->m, "TOP", "PAD", "1");
	make_use(&t->m, "TOP", "ARM", "1");
	make_use(&t->m, "ARM", "MAGNET", "3");
	make_use(&t->m, "ARM", "PLATE", "1");
}

START_TEST(parts_are_told_once_and_what_holds_nothing_is_counted)
{
	struct told t;

	machine(&t);
	told_open(&t, "TOP");
	ck_assert_str_eq(lines(&t), "0 TOP\n"
				    "1 ARM\n"
				    "2 MAGNET\n"
				    "2 none 1\n"
				    "1 PAD\n"
				    "1 ARM again\n"
				    "1 none 1\n");
	t.o.collapse = false;
	ck_assert_str_eq(lines(&t), "0 TOP\n"
				    "1 ARM\n"
				    "2 MAGNET\n"
				    "2 PLATE\n"
				    "1 PLATE\n"
				    "1 PAD\n"
				    "1 ARM again\n");
	t.o.depth = 1;
	ck_assert_str_eq(lines(&t), "0 TOP\n"
				    "1 ARM cut 2\n"
				    "1 PLATE\n"
				    "1 PAD\n"
				    "1 ARM cut 2\n");
	t.o.depth = 0;
	ck_assert_str_eq(lines(&t), "0 TOP cut 4\n");
	told_close(&t);
}
END_TEST

START_TEST(what_surely_holds_something_goes_before_what_may)
{
	char part[16];
	struct told t;

	machine(&t);
	for (int i = 0; i < 50; i++) {
		snprintf(part, sizeof(part), "X%d", i);
		make_item(&t.m, part, "1");
		make_use(&t.m, "ARM", part, "1");
		if (i < 47)
			continue;
		make_line(&t.m, part, "Nd", "1", false);
		make_complete(&t.m, part);
	}
	told_open(&t, "ARM");
	t.o.most = 5;
	ck_assert_str_eq(lines(&t), "0 ARM\n"
				    "1 MAGNET\n"
				    "1 X0\n"
				    "1 X47\n"
				    "1 X48\n"
				    "1 X49\n"
				    "1 more 46\n"
				    "1 none 1\n");
	t.o.most = 2;
	ck_assert_str_eq(lines(&t), "0 ARM\n"
				    "1 MAGNET\n"
				    "1 X47\n"
				    "1 more 49\n"
				    "1 none 1\n");
	told_close(&t);
}
END_TEST

START_TEST(alternatives_stand_together_and_are_shown_as_such)
{
	struct use_note note = { .from = DATE_NONE, .until = DATE_NONE };
	struct told t;
	uint32_t n;

	machine(&t);
	note.place = bom_text(&t.m.b, STR("place"));
	n = bom_note(&t.m.b, note);
	make_use(&t.m, "TOP", "PLATE", "1")->note = n;
	make_use(&t.m, "TOP", "MAGNET", "1")->note = n;
	told_open(&t, "TOP");
	ck_assert_str_eq(lines(&t), "0 TOP\n"
				    "1 ARM\n"
				    "2 MAGNET\n"
				    "2 none 1\n"
				    "1 PAD\n"
				    "1 ARM again\n"
				    "1 either PLATE\n"
				    "1 or MAGNET\n"
				    "1 none 1\n");
	told_close(&t);
}
END_TEST

START_TEST(depth_costs_a_frame_and_no_call)
{
	enum { LEVELS = 100000 };
	struct error err = { 0 };
	char a[16], b[16];
	size_t n = 0;
	struct told t;
	struct line l;

	memset(&t, 0, sizeof(t));
	make_init(&t.m);
	for (int i = 0; i <= LEVELS; i++) {
		snprintf(a, sizeof(a), "P%d", i);
		snprintf(b, sizeof(b), "P%d", i - 1);
		make_item(&t.m, a, NULL);
		if (i > 0)
			make_use(&t.m, b, a, "1");
	}
	told_open(&t, "P0");
	ck_assert_int_eq(outline_begin(&t.o, &err), ST_OK);
	while (outline_next(&t.o, &l, &err)) {
		ck_assert_uint_eq(l.level, n++);
		ck_assert(!outline_follows(&t.o, l.level));
	}
	ck_assert_uint_eq(n, LEVELS + 1);
	outline_end(&t.o);
	told_close(&t);
}
END_TEST

static void
holds(struct told *t, size_t k, const char *part, const char *want)
{
	const struct measure_of mass = { .kind = AMOUNT_MASS };
	char text[AMOUNT_RANGE];
	struct exact x;

	exact_init(&x);
	amounts_get(&t->amounts, k, make_find(&t->m, part), &x);
	amount_range(text, &x, &mass);
	ck_assert_str_eq(text, want);
	exact_clear(&x);
}

START_TEST(amounts_are_the_same_from_doubles_and_exactly)
{
	struct error err = { 0 };
	uint32_t items[2];
	struct told t;

	machine(&t);
	told_open(&t, "TOP");
	for (int exactly = 0; exactly < 2; exactly++) {
		/* 6 magnets of 10 g and 3 plates of 100 g in TOP, a pad of
		 * 5 g: 60 + 200 + 2 * 100 + 5 */
		holds(&t, HELD_MASS, "TOP", "465 g");
		holds(&t, HELD_EVERY, "TOP", "18.6 g to below 24.2 g");
		holds(&t, HELD_ORIGIN, "ARM", "9.3 g to below 9.6 g");
		holds(&t, HELD_ORIGIN, "PAD", "at most 5 g");
		holds(&t, HELD_EVERY, "PLATE", "none");
		items[0] = make_find(&t.m, "TOP");
		items[1] = make_find(&t.m, "ARM");
		if (exactly == 0)
			ck_assert_int_eq(
			    amounts_keep(&t.amounts, items, 2, &err), ST_OK);
	}
	ck_assert_uint_eq(t.amounts.nkept, 2);
	ck_assert(
	    amounts_none(&t.amounts, HELD_EVERY, make_find(&t.m, "PLATE")));
	ck_assert(
	    !amounts_none(&t.amounts, HELD_EVERY, make_find(&t.m, "PAD")));
	ck_assert(
	    !amounts_some(&t.amounts, HELD_EVERY, make_find(&t.m, "PAD")));
	ck_assert(amounts_some(&t.amounts, HELD_EVERY, make_find(&t.m, "TOP")));
	told_close(&t);
}
END_TEST

START_TEST(end_of_a_double_is_short_or_outwards)
{
	char text[NUM_TEXT];
	mpq_t q;

	mpq_init(q);
	amounts_end(q, 0.1 + 0.2, 1e-16, NUM_DOWN);
	num_format_exact(text, q);
	ck_assert_str_eq(text, "0.3");
	amounts_end(q, 1.0 / 3, 1e-14, NUM_UP);
	ck_assert_double_gt(mpq_get_d(q), 1.0 / 3);
	amounts_end(q, 1.0 / 3, 1e-14, NUM_DOWN);
	ck_assert_double_lt(mpq_get_d(q), 1.0 / 3);
	mpq_clear(q);
}
END_TEST

START_TEST(subject_is_told_in_words)
{
	const struct origin_rule other = { .country = { "AU", "CA" } };
	const struct origin_rule chinese = { .country = { "CN" } };
	char text[60];

	amounts_origin(text, sizeof(text), &chinese);
	ck_assert_str_eq(text, "of Chinese origin");
	amounts_origin(text, sizeof(text), &other);
	ck_assert_str_eq(text, "from AU or CA");
	amounts_origin(text, sizeof(text), NULL);
	ck_assert_str_eq(text, "");
	amounts_elements(text, sizeof(text), 0);
	ck_assert_str_eq(text, "rare earths");
	amounts_elements(text, sizeof(text), make_elements("Dy"));
	ck_assert_str_eq(text, "Dy");
	amounts_elements(text, sizeof(text), make_elements("Dy,Nd,Tb"));
	ck_assert_str_eq(text, "Nd, Tb and Dy");
}
END_TEST

static void
add(TCase *tc)
{
	xml_start();
	tcase_add_test(
	    tc, parts_are_told_once_and_what_holds_nothing_is_counted);
	tcase_add_test(tc, what_surely_holds_something_goes_before_what_may);
	tcase_add_test(tc, alternatives_stand_together_and_are_shown_as_such);
	tcase_add_test(tc, depth_costs_a_frame_and_no_call);
	tcase_add_test(tc, amounts_are_the_same_from_doubles_and_exactly);
	tcase_add_test(tc, end_of_a_double_is_short_or_outwards);
	tcase_add_test(tc, subject_is_told_in_words);
}

int
main(void)
{
	return run_suite("outline", add);
}
