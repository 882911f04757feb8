/* SPDX-License-Identifier: Apache-2.0 */
/* seal_list - what a filing keeps back, and whether it may; see seal.h. */
#include "core/filing/seal/seal.h"
#include "core/filing/seal/seal_places.h"

#include <string.h>

/* The part number of the nearest item that the element belongs to. */
static struct str
part_of(const xmlNode *node, struct arena *a)
{
	struct str part = { NULL, 0 };

	for (; part.p == NULL && node->type == XML_ELEMENT_NODE;
	     node = node->parent)
		part = xml_attr(a, node, "part");
	return part.p != NULL ? part : STR("");
}

static size_t
count_kinds(const xmlNode *node)
{
	char name[SEAL_NAME];
	size_t n = 0;

	for (size_t i = 0; i < SEAL_KINDS; i++)
		n += seal_is_kind(node, &seal_kinds[i]) &&
		     xmlHasProp(node,
			 BAD_CAST seal_name(&seal_kinds[i], name)) != NULL;
	return n;
}

/* False when memory is out. */
static bool
take_element(xmlNode *node, struct arena *a, struct sealed_list *out)
{
	char name[SEAL_NAME];

	for (size_t i = 0; i < SEAL_KINDS; i++) {
		struct str digest = { NULL, 0 };
		struct sealed *x = &out->list[out->n];

		if (seal_is_kind(node, &seal_kinds[i]))
			digest =
			    xml_attr(a, node, seal_name(&seal_kinds[i], name));
		if (digest.p == NULL)
			continue;
		*x = (struct sealed){ .at = seal_place(node, &seal_kinds[i], a),
			.part = part_of(node, a),
			.node = node,
			.clear = seal_kinds[i].clear,
			.digest = digest };
		if (x->at.p == NULL)
			return false;
		out->n++;
	}
	return true;
}

enum status
seal_list(
    xmlDoc *doc, struct arena *a, struct sealed_list *out, struct error *err)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	struct sealed_list all = { NULL, 0 };
	size_t n = 0;

	for (xmlNode *x = root; x != NULL; x = seal_next(x, root)) {
		seal_number(x);
		n += count_kinds(x);
	}
	all.list = TAKE(a, struct sealed, n + 1);
	if (all.list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (xmlNode *x = root; x != NULL; x = seal_next(x, root))
		if (!take_element(x, a, &all))
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
	*out = all;
	return ST_OK;
}

bool
seal_any(const xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc);

	for (xmlNode *x = root; x != NULL; x = seal_next(x, root))
		if (count_kinds(x) > 0)
			return true;
	return false;
}

bool
seal_undo(const struct sealed *x, struct str value)
{
	char name[SEAL_NAME];
	const struct seal_kind k = { .clear = x->clear };

	if (x->clear != NULL &&
	    xmlSetProp(x->node, BAD_CAST x->clear, BAD_CAST value.p) == NULL)
		return false;
	if (x->clear == NULL) {
		xmlNode *text = xmlNewDocText(x->node->doc, BAD_CAST value.p);

		if (text == NULL)
			return false;
		xmlAddChild(x->node, text);
	}
	xmlUnsetProp(x->node, BAD_CAST seal_name(&k, name));
	return true;
}

bool
seal_hides(const xmlNode *node, const char *attribute)
{
	char name[SEAL_NAME];

	for (size_t i = 0; i < SEAL_KINDS; i++)
		if (seal_kinds[i].clear != NULL &&
		    seal_is_kind(node, &seal_kinds[i]) &&
		    strcmp(seal_kinds[i].clear, attribute) == 0)
			return xmlHasProp(node,
				   BAD_CAST seal_name(&seal_kinds[i], name)) !=
			       NULL;
	return false;
}

static void
review_kind(const xmlNode *node, const struct seal_kind *k, uint32_t demanded,
    seal_visit visit, void *ctx)
{
	char name[SEAL_NAME];
	const char *called = k->clear != NULL ? k->clear : k->element;
	bool sealed = xmlHasProp(node, BAD_CAST seal_name(k, name)) != NULL;
	bool clear = k->clear != NULL
			 ? xmlHasProp(node, BAD_CAST k->clear) != NULL
			 : node->children != NULL;

	if (sealed && clear)
		visit(ctx, node, SEAL_TWICE, called);
	if (!sealed && !clear && k->needed)
		visit(ctx, node, SEAL_LOST, called);
	if (sealed && (demanded >> k->field & 1) != 0)
		visit(ctx, node, SEAL_DEMANDED, called);
}

/* A digest for which that element has no value. */
static void
review_strays(const xmlNode *node, seal_visit visit, void *ctx)
{
	for (const xmlAttr *t = node->properties; t != NULL; t = t->next) {
		const char *name = (const char *)t->name;
		size_t n = sizeof(SEAL_TEXT "-") - 1;

		if (name[0] == SEAL_TEXT[0] &&
		    strncmp(name, SEAL_TEXT "-", n) == 0 &&
		    !seal_hides(node, name + n))
			visit(ctx, node, SEAL_STRAY, name + n);
	}
}

void
seal_review(xmlDoc *doc, uint32_t demanded, seal_visit visit, void *ctx)
{
	xmlNode *root = xmlDocGetRootElement(doc);

	for (xmlNode *x = root; x != NULL; x = seal_next(x, root)) {
		review_strays(x, visit, ctx);
		for (size_t i = 0; i < SEAL_KINDS; i++)
			if ((char)x->name[0] == seal_kinds[i].element[0] &&
			    seal_is_kind(x, &seal_kinds[i]))
				review_kind(
				    x, &seal_kinds[i], demanded, visit, ctx);
	}
}
