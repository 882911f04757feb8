/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_work - an inquiry in the making.
 *
 * Reads:  ask.h, what_if.h
 * Gives:  the steps of ask.c: collect verdicts (ask.c), bound questions
 *         (ask_bound.c), the fewest answers (ask_fewest.c), find out the
 *         truth (ask_truth.c), by supplier (ask_suppliers.c)
 * Memory: in the work; the results go to the inquiry
 */
#ifndef RETRACE_ASK_WORK_H
#define RETRACE_ASK_WORK_H

#include "core/rules/tests.h"
#include "core/rules/what_if.h"

/* [items and uses] Passed through: in doubles, looking for what is open; in
 * worlds that are rolled up and judged; exactly.  A few seconds each. */
#define ASK_LOOK_MOST ((size_t)200000000)
#define ASK_WORLD_MOST ((size_t)20000000)
#define ASK_EXACT_MOST ((size_t)8000000)

struct ask_work {
	const struct ask_basis *basis;
	struct inquiry *out;
	struct gap_finder *finder;
	uint32_t *first; /* [nitem] its first question, or BOM_NONE */
	uint32_t *next;  /* [out->n] the item's next one */
	size_t next_cap, question_cap, verdict_cap;
	uint32_t *massless; /* [nitem] of unknown mass in it: BOM_NONE, the
			       one item, GAPS_MANY; NULL: no rule asks */
	size_t *column;     /* [ncolumn] of the open verdicts, each once */
	size_t ncolumn;
	bool has_choices, has_totals;
	bool exactly;                 /* bounds of verdicts are exact */
	size_t looked, worlds, exact; /* work done so far */
	struct error *err;
};

/* The steps below, over one product. */
enum status ask_on(
    struct inquiry *out, const struct ask_basis *basis, struct error *err);

enum status ask_no_memory(struct error *err);
/* What one world, and one exact pass, costs. */
size_t ask_unit(const struct ask_basis *b);

/* One test of an open verdict, as its interval stands to the limit. */
struct standing_test {
	struct ready_test ready;
	size_t column;  /* that decides */
	size_t channel; /* of the numerator */
	bool zero;      /* the limit is nothing at all */
	double above;   /* upper end less limit; may be INFINITY */
	double below;   /* limit less lower end; may be INFINITY */
	double width;
};
/* False if it is none that amounts decide, or is decided already. */
bool ask_stands(const struct ask_work *w, size_t rule, size_t test,
    uint32_t item, struct standing_test *out);

/* What the numerator is held against, in its unit; INFINITY: a share of a
 * value that nobody knows; 0 for a margin. */
double ask_limit(
    const struct judgement *j, const struct ready_test *t, uint32_t item);

/* Does everything but amounts let the rule be met?  The item is what the rule
 * names, and its value is known where a share is taken of it. */
bool ask_amounts_decide(const struct ask_basis *b, size_t rule, uint32_t item);

/* The question of that kind about the item, made on first sight; BOM_NONE
 * when memory is out. */
uint32_t ask_question(
    struct ask_work *w, enum question_kind k, uint32_t item, uint32_t subject);
/* Bounds what each question can do to one verdict, from its gaps. */
enum status ask_bound(struct ask_work *w, uint32_t verdict);
/* Questions that only the user's own records answer. */
enum status ask_own_records(struct ask_work *w, uint32_t verdict);
/* Is it one about the item of a verdict itself, whose effect follows from its
 * amounts?  What that effect is. */
bool ask_is_record(const struct bom *b, const struct question *q);
enum status ask_record_effect(struct ask_work *w, const struct question *q,
    const struct open_verdict *v, struct effect *e);

/* What a full answer takes off the upper end of the root, at most. */
double ask_takes_off(const struct gaps *g, const struct opening *o);

/* The fewest answers, from the gaps of the measure of a verdict. */
enum status ask_fewest(struct ask_work *w, uint32_t verdict,
    const struct standing_test *t, const struct gaps *g);

/* Finds out what the most promising questions really do. */
enum status ask_truth(struct ask_work *w);
/* The truth of n questions when all are answered, into out. */
enum status ask_truth_of(
    struct ask_work *w, const uint32_t *question, size_t n, struct worth *out);
bool ask_affordable(const struct ask_work *w);

/* Bounds of all open verdicts in a trace, into x[nverdict]. */
enum status ask_bounds(
    struct ask_work *w, const struct trace *t, bool exactly, struct exact *x);
void ask_removes(const struct exact *now, const struct exact *least,
    const struct exact *alone, struct effect *e);
bool ask_leaves_nothing(const struct exact *now, const struct exact *least,
    const struct exact *alone);

enum status ask_suppliers(struct ask_work *w);

/* The order of questions and suppliers: negative if a is more useful. */
int ask_compare(const struct worth *a, const struct worth *b);

#endif
