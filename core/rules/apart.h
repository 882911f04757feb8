/* SPDX-License-Identifier: Apache-2.0 */
/*
 * apart - a limit held against things in an item, or for each element or
 * substance alone.
 *
 * Reads:  sitting.h
 * Gives:  the verdict of an item by the things at the level of a rule that it
 *         is or holds, and which of these decides it
 * Memory: all in the cells of the judgement
 *
 * Every item is held against the limit once.  What is at the level hands its
 * verdict up the uses: triggered as soon as one surely is, clear if all are.
 * So it costs a pass over the uses and not one for each item.
 */
#ifndef RETRACE_APART_H
#define RETRACE_APART_H

#include "core/rules/sitting.h"

/* The cell holds the verdict of the scope; it is lowered to that of the trigger
 * or reading `test`, which has a seat. */
enum status apart_judge(
    const struct docket *on, size_t rule, size_t test, size_t cell);

/*
 * What an item is at the level of a trigger or reading with a seat, as far as
 * that keeps what holds it from being clear.  top: it is what is judged.
 */
struct apart_look {
	enum verdict own; /* of it alone against the limit */
	bool held;        /* it is held against the limit, and is not clear */
	bool vague;       /* whether it is at that level is not known */
	bool mean;        /* as of struct decider */
	bool loose;       /* likewise */
	bool over;        /* it is clear, but if all in it together is beyond
			     the limit something in it is */
	bool deeper;      /* what is in it may be at that level, too */
};
void apart_look(const struct judgement *j, enum variant v, size_t rule,
    size_t test, uint32_t item, bool top, struct apart_look *out);
/* Might the part be what its holder was mixed from, so that it is nothing at
 * the level by itself? */
bool apart_may_be_mixed(
    const struct bom *b, const struct rule_test *t, const struct use *u);

/* What decides an item. */
struct decider {
	enum verdict verdict; /* of the item, by that trigger or reading */
	uint32_t unit;        /* the item that decides; BOM_NONE: it is nothing
				 at that level, and holds nothing */
	size_t test;          /* by which test of the rule: of one element, or
				 the one that was asked for */
	bool mean;    /* it is put together of several materials that are not
			 listed, and the limit is one of each */
	bool loose;   /* it holds articles and something beside them, which
			 leaves it open */
	bool perhaps; /* the unit alone would say more: but whether it is there,
			 or at that level, or where in it, is not known */
};
/* What an item is by itself, whatever the things in it are. */
struct alone {
	enum verdict verdict; /* VERDICT_COUNT: it is nothing at that level */
	bool plain;           /* by the tests of the seat; else what is in it
				 beside other things leaves it open */
};
/* top: it is the item that is judged. */
struct alone apart_alone(const struct judgement *j, enum variant v, size_t rule,
    size_t test, uint32_t item, bool top);
/* How many tests a thing is held against, and which: of one that has a seat
 * one for each element or substance, or the test itself. */
size_t apart_turns(const struct judgement *j, size_t rule, size_t test);
size_t apart_turn(
    const struct judgement *j, size_t rule, size_t test, size_t k);
/* Marks all in the marked items whose verdicts these take on: surely, or
 * perhaps; from: [items] the item by which one came to be marked. */
void apart_below(const struct judgement *j, enum variant v, size_t rule,
    size_t test, bool surely, uint8_t *item, uint32_t *from);

/* False: the test has no seat, and the item itself decides. */
bool apart_decider(const struct judgement *j, enum variant v, size_t rule,
    size_t test, uint32_t item, struct decider *out);

#endif
