/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon_whole - a document in canonical form, seen without a tree; see
 * canon_whole.h.
 *
 * Each byte is accounted for: the text is UTF-8 of characters that XML allows,
 * each end tag closes the tag that is open, no name has a colon, only the root
 * declares a namespace.  A document of that kind has one meaning and one
 * canonical form, which is the same bytes: attributes in the order of their
 * names, each once, values and text with the escapes of that form alone.
 */
#include "core/filing/canon/canon_whole.h"

#include "core/base/limits.h"
#include "core/filing/canon/canon_scan.h"

#define DEPTH 64      /* a filing has no more */
#define ATTRIBUTES 64 /* of one element */

struct whole {
	struct canon_scan at;
	struct str open[DEPTH];
	size_t depth;
	const char *ns;
	const char *const *ids;
};

/* May it stand in text, or in the value of an attribute, as it is? */
static bool
is_plain(char c, bool attribute)
{
	if ((unsigned char)c < 0x20)
		return !attribute && (c == '\t' || c == '\n');
	return c != '<' && c != '&' && c != (attribute ? '"' : '>');
}

/* Up to what is neither of that kind nor an escape. */
static bool
take_run(struct whole *w, bool attribute)
{
	for (;;) {
		while (w->at.p < w->at.end && is_plain(*w->at.p, attribute))
			w->at.p++;
		if (w->at.p == w->at.end || *w->at.p != '&')
			return true;
		if (!canon_take_escape(&w->at, attribute))
			return false;
	}
}

static bool
is_id(const struct whole *w, struct str name, struct str value)
{
	for (size_t i = 0; str_is_nocase(name, "id") && w->ids[i] != NULL; i++)
		if (str_is(value, w->ids[i]))
			return true;
	return false;
}

/* The namespace, which is no attribute, is the first of the root. */
static bool
take_namespace(struct whole *w)
{
	return CANON_TAKES(&w->at, " xmlns=\"") &&
	       canon_takes(&w->at, w->ns, strlen(w->ns)) &&
	       CANON_TAKES(&w->at, "\"");
}

static bool
take_attributes(struct whole *w)
{
	struct str last = { NULL, 0 }, name, value;

	for (int i = 0; CANON_TAKES(&w->at, " "); i++) {
		if (i == ATTRIBUTES || !canon_take_name(&w->at, &name) ||
		    !CANON_TAKES(&w->at, "=\""))
			return false;
		value.p = w->at.p;
		if (!take_run(w, true))
			return false;
		value.n = (size_t)(w->at.p - value.p);
		if (!CANON_TAKES(&w->at, "\"") || is_id(w, name, value) ||
		    str_starts(name, "xml") ||
		    (last.p != NULL && str_compare(last, name) >= 0))
			return false;
		last = name;
	}
	return CANON_TAKES(&w->at, ">");
}

static bool
take_start(struct whole *w)
{
	if (w->depth == DEPTH || !canon_take_name(&w->at, &w->open[w->depth]) ||
	    str_starts(w->open[w->depth], "xml"))
		return false;
	w->depth++;
	return (w->depth > 1 || take_namespace(w)) && take_attributes(w);
}

static bool
take_end(struct whole *w)
{
	struct str name = w->open[--w->depth];

	return canon_takes(&w->at, name.p, name.n) && CANON_TAKES(&w->at, ">");
}

/* U+FFFE and U+FFFF, which are no characters: the bytes are UTF-8. */
static bool
has_no_character(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while ((p = memchr(p, 0xEF, (size_t)(end - p))) != NULL) {
		if (end - p < 3)
			return true;
		if ((unsigned char)p[1] == 0xBF && (unsigned char)p[2] >= 0xBE)
			return true;
		p += 3;
	}
	return false;
}

/* The byte that the parser would refuse for being too far from a tag. */
static bool
has_long_run(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while ((size_t)(end - p) > LIMIT_XML_RUN) {
		p = memrchr(p + 1, '<', LIMIT_XML_RUN);
		if (p == NULL)
			return true;
	}
	return false;
}

bool
canon_whole(struct str s, const char *ns, const char *const *ids)
{
	struct whole w = { .at = { s.p, s.p + s.n }, .ns = ns, .ids = ids };

	do {
		if (!CANON_TAKES(&w.at, "<"))
			return false;
		if (w.depth > 0 && CANON_TAKES(&w.at, "/") ? !take_end(&w)
							   : !take_start(&w))
			return false;
	} while (w.depth > 0 && take_run(&w, false));
	return w.depth == 0 && w.at.p == w.at.end && str_utf8_bad(s) == s.n &&
	       !has_no_character(s) && !has_long_run(s);
}
