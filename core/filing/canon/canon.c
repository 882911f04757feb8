/* SPDX-License-Identifier: Apache-2.0 */
/* canon - writes XML that is its own exclusive canonical form; see canon.h. */
#include "core/filing/canon/canon_own.h"

#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>

const struct canon_ns canon_xml = { "xml",
	"http://www.w3.org/XML/1998/namespace" };

/* No namespace: the default one is not in force. */
static const struct canon_ns nowhere = { "", "" };

static const struct canon_element *
top(const struct canon *w)
{
	return w->nopen > 0 ? &w->open[w->nopen - 1] : NULL;
}

static void
refuse(struct canon *w, enum status code, const char *why, struct str name)
{
	error_set(&w->err, code, pos_none, "<%.*s>: %s", STR_ARG(name), why);
}

static void
put_name(struct canon *w, const struct canon_ns *ns, struct str name)
{
	if (ns->prefix[0] != '\0') {
		canon_put(w, str_of(ns->prefix));
		canon_put(w, STR(":"));
	}
	canon_put(w, name);
}

/* Is ns what its prefix means here already? */
static bool
in_force(const struct canon *w, const struct canon_ns *ns)
{
	if (w->nscope > 0 && w->scope[w->nscope - 1] == ns)
		return true;
	for (size_t i = w->nscope; i > 0; i--)
		if (strcmp(w->scope[i - 1]->prefix, ns->prefix) == 0)
			return strcmp(w->scope[i - 1]->uri, ns->uri) == 0;
	return ns->uri[0] == '\0' || strcmp(ns->uri, canon_xml.uri) == 0;
}

/* Declares ns on the tag that ends, unless it is in force. */
static void
declare(struct canon *w, const struct canon_ns *ns)
{
	const struct canon_ns **scope;

	if (in_force(w, ns))
		return;
	scope =
	    array_grow(w->scope, &w->scope_cap, w->nscope + 1, sizeof(*scope));
	if (scope == NULL) {
		error_set(&w->err, ST_NOMEM, pos_none, "out of memory");
		return;
	}
	w->scope = scope;
	scope[w->nscope++] = ns;
}

static int
by_prefix(const void *a, const void *b)
{
	const struct canon_ns *const *x = a, *const *y = b;

	return strcmp((*x)->prefix, (*y)->prefix);
}

static int
by_name(const void *a, const void *b)
{
	const struct canon_attribute *x = a, *y = b;
	int order = x->ns == y->ns ? 0 : strcmp(x->ns->uri, y->ns->uri);

	return order != 0 ? order : str_compare(x->name, y->name);
}

/* Is each behind the one before it, as they mostly come? */
static bool
is_sorted(const struct canon *w)
{
	for (size_t i = 1; i < w->nattr; i++)
		if (by_name(&w->attr[i - 1], &w->attr[i]) >= 0)
			return false;
	return true;
}

static void
sort_attributes(struct canon *w)
{
	if (is_sorted(w))
		return;
	qsort(w->attr, w->nattr, sizeof(*w->attr), by_name);
	if (!is_sorted(w))
		refuse(
		    w, ST_INTERNAL, "the same attribute twice", top(w)->name);
}

/* Declares what the tag needs; each prefix has one meaning in a tag. */
static void
declare_all(struct canon *w)
{
	const struct canon_element *e = top(w);
	bool ok;

	declare(w, e->ns);
	for (size_t i = 0; i < w->nattr; i++)
		if (w->attr[i].ns != &nowhere)
			declare(w, w->attr[i].ns);
	ok = in_force(w, e->ns);
	for (size_t i = 0; i < w->nattr; i++)
		ok &= w->attr[i].ns == &nowhere || in_force(w, w->attr[i].ns);
	if (!ok)
		refuse(
		    w, ST_INTERNAL, "one prefix for two namespaces", e->name);
}

static void
put_declarations(struct canon *w, size_t first)
{
	if (w->nscope > first + 1)
		qsort(w->scope + first, w->nscope - first, sizeof(*w->scope),
		    by_prefix);
	for (size_t i = first; i < w->nscope; i++) {
		canon_put(w, w->scope[i]->prefix[0] != '\0' ? STR(" xmlns:")
							    : STR(" xmlns"));
		canon_put(w, str_of(w->scope[i]->prefix));
		canon_put(w, STR("=\""));
		canon_put(w, str_of(w->scope[i]->uri));
		canon_put(w, STR("\""));
	}
}

/*
 * Ends the start tag: name, declarations by prefix, attributes by namespace
 * and name.
 */
static void
end_tag(struct canon *w)
{
	const struct canon_element *e = top(w);
	size_t first = w->nscope;

	if (!w->in_tag || w->err.code != ST_OK)
		return;
	w->in_tag = false;
	canon_put(w, STR("<"));
	put_name(w, e->ns, e->name);
	declare_all(w);
	put_declarations(w, first);
	sort_attributes(w);
	for (size_t i = 0; i < w->nattr; i++) {
		const struct canon_attribute *a = &w->attr[i];

		canon_put(w, STR(" "));
		put_name(w, a->ns, a->name);
		canon_put(w, STR("=\""));
		if (a->n > 0) /* else there may be no buffer yet */
			canon_put(w, (struct str){ w->value + a->start, a->n });
		canon_put(w, STR("\""));
	}
	canon_put(w, STR(">"));
	w->nattr = 0;
	w->nvalue = 0;
}

static bool
starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* A name of XML in ASCII, without a colon. */
static bool
is_name(const char *s)
{
	if (!starts_name(*s))
		return false;
	while (starts_name(*s) || (*s >= '0' && *s <= '9') || *s == '-' ||
	       *s == '.')
		s++;
	return *s == '\0';
}

/* An absolute address that needs no escape. */
static bool
is_namespace(const struct canon_ns *ns)
{
	if (strncmp(ns->prefix, "xml", 3) == 0)
		return strcmp(ns->prefix, canon_xml.prefix) == 0 &&
		       strcmp(ns->uri, canon_xml.uri) == 0;
	return (ns->prefix[0] == '\0' || is_name(ns->prefix)) &&
	       strchr(ns->uri, ':') != NULL &&
	       strpbrk(ns->uri, "&<\"\r\n\t") == NULL;
}

/*
 * canon_open_in - begin an element.
 *
 * In:	ns    or NULL: no namespace
 *	name  ASCII letters, digits and "_-."
 * Err:	kept in the writer: ST_LIMIT beyond LIMIT_XML_DEPTH, ST_INTERNAL for
 *	a name that XML does not have or a second root
 */
void
canon_open_in(struct canon *w, const struct canon_ns *ns, const char *name)
{
	const struct str called = str_of(name);
	const struct canon_element *above = top(w);
	struct canon_element *open;

	if (w->err.code != ST_OK)
		return;
	if (!is_name(name) ||
	    (ns != NULL && (above == NULL || ns != above->ns) &&
		!is_namespace(ns))) {
		refuse(w, ST_INTERNAL, "not a name of XML", called);
		return;
	}
	if (w->nopen == 0 && w->n > 0) {
		refuse(w, ST_INTERNAL, "a second root", called);
		return;
	}
	if (w->nopen >= LIMIT_XML_DEPTH) {
		refuse(w, ST_LIMIT, "nested too deeply", called);
		return;
	}
	end_tag(w);
	open = array_grow(w->open, &w->open_cap, w->nopen + 1, sizeof(*open));
	if (open == NULL) {
		error_set(&w->err, ST_NOMEM, pos_none, "out of memory");
		return;
	}
	w->open = open;
	open[w->nopen++] = (struct canon_element){ ns != NULL ? ns : &nowhere,
		called, w->nscope };
	w->in_tag = true;
}

void
canon_open(struct canon *w, const char *name)
{
	const struct canon_element *e = top(w);

	canon_open_in(w, e != NULL && e->ns != &nowhere ? e->ns : NULL, name);
}

void
canon_attr_in(struct canon *w, const struct canon_ns *ns, const char *name,
    struct str value)
{
	struct canon_attribute *attr;
	size_t start = w->nvalue;

	if (w->err.code != ST_OK)
		return;
	if (!w->in_tag || !is_name(name) ||
	    (ns != NULL && (!is_namespace(ns) || ns->prefix[0] == '\0'))) {
		refuse(
		    w, ST_INTERNAL, "an attribute out of place", str_of(name));
		return;
	}
	canon_put_value(w, value);
	if (w->err.code != ST_OK)
		return;
	attr = array_grow(w->attr, &w->attr_cap, w->nattr + 1, sizeof(*attr));
	if (attr == NULL) {
		error_set(&w->err, ST_NOMEM, pos_none, "out of memory");
		return;
	}
	w->attr = attr;
	attr[w->nattr++] = (struct canon_attribute){ ns != NULL ? ns : &nowhere,
		str_of(name), start, w->nvalue - start };
}

void
canon_attr(struct canon *w, const char *name, struct str value)
{
	canon_attr_in(w, NULL, name, value);
}

/*
 * canon_text - character data.
 *
 * Err:	kept in the writer: ST_ENCODING for what is not UTF-8 or not allowed
 *	in XML, ST_INTERNAL outside of the root
 */
void
canon_text(struct canon *w, struct str text)
{
	if (w->err.code != ST_OK)
		return;
	if (w->nopen == 0) {
		refuse(w, ST_INTERNAL, "text outside of the root", STR(""));
		return;
	}
	end_tag(w);
	canon_put_text(w, text);
}

void
canon_close(struct canon *w)
{
	const struct canon_element *e = top(w);

	if (w->err.code != ST_OK)
		return;
	if (e == NULL) {
		refuse(w, ST_INTERNAL, "nothing is open", STR(""));
		return;
	}
	end_tag(w);
	canon_put(w, STR("</"));
	put_name(w, e->ns, e->name);
	canon_put(w, STR(">"));
	w->nscope = e->nscope;
	w->nopen--;
}

void
canon_leaf(struct canon *w, const char *name, struct str text)
{
	canon_open(w, name);
	canon_text(w, text);
	canon_close(w);
}

/*
 * canon_finish - hand out the document.
 *
 * Out:	out   in arena a; untouched on failure
 * Err:	the first refusal of any call before; ST_INTERNAL if an element is
 *	still open or there is none; ST_NOMEM
 */
enum status
canon_finish(
    struct canon *w, struct arena *a, struct str *out, struct error *err)
{
	enum status st = w->err.code;
	struct str copy;

	if (st != ST_OK) {
		st = error_set(err, st, w->err.at, "%s", w->err.text);
	} else if (w->nopen > 0 || w->n == 0) {
		st = error_set(err, ST_INTERNAL, pos_none,
		    w->nopen > 0 ? "an element is open" : "no root element");
	} else {
		copy = arena_copy(a, (struct str){ w->p, w->n });
		if (copy.p == NULL)
			st =
			    error_set(err, ST_NOMEM, pos_none, "out of memory");
		else
			*out = copy;
	}
	canon_free(w);
	return st;
}

void
canon_free(struct canon *w)
{
	free(w->p);
	free(w->open);
	free(w->scope);
	free(w->attr);
	free(w->value);
	*w = (struct canon){ 0 };
}

size_t
canon_marks(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '<' || s.p[i] == '=';
	return n;
}

bool
canon_is_dense(struct str s)
{
	/* each is a byte: most files are too short for so many */
	return s.n > LIMIT_FILING_MARKS && canon_marks(s) > LIMIT_FILING_MARKS;
}
