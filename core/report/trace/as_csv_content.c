/* SPDX-License-Identifier: Apache-2.0 */
/*
 * as_csv_content - content and origins of a product as tables; see as_csv.h.
 *
 * A row of content has place for one origin.  Several of one line can stand in
 * the table of origins, which speaks of an element of an item.
 */
#include "core/bom/write/in_words.h"
#include "core/report/trace/as_csv_steps.h"

#include <stdio.h>
#include <string.h>

/* ---- documents */

static const char *const document_columns[] = { "declaration", "supplier",
	"declared on", "until", "standing", "evidence" };

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
	    words_standing(
		o != NULL ? (uint8_t)origin_standing(s->b, o) : d->standing));
	cells_text(
	    s, o != NULL && o->evidence != 0 ? o->evidence : d->evidence);
}

static const char *const origin_columns[] = { "origin", "stage", "share", "of",
	"technology" };

static void
put_origin(struct cells *s, const struct origin *o)
{
	char share[WORDS_AMOUNT];

	if (o == NULL) {
		for (size_t i = 0;
		     i < sizeof(origin_columns) / sizeof(origin_columns[0]);
		     i++)
			cells_word(s, "");
		return;
	}
	s->at = o->at;
	cells_word(s, words_country(o));
	cells_word(s, stage_name((enum stage)o->stage));
	cells_check(s, words_share(s->b, o, share));
	cells_word(s, share);
	cells_word(s, o->blend ? "blend" : "");
	cells_word(s, o->technology);
}

/* The header row: columns of one's own, then those of an origin and of a
 * document. */
static void
put_head(struct cells *s, const char *const *columns, size_t n)
{
	cells_words(s, columns, n);
	cells_words(s, origin_columns,
	    sizeof(origin_columns) / sizeof(origin_columns[0]));
	cells_words(s, document_columns,
	    sizeof(document_columns) / sizeof(document_columns[0]));
	csv_end(&s->csv);
}

/* ---- content */

/* What is said of an item, gathered once for all of its lines. */
struct said {
	uint32_t item;     /* BOM_NONE: of none yet */
	uint32_t once;     /* bit per element of which a line states amounts */
	uint32_t twice;    /* the same of two lines */
	uint32_t unlisted; /* bit per element that a document does not list */
	uint32_t decl;     /* which document that is */
	bool several;      /* it is more than one */
	uint32_t by_stage[STAGE_ALL + 1]; /* bit per element of which an origin
					     of the item speaks */
};

static void
add_line(struct said *s, const struct content *c)
{
	if (c->kind == CONTENT_AMOUNT && !c->derived) {
		s->twice |= s->once & c->elements;
		s->once |= c->elements;
	} else if (c->kind == CONTENT_UNLISTED && !c->derived) {
		s->several |= s->unlisted != 0 && s->decl != c->decl;
		s->unlisted |= c->elements;
		s->decl = c->decl;
	}
}

static void
gather(struct said *s, const struct bom *b, uint32_t item)
{
	if (s->item == item)
		return;
	*s = (struct said){ .item = item };
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		add_line(s, &b->content[k]);
	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++) {
		const struct origin *o = &b->origin[b->item_origin[k]];

		s->by_stage[o->stage] |=
		    o->elements != 0 ? o->elements : ELEMENT_ALL;
	}
}

/* Does an origin of the item speak of a stage and an element of the line's? */
static bool
is_spoken_of(const struct said *s, const struct bom *b, const struct content *c)
{
	uint32_t any = 0;

	for (int stage = 0; stage <= STAGE_ALL; stage++)
		any |= s->by_stage[stage];
	for (uint32_t k = 0; k < c->norigin; k++) {
		uint8_t stage = b->origin[c->origin_first + k].stage;
		uint32_t of = stage == STAGE_ALL
				  ? any
				  : s->by_stage[stage] | s->by_stage[STAGE_ALL];

		if ((of & c->elements) != 0)
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

/*
 * A line with several origins: a row has place for one.  They can stand in the
 * table of origins, which speaks of an element of an item, where that is the
 * element of this line and nothing else is said of it.
 */
static bool
is_alone(struct said *s, const struct bom *b, const struct content *c)
{
	if (c->elements == 0 || leaves_more(b, c))
		return false;
	gather(s, b, c->item);
	if ((s->twice & c->elements) != 0 ||
	    ((s->unlisted & c->elements) != 0 &&
		(s->several || s->decl != c->decl)))
		return false;
	return !is_spoken_of(s, b, c);
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
put_content(struct cells *s, const struct content *c)
{
	struct words_content words;

	s->at = c->at;
	cells_check(s, words_content(s->b, c, &words));
	cells_word(s, words.element);
	csv_field(&s->csv, words.substance);
	csv_field(&s->csv, words.cas);
	csv_field(&s->csv, words.formula);
	cells_word(s, words.basis);
	cells_word(s, words.amount);
	cells_word(s, words.scope);
	cells_word(s, words.kind);
	cells_word(s, words.each);
	cells_word(s, words.process);
}

void
as_csv_content(struct cells *s)
{
	static const char *const columns[] = { "part", "maker", "revision",
		"element", "substance", "cas", "formula", "basis", "amount",
		"scope", "kind", "each", "process" };
	const struct bom *b = s->b;

	put_head(s, columns, sizeof(columns) / sizeof(columns[0]));
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
	struct said said = { .item = BOM_NONE };
	const struct bom *b = s->b;

	put_head(s, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < b->norigin; i++)
		if (is_of_item(&b->origin[i]))
			put_origin_row(s, &b->origin[i], b->origin[i].item,
			    b->origin[i].elements);
	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		if (!has_several(c) || !is_alone(&said, b, c))
			continue;
		for (uint32_t k = 0; k < c->norigin; k++)
			put_origin_row(s, &b->origin[c->origin_first + k],
			    c->item, c->elements);
	}
}

void
as_csv_tell_origins(const struct bom *b, struct findings *f)
{
	struct said said = { .item = BOM_NONE };
	struct place at = { 0, 0, 0 };
	size_t n = 0;

	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		if (!has_several(c) || is_alone(&said, b, c))
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
