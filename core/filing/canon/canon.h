/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon - writes XML that is its own exclusive canonical form.
 *
 * Reads:  base
 * Gives:  the bytes of a document (no declaration, no final newline) that
 *         Exclusive XML Canonicalization 1.0 without comments leaves as they
 *         are; so that what is signed is what is stored
 * Memory: the writer owns its buffers until canon_finish() or canon_free();
 *         names and namespaces are borrowed: they are literals of the program
 */
#ifndef RETRACE_CANON_H
#define RETRACE_CANON_H

#include "core/base/arena.h"
#include "core/base/error.h"

/* A name's namespace; prefix "" is the default one. */
struct canon_ns {
	const char *prefix;
	const char *uri; /* absolute */
};

/* The prefix "xml", which is bound without a declaration. */
extern const struct canon_ns canon_xml;

struct canon_element;
struct canon_attribute;

/* All zero is a new writer. */
struct canon {
	char *p; /* the document so far: n bytes */
	size_t n, cap;
	struct canon_element *open; /* from the root down */
	size_t nopen, open_cap;
	const struct canon_ns **scope; /* declarations in force */
	size_t nscope, scope_cap;
	struct canon_attribute *attr; /* of the tag that is still open */
	size_t nattr, attr_cap;
	char *value; /* their escaped values */
	size_t nvalue, value_cap;
	bool in_tag;      /* attributes may still come */
	struct error err; /* the first refusal; nothing is written after it */
};

/* Opens an element in the namespace of its parent; the root: in none. */
void canon_open(struct canon *w, const char *name);
/* Opens an element in ns; NULL: in none. */
void canon_open_in(
    struct canon *w, const struct canon_ns *ns, const char *name);
/* After the opening, before content, in any order. */
void canon_attr(struct canon *w, const char *name, struct str value);
void canon_attr_in(struct canon *w, const struct canon_ns *ns, const char *name,
    struct str value);
/* Character data inside the open element; may be given in pieces. */
void canon_text(struct canon *w, struct str text);
void canon_close(struct canon *w);
/* An element with nothing but text. */
void canon_leaf(struct canon *w, const char *name, struct str text);

/*
 * The document, copied and NUL-ended, or the first refusal; the writer is
 * empty again either way.
 */
enum status canon_finish(
    struct canon *w, struct arena *a, struct str *out, struct error *err);
void canon_free(struct canon *w);

/* '<' and '=' in it: about one for each tag and each attribute. */
size_t canon_marks(struct str s);
/* Are there more than LIMIT_FILING_MARKS? */
bool canon_is_dense(struct str s);

#endif
