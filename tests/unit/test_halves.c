/* SPDX-License-Identifier: Apache-2.0 */
/* test_halves - two halves at once, and what large inputs owe to them. */
#include "core/base/halves.h"

#include "core/base/file.h"
#include "core/base/guard.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
count(void *half)
{
	++*(int *)half;
}

START_TEST(both_halves_are_done_once)
{
	int first = 0, second = 0;

	halves_run(count, &first, &second);
	ck_assert_int_eq(first, 1);
	ck_assert_int_eq(second, 1);
}
END_TEST

static const size_t sizes[] = { HALVES_LEAST - 1, HALVES_LEAST,
	HALVES_LEAST + 1, 3 * HALVES_LEAST + 12345 };

START_TEST(a_large_file_is_read_byte_for_byte)
{
	char path[] = "/tmp/retrace-test-XXXXXX";
	size_t n = sizes[_i];
	char *text = malloc(n);
	struct bytes b = { 0 };
	struct error err = { 0 };
	int fd = mkstemp(path);

	ck_assert(fd >= 0 && text != NULL);
	for (size_t i = 0; i < n; i++)
		text[i] = (char)(i * 2654435761u >> 24);
	ck_assert_int_eq(write(fd, text, n), (ssize_t)n);
	close(fd);
	ck_assert_int_eq(file_load(path, n, &b, &err), ST_OK);
	ck_assert_uint_eq(b.n, n);
	ck_assert(memcmp(b.p, text, n) == 0);
	ck_assert_int_eq(b.p[n], '\0');
	bytes_free(&b);
	ck_assert_int_eq(file_load(path, n - 1, &b, &err), ST_LIMIT);
	unlink(path);
	free(text);
}
END_TEST

/* Each character of so many bytes, so that the middle falls into one. */
static const char *const characters[] = { "a", "\xC2\xB5", "\xE7\xA3\x81",
	"\xF0\x9F\xA7\xB2" };

/* Where the guard finds the first byte that is no text; 0: nowhere. */
static size_t
refused_at(struct str s)
{
	struct findings f = { 0 };
	size_t col = 0;

	if (guard_text(s, "a", &f) != ST_OK)
		col = f.first.at.col;
	findings_free(&f);
	return col;
}

START_TEST(the_first_byte_that_is_no_text_is_found_in_either_half)
{
	const char *c = characters[_i];
	size_t k = strlen(c), n = (HALVES_LEAST / 12 + 1) * 12;
	const size_t bad[] = { 1, n / 2 - 4, n / 2 - 3, n / 2 - 2, n / 2 - 1,
		n / 2, n / 2 + 1, n / 2 + 2, n / 2 + 3, n - 1 };
	char *p = malloc(n);
	struct str s = { p, n };

	ck_assert_ptr_nonnull(p);
	for (size_t i = 0; i < n; i++)
		p[i] = c[i % k];
	ck_assert_uint_eq(refused_at(s), 0);
	for (size_t i = 0; i < LENGTH(bad); i++) {
		char was = p[bad[i]];

		p[bad[i]] = '\xFF';
		ck_assert_uint_eq(refused_at(s), str_text_bad(s) + 1);
		p[n - 1] = '\xFF';
		ck_assert_uint_eq(refused_at(s), str_text_bad(s) + 1);
		p[n - 1] = c[k - 1];
		p[bad[i]] = was;
	}
	memset(p + 1, 0x80, n - 1);
	ck_assert_uint_eq(refused_at(s), str_text_bad(s) + 1);
	free(p);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, both_halves_are_done_once);
	tcase_add_loop_test(
	    t, a_large_file_is_read_byte_for_byte, 0, LENGTH(sizes));
	tcase_add_loop_test(t,
	    the_first_byte_that_is_no_text_is_found_in_either_half, 0,
	    LENGTH(characters));
}

int
main(void)
{
	return run_suite("halves", add_tests);
}
