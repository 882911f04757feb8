/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon_own - the writer of canonical XML from inside.
 *
 * Reads:  canon.h
 * Gives:  what is open, and how bytes get into the document: for canon.c and
 *         canon_put.c
 * Memory: as in canon.h
 */
#ifndef RETRACE_CANON_OWN_H
#define RETRACE_CANON_OWN_H

#include "core/filing/canon/canon.h"

#include <string.h>

struct canon_element {
	const struct canon_ns *ns;
	struct str name;
	size_t nscope; /* declarations in force outside of it */
};

struct canon_attribute {
	const struct canon_ns *ns; /* of none: that with the empty address */
	struct str name;
	size_t start, n; /* of its value in canon.value [bytes] */
};

/* Room for so many bytes more, and one; false: there is none, as w says. */
bool canon_room(struct canon *w, char **p, size_t n, size_t *cap, size_t more);

/* Appends to the document. */
static inline void
canon_put(struct canon *w, struct str s)
{
	if (w->err.code != ST_OK ||
	    (s.n >= w->cap - w->n && !canon_room(w, &w->p, w->n, &w->cap, s.n)))
		return;
	if (s.n > 0)
		memcpy(w->p + w->n, s.p, s.n);
	w->n += s.n;
}

/*
 * Text with its escapes: into the document; or that of an attribute into
 * canon.value.  Kept in w: ST_ENCODING for what is not UTF-8 or not allowed in
 * XML.
 */
void canon_put_text(struct canon *w, struct str s);
void canon_put_value(struct canon *w, struct str s);

#endif
