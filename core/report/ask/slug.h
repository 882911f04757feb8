/* SPDX-License-Identifier: Apache-2.0 */
/*
 * slug - a name of anything as part of a file name.
 *
 * Reads:  str.h
 * Gives:  letters, digits and hyphens; no separator of folders, no leading
 *         dot, nothing that turns the direction of writing
 * Memory: the caller's array
 */
#ifndef RETRACE_SLUG_H
#define RETRACE_SLUG_H

#include "core/base/str.h"

/* [bytes] With the NUL; file systems take 255 for the whole name. */
#define SLUG_TEXT 64

/* ASCII in small letters, letters of other scripts as they are, a hyphen for
 * all else; "x" if nothing is left. */
void slug_make(char out[SLUG_TEXT], struct str name);

#endif
