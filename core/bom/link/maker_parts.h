/* SPDX-License-Identifier: Apache-2.0 */
/*
 * maker_parts - the number that the maker of a part has given it, beside that
 * of the house that buys it.
 *
 * A supplier declares his own number; the list of parts goes by that of the
 * house, and names the other in a column of its own.
 *
 * Reads:  bom.h
 * Gives:  the item that a document means by its maker's number
 * Memory: maker_parts_free()
 */
#ifndef RETRACE_MAKER_PARTS_H
#define RETRACE_MAKER_PARTS_H

#include "core/bom/bom.h"

/* Of no company that is named, and of whichever company. */
#define MAKER_BLANK 0
#define MAKER_ANY UINT32_MAX

struct maker_entry {
	uint32_t part;    /* index into bom.parts of the number */
	uint32_t company; /* see maker_parts_company(), or MAKER_ANY */
	uint32_t entry;   /* index into bom.maker_part */
};

struct maker_parts {
	struct maker_entry *list; /* [n] by part, company and entry; numbers
				     that nobody names are left out, and no
				     item stands twice under a company */
	size_t n;
	struct intern companies; /* as spelling_company() has them */
	uint8_t *several; /* [bom.nref] bits: it has a number, it has two */
};

enum maker_found {
	MAKER_FOUND_NONE,
	MAKER_FOUND,       /* one item, which is bought of nobody else */
	MAKER_FOUND_MORE,  /* it is the number of several items */
	MAKER_FOUND_OTHERS /* the item may be another maker's part as well */
};

/* False when memory is out. */
bool maker_parts_begin(struct maker_parts *x, struct bom *b);
void maker_parts_free(struct maker_parts *x);
/*
 * Which item is bought under the number, and of the maker, that ref names?
 * item_of() gives the item of a reference of the list, or BOM_NONE.
 */
enum maker_found maker_parts_find(const struct maker_parts *x,
    const struct bom *b, const struct ref *ref,
    uint32_t (*item_of)(void *ctx, uint32_t ref), void *ctx, uint32_t *item);
/* One id for all ways to write a maker (a text id); MAKER_BLANK: none.  False:
 * memory is out. */
bool maker_parts_company(struct intern *companies, const struct bom *b,
    uint32_t maker, uint32_t *id);
/* After linking: entries by item, each once, those of no item left out. */
void maker_parts_settle(struct bom *b);

#endif
