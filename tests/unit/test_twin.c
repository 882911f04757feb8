/* SPDX-License-Identifier: Apache-2.0 */
/* test_twin - parts that are there twice: as they are, and from elsewhere. */
#include "core/bom/link/twin.h"

#include "core/trace/trace.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdlib.h>

static const struct elsewhere au = { .country = "AU", .decl = BOM_NONE };

/* TOP holds 2 of BOX and 1 MAG, BOX 3 MAG; MAG holds 1 g Dy from China. */
static void
product(struct make *m)
{
	make_init(m);
	make_item(m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(m, "BOX", NULL)->flags |= ITEM_COMPLETE;
	make_item(m, "MAG", "10")->flags |= ITEM_COMPLETE | ITEM_SHIPPED;
	make_line(m, "MAG", "Dy", "1", false);
	make_origin(m, "MAG", STAGE_MINING, "CN", "1");
	make_use(m, "TOP", "BOX", "2");
	make_use(m, "TOP", "MAG", "1");
	make_use(m, "BOX", "MAG", "3");
	make_linked(m);
}

/* The Dy that is mined in China, and all of it. */
static void
ck_dy(const struct bom *b, uint32_t item, double chinese, double all)
{
	struct channel ch[2] = { { .elements = make_elements("Dy"),
				     .measure = MEASURE_MASS,
				     .policy = POLICY_ANY_STAGE,
				     .stages = 1u << STAGE_MINING,
				     .country = { "CN" } },
		{ .elements = make_elements("Dy"),
		    .measure = MEASURE_MASS,
		    .policy = POLICY_EVERY } };
	const struct plan plan = { .channel = ch, .nchannel = 2 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct bounds x;

	ck_assert_int_eq(trace_run(b, &plan, 1, &t, &f, &err), ST_OK);
	trace_bounds(t, COLUMN_CHANNEL(0), item, &x);
	ck_assert_msg(x.lo >= chinese && x.lo <= chinese && x.hi <= chinese,
	    "%g..%g", x.lo, x.hi);
	trace_bounds(t, COLUMN_CHANNEL(1), item, &x);
	ck_assert_msg(x.lo >= all && x.hi <= all, "%g..%g", x.lo, x.hi);
	trace_free(t);
	findings_free(&f);
}

static void
twins(struct make *m, struct twins *t, const char *part)
{
	uint8_t *mark = calloc(m->b.nitem + 1, 1);

	ck_assert_ptr_nonnull(mark);
	mark[make_find(m, part)] = 1;
	ck_assert(twins_make(t, &m->b, mark, au));
	free(mark);
}

START_TEST(a_whole_of_twins_holds_the_same_from_elsewhere)
{
	struct make m;
	struct twins t;
	uint32_t box, top;

	product(&m);
	box = make_find(&m, "BOX");
	top = make_find(&m, "TOP");
	twins(&m, &t, "MAG");
	ck_assert_uint_eq(t.bom.nitem, m.b.nitem + 1);
	ck_dy(&t.bom, top, 7, 7);
	twins_use(&t, &m.b, box, true);
	ck_dy(&t.bom, top, 1, 7);
	ck_dy(&t.bom, box, 0, 3);
	ck_dy(&t.bom, make_find(&m, "MAG"), 1, 1);
	twins_use(&t, &m.b, box, false);
	ck_dy(&t.bom, top, 7, 7);
	ck_assert_uint_eq(t.bom.item[3].flags & ITEM_SHIPPED, 0);
	twins_free(&t);
	ck_dy(&m.b, top, 7, 7);
	make_free(&m);
}
END_TEST

START_TEST(twins_that_are_kept_have_part_numbers_of_their_own)
{
	struct make m;
	struct twins t;

	product(&m);
	for (int k = 0; k < 2; k++) {
		twins(&m, &t, "MAG");
		twins_use(&t, &m.b, make_find(&m, "BOX"), true);
		ck_assert(twins_keep(&t, &m.b, "AU"));
		twins_free(&t);
		ck_dy(&m.b, make_find(&m, "TOP"), 1, 7);
	}
	ck_assert_uint_eq(m.b.nitem, 5);
	ck_assert(str_is(bom_part(&m.b, 3), "MAG (AU)"));
	ck_assert(str_is(bom_part(&m.b, 4), "MAG (AU 2)"));
	make_free(&m);
}
END_TEST

START_TEST(whose_technology_was_used_stays_said)
{
	struct origin o = { .country = "CN", .technology = "CN" };
	struct elsewhere e = au;

	ck_assert(elsewhere_keeps(&e, &o));
	ck_assert_str_eq(o.country, "");
	ck_assert_str_eq(o.technology, "CN");
	e.technology = true;
	ck_assert(!elsewhere_keeps(&e, &o));
	ck_assert_str_eq(elsewhere_origin(&e, 1).technology, "AU");
	o.technology[0] = '\0';
	e.technology = false;
	ck_assert(!elsewhere_keeps(&e, &o));
	ck_assert_str_eq(elsewhere_origin(&e, 1).technology, "");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_whole_of_twins_holds_the_same_from_elsewhere);
	tcase_add_test(tc, twins_that_are_kept_have_part_numbers_of_their_own);
	tcase_add_test(tc, whose_technology_was_used_stays_said);
}

int
main(void)
{
	return run_suite("twin", add);
}
