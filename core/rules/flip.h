/* SPDX-License-Identifier: Apache-2.0 */
/*
 * flip - which verdicts another document would change.
 *
 * Reads:  judge.h, redo.h, prefer.h
 * Gives:  for each conflict of the bom the verdicts that would read
 *         otherwise, were the document right that is not heard
 * Memory: flips_free()
 *
 * Exactly: the item is heard anew with that document before all others, what
 * is above the item is rolled up and judged again, and both are put back.
 * Each conflict is tried alone.
 */
#ifndef RETRACE_FLIP_H
#define RETRACE_FLIP_H

#include "core/rules/judge.h"

/* One verdict of a shipped item that would change. */
struct flip {
	uint32_t rule; /* of the rulebook */
	uint32_t item;
	uint8_t from, to; /* enum verdict */
};

/* What one conflict comes to. */
struct flipped {
	bool tried;           /* else the work would not be affordable */
	uint32_t first, n;    /* into flips.flip: LIMIT_FLIPS_NAMED at most */
	uint64_t shipped;     /* verdicts of shipped items that change */
	uint64_t not_shipped; /* of others, as if shipped alone */
};

struct flips {
	struct flipped *of; /* [n], as bom.conflict */
	size_t n;
	struct flip *flip; /* [nflip] */
	size_t nflip, cap;
	size_t untried;
};

/*
 * Law alone.  On return the bom, the trace and the judgement are as before.
 * The judgement is by that trace.  ST_NOMEM; then out is empty.
 */
enum status flips_find(struct flips *out, struct judgement *j, struct bom *b,
    struct trace *t, const uint8_t *shipped, struct error *err);
void flips_free(struct flips *f);

#endif
