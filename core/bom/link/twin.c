/* SPDX-License-Identifier: Apache-2.0 */
/* twin - parts that are there twice; see twin.h. */
#include "core/bom/link/twin.h"

#include "core/base/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* [bytes] of the end of a part number. */
#define SUFFIX 32

struct origin
elsewhere_origin(const struct elsewhere *e, uint32_t item)
{
	struct origin o = { .item = item,
		.content = BOM_NONE,
		.decl = e->decl,
		.share = { NUM_ONE, NUM_ONE, false, false, true },
		.stage = STAGE_ALL,
		.rank = 1,
		.standing = STANDING_VERIFIED,
		.blend = 1,
		.counts = 1 };

	memcpy(o.country, e->country, sizeof(o.country));
	if (e->technology)
		memcpy(o.technology, e->country, sizeof(o.technology));
	return o;
}

bool
elsewhere_keeps(const struct elsewhere *e, struct origin *o)
{
	if (o->technology[0] == '\0' || e->technology)
		return false;
	o->country[0] = '\0';
	return true;
}

/* How much more there is of everything. */
struct more {
	size_t item, use, content, origin, whole;
};

static uint32_t
rows_of(const uint32_t *start, uint32_t item)
{
	return start[item + 1] - start[item];
}

static struct more
count_more(const struct bom *b, const uint8_t *mark)
{
	struct more m = { 0 };

	for (uint32_t i = 0; i < b->nitem; i++) {
		if (mark[i] == 0)
			continue;
		m.item++;
		m.use += rows_of(b->use_start, i);
		m.content += rows_of(b->content_start, i);
		m.whole += rows_of(b->origin_start, i) + 1;
		for (uint32_t k = b->content_start[i];
		     k < b->content_start[i + 1]; k++)
			m.origin += b->content[k].norigin;
	}
	m.origin += m.whole;
	return m;
}

/* A copy with room for more; NULL when memory is out. */
static void *
widen(const void *from, size_t n, size_t more, size_t size)
{
	void *to = malloc((n + more + 1) * size);

	if (to != NULL && n > 0)
		memcpy(to, from, n * size);
	return to;
}

static bool
take_room(struct twins *t, const struct bom *b, const struct more *m)
{
	struct bom *s = &t->bom;
	size_t n = b->nitem;

	*s = *b;
	s->progress = NULL;
	s->given = NULL;
	s->item = widen(b->item, n, m->item, sizeof(*s->item));
	s->use = widen(b->use, b->nuse, m->use, sizeof(*s->use));
	s->content =
	    widen(b->content, b->ncontent, m->content, sizeof(*s->content));
	s->origin = widen(b->origin, b->norigin, m->origin, sizeof(*s->origin));
	s->decl = widen(b->decl, b->ndecl, 1, sizeof(*s->decl));
	s->item_origin = widen(b->item_origin, b->origin_start[n], m->whole,
	    sizeof(*s->item_origin));
	s->use_start =
	    widen(b->use_start, n + 1, m->item, sizeof(*s->use_start));
	s->content_start =
	    widen(b->content_start, n + 1, m->item, sizeof(*s->content_start));
	s->origin_start =
	    widen(b->origin_start, n + 1, m->item, sizeof(*s->origin_start));
	s->order = malloc((n + m->item + 1) * sizeof(*s->order));
	s->level_start =
	    widen(b->level_start, b->nlevel + 1, 0, sizeof(*s->level_start));
	s->is_child = widen(b->is_child, n, m->item, 1);
	t->to = malloc((n + 1) * sizeof(*t->to));
	return s->item != NULL && s->use != NULL && s->content != NULL &&
	       s->origin != NULL && s->decl != NULL && s->item_origin != NULL &&
	       s->use_start != NULL && s->content_start != NULL &&
	       s->origin_start != NULL && s->order != NULL &&
	       s->level_start != NULL && s->is_child != NULL && t->to != NULL;
}

static void
number(struct twins *t, const struct bom *b, const uint8_t *mark)
{
	uint32_t next = (uint32_t)b->nitem;

	for (uint32_t i = 0; i < b->nitem; i++)
		t->to[i] = mark[i] != 0 ? next++ : BOM_NONE;
}

/* An origin of the twin's, if anything of it is left. */
static bool
copy_origin(struct bom *s, const struct elsewhere *e, uint32_t from,
    uint32_t item, uint32_t content)
{
	struct origin o = s->origin[from];

	if (!elsewhere_keeps(e, &o))
		return false;
	o.item = item;
	o.content = content;
	s->origin[s->norigin++] = o;
	return true;
}

static void
copy_content(
    struct bom *s, const struct bom *b, const struct elsewhere *e, uint32_t i)
{
	uint32_t now = (uint32_t)s->nitem;

	for (uint32_t k = b->content_start[i]; k < b->content_start[i + 1];
	     k++) {
		struct content *c = &s->content[s->ncontent];

		*c = b->content[k];
		c->item = now;
		c->origin_first = (uint32_t)s->norigin;
		c->norigin = 0;
		for (uint32_t o = 0; o < b->content[k].norigin; o++)
			c->norigin +=
			    copy_origin(s, e, b->content[k].origin_first + o,
				now, (uint32_t)s->ncontent);
		s->ncontent++;
	}
}

static void
copy_whole_origins(
    struct bom *s, const struct bom *b, const struct elsewhere *e, uint32_t i)
{
	uint32_t now = (uint32_t)s->nitem, at = s->origin_start[now];

	for (uint32_t k = b->origin_start[i]; k < b->origin_start[i + 1]; k++)
		if (copy_origin(s, e, b->item_origin[k], now, BOM_NONE))
			s->item_origin[at++] = (uint32_t)s->norigin - 1;
	s->item_origin[at++] = (uint32_t)s->norigin;
	s->origin[s->norigin++] = elsewhere_origin(e, now);
	s->origin_start[now + 1] = at;
}

static void
copy_item(
    struct twins *t, const struct bom *b, const struct elsewhere *e, uint32_t i)
{
	struct bom *s = &t->bom;
	uint32_t now = t->to[i];

	s->item[now] = b->item[i];
	s->item[now].flags &= (uint8_t)~ITEM_SHIPPED;
	s->is_child[now] = CHILD_YES;
	for (uint32_t k = b->use_start[i]; k < b->use_start[i + 1]; k++) {
		struct use *u = &s->use[s->nuse++];

		*u = b->use[k];
		u->parent = now;
		if (t->to[u->child] != BOM_NONE)
			u->child = t->to[u->child];
	}
	copy_content(s, b, e, i);
	copy_whole_origins(s, b, e, i);
	s->nitem++;
	s->use_start[s->nitem] = (uint32_t)s->nuse;
	s->content_start[s->nitem] = (uint32_t)s->ncontent;
}

/* At each level its twins behind those that are there. */
static void
copy_levels(struct twins *t, const struct bom *b)
{
	struct bom *s = &t->bom;
	uint32_t n = 0;

	for (uint32_t l = 0; l < b->nlevel; l++) {
		s->level_start[l] = n;
		for (uint32_t k = b->level_start[l]; k < b->level_start[l + 1];
		     k++)
			s->order[n++] = b->order[k];
		for (uint32_t k = b->level_start[l]; k < b->level_start[l + 1];
		     k++)
			if (t->to[b->order[k]] != BOM_NONE)
				s->order[n++] = t->to[b->order[k]];
	}
	s->level_start[b->nlevel] = n;
}

bool
twins_make(struct twins *t, const struct bom *b, const uint8_t *mark,
    struct elsewhere e)
{
	struct more m = count_more(b, mark);
	struct bom *s = &t->bom;

	*t = (struct twins){ .first = b->nitem };
	if (b->nitem + m.item > LIMIT_USES || b->nuse + m.use > LIMIT_USES ||
	    b->ncontent + m.content > LIMIT_USES ||
	    b->norigin + m.origin > LIMIT_USES || !take_room(t, b, &m))
		return false;
	if (e.decl == BOM_NONE) {
		e.decl = (uint32_t)s->ndecl;
		s->decl[s->ndecl++] =
		    (struct declaration){ .standing = STANDING_VERIFIED,
			    .rank = 1 };
	}
	number(t, b, mark);
	for (uint32_t i = 0; i < b->nitem; i++)
		if (mark[i] != 0)
			copy_item(t, b, &e, i);
	s->origin_start[s->nitem + 1] = s->origin_start[s->nitem];
	copy_levels(t, b);
	return true;
}

void
twins_use(struct twins *t, const struct bom *b, uint32_t item, bool twins)
{
	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++) {
		uint32_t child = b->use[k].child;

		t->bom.use[k].child =
		    twins && t->to[child] != BOM_NONE ? t->to[child] : child;
	}
}

/* The part number of a twin, which no other item has. */
static uint32_t
name_twin(struct bom *b, uint32_t part, const char *country)
{
	struct str was = b->parts.key[part];
	char *text = malloc(was.n + SUFFIX);
	uint32_t id = INTERN_NONE;
	int end;

	for (unsigned k = 1; text != NULL; k++) {
		memcpy(text, was.p, was.n);
		end = k == 1 ? snprintf(text + was.n, SUFFIX, " (%s)", country)
			     : snprintf(text + was.n, SUFFIX, " (%s %u)",
				   country, k);
		if (intern_find(
			&b->parts, (struct str){ text, was.n + (size_t)end }) ==
		    INTERN_NONE)
			break;
	}
	if (text != NULL)
		id = intern_copy(
		    &b->parts, (struct str){ text, was.n + (size_t)end });
	free(text);
	return id;
}

static void
free_arrays(struct bom *s)
{
	free(s->item);
	free(s->use);
	free(s->content);
	free(s->origin);
	free(s->decl);
	free(s->item_origin);
	free(s->use_start);
	free(s->content_start);
	free(s->origin_start);
	free(s->order);
	free(s->level_start);
	free(s->is_child);
}

/* Two that have one part number still do. */
static bool
name_all(struct twins *t, struct bom *b, const char *country)
{
	size_t n = b->parts.n;
	uint32_t *named = malloc((n + 1) * sizeof(*named));
	bool ok = named != NULL;

	for (size_t i = 0; ok && i < n; i++)
		named[i] = INTERN_NONE;
	for (size_t i = t->first; ok && i < t->bom.nitem; i++) {
		uint32_t part = t->bom.item[i].part_id;

		if (named[part] == INTERN_NONE)
			named[part] = name_twin(b, part, country);
		t->bom.item[i].part_id = named[part];
		ok = named[part] != INTERN_NONE;
	}
	free(named);
	return ok;
}

bool
twins_keep(struct twins *t, struct bom *b, const char *country)
{
	const struct bom *s = &t->bom;

	if (!name_all(t, b, country))
		return false;
	free_arrays(b);
	b->item = s->item;
	b->use = s->use;
	b->content = s->content;
	b->origin = s->origin;
	b->decl = s->decl;
	b->item_origin = s->item_origin;
	b->use_start = s->use_start;
	b->content_start = s->content_start;
	b->origin_start = s->origin_start;
	b->order = s->order;
	b->level_start = s->level_start;
	b->is_child = s->is_child;
	b->nitem = b->item_cap = s->nitem;
	b->nuse = b->use_cap = s->nuse;
	b->ncontent = b->content_cap = s->ncontent;
	b->norigin = b->origin_cap = s->norigin;
	b->ndecl = b->decl_cap = s->ndecl;
	t->bom = (struct bom){ .item = NULL };
	return true;
}

void
twins_free(struct twins *t)
{
	free_arrays(&t->bom);
	free(t->to);
	*t = (struct twins){ .to = NULL };
}
