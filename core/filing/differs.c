/* SPDX-License-Identifier: Apache-2.0 */
/* differs - two documents of one product; see differs.h. */
#include "core/filing/differs.h"

#include "core/base/xml.h"
#include "core/filing/filing.h"
#include "core/filing/profile.h"
#include "core/filing/seal.h"

#include <string.h>

#define PATH_TEXT 400

struct comparing {
	differs_visit visit;
	void *ctx;
	struct arena scratch;
	size_t differ;
};

static xmlNode *
next_computed(xmlNode *node)
{
	for (node = xml_element(node);
	     node != NULL && !filing_is_computed(node);)
		node = xml_element(node->next);
	return node;
}

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

/* Are they about the same, as far as their keys tell? */
static bool
same_subject(struct comparing *c, const xmlNode *a, const xmlNode *b)
{
	const char *key = key_of(c, a);
	struct str x, y;

	if (!same_name(a, b))
		return false;
	if (key == NULL)
		return true;
	x = xml_attr(&c->scratch, a, key);
	y = xml_attr(&c->scratch, b, key);
	return y.p != NULL && str_eq(x, y);
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
	while (node != NULL && xml_is(node, FILING_XMLNS, "earlier"))
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
		bool same = same_subject(c, a, b);
		bool gone = !same && !stands_behind(c, a, b);
		bool new = !same && !stands_behind(c, b, a);

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

/*
 * Blocks are in the order of the schema, and each is there once: after one
 * that is missing the others are paired by name.
 */
size_t
filing_differs(xmlDoc *was, xmlDoc *is, differs_visit visit, void *ctx)
{
	struct comparing c = { .visit = visit, .ctx = ctx };
	xmlNode *root = xmlDocGetRootElement(was);
	xmlNode *a = next_computed(root->children);
	xmlNode *b = next_computed(xmlDocGetRootElement(is)->children);

	while (a != NULL || b != NULL) {
		bool same = a != NULL && b != NULL && same_name(a, b);

		if (same)
			compare(&c, a, b, "");
		if (!same && a != NULL && !stands_behind(&c, a, b)) {
			say_alone(&c, a, a, "", true);
			a = next_computed(a->next);
			continue;
		}
		if (!same && b != NULL) {
			say_alone(&c, b, root, "", false);
			b = next_computed(b->next);
			continue;
		}
		a = a != NULL ? next_computed(a->next) : NULL;
		b = b != NULL ? next_computed(b->next) : NULL;
	}
	arena_free(&c.scratch);
	return c.differ;
}
