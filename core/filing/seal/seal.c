/* SPDX-License-Identifier: Apache-2.0 */
/* seal - what tells who a supplier is, as digests; see seal.h. */
#include "core/filing/seal/seal.h"

#include "core/filing/seal/seal_places.h"

#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* ---- sealing ---- */

static struct str
clear_value(struct arena *a, const xmlNode *node, const struct seal_kind *k)
{
	return k->clear != NULL ? xml_attr(a, node, k->clear)
				: xml_text(a, node);
}

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
is_name(const struct seal_kind *k)
{
	return k->field == DISCLOSED_MAKER || k->field == DISCLOSED_SUPPLIER;
}

static bool
is_sealed(struct sealing *s, const xmlNode *node, const struct seal_kind *k,
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
seal_value(struct sealing *s, xmlNode *node, const struct seal_kind *k,
    struct str value)
{
	struct str at = seal_place(node, k, s->a), salt;
	char digest[SHA256_HEX], name[SEAL_NAME];

	if (at.p == NULL || !find_salt(s, at, &salt) ||
	    !opening_digest(at, salt, value, digest))
		return error_set(
		    s->err, ST_CRYPTO, pos_none, "a digest failed");
	if (!remember(s, at, salt, value) ||
	    xmlSetProp(node, BAD_CAST seal_name(k, name), BAD_CAST digest) ==
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

	for (size_t i = 0; st == ST_OK && i < SEAL_KINDS; i++) {
		struct str value;

		if (!seal_is_kind(node, &seal_kinds[i]))
			continue;
		value = clear_value(s->a, node, &seal_kinds[i]);
		if (is_sealed(s, node, &seal_kinds[i], value))
			st = seal_value(s, node, &seal_kinds[i], value);
	}
	return st;
}

/* Who makes what is filed. */
static enum status
list_own(struct sealing *s, xmlNode *root)
{
	size_t n = 0;

	for (xmlNode *x = root; x != NULL; x = seal_next(x, root))
		n += xml_is(x, FILING_XMLNS, "product");
	s->own = TAKE(s->a, struct str, n + 1);
	if (s->own == NULL)
		return no_memory(s->err);
	for (xmlNode *x = root; x != NULL; x = seal_next(x, root)) {
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
	     x = seal_next(x, root)) {
		seal_number(x);
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
