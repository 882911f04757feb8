/* SPDX-License-Identifier: Apache-2.0 */
/* filing_facts - what a draft or a filing says of itself; see filing.h. */
#include "core/filing/filing.h"

#include <stdio.h>

/* [bytes] Of several products so much is told in one line. */
#define PRODUCTS_TEXT 200

/* Never NULL, so that texts can be put together. */
static struct str
attr(struct arena *a, const xmlNode *node, const char *name)
{
	struct str v = { NULL, 0 };

	if (node != NULL)
		v = xml_attr(a, node, name);
	return v.p != NULL ? v : STR("");
}

struct str
filing_label(const xmlNode *product, struct arena *a)
{
	struct str maker = attr(a, product, "maker");
	struct str part = attr(a, product, "part");
	struct str revision = attr(a, product, "revision");
	size_t size = maker.n + part.n + revision.n + 16;
	char *text = TAKE(a, char, size);

	if (text == NULL)
		return STR("");
	snprintf(text, size, "%.*s%s%.*s%s%.*s", STR_ARG(maker),
	    maker.n > 0 ? " " : "", STR_ARG(part),
	    revision.n > 0 ? " rev " : "", STR_ARG(revision));
	return str_of(text);
}

enum status
filing_products(const xmlNode *root, struct arena *a, struct goods_name **name,
    size_t *n, struct error *err)
{
	xmlNode *p = xml_child(root, FILING_XMLNS, "product");
	struct goods_name *list;
	size_t k = 0;

	for (xmlNode *c = p; c != NULL;
	     c = xml_named(c->next, FILING_XMLNS, "product"))
		k++;
	list = TAKE(a, struct goods_name, k + 1);
	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	*n = k;
	*name = list;
	for (; p != NULL; p = xml_named(p->next, FILING_XMLNS, "product"))
		if (goods_name_make(list++, attr(a, p, "maker"),
			attr(a, p, "part"), attr(a, p, "revision"), a,
			err) != ST_OK)
			return err->code;
	return ST_OK;
}

/* "ACME DRIVE rev B; ACME PUMP and 3 more": as many as there is room for. */
static struct str
products_text(struct arena *a, const xmlNode *root)
{
	xmlNode *p = xml_child(root, FILING_XMLNS, "product");
	struct str one = p != NULL ? filing_label(p, a) : STR("");
	char *text = TAKE(a, char, one.n + PRODUCTS_TEXT + 40);
	size_t n = 0, left = 0;

	if (text == NULL)
		return STR("");
	for (; p != NULL; p = xml_named(p->next, FILING_XMLNS, "product")) {
		one = filing_label(p, a);
		if (left > 0 || (n > 0 && n + one.n > PRODUCTS_TEXT)) {
			left++;
			continue;
		}
		n += (size_t)snprintf(text + n, one.n + 3, "%s%.*s",
		    n > 0 ? "; " : "", STR_ARG(one));
	}
	if (left > 0)
		snprintf(text + n, 40, " and %zu more", left);
	return str_of(text);
}

/* "cn-trace 1, cn-mofcom-61-2025 2" */
static struct str
rules_text(struct arena *a, const xmlNode *header)
{
	struct str text = STR("");

	for (xmlNode *c = xml_element(header->children); c != NULL;
	     c = xml_element(c->next)) {
		struct str id, version;
		size_t size;
		char *longer;

		if (!xml_is(c, FILING_XMLNS, "pack"))
			continue;
		id = attr(a, c, "id");
		version = attr(a, c, "version");
		size = text.n + id.n + version.n + 4;
		longer = TAKE(a, char, size);
		if (longer == NULL)
			return STR("");
		snprintf(longer, size, "%.*s%s%.*s %.*s", STR_ARG(text),
		    text.n > 0 ? ", " : "", STR_ARG(id), STR_ARG(version));
		text = str_of(longer);
	}
	return text;
}

/* The note as it is: its last newline is part of it. */
struct str
filing_checkpoint(const xmlNode *root, struct arena *a)
{
	xmlNode *node = xml_child(root, FILING_XMLNS, "checkpoint");
	xmlChar *raw = node != NULL ? xmlNodeGetContent(node) : NULL;
	struct str text = STR("");

	if (raw != NULL)
		text = arena_copy(a, str_of((const char *)raw));
	xmlFree(raw);
	return text.p != NULL ? text : STR("");
}

/* [bytes] Of each part of what actor_text() puts together. */
#define ACTOR_PART 300

/* The first of those fields, on one line: the language that comes first. */
static struct str
line_of(struct arena *a, xmlNode *root, const char *block, const char *field)
{
	xmlNode *node = xml_child(root, FILING_XMLNS, block);
	struct str v = { NULL, 0 };
	char *p;

	node = node != NULL ? xml_child(node, FILING_XMLNS, field) : NULL;
	if (node != NULL)
		v = xml_text(a, node);
	p = v.p != NULL ? TAKE(a, char, v.n + 1) : NULL;
	if (p == NULL)
		return STR("");
	for (size_t i = 0; i < v.n; i++)
		p[i] = (unsigned char)v.p[i] < ' ' || v.p[i] == 0x7f ? ' '
								     : v.p[i];
	return str_clip((struct str){ p, v.n }, ACTOR_PART);
}

/* "Maria Beispiel, Head of export control; approved by A. Other" */
static struct str
actor_text(struct arena *a, xmlNode *root)
{
	struct str name = line_of(a, root, "signatory", "name");
	struct str title = line_of(a, root, "signatory", "title");
	struct str approver = line_of(a, root, "review", "approved-by");
	size_t size = name.n + title.n + approver.n + 24;
	bool other = approver.n > 0 && !str_eq(approver, name);
	char *text = TAKE(a, char, size);

	if (text == NULL)
		return STR("");
	snprintf(text, size, "%.*s%s%.*s%s%.*s", STR_ARG(name),
	    name.n > 0 && title.n > 0 ? ", " : "", STR_ARG(title),
	    other ? "; approved by " : "", other ? (int)approver.n : 0,
	    approver.p);
	return str_of(text);
}

/*
 * filing_facts - what a filing says of itself.
 *
 * In:	doc   accepted by schemas/filing-1.xsd
 * Err:	ST_SCHEMA if it has no header or no pack with a digest
 */
enum status
filing_facts(
    xmlDoc *doc, struct arena *a, struct filing_facts *out, struct error *err)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	xmlNode *header = xml_child(root, FILING_XMLNS, "header"), *pack;
	const xmlNode *earlier;
	struct filing_facts x = { 0 };

	pack = header != NULL ? xml_child(header, FILING_XMLNS, "pack") : NULL;
	if (pack == NULL ||
	    !digest_from_hex(attr(a, pack, "sha256"), x.rules_sha256))
		return error_set(err, ST_SCHEMA, xml_pos(root, NULL),
		    "no rule pack with a digest: expected the header of a "
		    "filing");
	x.id = attr(a, root, "id");
	x.created = attr(a, root, "created");
	x.kind = attr(a, header, "kind");
	x.basis = attr(a, header, "basis");
	x.as_of = attr(a, header, "as-of");
	x.hypothetical = str_is(attr(a, header, "hypothetical"), "yes");
	x.product = products_text(a, root);
	x.rules = rules_text(a, header);
	x.checkpoint = filing_checkpoint(root, a);
	x.actor = actor_text(a, root);
	earlier = xml_child(header, FILING_XMLNS, "earlier");
	x.earlier = attr(a, earlier, "id");
	x.earlier_sha256 = attr(a, earlier, "sha256");
	*out = x;
	return ST_OK;
}
