/* SPDX-License-Identifier: Apache-2.0 */
/* seal - what tells who a supplier is, as digests; see seal.h. */
#include "core/filing/seal.h"

#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_TEXT 32     /* "sealed-supplier" */
#define STEP_TEXT 64     /* "/declared[20]" */
#define TEXT_OF "sealed" /* the attribute of a text that is sealed */

/* Where values stand that can be sealed. */
static const struct kind {
	const char *element, *clear; /* clear NULL: the text of the element */
	const char *above;           /* it must stand in; NULL: anywhere */
	uint8_t field;               /* enum disclosed */
	bool needed;                 /* the schema cannot say that one of the
					two must be there */
} kinds[] = {
	{ "declared", "supplier", NULL, DISCLOSED_SUPPLIER, false },
	{ "declared", "document", NULL, DISCLOSED_DOCUMENT, false },
	{ "declared", "evidence", NULL, DISCLOSED_EVIDENCE, false },
	{ "declared", "file", NULL, DISCLOSED_FILE, false },
	{ "stage", "supplier", NULL, DISCLOSED_SUPPLIER, false },
	{ "stage", "document", NULL, DISCLOSED_DOCUMENT, false },
	{ "stage", "evidence", NULL, DISCLOSED_EVIDENCE, false },
	{ "stage", "file", NULL, DISCLOSED_FILE, false },
	{ "place", "maker", NULL, DISCLOSED_MAKER, false },
	{ "item", "maker", NULL, DISCLOSED_MAKER, false },
	{ "step", "maker", NULL, DISCLOSED_MAKER, false },
	{ "paid", "maker", NULL, DISCLOSED_MAKER, false },
	{ "input", "name", NULL, DISCLOSED_FILE, true },
	{ "input", "size", NULL, DISCLOSED_FILE, true },
	{ "input", "sha256", NULL, DISCLOSED_FILE, true },
	{ "issuer", NULL, "upstream", DISCLOSED_UPSTREAM, false },
	{ "id", NULL, "upstream", DISCLOSED_UPSTREAM, false },
};
#define NKIND (sizeof(kinds) / sizeof(kinds[0]))

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* ---- what a draft says of it ---- */

enum status
seal_new(struct seal *s, struct error *err)
{
	if (RAND_bytes(s->secret, sizeof(s->secret)) == 1)
		return ST_OK;
	return error_set(err, ST_CRYPTO, pos_none, "no random bytes");
}

bool
seal_of_draft(const xmlNode *root, struct seal *out)
{
	const xmlNode *node = xml_child(root, FILING_XMLNS, "seal");
	struct arena scratch = { 0 };
	struct str fields, secret;

	if (node == NULL)
		return false;
	fields = xml_attr(&scratch, node, "fields");
	secret = xml_attr(&scratch, node, "secret");
	out->fields = fields.p != NULL ? disclosed_of(fields) : DISCLOSED_ALL;
	if (secret.p == NULL || !digest_from_hex(secret, out->secret))
		memset(out->secret, 0, sizeof(out->secret));
	arena_free(&scratch);
	return true;
}

void
seal_write(const struct seal *s, struct canon *w)
{
	char fields[DISCLOSED_TEXT], secret[SHA256_HEX];

	disclosed_text(s->fields, fields);
	digest_hex(s->secret, secret);
	canon_open(w, "seal");
	canon_attr(w, "fields", str_of(fields));
	canon_attr(w, "secret", str_of(secret));
	canon_close(w);
}

/* ---- places ---- */

/* The next element in the order of the document; NULL behind the last. */
static xmlNode *
next_element(xmlNode *node, const xmlNode *root)
{
	xmlNode *next = xml_element(node->children);

	while (next == NULL && node != root) {
		next = xml_element(node->next);
		node = node->parent;
	}
	return next;
}

/* Its number among its neighbours of the same name, from 1; the root and each
 * before it must have been given theirs. */
static void
give_number(xmlNode *node)
{
	uintptr_t n = 1;

	for (xmlNode *p = node->prev; p != NULL; p = p->prev)
		if (p->type == XML_ELEMENT_NODE &&
		    xmlStrEqual(p->name, node->name)) {
			n = (uintptr_t)p->_private + 1;
			break;
		}
	node->_private = (void *)n;
}

/* "product[1]/places[1]/place[3]" and what is behind it; .p NULL when memory is
 * out. */
static struct str
place_of(const xmlNode *node, const char *end, struct arena *a)
{
	char step[STEP_TEXT];
	size_t n = strlen(end), k;
	char *text;

	for (const xmlNode *p = node; p->parent->type == XML_ELEMENT_NODE;
	     p = p->parent)
		n += (size_t)snprintf(step, sizeof(step), "/%.40s[%zu]",
		    (const char *)p->name, (size_t)(uintptr_t)p->_private);
	text = TAKE(a, char, n + 1);
	if (text == NULL)
		return (struct str){ NULL, 0 };
	k = n - strlen(end);
	memcpy(text + k, end, strlen(end) + 1);
	for (const xmlNode *p = node; p->parent->type == XML_ELEMENT_NODE;
	     p = p->parent) {
		int m = snprintf(step, sizeof(step), "/%.40s[%zu]",
		    (const char *)p->name, (size_t)(uintptr_t)p->_private);

		k -= (size_t)m;
		memcpy(text + k, step, (size_t)m);
	}
	return (struct str){ text + 1, n - 1 };
}

static struct str
place_of_kind(const xmlNode *node, const struct kind *k, struct arena *a)
{
	char end[NAME_TEXT] = "";

	if (k->clear != NULL)
		snprintf(end, sizeof(end), "/@%s", k->clear);
	return place_of(node, end, a);
}

static bool
is_kind(const xmlNode *node, const struct kind *k)
{
	return xml_is(node, FILING_XMLNS, k->element) &&
	       (k->above == NULL ||
		   xml_is(node->parent, FILING_XMLNS, k->above));
}

/* "sealed-supplier" */
static const char *
sealed_name(const struct kind *k, char name[NAME_TEXT])
{
	if (k->clear == NULL)
		return TEXT_OF;
	snprintf(name, NAME_TEXT, TEXT_OF "-%s", k->clear);
	return name;
}

static struct str
clear_value(struct arena *a, const xmlNode *node, const struct kind *k)
{
	return k->clear != NULL ? xml_attr(a, node, k->clear)
				: xml_text(a, node);
}

/* ---- sealing ---- */

struct sealing {
	const struct seal *seal;
	char content[SHA256_HEX]; /* digest of all in clear: never published */
	struct str *own; /* [nown] makers whose names stand there anyway */
	size_t nown;
	struct arena *a;
	struct openings *o;
	struct error *err;
};

/* Files of the law and of the filer alone do not. */
bool
seal_is_of_suppliers(struct str role)
{
	return str_is(role, "bom") || str_is(role, "declaration") ||
	       str_is(role, "prices");
}

/* Who makes the product is no secret, and so where he makes parts of it or
 * speaks of them. */
static bool
is_own(const struct sealing *s, struct str maker)
{
	for (size_t i = 0; i < s->nown; i++)
		if (str_eq(s->own[i], maker))
			return true;
	return false;
}

/* Of somebody, not of something that he has written. */
static bool
is_name(const struct kind *k)
{
	return k->field == DISCLOSED_MAKER || k->field == DISCLOSED_SUPPLIER;
}

static bool
is_sealed(struct sealing *s, const xmlNode *node, const struct kind *k,
    struct str value)
{
	struct str role;

	if (value.n == 0 || (s->seal->fields >> k->field & 1) == 0 ||
	    (is_name(k) && is_own(s, value)))
		return false;
	if (!k->needed)
		return true;
	role = xml_attr(s->a, node, "role");
	return role.p != NULL && seal_is_of_suppliers(role);
}

/* Half of an HMAC over what the whole filing is and where the value stands. */
static bool
find_salt(struct sealing *s, struct str at, struct str *salt)
{
	uint8_t mac[SHA256_SIZE];
	unsigned n = sizeof(mac);
	char hex[SHA256_HEX];
	size_t size = sizeof("retrace-salt/1\n\n") + SHA256_HEX + at.n;
	char *text = TAKE(s->a, char, size);

	if (text == NULL)
		return false;
	snprintf(
	    text, size, "retrace-salt/1\n%s\n%.*s", s->content, STR_ARG(at));
	if (HMAC(EVP_sha256(), s->seal->secret, sizeof(s->seal->secret),
		(const unsigned char *)text, strlen(text), mac, &n) == NULL)
		return false;
	digest_hex(mac, hex);
	*salt = arena_copy(s->a, (struct str){ hex, 2 * OPENING_SALT });
	return salt->p != NULL;
}

/* One more to open; false when memory is out. */
static bool
remember(struct sealing *s, struct str at, struct str salt, struct str value)
{
	struct openings *o = s->o;
	struct opened *list =
	    array_grow(o->list, &o->cap, o->n + 1, sizeof(*list));

	if (list == NULL)
		return false;
	o->list = list;
	o->list[o->n++] =
	    (struct opened){ .at = at, .salt = salt, .value = value };
	return true;
}

static enum status
seal_value(
    struct sealing *s, xmlNode *node, const struct kind *k, struct str value)
{
	struct str at = place_of_kind(node, k, s->a), salt;
	char digest[SHA256_HEX], name[NAME_TEXT];

	if (at.p == NULL || !find_salt(s, at, &salt) ||
	    !opening_digest(at, salt, value, digest))
		return error_set(
		    s->err, ST_CRYPTO, pos_none, "a digest failed");
	if (!remember(s, at, salt, value) ||
	    xmlSetProp(node, BAD_CAST sealed_name(k, name), BAD_CAST digest) ==
		NULL)
		return no_memory(s->err);
	if (k->clear != NULL)
		xmlUnsetProp(node, BAD_CAST k->clear);
	else
		xmlNodeSetContent(node, BAD_CAST "");
	return ST_OK;
}

static enum status
seal_element(struct sealing *s, xmlNode *node)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < NKIND; i++) {
		struct str value;

		if (!is_kind(node, &kinds[i]))
			continue;
		value = clear_value(s->a, node, &kinds[i]);
		if (is_sealed(s, node, &kinds[i], value))
			st = seal_value(s, node, &kinds[i], value);
	}
	return st;
}

/* Who makes what is filed. */
static enum status
list_own(struct sealing *s, xmlNode *root)
{
	size_t n = 0;

	for (xmlNode *x = root; x != NULL; x = next_element(x, root))
		n += xml_is(x, FILING_XMLNS, "product");
	s->own = TAKE(s->a, struct str, n + 1);
	if (s->own == NULL)
		return no_memory(s->err);
	for (xmlNode *x = root; x != NULL; x = next_element(x, root)) {
		struct str maker = { NULL, 0 };

		if (xml_is(x, FILING_XMLNS, "product"))
			maker = xml_attr(s->a, x, "maker");
		if (maker.n > 0 && !is_own(s, maker))
			s->own[s->nown++] = maker;
	}
	return ST_OK;
}

/* The tree of a filing in clear, all of it ours. */
static enum status
seal_tree(struct sealing *s, xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	enum status st = list_own(s, root);

	for (xmlNode *x = root; st == ST_OK && x != NULL;
	     x = next_element(x, root)) {
		give_number(x);
		st = seal_element(s, x);
	}
	return st;
}

/* The list moves from the heap to where the rest of it is. */
static enum status
settle(struct openings *o, struct arena *a, struct error *err)
{
	struct opened *list = TAKE(a, struct opened, o->n + 1);

	if (list == NULL)
		return no_memory(err);
	if (o->n > 0)
		memcpy(list, o->list, o->n * sizeof(*list));
	free(o->list);
	o->list = list;
	o->cap = 0;
	return ST_OK;
}

static enum status
read_plain(struct str plain, xmlDoc **doc, struct error *err)
{
	struct findings f = { 0 };

	if (xml_read(plain, "the filing", doc, &f) != ST_OK)
		error_set(err, f.first.code, f.first.at, "%s", f.first.text);
	findings_free(&f);
	return err->code;
}

/*
 * seal_draft - what a draft seals, sealed.
 *
 * In:	draft   accepted by schemas/filing-1.xsd
 * Out:	opening  in arena a; nothing in it on failure
 */
enum status
seal_draft(xmlDoc *draft, const struct profile *with, struct arena *a,
    xmlDoc **out, struct openings *opening, struct error *err)
{
	const struct filing_copy how = { .with = with };
	struct openings o = { .list = NULL };
	struct seal seal;
	struct sealing s = { .seal = &seal, .a = a, .o = &o, .err = err };
	uint8_t digest[SHA256_SIZE];
	struct str plain;
	xmlDoc *doc = NULL;

	*out = NULL;
	*opening = o;
	if (!seal_of_draft(xmlDocGetRootElement(draft), &seal))
		return ST_OK;
	if (filing_copy_tree(draft, &how, a, &plain, err) != ST_OK ||
	    read_plain(plain, &doc, err) != ST_OK)
		return err->code;
	if (!digest_sha256(plain, digest))
		error_set(err, ST_CRYPTO, pos_none, "a digest failed");
	digest_hex(digest, s.content);
	if (err->code == ST_OK && seal_tree(&s, doc) == ST_OK &&
	    settle(&o, a, err) == ST_OK) {
		*opening = o;
		*out = doc;
		return ST_OK;
	}
	free(o.list);
	xmlFreeDoc(doc);
	return err->code;
}

/* ---- a filing that keeps something back ---- */

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
	char name[NAME_TEXT];
	size_t n = 0;

	for (size_t i = 0; i < NKIND; i++)
		n += is_kind(node, &kinds[i]) &&
		     xmlHasProp(node, BAD_CAST sealed_name(&kinds[i], name)) !=
			 NULL;
	return n;
}

/* False when memory is out. */
static bool
take_element(xmlNode *node, struct arena *a, struct sealed_list *out)
{
	char name[NAME_TEXT];

	for (size_t i = 0; i < NKIND; i++) {
		struct str digest = { NULL, 0 };
		struct sealed *x = &out->list[out->n];

		if (is_kind(node, &kinds[i]))
			digest =
			    xml_attr(a, node, sealed_name(&kinds[i], name));
		if (digest.p == NULL)
			continue;
		*x = (struct sealed){ .at = place_of_kind(node, &kinds[i], a),
			.part = part_of(node, a),
			.node = node,
			.clear = kinds[i].clear,
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

	for (xmlNode *x = root; x != NULL; x = next_element(x, root)) {
		give_number(x);
		n += count_kinds(x);
	}
	all.list = TAKE(a, struct sealed, n + 1);
	if (all.list == NULL)
		return no_memory(err);
	for (xmlNode *x = root; x != NULL; x = next_element(x, root))
		if (!take_element(x, a, &all))
			return no_memory(err);
	*out = all;
	return ST_OK;
}

bool
seal_any(const xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc);

	for (xmlNode *x = root; x != NULL; x = next_element(x, root))
		if (count_kinds(x) > 0)
			return true;
	return false;
}

bool
seal_undo(const struct sealed *x, struct str value)
{
	char name[NAME_TEXT];
	const struct kind k = { .clear = x->clear };

	if (x->clear != NULL &&
	    xmlSetProp(x->node, BAD_CAST x->clear, BAD_CAST value.p) == NULL)
		return false;
	if (x->clear == NULL) {
		xmlNode *text = xmlNewDocText(x->node->doc, BAD_CAST value.p);

		if (text == NULL)
			return false;
		xmlAddChild(x->node, text);
	}
	xmlUnsetProp(x->node, BAD_CAST sealed_name(&k, name));
	return true;
}

bool
seal_hides(const xmlNode *node, const char *attribute)
{
	char name[NAME_TEXT];

	for (size_t i = 0; i < NKIND; i++)
		if (kinds[i].clear != NULL && is_kind(node, &kinds[i]) &&
		    strcmp(kinds[i].clear, attribute) == 0)
			return xmlHasProp(node, BAD_CAST sealed_name(
						    &kinds[i], name)) != NULL;
	return false;
}

static void
review_kind(const xmlNode *node, const struct kind *k, uint32_t demanded,
    seal_visit visit, void *ctx)
{
	char name[NAME_TEXT];
	const char *called = k->clear != NULL ? k->clear : k->element;
	bool sealed = xmlHasProp(node, BAD_CAST sealed_name(k, name)) != NULL;
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
		size_t n = sizeof(TEXT_OF "-") - 1;

		if (strncmp(name, TEXT_OF "-", n) == 0 &&
		    !seal_hides(node, name + n))
			visit(ctx, node, SEAL_STRAY, name + n);
	}
}

void
seal_review(xmlDoc *doc, uint32_t demanded, seal_visit visit, void *ctx)
{
	xmlNode *root = xmlDocGetRootElement(doc);

	for (xmlNode *x = root; x != NULL; x = next_element(x, root)) {
		review_strays(x, visit, ctx);
		for (size_t i = 0; i < NKIND; i++)
			if (is_kind(x, &kinds[i]))
				review_kind(x, &kinds[i], demanded, visit, ctx);
	}
}
