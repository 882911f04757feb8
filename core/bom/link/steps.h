/* SPDX-License-Identifier: Apache-2.0 */
/*
 * steps - the steps of linking, in their order; only link.c calls them.
 *
 * Each returns false when memory is out and reports faults of the user's
 * files to f.
 */
#ifndef RETRACE_STEPS_H
#define RETRACE_STEPS_H

#include "core/bom/bom.h"

enum status link_nomem(struct findings *f);

/* Of an item, once uses are sorted. */
static inline bool
link_has_parts(const struct bom *b, uint32_t item)
{
	return b->use_start[item] < b->use_start[item + 1];
}

/*
 * Memory for what one step needs while it works: that of the uses as they were
 * read, where it does.  To touch memory for the first time takes longer than
 * most steps take for it.  NULL when it is out; the next call takes it back.
 */
void *link_room(struct bom *b, size_t bytes);
/* The memory becomes that room. */
void link_leave_room(struct bom *b, void *p, size_t bytes);

/* Which documents hold on that day; claims of files that do not are dropped. */
void link_validity(struct bom *b, date_day as_of);
/* Says which do not and speak of the product. */
bool link_tell_validity(struct bom *b, struct findings *f);
/* n of what has a price day are of a later one, the first of `date`, at. */
void link_tell_late(const struct bom *b, const char *what, date_day date,
    struct place at, size_t n, struct findings *f);

/* Which rates count; prices in the currencies of items, where they are stated
 * in others alone. */
bool link_rates(struct bom *b, struct findings *f);

/* Which facts no item states; a mass or a price of 0 is taken as not stated. */
void link_blanks(struct bom *b, struct findings *f);
/* Says which uses count nothing. */
void link_tell_unused(const struct bom *b, struct findings *f);

/* May two texts mean the same?  A blank one may, and spelling does not count.
 */
bool link_agrees(const struct bom *b, uint32_t x, uint32_t y,
    bool (*same)(struct str, struct str));
/* That the reference is by the number of the item's only maker. */
void link_say_of_maker(const struct bom *b, const struct ref *ref,
    uint32_t item, struct findings *f);
/* What an item of one file leaves blank of maker and revision, the only other
 * of that part number says in another file. */
bool link_unite(struct bom *b, struct findings *f);
/* References -> items, but for those of uses, which link.c replaces while it
 * sorts them; what an edge list names comes to be. */
bool link_resolve(struct bom *b, struct findings *f);
/* What another file says of an item that stands already is added to it. */
void link_merge_item(
    struct bom *b, uint32_t kept, const struct item *other, struct findings *f);
/* Uses, content and origins in the order of items; references become items. */
bool link_sort(struct bom *b);
/* A list of parts that stands in several files counts once; of several lists
 * one is heard, or they become alternatives. */
bool link_lists(struct bom *b, struct findings *f);
/* Leaves out uses that do not hold on that day; alternatives side by side. */
bool link_choose(struct bom *b, date_day as_of, struct findings *f);
/* Children before parents, by level; cycles are errors. */
bool link_order(struct bom *b, struct findings *f);
/* What a quantity in another unit of an item is in its own, where that is
 * said; before they are measured. */
bool link_other_units(struct bom *b);
/* Quantities in base units of the child per base unit of the parent. */
bool link_measure(struct bom *b, struct findings *f);
/* Content speaks of the item alone, or with its parts; both are possible where
 * only another file knows of parts. */
bool link_scope(struct bom *b, struct findings *f);
/* "Rest" becomes an amount. */
bool link_rest(struct bom *b, struct findings *f);
/* Which document goes before which. */
bool link_rank(struct bom *b);
/* The rank of what a document says in that standing; once ages are known. */
uint32_t rank_among(const struct bom *b, enum standing standing, uint32_t decl);
/* Which document counts for which element of an item, and which statements
 * of origin do. */
bool link_declare(struct bom *b, struct findings *f);
/* What can hardly be meant is said; nothing is changed. */
void link_doubt(const struct bom *b, struct findings *f);

#endif
