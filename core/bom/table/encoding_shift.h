/* SPDX-License-Identifier: Apache-2.0 */
/*
 * encoding_shift - alphabets that are written in ASCII, between signs that
 * switch to them and back: ISO-2022-JP, HZ and UTF-7.  Their text is valid
 * UTF-8, and would be read as words that nobody knows.
 *
 * Reads:  encoding.h
 * Gives:  which of them a text is, where that is beyond doubt: it is read as
 *         ISO-2022-JP; what seems to be another is refused, since a plus sign
 *         or a tilde may be one
 * Memory: none
 */
#ifndef RETRACE_ENCODING_SHIFT_H
#define RETRACE_ENCODING_SHIFT_H

#include "core/bom/table/encoding.h"

/* What switches to another alphabet. */
#define ENCODING_ESCAPE "\x1B"

/* May it switch to another alphabet?  Most texts do not, which is seen at
 * once. */
bool encoding_may_shift(struct str s);
/*
 * encoding_shift - which of them it is.
 *
 * Out:	e   ENCODING_ISO2022JP, or as it was
 * Err:	ST_ENCODING: it is one that is not read, or is read only if the user
 *	says so
 */
enum status encoding_shift(
    const struct encoding_search *x, enum encoding *e, struct findings *f);

#endif
