/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_finding - a question in work.
 *
 * Reads:  index_own.h
 * Gives:  the set that may pass, by each condition (index_find.c) and by
 *         amounts (index_amounts.c), and a page of it (index_walk.c)
 * Memory: of index_find()
 */
#ifndef RETRACE_INDEX_FINDING_H
#define RETRACE_INDEX_FINDING_H

#include "core/log/index/index_own.h"

struct index_finding {
	struct index *x;
	const struct index_query *q;
	struct index_bits set;   /* that may pass */
	struct index_bits close; /* of these: those to be held against ends */
	bool has_close;
	struct index_text match; /* for the table words; empty: no words */
	struct error *err;
};

/* Adds the sets that a statement gives as rows of block and entries. */
enum status index_add_sets(struct index *x, sqlite3_stmt *st,
    struct index_bits *to, struct error *err);
/* Keeps the entries whose amount may be what is asked for. */
void index_keep_amounts(struct index_finding *w);
/* Over the products of an entry: does one fit, is one sure, what is the most?
 */
enum status index_weigh(struct index *x, uint64_t entry,
    const struct index_amount *k, struct index_row *out, bool *passes,
    struct error *err);
/* Entries of the set that have the words, if there are any, in the order asked
 * for. */
void index_walk(struct index_finding *w, struct index_page *page);

#endif
