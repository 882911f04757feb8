/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon_whole - bytes that are a document in canonical form, seen without a
 * tree.
 *
 * Reads:  base
 * Gives:  a yes for what canon.h writes in one namespace: well-formed, its own
 *         exclusive canonical form, nothing of a signature in it; what gets no
 *         yes is for the parser and the verifier to judge
 * Memory: nothing
 */
#ifndef RETRACE_CANON_WHOLE_H
#define RETRACE_CANON_WHOLE_H

#include "core/base/str.h"

/*
 * In:	s  anything
 * Out:	true: a parser reads s without a fault, as elements of the one
 *	namespace that its root declares, attributes without a namespace and
 *	text; s is the canonical form of that; no attribute is called "id" in
 *	letters of any case and has the value of an id of signatures, `ids`,
 *	which ends with NULL.  false: it may be so, or not
 */
bool canon_whole(struct str s, const char *ns, const char *const *ids);

#endif
