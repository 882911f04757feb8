/* SPDX-License-Identifier: Apache-2.0 */
/*
 * encoding_choose - text that is neither UTF-8 nor marked: which encoding of
 * many it is, by the characters that each gives and by the names of columns.
 *
 * Reads:  encoding.h
 * Gives:  the one that it is, or the refusal of a text that may be any of
 *         several, is of none, or of two
 * Memory: none
 */
#ifndef RETRACE_ENCODING_CHOOSE_H
#define RETRACE_ENCODING_CHOOSE_H

#include "core/bom/table/encoding.h"

enum status encoding_choose(
    const struct encoding_search *x, enum encoding *e, struct findings *f);

/* ---- encoding_find.c */
/* [bytes] Of a sample, in the file and as UTF-8. */
#define ENCODING_SAMPLE 24
#define ENCODING_SAMPLE_ROOM (3 * ENCODING_SAMPLE + 1)
/* Offset of the first character beyond ASCII, or s.n. */
size_t encoding_first_beyond(struct str s, enum encoding e);
/* The first word beyond ASCII as it would read; "" if there is none. */
const char *encoding_sample(
    struct str s, enum encoding e, char text[ENCODING_SAMPLE_ROOM]);
/* Tells what it is read as, and by what that was found. */
void encoding_say_found(const struct encoding_search *x, struct str text,
    enum encoding e, const char *by, struct findings *f);

#endif
