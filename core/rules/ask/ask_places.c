/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_places - what leaves a verdict open: each thing that is held against a
 * limit and is not clear, by each test and by each reading of it.
 *
 * A test of the item has one such place, the item.  A limit of things in an
 * item has one for each thing that may be beyond it; and for each element, if
 * each is held against it.
 */
#include "core/rules/ask/ask_joint.h"

#include "core/base/arena.h"
#include "core/rules/apart.h"

#include <stdlib.h>

/* One trigger or reading that looks at things in an item. */
struct look {
	struct ask_work *w;
	struct ask_places *out;
	size_t rule, test, group;
	const struct rule_test *what;
	size_t n; /* on the stack */
};

void
ask_places_free(struct ask_places *p)
{
	free(p->place);
	free(p->formless);
	free(p->countless);
	*p = (struct ask_places){ .n = 0 };
}

static bool
add_place(struct ask_places *out, const struct open_place *x)
{
	struct open_place *more =
	    array_grow(out->place, &out->cap, out->n + 1, sizeof(*more));

	if (more == NULL)
		return false;
	out->place = more;
	more[out->n++] = *x;
	return true;
}

static bool
add_index(uint32_t **list, size_t *n, size_t *cap, uint32_t x)
{
	uint32_t *more = array_grow(*list, cap, *n + 1, sizeof(*more));

	if (more == NULL)
		return false;
	*list = more;
	more[(*n)++] = x;
	return true;
}

/* One place, or each of those that decide together. */
static bool
add_places(struct ask_work *w, size_t rule, const struct open_place *x,
    struct ask_places *out)
{
	struct ready_test t =
	    test_ready(w->basis->judgement, VARIANT_LAW, rule, x->test);
	struct open_place place = *x;
	bool ok = true;

	if (x->stuck || x->beside || !ask_test_is_joint(t.test))
		return add_place(out, x);
	place.joint = true;
	for (size_t i = 0; ok && i < ask_joint_parts(&t, x->unit); i++) {
		place.part = ask_joint_part(&t, x->unit, i);
		ok = add_place(out, &place);
	}
	return ok;
}

/* ---- things in an item ---- */

/* May anything that counts by the test be in an item beside its parts? */
static bool
may_hold_more(const struct look *k, size_t test, uint32_t item)
{
	struct ready_test t =
	    test_ready(k->w->basis->judgement, VARIANT_LAW, k->rule, test);
	struct bounds x;

	trace_bounds(k->w->basis->trace, t.columns->own, item, &x);
	return x.hi > 0 || x.hi_err > 0;
}

/* What an item is not beyond, or not by amounts alone. */
static bool
add_unit(struct look *k, uint32_t item, const struct apart_look *x)
{
	const struct booked_rule *b = &k->w->basis->book->rule[k->rule];
	const struct seat *s = booked_seat(b, k->test);
	size_t first = b->rule->ntest + b->rule->nreading + s->first;
	struct open_place place = { .group = k->group,
		.unit = item,
		.vague = x->vague,
		.mean = x->mean,
		.over = x->over,
		.stuck = x->own == VERDICT_TRIGGERED };
	struct standing_test t;
	size_t n = s->nturn > 0 ? s->nturn : 1;

	for (size_t i = 0; i < n; i++) {
		place.test = s->nturn > 0 ? first + i : k->test;
		place.beside = !place.stuck &&
			       !ask_stands(k->w, k->rule, place.test, item, &t);
		if (place.beside && (!x->mean || x->over ||
					!may_hold_more(k, place.test, item)))
			continue;
		if (!add_places(k->w, k->rule, &place, k->out))
			return false;
		if (place.stuck)
			break;
	}
	return true;
}

/* Would it help to know what the item is? */
static bool
lacks_form(const struct look *k, uint32_t item, const struct apart_look *x)
{
	return k->w->basis->bom->item[item].form == FORM_UNKNOWN &&
	       (x->vague || (x->held && x->mean));
}

static bool
look_at(struct look *k, uint32_t item, bool top, bool *deeper)
{
	struct ask_places *out = k->out;
	struct open_place beside = {
		.group = k->group, .unit = item, .test = k->test, .beside = true
	};
	struct apart_look x;
	bool ok = true;

	apart_look(k->w->basis->judgement, VARIANT_LAW, k->rule, k->test, item,
	    top, &x);
	if (x.held || x.over)
		ok = add_unit(k, item, &x);
	if (ok && x.loose)
		ok = add_place(out, &beside);
	if (ok && lacks_form(k, item, &x))
		ok = add_index(
		    &out->formless, &out->nformless, &out->formless_cap, item);
	*deeper = x.deeper;
	return ok;
}

/* The parts of an item, each once; what is not sure of their uses. */
static bool
push_parts(struct look *k, uint32_t item)
{
	const struct bom *b = k->w->basis->bom;
	struct ask_places *out = k->out;

	for (uint32_t u = b->use_start[item]; u < b->use_start[item + 1]; u++) {
		const struct use *use = &b->use[u];
		uint32_t *stack;

		k->w->looked++;
		if (use->qty == NUM_ZERO)
			continue;
		out->unsure |= (use->flags & USE_OTHER) != 0 ||
			       use->qty == BOM_NONE ||
			       apart_may_be_mixed(b, k->what, use);
		if (use->qty == BOM_NONE &&
		    !add_index(&out->countless, &out->ncountless,
			&out->countless_cap, u))
			return false;
		if (apart_may_be_mixed(b, k->what, use) &&
		    !add_index(&out->formless, &out->nformless,
			&out->formless_cap, item))
			return false;
		if (k->w->mark[use->child] == k->w->round)
			continue;
		k->w->mark[use->child] = k->w->round;
		stack = array_grow(
		    k->w->stack, &k->w->stack_cap, k->n + 1, sizeof(*stack));
		if (stack == NULL)
			return false;
		k->w->stack = stack;
		stack[k->n++] = use->child;
	}
	return true;
}

static bool
look_into(struct look *k, uint32_t item)
{
	bool deeper, ok = look_at(k, item, true, &deeper);

	k->w->round++;
	if (ok && deeper)
		ok = push_parts(k, item);
	while (ok && k->n > 0) {
		uint32_t part = k->w->stack[--k->n];

		k->w->looked++;
		ok = look_at(k, part, false, &deeper) &&
		     (!deeper || push_parts(k, part));
	}
	return ok;
}

/* ---- of one verdict ---- */

/* The item itself by one test; a decided one says so. */
static bool
add_item(struct ask_work *w, const struct open_verdict *v, size_t test,
    size_t group, struct ask_places *out)
{
	struct open_place place = {
		.group = group, .test = test, .unit = v->item
	};
	struct standing_test t;

	if (ask_stands(w, v->rule, test, v->item, &t))
		return add_places(w, v->rule, &place, out);
	if (t.ready.test->kind == TEST_ITEM)
		return true;
	out->met |= (uint32_t)(t.is == VERDICT_TRIGGERED) << group;
	out->missed |= (uint32_t)(t.is == VERDICT_CLEAR) << group;
	return true;
}

static bool
add_trigger(struct ask_work *w, const struct open_verdict *v, size_t test,
    size_t group, struct ask_places *out)
{
	const struct booked_rule *b = &w->basis->book->rule[v->rule];
	struct look k = { w, out, v->rule, test, group, booked_test(b, test),
		0 };
	struct decider by;

	if (!apart_decider(
		w->basis->judgement, VARIANT_LAW, v->rule, test, v->item, &by))
		return add_item(w, v, test, group, out);
	out->apart = true;
	out->met |= (uint32_t)(by.verdict == VERDICT_TRIGGERED) << group;
	out->missed |= (uint32_t)(by.verdict == VERDICT_CLEAR) << group;
	return by.verdict != VERDICT_UNDECIDED || look_into(&k, v->item);
}

enum status
ask_places_find(struct ask_work *w, uint32_t verdict, struct ask_places *out)
{
	const struct open_verdict *v = &w->out->verdict[verdict];
	const struct rule *r = w->basis->book->rule[v->rule].rule;
	size_t scope = r->ntest - 1;
	bool ok = true;

	*out = (struct ask_places){ .scope = scope,
		.ngroup = scope + (r->nreading > 0 ? r->nreading : 1) };
	for (size_t i = 0; ok && i < scope; i++)
		ok = add_item(w, v, i, i, out);
	for (size_t g = scope; ok && g < out->ngroup; g++)
		ok = add_trigger(w, v,
		    r->nreading > 0 ? r->ntest + g - scope : scope, g, out);
	return ok ? ST_OK : ask_no_memory(w->err);
}
