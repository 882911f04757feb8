/* SPDX-License-Identifier: Apache-2.0 */
/* trace - what is in a product, item by item; and what holds an item. */
#include "cmd/assuming.h"
#include "cmd/checking.h"
#include "cmd/verbs.h"
#include "core/report/assumptions.h"
#include "core/report/trace/breakdown.h"
#include "core/report/trace/held.h"
#include "core/report/trace/where_used.h"

#include <string.h>

/* What the command line asks for. */
struct asked {
	const char *used; /* --where-used ITEM, or NULL */
	const char *item; /* --item ITEM, or NULL */
	const char *depth;
	struct words elements;
	bool flat, all_items;
	int by; /* enum breakdown_by; BY_COUNT: not asked for */
};

/* A product, and by what to add it up. */
struct broken {
	struct held held;
	enum breakdown_by by;
};

static enum status
emit_where_used(const struct page *page, const void *result, struct error *err)
{
	return where_used_write(
	    page->to, page->format, &page->style, result, err);
}

/* What is assumed stands above what is told with it. */
static void
put_assumed(const struct page *page, const struct held *h)
{
	if (page->format == OUT_TABLE)
		assumptions_write(page->to, &page->style, h->checked);
}

static enum status
emit_tree(const struct page *page, const void *result, struct error *err)
{
	put_assumed(page, result);
	return held_tree(page->to, page->format, &page->style, result, err);
}

static enum status
emit_flat(const struct page *page, const void *result, struct error *err)
{
	put_assumed(page, result);
	return held_flat(page->to, page->format, &page->style, result, err);
}

static enum status
emit_by(const struct page *page, const void *result, struct error *err)
{
	const struct broken *b = result;

	put_assumed(page, &b->held);
	return breakdown_write(
	    page->to, page->format, &page->style, &b->held, b->by, err);
}

/* Only options that say something of the same view. */
static enum status
check_options(const struct asked *a, struct error *err)
{
	bool by = a->by != BY_COUNT;

	if (a->used != NULL && (a->item != NULL || a->flat || by ||
				   a->depth != NULL || a->elements.n > 0))
		return error_set(err, ST_USAGE, pos_none,
		    "--where-used goes upwards: expected no --item, --flat, "
		    "--by, --depth or --only-element with it");
	if (a->flat && by)
		return error_set(err, ST_USAGE, pos_none,
		    "--flat and --by: expected one of them");
	if ((a->flat || by) && a->depth != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--depth is one of the tree: expected no --flat or --by "
		    "with it");
	return ST_OK;
}

/* Where assumptions have a place: they change no use, and are no document of a
 * supplier; and every output that rests on them names them. */
static enum status
check_assumed(const struct session *s, const struct asked *a, struct error *err)
{
	bool rows = false;

	if (s->in.assume.n == 0)
		return ST_OK;
	if (a->used != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--where-used tells quantities, and an assumption changes "
		    "none: expected no --assume with it");
	if (a->by == BY_SUPPLIER)
		return error_set(err, ST_USAGE, pos_none,
		    "--by supplier tells who declares what, and an assumption "
		    "is nobody's declaration: expected no --assume with it");
	for (size_t i = 0; i < s->out.n; i++)
		rows |= s->out.page[i].format == OUT_CSV ||
			s->out.page[i].format == OUT_JSONL;
	if (a->by != BY_COUNT && rows)
		return error_set(err, ST_USAGE, pos_none,
		    "the rows of --by have no place for assumptions: expected "
		    "-o table or -o json with --assume");
	return ST_OK;
}

static enum status
read_depth(const char *text, size_t *depth, struct error *err)
{
	size_t n = 0;

	*depth = SIZE_MAX;
	if (text == NULL)
		return ST_OK;
	for (size_t i = 0; text[i] != '\0'; i++) {
		if (text[i] < '0' || text[i] > '9' || i > 8)
			return error_set(err, ST_USAGE, pos_none,
			    "--depth \"%.40s\": expected a number of levels",
			    text);
		n = n * 10 + (size_t)(text[i] - '0');
	}
	*depth = n;
	return text[0] != '\0' ? ST_OK
			       : error_set(err, ST_USAGE, pos_none,
				     "--depth \"\": expected a number of "
				     "levels");
}

static enum status
read_elements(const struct words *w, uint32_t *mask, struct error *err)
{
	*mask = 0;
	for (size_t i = 0; i < w->n; i++) {
		int e = element_find(str_of(w->word[i]));

		if (e < 0)
			return error_set(err, ST_USAGE, pos_none,
			    "--only-element \"%.40s\": expected the symbol of "
			    "a rare earth: Dy",
			    w->word[i]);
		*mask |= 1u << e;
	}
	return ST_OK;
}

static enum status
where_used(struct session *s, const struct asked *a, struct error *err)
{
	struct where_used u = { .all = a->all_items };
	struct checked c;
	uint32_t item = 0;

	if (session_open_for(s, NEED_BOM, err) != ST_OK ||
	    session_item(s, a->used, &item, err) != ST_OK ||
	    checking_fill(s, &c, err) != ST_OK)
		return err->code;
	session_messages(s);
	u.checked = &c;
	if (where_find(&s->bom, item, &u.where, err) == ST_OK)
		outputs_write(&s->out, emit_where_used, &u, err);
	where_free(&u.where);
	return err->code;
}

/* The item that is named, else all that nothing uses. */
static enum status
find_roots(
    struct session *s, const struct asked *a, struct held *h, struct error *err)
{
	const struct bom *b = &s->bom;
	uint32_t *root = TAKE(&s->mem, uint32_t, b->nitem + 1);

	if (root == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	h->root = root;
	if (a->item != NULL) {
		h->nroot = 1;
		return session_item(s, a->item, &root[0], err);
	}
	for (uint32_t i = 0; i < b->nitem; i++)
		if (b->is_child[i] == 0)
			root[h->nroot++] = i;
	return ST_OK;
}

static enum status
held(struct session *s, const struct asked *a, struct error *err)
{
	struct broken b = { { .all = a->all_items }, (enum breakdown_by)a->by };
	struct held *h = &b.held;
	struct checked c;

	if (read_depth(a->depth, &h->depth, err) != ST_OK ||
	    read_elements(&a->elements, &h->elements, err) != ST_OK)
		return err->code;
	s->in.sum_only = a->by != BY_ELEMENT;
	s->in.summed = h->elements;
	if (session_open(s, err) != ST_OK ||
	    find_roots(s, a, h, err) != ST_OK ||
	    checking_fill(s, &c, err) != ST_OK)
		return err->code;
	session_messages(s);
	assuming_replace(s, &c);
	h->checked = &c;
	if (a->by != BY_COUNT)
		return outputs_write(&s->out, emit_by, &b, err);
	return outputs_write(&s->out, a->flat ? emit_flat : emit_tree, h, err);
}

int
cmd_trace(struct session *s, int argc, char **argv)
{
	struct asked a = { .by = BY_COUNT };
	const struct option_spec table[] = {
		{ "item", '\0', OPTION_TEXT, &a.item, "ITEM",
		    "begin with this item instead of the products" },
		{ "depth", '\0', OPTION_TEXT, &a.depth, "N",
		    "so many levels below it" },
		{ "flat", '\0', OPTION_FLAG, &a.flat, NULL,
		    "one row per item instead of a tree" },
		{ "by", '\0', OPTION_CHOICE, &a.by,
		    "element|origin|supplier|maker",
		    "the amounts of each product, added up so" },
		{ "where-used", '\0', OPTION_TEXT, &a.used, "ITEM",
		    "what holds this item, up to every product" },
		{ "only-element", '\0', OPTION_LIST, &a.elements, "SYMBOL",
		    "of this rare earth alone; repeatable" },
		{ "all-items", 'a', OPTION_FLAG, &a.all_items, NULL,
		    "list every item, however many there are" },
		{ "rules", 'r', OPTION_LIST, &s->in.packs, "PACK",
		    "rule pack that says what counts as origin" },
		{ "assume", '\0', OPTION_LIST, &s->in.assume, "FILE",
		    "tell amounts with your own assumptions; repeatable" },
		{ "as-of", '\0', OPTION_DATE, &s->in.days.as_of, "DATE",
		    "the product of that day (today)" },
		{ "bom-as-of", '\0', OPTION_DATE, &s->in.days.bom, "DATE",
		    "the parts and documents that hold on that other day" },
		SESSION_READ_OPTIONS(s),
	};
	const struct usage usage = { "FILE... [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"The files make up one product: its bill of materials and "
		"declarations of\nsuppliers.\nITEM is a part number; where "
		"several items have it, what `retrace check`\nprints: MAKER "
		"PART rev REVISION.\n" };
	struct error err = { 0 };
	int code;

	if (session_options(s, &usage, argc, argv, &code)) {
		s->in.files = s->rest;
		s->rest = (struct words){ 0 };
		if (check_options(&a, &err) == ST_OK &&
		    check_assumed(s, &a, &err) == ST_OK)
			(a.used != NULL ? where_used : held)(s, &a, &err);
		code = err.code != ST_OK ? session_fail(s, &err) : 0;
	}
	words_free(&a.elements);
	return code;
}
