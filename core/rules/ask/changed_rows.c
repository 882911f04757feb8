/* SPDX-License-Identifier: Apache-2.0 */
/*
 * changed_rows - what documents said before, taken away; see changed_rows.h.
 *
 * Origins of a content line stand together, so the table is written anew in
 * its order, and lines find theirs by where the first of them went.
 */
#include "core/rules/ask/changed_rows.h"

#include "core/rules/ask/ask.h"
#include "core/trace/stages.h"

#include <stdlib.h>
#include <string.h>

struct rewriting {
	struct bom *b;
	const struct lapses *l;
	struct origin *origin; /* [n] those that stay */
	size_t n, cap;
	uint32_t *moved; /* [norigin + 1] where each would go */
	uint32_t *line;  /* [ncontent + 1] where each line goes, or BOM_NONE */
};

/* Of the item that a reference means; NULL: nothing lapses. */
static const struct lapse *
lapse_of(const struct rewriting *w, uint32_t ref, uint32_t *item)
{
	uint32_t at;

	if (ref == BOM_NONE || ref >= w->l->linked->nref)
		return NULL;
	*item = w->l->linked->ref[ref].item;
	at = *item != BOM_NONE ? w->l->of_item[*item] : BOM_NONE;
	return at != BOM_NONE ? &w->l->list[at] : NULL;
}

static bool
is_unheard(
    const struct rewriting *w, const struct lapse *x, uint32_t declaration)
{
	return x->supplier != 0 &&
	       w->b->decl[declaration].supplier != x->supplier &&
	       !ask_is_of_the_bill(w->b, declaration);
}

static bool
keep(struct rewriting *w, const struct origin *o)
{
	struct origin *list =
	    array_grow(w->origin, &w->cap, w->n + 1, sizeof(*list));

	if (list == NULL)
		return false;
	w->origin = list;
	list[w->n++] = *o;
	return true;
}

/* What remains of an origin of one stage, or of all that lapse alike. */
static bool
keep_rest(struct rewriting *w, struct origin o, bool place, bool technology)
{
	bool names = o.technology[0] != '\0';

	if ((place || technology) && o.absent)
		return true;
	if (place && !names)
		return true;
	if (place)
		o.country[0] = '\0';
	if (technology && names) {
		if (o.country[0] == '\0')
			return true;
		o.technology[0] = '\0';
	}
	return keep(w, &o);
}

static bool
lapses_at(uint32_t bits, unsigned stage)
{
	return (bits >> stage & 1) != 0;
}

/* One origin; of all stages it may become one for each that stays. */
static bool
rewrite_origin(struct rewriting *w, const struct origin *o)
{
	uint32_t item = BOM_NONE, through;
	const struct lapse *x = lapse_of(w, o->item, &item);
	struct origin one = *o;

	if (x == NULL)
		return keep(w, o);
	if (is_unheard(w, x, o->decl))
		return true;
	through = stages_of_form((enum form)w->l->linked->item[item].form);
	if (o->stage != STAGE_ALL || lapses_at(x->places, STAGE_ALL) ||
	    lapses_at(x->technology, STAGE_ALL) ||
	    ((x->places | x->technology) & through) == 0)
		return keep_rest(w, *o, lapses_at(x->places, o->stage),
		    lapses_at(x->technology, o->stage));
	for (unsigned s = 0; s < STAGE_COUNT; s++) {
		one.stage = (uint8_t)s;
		if ((through >> s & 1) != 0 &&
		    !keep_rest(w, one, lapses_at(x->places, s),
			lapses_at(x->technology, s)))
			return false;
	}
	return true;
}

/* Does the line lapse, for what it states is said anew? */
static bool
line_lapses(const struct rewriting *w, uint32_t k)
{
	const struct content *c = &w->b->content[k];
	uint32_t item;
	const struct lapse *x = lapse_of(w, c->item, &item);

	if (x == NULL)
		return false;
	if (c->derived && k > 0)
		return w->line[k - 1] == BOM_NONE;
	if (x->content || is_unheard(w, x, c->decl))
		return true;
	return c->elements != 0 && (c->elements & ~x->elements) == 0 &&
	       !c->process;
}

static void
mark_lines(struct rewriting *w)
{
	uint32_t n = 0;

	for (uint32_t k = 0; k < w->b->ncontent; k++)
		w->line[k] = line_lapses(w, k) ? BOM_NONE : n++;
}

static bool
rewrite_origins(struct rewriting *w)
{
	struct bom *b = w->b;

	for (uint32_t k = 0; k < b->norigin; k++) {
		struct origin o = b->origin[k];

		w->moved[k] = (uint32_t)w->n;
		if (o.content != BOM_NONE)
			o.content = w->line[o.content];
		if (b->origin[k].content != BOM_NONE && o.content == BOM_NONE)
			continue;
		if (!rewrite_origin(w, &o))
			return false;
	}
	w->moved[b->norigin] = (uint32_t)w->n;
	free(b->origin);
	b->origin = w->origin;
	b->norigin = w->n;
	b->origin_cap = w->cap;
	w->origin = NULL;
	return true;
}

static void
rewrite_lines(struct rewriting *w)
{
	struct bom *b = w->b;
	size_t n = 0;

	for (uint32_t k = 0; k < b->ncontent; k++) {
		struct content c = b->content[k];
		uint32_t first = c.origin_first;

		if (w->line[k] == BOM_NONE)
			continue;
		if (c.norigin > 0) {
			c.origin_first = w->moved[first];
			c.norigin =
			    w->moved[first + c.norigin] - w->moved[first];
		}
		b->content[n++] = c;
	}
	b->ncontent = n;
}

static void
rewrite_weighings(struct rewriting *w)
{
	struct bom *b = w->b;
	size_t n = 0;

	for (size_t k = 0; k < b->nweighing; k++) {
		uint32_t item;
		const struct lapse *x = lapse_of(w, b->weighing[k].item, &item);

		if (x == NULL || !x->mass)
			b->weighing[n++] = b->weighing[k];
	}
	b->nweighing = n;
}

bool
lapses_take(struct bom *b, const struct lapses *l)
{
	struct rewriting w = { .b = b, .l = l };
	bool ok;

	w.moved = malloc((b->norigin + 1) * sizeof(*w.moved));
	w.line = malloc((b->ncontent + 1) * sizeof(*w.line));
	ok = w.moved != NULL && w.line != NULL;
	if (ok) {
		mark_lines(&w);
		ok = rewrite_origins(&w);
	}
	if (ok) {
		rewrite_lines(&w);
		rewrite_weighings(&w);
	}
	free(w.origin);
	free(w.moved);
	free(w.line);
	return ok;
}
