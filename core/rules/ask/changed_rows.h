/* SPDX-License-Identifier: Apache-2.0 */
/*
 * changed_rows - what documents said before, taken away.
 *
 * Reads:  changed.h
 * Gives:  the step between changed.c, which says what no longer holds, and
 *         the tables of a bom that is not linked; nobody else includes this
 */
#ifndef RETRACE_CHANGED_ROWS_H
#define RETRACE_CHANGED_ROWS_H

#include "core/rules/ask/changed.h"

/* What no longer holds of an item. */
struct lapse {
	uint32_t places;     /* bit per stage; all and STAGE_ALL: any origin */
	uint32_t technology; /* likewise */
	uint32_t elements;   /* lines that state just some of these */
	bool content;        /* all lines */
	bool mass;
	uint32_t supplier; /* documents of others than this text id; or 0 */
};
#define LAPSE_STAGE(s) ((uint32_t)1 << (s))
#define LAPSE_STAGES (LAPSE_STAGE(STAGE_ALL + 1) - 1)

struct lapses {
	struct lapse *list; /* [n] */
	uint32_t *of_item;  /* [linked->nitem] index into list, or BOM_NONE */
	const struct bom *linked;
};

/* False when memory is out. */
bool lapses_take(struct bom *b, const struct lapses *l);

#endif
