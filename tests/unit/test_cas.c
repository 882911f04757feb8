/* SPDX-License-Identifier: Apache-2.0 */
/* test_cas - CAS and EC numbers. */
#include "core/chem/cas.h"

#include "tests/unit/run.h"

#include <string.h>

static const char *const cas[] = {
	"50-00-0",      /* the shortest: formaldehyde */
	"7732-18-5",    /* water */
	"1313-97-9",    /* neodymium oxide */
	"7440-00-8",    /* neodymium */
	"64417-98-7",   /* yttria-stabilised zirconia */
	"109064-29-1",  /* yttrium barium copper oxide */
	"12738-76-0",   /* terbium oxide */
	"1000000-00-9", /* the longest form */
};

START_TEST(a_cas_number_is_known_by_its_check_digit)
{
	ck_assert(cas_valid(str_of(cas[_i])));
	ck_assert(!ec_valid(str_of(cas[_i])));
}
END_TEST

static const struct str not_cas[] = {
	STR(""), STR("-"),
	STR("1308-97-8"), /* found in a catalogue for dysprosium oxide */
	STR("1313-07-9"), /* and for neodymium oxide */
	STR("1313-79-9"), /* two digits exchanged */
	STR("1313-97-90"), STR("1313-97-"), STR("1313-9-79"), STR("1313979"),
	STR("1313 97 9"), STR("131397-9"), STR("-97-9"),
	STR("1-97-9"),     /* one digit before the hyphen */
	STR("01313-97-9"), /* a leading zero */
	STR("0-00-0"), STR("00-00-0"), STR("10000000-00-9"), /* too long */
	STR(" 1313-97-9"), STR("1313-97-9 "), STR("1313-97-9\0"),
	STR("1313-97-9;1313-97-9"), STR("CAS 1313-97-9"),
	STR("1313\xE2\x80\x93"
	    "97-9"),                        /* an en dash */
	STR("131A-97-9"), STR("215-214-1"), /* an EC number */
};

START_TEST(what_is_no_cas_number_is_refused)
{
	ck_assert(!cas_valid(not_cas[_i]));
}
END_TEST

START_TEST(only_one_check_digit_fits)
{
	struct str want = str_of(cas[_i]);
	char s[16] = { 0 };

	memcpy(s, want.p, want.n);
	for (char c = '0'; c <= '9'; c++) {
		s[want.n - 1] = c;
		ck_assert_int_eq(cas_valid((struct str){ s, want.n }),
		    c == want.p[want.n - 1]);
	}
}
END_TEST

/* Neighbours differ by one in weight: the sum changes by their difference. */
START_TEST(two_exchanged_digits_never_fit)
{
	struct str want = str_of(cas[_i]);

	for (size_t i = 0; i + 3 < want.n; i++) {
		char s[16] = { 0 };

		memcpy(s, want.p, want.n);
		if (s[i] == '-' || s[i + 1] == '-' || s[i] == s[i + 1])
			continue;
		s[i] = want.p[i + 1];
		s[i + 1] = want.p[i];
		ck_assert(!cas_valid((struct str){ s, want.n }));
	}
}
END_TEST

static const char *const ec[] = {
	"200-001-8", /* formaldehyde */
	"231-791-2", /* water */
	"215-214-1", /* neodymium oxide */
	"231-109-3", /* neodymium */
};

START_TEST(an_ec_number_is_known_and_is_no_cas_number)
{
	ck_assert(ec_valid(str_of(ec[_i])));
	ck_assert(!cas_valid(str_of(ec[_i])));
}
END_TEST

static const char *const not_ec[] = { "", "231-791-3", "231-7912", "2317912",
	"231-791-", "31-791-2", "231-791-2 ", "231 791 2", "231-79-12",
	"a31-791-2" };

START_TEST(what_is_no_ec_number_is_refused)
{
	ck_assert(!ec_valid(str_of(not_ec[_i])));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, a_cas_number_is_known_by_its_check_digit, 0, LENGTH(cas));
	tcase_add_loop_test(
	    t, what_is_no_cas_number_is_refused, 0, LENGTH(not_cas));
	tcase_add_loop_test(t, only_one_check_digit_fits, 0, LENGTH(cas));
	tcase_add_loop_test(t, two_exchanged_digits_never_fit, 0, LENGTH(cas));
	tcase_add_loop_test(
	    t, an_ec_number_is_known_and_is_no_cas_number, 0, LENGTH(ec));
	tcase_add_loop_test(
	    t, what_is_no_ec_number_is_refused, 0, LENGTH(not_ec));
}

int
main(void)
{
	return run_suite("cas", add);
}
