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

#include "core/bom/fields.h"

/* in->body is an Office document.  All errors go to in->f. */
enum status read_xlsx(const struct input *in);

#endif
