/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_blocked - why nothing that may be chosen changes a verdict; see
 * recourse_work.h.
 *
 * The world has all that may be chosen.  A test of it says why it stays as it
 * is; what somebody could change himself is told rather than what nobody can.
 */
#include "core/rules/recourse/recourse_work.h"

#include <stdlib.h>
#include <string.h>

/* What stays in an item, as bits. */
#define STAYS_KEPT 1
#define STAYS_OWN 2

/* What is told rather than what. */
static const uint8_t telling[] = { [BLOCKED_ITEM] = 0,
	[BLOCKED_EVERY] = 1,
	[BLOCKED_LESS] = 2,
	[BLOCKED_OPEN] = 3,
	[BLOCKED_TECHNOLOGY] = 4,
	[BLOCKED_OWN] = 5,
	[BLOCKED_KEPT] = 6 };

static void
tell(struct recourse_target *t, enum blocked why)
{
	if (telling[why] > telling[t->why])
		t->why = (uint8_t)why;
}

/* Of what is below the blocked targets: what cannot be chosen, and brings. */
static enum status
find_stays(struct recourse_work *w, size_t rule, const struct channel *ch,
    uint8_t *stays)
{
	const struct recourse_basis *b = w->basis;
	const struct bom *bom = b->ask.bom;
	enum status st;

	memset(stays, 0, bom->nitem);
	for (size_t i = 0; i < w->out->ntarget; i++)
		if (w->out->target[i].blocked && w->out->target[i].rule == rule)
			stays[w->out->target[i].item] = 1;
	recourse_below(bom, false, stays);
	for (size_t i = 0; i < bom->nitem; i++)
		stays[i] &= w->candidate[i] == 0;
	st = recourse_weigh(w, ch, b->settle || b->declare, stays);
	for (uint32_t i = 0; i < bom->nitem; i++) {
		bool kept = (b->keep != NULL && b->keep[i] != 0) ||
			    recourse_may_choose(b, i);

		if (stays[i] != 0)
			stays[i] = kept ? STAYS_KEPT : STAYS_OWN;
	}
	for (size_t k = 0; k < bom->nitem; k++) {
		uint32_t i = bom->order[k];

		for (uint32_t u = bom->use_start[i]; u < bom->use_start[i + 1];
		     u++)
			if (bom->use[u].qty != NUM_ZERO)
				stays[i] |= stays[bom->use[u].child];
	}
	return st;
}

/* Why one test does not come down, for all blocked targets of its rule. */
static enum status
explain_test(struct recourse_work *w, size_t rule, size_t k, uint8_t *stays)
{
	const struct judgement *j = recourse_world_verdicts(&w->world);
	const struct plan *plan = &w->basis->ask.book->plan;
	struct ready_test ready = test_ready(j, VARIANT_LAW, rule, k);
	const struct origin_rule *o = ready.test->origin;
	enum blocked why = BLOCKED_OPEN;
	bool look = false;
	enum status st = ST_OK;

	if (ready.test->kind == TEST_ITEM)
		why = BLOCKED_ITEM;
	else if (comparator_is_upper(ready.compare))
		why = BLOCKED_LESS;
	else if (!w->basis->declare && (o == NULL || o->policy == POLICY_EVERY))
		why = BLOCKED_EVERY;
	else if (!w->basis->declare && o->technology && !w->basis->technology)
		why = BLOCKED_TECHNOLOGY;
	else
		look = true;
	if (look)
		st = find_stays(w, rule,
		    &plan->channel[ready.columns->amount[0] -
				   COLUMN_CHANNEL(0)],
		    stays);
	for (size_t i = 0; st == ST_OK && i < w->out->ntarget; i++) {
		struct recourse_target *t = &w->out->target[i];
		uint8_t left = look ? stays[t->item] : 0;

		if (!t->blocked || t->rule != rule)
			continue;
		tell(t, (left & STAYS_KEPT) != 0  ? BLOCKED_KEPT
			: (left & STAYS_OWN) != 0 ? BLOCKED_OWN
						  : why);
	}
	return st;
}

static bool
has_blocked(const struct recourse_work *w, size_t rule)
{
	for (size_t i = 0; i < w->out->ntarget; i++)
		if (w->out->target[i].blocked && w->out->target[i].rule == rule)
			return true;
	return false;
}

enum status
recourse_explain_blocked(struct recourse_work *w)
{
	const struct rulebook *book = w->basis->ask.book;
	uint8_t *stays = calloc(w->basis->ask.bom->nitem + 1, 1);
	enum status st = ST_OK;

	if (stays == NULL)
		return error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t r = 0; st == ST_OK && r < book->nrule; r++) {
		if (!has_blocked(w, r))
			continue;
		for (size_t k = 0; st == ST_OK && k < book->rule[r].rule->ntest;
		     k++)
			st = explain_test(w, r, k, stays);
	}
	free(stays);
	return st;
}
