/* SPDX-License-Identifier: Apache-2.0 */
/* test_sheet_cell - numbers in cells as the texts that people see. */
#include "core/bom/sheet/sheet_cell.h"

#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *stored, *format;
	enum cell_use use;
	const char *text;
} numbers[] = {
	{ "0.1", "General", CELL_AS_NUMBER, "0.1" },
	{ "12", "General", CELL_AS_NUMBER, "12" },
	{ "-0", "General", CELL_AS_NUMBER, "0" },
	{ "0.000", "General", CELL_AS_NUMBER, "0" },
	{ "-2.50", "0.00", CELL_AS_NUMBER, "-2.5" },
	{ ".5", "General", CELL_AS_NUMBER, "0.5" },
	{ "0.30000000000000004", "General", CELL_AS_NUMBER, "0.3" },
	{ "29.999999999999996", "General", CELL_AS_NUMBER, "30" },
	{ "9.9999999999999995E-2", "General", CELL_AS_NUMBER, "0.1" },
	{ "123456789012345678", "General", CELL_AS_NUMBER,
	    "123456789012346000" },
	{ "1E-3", "General", CELL_AS_NUMBER, "0.001" },
	{ "9.55167E+12", "0.00E+00", CELL_AS_TEXT, "9551670000000" },
	{ "2.5E+60", "General", CELL_AS_NUMBER, "2.5e60" },
	{ "1e-60", "General", CELL_AS_NUMBER, "1e-60" },
	/* what a format rounds away is still there */
	{ "0.123456", "0.00", CELL_AS_NUMBER, "0.123456" },
	{ "0.05", "0%", CELL_AS_NUMBER, "5 %" },
	{ "0.295", "0.0%", CELL_AS_NUMBER, "29.5 %" },
	{ "0", "0%", CELL_AS_NUMBER, "0 %" },
	{ "1", "[Red]0.00%;-0%", CELL_AS_NUMBER, "100 %" },
	{ "8", "0000", CELL_AS_TEXT, "0008" },
	{ "12345", "0000", CELL_AS_TEXT, "12345" },
	{ "8", "0000", CELL_AS_NUMBER, "8" },
	{ "12345", "000-000", CELL_AS_TEXT, "012-345" },
	{ "1310732", "0000000\\-00\\-0", CELL_AS_TEXT, "0001310-73-2" },
	{ "1234567", "#\\-00", CELL_AS_TEXT, "12345-67" },
	{ "85051110", "General", CELL_AS_TEXT, "85051110" },
	{ "4.7", "0000", CELL_AS_TEXT, "4.7" },
	{ "1", "yyyy-mm-dd", CELL_AS_DATE, "1900-01-01" },
	{ "59", "yyyy-mm-dd", CELL_AS_DATE, "1900-02-28" },
	{ "60", "yyyy-mm-dd", CELL_AS_DATE, "60" },
	{ "61", "yyyy-mm-dd", CELL_AS_DATE, "1900-03-01" },
	{ "45000", "dd/mm/yy", CELL_AS_DATE, "2023-03-15" },
	{ "45000.75", "m/d/yy h:mm", CELL_AS_DATE, "2023-03-15" },
	{ "2958465", "yyyy-mm-dd", CELL_AS_DATE, "9999-12-31" },
	{ "2958466", "yyyy-mm-dd", CELL_AS_DATE, "2958466" },
	{ "-1", "yyyy-mm-dd", CELL_AS_DATE, "-1" },
	{ "45000", "General", CELL_AS_DATE, "45000" },
	/* a day where a number is meant is seen */
	{ "45000", "mmm-yy", CELL_AS_NUMBER, "2023-03-15" },
	{ "twelve", "General", CELL_AS_NUMBER, "twelve" },
	{ "1e", "General", CELL_AS_NUMBER, "1e" },
	{ "", "General", CELL_AS_NUMBER, "" },
};

START_TEST(a_number_is_the_text_that_people_see)
{
	struct cell_change x;
	char room[CELL_TEXT];
	struct str s = cell_number(str_of(numbers[_i].stored),
	    style_of(str_of(numbers[_i].format)), false, numbers[_i].use, room,
	    &x);

	ck_assert_msg(str_is(s, numbers[_i].text), "%s as %s is %.*s, not %s",
	    numbers[_i].stored, numbers[_i].format, STR_ARG(s),
	    numbers[_i].text);
}
END_TEST

START_TEST(days_may_be_counted_from_1904)
{
	struct cell_change x;
	char room[CELL_TEXT];
	struct style day = style_of(STR("yyyy-mm-dd"));

	ck_assert(
	    str_is(cell_number(STR("0"), day, true, CELL_AS_DATE, room, &x),
		"1904-01-01"));
	ck_assert(x.is_date);
	ck_assert(
	    str_is(cell_number(STR("43538"), day, true, CELL_AS_DATE, room, &x),
		"2023-03-15"));
}
END_TEST

START_TEST(a_whole_number_of_sixteen_digits_is_not_to_be_trusted)
{
	struct style plain = style_of(STR("General"));
	struct cell_change x;
	char room[CELL_TEXT];

	cell_number(
	    STR("999999999999999"), plain, false, CELL_AS_TEXT, room, &x);
	ck_assert(!x.imprecise);
	cell_number(
	    STR("1.23456789012346E+18"), plain, false, CELL_AS_TEXT, room, &x);
	ck_assert(x.imprecise);
}
END_TEST

static const struct {
	const char *format;
	enum style_kind kind;
} formats[] = {
	{ "General", STYLE_PLAIN },
	{ "@", STYLE_PLAIN },
	{ "0", STYLE_DIGITS },
	{ "0.00", STYLE_PLAIN },
	{ "#,##0", STYLE_PLAIN },
	{ "00000", STYLE_DIGITS },
	{ "0.00E+00", STYLE_PLAIN },
	{ "0%", STYLE_PERCENT },
	{ "0.0\\ %", STYLE_PERCENT },
	{ "0\"%\"", STYLE_DIGITS }, /* a sign that is text alone */
	{ "yyyy\"\xE5\xB9\xB4\"m\"\xE6\x9C\x88\"", STYLE_DATE },
	{ "[$-409]d\\-mmm\\-yy;@", STYLE_DATE },
	{ "mmm", STYLE_DATE },
	{ "h:mm", STYLE_PLAIN },
	{ "[h]:mm:ss", STYLE_PLAIN },
	{ "m/d/yy h:mm", STYLE_DATE },
	{ "[Red]0.00", STYLE_PLAIN },
	{ "\"day \"0", STYLE_DIGITS },
	{ "\"A0\"00", STYLE_PLAIN }, /* a nought that is text */
	{ "\\0000", STYLE_PLAIN },
	{ "_-* #,##0.00\\ \"kg\"_-", STYLE_PLAIN },
	{ "# ?/?", STYLE_PLAIN },
	{ "0;[Red]-0%", STYLE_DIGITS },
	{ "\"", STYLE_PLAIN },
	{ "", STYLE_PLAIN },
};

static const struct {
	const char *format, *currency;
} shown[] = {
	{ "[$\xE2\x82\xAC-407]#,##0.00", "EUR" },
	{ "#,##0.00\\ [$\xE2\x82\xAC-407];[Red]-0", "EUR" },
	{ "#,##0.00\\ \"\xE2\x82\xAC\"", "EUR" },
	{ "\"$\"#,##0.00", "$" },
	{ "$#,##0.00", "$" },
	{ "\\$#,##0", "$" },
	{ "[$$-409]#,##0.00", "USD" },
	{ "[$$-1009]#,##0.00", "CAD" },
	{ "[$$-404]#,##0.00", "TWD" },
	{ "[$$-540A]#,##0.00", "$" },
	{ "[$\xC2\xA5-804]#,##0.00", "CNY" },
	{ "[$\xC2\xA5-411]#,##0", "JPY" },
	{ "\"\xC2\xA5\"#,##0", "\xC2\xA5" },
	{ "[$CHF] #,##0.00", "CHF" },
	{ "#,##0.00 \"USD\"", "USD" },
	{ "[$kr-41D]#,##0", "SEK" },
	{ "[$\xC2\xA3-809]#,##0.00", "GBP" },
	{ "_-* #,##0.00\\ [$\xE2\x82\xAC-407]_-", "EUR" },
	{ "General", "" },
	{ "0.00", "" },
	{ "#,##0.00\\ \"kg\"", "" },
	{ "[$-409]d\\-mmm\\-yy", "" },
	{ "0;\"$\"0", "" },
	{ "[$", "" },
	{ "[$]0", "" },
	{ "\"", "" },
	{ "\\", "" },
};

START_TEST(a_format_says_which_currency_is_shown)
{
	struct style style = style_of(str_of(shown[_i].format));

	ck_assert_msg(strcmp(style.currency, shown[_i].currency) == 0,
	    "%s shows \"%s\"", shown[_i].format, style.currency);
}
END_TEST

START_TEST(a_format_says_what_is_made_of_a_number)
{
	ck_assert_msg(
	    style_of(str_of(formats[_i].format)).kind == formats[_i].kind,
	    "%s is %d", formats[_i].format,
	    (int)style_of(str_of(formats[_i].format)).kind);
}
END_TEST

START_TEST(cells_are_called_as_spreadsheets_call_them)
{
	static const struct {
		uint32_t row, column;
		const char *name;
	} cells[] = { { 1, 1, "A1" }, { 7, 3, "C7" }, { 2, 26, "Z2" },
		{ 2, 27, "AA2" }, { 9, 702, "ZZ9" }, { 9, 703, "AAA9" },
		{ 1048576, 16384, "XFD1048576" } };
	uint32_t row, column;
	char name[16];

	for (size_t i = 0; i < LENGTH(cells); i++) {
		cell_name(cells[i].row, cells[i].column, name);
		ck_assert_str_eq(name, cells[i].name);
		ck_assert(cell_place(str_of(name), &row, &column));
		ck_assert_uint_eq(row, cells[i].row);
		ck_assert_uint_eq(column, cells[i].column);
	}
	ck_assert(cell_place(STR("aa2"), &row, &column));
	ck_assert(!cell_place(STR("XFE1"), &row, &column));
	ck_assert(!cell_place(STR("A1048577"), &row, &column));
	ck_assert(!cell_place(STR("A0"), &row, &column));
	ck_assert(!cell_place(STR("A"), &row, &column));
	ck_assert(!cell_place(STR("7"), &row, &column));
	ck_assert(!cell_place(STR("AAAA1"), &row, &column));
	ck_assert(!cell_place(STR("$A$1"), &row, &column));
	ck_assert(!cell_place(STR(""), &row, &column));
}
END_TEST

/* Some number of up to 17 digits; printf knows the rest. */
START_TEST(numbers_are_rounded_as_printf_rounds_them)
{
	struct style plain = style_of(STR("General"));
	char stored[64], want[64], room[CELL_TEXT];
	struct cell_change x;
	unsigned seed = 1;

	for (int i = 0; i < 20000; i++) {
		double v = 0;
		struct str s;

		for (int k = 0; k < 5; k++) {
			seed = seed * 1103515245 + 12345;
			v = v / 65536 + (double)(seed >> 16);
		}
		seed = seed * 1103515245 + 12345;
		for (unsigned k = seed >> 16; k % 16 > 0; k--)
			v = k % 512 < 256 ? v / 1000 : v * 10;
		snprintf(stored, sizeof(stored), "%.16e", v);
		if (stored[16] == '5' && stored[17] == '0')
			continue; /* half-way: of the digits, not of v */
		snprintf(want, sizeof(want), "%.15g", v);
		s = cell_number(
		    str_of(stored), plain, false, CELL_AS_NUMBER, room, &x);
		ck_assert_msg(strtod(s.p, NULL) == strtod(want, NULL),
		    "%s is %.*s, not %s", stored, STR_ARG(s), want);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, a_number_is_the_text_that_people_see, 0, LENGTH(numbers));
	tcase_add_test(t, days_may_be_counted_from_1904);
	tcase_add_test(
	    t, a_whole_number_of_sixteen_digits_is_not_to_be_trusted);
	tcase_add_loop_test(
	    t, a_format_says_which_currency_is_shown, 0, LENGTH(shown));
	tcase_add_loop_test(
	    t, a_format_says_what_is_made_of_a_number, 0, LENGTH(formats));
	tcase_add_test(t, cells_are_called_as_spreadsheets_call_them);
	tcase_add_test(t, numbers_are_rounded_as_printf_rounds_them);
}

int
main(void)
{
	return run_suite("sheet_cell", add);
}
