/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of extract: a part of a product holds what it holds in the whole. */
#include "core/bom/link/extract.h"

#include "core/trace/trace.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

static const struct channel from_cn = { .elements = ALL_ELEMENTS,
	.policy = POLICY_ANY_STAGE,
	.country = { "CN" } };
static const struct plan plan = { &from_cn, 1, NULL, 0 };

/* P1 and P2 share ROTOR; only P2 has the PAD. */
static void
two_products(struct make *m)
{
	make_init(m);
	make_item(m, "P1", "500");
	make_item(m, "PAD", "7");
	make_item(m, "P2", "900");
	make_item(m, "MAG", "10");
	make_item(m, "ROTOR", NULL)->flags |= ITEM_COMPLETE;
	make_use(m, "P1", "ROTOR", "2");
	make_use(m, "P2", "ROTOR", "3");
	make_use(m, "P2", "PAD", "1");
	make_use(m, "ROTOR", "MAG", "4");
	make_line(m, "MAG", "Dy", "[1,2]", false);
	make_complete(m, "MAG");
	make_origin(m, "MAG", STAGE_MINING, "CN", "1");
	make_origin(m, "PAD", STAGE_MINING, "JP", "1");
	make_linked(m);
}

static void
amount(const struct bom *b, uint32_t item, struct exact *x)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;

	ck_assert_int_eq(trace_run(b, &plan, 1, &t, &f, &err), ST_OK);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_CHANNEL(0), &item, 1, x, &err), ST_OK);
	trace_free(t);
	findings_free(&f);
}

static const enum extract_order orders[] = { EXTRACT_AS_GIVEN,
	EXTRACT_BY_LEVEL };

START_TEST(the_part_is_as_it_was)
{
	struct exact whole, part;
	struct extract x;
	struct make m;
	uint32_t p1, i;
	size_t size;

	two_products(&m);
	p1 = make_find(&m, "P1");
	ck_assert(extract_size(&m.b, &p1, 1, &size));
	ck_assert_uint_eq(size, 3 + 2);
	ck_assert(extract_make(&x, &m.b, &p1, 1, orders[_i]));
	ck_assert_uint_eq(x.bom.nitem, 3);
	ck_assert_uint_eq(x.bom.nuse, 2);
	ck_assert_uint_eq(x.bom.ncontent, 2);
	ck_assert_uint_eq(x.to[make_find(&m, "PAD")], BOM_NONE);
	ck_assert_uint_eq(x.to[make_find(&m, "P2")], BOM_NONE);
	exact_init(&whole);
	exact_init(&part);
	for (i = 0; i < x.bom.nitem; i++) {
		ck_assert_uint_eq(x.to[x.item[i]], i);
		ck_assert(
		    str_eq(bom_part(&x.bom, i), bom_part(&m.b, x.item[i])));
		amount(&m.b, x.item[i], &whole);
		amount(&x.bom, i, &part);
		ck_assert(mpq_equal(whole.lo, part.lo) != 0);
		ck_assert(mpq_equal(whole.hi, part.hi) != 0);
	}
	for (i = 0; i + 1 < x.bom.nitem; i++)
		if (orders[_i] == EXTRACT_BY_LEVEL)
			ck_assert_uint_eq(x.bom.order[i], i);
		else
			ck_assert_uint_lt(x.item[i], x.item[i + 1]);
	for (i = 0; i < x.bom.nuse; i++) {
		const struct use *u = &x.bom.use[i], *v = &m.b.use[x.use[i]];

		ck_assert_uint_eq(x.item[u->parent], v->parent);
		ck_assert_uint_eq(x.item[u->child], v->child);
		ck_assert_uint_eq(u->qty, v->qty);
	}
	/* the whole is as it was */
	amount(&m.b, make_find(&m, "P2"), &whole);
	ck_assert_int_eq(mpq_cmp_ui(whole.lo, 12, 1), 0);
	exact_clear(&whole);
	exact_clear(&part);
	extract_free(&x);
	make_free(&m);
}
END_TEST

START_TEST(nothing_asked_for_is_nothing)
{
	struct extract x;
	struct make m;
	size_t size = 1;

	two_products(&m);
	ck_assert(extract_size(&m.b, NULL, 0, &size));
	ck_assert_uint_eq(size, 0);
	ck_assert(extract_make(&x, &m.b, NULL, 0, orders[_i]));
	ck_assert_uint_eq(x.bom.nitem, 0);
	ck_assert_uint_eq(x.bom.nlevel, 0);
	extract_free(&x);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, the_part_is_as_it_was, 0, 2);
	tcase_add_loop_test(tc, nothing_asked_for_is_nothing, 0, 2);
}

int
main(void)
{
	return run_suite("extract", add);
}
