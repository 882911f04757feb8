/* SPDX-License-Identifier: Apache-2.0 */
/* test_link - references, uses, units and the order of items. */
#include "core/bom/link/link.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

START_TEST(missing_child_is_named_at_its_use)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_use(&m, "P", "GONE", "1");
	make_refused(&m, ST_REF, 2, "\"GONE\" is no item of this product");
}
END_TEST

START_TEST(duplicate_item_names_the_first)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "P", NULL);
	make_refused(&m, ST_DUPLICATE, 2, "first at test.bom:1");
}
END_TEST

START_TEST(bare_reference_to_two_makers_is_ambiguous)
{
	const struct str none = { "", 0 };
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	bom_add_item(&m.b, STR("X"), STR("ACME"), none, make_place(&m));
	bom_add_item(&m.b, STR("X"), STR("Beta"), none, make_place(&m));
	make_use(&m, "P", "X", "1");
	make_refused(&m, ST_REF, 4, "names 2 items (test.bom:2, test.bom:3)");
}
END_TEST

/* A use of a child by P from a day until a day. */
static void
dated_use(struct make *m, const char *child, date_day from, date_day until)
{
	uint32_t note =
	    bom_note(&m->b, (struct use_note){ .from = from, .until = until });

	make_use(m, "P", child, "1")->note = note;
}

/* How many uses of P hold on the day. */
static size_t
uses_on(date_day day, size_t warnings)
{
	struct make m;
	size_t n;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "A", NULL);
	make_item(&m, "B", NULL);
	dated_use(&m, "A", 20260110, DATE_NONE);
	dated_use(&m, "A", DATE_NONE, 20260109);
	dated_use(&m, "B", 20260110, 20260120);
	make_use(&m, "P", "B", "1");
	ck_assert_int_eq(bom_link(&m.b, day, &m.f), ST_OK);
	n = m.b.nuse;
	ck_assert_uint_eq(m.b.use_start[m.b.nitem], n);
	ck_assert_uint_eq(m.f.warnings, warnings);
	/* what is used on another day is no product of its own */
	ck_assert_int_eq(m.b.is_child[make_find(&m, "A")], 1);
	make_free(&m);
	return n;
}

START_TEST(uses_hold_from_their_first_to_their_last_day)
{
	ck_assert_uint_eq(uses_on(DATE_NONE, 0), 4);
	ck_assert_uint_eq(uses_on(20260109, 1), 2);
	ck_assert_uint_eq(uses_on(20260110, 1), 3);
	ck_assert_uint_eq(uses_on(20260120, 1), 3);
	ck_assert_uint_eq(uses_on(20260121, 1), 2);
}
END_TEST

static uint32_t
place_note(struct make *m, const char *name)
{
	return bom_note(
	    &m->b, (struct use_note){ .place = bom_text(&m->b, str_of(name)) });
}

/* Children of P in their order, "|" before an alternative. */
static void
children(const struct make *m, char out[100])
{
	uint32_t p = make_find(m, "P");
	size_t o = 0;

	for (uint32_t k = m->b.use_start[p]; k < m->b.use_start[p + 1]; k++) {
		const struct use *u = &m->b.use[k];

		if ((u->flags & USE_OTHER) != 0)
			out[o++] = '|';
		out[o++] = bom_part(&m->b, u->child).p[0];
	}
	out[o] = '\0';
}

START_TEST(alternatives_stand_side_by_side_where_the_first_stood)
{
	struct make m;
	char got[100];

	make_init(&m);
	make_item(&m, "P", NULL);
	for (const char *c = "ABCDEFG"; *c != '\0'; c++)
		make_item(&m, (char[]){ *c, '\0' }, NULL);
	make_use(&m, "P", "A", "1");
	make_use(&m, "P", "B", "1")->note = place_note(&m, "x");
	make_use(&m, "P", "C", "1")->note = place_note(&m, "y");
	make_use(&m, "P", "D", "1")->note = place_note(&m, "x");
	make_use(&m, "P", "E", "1")->note = place_note(&m, "y");
	make_use(&m, "P", "F", "0")->note = place_note(&m, "x");
	make_use(&m, "P", "G", "1")->note = place_note(&m, "alone");
	ck_assert_int_eq(bom_link(&m.b, DATE_NONE, &m.f), ST_OK);
	children(&m, got);
	ck_assert_str_eq(got, "AB|DFC|EG");
	ck_assert_uint_eq(m.f.warnings, 1);
	ck_assert_ptr_nonnull(strstr(m.f.list[0].text, "stands alone"));
	make_free(&m);
}
END_TEST

START_TEST(phantom_is_no_more_than_its_parts)
{
	struct make m;
	uint32_t p;

	make_init(&m);
	make_item(&m, "P", NULL)->flags |= ITEM_PHANTOM;
	make_item(&m, "A", "2");
	make_use(&m, "P", "A", "1");
	ck_assert_int_eq(bom_link(&m.b, DATE_NONE, &m.f), ST_OK);
	p = make_find(&m, "P");
	ck_assert_int_ne(m.b.item[p].flags & ITEM_COMPLETE, 0);
	make_free(&m);
}
END_TEST

START_TEST(blank_matches_if_unique_and_more_than_asked_too)
{
	const struct str none = { "", 0 };
	struct make m;
	struct use *u;

	make_init(&m);
	make_item(&m, "P", NULL);
	bom_add_item(&m.b, STR("X"), STR("ACME"), STR("B"), make_place(&m));
	make_use(&m, "P", "X", "1");
	make_item(&m, "Y", NULL);
	u = make_use(&m, "P", "Y", "2");
	u->child = bom_ref(
	    &m.b, STR("Y"), STR("Maker"), none, (struct place){ 9, 1, 0 });
	make_linked(&m);
	ck_assert_uint_eq(m.b.nuse, 2);
	ck_assert_uint_eq(m.b.use[0].child, make_find(&m, "X"));
	ck_assert_uint_eq(m.b.use[1].child, make_find(&m, "Y"));
	make_free(&m);
}
END_TEST

/* An item of a second file. */
static uint32_t
item_elsewhere(struct make *m, const char *part, const char *maker,
    const char *revision, uint16_t file)
{
	uint32_t i = bom_add_item(&m->b, str_of(part), str_of(maker),
	    str_of(revision), make_place(m));

	m->b.item[i].at.file = file;
	return i;
}

START_TEST(item_of_another_file_fills_what_one_leaves_blank)
{
	static const struct {
		const char *maker, *revision; /* of the second file */
		const char *also;             /* a further maker there */
		bool same_file;
		size_t items;
	} cases[] = {
		{ "ACME", "", NULL, false, 2 }, { "ACME", "B", NULL, false, 2 },
		{ "", "B", NULL, false, 2 },
		{ "ACME", "", "Beta", false, 4 }, /* which of them? */
		{ "ACME", "", NULL, true, 3 }, /* one file tells them apart */
	};
	struct bytes none = { NULL, 0 };
	const struct item *it;
	struct make m;
	uint32_t x, second;

	make_init(&m);
	second = bom_add_file(&m.b, "second.bom", &none, ROLE_BOM);
	make_item(&m, "P", NULL);
	make_item(&m, "X", NULL);
	make_use(&m, "P", "X", "1");
	x = item_elsewhere(&m, "X", cases[_i].maker, cases[_i].revision,
	    cases[_i].same_file ? 0 : (uint16_t)second);
	m.b.item[x].form = FORM_MAGNET;
	if (cases[_i].also != NULL)
		item_elsewhere(
		    &m, "X", cases[_i].also, "", m.b.item[x].at.file);
	make_linked(&m);
	ck_assert_uint_eq(m.b.nitem, cases[_i].items);
	if (cases[_i].items == 2) {
		it = &m.b.item[m.b.use[0].child];
		ck_assert_uint_eq(it->form, FORM_MAGNET);
		ck_assert(
		    str_is(bom_text_get(&m.b, it->maker), cases[_i].maker));
		ck_assert_uint_eq(m.f.n, 1);
		ck_assert_int_eq(m.f.list[0].sev, SEV_NOTE);
		ck_assert_ptr_nonnull(
		    strstr(m.f.list[0].text, "X is taken for "));
	}
	make_free(&m);
}
END_TEST

START_TEST(items_of_one_number_whose_names_agree_are_one)
{
	static const struct {
		const char *maker[3], *revision[3]; /* of a file each */
		size_t items;
	} cases[] = {
		{ { "Acme", "ACME Inc.", "" }, { "", "", "" }, 1 },
		{ { "", "Acme", "Acme" }, { "", "", "B" }, 1 },
		{ { "Acme", "", "" }, { "", "b", "B" }, 1 },
		{ { "Acme", "", "Beta" }, { "", "", "" }, 3 },
		{ { "", "Acme", "" }, { "A", "B", "" }, 3 },
		{ { "Acme", "Acme", "Acme" }, { "B", "B", "B" }, 1 },
	};
	struct bytes none = { NULL, 0 };
	struct make m;

	make_init(&m);
	for (int i = 0; i < 3; i++) {
		uint32_t file = 0;

		if (i > 0)
			file = bom_add_file(&m.b, "more.bom", &none, ROLE_BOM);
		item_elsewhere(&m, "X", cases[_i].maker[i],
		    cases[_i].revision[i], (uint16_t)file);
	}
	make_linked(&m);
	ck_assert_uint_eq(m.b.nitem, cases[_i].items);
	make_free(&m);
}
END_TEST

START_TEST(magnet_says_more_of_an_item_than_material)
{
	static const enum form cases[][3] = {
		{ FORM_MATERIAL, FORM_MAGNET, FORM_MAGNET },
		{ FORM_ALLOY, FORM_MATERIAL, FORM_ALLOY },
		{ FORM_UNKNOWN, FORM_MATERIAL, FORM_MATERIAL },
		{ FORM_MATERIAL, FORM_UNKNOWN, FORM_MATERIAL },
		{ FORM_MATERIAL, FORM_PART, FORM_UNKNOWN },
		{ FORM_ALLOY, FORM_MAGNET, FORM_UNKNOWN },
	};
	const enum form *c = cases[_i];
	struct bytes none = { NULL, 0 };
	struct make m;
	uint32_t second;

	make_init(&m);
	second = bom_add_file(&m.b, "second.bom", &none, ROLE_BOM);
	make_item(&m, "X", NULL)->form = (uint8_t)c[0];
	m.b.item[item_elsewhere(&m, "X", "", "", (uint16_t)second)].form =
	    (uint8_t)c[1];
	make_linked(&m);
	ck_assert_uint_eq(m.b.nitem, 1);
	ck_assert_uint_eq(m.b.item[0].form, c[2]);
	ck_assert_uint_eq(m.f.warnings, c[2] == FORM_UNKNOWN);
	make_free(&m);
}
END_TEST

START_TEST(edge_list_defines_what_it_names)
{
	struct make m;

	make_init(&m);
	make_use(&m, "A", "B", "3");
	for (size_t i = 0; i < m.b.nref; i++)
		m.b.ref[i].may_define = true;
	make_linked(&m);
	ck_assert_uint_eq(m.b.nitem, 2);
	ck_assert_uint_eq(m.b.item[0].flags & ITEM_IMPLICIT, ITEM_IMPLICIT);
	ck_assert_uint_eq(m.b.is_child[make_find(&m, "B")], 1);
	ck_assert_uint_eq(m.b.is_child[make_find(&m, "A")], 0);
	make_free(&m);
}
END_TEST

START_TEST(declaration_about_another_product_is_a_warning)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_line(&m, "OTHER", "Dy", "1", false);
	make_line(&m, "P", "Dy", "1", false);
	make_linked(&m);
	ck_assert_uint_eq(m.f.warnings, 1);
	ck_assert_uint_eq(m.f.list[0].at.line, 2);
	ck_assert_uint_eq(m.b.ncontent, 1);
	ck_assert_uint_eq(m.b.content[0].at.line, 3);
	make_free(&m);
}
END_TEST

START_TEST(item_that_contains_itself_is_a_cycle_of_one)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", NULL);
	make_use(&m, "A", "A", "1");
	make_refused(&m, ST_CYCLE, 2, "a cycle of 1 item: A > A");
}
END_TEST

START_TEST(cycle_is_printed_as_its_path)
{
	struct make m;

	make_init(&m);
	make_item(&m, "ROOT", NULL);
	make_item(&m, "A", NULL);
	make_item(&m, "B", NULL);
	make_use(&m, "ROOT", "A", "1");
	make_use(&m, "A", "B", "1");
	make_use(&m, "B", "A", "1");
	make_refused(&m, ST_CYCLE, 6, "a cycle of 2 items: A > B > A");
}
END_TEST

START_TEST(long_cycle_is_shortened)
{
	struct make m;
	char a[16], b[16];

	make_init(&m);
	for (int i = 0; i < 1000; i++) {
		snprintf(a, sizeof(a), "N%03d", i);
		make_item(&m, a, NULL);
	}
	for (int i = 0; i < 1000; i++) {
		snprintf(a, sizeof(a), "N%03d", i);
		snprintf(b, sizeof(b), "N%03d", (i + 1) % 1000);
		make_use(&m, a, b, "1");
	}
	make_refused(&m, ST_CYCLE, 2000, "a cycle of 1000 items: N000 > N001");
}
END_TEST

START_TEST(metres_and_pieces_of_one_item_are_refused)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "WIRE", NULL);
	make_use(&m, "P", "WIRE", "2")->unit = UNIT_M;
	make_use(&m, "P", "WIRE", "3");
	make_refused(
	    &m, ST_UNIT, 4, "a quantity in each of WIRE, which is counted in");
}
END_TEST

/* The factor of use k, as text. */
static void
factor(const struct make *m, uint32_t k, char text[NUM_TEXT])
{
	mpq_t view;

	ck_assert_uint_ne(m->b.use[k].qty, BOM_NONE);
	numtab_view(&m->b.num, m->b.use[k].qty, view);
	num_format_exact(text, view);
}

START_TEST(quantities_come_in_base_units)
{
	static const struct {
		const char *part, *qty, *want;
		enum unit unit;
	} c[] = {
		{ "GLUE", "2", "2000", UNIT_KG },
		{ "LEAD", "1", "453.59237", UNIT_LB },
		{ "TAPE", "150", "1.5", UNIT_CM },
		{ "SCREW", "1", "200", UNIT_KG },      /* of 5 g each */
		{ "FOIL", "10", "100", UNIT_PERCENT }, /* of 1000 g */
	};
	struct make m;
	char text[NUM_TEXT];

	make_init(&m);
	make_item(&m, "P", "1000");
	for (size_t i = 0; i < LENGTH(c); i++) {
		make_item(&m, c[i].part, i == 3 ? "5" : NULL);
		make_use(&m, "P", c[i].part, c[i].qty)->unit =
		    (uint8_t)c[i].unit;
	}
	make_item(&m, "Q", NULL);
	make_use(&m, "Q", "SCREW", "7");
	make_use(&m, "Q", "FOIL", "10")->unit = UNIT_PERCENT;
	make_linked(&m);
	for (uint32_t i = 0; i < LENGTH(c); i++) {
		factor(&m, i, text);
		ck_assert_str_eq(text, c[i].want);
	}
	/* a share of an unknown mass is unknown, not zero */
	ck_assert_uint_eq(m.b.use[LENGTH(c) + 1].qty, BOM_NONE);
	ck_assert_int_eq(m.b.item[make_find(&m, "TAPE")].dim, DIM_LENGTH);
	ck_assert_int_eq(m.b.item[make_find(&m, "SCREW")].dim, DIM_EACH);
	ck_assert_int_eq(m.b.item[make_find(&m, "FOIL")].dim, DIM_MASS);
	make_free(&m);
}
END_TEST

START_TEST(levels_put_children_first)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", NULL);
	make_item(&m, "B", NULL);
	make_item(&m, "C", NULL);
	make_use(&m, "A", "B", "1");
	make_use(&m, "B", "C", "1");
	make_use(&m, "A", "C", "1");
	make_linked(&m);
	ck_assert_uint_eq(m.b.nlevel, 3);
	ck_assert_uint_eq(m.b.order[0], make_find(&m, "C"));
	ck_assert_uint_eq(m.b.order[1], make_find(&m, "B"));
	ck_assert_uint_eq(m.b.order[2], make_find(&m, "A"));
	make_free(&m);
}
END_TEST

/* As in a list of edges that names its parts: the product comes to be last. */
START_TEST(product_may_come_behind_all_that_is_in_it)
{
	struct make m;

	make_init(&m);
	make_item(&m, "B", NULL);
	make_item(&m, "C", NULL);
	make_item(&m, "A", NULL);
	make_use(&m, "A", "B", "1");
	make_use(&m, "B", "C", "1");
	make_linked(&m);
	ck_assert_uint_eq(m.b.nlevel, 3);
	for (uint32_t i = 0; i < 3; i++)
		ck_assert_int_eq(bom_part(&m.b, m.b.order[i]).p[0], "CBA"[i]);
	make_free(&m);
}
END_TEST

START_TEST(what_no_item_says_is_absent)
{
	struct item *it;
	struct make m;

	make_init(&m);
	make_item(&m, "A", NULL);
	make_item(&m, "B", NULL);
	make_use(&m, "A", "B", "1");
	for (size_t i = 0; i < m.b.nitem; i++)
		m.b.item[i].dim = DIM_NONE;
	make_linked(&m);
	ck_assert_uint_eq(m.b.absent, UINT32_MAX);
	make_free(&m);

	make_init(&m);
	make_item(&m, "A", "2");
	it = make_item(&m, "B", NULL);
	it->form = FORM_MAGNET;
	it->revision = bom_text(&m.b, STR("C"));
	make_linked(&m);
	ck_assert_uint_eq(m.b.absent & (FACT_MASS | FACT_FORM | FACT_KEY), 0);
	ck_assert_uint_eq(
	    m.b.absent & (FACT_VALUE | FACT_HS), FACT_VALUE | FACT_HS);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, missing_child_is_named_at_its_use);
	tcase_add_test(tc, duplicate_item_names_the_first);
	tcase_add_test(tc, bare_reference_to_two_makers_is_ambiguous);
	tcase_add_test(tc, blank_matches_if_unique_and_more_than_asked_too);
	tcase_add_loop_test(
	    tc, item_of_another_file_fills_what_one_leaves_blank, 0, 5);
	tcase_add_loop_test(
	    tc, items_of_one_number_whose_names_agree_are_one, 0, 6);
	tcase_add_loop_test(
	    tc, magnet_says_more_of_an_item_than_material, 0, 6);
	tcase_add_test(tc, edge_list_defines_what_it_names);
	tcase_add_test(tc, uses_hold_from_their_first_to_their_last_day);
	tcase_add_test(
	    tc, alternatives_stand_side_by_side_where_the_first_stood);
	tcase_add_test(tc, phantom_is_no_more_than_its_parts);
	tcase_add_test(tc, declaration_about_another_product_is_a_warning);
	tcase_add_test(tc, item_that_contains_itself_is_a_cycle_of_one);
	tcase_add_test(tc, cycle_is_printed_as_its_path);
	tcase_add_test(tc, long_cycle_is_shortened);
	tcase_add_test(tc, metres_and_pieces_of_one_item_are_refused);
	tcase_add_test(tc, quantities_come_in_base_units);
	tcase_add_test(tc, levels_put_children_first);
	tcase_add_test(tc, product_may_come_behind_all_that_is_in_it);
	tcase_add_test(tc, what_no_item_says_is_absent);
}

int
main(void)
{
	return run_suite("link", add);
}
