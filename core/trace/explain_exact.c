/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain_exact - exact numbers for chosen shares; see explain.h.
 *
 * Quantities and paths come down from the root over the items that lie between
 * it and the chosen ones, and are kept of an item only until it has handed them
 * on; own parts are found for the chosen alone.
 */
#include "core/trace/explain.h"

#include "core/base/sum.h"
#include "core/trace/state.h"
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
	bool *way;                /* [e->n] on a way to a chosen share */
	bool *chosen;             /* [e->n] */
	struct arrived **arrived; /* [e->n] or NULL */
	struct arrived *spare;    /* to be used again */
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

		if (s == BOM_NONE)
			continue;
		p->way[s] = p->chosen[s];
		for (uint32_t u = b->use_start[i];
		     !p->way[s] && u < b->use_start[i + 1]; u++)
			p->way[s] = is_followed(p, &b->use[u]) &&
				    p->way[index[b->use[u].child]];
	}
}

/* Nothing yet, on first sight.  NULL: memory is out. */
static struct arrived *
arrived_at(struct precise *p, uint32_t share)
{
	struct arrived *a = p->arrived[share];

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
	mpq_set_ui(a->lo, 0, 1);
	mpq_set_ui(a->hi, 0, 1);
	mpz_set_ui(a->paths, 0);
	a->even = true;
	p->arrived[share] = a;
	return a;
}

/* One use of what has come down to its parent. */
static void
add_use(
    struct arrived *to, const struct arrived *from, mpq_srcptr q, bool choice)
{
	if (to->even && (choice || !from->even)) {
		mpq_set(to->lo, to->hi);
		to->even = false;
	}
	sum_add_product(to->hi, q, from->hi);
	if (!to->even && !choice)
		sum_add_product(to->lo, q, from->even ? from->hi : from->lo);
}

static bool
hand_down(struct precise *p, uint32_t share)
{
	const struct bom *b = p->t->b;
	struct arrived *from = p->arrived[share];
	uint32_t item = p->e->share[share].item, end = b->use_start[item + 1];
	mpq_t q;

	for (uint32_t k = b->use_start[item]; k < end; k++) {
		const struct use *u = &b->use[k];
		bool choice = (u->flags & USE_OTHER) != 0 ||
			      bom_place_end(b, k, end) > k + 1 ||
			      explain_reach(p->e, b, u) == REACH_PERHAPS;
		struct arrived *to;

		if (!is_followed(p, u) || !p->way[p->e->index[u->child]])
			continue;
		to = arrived_at(p, p->e->index[u->child]);
		if (to == NULL)
			return false;
		mpz_add(to->paths, to->paths, from->paths);
		if (u->qty == BOM_NONE)
			continue;
		numtab_view(&b->num, u->qty, q);
		add_use(to, from, q, choice);
	}
	return true;
}

/* All has come down: into the share, if it is a chosen one. */
static bool
keep(struct precise *p, uint32_t share)
{
	struct share *s = &p->e->share[share];
	struct arrived *a = p->arrived[share];

	sum_settle(a->hi);
	sum_settle(a->lo);
	if (!p->chosen[share])
		return true;
	if (s->exact == NULL) {
		s->exact = calloc(1, sizeof(*s->exact));
		if (s->exact == NULL)
			return false;
		mpq_inits(s->exact->quantity_lo, s->exact->quantity, NULL);
		mpz_init(s->exact->paths);
		exact_init(&s->exact->own);
	}
	mpq_set(s->exact->quantity_lo, a->even ? a->hi : a->lo);
	mpq_set(s->exact->quantity, a->hi);
	mpz_set(s->exact->paths, a->paths);
	return true;
}

static bool
spread_exactly(struct precise *p)
{
	const struct bom *b = p->t->b;
	struct arrived *root = arrived_at(p, 0);

	if (root == NULL)
		return false;
	mpq_set_ui(root->hi, 1, 1);
	mpz_set_ui(root->paths, 1);
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t s = p->e->index[b->order[k]];

		if (s == BOM_NONE || p->arrived[s] == NULL)
			continue;
		if (!keep(p, s) || !hand_down(p, s))
			return false;
		p->arrived[s]->next = p->spare;
		p->spare = p->arrived[s];
		p->arrived[s] = NULL;
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
	for (size_t i = 0; p->arrived != NULL && i < p->e->n; i++)
		if (p->arrived[i] != NULL)
			free_arrived(p->arrived[i]);
	while (p->spare != NULL) {
		struct arrived *a = p->spare;

		p->spare = a->next;
		free_arrived(a);
	}
	free(p->arrived);
	free(p->way);
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
		.way = calloc(e->n + 1, sizeof(*p.way)),
		.chosen = calloc(e->n + 1, sizeof(*p.chosen)),
		.arrived = calloc(e->n + 1, sizeof(*p.arrived)) };
	bool ok = p.way != NULL && p.chosen != NULL && p.arrived != NULL;
	enum status st = ST_NOMEM;

	for (size_t i = 0; ok && i < n; i++)
		p.chosen[index[i]] = true;
	if (ok)
		mark_ways(&p);
	if (ok && spread_exactly(&p))
		st = own_exactly(&p, index, n, err);
	else
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	precise_clear(&p);
	return st;
}
