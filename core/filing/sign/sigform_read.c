/* SPDX-License-Identifier: Apache-2.0 */
/* sigform_read - a signature held against the one form of it; see sigform.h. */
#include "core/filing/sign/sigform_own.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool departs(struct sigform_found *found, enum sigform_fault fault,
    const xmlNode *at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

static bool
departs(struct sigform_found *found, enum sigform_fault fault,
    const xmlNode *at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(found->text, sizeof(found->text), fmt, ap);
	va_end(ap);
	found->fault = fault;
	found->at = at;
	return false;
}

/* What to call a node in a message; not more than 40 bytes of it. */
static const char *
called(const xmlNode *node, char out[60])
{
	struct str name;

	if (node == NULL)
		return "nothing";
	if (node->type != XML_ELEMENT_NODE)
		return node->type == XML_TEXT_NODE ? "text" : "other markup";
	name = str_clip(str_of((const char *)node->name), 40);
	snprintf(out, 60, "<%.*s>", STR_ARG(name));
	return out;
}

static bool
is_row(const xmlNode *node, const struct sigform_row *r)
{
	return node != NULL && node->type == XML_ELEMENT_NODE &&
	       node->ns != NULL && node->ns->prefix != NULL &&
	       strcmp((const char *)node->name, r->name) == 0 &&
	       strcmp((const char *)node->ns->href, r->ns->uri) == 0 &&
	       strcmp((const char *)node->ns->prefix, r->ns->prefix) == 0;
}

/* Exactly the attributes of the row, none of them in a namespace. */
static bool
read_attributes(xmlNode *node, const struct sigform_row *r, struct arena *a,
    struct sigform_found *found)
{
	size_t want = 0, have = 0;

	for (const xmlAttr *p = node->properties; p != NULL; p = p->next)
		have++;
	for (; want < NATTR && r->attr[want].name != NULL; want++) {
		const struct sigform_attr *t = &r->attr[want];
		xmlChar *v = xmlGetNoNsProp(node, (const xmlChar *)t->name);
		struct str value, shown;

		if (v == NULL)
			return departs(found, r->fault, node,
			    "<%s> without %s: expected it", r->name, t->name);
		value = arena_copy(a, str_of((const char *)v));
		xmlFree(v);
		if (value.p == NULL)
			return departs(
			    found, SIGFORM_NO_MEMORY, node, "out of memory");
		shown = str_clip(value, 80);
		if (t->value == NULL)
			found->form.value[SIGFORM_METHOD] = value;
		else if (!str_is(value, t->value))
			return departs(found, r->fault, node,
			    "%s \"%.*s\" on <%s>: expected \"%s\"", t->name,
			    STR_ARG(shown), r->name, t->value);
	}
	if (have != want)
		return departs(found, r->fault, node,
		    "<%s> with %zu attributes: expected %zu", r->name, have,
		    want);
	return true;
}

/* An element without elements: its text, or nothing at all. */
static bool
read_text(xmlNode *node, const struct sigform_row *r, struct arena *a,
    struct sigform_found *found)
{
	const xmlNode *in = node->children;
	struct str value;
	char name[60];

	if (r->slot == NO_SLOT && r->text == NULL && r->times != EACH)
		return in == NULL || departs(found, r->extra, in,
					 "%s in <%s>: expected nothing in it",
					 called(in, name), r->name);
	if (in == NULL || in->type != XML_TEXT_NODE || in->next != NULL)
		return departs(found, r->fault, node,
		    "%s in <%s>: expected one text", called(in, name), r->name);
	value = arena_copy(a, str_of((const char *)in->content));
	if (value.p == NULL)
		return departs(found, SIGFORM_NO_MEMORY, node, "out of memory");
	if (r->times == EACH)
		found->form.chain[found->form.nchain++] = value;
	else if (r->text == NULL)
		found->form.value[r->slot] = value;
	else if (!str_is(value, r->text))
		return departs(found, r->fault, node,
		    "\"%.*s\" in <%s>: expected \"%s\"",
		    STR_ARG(str_clip(value, 80)), r->name, r->text);
	return true;
}

/* All elements of that row from node on; *after is what follows. */
static bool
read_each(xmlNode *node, const struct sigform_row *r, struct arena *a,
    struct sigform_found *found, xmlNode **after)
{
	for (; is_row(node, r); node = node->next) {
		if (found->form.nchain == LIMIT_CHAIN)
			return departs(found, r->fault, node,
			    "more than %d <%s>: expected no more", LIMIT_CHAIN,
			    r->name);
		if (!read_attributes(node, r, a, found) ||
		    !read_text(node, r, a, found))
			return false;
	}
	*after = node;
	return true;
}

/* No node may be left over inside the elements that end before this row. */
static bool
nothing_left(xmlNode *const next[DEPTH],
    const struct sigform_row *const open[DEPTH], unsigned depth,
    unsigned deepest, struct sigform_found *found)
{
	char name[60];

	for (unsigned d = deepest; d > depth; d--)
		if (next[d] != NULL)
			return departs(found, open[d - 1]->extra, next[d],
			    "%s at the end of <%s>: expected nothing more",
			    called(next[d], name), open[d - 1]->name);
	return true;
}

/*
 * sigform_read - hold a signature against the form, position by position.
 *
 * In:	signature  an element; blank text is not skipped: there is none
 * Out:	found  the values; or fault, place and text
 * Cost:	O(rows + attributes)
 */
bool
sigform_read(xmlNode *signature, struct arena *a, struct sigform_found *found)
{
	const struct sigform_row *open[DEPTH] = { NULL };
	xmlNode *next[DEPTH] = { signature };
	const xmlNode *first = NULL; /* that may be there */
	unsigned deepest = 0;
	char name[60];

	*found = (struct sigform_found){ .fault = SIGFORM_FITS };
	for (size_t i = 0; i < SIGFORM_ROWS; i++) {
		const struct sigform_row *r = &sigform_rows[i];
		xmlNode *node = next[r->depth];
		bool leaf = i + 1 == SIGFORM_ROWS ||
			    sigform_rows[i + 1].depth <= r->depth;

		if (!nothing_left(next, open, r->depth, deepest, found))
			return false;
		if (r->times == OPTIONAL && !is_row(node, r)) {
			i = sigform_row_end(i);
			deepest = r->depth;
			continue;
		}
		if (!is_row(node, r))
			return departs(found, r->fault,
			    node != NULL ? node : signature,
			    "%s: expected <%s:%s>", called(node, name),
			    r->ns->prefix, r->name);
		if (r->times == EACH) {
			if (!read_each(node, r, a, found, &next[r->depth]))
				return false;
			deepest = r->depth;
			open[r->depth] = r;
			continue;
		}
		if (!read_attributes(node, r, a, found) ||
		    (leaf && !read_text(node, r, a, found)))
			return false;
		if (r->times == OPTIONAL && first == NULL)
			first = node;
		open[r->depth] = r;
		next[r->depth] = r->depth > 0 ? node->next : NULL;
		deepest = r->depth;
		if (!leaf)
			next[++deepest] = node->children;
	}
	if (!nothing_left(next, open, 0, deepest, found))
		return false;
	/* What may be there is not there for nothing. */
	if (first != NULL && found->form.nchain == 0 &&
	    found->form.value[SIGFORM_TOKEN].p == NULL)
		return departs(found, SIGFORM_SHAPE, first,
		    "<%s> with nothing in it: expected a time-stamp or "
		    "certificates",
		    (const char *)first->name);
	return true;
}
