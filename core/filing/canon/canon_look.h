/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon_look - bytes that are seen to be their own canonical form.
 *
 * Reads:  base
 * Gives:  a yes that needs no tree and no copy, for what canon.h writes; what
 *         gets no yes is for libxml2's canonicaliser to judge
 * Memory: nothing
 */
#ifndef RETRACE_CANON_LOOK_H
#define RETRACE_CANON_LOOK_H

#include "core/base/str.h"

/*
 * In:	s  well-formed XML with namespaces, in UTF-8, without a document type:
 *	   xml_read() has read it
 * Out:	true: its exclusive canonical form is s; false: it may be, or not
 */
bool canon_look(struct str s);

#endif
