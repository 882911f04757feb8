/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain_exact - exact numbers for chosen shares; see explain.h.
 *
 * Quantities and paths come down from the root over the items that lie between
 * it and the chosen ones, and are kept of an item only until it has handed them
 * on; own parts are found for the chosen alone.  Most products are explained
 * in numbers of a few words, a pass over memory that is not scattered; what
 * takes more, or has two ends, is explained again in rationals.
 */
#include "core/trace/explain.h"

#include "core/base/brief.h"
#include "core/base/sum.h"
#include "core/trace/roll/state.h"
#include "core/trace/weigher.h"

#include <stdlib.h>

/* What has come down to an item by now; not in lowest terms until all has. */
struct arrived {
	mpq_t lo, hi; /* as quantity_lo and quantity */
	mpz_t paths;
	bool even; /* lo is hi: it is not kept */
	struct arrived *next;
};

/* The exact pass: what it works on. */
struct precise {
	const struct trace *t;
	struct explanation *e;
	bool *chosen;   /* [e->n] */
	uint32_t *slot; /* [e->n] of what lies on a way to a chosen
			   share, children first; or BOM_NONE */
	size_t nslot;
	struct arrived **arrived; /* [nslot] or NULL */
	struct arrived *spare;    /* to be used again */
};

/* The same in a few words, and one number. */
struct in_brief {
	struct brief quantity;
	uint64_t paths;
};

/* Does the use bring anything of what is told? */
static bool
is_followed(const struct precise *p, const struct use *u)
{
	return u->qty != NUM_ZERO &&
	       explain_reach(p->e, p->t->b, u) != REACH_NONE;
}

/* Which shares lie between the root and the chosen ones: children first. */
static void
mark_ways(struct precise *p)
{
	const struct bom *b = p->t->b;
	const uint32_t *index = p->e->index;

	for (size_t k = 0; k < b->nitem; k++) {
		uint32_t i = b->order[k], s = index[i];
		bool way;

		if (s == BOM_NONE)
			continue;
		way = p->chosen[s];
		for (uint32_t u = b->use_start[i];
		     !way && u < b->use_start[i + 1]; u++)
			way = is_followed(p, &b->use[u]) &&
			      p->slot[index[b->use[u].child]] != BOM_NONE;
		p->slot[s] = way ? (uint32_t)p->nslot++ : BOM_NONE;
	}
}

/* The slot of the child of a use that goes on to a chosen share, or
 * BOM_NONE. */
static uint32_t
leads_to(const struct precise *p, const struct use *u)
{
	return is_followed(p, u) ? p->slot[p->e->index[u->child]] : BOM_NONE;
}

/* Is it one of several, or perhaps not there? */
static bool
is_choice(const struct precise *p, uint32_t k, uint32_t end)
{
	const struct bom *b = p->t->b;

	return (b->use[k].flags & USE_OTHER) != 0 ||
	       bom_place_end(b, k, end) > k + 1 ||
	       explain_reach(p->e, b, &b->use[k]) == REACH_PERHAPS;
}

/* The exact numbers of a share; NULL: memory is out. */
static struct exact_share *
exact_of(struct share *s)
{
	if (s->exact == NULL) {
		s->exact = calloc(1, sizeof(*s->exact));
		if (s->exact == NULL)
			return NULL;
		mpq_inits(s->exact->quantity_lo, s->exact->quantity, NULL);
		mpz_init(s->exact->paths);
		exact_init(&s->exact->own);
	}
	return s->exact;
}

/* ---- in numbers of a few words */

static bool
keep_in_brief(struct share *s, const struct in_brief *a)
{
	struct exact_share *x = exact_of(s);

	if (x == NULL)
		return false;
	brief_get(&a->quantity, x->quantity);
	num_set(x->quantity_lo, x->quantity);
	mpz_import(x->paths, 1, -1, sizeof(a->paths), 0, 0, &a->paths);
	return true;
}

static bool
hand_down_in_brief(const struct precise *p, struct in_brief *all, uint32_t item)
{
	const struct bom *b = p->t->b;
	uint32_t end = b->use_start[item + 1];
	struct in_brief *from = &all[p->slot[p->e->index[item]]];

	brief_settle(&from->quantity);
	for (uint32_t k = b->use_start[item]; k < end; k++) {
		const struct use *u = &b->use[k];
		uint32_t slot = leads_to(p, u);

		if (slot == BOM_NONE)
			continue;
		if (u->qty == BOM_NONE || is_choice(p, k, end) ||
		    __builtin_add_overflow(
			all[slot].paths, from->paths, &all[slot].paths) ||
		    !brief_add(&all[slot].quantity, &b->num.num[u->qty],
			&from->quantity))
			return false;
	}
	return true;
}

/* False: something takes more than a few words, or memory is out; rationals
 * can say which. */
static bool
spread_in_brief(struct precise *p)
{
	const struct bom *b = p->t->b;
	struct in_brief *all = malloc((p->nslot + 1) * sizeof(*all));
	bool ok = all != NULL;

	for (size_t i = 0; ok && i < p->nslot; i++)
		all[i] = (struct in_brief){ BRIEF_ZERO, 0 };
	if (ok && p->slot[0] != BOM_NONE)
		all[p->slot[0]] = (struct in_brief){ { 1, 0, 1 }, 1 };
	for (size_t k = b->nitem; ok && k-- > 0;) {
		uint32_t item = b->order[k], s = p->e->index[item];

		if (s == BOM_NONE || p->slot[s] == BOM_NONE)
			continue;
		ok = hand_down_in_brief(p, all, item) &&
		     (!p->chosen[s] ||
			 keep_in_brief(&p->e->share[s], &all[p->slot[s]]));
	}
	free(all);
	return ok;
}

/* ---- in rationals */

/* Nothing yet, on first sight.  NULL: memory is out. */
static struct arrived *
arrived_at(struct precise *p, uint32_t slot)
{
	struct arrived *a = p->arrived[slot];

	if (a != NULL)
		return a;
	a = p->spare;
	if (a != NULL) {
		p->spare = a->next;
	} else {
		a = calloc(1, sizeof(*a));
		if (a == NULL)
			return NULL;
		mpq_inits(a->lo, a->hi, NULL);
		mpz_init(a->paths);
	}
	num_set_zero(a->lo);
	num_set_zero(a->hi);
	mpz_set_ui(a->paths, 0);
	a->even = true;
	p->arrived[slot] = a;
	return a;
}

/* One use of what has come down to its parent. */
static void
add_use(
    struct arrived *to, const struct arrived *from, mpq_srcptr q, bool choice)
{
	if (to->even && (choice || !from->even)) {
		num_set(to->lo, to->hi);
		to->even = false;
	}
	sum_add_product(to->hi, q, from->hi);
	if (!to->even && !choice)
		sum_add_product(to->lo, q, from->even ? from->hi : from->lo);
}

static bool
hand_down(struct precise *p, uint32_t item, const struct arrived *from)
{
	const struct bom *b = p->t->b;
	uint32_t end = b->use_start[item + 1];
	mpq_t q;

	for (uint32_t k = b->use_start[item]; k < end; k++) {
		const struct use *u = &b->use[k];
		uint32_t slot = leads_to(p, u);
		struct arrived *to;

		if (slot == BOM_NONE)
			continue;
		to = arrived_at(p, slot);
		if (to == NULL)
			return false;
		mpz_add(to->paths, to->paths, from->paths);
		if (u->qty == BOM_NONE)
			continue;
		numtab_view(&b->num, u->qty, q);
		add_use(to, from, q, is_choice(p, k, end));
	}
	return true;
}

/* All has come down: into the share, if it is a chosen one. */
static bool
keep(struct precise *p, uint32_t share, struct arrived *a)
{
	struct exact_share *x;

	sum_settle(a->hi);
	sum_settle(a->lo);
	if (!p->chosen[share])
		return true;
	x = exact_of(&p->e->share[share]);
	if (x == NULL)
		return false;
	num_set(x->quantity_lo, a->even ? a->hi : a->lo);
	num_set(x->quantity, a->hi);
	mpz_set(x->paths, a->paths);
	return true;
}

static bool
spread_exactly(struct precise *p)
{
	const struct bom *b = p->t->b;
	struct arrived *root;

	p->arrived = calloc(p->nslot + 1, sizeof(*p->arrived));
	if (p->arrived == NULL)
		return false;
	if (p->slot[0] == BOM_NONE)
		return true;
	root = arrived_at(p, p->slot[0]);
	if (root == NULL)
		return false;
	num_set_one(root->hi);
	mpz_set_ui(root->paths, 1);
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t item = b->order[k], s = p->e->index[item], slot;
		struct arrived *a;

		slot = s != BOM_NONE ? p->slot[s] : BOM_NONE;
		a = slot != BOM_NONE ? p->arrived[slot] : NULL;
		if (a == NULL)
			continue;
		if (!keep(p, s, a) || !hand_down(p, item, a))
			return false;
		a->next = p->spare;
		p->spare = a;
		p->arrived[slot] = NULL;
	}
	return true;
}

static void
free_arrived(struct arrived *a)
{
	mpq_clears(a->lo, a->hi, NULL);
	mpz_clear(a->paths);
	free(a);
}

static void
precise_clear(struct precise *p)
{
	for (size_t i = 0; p->arrived != NULL && i < p->nslot; i++)
		if (p->arrived[i] != NULL)
			free_arrived(p->arrived[i]);
	while (p->spare != NULL) {
		struct arrived *a = p->spare;

		p->spare = a->next;
		free_arrived(a);
	}
	free(p->arrived);
	free(p->slot);
	free(p->chosen);
}

/* The own parts of the chosen shares. */
static enum status
own_exactly(
    struct precise *p, const uint32_t *index, size_t n, struct error *err)
{
	const struct plan *plan = &p->t->plan;
	uint32_t *item = calloc(n + 1, sizeof(*item));
	struct weigher w = { .n = 0 };
	enum status st;

	if (item == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < n; i++)
		item[i] = p->e->share[index[i]].item;
	st = weigher_open(&w, p->t, item, n, err);
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		struct share *s = &p->e->share[index[i]];

		if (p->e->column == COLUMN_MASS)
			exact_set(&s->exact->own, &w.mass[i].mass);
		else if (!weigher_content(&w, i,
			     &plan->channel[p->e->column - 1], &s->exact->own))
			st =
			    error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	weigher_close(&w);
	free(item);
	return st;
}

/*
 * explain_exactly - exact numbers for the shares with these indices.
 *
 * Out:	those shares have .exact
 * Cost:	a pass over the sub-graph of the root, exact only on the ways
 */
enum status
explain_exactly(const struct trace *t, struct explanation *e,
    const uint32_t *index, size_t n, struct error *err)
{
	struct precise p = { .t = t,
		.e = e,
		.chosen = calloc(e->n + 1, sizeof(*p.chosen)),
		.slot = malloc((e->n + 1) * sizeof(*p.slot)) };
	bool ok = p.chosen != NULL && p.slot != NULL;
	enum status st = ST_NOMEM;

	for (size_t i = 0; ok && i < n; i++)
		p.chosen[index[i]] = true;
	if (ok)
		mark_ways(&p);
	if (ok && (spread_in_brief(&p) || spread_exactly(&p)))
		st = own_exactly(&p, index, n, err);
	else
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	precise_clear(&p);
	return st;
}
