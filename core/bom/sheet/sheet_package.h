/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_package - an Office document as a package of parts.
 *
 * Reads:  sheet_book.h
 * Gives:  parts by the names and relations that say which they are; the one
 *         that is the workbook
 * Memory: names in the arena of the book
 */
#ifndef RETRACE_SHEET_PACKAGE_H
#define RETRACE_SHEET_PACKAGE_H

#include "core/bom/sheet/sheet_book.h"

/* Enters the names of all parts; before all else. */
enum status package_enter_names(struct book *b);
/* BOOK_NONE: there is none of that name. */
size_t package_find(struct book *b, struct str name);
/* "../media/x.png" from the folder "xl/"; what climbs out is no part. */
struct str package_resolve(
    struct book *b, struct str folder, struct str target);
/* what: it is, for people, where it is missing. */
enum status package_read(struct book *b, const char *what, size_t part,
    const struct part_handler *handler, void *ctx);
/* Does the type of a relation, or of a part, end so? */
bool package_ends_in(struct str s, const char *end);
/* The name of the main part, which must be a workbook. */
enum status package_workbook(struct book *b, struct str *path);

#endif
