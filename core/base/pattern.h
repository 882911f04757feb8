/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pattern - regular expressions as our schemas have them.
 *
 * Reads:  arena.h
 * Gives:  a yes for a text that fits one, without memory; and a no that may be
 *         a yes all the same
 * Memory: a pattern lives in the caller's arena
 *
 * What is known of XML Schema's patterns: characters of ASCII and classes of
 * them, groups, "|", and how often: "?", "*", "+", "{n}", "{n,m}".
 */
#ifndef RETRACE_PATTERN_H
#define RETRACE_PATTERN_H

#include "core/base/arena.h"

struct pattern;

/* NULL: it has something that is not known, or memory is out. */
const struct pattern *pattern_read(const char *text, struct arena *a);
/* Does the whole text fit?  False also for one of more than PATTERN_MOST. */
bool pattern_fits(const struct pattern *p, struct str text);

#define PATTERN_MOST 256 /* [bytes]: groups are followed as deep */

#endif
