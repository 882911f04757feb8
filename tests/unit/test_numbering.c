/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of numbering: which items share a line, and that it is theirs. */
#include "core/trace/trace.h"
#include "tests/unit/traced.h"

/*
 * A, of two leaves, and P, of A and a leaf: nothing is known of any of them.
 * Every other assembly differs from A in one thing.
 */
static const struct {
	const char *part;
	bool plain;
} items[] = {
	{ "LEAF", true }, { "OTHER", true }, { "A", true }, { "P", true },
	{ "NONE", false },    /* no piece of its part */
	{ "UNTOLD", false },  /* nobody knows how many */
	{ "CHOICE", false },  /* one part or the other */
	{ "WEIGHED", false }, /* it states a mass */
	{ "MAGNET", false },  /* and this one a form */
	{ "CLOSED", false },  /* nothing is in it but its parts */
	{ "HINTED", false },  /* its name points to rare earths */
	{ "SPOKEN", false },  /* somebody says something of it */
	{ "DY", false },      /* a leaf that holds something */
	{ "HOLDS", false },   /* it holds that leaf */
	{ "ABOVE", false },   /* and this one something that is weighed */
};
#define NITEM (sizeof(items) / sizeof(items[0]))

static void
make_product(struct make *m)
{
	make_init(m);
	for (size_t i = 0; i < NITEM; i++)
		make_item(m, items[i].part, i == 7 ? "50" : NULL); /* WEIGHED */
	make_use(m, "A", "LEAF", "2");
	make_use(m, "A", "OTHER", "0.001");
	make_use(m, "P", "A", "1000000");
	make_use(m, "P", "LEAF", "3");
	make_use(m, "NONE", "LEAF", "0");
	make_use(m, "UNTOLD", "LEAF", "1")->qty = BOM_NONE;
	for (int i = 0; i < 2; i++) {
		struct use *u =
		    make_use(m, "CHOICE", i == 0 ? "LEAF" : "OTHER", "1");
		struct use_note place = { .place = bom_text(&m->b, STR("1")) };

		u->note = bom_note(&m->b, place);
	}
	make_use(m, "WEIGHED", "A", "1");
	make_use(m, "MAGNET", "A", "1");
	make_use(m, "CLOSED", "A", "1");
	make_use(m, "HINTED", "A", "1");
	make_use(m, "SPOKEN", "A", "1");
	make_use(m, "HOLDS", "A", "1");
	make_use(m, "HOLDS", "DY", "1");
	make_use(m, "ABOVE", "A", "1");
	make_use(m, "ABOVE", "WEIGHED", "1");
	make_line(m, "SPOKEN", "Nd", "1", false)->scope = SCOPE_OWN;
	make_line(m, "DY", "Dy", "1", false);
	m->b.item[8].form = FORM_MAGNET;
	m->b.item[9].flags |= ITEM_COMPLETE;
	m->b.item[10].name = bom_text(&m->b, STR("Neodymium ring"));
	make_linked(m);
}

START_TEST(only_items_of_which_nothing_is_known_are_plain)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct make m;

	make_product(&m);
	ck_assert_int_eq(trace_run(&m.b, &plan, 1, &t, &f, &err), ST_OK);
	for (size_t i = 0; i < NITEM; i++)
		ck_assert_msg(trace_plain(t, make_find(&m, items[i].part)) ==
				  items[i].plain,
		    "%s", items[i].part);
	trace_free(t);
	findings_free(&f);
	make_free(&m);
}
END_TEST

/* In each column, by the exact roll-up, which knows of no plain items. */
START_TEST(all_plain_items_hold_the_same)
{
	struct make m;

	make_product(&m);
	for (size_t c = 0; c < 1 + NCHANNEL + NMARGIN; c++) {
		char first[400] = "";

		for (size_t i = 0; i < NITEM; i++) {
			char got[400];

			exact_text(&m, c, items[i].part, got);
			if (items[i].plain && first[0] == '\0')
				strcpy(first, got);
			if (items[i].plain)
				ck_assert_str_eq(got, first);
		}
	}
	make_free(&m);
}
END_TEST

/* What is asked of an item beyond its undisclosed mass tells it apart. */
START_TEST(a_price_counts_where_it_was_paid_for_the_material)
{
	struct channel paid = { .elements = ALL_ELEMENTS,
		.measure = MEASURE_PAID };
	const struct plan one = { .channel = &paid, .nchannel = 1 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct bounds x;
	struct item *it;
	struct make m;

	make_init(&m);
	it = make_item(&m, "PRICED", NULL);
	it->value = make_number(&m, "2");
	it->currency = paid.currency = bom_text(&m.b, STR("USD"));
	make_item(&m, "LEAF", NULL);
	make_linked(&m);
	ck_assert_int_eq(trace_run(&m.b, &one, 1, &t, &f, &err), ST_OK);
	ck_assert(!trace_plain(t, make_find(&m, "PRICED")));
	trace_bounds(t, COLUMN_CHANNEL(0), make_find(&m, "PRICED"), &x);
	ck_assert(x.lo == 0 && x.hi == 2);
	trace_bounds(t, COLUMN_CHANNEL(0), make_find(&m, "LEAF"), &x);
	ck_assert(x.lo == 0 && !isfinite(x.hi));
	trace_free(t);
	findings_free(&f);
	make_free(&m);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, only_items_of_which_nothing_is_known_are_plain);
	tcase_add_test(t, all_plain_items_hold_the_same);
	tcase_add_test(t, a_price_counts_where_it_was_paid_for_the_material);
}

int
main(void)
{
	return run_suite("numbering", add);
}
