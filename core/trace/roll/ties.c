/* SPDX-License-Identifier: Apache-2.0 */
/* ties - parts bounded by one of their uses for all of them; see ties.h. */
#include "core/trace/roll/ties.h"

#include "core/trace/roll/state.h"

#include <stdlib.h>

bool
ties_init(struct ties *t, const struct bom *b)
{
	*t = (struct ties){ .b = b, .apart = BOM_NONE };
	t->within = malloc((b->nitem + 1) * sizeof(*t->within));
	t->known = calloc(b->nitem + 1, 1);
	return t->within != NULL && t->known != NULL;
}

void
ties_clear(struct ties *t)
{
	free(t->within);
	free(t->known);
}

/* The item that bounds what is in this one, perhaps itself. */
static uint32_t
bounded_by(const struct ties *t, uint32_t item)
{
	if (t->b->item[item].has_mass && item != t->apart)
		return item;
	if (t->totals && trace_has_totals(t->b, item))
		return item;
	return t->known[item] == 0 ? BOM_NONE : t->within[item];
}

void
ties_of_parts(struct ties *t, uint32_t item)
{
	const struct bom *b = t->b;
	uint32_t by = bounded_by(t, item);

	for (uint32_t u = b->use_start[item]; u < b->use_start[item + 1]; u++) {
		uint32_t child = b->use[u].child;

		if (t->known[child] == 0) {
			t->known[child] = 1;
			t->within[child] = by;
		} else if (t->within[child] != by) {
			t->known[child] = 2;
			t->within[child] = child;
		}
	}
}
