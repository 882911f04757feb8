/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon_tight - an element as it would be written again; see canon_tight.h.
 *
 * Names in ASCII without a prefix, so that no namespace is declared; attributes
 * in the order of their names; elements in elements, or one text that neither
 * begins nor ends with a blank; the escapes of the canonical form alone.
 * Whatever else there is ends in a "maybe not".
 */
#include "core/filing/canon/canon_tight.h"

#include "core/base/limits.h"

/* May it stand in text, or in the value of an attribute, as it is? */
static inline bool
is_plain(unsigned char c, bool attribute)
{
	if (c < 0x20)
		return !attribute && (c == '\t' || c == '\n');
	return c != '<' && c != '&' && c != (attribute ? '"' : '>');
}

/* Up to what is neither of that kind nor an escape. */
static bool
take_run(struct canon_scan *c, bool attribute)
{
	for (;;) {
		while (
		    c->p < c->end && is_plain((unsigned char)*c->p, attribute))
			c->p++;
		if (c->p == c->end || *c->p != '&')
			return true;
		if (!canon_take_escape(c, attribute))
			return false;
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Would str_trim() take anything off? */
static bool
is_loose(const char *from, const char *to)
{
	static const char cr[] = "&#xD;";
	const size_t n = sizeof(cr) - 1;

	return from < to && (is_blank(*from) || is_blank(to[-1]) ||
				((size_t)(to - from) >= n &&
				    (memcmp(from, cr, n) == 0 ||
					memcmp(to - n, cr, n) == 0)));
}

static bool
take_start(struct canon_scan *c)
{
	struct str last = { NULL, 0 }, name;

	if (!CANON_TAKES(c, "<") || !canon_take_name(c, &name) ||
	    str_starts(name, "xml"))
		return false;
	while (CANON_TAKES(c, " ")) {
		if (!canon_take_name(c, &name) || !CANON_TAKES(c, "=\"") ||
		    !take_run(c, true) || !CANON_TAKES(c, "\"") ||
		    str_starts(name, "xml") ||
		    (last.p != NULL && str_compare(last, name) >= 0))
			return false;
		last = name;
	}
	return CANON_TAKES(c, ">");
}

/* Its name is that of the element: the parser has seen to it. */
static bool
take_end(struct canon_scan *c)
{
	struct str name;

	return canon_take_name(c, &name) && CANON_TAKES(c, ">");
}

bool
canon_take_tight(struct canon_scan *c)
{
	size_t depth = 0;
	bool leaf = false; /* nothing but text so far in the open element */
	const char *text;

	do {
		if (CANON_TAKES(c, "</")) {
			if (depth == 0 || !take_end(c))
				return false;
			depth--;
			leaf = false;
		} else {
			if (depth == LIMIT_XML_DEPTH / 2 || !take_start(c))
				return false;
			depth++;
			leaf = true;
		}
		text = c->p;
		if (depth > 0 &&
		    (!take_run(c, false) || is_loose(text, c->p) ||
			(c->p > text &&
			    !(leaf && c->end - c->p > 1 && c->p[1] == '/'))))
			return false;
	} while (depth > 0);
	return true;
}
