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

#include <libxml/tree.h>

/*
 * Exclusive canonical form, without comments, of the whole document.  .p is
 * NULL if there is none (a relative namespace, memory is out).
 */
struct str c14n_document(xmlDoc *doc, struct arena *a);
/* The same of the document as it is without one child of its root. */
struct str c14n_without(xmlDoc *doc, xmlNode *last, struct arena *a);

#endif
