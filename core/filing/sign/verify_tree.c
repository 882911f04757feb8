/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verify_tree - the bytes of a signed document, and its tree, before anything
 * is asked of its signature but where it stands; see check.h.
 */
#include "core/base/limits.h"
#include "core/filing/canon/canon.h"
#include "core/filing/canon/canon_look.h"
#include "core/filing/sign/c14n.h"
#include "core/filing/sign/check.h"

#include <string.h>

/* All namespaces of signatures begin so: none may stand elsewhere. */
#define ANY_DS "http://www.w3.org/2000/09/xmldsig"
#define ANY_XADES "http://uri.etsi.org/01903/"

static struct pos
whole(const struct check *c)
{
	return (struct pos){ c->file, 0, 0 };
}

bool
size_is_right(struct check *c)
{
	if (c->bytes.n > LIMIT_FILING)
		return check_refuse(c, VERIFY_SIZE, whole(c),
		    "%zu bytes: expected at most %zu", c->bytes.n,
		    LIMIT_FILING);
	if (canon_is_dense(c->bytes))
		return check_refuse(c, VERIFY_SIZE, whole(c),
		    "%zu tags and attributes: expected at most %d",
		    canon_marks(c->bytes), LIMIT_FILING_MARKS);
	return true;
}

/* What the findings of others mean here. */
static bool
refuse_all(struct check *c, enum verify_reason reason, struct findings *from)
{
	for (size_t i = 0; i < from->n; i++)
		if (from->list[i].sev == SEV_ERROR)
			check_refuse(c, reason, from->list[i].at, "%s",
			    from->list[i].text);
	/* None of them could be kept. */
	return c->v->reason == VERIFY_NOT_JUDGED ? check_give_up(c, ST_NOMEM)
						 : false;
}

bool
tree_is_read(struct check *c)
{
	struct findings local = { 0 };
	enum verify_reason why = VERIFY_NOT_XML;
	enum status st;

	if (str_starts(c->bytes, "\xEF\xBB\xBF"))
		return check_refuse(c, VERIFY_ENCODING,
		    ((struct pos){ c->file, 1, 1 }),
		    "a byte order mark: expected the text alone");
	st = xml_read(c->bytes, c->file, &c->v->doc, &local);
	if (st == ST_NOMEM)
		check_give_up(c, st);
	else if (st == ST_ENCODING)
		why = VERIFY_ENCODING;
	else if (st == ST_LIMIT)
		why = VERIFY_SIZE;
	else if (memmem(c->bytes.p, c->bytes.n, "<!DOCTYPE", 9) != NULL)
		why = VERIFY_DOCTYPE;
	if (st != ST_OK && st != ST_NOMEM)
		refuse_all(c, why, &local);
	findings_free(&local);
	return st == ST_OK;
}

/* Place of the first byte in which the two differ. */
static struct pos
difference(struct str a, struct str b, const char *file)
{
	struct pos at = { file, 1, 1 };

	for (size_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++) {
		at.col++;
		if (a.p[i] == '\n') {
			at.line++;
			at.col = 1;
		}
	}
	return at;
}

/*
 * A filing is its own canonical form.  So there is one way to write it, and
 * what a reader sees is what was signed: comments, CDATA, entities, another
 * encoding, attributes in another order, all end here.
 */
bool
bytes_are_canonical(struct check *c)
{
	struct str form;

	if (canon_look(c->bytes))
		return true;
	form = c14n_document(c->v->doc, &c->scratch);
	if (form.p == NULL)
		return check_refuse(c, VERIFY_NOT_CANONICAL, whole(c),
		    "no canonical form: expected absolute namespaces");
	if (!str_eq(form, c->bytes))
		return check_refuse(c, VERIFY_NOT_CANONICAL,
		    difference(c->bytes, form, c->file),
		    "written differently from the canonical form: expected "
		    "the bytes as they were signed");
	return true;
}

bool
schema_fits(struct check *c)
{
	struct findings local = { 0 };
	enum status st;

	if (c->trust->schema == NULL)
		return true;
	st = xml_schema_check(c->trust->schema, c->v->doc, c->file, &local);
	if (st == ST_SCHEMA)
		refuse_all(c, VERIFY_SCHEMA, &local);
	else if (st != ST_OK) {
		c->v->reason = VERIFY_NOT_JUDGED;
		c->st = findings_take(c->f, &local.first);
	}
	findings_free(&local);
	return st == ST_OK;
}

static bool
attributes_are_plain(struct check *c, const xmlNode *node)
{
	static const char *const ids[] = { SIGFORM_ID_SIGNATURE,
		SIGFORM_ID_CONTENT, SIGFORM_ID_PROPERTIES };
	struct pos at = xml_pos(node, c->file);

	for (const xmlAttr *p = node->properties; p != NULL; p = p->next) {
		const char *name = (const char *)p->name;
		const char *value = p->children != NULL
					? (const char *)p->children->content
					: "";
		bool is_id = str_is_nocase(str_of(name), "id");

		if (p->ns != NULL &&
		    strcmp((const char *)p->ns->prefix, "xml") == 0 &&
		    (is_id || strcmp(name, "base") == 0))
			return check_refuse(c, VERIFY_MARKUP, at,
			    "xml:%s: expected no such attribute", name);
		for (size_t i = 0; is_id && i < 3; i++)
			if (value != NULL && strcmp(value, ids[i]) == 0)
				return check_refuse(c, VERIFY_DUPLICATE_ID, at,
				    "the id \"%s\" outside of the signature: "
				    "expected it once",
				    value);
	}
	return true;
}

/* One node of the content, all but the signature. */
static bool
node_is_plain(struct check *c, const xmlNode *node, const xmlNode *signature)
{
	struct pos at = xml_pos(node, c->file);
	const char *ns;

	if (node->type == XML_TEXT_NODE)
		return true;
	if (node->type != XML_ELEMENT_NODE)
		return check_refuse(c, VERIFY_MARKUP, at,
		    "a processing instruction or other markup: expected "
		    "elements and text");
	ns = node->ns != NULL ? (const char *)node->ns->href : "";
	if (xml_is(node, SIGFORM_DS, "Signature"))
		return signature != NULL
			   ? check_refuse(c, VERIFY_TWO, at,
				 "another signature: expected one")
			   : check_refuse(c, VERIFY_PLACE, at,
				 "a signature in the midst: expected it last "
				 "in the "
				 "root element");
	if (strncmp(ns, ANY_DS, sizeof(ANY_DS) - 1) == 0 ||
	    strncmp(ns, ANY_XADES, sizeof(ANY_XADES) - 1) == 0)
		return check_refuse(c, VERIFY_SHAPE, at,
		    "<%.40s> outside of the signature",
		    (const char *)node->name);
	return attributes_are_plain(c, node);
}

/* The node after this one in the document, not below `skip`, or NULL. */
static const xmlNode *
next_node(const xmlNode *node, const xmlNode *skip)
{
	if (node->children != NULL && node != skip &&
	    node->type == XML_ELEMENT_NODE)
		return node->children;
	while (node != NULL && node->next == NULL)
		node = node->parent;
	return node != NULL ? node->next : NULL;
}

/* Exactly one signature, the last child of the root; nothing odd elsewhere. */
bool
signature_is_placed(struct check *c)
{
	xmlNode *root = xmlDocGetRootElement(c->v->doc);
	xmlNode *last = root->last, *signature = NULL;

	if (last != NULL && xml_is(last, SIGFORM_DS, "Signature"))
		signature = last;
	for (const xmlNode *n = c->v->doc->children; n != NULL;
	     n = next_node(n, signature))
		if (n != signature && !node_is_plain(c, n, signature))
			return false;
	if (signature == NULL)
		return check_refuse(c, VERIFY_NO_SIGNATURE, whole(c),
		    "not signed: expected a signature last in <%.40s>",
		    (const char *)root->name);
	c->v->signature = signature;
	return true;
}
