/* SPDX-License-Identifier: Apache-2.0 */
/*
 * differ_origin - where two states of an item say that it comes from.
 *
 * Shares of one stage belong together: 60 % from one country and 40 % from
 * another.  So all that is said of the same elements at one stage is one
 * matter, and changes as a whole.
 */
#include "core/bom/differ/differ_steps.h"

/* As in differ_content.c; the first ALIKE of them are the matter. */
enum {
	ROW_LINE, /* 0: of the whole item; else of a line */
	ROW_SUBSTANCE,
	ROW_OF, /* elements of that line */
	ROW_ELEMENTS,
	ROW_STAGE,
	ROW_ALIKE,
	ROW_UNHEARD = ROW_ALIKE,
	ROW_COUNTRY,
	ROW_HOW,
	ROW_STANDING,
	ROW_LO,
	ROW_HI,
	ROW_EVIDENCE,
	ROW_WORDS
};

struct row {
	uint32_t word[ROW_WORDS];
	uint32_t origin;
};

static int
alike(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;

	return differ_words(a->word, b->word, ROW_ALIKE);
}

static int
same(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;

	return differ_words(a->word, b->word, ROW_WORDS);
}

static uint32_t
country_word(const struct origin *o)
{
	return (uint32_t)(unsigned char)o->country[0] << 24 |
	       (uint32_t)(unsigned char)o->country[1] << 16 |
	       (uint32_t)(unsigned char)o->technology[0] << 8 |
	       (unsigned char)o->technology[1];
}

static bool
add_row(struct differ *x, enum side s, uint32_t k, const struct content *line)
{
	const struct origin *o = &x->p->b[s]->origin[k];
	struct row *r = unlike_add(&x->rows, s);

	if (r == NULL)
		return false;
	r->origin = k;
	if (line != NULL) {
		r->word[ROW_LINE] = 1;
		r->word[ROW_SUBSTANCE] =
		    pairing_substance(x->p, s, line->substance);
		r->word[ROW_OF] = line->elements;
	}
	r->word[ROW_ELEMENTS] = o->elements == ELEMENT_ALL ? 0 : o->elements;
	r->word[ROW_STAGE] = o->stage;
	r->word[ROW_UNHEARD] = o->counts == 0 || o->over != 0;
	r->word[ROW_COUNTRY] = country_word(o);
	r->word[ROW_HOW] = (uint32_t)(o->share.lo_open | o->share.hi_open << 1 |
				      o->blend << 2 | o->absent << 3);
	r->word[ROW_STANDING] = o->standing;
	r->word[ROW_LO] = pairing_number(x->p, s, o->share.lo);
	r->word[ROW_HI] = pairing_number(x->p, s, o->share.hi);
	r->word[ROW_EVIDENCE] = pairing_text(x->p, s, o->evidence);
	return true;
}

static bool
add_rows(struct differ *x, enum side s)
{
	const struct bom *b = x->p->b[s];
	uint32_t i = x->item[s];

	for (uint32_t k = b->origin_start[i]; k < b->origin_start[i + 1]; k++)
		if (!add_row(x, s, b->item_origin[k], NULL))
			return false;
	for (uint32_t k = b->content_start[i]; k < b->content_start[i + 1];
	     k++) {
		const struct content *c = &b->content[k];

		for (uint32_t g = 0; c->derived == 0 && g < c->norigin; g++)
			if (!add_row(x, s, c->origin_first + g, c))
				return false;
	}
	return true;
}

/* The end of the matter that begins at row i of a side. */
static size_t
matter_end(const struct unlike *u, enum side s, size_t i)
{
	size_t end = i + 1;

	while (end < u->n[s] &&
	       alike(unlike_row(u, s, i), unlike_row(u, s, end)) == 0)
		end++;
	return end;
}

/* Is any of these without a partner? */
static bool
differs(const struct unlike *u, enum side s, size_t from, size_t end)
{
	for (; from < end; from++)
		if (u->taken[s][from] == TAKEN_NOT)
			return true;
	return false;
}

static int
said(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;
	int c = alike(a, b);

	return c != 0 ? c
		      : differ_words(a->word + ROW_UNHEARD + 1,
			    b->word + ROW_UNHEARD + 1,
			    ROW_WORDS - ROW_UNHEARD - 1);
}

/* Do both say the same, and are heard on one side alone?  Both are sorted,
 * and all of a side are heard, or none. */
static bool
is_heard_once(
    const struct unlike *u, const size_t from[SIDES], const size_t end[SIDES])
{
	size_t n = end[OLD] - from[OLD];

	if (n == 0 || end[NEW] - from[NEW] != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (said(unlike_row(u, OLD, from[OLD] + i),
			unlike_row(u, NEW, from[NEW] + i)) != 0)
			return false;
	return true;
}

/* Rows from .. end of each side, as one change. */
static bool
add_change(struct differ *x, const size_t from[SIDES], const size_t end[SIDES])
{
	uint32_t at[SIDES];
	struct change *c;

	for (int s = OLD; s < SIDES; s++) {
		at[s] = end[s] > from[s] ? (uint32_t)x->d->nlist : BOM_NONE;
		for (size_t i = from[s]; i < end[s]; i++) {
			const struct row *r =
			    unlike_row(&x->rows, (enum side)s, i);

			if (!differ_list(x, r->origin))
				return false;
		}
	}
	if (!differ_add(x, CHANGE_ORIGIN, at[OLD], at[NEW]))
		return false;
	c = &x->d->change[x->d->n - 1];
	for (int s = OLD; s < SIDES; s++)
		c->n[s] = (uint32_t)(end[s] - from[s]);
	if (is_heard_once(&x->rows, from, end))
		c->field = CHANGE_HEARD;
	return true;
}

static bool
add_changes(struct differ *x)
{
	struct unlike *u = &x->rows;
	size_t from[SIDES] = { 0, 0 }, end[SIDES];

	while (from[OLD] < u->n[OLD] || from[NEW] < u->n[NEW]) {
		int c = from[OLD] >= u->n[OLD] ? 1
			: from[NEW] >= u->n[NEW]
			    ? -1
			    : alike(unlike_row(u, OLD, from[OLD]),
				  unlike_row(u, NEW, from[NEW]));

		end[OLD] = c <= 0 ? matter_end(u, OLD, from[OLD]) : from[OLD];
		end[NEW] = c >= 0 ? matter_end(u, NEW, from[NEW]) : from[NEW];
		if ((differs(u, OLD, from[OLD], end[OLD]) ||
			differs(u, NEW, from[NEW], end[NEW])) &&
		    !add_change(x, from, end))
			return false;
		from[OLD] = end[OLD];
		from[NEW] = end[NEW];
	}
	return true;
}

bool
differ_origins(struct differ *x)
{
	unlike_begin(&x->rows, sizeof(struct row));
	if (!add_rows(x, OLD) || !add_rows(x, NEW))
		return false;
	if (unlike_none(&x->rows, same))
		return true;
	return unlike_sort(&x->rows, same) && add_changes(x);
}
