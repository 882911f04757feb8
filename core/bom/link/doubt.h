/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doubt - what suppliers say that can hardly be meant.
 *
 * Reads:  bom.h, declared already
 * Gives:  warnings with the likely confusion, at most one per item and kind;
 *         no bound and no verdict depends on them (doc/findings.md)
 * Memory: scratch numbers; one struct for all items
 */
#ifndef RETRACE_DOUBT_H
#define RETRACE_DOUBT_H

#include "core/bom/bom.h"

struct doubt {
	const struct bom *b;
	struct findings *f;
	mpq_t lo, hi, sum, work, factor;
};

/* ---- doubt.c: steps that the kinds share */
/* Share of the item's mass that the line states, into d->lo and d->hi; false
 * if that is not known, or has no upper end. */
bool doubt_share(struct doubt *d, const struct content *c);
/* "30 %" of a share, "1.5 g" of a mass. */
#define DOUBT_TEXT (NUM_TEXT + 8)
void doubt_words(char out[DOUBT_TEXT], mpq_srcptr q, bool share);
/* Is the amount a single number? */
bool doubt_is_point(const struct amount *a);
/* The one element that the line is about, or -1. */
int doubt_element(const struct content *c);

/* ---- each over the lines of one item */
void doubt_oxide(struct doubt *d, uint32_t item);  /* doubt_chem.c */
void doubt_magnet(struct doubt *d, uint32_t item); /* doubt_magnet.c */
void doubt_denied(struct doubt *d, uint32_t item); /* doubt_pair.c */
void doubt_factor(struct doubt *d, uint32_t item); /* doubt_pair.c */
/* Part numbers of the whole product that look alike; false: memory. */
bool doubt_spelling(struct doubt *d); /* doubt_spelling.c */
/* The part number itself. */
void doubt_unseen(struct doubt *d, uint32_t item); /* doubt_name.c */

#endif
