/* SPDX-License-Identifier: Apache-2.0 */
/* policy - what a company takes as nothing; see policy.h. */
#include "core/rules/pack/policy.h"

#include "core/base/limits.h"
#include "core/bom/field/units.h"
#include "core/rules/deal/document.h"
#include "core/rules/pack/pack.h"

#include <stdlib.h>
#include <string.h>

/* What reading one file needs. */
struct reader {
	struct policy *p;
	struct findings *f;
	const char *file; /* for findings */
	date_day as_of;
};

static const char *
text_of(struct reader *r, const xmlNode *node, const char *name)
{
	struct str s = xml_attr(&r->p->mem, node, name);

	return s.p != NULL ? s.p : "";
}

/* "10 ppm": the schema has seen to number, blank and unit. */
static void
read_floor(struct reader *r, const xmlNode *node, struct policy_entry *e)
{
	struct pos at = xml_pos(node, r->file);
	struct error err = { 0 };
	const char *blank;
	mpq_t share;

	e->kind = POLICY_TRACE_FLOOR;
	e->share_text = text_of(r, node, "share");
	blank = strchr(e->share_text, ' ');
	if (blank == NULL) {
		findings_error(r->f, ST_UNIT, at,
		    "share \"%s\": expected a number and its unit",
		    e->share_text);
		return;
	}
	mpq_init(share);
	if (num_read(
		(struct str){ e->share_text, (size_t)(blank - e->share_text) },
		at, share, &err) != ST_OK)
		findings_take(r->f, &err);
	unit_to_base(unit_find(str_of(blank + 1)), share);
	if (mpq_cmp_ui(share, 1, 1) >= 0 || mpq_sgn(share) <= 0)
		findings_error(r->f, ST_RANGE, at,
		    "a trace floor of %s: expected more than zero and less "
		    "than 100 %%",
		    e->share_text);
	else if (!e->expired) {
		mpq_set(r->p->floor, share);
		r->p->has_floor = true;
	}
	mpq_clear(share);
}

static void
read_method(struct reader *r, const xmlNode *node, struct policy_entry *e)
{
	e->kind = POLICY_METHOD;
	e->method = text_of(r, node, "is");
	if (!e->expired)
		r->p->method =
		    (uint8_t)(strcmp(e->method,
				  value_method_name(METHOD_DELIVERED)) == 0
				  ? METHOD_DELIVERED
				  : METHOD_MARKET);
}

static void
read_entry(struct reader *r, const xmlNode *node, struct policy_entry *e)
{
	struct pos at = xml_pos(node, r->file);
	const char *name = (const char *)node->name;
	struct error err = { 0 };
	const char *until = text_of(r, node, "until");

	e->at = xml_pos(node, r->p->path);
	e->reason = text_of(r, node, "reason");
	e->author = text_of(r, node, "author");
	if (date_read(str_trim(str_of(until)), at, &e->until, &err) != ST_OK)
		findings_take(r->f, &err);
	e->expired = e->until < r->as_of;
	if (e->expired)
		findings_warn(r->f, ST_OK, at,
		    "%s has expired with %s: it does not count", name, until);
	if (strcmp(name, "trace-floor") == 0) {
		read_floor(r, node, e);
	} else if (strcmp(name, "reading") == 0) {
		e->kind = POLICY_READING;
		e->rule = text_of(r, node, "rule");
		e->reading = text_of(r, node, "is");
	} else if (strcmp(name, "value-method") == 0) {
		read_method(r, node, e);
	} else if (strcmp(name, "allocate") == 0) {
		e->kind = POLICY_ALLOCATE;
		r->p->allocate |= !e->expired;
	} else {
		e->kind = POLICY_ACCEPT_NOT_ADDED;
		r->p->accept_not_added |= !e->expired;
	}
}

static enum status
read_root(struct reader *r, const xmlNode *root)
{
	size_t n = 0;

	r->p->id = text_of(r, root, "id");
	for (xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next))
		n++;
	r->p->entry = TAKE(&r->p->mem, struct policy_entry, n + 1);
	if (r->p->entry == NULL)
		return findings_error(
		    r->f, ST_NOMEM, xml_pos(root, r->file), "out of memory");
	for (xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next))
		read_entry(r, c, &r->p->entry[r->p->n++]);
	return ST_OK;
}

/*
 * policy_read_bytes - a policy from bytes (copied).
 *
 * In:	name   for findings; must live as long as f
 *	as_of  the day of judgement: what expired before it does not count
 * Err:	as pack_read_bytes()
 */
enum status
policy_read_bytes(struct policy *p, const char *name, struct str xml,
    date_day as_of, struct findings *f)
{
	struct reader r = { p, f, name, as_of };
	struct document d = { .mem = &p->mem, .f = f, .file = name };
	size_t before = f->errors;
	enum status st;

	*p = (struct policy){ 0 };
	p->path = arena_copy(&p->mem, str_of(name)).p;
	if (p->path == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	mpq_init(p->floor);
	st = document_read(&d, xml, "schemas/policy-1.xsd");
	if (st == ST_OK)
		st = document_bytes(&p->xml, xml, f);
	if (st == ST_OK)
		st = read_root(&r, xmlDocGetRootElement(d.doc));
	if (st == ST_OK && f->errors > before)
		st = f->first.code;
	xmlFreeDoc(d.doc);
	if (st != ST_OK)
		policy_free(p);
	return st;
}

enum status
policy_read(
    struct policy *p, const char *path, date_day as_of, struct findings *f)
{
	const char *name = arena_copy(&f->texts, str_of(path)).p;
	struct error err = { 0 };
	struct bytes xml = { 0 };
	enum status st;

	*p = (struct policy){ 0 };
	if (name == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	st = file_load(name, LIMIT_SMALL_FILE, &xml, &err);
	if (st != ST_OK)
		findings_take(f, &err);
	else
		st = policy_read_bytes(
		    p, name, (struct str){ xml.p, xml.n }, as_of, f);
	bytes_free(&xml);
	return st;
}

/* An empty policy, as a failed reading leaves it, is left alone. */
void
policy_free(struct policy *p)
{
	if (p->path == NULL)
		return;
	mpq_clear(p->floor);
	bytes_free(&p->xml);
	arena_free(&p->mem);
	*p = (struct policy){ 0 };
}
