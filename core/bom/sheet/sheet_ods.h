/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_ods - workbooks of OpenDocument (.ods): all tables in one part, with
 * their values as attributes.
 *
 * Reads:  sheet_read.h
 * Gives:  the sheets of such a book, and the rows of one as those of any
 *         other sheet
 * Memory: of the book and of the sheet
 */
#ifndef RETRACE_SHEET_ODS_H
#define RETRACE_SHEET_ODS_H

#include "core/bom/sheet/sheet_read.h"

/* Styles that need no number format: numbers are stored with what they are.
 * Currencies stand behind these. */
enum ods_style { ODS_PLAIN, ODS_PERCENT, ODS_STYLES };

/* Is the archive an OpenDocument file? */
bool ods_is(struct str bytes);
/* As book_open(). */
enum status ods_open(
    struct book *b, struct str bytes, const char *file, struct findings *f);
/* Out: the styles above; ST_NOMEM, which is not told. */
enum status ods_styles(struct styles *s);

/* How far the style of a cell, row or column lets texts stand in, [pt]; *has:
 * there is one. */
uint16_t ods_indent(const struct book *b, struct str style, bool *has);

/* What the attributes of a cell say of its value; what is shown of it, where
 * that is a name ("0008").  False: told. */
bool ods_cell_value(struct sheet *s, const struct part_tag *tag);
bool ods_cell_shown(struct sheet *s);

extern const struct part_handler ods_rows;

#endif
