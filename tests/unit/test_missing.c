/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of missing: each required field is asked for, and no other. */
#include "tests/unit/drafting.h"
#include "tests/unit/run.h"

static struct profile p;
static struct findings f;
static struct arena a;
static struct missing m;

static void
set_up(void)
{
	xml_start();
	m = (struct missing){ NULL, 0 };
}

static void
tear_down(void)
{
	profile_free(&p);
	findings_free(&f);
	arena_free(&a);
}

static void
find(struct str xml)
{
	struct error err = { 0 };

	if (profile_read_bytes(&p, "f.xml", xml, &f) != ST_OK)
		ck_abort_msg("%s", f.first.text);
	ck_assert_int_eq(missing_find(&p, false, &a, &m, &err), ST_OK);
}

START_TEST(nothing_is_missing_where_all_is_given)
{
	find(office_profile(&a, BLOCK_COUNT, ""));
	ck_assert_uint_eq(m.n, 0);
}
END_TEST

/* Loops over the blocks. */
START_TEST(each_required_field_left_blank_is_named_alone_with_its_line)
{
	const struct profile_block *b = &profile_blocks[_i];
	char name[100];

	for (int j = 0; j < PROFILE_FIELDS && b->field[j].name != NULL; j++) {
		const struct profile_field *t = &b->field[j];
		bool needed =
		    t->need == PROFILE_REQUIRED || t->need == PROFILE_IF_ANY ||
		    (t->need == PROFILE_IF_YES &&
			strcmp(office_value(b->field[j - 1].name), "yes") == 0);

		find(office_profile(&a, _i, t->name));
		snprintf(name, sizeof(name), "%s%s/%s", b->name,
		    b->repeats ? "[1]" : "", t->name);
		ck_assert_msg(m.n == needed, "%s: %zu", name, m.n);
		if (needed) {
			ck_assert_str_eq(m.field[0].name, name);
			ck_assert_str_eq(m.field[0].ask, t->ask);
			ck_assert_uint_eq(m.field[0].at.line, 1);
			ck_assert_str_eq(m.field[0].at.file, "f.xml");
		}
		profile_free(&p);
	}
}
END_TEST

START_TEST(of_an_empty_profile_every_required_field_is_missing)
{
	size_t required = 0;

	for (int k = 0; k < BLOCK_COUNT; k++)
		for (int j = 0; j < PROFILE_FIELDS; j++)
			required +=
			    profile_blocks[k].field[j].name != NULL &&
			    profile_blocks[k].field[j].need == PROFILE_REQUIRED;
	find(STR("<filer xmlns=\"urn:retrace:filer:1\"/>"));
	ck_assert_uint_eq(m.n, required);
	ck_assert_uint_ge(required, 40);
	ck_assert_str_eq(m.field[0].name, "filer/name");
	ck_assert_uint_eq(m.field[0].at.line, 0);
}
END_TEST

START_TEST(a_blank_field_has_the_line_of_its_field_or_of_its_block)
{
	find(STR("<filer xmlns=\"urn:retrace:filer:1\">\n"
		 "<filer>\n"
		 "<name lang=\"en\"> </name>\n"
		 "</filer>\n"
		 "<goods/>\n<goods/>\n</filer>"));
	ck_assert_str_eq(m.field[0].name, "filer/name");
	ck_assert_uint_eq(m.field[0].at.line, 3);
	ck_assert_str_eq(m.field[1].name, "filer/address");
	ck_assert_uint_eq(m.field[1].at.line, 2);
	for (size_t i = 0; i < m.n; i++)
		if (strcmp(m.field[i].name, "goods[2]/unit") == 0) {
			ck_assert_uint_eq(m.field[i].at.line, 6);
			return;
		}
	ck_abort_msg("goods[2]/unit is not missing");
}
END_TEST

START_TEST(a_chain_of_destinations_ends_at_a_final_one)
{
	struct str all = office_profile(&a, BLOCK_COUNT, "");

	find(
	    office_edit(&a, all, "<role>final</role>", "<role>transit</role>"));
	ck_assert_uint_eq(m.n, 1);
	ck_assert_str_eq(m.field[0].name, "destination/role");
	profile_free(&p);
	find(office_edit(&a, all, "</destination>",
	    "</destination><destination><country>CH</country>"
	    "<role>transit</role></destination>"));
	ck_assert_uint_eq(m.n, 0);
}
END_TEST

START_TEST(what_is_missing_is_written_with_what_to_give)
{
	struct error err = { 0 };
	struct canon w = { 0 };
	struct str xml;

	find(office_profile(&a, BLOCK_GOODS, "unit-price"));
	canon_open(&w, "x");
	missing_write(&m, &w);
	canon_close(&w);
	ck_assert_int_eq(canon_finish(&w, &a, &xml, &err), ST_OK);
	ck_assert_str_eq(xml.p,
	    "<x><missing><field name=\"goods[1]/unit-price\">"
	    "the price of one unit</field></missing></x>");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, nothing_is_missing_where_all_is_given);
	tcase_add_loop_test(t,
	    each_required_field_left_blank_is_named_alone_with_its_line, 0,
	    BLOCK_COUNT);
	tcase_add_test(t, of_an_empty_profile_every_required_field_is_missing);
	tcase_add_test(
	    t, a_blank_field_has_the_line_of_its_field_or_of_its_block);
	tcase_add_test(t, a_chain_of_destinations_ends_at_a_final_one);
	tcase_add_test(t, what_is_missing_is_written_with_what_to_give);
}

int
main(void)
{
	return run_suite("missing", add);
}
