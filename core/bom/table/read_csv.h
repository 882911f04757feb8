/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_csv - tables of text into the bom; schemas/csv-1.md is for users.
 *
 * Reads:  csv_table.h, tree.h
 * Gives:  edge lists, indented lists, items, content, origins, prices, and
 *         questionnaires that came back
 * Memory: the bom
 */
#ifndef RETRACE_READ_CSV_H
#define RETRACE_READ_CSV_H

#include "core/bom/table/csv_table.h"

/* Any of the tables, told by its header row: *found.  All errors go to
 * in->f. */
enum status read_csv(const struct input *in, enum format *found);

/* What a table is to the product. */
enum bom_role table_role(enum format format);
/* A table that is open, of any kind. */
void read_table(struct table *t);
/* The tables, each from where table_open() left it. */
void read_edges(struct table *t);
/* The same with rows taken apart ahead, if that can be, in a thread of its own
 * where there is a processor for it, and otherwise alike: for tests of small
 * files. */
void read_edges_apart(struct table *t, bool apart);
void read_levels(struct table *t);
void read_tree(struct table *t);
void read_items(struct table *t);
void read_content(struct table *t);
void read_origins(struct table *t);
void read_prices(struct table *t);
void read_rates(struct table *t);
void read_answers(struct table *t);

/*
 * An origin of the content line `content`, or of the whole item (BOM_NONE),
 * from the cells of the row.  False when memory is out.
 */
bool table_origin(struct table *t, uint32_t ref, uint32_t content,
    uint32_t decl, uint32_t elements);

#endif
