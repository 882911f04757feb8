/* SPDX-License-Identifier: Apache-2.0 */
/* rule_review - do the rules of a pack make sense?  See rule_review.h. */
#include "core/rules/pack/rule_review.h"

#include "core/rules/pack/state.h"

#include <string.h>

#define LAST_DAY 21991231

struct reviewer {
	const char *rules;
	struct findings *f;
};

static void
review_forms(const struct reviewer *v, const struct rule *r)
{
	uint32_t both = ~(uint32_t)0;
	bool any = false;

	for (size_t i = 0; i < r->ntest; i++)
		if (r->test[i].kind == TEST_ITEM && r->test[i].forms != 0) {
			both &= (r->test[i].forms_not
				     ? ~r->test[i].forms
				     : r->test[i].forms | r->test[i].unsettled);
			any = true;
		}
	if (any && both == 0)
		findings_error(v->f, ST_CONFLICT, pos_in(v->rules, r->at),
		    "%s is never met: no item has the forms of all its tests",
		    r->id);
}

static bool
is_same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* One limit of two may be another one: before and after a change. */
static bool
is_same_own(const struct own_limit *a, const struct own_limit *b)
{
	return a == b || (a != NULL && b != NULL && a->compare == b->compare &&
			     mpq_equal(a->limit, b->limit) &&
			     is_same_text(a->currency, b->currency));
}

/* Do both look at the same things, whatever their origin? */
static bool
tests_are_alike(const struct rule_test *a, const struct rule_test *b)
{
	return a->kind == b->kind && a->process == b->process &&
	       a->as_oxide == b->as_oxide && a->as_named == b->as_named &&
	       a->together == b->together && a->among == b->among &&
	       a->of_item == b->of_item && a->forms == b->forms &&
	       a->forms_not == b->forms_not && a->unsettled == b->unsettled &&
	       a->stop == b->stop && a->counts == b->counts && a->of == b->of &&
	       a->per == b->per && a->each == b->each && a->units == b->units &&
	       a->shipment == b->shipment && a->by_value == b->by_value &&
	       a->hs_not == b->hs_not && is_same_text(a->hs, b->hs) &&
	       is_same_own(a->mass, b->mass) &&
	       is_same_own(a->value, b->value) &&
	       is_same_text(a->currency, b->currency);
}

/* ---- tariff codes ---- */

/* The code at *s of a list, and behind it; empty at the end. */
static struct str
next_code(const char **s)
{
	struct str code;

	*s += strspn(*s, " \t\n\r");
	code = (struct str){ *s, strcspn(*s, " \t\n\r") };
	*s += code.n;
	return code;
}

static bool
is_under(struct str code, struct str heading)
{
	return heading.n <= code.n && memcmp(code.p, heading.p, heading.n) == 0;
}

/* Is it under one of these; and where it need not be wholly: is one of them
 * under it? */
static bool
meets_codes(struct str code, const char *list, bool wholly)
{
	struct str other;

	while ((other = next_code(&list)).n > 0)
		if (is_under(code, other) || (!wholly && is_under(other, code)))
			return true;
	return false;
}

/* Does no code meet both? */
static bool
codes_exclude(const struct rule_test *a, const struct rule_test *b)
{
	const char *list = a->hs;
	struct str code;

	if (a->hs == NULL || b->hs == NULL || a->hs_not)
		return false;
	while ((code = next_code(&list)).n > 0)
		if (meets_codes(code, b->hs, b->hs_not) != b->hs_not)
			return false;
	return true;
}

/* ---- amounts ---- */

/* Where an amount must lie for a test to be met: its ends, NULL where it has
 * none. */
struct span {
	mpq_srcptr low, high;
	bool low_open, high_open;
};

static struct span
span_of(const struct rule_test *t)
{
	struct span s = { 0 };

	if (test_is_upper(t)) {
		s.high = t->limit;
		s.high_open = t->compare == COMPARE_BELOW;
		return s;
	}
	s.low = t->limit;
	s.low_open = t->compare == COMPARE_ABOVE;
	if (t->to != NULL) {
		s.high = t->to->limit;
		s.high_open = t->to->compare == COMPARE_BELOW;
	}
	return s;
}

/* Is all that one counts counted by the other, too? */
static bool
counts_all_of(const struct rule_test *all, const struct rule_test *some)
{
	return tests_are_alike(all, some) && all->method == some->method &&
	       all->itself == some->itself && all->per == LEVEL_ITEM &&
	       all->each == EACH_SUM &&
	       (all->origin == some->origin || all->origin == NULL);
}

/* Is so little of all asked for that there cannot be so much of some? */
static bool
amounts_exclude(const struct rule_test *all, const struct rule_test *some)
{
	struct span most = span_of(all), least = span_of(some);
	int c;

	if (all->kind == TEST_ITEM || most.high == NULL || least.low == NULL ||
	    !counts_all_of(all, some))
		return false;
	c = mpq_cmp(least.low, most.high);
	return c > 0 || (c == 0 && (most.high_open || least.low_open));
}

/* Two tests of one rule that no item meets together. */
static void
review_tests(const struct reviewer *v, const struct rule *r)
{
	for (size_t i = 0; i < r->ntest; i++)
		for (size_t k = 0; k < r->ntest; k++) {
			const struct rule_test *a = &r->test[i];
			const struct rule_test *b = &r->test[k];
			char some[TEST_LIMIT_TEXT], all[TEST_LIMIT_TEXT];

			/* of a trigger with readings each counts otherwise */
			if (r->nreading > 0 &&
			    (i + 1 == r->ntest || k + 1 == r->ntest))
				continue;
			if (i != k && codes_exclude(a, b) &&
			    (i < k || b->hs_not)) {
				findings_error(v->f, ST_CONFLICT,
				    pos_in(v->rules, r->at),
				    "%s is never met: no item has the tariff "
				    "codes of all its tests",
				    r->id);
				return;
			}
			if (!amounts_exclude(a, b))
				continue;
			test_limit_text(all, a);
			test_limit_text(some, b);
			findings_error(v->f, ST_CONFLICT,
			    pos_in(v->rules, r->at),
			    "%s is never met: no amount is %s and also %s",
			    r->id, some, all);
			return;
		}
}

/* Of what it is a part, a share of mass is all at most; as oxide it weighs more
 * than the item that holds it. */
static void
review_shares(const struct reviewer *v, const struct rule *r)
{
	size_t n = r->ntest + (r->either ? r->nreading : 0);

	for (size_t i = 0; i < n; i++) {
		const struct rule_test *t = &r->test[i];

		if (r->either && i + 1 == r->ntest)
			continue; /* it is what the first way is */
		if (t->compare == COMPARE_ABOVE &&
		    (t->kind == TEST_AMONG ||
			(t->kind == TEST_MASS_SHARE && !t->as_oxide)) &&
		    mpq_cmp_ui(t->limit, 1, 1) >= 0)
			findings_error(v->f, ST_CONFLICT,
			    pos_in(v->rules, t->at),
			    "%s is never met: no share is above 100 %%", r->id);
	}
}

static bool
is_same_reading(const struct rule_test *a, const struct rule_test *b)
{
	return a->forms == b->forms && a->forms_not == b->forms_not &&
	       a->stop == b->stop && a->counts == b->counts;
}

/* Two readings that count the same are one. */
static void
review_readings(const struct reviewer *v, const struct rule *r)
{
	const struct rule_test *t = &r->test[r->ntest];

	for (size_t i = 0; i < r->nreading && !r->either; i++)
		for (size_t k = 0; k < i; k++)
			if (is_same_reading(&t[i], &t[k]))
				findings_error(v->f, ST_DUPLICATE,
				    pos_in(v->rules, r->reading[i].at),
				    "reading %s counts the same as %s: "
				    "expected one of them",
				    r->reading[i].id, r->reading[k].id);
}

static bool
limits_are_same(const struct limit_to *a, const struct limit_to *b)
{
	return a == b || (a != NULL && b != NULL && a->compare == b->compare &&
			     mpq_equal(a->limit, b->limit));
}

static bool
tests_are_same(const struct rule_test *a, const struct rule_test *b)
{
	return tests_are_alike(a, b) && a->compare == b->compare &&
	       a->origin == b->origin && mpq_equal(a->limit, b->limit) &&
	       limits_are_same(a->to, b->to);
}

/* A way that is another one, too, is none. */
static void
review_ways(const struct reviewer *v, const struct rule *r)
{
	const struct rule_test *t = &r->test[r->ntest];

	for (size_t i = 0; r->either && i < r->nreading; i++)
		for (size_t k = 0; k < i; k++)
			if (tests_are_same(&t[i], &t[k]))
				findings_error(v->f, ST_DUPLICATE,
				    pos_in(v->rules, r->reading[i].at),
				    "way %s asks the same as %s: expected one "
				    "of them",
				    r->reading[i].id, r->reading[k].id);
}

static void
review_days(const struct reviewer *v, const struct rule *r)
{
	if (!r->hypothetical && rule_standing_on(r, LAST_DAY).never)
		findings_error(v->f, ST_CONFLICT, pos_in(v->rules, r->at),
		    "%s is never in force: it is suspended on all of its days",
		    r->id);
}

/* ---- two rules on one day ---- */

static bool
rules_are(const struct rule *a, const struct rule *b,
    bool (*test)(const struct rule_test *, const struct rule_test *))
{
	if (a->ntest != b->ntest || a->nreading != b->nreading ||
	    a->either != b->either)
		return false;
	for (size_t i = 0; i < a->ntest + a->nreading; i++)
		if (!test(&a->test[i], &b->test[i]))
			return false;
	return true;
}

static date_day
last_of(const struct rule *r)
{
	return r->until == DATE_NONE ? LAST_DAY : r->until;
}

/* Is one of the same law in force from a day between them? */
static bool
has_between(
    const struct pack *p, const struct rule *first, const struct rule *second)
{
	for (size_t i = 0; i < p->nrule; i++) {
		const struct rule *r = &p->rule[i];

		if (r != first && r != second && r->clause == first->clause &&
		    !r->hypothetical && r->from > first->from &&
		    r->from < second->from &&
		    rules_are(r, first, tests_are_alike))
			return true;
	}
	return false;
}

/*
 * Two rules of one clause that look at the same things are the one law before
 * and after a change: no day is of both, and none between them of neither.
 */
static void
review_pair(const struct reviewer *v, const struct pack *p,
    const struct rule *a, const struct rule *b)
{
	const struct rule *first = b->from < a->from ? b : a;
	const struct rule *second = first == a ? b : a;
	bool overlap = second->from <= last_of(first);
	char from[DATE_TEXT], until[DATE_TEXT];

	if (a->hypothetical || b->hypothetical ||
	    !rules_are(a, b, tests_are_alike))
		return;
	date_format(second->from, from);
	date_format(first->until, until);
	if (overlap && rules_are(a, b, tests_are_same))
		findings_error(v->f, ST_DUPLICATE, pos_in(v->rules, b->at),
		    "%s asks the same as %s in line %u, and both hold on one "
		    "day: expected one of them",
		    b->id, a->id, (unsigned)a->at.line);
	else if (a->clause != b->clause)
		return;
	else if (overlap && a->from != b->from)
		findings_error(v->f, ST_CONFLICT, pos_in(v->rules, second->at),
		    "%s holds from %s, and %s of the same clause still does: "
		    "expected it to end the day before",
		    second->id, from, first->id);
	else if (!overlap && date_next(first->until) != second->from &&
		 !has_between(p, first, second))
		findings_warn(v->f, ST_OK, pos_in(v->rules, second->at),
		    "%s ends on %s and %s begins on %s: between these days no "
		    "rule of clause %s holds",
		    first->id, until, second->id, from, second->clause->id);
}

void
rule_review(const struct pack *p, const char *rules, struct findings *f)
{
	const struct reviewer of = { rules, f }, *v = &of;

	for (size_t i = 0; i < p->nrule; i++) {
		review_forms(v, &p->rule[i]);
		review_tests(v, &p->rule[i]);
		review_shares(v, &p->rule[i]);
		review_days(v, &p->rule[i]);
		review_readings(v, &p->rule[i]);
		review_ways(v, &p->rule[i]);
		for (size_t k = 0; k < i; k++)
			review_pair(v, p, &p->rule[k], &p->rule[i]);
	}
}
