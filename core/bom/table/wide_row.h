/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide_row - a row with a column per element, numbered columns or a country
 * per stage.
 *
 * Reads:  csv_table.h, wide.h
 * Gives:  a claim per cell, and the origins of what the row is about
 * Memory: that of the bom; wide_close()
 */
#ifndef RETRACE_WIDE_ROW_H
#define RETRACE_WIDE_ROW_H

#include "core/bom/table/csv_table.h"

struct wide_table;

/* What the headings of t say goes to t->wide, NULL if they say nothing; the
 * header row has been read. */
enum status wide_open(struct table *t);
/* The same of materials, where shares stand in those of the first rows; c is
 * left behind the header row. */
enum status wide_open_material(struct table *t);
/*
 * What the row says of an item, on the word of a declaration.  A part that
 * stands in several rows is told once; what differs is an error.  False when
 * memory is out.
 */
bool wide_row(struct table *t, uint32_t ref, uint32_t decl);
/* The countries of stages alone: of a content line, or of the item (BOM_NONE),
 * for some elements (0: all). */
bool wide_stages(struct table *t, uint32_t ref, uint32_t content, uint32_t decl,
    uint32_t elements);
/* Has the table columns that say in words what is in a part? */
bool wide_asks(const struct table *t);
/* Is all that the row says of content in such columns? */
bool wide_alone(const struct table *t);
/* What the row says that an item weighs, in a table of content; false when
 * memory is out. */
bool table_weighing(struct table *t, uint32_t ref);
/* A row of means or of limits, or the header row again: told. */
bool wide_is_aside(const struct table *t);
/* Behind the last row. */
void wide_tell_end(const struct table *t);
void wide_close(struct table *t);

#endif
