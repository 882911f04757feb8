/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_book - a workbook: which sheets it has, and where the parts are.
 *
 * Reads:  sheet_part.h, hash.h
 * Gives:  sheets in their order, with names and what hides them; the parts
 *         with their texts and number formats; refuses what is no workbook
 * Memory: book_close(); the bytes of the archive stay
 */
#ifndef RETRACE_SHEET_BOOK_H
#define RETRACE_SHEET_BOOK_H

#include "core/base/hash.h"
#include "core/bom/sheet/sheet_part.h"

#define BOOK_NONE SIZE_MAX

struct book_sheet {
	struct str name;
	bool hidden;
	size_t part;    /* of the archive; BOOK_NONE: it has no cells */
	uint32_t table; /* of OpenDocument: which in the part */
	bool grouped;   /* likewise: rows of it stand in groups */
};

struct book {
	struct archive archive;
	struct arena mem;
	struct intern names;     /* of the archive's files, in small letters */
	struct intern relations; /* of the sheets, in their order */
	struct str folder;       /* of the workbook: "xl/" */
	size_t texts, styles;    /* parts; BOOK_NONE: it has none */
	bool since_1904;         /* days are counted from there */
	bool open_document;
	size_t content;         /* likewise: the part with all sheets */
	struct intern indented; /* likewise: styles of cells whose text stands
				   in, and how far */
	uint16_t *indent;       /* [indented.n] [pt] */
	size_t indent_cap;
	struct book_sheet *sheet;
	size_t n, cap;
};

/* Is the archive an Office document? */
bool book_is(struct str bytes);
enum status book_open(
    struct book *b, struct str bytes, const char *file, struct findings *f);
void book_close(struct book *b);
/* One more sheet, whose name will stand in a line; false: told. */
bool book_add(struct book *b, struct str name, struct book_sheet sheet);
/* The sheet of a name; NULL: there is none.  Case does not count. */
const struct book_sheet *book_find(const struct book *b, struct str name);

#endif
