/* SPDX-License-Identifier: Apache-2.0 */
/*
 * iec62474_plan - what of a product a material declaration has a place for;
 * see iec62474_rows.h.
 *
 * A declaration is the word of one supplier on one day.  Of several documents
 * what is heard is written.  Where a line is left out that could be of some
 * amount, the item is called open, so that nothing is taken for nothing.
 */
#include "core/bom/write/iec62474_rows.h"

#include <stdlib.h>

static bool
is_leaf(const struct bom *b, uint32_t i)
{
	return b->use_start[i] == b->use_start[i + 1];
}

uint32_t
iec_other_name_of(const struct iec_plan *p, uint32_t item)
{
	const struct bom *b = p->b;
	const struct use *u = &b->use[b->use_start[item]];

	if ((b->item[item].flags & ITEM_PHANTOM) == 0 ||
	    b->is_child[item] == CHILD_YES ||
	    b->use_start[item + 1] - b->use_start[item] != 1 ||
	    u->qty != NUM_ONE || u->note != 0 ||
	    b->item[u->child].dim != b->item[item].dim ||
	    b->is_child[u->child] == CHILD_YES ||
	    (b->item[u->child].flags & ITEM_PHANTOM) != 0 ||
	    b->item[item].maker != p->supplier || bom_speaks_of(b, item))
		return BOM_NONE;
	return u->child;
}

bool
iec_is_product(const struct iec_plan *p, uint32_t item)
{
	return p->b->is_child[item] != CHILD_YES &&
	       iec_other_name_of(p, item) == BOM_NONE;
}

static void
lose(struct iec_plan *p, enum iec_loss what, struct place at)
{
	if (p->lost[what]++ == 0)
		p->lost_at[what] = at;
}

/* ---- lines of content */

/* Why a line of some amount has no place; IEC_LOSSES: it has one. */
static enum iec_loss
why_not(const struct bom *b, const struct content *c)
{
	if (b->decl[c->decl].standing == STANDING_PRESUMED)
		return IEC_PRESUMED;
	if (!c->counts)
		return IEC_UNHEARD;
	if (c->process)
		return IEC_PROCESS;
	if (c->kind == CONTENT_NOT_ADDED)
		return IEC_NOT_ADDED;
	if (c->scope == SCOPE_TOTAL && !is_leaf(b, c->item))
		return IEC_TOTAL;
	/* what is not listed is none of what others list */
	if (c->kind != CONTENT_UNLISTED && c->kind != CONTENT_COMPLETE &&
	    (c->elements & ~c->won) != 0)
		return IEC_PARTIAL;
	return IEC_LOSSES;
}

/* All of one document is on its word; of several, on that of the bom. */
static void
take_document(struct iec_plan *p, uint32_t decl, bool *several)
{
	if (p->document == BOM_NONE)
		p->document = decl;
	*several |= p->document != decl;
}

static void
plan_content(struct iec_plan *p, bool *several)
{
	const struct bom *b = p->b;

	for (uint32_t k = 0; k < b->ncontent; k++) {
		const struct content *c = &b->content[k];
		enum iec_loss why;

		if (c->derived)
			continue;
		why = why_not(b, c);
		if (why != IEC_LOSSES) {
			lose(p, why, c->at);
			if (why == IEC_PRESUMED || why == IEC_TOTAL ||
			    why == IEC_PARTIAL)
				p->flags[c->item] |= IEC_OPEN;
			continue;
		}
		take_document(p, c->decl, several);
		if (c->kind == CONTENT_COMPLETE)
			p->flags[c->item] |= IEC_CLOSED;
		else
			p->written[k] = 1;
	}
}

/* ---- origins */

/* The country in which an item was made, and nothing else. */
static bool
is_country(const struct bom *b, const struct origin *o)
{
	return o->content == BOM_NONE && o->stage == STAGE_COMPONENT &&
	       o->elements == 0 && !o->absent && o->country[0] != '\0' &&
	       o->technology[0] == '\0' && o->share.lo == NUM_ONE &&
	       o->share.hi == NUM_ONE && o->evidence == 0 && o->counts &&
	       origin_standing(b, o) == STANDING_DECLARED;
}

static void
plan_origins(struct iec_plan *p, bool *several)
{
	const struct bom *b = p->b;

	for (uint32_t i = 0; i < b->nitem; i++) {
		uint32_t n = b->origin_start[i + 1] - b->origin_start[i];
		uint32_t k =
		    n == 1 ? b->item_origin[b->origin_start[i]] : BOM_NONE;

		p->country[i] = BOM_NONE;
		if (n != 1 || !is_country(b, &b->origin[k]))
			continue;
		p->country[i] = k;
		take_document(p, b->origin[k].decl, several);
	}
	for (uint32_t k = 0; k < b->norigin; k++) {
		const struct origin *o = &b->origin[k];

		if (o->content != BOM_NONE || p->country[o->item] != k)
			lose(p, IEC_ORIGINS, o->at);
	}
}

/* ---- documents, prices, days */

/* Is the document of who made the products?  A supplier of a part speaks for
 * no product of others. */
static bool
is_of_supplier(const struct iec_plan *p)
{
	const struct bom *b = p->b;
	uint32_t supplier = b->decl[p->document].supplier;

	for (uint32_t i = 0; supplier != 0 && i < b->nitem; i++)
		if (b->is_child[i] != CHILD_YES && b->item[i].maker != supplier)
			return false;
	return true;
}

/* Of a document its number, date and supplier are kept, if it is the one. */
static void
plan_documents(struct iec_plan *p, bool several)
{
	const struct bom *b = p->b;

	if (several || p->document == BOM_NONE || !is_of_supplier(p))
		p->document = 0;
	p->supplier = b->decl[p->document].supplier;
	for (uint32_t i = 0; i < b->ndecl; i++) {
		const struct declaration *d = &b->decl[i];
		bool more = d->evidence != 0 || d->until != DATE_NONE ||
			    d->standing != STANDING_DECLARED;

		if (i != p->document)
			more |= d->id != 0 || d->supplier != 0;
		if (more)
			lose(p, IEC_DOCUMENTS, d->at);
	}
}

static void
plan_rest(struct iec_plan *p)
{
	const struct bom *b = p->b;

	for (uint32_t i = 0; i < b->nitem; i++)
		if (b->item[i].value != BOM_NONE)
			lose(p, IEC_VALUES, b->item[i].at);
	for (size_t i = 0; i < b->nprice; i++)
		if (b->price[i].conversion == 0)
			lose(p, IEC_PRICES, b->price[i].at);
	for (size_t i = 0; i < b->nrate; i++)
		lose(p, IEC_RATES, b->rate[i].at);
	for (size_t i = 0; i < b->nuse; i++) {
		const struct use_note *n = &b->note[b->use[i].note];

		if (n->from != DATE_NONE || n->until != DATE_NONE)
			lose(p, IEC_DAYS, b->use[i].at);
	}
}

/* ---- items */

/* Without parts, and of a kind that is no thing of its own.  One that is used
 * by pieces must be there once wherever it is: materials are not counted. */
static void
plan_materials(struct iec_plan *p)
{
	const struct bom *b = p->b;

	for (uint32_t i = 0; i < b->nitem; i++) {
		const struct item *it = &b->item[i];

		if (b->is_child[i] == CHILD_YES && is_leaf(b, i) &&
		    (it->dim == DIM_MASS ||
			(it->form == FORM_MATERIAL && it->dim == DIM_EACH &&
			    it->has_mass)))
			p->flags[i] |= IEC_MATERIAL;
	}
	for (size_t k = 0; k < b->nuse; k++) {
		const struct use *u = &b->use[k];

		if (b->item[u->child].dim != DIM_MASS && u->qty != NUM_ONE)
			p->flags[u->child] &= (uint8_t)~IEC_MATERIAL;
	}
}

/* Other names of a product, the last one first. */
static void
plan_names(struct iec_plan *p)
{
	const struct bom *b = p->b;

	for (uint32_t i = 0; i < b->nitem; i++)
		p->name[i] = BOM_NONE;
	for (uint32_t i = 0; i < b->nitem; i++) {
		uint32_t item = iec_other_name_of(p, i);

		if (item == BOM_NONE)
			continue;
		p->name[i] = p->name[item];
		p->name[item] = i;
	}
}

/* Does every item say what it holds, and that this is all?  An item that is
 * said to hold nothing else and lists nothing is no full declaration. */
static void
plan_full(struct iec_plan *p)
{
	const struct bom *b = p->b;

	for (uint32_t i = 0; i < b->nitem; i++) {
		uint32_t k = b->order[i];
		bool leaf = is_leaf(b, k);
		bool all = (b->item[k].flags & ITEM_COMPLETE) != 0 ||
			   (leaf && (p->flags[k] & IEC_CLOSED) != 0);
		bool lists = !leaf;

		for (uint32_t c = b->content_start[k];
		     c < b->content_start[k + 1]; c++) {
			lists |= p->written[c] != 0;
			all &= p->written[c] == 0 ||
			       b->content[c].kind != CONTENT_UNLISTED;
		}
		for (uint32_t u = b->use_start[k]; u < b->use_start[k + 1]; u++)
			all &= (p->flags[b->use[u].child] & IEC_FULL) != 0;
		if (all && lists && (p->flags[k] & IEC_OPEN) == 0)
			p->flags[k] |= IEC_FULL;
	}
}

bool
iec_plan_make(struct iec_plan *p, const struct bom *b)
{
	bool several = false;

	*p = (struct iec_plan){ .b = b,
		.document = BOM_NONE,
		.flags = calloc(b->nitem + 1, sizeof(*p->flags)),
		.written = calloc(b->ncontent + 1, sizeof(*p->written)),
		.country = calloc(b->nitem + 1, sizeof(*p->country)),
		.name = calloc(b->nitem + 1, sizeof(*p->name)) };
	if (p->flags == NULL || p->written == NULL || p->country == NULL ||
	    p->name == NULL) {
		iec_plan_free(p);
		return false;
	}
	plan_content(p, &several);
	plan_origins(p, &several);
	plan_documents(p, several);
	plan_rest(p);
	plan_names(p);
	plan_materials(p);
	plan_full(p);
	return true;
}

void
iec_plan_free(struct iec_plan *p)
{
	free(p->flags);
	free(p->written);
	free(p->country);
	free(p->name);
	*p = (struct iec_plan){ .b = NULL };
}

void
iec_plan_tell(const struct iec_plan *p, struct findings *f)
{
	static const char *const what[IEC_LOSSES] = {
		[IEC_ORIGINS] = "origins of rare earths, and countries of "
				"manufacture of which more is said",
		[IEC_DOCUMENTS] =
		    "documents, or their evidence, standing and last day",
		[IEC_PRESUMED] = "lines of content that are only presumed",
		[IEC_UNHEARD] = "lines of content of which a better document "
				"speaks",
		[IEC_PARTIAL] = "lines of content on whose elements several "
				"documents speak",
		[IEC_TOTAL] = "lines of content of an item with its parts",
		[IEC_NOT_ADDED] = "statements that nothing was added "
				  "intentionally",
		[IEC_PROCESS] = "substances that are used and not contained",
		[IEC_VALUES] = "prices of items",
		[IEC_PRICES] = "prices of rare earths",
		[IEC_RATES] = "exchange rates",
		[IEC_DAYS] = "days from which and until which a part is built "
			     "in",
	};

	for (int i = 0; i < IEC_LOSSES; i++)
		if (p->lost[i] > 0)
			findings_loss(f, ST_INCOMPLETE,
			    bom_pos(p->b, p->lost_at[i]),
			    "%s: %llu, for which IEC 62474 has no place: left "
			    "out",
			    what[i], (unsigned long long)p->lost[i]);
}
