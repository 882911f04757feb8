/* SPDX-License-Identifier: Apache-2.0 */
/* filing_copy - a draft or a filing again, in canonical form; see filing.h. */
#include "core/filing/filing.h"

#include "core/base/limits.h"
#include "core/filing/profile/totals.h"
#include "core/filing/seal/seal.h"

#include <string.h>

static const struct canon_ns filing_ns = { "", FILING_XMLNS };

/* A document that is being copied. */
struct copying {
	struct canon *w;
	struct arena *a;
	bool changed; /* something of it is otherwise, or left out */
};

/* Attributes without a namespace; others have no place in a filing. */
static void
copy_attributes(struct copying *c, const xmlNode *node)
{
	for (const xmlAttr *t = node->properties; t != NULL; t = t->next) {
		struct str v = xml_value_view(t);

		if (t->ns != NULL) {
			c->changed = true;
			continue;
		}
		if (v.p == NULL)
			v = xml_attr(c->a, node, (const char *)t->name);
		canon_attr(
		    c->w, (const char *)t->name, v.p != NULL ? v : STR(""));
	}
}

static void
copy_text(struct copying *c, const xmlNode *node)
{
	struct str is = xml_text_view(node);
	struct str text = is.p != NULL ? str_trim(is) : xml_text(c->a, node);

	c->changed |= is.p == NULL || is.n != text.n;
	canon_text(c->w, text.p != NULL ? text : STR(""));
}

static void
open_copy(struct copying *c, const xmlNode *node)
{
	canon_open(c->w, (const char *)node->name);
	copy_attributes(c, node);
	if (xml_element(node->children) == NULL)
		copy_text(c, node);
}

static void
copy_element(struct copying *c, xmlNode *top)
{
	xmlNode *node = top, *next;

	for (;;) {
		open_copy(c, node);
		next = xml_element(node->children);
		while (next == NULL) {
			canon_close(c->w);
			if (node == top)
				return;
			next = xml_element(node->next);
			if (next == NULL)
				node = node->parent;
		}
		node = next;
	}
}

void
filing_copy_element(struct canon *w, xmlNode *top, struct arena *a)
{
	struct copying c = { w, a, false };

	copy_element(&c, top);
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

static bool
is_totals(const xmlNode *child)
{
	return xml_is(child, FILING_XMLNS, "totals");
}

static bool
is_block(const xmlNode *child)
{
	return xml_is(child, FILING_XMLNS, (const char *)child->name) &&
	       profile_find_block((const char *)child->name) != BLOCK_COUNT;
}

/*
 * What has been written from there on was not copied: is it all the same what
 * the document has of that kind?
 */
static void
compare(struct copying *c, const xmlNode *root, size_t from,
    bool (*kind)(const xmlNode *))
{
	static const char head[] = "<all xmlns=\"" FILING_XMLNS "\">";
	const size_t before = sizeof(head) - 1;
	struct canon w = { 0 };
	struct copying own = { &w, c->a, false };

	canon_open_in(&w, &filing_ns, "all");
	canon_text(&w, STR(""));
	for (xmlNode *k = xml_element(root->children); k != NULL;
	     k = xml_element(k->next))
		if (kind(k))
			copy_element(&own, k);
	c->changed |= own.changed || w.err.code != ST_OK || w.n < before ||
		      !str_eq((struct str){ w.p + before, w.n - before },
			  (struct str){ c->w->p + from, c->w->n - from });
	canon_free(&w);
}

/* All that is computed; the totals behind the last product, perhaps anew. */
static enum status
copy_computed(struct copying *c, const xmlNode *root,
    const struct filing_copy *how, struct error *err)
{
	enum status st = ST_OK;

	for (xmlNode *k = xml_element(root->children); st == ST_OK && k != NULL;
	     k = xml_element(k->next)) {
		xmlNode *next = xml_element(k->next);
		size_t from;

		if (filing_is_computed(k) &&
		    !(how->goods != NULL && is_totals(k)))
			copy_element(c, k);
		if (how->goods == NULL || !xml_is(k, FILING_XMLNS, "product") ||
		    (next != NULL && xml_is(next, FILING_XMLNS, "product")))
			continue;
		from = c->w->n;
		st = totals_of_tree(root, how->goods, c->w, err);
		if (st == ST_OK && how->changed != NULL)
			compare(c, root, from, is_totals);
	}
	return st;
}

static void
copy_blocks(
    struct copying *c, const xmlNode *root, const struct filing_copy *how)
{
	size_t from = c->w->n;

	profile_write(how->with, c->w);
	if (how->changed != NULL)
		compare(c, root, from, is_block);
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
	struct filing_copy all = *how;
	struct profile own = { 0 };
	struct arena scratch = { 0 };
	struct canon w = { 0 };
	struct copying c = { &w, &scratch, false };
	struct str copy = { NULL, 0 };
	enum status st = ST_OK;

	if (how->with == NULL)
		st = profile_of_tree(&own, root, FILING_XMLNS, NULL, err);
	if (st != ST_OK)
		return st;
	if (how->with == NULL)
		all.with = &own;
	put_root(&w, xml_attr(&scratch, root, "version").p, how);
	st = copy_computed(&c, root, how, err);
	copy_blocks(&c, root, &all);
	canon_close(&w);
	if (st == ST_OK)
		st = canon_finish(&w, a, &copy, err);
	canon_free(&w);
	if (st == ST_OK && copy.n > LIMIT_FILING)
		st = error_set(err, ST_LIMIT, pos_none,
		    "a filing of %zu bytes: expected at most %zu", copy.n,
		    LIMIT_FILING);
	if (st == ST_OK) {
		*out = copy;
		if (how->changed != NULL)
			*how->changed = c.changed;
	}
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
