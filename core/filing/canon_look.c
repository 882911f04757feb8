/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon_look - bytes that are seen to be canonical; see canon_look.h.
 *
 * A subset of what is canonical, small enough to be read off: names in ASCII,
 * elements that declare the namespace of their own prefix or none, attributes
 * without a namespace in the order of their names, one in that of xml: behind
 * them.  Whatever else there is ends in a "maybe not".
 */
#include "core/filing/canon_look.h"

#include "core/base/limits.h"

#include <string.h>

#define SCOPES 16

/* A declaration, in force down from an element so deep. */
struct scope {
	struct str prefix, uri;
	size_t depth;
};

struct look {
	const char *p, *end;
	size_t depth;
	struct scope scope[SCOPES];
	size_t nscope;
};

/* A name, as far as it is before its colon and behind it. */
struct name {
	struct str prefix, local;
};

static bool
takes(struct look *l, const char *z)
{
	size_t n = strlen(z);

	if ((size_t)(l->end - l->p) < n || memcmp(l->p, z, n) != 0)
		return false;
	l->p += n;
	return true;
}

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

/* A name without a colon. */
static bool
take_part(struct look *l, struct str *part)
{
	part->p = l->p;
	if (l->p == l->end || !starts_name(*l->p))
		return false;
	while (l->p < l->end && goes_on(*l->p))
		l->p++;
	part->n = (size_t)(l->p - part->p);
	return true;
}

static bool
take_name(struct look *l, struct name *name)
{
	name->prefix = STR("");
	if (!take_part(l, &name->local))
		return false;
	if (!takes(l, ":"))
		return true;
	name->prefix = name->local;
	return take_part(l, &name->local);
}

/* The escapes that stand in text, or in the value of an attribute. */
static bool
take_escape(struct look *l, bool attribute)
{
	static const char *const both[] = { "&amp;", "&lt;", "&#xD;" };
	static const char *const in_value[] = { "&quot;", "&#x9;", "&#xA;" };

	for (size_t i = 0; i < 3; i++)
		if (takes(l, both[i]) || (attribute && takes(l, in_value[i])))
			return true;
	return !attribute && takes(l, "&gt;");
}

/* Up to the next '<'. */
static bool
take_text(struct look *l)
{
	while (l->p < l->end && *l->p != '<') {
		if (*l->p == '>' || *l->p == '\r')
			return false;
		if (*l->p != '&')
			l->p++;
		else if (!take_escape(l, false))
			return false;
	}
	return true;
}

/* In quotes; *value is as it stands there. */
static bool
take_value(struct look *l, struct str *value)
{
	if (!takes(l, "=\""))
		return false;
	value->p = l->p;
	while (l->p < l->end && *l->p != '"') {
		if (*l->p == '<' || (unsigned char)*l->p < 0x20)
			return false;
		if (*l->p != '&')
			l->p++;
		else if (!take_escape(l, true))
			return false;
	}
	value->n = (size_t)(l->p - value->p);
	return takes(l, "\"");
}

/*
 * A declaration on an element with that prefix: canonical where the element
 * uses it, and nothing above says the same.  libxml2 has no canonical form for
 * a relative one.
 */
static bool
declare(struct look *l, struct str element, struct str prefix, struct str uri)
{
	size_t i = l->nscope;

	if (!str_eq(prefix, element) || str_is(prefix, "xml") ||
	    memchr(uri.p, '&', uri.n) != NULL ||
	    !(str_starts(uri, "urn:") || str_starts(uri, "http://")))
		return false;
	while (i > 0 && !str_eq(l->scope[i - 1].prefix, prefix))
		i--;
	if ((i > 0 && str_eq(l->scope[i - 1].uri, uri)) || l->nscope == SCOPES)
		return false;
	l->scope[l->nscope++] = (struct scope){ prefix, uri, l->depth };
	return true;
}

static bool
is_before(struct str a, struct str b)
{
	int order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);

	return order != 0 ? order < 0 : a.n < b.n;
}

/* Behind the name of an element: at most one declaration, then attributes. */
static bool
take_attributes(struct look *l, struct str element)
{
	struct str last = { NULL, 0 }, value;
	bool done = false; /* nothing may follow */
	struct name name;

	for (size_t i = 0; takes(l, " "); i++) {
		if (done || !take_name(l, &name) || !take_value(l, &value))
			return false;
		if (name.prefix.n == 0 && str_is(name.local, "xmlns")) {
			if (i > 0 || !declare(l, element, STR(""), value))
				return false;
		} else if (str_is(name.prefix, "xmlns")) {
			if (i > 0 || !declare(l, element, name.local, value))
				return false;
		} else if (name.prefix.n > 0) {
			done = true;
			if (!str_is(name.prefix, "xml"))
				return false;
		} else {
			if (last.p != NULL && !is_before(last, name.local))
				return false;
			last = name.local;
		}
	}
	return takes(l, ">");
}

static bool
take_start(struct look *l)
{
	struct name name;

	l->depth++;
	return l->depth <= LIMIT_XML_DEPTH && take_name(l, &name) &&
	       take_attributes(l, name.prefix);
}

static bool
take_end(struct look *l)
{
	struct name name;

	if (l->depth == 0 || !take_name(l, &name) || !takes(l, ">"))
		return false;
	while (l->nscope > 0 && l->scope[l->nscope - 1].depth == l->depth)
		l->nscope--;
	l->depth--;
	return true;
}

bool
canon_look(struct str s)
{
	struct look l = { .p = s.p, .end = s.p + s.n };

	do {
		if (takes(&l, "</") ? !take_end(&l)
				    : !takes(&l, "<") || !take_start(&l))
			return false;
	} while (l.depth > 0 && take_text(&l));
	return l.depth == 0 && l.p == l.end;
}
