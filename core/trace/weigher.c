/* SPDX-License-Identifier: Apache-2.0 */
/* weigher - what chosen items hold by themselves; see weigher.h. */
#include "core/trace/weigher.h"

#include "core/trace/roll/state.h"

#include <stdlib.h>

/* Is its own mass a difference, stated less its parts? */
static bool
is_difference(const struct bom *b, uint32_t item)
{
	return b->item[item].has_mass && trace_has_children(b, item);
}

/* Exact masses of the parts of all items that need them, in the order of
 * their uses; *mass has one more than needed. */
static enum status
masses_of_parts(const struct weigher *w, struct exact **mass, size_t *nmass,
    struct error *err)
{
	const struct bom *b = w->t->b;
	uint32_t *item;
	size_t total = 0, k = 0;
	enum status st;

	for (size_t i = 0; i < w->n; i++) {
		uint32_t it = w->item[i];

		if (is_difference(b, it))
			total += b->use_start[it + 1] - b->use_start[it];
	}
	item = malloc((total + 1) * sizeof(*item));
	*mass = calloc(total + 1, sizeof(**mass));
	if (item == NULL || *mass == NULL) {
		free(item);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	for (size_t i = 0; i < w->n; i++) {
		uint32_t it = w->item[i];

		for (uint32_t u = b->use_start[it];
		     is_difference(b, it) && u < b->use_start[it + 1]; u++)
			item[k++] = b->use[u].child;
	}
	for (*nmass = 0; *nmass < total; (*nmass)++)
		exact_init(&(*mass)[*nmass]);
	st = total == 0
		 ? ST_OK
		 : trace_exact(w->t, COLUMN_MASS, item, total, *mass, err);
	free(item);
	return st;
}

/* What the parts of one use weigh, each as m says. */
static void
mass_of_use(const struct bom *b, const struct use *u, const struct exact *m,
    struct exact *out, mpq_ptr work)
{
	mpq_t q;

	exact_zero(out);
	if (u->qty == BOM_NONE) {
		out->hi_infinite = m->hi_infinite || mpq_sgn(m->hi) > 0;
		return;
	}
	numtab_view(&b->num, u->qty, q);
	exact_add_scaled(out, q, m, work);
}

/* Own mass of an item from the exact masses of its parts, if it needs them;
 * returns how many of them it took. */
static size_t
own_mass_exactly(const struct bom *b, uint32_t item, const struct exact *mass,
    struct own_mass *om)
{
	struct exact stated, parts, place, other;
	bool has, heavy;
	size_t taken = 0;
	mpq_t work;

	exact_init(&stated);
	exact_init(&parts);
	exact_init(&place);
	exact_init(&other);
	mpq_init(work);
	has = trace_stated_mass(b, item, &stated);
	for (uint32_t k = b->use_start[item], next;
	     is_difference(b, item) && k < b->use_start[item + 1]; k = next) {
		next = bom_place_end(b, k, b->use_start[item + 1]);
		for (uint32_t u = k; u < next; u++) {
			struct exact *to = u == k ? &place : &other;

			mass_of_use(b, &b->use[u], &mass[taken++], to, work);
			if (u > k)
				exact_join(&place, &other);
		}
		exact_add(&parts, &place);
	}
	trace_own_mass(b, item, has ? &stated : NULL, &parts, om, &heavy);
	exact_clear(&stated);
	exact_clear(&parts);
	exact_clear(&place);
	exact_clear(&other);
	mpq_clear(work);
	return taken;
}

/*
 * weigher_open - the own masses of items, exactly.
 *
 * Out:	w    closed with weigher_close(), also after an error
 * Err:	ST_NOMEM; ST_RANGE of trace_exact()
 * Cost:	one pass over what is below those items whose own mass is a
 *	difference
 */
enum status
weigher_open(struct weigher *w, const struct trace *t, const uint32_t *item,
    size_t n, struct error *err)
{
	struct exact *mass = NULL;
	size_t nmass = 0, at = 0;
	enum status st = ST_OK;

	*w = (struct weigher){ .t = t, .item = item, .n = n };
	if (!owner_init(&w->owner, t->b))
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	w->mass = calloc(n + 1, sizeof(*w->mass));
	if (w->mass == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < n; i++)
		exact_init(&w->mass[i].mass);
	if (st == ST_OK)
		st = masses_of_parts(w, &mass, &nmass, err);
	for (size_t i = 0; st == ST_OK && i < n; i++)
		at += own_mass_exactly(t->b, item[i], mass + at, &w->mass[i]);
	for (size_t i = 0; i < nmass; i++)
		exact_clear(&mass[i]);
	free(mass);
	return st;
}

bool
weigher_content(
    struct weigher *w, size_t i, const struct channel *ch, struct exact *out)
{
	unsigned notes = 0;

	return own_content(&w->owner, w->item[i], ch, &w->mass[i], out, &notes);
}

void
weigher_close(struct weigher *w)
{
	if (w->t == NULL)
		return;
	for (size_t i = 0; w->mass != NULL && i < w->n; i++)
		exact_clear(&w->mass[i].mass);
	free(w->mass);
	owner_clear(&w->owner);
	*w = (struct weigher){ .t = NULL };
}
