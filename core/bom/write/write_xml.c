/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_xml - the bom as our own XML; see write_xml.h.
 *
 * What the first file says itself stands inside its items; what any other
 * document says stands in a declaration, one statement per item.  Before
 * linking, content names its item by a reference: where no item has exactly
 * its key, a statement keeps it.
 */
#include "core/bom/write/write_xml.h"

#include "core/bom/write/in_words.h"
#include "core/bom/write/xml_entries.h"
#include "core/bom/write/xml_text.h"
#include "core/bom/xml/read_xml.h"

#include <stdlib.h>

struct writer {
	struct xml_out out;
	const struct bom *b;
	bool linked;
	size_t next_maker; /* in bom.maker_part */
	struct xml_entries said;
};

/* The document that the root element stands for. */
#define OWN 0

static void
put_key(struct xml_out *o, const char *part_name, const char *maker_name,
    const char *revision_name, uint32_t part, uint32_t maker, uint32_t revision)
{
	xml_put_attr(o, part_name, o->b->parts.key[part]);
	xml_put_text(o, maker_name, maker);
	xml_put_text(o, revision_name, revision);
}

static void
put_origin(struct writer *w, const struct origin *g)
{
	struct xml_out *o = &w->out;
	char share[WORDS_AMOUNT];

	o->at = g->at;
	xml_start_tag(o, "origin");
	xml_put_word(o, "stage", stage_name((enum stage)g->stage));
	if (g->absent)
		xml_put_word(o, "absent", "yes");
	else
		xml_put_word(o, "country", words_country(g));
	xml_put_elements(o, "elements", g->elements);
	xml_out_check(o, words_share(o->b, g, share));
	xml_put_word(o, "share", share);
	if (g->blend)
		xml_put_word(o, "of", "blend");
	xml_put_word(o, "technology", g->technology);
	xml_put_word(o, "standing", words_standing(g->standing));
	xml_put_text(o, "evidence", g->evidence);
	xml_end_tag(o, "origin");
}

static void
put_content(struct writer *w, const struct content *c)
{
	struct xml_out *o = &w->out;
	struct words_content words;

	o->at = c->at;
	xml_out_check(o, words_content(o->b, c, &words));
	xml_start_tag(o, "content");
	xml_put_word(o, "element", words.element);
	xml_put_attr(o, "cas", words.cas);
	xml_put_attr(o, "formula", words.formula);
	xml_put_attr(o, "name", words.substance);
	xml_put_word(o, "basis", words.basis);
	xml_put_word(o, "amount", words.amount);
	xml_put_word(o, "scope", words.scope);
	xml_put_word(o, "kind", words.kind);
	xml_put_word(o, "each", words.each);
	xml_put_word(o, "process", words.process);
	for (uint32_t i = 0; i < c->norigin; i++)
		put_origin(w, &w->b->origin[c->origin_first + i]);
	xml_end_tag(o, "content");
}

static void
put_entry(struct writer *w, const struct xml_entry *e)
{
	if (e->is_origin)
		put_origin(w, &w->b->origin[e->index]);
	else
		put_content(w, &w->b->content[e->index]);
}

/* What its makers call it; they come in the order of the items. */
static void
put_maker_parts(struct writer *w, uint32_t item)
{
	const struct bom *b = w->b;

	for (; w->linked && w->next_maker < b->nmaker_part &&
	       b->maker_part[w->next_maker].item == item;
	     w->next_maker++) {
		const struct maker_part *m = &b->maker_part[w->next_maker];

		w->out.at = m->at;
		xml_start_tag(&w->out, "maker-part");
		xml_put_text(&w->out, "maker", m->maker);
		xml_put_text(&w->out, "part", m->number);
		xml_end_tag(&w->out, "maker-part");
	}
}

/* Items that the first file speaks of itself come in their order. */
static void
put_item(struct writer *w, uint32_t i)
{
	const struct item *it = &w->b->item[i];
	struct xml_out *o = &w->out;
	const struct xml_entry *e;

	o->at = it->at;
	xml_start_tag(o, "item");
	put_key(o, "part", "maker", "revision", it->part_id, it->maker,
	    it->revision);
	xml_put_text(o, "name", it->name);
	if (it->has_mass)
		xml_put_amount(o, "mass", it->mass);
	xml_put_word(o, "unit", unit_name(words_unit((enum dimension)it->dim)));
	if (it->value != BOM_NONE) {
		xml_put_number(o, "value", it->value);
		xml_put_text(o, "currency", it->currency);
	}
	xml_put_text(o, "hs", it->hs);
	xml_put_text(o, "control", it->control);
	xml_put_text(o, "material", it->material);
	if (it->form != FORM_UNKNOWN)
		xml_put_word(o, "form", form_name((enum form)it->form));
	if ((it->flags & ITEM_SHIPPED) != 0)
		xml_put_word(o, "shipped", "yes");
	if ((it->flags & (ITEM_COMPLETE | ITEM_OPEN)) != 0)
		xml_put_word(o, "complete",
		    (it->flags & ITEM_COMPLETE) != 0 ? "yes" : "no");
	if ((it->flags & ITEM_PHANTOM) != 0)
		xml_put_word(o, "phantom", "yes");
	put_maker_parts(w, i);
	if (w->linked && bom_seller(w->b, i) != 0) {
		xml_start_tag(o, "supplier");
		xml_put_text(o, "name", bom_seller(w->b, i));
		xml_end_tag(o, "supplier");
	}
	while ((e = xml_entries_take(&w->said, OWN, i)) != NULL)
		put_entry(w, e);
	xml_end_tag(o, "item");
}

/* An edge list defines what it names. */
static void
put_implied_items(struct writer *w)
{
	for (size_t i = 0; !w->linked && i < w->b->nref; i++) {
		const struct ref *ref = &w->b->ref[i];

		if (!ref->may_define || w->said.part_is_item[ref->part])
			continue;
		w->out.at = ref->at;
		xml_start_tag(&w->out, "item");
		put_key(&w->out, "part", "maker", "revision", ref->part,
		    ref->maker, ref->revision);
		xml_end_tag(&w->out, "item");
	}
}

/* One end of a use: an item after linking, a ref before. */
static void
put_end(struct writer *w, const char *const names[3], uint32_t index)
{
	const struct bom *b = w->b;

	if (w->linked)
		put_key(&w->out, names[0], names[1], names[2],
		    b->item[index].part_id, b->item[index].maker,
		    b->item[index].revision);
	else
		put_key(&w->out, names[0], names[1], names[2],
		    b->ref[index].part, b->ref[index].maker,
		    b->ref[index].revision);
}

static void
put_use(struct writer *w, const struct use *u)
{
	static const char *const parent[] = { "parent", "parent-maker",
		"parent-revision" };
	static const char *const child[] = { "child", "child-maker",
		"child-revision" };
	struct xml_out *o = &w->out;
	enum unit unit = (enum unit)u->unit;

	if (w->linked)
		unit = words_unit((enum dimension)w->b->item[u->child].dim);
	o->at = u->at;
	xml_start_tag(o, "use");
	put_end(w, parent, u->parent);
	put_end(w, child, u->child);
	xml_put_quantity(o, u->qty);
	xml_put_word(o, "unit", unit_name(unit));
	if (u->note != 0) {
		const struct use_note *n = &w->b->note[u->note];

		xml_put_text(o, "alternative", n->place);
		xml_put_date(o, "from", n->from);
		xml_put_date(o, "until", n->until);
	}
	xml_end_tag(o, "use");
}

static void
put_declaration_attrs(struct xml_out *o, const struct declaration *d)
{
	o->at = d->at;
	xml_put_text(o, "id", d->id);
	xml_put_text(o, "supplier", d->supplier);
	xml_put_date(o, "date", d->date);
	xml_put_date(o, "until", d->until);
	xml_put_word(o, "standing", words_standing(d->standing));
	xml_put_text(o, "evidence", d->evidence);
}

static void
put_statement(struct writer *w, const struct xml_entry *x)
{
	const struct bom *b = w->b;
	const struct xml_entry *e;
	struct xml_out *o = &w->out;

	xml_start_tag(o, "statement");
	if (x->target < b->nitem) {
		const struct item *it = &b->item[x->target];

		put_key(o, "part", "maker", "revision", it->part_id, it->maker,
		    it->revision);
	} else {
		const struct ref *ref = &b->ref[x->target - b->nitem];

		put_key(o, "part", "maker", "revision", ref->part, ref->maker,
		    ref->revision);
	}
	while ((e = xml_entries_take(&w->said, x->decl, x->target)) != NULL)
		put_entry(w, e);
	xml_end_tag(o, "statement");
}

/* A document that says who made it is kept though it says nothing. */
static bool
is_named(const struct declaration *d)
{
	return d->id != 0 || d->supplier != 0;
}

/* Documents in their order, for among equals the earlier one counts. */
static void
put_declarations(struct writer *w)
{
	for (uint32_t d = 0; d < w->b->ndecl && w->out.st == ST_OK; d++) {
		const struct xml_entry *e = xml_entries_by(&w->said, d);

		if (e == NULL && (d == OWN || !is_named(&w->b->decl[d])))
			continue;
		xml_start_tag(&w->out, "declaration");
		put_declaration_attrs(&w->out, &w->b->decl[d]);
		for (; e != NULL; e = xml_entries_by(&w->said, d))
			put_statement(w, e);
		xml_end_tag(&w->out, "declaration");
	}
}

static void
put_price(struct xml_out *o, const struct price *p)
{
	o->at = p->at;
	xml_start_tag(o, "price");
	xml_put_word(o, "element", element_at((int)p->element)->symbol);
	xml_put_word(o, "basis", guise_name((enum guise)p->guise));
	if (p->guise == GUISE_ALLOY) /* it stands per element already */
		xml_put_word(o, "share", "100 %");
	xml_put_number(o, "amount", p->amount);
	xml_put_text(o, "currency", p->currency);
	xml_put_word(o, "per", "g");
	xml_put_date(o, "date", p->date);
	xml_put_text(o, "market", p->market);
	xml_end_tag(o, "price");
}

static void
put_rate(struct xml_out *o, const struct rate *r)
{
	o->at = r->at;
	xml_start_tag(o, "rate");
	xml_put_text(o, "from", r->from);
	xml_put_text(o, "to", r->to);
	xml_put_number(o, "amount", r->amount);
	xml_put_date(o, "date", r->date);
	xml_put_text(o, "source", r->source);
	xml_end_tag(o, "rate");
}

static void
put_all(struct writer *w)
{
	const struct bom *b = w->b;
	struct xml_out *o = &w->out;

	xml_put_raw(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
	xml_start_tag(o, "bom");
	xml_put_word(o, "xmlns", BOM_XML_NS);
	if (b->assemblies_complete)
		xml_put_word(o, "assemblies", "complete");
	if (b->ndecl > 0)
		put_declaration_attrs(o, &b->decl[OWN]);
	for (uint32_t i = 0; i < b->nitem && o->st == ST_OK; i++)
		put_item(w, i);
	put_implied_items(w);
	for (size_t i = 0; i < b->nuse && o->st == ST_OK; i++)
		put_use(w, &b->use[i]);
	put_declarations(w);
	for (size_t i = 0; i < b->nprice; i++)
		if (b->price[i].conversion == 0)
			put_price(o, &b->price[i]);
	for (size_t i = 0; i < b->nrate; i++)
		put_rate(o, &b->rate[i]);
	xml_end_tag(o, "bom");
	xml_flush(o);
}

/*
 * bom_write_xml - the bom as our own XML.
 *
 * In:	b     any number of files read into it, without an error
 * Cost:	linear but for the sorting of statements
 */
enum status
bom_write_xml(
    const struct bom *b, const struct xml_sink *sink, struct error *err)
{
	struct writer *w = calloc(1, sizeof(*w));
	enum status st = ST_NOMEM;

	if (w == NULL)
		return error_set(err, st, pos_none, "out of memory");
	w->b = b;
	w->linked = b->content_start != NULL;
	w->out.b = b;
	w->out.sink = sink;
	w->out.err = err;
	if (!xml_entries_open(&w->said, b)) {
		error_set(err, st, pos_none, "out of memory");
		goto out;
	}
	put_all(w);
	st = w->out.st;
out:
	xml_entries_close(&w->said);
	free(w);
	return st;
}
