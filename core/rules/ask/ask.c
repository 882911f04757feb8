/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask - which question to whom could settle most; see ask.h.
 *
 * First every question is bounded, in one pass over the product per open
 * verdict: never less than it can do.  Then, from the most promising one
 * down, the truth is found out by judging the product as if it had been
 * answered, until those that will be shown cannot be overtaken.
 */
#include "core/rules/ask/ask.h"

#include "core/base/arena.h"
#include "core/rules/apart.h"
#include "core/rules/ask/ask_joint.h"
#include "core/trace/own/own.h"

#include <stdlib.h>
#include <string.h>

enum status
ask_no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

size_t
ask_unit(const struct ask_basis *b)
{
	return b->bom->nitem + b->bom->nuse + 1;
}

/* Of the trigger, or one reading: is it open for the item?  The test and the
 * thing that decide. */
static bool
trigger_is_open(struct ask_work *w, const struct open_verdict *v, size_t test,
    struct decider *by)
{
	const struct judgement *j = w->basis->judgement;
	struct standing_test t;

	*by = (struct decider){ .unit = v->item, .test = test };
	if (apart_decider(j, VARIANT_LAW, v->rule, test, v->item, by))
		return by->verdict == VERDICT_UNDECIDED;
	return ask_stands(w, v->rule, test, v->item, &t);
}

/* The measure whose interval is told: the trigger, by the first reading that is
 * open; else the last test of the scope that is. */
static void
set_measure(struct ask_work *w, struct open_verdict *v)
{
	const struct ask_basis *b = w->basis;
	const struct rule *r = b->book->rule[v->rule].rule;
	size_t n = r->nreading > 0 ? r->nreading : 1;
	size_t first = r->nreading > 0 ? r->ntest : r->ntest - 1, k = 0;
	struct standing_test t;
	struct ready_test ready;
	struct decider by;

	while (k < n && !trigger_is_open(w, v, first + k, &by))
		k++;
	if (k == n)
		trigger_is_open(w, v, first, &by);
	for (size_t i = 0; k == n && i + 1 < r->ntest; i++)
		if (ask_stands(w, v->rule, i, v->item, &t))
			by = (struct decider){ .unit = v->item, .test = i };
	v->reading = r->nreading > 0 ? k : 0;
	v->test = by.test;
	v->unit = by.unit != BOM_NONE ? by.unit : v->item;
	ready = test_ready(b->judgement, VARIANT_LAW, v->rule, v->test);
	v->column = ready.test->kind == TEST_ITEM
			? COLUMN_NONE
			: ask_column(w, v->rule, v->test, v->unit);
}

static enum status
collect(struct ask_work *w)
{
	const struct ask_basis *b = w->basis;
	struct inquiry *out = w->out;
	struct open_verdict *list;

	for (size_t r = 0; r < b->book->nrule; r++)
		for (uint32_t i = 0; i < b->bom->nitem; i++) {
			if (judgement_verdict(b->judgement, VARIANT_LAW, r,
				i) != VERDICT_UNDECIDED)
				continue;
			out->undecided++;
			if (!b->shipped[i])
				continue;
			list = array_grow(out->verdict, &w->verdict_cap,
			    out->nverdict + 1, sizeof(*list));
			if (list == NULL)
				return ask_no_memory(w->err);
			out->verdict = list;
			list[out->nverdict] = (struct open_verdict){ .item = i,
				.rule = r,
				.joint = ask_is_joint(b->book->rule[r].rule),
				.upper =
				    rule_has_upper(b->book->rule[r].rule) };
			exact_init(&list[out->nverdict].bounds);
			set_measure(w, &list[out->nverdict++]);
		}
	return ST_OK;
}

/* Of each item the one of unknown mass that alone is in it; see gaps.h. */
static bool
find_massless(struct ask_work *w)
{
	const struct bom *b = w->basis->bom;

	if (w->basis->book->plan.nmargin == 0)
		return true;
	w->massless = malloc((b->nitem + 1) * sizeof(*w->massless));
	if (w->massless == NULL)
		return false;
	for (size_t k = 0; k < b->nitem; k++) {
		uint32_t i = b->order[k], one = BOM_NONE;
		uint32_t first = b->use_start[i], end = b->use_start[i + 1];
		bool closed = own_mass_is_closed(b, i);

		for (uint32_t u = first; u < end; u++) {
			uint32_t below = w->massless[b->use[u].child];

			if (b->use[u].qty == NUM_ZERO || below == BOM_NONE)
				continue;
			one =
			    one == BOM_NONE || one == below ? below : GAPS_MANY;
		}
		if (!closed)
			one = one == BOM_NONE ? i : GAPS_MANY;
		w->massless[i] = b->item[i].has_mass ? BOM_NONE : one;
	}
	return true;
}

/* The columns of what is kept, each once. */
static enum status
find_columns(struct ask_work *w)
{
	const struct plan *p = &w->basis->book->plan;
	size_t n = COLUMN_MARGIN(p, p->nmargin);
	uint8_t *seen = calloc(n + 1, 1);

	w->column = malloc((n + 1) * sizeof(*w->column));
	if (seen == NULL || w->column == NULL) {
		free(seen);
		return ask_no_memory(w->err);
	}
	for (size_t i = 0; i < w->nplace; i++) {
		size_t column = w->place[i].column;

		if (seen[column])
			continue;
		seen[column] = 1;
		w->column[w->ncolumn++] = column;
	}
	free(seen);
	return ST_OK;
}

/* What of the product and of the rules makes an answer do more than one thing,
 * or something that nobody can tell in advance. */
static void
find_ways(struct ask_work *w)
{
	const struct bom *b = w->basis->bom;
	const struct rulebook *book = w->basis->book;
	bool formless = false;

	for (size_t k = 0; k < b->nuse && !w->has_choices; k++)
		w->has_choices = (b->use[k].flags & USE_OTHER) != 0;
	for (size_t k = 0; k < b->ncontent && !w->has_totals; k++)
		w->has_totals = b->content[k].scope == SCOPE_TOTAL;
	for (size_t i = 0; i < b->nitem && !formless; i++)
		formless = b->item[i].form == FORM_UNKNOWN;
	for (size_t k = 0; k < book->plan.nchannel; k++)
		w->is_outer |=
		    book->plan.channel[k].measure == MEASURE_PAID ||
		    book->plan.channel[k].substance != 0 ||
		    (formless && book->plan.channel[k].measure == MEASURE_ITEM);
	for (size_t r = 0; r < book->nrule; r++)
		for (size_t i = 0; i < book->rule[r].nseat; i++)
			w->has_articles |= booked_test(&book->rule[r],
					       book->rule[r].seat[i].test)
					       ->per == LEVEL_ARTICLE;
}

static bool
prepare(struct ask_work *w)
{
	const struct bom *b = w->basis->bom;

	w->finder = gap_finder_make(w->basis->trace);
	w->first = malloc((b->nitem + 1) * sizeof(*w->first));
	w->mark = calloc(b->nitem + 1, sizeof(*w->mark));
	w->told = calloc(b->nitem + 1, sizeof(*w->told));
	w->claimed = calloc(b->nitem + 1, sizeof(*w->claimed));
	if (w->finder == NULL || w->first == NULL || w->mark == NULL ||
	    w->told == NULL || w->claimed == NULL || !find_massless(w))
		return false;
	for (size_t i = 0; i < b->nitem; i++)
		w->first[i] = BOM_NONE;
	w->round = 1;
	find_ways(w);
	return true;
}

/* Drops the question for all of a content that asks no more than a narrower
 * one about the same item. */
static void
drop_wider(struct inquiry *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->n; i++)
		if (out->question[i].adds)
			out->question[kept++] = out->question[i];
	out->n = kept;
}

/* Records of one's own that turn out to change nothing are no question. */
static void
drop_idle(struct inquiry *out, const struct bom *b)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->n; i++) {
		const struct question *q = &out->question[i];

		if (!q->worth.sharp || q->worth.neffect > 0 ||
		    !question_is_own(b, q))
			out->question[kept++] = *q;
		else
			free(q->worth.effect);
	}
	out->n = kept;
}

static enum status
bound_all(struct ask_work *w)
{
	enum status st = ST_OK;

	w->notes = calloc(w->out->nverdict + 1, sizeof(*w->notes));
	if (w->notes == NULL)
		return ask_no_memory(w->err);
	for (uint32_t v = 0; st == ST_OK && v < w->out->nverdict; v++) {
		w->out->verdict[v].looked = v == 0 || w->looked < ASK_LOOK_MOST;
		if (w->out->verdict[v].looked)
			st = ask_bound(w, v);
	}
	return st;
}

/*
 * ask_on - all questions about one product, the most useful first.
 *
 * Out:	out     inquiry_free(), also where there is nothing to ask
 * Err:	ST_NOMEM; ST_RANGE at a use whose exact product is too long
 * Cost: per open verdict a pass over all below its item; then for each of
 *	basis->top questions two roll-ups of the whole product, as long as
 *	they are affordable (ASK_WORLD_MOST), and exact passes over what is
 *	below the open items (ASK_EXACT_MOST)
 */
enum status
ask_on(struct inquiry *out, const struct ask_basis *basis, struct error *err)
{
	struct ask_work w = { .basis = basis, .out = out, .err = err };
	enum status st;

	*out = (struct inquiry){ .all_known = true };
	st = prepare(&w) ? ST_OK : ask_no_memory(err);
	if (st == ST_OK)
		st = collect(&w);
	if (st == ST_OK)
		st = bound_all(&w);
	if (st == ST_OK)
		st = find_columns(&w);
	if (st == ST_OK) {
		drop_wider(out);
		ask_sort(out);
		st = ask_truth(&w);
	}
	if (st == ST_OK) {
		drop_idle(out, basis->bom);
		ask_sort(out);
		if (basis->suppliers)
			st = ask_suppliers(&w);
	}
	gap_finder_free(w.finder);
	free(w.first);
	free(w.next);
	free(w.counted);
	free(w.massless);
	free(w.column);
	free(w.place);
	free(w.notes);
	free(w.mark);
	free(w.told);
	free(w.claimed);
	free(w.stack);
	ask_exacts_free(w.now, w.nplace);
	if (st != ST_OK)
		inquiry_free(out);
	return st;
}

static void
free_worth(struct worth *x)
{
	for (size_t i = 0; i < x->neffect; i++)
		exact_clear(&x->effect[i].removes);
	free(x->effect);
}

void
inquiry_free(struct inquiry *q)
{
	for (size_t i = 0; i < q->n; i++)
		free_worth(&q->question[i].worth);
	for (size_t i = 0; i < q->nsupplier; i++)
		free_worth(&q->supplier[i].worth);
	for (size_t i = 0; i < q->nverdict; i++)
		exact_clear(&q->verdict[i].bounds);
	free(q->question);
	free(q->supplier);
	free(q->verdict);
	*q = (struct inquiry){ 0 };
}
