/* SPDX-License-Identifier: Apache-2.0 */
/* Columns are those that a person counts, wherever the line is. */
#include "core/report/check/sarif_place.h"
#include "tests/unit/run.h"

#include <string.h>

static struct sarif_places places;
static struct bom_file file;
static struct bom bom;
static struct checked checked;

static void
open_text(char *text, size_t n)
{
	file = (struct bom_file){ .name = "a.csv", .bytes = { text, n } };
	bom = (struct bom){ .file = &file, .nfile = 1 };
	checked = (struct checked){ .bom = &bom };
	ck_assert(sarif_places_open(&places, &checked));
}

static uint32_t
column(uint32_t line, uint32_t col)
{
	return sarif_column(&places, 0, (struct pos){ "a.csv", line, col });
}

START_TEST(columns_are_counted_in_characters)
{
	char text[] = "abc\r\n\xC3\xA9\xE2\x89\x88x\n\nlast";

	open_text(text, sizeof(text) - 1);
	ck_assert_uint_eq(column(1, 1), 1);
	ck_assert_uint_eq(column(1, 3), 3);
	ck_assert_uint_eq(column(2, 1), 1);
	ck_assert_uint_eq(column(2, 3), 2);
	ck_assert_uint_eq(column(2, 6), 3);
	ck_assert_uint_eq(column(4, 4), 4);
	ck_assert_uint_eq(column(4, 5), 5); /* behind the last character */
	sarif_places_free(&places);
}
END_TEST

START_TEST(what_the_file_does_not_have_has_no_column)
{
	char text[] = "ab\ncd\n";

	open_text(text, sizeof(text) - 1);
	ck_assert_uint_eq(column(0, 1), 0);
	ck_assert_uint_eq(column(1, 0), 0);
	ck_assert_uint_eq(column(1, 9), 0);
	ck_assert_uint_eq(column(3, 1), 0);
	ck_assert_uint_eq(column(4000000000u, 1), 0);
	sarif_places_free(&places);
	open_text(text, 0);
	ck_assert_uint_eq(column(1, 1), 0);
	sarif_places_free(&places);
}
END_TEST

/* Line k, from 1, is k characters long, each of two bytes. */
START_TEST(far_lines_are_found_like_near_ones)
{
	enum { LINES = 300 };
	static char text[LINES * (LINES + 1) + LINES + 1];
	size_t n = 0;

	for (size_t k = 1; k <= LINES; k++) {
		for (size_t i = 0; i < k; i++) {
			memcpy(text + n, "\xC3\xA9", 2);
			n += 2;
		}
		text[n++] = '\n';
	}
	open_text(text, n);
	for (uint32_t k = LINES; k >= 1; k--) {
		ck_assert_uint_eq(column(k, 1), 1);
		ck_assert_uint_eq(column(k, 2 * k - 1), k);
		ck_assert_uint_eq(column(k, 2 * k + 3), 0);
	}
	ck_assert(!places.bad);
	sarif_places_free(&places);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, columns_are_counted_in_characters);
	tcase_add_test(tc, what_the_file_does_not_have_has_no_column);
	tcase_add_test(tc, far_lines_are_found_like_near_ones);
}

int
main(void)
{
	return run_suite("sarif_place", add);
}
