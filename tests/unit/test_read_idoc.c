/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_idoc - what IDocs of SAP become in the bom. */
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/idoc/good/"

/* The uses of a part: "2 each", joined by ';'. */
static const char *
uses(const struct golden *g, const char *part)
{
	static char text[200];

	text[0] = '\0';
	for (size_t i = 0; i < g->b.nuse; i++) {
		const struct use *u = &g->b.use[i];

		if (str_is(g->b.parts.key[g->b.ref[u->child].part], part))
			str_add(text, sizeof(text), "%s%s %s",
			    text[0] != '\0' ? ";" : "",
			    golden_number(g, u->qty),
			    unit_name((enum unit)u->unit));
	}
	return text;
}

/* "from until place" of the first use of a part. */
static const char *
terms(const struct golden *g, const char *part)
{
	static char text[200];
	const struct use_note *n = &g->b.note[golden_use(g, part)->note];

	snprintf(text, sizeof(text), "%d %d %.*s", (int)n->from, (int)n->until,
	    STR_ARG(bom_text_get(&g->b, n->place)));
	return text;
}

static bool
says(const struct golden *g, const char *what)
{
	for (size_t i = 0; i < g->f.n; i++)
		if (strstr(g->f.list[i].text, what) != NULL)
			return true;
	return false;
}

START_TEST(quantities_are_of_the_base_quantity)
{
	struct golden g;

	golden_file(&g, GOOD "pump.xml", FORMAT_IDOC);
	/* and a number of eighteen digits is that which people see */
	ck_assert_str_eq(uses(&g, "47110"), "2 each");
	ck_assert_str_eq(uses(&g, "GREASE"), "0.0025 kg");
	ck_assert_str_eq(uses(&g, "SHEET-3"), "0.005 m2");
	ck_assert(says(&g, "\"000000000000047110\": read without"));
	golden_free(&g);
}
END_TEST

START_TEST(what_is_no_part_is_none)
{
	struct golden g;

	golden_file(&g, GOOD "pump.xml", FORMAT_IDOC);
	ck_assert_str_eq(uses(&g, "SWARF"), "");
	ck_assert_str_eq(uses(&g, "PUMP-1/0060"), "");
	ck_assert_str_eq(uses(&g, "PUMP-1/0070"), "");
	ck_assert(says(&g, "1 line of by-products"));
	golden_free(&g);
}
END_TEST

START_TEST(what_has_no_number_is_a_part_all_the_same)
{
	struct golden g;

	golden_file(&g, GOOD "pump.xml", FORMAT_IDOC);
	ck_assert_str_eq(uses(&g, "PUMP-1/0040"), "1 each");
	ck_assert_str_eq(uses(&g, "PUMP-1/0120"), "1 each");
	ck_assert(
	    str_is(bom_text_get(&g.b, golden_item(&g, "PUMP-1/0120")->name),
		"BEARINGS"));
	golden_free(&g);
}
END_TEST

START_TEST(what_nobody_says_is_open)
{
	struct golden g;

	golden_file(&g, GOOD "pump.xml", FORMAT_IDOC);
	ck_assert_str_eq(uses(&g, "RINSE"), "open l");
	ck_assert_str_eq(uses(&g, "FELT"), "open each");
	ck_assert(says(&g, "1 quantity in a unit that nobody knows, the first "
			   "\"QQQ\""));
	golden_free(&g);
}
END_TEST

START_TEST(alternatives_days_and_conditions_are_kept)
{
	struct golden g;

	golden_file(&g, GOOD "pump.xml", FORMAT_IDOC);
	ck_assert_str_eq(terms(&g, "47110"), "20250101 0 ");
	ck_assert_str_eq(terms(&g, "BOLT-A"), "0 0 A1");
	ck_assert_str_eq(terms(&g, "BOLT-B"), "0 0 A1");
	/* ended by the deletion behind it */
	ck_assert_str_eq(terms(&g, "SEAL-OLD"), "20240101 20251231 ");
	ck_assert_str_eq(uses(&g, "SEAL-OLD"), "1 each");
	ck_assert_uint_eq(
	    golden_use(&g, "SEAL-NEW")->note, golden_use(&g, "SEAL-X")->note);
	ck_assert_uint_eq(
	    golden_use(&g, "HEATER")->note, golden_use(&g, "(nothing)")->note);
	golden_free(&g);
}
END_TEST

START_TEST(a_material_has_mass_name_country_and_units)
{
	const struct item *rotor;
	struct golden g;

	golden_file(&g, GOOD "pump.xml", FORMAT_IDOC);
	rotor = golden_item(&g, "47110");
	ck_assert_str_eq(golden_number(&g, rotor->mass.lo), "50");
	ck_assert(
	    str_is(bom_text_get(&g.b, rotor->name), "Rotor with magnets"));
	ck_assert(str_is(bom_text_get(&g.b, rotor->hs), "85051110"));
	ck_assert_uint_eq(g.b.norigin, 1);
	ck_assert_str_eq(g.b.origin[0].country, "CN");
	ck_assert_uint_eq(g.b.nmaker_part, 1);
	/* two boxes of 500 for 100 pumps; 1000 of them weigh 3 kg */
	ck_assert_str_eq(uses(&g, "SCREW"), "10 each");
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "SCREW")->mass.lo), "3");
	golden_free(&g);
}
END_TEST

START_TEST(old_systems_have_their_quantities_elsewhere)
{
	struct golden g;

	golden_file(&g, GOOD "message.xml", FORMAT_IDOC);
	/* 11 kg for 10 kg, that is 0.0011 kg for 1 g */
	ck_assert_str_eq(uses(&g, "POWDER"), "0.0011 kg");
	ck_assert_str_eq(uses(&g, "ROD"), "0.002 m");
	ck_assert_str_eq(uses(&g, "BLOCK"), "250 g");
	golden_free(&g);
}
END_TEST

START_TEST(several_lists_of_a_material_are_alternatives)
{
	struct golden g;

	golden_file(&g, GOOD "alternatives.xml", FORMAT_IDOC);
	ck_assert_str_eq(uses(&g, "MAGNET-A"), "4 each");
	ck_assert_str_eq(uses(&g, "MAGNET-B"), "6 each");
	ck_assert_str_eq(terms(&g, "MOTOR (alternative 02 usage 1 plant 2000)"),
	    "0 0 list of parts");
	ck_assert_uint_eq(
	    golden_item(&g, "MOTOR (alternative 01 usage 1 plant 1000)")->flags,
	    ITEM_PHANTOM);
	golden_free(&g);
}
END_TEST

START_TEST(an_order_is_a_list_of_what_it_makes)
{
	struct golden g;

	golden_file(&g, GOOD "order.xml", FORMAT_IDOC);
	ck_assert_str_eq(uses(&g, "CABLE-7"), "17.8005 cm");
	/* 3360 with 5 % of scrap in them, for 200 */
	ck_assert_str_eq(uses(&g, "MAG-16"), "16 each");
	ck_assert_uint_eq(g.b.nuse, 2);
	golden_free(&g);
}
END_TEST

/* A list of n lines for n materials; true: it is refused with the words. */
static bool
is_refused(size_t materials, size_t lines, const char *words)
{
	static const char head[] = "<BOMMAT05><IDOC><E1STZUM>";
	static const char stop[] =
	    "<E1STKOM><BMENG_C>1</BMENG_C><BMEIN>PCE</BMEIN></E1STKOM>"
	    "</E1STZUM></IDOC></BOMMAT05>";
	size_t size = 400 + materials * 60 + lines * 120, n;
	char *text = malloc(size);
	struct golden g;
	bool said;

	ck_assert_ptr_nonnull(text);
	n = (size_t)snprintf(text, size, "%s", head);
	for (size_t i = 0; i < materials; i++)
		n += (size_t)snprintf(text + n, size - n,
		    "<E1MASTM><MATNR>P%zu</MATNR></E1MASTM>", i);
	for (size_t i = 0; i < lines; i++)
		n += (size_t)snprintf(text + n, size - n,
		    "<E1STPOM><IDNRK>C%zu</IDNRK><MENGE_C>1</MENGE_C>"
		    "<MEINS>PCE</MEINS></E1STPOM>",
		    i);
	n += (size_t)snprintf(text + n, size - n, "%s", stop);
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, n });
	said = g.st == ST_LIMIT && says(&g, words);
	golden_free(&g);
	free(text);
	return said;
}

START_TEST(a_small_file_does_not_become_millions_of_uses)
{
	ck_assert(is_refused(1001, 1000, "for 1001 materials: expected at "));
	ck_assert(!is_refused(3, 1000, ""));
}
END_TEST

START_TEST(the_example_is_read)
{
	struct golden g;

	golden_example(&g, "schemas/idoc.md");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, 1);
	golden_free(&g);
}
END_TEST

START_TEST(bad_idocs_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/idoc/bad", ".xml", 6);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, quantities_are_of_the_base_quantity);
	tcase_add_test(t, what_is_no_part_is_none);
	tcase_add_test(t, what_has_no_number_is_a_part_all_the_same);
	tcase_add_test(t, what_nobody_says_is_open);
	tcase_add_test(t, alternatives_days_and_conditions_are_kept);
	tcase_add_test(t, a_material_has_mass_name_country_and_units);
	tcase_add_test(t, old_systems_have_their_quantities_elsewhere);
	tcase_add_test(t, several_lists_of_a_material_are_alternatives);
	tcase_add_test(t, an_order_is_a_list_of_what_it_makes);
	tcase_add_test(t, a_small_file_does_not_become_millions_of_uses);
	tcase_add_test(t, the_example_is_read);
	tcase_add_test(t, bad_idocs_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_idoc", add);
}
