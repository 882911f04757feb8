/* SPDX-License-Identifier: Apache-2.0 */
/*
 * assumed - the second bom, with what is assumed in its place.
 *
 * What does not differ is shared with the first one.  An assumption is a
 * line, or an origin, of a document of its own, behind all others.
 */
#include "core/bom/link/assume_steps.h"

#include <stdlib.h>
#include <string.h>

struct building {
	struct assumed *out;
	const struct bom *b;
	const struct assumptions *a;
	size_t nclaim, norigin; /* lines and origins that will be added */
};

static void
count_rows(struct building *m)
{
	for (size_t i = 0; i < m->out->ntouch; i++) {
		uint8_t kind = m->a->entry[m->out->touch[i].entry].kind;

		m->nclaim += kind == ASSUME_NONE || kind == ASSUME_COMPLETE;
		m->norigin += kind == ASSUME_ORIGIN;
	}
}

/* A document for each entry, behind those that there are. */
static bool
make_declarations(struct building *m)
{
	struct assumed *out = m->out;
	const struct bom *b = m->b;
	size_t n = b->ndecl + m->a->n;

	out->decl = malloc((n + 1) * sizeof(*out->decl));
	if (out->decl == NULL)
		return false;
	memcpy(out->decl, b->decl, b->ndecl * sizeof(*out->decl));
	for (size_t e = 0; e < m->a->n; e++)
		out->decl[b->ndecl + e] =
		    (struct declaration){ .at = m->a->entry[e].at,
			    .standing = STANDING_DECLARED,
			    .rank = UINT32_MAX - (uint32_t)(m->a->n - e) };
	out->bom.decl = out->decl;
	out->bom.ndecl = n;
	return true;
}

static bool
make_masses(struct building *m)
{
	struct assumed *out = m->out;
	const struct bom *b = m->b;

	out->item = malloc((b->nitem + 1) * sizeof(*out->item));
	if (out->item == NULL)
		return false;
	memcpy(out->item, b->item, b->nitem * sizeof(*out->item));
	for (size_t i = 0; i < out->ntouch; i++) {
		const struct assumption_touch *t = &out->touch[i];
		const struct assumption *x = &m->a->entry[t->entry];

		if (x->kind != ASSUME_MASS)
			continue;
		out->item[t->item].mass = x->mass;
		out->item[t->item].has_mass = 1;
	}
	out->bom.item = out->item;
	return true;
}

static struct content
claim_of(const struct building *m, const struct assumption_touch *t)
{
	return (struct content){ .item = t->item,
		.decl = (uint32_t)m->b->ndecl + t->entry,
		.substance = BOM_NONE,
		.amount = amount_unknown(),
		.at = m->a->entry[t->entry].at,
		.kind = CONTENT_COMPLETE,
		.scope = SCOPE_OWN,
		.counts = 1,
		.won = ELEMENT_ALL };
}

/* The lines of each item, and behind them what is assumed of it. */
static bool
make_content(struct building *m)
{
	struct assumed *out = m->out;
	const struct bom *b = m->b;
	size_t n = b->ncontent + m->nclaim, at = 0, t = 0;

	out->content = malloc((n + 1) * sizeof(*out->content));
	out->content_start =
	    malloc((b->nitem + 2) * sizeof(*out->content_start));
	if (out->content == NULL || out->content_start == NULL)
		return false;
	for (uint32_t i = 0; i < b->nitem; i++) {
		uint32_t first = b->content_start[i];
		uint32_t lines = b->content_start[i + 1] - first;

		out->content_start[i] = (uint32_t)at;
		if (lines > 0)
			memcpy(out->content + at, b->content + first,
			    lines * sizeof(*out->content));
		at += lines;
		for (; t < out->ntouch && out->touch[t].item == i; t++) {
			uint8_t kind = m->a->entry[out->touch[t].entry].kind;

			if (kind == ASSUME_NONE || kind == ASSUME_COMPLETE)
				out->content[at++] =
				    claim_of(m, &out->touch[t]);
		}
	}
	out->content_start[b->nitem] = out->content_start[b->nitem + 1] =
	    (uint32_t)at;
	out->bom.content = out->content;
	out->bom.content_start = out->content_start;
	out->bom.ncontent = at;
	return true;
}

static struct origin
origin_of(const struct building *m, const struct assumption_touch *t)
{
	const struct assumption *x = &m->a->entry[t->entry];
	struct origin o = { .item = t->item,
		.content = BOM_NONE,
		.elements = x->elements,
		.decl = (uint32_t)m->b->ndecl + t->entry,
		.share = { NUM_ONE, NUM_ONE, false, false, true },
		.at = x->at,
		.rank = UINT32_MAX - (uint32_t)(m->a->n - t->entry),
		.stage = x->stage,
		.standing = STANDING_DECLARED,
		.blend = 1,
		.counts = 1 };

	memcpy(o.country, x->country, sizeof(o.country));
	return o;
}

/* As make_content(); origins of lines stay where they are. */
static bool
make_origins(struct building *m)
{
	struct assumed *out = m->out;
	const struct bom *b = m->b;
	size_t n = b->norigin, at = 0, t = 0;
	uint32_t whole = b->origin_start[b->nitem];

	out->origin = malloc((n + m->norigin + 1) * sizeof(*out->origin));
	out->origin_start = malloc((b->nitem + 2) * sizeof(*out->origin_start));
	out->item_origin =
	    malloc((whole + m->norigin + 1) * sizeof(*out->item_origin));
	if (out->origin == NULL || out->origin_start == NULL ||
	    out->item_origin == NULL)
		return false;
	if (n > 0)
		memcpy(out->origin, b->origin, n * sizeof(*out->origin));
	for (uint32_t i = 0; i < b->nitem; i++) {
		out->origin_start[i] = (uint32_t)at;
		for (uint32_t k = b->origin_start[i];
		     k < b->origin_start[i + 1]; k++)
			out->item_origin[at++] = b->item_origin[k];
		for (; t < out->ntouch && out->touch[t].item == i; t++) {
			if (m->a->entry[out->touch[t].entry].kind !=
			    ASSUME_ORIGIN)
				continue;
			out->item_origin[at++] = (uint32_t)n;
			out->origin[n++] = origin_of(m, &out->touch[t]);
		}
	}
	out->origin_start[b->nitem] = out->origin_start[b->nitem + 1] =
	    (uint32_t)at;
	out->bom.origin = out->origin;
	out->bom.norigin = n;
	out->bom.origin_start = out->origin_start;
	out->bom.item_origin = out->item_origin;
	return true;
}

bool
assumed_build(
    struct assumed *out, const struct bom *b, const struct assumptions *a)
{
	struct building m = { .out = out, .b = b, .a = a };

	out->bom = *b;
	count_rows(&m);
	return make_declarations(&m) && make_masses(&m) && make_content(&m) &&
	       make_origins(&m);
}

void
assumed_free(struct assumed *x)
{
	free(x->touch);
	free(x->item);
	free(x->content);
	free(x->origin);
	free(x->decl);
	free(x->content_start);
	free(x->origin_start);
	free(x->item_origin);
	*x = (struct assumed){ 0 };
}

size_t
assumed_items(const struct assumed *x)
{
	size_t n = 0;

	for (size_t i = 0; i < x->ntouch; i++)
		n += i == 0 || x->touch[i].item != x->touch[i - 1].item;
	return n;
}

const struct assumption_touch *
assumed_of_item(const struct assumed *x, uint32_t item, size_t *n)
{
	size_t lo = 0, hi = x->ntouch, end;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (x->touch[mid].item < item)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (end = lo; end < x->ntouch && x->touch[end].item == item;)
		end++;
	*n = end - lo;
	return x->touch + lo;
}
