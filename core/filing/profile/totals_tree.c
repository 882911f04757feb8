/* SPDX-License-Identifier: Apache-2.0 */
/* totals_tree - those of a document, from what it states; see totals.h. */
#include "core/filing/holds.h"
#include "core/filing/profile/totals.h"

#include <string.h>

/* What tells which origin counts: of all products the same. */
static const char *const origin_names[] = { "origin", "policy", "stages",
	"match", "by", "unknown", "countries", "not-countries" };
#define ORIGIN_NAMES (sizeof(origin_names) / sizeof(origin_names[0]))

struct adding {
	struct totals t;
	struct arena scratch;
	struct str origin[ORIGIN_NAMES]; /* .p NULL: not there */
	struct error *err;
};

static struct str
attr(struct adding *a, const xmlNode *node, const char *name)
{
	struct str v = xml_attr(&a->scratch, node, name);

	return v.p != NULL ? v : STR("");
}

/* The first product says which origin; the others have to agree. */
static enum status
take_origin(struct adding *a, const xmlNode *content)
{
	for (size_t i = 0; i < ORIGIN_NAMES; i++) {
		struct str v = xml_attr(&a->scratch, content, origin_names[i]);

		if (a->t.nproduct == 1)
			a->origin[i] = v;
		else if ((v.p == NULL) != (a->origin[i].p == NULL) ||
			 (v.p != NULL && !str_eq(v, a->origin[i])))
			return error_set(a->err, ST_CONFLICT,
			    xml_pos(content, NULL),
			    "the origin that counts is not that of the first "
			    "product: expected the same of all, or no totals "
			    "can be told");
	}
	return ST_OK;
}

static enum status
refuse(struct adding *a, const xmlNode *node)
{
	return error_set(a->err, ST_SCHEMA, xml_pos(node, NULL),
	    "expected the amounts of a rare earth, each once");
}

static enum status
take_row(struct adding *a, const xmlNode *node)
{
	size_t row = TOTALS_SUM;
	struct holds_interval x = { .rounded = false };
	enum status st = ST_OK;
	int e;

	if (xml_is(node, FILING_XMLNS, "element")) {
		e = element_find(attr(a, node, "symbol"));
		if (e < 0)
			return refuse(a, node);
		row = (size_t)e;
	}
	exact_init(&x.x);
	for (int k = 0; st == ST_OK && k < TOTALS_AMOUNTS; k++) {
		const xmlNode *of =
		    xml_child(node, FILING_XMLNS, totals_amount_names[k]);

		if (of == NULL && k == TOTALS_ORIGIN)
			continue;
		if (!holds_read(&x, of) || x.x.lo_infinite)
			st = refuse(a, node);
		else
			totals_take(&a->t, row, (enum totals_amount)k, &x.x);
	}
	exact_clear(&x.x);
	return st;
}

static enum status
take_product(
    struct adding *a, const xmlNode *product, const struct profile *goods)
{
	const struct totals_product p = { attr(a, product, "part"),
		attr(a, product, "maker"), attr(a, product, "revision") };
	const xmlNode *content = xml_child(product, FILING_XMLNS, "content");
	enum status st =
	    totals_next(&a->t, &p, attr(a, product, "unit"), goods, a->err);

	if (content == NULL)
		return refuse(a, product);
	if (st == ST_OK)
		st = take_origin(a, content);
	for (const xmlNode *row = xml_element(content->children);
	     st == ST_OK && row != NULL; row = xml_element(row->next))
		st = take_row(a, row);
	return st;
}

static enum status
add_up(struct adding *a, const xmlNode *root, const struct profile *p)
{
	xmlNode *product = xml_child(root, FILING_XMLNS, "product");
	struct profile *view = NULL;
	size_t n = 0, k = 0;
	enum status st;

	for (xmlNode *c = product; c != NULL;
	     c = xml_named(c->next, FILING_XMLNS, "product"))
		n++;
	st = goods_views(p, n, &a->scratch, &view, a->err);
	for (; st == ST_OK && product != NULL;
	     product = xml_named(product->next, FILING_XMLNS, "product"))
		st = take_product(a, product, &view[k++]);
	return st;
}

static void
put_origin(void *ctx, struct canon *w)
{
	const struct adding *a = ctx;

	for (size_t i = 0; i < ORIGIN_NAMES; i++)
		if (a->origin[i].p != NULL)
			canon_attr(w, origin_names[i], a->origin[i]);
}

enum status
totals_of_tree(const xmlNode *root, const struct profile *p, struct canon *w,
    struct error *err)
{
	struct adding a = { .err = err };
	enum status st;

	totals_init(&a.t);
	st = add_up(&a, root, p);
	if (st == ST_OK)
		totals_write(&a.t, put_origin, &a, w);
	totals_clear(&a.t);
	arena_free(&a.scratch);
	return st;
}

/* ---- does it hold? */

static const struct canon_ns filing_ns = { "", FILING_XMLNS };

/* Bytes of what is there; node NULL: nothing. */
static enum status
as_it_stands(xmlNode *node, struct arena *a, struct str *out, struct error *err)
{
	struct canon w = { 0 };
	enum status st;

	canon_open_in(&w, &filing_ns, "all");
	if (node != NULL)
		filing_copy_element(&w, node, a);
	canon_close(&w);
	st = canon_finish(&w, a, out, err);
	canon_free(&w);
	return st;
}

static enum status
as_it_should(const xmlNode *root, const struct profile *p, struct arena *a,
    struct str *out, struct error *err)
{
	struct canon w = { 0 };
	enum status st;

	canon_open_in(&w, &filing_ns, "all");
	st = totals_of_tree(root, p, &w, err);
	canon_close(&w);
	if (st == ST_OK)
		st = canon_finish(&w, a, out, err);
	canon_free(&w);
	return st;
}

/* The first row that does not stand in `all`, by its name. */
static void
find_other(const xmlNode *totals, struct str all, char row[8], struct arena *a)
{
	static const char head[] = "<all xmlns=\"" FILING_XMLNS "\">";
	static const char foot[] = "</all>";
	const size_t around = sizeof(head) + sizeof(foot) - 2;

	for (xmlNode *c = xml_element(totals->children);
	     c != NULL && row[0] == '\0'; c = xml_element(c->next)) {
		struct str symbol = xml_attr(a, c, "symbol"), one;
		struct error err = { 0 };

		if (xml_is(c, FILING_XMLNS, "open") ||
		    as_it_stands(c, a, &one, &err) != ST_OK ||
		    memmem(all.p, all.n, one.p + sizeof(head) - 1,
			one.n - around) != NULL)
			continue;
		str_add(row, 8, "%.4s", symbol.p != NULL ? symbol.p : "sum");
	}
}

enum status
totals_hold(const xmlNode *root, const struct profile *p, bool *holds,
    char row[8], struct error *err)
{
	xmlNode *totals = xml_child(root, FILING_XMLNS, "totals");
	struct arena a = { 0 };
	struct str is, should;

	row[0] = '\0';
	if (as_it_stands(totals, &a, &is, err) == ST_OK &&
	    as_it_should(root, p, &a, &should, err) == ST_OK) {
		*holds = str_eq(is, should);
		if (!*holds && totals != NULL)
			find_other(totals, should, row, &a);
	}
	arena_free(&a);
	return err->code;
}
