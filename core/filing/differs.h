/* SPDX-License-Identifier: Apache-2.0 */
/*
 * differs - in what two documents about products differ.
 *
 * Reads:  filing.h
 * Gives:  each figure, word and verdict that is otherwise, by its way in the
 *         document
 * Memory: none beyond the call
 */
#ifndef RETRACE_DIFFERS_H
#define RETRACE_DIFFERS_H

#include "core/filing/filing.h"

#include <libxml/tree.h>

/*
 * One difference.  node is that of the first document, or what it would stand
 * in; path "product[DU-200]/content/element[Dy]/total/high"; a value .p NULL:
 * not there.
 */
typedef void (*differs_visit)(void *ctx, const xmlNode *node, const char *path,
    struct str was, struct str is);

/*
 * All that is computed: not the blocks that people fill in, not the checkpoint
 * and the signature, not which program wrote it, of what kind the filing is
 * and which earlier one it changes.  Gives the number of differences.
 * Products and items are paired by part number and maker, in one pass; of
 * several revisions each with its own. Cost: linear, but for other elements
 * without a partner, which are sought among their neighbours.
 */
size_t filing_differs(xmlDoc *was, xmlDoc *is, differs_visit visit, void *ctx);
/* The exact ends of a calculation: who reads the amounts needs no fractions. */
bool differs_is_exact_end(const char *path);

#endif
