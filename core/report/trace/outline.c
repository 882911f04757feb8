/* SPDX-License-Identifier: Apache-2.0 */
/* outline - a product level by level; see outline.h. */
#include "core/report/trace/outline.h"

#include <stdlib.h>

/* What a part means for the reader. */
enum weight {
	WEIGHT_NONE, /* surely holds nothing */
	WEIGHT_GAP,  /* may hold something */
	WEIGHT_GIVES /* surely holds something */
};

static enum weight
weight_of(const struct outline *o, uint32_t item)
{
	if (amounts_some(o->amounts, HELD_EVERY, item))
		return WEIGHT_GIVES;
	return amounts_none(o->amounts, HELD_EVERY, item) ? WEIGHT_NONE
							  : WEIGHT_GAP;
}

/* Of alternatives all are shown, or none: the weightiest counts. */
static enum weight
weight_of_place(const struct outline *o, uint32_t k, uint32_t end)
{
	const struct bom *b = o->amounts->c->bom;
	enum weight most = WEIGHT_NONE;

	for (; k < end; k++) {
		enum weight w = b->use[k].qty == NUM_ZERO
				    ? WEIGHT_NONE
				    : weight_of(o, b->use[k].child);

		if (w > most)
			most = w;
	}
	return most;
}

/* How many uses of that weight are shown with room for so many: a place is
 * shown as a whole. */
static size_t
shown_of(const struct outline *o, uint32_t first, uint32_t end,
    enum weight weight, size_t room)
{
	const struct bom *b = o->amounts->c->bom;
	size_t shown = 0;

	for (uint32_t k = first, next; k < end && shown < room; k = next) {
		next = bom_place_end(b, k, end);
		if (weight_of_place(o, k, next) == weight)
			shown += next - k;
	}
	return shown;
}

/*
 * Counts what the parts of an item are, and shares the lines among them:
 * what surely holds something comes before what may.
 */
static void
frame_open(const struct outline *o, struct frame *f, uint32_t item)
{
	const struct bom *b = o->amounts->c->bom;
	uint32_t first = b->use_start[item], end = b->use_start[item + 1];
	size_t n[3] = { 0 }, give, gap;

	*f = (struct frame){ .next = first, .end = end };
	if (!o->collapse) {
		f->give = f->left = end - first;
		return;
	}
	for (uint32_t k = first, next; k < end; k = next) {
		next = bom_place_end(b, k, end);
		n[weight_of_place(o, k, next)] += next - k;
	}
	give = n[WEIGHT_GIVES];
	gap = n[WEIGHT_GAP];
	if (give + gap > o->most) {
		give = shown_of(o, first, end, WEIGHT_GIVES, o->most);
		gap = give < o->most
			  ? shown_of(o, first, end, WEIGHT_GAP, o->most - give)
			  : 0;
	}
	f->give = give;
	f->gap = gap;
	f->none = n[WEIGHT_NONE];
	f->more = n[WEIGHT_GIVES] - give + n[WEIGHT_GAP] - gap;
	f->left = give + gap + (f->none > 0) + (f->more > 0);
}

static bool
push(struct outline *o, uint32_t item)
{
	struct frame *f =
	    array_grow(o->frame, &o->cap, o->nframe + 1, sizeof(*f));

	if (f == NULL)
		return false;
	o->frame = f;
	frame_open(o, &o->frame[o->nframe++], item);
	return true;
}

/*
 * outline_begin - before the first line.
 *
 * Out:	o  ended with outline_end(), also after an error
 */
enum status
outline_begin(struct outline *o, struct error *err)
{
	o->at = o->nframe = o->cap = 0;
	o->frame = NULL;
	o->told = calloc(o->amounts->c->bom->nitem + 1, 1);
	return o->told != NULL
		   ? ST_OK
		   : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

void
outline_end(struct outline *o)
{
	free(o->told);
	free(o->frame);
	o->told = NULL;
	o->frame = NULL;
}

/* What the item of a line is to the reader; opens its parts. */
static bool
descend(struct outline *o, struct line *line, struct error *err)
{
	const struct bom *b = o->amounts->c->bom;
	uint32_t parts =
	    b->use_start[line->item + 1] - b->use_start[line->item];

	line->kind = LINE_ITEM;
	if (parts == 0)
		return true;
	if (o->told[line->item] != 0) {
		line->kind = LINE_AGAIN;
		return true;
	}
	if (line->level >= o->depth) {
		line->kind = LINE_CUT;
		line->n = parts;
		return true;
	}
	o->told[line->item] = 1;
	if (push(o, line->item))
		return true;
	error_set(err, ST_NOMEM, pos_none, "out of memory");
	return false;
}

/* Is use k of the frame to be shown?  Its weight is that of its place. */
static bool
take(struct outline *o, struct frame *f, uint32_t k)
{
	const struct bom *b = o->amounts->c->bom;
	uint32_t end = bom_place_end(b, k, f->end);
	enum weight w;
	size_t *room;

	if ((b->use[k].flags & USE_OTHER) != 0)
		return f->place_shown;
	w = o->collapse ? weight_of_place(o, k, end) : WEIGHT_GIVES;
	room = w == WEIGHT_GIVES ? &f->give : &f->gap;
	f->place_shown = w != WEIGHT_NONE && *room > 0;
	if (f->place_shown)
		*room -= end - k;
	return f->place_shown;
}

/* The next use of the frame that is shown, or a line that counts others. */
static bool
next_in_frame(struct outline *o, struct frame *f, struct line *line)
{
	const struct bom *b = o->amounts->c->bom;

	while (f->next < f->end) {
		uint32_t k = f->next++;

		if (!take(o, f, k))
			continue;
		line->item = b->use[k].child;
		line->use = k;
		line->other = (b->use[k].flags & USE_OTHER) != 0;
		line->choice =
		    line->other || bom_place_end(b, k, f->end) > k + 1;
		return true;
	}
	if (f->more > 0 && !f->more_told) {
		f->more_told = true;
		line->kind = LINE_MORE;
		line->n = f->more;
		return true;
	}
	if (f->none > 0 && !f->none_told) {
		f->none_told = true;
		line->kind = LINE_NONE;
		line->n = f->none;
		return true;
	}
	return false;
}

bool
outline_next(struct outline *o, struct line *line, struct error *err)
{
	while (o->nframe > 0) {
		struct frame *f = &o->frame[o->nframe - 1];

		*line = (struct line){
			.item = BOM_NONE, .use = BOM_NONE, .level = o->nframe
		};
		if (!next_in_frame(o, f, line)) {
			o->nframe--;
			continue;
		}
		if (f->left > 0)
			f->left--;
		return line->item == BOM_NONE || descend(o, line, err);
	}
	if (o->at == o->nroot)
		return false;
	*line = (struct line){ .item = o->root[o->at++], .use = BOM_NONE };
	return descend(o, line, err);
}

bool
outline_follows(const struct outline *o, size_t level)
{
	return level >= 1 && level <= o->nframe && o->frame[level - 1].left > 0;
}
