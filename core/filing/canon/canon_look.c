/* SPDX-License-Identifier: Apache-2.0 */
/*
 * canon_look - bytes that are seen to be canonical; see canon_look.h.
 *
 * A subset of what is canonical, small enough to be read off: names in ASCII,
 * elements that declare the namespace of their own prefix or none, attributes
 * without a namespace in the order of their names, one in that of xml: behind
 * them.  Whatever else there is ends in a "maybe not".
 */
#include "core/filing/canon/canon_look.h"

#include "core/base/limits.h"
#include "core/filing/canon/canon_scan.h"

#define SCOPES 16

/* A declaration, in force down from an element so deep. */
struct scope {
	struct str prefix, uri;
	size_t depth;
};

struct look {
	struct canon_scan at;
	size_t depth;
	struct scope scope[SCOPES];
	size_t nscope;
};

/* A name, as far as it is before its colon and behind it. */
struct name {
	struct str prefix, local;
};

static bool
take_name(struct look *l, struct name *name)
{
	name->prefix = STR("");
	if (!canon_take_name(&l->at, &name->local))
		return false;
	if (!CANON_TAKES(&l->at, ":"))
		return true;
	name->prefix = name->local;
	return canon_take_name(&l->at, &name->local);
}

/* Up to the next '<'. */
static bool
take_text(struct look *l)
{
	while (l->at.p < l->at.end && *l->at.p != '<') {
		if (*l->at.p == '>' || *l->at.p == '\r')
			return false;
		if (*l->at.p != '&')
			l->at.p++;
		else if (!canon_take_escape(&l->at, false))
			return false;
	}
	return true;
}

/* In quotes; *value is as it stands there. */
static bool
take_value(struct look *l, struct str *value)
{
	if (!CANON_TAKES(&l->at, "=\""))
		return false;
	value->p = l->at.p;
	while (l->at.p < l->at.end && *l->at.p != '"') {
		if (*l->at.p == '<' || (unsigned char)*l->at.p < 0x20)
			return false;
		if (*l->at.p != '&')
			l->at.p++;
		else if (!canon_take_escape(&l->at, true))
			return false;
	}
	value->n = (size_t)(l->at.p - value->p);
	return CANON_TAKES(&l->at, "\"");
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

/* Behind the name of an element: at most one declaration, then attributes. */
static bool
take_attributes(struct look *l, struct str element)
{
	struct str last = { NULL, 0 }, value;
	bool done = false; /* nothing may follow */
	struct name name;

	for (size_t i = 0; CANON_TAKES(&l->at, " "); i++) {
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
			if (last.p != NULL &&
			    str_compare(last, name.local) >= 0)
				return false;
			last = name.local;
		}
	}
	return CANON_TAKES(&l->at, ">");
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

	if (l->depth == 0 || !take_name(l, &name) || !CANON_TAKES(&l->at, ">"))
		return false;
	while (l->nscope > 0 && l->scope[l->nscope - 1].depth == l->depth)
		l->nscope--;
	l->depth--;
	return true;
}

bool
canon_look(struct str s)
{
	struct look l = { .at = { s.p, s.p + s.n } };

	do {
		if (CANON_TAKES(&l.at, "</")
			? !take_end(&l)
			: !CANON_TAKES(&l.at, "<") || !take_start(&l))
			return false;
	} while (l.depth > 0 && take_text(&l));
	return l.depth == 0 && l.at.p == l.at.end;
}
