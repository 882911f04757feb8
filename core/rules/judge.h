/* SPDX-License-Identifier: Apache-2.0 */
/*
 * judge - amounts against limits: triggered, undecided or clear.
 *
 * Reads:  compile.h, trace.h
 * Gives:  one byte per item, rule and variant; the arithmetic behind a byte
 *         on demand; counted by screen.h
 * Memory: judgement_free(); rulebook, bom and evidence must outlive it
 */
#ifndef RETRACE_JUDGE_H
#define RETRACE_JUDGE_H

#include "core/rules/compile.h"

enum verdict {
	VERDICT_CLEAR,     /* no completion of the gaps meets the rule */
	VERDICT_UNDECIDED, /* some do */
	VERDICT_TRIGGERED, /* all do */
	VERDICT_COUNT
};
const char *verdict_name(enum verdict v);

/* Why undecided, the most telling first. */
enum gap {
	GAP_READING, /* all is known, but how the law counts it */
	GAP_ORIGIN,  /* rare earth surely in it; origin or amount is open */
	GAP_SUSPECT, /* something points to rare earth */
	GAP_SILENT,  /* nothing is declared */
	GAP_COUNT
};
const char *gap_name(enum gap g);

struct ready_test; /* see tests.h */

/* Where amounts come from: a trace, or a test. */
struct evidence {
	const void *ctx;
	void (*bounds)(
	    const void *ctx, size_t column, uint32_t item, struct bounds *out);
	enum status (*exact)(const void *ctx, size_t column,
	    const uint32_t *item, size_t n, struct exact *out,
	    struct error *err);
	bool (*suspect)(const void *ctx, uint32_t item);
	/* As trace_share(), of the channel in that column; or NULL. */
	enum status (*share)(const void *ctx, size_t column, uint32_t item,
	    struct exact *amount, const struct exact *mass, struct exact *share,
	    struct error *err);
	/* As trace_exact_each(): for more items than fit into memory. */
	enum status (*each)(const void *ctx, size_t column,
	    const uint32_t *item, size_t n, trace_visit visit, void *to,
	    struct error *err);
	/* As trace_plain(): one of many of which one tells all; or NULL. */
	bool (*plain)(const void *ctx, uint32_t item);
	/* Upper ends show what one answer may make surely there (what_if.h):
	   can a test of a thing in an item be met after it?  Or NULL. */
	bool (*can_meet)(
	    const void *ctx, const struct ready_test *t, uint32_t item);
};
struct evidence evidence_of(const struct trace *t);
/* The same, but its bounds tell nothing: every verdict is an exact one. */
struct evidence evidence_exactly(const struct trace *t);

struct watch; /* exact amounts that were asked for before */

struct judgement {
	const struct rulebook *book;
	const struct bom *bom;
	struct evidence evidence;
	size_t nitem, nrule;
	size_t ncell;                 /* of an item: rules, then readings, then
					 what seats keep */
	uint8_t *cell[VARIANT_COUNT]; /* [nitem * ncell] or NULL */
	struct watch *watch;
};

enum status judge(struct judgement *out, const struct rulebook *book,
    const struct bom *b, const struct evidence *evidence, struct error *err);
void judgement_free(struct judgement *j);

/* Judges n items again by evidence that has changed since; every rule. */
enum status judge_items(struct judgement *j, enum variant v,
    const uint32_t *item, size_t n, struct error *err);

/* The cells of an item, ncell of them: to be kept and put back as they are. */
uint8_t *judgement_cells(
    const struct judgement *j, enum variant v, uint32_t item);
enum verdict judgement_verdict(
    const struct judgement *j, enum variant v, size_t rule, uint32_t item);
/* Only of an undecided verdict. */
enum gap judgement_gap(
    const struct judgement *j, enum variant v, size_t rule, uint32_t item);
/* The same of reading k of a rule, alone. */
enum verdict judgement_reading(const struct judgement *j, enum variant v,
    size_t rule, size_t k, uint32_t item);
enum gap judgement_reading_gap(const struct judgement *j, enum variant v,
    size_t rule, size_t k, uint32_t item);
/* The test whose amount is told first: the trigger, or of ways to meet it the
 * first that comes to the verdict. */
size_t judgement_measure(
    const struct judgement *j, enum variant v, size_t rule, uint32_t item);
/* The least that any reading comes to; without any, the verdict. */
enum verdict judgement_least(
    const struct judgement *j, enum variant v, size_t rule, uint32_t item);

/* The arithmetic of one test for one item. */
struct verdict_detail {
	const struct rule_test *test;
	/* The limit that the margin is one to: of a range the one that
	   decides. */
	enum comparator compare;
	mpq_srcptr limit;
	const char *limit_text;
	enum verdict verdict;   /* of this test alone */
	enum verdict of_limit;  /* of that limit, and the thing that decides */
	struct exact numerator; /* [g], or in currency */
	bool has_denominator;   /* it is a share */
	struct exact denominator; /* [g], or in currency */
	struct exact margin; /* numerator - limit * denominator (or - limit) */
	struct exact share;  /* numerator in denominator, if it is one */
	uint32_t currency;   /* text id; 0: none, or not known */
	bool value_missing;  /* the item has no value */
	const struct per_year *per_year; /* of a mass of a year: by which
				quantity; NULL: nobody said */
	uint32_t unit;   /* of which item these are: the one itself, or the
			    one in it that decides; BOM_NONE: it is nothing
			    at the level of the rule, and holds nothing */
	size_t at;       /* the test, where one element decides its own */
	size_t together; /* so many items of which the numerator is, that go
			    out together; 0: of one */
	bool apart;      /* the rule looks at things in the item, or at each
			    element alone */
	bool loose;      /* something beside the articles in it: see struct
			    decider */
	bool mean;       /* of all materials in the unit: see struct
			    decider */
	bool perhaps;    /* the unit alone would say more than the verdict:
			    see struct decider */
	bool not_sharp;  /* the bounds of the numerator or of the share
			    hold; narrower ones may hold too */
};
void verdict_detail_init(struct verdict_detail *d);
void verdict_detail_clear(struct verdict_detail *d);
/*
 * test: index into the rule's tests, those of its readings behind them; d is
 * initialised.  closely: what varies
 * together is bounded together, which takes some passes over what is below
 * the item; else a share has the outer bounds of its two amounts.
 */
enum status judgement_detail(const struct judgement *j, enum variant v,
    size_t rule, size_t test, uint32_t item, bool closely,
    struct verdict_detail *d, struct error *err);

/* The same of one limit of a range alone; to: of its upper end.  The verdict
 * is that of the limit, unless something else than the amount decides. */
enum status judgement_detail_of(const struct judgement *j, enum variant v,
    size_t rule, size_t test, uint32_t item, bool closely, bool to,
    struct verdict_detail *d, struct error *err);

/*
 * Says for which items judgement_detail() will be asked: it then goes through
 * the product once per amount for all of them, and keeps what it finds until
 * another list is watched.  Copies the list.  Not for several threads.
 */
enum status judgement_watch(const struct judgement *j, const uint32_t *item,
    size_t n, struct error *err);

/*
 * The decisions themselves, free of any trace.  decide_bounds() gives
 * VERDICT_COUNT where only the exact value can tell.
 */
enum verdict decide_bounds(const struct bounds *x, enum comparator compare,
    double limit_lo, double limit_hi);
enum verdict decide_exact(
    const struct exact *x, enum comparator compare, mpq_srcptr limit);

#endif
