/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_tops - the top rows of an indented list: products, or the parts of one
 * that has no row.
 *
 * Reads:  csv_table.h
 * Gives:  a product above them, where they can only be parts
 * Memory: tops_free()
 *
 * Design programs list the parts of the assembly that is open, and leave that
 * itself out: its parts then stand on level 1.
 */
#ifndef RETRACE_CSV_TOPS_H
#define RETRACE_CSV_TOPS_H

#include "core/bom/table/csv_table.h"

struct tops {
	struct use *use;      /* [n] how much of each, in its parent if that is
				 named, else BOM_NONE */
	struct place *number; /* [n] where that stands */
	size_t n, cap, number_cap;
	size_t alone; /* rows of them with none below, up to the last */
	size_t named; /* rows of them that name their parent */
	bool below;   /* there is one below the last */
};

/* A quantity that is not there: of a product there is one.  The first row may
 * be one, and so may all on level 0. */
bool tops_may_be_blank(const struct tops *x, struct table *t, uint32_t first);
/* A row below so many open ones; false when memory is out. */
bool tops_row(struct tops *x, struct table *t, size_t above, uint32_t ref,
    const struct use *u);
/* Behind the last row.  first: the level of the top rows, as it is written.
 * False when memory is out. */
bool tops_end(struct tops *x, struct table *t, uint32_t first);
void tops_free(struct tops *x);

#endif
