/* SPDX-License-Identifier: Apache-2.0 */
/*
 * as_csv_content - content and origins of a product as tables; see as_csv.h.
 *
 * A row of content has place for one origin.  Several of one line can stand in
 * the table of origins, which speaks of an element of an item.
 */
#include "core/report/as_csv_steps.h"

#include <stdio.h>
#include <string.h>

/* ---- documents */

static const char *const document_columns[] = { "declaration", "supplier",
	"declared on", "until", "standing", "evidence" };

static const char *
standing_word(uint8_t standing)
{
	return standing == STANDING_VERIFIED   ? "verified"
	       : standing == STANDING_PRESUMED ? "presumed"
					       : "";
}

/* What the first file says itself needs no name; a further document without
 * one is called by its place, so that it stays another one. */
static void
put_document_id(struct cells *s, uint32_t decl)
{
	const struct declaration *d = &s->b->decl[decl];
	struct pos at = bom_pos(s->b, d->at);
	const char *slash = at.file != NULL ? strrchr(at.file, '/') : NULL;
	char text[300];

	if (decl == 0 || d->id != 0 || d->supplier != 0 || d->evidence != 0 ||
	    at.file == NULL) {
		cells_text(s, d->id);
		return;
	}
	snprintf(text, sizeof(text), "%.250s:%u",
	    slash != NULL ? slash + 1 : at.file, at.line);
	cells_word(s, text);
}

/* Where an origin stands better than its document, or has evidence of its
 * own, the row says so. */
static void
put_document(struct cells *s, uint32_t decl, const struct origin *o)
{
	const struct declaration *d = &s->b->decl[decl];

	put_document_id(s, decl);
	cells_text(s, d->supplier);
	cells_date(s, d->date);
	cells_date(s, d->until);
	cells_word(s,
	    standing_word(
		o != NULL ? (uint8_t)origin_standing(s->b, o) : d->standing));
	cells_text(
	    s, o != NULL && o->evidence != 0 ? o->evidence : d->evidence);
}

static const char *const origin_columns[] = { "origin", "stage", "share", "of",
	"technology" };

static void
put_origin(struct cells *s, const struct origin *o)
{
	if (o == NULL) {
		for (size_t i = 0;
		     i < sizeof(origin_columns) / sizeof(origin_columns[0]);
		     i++)
			cells_word(s, "");
		return;
	}
	s->at = o->at;
	cells_word(s, o->absent               ? "none"
		      : o->country[0] != '\0' ? o->country
					      : "unknown");
	cells_word(s, stage_name((enum stage)o->stage));
	if (!o->absent && (o->share.lo != NUM_ONE || o->share.hi != NUM_ONE))
		cells_amount(s, o->share);
	else
		cells_word(s, "");
	cells_word(s, o->blend ? "blend" : "");
	cells_word(s, o->technology);
}

/* ---- content */

/* Does an origin of the item speak of a stage and an element of the line's? */
static bool
speaks_of(const struct bom *b, const struct content *c, const struct origin *o)
{
	if (o->elements != 0 && (o->elements & c->elements) == 0)
		return false;
	for (uint32_t k = 0; k < c->norigin; k++) {
		uint8_t stage = b->origin[c->origin_first + k].stage;

		if (stage == o->stage || stage == STAGE_ALL ||
		    o->stage == STAGE_ALL)
			return true;
	}
	return false;
}

/* May there be more of the line's elements than what it says? */
static bool
leaves_more(const struct bom *b, const struct content *c)
{
	return c->basis == BASIS_KIND_COMPOUND &&
	       (b->item[c->item].flags & ITEM_COMPLETE) == 0;
}

/* Does another line speak of these elements? */
static bool
is_shared(const struct content *c, const struct content *other)
{
	return other != c && !other->derived &&
	       (other->kind == CONTENT_AMOUNT ||
		   (other->kind == CONTENT_UNLISTED &&
		       other->decl != c->decl)) &&
	       (other->elements & c->elements) != 0;
}

/*
 * A line with several origins: a row has place for one.  They can stand in the
 * table of origins, which speaks of an element of an item, where that is the
 * element of this line and nothing else is said of it.
 */
static bool
is_alone(const struct bom *b, const struct content *c)
{
	if (c->elements == 0 || leaves_more(b, c))
		return false;
	for (uint32_t k = b->content_start[c->item];
	     k < b->content_start[c->item + 1]; k++)
		if (is_shared(c, &b->content[k]))
			return false;
	for (uint32_t k = b->origin_start[c->item];
	     k < b->origin_start[c->item + 1]; k++)
		if (speaks_of(b, c, &b->origin[b->item_origin[k]]))
			return false;
	return true;
}

static bool
has_several(const struct content *c)
{
	return c->norigin > 1 && !c->derived;
}

/* The one origin of a line that stands in its row; NULL: none. */
static const struct origin *
origin_of(const struct bom *b, const struct content *c)
{
	return c->norigin == 1 ? &b->origin[c->origin_first] : NULL;
}

static void
put_substance(struct cells *s, const struct content *c)
{
	static const char *const bases[] = { "element", "oxide", "compound" };
	const struct bom_substance *x =
	    c->substance != BOM_NONE ? &s->b->substance[c->substance] : NULL;
	bool none = c->kind == CONTENT_COMPLETE || c->kind == CONTENT_UNLISTED;
	bool compound = c->basis == BASIS_KIND_COMPOUND && x != NULL &&
			x->elements == c->elements;

	cells_elements(s, none || compound ? 0 : c->elements);
	if (c->wildcard)
		cells_word(s, "other substances");
	else
		cells_text(s, x != NULL ? x->name : 0);
	cells_text(s, x != NULL ? x->cas : 0);
	cells_text(s, x != NULL ? x->formula : 0);
	if (c->kind == CONTENT_UNLISTED)
		cells_word(s, c->basis == BASIS_KIND_OXIDE ? "oxide" : "");
	else
		cells_word(
		    s, !none && (x != NULL || c->basis != BASIS_KIND_ELEMENT)
			   ? bases[c->basis]
			   : "");
}

static void
put_content(struct cells *s, const struct content *c)
{
	static const char *const kinds[] = { "", "negative", "complete",
		"not-added", "unlisted" };
	bool several = (c->elements & (c->elements - 1)) != 0;
	bool sum = (c->kind == CONTENT_NEGATIVE && several &&
		       c->basis != BASIS_KIND_COMPOUND) ||
		   (c->kind == CONTENT_UNLISTED && !c->wildcard && !c->each);

	s->at = c->at;
	put_substance(s, c);
	if (c->rest || c->unstated)
		cells_word(s, c->rest ? "rest" : "present");
	else if (c->kind == CONTENT_COMPLETE || c->kind == CONTENT_NOT_ADDED)
		cells_word(s, "");
	else
		cells_amount(s, c->amount);
	cells_word(s, c->scope == SCOPE_OWN ? "own" : "total");
	cells_word(s, c->wildcard ? "" : kinds[c->kind]);
	cells_word(s, sum ? "sum" : "");
	cells_word(s, c->process ? "used-not-contained" : "");
}

void
as_csv_content(struct cells *s)
{
	static const char *const columns[] = { "part", "maker", "revision",
		"element", "substance", "cas", "formula", "basis", "amount",
		"scope", "kind", "each", "process" };
	const struct bom *b = s->b;

	cells_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	cells_words(s, origin_columns,
	    sizeof(origin_columns) / sizeof(origin_columns[0]));
	cells_words(s, document_columns,
	    sizeof(document_columns) / sizeof(document_columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		if (c->derived)
			continue;
		cells_key(s, c->item);
		put_content(s, c);
		put_origin(s, origin_of(b, c));
		put_document(s, c->decl, origin_of(b, c));
		csv_end(&s->csv);
	}
}

/* ---- origins of whole items */

static bool
is_of_item(const struct origin *o)
{
	return o->content == BOM_NONE && o->item != BOM_NONE;
}

static void
put_origin_row(
    struct cells *s, const struct origin *o, uint32_t item, uint32_t elements)
{
	cells_key(s, item);
	cells_elements(s, elements);
	put_origin(s, o);
	put_document(s, o->decl, o);
	csv_end(&s->csv);
}

void
as_csv_origins(struct cells *s)
{
	static const char *const columns[] = { "part", "maker", "revision",
		"element" };
	const struct bom *b = s->b;

	cells_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	cells_words(s, origin_columns,
	    sizeof(origin_columns) / sizeof(origin_columns[0]));
	cells_words(s, document_columns,
	    sizeof(document_columns) / sizeof(document_columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < b->norigin; i++)
		if (is_of_item(&b->origin[i]))
			put_origin_row(s, &b->origin[i], b->origin[i].item,
			    b->origin[i].elements);
	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		for (uint32_t k = 0;
		     has_several(c) && is_alone(b, c) && k < c->norigin; k++)
			put_origin_row(s, &b->origin[c->origin_first + k],
			    c->item, c->elements);
	}
}

void
as_csv_tell_origins(const struct bom *b, struct findings *f)
{
	struct place at = { 0, 0, 0 };
	size_t n = 0;

	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		if (!has_several(c) || is_alone(b, c))
			continue;
		if (n == 0)
			at = b->origin[c->origin_first].at;
		n += c->norigin;
	}
	as_csv_tell(
	    f, b, n, at, "origins of lines of content that have several");
}

bool
as_csv_has_origins(const struct bom *b)
{
	for (size_t i = 0; i < b->norigin; i++)
		if (is_of_item(&b->origin[i]))
			return true;
	for (size_t i = 0; i < b->ncontent; i++)
		if (has_several(&b->content[i]))
			return true;
	return false;
}
