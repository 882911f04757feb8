/* SPDX-License-Identifier: Apache-2.0 */
/*
 * c14n - the canonical form of a tree, by libxml2.
 *
 * Reads:  base
 * Gives:  what the verifier digests: independent of our own writer
 * Memory: the bytes go into the caller's arena
 */
#ifndef RETRACE_C14N_H
#define RETRACE_C14N_H

#include "core/base/arena.h"

#include <libxml/c14n.h>

/* All zero: inclusive 1.0, without comments, of all there is. */
struct c14n_how {
	xmlC14NMode mode;
	bool comments;
	xmlC14NIsVisibleCallback see; /* which nodes; NULL: all */
	void *user;                   /* handed to it */
	xmlChar **prefixes; /* exclusive: those that are treated as in the
			       inclusive form; ends with NULL; NULL: none */
};

/* In any form; the others are the one of filings.  .p is NULL if there is none
 * (a relative namespace, memory is out). */
struct str c14n_nodes(xmlDoc *doc, const struct c14n_how *how, struct arena *a);
/*
 * Exclusive canonical form, without comments, of the whole document.
 */
struct str c14n_document(xmlDoc *doc, struct arena *a);
/* The same of the document as it is without one child of its root. */
struct str c14n_without(xmlDoc *doc, xmlNode *last, struct arena *a);

#endif
