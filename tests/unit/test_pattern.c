/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of pattern: it says the same as libxml2 of every text, for the patterns
 * of our schemas and some more; what it does not know it does not read.
 */
#include "core/base/pattern.h"
#include "tests/property/dice.h"
#include "tests/unit/run.h"

#include <libxml/xmlregexp.h>
#include <string.h>

/* A pattern, and characters of which texts are made up. */
static const struct {
	const char *pattern, *of;
} known[] = {
	{ "-?[0-9]+(\\.[0-9]+)?(e-?[0-9]{1,7})?", "-019.e" },
	{ "-?[0-9]+/[0-9]*[1-9][0-9]*", "-019/" },
	{ "0|[1-9][0-9]{0,19}", "019" },
	{ "0|[1-9][0-9]*", "019x" },
	{ "[0-9a-f]{3}", "09afgA" },
	{ "[a-z0-9]+(-[a-z0-9]+)*", "az0-A" },
	{ "[a-z0-9-]{1,32}", "az09-_" },
	{ "[0-9]{2}-[0-9]{1}", "019-" },
	{ "[0-9]{1}T[0-9:]{2}Z", "0:TZ" },
	{ "([A-Z]{2})?", "AZa" },
	{ "([0-9]{4}(\\.?[0-9]{2}){0,4})?", "01." },
	{ "([0-9]{1,3}(\\.[0-9]{1,3})?)?", "01." },
	{ "(a|ab)(c|bcd)*d?", "abcd" },
	{ "|a", "ab" },
	{ "(a|)b", "ab" },
	{ "\\(\\)\\[\\]\\{\\}\\?\\*\\+\\|\\-\\\\", "()[]{}?*+|-\\" },
	{ "[+\\-.]+", "+-.a" },
	{ "a{0}b", "ab" },
};

static const char *const unknown[] = { ".", "\\d", "\\i\\c*", "[^a]", "a{1,}",
	"(a", "a)", "[a", "a{", "a{x}", "*", "a**", "[b-a]", "\\p{L}",
	"\xC3\xA4", "^a", "a$", "a{1001}", "(a*b*)*", "(a?)+b", "(a?){2,3}b",
	"(a|){2}" };

START_TEST(it_says_what_libxml2_says)
{
	struct arena a = { 0 };
	const struct pattern *p = pattern_read(known[_i].pattern, &a);
	const char *of = known[_i].of;
	xmlRegexp *theirs =
	    xmlRegexpCompile((const xmlChar *)known[_i].pattern);

	ck_assert_ptr_nonnull(p);
	ck_assert_ptr_nonnull(theirs);
	state = 1;
	for (int round = 0; round < 5000; round++) {
		char text[20];
		size_t n = below(13);
		bool fits;

		for (size_t i = 0; i < n; i++)
			text[i] = of[below((uint32_t)strlen(of))];
		text[n] = '\0';
		fits = pattern_fits(p, str_of(text));
		ck_assert_msg(
		    fits == (xmlRegexpExec(theirs, (const xmlChar *)text) == 1),
		    "%s: \"%s\": %d", known[_i].pattern, text, fits);
	}
	xmlRegFreeRegexp(theirs);
	arena_free(&a);
}
END_TEST

START_TEST(what_is_not_known_is_not_read)
{
	struct arena a = { 0 };

	ck_assert_ptr_null(pattern_read(unknown[_i], &a));
	arena_free(&a);
}
END_TEST

START_TEST(a_long_text_is_left_to_others)
{
	struct arena a = { 0 };
	const struct pattern *p = pattern_read("a*", &a);
	char text[PATTERN_MOST + 1];

	memset(text, 'a', sizeof(text));
	ck_assert(pattern_fits(p, (struct str){ text, PATTERN_MOST }));
	ck_assert(!pattern_fits(p, (struct str){ text, PATTERN_MOST + 1 }));
	arena_free(&a);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, it_says_what_libxml2_says, 0, LENGTH(known));
	tcase_add_loop_test(
	    t, what_is_not_known_is_not_read, 0, LENGTH(unknown));
	tcase_add_test(t, a_long_text_is_left_to_others);
}

int
main(void)
{
	return run_suite("pattern", add);
}
