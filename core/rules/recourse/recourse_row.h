/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_row - a row in the making: what could bring one test of one item
 * down.
 *
 * Reads:  recourse_work.h
 * Gives:  what recourse_rows.c, recourse_bringers.c and recourse_wholes.c
 * share; nobody else uses it
 */
#ifndef RETRACE_RECOURSE_ROW_H
#define RETRACE_RECOURSE_ROW_H

#include "core/rules/recourse/recourse_work.h"

/* Rounding, relative to what is asked for, is smaller than that. */
#define ROUNDING 1e-12

/* One test of a target, and what could bring it down. */
struct reach {
	struct recourse_work *w;
	uint32_t item;
	struct ready_test ready;
	size_t column;  /* that decides */
	size_t channel; /* of the numerator */
	bool margin;
	bool zero;         /* nothing at all may be left */
	double beyond;     /* the end less the limit; may be INFINITY */
	uint32_t *touched; /* [n] groups with a sum */
	size_t n, cap;
	size_t nsure; /* of them without which it cannot be done */
	/* Where wholes may be bought ready: items that surely bring something,
	   each by every way to it. */
	uint32_t *bringer; /* [nbringer] */
	size_t nbringer, bringer_cap;
	bool any_size; /* what has an end counts where it has none, too */
};

bool reach_looks_at_upper(const struct recourse_work *w);
double reach_product(double quantity, double own);
/* Adds what the item can take off; false when memory is out.  A twin is none
 * that could be taken. */
bool reach_note(struct reach *r, uint32_t item, double size, bool sure);
/* Notes all that bring anything to the test. */
enum status reach_find_bringers(struct reach *r);
void reach_forget(struct reach *r); /* the sums */
enum status reach_no_memory(const struct reach *r);
/* A row of all that is noted, by what it takes off; of any of it. */
enum status reach_add_test(struct reach *r, uint32_t way);
enum status reach_add_any(struct reach *r, uint32_t way, bool *any);

/* recourse_wholes.c: the row, or rows, where wholes may be bought ready, once
 * the bringers are noted. */
enum status reach_with_wholes(struct reach *r, uint32_t way, bool *any);
/* Of those that make the row void. */
bool reach_note_over(struct reach *r);

#endif
