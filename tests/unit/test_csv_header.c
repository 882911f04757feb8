/* SPDX-License-Identifier: Apache-2.0 */
/* test_csv_header - which table is it, and where its columns stand. */
#include "core/bom/table/csv_fit.h"

#include "core/base/file.h"

#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *header;
	enum format format;
} kinds[] = {
	{ "parent,child,qty,uom", FORMAT_CSV_EDGES },
	{ "Parent Part Number;Component;Quantity;Unit", FORMAT_CSV_EDGES },
	{ "parent,part,unit", FORMAT_CSV_EDGES },
	{ "BoM Level,ID,Name,Item Type,Quantity,Unit of measure,Measured mass "
	  "(per UoM),Measured mass unit",
	    FORMAT_CSV_LEVELS },
	{ "level,part,qty,uom,description,mass_g", FORMAT_CSV_LEVELS },
	{ "part,mass,mass unit", FORMAT_CSV_ITEMS },
	{ "part", FORMAT_CSV_ITEMS },
	{ "part,country of origin", FORMAT_CSV_ITEMS },
	{ "part,element,origin,mass,unit,declared_on", FORMAT_CSV_CONTENT },
	{ "part\tcas\tamount\tunit", FORMAT_CSV_CONTENT },
	{ "part,element", FORMAT_CSV_CONTENT },
	{ "part,element,stage,origin,share", FORMAT_CSV_ORIGINS },
	{ "part,origin,stage", FORMAT_CSV_ORIGINS },
	{ "element,price,currency,unit", FORMAT_CSV_PRICES },
	{ "from,to,rate,date,source", FORMAT_CSV_RATES },
	{ "part,quantity", FORMAT_CSV_EDGES }, /* of one product */
	{ "Référence;Désignation;Qté", FORMAT_CSV_EDGES },
	{ "quantity,unit", FORMAT_UNKNOWN },
	{ "alpha,beta", FORMAT_UNKNOWN },
	{ "", FORMAT_UNKNOWN },
	{ "part,name;mass,hs;form", FORMAT_UNKNOWN },
};

START_TEST(case_blanks_and_punctuation_do_not_count)
{
	static const char *const same[] = { "parent part number",
		"Parent_Part-Number", "PARENTPARTNUMBER",
		" parent  part number. ",
		"(Parent) [Part] Number:", "Ｐarent part（number）",
		/* Blanks that spreadsheets and web pages leave behind. */
		"parent\xC2\xA0part number\xC2\xA0",
		"\xEF\xBB\xBFparent part\xE3\x80\x80number",
		"pa\xC2\xADrent part number\xE2\x80\x8B" };

	for (size_t i = 0; i < LENGTH(same); i++)
		ck_assert_int_eq(csv_column_find(str_of(same[i])), COL_PARENT);
	ck_assert_int_eq(csv_column_find(STR("parents")), COL_COUNT);
	ck_assert_int_eq(csv_column_find(STR("part ##")), COL_COUNT);
	ck_assert_int_eq(csv_column_find(STR("")), COL_COUNT);
	ck_assert_int_eq(csv_column_find(STR("---")), COL_COUNT);
}
END_TEST

START_TEST(names_may_be_of_other_languages)
{
	static const struct {
		const char *name;
		enum csv_column column;
	} named[] = { { "Sach-Nr.", COL_PART }, { "RÉFÉRENCE", COL_PART },
		{ "Código", COL_PART }, { "Обозначение", COL_PART },
		{ "ОБОЗНАЧЕНИЕ", COL_PART }, { "子项物料编码", COL_PART },
		{ "品番", COL_PART }, { "품번", COL_PART },
		{ "母件编码", COL_PARENT }, { "Niveau", COL_LEVEL },
		{ "Qté", COL_QUANTITY }, { "QUANTITÀ", COL_QUANTITY },
		{ "Кол-во", COL_QUANTITY }, { "員数", COL_QUANTITY },
		{ "基本用量", COL_QUANTITY }, { "Mengeneinheit", COL_UNIT },
		{ "Ед. изм.", COL_UNIT }, { "Poids unitaire", COL_MASS },
		{ "CAS-Nr.", COL_CAS }, { "Stoff", COL_SUBSTANCE },
		{ "物質名", COL_SUBSTANCE }, { "함량", COL_AMOUNT },
		{ "Výrobce", COL_MAKER }, { "Ülke", COL_COUNT } };

	for (size_t i = 0; i < LENGTH(named); i++)
		ck_assert_msg(
		    csv_column_find(str_of(named[i].name)) == named[i].column,
		    "%s", named[i].name);
}
END_TEST

START_TEST(a_name_may_say_its_unit)
{
	static const struct {
		const char *name;
		enum csv_column column;
		enum unit unit;
	} named[] = { { "mass_g", COL_MASS, UNIT_G },
		{ "Weight (kg)", COL_MASS, UNIT_KG },
		{ "Net Weight [mg]", COL_MASS, UNIT_MG },
		{ "amount ppm", COL_AMOUNT, UNIT_PPM },
		{ "share %", COL_SHARE, UNIT_PERCENT },
		{ "mass\xC2\xA0(g)\xC2\xA0", COL_MASS, UNIT_G },
		{ "% w/w", COL_AMOUNT, UNIT_PERCENT },
		{ "Wt%", COL_AMOUNT, UNIT_PERCENT },
		{ "Gew.-%", COL_AMOUNT, UNIT_PERCENT },
		{ "Anteil (%)", COL_AMOUNT, UNIT_PERCENT },
		{ "Weight %", COL_AMOUNT, UNIT_PERCENT },
		{ "质量%", COL_AMOUNT, UNIT_PERCENT },
		{ "％", COL_COUNT, UNIT_NONE },
		{ "mass %", COL_AMOUNT, UNIT_PERCENT },
		{ "PPM", COL_AMOUNT, UNIT_PPM }, { "%", COL_COUNT, UNIT_NONE },
		{ "percent", COL_COUNT, UNIT_NONE },
		{ "price kg", COL_COUNT, UNIT_NONE },
		{ "单重（克）", COL_MASS, UNIT_G },
		{ "重量kg", COL_MASS, UNIT_KG },
		{ "質量(g)", COL_MASS, UNIT_G },
		/* a microgram is no gram */
		{ "mass \xC2\xB5g", COL_MASS, UNIT_UG },
		{ "Content (mg/kg)", COL_AMOUNT, UNIT_PPM },
		{ "AĞIRLIK (G)", COL_MASS, UNIT_G },
		{ "含量（mg/kg）", COL_AMOUNT, UNIT_PPM },
		{ "amount_mg/kg", COL_AMOUNT, UNIT_PPM },
		{ "Concentration, % w/w", COL_AMOUNT, UNIT_PERCENT },
		{ "Gehalt in %", COL_AMOUNT, UNIT_PERCENT },
		{ "min (%)", COL_MIN, UNIT_PERCENT },
		{ "Max [ppm]", COL_MAX, UNIT_PPM },
		{ "Qty (mg/kg)", COL_COUNT, UNIT_NONE },
		{ "mass", COL_COUNT, UNIT_NONE },
		{ "g", COL_COUNT, UNIT_NONE } };

	for (size_t i = 0; i < LENGTH(named); i++) {
		enum unit unit = UNIT_NONE;

		ck_assert_int_eq(
		    csv_column_with_unit(str_of(named[i].name), &unit),
		    named[i].column);
		if (named[i].column != COL_COUNT)
			ck_assert_int_eq(unit, named[i].unit);
	}
}
END_TEST

START_TEST(a_name_may_say_for_how_many)
{
	static const struct {
		const char *name, *number;
	} named[] = { { "Qty for 10 boards", "10" }, { "qty per 1000", "1000" },
		{ "Qty (per 12 pcs)", "12" }, { "Qty for 10pcs", "10" },
		/* in groups: which of them is meant nobody can tell */
		{ "Qty per 1,000 boards", NULL },
		{ "Qty for 1.000 boards", NULL }, { "Qty for 1.5 m", NULL },
		{ "Qty for 1'000", NULL }, { "Qty per 1k", NULL },
		{ "Qty per 1K pcs", NULL }, { "Qty for 1 000", NULL },
		{ "Qty for 1\xC2\xA0"
		  "000",
		    NULL },
		{ "Qty for 1\xE2\x80\x99"
		  "000",
		    NULL } };

	for (size_t i = 0; i < LENGTH(named); i++) {
		struct str number = { "", 0 };
		enum unit of = UNIT_NONE;
		bool is = csv_column_with_number(str_of(named[i].name), &number,
			      &of) == COL_QUANTITY;

		ck_assert_msg(
		    is == (named[i].number != NULL), "%s", named[i].name);
		if (is)
			ck_assert(str_is(number, named[i].number));
	}
}
END_TEST

/* Reads a header row; the caller looks at *h and *f. */
static enum status
header(const char *text, struct csv_header *h, struct findings *f)
{
	struct csv c;
	enum status st = csv_open(&c, str_of(text), "x", f);

	struct fit x = { .level = FIT_LEVEL_NONE };

	if (st == ST_OK)
		st = csv_header_read(h, &c, &x, f);
	fit_free(&x);
	csv_close(&c);
	return st;
}

/* One that is refused tells it as well, unless no separator fits. */
START_TEST(the_header_row_tells_the_table)
{
	struct csv_header h = { .format = FORMAT_UNKNOWN };
	struct findings f = { 0 };

	header(kinds[_i].header, &h, &f);
	ck_assert_int_eq(h.format, kinds[_i].format);
	findings_free(&f);
}
END_TEST

START_TEST(the_separator_is_told_from_the_names)
{
	struct csv_header h = { .format = FORMAT_UNKNOWN };
	struct findings f = { 0 };

	ck_assert_int_eq(
	    header("parent;part;qty;\"a, b, c, d, e, f\"\n", &h, &f), ST_OK);
	ck_assert_uint_eq(h.n, 4);
	ck_assert_int_eq(h.field[COL_QUANTITY], 2);
	ck_assert_uint_eq(f.warnings, 1);
	findings_free(&f);
}
END_TEST

static const struct {
	const char *text;
	enum status code;
	uint32_t col;
} refusals[] = {
	{ "parent,part,qty,quantity\n", ST_DUPLICATE, 17 },
	{ "part,mass_g,weight\n", ST_DUPLICATE, 13 },
	{ "level,qty\n", ST_SCHEMA, 1 },
	{ "qty,unit\n", ST_SCHEMA, 1 },
	{ "element,price,unit\n", ST_INCOMPLETE, 19 },
	{ "part,mass_g,mass unit\n", ST_CONFLICT, 13 },
	{ "part,element,amount ppm,unit\n", ST_CONFLICT, 25 },
	{ "part,name;mass,hs;form\n", ST_SYNTAX, 1 },
	{ "# only this\n", ST_SYNTAX, 1 },
};

START_TEST(a_header_row_is_refused_at_its_place)
{
	struct csv_header h = { .format = FORMAT_UNKNOWN };
	struct findings f = { 0 };

	ck_assert_int_eq(header(refusals[_i].text, &h, &f), refusals[_i].code);
	ck_assert_uint_eq(f.first.at.col, refusals[_i].col);
	findings_free(&f);
}
END_TEST

START_TEST(columns_of_no_use_are_one_warning)
{
	struct csv_header h = { .format = FORMAT_UNKNOWN };
	struct findings f = { 0 };

	ck_assert_int_eq(
	    header("parent,colour,part,qty,unit,basis\n", &h, &f), ST_OK);
	ck_assert_uint_eq(f.n, 1);
	ck_assert_int_eq(f.list[0].sev, SEV_WARNING);
	ck_assert_uint_eq(f.list[0].at.col, 8);
	ck_assert_str_eq(
	    f.list[0].text, "2 columns of no use here: \"colour\", \"basis\"");
	findings_free(&f);
}
END_TEST

START_TEST(mass_is_the_amount_of_content)
{
	struct csv_header h = { .format = FORMAT_UNKNOWN };
	struct findings f = { 0 };

	ck_assert_int_eq(
	    header("part,element,mass,mass unit\n", &h, &f), ST_OK);
	ck_assert_int_eq(h.field[COL_AMOUNT], 2);
	ck_assert_int_eq(h.field[COL_UNIT], 3);
	ck_assert_int_eq(h.field[COL_MASS], -1);
	ck_assert_uint_eq(f.n, 0);
	findings_free(&f);
}
END_TEST

START_TEST(no_name_means_two_columns)
{
	char text[2000];

	for (int i = 0; i < COL_COUNT; i++) {
		csv_aliases((enum csv_column)i, text, sizeof(text));
		for (char *p = strtok(text, ","); p != NULL;
		     p = strtok(NULL, ","))
			ck_assert_int_eq(csv_column_find(str_of(p)), i);
	}
}
END_TEST

START_TEST(the_prose_lists_the_same_names)
{
	struct bytes doc = { 0 };
	struct error err = { 0 };
	char text[2000], row[2100];

	ck_assert_int_eq(
	    file_load("schemas/csv-1.md", 1u << 20, &doc, &err), ST_OK);
	for (int i = 0; i < COL_COUNT; i++) {
		char *rest;

		csv_aliases((enum csv_column)i, text, sizeof(text));
		rest = strchr(text, ',');
		if (rest != NULL)
			*rest++ = '\0';
		snprintf(row, sizeof(row), "\n| %s |%s |", text,
		    rest != NULL ? rest : " ");
		ck_assert_msg(strstr(doc.p, row) != NULL,
		    "schemas/csv-1.md lacks the row%s", row);
	}
	bytes_free(&doc);
}
END_TEST

/* Each further name of a column, in the list of names so far. */
static void
look_at_further(enum csv_column column, char *list, size_t size)
{
	char name[200];

	for (const char *p = csv_more[column]; *p != '\0';) {
		size_t n = strcspn(p, "|");

		snprintf(name, sizeof(name), "%.*s", (int)n, p);
		ck_assert_msg(csv_column_find(str_of(name)) == column,
		    "\"%s\" is another column", name);
		ck_assert_msg(csv_gives_way(str_of(name)),
		    "\"%s\" does not give way", name);
		str_add(list, size, "%s%s", list[0] != '\0' ? ", " : "", name);
		p += n + (p[n] == '|');
	}
}

START_TEST(further_names_stand_in_the_prose_and_give_way)
{
	static char list[8000], row[8100];
	struct bytes doc = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    file_load("schemas/csv-1.md", 1u << 20, &doc, &err), ST_OK);
	for (int i = 0; i < COL_COUNT; i++) {
		char first[40];

		if (csv_more[i] == NULL)
			continue;
		list[0] = '\0';
		look_at_further((enum csv_column)i, list, sizeof(list));
		csv_column_name((enum csv_column)i, first);
		snprintf(row, sizeof(row), "\n| %s | %s |", first, list);
		ck_assert_msg(strstr(doc.p, row) != NULL,
		    "schemas/csv-1.md lacks the row%s", row);
	}
	bytes_free(&doc);
	ck_assert(!csv_gives_way(STR("part number")));
	ck_assert(!csv_gives_way(STR("colour")));
	ck_assert(csv_gives_way(STR("Component weight (mg)")));
}
END_TEST

START_TEST(a_product_is_a_parent_beside_components_alone)
{
	static const struct {
		const char *header;
		bool parent; /* in the first column */
		int part;
	} rows[] = { { "Product,Component,Qty\n", true, 1 },
		{ "产品,子件编码,用量\n", true, 1 },
		{ "Product,Part number,Qty\n", false, 1 },
		{ "Model,SKU,Qty\n", false, 1 },
		{ "Component,Product,Qty\n", false, 0 } };

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct csv_header h = { .format = FORMAT_UNKNOWN };
		struct findings f = { 0 };

		header(rows[i].header, &h, &f);
		ck_assert_msg((h.field[COL_PARENT] == 0) == rows[i].parent,
		    "%s", rows[i].header);
		ck_assert_msg(
		    h.field[COL_PART] == rows[i].part, "%s", rows[i].header);
		findings_free(&f);
	}
}
END_TEST

START_TEST(a_further_name_counts_where_there_is_no_other)
{
	static const struct {
		const char *header;
		int part, mass;
	} rows[] = { { "SKU,Qty,Component weight (g)\n", 0, 2 },
		{ "SKU,Part number,Qty,Item weight,Weight (g)\n", 1, 4 },
		{ "Part number,SKU,Qty,Weight (g),Item weight\n", 0, 3 } };

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct csv_header h = { .format = FORMAT_UNKNOWN };
		struct findings f = { 0 };

		ck_assert_int_eq(header(rows[i].header, &h, &f), ST_OK);
		ck_assert_int_eq(h.field[COL_PART], rows[i].part);
		ck_assert_int_eq(h.field[COL_MASS], rows[i].mass);
		ck_assert_uint_eq(h.unit[COL_MASS], UNIT_G);
		findings_free(&f);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, the_header_row_tells_the_table, 0, LENGTH(kinds));
	tcase_add_test(t, case_blanks_and_punctuation_do_not_count);
	tcase_add_test(t, further_names_stand_in_the_prose_and_give_way);
	tcase_add_test(t, a_further_name_counts_where_there_is_no_other);
	tcase_add_test(t, a_product_is_a_parent_beside_components_alone);
	tcase_add_test(t, names_may_be_of_other_languages);
	tcase_add_test(t, a_name_may_say_its_unit);
	tcase_add_test(t, a_name_may_say_for_how_many);
	tcase_add_test(t, the_separator_is_told_from_the_names);
	tcase_add_loop_test(
	    t, a_header_row_is_refused_at_its_place, 0, LENGTH(refusals));
	tcase_add_test(t, columns_of_no_use_are_one_warning);
	tcase_add_test(t, mass_is_the_amount_of_content);
	tcase_add_test(t, no_name_means_two_columns);
	tcase_add_test(t, the_prose_lists_the_same_names);
}

int
main(void)
{
	return run_suite("csv_header", add);
}
