/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doctype - a document type that stands inside its document, taken out.
 *
 * Some formats are exchanged with all of their document type inside.  We have
 * no use for one, and a parser that reads one can be made to do much for
 * little.  It is blanked in a copy before anything parses it: lines and
 * columns stay what they are, nothing it declares is in force, and nothing is
 * fetched.
 *
 * Reads:  findings.h, arena.h
 * Gives:  its place, and the same document without it
 * Memory: the copy in the caller's arena
 */
#ifndef RETRACE_DOCTYPE_H
#define RETRACE_DOCTYPE_H

#include "core/base/arena.h"
#include "core/base/findings.h"

/*
 * Where it starts; document.n: there is none.  It can only stand before the
 * root, behind the declaration, comments and instructions: further on the same
 * letters are text of a comment or a CDATA section, or no XML.
 */
size_t doctype_start(struct str document);
/* The name of the root in a document type; none: empty. */
struct str doctype_root(struct str document);
/*
 * *document, which has a document type, becomes a copy without it.  One that
 * declares an entity, or does not end, is refused at its place.
 */
enum status doctype_take_out(struct str *document, struct arena *a,
    const char *file, struct findings *f);

#endif
