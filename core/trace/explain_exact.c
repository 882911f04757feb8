/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain_exact - exact numbers for chosen shares; see explain.h.
 *
 * Quantities and paths are exact over the items that lie between the root
 * and the chosen ones, own parts for those alone.
 */
#include "core/trace/explain.h"

#include "core/trace/state.h"
#include "core/trace/weigher.h"

#include <stdlib.h>

#define NO_SHARE BOM_NONE

static void
make_exact(struct share *s)
{
	if (s->exact)
		return;
	s->exact = true;
	mpq_inits(s->quantity_lo, s->quantity, NULL);
	mpz_init(s->paths);
	exact_init(&s->own);
}

/* The exact pass: what it works on. */
struct precise {
	const struct trace *t;
	struct explanation *e;
	uint32_t *index; /* [nitem] share, or NO_SHARE */
	bool *way;       /* [e->n] on a way to a chosen share */
	bool *chosen;    /* [e->n] */
};

/* Which shares lie between the root and the chosen ones: children first. */
static void
mark_ways(struct precise *p)
{
	const struct bom *b = p->t->b;

	for (size_t k = 0; k < b->nitem; k++) {
		uint32_t i = b->order[k], s = p->index[i];

		if (s == NO_SHARE)
			continue;
		p->way[s] = p->chosen[s];
		for (uint32_t u = b->use_start[i];
		     !p->way[s] && u < b->use_start[i + 1]; u++)
			p->way[s] = b->use[u].qty != NUM_ZERO &&
				    p->way[p->index[b->use[u].child]];
	}
}

static void
hand_down_exactly(struct precise *p, uint32_t from, mpq_ptr work)
{
	const struct bom *b = p->t->b;
	struct share *parent = &p->e->share[from];
	uint32_t end = b->use_start[parent->item + 1];
	mpq_t q;

	for (uint32_t k = b->use_start[parent->item]; k < end; k++) {
		const struct use *u = &b->use[k];
		bool choice = (u->flags & USE_OTHER) != 0 ||
			      bom_place_end(b, k, end) > k + 1;
		struct share *s;

		if (u->qty == NUM_ZERO || !p->way[p->index[u->child]])
			continue;
		s = &p->e->share[p->index[u->child]];
		make_exact(s);
		mpz_add(s->paths, s->paths, parent->paths);
		if (u->qty == BOM_NONE)
			continue;
		numtab_view(&b->num, u->qty, q);
		mpq_mul(work, parent->quantity, q);
		mpq_add(s->quantity, s->quantity, work);
		if (choice || mpq_sgn(parent->quantity_lo) == 0)
			continue;
		if (!mpq_equal(parent->quantity_lo, parent->quantity))
			mpq_mul(work, parent->quantity_lo, q);
		mpq_add(s->quantity_lo, s->quantity_lo, work);
	}
}

static void
spread_exactly(struct precise *p)
{
	const struct bom *b = p->t->b;
	struct share *root = &p->e->share[0];
	mpq_t work;

	mpq_init(work);
	for (size_t i = 0; i < p->e->n; i++)
		if (p->e->share[i].exact && p->way[i]) {
			mpq_set_ui(p->e->share[i].quantity_lo, 0, 1);
			mpq_set_ui(p->e->share[i].quantity, 0, 1);
			mpz_set_ui(p->e->share[i].paths, 0);
		}
	make_exact(root);
	mpq_set_ui(root->quantity_lo, 1, 1);
	mpq_set_ui(root->quantity, 1, 1);
	mpz_set_ui(root->paths, 1);
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t s = p->index[b->order[k]];

		if (s != NO_SHARE && p->way[s])
			hand_down_exactly(p, s, work);
	}
	mpq_clear(work);
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
			exact_set(&s->own, &w.mass[i].mass);
		else if (!weigher_content(
			     &w, i, &plan->channel[p->e->column - 1], &s->own))
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
 * Out:	those shares, and the shares on the way to them, are .exact; .own
 *	is set for the named ones only
 * Cost:	a pass over the sub-graph of the root, exact only on the ways
 */
enum status
explain_exactly(const struct trace *t, struct explanation *e,
    const uint32_t *index, size_t n, struct error *err)
{
	const struct bom *b = t->b;
	struct precise p = { .t = t, .e = e };
	enum status st;

	p.index = malloc((b->nitem + 1) * sizeof(*p.index));
	p.way = calloc(e->n + 1, sizeof(*p.way));
	p.chosen = calloc(e->n + 1, sizeof(*p.chosen));
	if (p.index == NULL || p.way == NULL || p.chosen == NULL) {
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
		goto out;
	}
	for (size_t i = 0; i < b->nitem; i++)
		p.index[i] = NO_SHARE;
	for (uint32_t i = 0; i < e->n; i++)
		p.index[e->share[i].item] = i;
	for (size_t i = 0; i < n; i++) {
		p.chosen[index[i]] = true;
		make_exact(&e->share[index[i]]);
	}
	mark_ways(&p);
	spread_exactly(&p);
	st = own_exactly(&p, index, n, err);
out:
	free(p.index);
	free(p.way);
	free(p.chosen);
	return st;
}
