/* SPDX-License-Identifier: Apache-2.0 */
/*
 * alike - items in which every test sees the same are judged once.
 *
 * Reads:  judge.h
 * Gives:  which items to judge; their cells for all that are like them
 * Memory: alike_free()
 *
 * Most items of a large product are leaves of which nobody has said anything,
 * and what is made of such leaves.  Where a limit is held against things in an
 * item, each item is judged for itself: it may be the one that decides.
 */
#ifndef RETRACE_ALIKE_H
#define RETRACE_ALIKE_H

#include "core/rules/judge.h"

struct alike {
	uint32_t *item; /* [n] to be judged, or NULL: all are */
	size_t n, cap;
	uint32_t first; /* the one judged for all like it, or BOM_NONE */
	bool priced;    /* some test asks what the item itself is worth */
	bool coded;     /* some rule asks for its tariff code */
	bool together;  /* some items count together */
};

bool alike_list(struct alike *a, const struct judgement *j); /* false: memory */
void alike_spread(
    const struct alike *a, const struct judgement *j, enum variant v);
void alike_free(struct alike *a);

#endif
