/* SPDX-License-Identifier: Apache-2.0 */
/* filing - a draft or a filing as a tree; see filing.h. */
#include "core/filing/filing.h"

#include "core/base/doctype.h"
#include "core/base/limits.h"
#include "core/filing/seal.h"
#include "core/filing/totals.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#define SCHEMA "schemas/filing-1.xsd"

/* [bytes] Of several products so much is told in one line. */
#define PRODUCTS_TEXT 200

static const struct canon_ns filing_ns = { "", FILING_XMLNS };

enum status
filing_schema_open(struct xml_schema **out, struct error *err)
{
	return xml_schema_open_ours(SCHEMA, out, err);
}

enum status
filing_read(struct str xml, const char *file, const struct xml_schema *schema,
    xmlDoc **doc, struct findings *f)
{
	const xmlNode *root;
	enum status st;

	*doc = NULL;
	if (xml.n > LIMIT_FILING)
		return findings_error(f, ST_LIMIT, ((struct pos){ file, 0, 0 }),
		    "%zu bytes: expected a draft or a filing of at most %zu",
		    xml.n, LIMIT_FILING);
	st = xml_read(xml, file, doc, f);
	if (st != ST_OK)
		return st;
	root = xmlDocGetRootElement(*doc);
	if (!xml_is(root, FILING_XMLNS, "draft") &&
	    !xml_is(root, FILING_XMLNS, "filing"))
		st = findings_error(f, ST_SCHEMA, xml_pos(root, file),
		    "the root is <%.60s>: expected <draft xmlns=\"" FILING_XMLNS
		    "\">, or a filing",
		    (const char *)root->name);
	if (st == ST_OK)
		st = schema != NULL ? xml_schema_check(schema, *doc, file, f)
				    : xml_check_ours(*doc, SCHEMA, file, f);
	if (st == ST_OK)
		return ST_OK;
	xmlFreeDoc(*doc);
	*doc = NULL;
	return st;
}

enum opens { OPENS_NOTHING, OPENS_OTHER, OPENS_DRAFT };

/* The first tag that the parser comes to. */
static void
take_opening(void *ctx, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int nns, const xmlChar **ns, int nattr, int ndefault,
    const xmlChar **attr)
{
	enum opens *is = ctx;

	(void)prefix, (void)nns, (void)ns, (void)nattr, (void)ndefault;
	(void)attr;
	if (*is == OPENS_NOTHING)
		*is = xmlStrEqual(uri, BAD_CAST FILING_XMLNS) &&
			      xmlStrEqual(name, BAD_CAST "draft")
			  ? OPENS_DRAFT
			  : OPENS_OTHER;
}

static enum opens
find_opening(struct str head)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = take_opening };
	enum opens is = OPENS_NOTHING;

	xmlSAXUserParseMemory(&sax, &is, head.p, (int)head.n);
	return is;
}

/* As retrace draft writes it, it begins with the tag, and what follows need
 * not be read; else that may be anywhere in the head. */
bool
filing_opens_draft(struct str head)
{
	const char *end;

	if (head.n > LIMIT_FILING || doctype_start(head) < head.n)
		return false;
	end = str_starts(head, "<draft ") ? memchr(head.p, '>', head.n) : NULL;
	if (end != NULL && find_opening((struct str){ head.p,
			       (size_t)(end + 1 - head.p) }) == OPENS_DRAFT)
		return true;
	return find_opening(head) == OPENS_DRAFT;
}

/* Attributes without a namespace; others have no place in a filing. */
static void
copy_attributes(struct canon *w, const xmlNode *node, struct arena *a)
{
	for (const xmlAttr *t = node->properties; t != NULL; t = t->next) {
		struct str v;

		if (t->ns != NULL)
			continue;
		v = xml_attr_view(node, (const char *)t->name);
		if (v.p == NULL)
			v = xml_attr(a, node, (const char *)t->name);
		canon_attr(w, (const char *)t->name, v.p != NULL ? v : STR(""));
	}
}

static void
open_copy(struct canon *w, const xmlNode *node, struct arena *a)
{
	canon_open(w, (const char *)node->name);
	copy_attributes(w, node, a);
	if (xml_element(node->children) == NULL) {
		struct str text = xml_text(a, node);

		canon_text(w, text.p != NULL ? text : STR(""));
	}
}

void
filing_copy_element(struct canon *w, xmlNode *top, struct arena *a)
{
	xmlNode *node = top, *next;

	for (;;) {
		open_copy(w, node, a);
		next = xml_element(node->children);
		while (next == NULL) {
			canon_close(w);
			if (node == top)
				return;
			next = xml_element(node->next);
			if (next == NULL)
				node = node->parent;
		}
		node = next;
	}
}

bool
filing_kind_changes(struct str kind)
{
	return str_is(kind, "amendment") || str_is(kind, "withdrawal");
}

bool
filing_is_change(const xmlNode *root)
{
	const xmlNode *header = xml_child(root, FILING_XMLNS, "header");

	return header != NULL &&
	       xml_child(header, FILING_XMLNS, "earlier") != NULL;
}

bool
filing_is_computed(const xmlNode *child)
{
	const char *name = (const char *)child->name;

	return child->ns != NULL &&
	       strcmp((const char *)child->ns->href, FILING_XMLNS) == 0 &&
	       strcmp(name, "checkpoint") != 0 && strcmp(name, "seal") != 0 &&
	       strcmp(name, "missing") != 0 &&
	       profile_find_block(name) == BLOCK_COUNT;
}

static void
put_root(struct canon *w, const char *version, const struct filing_copy *how)
{
	canon_open_in(w, &filing_ns, "filing");
	if (version != NULL)
		canon_attr(w, "version", str_of(version));
	if (how->id.n > 0)
		canon_attr(w, "id", how->id);
	if (how->created.n > 0)
		canon_attr(w, "created", how->created);
	if (how->checkpoint.n > 0)
		canon_leaf(w, "checkpoint", how->checkpoint);
}

/* All that is computed; the totals behind the last product, perhaps anew. */
static enum status
copy_computed(struct canon *w, const xmlNode *root,
    const struct filing_copy *how, struct arena *a, struct error *err)
{
	enum status st = ST_OK;

	for (xmlNode *c = xml_element(root->children); st == ST_OK && c != NULL;
	     c = xml_element(c->next)) {
		xmlNode *next = xml_element(c->next);

		if (filing_is_computed(c) &&
		    !(how->goods != NULL && xml_is(c, FILING_XMLNS, "totals")))
			filing_copy_element(w, c, a);
		if (how->goods != NULL && xml_is(c, FILING_XMLNS, "product") &&
		    (next == NULL || !xml_is(next, FILING_XMLNS, "product")))
			st = totals_of_tree(root, how->goods, w, err);
	}
	return st;
}

/*
 * filing_copy_tree - the document as a filing in canonical form.
 *
 * In:	doc   accepted by schemas/filing-1.xsd
 * Out:	out   in arena a; untouched on failure
 */
enum status
filing_copy_tree(xmlDoc *doc, const struct filing_copy *how, struct arena *a,
    struct str *out, struct error *err)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	struct profile own = { 0 };
	struct arena scratch = { 0 };
	struct canon w = { 0 };
	struct str copy = { NULL, 0 };
	enum status st = ST_OK;

	if (how->with == NULL)
		st = profile_of_tree(&own, root, FILING_XMLNS, NULL, err);
	if (st != ST_OK)
		return st;
	put_root(&w, xml_attr(&scratch, root, "version").p, how);
	st = copy_computed(&w, root, how, &scratch, err);
	profile_write(how->with != NULL ? how->with : &own, &w);
	canon_close(&w);
	if (st == ST_OK)
		st = canon_finish(&w, a, &copy, err);
	canon_free(&w);
	if (st == ST_OK && copy.n > LIMIT_FILING)
		st = error_set(err, ST_LIMIT, pos_none,
		    "a filing of %zu bytes: expected at most %zu", copy.n,
		    LIMIT_FILING);
	if (st == ST_OK)
		*out = copy;
	arena_free(&scratch);
	profile_free(&own);
	return st;
}

/* Does it open with the tag that put_root() writes?  Then what is behind. */
static bool
open_plain(struct str plain, const char **version, struct str *rest)
{
	static const char one[] =
	    "<filing xmlns=\"" FILING_XMLNS "\" version=\"1\">";

	if (!str_starts(plain, one))
		return false;
	*version = "1";
	rest->p = plain.p + sizeof(one) - 1;
	rest->n = plain.n - (sizeof(one) - 1);
	return true;
}

enum status
filing_put_head(struct str plain, const struct filing_copy *how,
    struct arena *a, struct str *out, struct error *err)
{
	static const char foot[] = "</filing>";
	struct arena scratch = { 0 };
	struct canon w = { 0 };
	struct str head, rest;
	const char *version;
	char *p = NULL;

	if (!open_plain(plain, &version, &rest))
		return error_set(
		    err, ST_SCHEMA, pos_none, "expected a filing of version 1");
	put_root(&w, version, how);
	canon_close(&w);
	if (canon_finish(&w, &scratch, &head, err) == ST_OK) {
		head.n -= sizeof(foot) - 1;
		p = TAKE(a, char, head.n + rest.n + 1);
		if (p == NULL)
			error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	if (p != NULL && head.n + rest.n > LIMIT_FILING)
		error_set(err, ST_LIMIT, pos_none,
		    "a filing of %zu bytes: expected at most %zu",
		    head.n + rest.n, LIMIT_FILING);
	if (err->code == ST_OK) {
		memcpy(p, head.p, head.n);
		memcpy(p + head.n, rest.p, rest.n);
		*out = (struct str){ p, head.n + rest.n };
	}
	canon_free(&w);
	arena_free(&scratch);
	return err->code;
}

enum status
filing_id(xmlDoc *doc, char out[SHA256_HEX], struct error *err)
{
	const struct filing_copy plain = { .with = NULL };
	struct arena scratch = { 0 };
	struct openings opening;
	uint8_t digest[SHA256_SIZE];
	xmlDoc *sealed = NULL;
	struct str bytes;
	enum status st =
	    seal_draft(doc, NULL, &scratch, &sealed, &opening, err);

	if (st == ST_OK)
		st = filing_copy_tree(sealed != NULL ? sealed : doc, &plain,
		    &scratch, &bytes, err);
	xmlFreeDoc(sealed);
	if (st == ST_OK && !digest_sha256(bytes, digest))
		st = error_set(
		    err, ST_CRYPTO, pos_none, "SHA-256 cannot be computed");
	if (st == ST_OK)
		digest_hex(digest, out);
	arena_free(&scratch);
	return st;
}

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
