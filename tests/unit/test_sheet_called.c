/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sheet_called - what the name of a sheet says of its list of parts.
 */
#include "core/bom/sheet/sheet_called.h"

#include "tests/unit/run.h"

static const struct {
	const char *name;
	enum sheet_says says;
	const char *product, *number;
} names[] = {
	{ "", SHEET_GENERIC, "", "" },
	{ "Sheet1", SHEET_GENERIC, "Sheet1", "" },
	{ "Tabelle 2", SHEET_GENERIC, "Tabelle 2", "" },
	{ "工作表1", SHEET_GENERIC, "工作表1", "" },
	{ "BOM", SHEET_GENERIC, "", "" },
	{ "STÜCKLISTE", SHEET_GENERIC, "", "" },
	{ "BOM 2", SHEET_GENERIC, "2", "" },
	{ "A", SHEET_GENERIC, "A", "" },
	{ "0603", SHEET_GENERIC, "0603", "" },
	{ "Final assembly", SHEET_GENERIC, "Final assembly", "" },
	{ "Rev A", SHEET_VERSION, "Rev A", "" },
	{ "revB", SHEET_VERSION, "revB", "" },
	{ "V2", SHEET_VERSION, "V2", "" },
	{ "BOM old", SHEET_VERSION, "old", "" },
	{ "Board (2)", SHEET_VERSION, "Board (2)", "" },
	{ "2024-05-01", SHEET_VERSION, "2024-05-01", "2024-05-01" },
	{ "DU-200 rev B", SHEET_VERSION, "DU-200 rev B", "DU-200" },
	{ "控制板旧", SHEET_VERSION, "控制板旧", "" },
	{ "BOM Total", SHEET_SUMMARY, "Total", "" },
	{ "汇总", SHEET_SUMMARY, "汇总", "" },
	{ "Electrical", SHEET_SECTION, "Electrical", "" },
	{ "Printed Parts", SHEET_SECTION, "Printed", "" },
	{ "Resistors 0603", SHEET_SECTION, "Resistors 0603", "" },
	{ "Motors", SHEET_SECTION, "Motors", "" },
	{ "Cardboard", SHEET_SECTION, "Cardboard", "" },
	{ "Variant A", SHEET_VARIANT, "Variant A", "" },
	{ "Main board BOM", SHEET_THING, "Main board", "" },
	{ "BOM_MainBoard", SHEET_THING, "MainBoard", "" },
	{ "Electronics board", SHEET_THING, "Electronics board", "" },
	{ "Hauptplatine", SHEET_THING, "Hauptplatine", "" },
	{ "控制板", SHEET_THING, "控制板", "" },
	{ "Pump2", SHEET_THING, "Pump2", "" },
	{ "DU-200", SHEET_NUMBER, "DU-200", "DU-200" },
	{ "BOM DU-200", SHEET_NUMBER, "DU-200", "DU-200" },
	{ "DU-200 (BOM)", SHEET_NUMBER, "DU-200", "DU-200" },
	{ "100234", SHEET_NUMBER, "100234", "100234" },
	{ "B_100", SHEET_NUMBER, "B_100", "B_100" },
	{ "24V", SHEET_UNCLEAR, "24V", "" },
	{ "100pcs", SHEET_UNCLEAR, "100pcs", "" },
	{ "Step-3", SHEET_UNCLEAR, "Step-3", "" },
	{ "X axis", SHEET_UNCLEAR, "X axis", "" },
	{ "a b c d e f g h i j k l m n", SHEET_UNCLEAR,
	    "a b c d e f g h i j k l m n", "" },
};

START_TEST(a_name_says_what_the_list_is_of_or_why_it_does_not)
{
	struct sheet_name x = sheet_name_of(str_of(names[_i].name));

	ck_assert_msg(
	    x.says == names[_i].says, "%s: %d", names[_i].name, (int)x.says);
	ck_assert_msg(str_is(x.product, names[_i].product), "%s: %.*s",
	    names[_i].name, STR_ARG(x.product));
	ck_assert_msg(str_is(x.number, names[_i].number), "%s: %.*s",
	    names[_i].name, STR_ARG(x.number));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t,
	    a_name_says_what_the_list_is_of_or_why_it_does_not, 0,
	    LENGTH(names));
}

int
main(void)
{
	return run_suite("sheet_called", add);
}
