/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_work - a recourse in the making.
 *
 * Reads:  recourse.h, recourse_solve.h, what_if.h
 * Gives:  the steps of recourse.c: the product with a choice made
 *         (recourse_world.c), what may be chosen (recourse_groups.c), what a
 *         choice must reach (recourse_rows.c, recourse_things.c,
 *         recourse_reach.c), why it cannot
 *         (recourse_blocked.c), what is known to do (recourse_enough.c),
 *         the choice as a list (recourse_answer.c)
 * Memory: in the work
 */
#ifndef RETRACE_RECOURSE_WORK_H
#define RETRACE_RECOURSE_WORK_H

#include "core/bom/link/twin.h"
#include "core/rules/ask/what_if.h"
#include "core/rules/recourse/recourse.h"
#include "core/rules/recourse/recourse_solve.h"
#include "core/rules/tests.h"

/* The product as if some items were bought elsewhere, or were declared. */
struct recourse_world {
	const struct recourse_basis *basis;
	struct world said; /* declared: what_if.h */
	/* Bought elsewhere: the origins, with one more for each candidate that
	   counts in place of its others once it is taken. */
	const struct bom *base; /* the product, or with twins of what is in
				   wholes that may be bought ready */
	struct twins twins;
	const uint8_t *ready;             /* [nitem] such wholes; or NULL */
	const struct per_year **per_year; /* [items of base] of the book */
	const struct per_year **per_shipment;
	struct bom bom;
	struct origin *origin;
	struct declaration *decl;
	uint32_t *origin_start, *item_origin;
	uint32_t *extra; /* [items of base] its own origin, or BOM_NONE */
	struct rulebook book;
	struct trace *trace;
	struct judgement judgement;
	uint64_t contradictions; /* a digest of what was said of the last one */
	bool judged, contradicts; /* it was said otherwise of another choice */
	const uint8_t *taken;     /* [nitem] of the last judging */
};

/* candidate: [nitem] 1: may ever be taken; ready: those that are bought with
 * all that is in them, or NULL. */
enum status recourse_world_make(struct recourse_world *w,
    const struct recourse_basis *basis, const uint8_t *candidate,
    const uint8_t *ready, struct error *err);
/* The product with the choice that was judged last. */
const struct bom *recourse_world_bom(const struct recourse_world *w);
/* Cost: a roll-up and a judgement of the product. */
enum status recourse_world_judge(
    struct recourse_world *w, const uint8_t *taken, struct error *err);
const struct judgement *recourse_world_verdicts(const struct recourse_world *w);
const struct trace *recourse_world_trace(const struct recourse_world *w);
void recourse_world_free(struct recourse_world *w);

/* What is chosen together, and what that costs. */
struct recourse_group {
	uint32_t supplier; /* text id, or 0 */
	uint32_t first;    /* its first item */
	double about;      /* the cost */
	mpq_srcptr cost;   /* NULL: one */
};

struct recourse_work {
	const struct recourse_basis *basis;
	struct recourse *out;
	struct error *err;
	uint32_t *group_of; /* [nitem] or BOM_NONE: cannot be chosen */
	struct recourse_group *group; /* [ngroup] the first columns */
	size_t ngroup, group_cap;
	uint8_t *candidate; /* [nitem] */
	uint8_t *ready;     /* [nitem] candidates that are wholes to be bought
			       ready; NULL: none may be */
	/* Items of which one that is taken makes the row at hand void. */
	const uint32_t *over; /* [nover] */
	size_t nover;
	uint32_t *viable;    /* [ntarget] bit per way that can be gone */
	uint32_t *first_way; /* [ntarget] column of its first viable way, of
				those that follow; BOM_NONE: has but one */
	struct recourse_world world;
	struct cover cover;
	uint8_t *take;  /* [cover.ncolumn] the choice at hand */
	uint8_t *taken; /* [nitem] the same by items */
	double *sum;    /* [ngroup] scratch of recourse_rows.c, all zero */
	uint8_t *sure;  /* likewise */
	struct gap_finder *finder; /* of the world as it is; or NULL */
	size_t looked;             /* [items] that rows were sought in */
	size_t judged;             /* [items and uses] that were judged */
	bool has_totals; /* some line takes in an item and its parts */
};

/* [items] looked through for the rows of one choice; [items and uses] judged
 * in search of the best one.  Some ten seconds each; the first of each is
 * always done. */
#define RECOURSE_LOOK_MOST ((size_t)200000000)
#define RECOURSE_JUDGE_MOST ((size_t)200000000)
/* Products that are judged in search of it, if they are small. */
#define RECOURSE_ROUNDS_MOST 500

/* What may be chosen, in groups; ST_NOMEM. */
enum status recourse_groups(struct recourse_work *w);
/* Marks the wholes that can be bought ready, as far as costs allow. */
bool recourse_mark_ready(const struct recourse_basis *b, uint8_t *ready);
/* One way down from the item to each that is in it, by what holds it; the
 * item itself, and what is not in it: BOM_NONE.  surely: but for alternatives,
 * and what is there in an unknown quantity. */
void recourse_from(
    const struct bom *b, uint32_t item, bool surely, uint32_t *from);
/* How much of each item is in one of it, at most; unknown: what stands for a
 * quantity that nobody states. */
void recourse_amounts(
    const struct bom *b, uint32_t item, double unknown, double *amount);
/* Is the use surely there?  Of alternatives none is. */
bool recourse_is_sure(const struct bom *b, uint32_t use, uint32_t end);
/* Can the item be chosen at all, whatever it costs? */
bool recourse_may_choose(const struct recourse_basis *b, uint32_t item);
/* Could it bring anything that a choice changes? */
bool recourse_may_bring(const struct recourse_basis *b, uint32_t item);

/*
 * One way to bring a verdict down: all of these tests.  Each test of the scope
 * is one; the measure; each reading of it, where one that does is enough.
 */
struct recourse_way {
	size_t test, n;
};
/* A test of the scope each, and a reading. */
#define RECOURSE_WAYS (RULE_TESTS + RULE_READINGS)
size_t recourse_ways(const struct recourse_work *w, size_t rule,
    struct recourse_way way[RECOURSE_WAYS]);

/* Does the verdict do, as it now is in the world? */
bool recourse_does(
    const struct recourse_work *w, const struct recourse_target *t);
/* Would a verdict by one test do? */
bool recourse_verdict_does(const struct recourse_work *w, enum verdict v);
/* The test of an item by its amounts, exactly: not by things in it. */
enum status recourse_decide(struct recourse_work *w, size_t rule, size_t test,
    uint32_t item, enum verdict *v);
/* Is a test of the target, or of things in it, brought down there? */
enum status recourse_falls(struct recourse_work *w,
    const struct recourse_target *t, size_t test, bool *falls);
/*
 * Adds to the cover what any choice must reach so that the target does, as
 * seen from the world, in which some is taken and the target does not.
 * *any: a row that the choice at hand does not reach was added.
 */
enum status recourse_rows(struct recourse_work *w, size_t target, bool *any);

/* recourse_things.c: the same by the things in it, of a test that has a seat;
 * way: as of recourse_rows.c. */
enum status recourse_things(struct recourse_work *w, size_t target, size_t test,
    uint32_t way, bool *any);
/* recourse_rows.c: of one test of an item, target or thing. */
enum status recourse_row(struct recourse_work *w, size_t rule, size_t test,
    uint32_t item, uint32_t way, bool *any);
/* A row of groups, one of which must be taken. */
enum status recourse_one_of(
    struct recourse_work *w, const uint8_t *item, uint32_t way, bool *any);

/*
 * The same for all targets that stand on one test by which nothing may be
 * left; done: [ntarget] those for which a row was added.
 */
enum status recourse_reach(struct recourse_work *w, uint8_t *done, bool *any);
/* Marks all below the marked items; sure: but for alternatives, and what is
 * there in an unknown quantity. */
void recourse_below(const struct bom *b, bool sure, uint8_t *item);
/* Of the marked items leaves those that bring anything of their own, or
 * (upper) may. */
enum status recourse_weigh(struct recourse_work *w, const struct channel *ch,
    bool upper, uint8_t *item);

/* From the choice at hand to one that does, which need not be the best. */
enum status recourse_enough(struct recourse_work *w);
/* The choice that the world has, into out. */
enum status recourse_answer(struct recourse_work *w);
/* Judges the choice at hand; do all verdicts that can? */
enum status recourse_judge_choice(struct recourse_work *w);
bool recourse_all_do(const struct recourse_work *w);

/* Why the blocked targets are; the world has all that may be chosen. */
enum status recourse_explain_blocked(struct recourse_work *w);

#endif
