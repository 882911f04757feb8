/* SPDX-License-Identifier: Apache-2.0 */
/*
 * differ_content - what two states of an item state to be in it.
 *
 * A line is held against one that states an amount of the same: the same
 * substance or elements, reckoned the same way.  Who says so is compared
 * apart (differ_document.c).  First what is heard is held against what is
 * heard: where a better document speaks, its amount is what an amount became,
 * and that the line of the other one is there and not heard is no more news.
 */
#include "core/bom/differ/differ_steps.h"

#include <math.h>

/* What a line says, in numbers that are the same on both sides; the first
 * ALIKE of them say of what, the next whether it is heard. */
enum {
	LINE_SUBSTANCE,
	LINE_ELEMENTS,
	LINE_KIND,
	LINE_BASIS,
	LINE_SCOPE,
	LINE_PROCESS,
	LINE_EACH,
	LINE_ALIKE,
	LINE_UNHEARD = LINE_ALIKE,
	LINE_HOW,
	LINE_LO,
	LINE_HI,
	LINE_SAID,
	LINE_HEARD_FOR = LINE_SAID,
	LINE_WORDS
};

struct line {
	uint32_t word[LINE_WORDS];
	uint32_t content; /* index into bom.content */
	double lo, hi;    /* for the order */
};

static int
alike(const void *pa, const void *pb)
{
	const struct line *a = pa, *b = pb;

	return differ_words(a->word, b->word, LINE_ALIKE);
}

static int
alike_and_heard(const void *pa, const void *pb)
{
	const struct line *a = pa, *b = pb;

	return differ_words(a->word, b->word, LINE_UNHEARD + 1);
}

/* The same words, whoever is heard for what. */
static int
said(const void *pa, const void *pb)
{
	const struct line *a = pa, *b = pb;
	int c = alike_and_heard(a, b);

	c = c != 0 ? c : differ_order(a->lo, b->lo);
	c = c != 0 ? c : differ_order(a->hi, b->hi);
	return c != 0 ? c : differ_words(a->word, b->word, LINE_SAID);
}

static int
same(const void *pa, const void *pb)
{
	const struct line *a = pa, *b = pb;
	int c = said(a, b);

	return c != 0 ? c : differ_words(a->word, b->word, LINE_WORDS);
}

static double
value_of(const struct bom *b, uint32_t number)
{
	return number != NUM_INFINITE ? b->num.num[number].lo : HUGE_VAL;
}

static bool
add_line(struct differ *x, enum side s, uint32_t k)
{
	const struct bom *b = x->p->b[s];
	const struct content *c = &b->content[k];
	const struct amount *a = &c->amount;
	struct line *l = unlike_add(&x->rows, s);

	if (l == NULL)
		return false;
	l->content = k;
	l->lo = value_of(b, a->lo);
	l->hi = value_of(b, a->hi);
	l->word[LINE_SUBSTANCE] = pairing_substance(x->p, s, c->substance);
	l->word[LINE_ELEMENTS] = c->elements;
	l->word[LINE_KIND] = c->kind;
	l->word[LINE_BASIS] = c->basis;
	l->word[LINE_SCOPE] = c->scope;
	l->word[LINE_PROCESS] = c->process;
	l->word[LINE_EACH] = c->each;
	l->word[LINE_UNHEARD] = c->counts == 0;
	l->word[LINE_HOW] =
	    (uint32_t)(a->lo_open | a->hi_open << 1 | a->is_share << 2 |
		       c->unstated << 3 | c->rest << 4);
	l->word[LINE_LO] = pairing_number(x->p, s, a->lo);
	l->word[LINE_HI] = pairing_number(x->p, s, a->hi);
	l->word[LINE_HEARD_FOR] = c->counts != 0 ? c->won : 0;
	return true;
}

static bool
add_change(void *ctx, const void *old, const void *now)
{
	const struct line *a = old, *o = now;

	return differ_add(ctx, CHANGE_CONTENT,
	    a != NULL ? a->content : BOM_NONE,
	    o != NULL ? o->content : BOM_NONE);
}

static bool
is_heard(const struct unlike *u, enum side s, size_t i)
{
	const struct line *l = unlike_row(u, s, i);

	return l->word[LINE_UNHEARD] == 0;
}

/* Lines that are not heard stand aside, or come back. */
static void
set_aside(struct unlike *u, uint8_t from, uint8_t to)
{
	for (int s = OLD; s < SIDES; s++)
		for (size_t i = 0; i < u->n[s]; i++)
			if (u->taken[s][i] == from &&
			    !is_heard(u, (enum side)s, i))
				u->taken[s][i] = to;
}

/* The first line of the same words on the other side, heard there if here not;
 * n: none. */
static size_t
find_other(const struct unlike *u, enum side s, size_t i)
{
	struct line like = *(const struct line *)unlike_row(u, s, i);

	like.word[LINE_UNHEARD] = like.word[LINE_UNHEARD] == 0;
	return unlike_find(u, 1 - s, &like, said);
}

/* Does row i of a side say the same as the one before it? */
static bool
is_again(const struct unlike *u, enum side s, size_t i)
{
	return i > 0 && i < u->n[s] &&
	       said(unlike_row(u, s, i - 1), unlike_row(u, s, i)) == 0;
}

/* Heard on the side s alone: rows that say the same are told in step. */
static bool
match_heard_on(struct differ *x, enum side s)
{
	struct unlike *u = &x->rows;
	enum side other = 1 - s;
	size_t k = u->n[other];

	for (size_t i = 0; i < u->n[s]; i++) {
		size_t at[SIDES];

		if (!is_heard(u, s, i))
			continue;
		if (!is_again(u, s, i))
			k = find_other(u, s, i);
		while (k < u->n[other] && u->taken[other][k] != TAKEN_NOT)
			k = is_again(u, other, k + 1) ? k + 1 : u->n[other];
		if (u->taken[s][i] != TAKEN_NOT || k == u->n[other])
			continue;
		u->taken[s][i] = u->taken[other][k] = TAKEN_ALIKE;
		at[s] = i;
		at[other] = k;
		if (!add_change(x, unlike_row(u, OLD, at[OLD]),
			unlike_row(u, NEW, at[NEW])))
			return false;
		x->d->change[x->d->n - 1].field = CHANGE_HEARD;
	}
	return true;
}

/* Are the same words heard on the other side; told: as part of a change? */
static bool
is_heard_there(const struct unlike *u, enum side s, size_t i, bool told)
{
	enum side other = 1 - s;
	size_t k = find_other(u, s, i);

	while (told && k < u->n[other] && u->taken[other][k] != TAKEN_ALIKE)
		k = is_again(u, other, k + 1) ? k + 1 : u->n[other];
	return k < u->n[other];
}

/* Lines that are not heard, and are on the other side: it is told what took
 * their place, or nothing did. */
static void
drop_unheard(struct unlike *u, bool told)
{
	for (int side = OLD; side < SIDES; side++) {
		enum side s = (enum side)side;
		bool there = false;

		for (size_t i = 0; i < u->n[s]; i++) {
			if (is_heard(u, s, i))
				continue;
			if (!is_again(u, s, i))
				there = is_heard_there(u, s, i, told);
			if (u->taken[s][i] == TAKEN_NOT && there)
				u->taken[s][i] = TAKEN_SAME;
		}
	}
}

/* Lines that have no partner. */
static bool
add_rest(struct differ *x, enum side s)
{
	for (size_t i = 0; i < x->rows.n[s]; i++) {
		const struct line *l = unlike_row(&x->rows, s, i);

		if (x->rows.taken[s][i] == TAKEN_NOT &&
		    !add_change(x, s == OLD ? l : NULL, s == NEW ? l : NULL))
			return false;
	}
	return true;
}

bool
differ_content(struct differ *x)
{
	unlike_begin(&x->rows, sizeof(struct line));
	for (int s = OLD; s < SIDES; s++) {
		const struct bom *b = x->p->b[s];
		const uint32_t *at = &b->content_start[x->item[s]];

		for (uint32_t k = at[0]; k < at[1]; k++)
			if (b->content[k].derived == 0 &&
			    !add_line(x, (enum side)s, k))
				return false;
	}
	if (unlike_none(&x->rows, same))
		return true;
	if (!unlike_sort(&x->rows, same))
		return false;
	set_aside(&x->rows, TAKEN_NOT, TAKEN_ASIDE);
	if (!unlike_match(&x->rows, alike_and_heard, add_change, x))
		return false;
	set_aside(&x->rows, TAKEN_ASIDE, TAKEN_NOT);
	if (!match_heard_on(x, OLD) || !match_heard_on(x, NEW))
		return false;
	drop_unheard(&x->rows, true);
	if (!unlike_match(&x->rows, alike, add_change, x))
		return false;
	drop_unheard(&x->rows, false);
	return add_rest(x, NEW) && add_rest(x, OLD);
}
