/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon_scan - going through canonical XML byte by byte.
 *
 * Reads:  base
 * Gives:  what canon_look.c, canon_tight.c and canon_whole.c take alike: fixed
 *         text, a name, an escape; nothing is taken where it is something else
 * Memory: nothing
 */
#ifndef RETRACE_CANON_SCAN_H
#define RETRACE_CANON_SCAN_H

#include "core/base/str.h"

#include <string.h>

/* What is still to be taken. */
struct canon_scan {
	const char *p, *end;
};

static inline bool
canon_takes(struct canon_scan *c, const char *z, size_t n)
{
	if ((size_t)(c->end - c->p) < n || memcmp(c->p, z, n) != 0)
		return false;
	c->p += n;
	return true;
}

/* A literal. */
#define CANON_TAKES(c, z) canon_takes((c), (z), sizeof(z) - 1)

static inline bool
canon_starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* A name in ASCII, without a colon. */
static inline bool
canon_take_name(struct canon_scan *c, struct str *name)
{
	name->p = c->p;
	if (c->p == c->end || !canon_starts_name(*c->p))
		return false;
	while (c->p < c->end &&
	       (canon_starts_name(*c->p) || (*c->p >= '0' && *c->p <= '9') ||
		   *c->p == '-' || *c->p == '.'))
		c->p++;
	name->n = (size_t)(c->p - name->p);
	return true;
}

/* One of those that stand in text, or in the value of an attribute. */
static inline bool
canon_take_escape(struct canon_scan *c, bool attribute)
{
	if (CANON_TAKES(c, "&amp;") || CANON_TAKES(c, "&lt;") ||
	    CANON_TAKES(c, "&#xD;"))
		return true;
	return attribute
		   ? CANON_TAKES(c, "&quot;") || CANON_TAKES(c, "&#x9;") ||
			 CANON_TAKES(c, "&#xA;")
		   : CANON_TAKES(c, "&gt;");
}

#endif
