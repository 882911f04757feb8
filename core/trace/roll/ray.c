/* SPDX-License-Identifier: Apache-2.0 */
/* ray - what mass without an end counts; see ray.h. */
#include "core/trace/roll/ray.h"

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
	return owner_init(&r->owner, b) && ties_init(&r->ties, b) &&
	       r->below != NULL;
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
	ties_clear(&r->ties);
	owner_clear(&r->owner);
}

/* Bits of below: mass without an end may be in it; it is only of use for
 * ties; it, or what holds it, is tied to another use. */
enum { RAY_BELOW = 1, RAY_ASIDE = 2, RAY_TIED = 4 };

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
		num_set(r->of.lo, r->ray.lo);
	if (mpq_cmp(r->ray.hi, r->of.hi) > 0)
		num_set(r->of.hi, r->ray.hi);
	r->lost |= r->ray.hi_infinite || (r->below[i] & RAY_TIED) != 0;
	/* a total may end what it counts, though not the mass */
	r->loose |=
	    r->ray.lo_loose || r->ray.hi_loose || trace_has_totals(b, i);
	r->any = true;
	return true;
}

/* A stated mass ends all that is below it, also where it is used elsewhere;
 * an unknown quantity is a mass without end in its own way. */
bool
rays_find(struct rays *r, const struct bom *b, const struct channel *ch,
    uint32_t item, bool apart)
{
	r->ties.apart = apart ? item : BOM_NONE;
	r->ties.totals = true;
	r->below[item] = RAY_BELOW;
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];
		bool stated = b->item[i].has_mass && !(apart && i == item);
		bool open = (r->below[i] & RAY_BELOW) != 0;
		uint8_t part = RAY_ASIDE;

		if (r->below[i] == 0)
			continue;
		if (ties_is_tied(&r->ties, i))
			r->below[i] |= RAY_TIED;
		if (open && stated)
			r->lost |= b->item[i].mass.hi == NUM_INFINITE;
		else if (open && !ray_of_item(r, b, ch, i))
			return false;
		if (open && !stated)
			part = RAY_BELOW | (r->below[i] & RAY_TIED);
		for (uint32_t u = b->use_start[i]; u < b->use_start[i + 1];
		     u++) {
			r->lost |=
			    part != RAY_ASIDE && b->use[u].qty == BOM_NONE;
			if (b->use[u].qty != NUM_ZERO)
				r->below[b->use[u].child] |= part;
		}
		ties_of_parts(&r->ties, i);
	}
	return true;
}
