/* SPDX-License-Identifier: Apache-2.0 */
/* test_str - text as pointer and length. */
#include "core/base/str.h"

#include "tests/unit/run.h"

#include <string.h>

START_TEST(texts_are_equal_by_length_and_bytes)
{
	ck_assert(str_eq(STR("Nd"), STR("Nd")));
	ck_assert(!str_eq(STR("Nd"), STR("Nd2")));
	ck_assert(!str_eq(STR("Nd"), STR("nd")));
	ck_assert(str_eq((struct str){ NULL, 0 }, STR("")));
	ck_assert(!str_eq(STR("a\0b"), STR("a\0c")));
	ck_assert(str_is(STR("Dy"), "Dy"));
	ck_assert(!str_is(STR("Dy\0"), "Dy"));
	ck_assert(str_is_nocase(STR("tReO"), "TREO"));
	ck_assert(!str_is_nocase(STR("TRE"), "TREO"));
	ck_assert(!str_is_nocase(STR("TREOX"), "TREO"));
	ck_assert_uint_eq(str_of(NULL).n, 0);
	ck_assert_uint_eq(str_of("abc").n, 3);
}
END_TEST

START_TEST(texts_sort_by_bytes_and_the_shorter_first)
{
	ck_assert_int_lt(str_compare(STR("a"), STR("b")), 0);
	ck_assert_int_gt(str_compare(STR("b"), STR("a")), 0);
	ck_assert_int_lt(str_compare(STR("a"), STR("aa")), 0);
	ck_assert_int_gt(str_compare(STR("aa"), STR("a")), 0);
	ck_assert_int_eq(str_compare(STR("aa"), STR("aa")), 0);
	ck_assert_int_lt(str_compare(STR("z"), STR("\xC3\xA9")), 0);
	ck_assert_int_eq(str_compare((struct str){ NULL, 0 }, STR("")), 0);
}
END_TEST

START_TEST(trimming_takes_blanks_from_both_ends_only)
{
	ck_assert(str_is(str_trim(STR(" \t\r\n a b \n")), "a b"));
	ck_assert(str_is(str_trim(STR("")), ""));
	ck_assert(str_is(str_trim(STR(" \t ")), ""));
	ck_assert(str_is(str_trim(STR("\v")), "\v"));
	/* A no-break space is text, not a blank. */
	ck_assert_uint_eq(str_trim(STR("\xC2\xA0")).n, 2);
}
END_TEST

START_TEST(a_prefix_is_found_only_if_it_fits)
{
	ck_assert(str_starts(STR("<?xml"), "<?xml"));
	ck_assert(str_starts(STR("abc"), ""));
	ck_assert(!str_starts(STR("<?xm"), "<?xml"));
	ck_assert(!str_starts((struct str){ NULL, 0 }, "a"));
}
END_TEST

/* Text and the offset of its first fault; the length if there is none. */
static const struct utf8 {
	struct str s;
	size_t bad;
} utf8[] = {
	{ STR(""), 0 },
	{ STR("plain"), 5 },
	{ STR("\xC2\x80"), 2 },         /* U+0080, the least of two bytes */
	{ STR("\xC1\xBF"), 0 },         /* overlong */
	{ STR("\xC0\x80"), 0 },         /* overlong NUL */
	{ STR("\xE0\xA0\x80"), 3 },     /* U+0800, the least of three */
	{ STR("\xE0\x9F\xBF"), 0 },     /* overlong */
	{ STR("\xED\x9F\xBF"), 3 },     /* the last before the surrogates */
	{ STR("\xED\xA0\x80"), 0 },     /* a surrogate */
	{ STR("\xEE\x80\x80"), 3 },     /* the first behind them */
	{ STR("\xF0\x90\x80\x80"), 4 }, /* U+10000 */
	{ STR("\xF0\x8F\xBF\xBF"), 0 }, /* overlong */
	{ STR("\xF4\x8F\xBF\xBF"), 4 }, /* U+10FFFF */
	{ STR("\xF4\x90\x80\x80"), 0 }, /* beyond it */
	{ STR("\xF5\x80\x80\x80"), 0 },
	{ STR("a\x80"), 1 },     /* continues nothing */
	{ STR("a\xC3"), 1 },     /* cut */
	{ STR("a\xE2\x82"), 1 }, /* cut */
	{ STR("a\xC3("), 1 },
	{ STR("12345678\xFF"), 8 },
	{ STR("1234567\xFF"), 7 },
	{ STR("1234567\xC3\xA9\xFF"), 9 },
	{ STR("12345678"
	      "12345678\xC3\xA9"),
	    18 },
};

START_TEST(the_first_byte_that_is_not_utf8_is_found)
{
	ck_assert_uint_eq(str_utf8_bad(utf8[_i].s), utf8[_i].bad);
}
END_TEST

/* The same behind and before as many bytes as are looked at together. */
START_TEST(a_fault_is_found_anywhere_in_long_text)
{
	char text[300];
	struct str s = { text, sizeof(text) };

	for (size_t i = 0; i < sizeof(text); i++) {
		memset(text, 'a', sizeof(text));
		ck_assert_uint_eq(str_text_bad(s), s.n);
		text[i] = '\xFF';
		ck_assert_uint_eq(str_utf8_bad(s), i);
		ck_assert_uint_eq(str_text_bad(s), i);
		text[i] = '\0';
		ck_assert_uint_eq(str_utf8_bad(s), s.n);
		ck_assert_uint_eq(str_text_bad(s), i);
		if (i + 3 > sizeof(text))
			continue;
		memcpy(text + i, "\xE2\x82\xAC", 3); /* across a border */
		ck_assert_uint_eq(str_text_bad(s), s.n);
		text[i + 2] = '\xE2';
		ck_assert_uint_eq(str_text_bad(s), i);
	}
}
END_TEST

/* Text and its first character. */
static const struct first_char {
	struct str s;
	uint32_t c;
	size_t len;
} chars[] = {
	{ STR("a\xFF"), 'a', 1 },
	{ STR("\0a"), 0, 1 },
	{ STR("\x7F"), 0x7F, 1 },
	{ STR("\xC2\x80x"), 0x80, 2 },
	{ STR("\xE7\xA8\x80\xE5\x9C\x9F"), 0x7A00, 3 },
	{ STR("\xEF\xBF\xBD"), 0xFFFD, 3 },
	{ STR("\xF0\x90\x80\x80"), 0x10000, 4 },
	{ STR("\xF4\x8F\xBF\xBF"), 0x10FFFF, 4 },
	{ STR("\x80"), STR_NO_CHAR, 1 },
	{ STR("\xC0\x80"), STR_NO_CHAR, 1 },
	{ STR("\xE7\xA8"), STR_NO_CHAR, 1 },
	{ STR("\xED\xA0\x80"), STR_NO_CHAR, 1 },
	{ STR("\xF4\x90\x80\x80"), STR_NO_CHAR, 1 },
};

START_TEST(what_a_spreadsheet_computes_is_told_from_part_numbers)
{
	static const char *const formulas[] = { "=cmd|'/c calc'!A0", "@SUM(A1)",
		"+cmd|' /C calc'!A0", "-2+3+cmd|x", "=HYPERLINK(\"http://x\")",
		"-f(1)" };
	static const char *const texts[] = { "", "=", "=PAD", "=1+1", "+5V",
		"-40", "@home", "-5 V (linear)", "A=1", "'=1", "1|2", "x!",
		"DU-200" };

	for (size_t i = 0; i < sizeof(formulas) / sizeof(formulas[0]); i++)
		ck_assert_msg(
		    str_is_formula(str_of(formulas[i])), "%s", formulas[i]);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ck_assert_msg(
		    !str_is_formula(str_of(texts[i])), "%s", texts[i]);
}
END_TEST

START_TEST(a_character_is_decoded_or_none)
{
	size_t len = 0;

	ck_assert_uint_eq(str_utf8_at(chars[_i].s, &len), chars[_i].c);
	ck_assert_uint_eq(len, chars[_i].len);
}
END_TEST

START_TEST(clipping_never_cuts_a_character)
{
	struct str s = STR("a\xE2\x82\xAC"
			   "b"); /* a, euro sign, b */

	ck_assert_uint_eq(str_clip(s, 9).n, 5);
	ck_assert_uint_eq(str_clip(s, 5).n, 5);
	ck_assert_uint_eq(str_clip(s, 4).n, 4);
	ck_assert_uint_eq(str_clip(s, 3).n, 1);
	ck_assert_uint_eq(str_clip(s, 2).n, 1);
	ck_assert_uint_eq(str_clip(s, 0).n, 0);
}
END_TEST

START_TEST(marks_that_nobody_sees_are_found)
{
	ck_assert_uint_eq(str_unseen(STR("\xC2\xA0"
					 "a")),
	    2);
	ck_assert_uint_eq(str_unseen(STR("\xE2\x80\x8B")), 3);
	ck_assert_uint_eq(str_unseen(STR("\xE2\x80\x90")), 0); /* a hyphen */
	ck_assert_uint_eq(str_unseen(STR("\xEF\xBB\xBF")), 3);
	ck_assert_uint_eq(str_unseen(STR("\xE2\x80")), 0);
	ck_assert_uint_eq(str_unseen(STR("a\xC2\xA0")), 0);
	ck_assert_uint_eq(str_unseen(STR(" ")), 0);
	ck_assert_uint_eq(str_unseen(STR("")), 0);
}
END_TEST

START_TEST(what_does_not_fit_is_cut)
{
	char text[8] = "Nd";

	str_add(text, sizeof(text), " %d", 60);
	ck_assert_str_eq(text, "Nd 60");
	str_add(text, sizeof(text), " of %s", "it");
	ck_assert_str_eq(text, "Nd 60 o");
	str_add(text, sizeof(text), "more");
	ck_assert_str_eq(text, "Nd 60 o");
}
END_TEST

/* Letter by letter without case, as numbers. */
static size_t
letters(const char *text, uint32_t out[16])
{
	struct str s = str_of(text);
	size_t n = 0;

	for (size_t i = 0; i < s.n;)
		out[n++] = str_letter(s, &i);
	return n;
}

START_TEST(letters_are_compared_without_case)
{
	static const struct {
		const char *a, *b;
		bool same;
	} pairs[] = { { "Part", "pART", true }, { "É", "é", true },
		{ "×", "÷", false }, { "ÿ", "Ÿ", false },
		{ "ÚROVEŇ", "úroveň", true }, { "Ž", "ž", true },
		{ "ŁĄ", "łą", true }, { "КОЛ", "кол", true },
		{ "Ё", "ё", true }, { "ї", "Ї", true }, { "a", "á", false },
		{ "料", "料", true }, { "料", "枓", false },
		{ "\xC3", "\xC3\xA9", false } };
	uint32_t a[16], b[16];

	for (size_t i = 0; i < LENGTH(pairs); i++) {
		size_t n = letters(pairs[i].a, a), k = letters(pairs[i].b, b);

		ck_assert_msg((n == k && memcmp(a, b, n * sizeof(*a)) == 0) ==
				  pairs[i].same,
		    "%s and %s", pairs[i].a, pairs[i].b);
	}
}
END_TEST

START_TEST(wide_characters_are_those_of_ascii)
{
	ck_assert_int_eq(str_wide(STR("（")), '(');
	ck_assert_int_eq(str_wide(STR("！")), '!');
	ck_assert_int_eq(str_wide(STR("～")), '~');
	ck_assert_int_eq(str_wide(STR("Ａ")), 'A');
	ck_assert_int_eq(str_wide(STR("\xEF\xBD\x9F")), 0);
	ck_assert_int_eq(str_wide(STR("\xEF\xBC\x80")), 0);
	ck_assert_int_eq(str_wide(STR("\xEF\xBC")), 0);
	ck_assert_int_eq(str_wide(STR("")), 0);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, letters_are_compared_without_case);
	tcase_add_test(t, wide_characters_are_those_of_ascii);
	tcase_add_test(t, marks_that_nobody_sees_are_found);
	tcase_add_test(t, what_does_not_fit_is_cut);
	tcase_add_test(t, texts_are_equal_by_length_and_bytes);
	tcase_add_test(t, texts_sort_by_bytes_and_the_shorter_first);
	tcase_add_test(t, trimming_takes_blanks_from_both_ends_only);
	tcase_add_test(t, a_prefix_is_found_only_if_it_fits);
	tcase_add_loop_test(
	    t, the_first_byte_that_is_not_utf8_is_found, 0, LENGTH(utf8));
	tcase_add_test(t, a_fault_is_found_anywhere_in_long_text);
	tcase_add_loop_test(
	    t, a_character_is_decoded_or_none, 0, LENGTH(chars));
	tcase_add_test(
	    t, what_a_spreadsheet_computes_is_told_from_part_numbers);
	tcase_add_test(t, clipping_never_cuts_a_character);
}

int
main(void)
{
	return run_suite("str", add);
}
