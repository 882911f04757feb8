/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exact_work - the exact pass at work: what its steps share.
 *
 * Reads:  state.h, ties.h
 * Gives:  the cells of items, which of them are wanted (exact_union.c),
 *         what parts hand up (exact_parts.c), and what an item then comes to
 *         (exact_item.c); only exact.c uses it
 * Memory: a cell lives from its item to the last parent in the union
 */
#ifndef RETRACE_EXACT_WORK_H
#define RETRACE_EXACT_WORK_H

#include "core/base/brief.h"
#include "core/trace/roll/state.h"
#include "core/trace/roll/ties.h"

/* What is known of an item until its last parent has taken it. */
struct cell {
	struct exact mass, amount, margin;
	uint32_t parents;  /* in the union, still to come */
	bool kept;         /* to the end, for the caller */
	struct cell *next; /* of the spare ones */
};

/* Bits of wanted: the column of the item, and its mass as well; or it is only
 * BELOW an item of which something is wanted. */
enum { WANT_COLUMN = 1, WANT_MASS = 2, BELOW = 4 };

struct exactor {
	const struct trace *t;
	size_t column;
	const struct channel *channel; /* or NULL: mass only */
	const struct margin *margin;   /* or NULL */
	uint32_t apart;  /* whose stated mass is passed over, or BOM_NONE */
	uint8_t *wanted; /* [nitem] */
	struct ties ties;
	struct cell **cell;  /* [nitem] or NULL */
	struct cell *spare;  /* to be used again */
	struct cell any;     /* of all items that may hold any amount: most of a
				product says nothing, and memory is slow */
	uint32_t any_forms;  /* bit per form: a silent item of it is any */
	struct brief *least; /* [nitem] or NULL; den 0: not told here */
	struct cell at_least; /* of all items that are told in it */
	/* Bit per form: may an incomplete item of it, of which nothing is
	 * said, hold any amount beside its parts? */
	uint32_t open_forms, shut_forms;
	struct owner owner;
	struct exact stated, parts, own, scratch;
	struct exact place, other; /* see add_place() */
	struct exact less;         /* see handed_up() */
	struct exact dearest;      /* of 1 g, whatever it is, at most */
	struct own_mass om;
	mpq_t work;
	trace_visit visit; /* of what the caller asked for; NULL: it is kept */
	void *to;
};

/* Is it a cell of many items? */
static inline bool
exact_is_shared(const struct exactor *x, const struct cell *c)
{
	return c == &x->any || c == &x->at_least;
}

/* A cell of zeros for the item; NULL when memory is out. */
struct cell *exact_new_cell(struct exactor *x, uint32_t item);
/* Gives a cell back for the next item; its numbers keep their memory. */
void exact_free_cell(struct exactor *x, uint32_t item);
void exact_destroy_cell(struct cell *c);

bool exact_is_wanted(const struct exactor *x, uint32_t item);
/* A stated mass does not depend on the parts. */
bool exact_stands_alone(const struct exactor *x, uint32_t item);
/* Marks all below the wanted items and counts parents within the union. */
void exact_mark_union(struct exactor *x, uint32_t *parents);

/* Into c, and into x->parts, what the item's parts hand up.  ST_RANGE: a
 * number grew beyond LIMIT_NUMBER_BITS. */
enum status exact_add_parts(
    struct exactor *x, uint32_t item, struct cell *c, struct error *err);
/* For a column where items may be told in x->least; false: memory is out. */
bool exact_least_init(struct exactor *x);
/*
 * The sum over the parts of an item that may hold any amount beside them, into
 * x->least and x->cell.  False, and nothing done: a part is not told there, or
 * the sum is more than a few words hold.
 */
bool exact_least_sum(struct exactor *x, uint32_t item);
/* Takes an amount in, if it is of that kind; the cell is the caller's. */
bool exact_least_take(
    struct exactor *x, uint32_t item, const struct exact *amount);
/* The amount again, until the next is asked for. */
const struct exact *exact_least_amount(struct exactor *x, uint32_t item);

/* All of an item whose parts are done, into its cell, which the caller frees:
 * `parents` are still to come for it; asked: by the caller of the pass. */
enum status exact_item(struct exactor *x, uint32_t item, uint32_t parents,
    bool asked, struct error *err);

/* The item has taken what it needs of its parts. */
void exact_release_parts(struct exactor *x, uint32_t item);

#endif
