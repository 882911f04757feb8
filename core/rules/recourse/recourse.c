/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse - the least to change so that nothing triggers; see recourse.h.
 *
 * First the product is judged with all that may be chosen taken: what then
 * still stands, no choice changes.  For the others rows are found that every
 * choice must reach, the cheapest choice that reaches them is sought, and the
 * product is judged with just that.  If a verdict does not do, for what rows
 * leave out (alternatives, totals, rounding), further rows are seen from
 * there, until one does: no cheaper choice reaches the rows, so none does.
 */
#include "core/rules/recourse/recourse_work.h"

#include "core/base/arena.h"
#include "core/rules/apart.h"
#include "core/trace/share.h"

#include <stdlib.h>
#include <string.h>

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

bool
recourse_does(const struct recourse_work *w, const struct recourse_target *t)
{
	enum verdict v = judgement_verdict(
	    recourse_world_verdicts(&w->world), VARIANT_LAW, t->rule, t->item);

	if (w->basis->declare)
		return v != VERDICT_UNDECIDED;
	return w->basis->settle ? v == VERDICT_CLEAR : v != VERDICT_TRIGGERED;
}

size_t
recourse_ways(const struct recourse_work *w, size_t rule,
    struct recourse_way way[RECOURSE_WAYS])
{
	const struct rule *r = w->basis->ask.book->rule[rule].rule;
	bool all = w->basis->declare || w->basis->settle;
	size_t n = 0;

	for (size_t k = 0; k + 1 < r->ntest; k++)
		way[n++] = (struct recourse_way){ k, 1 };
	if (r->nreading == 0)
		way[n++] = (struct recourse_way){ r->ntest - 1, 1 };
	else if (all || r->either)
		way[n++] = (struct recourse_way){ r->ntest, r->nreading };
	for (size_t k = 0; !all && !r->either && k < r->nreading; k++)
		way[n++] = (struct recourse_way){ r->ntest + k, 1 };
	return n;
}

/* ---- what is to change */
static bool
is_target(const struct recourse_basis *b, enum verdict v)
{
	if (b->declare)
		return v == VERDICT_UNDECIDED;
	return v == VERDICT_TRIGGERED || (b->settle && v == VERDICT_UNDECIDED);
}

static enum status
find_targets(struct recourse_work *w)
{
	const struct recourse_basis *b = w->basis;
	struct recourse *out = w->out;
	size_t cap = 0;

	for (size_t r = 0; r < b->ask.book->nrule; r++) {
		struct rule_standing s =
		    rule_standing_on(b->ask.book->rule[r].rule, b->law);

		if (!rule_state_counts(s.state, b->as_if_in_force))
			continue;
		for (uint32_t i = 0; i < b->ask.bom->nitem; i++) {
			struct recourse_target *list;
			enum verdict v;

			if (b->ask.shipped[i] == 0)
				continue;
			v = judgement_verdict(
			    b->ask.judgement, VARIANT_LAW, r, i);
			if (!is_target(b, v))
				continue;
			list = array_grow(
			    out->target, &cap, out->ntarget + 1, sizeof(*list));
			if (list == NULL)
				return no_memory(w->err);
			out->target = list;
			list[out->ntarget++] =
			    (struct recourse_target){ .item = i,
				    .rule = r,
				    .was = (uint8_t)v,
				    .now = (uint8_t)v };
		}
	}
	return ST_OK;
}

/* Is all that comes from there counted, whatever it went through? */
static bool
counts_from(const struct channel *ch, const char country[3])
{
	uint32_t stages = share_stages(ch);
	bool all = true, any = false;

	for (int s = 0; s < STAGE_COUNT; s++) {
		if ((stages >> s & 1) == 0)
			continue;
		all &= channel_has_country(ch, s, country);
		any |= channel_has_country(ch, s, country);
	}
	return ch->policy == POLICY_ALL_STAGES ? all : any;
}

/* A new source in a country that a rule counts would be none. */
static enum status
check_country(const struct recourse_basis *b, struct error *err)
{
	const struct plan *p = &b->ask.book->plan;

	for (size_t k = 0; !b->declare && k < p->nchannel; k++)
		if (b->country[0] != '\0' && p->channel[k].elsewhere &&
		    p->channel[k].country[0][0] == '\0')
			return error_set(err, ST_USAGE, pos_none,
			    "a rule that counts what comes from any country, "
			    "and so from %s: expected another rule with "
			    "--only",
			    b->country);
		else if (b->country[0] != '\0' &&
			 p->channel[k].policy != POLICY_EVERY &&
			 counts_from(&p->channel[k], b->country))
			return error_set(err, ST_USAGE, pos_none,
			    "a source in %s: a rule counts what comes "
			    "from there: expected another country by --from",
			    b->country);
	return ST_OK;
}

/* ---- the world of a choice */
static enum status
judge_taken(struct recourse_work *w)
{
	const struct bom *b = w->world.base;

	gap_finder_free(w->finder);
	w->finder = NULL;
	w->out->rounds++;
	w->judged += b->nitem + b->nuse + 1;
	return recourse_world_judge(&w->world, w->taken, w->err);
}

/* The items of the groups that are taken. */
enum status
recourse_judge_choice(struct recourse_work *w)
{
	for (uint32_t i = 0; i < w->basis->ask.bom->nitem; i++)
		w->taken[i] =
		    w->group_of[i] != BOM_NONE && w->take[w->group_of[i]] != 0;
	return judge_taken(w);
}

bool
recourse_all_do(const struct recourse_work *w)
{
	for (size_t i = 0; i < w->out->ntarget; i++)
		if (!w->out->target[i].blocked &&
		    !recourse_does(w, &w->out->target[i]))
			return false;
	return true;
}

/* Which ways of a target can be gone, with all that may be chosen. */
static enum status
find_viable(
    struct recourse_work *w, const struct recourse_target *t, uint32_t *viable)
{
	struct recourse_way way[RECOURSE_WAYS];
	size_t n = recourse_ways(w, t->rule, way);
	enum status st = ST_OK;

	*viable = 0;
	for (size_t k = 0; st == ST_OK && k < n; k++) {
		bool all = true, falls = true;

		for (size_t i = 0; st == ST_OK && all && i < way[k].n; i++) {
			st = recourse_falls(w, t, way[k].test + i, &falls);
			all = falls;
		}
		*viable |= all ? (uint32_t)1 << k : 0;
	}
	return st;
}

/* With all that may be chosen: what stays, and which tests come down. */
static enum status
judge_all(struct recourse_work *w)
{
	enum status st;

	memcpy(w->taken, w->candidate, w->basis->ask.bom->nitem);
	st = judge_taken(w);
	for (size_t i = 0; st == ST_OK && i < w->out->ntarget; i++) {
		struct recourse_target *t = &w->out->target[i];

		t->blocked = !recourse_does(w, t);
		w->out->nblocked += t->blocked;
		w->first_way[i] = BOM_NONE;
		w->viable[i] = 0;
		if (!t->blocked)
			st = find_viable(w, t, &w->viable[i]);
	}
	if (st == ST_OK)
		st = recourse_explain_blocked(w);
	return st;
}

/* ---- the search */
static enum status
add_rows(struct recourse_work *w, bool *any)
{
	size_t n = w->out->ntarget, most = w->looked + RECOURSE_LOOK_MOST;
	uint8_t *done = calloc(n + 1, 1);
	enum status st;

	*any = false;
	if (done == NULL)
		return no_memory(w->err);
	st = recourse_reach(w, done, any);
	for (size_t i = 0; st == ST_OK && i < n && (!*any || w->looked < most);
	     i++)
		if (!w->out->target[i].blocked && done[i] == 0 &&
		    !recourse_does(w, &w->out->target[i]))
			st = recourse_rows(w, i, any);
	free(done);
	return st;
}

/* The cheapest choice that reaches the rows so far. */
static enum status
choose(struct recourse_work *w, bool *proven, double *bound)
{
	struct cover_answer a = { .bound = 0 };
	uint8_t *take = calloc(w->cover.ncolumn + 1, 1);
	enum status st;

	if (take == NULL)
		return no_memory(w->err);
	free(w->take);
	w->take = a.take = take;
	st = cover_solve(&w->cover, &a, w->err);
	*proven = a.proven;
	*bound = a.bound;
	return st;
}

static bool
may_go_on(const struct recourse_work *w)
{
	return w->out->rounds < 4 || (w->judged < RECOURSE_JUDGE_MOST &&
					 w->out->rounds < RECOURSE_ROUNDS_MOST);
}

/* From what is taken now, which is nothing at first. */
static enum status
seek(struct recourse_work *w)
{
	double bound = 0, least = 0;
	bool proven = true, any = true;
	enum status st = ST_OK;

	while (st == ST_OK && !recourse_all_do(w) && any && may_go_on(w)) {
		st = add_rows(w, &any);
		if (st == ST_OK && any)
			st = choose(w, &proven, &bound);
		if (st == ST_OK && any)
			st = recourse_judge_choice(w);
		least = bound > least ? bound : least;
	}
	if (st == ST_OK && !recourse_all_do(w)) {
		proven = false;
		st = recourse_enough(w);
	}
	w->out->contradicts = w->world.contradicts;
	w->out->optimal = proven && !w->out->contradicts;
	if (!w->out->contradicts)
		mpq_set_d(w->out->least, least);
	return st;
}

/* ---- all of it */
static enum status
prepare(struct recourse_work *w)
{
	size_t n = w->basis->ask.bom->nitem, m = w->out->ntarget;
	enum status st = recourse_groups(w);

	if (m > UINT32_MAX)
		return no_memory(w->err); /* more than there are indices */
	w->viable = malloc((m + 1) * sizeof(*w->viable));
	w->first_way = malloc((m + 1) * sizeof(*w->first_way));
	w->taken = calloc(n + 1, 1);
	w->sum = calloc(w->ngroup + 1, sizeof(*w->sum));
	w->sure = calloc(w->ngroup + m * RECOURSE_WAYS + 1, 1);
	w->take = calloc(w->ngroup + 1, 1);
	for (size_t k = 0; k < w->basis->ask.bom->ncontent; k++)
		w->has_totals |=
		    w->basis->ask.bom->content[k].scope == SCOPE_TOTAL;
	if (st == ST_OK &&
	    (w->viable == NULL || w->first_way == NULL || w->taken == NULL ||
		w->sum == NULL || w->sure == NULL || w->take == NULL))
		st = no_memory(w->err);
	return st == ST_OK ? recourse_world_make(&w->world, w->basis,
				 w->candidate, w->ready, w->err)
			   : st;
}

static enum status
find(struct recourse_work *w)
{
	enum status st = find_targets(w);

	if (st != ST_OK || w->out->ntarget == 0)
		return st;
	st = prepare(w);
	if (st == ST_OK)
		st = judge_all(w);
	if (st == ST_OK)
		st = recourse_judge_choice(w); /* nothing, yet */
	if (st == ST_OK)
		st = seek(w);
	return st == ST_OK ? recourse_answer(w) : st;
}

/*
 * recourse_find - the least to change.
 *
 * Out:	recourse_free(), also where there is nothing to change
 * Cost:	a roll-up and a judgement of the product for each choice that is
 *	tried: two, and one more for each time that rows left something out;
 *	a pass over what is below each verdict for its rows
 */
enum status
recourse_find(
    struct recourse *out, const struct recourse_basis *basis, struct error *err)
{
	struct recourse_work w = { .basis = basis, .out = out, .err = err };
	enum status st;

	*out = (struct recourse){ .optimal = true };
	mpq_inits(out->cost, out->least, NULL);
	st = check_country(basis, err);
	if (st == ST_OK)
		st = find(&w);
	gap_finder_free(w.finder);
	recourse_world_free(&w.world);
	cover_free(&w.cover);
	free(w.group_of);
	free(w.group);
	free(w.candidate);
	free(w.ready);
	free(w.viable);
	free(w.first_way);
	free(w.take);
	free(w.taken);
	free(w.sum);
	free(w.sure);
	if (st != ST_OK) {
		recourse_free(out);
		*out = (struct recourse){ .n = 0 };
	}
	return st;
}
