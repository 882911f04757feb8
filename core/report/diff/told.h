/* SPDX-License-Identifier: Apache-2.0 */
/*
 * told - differences between two products, one at a time.
 *
 * Reads:  compared.h, because.h
 * Gives:  every difference as a row of words, with the numbers behind them;
 *         all forms of `diff` are made of these
 * Memory: one row at a time
 */
#ifndef RETRACE_TOLD_H
#define RETRACE_TOLD_H

#include "core/report/diff/because.h"

#define TOLD_TEXT 1200
#define TOLD_NOTE 2600

struct told {
	const char
	    *what; /* "verdict", "amount", "mass", "content", "part"... */
	enum change_way way;
	uint32_t item[SIDES];        /* BOM_NONE: none, or not on that side */
	char of[TOLD_TEXT];          /* which rule, element, part ... */
	char text[SIDES][TOLD_TEXT]; /* "" on a side without it */
	char note[TOLD_NOTE];        /* what is certain; why */
	bool has[SIDES];             /* the side has an interval: */
	struct exact x[SIDES];
	struct str unit; /* of the intervals: "g", a currency; "": a share */
	struct pos at[SIDES];
	/* Of a verdict by law that is told closely, else NULL: for
	   told_causes(). */
	const struct moved *moved;
	const struct because *because;
	bool vague; /* one element of which none is proven on either side; or
		       a statement that counts on one side alone */
};

void told_init(struct told *t);
/* Empties it for the next row. */
void told_begin(struct told *t, const char *what);
void told_clear(struct told *t);

struct told_to {
	enum status (*row)(void *ctx, const struct told *t, struct error *err);
	void *ctx;
};

/* Verdicts that moved: the first told_close() of them with what made them. */
enum status told_verdicts(
    const struct compared *x, const struct told_to *to, struct error *err);
/* The causes of one of them, each as a line; the rule itself first. */
void told_causes(const struct compared *x, const struct moved *m,
    const struct because *b, size_t most,
    void (*line)(void *ctx, const char *text), void *ctx);
/* One of them, with its reasons. */
void told_verdict(struct told *t, const struct compared *x,
    const struct moved *m, const struct because *b);
/* How many of them are told why; and how many with their numbers. */
size_t told_close(const struct compared *x);
#define TOLD_NUMBERS 1000

/* What is in each item that is shipped, where it differs. */
enum status told_amounts(
    const struct compared *x, const struct told_to *to, struct error *err);
/* The measures of rules that are shares, where they differ; of at most
 * TOLD_NUMBERS items a rule. */
enum status told_shares(
    const struct compared *x, const struct told_to *to, struct error *err);
/* Day, rule packs, rules, documents, prices, assumptions. */
enum status told_basis(
    const struct compared *x, const struct told_to *to, struct error *err);
/* One of the rules; false: it stands on both sides alike. */
bool told_rule(struct told *t, const struct compared *x, size_t rule);
/* Items, and what is said of them. */
enum status told_items(
    const struct compared *x, const struct told_to *to, struct error *err);
/* One change, in words. */
void told_change(
    struct told *t, const struct difference *d, const struct change *c);
/* "PMR-10: part MAG-P: 6 -> 8" */
void told_line(
    char out[4 * TOLD_TEXT], const struct told *t, const struct compared *x);

/* The intervals as texts, which differ as they do. */
void told_intervals(struct told *t, const struct measure_of *m);
/* Are they the same, with their ends? */
bool told_same(const struct exact *a, const struct exact *b);
/*
 * "5 g more"; "more or less: not known"; in all ways in which what is open can
 * be filled.  closer: other bounds of the difference, or NULL; without them
 * the two amounts are open by themselves.
 */
void told_certain(char out[TOLD_NOTE], const struct exact *old,
    const struct exact *now, const struct exact *closer,
    const struct measure_of *m);

#endif
