/* SPDX-License-Identifier: Apache-2.0 */
/* words - the reason of a verdict as a sentence; see reason.h. */
#include "core/report/level_words.h"
#include "core/report/limit_words.h"

#include "core/rules/deal/sent.h"
#include "core/rules/pack/origins.h"

#include <string.h>

/*
 * reason_subject - what the test counts: "rare earths of Chinese origin".
 *
 * In:	size  > 0; longer text is cut
 */
void
reason_subject(char *out, size_t size, const struct rule_test *test)
{
	bool plain = !test_is_money(test) || test->counts == COUNT_ELEMENT;
	char origin[ORIGIN_TEXT];

	if (test->of == NULL)
		snprintf(out, size, "the item");
	else
		snprintf(out, size, "%s%s%s",
		    test->currency == NULL          ? ""
		    : test->counts == COUNT_ELEMENT ? "the value of "
						    : "the price of ",
		    plain                        ? ""
		    : test->counts == COUNT_ITEM ? "whole items with "
						 : "what is sold as ",
		    test->of->title[LANGUAGE_EN]);
	if (test->origin != NULL) {
		origin_subject(origin, test->origin);
		str_add(out, size, " %s", origin);
	}
	if (test->as_oxide)
		str_add(out, size, ", as %s,",
		    test->as_named ? "that substance" : "oxide");
}

/* "1 part", "4 parts" */
static void
add_parts(char *out, size_t n)
{
	str_add(out, REASON_TEXT, "%zu part%s", n, n == 1 ? "" : "s");
}

/* The gaps by kind, as far as there are any. */
static void
add_gaps(char *out, const struct reason *r)
{
	static const char *const what[PART_CHOICE + 1] = {
		[GAP_ORIGIN] = "hold rare earth whose origin or amount is "
			       "not settled",
		[GAP_SUSPECT] = "point to rare earth without a full "
				"declaration",
		[GAP_SILENT] = "declare nothing",
		[PART_CHOICE] = "are alternatives, of which it is open "
				"which are built in",
	};
	static const char *const one[PART_CHOICE + 1] = {
		[GAP_ORIGIN] = "holds rare earth whose origin or amount is "
			       "not settled",
		[GAP_SUSPECT] = "points to rare earth without a full "
				"declaration",
		[GAP_SILENT] = "declares nothing",
		[PART_CHOICE] = "is an alternative that need not be built in",
	};
	bool first = true;

	for (int g = 0; g <= PART_CHOICE; g++) {
		if (r->gaps[g] == 0)
			continue;
		str_add(out, REASON_TEXT, "%s", first ? " " : ", ");
		add_parts(out, r->gaps[g]);
		str_add(out, REASON_TEXT, " %s",
		    r->gaps[g] == 1 ? one[g] : what[g]);
		first = false;
	}
	if (!first)
		str_add(out, REASON_TEXT, ".");
}

/* Is the amount known to the last digit? */
static bool
is_point(const struct exact *x)
{
	return !x->lo_infinite && !x->hi_infinite && mpq_equal(x->lo, x->hi);
}

static bool
is_none(const struct exact *x)
{
	return is_point(x) && mpq_sgn(x->lo) == 0;
}

/* "1.63 g", or "0.21 % of its mass". */
static void
add_bounds(char *out, const struct reason *r, const struct checked *c)
{
	const struct measure_of m = reason_measure(r, c);
	const struct exact *x = reason_bounds(r);
	bool nothing_known =
	    x->hi_infinite && (x->lo_infinite || mpq_sgn(x->lo) == 0);
	char text[AMOUNT_RANGE], of[LIMIT_OF_WHAT];

	limit_of_what(of, r->detail.test, LANGUAGE_EN);
	if (nothing_known) {
		str_add(out, REASON_TEXT, "%s%s%s is not known",
		    x->lo_open ? "some, but " : "",
		    of[0] != '\0' ? "what share" : "how much", of);
		return;
	}
	amount_range(text, x, &m);
	str_add(out, REASON_TEXT, "%s%s", text, is_none(x) ? "" : of);
}

/* "the rule asks for at least 0.1 %" */
static void
say_limit(char *out, const struct rule_test *t)
{
	str_add(out, REASON_TEXT, "; the rule asks for ");
	limit_words(out, REASON_TEXT, t, LANGUAGE_EN);
	str_add(out, REASON_TEXT, ".");
}

/* "Rare earths of Chinese origin in it: 3 g" */
static void
say_measure(char *out, const struct reason *r, const struct checked *c,
    const char *subject)
{
	const struct per_year *y = r->detail.per_year;
	const char *in = limit_within(r->detail.test, LANGUAGE_EN);

	str_add(out, REASON_TEXT, "%s %s", subject,
	    r->detail.test->process ? "used to make it" : "in it");
	if (r->detail.test->kind != TEST_ANNUAL)
		str_add(out, REASON_TEXT, ": ");
	else if (r->detail.together > 0)
		str_add(out, REASON_TEXT,
		    ", of all that goes out in %s of %zu product%s together: ",
		    in, r->detail.together, r->detail.together == 1 ? "" : "s");
	else if (y != NULL)
		str_add(out, REASON_TEXT,
		    ", of %s that go out in %s: ", y->quantity_text, in);
	else
		str_add(out, REASON_TEXT, ", of all that goes out in %s: ", in);
	add_bounds(out, r, c);
}

static void
say_triggered(char *out, const struct reason *r, const struct checked *c,
    const char *subject)
{
	const struct rule_test *t = r->detail.test;

	say_measure(out, r, c, subject);
	if (limit_is_any(t))
		str_add(out, REASON_TEXT, "; any amount is enough.");
	else
		say_limit(out, t);
	if (r->ngiver > 0) {
		str_add(out, REASON_TEXT, " It comes from ");
		add_parts(out, r->ngiver);
		str_add(out, REASON_TEXT, ".");
	}
	if (r->nopen > 0) {
		str_add(out, REASON_TEXT,
		    " Whatever the gaps hold, the verdict stands:");
		add_gaps(out, r);
	}
}

static void
say_undecided(char *out, const struct reason *r, const struct checked *c,
    const char *subject)
{
	const struct rule_test *t = r->detail.test;

	say_measure(out, r, c, subject);
	if (limit_is_any(t))
		str_add(out, REASON_TEXT, "; any amount would be enough.");
	else
		say_limit(out, t);
	if (r->detail.together > 0 && r->detail.perhaps)
		str_add(out, REASON_TEXT,
		    " Whether any of it is in this one is open.");
	else if (r->detail.together > 0)
		str_add(out, REASON_TEXT,
		    r->detail.numerator.hi_infinite
			? " Of some of them it is not told how many go out, or "
			  "what they hold."
			: "");
	else if (t->kind == TEST_ANNUAL && r->detail.per_year == NULL)
		str_add(out, REASON_TEXT,
		    " How many go out in %s is not told: a transaction "
		    "with %s, in the unit of the item, decides it.",
		    limit_within(t, LANGUAGE_EN),
		    t->shipment ? "goods" : "per-year");
	if (t->sum > 0 && !exact_is_point(&r->detail.numerator))
		str_add(out, REASON_TEXT,
		    " To whom it goes, and what went out before, the "
		    "transaction says: to in its goods, and earlier.");
	if (t->kind == TEST_VALUE_SHARE && r->detail.value_missing)
		str_add(
		    out, REASON_TEXT, " The value of the item is not stated.");
	add_gaps(out, r);
}

static void
say_clear(char *out, const struct reason *r, const struct checked *c,
    const char *subject)
{
	const struct rule_test *t = r->detail.test;

	say_measure(out, r, c, subject);
	if (limit_is_any(t)) {
		str_add(out, REASON_TEXT, ".");
		return;
	}
	if (!is_point(reason_bounds(r)))
		str_add(out, REASON_TEXT, ", whatever the gaps hold");
	say_limit(out, t);
}

static void
upper_first(char *text)
{
	if (text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)(text[0] - 'a' + 'A');
}

/* Of the item, or of the thing in it that decides. */
static void
say_amount(char *out, const struct reason *r, const struct checked *c,
    const char *subject)
{
	char text[REASON_TEXT] = "";

	if (r->verdict == VERDICT_TRIGGERED)
		say_triggered(text, r, c, subject);
	else if (r->verdict == VERDICT_UNDECIDED)
		say_undecided(text, r, c, subject);
	else
		say_clear(text, r, c, subject);
	upper_first(text);
	str_add(out, REASON_TEXT, "%s", text);
	level_after(out, r, c, LANGUAGE_EN);
}

/* Which entry of the control list the item is under, or may be. */
static void
say_entry(char *out, const struct rule *rule, enum form form)
{
	const struct list_entry *e = rule_entry(rule, form);

	if (e == NULL)
		return;
	str_add(
	    out, REASON_TEXT, " Entry %s: %s", e->code, e->title[LANGUAGE_EN]);
	if (!clause_is_law(e->clause))
		str_add(out, REASON_TEXT, " (%s)",
		    clause_standing_name(
			(enum clause_standing)e->clause->standing));
	str_add(out, REASON_TEXT,
	    (e->unsettled >> form & 1) != 0
		? "; whether a %s is meant is not settled."
		: ".",
	    form_name(form));
}

/*
 * reason_text - why, for a reader who is no programmer.
 *
 * In:	r  found; shallow ones name no parts
 */
void
reason_text(
    char out[REASON_TEXT], const struct reason *r, const struct checked *c)
{
	const enum verdict v = r->verdict;
	const struct rule *rule = c->book->rule[r->rule].rule;
	char subject[300];

	out[0] = '\0';
	reason_subject(subject, sizeof(subject), r->detail.test);
	if (v == VERDICT_CLEAR && r->detail.verdict != VERDICT_CLEAR)
		str_add(
		    out, REASON_TEXT, "The rule does not cover such an item.");
	else if (r->detail.test->kind == TEST_ITEM)
		str_add(out, REASON_TEXT, "%s",
		    v == VERDICT_TRIGGERED
			? "The item itself is what the rule names."
		    : v == VERDICT_CLEAR
			? "The item itself is not what the rule names."
		    : r->detail.test->hs != NULL
			? "What the item is, its tariff code, or where it was "
			  "made, is not stated."
		    : r->detail.test->mass != NULL ||
			    r->detail.test->value != NULL
			? "What the item is, weighs or costs, or where it was "
			  "made, is not stated."
			: "What the item is, or where it was made, is not "
			  "stated.");
	else if (level_before(out, r, c, LANGUAGE_EN))
		say_amount(out, r, c, subject);
	if (v == VERDICT_UNDECIDED && rule->ntest > 1 &&
	    r->detail.verdict == VERDICT_TRIGGERED)
		str_add(out, REASON_TEXT,
		    " Whether the rule covers the item is open.");
	if (v != VERDICT_CLEAR && rule->list != NULL)
		say_entry(out, rule, (enum form)c->bom->item[r->item].form);
	upper_first(out);
}
