/* SPDX-License-Identifier: Apache-2.0 */
/* assume - the product with what is assumed; see assume.h. */
#include "core/bom/link/assume_steps.h"

#include <stdlib.h>

/* What is said of one item, and what has been assumed of it so far. */
struct silence {
	bool content;  /* a document that counts speaks of its content */
	bool complete; /* it is complete, or expressly is not, or its document
			  says what it leaves out */
	bool suspect;  /* something points to rare earth */
	uint32_t stages[STAGE_COUNT]; /* bit per element that is spoken of */
	bool claimed, weighed;        /* by an assumption */
	uint32_t assumed[STAGE_COUNT];
};

struct maker {
	struct assumed *out;
	const struct bom *b;
	struct assumptions *a;
	uint32_t *by_part; /* [parts.n] first link of its selectors */
	struct link {
		uint32_t entry, select, next; /* next: BOM_NONE ends */
	} * link;
	size_t nlink, link_cap;
	uint32_t *hit; /* [nhit] entries that select the item at hand */
	size_t nhit;
	uint32_t *seen; /* [a->n] the item they were seen for, and 1 */
};

static bool
add_link(struct maker *m, uint32_t part, uint32_t entry, uint32_t select)
{
	struct link *list =
	    array_grow(m->link, &m->link_cap, m->nlink + 1, sizeof(*list));

	if (list == NULL)
		return false;
	m->link = list;
	list[m->nlink] = (struct link){ entry, select, m->by_part[part] };
	m->by_part[part] = (uint32_t)m->nlink++;
	return true;
}

/* Part numbers are looked up; all else is held against every item. */
static bool
index_parts(struct maker *m)
{
	for (size_t i = 0; i < m->b->parts.n; i++)
		m->by_part[i] = BOM_NONE;
	for (uint32_t e = 0; e < m->a->n; e++)
		for (uint32_t k = 0; k < m->a->entry[e].nselect; k++) {
			struct str part = m->a->entry[e].select[k].part;
			uint32_t id = part.n > 0
					  ? intern_find(&m->b->parts, part)
					  : INTERN_NONE;

			if (id != INTERN_NONE && !add_link(m, id, e, k))
				return false;
		}
	return true;
}

static void
note_hit(struct maker *m, uint32_t entry, uint32_t item)
{
	if (m->seen[entry] == item + 1)
		return;
	m->seen[entry] = item + 1;
	m->hit[m->nhit++] = entry;
}

static int
compare_entries(const void *pa, const void *pb)
{
	uint32_t x = *(const uint32_t *)pa, y = *(const uint32_t *)pb;

	return x < y ? -1 : x > y;
}

/* Which entries select the item, in their order. */
static void
find_hits(struct maker *m, uint32_t item)
{
	const struct bom *b = m->b;

	m->nhit = 0;
	for (uint32_t l = m->by_part[b->item[item].part_id];
	     m->link != NULL && l != BOM_NONE; l = m->link[l].next) {
		const struct link *x = &m->link[l];

		if (selector_fits(
			&m->a->entry[x->entry].select[x->select], b, item))
			note_hit(m, x->entry, item);
	}
	for (uint32_t e = 0; m->a->npattern > 0 && e < m->a->n; e++) {
		const struct assumption *x = &m->a->entry[e];

		for (size_t k = 0; k < x->nselect; k++)
			if (x->select[k].part.n == 0 &&
			    m->seen[e] != item + 1 &&
			    selector_fits(&x->select[k], b, item))
				note_hit(m, e, item);
	}
	if (m->nhit > 1)
		qsort(m->hit, m->nhit, sizeof(*m->hit), compare_entries);
}

/* Notes the stages of which an origin speaks, for some elements. */
static void
hear_origin(const struct bom *b, const struct origin *o, uint32_t elements,
    struct silence *s)
{
	int first = o->stage, end = o->stage + 1;

	if (!bom_holds(b, o->decl) || origin_is_presumed(b, o) ||
	    !origin_speaks(o, false))
		return;
	if (o->stage == STAGE_ALL) {
		first = 0;
		end = STAGE_RECYCLING;
	}
	if (o->elements != 0)
		elements = o->elements;
	for (int k = first; k < end; k++)
		s->stages[k] |= elements;
}

static void
hear_line(const struct bom *b, const struct content *c, struct silence *s)
{
	bool something = c->kind == CONTENT_AMOUNT && !c->process &&
			 c->elements != 0 && c->amount.hi != NUM_ZERO;

	for (uint32_t i = 0; i < c->norigin; i++)
		hear_origin(b, &b->origin[c->origin_first + i],
		    c->elements != 0 ? c->elements : ELEMENT_ALL, s);
	s->suspect |= something; /* also if it is presumed, or has expired */
	if (!c->counts || c->process || c->kind == CONTENT_NOT_ADDED)
		return;
	s->content = true;
	s->complete |=
	    c->kind == CONTENT_COMPLETE || c->kind == CONTENT_UNLISTED;
}

static void
hear_item(const struct bom *b, uint32_t item, struct silence *s)
{
	const struct item *it = &b->item[item];

	*s = (struct silence){ 0 };
	s->complete = (it->flags & (ITEM_COMPLETE | ITEM_OPEN)) != 0;
	s->suspect = (it->flags & ITEM_SUSPECT) != 0;
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		hear_line(b, &b->content[k], s);
	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++)
		hear_origin(b, &b->origin[b->item_origin[k]], ELEMENT_ALL, s);
}

enum outcome { TOUCHED, DECLARED, TAKEN };

/* "It holds none": of an item whose content nobody speaks of.  "It is
 * complete": of one of which somebody does, or that has parts. */
static enum outcome
assume_claim(const struct bom *b, uint32_t item, enum assumption_kind kind,
    struct silence *s)
{
	bool parts = b->use_start[item] < b->use_start[item + 1];

	if (s->complete)
		return DECLARED;
	if (kind == ASSUME_NONE ? s->content : !s->content && !parts)
		return DECLARED;
	if (s->claimed)
		return TAKEN;
	s->claimed = true;
	return TOUCHED;
}

static enum outcome
assume_mass(const struct bom *b, uint32_t item, const struct assumption *x,
    struct silence *s)
{
	const struct item *it = &b->item[item];

	if (it->has_mass || it->dim != x->dim)
		return DECLARED;
	if (s->weighed)
		return TAKEN;
	s->weighed = true;
	return TOUCHED;
}

static enum outcome
assume_origin(const struct assumption *x, struct silence *s)
{
	uint32_t elements = x->elements != 0 ? x->elements : ELEMENT_ALL;
	int first = x->stage, end = x->stage + 1;
	bool silent = false, open = false;

	if (x->stage == STAGE_ALL) {
		first = 0;
		end = STAGE_RECYCLING;
	}
	for (int k = first; k < end; k++) {
		uint32_t left = elements & ~s->stages[k];

		silent |= left != 0;
		open |= (left & ~s->assumed[k]) != 0;
		s->assumed[k] |= elements;
	}
	return !silent ? DECLARED : !open ? TAKEN : TOUCHED;
}

static bool
add_touch(struct maker *m, uint32_t item, uint32_t entry)
{
	struct assumed *out = m->out;
	struct assumption_touch *list =
	    array_grow(out->touch, &out->cap, out->ntouch + 1, sizeof(*list));

	if (list == NULL)
		return false;
	out->touch = list;
	list[out->ntouch++] = (struct assumption_touch){ item, entry };
	return true;
}

/* One entry that selects the item. */
static bool
assume_one(struct maker *m, uint32_t item, uint32_t entry, struct silence *s)
{
	struct assumption *x = &m->a->entry[entry];
	enum outcome o;

	x->selected++;
	if (x->expired)
		return true;
	if (x->kind == ASSUME_ORIGIN)
		o = assume_origin(x, s);
	else if (x->kind == ASSUME_MASS)
		o = assume_mass(m->b, item, x, s);
	else
		o = assume_claim(m->b, item, (enum assumption_kind)x->kind, s);
	x->declared += o == DECLARED;
	x->taken += o == TAKEN;
	if (o != TOUCHED)
		return true;
	x->touched++;
	x->suspect += x->kind == ASSUME_NONE && s->suspect;
	return add_touch(m, item, entry);
}

static bool
assume_items(struct maker *m)
{
	for (uint32_t i = 0; i < m->b->nitem; i++) {
		struct silence s;

		find_hits(m, i);
		if (m->nhit == 0)
			continue;
		hear_item(m->b, i, &s);
		for (size_t k = 0; k < m->nhit; k++)
			if (!assume_one(m, i, m->hit[k], &s))
				return false;
	}
	return true;
}

static void
say_outcome(const struct bom *b, const struct assumption *x, struct findings *f)
{
	struct pos at = bom_pos(b, x->at);

	if (x->selected == 0)
		findings_warn(f, ST_OK, at,
		    "assumption \"%s\" is about no item of this product: "
		    "expected at least one",
		    x->id);
	else if (!x->expired && x->touched == 0)
		findings_warn(f, ST_OK, at,
		    "assumption \"%s\" changes nothing: all %u items that it "
		    "is about say it themselves%s",
		    x->id, x->selected,
		    x->taken > 0 ? ", or another assumption does" : "");
	if (x->suspect > 0)
		findings_warn(f, ST_OK, at,
		    "assumption \"%s\" takes %u item%s to hold none that "
		    "point%s to rare earth by form, HS code or a document "
		    "that does not count: expected a declaration",
		    x->id, x->suspect, x->suspect == 1 ? "" : "s",
		    x->suspect == 1 ? "s" : "");
}

static bool
maker_open(struct maker *m)
{
	m->by_part = malloc((m->b->parts.n + 1) * sizeof(*m->by_part));
	m->hit = malloc((m->a->n + 1) * sizeof(*m->hit));
	m->seen = calloc(m->a->n + 1, sizeof(*m->seen));
	return m->by_part != NULL && m->hit != NULL && m->seen != NULL &&
	       index_parts(m);
}

enum status
assume_make(struct assumed *out, const struct bom *b, struct assumptions *a,
    struct findings *f)
{
	struct maker m = { .out = out, .b = b, .a = a };
	bool ok;

	*out = (struct assumed){ .bom = *b };
	ok = maker_open(&m) && assume_items(&m) && assumed_build(out, b, a);
	free(m.by_part);
	free(m.link);
	free(m.hit);
	free(m.seen);
	if (!ok) {
		assumed_free(out);
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	}
	for (size_t e = 0; e < a->n; e++)
		say_outcome(b, &a->entry[e], f);
	return ST_OK;
}
