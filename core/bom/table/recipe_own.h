/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recipe_own - between recipe and recipe_part; see recipe.h.
 *
 * Reads:  recipe.h
 * Gives:  where a part of the list ends, its name and its amount
 * Memory: none; pieces point into the text
 */
#ifndef RETRACE_RECIPE_OWN_H
#define RETRACE_RECIPE_OWN_H

#include "core/bom/table/recipe.h"

#include <string.h>
#include <strings.h>

static inline struct str
recipe_from(struct str s, size_t i)
{
	return (struct str){ s.p + i, s.n - i };
}

static inline struct str
recipe_head(struct str s, size_t n)
{
	return (struct str){ s.p, n };
}

static inline bool
recipe_holds(struct str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.n; i++)
		if (strncasecmp(s.p + i, word, n) == 0)
			return true;
	return false;
}

static inline bool
recipe_digit_at(struct str s, size_t i)
{
	return i < s.n && char_is_digit(s.p[i]);
}

/* Bytes of a separator at i, in a part that begins at start; 0: none is. */
size_t recipe_separator(struct str s, size_t i, size_t start);
/* False: it is no part of such a list. */
bool recipe_cut_part(struct str s, struct recipe_part *out);
/* Is what stands there an amount alone, up to the next part of the list? */
bool recipe_is_amount_alone(struct str s);

#endif
