/* SPDX-License-Identifier: Apache-2.0 */
/* working_json - the working of an answer for a program; see working.h. */
#include "core/report/working.h"

#include "core/report/documents.h"
#include "core/report/path.h"

/* Uses of a way that are told at each of its ends. */
#define ENDS 50

/* Where the steps of one part go. */
struct telling {
	struct working *w;
	size_t i;
	struct json *j;
};

static void
put_elements(struct json *j, const struct step *x)
{
	uint32_t mask = x->line->elements & x->line->won;

	json_begin_array(j, "elements");
	if (x->kind == STEP_ELEMENT)
		json_put_text(j, NULL, element_at(x->element)->symbol);
	for (int e = 0; x->kind == STEP_GROUP && mask >> e != 0; e++)
		if ((mask >> e & 1) != 0)
			json_put_text(j, NULL, element_at(e)->symbol);
	json_end_array(j);
}

static void
put_step(void *ctx, const struct step *x)
{
	static const char *const kind[] = { "element", "group", "unknown" };
	struct telling *t = ctx;
	const struct bom *b = t->w->c->bom;
	struct pos at = bom_pos(b, x->line->at);
	struct json *j = t->j;

	working_count(t->w, x);
	json_begin_object(j, NULL);
	json_put_text(j, "kind", kind[x->kind]);
	put_elements(j, x);
	json_put_pos(j, at);
	if (x->line->substance != BOM_NONE)
		json_put_str(
		    j, "substance", documents_substance(b, x->line->substance));
	amount_json(j, "amount", &x->amount);
	json_put_exact(j, "fraction", x->fraction);
	amount_json(j, "share", &x->share);
	if (t->w->ch->measure == MEASURE_VALUE)
		amount_json(j, "rate", &x->rate);
	amount_json(j, "counts", &x->counts);
	json_put_bool(j, "covered", x->covered);
	json_put_bool(j, "perhaps", x->perhaps);
	json_put_bool(j, "other_form", x->other);
	json_end_object(j);
}

static void
put_use(struct json *j, const struct bom *b, uint32_t use)
{
	const struct use *u = &b->use[use];
	struct pos at = bom_pos(b, u->at);
	mpq_t view;

	json_begin_object(j, NULL);
	json_put_str(j, "part", bom_part(b, u->child));
	if (u->qty == BOM_NONE) {
		json_put_null(j, "quantity");
	} else {
		numtab_view(&b->num, u->qty, view);
		json_put_exact(j, "quantity", view);
	}
	if (path_is_choice(b, use))
		json_put_bool(j, "alternative", true);
	json_put_pos(j, at);
	json_end_object(j);
}

static void
json_way(void *ctx, const uint32_t *use, size_t n)
{
	const struct telling *t = ctx;
	const struct bom *b = t->w->c->bom;
	struct json *j = t->j;
	mpq_t q;

	json_begin_object(j, NULL);
	mpq_init(q);
	if (ways_quantity(b, use, n, q))
		json_put_exact(j, "quantity", q);
	else
		json_put_null(j, "quantity");
	mpq_clear(q);
	json_begin_array(j, "uses");
	for (size_t i = 0; i < n; i++) {
		if (n > 2 * (size_t)ENDS && i == ENDS) {
			json_put_null(j, NULL);
			i = n - ENDS;
		}
		put_use(j, b, use[i]);
	}
	json_end_array(j);
	json_end_object(j);
}

static enum status
json_part(struct telling *t, struct error *err)
{
	struct working *w = t->w;
	const struct share *s = &w->r->parts.share[w->share[t->i]];

	if (!working_part(w, t->i))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	json_begin_object(t->j, NULL);
	path_item_json(t->j, "item", w->c->bom, s->item);
	amount_json(t->j, "own_mass", &w->weigher.mass[t->i].mass);
	json_put_bool(t->j, "per_gram", weigher_per_gram(&w->weigher));
	json_begin_array(t->j, "steps");
	weigher_steps(&w->weigher, t->i, w->ch, put_step, t);
	json_end_array(t->j);
	if (working_rest(w))
		amount_json(t->j, "not_spoken_of", &w->sum);
	amount_json(t->j, "in_one", &w->own);
	json_begin_array(t->j, "ways");
	working_ways(w, t->i, json_way, t, err);
	json_end_array(t->j);
	json_end_object(t->j);
	return err->code;
}

enum status
working_json(struct json *j, struct working *w, struct error *err)
{
	struct telling t = { .w = w, .j = j };

	json_begin_array(j, "working");
	for (; t.i < w->n && err->code == ST_OK; t.i++)
		json_part(&t, err);
	json_end_array(j);
	return err->code;
}
