/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_records - lists in JSON that are no format of their own: objects in
 * lists, one in another, as rows of a table; schemas/csv-1.md is for users.
 *
 * Reads:  json_sax.h, read_csv.h
 * Gives:  any of the tables, told by the names of members as by those of
 *         columns; nested objects by level
 * Memory: what is read goes into the bom
 */
#ifndef RETRACE_READ_RECORDS_H
#define RETRACE_READ_RECORDS_H

#include "core/bom/field/fields.h"
#include "core/bom/read.h"

/*
 * lines: objects stand one behind the other, as in JSON Lines.
 * *is: it is such a list, and was read, or refused in in->f; else nothing has
 * been told.
 */
enum status read_records(
    const struct input *in, bool lines, enum format *found, bool *is);

#endif
