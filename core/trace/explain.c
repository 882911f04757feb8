/* SPDX-License-Identifier: Apache-2.0 */
/* explain - from which leaves an amount comes; see explain.h. */
#include "core/trace/explain.h"

#include "core/trace/state.h"

#include <stdlib.h>

#define NO_SHARE BOM_NONE

static bool
add_share(struct explanation *e, size_t *cap, uint32_t item, uint32_t *index)
{
	struct share *s = array_grow(e->share, cap, e->n + 1, sizeof(*s));

	if (s == NULL)
		return false;
	e->share = s;
	s = &e->share[e->n];
	*s = (struct share){
		.item = item, .via = BOM_NONE, .quantity_known = true
	};
	mpq_init(s->quantity);
	mpz_init(s->paths);
	exact_init(&s->own);
	*index = (uint32_t)e->n++;
	return true;
}

/* Hands what is known of a share down to the parts of its item. */
static bool
hand_down(const struct bom *b, struct explanation *e, size_t *cap,
    uint32_t *index, uint32_t from, mpq_ptr work)
{
	uint32_t item = e->share[from].item;

	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++) {
		const struct use *u = &b->use[k];
		struct share *s, *p;
		double along;
		mpq_t q;

		if (u->qty == NUM_ZERO)
			continue;
		if (index[u->child] == NO_SHARE &&
		    !add_share(e, cap, u->child, &index[u->child]))
			return false;
		s = &e->share[index[u->child]];
		p = &e->share[from];
		mpz_add(s->paths, s->paths, p->paths);
		s->quantity_known &= p->quantity_known && u->qty != BOM_NONE;
		along = p->heaviest;
		if (u->qty != BOM_NONE) {
			numtab_view(&b->num, u->qty, q);
			mpq_mul(work, p->quantity, q);
			mpq_add(s->quantity, s->quantity, work);
			along *= mpq_get_d(q);
		}
		if (s->via == BOM_NONE || along > s->heaviest) {
			s->heaviest = along;
			s->via = from;
		}
	}
	return true;
}

/* Where trace_exact_visit() puts the own parts. */
struct fill {
	struct explanation *e;
	const uint32_t *index;
};

static void
fill_own(void *context, uint32_t item, const struct exact *own)
{
	struct fill *f = context;

	if (f->index[item] != NO_SHARE)
		exact_set(&f->e->share[f->index[item]].own, own);
}

/* Parents before children: the order of levels, backwards. */
static bool
spread(
    const struct bom *b, uint32_t root, struct explanation *e, uint32_t *index)
{
	size_t cap = 0;
	bool ok = add_share(e, &cap, root, &index[root]);
	mpq_t work;

	mpq_init(work);
	if (ok) {
		mpq_set_ui(e->share[0].quantity, 1, 1);
		mpz_set_ui(e->share[0].paths, 1);
		e->share[0].heaviest = 1;
	}
	for (size_t k = b->nitem; ok && k-- > 0;)
		if (index[b->order[k]] != NO_SHARE)
			ok = hand_down(
			    b, e, &cap, index, index[b->order[k]], work);
	mpq_clear(work);
	return ok;
}

/*
 * explain_item - every item below root, with what it brings.
 *
 * In:	column   COLUMN_MASS or a channel
 * Out:	out      freed with explanation_free(), also after an error
 * Cost:	two passes over the sub-graph of root; paths are counted, never
 *	listed
 */
enum status
explain_item(const struct trace *t, size_t column, uint32_t root,
    struct explanation *out, struct error *err)
{
	const struct bom *b = t->b;
	uint32_t *index = malloc((b->nitem + 1) * sizeof(*index));
	struct fill f = { out, index };
	enum status st;

	*out = (struct explanation){ NULL, 0 };
	for (size_t i = 0; index != NULL && i < b->nitem; i++)
		index[i] = NO_SHARE;
	if (index == NULL || !spread(b, root, out, index))
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	else
		st = trace_exact_visit(t, column, root, fill_own, &f, err);
	free(index);
	return st;
}

void
explanation_free(struct explanation *e)
{
	for (size_t i = 0; i < e->n; i++) {
		mpq_clear(e->share[i].quantity);
		mpz_clear(e->share[i].paths);
		exact_clear(&e->share[i].own);
	}
	free(e->share);
	*e = (struct explanation){ NULL, 0 };
}
