/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of flip: by hand, and within what is affordable. */
#include "core/rules/flip.h"

#include "core/base/limits.h"
#include "core/rules/screen.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

#define RULE \
	"<rule id=\"r\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>" \
	"<presence of=\"all\" is=\"at-least\" limit=\"1 " \
	"g\"/></trigger></rule>"

static uint32_t
document(struct make *m, date_day date)
{
	struct declaration *d = bom_add_declaration(&m->b);

	d->date = date;
	return (uint32_t)m->b.ndecl - 1;
}

static void
find(struct flips *flips, struct court *c, struct make *m, struct arena *a)
{
	struct error err = { 0 };

	court_read(c, RULE);
	court_compile(c, &m->b, NULL);
	court_judge(c, &m->b);
	if (flips_find(flips, &c->j, &m->b, c->trace,
		screen_shipped(a, &m->b, NULL, 0), &err) != ST_OK)
		ck_abort_msg("%s", err.text);
}

/* Three readings of a magnet, of which 1 g is what a rule asks for. */
START_TEST(each_document_that_is_not_heard_is_tried_alone)
{
	struct flips flips;
	struct arena a = { 0 };
	struct court c;
	struct make m;

	make_init(&m);
	make_item(&m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "MID", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "MAG", "20")->flags |= ITEM_COMPLETE;
	make_use(&m, "TOP", "MID", "1");
	make_use(&m, "MID", "MAG", "2");
	make_line(&m, "MAG", "Dy", "0.4", false)->decl = document(&m, 20260103);
	make_line(&m, "MAG", "Dy", "0.5", false)->decl = document(&m, 20260102);
	make_line(&m, "MAG", "Dy", "1", false)->decl = document(&m, 20260101);
	make_linked(&m);
	find(&flips, &c, &m, &a);
	ck_assert_uint_eq(flips.n, 2);
	/* 2 x 0.5 g is enough in MID and TOP, 1 g in MAG too */
	ck_assert_uint_eq(flips.of[0].shipped, 1);
	ck_assert_uint_eq(flips.of[0].not_shipped, 1);
	ck_assert_uint_eq(flips.of[1].shipped, 1);
	ck_assert_uint_eq(flips.of[1].not_shipped, 2);
	ck_assert_uint_eq(flips.of[0].n, 1);
	ck_assert_uint_eq(
	    flips.flip[flips.of[0].first].item, make_find(&m, "TOP"));
	ck_assert_int_eq(flips.flip[flips.of[0].first].from, VERDICT_CLEAR);
	ck_assert_int_eq(flips.flip[flips.of[0].first].to, VERDICT_TRIGGERED);
	flips_free(&flips);
	court_close(&c);
	make_free(&m);
	arena_free(&a);
}
END_TEST

START_TEST(without_a_conflict_nothing_is_done)
{
	struct flips flips;
	struct arena a = { 0 };
	struct court c;
	struct make m;

	make_init(&m);
	make_item(&m, "MAG", "20");
	make_line(&m, "MAG", "Dy", "1", false);
	make_linked(&m);
	find(&flips, &c, &m, &a);
	ck_assert_uint_eq(flips.n, 0);
	ck_assert_ptr_null(flips.of);
	flips_free(&flips);
	court_close(&c);
	make_free(&m);
	arena_free(&a);
}
END_TEST

/* Every verdict lies just on the limit, where only exact numbers tell, at the
 * cost of a look at every item. */
START_TEST(what_would_take_too_long_is_left_untried)
{
	enum { ITEMS = 100000, DOCUMENTS = 60 };
	struct flips flips;
	struct arena a = { 0 };
	struct court c;
	struct make m;
	size_t tried;

	make_init(&m);
	make_item(&m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "MAG", "20")->flags |= ITEM_COMPLETE;
	make_use(&m, "TOP", "MAG", "0.1");
	for (int i = 0; i < ITEMS; i++) {
		char name[16];

		snprintf(name, sizeof(name), "X%d", i);
		make_item(&m, name, "1")->flags |= ITEM_COMPLETE;
	}
	make_line(&m, "MAG", "Dy", "1", false)->decl = document(&m, 20260103);
	for (int i = 0; i < DOCUMENTS; i++)
		make_line(&m, "MAG", "Dy", "10", false)->decl =
		    document(&m, 20260102);
	make_linked(&m);
	ck_assert_uint_eq(m.b.nconflict, DOCUMENTS);
	find(&flips, &c, &m, &a);
	tried = flips.n - flips.untried;
	ck_assert_uint_ge(tried, 1);
	ck_assert_uint_le(tried, 1 + LIMIT_FLIP_WORK / ITEMS);
	for (size_t k = 0; k < flips.n; k++)
		ck_assert_int_eq(flips.of[k].tried, k < tried);
	ck_assert_uint_eq(flips.of[0].shipped, 1);
	flips_free(&flips);
	court_close(&c);
	make_free(&m);
	arena_free(&a);
}
END_TEST

/* Each of many documents on one item is heard with all of them. */
START_TEST(many_documents_on_one_item_are_work_too)
{
	struct flips flips;
	struct arena a = { 0 };
	struct court c;
	struct make m;
	char mg[20];

	make_init(&m);
	make_item(&m, "MAG", "20");
	for (int i = 0; i < 3000; i++) {
		snprintf(mg, sizeof(mg), "0.%04d", i + 1);
		make_line(&m, "MAG", "Dy", mg, false)->decl =
		    document(&m, 20260103);
	}
	make_linked(&m);
	find(&flips, &c, &m, &a);
	ck_assert_uint_eq(flips.n, 2999);
	ck_assert(flips.of[0].tried);
	ck_assert_uint_le(
	    (flips.n - flips.untried) * 2 * 3000, LIMIT_FLIP_WORK);
	flips_free(&flips);
	court_close(&c);
	make_free(&m);
	arena_free(&a);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, each_document_that_is_not_heard_is_tried_alone);
	tcase_add_test(tc, without_a_conflict_nothing_is_done);
	tcase_add_test(tc, what_would_take_too_long_is_left_untried);
	tcase_add_test(tc, many_documents_on_one_item_are_work_too);
}

int
main(void)
{
	return run_suite("flip", add);
}
