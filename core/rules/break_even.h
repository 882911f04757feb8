/* SPDX-License-Identifier: Apache-2.0 */
/*
 * break_even - which number would have to be another one to flip a verdict.
 *
 * Reads:  judge.h, trace.h
 * Gives:  for one item and the limit of one rule: from which price, value,
 *         amount or share on the limit is surely reached, and up to which it
 *         surely is not, everything else as it is; exactly
 * Memory: break_evens_free()
 */
#ifndef RETRACE_BREAK_EVEN_H
#define RETRACE_BREAK_EVEN_H

#include "core/rules/judge.h"

enum break_even_kind {
	BREAK_PRICE,  /* [currency per g] of the oxide or metal of an element */
	BREAK_VALUE,  /* [currency] of the item: less of it reaches the limit */
	BREAK_AMOUNT, /* [g] of the element in the item: in one of it, where
			 a limit is one of many */
	BREAK_SHARE,  /* of what the rule counts whatever its origin, the part
			 that is of the origin it asks for */
	BREAK_FACTOR, /* all that counts, so many times as much */
	BREAK_QUANTITY, /* [base units] of it that go out in the year, or in the
			   shipment */
	BREAK_COUNT
};
const char *break_even_name(enum break_even_kind k);

struct break_even {
	uint8_t kind;     /* enum break_even_kind */
	uint8_t guise;    /* of a price: of the oxide, metal or alloy */
	uint32_t element; /* of a price or an amount */
	/* At `reached` and beyond (of a value: and below) the limit is surely
	 * reached; on the other side of `missed` it surely is not.  At the
	 * number itself the comparator of the limit decides.  What is known
	 * exactly has both, and they are equal. */
	bool has_reached, has_missed;
	mpq_t reached, missed;
	struct exact now; /* what it is, as far as that is known */
};

struct break_evens {
	struct break_even *of; /* [n] */
	size_t n, cap;
};

/*
 * d: the detail of the rule's measure, or of a reading, for that item, by law.
 * Empty where the rule has no limit to be reached, holds things in an item
 * against it, asks for a share among others, or where of several elements more
 * than one may be beyond it.  Where it counts products together, how many of
 * this one go out, alone.  Cost: some passes
 * over what is below the item, two for each element that anybody states.
 */
enum status break_evens_find(struct break_evens *out, const struct judgement *j,
    const struct trace *t, size_t rule, uint32_t item,
    const struct verdict_detail *d, struct error *err);
void break_evens_free(struct break_evens *x);

#endif
