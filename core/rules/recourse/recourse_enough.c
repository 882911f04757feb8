/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_enough - a choice that does, where the best one is not found in
 * the time there is; see recourse_work.h.
 *
 * To the choice at hand all is added that may bring anything to a verdict
 * that does not do; then what turns out not to be needed is left out again,
 * as far as that can be tried.
 */
#include "core/rules/recourse/recourse_work.h"

#include <stdlib.h>
#include <string.h>

/* All that may bring anything to a test of the rule, for targets that do not
 * do. */
static enum status
add_bringers(struct recourse_work *w, size_t rule, size_t way, size_t test,
    uint8_t *item)
{
	const struct bom *b = w->basis->ask.bom;
	const struct judgement *j = recourse_world_verdicts(&w->world);
	struct ready_test ready = test_ready(j, VARIANT_LAW, rule, test);
	size_t n = 0, channel;
	enum status st;

	if (ready.test->kind == TEST_ITEM)
		return ST_OK;
	memset(item, 0, b->nitem);
	for (size_t i = 0; i < w->out->ntarget; i++) {
		const struct recourse_target *t = &w->out->target[i];

		if (t->rule != rule || t->blocked || recourse_does(w, t) ||
		    (w->viable[i] >> way & 1) == 0)
			continue;
		item[t->item] = 1;
		n++;
	}
	if (n == 0)
		return ST_OK;
	recourse_below(b, false, item);
	for (size_t i = 0; i < b->nitem; i++)
		item[i] &= w->candidate[i] != 0 && w->taken[i] == 0;
	channel = ready.columns->amount[0] - COLUMN_CHANNEL(0);
	st = recourse_weigh(
	    w, &w->basis->ask.book->plan.channel[channel], true, item);
	for (size_t i = 0; st == ST_OK && i < b->nitem; i++)
		if (item[i] != 0)
			w->take[w->group_of[i]] = 1;
	return st;
}

static enum status
add_all(struct recourse_work *w)
{
	const struct rulebook *book = w->basis->ask.book;
	uint8_t *item = calloc(w->basis->ask.bom->nitem + 1, 1);
	enum status st = ST_OK;

	if (item == NULL)
		return error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t r = 0; st == ST_OK && r < book->nrule; r++) {
		struct recourse_way way[RECOURSE_WAYS];
		size_t n = recourse_ways(w, r, way);

		for (size_t k = 0; k < n; k++)
			for (size_t i = 0; st == ST_OK && i < way[k].n; i++)
				st = add_bringers(
				    w, r, k, way[k].test + i, item);
	}
	free(item);
	return st;
}

static enum status
leave_out(struct recourse_work *w)
{
	size_t begun = w->judged;
	enum status st = ST_OK;

	for (size_t k = 0; st == ST_OK && k < w->ngroup &&
			   w->judged - begun < RECOURSE_JUDGE_MOST / 4;
	     k++) {
		if (w->take[k] == 0)
			continue;
		w->take[k] = 0;
		st = recourse_judge_choice(w);
		if (st == ST_OK && !recourse_all_do(w))
			w->take[k] = 1;
	}
	return st;
}

enum status
recourse_enough(struct recourse_work *w)
{
	enum status st = add_all(w);

	if (st == ST_OK)
		st = recourse_judge_choice(w);
	if (st == ST_OK && !recourse_all_do(w)) {
		/* what excludes itself: all is known to do */
		memset(w->take, 1, w->ngroup);
		st = recourse_judge_choice(w);
	}
	if (st == ST_OK)
		st = leave_out(w);
	return st == ST_OK ? recourse_judge_choice(w) : st;
}
