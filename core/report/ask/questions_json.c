/* SPDX-License-Identifier: Apache-2.0 */
/* questions_json - the document of kind "ask"; see questions.h. */
#include "core/report/ask/questions.h"
#include "core/report/assumptions.h"

#include "core/report/amount.h"
#include "core/report/ask/question_words.h"
#include "core/report/check/output_json.h"
#include "core/report/path.h"

static void
put_fewest(struct json *j, const char *key, const struct fewest *f)
{
	json_begin_object(j, key);
	json_put_bool(j, "possible", f->possible);
	if (f->possible) {
		json_put_count(j, "at_least", f->least);
		if (f->most > 0)
			json_put_count(j, "enough", f->most);
		else
			json_put_null(j, "enough");
	}
	json_end_object(j);
}

static void
put_unit(struct json *j, const struct asked *a, const struct open_verdict *v)
{
	struct measure_of m;

	questions_measure(&m, a, v);
	if (m.kind == AMOUNT_VALUE)
		json_put_str(j, "unit", m.currency);
	else
		json_put_text(j, "unit", "g");
}

static void
put_verdicts(struct json *j, const struct asked *a)
{
	const struct inquiry *q = a->inquiry;

	json_begin_array(j, "verdicts");
	for (size_t i = 0; i < q->nverdict; i++) {
		const struct open_verdict *v = &q->verdict[i];
		const struct booked_rule *r = &a->checked->book->rule[v->rule];

		json_begin_object(j, NULL);
		json_put_text(j, "pack", r->pack->id);
		json_put_text(j, "rule", r->rule->id);
		path_item_json(j, "item", a->checked->bom, v->item);
		if (v->unit != v->item)
			path_item_json(
			    j, "decided_by", a->checked->bom, v->unit);
		if (v->reading < r->rule->nreading)
			json_put_text(j, r->rule->either ? "way" : "reading",
			    r->rule->reading[v->reading].id);
		if (v->per_year)
			json_put_bool(j, "needs_quantity_per_year", true);
		json_put_bool(j, "looked_into", v->looked);
		if (v->column != COLUMN_NONE) {
			put_unit(j, a, v);
			amount_json(j, "bounds", &v->bounds);
			json_put_bool(j, "exact", v->exact);
		}
		if (v->looked) {
			json_put_count(j, "gaps", v->gaps);
		}
		if (v->looked && !v->upper && !v->joint) {
			put_fewest(j, "clear", &v->clear);
			put_fewest(j, "triggered", &v->triggered);
		}
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_settles(struct json *j, const char *key, const struct settles *s, bool sure)
{
	json_begin_object(j, key);
	json_put_count(j, "any", s->any);
	json_put_count(j, "clear", s->clear);
	json_put_count(j, "triggered", s->triggered);
	if (sure)
		json_put_count(j, "surely", s->must);
	json_end_object(j);
}

static void
put_effects(struct json *j, const struct worth *x)
{
	json_begin_array(j, "effects");
	for (size_t i = 0; i < x->neffect; i++) {
		const struct effect *e = &x->effect[i];

		json_begin_object(j, NULL);
		json_put_count(j, "verdict", e->verdict);
		json_put_bool(j, "clear", e->clear);
		json_put_bool(j, "triggered", e->triggered);
		json_put_bool(j, "surely", e->must);
		json_put_bool(j, "gives_an_end", e->endless);
		amount_json(j, "narrows_by", &e->removes);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_worth(struct json *j, const struct worth *x, bool all_known)
{
	json_put_bool(j, "exact", worth_is_exact(x));
	put_settles(j, "settles", worth_settles(x), true);
	if (!x->sharp)
		return;
	if (all_known)
		put_settles(j, "settles_of_all_items", &x->all, false);
	put_effects(j, x);
}

static void
put_question(struct json *j, const struct asked *a, size_t i)
{
	const struct bom *b = a->checked->bom;
	const struct question *q = &a->inquiry->question[i];
	bool own = question_is_own(b, q);
	char text[QUESTION_TEXT];

	json_begin_object(j, NULL);
	json_put_count(j, "rank", i + 1);
	json_put_text(j, "kind", question_name((enum question_kind)q->kind));
	json_begin_object(j, "question");
	question_text(text, b, q, LANGUAGE_EN);
	json_put_text(j, "en", text);
	question_text(text, b, q, LANGUAGE_ZH);
	json_put_text(j, "zh", text);
	json_end_object(j);
	json_put_text(j, "to", own ? "own-records" : "supplier");
	if (!own && ask_whom(b, q->item) != 0)
		json_put_str(
		    j, "supplier", bom_text_get(b, ask_whom(b, q->item)));
	if (q->item != BOM_NONE)
		path_item_json(j, "item", b, q->item);
	if (q->kind == QUESTION_QUANTITY)
		path_item_json(j, "parent", b, b->use[q->use].parent);
	if (q->kind == QUESTION_PRICE)
		json_put_text(
		    j, "element", element_at((int)q->element)->symbol);
	put_worth(j, &q->worth, a->inquiry->all_known);
	json_end_object(j);
}

static void
put_supplier(struct json *j, const struct asked *a, size_t i)
{
	const struct supplier *s = &a->inquiry->supplier[i];

	json_begin_object(j, NULL);
	json_put_count(j, "rank", i + 1);
	if (s->name != 0)
		json_put_str(
		    j, "supplier", bom_text_get(a->checked->bom, s->name));
	json_put_count(j, "items", s->items);
	json_put_count(j, "questions", s->questions);
	put_worth(j, &s->worth, a->inquiry->all_known);
	json_end_object(j);
}

enum status
questions_json(FILE *to, const struct asked *a, struct error *err)
{
	const struct inquiry *q = a->inquiry;
	struct json j = { .to = to };

	output_json_begin(&j, "ask");
	output_json_inputs(&j, a->checked);
	json_put_text(&j, "basis", a->checked->basis);
	assumptions_json(&j, a->checked);
	output_json_days(&j, &a->checked->days);
	json_put_bool(&j, "as_if_in_force", a->checked->as_if_in_force);
	json_put_count(&j, "undecided", q->nverdict);
	json_put_count(&j, "undecided_of_all_items", q->undecided);
	put_verdicts(&j, a);
	json_put_count(&j, "questions_total", q->n);
	json_begin_array(&j, "questions");
	for (size_t i = 0; i < q->n && i < a->top; i++)
		put_question(&j, a, i);
	json_end_array(&j);
	if (a->by_supplier) {
		json_put_count(&j, "suppliers_total", q->nsupplier);
		json_begin_array(&j, "suppliers");
		for (size_t i = 0; i < q->nsupplier && i < a->top; i++)
			put_supplier(&j, a, i);
		json_end_array(&j);
	}
	output_json_messages(&j, a->checked->findings);
	json_end_object(&j);
	return j.bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		     : ST_OK;
}
