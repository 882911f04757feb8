/* SPDX-License-Identifier: Apache-2.0 */
/*
 * moved - what of a filing would be otherwise in another draft of the same
 * goods: under other rules, on another day.
 *
 * Reads:  filing.h, core/chem/element.h
 * Gives:  each basis, verdict and bound that is not the same, in words
 * Memory: texts go into the caller's arena
 */
#ifndef RETRACE_MOVED_H
#define RETRACE_MOVED_H

#include "core/base/arena.h"

#include <libxml/tree.h>

struct moved {
	struct str product; /* as filing_label() names it */
	/* "basis", "verdict" (the gravest by law), "rule" (its verdict by
	 * law), "content", "of-origin" [g for one unit] */
	const char *what;
	struct str of; /* "cn-trace/contained", "Dy", "sum"; else empty */
	struct str was,
	    is; /* "not judged", "not there" where a side says nothing */
};
/* Borrowed for the call. */
typedef void (*moved_visit)(void *ctx, const struct moved *m);

/* Products are those of the same part, maker and revision.  Gives how many
 * differences there are. */
size_t filing_moved(
    xmlDoc *was, xmlDoc *is, struct arena *a, moved_visit visit, void *ctx);
/* The gravest verdict by law of all products, or of one; empty: none. */
struct str filing_verdict(const xmlNode *top, struct arena *a);

#endif
