/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_things - what any choice must reach, of a limit that is held
 * against things in an item, or against elements or substances, one by one;
 * see recourse_work.h.
 *
 * The item is what the worst of them makes it: so each that is beyond the
 * limit, and surely in it, must come down by itself, and each of these is a
 * row as of any item.  What is left open by what is beside other things in one
 * has no limit of its own: there it holds that the more is taken, the less
 * remains, so that a choice which does takes something beyond those that do
 * not.
 */
#include "core/rules/recourse/recourse_work.h"

#include "core/rules/apart.h"

#include <stdlib.h>
#include <string.h>

/* The things of one test of a target. */
struct things {
	struct recourse_work *w;
	size_t rule, test, target;
	uint32_t way;
	uint8_t *item;  /* [nitem] those looked at */
	uint8_t *below; /* [nitem] scratch */
	uint32_t *from; /* [items of the world] what a thing came by */
	uint32_t *over; /* scratch: wholes on the way to a thing */
	bool any;
};

static bool
has_parts(const struct bom *b, uint32_t item)
{
	return b->use_start[item] < b->use_start[item + 1];
}

/* Anything below the item that is not taken yet, or the item itself alone. */
static enum status
take_something(struct things *s, uint32_t item, bool itself)
{
	const struct bom *b = s->w->basis->ask.bom;

	memset(s->below, 0, b->nitem);
	s->below[item] = 1;
	if (!itself)
		recourse_below(b, false, s->below);
	s->w->looked += itself ? 1 : b->nitem;
	return recourse_one_of(s->w, s->below, s->way, &s->any);
}

/* Each element or substance by which the thing does not do. */
static enum status
add_turns(struct things *s, uint32_t item)
{
	const struct judgement *j = recourse_world_verdicts(&s->w->world);
	size_t n = apart_turns(j, s->rule, s->test);
	enum status st = ST_OK;

	for (size_t k = 0; st == ST_OK && k < n; k++) {
		size_t turn = apart_turn(j, s->rule, s->test, k);
		enum verdict v;
		bool any = false;

		st = recourse_decide(s->w, s->rule, turn, item, &v);
		if (st != ST_OK || recourse_verdict_does(s->w, v))
			continue;
		st = recourse_row(s->w, s->rule, turn, item, s->way, &any);
		s->any |= any;
	}
	return st;
}

/* Wholes that may be bought ready: with one that is on the way to the thing,
 * or is the thing, that is there no longer. */
static void
find_over(struct things *s, uint32_t item)
{
	struct recourse_work *w = s->w;
	uint32_t top = w->out->target[s->target].item;

	w->over = s->over;
	w->nover = 0;
	for (uint32_t i = item; w->ready != NULL && i != top; i = s->from[i]) {
		w->looked++;
		if (i < w->basis->ask.bom->nitem && w->ready[i] != 0)
			s->over[w->nover++] = i;
	}
}

static enum status
add_thing(struct things *s, uint32_t item)
{
	const struct bom *b = s->w->basis->ask.bom;
	const struct judgement *j = recourse_world_verdicts(&s->w->world);
	uint32_t top = s->w->out->target[s->target].item;
	struct alone a =
	    apart_alone(j, VARIANT_LAW, s->rule, s->test, item, item == top);
	bool material =
	    j->book->rule[s->rule].rule->test[s->test].per == LEVEL_MATERIAL;

	if (a.verdict == VERDICT_COUNT ||
	    recourse_verdict_does(s->w, a.verdict))
		return ST_OK;
	find_over(s, item);
	if (!has_parts(b, item))
		return take_something(s, item, true);
	if (a.plain || a.verdict == VERDICT_TRIGGERED)
		return add_turns(s, item);
	/* of materials that are not listed what is beside the parts decides */
	return take_something(s, item, material);
}

enum status
recourse_things(struct recourse_work *w, size_t target, size_t test,
    uint32_t way, bool *any)
{
	const struct recourse_target *t = &w->out->target[target];
	size_t n = recourse_world_bom(&w->world)->nitem, most;
	bool surely = !w->basis->declare && !w->basis->settle;
	struct things s = { .w = w,
		.rule = t->rule,
		.test = test,
		.target = target,
		.way = way };
	uint8_t *item = calloc(n + 1, 1), *below = calloc(n + 1, 1);
	uint32_t *from = calloc(n + 1, sizeof(*from));
	uint32_t *over = calloc(n + 1, sizeof(*over));
	enum status st = ST_OK;

	if (item == NULL || below == NULL || from == NULL || over == NULL) {
		free(item);
		free(below);
		free(from);
		free(over);
		return error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	}
	s.item = item;
	s.below = below;
	s.from = from;
	s.over = over;
	s.item[t->item] = 1;
	apart_below(recourse_world_verdicts(&w->world), VARIANT_LAW, t->rule,
	    test, surely, s.item, from);
	w->looked += n;
	most = w->looked + RECOURSE_LOOK_MOST;
	for (uint32_t i = 0; st == ST_OK && i < w->basis->ask.bom->nitem &&
			     (!s.any || w->looked < most);
	     i++)
		if (s.item[i] != 0)
			st = add_thing(&s, i);
	w->nover = 0;
	if (st == ST_OK && !s.any)
		st = take_something(&s, t->item, false);
	*any |= s.any;
	free(item);
	free(below);
	free(from);
	free(over);
	return st;
}
