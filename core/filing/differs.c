/* SPDX-License-Identifier: Apache-2.0 */
/* differs - two documents about products; see differs.h. */
#include "core/filing/differs.h"

#include "core/base/xml.h"
#include "core/filing/filing.h"
#include "core/filing/profile/profile.h"
#include "core/filing/seal/seal.h"

#include <string.h>

#define PATH_TEXT 400

struct comparing {
	differs_visit visit;
	void *ctx;
	struct arena scratch;
	size_t differ;
};

/* The attribute by which an element is told from its neighbours; or NULL. */
static const char *
key_of(struct comparing *c, const xmlNode *node)
{
	static const char *const names[] = { "rule", "symbol", "part", "id",
		"name", "of", "about" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (xml_attr(&c->scratch, node, names[i]).p != NULL)
			return names[i];
	return NULL;
}

/* "/verdict[contained]" */
static void
add_step(struct comparing *c, char *path, const xmlNode *node)
{
	const char *key = key_of(c, node);
	struct str by;

	str_add(path, PATH_TEXT, "%s%.40s", path[0] != '\0' ? "/" : "",
	    (const char *)node->name);
	if (key == NULL)
		return;
	by = xml_attr(&c->scratch, node, key);
	str_add(path, PATH_TEXT, "[%.*s]", STR_ARG(str_clip(by, 60)));
}

static void
say(struct comparing *c, const xmlNode *node, const char *path,
    const char *what, struct str was, struct str is)
{
	char full[PATH_TEXT];

	c->differ++;
	snprintf(full, sizeof(full), "%s%s%s", path,
	    path[0] != '\0' && what[0] != '\0' ? "/" : "", what);
	c->visit(c->ctx, node, full, was, is);
}

/* A digest says nothing of what it stands for. */
static bool
is_sealed(const xmlNode *was, const xmlNode *is, const char *attribute)
{
	static const char sealed[] = "sealed-";

	if (strncmp(attribute, sealed, sizeof(sealed) - 1) == 0)
		return true;
	return seal_hides(was, attribute) || seal_hides(is, attribute);
}

/* What people choose, and who computed it. */
static bool
is_free(const xmlNode *node, const char *attribute)
{
	return strcmp((const char *)node->name, "header") == 0 &&
	       (strcmp(attribute, "kind") == 0 ||
		   strcmp(attribute, "program") == 0);
}

static void
compare_attribute(struct comparing *c, const xmlNode *was, const xmlNode *is,
    const char *name, const char *path)
{
	struct str a = xml_attr(&c->scratch, was, name);
	struct str b = xml_attr(&c->scratch, is, name);

	if (is_free(was, name) || is_sealed(was, is, name) ||
	    (a.p != NULL && b.p != NULL && str_eq(a, b)))
		return;
	say(c, was, path, name, a, b);
}

static void
compare_attributes(struct comparing *c, const xmlNode *was, const xmlNode *is,
    const char *path)
{
	for (const xmlAttr *p = was->properties; p != NULL; p = p->next)
		compare_attribute(c, was, is, (const char *)p->name, path);
	for (const xmlAttr *p = is->properties; p != NULL; p = p->next)
		if (xml_attr(&c->scratch, was, (const char *)p->name).p == NULL)
			compare_attribute(
			    c, was, is, (const char *)p->name, path);
}

static bool
same_name(const xmlNode *a, const xmlNode *b)
{
	return strcmp((const char *)a->name, (const char *)b->name) == 0;
}

/* One of a list in the order of part number, maker and revision? */
static bool
is_listed(const xmlNode *node)
{
	return xml_is(node, FILING_XMLNS, "product") ||
	       xml_is(node, FILING_XMLNS, "item");
}

/* Of the root each but products is there once. */
static bool
is_only_one(const xmlNode *node)
{
	return node->parent->parent == (const xmlNode *)node->doc &&
	       !is_listed(node);
}

/* Are they about the same, as far as their keys tell? */
static bool
same_subject(struct comparing *c, const xmlNode *a, const xmlNode *b)
{
	const char *key;
	struct str x, y;

	if (!same_name(a, b))
		return false;
	key = is_only_one(a) ? NULL : key_of(c, a);
	if (key == NULL)
		return true;
	x = xml_attr(&c->scratch, a, key);
	y = xml_attr(&c->scratch, b, key);
	return y.p != NULL && str_eq(x, y);
}

static int
order_by(
    struct comparing *c, const xmlNode *a, const xmlNode *b, const char *name)
{
	struct str x = xml_attr(&c->scratch, a, name);
	struct str y = xml_attr(&c->scratch, b, name);

	return str_compare(
	    x.p != NULL ? x : STR(""), y.p != NULL ? y : STR(""));
}

/* Is one beside it the same but for its revision? */
static bool
has_twin(struct comparing *c, const xmlNode *node)
{
	const xmlNode *beside[] = { xml_element(node->next), node->prev };

	while (beside[1] != NULL && beside[1]->type != XML_ELEMENT_NODE)
		beside[1] = beside[1]->prev;
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++)
		if (beside[i] != NULL && same_name(beside[i], node) &&
		    order_by(c, beside[i], node, "part") == 0 &&
		    order_by(c, beside[i], node, "maker") == 0)
			return true;
	return false;
}

/* Which comes first in such a list; a new revision is the same again, unless
 * there are several of them. */
static int
order_of(struct comparing *c, const xmlNode *a, const xmlNode *b)
{
	int order = order_by(c, a, b, "part");

	if (order == 0 && !is_sealed(a, b, "maker"))
		order = order_by(c, a, b, "maker");
	if (order == 0 && (has_twin(c, a) || has_twin(c, b)))
		order = order_by(c, a, b, "revision");
	return order;
}

/* One that is about the same as `of`, at or behind `node`. */
static bool
stands_behind(struct comparing *c, const xmlNode *of, xmlNode *node)
{
	for (; node != NULL; node = xml_element(node->next))
		if (same_subject(c, of, node))
			return true;
	return false;
}

/* One that stands in one of the documents alone. */
static void
say_alone(struct comparing *c, const xmlNode *node, const xmlNode *at,
    const char *above, bool was)
{
	const struct str none = { NULL, 0 };
	char path[PATH_TEXT];

	snprintf(path, sizeof(path), "%s", above);
	add_step(c, path, node);
	say(c, at, path, "", was ? STR("there") : none,
	    was ? none : STR("there"));
}

static void compare(struct comparing *c, const xmlNode *was, const xmlNode *is,
    const char *above);

/* The next that was written by nobody but the program. */
static xmlNode *
next_child(xmlNode *node)
{
	node = xml_element(node);
	while (
	    node != NULL && (xml_is(node, FILING_XMLNS, "earlier") ||
				(node->parent->parent == (xmlNode *)node->doc &&
				    !filing_is_computed(node))))
		node = xml_element(node->next);
	return node;
}

/* Those below, in pairs of the same subject. */
static void
compare_children(
    struct comparing *c, const xmlNode *was, const xmlNode *is, char *path)
{
	xmlNode *a = next_child(was->children);
	xmlNode *b = next_child(is->children);

	if (a == NULL && b == NULL) {
		struct str x = xml_text(&c->scratch, was);
		struct str y = xml_text(&c->scratch, is);

		if (x.p == NULL || y.p == NULL || !str_eq(x, y))
			say(c, was, path, "", x, y);
		return;
	}
	while (a != NULL && b != NULL) {
		bool listed = is_listed(a) && same_name(a, b);
		int order = listed ? order_of(c, a, b) : 0;
		bool same = listed ? order == 0 : same_subject(c, a, b);
		bool gone =
		    listed ? order < 0 : !same && !stands_behind(c, a, b);
		bool new =
		    listed ? order > 0 : !same && !stands_behind(c, b, a);

		if (same)
			compare(c, a, b, path);
		if (gone || (!same && !new))
			say_alone(c, a, a, path, true);
		if (new)
			say_alone(c, b, was, path, false);
		if (same || gone || !new)
			a = next_child(a->next);
		if (same || new)
			b = next_child(b->next);
	}
	for (; a != NULL; a = next_child(a->next))
		say_alone(c, a, a, path, true);
	for (; b != NULL; b = next_child(b->next))
		say_alone(c, b, was, path, false);
}

/* As deep as the schema of filings. */
static void
compare(struct comparing *c, const xmlNode *was, const xmlNode *is,
    const char *above)
{
	char path[PATH_TEXT];

	snprintf(path, sizeof(path), "%s", above);
	add_step(c, path, was);
	compare_attributes(c, was, is, path);
	compare_children(c, was, is, path);
}

size_t
filing_differs(xmlDoc *was, xmlDoc *is, differs_visit visit, void *ctx)
{
	struct comparing c = { .visit = visit, .ctx = ctx };
	char path[PATH_TEXT] = "";

	compare_children(
	    &c, xmlDocGetRootElement(was), xmlDocGetRootElement(is), path);
	arena_free(&c.scratch);
	return c.differ;
}

bool
differs_is_exact_end(const char *path)
{
	return strstr(path, "/numerator/") != NULL ||
	       strstr(path, "/denominator/") != NULL ||
	       strstr(path, "/margin/") != NULL;
}
