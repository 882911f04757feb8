/* SPDX-License-Identifier: Apache-2.0 */
/*
 * differ - what changed from one product to another.
 *
 * Reads:  pairing.h, same.h, unlike.h
 * Gives:  a list of changes, item by item; what is said in another order, in
 *         other words for the same number or in another file is none
 * Memory: difference_free(); the boms must outlive it
 */
#ifndef RETRACE_DIFFER_H
#define RETRACE_DIFFER_H

#include "core/bom/differ/pairing.h"

enum change_kind {
	CHANGE_DOCUMENT, /* at: declarations; no item */
	CHANGE_PRICE,    /* at: prices of an element; no item */
	CHANGE_ITEM,     /* the item itself is new, or gone */
	CHANGE_FIELD,    /* .field of it */
	CHANGE_CONTENT,  /* at: a content line */
	CHANGE_ORIGIN,   /* list: origins of the same elements at one stage */
	CHANGE_SPEAKER,  /* list: the documents that speak of it */
	CHANGE_USE,      /* at: into used; a part of it */
	CHANGE_COUNT
};

/* In the order in which they are told. */
enum change_field {
	FIELD_PART,
	FIELD_MAKER,
	FIELD_REVISION,
	FIELD_NAME,
	FIELD_MATERIAL,
	FIELD_MASS,
	FIELD_UNIT,
	FIELD_FORM,
	FIELD_HS,
	FIELD_CONTROL,
	FIELD_VALUE,
	FIELD_COMPLETE,
	FIELD_PHANTOM,
	FIELD_SHIPPED,
	FIELD_COUNT
};

/* The same is said, and counts on one side alone. */
#define CHANGE_HEARD 1

/* How: also an index into arrays of three. */
enum change_way { WAY_NEW, WAY_GONE, WAY_CHANGED, WAY_COUNT };

struct change {
	uint8_t kind;         /* enum change_kind */
	uint8_t field;        /* enum change_field; of content and origin
				 CHANGE_HEARD or 0 */
	uint32_t item[SIDES]; /* of whom; BOM_NONE on a side without it */
	uint32_t at[SIDES];   /* by kind; BOM_NONE where there is none */
	uint32_t n[SIDES];    /* of list: so many from at on */
};

/* How much of a part an item has: uses that say the same add up. */
struct used {
	uint32_t child; /* item of its side */
	uint32_t place; /* text id of its side; 0: no alternative */
	date_day from, until;
	uint32_t qty;    /* id in difference.num */
	uint8_t unknown; /* and some more: a use does not say how much */
	uint32_t use;    /* the first of these uses, in bom.use */
	uint32_t n;      /* of how many */
};

struct difference {
	struct pairing pair;
	/* Documents, prices, then items in the order of the new product, then
	   those that are gone; those of one item stand together. */
	struct change *change;
	size_t n, cap;
	struct used *used;
	size_t nused, used_cap;
	uint32_t *list; /* origins, declarations */
	size_t nlist, list_cap;
	struct numtab num;
	size_t count[CHANGE_COUNT][WAY_COUNT];
	size_t changed;          /* pairs of items with any change */
	uint32_t *first[SIDES];  /* [nitem] its first change, or BOM_NONE */
	uint8_t *touched[SIDES]; /* [nitem] it, or anything below it */
};

/* Err: ST_NOMEM, ST_LIMIT.  Cost: linear; n log n in what one item states in
 * another order. */
enum status differ_find(struct difference *d, const struct bom *old,
    const struct bom *now, struct error *err);
void difference_free(struct difference *d);

enum change_way change_way(const struct change *c);
/* The changes of an item: the first, and how many; 0: none. */
const struct change *difference_of(
    const struct difference *d, enum side s, uint32_t item, size_t *n);

#endif
