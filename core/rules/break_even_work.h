/* SPDX-License-Identifier: Apache-2.0 */
/*
 * break_even_work - what the files of break_even.h share.
 *
 * Reads:  break_even.h
 * Gives:  one verdict while its numbers are looked for
 * Memory: that of break_evens_find()
 */
#ifndef RETRACE_BREAK_EVEN_WORK_H
#define RETRACE_BREAK_EVEN_WORK_H

#include "core/rules/break_even.h"

struct weighing_up {
	struct break_evens *out;
	const struct judgement *j;
	const struct trace *t;
	const struct verdict_detail *d;
	const struct channel *channel; /* of the numerator */
	uint32_t item;
	const struct per_year *many; /* how many go out, of a limit of these */
	struct exact numerator;      /* what counts, of one */
	struct exact goal;           /* what the content must reach */
	struct exact amount;         /* [g] of one element that counts */
	struct exact others;         /* what all other products hold, of a limit
					of all that go out together */
	struct exact rest;           /* what all other elements bring */
	struct exact rate;           /* what 1 g of it brings */
	enum guise guise; /* by the price of which the rate is; unknown if
			     it is by several */
	struct error *err;
};

/* Another number; NULL: memory, which is told. */
struct break_even *break_even_add(
    struct weighing_up *w, enum break_even_kind kind, uint32_t element);
/* Takes the last one back. */
void break_even_drop(struct break_evens *x);
/* Some number above zero? */
bool break_even_is_positive(mpq_srcptr q, bool infinite);
/* The numbers from which `times * x + rest` reaches the goal, and below which
 * it does not; nothing is kept where neither says anything. */
void break_even_solve(struct weighing_up *w, struct break_even *e,
    const struct exact *times, const struct exact *rest);
/* What the channel comes to in one of the item. */
enum status break_even_ask(
    const struct weighing_up *w, const struct channel *ch, struct exact *out);
/* The numbers of each element that anybody states. */
enum status break_even_elements(struct weighing_up *w);

#endif
