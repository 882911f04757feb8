/* SPDX-License-Identifier: Apache-2.0 */
/* recourse_answer - the choice as a list of items; see recourse_work.h. */
#include "core/rules/recourse/recourse_work.h"

#include <stdlib.h>

static int
by_cost(const void *pa, const void *pb, void *arg)
{
	const struct recourse_group *g = arg;
	const struct recourse_group *a = &g[*(const uint32_t *)pa];
	const struct recourse_group *b = &g[*(const uint32_t *)pb];
	int c =
	    a->cost != NULL && b->cost != NULL ? mpq_cmp(b->cost, a->cost) : 0;

	return c != 0 ? c : a->first < b->first ? -1 : a->first > b->first;
}

/* Does the item bring anything to a verdict that is to change?  What is below
 * none of them is not listed, though its supplier is chosen. */
static uint8_t *
mark_below(const struct recourse_work *w)
{
	const struct bom *b = w->basis->ask.bom;
	uint8_t *below = calloc(b->nitem + 1, 1);

	if (below == NULL)
		return NULL;
	for (size_t i = 0; i < w->out->ntarget; i++)
		if (!w->out->target[i].blocked)
			below[w->out->target[i].item] = 1;
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];

		for (uint32_t u = b->use_start[i];
		     below[i] != 0 && u < b->use_start[i + 1]; u++)
			if (b->use[u].qty != NUM_ZERO)
				below[b->use[u].child] = 1;
	}
	return below;
}

/* The items of the choice, by its groups in order: a counting sort. */
static bool
list_items(struct recourse_work *w, const uint32_t *group, size_t n)
{
	const struct bom *b = w->basis->ask.bom;
	struct recourse *out = w->out;
	uint8_t *below = mark_below(w);
	uint32_t *place = calloc(w->ngroup + 1, sizeof(*place));
	uint32_t sum = 0;
	bool ok = below != NULL && place != NULL;

	for (uint32_t i = 0; ok && i < b->nitem; i++)
		if (w->taken[i] != 0 && below[i] != 0)
			place[w->group_of[i]]++;
	for (size_t k = 0; ok && k < n; k++) {
		struct recourse_choice *c = &out->choice[k];

		c->first = sum;
		c->n = place[group[k]];
		place[group[k]] = sum;
		sum += c->n;
	}
	out->item = ok ? malloc((sum + 1) * sizeof(*out->item)) : NULL;
	ok = ok && out->item != NULL;
	out->whole = ok ? calloc(sum + 1, 1) : NULL;
	ok = ok && out->whole != NULL;
	for (uint32_t i = 0; ok && i < b->nitem; i++)
		if (w->taken[i] != 0 && below[i] != 0) {
			uint32_t at = place[w->group_of[i]]++;

			out->item[at] = i;
			out->whole[at] = w->ready != NULL && w->ready[i] != 0;
		}
	out->nitem = sum;
	free(below);
	free(place);
	return ok;
}

/* Those that a row cannot do without; what else is taken is chosen. */
static void
count_forced(struct recourse_work *w)
{
	for (size_t i = 0; i < w->cover.nrow; i++) {
		const struct cover_row *row = &w->cover.row[i];

		if (row->least < (double)(row->end - row->first))
			continue;
		for (size_t k = row->first; k < row->end; k++)
			w->sure[w->cover.entry[k].column] = 1;
	}
	for (size_t k = 0; k < w->ngroup; k++)
		w->out->forced += w->sure[k] != 0;
}

/* Less may trigger a rule that asks for no more than so much: so a choice that
 * clears one verdict may trigger another. */
static void
find_caused(struct recourse_work *w)
{
	const struct recourse_basis *b = w->basis;
	struct recourse *out = w->out;

	for (size_t r = 0; r < b->ask.book->nrule; r++) {
		const struct rule *rule = b->ask.book->rule[r].rule;
		struct rule_standing s = rule_standing_on(rule, b->law);

		if (!rule_has_upper(rule) ||
		    !rule_state_counts(s.state, b->as_if_in_force))
			continue;
		for (uint32_t i = 0; i < b->ask.bom->nitem; i++) {
			enum verdict was = judgement_verdict(
			    b->ask.judgement, VARIANT_LAW, r, i);

			if (b->ask.shipped[i] == 0 ||
			    was == VERDICT_TRIGGERED ||
			    judgement_verdict(
				recourse_world_verdicts(&w->world), VARIANT_LAW,
				r, i) != VERDICT_TRIGGERED)
				continue;
			if (out->ncaused++ == 0)
				out->caused =
				    (struct recourse_target){ .item = i,
					    .rule = r,
					    .was = (uint8_t)was,
					    .now = VERDICT_TRIGGERED };
		}
	}
}

enum status
recourse_answer(struct recourse_work *w)
{
	struct recourse *out = w->out;
	uint32_t *group = malloc((w->ngroup + 1) * sizeof(*group));
	size_t n = 0;
	bool ok;

	for (size_t k = 0; group != NULL && w->take != NULL && k < w->ngroup;
	     k++)
		if (w->take[k] != 0)
			group[n++] = (uint32_t)k;
	out->choice = malloc((n + 1) * sizeof(*out->choice));
	ok = group != NULL && out->choice != NULL;
	if (ok)
		qsort_r(group, n, sizeof(*group), by_cost, w->group);
	for (size_t k = 0; ok && k < n; k++) {
		const struct recourse_group *g = &w->group[group[k]];
		struct recourse_choice *c = &out->choice[out->n++];

		*c = (struct recourse_choice){ .supplier = g->supplier };
		mpq_init(c->cost);
		if (g->cost != NULL)
			mpq_set(c->cost, g->cost);
		else
			mpq_set_ui(c->cost, 1, 1);
		mpq_add(out->cost, out->cost, c->cost);
	}
	ok = ok && list_items(w, group, n);
	free(group);
	if (!ok)
		return error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	count_forced(w);
	for (size_t i = 0; i < out->ntarget; i++)
		out->target[i].now = (uint8_t)judgement_verdict(
		    recourse_world_verdicts(&w->world), VARIANT_LAW,
		    out->target[i].rule, out->target[i].item);
	if (out->optimal)
		mpq_set(out->least, out->cost);
	find_caused(w);
	return ST_OK;
}

void
recourse_free(struct recourse *r)
{
	for (size_t i = 0; i < r->n; i++)
		mpq_clear(r->choice[i].cost);
	free(r->target);
	free(r->choice);
	free(r->item);
	free(r->whole);
	mpq_clears(r->cost, r->least, NULL);
	*r = (struct recourse){ .n = 0 };
}
