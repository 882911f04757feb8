/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of slug: whatever a name holds, a file can have it. */
#include "core/report/ask/slug.h"
#include "tests/unit/run.h"

#include <string.h>

static const struct {
	const char *name, *slug;
} names[] = {
	{ "Talmark Pumps", "talmark-pumps" },
	{ "Gie\xC3\x9F"
	  "erei L\xC3\xB6hr & S\xC3\xB6hne GmbH.",
	    "gie\xC3\x9F"
	    "erei-l\xC3\xB6hr-s\xC3\xB6hne-gmbh" },
	{ "宁波磁材（集团）有限公司", "宁波磁材-集团-有限公司" },
	{ "../../etc/passwd", "etc-passwd" },
	{ "..", "x" },
	{ "", "x" },
	{ ".hidden", "hidden" },
	{ "C:\\x|y?*<>\"'", "c-x-y" },
	{ "a\nb\tc\x7F", "a-b-c" },
	/* marks of direction, a joiner, half a character */
	{ "a\xE2\x80\xAE"
	  "b\xE2\x80\x8B"
	  "c\xF0\x9F",
	    "a-b-c" },
	{ "--a--b--", "a-b" },
};

START_TEST(a_name_becomes_part_of_a_file_name)
{
	char out[SLUG_TEXT];

	slug_make(out, str_of(names[_i].name));
	ck_assert_str_eq(out, names[_i].slug);
}
END_TEST

START_TEST(a_long_name_ends_with_a_whole_character)
{
	char name[3 * 200 + 1] = "", out[SLUG_TEXT];

	for (int i = 0; i < 200; i++)
		memcpy(name + 3 * i, "磁", 3);
	slug_make(out, (struct str){ name, 600 });
	ck_assert_uint_lt(strlen(out), SLUG_TEXT);
	ck_assert_uint_gt(strlen(out), SLUG_TEXT - 6);
	ck_assert_uint_eq(strlen(out) % 3, 0);
	ck_assert_uint_eq(str_utf8_bad(str_of(out)), strlen(out));
}
END_TEST

START_TEST(the_text_need_not_end_with_nul)
{
	char out[SLUG_TEXT];

	slug_make(out, (struct str){ "abc\xE7\xA3\x81", 4 });
	ck_assert_str_eq(out, "abc");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, a_name_becomes_part_of_a_file_name, 0, LENGTH(names));
	tcase_add_test(tc, a_long_name_ends_with_a_whole_character);
	tcase_add_test(tc, the_text_need_not_end_with_nul);
}

int
main(void)
{
	return run_suite("slug", add);
}
