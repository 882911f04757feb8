/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_state - does a rule hold on a day?  The days around every date of our
 * packs, and what a suspension with each kind of last day does.
 */
#include "core/base/xml.h"
#include "core/rules/pack/state.h"
#include "tests/unit/run.h"

#include <check.h>
#include <string.h>

static struct pack no_61, any_trace;

static void
open_packs(void)
{
	struct findings f = { 0 };

	xml_start();
	ck_assert_int_eq(pack_open(&no_61, "cn-mofcom-61-2025", &f), ST_OK);
	ck_assert_int_eq(pack_open(&any_trace, "cn-trace", &f), ST_OK);
	findings_free(&f);
}

static void
close_packs(void)
{
	pack_free(&no_61);
	pack_free(&any_trace);
}

/* test-of: cn-mofcom-61-2025 1.i.from */
/* test-of: cn-mofcom-61-2025 1.iii.from */
/* test-of: cn-mofcom-61-2025 suspended */
/* test-of: cn-mofcom-61-2025 suspended.last-day */
static const struct on_day {
	const char *rule;
	date_day day;
	enum rule_state state;
	bool never, unclear, late;
} days[] = {
	{ "limb-i", 20250404, STATE_NOT_YET, false, false, false },
	{ "limb-i", 20251009, STATE_NOT_YET, false, false, false },
	{ "limb-i", 20251107, STATE_NOT_YET, false, false, false },
	{ "limb-i", 20251130, STATE_NOT_YET, false, false, false },
	{ "limb-i", 20251201, STATE_SUSPENDED, true, false, false },
	{ "limb-i", 20260228, STATE_SUSPENDED, true, false, false },
	{ "limb-i", 20260301, STATE_SUSPENDED, true, false, true },
	{ "limb-i", 20261109, STATE_SUSPENDED, true, false, true },
	{ "limb-i", 20261110, STATE_SUSPENDED, true, true, true },
	{ "limb-i", 20261111, STATE_IN_FORCE, false, false, true },
	{ "limb-iii-magnet", 20250404, STATE_NOT_YET, false, false, false },
	{ "limb-iii-magnet", 20251008, STATE_NOT_YET, false, false, false },
	{ "limb-iii-magnet", 20251009, STATE_IN_FORCE, false, false, false },
	{ "limb-iii-magnet", 20251106, STATE_IN_FORCE, false, false, false },
	{ "limb-iii-magnet", 20251107, STATE_SUSPENDED, false, false, false },
	{ "limb-iii-magnet", 20251201, STATE_SUSPENDED, false, false, false },
	{ "limb-iii-magnet", 20261110, STATE_SUSPENDED, false, true, true },
	{ "limb-iii-magnet", 20261111, STATE_IN_FORCE, false, false, true },
	{ "contained", 20250404, STATE_HYPOTHETICAL, false, false, false },
	{ "contained", 20260228, STATE_HYPOTHETICAL, false, false, false },
	{ "contained", 20260301, STATE_HYPOTHETICAL, false, false, true },
};

START_TEST(a_rule_has_its_state_on_each_day)
{
	const struct on_day *d = &days[_i];
	const struct pack *p =
	    strcmp(d->rule, "contained") == 0 ? &any_trace : &no_61;
	const struct rule *r = &p->rule[pack_find_rule(p, d->rule)];
	struct rule_standing s = rule_standing_on(r, d->day);
	struct findings f = { 0 };

	ck_assert_int_eq(s.state, d->state);
	ck_assert_int_eq(s.never, d->never);
	ck_assert_int_eq(s.unclear_day, d->unclear);
	ck_assert_int_eq(s.suspension != NULL, d->state == STATE_SUSPENDED);
	pack_warn(p, d->day, &f);
	ck_assert_uint_eq(
	    f.n, (d->late ? 1u : 0u) + (d->unclear ? p->nrule : 0u));
	ck_assert_uint_eq(f.warnings, f.n);
	ck_assert_uint_eq(f.errors, 0);
	findings_free(&f);
}
END_TEST

START_TEST(three_days_give_three_sentences)
{
	const struct rule *r = &no_61.rule[pack_find_rule(&no_61, "limb-i")];
	struct rule_standing s;
	char text[STATE_TEXT];

	s = rule_standing_on(r, 20251101);
	rule_standing_text(r, &s, text);
	ck_assert_str_eq(text, "not yet in force; will be from 2025-12-01");
	s = rule_standing_on(r, 20260101);
	rule_standing_text(r, &s, text);
	ck_assert_str_eq(text,
	    "suspended from 2025-11-07 until 2026-11-10 (whether that day is "
	    "inside is not said); was to hold from 2025-12-01 and was never in "
	    "force");
	s = rule_standing_on(r, 20261201);
	rule_standing_text(r, &s, text);
	ck_assert_str_eq(text,
	    "in force from 2026-11-11; was suspended from 2025-11-07 until "
	    "2026-11-10 (whether that day is inside is not said); was to hold "
	    "from 2025-12-01");
	/* One that held before it was suspended. */
	r = &no_61.rule[pack_find_rule(&no_61, "limb-iii-magnet")];
	s = rule_standing_on(r, 20261201);
	rule_standing_text(r, &s, text);
	ck_assert_str_eq(text,
	    "in force again from 2026-11-11; was suspended from 2025-11-07 "
	    "until 2026-11-10 (whether that day is inside is not said); first "
	    "held from 2025-10-09");
	s = rule_standing_on(r, 20251106);
	rule_standing_text(r, &s, text);
	ck_assert_str_eq(text, "in force from 2025-10-09");
	r = &any_trace.rule[0];
	s = rule_standing_on(r, 20260101);
	rule_standing_text(r, &s, text);
	ck_assert_str_eq(text, "hypothetical; nobody has enacted it");
}
END_TEST

START_TEST(a_late_day_is_said_with_both_dates)
{
	struct findings f = { 0 };

	pack_warn(&any_trace, 20260301, &f);
	ck_assert_uint_eq(f.n, 1);
	ck_assert_int_eq(f.list[0].sev, SEV_WARNING);
	ck_assert_str_eq(f.list[0].text,
	    "the law was read up to 2026-02-28: what holds on 2026-03-01 is "
	    "in force as far as read");
	ck_assert_str_eq(f.list[0].at.file, any_trace.path);
	findings_free(&f);
}
END_TEST

static const struct last {
	enum last_day kind;
	date_day until, day;
	enum rule_state state;
	bool unclear;
} lasts[] = {
	{ LAST_DAY_YES, 20261110, 20261110, STATE_SUSPENDED, false },
	{ LAST_DAY_NO, 20261110, 20261110, STATE_IN_FORCE, false },
	{ LAST_DAY_NO, 20261110, 20261109, STATE_SUSPENDED, false },
	{ LAST_DAY_UNCLEAR, 20261110, 20261110, STATE_SUSPENDED, true },
	{ LAST_DAY_UNCLEAR, 20261110, 20261111, STATE_IN_FORCE, false },
	{ LAST_DAY_UNCLEAR, DATE_NONE, 21001231, STATE_SUSPENDED, false },
};

START_TEST(the_last_day_is_inside_as_the_pack_says)
{
	const struct last *l = &lasts[_i];
	struct suspension x = { .from = 20251107,
		.until = l->until,
		.last_day = (uint8_t)l->kind };
	struct rule r = {
		.from = 20251009, .suspension = &x, .nsuspension = 1
	};
	struct rule_standing s = rule_standing_on(&r, l->day);

	ck_assert_int_eq(s.state, l->state);
	ck_assert_int_eq(s.unclear_day, l->unclear);
}
END_TEST

START_TEST(suspensions_that_follow_each_other_leave_no_day)
{
	struct suspension x[2] = {
		{ .from = 20251101,
		    .until = 20251231,
		    .last_day = LAST_DAY_YES },
		{ .from = 20260101,
		    .until = 20260630,
		    .last_day = LAST_DAY_YES },
	};
	struct rule r = { .from = 20251201,
		.until = 20260630,
		.suspension = x,
		.nsuspension = 2 };

	ck_assert(rule_standing_on(&r, 20260201).never);
	ck_assert_int_eq(rule_standing_on(&r, 20260701).state, STATE_ENDED);
	ck_assert(rule_standing_on(&r, 20260701).never);
	x[1].from = 20260102; /* in force on 1 January */
	ck_assert(!rule_standing_on(&r, 20260201).never);
	ck_assert_int_eq(rule_standing_on(&r, 20260101).state, STATE_IN_FORCE);
	ck_assert(!rule_standing_on(&r, 20260701).never);
}
END_TEST

START_TEST(only_what_holds_counts_unless_asked)
{
	ck_assert(rule_state_counts(STATE_IN_FORCE, false));
	ck_assert(rule_state_counts(STATE_HYPOTHETICAL, false));
	ck_assert(!rule_state_counts(STATE_NOT_YET, false));
	ck_assert(!rule_state_counts(STATE_SUSPENDED, false));
	ck_assert(!rule_state_counts(STATE_ENDED, false));
	for (int i = 0; i < STATE_COUNT; i++)
		ck_assert(rule_state_counts((enum rule_state)i, true));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_unchecked_fixture(t, open_packs, close_packs);
	tcase_add_loop_test(
	    t, a_rule_has_its_state_on_each_day, 0, LENGTH(days));
	tcase_add_test(t, three_days_give_three_sentences);
	tcase_add_test(t, a_late_day_is_said_with_both_dates);
	tcase_add_loop_test(
	    t, the_last_day_is_inside_as_the_pack_says, 0, LENGTH(lasts));
	tcase_add_test(t, suspensions_that_follow_each_other_leave_no_day);
	tcase_add_test(t, only_what_holds_counts_unless_asked);
}

int
main(void)
{
	return run_suite("state", add);
}
