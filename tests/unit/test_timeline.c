/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of boundary and timeline: which days, which periods, and why. */
#include "core/rules/timeline.h"

#include "core/base/limits.h"
#include "core/rules/screen.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define TRIGGER \
	"<trigger><presence of=\"dy\" is=\"above\" limit=\"0 g\"/>" \
	"</trigger></rule>"
#define RULE(attributes, suspended) \
	"<rule id=\"r\" clause=\"a\" title=\"T\" title-zh=\"Z\" " attributes \
	">" suspended TRIGGER
#define SUSPENDED(inclusive) \
	"<suspended from=\"2026-03-01\" until=\"2026-03-31\" " \
	"inclusive=\"" inclusive "\" clause=\"a\"/>"

/* One product that never changes: everything is up to the rule. */
struct scene {
	struct make m;
	struct court c;
	struct days days;
	struct boundary_basis basis;
	struct boundaries b;
	struct error err;
};

static void
scene_open(struct scene *s, const char *rules)
{
	*s = (struct scene){ .err.code = ST_OK };
	make_init(&s->m);
	make_item(&s->m, "TOP", "5");
	court_read(&s->c, rules);
	s->days = (struct days){ 20260201, 20260201, 20260201, 20260201 };
}

static void
scene_find(struct scene *s)
{
	make_linked(&s->m);
	court_compile(&s->c, &s->m.b, NULL);
	s->basis.book = &s->c.book;
	s->basis.bom = &s->m.b;
	s->basis.days = &s->days;
	ck_assert_int_eq(boundaries_find(&s->b, &s->basis, &s->err), ST_OK);
}

static void
scene_close(struct scene *s)
{
	boundaries_free(&s->b);
	court_close(&s->c);
	make_free(&s->m);
}

static const struct {
	const char *rules;
	date_day from, until; /* asked for */
	const char *events;   /* kind:day ... */
} laws[] = {
	{ RULE("from=\"2026-01-10\" until=\"2026-06-30\"", ""), 0, 0,
	    "rule-begins:20260110 law-not-read:20260301 rule-ended:20260701" },
	{ RULE("from=\"2025-01-01\"", SUSPENDED("yes")), 0, 0,
	    "rule-begins:20250101 suspended:20260301 law-not-read:20260301 "
	    "suspension-over:20260401" },
	{ RULE("from=\"2025-01-01\"", SUSPENDED("no")), 0, 0,
	    "rule-begins:20250101 suspended:20260301 law-not-read:20260301 "
	    "suspension-over:20260331" },
	{ RULE("from=\"2025-01-01\"", SUSPENDED("unclear")), 0, 0,
	    "rule-begins:20250101 suspended:20260301 law-not-read:20260301 "
	    "last-day-unclear:20260331 suspension-over:20260401" },
	/* what is so on the first day asked for is no change on it */
	{ RULE("from=\"2025-01-01\"", SUSPENDED("unclear")), 20260301, 20260331,
	    "last-day-unclear:20260331" },
	{ RULE("from=\"2025-01-01\"", SUSPENDED("unclear")), 20260302, 20260330,
	    "" },
	{ RULE("hypothetical=\"yes\"", ""), 0, 0, "law-not-read:20260301" },
};

START_TEST(a_law_changes_on_the_days_that_it_names)
{
	struct scene s;
	char said[400] = "";

	scene_open(&s, laws[_i].rules);
	s.basis.from = laws[_i].from;
	s.basis.until = laws[_i].until;
	scene_find(&s);
	for (size_t i = 0; i < s.b.nevent; i++)
		snprintf(said + strlen(said), sizeof(said) - strlen(said),
		    "%s%s:%d", i > 0 ? " " : "",
		    event_name((enum event_kind)s.b.event[i].kind),
		    s.b.event[i].day);
	ck_assert_str_eq(said, laws[_i].events);
	ck_assert_uint_eq(s.b.nproduct, 1);
	scene_close(&s);
}
END_TEST

START_TEST(periods_follow_each_other_without_a_gap)
{
	struct scene s;

	scene_open(&s, RULE("from=\"2025-01-01\"", SUSPENDED("unclear")));
	scene_find(&s);
	ck_assert_uint_eq(s.b.nperiod, 5);
	ck_assert_int_eq(s.b.period[0].from, DATE_NONE);
	ck_assert_int_eq(s.b.period[0].day, 20241231);
	ck_assert_int_eq(s.b.period[4].until, DATE_NONE);
	for (size_t i = 1; i < s.b.nperiod; i++) {
		ck_assert_int_eq(
		    date_next(s.b.period[i - 1].until), s.b.period[i].from);
		ck_assert_int_eq(s.b.period[i].law, s.b.period[i].from);
		ck_assert_uint_eq(
		    boundaries_period(&s.b, s.b.period[i].from), i);
		ck_assert_uint_eq(
		    boundaries_period(&s.b, s.b.period[i - 1].until), i - 1);
	}
	scene_close(&s);
}
END_TEST

START_TEST(what_stands_still_changes_on_no_day)
{
	struct scene s;

	scene_open(&s, RULE("from=\"2025-01-01\"", SUSPENDED("unclear")));
	make_line(&s.m, "TOP", "Dy", "1", false);
	bom_add_declaration(&s.m.b)->until = 20260131;
	s.m.b.content[0].decl = (uint32_t)s.m.b.ndecl - 1;
	s.basis.law_stands = true;
	s.days.law = 20260310;
	scene_find(&s);
	ck_assert_uint_eq(s.b.nperiod, 2);
	ck_assert_uint_eq(s.b.nproduct, 2);
	ck_assert_int_eq(s.b.event[0].kind, EVENT_DOCUMENT_EXPIRED);
	ck_assert_int_eq(s.b.event[0].day, 20260201);
	ck_assert_int_eq(s.b.period[1].law, 20260310);
	boundaries_free(&s.b);
	s.basis.bom_stands = true;
	ck_assert_int_eq(boundaries_find(&s.b, &s.basis, &s.err), ST_OK);
	ck_assert_uint_eq(s.b.nperiod, 1);
	ck_assert_int_eq(s.b.period[0].day, 20260201); /* as of */
	scene_close(&s);
}
END_TEST

START_TEST(a_document_of_which_nothing_is_said_is_no_boundary)
{
	struct scene s;

	scene_open(&s, RULE("from=\"2025-01-01\"", ""));
	bom_add_declaration(&s.m.b)->until = 20260131;
	s.basis.law_stands = true;
	scene_find(&s);
	ck_assert_uint_eq(s.b.nevent, 0);
	scene_close(&s);
}
END_TEST

START_TEST(more_products_than_can_be_judged_are_refused)
{
	struct timeline t;
	struct arena a = { 0 };
	struct scene s;
	date_day day = 20200101;

	scene_open(&s, RULE("from=\"2025-01-01\"", ""));
	for (int i = 0; i < LIMIT_TIMELINE; i++, day = date_next(day)) {
		make_line(&s.m, "TOP", "Dy", "1", false)->decl =
		    (uint32_t)s.m.b.ndecl;
		bom_add_declaration(&s.m.b)->date = day;
	}
	s.basis.law_stands = true;
	scene_find(&s);
	ck_assert_uint_eq(s.b.nproduct, LIMIT_TIMELINE + 1);
	ck_assert_int_eq(timeline_open(&t, &s.basis,
			     screen_shipped(&a, &s.m.b, NULL, 0), &s.err),
	    ST_LIMIT);
	ck_assert(strstr(s.err.text, "--from and --until") != NULL);
	s.err = (struct error){ 0 };
	s.basis.from = 20200101;
	ck_assert_int_eq(timeline_open(&t, &s.basis,
			     screen_shipped(&a, &s.m.b, NULL, 0), &s.err),
	    ST_OK);
	timeline_free(&t);
	arena_free(&a);
	scene_close(&s);
}
END_TEST

/* Of rules that hold readings, too, the cells of one item are its own. */
START_TEST(each_period_reads_as_its_product_was_judged)
{
	static const char rules[] =
	    "<rule id=\"v\" clause=\"a\" title=\"T\" title-zh=\"Z\">"
	    "<trigger><value-share of=\"dy\" is=\"at-least\" limit=\"1 %\">"
	    "<reading id=\"e\" counts=\"element\" clause=\"a\" title=\"T\" "
	    "title-zh=\"Z\"/>"
	    "<reading id=\"m\" counts=\"material\" clause=\"a\" "
	    "title=\"T\" title-zh=\"Z\"/></value-share></trigger></rule>" RULE(
		"", "");
	struct arena a = { 0 };
	struct timeline t;
	struct scene s;
	char name[16];
	size_t seen[VERDICT_COUNT] = { 0 };

	scene_open(&s, rules);
	for (int i = 0; i < 9; i++) {
		snprintf(name, sizeof(name), "P%d", i);
		make_item(&s.m, name, "5")->flags |= ITEM_COMPLETE;
		if (i % 3 == 1)
			make_line(&s.m, name, "Dy", "1", false);
	}
	scene_find(&s);
	court_judge(&s.c, &s.m.b);
	ck_assert_int_eq(timeline_open(&t, &s.basis,
			     screen_shipped(&a, &s.m.b, NULL, 0), &s.err),
	    ST_OK);
	ck_assert_uint_eq(t.nitem, 10);
	ck_assert_int_eq(
	    timeline_take(&t, 0, &s.c.j, NULL, NULL, &s.err), ST_OK);
	for (size_t at = 0; at < t.nitem; at++)
		for (size_t r = 0; r < t.nrule; r++) {
			enum verdict v = judgement_verdict(
			    &s.c.j, VARIANT_LAW, r, t.item[at]);

			ck_assert_int_eq(
			    timeline_verdict(&t, 0, VARIANT_LAW, r, at), v);
			seen[v]++;
		}
	/* there is something to be taken for something else */
	for (int v = 0; v < VERDICT_COUNT; v++)
		ck_assert_uint_gt(seen[v], 0);
	timeline_free(&t);
	arena_free(&a);
	scene_close(&s);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, a_law_changes_on_the_days_that_it_names, 0, LENGTH(laws));
	tcase_add_test(tc, periods_follow_each_other_without_a_gap);
	tcase_add_test(tc, what_stands_still_changes_on_no_day);
	tcase_add_test(tc, a_document_of_which_nothing_is_said_is_no_boundary);
	tcase_add_test(tc, each_period_reads_as_its_product_was_judged);
	tcase_add_test(tc, more_products_than_can_be_judged_are_refused);
}

int
main(void)
{
	return run_suite("timeline", add);
}
