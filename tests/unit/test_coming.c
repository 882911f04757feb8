/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_coming - a document that is guarded and loaded piece by piece is held
 * to what the guard says of all of it.
 */
#include "core/base/coming.h"

#include "core/base/limits.h"
#include "core/base/xml.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define HEAD "<?xml version='1.0' encoding='UTF-8'?><a b='1'>"
#define SIZE ((size_t)5 * LIMIT_XML_RUN)

static unsigned seed;

static size_t
below(size_t n)
{
	return (size_t)rand_r(&seed) % n;
}

static bool
passes(struct str s)
{
	struct findings f = { 0 };
	struct str body;
	bool good = xml_guard(s, "x", &body, &f) == ST_OK;

	findings_free(&f);
	return good;
}

/* A document with runs about as long as they may be, letters of two to four
 * bytes, and perhaps a fault. */
static size_t
make(char *text)
{
	static const char *const odd[] = { "\xC3\xA9", "\xE9\x95\x9D",
		"\xF0\x9F\xA7\xB2" };
	static const struct str faults[] = { { "\0", 1 }, STR("\xC3"),
		STR("\xE9\x95"), STR("\x80\x80\x80\x80"), STR("\xED\xA0\x80"),
		STR("\xF0\x9F\xA7") };
	size_t n = strlen(HEAD);

	memset(text, 'x', SIZE);
	memcpy(text, HEAD, n);
	for (size_t i = n; i + 8 < SIZE; i += 1 + below(60))
		if (below(3) == 0) {
			const char *c = odd[below(LENGTH(odd))];

			memcpy(text + i, c, strlen(c));
			i += strlen(c);
		}
	for (size_t i = n; i < SIZE;
	     i += LIMIT_XML_RUN - below(2 * LIMIT_XML_RUN / 3)) {
		while (i < SIZE && ((unsigned char)text[i] & 0x80) != 0)
			i++;
		if (i < SIZE)
			text[i] = '<';
		if (below(12) == 0)
			i += LIMIT_XML_RUN / 3;
	}
	if (below(2) == 0) {
		struct str s = faults[below(LENGTH(faults))];

		memcpy(text + n + below(SIZE - n - 8), s.p, s.n);
	}
	return below(8) == 0 ? SIZE - below(9) : SIZE;
}

START_TEST(pieces_pass_where_the_whole_does)
{
	char *text = malloc(SIZE + 1);
	int rounds = run_rounds(400), good = 0, bad = 0;

	ck_assert_ptr_nonnull(text);
	for (int i = 0; i < rounds; i++) {
		struct xml_watch w;
		bool ok;
		size_t n, there;

		seed = (unsigned)i + 1;
		n = make(text);
		there = strlen(HEAD) + below(1000);
		ok = xml_watch_begin(&w, (struct str){ text, there }, n);
		while (ok && there < n) {
			there += 1 + below(below(4) > 0 ? 10 : 40000);
			there = there < n ? there : n;
			ok = xml_watch_on(&w, there);
			ck_assert_uint_le(w.looked, there);
			if (ok && below(100) == 0)
				ck_assert(
				    passes((struct str){ text, w.looked }));
		}
		ck_assert_msg(ok == passes((struct str){ text, n }),
		    "round %d: %s at %zu", i, ok ? "passed" : "refused",
		    w.looked);
		ck_assert(!ok || w.looked == n);
		good += ok;
		bad += !ok;
	}
	ck_assert(rounds < 20 || (good > 0 && bad > rounds / 4));
	free(text);
}
END_TEST

static const struct str whole_only[] = {
	STR("<?xml version='1.0' encoding='US-ASCII'?><a>"),
	STR("<?xml version='1.0' encoding='UTF-16'?><a>"),
	STR("<!-- --><!DOCTYPE a><a>"),
	STR("\xEF\xBB\xBF\xEF\xBB\xBF<a>"),
	{ "<a>\0", 4 },
};

START_TEST(what_only_the_whole_can_tell_is_left_to_it)
{
	struct xml_watch w;

	ck_assert(!xml_watch_begin(&w, whole_only[_i], 1000));
}
END_TEST

/* A file of n bytes; its name is removed at once. */
static void
open_file(struct coming *c, const char *text, size_t n, size_t least)
{
	char path[] = "/tmp/test_coming.XXXXXX";
	int fd = mkstemp(path);
	bool open;

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, n), (ssize_t)n);
	open = coming_open(c, path, least, (size_t)1 << 30);
	ck_assert(open == (n >= least));
	c->path = "x";
	close(fd);
	unlink(path);
}

/* Some pieces of it, and a mark before it. */
static char *
large(size_t *n)
{
	char *text = malloc(*n = (size_t)3500000);

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < *n; i++)
		text[i] = "<b c=''/>\n"[i % 10];
	memcpy(text, "\xEF\xBB\xBF<a/>", 7);
	return text;
}

START_TEST(a_file_comes_as_it_is)
{
	struct coming c;
	size_t n, before, pieces = 0;
	char *text = large(&n);

	open_file(&c, text, n, n + 1); /* none that is worth it */
	open_file(&c, text, n, n);
	ck_assert(coming_watch(&c));
	ck_assert_ptr_eq(c.watch.body.p, c.bytes.p + 3);
	do {
		before = atomic_load(&c.passed);
		pieces++;
	} while (coming_more(&c) && atomic_load(&c.passed) > before);
	ck_assert_uint_gt(pieces, 3);
	ck_assert(coming_finish(&c) && !c.refused);
	ck_assert_uint_eq(atomic_load(&c.passed), n - 3);
	ck_assert_uint_eq(c.bytes.n, n);
	ck_assert_mem_eq(c.bytes.p, text, n);
	coming_close(&c);
	free(text);
}
END_TEST

START_TEST(what_is_refused_is_loaded_all_the_same)
{
	struct coming c;
	size_t n;
	char *text = large(&n);

	text[2000000] = '\0';
	open_file(&c, text, n, 0);
	ck_assert(coming_watch(&c));
	while (coming_more(&c))
		;
	ck_assert(c.refused);
	ck_assert_uint_le(atomic_load(&c.passed), 2000000 - 3);
	ck_assert(coming_finish(&c));
	ck_assert_mem_eq(c.bytes.p, text, n);
	coming_close(&c);
	free(text);
}
END_TEST

/* Somebody writes to it while it is read: shorter, or longer. */
START_TEST(a_file_that_changes_is_not_taken)
{
	char path[] = "/tmp/test_coming.XXXXXX";
	int fd = mkstemp(path);
	struct coming c;
	size_t n;
	char *text = large(&n);

	ck_assert_int_eq(write(fd, text, n), (ssize_t)n);
	ck_assert(coming_open(&c, path, 0, n));
	ck_assert(coming_watch(&c));
	ck_assert_int_eq(
	    ftruncate(fd, _i == 0 ? (off_t)n - 1 : (off_t)n + 1), 0);
	ck_assert(!coming_finish(&c));
	ck_assert_int_eq(c.err.code, ST_IO);
	ck_assert_str_eq(c.err.text,
	    "its size has changed while it was read: expected a file that "
	    "nobody writes to");
	coming_close(&c);
	close(fd);
	unlink(path);
	free(text);
}
END_TEST

START_TEST(what_is_no_plain_file_is_not_opened)
{
	struct coming c;
	int ends[2];
	char path[40];

	ck_assert_int_eq(pipe(ends), 0);
	snprintf(path, sizeof(path), "/dev/fd/%d", ends[0]);
	ck_assert(!coming_open(&c, path, 0, SIZE));
	ck_assert(!coming_open(&c, "/tmp", 0, SIZE));
	ck_assert(!coming_open(&c, "/tmp/not/there", 0, SIZE));
	close(ends[0]);
	close(ends[1]);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, pieces_pass_where_the_whole_does);
	tcase_add_loop_test(t, what_only_the_whole_can_tell_is_left_to_it, 0,
	    (int)LENGTH(whole_only));
	tcase_add_test(t, a_file_comes_as_it_is);
	tcase_add_test(t, what_is_refused_is_loaded_all_the_same);
	tcase_add_loop_test(t, a_file_that_changes_is_not_taken, 0, 2);
	tcase_add_test(t, what_is_no_plain_file_is_not_opened);
}

int
main(void)
{
	return run_suite("coming", add_tests);
}
