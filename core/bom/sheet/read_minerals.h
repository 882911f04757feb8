/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_minerals - what suppliers report of minerals: the workbooks CMRT, EMRT
 * and AMRT; schemas/minerals.md is for users.
 *
 * Reads:  sheet_read.h, fields.h
 * Gives:  of an AMRT, for the products that it lists, whether rare earths are
 *         added, and the countries of their smelters; of the others a note
 * Memory: the bom
 */
#ifndef RETRACE_READ_MINERALS_H
#define RETRACE_READ_MINERALS_H

#include "core/bom/field/fields.h"
#include "core/bom/sheet/sheet_read.h"

/* Is it such a workbook?  Its sheets tell. */
bool minerals_is(const struct book *b);
/* All of it; x has its texts and styles. */
enum status minerals_read(const struct input *in, struct sheets *x);

#endif
