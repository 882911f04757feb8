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
#include "core/filing/canon_whole.h"

#include "core/base/limits.h"

#include <string.h>

#define DEPTH 64      /* a filing has no more */
#define ATTRIBUTES 64 /* of one element */

struct whole {
	const char *p, *end;
	struct str open[DEPTH];
	size_t depth;
	const char *ns;
	const char *const *ids;
};

static bool
starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
goes_on(char c)
{
	return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/* May it stand in text, or in the value of an attribute, as it is? */
static bool
is_plain(char c, bool attribute)
{
	if ((unsigned char)c < 0x20)
		return !attribute && (c == '\t' || c == '\n');
	return c != '<' && c != '&' && c != (attribute ? '"' : '>');
}

static bool
takes(struct whole *w, const char *z, size_t n)
{
	if ((size_t)(w->end - w->p) < n || memcmp(w->p, z, n) != 0)
		return false;
	w->p += n;
	return true;
}

#define TAKES(w, z) takes((w), (z), sizeof(z) - 1)

static bool
take_name(struct whole *w, struct str *name)
{
	name->p = w->p;
	if (w->p == w->end || !starts_name(*w->p))
		return false;
	while (w->p < w->end && goes_on(*w->p))
		w->p++;
	name->n = (size_t)(w->p - name->p);
	return true;
}

static bool
take_escape(struct whole *w, bool attribute)
{
	if (TAKES(w, "&amp;") || TAKES(w, "&lt;") || TAKES(w, "&#xD;"))
		return true;
	return attribute ? TAKES(w, "&quot;") || TAKES(w, "&#x9;") ||
			       TAKES(w, "&#xA;")
			 : TAKES(w, "&gt;");
}

/* Up to what is neither of that kind nor an escape. */
static bool
take_run(struct whole *w, bool attribute)
{
	for (;;) {
		while (w->p < w->end && is_plain(*w->p, attribute))
			w->p++;
		if (w->p == w->end || *w->p != '&')
			return true;
		if (!take_escape(w, attribute))
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

static bool
is_before(struct str a, struct str b)
{
	int order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);

	return order != 0 ? order < 0 : a.n < b.n;
}

/* The namespace, which is no attribute, is the first of the root. */
static bool
take_namespace(struct whole *w)
{
	return TAKES(w, " xmlns=\"") && takes(w, w->ns, strlen(w->ns)) &&
	       TAKES(w, "\"");
}

static bool
take_attributes(struct whole *w)
{
	struct str last = { NULL, 0 }, name, value;

	for (int i = 0; TAKES(w, " "); i++) {
		if (i == ATTRIBUTES || !take_name(w, &name) || !TAKES(w, "=\""))
			return false;
		value.p = w->p;
		if (!take_run(w, true))
			return false;
		value.n = (size_t)(w->p - value.p);
		if (!TAKES(w, "\"") || is_id(w, name, value) ||
		    str_starts(name, "xml") ||
		    (last.p != NULL && !is_before(last, name)))
			return false;
		last = name;
	}
	return TAKES(w, ">");
}

static bool
take_start(struct whole *w)
{
	if (w->depth == DEPTH || !take_name(w, &w->open[w->depth]) ||
	    str_starts(w->open[w->depth], "xml"))
		return false;
	w->depth++;
	return (w->depth > 1 || take_namespace(w)) && take_attributes(w);
}

static bool
take_end(struct whole *w)
{
	struct str name = w->open[--w->depth];

	return takes(w, name.p, name.n) && TAKES(w, ">");
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
	struct whole w = { .p = s.p, .end = s.p + s.n, .ns = ns, .ids = ids };

	do {
		if (!TAKES(&w, "<"))
			return false;
		if (w.depth > 0 && TAKES(&w, "/") ? !take_end(&w)
						  : !take_start(&w))
			return false;
	} while (w.depth > 0 && take_run(&w, false));
	return w.depth == 0 && w.p == w.end && str_utf8_bad(s) == s.n &&
	       !has_no_character(s) && !has_long_run(s);
}
