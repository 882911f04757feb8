/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_told - what a reader should know of a sheet beside what it says.
 *
 * Reads:  sheet_read.h
 * Gives:  warnings and notes, one of each kind with how often and where first;
 *         cells named in errors
 * Memory: nothing is kept
 */
#ifndef RETRACE_SHEET_TOLD_H
#define RETRACE_SHEET_TOLD_H

#include "core/bom/sheet/sheet_read.h"

void sheet_tell(const struct sheet *s, struct findings *f);
/* Errors of the sheet behind the first `before` say in which cell. */
void sheet_name_cells(struct findings *f, size_t before, const char *file);

#endif
