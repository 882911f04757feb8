/* SPDX-License-Identifier: Apache-2.0 */
/* test_sayings - what a finding says, in Chinese. */
#include "core/report/html/sayings.h"
#include "core/report/html/sayings_zh.h"
#include "tests/unit/run.h"

#include <string.h>

static struct findings f;
static char zh[SAYING_TEXT];

static void
close_all(void)
{
	findings_free(&f);
}

static void
expect(const char *is)
{
	ck_assert(saying_zh(zh, &f.list[f.n - 1]));
	ck_assert_str_eq(zh, is);
}

START_TEST(names_and_numbers_stand_in_the_sentence)
{
	findings_warn(&f, ST_OK, pos_none,
	    "the law was read up to %s: what holds on %s is in force as far "
	    "as read",
	    "2026-02-28", "2026-11-20");
	expect("法规查阅至 2026-02-28：2026-11-20 的效力以所查阅者为限");
	findings_warn(&f, ST_OK, pos_none,
	    "this use and %zu more do not hold on %s and are left out",
	    (size_t)12, "2026-02-28");
	expect("该用料及另外 12 项在 2026-02-28 不适用，未计入");
}
END_TEST

START_TEST(what_the_user_wrote_stays_and_our_words_do_not)
{
	findings_warn(&f, ST_CONFLICT, pos_none,
	    "%.*s: another amount of %s%s is stated at %s:%u, which counts "
	    "because it is %s: expected one statement, ask the supplier",
	    14, "K {1} %s MAG-1", "dysprosium", " and 2 more", "b.xml", 27,
	    "newer");
	expect(
	    "K {1} %s MAG-1：b.xml:27 对镝等另 2 种元素另有含量说明，因其日期"
	    "较新而采用：应只有一种说明，请询问供应商");
}
END_TEST

START_TEST(of_places_side_by_side_the_first_has_all)
{
	findings_warn(&f, ST_OK, pos_none,
	    "%s expired on %s: it does not count on %s%s; expected one that "
	    "holds on that day, ask for a new one",
	    "document D-1 of ACME", "2026-02-28", "2026-03-01",
	    ", and 3 items are without what it says");
	expect(
	    "ACME 的文件 D-1 已于 2026-02-28 到期，不计入：判断日为 2026-03-01"
	    "，因此有 3 个物料失去其内容；应有当日有效的文件，请索取新文件");
	findings_warn(&f, ST_CONFLICT, pos_none,
	    "the parts of %.*s weigh more than its stated mass, %s against "
	    "%s: expected a mass not below the sum of its parts%s%s",
	    1, "A", "2 kg", "1 kg", "; 4 of B alone weigh 2 kg", "");
	expect("A 的零件总重超过其所述质量，2 kg 对 1 kg："
	       "质量不应低于零件之和；仅 4 个 B 就重 2 kg");
}
END_TEST

START_TEST(what_is_not_ours_stays_as_it_is)
{
	struct error err = { .code = ST_SYNTAX, .text = "no such thing" };

	findings_take(&f, &err);
	ck_assert(!saying_zh(zh, &f.list[0]));
	findings_warn(&f, ST_OK, pos_none, "a sentence of %d words", 5);
	ck_assert(!saying_zh(zh, &f.list[1]));
	ck_assert_str_eq(zh, "");
}
END_TEST

START_TEST(a_text_that_was_cut_is_told_in_english)
{
	char name[ERROR_TEXT];

	memset(name, 'A', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	findings_warn(&f, ST_OK, pos_none,
	    "%.*s: a price of 0, taken as not stated: expected its price",
	    (int)sizeof(name) - 1, name);
	ck_assert(!saying_zh(zh, &f.list[0]));
}
END_TEST

START_TEST(every_sentence_fits_itself)
{
	for (size_t i = 0; saying_sentences[i].en != NULL; i++) {
		const struct finding x = { .text = saying_sentences[i].en,
			.saying = saying_sentences[i].en };

		if (strstr(x.saying, "%%") == NULL)
			ck_assert_msg(saying_zh(zh, &x), "%s", x.saying);
	}
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, NULL, close_all);
	tcase_add_test(tc, names_and_numbers_stand_in_the_sentence);
	tcase_add_test(tc, what_the_user_wrote_stays_and_our_words_do_not);
	tcase_add_test(tc, of_places_side_by_side_the_first_has_all);
	tcase_add_test(tc, what_is_not_ours_stays_as_it_is);
	tcase_add_test(tc, a_text_that_was_cut_is_told_in_english);
	tcase_add_test(tc, every_sentence_fits_itself);
}

int
main(void)
{
	return run_suite("sayings", add);
}
