/* SPDX-License-Identifier: Apache-2.0 */
/*
 * differ_steps - the steps of comparing; only differ.c calls them.
 *
 * Each returns false when memory or indices are out.
 */
#ifndef RETRACE_DIFFER_STEPS_H
#define RETRACE_DIFFER_STEPS_H

#include "core/bom/differ/differ.h"
#include "core/bom/differ/unlike.h"

struct differ {
	struct difference *d;
	const struct pairing *p;
	struct unlike rows;   /* scratch */
	uint32_t item[SIDES]; /* the pair at hand */
	uint32_t *doc[SIDES]; /* [ndecl] the same number on both sides, or
				 BOM_NONE: no document that has a name */
};

/* Adds a change of the pair at hand; n are 0. */
bool differ_add(
    struct differ *x, enum change_kind kind, uint32_t old, uint32_t now);
/* Adds one whose rows stand in difference.list: `to` becomes it. */
bool differ_list(struct differ *x, uint32_t row);

bool differ_documents(struct differ *x);
bool differ_prices(struct differ *x);
bool differ_fields(struct differ *x);
bool differ_content(struct differ *x);
bool differ_origins(struct differ *x);
bool differ_speakers(struct differ *x);
bool differ_uses(struct differ *x);

/* -1, 0, 1; for rows that hold a value only to be told in its order. */
static inline int
differ_order(double a, double b)
{
	return a < b ? -1 : a > b;
}

/* Two rows as n numbers. */
static inline int
differ_words(const uint32_t *a, const uint32_t *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

#endif
