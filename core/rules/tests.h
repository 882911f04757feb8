/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tests - one test of a rule for one item, in doubles and exactly.
 *
 * Reads:  judge.h
 * Gives:  the verdict of a single test, and which exact columns it needs
 *         where doubles cannot tell; only judge.c, detail.c, watch.c and
 *         break_even.c use it
 */
#ifndef RETRACE_TESTS_H
#define RETRACE_TESTS_H

#include "core/rules/judge.h"

/* One limit of a test made ready: what does not depend on the item. */
struct ready_test {
	const struct rule_test *test;
	const struct test_columns *columns;
	enum variant variant;
	const struct booked_rule *rule; /* or NULL */
	enum comparator compare;
	mpq_srcptr limit;
	const char *limit_text;
	size_t margin;             /* the column of this limit's, or
				      COLUMN_NONE */
	double limit_lo, limit_hi; /* enclose the limit */
};
struct ready_test test_ready(
    const struct judgement *j, enum variant v, size_t rule, size_t test);
/* The upper end of a range, of which that is the lower one: the range is met
 * where both are.  False: it is none. */
bool test_ready_to(const struct ready_test *t, struct ready_test *out);

/* VERDICT_COUNT: only test_exact() can tell. */
enum verdict test_decide(
    const struct judgement *j, const struct ready_test *t, uint32_t item);

/* The column of the numerator for this item's currency. */
size_t test_amount_column(
    const struct judgement *j, const struct ready_test *t, uint32_t item);
/* The column that decides: the margin of a mass share, else the numerator. */
size_t test_column(
    const struct judgement *j, const struct ready_test *t, uint32_t item);
/* What goes out of the item in a year, [base units]; NULL: not known. */
const struct per_year *test_per_year(
    const struct judgement *j, const struct rule_test *t, uint32_t item);
/* The value to share in, as an id of bom.num; BOM_NONE: not known. */
uint32_t test_item_value(const struct judgement *j, uint32_t item);

/*
 * The verdict from the exact value of test_column().  A margin of zero also
 * asks whether there is anything at all: *ask is then set, and the caller
 * holds the numerator against zero (0 of 0 is clear).  Of an upper limit it is
 * asked likewise: where there is surely nothing it is met, whatever the mass.
 */
enum verdict test_exact(const struct judgement *j, const struct ready_test *t,
    uint32_t item, const struct exact *x, bool *ask);

/* What the verdict comes to where that was asked. */
enum verdict test_answered(const struct ready_test *t, enum verdict v,
    const struct exact *amount, const struct exact *mass);
/* The most that a verdict whose margin can be zero may be: of nothing in
 * nothing there is no share. */
enum verdict test_of_nothing(
    const struct exact *amount, const struct exact *mass);
/* The same as far as the amount alone can tell... */
enum verdict test_of_amount(const struct exact *amount);
/* ... and undecided if this holds of the amount and of the mass. */
bool test_may_be_nothing(const struct exact *x);

/* Exact ends of a column, kept for the watched items. */
enum status watch_ask(const struct judgement *j, size_t column, uint32_t item,
    struct exact *out, struct error *err);
struct watch *watch_make(void); /* NULL when memory is out */
void watch_free(struct watch *w);

/* Is the item of the form, and was it made where the test says? */
enum verdict test_item(const struct bom *b, const struct rule_test *t,
    bool presumed, uint32_t item);
/* The same; of one whose mass nobody states its parts tell it. */
enum verdict test_item_itself(
    const struct judgement *j, const struct ready_test *t, uint32_t item);

#endif
