/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_documents - what was declared about an item, where it went through
 * which stage, and on whose word.
 */
#include "core/filing/draft/draft_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *const standings[] = {
	[STANDING_VERIFIED] = "verified",
	[STANDING_DECLARED] = "declared",
	[STANDING_PRESUMED] = "presumed",
};

/* "Nd Pr" */
static void
put_elements(struct drafting *d, uint32_t elements)
{
	char text[NELEM * 3 + 1] = "";
	size_t n = 0;

	if (elements == 0)
		return;
	for (int e = 0; e < NELEM; e++) {
		const char *symbol = element_at(e)->symbol;

		if (!(elements >> e & 1))
			continue;
		if (n > 0)
			text[n++] = ' ';
		memcpy(text + n, symbol, strlen(symbol));
		n += strlen(symbol);
	}
	draft_text(d, "elements", (struct str){ text, n });
}

static void
put_document(struct drafting *d, uint32_t decl, struct place at)
{
	const struct declaration *x = &d->b->decl[decl];
	struct pos pos = bom_pos(d->b, at);

	draft_text_id(d, "document", x->id);
	draft_text_id(d, "supplier", x->supplier);
	draft_day(d, "date", x->date);
	draft_day(d, "until", x->until);
	if (pos.file != NULL)
		draft_text(d, "file", draft_base_name(pos.file));
	if (pos.line > 0)
		draft_count(d, "line", pos.line);
}

static void
put_amount(struct drafting *d, const struct amount *a)
{
	struct exact x;
	mpq_t view;

	exact_init(&x);
	numtab_view(&d->b->num, a->lo, view);
	mpq_set(x.lo, view);
	x.hi_infinite = a->hi == NUM_INFINITE;
	if (!x.hi_infinite) {
		numtab_view(&d->b->num, a->hi, view);
		mpq_set(x.hi, view);
	}
	x.lo_open = a->lo_open;
	x.hi_open = a->hi_open;
	draft_exact(d, "amount", &x, a->is_share ? STR("g/g") : STR("g"));
	exact_clear(&x);
}

void
draft_substance(struct drafting *d, uint32_t substance)
{
	const struct bom_substance *s;

	if (substance == BOM_NONE)
		return;
	s = &d->b->substance[substance];
	draft_text_id(d, "substance", s->name);
	draft_text_id(d, "cas", s->cas);
	draft_text_id(d, "formula", s->formula);
}

static void
put_line(struct drafting *d, const struct content *c)
{
	static const char *const kinds[] = {
		[CONTENT_AMOUNT] = "amount",
		[CONTENT_NEGATIVE] = "negative",
		[CONTENT_COMPLETE] = "complete",
		[CONTENT_NOT_ADDED] = "not-added",
		[CONTENT_UNLISTED] = "unlisted",
	};
	static const char *const bases[] = {
		[BASIS_KIND_ELEMENT] = "element",
		[BASIS_KIND_OXIDE] = "oxide",
		[BASIS_KIND_COMPOUND] = "compound",
	};
	bool amount =
	    c->kind != CONTENT_COMPLETE && c->kind != CONTENT_NOT_ADDED;

	canon_open(&d->w, "declared");
	draft_text(d, "says", str_of(kinds[c->kind]));
	draft_text(
	    d, "of", c->scope == SCOPE_TOTAL ? STR("total") : STR("own"));
	draft_text(
	    d, "standing", str_of(standings[d->b->decl[c->decl].standing]));
	put_elements(d, c->elements);
	draft_substance(d, c->substance);
	if (amount)
		draft_text(d, "basis", str_of(bases[c->basis]));
	draft_flag(d, "process", c->process);
	draft_flag(d, "each", c->each);
	draft_flag(d, "rest", c->rest);
	draft_text_id(d, "evidence", d->b->decl[c->decl].evidence);
	put_document(d, c->decl, c->at);
	if (amount)
		put_amount(d, &c->amount);
	canon_close(&d->w);
}

static void
put_origin(struct drafting *d, const struct origin *o)
{
	uint32_t evidence =
	    o->evidence != 0 ? o->evidence : d->b->decl[o->decl].evidence;

	canon_open(&d->w, "stage");
	draft_text(d, "name",
	    o->stage == STAGE_ALL ? STR("all")
				  : str_of(stage_name((enum stage)o->stage)));
	draft_text(d, "standing", str_of(standings[origin_standing(d->b, o)]));
	put_elements(d, o->elements);
	if (o->country[0] != '\0')
		draft_text(d, "country", str_of(o->country));
	if (o->technology[0] != '\0')
		draft_text(d, "technology", str_of(o->technology));
	draft_flag(d, "absent", o->absent);
	draft_text(d, "share-of", o->blend ? STR("every-unit") : STR("lots"));
	draft_text_id(d, "evidence", evidence);
	put_document(d, o->decl, o->at);
	put_amount(d, &o->share);
	canon_close(&d->w);
}

/* Those of one content line, then those of the whole item. */
static size_t
put_origins(struct drafting *d, uint32_t item, size_t n)
{
	const struct bom *b = d->b;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		for (uint32_t i = 0;
		     b->content[k].counts && i < b->content[k].norigin; i++) {
			const struct origin *o =
			    &b->origin[b->content[k].origin_first + i];

			if (o->counts && n++ < DRAFT_LINES)
				put_origin(d, o);
		}
	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++) {
		const struct origin *o = &b->origin[b->item_origin[k]];

		if (o->counts && o->content == BOM_NONE && n++ < DRAFT_LINES)
			put_origin(d, o);
	}
	return n;
}

/* <declared> and <stage> of an item, and how many more there are than are
 * shown. */
static void
put_documents_of(struct drafting *d, uint32_t item)
{
	size_t lines = 0, origins;

	for (uint32_t k = d->b->content_start[item];
	     k < d->b->content_start[item + 1]; k++)
		if (d->b->content[k].counts && lines++ < DRAFT_LINES)
			put_line(d, &d->b->content[k]);
	origins = put_origins(d, item, 0);
	if (lines <= DRAFT_LINES && origins <= DRAFT_LINES)
		return;
	canon_open(&d->w, "more");
	if (lines > DRAFT_LINES)
		draft_count(d, "declared", lines - DRAFT_LINES);
	if (origins > DRAFT_LINES)
		draft_count(d, "stages", origins - DRAFT_LINES);
	canon_close(&d->w);
}

/* Does anybody say anything of it? */
static bool
is_told(const struct bom *b, uint32_t item)
{
	return b->content_start[item] < b->content_start[item + 1] ||
	       b->origin_start[item] < b->origin_start[item + 1];
}

static int
by_name(const void *x, const void *y, void *bom)
{
	return draft_item_order(
	    bom, *(const uint32_t *)x, *(const uint32_t *)y);
}

/*
 * draft_documents - the element <documents>: an item of several products, or
 * of several places, is told once.
 */
void
draft_documents(struct drafting *d)
{
	if (d->nshown > 1)
		qsort_r(d->shown, d->nshown, sizeof(*d->shown), by_name,
		    (void *)(uintptr_t)d->b);
	canon_open(&d->w, "documents");
	for (size_t i = 0; i < d->nshown; i++) {
		if ((i > 0 && d->shown[i] == d->shown[i - 1]) ||
		    !is_told(d->b, d->shown[i]))
			continue;
		canon_open(&d->w, "item");
		draft_item(d, d->shown[i]);
		put_documents_of(d, d->shown[i]);
		canon_close(&d->w);
	}
	canon_close(&d->w);
}
