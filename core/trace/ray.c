/* SPDX-License-Identifier: Apache-2.0 */
/* ray - what mass without an end counts; see ray.h. */
#include "core/trace/ray.h"

#include <stdlib.h>

bool
rays_init(struct rays *r, const struct bom *b)
{
	*r = (struct rays){ .any = false };
	exact_init(&r->of);
	exact_init(&r->om.mass);
	exact_init(&r->content);
	exact_init(&r->parts);
	exact_init(&r->ray);
	r->below = calloc(b->nitem + 1, 1);
	return owner_init(&r->owner, b) && r->below != NULL;
}

void
rays_clear(struct rays *r)
{
	exact_clear(&r->of);
	exact_clear(&r->om.mass);
	exact_clear(&r->content);
	exact_clear(&r->parts);
	exact_clear(&r->ray);
	free(r->below);
	owner_clear(&r->owner);
}

static bool
ray_of_item(
    struct rays *r, const struct bom *b, const struct channel *ch, uint32_t i)
{
	unsigned notes = 0;
	bool heavy;

	trace_own_mass(b, i, NULL, &r->parts, &r->om, &heavy);
	if (!own_content(&r->owner, i, ch, &r->om, &r->content, &notes))
		return false;
	if (!own_ray(&r->owner, &r->om, &r->ray))
		return true;
	if (!r->any || mpq_cmp(r->ray.lo, r->of.lo) < 0)
		mpq_set(r->of.lo, r->ray.lo);
	if (mpq_cmp(r->ray.hi, r->of.hi) > 0)
		mpq_set(r->of.hi, r->ray.hi);
	r->lost |= r->ray.hi_infinite;
	r->any = true;
	return true;
}

/* A stated mass ends all that is below it; an unknown quantity is a mass
 * without end in its own way. */
bool
rays_find(struct rays *r, const struct bom *b, const struct channel *ch,
    uint32_t item, bool apart)
{
	r->below[item] = 1;
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];

		if (!r->below[i])
			continue;
		if (b->item[i].has_mass && !(apart && i == item)) {
			r->lost |= b->item[i].mass.hi == NUM_INFINITE;
			continue;
		}
		if (!ray_of_item(r, b, ch, i))
			return false;
		for (uint32_t u = b->use_start[i]; u < b->use_start[i + 1];
		     u++) {
			r->lost |= b->use[u].qty == BOM_NONE;
			if (b->use[u].qty != NUM_ZERO)
				r->below[b->use[u].child] = 1;
		}
	}
	return true;
}
