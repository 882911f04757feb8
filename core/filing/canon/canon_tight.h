/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon_tight - an element that is seen to be as canon.h writes it from its
 * tree, without blanks around text.
 *
 * Reads:  canon_scan.h
 * Gives:  a yes that needs no tree and no copy; what gets no yes is for
 *         filing_copy_element() to write again
 * Memory: nothing
 */
#ifndef RETRACE_CANON_TIGHT_H
#define RETRACE_CANON_TIGHT_H

#include "core/filing/canon/canon_scan.h"

/*
 * Takes the next element with all that is in it.
 *
 * In:	c  at the begin of an element, in a document that xml_read() has read;
 *	   the default namespace is in force there, no prefix is
 * Out:	true: filing_copy_element() writes these very bytes of it; c is behind
 *	them.  false: it may, or not; c is anywhere
 */
bool canon_take_tight(struct canon_scan *c);

#endif
