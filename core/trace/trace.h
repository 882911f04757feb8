/* SPDX-License-Identifier: Apache-2.0 */
/*
 * trace - how much of what is in each item, at least and at most.
 *
 * Reads:  channel.h, a linked bom (link.h)
 * Gives:  for every item its mass, and every channel and margin as an
 *         interval; read by rules.h
 * Memory: trace_free(); the bom and the plan must outlive the trace
 *
 * The roll-up runs in doubles.  Each end carries a bound on its rounding
 * error; whoever compares within that bound asks trace_exact().
 */
#ifndef RETRACE_TRACE_H
#define RETRACE_TRACE_H

#include "core/trace/channel.h"
#include "core/trace/interval.h"

/* What to roll up.  Columns are numbered: 0 is the mass of the item [g per
 * base unit], then the channels, then the margins. */
struct plan {
	const struct channel *channel;
	size_t nchannel;
	const struct margin *margin;
	size_t nmargin;
};
#define COLUMN_MASS ((size_t)0)
#define COLUMN_CHANNEL(k) ((size_t)1 + (k))
#define COLUMN_MARGIN(p, k) ((size_t)1 + (p)->nchannel + (k))

struct trace;

/*
 * Rolls the plan up over the whole bom.  Contradictions (children heavier
 * than the whole, contents above 100 %, totals against sums) go to f as
 * warnings.  Results have the same bits for any number of threads.
 */
enum status trace_run(const struct bom *b, const struct plan *plan,
    unsigned threads, struct trace **out, struct findings *f,
    struct error *err);
void trace_free(struct trace *t);

void trace_bounds(
    const struct trace *t, size_t column, uint32_t item, struct bounds *out);
/*
 * Exact ends of one column for n items: one pass over the union of their
 * sub-graphs.  out[i] is initialised by the caller.  ST_RANGE at the use
 * whose product passes LIMIT_NUMBER_BITS.
 */
enum status trace_exact(const struct trace *t, size_t column,
    const uint32_t *item, size_t n, struct exact *out, struct error *err);

/* The same of any channel. */
enum status trace_amount(const struct trace *t, const struct channel *ch,
    const uint32_t *item, size_t n, struct exact *out, struct error *err);

/*
 * Content of a channel less any limit times the mass, exactly, of one item;
 * apart: as if the mass of the item itself were not stated.
 */
enum status trace_margin(const struct trace *t, const struct margin *margin,
    uint32_t item, bool apart, struct exact *out, struct error *err);
/*
 * The share of a channel's content in the mass of the item, both bounded
 * together (ratio.c).
 *
 * In:	amount, mass  exact, of that item
 * Out:	amount  its upper end may be lowered by what fits into the mass
 *	share   initialised; an end that is not proven is loose: so are both
 *		in a product so great that no pass over it is affordable
 */
enum status trace_share(const struct trace *t, size_t channel, uint32_t item,
    struct exact *amount, const struct exact *mass, struct exact *share,
    struct error *err);

/* Takes the exact ends of one item, which it may read until it returns; other
 * than ST_OK ends the pass. */
typedef enum status (*trace_visit)(
    void *to, uint32_t item, const struct exact *x);
/*
 * The same for any number of items: each, once and in no promised order, goes
 * to visit() as soon as it is known, and is not kept longer than its parents
 * need it.
 */
enum status trace_exact_each(const struct trace *t, size_t column,
    const uint32_t *item, size_t n, trace_visit visit, void *to,
    struct error *err);

/* Items whose channels are rolled up one by one: those that hold declared
 * content, or have parts that do.  What any other may hold is its undisclosed
 * mass alone. */
size_t trace_rows(const struct trace *t);
/* Undisclosed mass of the item and all below it, at most [g]. */
double trace_undisclosed(const struct trace *t, uint32_t item);
/* An item of which nothing is known but that it is there, nor of any part in
 * it?  Any two such items hold the same in every column. */
bool trace_plain(const struct trace *t, uint32_t item);
/* Does the item or anything below it point to rare earths? */
bool trace_suspect(const struct trace *t, uint32_t item);

#endif
