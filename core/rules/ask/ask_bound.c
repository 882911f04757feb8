/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_bound - what each question can do to one verdict at most, in doubles.
 *
 * An answer clears a verdict if it takes off the upper end what that is above
 * the limit, and triggers it if it adds to the lower end what that lacks.
 */
#include "core/rules/ask/ask_joint.h"

#include <math.h>
#include <stdlib.h>

/* What was found about a question and one verdict. */
struct found {
	bool scope;        /* some test of the scope becomes clear */
	uint32_t cleared;  /* so many places of the trigger become clear */
	uint32_t triggers; /* bit per group: it is met */
	bool joint;        /* it bears on a joint place: it may do anything */
	bool touched;      /* it is in the list of those that were looked at */
};

struct bounding {
	struct ask_work *w;
	struct open_verdict *verdict;
	uint32_t at; /* its index */
	const struct ask_places *places;
	struct fewest_work *fewest;
	struct found *found; /* [cap] by question */
	size_t cap;
	uint32_t *touched; /* [ntouched] questions, each once */
	size_t ntouched, touched_cap;
	const struct open_place *place; /* that is looked at */
	bool told;                      /* it is the measure that is told */
};

/* The notes on a question; NULL when memory is out. */
static struct found *
found_of(struct bounding *b, enum question_kind k, uint32_t item,
    uint32_t subject, struct question **q)
{
	uint32_t at = ask_question(b->w, k, item, subject), *touched;
	size_t before = b->cap;
	struct found *found;

	if (at == BOM_NONE)
		return NULL;
	found = array_grow(b->found, &b->cap, at + 1, sizeof(*found));
	if (found == NULL)
		return NULL;
	b->found = found;
	for (; before < b->cap; before++)
		found[before] = (struct found){ 0 };
	*q = &b->w->out->question[at];
	if (found[at].touched)
		return &found[at];
	touched = array_grow(
	    b->touched, &b->touched_cap, b->ntouched + 1, sizeof(*touched));
	if (touched == NULL)
		return NULL;
	b->touched = touched;
	touched[b->ntouched++] = at;
	found[at].touched = true;
	return &found[at];
}

/* The place becomes clear, or is met. */
static void
note(struct bounding *b, struct found *f, bool clear, bool met)
{
	size_t group = b->place->group;

	f->joint |= b->place->joint;
	clear = clear && !b->place->over;
	if (clear && group < b->places->scope)
		f->scope = true;
	else if (clear)
		f->cleared++;
	if (met && !b->place->vague && !b->place->beside)
		f->triggers |= (uint32_t)1 << group;
}

static bool
may_clear(const struct bounding *b, const struct standing_test *t,
    const struct gaps *g, const struct opening *o, enum answer a, double lowers)
{
	double left = o->detail == BOM_NONE ? 0 : g->detail[o->detail].least[a];

	if (b->place->mean) /* nothing but parts is then in it */
		return o->item == b->place->unit;
	if (t->zero && !g->totals)
		return (g->only == o->item || g->only == BOM_NONE) &&
		       !(left > 0);
	if (isfinite(t->above))
		return lowers >= t->above;
	return isinf(lowers) && g->endless == o->item;
}

/* Of an upper limit: more makes it clear, and less meets it. */
static bool
may_clear_upper(const struct standing_test *t, double raises)
{
	return raises > 0 && isfinite(t->below) && raises >= t->below;
}

static bool
may_trigger_upper(const struct standing_test *t, const struct gaps *g,
    const struct opening *o, double lowers)
{
	return isfinite(t->above) ? lowers >= t->above
				  : isinf(lowers) && g->endless == o->item;
}

static bool
may_trigger(const struct standing_test *t, const struct gaps *g,
    const struct opening *o, double raises)
{
	if (!(raises > 0))
		return false;
	return isfinite(t->below) ? raises >= t->below
				  : t->ready.test->kind == TEST_MASS_SHARE &&
					g->massless == o->item;
}

/* Does a narrower question do as much? */
static bool
is_narrower_enough(const struct gaps *g, const struct opening *o)
{
	const struct answered *d;

	if (o->detail == BOM_NONE)
		return false;
	d = &g->detail[o->detail];
	for (int k = 0; k < ANSWER_CONTENT; k++)
		if ((d->can >> k & 1) != 0 &&
		    d->least[k] <= d->least[ANSWER_CONTENT] &&
		    d->most[k] >= d->most[ANSWER_CONTENT])
			return true;
	return false;
}

static void
add_width(const struct standing_test *t, const struct gaps *g,
    const struct opening *o, double lowers, struct question *q)
{
	if (isfinite(t->width) && t->width > 0)
		q->worth.share += fmin(1, lowers / t->width);
	else if (isinf(lowers) && g->endless == o->item)
		q->worth.endless++;
}

static bool
bound_opening(struct bounding *b, const struct standing_test *t,
    const struct gaps *g, const struct opening *o)
{
	for (int k = 0; k < ANSWER_COUNT; k++) {
		enum answer a = (enum answer)k;
		double lowers = gaps_lowers(g, o, a);
		double raises = gaps_raises(g, o, a);
		struct question *q;
		struct found *f;

		if (!gaps_can(g, o, a) || (lowers <= 0 && raises <= 0))
			continue;
		f = found_of(b, (enum question_kind)k, o->item, 0, &q);
		if (f == NULL)
			return false;
		if (b->place->joint && b->told && !f->joint) {
			q->worth.share += 1;
			q->worth.endless++;
		}
		if (t->upper)
			note(b, f, may_clear_upper(t, raises),
			    may_trigger_upper(t, g, o, lowers));
		else
			note(b, f, may_clear(b, t, g, o, a, lowers),
			    may_trigger(t, g, o, raises));
		q->adds |= !is_narrower_enough(g, o);
		if (b->told && !b->place->joint)
			add_width(t, g, o, lowers, q);
	}
	return true;
}

static bool
bound_unknown(struct bounding *b, const struct unknown_use *u)
{
	const struct use *use = &b->w->basis->bom->use[u->use];
	struct question *q;
	struct found *f;

	if (!u->may)
		return true;
	f = found_of(b, QUESTION_QUANTITY, use->child, u->use, &q);
	if (f == NULL)
		return false;
	note(b, f, true, u->has);
	q->tried |= b->w->has_articles;
	return true;
}

/* How many items leave the verdict open, each counted once. */
static void
count_gaps(struct bounding *b, const struct gaps *g)
{
	struct ask_work *w = b->w;

	for (size_t i = 0; i < g->n; i++) {
		uint32_t *told = &w->told[g->opening[i].item];

		b->verdict->gaps += *told != b->at + 1;
		*told = b->at + 1;
	}
	b->verdict->gaps += (uint32_t)g->nunknown;
}

static enum status
bound_gaps(struct bounding *b, const struct standing_test *t,
    const struct open_place *place, const struct gaps *g)
{
	enum status st = ST_OK;
	bool ok = true;

	for (size_t i = 0; ok && i < g->n; i++)
		ok = bound_opening(b, t, g, &g->opening[i]);
	for (size_t i = 0; ok && i < g->nunknown; i++)
		ok = bound_unknown(b, &g->unknown[i]);
	for (size_t i = 0; ok && st == ST_OK && i < g->npriceless; i++)
		st = ask_record(
		    b->w, b->at, QUESTION_VALUE, g->priceless[i], 0, true);
	if (ok && st == ST_OK) {
		count_gaps(b, g);
		ok =
		    b->verdict->joint || ask_fewest_add(b->fewest, place, t, g);
	}
	return ok ? st : ask_no_memory(b->w->err);
}

/* What is in an item beside articles, or parts: there must be none of it. */
static struct standing_test
beside(const struct ask_work *w, size_t rule, const struct open_place *place)
{
	struct standing_test t = { .ready = test_ready(w->basis->judgement,
				       VARIANT_LAW, rule, place->test) };
	struct bounds x;

	t.column = t.ready.columns->own;
	t.channel = t.column - COLUMN_CHANNEL(0);
	trace_bounds(w->basis->trace, t.column, place->unit, &x);
	t.zero = true;
	t.width = x.hi - x.lo;
	t.above = x.hi;
	t.below = INFINITY;
	return t;
}

static enum status
bound_place(struct bounding *b, const struct open_place *place)
{
	struct ask_work *w = b->w;
	size_t rule = b->verdict->rule;
	struct standing_test t;
	struct gaps g;
	enum status st;

	b->place = place;
	b->told = place->test == b->verdict->test &&
		  place->unit == b->verdict->unit && !place->beside;
	if (place->stuck && b->verdict->joint)
		return ST_OK;
	if (place->stuck)
		return ask_fewest_add(b->fewest, place, NULL, NULL)
			   ? ST_OK
			   : ask_no_memory(w->err);
	if (place->beside)
		t = beside(w, rule, place);
	else
		ask_stands(w, rule, place->test, place->unit, &t);
	if (place->joint)
		t.channel = place->part.column - COLUMN_CHANNEL(0);
	st = gaps_find(w->finder, t.channel,
	    place->joint ? place->part.item : place->unit, &g, w->err);
	w->looked += g.visited;
	if (st == ST_OK)
		st = bound_gaps(b, &t, place, &g);
	gaps_free(&g);
	return st;
}

/* Of the scope one test that is clear is enough; of the trigger all that is
 * held against it must be, by each reading.  All groups must be met. */
static void
conclude(struct bounding *b)
{
	const struct ask_places *p = b->places;
	uint32_t trigger = ~(((uint32_t)1 << p->scope) - 1), need = 0;
	uint32_t places = 0;
	bool never = (p->met & trigger) != 0, decide;

	decide = p->missed == 0 && ask_amounts_decide(b->w->basis,
				       b->verdict->rule, b->verdict->item);
	for (size_t i = 0; i < p->n; i++) {
		need |= (uint32_t)1 << p->place[i].group;
		places += p->place[i].group >= p->scope && !p->place[i].over;
	}
	for (size_t i = 0; i < b->ntouched; i++) {
		const struct found *f = &b->found[b->touched[i]];
		struct settles *s =
		    &b->w->out->question[b->touched[i]].worth.most;
		bool clear = f->joint || f->scope ||
			     (!never && places > 0 && f->cleared >= places);
		bool triggered =
		    f->joint ||
		    (decide && (f->triggers & need) == need && need != 0);

		s->clear += clear;
		s->triggered += triggered;
		s->any += clear || triggered;
		s->must += clear && triggered;
	}
}

/* ---- what is kept ---- */

static bool
keep(struct ask_work *w, uint32_t verdict, size_t test, size_t column,
    uint32_t unit)
{
	struct kept_place *more =
	    array_grow(w->place, &w->place_cap, w->nplace + 1, sizeof(*more));

	if (more == NULL)
		return false;
	w->place = more;
	more[w->nplace++] = (struct kept_place){ verdict, test, column, unit };
	w->notes[verdict].n++;
	return true;
}

static size_t
column_of(struct ask_work *w, size_t rule, size_t test, uint32_t unit)
{
	return ask_column(w, rule, test, unit);
}

/* Once all amounts of the places are known, is the verdict decided? */
static bool
is_simple(const struct ask_places *p, const struct rule *r)
{
	bool simple = r->nreading == 0 && !p->unsure && p->nformless == 0 &&
		      p->n > 0 && p->n < ASK_PLACES_KEPT;

	for (size_t i = 0; simple && i < p->n; i++)
		simple = !p->place[i].stuck && !p->place[i].vague &&
			 !p->place[i].mean && !p->place[i].beside &&
			 !p->place[i].joint;
	return simple;
}

/* The told place, then the others if they are few. */
static enum status
keep_places(struct ask_work *w, uint32_t verdict, const struct ask_places *p)
{
	struct open_verdict *v = &w->out->verdict[verdict];
	struct verdict_notes *n = &w->notes[verdict];
	bool ok = true;

	*n = (struct verdict_notes){ .first = w->nplace };
	if (v->column == COLUMN_NONE)
		return ST_OK;
	n->simple = is_simple(p, w->basis->book->rule[v->rule].rule);
	ok = keep(w, verdict, v->test, v->column, v->unit);
	for (size_t i = 0; ok && n->simple && i < p->n; i++) {
		const struct open_place *x = &p->place[i];

		if (x->test != v->test || x->unit != v->unit)
			ok = keep(w, verdict, x->test,
			    column_of(w, v->rule, x->test, x->unit), x->unit);
	}
	return ok ? ST_OK : ask_no_memory(w->err);
}

/*
 * ask_bound - add to every question what it can do to one verdict at most.
 *
 * Cost:	per place a pass over all below it
 */
enum status
ask_bound(struct ask_work *w, uint32_t verdict)
{
	struct open_verdict *v = &w->out->verdict[verdict];
	struct ask_places places;
	struct bounding b = {
		.w = w, .verdict = v, .at = verdict, .places = &places
	};
	enum status st = ask_places_find(w, verdict, &places);

	if (st == ST_OK)
		st = keep_places(w, verdict, &places);
	b.fewest = ask_fewest_make(w, verdict, &places);
	if (b.fewest == NULL)
		st = ask_no_memory(w->err);
	for (size_t i = 0; st == ST_OK && i < places.n && v->looked; i++) {
		v->looked = verdict == 0 || w->looked < ASK_LOOK_MOST;
		st = v->looked ? bound_place(&b, &places.place[i]) : ST_OK;
	}
	if (st == ST_OK && v->looked) {
		conclude(&b);
		st = ask_own_records(w, verdict, &places);
	}
	if (st == ST_OK && v->looked && !v->upper && !v->joint)
		st = ask_fewest_find(w, verdict, b.fewest);
	ask_fewest_free(b.fewest);
	ask_places_free(&places);
	free(b.found);
	free(b.touched);
	return st;
}
