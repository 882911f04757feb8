/* SPDX-License-Identifier: Apache-2.0 */
/* test_similar - part numbers that somebody may have meant. */
#include "core/bom/link/similar.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

static struct make m;

/* What is found for a part number, as its own part number. */
static const char *
found(const char *part)
{
	static char text[100];
	struct similar s = { 0 };
	uint32_t item = similar_find(&s, &m.b, str_of(part));

	/* later ones are answered from a table, and in the same way */
	for (int i = 0; i < 20; i++)
		ck_assert_uint_eq(similar_find(&s, &m.b, str_of(part)), item);
	ck_assert(s.made || item == BOM_NONE);

	snprintf(text, sizeof(text), "%.*s",
	    STR_ARG(item != BOM_NONE ? bom_part(&m.b, item) : STR("none")));
	similar_free(&s);
	return text;
}

START_TEST(case_blanks_and_signs_do_not_count)
{
	make_init(&m);
	make_item(&m, "MAG-1", NULL);
	make_item(&m, "mag 2/b", NULL);
	make_item(&m, "X.1", NULL);
	make_item(&m, "X-1", NULL);
	make_item(&m, "---", NULL);
	ck_assert_str_eq(found("mag1"), "MAG-1");
	ck_assert_str_eq(found("MAG_1"), "MAG-1");
	ck_assert_str_eq(found("MAG-1\xE2\x80\x8B"), "MAG-1");
	ck_assert_str_eq(found("MAG2B"), "mag 2/b");
	ck_assert_str_eq(found("MAG-11"), "none");
	ck_assert_str_eq(found("x1"), "none"); /* two of them */
	ck_assert_str_eq(found("..."), "none");
	ck_assert_str_eq(found(""), "none");
	make_free(&m);
}
END_TEST

START_TEST(a_part_number_that_is_too_long_is_like_no_other)
{
	char part[200];

	memset(part, 'A', sizeof(part));
	part[sizeof(part) - 1] = '\0';
	make_init(&m);
	make_item(&m, part, NULL);
	part[0] = 'a';
	ck_assert_str_eq(found(part), "none");
	make_free(&m);
}
END_TEST

START_TEST(nothing_is_like_nothing)
{
	make_init(&m);
	ck_assert_str_eq(found("A"), "none");
	make_free(&m);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, case_blanks_and_signs_do_not_count);
	tcase_add_test(t, a_part_number_that_is_too_long_is_like_no_other);
	tcase_add_test(t, nothing_is_like_nothing);
}

int
main(void)
{
	return run_suite("similar", add);
}
