/* SPDX-License-Identifier: Apache-2.0 */
/* test_decimal - commas, points and signs of money, once they are declared. */
#include "core/bom/field/currency.h"
#include "core/bom/table/decimal.h"

#include "tests/unit/run.h"

#include <string.h>

static const struct {
	const char *text;
	const char *comma, *point; /* as read with either decimal */
} numbers[] = {
	{ "1,5", "1.5", "1,5" },
	{ "1.5", "1.5", "1.5" },
	{ "1,500", "1.500", "1500" },
	{ "1.500", "1500", "1.500" },
	{ "1.234.567,89", "1234567.89", "1.234.567,89" },
	{ "1,234,567.89", "1,234,567.89", "1234567.89" },
	{ "12,50 kg", "12.50 kg", "12,50 kg" },
	{ "0,05-0,2", "0.05-0.2", "0,05-0,2" },
	{ "<0,1 %", "<0.1 %", "<0,1 %" },
	{ ",5", ".5", ",5" },
	{ "1'234'567", "1234567", "1234567" },
	{ "1\xC2\xA0"
	  "234,5",
	    "1234.5",
	    "1\xC2\xA0"
	    "234,5" },
	{ "1,2,3", "1,2,3", "1,2,3" },
	{ "12,34.5", "12,34.5", "12,34.5" },
	{ "1234,567", "1234.567", "1234,567" },
	{ "1e-3", "1e-3", "1e-3" },
	{ "unknown", "unknown", "unknown" },
	{ "", "", "" },
	{ "1,", "1,", "1," },
};

START_TEST(a_number_reads_as_declared)
{
	struct str s = str_of(numbers[_i].text);
	char out[64];

	ck_assert(
	    str_is(decimal_rewrite(DECIMAL_COMMA, s, out), numbers[_i].comma));
	ck_assert(
	    str_is(decimal_rewrite(DECIMAL_POINT, s, out), numbers[_i].point));
}
END_TEST

START_TEST(a_decimal_is_named_by_word)
{
	ck_assert_int_eq(decimal_named(STR("Comma")), DECIMAL_COMMA);
	ck_assert_int_eq(decimal_named(STR("point")), DECIMAL_POINT);
	ck_assert_int_eq(decimal_named(STR(",")), DECIMAL_UNSAID);
	ck_assert_int_eq(decimal_named(STR("")), DECIMAL_UNSAID);
}
END_TEST

static const struct {
	const char *word;
	enum currency_kind kind;
	const char *code;
} currencies[] = {
	{ "EUR", CURRENCY_ONE, "EUR" },
	{ "\xE2\x82\xAC", CURRENCY_ONE, "EUR" },
	{ "$", CURRENCY_ONE, "USD" },
	{ "US$", CURRENCY_ONE, "USD" },
	{ "HK$", CURRENCY_ONE, "HKD" },
	{ "\xC2\xA3", CURRENCY_ONE, "GBP" },
	{ "RMB", CURRENCY_ONE, "CNY" },
	{ "\xE5\x85\x83", CURRENCY_ONE, "CNY" },
	{ "CN\xC2\xA5", CURRENCY_ONE, "CNY" },
	{ "\xC2\xA5", CURRENCY_YUAN_OR_YEN, "" },
	{ "\xEF\xBF\xA5", CURRENCY_YUAN_OR_YEN, "" },
	{ "usd", CURRENCY_NONE, "" },
	{ "EURO", CURRENCY_NONE, "" },
	{ "kr", CURRENCY_NONE, "" },
	{ "", CURRENCY_NONE, "" },
};

START_TEST(a_currency_is_known_by_sign_or_letters)
{
	struct str code = { "", 0 };

	ck_assert_int_eq(currency_find(str_of(currencies[_i].word), &code),
	    currencies[_i].kind);
	if (currencies[_i].kind == CURRENCY_ONE)
		ck_assert(str_is(code, currencies[_i].code));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, a_number_reads_as_declared, 0, LENGTH(numbers));
	tcase_add_test(t, a_decimal_is_named_by_word);
	tcase_add_loop_test(
	    t, a_currency_is_known_by_sign_or_letters, 0, LENGTH(currencies));
}

int
main(void)
{
	return run_suite("decimal", add);
}
