/* SPDX-License-Identifier: Apache-2.0 */
/* test_wide - what a heading says of its column by itself. */
#include "core/bom/table/wide.h"

#include "core/base/file.h"
#include "core/bom/bom.h"

#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>

static uint32_t
bits(const char *symbols)
{
	uint32_t set = 0;

	if (strcmp(symbols, "all") == 0)
		return ELEMENT_ALL;
	for (const char *p = symbols; *p != '\0';) {
		size_t n = strcspn(p, ",");

		set |= (uint32_t)1 << element_find((struct str){ p, n });
		p += n + (p[n] == ',');
	}
	return set;
}

static const struct {
	const char *heading, *elements, *formula;
	enum unit unit;
	enum basis basis;
	enum wide_role role;
	bool sure;
} claims[] = {
#define PLAIN(text, e, u, s) \
	{ \
		text, e, "", u, BASIS_COUNT, WIDE_AMOUNT, s \
	}
	PLAIN("Nd %", "Nd", UNIT_PERCENT, true),
	PLAIN("Pr (wt%)", "Pr", UNIT_PERCENT, true),
	PLAIN("Dy [ppm]", "Dy", UNIT_PPM, true),
	PLAIN("La mg/kg", "La", UNIT_PPM, true),
	PLAIN("% Nd", "Nd", UNIT_PERCENT, true),
	PLAIN("wt.-% Tb", "Tb", UNIT_PERCENT, true),
	PLAIN("Nd_ppm", "Nd", UNIT_PPM, true),
	PLAIN("Nd%", "Nd", UNIT_PERCENT, true),
	PLAIN("Nd, % (w/w)", "Nd", UNIT_PERCENT, true),
	PLAIN("Nd\n(%)", "Nd", UNIT_PERCENT, true),
	PLAIN("Nd\xC2\xA0(%)", "Nd", UNIT_PERCENT, true),
	PLAIN("Nd\xEF\xBC\x88\xEF\xBC\x85\xEF\xBC\x89", "Nd", UNIT_PERCENT,
	    true), /* in full width */
	PLAIN("Neodymium (g)", "Nd", UNIT_G, true),
	PLAIN("Nd mg/pc", "Nd", UNIT_MG, true),
	PLAIN("Nd (g per part)", "Nd", UNIT_G, true),
	PLAIN("NEODYMIUM", "Nd", UNIT_NONE, true),
	PLAIN("Neodymium content [wt. %]", "Nd", UNIT_PERCENT, true),
	PLAIN("Nd (Neodymium) g/kg", "Nd", UNIT_PERMILLE, true),
	PLAIN("Gehalt an Neodym (Gew.-%)", "Nd", UNIT_PERCENT, true),
	PLAIN("Neodymgehalt (%)", "Nd", UNIT_PERCENT, true),
	PLAIN("Teneur en néodyme (%)", "Nd", UNIT_PERCENT, true),
	PLAIN("Contenido de praseodimio (%)", "Pr", UNIT_PERCENT, true),
	PLAIN("Содержание диспрозия, мас.%", "Dy", UNIT_PERCENT, true),
	PLAIN("钕含量(%)", "Nd", UNIT_PERCENT, true),
	PLAIN("镝 mg/kg", "Dy", UNIT_PPM, true),
	PLAIN("ネオジム含有量（％）", "Nd", UNIT_PERCENT, true),
	PLAIN("네오디뮴 함량 (%)", "Nd", UNIT_PERCENT, true),
	PLAIN("Pr+Nd (wt%)", "Pr,Nd", UNIT_PERCENT, true),
	PLAIN("NdPr %", "Pr,Nd", UNIT_PERCENT, true),
	PLAIN("镨钕含量（%）", "Pr,Nd", UNIT_PERCENT, true),
	PLAIN("Total REE (ppm)", "all", UNIT_PPM, true),
	PLAIN("稀土总量(wt%)", "all", UNIT_PERCENT, true),
	PLAIN("Nd", "Nd", UNIT_NONE, false),
	PLAIN("Y", "Y", UNIT_NONE, false),
	PLAIN("Er (%)", "Er", UNIT_PERCENT, false),
	PLAIN("Sc ppm", "Sc", UNIT_PPM, true),
	PLAIN("Y (mg/kg)", "Y", UNIT_PPM, true),
	PLAIN("La-Ce (%)", "La,Ce", UNIT_PERCENT, true),
	PLAIN("ND_PPM", "Nd", UNIT_PPM, false),
	PLAIN("REE", "all", UNIT_NONE, false),
#undef PLAIN
	{ "Nd2O3 %", "Nd", "Nd2O3", UNIT_PERCENT, BASIS_COUNT, WIDE_AMOUNT,
	    true },
	{ "Nd2O3 content", "Nd", "Nd2O3", UNIT_NONE, BASIS_COUNT, WIDE_AMOUNT,
	    true },
	{ "Tb₄O₇ (%)", "Tb", "Tb4O7", UNIT_PERCENT, BASIS_COUNT, WIDE_AMOUNT,
	    true },
	{ "Nd as Nd2O3 (%)", "Nd", "Nd2O3", UNIT_PERCENT, BASIS_COUNT,
	    WIDE_AMOUNT, true },
	{ "Nd2O3 as Nd (%)", "Nd", "", UNIT_PERCENT, BASIS_COUNT, WIDE_AMOUNT,
	    true },
	{ "Nd oxide (%)", "Nd", "", UNIT_PERCENT, BASIS_OXIDE, WIDE_AMOUNT,
	    true },
	{ "Dysprosiumoxid [%]", "Dy", "", UNIT_PERCENT, BASIS_OXIDE,
	    WIDE_AMOUNT, true },
	{ "Terbium als Oxid (%)", "Tb", "", UNIT_PERCENT, BASIS_OXIDE,
	    WIDE_AMOUNT, true },
	{ "Oxyde d'yttrium (ppm)", "Y", "", UNIT_PPM, BASIS_OXIDE, WIDE_AMOUNT,
	    true },
	{ "氧化镝 %", "Dy", "", UNIT_PERCENT, BASIS_OXIDE, WIDE_AMOUNT, true },
	{ "TREO (%)", "all", "", UNIT_PERCENT, BASIS_TREO, WIDE_AMOUNT, true },
	{ "Nd min (%)", "Nd", "", UNIT_PERCENT, BASIS_COUNT, WIDE_MIN, true },
	{ "Max. Dy %", "Dy", "", UNIT_PERCENT, BASIS_COUNT, WIDE_MAX, true },
	{ "Nd LOD (ppm)", "Nd", "", UNIT_PPM, BASIS_COUNT, WIDE_DETECTION,
	    true },
	{ "Fe %", "", "Fe", UNIT_PERCENT, BASIS_COUNT, WIDE_AMOUNT, false },
	{ "B (wt%)", "", "B", UNIT_PERCENT, BASIS_COUNT, WIDE_AMOUNT, false },
};

START_TEST(a_heading_says_how_much_of_what)
{
	const char *heading = claims[_i].heading;
	struct wide w;

	ck_assert_msg(
	    wide_read(str_of(heading), &w) == WIDE_CLAIM, "%s", heading);
	ck_assert_msg(
	    w.elements == bits(claims[_i].elements), "%s: elements", heading);
	ck_assert_msg(strcmp(w.formula, claims[_i].formula) == 0, "%s: %s",
	    heading, w.formula);
	ck_assert_msg(w.unit == claims[_i].unit, "%s: unit", heading);
	ck_assert_msg(w.basis == claims[_i].basis, "%s: basis", heading);
	ck_assert_msg(w.role == claims[_i].role, "%s: role", heading);
	ck_assert_msg(w.sure == claims[_i].sure, "%s: sure", heading);
}
END_TEST

static const struct {
	const char *heading;
	enum wide_kind kind;
} kinds[] = {
	{ "Nd (at%)", WIDE_LOST },
	{ "La-Lu (%)", WIDE_LOST },
	{ "Nd (vol%)", WIDE_LOST },
	{ "Nd in magnet (%)", WIDE_LOST },
	{ "Nd (% or ppm)", WIDE_LOST },
	{ "Nd (%) ppm", WIDE_LOST },
	{ "Neodymium supplier", WIDE_LOST },
	{ "Nd2O3 as Dy (%)", WIDE_LOST },
	{ "Nd mg/l", WIDE_NONE },
	{ "LOD (ppm)", WIDE_LIMIT },
	{ "Detection limit", WIDE_LIMIT },
	{ "检出限(mg/kg)", WIDE_LIMIT },
	{ "Substance 2", WIDE_GROUP },
	{ "CAS#1", WIDE_GROUP },
	{ "Content 12 (%)", WIDE_GROUP_AMOUNT },
	{ "含量1(%)", WIDE_GROUP_AMOUNT },
	{ "Substance 0", WIDE_NONE },
	{ "Substance 64", WIDE_NONE },
	{ "Substance 2026", WIDE_NONE },
	{ "Manufacturer 2", WIDE_NONE },
	{ "Weight (g)", WIDE_NONE },
	{ "Supplier", WIDE_NONE },
	{ "ND", WIDE_CLAIM },
	{ "nd", WIDE_NONE },
	{ "La quantité", WIDE_NONE },
	{ "CE marking", WIDE_NONE },
	{ "In stock", WIDE_NONE },
	{ "No of pcs", WIDE_NONE },
	{ "NdFeB grade", WIDE_NONE },
	{ "%", WIDE_NONE },
	{ "", WIDE_NONE },
	{ "()", WIDE_NONE },
	{ "((((%", WIDE_NONE },
	{ "Nd)", WIDE_CLAIM },
	{ "Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd "
	  "Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd Nd %",
	    WIDE_NONE },
};

START_TEST(what_is_not_understood_whole_is_no_content)
{
	struct wide w;

	ck_assert_msg(
	    wide_read(str_of(kinds[_i].heading), &w) == kinds[_i].kind,
	    "%s: %d", kinds[_i].heading, w.kind);
}
END_TEST

static const struct {
	const char *text, *elements, *formula;
	enum basis basis;
} names[] = {
	{ "Neodym", "Nd", "", BASIS_COUNT },
	{ "ネオジム", "Nd", "", BASIS_COUNT },
	{ "Y", "Y", "", BASIS_COUNT },
	{ "Neodymium (Nd)", "Nd", "", BASIS_COUNT },
	{ "Dysprosium (III) oxide", "Dy", "", BASIS_OXIDE },
	{ "Dysprosiumoxid", "Dy", "", BASIS_OXIDE },
	{ "氧化镝", "Dy", "", BASIS_OXIDE },
	{ "Nd metal", "Nd", "", BASIS_ELEMENT },
	{ "Pr-Nd", "Pr,Nd", "", BASIS_COUNT },
	{ "Nd2O3", "Nd", "Nd2O3", BASIS_COUNT },
	{ "Tb₄O₇", "Tb", "Tb4O7", BASIS_COUNT },
	{ "Fe", "", "Fe", BASIS_COUNT },
	{ "TREO", "all", "", BASIS_TREO },
};

START_TEST(a_name_says_which_substance)
{
	struct wide w;

	ck_assert_msg(
	    wide_names(str_of(names[_i].text), &w), "%s", names[_i].text);
	ck_assert_msg(w.elements == bits(names[_i].elements), "%s: elements",
	    names[_i].text);
	ck_assert_str_eq(w.formula, names[_i].formula);
	ck_assert_int_eq(w.basis, names[_i].basis);
}
END_TEST

static const char *const no_names[] = { "", "ND", "nd", "La-Lu", "Nd 30 %",
	"Neodymium iron boron", "NdFeB", "Nd or Pr", "Nd max", "LOD", "PVC",
	"Mine country", "Substance 2", "Yttrium aluminium garnet", "LREE",
	"7440-00-8", "Nd (at%)" };

START_TEST(what_says_more_is_no_name)
{
	struct wide w;

	ck_assert_msg(
	    !wide_names(str_of(no_names[_i]), &w), "%s", no_names[_i]);
}
END_TEST

static const struct {
	const char *heading, *elements;
	int stage;
	bool sure, told;
} stages[] = { { "Mine country", "", STAGE_MINING, true, false },
	{ "Country of mining", "", STAGE_MINING, true, false },
	{ "Separation country", "", STAGE_SEPARATION, true, false },
	{ "Refining", "", STAGE_SEPARATION, false, false },
	{ "Magnet made in", "", STAGE_MAGNET, true, false },
	{ "Country of smelting", "", STAGE_METAL, true, true },
	{ "Smelter country", "", STAGE_SEPARATION, true, true },
	{ "磁材产地", "", STAGE_MAGNET, true, false },
	{ "採掘国", "", STAGE_MINING, true, false },
	{ "Pays d'extraction", "", STAGE_MINING, true, false },
	{ "Dy mining country", "Dy", STAGE_MINING, true, false },
	{ "Mining country (Nd)", "Nd", STAGE_MINING, true, false },
	{ "Neodymium separation country", "Nd", STAGE_SEPARATION, true,
	    false } };

START_TEST(a_heading_names_a_stage)
{
	struct wide w;

	ck_assert_int_eq(wide_read(str_of(stages[_i].heading), &w), WIDE_STAGE);
	ck_assert_int_eq(w.stage, stages[_i].stage);
	ck_assert_uint_eq(w.elements, bits(stages[_i].elements));
	ck_assert_int_eq(w.sure, stages[_i].sure);
	ck_assert_int_eq(w.smelting, stages[_i].told);
}
END_TEST

START_TEST(every_column_of_a_stage_is_documented)
{
	struct error err = { 0 };
	struct bytes doc = { 0 };
	char name[120], row[160];

	ck_assert_int_eq(
	    file_load("schemas/csv-1.md", 1u << 20, &doc, &err), ST_OK);
	for (size_t i = 0; i < WIDE_STAGE_ROWS; i++)
		for (const char *p = wide_stage_words[i].names; *p != '\0';) {
			size_t n = strcspn(p, "|");

			ck_assert_uint_lt(n, sizeof(name));
			snprintf(name, sizeof(name), "%.*s", (int)n, p);
			snprintf(row, sizeof(row), " %s%s", name,
			    p[n] == '|' ? "," : " |");
			ck_assert_msg(strstr(doc.p, row) != NULL,
			    "schemas/csv-1.md lacks the column %s", name);
			p += n + (p[n] == '|');
		}
	bytes_free(&doc);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, a_name_says_which_substance, 0,
	    sizeof(names) / sizeof(names[0]));
	tcase_add_loop_test(t, what_says_more_is_no_name, 0,
	    sizeof(no_names) / sizeof(no_names[0]));
	tcase_add_loop_test(
	    t, a_heading_says_how_much_of_what, 0, LENGTH(claims));
	tcase_add_loop_test(
	    t, what_is_not_understood_whole_is_no_content, 0, LENGTH(kinds));
	tcase_add_loop_test(t, a_heading_names_a_stage, 0, LENGTH(stages));
	tcase_add_test(t, every_column_of_a_stage_is_documented);
}

int
main(void)
{
	return run_suite("wide", add);
}
