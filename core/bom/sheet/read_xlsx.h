/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_xlsx - workbooks into the bom; schemas/xlsx.md is for users.
 *
 * Reads:  sheet_read.h, read_csv.h
 * Gives:  each sheet that has a header row of a table, read as that table and
 *         under a name of its own, "FILE[SHEET]"
 * Memory: the bom
 */
#ifndef RETRACE_READ_XLSX_H
#define RETRACE_READ_XLSX_H

#include "core/bom/field/fields.h"

/*
 * "book.xlsx[Parts]" names a sheet of a workbook, as places are told: how many
 * bytes of it name the workbook; all of them where no sheet is named.
 */
size_t xlsx_path(const char *name);
/* in->body is an Office document.  All errors go to in->f. */
enum status read_xlsx(const struct input *in);
/* Once all files are read: the sheets with rows of a table that none of them
 * reads are lost. */
void xlsx_tell_unread(const struct bom *b, struct findings *f);

#endif
