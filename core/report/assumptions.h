/* SPDX-License-Identifier: Apache-2.0 */
/*
 * assumptions - what the officer took for granted, and on whose word.
 *
 * Reads:  checked.h, assume.h
 * Gives:  the list of assumptions with how many items each touched; those of
 *         one item; on which of them the answer for each item rests
 * Memory: assumption_marks_free()
 */
#ifndef RETRACE_ASSUMPTIONS_H
#define RETRACE_ASSUMPTIONS_H

#include "core/report/checked.h"
#include "core/report/json.h"
#include "core/report/text.h"

/* Nothing without assumptions. */
void assumptions_write(
    FILE *to, const struct style *style, const struct checked *c);
/* The object "assumptions". */
void assumptions_json(struct json *j, const struct checked *c);

/* What is assumed of one item, a line each; the array "assumed". */
void assumptions_of_item(FILE *to, const struct checked *c, uint32_t item);
void assumptions_of_item_json(
    struct json *j, const struct checked *c, uint32_t item);

/* Bit per item and entry: it touched the item, or something in it. */
struct assumption_marks {
	uint64_t *bits; /* [nitem * words], or NULL: no assumptions */
	size_t words;
};
/* False when memory is out. */
bool assumption_marks_find(struct assumption_marks *m, const struct checked *c);
void assumption_marks_free(struct assumption_marks *m);
/* "fasteners castings": in the order of the files.  Freed by the caller;
 * NULL when memory is out. */
char *assumption_marks_text(
    const struct assumption_marks *m, const struct checked *c, uint32_t item);

#endif
