/* SPDX-License-Identifier: Apache-2.0 */
/* test_spelling - the same name, written otherwise. */
#include "core/bom/link/spelling.h"

#include "tests/unit/run.h"

#include <string.h>

static const struct pair {
	const char *a, *b;
	bool same;
} parts[] = {
	{ "MAG-1", "mag-1", true },
	{ "MAG-1", "MAG\xE2\x80\x93"
		   "1",
	    true }, /* an en dash */
	{ "MAG-1", "MAG - 1", true },
	{ "MAG-1", "\xEF\xBC\xAD\xEF\xBC\xA1\xEF\xBC\xA7\xEF\xBC\x8D"
		   "1",
	    true }, /* full width */
	{ "MAG-1", "MAG-1\xC2\xA0", true },
	{ "MAG-1", "MAG1", false },
	{ "MAG-1", "MAG-01", false },
	{ "0008", "8", false },
	{ "", "", false },
	{ "---", "--", false },
}, companies[] = {
	{ "Kita Motor", "KITA MOTOR CO., LTD.", true },
	{ "Kita Motor", "Kita Motors", false },
	{ "Siemens AG", "Siemens", true },
	{ "Foo S.p.A.", "foo spa", true },
	{ "Foo B.V.", "Foo GmbH", true },
	{ "AG Magnetics", "Magnetics", false },
	{ "\xE5\x8C\x97\xE4\xBA\xAC\xE4\xB8\xAD\xE7\xA7\x91\xE8\x82\xA1\xE4\xBB"
	  "\xBD\xE6\x9C\x89\xE9\x99\x90\xE5\x85\xAC\xE5\x8F\xB8",
	    "\xE5\x8C\x97\xE4\xBA\xAC\xE4\xB8\xAD\xE7\xA7\x91", true },
	{ "Inc.", "Inc", true },
	{ "", "Ltd", false },
	{ "Ltd", "Inc", false },
};

START_TEST(part_numbers_differ_in_more_than_spelling)
{
	const struct pair *p = &parts[_i];

	ck_assert_msg(spelling_same_part(str_of(p->a), str_of(p->b)) == p->same,
	    "%s and %s", p->a, p->b);
}
END_TEST

START_TEST(companies_keep_their_name_whatever_their_legal_form)
{
	const struct pair *p = &companies[_i];

	ck_assert_msg(
	    spelling_same_company(str_of(p->a), str_of(p->b)) == p->same,
	    "%s and %s", p->a, p->b);
	ck_assert(spelling_same_company(str_of(p->b), str_of(p->a)) == p->same);
}
END_TEST

START_TEST(what_is_too_long_is_like_no_other)
{
	char longer[200] = { 0 };

	memset(longer, 'a', sizeof(longer) - 1);
	ck_assert(!spelling_same_part(str_of(longer), str_of(longer)));
	ck_assert(!spelling_same_company(str_of(longer), str_of(longer)));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, part_numbers_differ_in_more_than_spelling, 0,
	    sizeof(parts) / sizeof(parts[0]));
	tcase_add_loop_test(t,
	    companies_keep_their_name_whatever_their_legal_form, 0,
	    sizeof(companies) / sizeof(companies[0]));
	tcase_add_test(t, what_is_too_long_is_like_no_other);
}

int
main(void)
{
	return run_suite("spelling", add);
}
