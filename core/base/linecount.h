/* SPDX-License-Identifier: Apache-2.0 */
/*
 * linecount - in which line of a text one is, while going through it.
 *
 * Reads:  nothing
 * Gives:  line and column of places that follow each other, in one pass
 * Memory: none
 */
#ifndef RETRACE_LINECOUNT_H
#define RETRACE_LINECOUNT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct linecount {
	const char *to;    /* lines are counted up to here */
	const char *start; /* of the line it is in */
	uint32_t line;     /* from 1 */
};

static inline struct linecount
linecount_begin(const char *text)
{
	return (struct linecount){ text, text, 1 };
}

/* Counts on to a place that is not before the last one. */
static inline void
linecount_to(struct linecount *l, const char *to)
{
	const char *nl;

	while (l->to < to) {
		nl = memchr(l->to, '\n', (size_t)(to - l->to));
		if (nl == NULL) {
			l->to = to;
		} else {
			l->to = l->start = nl + 1;
			l->line++;
		}
	}
}

#endif
