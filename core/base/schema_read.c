/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schema_read - what a schema of ours says, as tables; see schema_look.h.
 *
 * libxml2 has accepted it, so what it names is there and its order is that of
 * XML Schema.  Whatever is not known here, an element or an attribute, ends
 * the reading.
 */
#include "core/base/schema_own.h"

#include "core/base/xml.h"

#include <string.h>

#define GROUPS_MOST 8 /* one in the other */

/* The node of that kind and name right below the schema. */
static const xmlNode *
find(struct schema_reading *r, const char *kind, const char *name)
{
	for (const xmlNode *c = xml_element(r->schema->children);
	     c != NULL && name != NULL; c = xml_element(c->next))
		if (is(c, kind) && attr(c, "name") != NULL &&
		    strcmp(attr(c, "name"), name) == 0)
			return c;
	schema_give_up(r);
	return NULL;
}

static const struct schema_type *type_of(
    struct schema_reading *r, const xmlNode *node, const char *name);

/* The type of the attribute or text `name` names, or that stands in node. */
static const struct schema_text *
text_of(struct schema_reading *r, const xmlNode *node, const char *name)
{
	static const struct schema_text any = {
		.known = true, .base = SCHEMA_STRING, .most = SIZE_MAX
	};
	const xmlNode *inside = schema_only_child(node);
	const struct schema_type *type;

	if (name != NULL && schema_is_built_in(node, name, "string"))
		return &any;
	if (name == NULL && inside != NULL && is(inside, "simpleType"))
		return schema_read_simple(r, inside);
	type = name != NULL ? type_of(r, node, name) : NULL;
	if (type == NULL || type->text == NULL || type->nattr > 0) {
		schema_give_up(r);
		return &any;
	}
	return type->text;
}

static void
add_attribute(
    struct schema_reading *r, const xmlNode *node, struct schema_type *type)
{
	struct schema_attr *list =
	    TAKE(r->a, struct schema_attr, type->nattr + 1);
	const char *use = attr(node, "use");
	size_t i = type->nattr;

	schema_only(r, node, "name type use ");
	if (list == NULL || attr(node, "name") == NULL ||
	    (use != NULL && strcmp(use, "required") != 0)) {
		schema_give_up(r);
		return;
	}
	if (type->nattr > 0)
		memcpy(list, type->attr, type->nattr * sizeof(*list));
	for (; i > 0 && strcmp(list[i - 1].name, attr(node, "name")) > 0; i--)
		list[i] = list[i - 1];
	list[i] = (struct schema_attr){ attr(node, "name"),
		text_of(r, node, attr(node, "type")), use != NULL };
	type->attr = list;
	type->nattr++;
}

/* The attributes among what stands below. */
static void
add_attributes(
    struct schema_reading *r, const xmlNode *node, struct schema_type *type)
{
	for (const xmlNode *c = xml_element(node->children);
	     c != NULL && !r->failed; c = xml_element(c->next)) {
		const xmlNode *group;

		if (is(c, "attribute"))
			add_attribute(r, c, type);
		if (!is(c, "attributeGroup"))
			continue;
		schema_only(r, c, "ref ");
		group = attr(c, "ref") != NULL
			    ? find(r, "attributeGroup",
				  schema_own_name(r, c, attr(c, "ref")))
			    : NULL;
		if (group == NULL)
			schema_give_up(r);
		else /* a group holds no group: the depth is two */
			for (const xmlNode *t = xml_element(group->children);
			     t != NULL; t = xml_element(t->next))
				if (is(t, "attribute"))
					add_attribute(r, t, type);
				else
					schema_give_up(r);
	}
}

static struct schema_type *read_type(
    struct schema_reading *r, const xmlNode *node);

static void
add_part(struct schema_reading *r, struct schema_type *type,
    const struct schema_part *part)
{
	struct schema_part *list =
	    TAKE(r->a, struct schema_part, type->npart + 1);

	if (list == NULL) {
		schema_give_up(r);
		return;
	}
	if (type->npart > 0)
		memcpy(list, type->part, type->npart * sizeof(*list));
	list[type->npart++] = *part;
	type->part = list;
}

static struct schema_part
read_element(struct schema_reading *r, const xmlNode *node)
{
	struct schema_part part = { .name = attr(node, "name"),
		.least = schema_times(r, node, "minOccurs"),
		.most = schema_times(r, node, "maxOccurs") };
	const char *type = attr(node, "type");
	const xmlNode *inside = schema_only_child(node);

	schema_only(r, node, "name type minOccurs maxOccurs ");
	if (part.name == NULL)
		schema_give_up(r);
	else if (type != NULL)
		part.type = type_of(r, node, type);
	else if (inside != NULL && is(inside, "complexType"))
		part.type = read_type(r, inside);
	if (part.type == NULL)
		schema_give_up(r);
	return part;
}

static struct schema_part
read_any(struct schema_reading *r, const xmlNode *node)
{
	const struct schema_part part = { .ns = attr(node, "namespace"),
		.least = schema_times(r, node, "minOccurs"),
		.most = schema_times(r, node, "maxOccurs") };
	const char *how = attr(node, "processContents");

	schema_only(r, node, "namespace processContents minOccurs maxOccurs ");
	if (part.ns == NULL ||
	    strpbrk(part.ns, "# ") != part.ns + strlen(part.ns) - 1 ||
	    how == NULL || strcmp(how, "skip") != 0)
		schema_give_up(r);
	return part;
}

/* What stands in the group that node names; NULL: nothing. */
static const xmlNode *
group_of(struct schema_reading *r, const xmlNode *node)
{
	const char *ref = attr(node, "ref");
	const xmlNode *group =
	    ref != NULL ? find(r, "group", schema_own_name(r, node, ref))
			: NULL;

	schema_only(r, node, "ref ");
	return group != NULL ? schema_only_child(group) : NULL;
}

/* A sequence; a group in it is a sequence too, of no groups but in `body`. */
static void
add_sequence(struct schema_reading *r, const xmlNode *node,
    struct schema_type *type, unsigned depth)
{
	if (depth > GROUPS_MOST || node == NULL || !is(node, "sequence")) {
		schema_give_up(r);
		return;
	}
	schema_only(r, node, "");
	for (const xmlNode *c = xml_element(node->children);
	     c != NULL && !r->failed; c = xml_element(c->next)) {
		struct schema_part part;

		if (is(c, "group")) {
			add_sequence(r, group_of(r, c), type, depth + 1);
			continue;
		}
		if (is(c, "element")) {
			part = read_element(r, c);
		} else if (is(c, "any")) {
			part = read_any(r, c);
		} else {
			schema_give_up(r);
			return;
		}
		add_part(r, type, &part);
	}
}

/* <simpleContent><extension base="f:text"> and attributes. */
static void
read_content(
    struct schema_reading *r, const xmlNode *node, struct schema_type *type)
{
	const xmlNode *more = schema_only_child(node);

	schema_only(r, node, "");
	if (more == NULL || !is(more, "extension") ||
	    attr(more, "base") == NULL) {
		schema_give_up(r);
		return;
	}
	schema_only(r, more, "base ");
	for (const xmlNode *c = xml_element(more->children); c != NULL;
	     c = xml_element(c->next))
		if (!is(c, "attribute") && !is(c, "attributeGroup"))
			schema_give_up(r);
	type->text = text_of(r, more, attr(more, "base"));
	add_attributes(r, more, type);
}

static void
fill_type(
    struct schema_reading *r, const xmlNode *node, struct schema_type *type)
{
	if (is(node, "simpleType")) {
		type->text = schema_read_simple(r, node);
		return;
	}
	schema_only(r, node, "name ");
	for (const xmlNode *c = xml_element(node->children);
	     c != NULL && !r->failed; c = xml_element(c->next)) {
		if (is(c, "sequence"))
			add_sequence(r, c, type, 0);
		else if (is(c, "simpleContent"))
			read_content(r, c, type);
		else if (is(c, "group"))
			add_sequence(r, group_of(r, c), type, 0);
		else if (!is(c, "attribute") && !is(c, "attributeGroup"))
			schema_give_up(r);
	}
	add_attributes(r, node, type);
}

static struct schema_type *
read_type(struct schema_reading *r, const xmlNode *node)
{
	struct schema_type *type = TAKE(r->a, struct schema_type, 1);

	if (type == NULL)
		schema_give_up(r);
	else
		fill_type(r, node, type);
	return type;
}

/* By its name; read when it is named first. */
static const struct schema_type *
type_of(struct schema_reading *r, const xmlNode *node, const char *name)
{
	const char *own = schema_own_name(r, node, name);

	for (size_t i = 0; own != NULL && i < r->n; i++) {
		struct schema_named *x = &r->named[i];

		if (strcmp(x->name, own) != 0)
			continue;
		if (x->type == NULL) {
			x->type = TAKE(r->a, struct schema_type, 1);
			if (x->type == NULL)
				schema_give_up(r);
			else
				fill_type(r, x->node, x->type);
		}
		return x->type;
	}
	return NULL;
}

static void
list_names(struct schema_reading *r)
{
	size_t n = 0;

	for (const xmlNode *c = xml_element(r->schema->children); c != NULL;
	     c = xml_element(c->next))
		n++;
	r->named = TAKE(r->a, struct schema_named, n + 1);
	if (r->named == NULL) {
		schema_give_up(r);
		return;
	}
	for (const xmlNode *c = xml_element(r->schema->children); c != NULL;
	     c = xml_element(c->next)) {
		if (is(c, "simpleType") || is(c, "complexType")) {
			if (attr(c, "name") == NULL)
				schema_give_up(r);
			else
				r->named[r->n++] =
				    (struct schema_named){ attr(c, "name"), c,
					    NULL };
		} else if (!is(c, "element") && !is(c, "group") &&
			   !is(c, "attributeGroup")) {
			schema_give_up(r);
		}
	}
}

const struct schema_look *
schema_look_read(const xmlDoc *source, struct arena *a)
{
	const xmlNode *schema = xmlDocGetRootElement(source);
	struct schema_look *look = TAKE(a, struct schema_look, 1);
	struct schema_type roots = { .npart = 0 };
	struct schema_reading r = { .schema = schema, .a = a };
	const char *form;

	if (look == NULL || schema == NULL || !is(schema, "schema"))
		return NULL;
	r.ns = attr(schema, "targetNamespace");
	form = attr(schema, "elementFormDefault");
	if (r.ns == NULL || form == NULL || strcmp(form, "qualified") != 0)
		return NULL;
	schema_only(&r, schema, "targetNamespace elementFormDefault version ");
	list_names(&r);
	for (const xmlNode *c = xml_element(schema->children);
	     c != NULL && !r.failed; c = xml_element(c->next))
		if (is(c, "element")) {
			const struct schema_part part = read_element(&r, c);

			add_part(&r, &roots, &part);
		}
	if (r.failed)
		return NULL;
	*look = (struct schema_look){ r.ns, roots.part, roots.npart };
	return look;
}
