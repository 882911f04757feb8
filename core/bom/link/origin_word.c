/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origin_word - what one document says of one stage of one element.
 *
 * Its shares leave the rest unknown, so each is the least that comes from
 * the country.  Two documents can both be true if the greater of their shares
 * of each country add up to no more than the whole.
 */
#include "core/bom/link/hearing.h"

#include <stdlib.h>
#include <string.h>

#define WORDS (ASPECTS * STAGE_COUNT * NELEM)

struct origin_words *
origin_words_make(void)
{
	struct origin_words *all = calloc(1, sizeof(*all));
	struct word *w = all != NULL ? &all->at[0][0][0] : NULL;

	for (size_t k = 0; w != NULL && k < WORDS; k++) {
		mpq_init(w[k].sum);
		for (size_t i = 0; i < WORD_COUNTRIES; i++)
			mpq_init(w[k].share[i]);
	}
	return all;
}

void
origin_words_free(struct origin_words *all)
{
	struct word *w = all != NULL ? &all->at[0][0][0] : NULL;

	for (size_t k = 0; w != NULL && k < WORDS; k++) {
		mpq_clear(w[k].sum);
		for (size_t i = 0; i < WORD_COUNTRIES; i++)
			mpq_clear(w[k].share[i]);
	}
	free(all);
}

void
word_offer(struct word *w, uint32_t turn, const struct origin *o)
{
	if (w->turn == turn && w->rank <= o->rank)
		return;
	w->turn = turn;
	w->rank = o->rank;
	w->decl = o->decl;
	w->first = w->over = NULL;
	w->open = w->absent = w->present = w->crowded = false;
	w->n = 0;
	mpq_set_ui(w->sum, 0, 1);
}

/* Adds to the share of a country. */
static void
add_country(struct word *w, const char country[3], mpq_srcptr share)
{
	size_t i = 0;

	while (i < w->n && strcmp(w->country[i], country) != 0)
		i++;
	if (i == WORD_COUNTRIES) {
		w->crowded = true;
		return;
	}
	if (i == w->n) {
		memcpy(w->country[i], country, sizeof(w->country[i]));
		mpq_set_ui(w->share[i], 0, 1);
		w->n++;
	}
	mpq_add(w->share[i], w->share[i], share);
}

void
word_add(struct word *w, const struct origin *o, int aspect,
    const struct numtab *num)
{
	const char *country = aspect == 0 ? o->country : o->technology;
	mpq_t share;
	int c;

	if (w->first == NULL)
		w->first = o;
	w->absent |= o->absent != 0;
	w->present |= !o->absent;
	if (o->absent || (o->share.lo == NUM_ZERO && !o->share.lo_open))
		return;
	numtab_view(num, o->share.lo, share);
	mpq_add(w->sum, w->sum, share);
	w->open |= o->share.lo_open;
	c = mpq_cmp_ui(w->sum, 1, 1);
	if (w->over == NULL && (c > 0 || (c == 0 && w->open)))
		w->over = o;
	if (country[0] != '\0')
		add_country(w, country, share);
}

static bool
both_fit(const struct word *x, const struct word *y)
{
	mpq_t sum;
	int c;

	mpq_init(sum);
	for (size_t i = 0; i < x->n; i++)
		mpq_add(sum, sum, x->share[i]);
	for (size_t k = 0; k < y->n; k++) {
		size_t i = 0;

		while (i < x->n && strcmp(x->country[i], y->country[k]) != 0)
			i++;
		if (i < x->n && mpq_cmp(y->share[k], x->share[i]) <= 0)
			continue;
		mpq_add(sum, sum, y->share[k]);
		if (i < x->n)
			mpq_sub(sum, sum, x->share[i]);
	}
	c = mpq_cmp_ui(sum, 1, 1);
	mpq_clear(sum);
	return c <= 0;
}

bool
words_clash(const struct word *x, const struct word *y)
{
	if ((x->absent && !x->present && y->present && !y->absent) ||
	    (y->absent && !y->present && x->present && !x->absent))
		return true;
	if (x->crowded || y->crowded || !x->present || !y->present)
		return false;
	return !both_fit(x, y);
}
