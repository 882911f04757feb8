/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_reach - what brings anything to many verdicts at once; see
 * recourse_work.h.
 *
 * Where nothing at all may be left, each part that surely brings something
 * must go, whichever of the verdicts it is in: one pass down from all of them
 * finds those, however many there are.
 */
#include "core/rules/recourse/recourse_work.h"

#include "core/trace/weigher.h"

#include <stdlib.h>

enum status
recourse_weigh(struct recourse_work *w, const struct channel *ch, bool upper,
    uint8_t *item)
{
	size_t nitem = w->basis->ask.bom->nitem, n = 0;
	uint32_t *list = malloc((nitem + 1) * sizeof(*list));
	struct weigher weigher;
	struct exact x;
	enum status st;
	bool ok = true;

	if (list == NULL)
		return error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	for (uint32_t i = 0; i < nitem; i++)
		if (item[i] != 0)
			list[n++] = i;
	st = weigher_open(
	    &weigher, recourse_world_trace(&w->world), list, n, w->err);
	exact_init(&x);
	for (size_t k = 0; st == ST_OK && ok && k < n; k++) {
		ok = weigher_content(&weigher, k, ch, &x);
		item[list[k]] = upper ? x.hi_infinite || mpq_sgn(x.hi) > 0
				      : mpq_sgn(x.lo) > 0 || x.lo_open;
	}
	exact_clear(&x);
	weigher_close(&weigher);
	free(list);
	return st == ST_OK && !ok
		   ? error_set(w->err, ST_NOMEM, pos_none, "out of memory")
		   : st;
}

bool
recourse_is_sure(const struct bom *b, uint32_t k, uint32_t end)
{
	return b->use[k].qty != BOM_NONE &&
	       (b->use[k].flags & USE_OTHER) == 0 &&
	       bom_place_end(b, k, end) == k + 1;
}

void
recourse_below(const struct bom *b, bool sure, uint8_t *item)
{
	for (size_t i = b->nitem; i-- > 0;) {
		uint32_t at = b->order[i], end = b->use_start[at + 1];

		for (uint32_t k = b->use_start[at]; item[at] != 0 && k < end;
		     k++)
			if (b->use[k].qty != NUM_ZERO &&
			    (!sure || recourse_is_sure(b, k, end)))
				item[b->use[k].child] = 1;
	}
}

/* Its verdict stands on one test, by which nothing at all may be left. */
static bool
is_of_this_kind(
    const struct recourse_work *w, size_t target, size_t rule, size_t test)
{
	const struct recourse_target *t = &w->out->target[target];

	return t->rule == rule && !t->blocked &&
	       w->viable[target] == (uint32_t)1 << test && !recourse_does(w, t);
}

static bool
leaves_nothing(const struct recourse_work *w, size_t rule, size_t test)
{
	const struct rule_test *t =
	    &w->basis->ask.book->rule[rule].rule->test[test];

	const struct rule *r = w->basis->ask.book->rule[rule].rule;

	return r->nreading == 0 && !rule_is_apart(r) &&
	       (t->kind == TEST_PRESENCE || t->kind == TEST_MASS_SHARE) &&
	       t->currency == NULL && mpq_sgn(t->limit) == 0 &&
	       t->compare == COMPARE_ABOVE;
}

/* A row of all groups of the items, each of which must be taken. */
static enum status
add_row(struct recourse_work *w, const uint8_t *item, bool *any)
{
	struct cover_entry *list = malloc((w->ngroup + 1) * sizeof(*list));
	size_t n = 0;
	bool ok = list != NULL;

	for (uint32_t i = 0; ok && i < w->basis->ask.bom->nitem; i++) {
		uint32_t group = w->group_of[i];

		if (item[i] == 0 || group == BOM_NONE || w->sure[group] != 0)
			continue;
		w->sure[group] = 1;
		list[n++] = (struct cover_entry){ group, 1 };
	}
	for (size_t k = 0; k < n; k++)
		w->sure[list[k].column] = 0;
	if (ok && n > 0)
		ok = cover_add_row(&w->cover, list, n, (double)n);
	*any = n > 0;
	free(list);
	return ok ? ST_OK
		  : error_set(w->err, ST_NOMEM, pos_none, "out of memory");
}

static enum status
reach_test(
    struct recourse_work *w, size_t rule, size_t test, uint8_t *done, bool *any)
{
	const struct bom *b = w->basis->ask.bom;
	bool upper = w->basis->declare || w->basis->settle, found = false;
	uint8_t *item = calloc(b->nitem + 1, 1);
	const struct judgement *j = recourse_world_verdicts(&w->world);
	struct ready_test ready = test_ready(j, VARIANT_LAW, rule, test);
	const struct channel *ch;
	enum status st = ST_OK;
	size_t n = 0;

	if (item == NULL)
		return error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < w->out->ntarget; i++)
		if (is_of_this_kind(w, i, rule, test)) {
			item[w->out->target[i].item] = 1;
			n++;
		}
	if (n > 0) {
		ch =
		    &w->basis->ask.book->plan
			 .channel[ready.columns->amount[0] - COLUMN_CHANNEL(0)];
		recourse_below(b, !upper, item);
		for (size_t i = 0; i < b->nitem; i++)
			item[i] &= w->candidate[i] != 0 && w->taken[i] == 0;
		w->looked += b->nitem + b->nuse;
		st = recourse_weigh(w, ch, upper, item);
		if (st == ST_OK)
			st = add_row(w, item, &found);
	}
	for (size_t i = 0; st == ST_OK && found && i < w->out->ntarget; i++)
		done[i] |= is_of_this_kind(w, i, rule, test);
	*any |= found;
	free(item);
	return st;
}

enum status
recourse_reach(struct recourse_work *w, uint8_t *done, bool *any)
{
	const struct rulebook *book = w->basis->ask.book;
	enum status st = ST_OK;

	/* a part that comes in several ways need not go by all of them at once
	 */
	if (w->ready != NULL)
		return ST_OK;
	/* a total may say that there is nothing, whatever its parts say */
	if ((w->basis->declare || w->basis->settle) && w->has_totals)
		return ST_OK;
	for (size_t r = 0; st == ST_OK && r < book->nrule; r++)
		for (size_t k = 0; st == ST_OK && k < book->rule[r].rule->ntest;
		     k++)
			if (leaves_nothing(w, r, k))
				st = reach_test(w, r, k, done, any);
	return st;
}
