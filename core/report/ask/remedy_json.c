/* SPDX-License-Identifier: Apache-2.0 */
/* remedy_json - the document of kind "whatif"; see remedy.h. */
#include "core/report/ask/remedy.h"

#include "core/report/assumptions.h"
#include "core/report/check/output_json.h"
#include "core/report/path.h"

static void
put_asked(struct json *j, const struct remedy *r)
{
	static const char *const by[] = { [RECOURSE_PARTS] = "part",
		[RECOURSE_SUPPLIERS] = "supplier",
		[RECOURSE_COST] = "cost" };
	const struct recourse_basis *b = r->basis;

	json_put_text(j, "goal",
	    b->declare  ? "none-undecided"
	    : b->settle ? "all-clear"
			: "none-triggered");
	json_put_text(j, "means", b->declare ? "declaration" : "source");
	json_put_text(j, "by", by[b->by]);
	if (!b->declare) {
		json_put_text(j, "source_country", b->country);
		json_put_bool(j, "technology", b->technology);
		json_put_bool(j, "assemblies", b->ready);
	}
}

static void
put_verdicts(struct json *j, const struct remedy *r)
{
	const struct recourse *x = r->recourse;

	json_begin_array(j, "verdicts");
	for (size_t i = 0; i < x->ntarget; i++) {
		const struct recourse_target *t = &x->target[i];
		const struct booked_rule *b = &r->checked->book->rule[t->rule];

		json_begin_object(j, NULL);
		json_put_text(j, "pack", b->pack->id);
		json_put_text(j, "rule", b->rule->id);
		path_item_json(j, "item", r->checked->bom, t->item);
		json_put_text(j, "was", verdict_name((enum verdict)t->was));
		json_put_text(j, "now", verdict_name((enum verdict)t->now));
		json_put_bool(j, "changes", !t->blocked);
		if (t->blocked) {
			json_put_text(j, "why_not",
			    remedy_blocked_name((enum blocked)t->why));
			json_put_text(j, "words",
			    remedy_blocked_text((enum blocked)t->why));
		}
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_brings(struct json *j, const struct remedy *r, uint32_t at)
{
	const struct brings *x =
	    at < r->brought.n ? &r->brought.list[at] : NULL;
	struct measure_of m;

	if (x == NULL || !x->exact)
		return;
	m = brought_measure(r, x);
	json_begin_object(j, "brings");
	json_put_count(j, "verdict", x->target);
	amount_json(j, "amount", &x->amount);
	if (m.kind == AMOUNT_VALUE)
		json_put_str(j, "unit", m.currency);
	else
		json_put_text(j, "unit", "g");
	json_end_object(j);
}

static void
put_choices(struct json *j, const struct remedy *r)
{
	const struct bom *b = r->checked->bom;
	const struct recourse *x = r->recourse;

	json_begin_array(j, "choices");
	for (size_t k = 0; k < x->n; k++) {
		const struct recourse_choice *c = &x->choice[k];

		json_begin_object(j, NULL);
		if (c->supplier != 0)
			json_put_str(
			    j, "supplier", bom_text_get(b, c->supplier));
		json_put_exact(j, "cost", c->cost);
		json_begin_array(j, "parts");
		for (uint32_t i = c->first; i < c->first + c->n; i++) {
			json_begin_object(j, NULL);
			path_item_json(j, "item", b, x->item[i]);
			if (x->whole[i] != 0)
				json_put_bool(j, "ready", true);
			put_brings(j, r, i);
			json_end_object(j);
		}
		json_end_array(j);
		json_end_object(j);
	}
	json_end_array(j);
}

enum status
remedy_json(FILE *to, const struct remedy *r, struct error *err)
{
	const struct recourse *x = r->recourse;
	struct json j = { .to = to };

	output_json_begin(&j, "whatif");
	output_json_inputs(&j, r->checked);
	json_put_text(&j, "basis", r->checked->basis);
	assumptions_json(&j, r->checked);
	output_json_days(&j, &r->checked->days);
	json_put_bool(&j, "as_if_in_force", r->checked->as_if_in_force);
	put_asked(&j, r);
	json_put_count(&j, "changes", x->ntarget - x->nblocked);
	json_put_count(&j, "stays", x->nblocked);
	json_put_count(&j, "candidates", x->candidates);
	json_put_count(&j, "forced", x->forced);
	json_put_exact(&j, "cost", x->cost);
	json_put_exact(&j, "at_least", x->least);
	json_put_bool(&j, "optimal", x->optimal);
	if (x->ncaused > 0)
		json_put_count(&j, "triggers", x->ncaused);
	json_put_bool(&j, "contradicts", x->contradicts);
	if (r->basis->by == RECOURSE_COST)
		json_put_str(&j, "currency",
		    bom_text_get(r->checked->bom, r->basis->costs->currency));
	put_verdicts(&j, r);
	put_choices(&j, r);
	output_json_messages(&j, r->checked->findings);
	json_end_object(&j);
	return j.bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		     : ST_OK;
}
