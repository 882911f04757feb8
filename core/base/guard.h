/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guard - bytes that claim to be text.
 *
 * Reads:  findings.h
 * Gives:  the check that every reader of text makes first, and the place of
 *         a byte for its messages
 */
#ifndef RETRACE_GUARD_H
#define RETRACE_GUARD_H

#include "core/base/findings.h"

/* Line and column of the byte at offset; walks the text up to it. */
struct pos guard_place(struct str s, size_t offset, const char *file);
/* Offset of the first byte that is no text in UTF-8, or s.n; a long text is
 * looked at by two threads. */
size_t guard_bad(struct str s);
/* ST_ENCODING at its place unless s is UTF-8 without NUL bytes. */
enum status guard_text(struct str s, const char *file, struct findings *f);

#endif
