/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_texts - the texts that cells of a workbook share.
 *
 * Reads:  sheet_book.h
 * Gives:  each by its number; runs of different looks are one text, hints how
 *         to pronounce it are none
 * Memory: texts_free(); all of them, and four bytes for each
 */
#ifndef RETRACE_SHEET_TEXTS_H
#define RETRACE_SHEET_TEXTS_H

#include "core/bom/sheet/sheet_book.h"

struct texts {
	char *all;
	size_t size, all_cap;
	uint32_t *end; /* [n] of each in all */
	size_t n, cap;
};

enum status texts_read(struct texts *t, struct book *b);
void texts_free(struct texts *t);
/* .p NULL: there is none of that number. */
struct str texts_get(const struct texts *t, uint32_t i);
/* Undoes "_x000D_" in place, as workbooks write what XML cannot hold; the new
 * length. */
size_t texts_unescape(char *p, size_t n);

#endif
