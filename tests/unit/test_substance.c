/* SPDX-License-Identifier: Apache-2.0 */
/* test_substance - the table of substances that is compiled in. */
#include "core/chem/substance.h"

#include "core/chem/cas.h"
#include "core/chem/formula.h"
#include "tests/unit/run.h"
#include "tests/unit/substance_facts.h"

#include <string.h>

/* Rows of others.tsv. */
#define OTHERS 229

static struct substance_table table;
static struct arena arena;

static void
set_up(void)
{
	struct error err = { 0 };

	ck_assert_int_eq(substance_table_init(&table, &arena, &err), ST_OK);
}

static void
tear_down(void)
{
	substance_table_free(&table);
	arena_free(&arena);
	ck_assert_uint_eq(substance_count(&table), 0);
}

START_TEST(the_table_is_read_whole)
{
	ck_assert_uint_eq(table.rare, 125);
	ck_assert_uint_eq(substance_count(&table), 125 + OTHERS);
	ck_assert_str_eq(substance_at(&table, 0)->name, "Scandium metal");
	ck_assert_str_eq(
	    substance_at(&table, 124)->name, "Dysprosium iron 1:2");
	ck_assert_str_eq(substance_at(&table, 124)->control, "61-2025-1");
	ck_assert_str_eq(
	    substance_at(&table, 124)->control_standing, "suspended");
}
END_TEST

/* Is s one of the words that `words` lists, each after a blank? */
static bool
one_of(const char *s, const char *words)
{
	size_t n = strlen(s);

	for (const char *p = words; (p = strchr(p, ' ')) != NULL; p++)
		if (strncmp(p + 1, s, n) == 0 &&
		    (p[1 + n] == ' ' || p[1 + n] == '\0'))
			return true;
	return false;
}

START_TEST(every_row_is_complete_and_says_its_standing)
{
	for (size_t i = 0; i < table.rare; i++) {
		const struct substance *s = substance_at(&table, i);
		size_t cn = strlen(s->cn10);

		ck_assert(*s->name != '\0' && *s->formula != '\0');
		ck_assert_uint_eq(
		    str_utf8_bad(str_of(s->also)), strlen(s->also));
		ck_assert_msg(
		    one_of(s->category,
			" metal alloy magnet oxide hydroxide chloride fluoride "
			"carbonate nitrate salt crystal phosphor ceramic"),
		    "%s: %s", s->name, s->category);
		ck_assert_int_eq(*s->cas == '\0', *s->cas_from == '\0');
		ck_assert_int_eq(*s->cn10 == '\0', *s->cn10_from == '\0');
		ck_assert_int_eq(
		    *s->control == '\0', *s->control_standing == '\0');
		if (*s->cas_from != '\0')
			ck_assert(one_of(s->cas_from,
			    " dataset catalogue article recalled"));
		if (*s->cn10_from != '\0')
			ck_assert(one_of(s->cn10_from, " tariff recalled"));
		if (*s->control_standing != '\0')
			ck_assert(one_of(s->control_standing,
			    " in-force suspended unsettled"));
		ck_assert_uint_eq(strspn(s->cn10, "0123456789"), cn);
		ck_assert(cn == 0 || cn == 8 || cn == 10);
		ck_assert_uint_gt(strlen(s->hs6), 3);
		ck_assert_uint_eq(
		    strspn(s->hs6, "0123456789.;"), strlen(s->hs6));
	}
}
END_TEST

START_TEST(every_cas_number_has_its_check_digit)
{
	size_t n = 0;

	for (size_t i = 0; i < substance_count(&table); i++) {
		const char *cas = substance_at(&table, i)->cas;

		while (*cas != '\0') {
			size_t len = strcspn(cas, ";");

			ck_assert_msg(
			    cas_valid((struct str){ cas, len }), "%s", cas);
			n++;
			cas += cas[len] == ';' ? len + 1 : len;
		}
	}
	ck_assert_uint_eq(n, 357); /* terbium oxide has two */
}
END_TEST

/* Everything that the facts say, and nothing else. */
START_TEST(every_composition_is_that_of_the_facts)
{
	mpq_t want, low, high;
	size_t fact = 0;

	mpq_inits(want, low, high, NULL);
	for (size_t i = 0; i < table.rare; i++) {
		const struct substance *s = substance_at(&table, i);
		struct error err = { 0 };
		struct makeup m;

		makeup_init(&m);
		ck_assert_int_eq(
		    formula_read(str_of(s->formula), pos_none, &m, &err),
		    ST_OK);
		ck_assert_uint_ne(m.elements, 0);
		for (int e = 0; e < NELEM; e++) {
			const struct substance_fact *f = &substance_facts[fact];

			if ((m.elements >> e & 1) == 0)
				continue;
			ck_assert_uint_lt(fact++, LENGTH(substance_facts));
			ck_assert_str_eq(s->formula, f->formula);
			ck_assert_str_eq(element_at(e)->symbol, f->element);
			mpq_set_str(want, f->exact, 10);
			ck_assert_msg(
			    mpq_equal(m.fraction[e], want), "%s", s->formula);
			mpq_set_ui(low, 2 * f->millionths - 1, 2000000);
			mpq_set_ui(high, 2 * f->millionths + 1, 2000000);
			mpq_canonicalize(low);
			mpq_canonicalize(high);
			ck_assert(mpq_cmp(low, m.fraction[e]) <= 0);
			ck_assert(mpq_cmp(m.fraction[e], high) <= 0);
		}
		makeup_clear(&m);
	}
	ck_assert_uint_eq(fact, LENGTH(substance_facts));
	mpq_clears(want, low, high, NULL);
}
END_TEST

START_TEST(a_substance_is_found_by_each_of_its_keys)
{
	const struct substance *found[4];

	for (size_t i = 0; i < table.rare; i++) {
		const struct substance *s = substance_at(&table, i);

		ck_assert_uint_eq(
		    substance_by_name(&table, str_of(s->name), found, 4), 1);
		ck_assert_ptr_eq(found[0], s);
		ck_assert_uint_eq(
		    substance_by_formula(&table, str_of(s->formula), found, 4),
		    1);
		ck_assert_ptr_eq(found[0], s);
		if (*s->cas == '\0' || strcmp(s->cas, "64417-98-7") == 0)
			continue;
		ck_assert_uint_eq(
		    substance_by_cas(&table,
			(struct str){ s->cas, strcspn(s->cas, ";") }, found, 4),
		    1);
		ck_assert_ptr_eq(found[0], s);
	}
}
END_TEST

START_TEST(others_hold_no_rare_earth_and_are_found_by_each_key)
{
	const struct substance *found[4];

	for (size_t i = table.rare; i < substance_count(&table); i++) {
		const struct substance *s = substance_at(&table, i);
		const char *cas = s->cas;
		struct error err = { 0 };
		struct makeup m;

		ck_assert(substance_is_other(&table, s));
		ck_assert_str_eq(s->category, "other");
		ck_assert(one_of(s->cas_from, " dataset recalled"));
		makeup_init(&m);
		ck_assert_int_eq(
		    formula_read(str_of(s->formula), pos_none, &m, &err),
		    ST_OK);
		ck_assert_msg(m.elements == 0, "%s", s->name);
		makeup_clear(&m);
		ck_assert_msg(
		    substance_by_name(&table, str_of(s->name), found, 4) == 1 &&
			found[0] == s,
		    "%s", s->name);
		while (*cas != '\0') {
			size_t n = strcspn(cas, ";");

			ck_assert_msg(
			    substance_by_cas(&table, (struct str){ cas, n },
				found, 4) == 1 &&
				found[0] == s,
			    "%s", cas);
			cas += cas[n] == ';' ? n + 1 : n;
		}
	}
	ck_assert(!substance_is_other(&table, substance_at(&table, 0)));
}
END_TEST

START_TEST(a_cas_number_of_two_compositions_gives_both)
{
	const struct substance *found[2] = { NULL, NULL };

	ck_assert_uint_eq(
	    substance_by_cas(&table, STR("64417-98-7"), found, 2), 2);
	ck_assert_str_eq(found[0]->formula, "Zr0.92Y0.16O2.08");
	ck_assert_str_eq(found[1]->formula, "Zr0.97Y0.06O2.03");
	found[0] = found[1] = NULL;
	ck_assert_uint_eq(
	    substance_by_cas(&table, STR("64417-98-7"), found, 1), 2);
	ck_assert_ptr_nonnull(found[0]);
	ck_assert_ptr_null(found[1]);
	ck_assert_uint_eq(
	    substance_by_cas(&table, STR("64417-98-7"), NULL, 0), 2);
}
END_TEST

START_TEST(a_second_cas_number_leads_to_the_same_substance)
{
	const struct substance *a = NULL, *b = NULL;

	ck_assert_uint_eq(
	    substance_by_cas(&table, STR("12037-01-3"), &a, 1), 1);
	ck_assert_uint_eq(
	    substance_by_cas(&table, STR("12738-76-0"), &b, 1), 1);
	ck_assert_ptr_eq(a, b);
	ck_assert_str_eq(a->formula, "Tb4O7");
}
END_TEST

/* Name as somebody writes it; formulas of all that it can be. */
static const struct naming {
	const char *name;
	const char *formula[2];
} namings[] = {
	{ "NEODYMIUM OXIDE", { "Nd2O3" } },
	{ "neodymium(iii) oxide", { "Nd2O3" } },
	{ "Ceria", { "CeO2" } },
	{ "cerium oxide", { "CeO2", "Ce2O3" } },
	{ "Praseodymium oxide", { "Pr6O11", "Pr2O3" } },
	{ "Terbium oxide", { "Tb4O7", "Tb2O3" } },
	{ "\xE6\xB0\xA7\xE5\x8C\x96\xE9\x95\x9D", { "Dy2O3" } },
	{ "yag", { "Y3Al5O12" } },
	{ "Yttrium", { "Y" } },
	{ "Neodymium (Nd)", { "Nd" } },
	{ "cerium oxide (Ce2O3)", { "Ce2O3" } },
	{ "Iron (Fe)", { "Fe" } },
	{ "Iron (Nd)", { NULL } },
	{ "Iron ()", { NULL } },
	{ "(Fe)", { NULL } },
	{ ")", { NULL } },
	{ "Mischmetal", { NULL } },
	{ "Zirconia", { NULL } },
	{ "Steel", { NULL } },
	{ "NdFeB", { NULL } },
	{ "", { NULL } },
	{ "-", { NULL } },
	{ "Neodymium oxide ", { NULL } },
};

START_TEST(a_name_gives_all_that_it_can_mean)
{
	const struct naming *n = &namings[_i];
	const struct substance *found[4];
	size_t want = 0;

	while (want < 2 && n->formula[want] != NULL)
		want++;
	ck_assert_uint_eq(
	    substance_by_name(&table, str_of(n->name), found, 4), want);
	for (size_t i = 0; i < want; i++)
		ck_assert_str_eq(found[i]->formula, n->formula[i]);
}
END_TEST

START_TEST(a_formula_is_found_however_its_parts_are_joined)
{
	static const char *const ways[] = { "Ce(NO3)3*6H2O",
		"Ce(NO3)3\xC2\xB7"
		"6H2O",
		"Ce(NO3)3\xE2\x8B\x85"
		"6H2O",
		"Ce(NO\xE2\x82\x83)\xE2\x82\x83*6H\xE2\x82\x82O" };
	const struct substance *s = NULL;

	for (size_t i = 0; i < LENGTH(ways); i++) {
		ck_assert_uint_eq(
		    substance_by_formula(&table, str_of(ways[i]), &s, 1), 1);
		ck_assert_str_eq(s->cas, "10294-41-4");
	}
	ck_assert_uint_eq(substance_by_formula(&table, STR("ND2O3"), &s, 1), 0);
}
END_TEST

START_TEST(a_key_that_is_too_long_is_not_found)
{
	const struct substance *s = NULL;
	char text[5000];

	memset(text, 'a', sizeof(text));
	ck_assert_uint_eq(substance_by_name(&table,
			      (struct str){ text, sizeof(text) }, &s, 1),
	    0);
	ck_assert_uint_eq(substance_by_formula(&table,
			      (struct str){ text, sizeof(text) }, &s, 1),
	    0);
	ck_assert_uint_eq(
	    substance_by_cas(&table, (struct str){ text, sizeof(text) }, &s, 1),
	    0);
	ck_assert_ptr_null(s);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, the_table_is_read_whole);
	tcase_add_test(t, every_row_is_complete_and_says_its_standing);
	tcase_add_test(t, every_cas_number_has_its_check_digit);
	tcase_add_test(t, every_composition_is_that_of_the_facts);
	tcase_add_test(t, a_substance_is_found_by_each_of_its_keys);
	tcase_add_test(t, others_hold_no_rare_earth_and_are_found_by_each_key);
	tcase_add_test(t, a_cas_number_of_two_compositions_gives_both);
	tcase_add_test(t, a_second_cas_number_leads_to_the_same_substance);
	tcase_add_loop_test(
	    t, a_name_gives_all_that_it_can_mean, 0, LENGTH(namings));
	tcase_add_test(t, a_formula_is_found_however_its_parts_are_joined);
	tcase_add_test(t, a_key_that_is_too_long_is_not_found);
}

int
main(void)
{
	return run_suite("substance", add);
}
