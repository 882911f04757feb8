/* SPDX-License-Identifier: Apache-2.0 */
/* test_recipe - what one cell says a thing is made of. */
#include "core/bom/table/recipe.h"

#include "core/base/findings.h"

#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>

/* Names and amounts, "=" between the two and "|" between parts; NULL: it is no
 * such text. */
static const struct {
	const char *cell, *parts;
} cells[] = {
	{ "Nd 29 %, Fe 68 %, B 1 %", "Nd=29 %|Fe=68 %|B=1 %" },
	{ "NdFeB (Nd: 29-32%; Dy: <1%)", "Nd=29-32%|Dy=<1%" },
	{ "Sintered NdFeB: Nd 29 wt%; Fe rest", "Nd=29 wt%|Fe=rest" },
	{ "29% Nd, 68% Fe", "Nd=29%|Fe=68%" },
	{ "29% Nd 68% Fe", "Nd=29%|Fe=68%" },
	{ "Nd29% Fe68% B1%", "Nd=29%|Fe=68%|B=1%" },
	{ "Nd 29 % Dy 2 % Fe balance", "Nd=29 %|Dy=2 %|Fe=balance" },
	{ "Fe/Nd/B 68/30/2", "Fe=68|Nd=30|B=2" },
	{ "Nd:Fe:B 30:69:1", "Nd=30|Fe=69|B=1" },
	{ "Nd 29,5 %, Fe 70,5 %", "Nd=29,5 %|Fe=70,5 %" },
	{ "Nd 29,5%、Fe 70,5%", "Nd=29,5%|Fe=70,5%" },
	{ "钕 29%、铁 68%", "钕=29%|铁=68%" },
	{ "Neodymium (7440-00-8): 29 %", "Neodymium (7440-00-8)=29 %" },
	{ "Nd2O3 5 %, SiO2 95 %", "Nd2O3=5 %|SiO2=95 %" },
	{ "Nd (29.5 %), Fe (68 %)", "Nd=29.5 %|Fe=68 %" },
	{ "Nd=29%;Fe=68%", "Nd=29%|Fe=68%" },
	{ "0.5 g Nd, 1.2 g Fe", "Nd=0.5 g|Fe=1.2 g" },
	{ "Nd 28 % - 30 %", "Nd=28 % - 30 %" },
	{ "Nd up to 5 %, Dy max 1 %", "Nd=up to 5 %|Dy=max 1 %" },
	{ "ca. 29 % Nd", "Nd=ca. 29 %" },
	{ "Nd, Fe, B", "Nd=|Fe=|B=" },
	{ "Nd2Fe14B", "Nd2Fe14B=" },
	{ "Terbium 88 mg/kg; Nd: 5 %", "Terbium=88 mg/kg|Nd=5 %" },
	{ "Composition: Nd 29 %", "Nd=29 %" },
	/* the label of one part is none of the whole */
	{ "Coating (Ni 100 %)", "Coating (Ni=100 %" },
	{ "NdFeB", NULL },
	{ "29 %", NULL },
	{ "", NULL },
	{ " , ; ", NULL },
};

START_TEST(a_cell_is_cut_into_names_and_amounts)
{
	char text[400] = "";
	struct recipe r;
	struct hints h;
	bool is;

	hints_open(&h);
	is = recipe_cut(&h, str_of(cells[_i].cell), &r);
	ck_assert_msg(
	    is == (cells[_i].parts != NULL), "\"%s\"", cells[_i].cell);
	if (!is)
		return;
	for (size_t i = 0; i < r.n; i++)
		str_add(text, sizeof(text), "%s%.*s=%.*s", i > 0 ? "|" : "",
		    STR_ARG(r.part[i].name), STR_ARG(r.part[i].amount));
	ck_assert_str_eq(text, cells[_i].parts);
}
END_TEST

START_TEST(numbers_without_a_unit_come_to_a_hundred_or_not)
{
	static const struct {
		const char *cell;
		bool hundred;
		uint8_t unit;
	} all[] = { { "Sm 25, Co 50, Fe 18, Cu 5, Zr 2", true, UNIT_NONE },
		{ "Sm 25.5, Co 74.5", true, UNIT_NONE },
		{ "Sm 25, Co 50", false, UNIT_NONE },
		{ "Sm 25 %, Co 75 %", false, UNIT_NONE },
		{ "Fe/Nd/B 68/30/2", true, UNIT_NONE },
		{ "Fe/Nd/B 68/30/2 %", false, UNIT_PERCENT },
		{ "Sm 25, Co 75 (wt%)", true, UNIT_PERCENT },
		{ "(%) Sm 25, Co 75", true, UNIT_PERCENT },
		{ "Sm 99999999999999999999, Co 1", false, UNIT_NONE } };
	struct recipe r;
	struct hints h;

	hints_open(&h);
	for (size_t i = 0; i < LENGTH(all); i++) {
		ck_assert(recipe_cut(&h, str_of(all[i].cell), &r));
		ck_assert_msg(
		    r.hundred == all[i].hundred && r.unit == all[i].unit,
		    "\"%s\"", all[i].cell);
	}
}
END_TEST

/* No text makes it read beyond its end: each beginning of a hostile one. */
START_TEST(any_text_is_cut_or_refused)
{
	static const char hostile[] =
	    "((([Nd2O3 29,5 % - 30~(7440-00-8) <<>= NdFeB: /:/ 1/2/3 ,,;| "
	    "\xE3\x80\x81 \xEF\xBC\x9A)]} Fe bal. ca. ~%%%\xE9\x92";
	struct recipe r;
	struct hints h;

	hints_open(&h);
	for (size_t from = 0; from < sizeof(hostile) - 1; from += 3)
		for (size_t n = 0; n < sizeof(hostile) - from; n++) {
			char *copy = malloc(n + 1);

			ck_assert_ptr_nonnull(copy);
			memcpy(copy, hostile + from, n);
			recipe_cut(&h, (struct str){ copy, n }, &r);
			free(copy);
		}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, a_cell_is_cut_into_names_and_amounts, 0, LENGTH(cells));
	tcase_add_test(t, numbers_without_a_unit_come_to_a_hundred_or_not);
	tcase_add_test(t, any_text_is_cut_or_refused);
}

int
main(void)
{
	return run_suite("recipe", add);
}
