/* SPDX-License-Identifier: Apache-2.0 */
/*
 * differ_document - on whose word: documents, and who speaks of an item.
 *
 * A document is known by its supplier and its name.  One without both, and
 * what a bill of materials says of itself, is none: by which name or in which
 * format a bill of materials came is no difference between products.
 */
#include "core/bom/differ/differ_steps.h"

#include <string.h>

/* ---- documents */
enum {
	PAPER_SUPPLIER,
	PAPER_ID,
	PAPER_ALIKE,
	PAPER_DATE = PAPER_ALIKE,
	PAPER_UNTIL,
	PAPER_STANDING,
	PAPER_VALIDITY,
	PAPER_EVIDENCE,
	PAPER_WORDS
};

struct paper {
	uint32_t word[PAPER_WORDS];
	uint32_t decl;
};

static int
alike(const void *pa, const void *pb)
{
	const struct paper *a = pa, *b = pb;

	return differ_words(a->word, b->word, PAPER_ALIKE);
}

static int
same(const void *pa, const void *pb)
{
	const struct paper *a = pa, *b = pb;

	return differ_words(a->word, b->word, PAPER_WORDS);
}

/* It gets a number of its side, which its partner may take over. */
static void
mark_named(struct differ *x, enum side s)
{
	const struct bom *b = x->p->b[s];
	uint32_t from = s == OLD ? 0 : (uint32_t)x->p->b[OLD]->ndecl;

	for (uint32_t i = 0; i < b->ndecl; i++)
		x->doc[s][i] = b->decl[i].id != 0 || b->decl[i].supplier != 0
				   ? from + i
				   : BOM_NONE;
	for (size_t i = 0; i < b->nfile; i++)
		if (b->file[i].role == ROLE_BOM && b->file[i].decl < b->ndecl)
			x->doc[s][b->file[i].decl] = BOM_NONE;
}

static bool
add_papers(struct differ *x, enum side s)
{
	const struct bom *b = x->p->b[s];

	for (uint32_t i = 0; i < b->ndecl; i++) {
		const struct declaration *d = &b->decl[i];
		struct paper *p;

		if (x->doc[s][i] == BOM_NONE)
			continue;
		p = unlike_add(&x->rows, s);
		if (p == NULL)
			return false;
		*p = (struct paper){ {
					 [PAPER_SUPPLIER] =
					     pairing_text(x->p, s, d->supplier),
					 [PAPER_ID] =
					     pairing_text(x->p, s, d->id),
					 [PAPER_DATE] = (uint32_t)d->date,
					 [PAPER_UNTIL] = (uint32_t)d->until,
					 [PAPER_STANDING] = d->standing,
					 [PAPER_VALIDITY] = d->validity,
					 [PAPER_EVIDENCE] =
					     pairing_text(x->p, s, d->evidence),
				     },
			i };
	}
	return true;
}

static bool
pair_papers(void *ctx, const void *old, const void *now)
{
	struct differ *x = ctx;
	const struct paper *a = old, *b = now;

	x->doc[NEW][b->decl] = x->doc[OLD][a->decl];
	return same(a, b) == 0 ||
	       differ_add(x, CHANGE_DOCUMENT, a->decl, b->decl);
}

static bool
add_rest(struct differ *x, enum side s)
{
	for (size_t i = 0; i < x->rows.n[s]; i++) {
		const struct paper *p = unlike_row(&x->rows, s, i);

		if (x->rows.taken[s][i] == TAKEN_NOT &&
		    !differ_add(x, CHANGE_DOCUMENT,
			s == OLD ? p->decl : BOM_NONE,
			s == NEW ? p->decl : BOM_NONE))
			return false;
	}
	return true;
}

bool
differ_documents(struct differ *x)
{
	struct unlike *u = &x->rows;

	unlike_begin(u, sizeof(struct paper));
	for (int s = OLD; s < SIDES; s++) {
		mark_named(x, (enum side)s);
		if (!add_papers(x, (enum side)s))
			return false;
	}
	/* what is the same on both sides has to find its partner too */
	if (!unlike_sort(u, same))
		return false;
	memset(u->taken[OLD], 0, u->n[OLD]);
	memset(u->taken[NEW], 0, u->n[NEW]);
	return unlike_match(u, same, pair_papers, x) &&
	       unlike_match(u, alike, pair_papers, x) && add_rest(x, NEW) &&
	       add_rest(x, OLD);
}

/* ---- who speaks of an item */
struct speaker {
	uint32_t doc, decl;
};

static int
same_speaker(const void *pa, const void *pb)
{
	const struct speaker *a = pa, *b = pb;

	return differ_words(&a->doc, &b->doc, 1);
}

static bool
add_speaker(struct differ *x, enum side s, uint32_t decl)
{
	size_t n = x->rows.n[s];
	struct speaker *last = n > 0 ? unlike_row(&x->rows, s, n - 1) : NULL;
	struct speaker *p;

	if (x->doc[s][decl] == BOM_NONE ||
	    (last != NULL && last->doc == x->doc[s][decl]))
		return true;
	p = unlike_add(&x->rows, s);
	if (p == NULL)
		return false;
	*p = (struct speaker){ x->doc[s][decl], decl };
	return true;
}

static bool
add_speakers(struct differ *x, enum side s)
{
	const struct bom *b = x->p->b[s];
	uint32_t i = x->item[s];

	for (uint32_t k = b->content_start[i]; k < b->content_start[i + 1]; k++)
		if (!add_speaker(x, s, b->content[k].decl))
			return false;
	for (uint32_t k = b->origin_start[i]; k < b->origin_start[i + 1]; k++)
		if (!add_speaker(x, s, b->origin[b->item_origin[k]].decl))
			return false;
	return true;
}

/* Sorted: each once. */
static void
drop_repeats(struct unlike *u, enum side s)
{
	size_t n = 0;

	for (size_t i = 0; i < u->n[s]; i++) {
		struct speaker *p = unlike_row(u, s, i);

		if (n == 0 || same_speaker(unlike_row(u, s, n - 1), p) != 0)
			*(struct speaker *)unlike_row(u, s, n++) = *p;
	}
	u->n[s] = n;
}

bool
differ_speakers(struct differ *x)
{
	struct unlike *u = &x->rows;
	uint32_t at[SIDES];
	struct change *c;

	unlike_begin(u, sizeof(struct speaker));
	if (!add_speakers(x, OLD) || !add_speakers(x, NEW))
		return false;
	if (unlike_none(u, same_speaker))
		return true;
	if (!unlike_sort(u, same_speaker))
		return false;
	drop_repeats(u, OLD);
	drop_repeats(u, NEW);
	if (unlike_none(u, same_speaker))
		return true;
	for (int s = OLD; s < SIDES; s++) {
		at[s] = u->n[s] > 0 ? (uint32_t)x->d->nlist : BOM_NONE;
		for (size_t i = 0; i < u->n[s]; i++) {
			const struct speaker *p =
			    unlike_row(u, (enum side)s, i);

			if (!differ_list(x, p->decl))
				return false;
		}
	}
	if (!differ_add(x, CHANGE_SPEAKER, at[OLD], at[NEW]))
		return false;
	c = &x->d->change[x->d->n - 1];
	c->n[OLD] = (uint32_t)u->n[OLD];
	c->n[NEW] = (uint32_t)u->n[NEW];
	return true;
}
