/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rank - which document goes before which; see steps.h.
 *
 * Verified before declared before presumed; then the newer, of which a
 * document without a date is the oldest; then the one that was read first.
 * An origin may have a standing of its own.
 */
#include "core/bom/link/steps.h"

#include <stdlib.h>

#define RADIX ((size_t)1 << 16)

/* Newer days give smaller keys. */
static uint32_t
key_of(const struct bom *b, uint32_t decl)
{
	return (uint32_t)INT32_MAX - (uint32_t)b->decl[decl].date;
}

/* One stable pass of a radix sort, by 16 bits of the key. */
static void
sort_pass(const struct bom *b, const uint32_t *from, uint32_t *to,
    uint32_t *count, unsigned shift)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < RADIX; i++)
		count[i] = 0;
	for (size_t i = 0; i < b->ndecl; i++)
		count[key_of(b, from[i]) >> shift & (RADIX - 1)]++;
	for (size_t i = 0; i < RADIX; i++) {
		uint32_t n = count[i];

		count[i] = sum;
		sum += n;
	}
	for (size_t i = 0; i < b->ndecl; i++)
		to[count[key_of(b, from[i]) >> shift & (RADIX - 1)]++] =
		    from[i];
}

static bool
is_sorted(const struct bom *b)
{
	for (uint32_t i = 1; i < b->ndecl; i++)
		if (key_of(b, i) < key_of(b, i - 1))
			return false;
	return true;
}

/* Ages by date, in time proportional to the documents. */
static bool
find_ages(struct bom *b)
{
	uint32_t *a, *c, *count;
	bool ok;

	if (is_sorted(b)) {
		for (uint32_t i = 0; i < b->ndecl; i++)
			b->decl[i].age = i;
		return true;
	}
	a = malloc(b->ndecl * sizeof(*a));
	c = malloc(b->ndecl * sizeof(*c));
	count = malloc(RADIX * sizeof(*count));
	ok = a != NULL && c != NULL && count != NULL;
	for (uint32_t i = 0; ok && i < b->ndecl; i++)
		a[i] = i;
	if (ok) {
		sort_pass(b, a, c, count, 0);
		sort_pass(b, c, a, count, 16);
	}
	for (uint32_t i = 0; ok && i < b->ndecl; i++)
		b->decl[a[i]].age = i;
	free(a);
	free(c);
	free(count);
	return ok;
}

uint32_t
rank_among(const struct bom *b, enum standing standing, uint32_t decl)
{
	return standing * (uint32_t)b->ndecl + b->decl[decl].age + 1;
}

enum standing
origin_standing(const struct bom *b, const struct origin *o)
{
	uint8_t document = b->decl[o->decl].standing;

	if (origin_is_presumed(b, o))
		return STANDING_PRESUMED;
	return (enum standing)(o->standing < document ? o->standing : document);
}

bool
origin_is_presumed(const struct bom *b, const struct origin *o)
{
	return o->standing == STANDING_PRESUMED ||
	       b->decl[o->decl].standing == STANDING_PRESUMED;
}

bool
origin_speaks(const struct origin *o, bool technology)
{
	bool named = o->technology[0] != '\0';

	return o->absent || (technology ? named : o->country[0] || !named);
}

int
origin_compare(const struct origin *x, const struct origin *y)
{
	return x->rank == y->rank ? 0 : x->rank < y->rank ? -1 : 1;
}

bool
link_rank(struct bom *b)
{
	if (!find_ages(b))
		return false;
	for (uint32_t i = 0; i < b->ndecl; i++)
		b->decl[i].rank =
		    rank_among(b, (enum standing)b->decl[i].standing, i);
	for (size_t i = 0; i < b->norigin; i++)
		b->origin[i].rank = rank_among(
		    b, origin_standing(b, &b->origin[i]), b->origin[i].decl);
	return true;
}
