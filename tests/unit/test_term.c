/* SPDX-License-Identifier: Apache-2.0 */
/* test_term - when a time ends that a law sets, counted in a calendar by hand.
 */
#include "core/base/xml.h"
#include "core/report/term_words.h"
#include "core/rules/deal/term.h"
#include "tests/unit/run.h"

#include <string.h>

/* Weekends off, but for two that are worked; a week off from 1 October. */
#define AUTUMN \
	"<holidays xmlns=\"urn:retrace:holidays:1\" country=\"CN\" " \
	"from=\"2026-09-01\" until=\"2026-12-31\" source=\"S\">\n" \
	"<work day=\"2026-09-20\"/>\n" \
	"<off day=\"2026-10-01\" until=\"2026-10-07\"/>\n" \
	"<work day=\"2026-10-10\"/>\n" \
	"</holidays>"

#define WORK TERM_WORKING_DAYS
#define DAYS TERM_DAYS
#define NEXT TERM_NEXT_WORKED
#define LAST TERM_LAST_WORKED

static const struct ending {
	uint16_t n;
	enum term_unit unit;
	enum term_from from;
	enum term_ends ends;
	bool before;
	date_day exported, earliest, latest, open;
} endings[] = {
	{ 30, DAYS, 0, 0, false, 20261020, 20261119, 20261119, 0 },
	{ 30, DAYS, 0, 0, false, 20260903, 20261003, 20261003, 0 },
	{ 30, DAYS, 0, NEXT, false, 20260903, 20261008, 20261008, 0 },
	{ 30, DAYS, 0, LAST, false, 20260903, 20260930, 20260930, 0 },
	{ 2, TERM_WEEKS, 0, 0, false, 20261102, 20261116, 20261116, 0 },
	{ 1, TERM_MONTHS, 0, 0, false, 20260131, 20260228, 20260228, 0 },
	{ 1, TERM_MONTHS, 0, 0, false, 20280131, 20280229, 20280229, 0 },
	{ 14, TERM_MONTHS, 0, 0, false, 20261130, 20280130, 20280130, 0 },
	{ 12, TERM_MONTHS, 0, 0, false, 20261231, 20271231, 20271231, 0 },
	{ 15, DAYS, TERM_MONTH_END, 0, false, 20261005, 20261115, 20261115, 0 },
	{ 15, DAYS, TERM_MONTH_END, NEXT, false, 20261005, 20261116, 20261116,
	    0 },
	{ 15, DAYS, TERM_MONTH_END, 0, false, 20261231, 20270115, 20270115, 0 },
	{ 30, DAYS, TERM_QUARTER_END, 0, false, 20260815, 20261030, 20261030,
	    0 },
	{ 30, DAYS, TERM_QUARTER_END, 0, false, 20260930, 20261030, 20261030,
	    0 },
	{ 10, DAYS, TERM_HALF_END, 0, false, 20260630, 20260710, 20260710, 0 },
	{ 10, DAYS, TERM_HALF_END, 0, false, 20260701, 20270110, 20270110, 0 },
	{ 3, TERM_MONTHS, TERM_YEAR_END, 0, false, 20260101, 20270331, 20270331,
	    0 },
	{ 10, WORK, 0, 0, false, 20260930, 20261020, 20261020, 0 },
	{ 10, WORK, TERM_MONTH_END, 0, false, 20260902, 20261020, 20261020, 0 },
	{ 30, DAYS, 0, 0, true, 20261120, 20261021, 20261021, 0 },
	{ 30, DAYS, 0, LAST, true, 20261103, 20260930, 20260930, 0 },
	{ 10, WORK, 0, 0, true, 20261020, 20260930, 20260930, 0 },
	{ 1, TERM_MONTHS, 0, 0, true, 20260331, 20260228, 20260228, 0 },
	{ 13, TERM_MONTHS, 0, 0, true, 20260115, 20241215, 20241215, 0 },
	/* 2027 is in no file */
	{ 30, DAYS, 0, NEXT, false, 20261220, 20270119, 0, 20270119 },
	{ 30, DAYS, 0, LAST, false, 20261220, 20261231, 20270119, 20270119 },
	{ 5, WORK, 0, 0, true, 20270104, 20261225, 20261230, 20270103 },
};

static struct term
term_of(const struct ending *x)
{
	struct term t = { .n = x->n,
		.unit = (uint8_t)x->unit,
		.from = (uint8_t)x->from,
		.ends = (uint8_t)x->ends,
		.before = x->before };

	if (x->unit == WORK || x->ends != TERM_AS_COUNTED)
		memcpy(t.calendar, "CN", 3);
	return t;
}

START_TEST(a_time_ends_on_the_day_that_was_counted_by_hand)
{
	const struct ending *x = &endings[_i];
	const struct term t = term_of(x);
	struct findings f = { 0 };
	struct holidays h = { 0 };
	struct due d;

	ck_assert_int_eq(
	    holidays_read_bytes(&h, "days.xml", STR(AUTUMN), &f), ST_OK);
	d = term_due(&h, &t, x->exported);
	ck_assert_int_eq(d.earliest, x->earliest);
	ck_assert_int_eq(d.latest, x->latest);
	ck_assert_int_eq(d.open, x->open);
	holidays_free(&h);
	findings_free(&f);
}
END_TEST

static const struct wording {
	struct ending of;
	const char *en, *zh;
} wordings[] = {
	{ { .n = 10, .unit = WORK },
	    "within 10 working days of CN after export",
	    "出口后10个工作日内（CN）" },
	{ { .n = 1, .unit = DAYS }, "within 1 day after export",
	    "出口后1日内" },
	{ { .n = 30, .unit = DAYS, .before = true },
	    "at least 30 days before export", "出口前至少30日" },
	{ { .n = 15, .unit = DAYS, .from = TERM_MONTH_END, .ends = NEXT },
	    "within 15 days after the end of the month of export; where the "
	    "last day is no working day of CN, up to the next one",
	    "出口当月结束后15日内，末日非工作日（CN）的顺延至下一个工作日" },
	{ { .n = 2, .unit = TERM_MONTHS, .from = TERM_YEAR_END },
	    "within 2 months after the end of the year of export",
	    "出口当年结束后2个月内" },
};

START_TEST(a_time_is_told_in_english_and_chinese)
{
	const struct wording *x = &wordings[_i];
	const struct term t = term_of(&x->of);
	char text[TERM_TEXT] = "";

	term_words(text, sizeof(text), &t, LANGUAGE_EN);
	ck_assert_str_eq(text, x->en);
	text[0] = '\0';
	term_words(text, sizeof(text), &t, LANGUAGE_ZH);
	ck_assert_str_eq(text, x->zh);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, a_time_ends_on_the_day_that_was_counted_by_hand,
	    0, LENGTH(endings));
	tcase_add_loop_test(
	    t, a_time_is_told_in_english_and_chinese, 0, LENGTH(wordings));
}

int
main(void)
{
	xml_start();
	return run_suite("term", add);
}
