/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stated - what the rows of one file state of an item, put together.
 *
 * A list names a part wherever it is used, and may say each time what it is.
 *
 * Reads:  bom.h, same.h
 * Gives:  one item per part: what is stated in one row and blank in another is
 *         stated; what differs is an error, in both places; a price that
 *         differs is unknown
 * Memory: stated_free(); linear in the references
 */
#ifndef RETRACE_STATED_H
#define RETRACE_STATED_H

#include "core/bom/bom.h"

/* The parts of an item, as first stated: uses of the bom, one by one. */
struct stated_list {
	uint32_t first, n; /* 0: none is stated */
};

struct stated_country {
	char code[3]; /* as last stated; "": not stated */
};

/* Zeroed but for b and f is an empty one. */
struct stated {
	struct bom *b;
	struct findings *f;
	uint32_t *item; /* [nitem] by ref, + 1; 0: nothing is stated, it is a
			   reference */
	size_t nitem;
	uint64_t *named; /* [nnamed] a bit by ref: stated_name() need not look
			    at the item */
	size_t nnamed;
	struct stated_country *made_in; /* [nmade_in] by ref */
	size_t nmade_in;
	struct stated_list *list; /* [nlist] by ref */
	size_t nlist;
};

/*
 * The row at `at` states this of the part; that makes it an item.  Of *said
 * the key is not looked at.  False when memory is out; so is the next.
 */
bool stated_item(
    struct stated *s, uint32_t ref, struct place at, const struct item *said);
/* The same of a row that states a name and nothing else: of several the first
 * one is taken. */
bool stated_name(
    struct stated *s, uint32_t ref, struct place at, uint32_t name);
/* It was made in that country ("": not known), on the word of a declaration.
 * Another country than before is kept beside it: linking tells that they
 * exclude each other. */
bool stated_made_in(struct stated *s, uint32_t ref, const char *country,
    uint32_t decl, struct place at);
/* The uses of the bom from `before` on are the parts of that parent.  The same
 * list again is one list; another is an error at that place. */
bool stated_uses(
    struct stated *s, uint32_t parent, struct place at, size_t before);
/* Asks the memory for what is known of the parts of n uses: a hint for rows
 * to come. */
void stated_foresee(const struct stated *s, const struct use *use, size_t n);
/* The item that stands where something is not built in: it holds nothing. */
#define STATED_NOTHING "(nothing)"
bool stated_nothing(struct stated *s, struct place at, uint32_t *ref);
/* BOM_NONE: nothing is stated. */
uint32_t stated_of(const struct stated *s, uint32_t ref);
void stated_free(struct stated *s);

/* "X with another mass than in line 3": an error at that place. */
void stated_differs(const struct stated *s, uint32_t ref, struct place at,
    const char *what, struct place first);

#endif
