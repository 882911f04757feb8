/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_lists_own - the lists of a workbook, while it is decided of what they
 * are.
 *
 * Reads:  sheet_lists.h, sheet_called.h
 * Gives:  which parts their sheets are named after (sheet_names.c), which of
 *         them say the same (sheet_again.c), what follows (sheet_lists.c)
 * Memory: of sheet_lists_call()
 */
#ifndef RETRACE_SHEET_LISTS_OWN_H
#define RETRACE_SHEET_LISTS_OWN_H

#include "core/bom/sheet/sheet_called.h"
#include "core/bom/sheet/sheet_lists.h"

/* A sheet with uses. */
struct listed {
	size_t sheet;
	uint32_t file;
	size_t first, end;      /* its uses stand between them */
	bool asks;              /* nothing in it says of which product it is */
	bool numbered;          /* it is named after the number of a part */
	bool unsure;            /* it may detail one of several parts */
	struct sheet_name name; /* of one that asks */
	uint32_t part; /* the part of another sheet that it is named after, as
			  index into bom.parts; INTERN_NONE: none */
};

struct lists {
	const struct sheet_lists *x;
	struct listed *list;
	size_t n;
	bool *blank;     /* [book->n] sheets that would be one, without rows */
	size_t tops;     /* that ask and are named after no part */
	uint32_t *first; /* [parts.n] file of the first use of each part, or
			    BOM_NONE */
	uint8_t *again;  /* [parts.n] another file uses it as well */
	uint32_t *of;    /* [parts.n] the list that details it, from 1; 0: none
			  */
};

/* Is the list that of a product by its sheet alone? */
static inline bool
is_top(const struct listed *l)
{
	return l->asks && l->part == INTERN_NONE;
}

static inline struct str
sheet_of(const struct lists *l, size_t i)
{
	return str_clip(l->x->book->sheet[l->list[i].sheet].name, 40);
}

static inline uint32_t
part_of(const struct lists *l, uint32_t ref)
{
	return l->x->b->ref[ref].part;
}

/* Which lists detail a part that another sheet uses?  False: memory. */
bool sheet_names_match(struct lists *l);

/* Two lists of which the one repeats the other, as far as anybody can tell. */
enum sheet_again {
	AGAIN_NO,
	AGAIN_NOMEM,
	AGAIN_SAME,   /* they are the same */
	AGAIN_NEARLY, /* names and parts are nearly the same */
	AGAIN_SUM,    /* the first is the sum of the others; second: none */
	AGAIN_BELOW,  /* the first has the second and its parts beside it */
	AGAIN_UNKNOWN /* there are too many to tell */
};
enum sheet_again sheet_again_find(
    const struct lists *l, size_t *first, size_t *second);

#endif
