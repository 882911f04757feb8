/* SPDX-License-Identifier: Apache-2.0 */
/* recomputed - a filing against a new draft; see recomputed.h. */
#include "core/filing/recomputed.h"

#include "core/base/xml.h"
#include "core/filing/filing.h"
#include "core/filing/profile.h"

#include <string.h>

/* Differences that are told one by one. */
#define TOLD_MOST 50
#define PATH_TEXT 400

struct comparing {
	const char *file;
	struct findings *f;
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
	if (++c->differ > TOLD_MOST)
		return;
	if (was.p == NULL)
		was = STR("not there");
	if (is.p == NULL)
		is = STR("not there");
	was = str_clip(was, 80);
	is = str_clip(is, 80);
	findings_error(c->f, ST_VERIFY, xml_pos(node, c->file),
	    "%s%s%s is \"%.*s\", computed again \"%.*s\" [recomputed]", path,
	    what[0] != '\0' ? "/" : "", what, STR_ARG(was), STR_ARG(is));
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

	if (is_free(was, name) || (a.p != NULL && b.p != NULL && str_eq(a, b)))
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

static struct str
name_of(const xmlNode *node)
{
	return node != NULL ? str_of((const char *)node->name)
			    : (struct str){ NULL, 0 };
}

static void compare(struct comparing *c, const xmlNode *was, const xmlNode *is,
    const char *above);

/* Those below, in pairs; after one that is missing nothing fits any more. */
static void
compare_children(
    struct comparing *c, const xmlNode *was, const xmlNode *is, char *path)
{
	xmlNode *a = xml_element(was->children);
	xmlNode *b = xml_element(is->children);

	if (a == NULL && b == NULL) {
		struct str x = xml_text(&c->scratch, was);
		struct str y = xml_text(&c->scratch, is);

		if (x.p == NULL || y.p == NULL || !str_eq(x, y))
			say(c, was, path, "", x, y);
		return;
	}
	while (a != NULL && b != NULL && same_name(a, b)) {
		compare(c, a, b, path);
		a = xml_element(a->next);
		b = xml_element(b->next);
	}
	if (a != NULL || b != NULL)
		say(c, a != NULL ? a : was, path, "element", name_of(a),
		    name_of(b));
}

/* Else two different things stand at one place, and that is all to be said. */
static bool
same_subject(struct comparing *c, const xmlNode *was, const xmlNode *is,
    const char *path)
{
	const char *key = key_of(c, was);
	size_t before = c->differ;

	if (key != NULL)
		compare_attribute(c, was, is, key, path);
	return c->differ == before;
}

/* As deep as the schema of filings. */
static void
compare(struct comparing *c, const xmlNode *was, const xmlNode *is,
    const char *above)
{
	char path[PATH_TEXT];

	snprintf(path, sizeof(path), "%s", above);
	add_step(c, path, was);
	if (!same_subject(c, was, is, path))
		return;
	compare_attributes(c, was, is, path);
	compare_children(c, was, is, path);
}

enum status
filing_recomputed(
    xmlDoc *filing, xmlDoc *again, const char *file, struct findings *f)
{
	struct comparing c = { .file = file, .f = f };
	xmlNode *root = xmlDocGetRootElement(filing);
	xmlNode *a = next_computed(root->children);
	xmlNode *b = next_computed(xmlDocGetRootElement(again)->children);

	while (a != NULL && b != NULL && same_name(a, b)) {
		compare(&c, a, b, "");
		a = next_computed(a->next);
		b = next_computed(b->next);
	}
	if (a != NULL || b != NULL)
		say(&c, a != NULL ? a : root, "", "block", name_of(a),
		    name_of(b));
	if (c.differ > TOLD_MOST)
		findings_error(f, ST_VERIFY, ((struct pos){ file, 0, 0 }),
		    "and %zu more differences", c.differ - TOLD_MOST);
	arena_free(&c.scratch);
	return c.differ == 0 ? ST_OK : ST_VERIFY;
}
