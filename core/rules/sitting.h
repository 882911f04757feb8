/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sitting - some tests held against many items, all at once.
 *
 * Reads:  tests.h
 * Gives:  in one cell of each item the verdict by all of the tests together,
 *         and why it is open; only judge.c and apart.c use it
 */
#ifndef RETRACE_SITTING_H
#define RETRACE_SITTING_H

#include "core/rules/tests.h"

/* Which items are judged, under one variant. */
struct docket {
	struct judgement *j;
	enum variant v;
	const uint32_t *item; /* [n] what is held before what holds it; NULL:
				 all items there are */
	size_t n;
	bool *left; /* set, and nothing decided, where doubles cannot tell;
		       NULL: then exact numbers do */
	struct error *err;
};
uint32_t docket_item(const struct docket *d, size_t i);

/* Items that one column has yet to decide exactly. */
struct pending {
	uint32_t *item; /* [n] */
	size_t n, cap;
};

/* A range is two. */
#define SITTING_TESTS (2 * (size_t)RULE_TESTS)

struct sitting {
	const struct docket *on;
	size_t cell; /* of an item: where the verdict goes */
	size_t ntest;
	struct ready_test test[SITTING_TESTS];
	const struct test_columns *measure; /* for sit_class() */
	struct pending pending[SITTING_TESTS];
	struct pending origin; /* for the class of the gap */
};

/* Adds the test, both ends of a range. */
void sitting_take(struct sitting *s, const struct ready_test *t);
/* Triggered if all tests are, as all of none are; clear if one is; else
 * undecided. */
enum status sit(struct sitting *s);
/* The gap of the verdicts that are undecided. */
enum status sit_class(struct sitting *s);

#endif
