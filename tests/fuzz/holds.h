/* SPDX-License-Identifier: Apache-2.0 */
/*
 * holds - what is true of a bom however strange the file was: indices lie in
 * their tables, words in their lists, amounts in order.
 *
 * Reads:  bom.h
 * Gives:  require(), holds_read(), holds_linked(); abort() where it is not so
 * Memory: none
 */
#ifndef RETRACE_FUZZ_HOLDS_H
#define RETRACE_FUZZ_HOLDS_H

#include "core/bom/bom.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Says what does not hold, and ends the program. */
#define require(what) ((what) ? (void)0 : holds_not(#what, __FILE__, __LINE__))

static inline _Noreturn void
holds_not(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

static inline void
holds_place(const struct bom *b, struct place at)
{
	require(at.file < b->nfile);
}

static inline void
holds_text(const struct bom *b, uint32_t id)
{
	require(id < b->text.n);
}

/* none: the number may be missing. */
static inline void
holds_number(const struct bom *b, uint32_t id, bool none)
{
	mpq_t q;

	if (none && id == BOM_NONE)
		return;
	require(id < b->num.limbs.n);
	numtab_view(&b->num, id, q);
	require(mpq_sgn(q) >= 0);
}

/* From a lower end to an upper one that is not below it; of what is a share
 * the upper end may be anything, for files say 105 %. */
static inline void
holds_amount(const struct bom *b, struct amount a)
{
	mpq_t lo, hi;

	holds_number(b, a.lo, false);
	if (a.hi == NUM_INFINITE)
		return;
	holds_number(b, a.hi, false);
	numtab_view(&b->num, a.lo, lo);
	numtab_view(&b->num, a.hi, hi);
	require(mpq_cmp(lo, hi) <= 0);
	require(!a.lo_open || !a.hi_open || mpq_cmp(lo, hi) < 0 ||
		mpq_sgn(hi) == 0);
}

static inline void
holds_refs(const struct bom *b)
{
	for (size_t i = 0; i < b->nref; i++) {
		require(b->ref[i].part < b->parts.n);
		holds_text(b, b->ref[i].maker);
		holds_text(b, b->ref[i].revision);
		holds_place(b, b->ref[i].at);
	}
}

static inline void
holds_items(const struct bom *b)
{
	for (size_t i = 0; i < b->nitem; i++) {
		const struct item *x = &b->item[i];

		require(x->part_id < b->parts.n && x->form < FORM_COUNT);
		holds_text(b, x->maker);
		holds_text(b, x->revision);
		holds_text(b, x->name);
		holds_text(b, x->hs);
		holds_text(b, x->control);
		holds_text(b, x->currency);
		holds_number(b, x->value, true);
		if (x->has_mass)
			holds_amount(b, x->mass);
		holds_place(b, x->at);
	}
}

/* end: how many things a use may join. */
static inline void
holds_uses(const struct bom *b, size_t end)
{
	for (size_t i = 0; i < b->nuse; i++) {
		const struct use *u = &b->use[i];

		require(u->parent < end && u->child < end);
		require(u->note < b->nnote || u->note == 0);
		require(u->unit < UNIT_COUNT);
		holds_number(b, u->qty, true);
		holds_place(b, u->at);
	}
}

static inline void
holds_origins(const struct bom *b, size_t end)
{
	for (size_t i = 0; i < b->norigin; i++) {
		const struct origin *o = &b->origin[i];

		require(o->content < b->ncontent || o->content == BOM_NONE);
		/* one of an item that the product does not have is left out */
		require(o->content != BOM_NONE || o->item < end ||
			(o->item == BOM_NONE && b->origin_start != NULL));
		require((o->elements & ~ELEMENT_ALL) == 0);
		require(o->decl < b->ndecl && o->stage <= STAGE_ALL &&
			o->standing < STANDING_COUNT);
		require(memchr(o->country, '\0', 3) != NULL &&
			memchr(o->technology, '\0', 3) != NULL);
		holds_text(b, o->evidence);
		holds_amount(b, o->share);
		holds_place(b, o->at);
	}
}

static inline void
holds_content(const struct bom *b, size_t end)
{
	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		require(c->item < end && c->decl < b->ndecl);
		require(
		    c->substance < b->nsubstance || c->substance == BOM_NONE);
		require(c->kind <= CONTENT_UNLISTED &&
			c->basis <= BASIS_KIND_COMPOUND &&
			c->scope <= SCOPE_TOTAL);
		require((c->elements & ~ELEMENT_ALL) == 0);
		require(c->origin_first + c->norigin <= b->norigin);
		holds_amount(b, c->amount);
		holds_place(b, c->at);
	}
	for (size_t i = 0; i < b->nsubstance; i++) {
		const struct bom_substance *s = &b->substance[i];

		holds_text(b, s->name);
		holds_text(b, s->cas);
		holds_text(b, s->formula);
		require(s->guise < GUISE_COUNT);
		for (int e = 0; e < NELEM; e++)
			holds_number(b, s->fraction[e], !s->known);
	}
}

static inline void
holds_money(const struct bom *b)
{
	for (size_t i = 0; i < b->nprice; i++) {
		require(b->price[i].element < NELEM);
		require(b->price[i].guise < GUISE_COUNT);
		holds_text(b, b->price[i].currency);
		holds_number(b, b->price[i].amount, false);
	}
	for (size_t i = 0; i < b->nrate; i++) {
		holds_text(b, b->rate[i].from);
		holds_text(b, b->rate[i].to);
		holds_number(b, b->rate[i].amount, false);
		require(b->rate[i].amount != NUM_ZERO);
	}
}

static inline void
holds_tables(const struct bom *b, size_t end)
{
	holds_items(b);
	holds_uses(b, end);
	holds_content(b, end);
	holds_origins(b, end);
	holds_money(b);
	for (size_t i = 0; i < b->ndecl; i++) {
		holds_text(b, b->decl[i].id);
		holds_text(b, b->decl[i].supplier);
		holds_text(b, b->decl[i].evidence);
		require(b->decl[i].standing < STANDING_COUNT);
		holds_place(b, b->decl[i].at);
	}
}

/* After reading. */
static inline void
holds_read(const struct bom *b)
{
	holds_refs(b);
	holds_tables(b, b->nref);
}

/* After linking: each table by its item, and no part before its parts. */
static inline void
holds_linked(const struct bom *b)
{
	uint32_t *seat = calloc(b->nitem + 1, sizeof(*seat));

	require(seat != NULL);
	holds_tables(b, b->nitem);
	require(b->use_start[0] == 0 && b->use_start[b->nitem] == b->nuse);
	require(b->content_start[b->nitem] == b->ncontent);
	for (uint32_t i = 0; i < b->nitem; i++) {
		require(b->order[i] < b->nitem && seat[b->order[i]] == 0);
		seat[b->order[i]] = i + 1;
		require(b->use_start[i] <= b->use_start[i + 1]);
		for (uint32_t k = b->content_start[i];
		     k < b->content_start[i + 1]; k++)
			require(b->content[k].item == i &&
				b->content[k].scope != SCOPE_UNSET);
	}
	for (size_t k = 0; k < b->nuse; k++)
		require(seat[b->use[k].child] < seat[b->use[k].parent]);
	free(seat);
}

#endif
