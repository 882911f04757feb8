/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_work - an inquiry in the making.
 *
 * Reads:  ask.h, what_if.h
 * Gives:  the steps of ask.c: collect verdicts (ask.c), find what leaves each
 *         open (ask_places.c), bound questions (ask_bound.c), the fewest
 *         answers (ask_fewest.c), find out the truth (ask_truth.c,
 *         ask_tries.c), by supplier (ask_suppliers.c)
 * Memory: in the work; the results go to the inquiry
 */
#ifndef RETRACE_ASK_WORK_H
#define RETRACE_ASK_WORK_H

#include "core/rules/ask/what_if.h"
#include "core/rules/tests.h"

/* [items and uses] Passed through: in doubles, looking for what is open; in
 * worlds that are rolled up and judged; exactly.  A few seconds each. */
#define ASK_LOOK_MOST ((size_t)200000000)
#define ASK_WORLD_MOST ((size_t)20000000)
#define ASK_EXACT_MOST ((size_t)8000000)

/* Doubles that are this near are taken as equal: the truth is found later. */
#define ASK_NEAR 1e-9

struct ask_work {
	const struct ask_basis *basis;
	struct inquiry *out;
	struct gap_finder *finder;
	uint32_t *first;   /* [nitem] its first question, or BOM_NONE */
	uint32_t *next;    /* [out->n] the item's next one */
	uint32_t *counted; /* [out->n] one more than the verdict for which a
			      record of one's own was counted last */
	size_t next_cap, counted_cap, question_cap, verdict_cap;
	uint32_t *massless; /* [nitem] of unknown mass in it: BOM_NONE, the
			       one item, GAPS_MANY; NULL: no rule asks */
	/* What leaves the open verdicts open, as far as it is kept. */
	struct kept_place *place; /* [nplace] */
	size_t nplace, place_cap;
	struct verdict_notes *notes; /* [out->nverdict] */
	struct exact *now;           /* [nplace] their bounds */
	size_t *column;              /* [ncolumn] of what is kept, each once */
	size_t ncolumn;
	/* [nitem] the last round, or verdict, that came by */
	uint32_t *mark, *told, *claimed;
	uint32_t round;
	uint32_t *stack;
	size_t stack_cap;
	bool has_choices, has_totals;
	bool is_outer;     /* what nobody says to be an item may be counted as
			      a whole one, some of what was paid for it, or in
			      one substance */
	bool has_articles; /* a limit of each article is among the rules */
	bool exactly;      /* bounds of verdicts are exact */
	size_t looked, worlds, exact; /* work done so far */
	struct error *err;
};

/* A column that bears on a joint test, of one of the items that count; see
 * ask_joint.h. */
struct joint_part {
	size_t column;
	uint32_t item;
};

/* A thing that one test holds against its limit, and that is not clear. */
struct open_place {
	size_t group;  /* of the tests: see ask_places */
	size_t test;   /* of the rule, as booked_test() */
	uint32_t unit; /* the thing: an item */
	bool stuck;    /* it is beyond the limit; but whether it is there, or at
			  that level, is not known */
	bool vague;    /* no amount shows that it is met: what it is, is not
			  known */
	bool mean;     /* of several materials that are not listed */
	bool over;     /* it is clear, and may be met all the same: then
			  something in it is */
	bool joint;    /* others of its kind decide with it: it alone tells
			  nothing of what answers do */
	struct joint_part part; /* of a joint one */
	bool beside; /* not it, but what is in it beside articles, or parts;
			any is too much */
};

/*
 * All of them, of one verdict.  Groups are the tests of the scope, of which one
 * that is clear is enough; then the trigger, or each of its readings: these are
 * clear together or not at all.  Each group must be met.
 */
struct ask_places {
	struct open_place *place; /* [n] */
	size_t n, cap;
	size_t scope, ngroup;
	uint32_t met, missed; /* bit per group: decided already */
	bool apart;           /* of things in the item */
	bool unsure;          /* whether one of them is there is not known */
	uint32_t *formless;   /* [nformless] items: what are they? */
	size_t nformless, formless_cap;
	uint32_t *countless; /* [ncountless] uses without a quantity */
	size_t ncountless, countless_cap;
};
enum status ask_places_find(
    struct ask_work *w, uint32_t verdict, struct ask_places *out);
void ask_places_free(struct ask_places *p);

/* So many are kept of a verdict, or but the one that is told. */
#define ASK_PLACES_KEPT 64

struct kept_place {
	uint32_t verdict;
	size_t test, column;
	uint32_t unit;
};

/* Of an open verdict. */
struct verdict_notes {
	size_t first, n; /* its kept places, the told one first; none is told
			    of a verdict that only the item itself leaves
			    open */
	bool simple;     /* they are all, and once their amounts are known the
			    verdict is no longer open */
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
	enum verdict is; /* VERDICT_COUNT: not told */
	size_t column;   /* that decides */
	size_t channel;  /* of the numerator */
	bool upper;      /* the limit is one of no more than so much */
	bool zero;       /* the limit is nothing at all */
	double above;    /* upper end less limit; may be INFINITY */
	double below;    /* limit less lower end; may be INFINITY */
	double width;
};
/* False if it is none that amounts decide, or is decided already. */
bool ask_stands(struct ask_work *w, size_t rule, size_t test, uint32_t item,
    struct standing_test *out);

/* The column of the limit that leaves it open, or of the lower one. */
size_t ask_column(struct ask_work *w, size_t rule, size_t test, uint32_t item);

/* What the numerator is held against, in its unit; INFINITY: a share of a
 * value that nobody knows; 0 for a margin. */
double ask_limit(
    const struct judgement *j, const struct ready_test *t, uint32_t item);

/* Does everything but amounts let the rule be met?  The item is what the rule
 * names, and its value is known where a share is taken of it. */
bool ask_amounts_decide(const struct ask_basis *b, size_t rule, uint32_t item);

/* Of a share, or of a year, the item alone says nothing: is what it is held
 * against known? */
bool ask_is_held(
    const struct judgement *j, const struct rule_test *t, uint32_t item);

/* The question of that kind about the item, made on first sight; BOM_NONE
 * when memory is out. */
uint32_t ask_question(
    struct ask_work *w, enum question_kind k, uint32_t item, uint32_t subject);
/* Bounds what each question can do to one verdict, from its gaps. */
enum status ask_bound(struct ask_work *w, uint32_t verdict);
/* Questions that only the user's own records answer. */
enum status ask_own_records(
    struct ask_work *w, uint32_t verdict, const struct ask_places *places);
/* One of them, which may settle the verdict in any way. */
enum status ask_record(struct ask_work *w, uint32_t verdict,
    enum question_kind k, uint32_t item, uint32_t subject, bool tried);
/* Is it one about the item of a verdict itself, whose effect follows from its
 * amounts?  What that effect is. */
bool ask_is_record(const struct bom *b, const struct question *q);
enum status ask_record_effect(struct ask_work *w, const struct question *q,
    const struct open_verdict *v, struct effect *e);

/* What a full answer takes off the upper end of the root, at most. */
double ask_takes_off(const struct gaps *g, const struct opening *o);

/*
 * The fewest answers.  Each place of a verdict is added, with what leaves it
 * open; t and g NULL: no answer of a supplier does anything to it.
 */
struct fewest_work;
struct fewest_work *ask_fewest_make(struct ask_work *w, uint32_t verdict,
    const struct ask_places *places); /* NULL: memory */
bool ask_fewest_add(struct fewest_work *f, const struct open_place *place,
    const struct standing_test *t, const struct gaps *g);
enum status ask_fewest_find(
    struct ask_work *w, uint32_t verdict, struct fewest_work *f);
void ask_fewest_free(struct fewest_work *f);

/* Finds out what the most promising questions really do. */
enum status ask_truth(struct ask_work *w);
/* The truth of n questions when all are answered, into out. */
enum status ask_truth_of(
    struct ask_work *w, const uint32_t *question, size_t n, struct worth *out);
/* The same of a question that is tried: answers are given. */
enum status ask_tries(
    struct ask_work *w, const struct question *q, struct worth *out);
bool ask_keep_effect(struct worth *out, const struct effect *e);
bool ask_affordable(const struct ask_work *w);

/* Bounds of all kept places in a trace, into x[nplace]. */
enum status ask_bounds(
    struct ask_work *w, const struct trace *t, bool exactly, struct exact *x);
struct exact *ask_exacts(size_t n); /* [n] zero; NULL: memory */
void ask_exacts_free(struct exact *x, size_t n);
void ask_removes(const struct exact *now, const struct exact *least,
    const struct exact *alone, struct effect *e);
bool ask_leaves_nothing(const struct exact *now, const struct exact *least,
    const struct exact *alone);

enum status ask_suppliers(struct ask_work *w);

void ask_sort(struct inquiry *q); /* the most useful question first */
/* The order of questions and suppliers: negative if a is more useful. */
int ask_compare(const struct worth *a, const struct worth *b);

#endif
