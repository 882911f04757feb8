/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_records - questions that the user's own records answer: what an item
 * is, what it weighs as a whole, what it is worth, what a rare earth costs.
 */
#include "core/rules/ask/ask_work.h"

#include "core/trace/gaps.h"

enum status
ask_record(struct ask_work *w, uint32_t verdict, enum question_kind k,
    uint32_t item, uint32_t subject, bool tried)
{
	uint32_t at = ask_question(w, k, item, subject);
	struct settles *s;

	if (at == BOM_NONE)
		return ask_no_memory(w->err);
	w->out->question[at].tried |= tried;
	if (w->counted[at] == verdict + 1)
		return ST_OK;
	w->counted[at] = verdict + 1;
	s = &w->out->question[at].worth.most;
	s->clear++;
	s->triggered++;
	s->any++;
	s->must++;
	return ST_OK;
}

/* Is it known what the element costs?  Of materials that count by their own
 * price each form has one, and an alloy that of the metal. */
static bool
has_price(const struct bom *b, uint32_t element, const struct channel *ch)
{
	bool oxide = false, metal = false;

	for (size_t i = 0; i < b->nprice; i++) {
		const struct price *p = &b->price[i];

		if (p->late || p->element != element ||
		    p->currency != ch->currency)
			continue;
		oxide |= p->guise == GUISE_OXIDE;
		metal |= p->guise != GUISE_OXIDE;
	}
	return ch->valued == VALUED_MATERIAL ? oxide && metal : oxide || metal;
}

/* Elements that some line states to be in some item. */
static uint32_t
stated_anywhere(const struct bom *b)
{
	uint32_t mask = 0;

	for (size_t k = 0; k < b->ncontent; k++)
		if (b->content[k].counts &&
		    b->content[k].kind == CONTENT_AMOUNT)
			mask |= b->content[k].elements & b->content[k].won;
	return mask;
}

static enum status
add_prices(struct ask_work *w, uint32_t verdict, const struct ready_test *t,
    uint32_t item)
{
	const struct ask_basis *b = w->basis;
	size_t channel =
	    test_amount_column(b->judgement, t, item) - COLUMN_CHANNEL(0);
	const struct channel *ch = &b->book->plan.channel[channel];
	uint32_t counted = t->test->among != NULL ? t->test->among->elements
						  : t->test->of->elements;
	uint32_t mask = counted & stated_anywhere(b->bom);
	enum status st = ST_OK;

	if (ch->measure != MEASURE_VALUE)
		return ST_OK; /* no list of prices counts */
	for (uint32_t e = 0; st == ST_OK && e < NELEM; e++)
		if ((mask >> e & 1) != 0 && !has_price(b->bom, e, ch))
			st = ask_record(
			    w, verdict, QUESTION_PRICE, BOM_NONE, e, false);
	return st;
}

/* Is its own mass, not a part's, what the share of it lacks? */
static bool
asks_mass(const struct bom *b, uint32_t item)
{
	return !b->item[item].has_mass && !gaps_lacks_mass(b, item);
}

/* Does it lack what the item is, or where it was made?  Of a form that the law
 * itself leaves unsettled no answer decides. */
static bool
item_is_open(const struct bom *b, const struct rule_test *t, uint32_t item)
{
	uint8_t form = b->item[item].form;
	struct rule_test is = *t;

	is.mass = is.value = NULL;
	return test_item(b, &is, false, item) == VERDICT_UNDECIDED &&
	       ((t->unsettled >> form & 1) == 0 || form == FORM_MATERIAL);
}

/* Does it lack what it weighs, or what it costs? */
static bool
lacks_mass(const struct bom *b, const struct rule_test *t, uint32_t item)
{
	return t->mass != NULL && asks_mass(b, item);
}

static bool
lacks_value(const struct bom *b, const struct rule_test *t, uint32_t item)
{
	return t->value != NULL && b->item[item].value == BOM_NONE;
}

/* Records that a test of the item itself asks for. */
static enum status
record_item(struct ask_work *w, uint32_t verdict, const struct rule_test *t)
{
	const struct bom *b = w->basis->bom;
	uint32_t item = w->out->verdict[verdict].item;
	enum status st = ST_OK;

	if (item_is_open(b, t, item))
		st = ask_record(w, verdict, QUESTION_FORM, item, 0, false);
	if (st == ST_OK && lacks_mass(b, t, item))
		st = ask_record(w, verdict, QUESTION_MASS, item, 0, false);
	if (st == ST_OK && lacks_value(b, t, item))
		st = ask_record(w, verdict, QUESTION_VALUE, item, 0, false);
	return st;
}

/* What a thing that is held against a limit lacks: its own mass, its value, the
 * prices of what counts in it, how much of it goes out in a year. */
static enum status
record_place(
    struct ask_work *w, uint32_t verdict, const struct open_place *place)
{
	const struct ask_basis *b = w->basis;
	struct open_verdict *v = &w->out->verdict[verdict];
	struct ready_test t =
	    test_ready(b->judgement, VARIANT_LAW, v->rule, place->test);
	const struct booked_rule *r = &b->book->rule[v->rule];
	bool within = place->test >= r->rule->ntest + r->rule->nreading ||
		      booked_seat(r, place->test) != NULL;
	uint32_t unit = place->joint ? place->part.item : place->unit;
	enum status st = ST_OK;

	if (place->beside)
		return ST_OK;
	if ((t.test->kind == TEST_MASS_SHARE || t.test->of_item) &&
	    asks_mass(b->bom, place->unit))
		st = ask_record(
		    w, verdict, QUESTION_MASS, place->unit, 0, within);
	if (t.test->kind == TEST_ANNUAL &&
	    test_per_year(b->judgement, t.test, unit) == NULL) {
		v->per_year = true;
		st = ask_record(w, verdict,
		    t.test->shipment ? QUESTION_PER_SHIPMENT
				     : QUESTION_PER_YEAR,
		    unit, 0, place->joint);
	}
	if (!test_is_money(t.test) || st != ST_OK)
		return st;
	if (t.test->kind == TEST_VALUE_SHARE &&
	    test_item_value(b->judgement, place->unit) == BOM_NONE)
		st = ask_record(
		    w, verdict, QUESTION_VALUE, place->unit, 0, within);
	return st == ST_OK ? add_prices(w, verdict, &t, place->unit) : st;
}

/* What is asked where a limit is one of things in an item: which of them it
 * has, and how many. */
static enum status
record_things(struct ask_work *w, uint32_t verdict, const struct ask_places *p)
{
	const struct bom *b = w->basis->bom;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < p->nformless; i++)
		st = ask_record(
		    w, verdict, QUESTION_FORM, p->formless[i], 0, true);
	for (size_t i = 0; st == ST_OK && i < p->ncountless; i++)
		st = ask_record(w, verdict, QUESTION_QUANTITY,
		    b->use[p->countless[i]].child, p->countless[i],
		    w->has_articles);
	return st;
}

/*
 * ask_own_records - what the user's own records leave open of a verdict.
 *
 * Cost:	the items' lines once, where a value is asked for
 */
enum status
ask_own_records(
    struct ask_work *w, uint32_t verdict, const struct ask_places *places)
{
	const struct ask_basis *b = w->basis;
	const struct open_verdict *v = &w->out->verdict[verdict];
	const struct rule *r = b->book->rule[v->rule].rule;
	enum status st = record_things(w, verdict, places);

	for (size_t i = 0; st == ST_OK && i + 1 < r->ntest; i++)
		if (r->test[i].kind == TEST_ITEM)
			st = record_item(w, verdict, &r->test[i]);
	for (size_t i = 0; st == ST_OK && i < places->n; i++)
		st = record_place(w, verdict, &places->place[i]);
	return st;
}

bool
ask_is_record(const struct bom *b, const struct question *q)
{
	return q->kind == QUESTION_FORM || q->kind == QUESTION_VALUE ||
	       q->kind == QUESTION_PER_YEAR ||
	       q->kind == QUESTION_PER_SHIPMENT ||
	       (q->kind == QUESTION_MASS && asks_mass(b, q->item));
}

/* Is test i met, whatever the gaps hold?  The measure by all its readings, or
 * by one of its ways. */
static enum status
is_met(const struct ask_basis *b, const struct open_verdict *v, size_t i,
    bool *met, struct error *err)
{
	const struct rule *r = b->book->rule[v->rule].rule;
	size_t n = i + 1 == r->ntest && r->nreading > 0 ? r->nreading : 1;
	bool either = r->either && i + 1 == r->ntest;
	struct verdict_detail d;
	enum status st = ST_OK;

	*met = !either;
	verdict_detail_init(&d);
	for (size_t k = 0; st == ST_OK && *met != either && k < n; k++) {
		st = judgement_detail(b->judgement, VARIANT_LAW, v->rule,
		    n > 1 ? r->ntest + k : i, v->item, false, &d, err);
		*met = d.verdict == VERDICT_TRIGGERED;
	}
	verdict_detail_clear(&d);
	return st;
}

/* Does the least mass that the item can have make its content a share that
 * the rule asks for? */
static bool
meets_at_least_mass(const struct verdict_detail *d)
{
	mpq_t limit;
	int c;

	mpq_init(limit);
	mpq_mul(limit, d->limit, d->denominator.lo);
	c = mpq_cmp(d->numerator.lo, limit);
	mpq_clear(limit);
	return c > 0 || (c == 0 && mpq_sgn(d->numerator.lo) > 0 &&
			    (d->compare == COMPARE_AT_LEAST ||
				d->compare == COMPARE_BELOW) &&
			    !d->denominator.lo_open);
}

/* Are few of them clear: one piece, or however little is not counted? */
static bool
few_are_clear(const struct bom *b, const struct rule_test *t, uint32_t item,
    const struct exact *x)
{
	uint8_t dim = b->item[item].dim;

	if (dim != DIM_NONE && dim != DIM_EACH)
		return !x->hi_infinite;
	return decide_exact(x, (enum comparator)t->compare, t->limit) ==
	       VERDICT_CLEAR;
}

/* Of how much goes out in a year: few of them, and many. */
static void
judge_year(
    const struct ask_work *w, const struct open_verdict *v, struct effect *e)
{
	const struct verdict_notes *n = &w->notes[v - w->out->verdict];

	e->clear = e->must = n->n > 0;
	e->triggered = false;
	for (size_t i = n->first; i < n->first + n->n; i++) {
		const struct exact *x = &w->now[i];

		e->clear &= few_are_clear(w->basis->bom,
		    booked_test(
			&w->basis->book->rule[v->rule], w->place[i].test),
		    v->item, x);
		e->triggered |= !x->lo_infinite && mpq_sgn(x->lo) > 0;
		e->must &= exact_is_point(x);
	}
	e->must &= e->triggered && n->simple && v->exact;
	if (v->upper)
		e->triggered = e->must = false;
}

/* Where less triggers, too: against much it is little, and against little
 * much.  Between two limits only what is known exactly lies for sure. */
static void
judge_upper(
    const struct rule_test *t, const struct verdict_detail *d, struct effect *e)
{
	bool small = !d->numerator.hi_infinite, point;
	bool great = t->kind == TEST_MASS_SHARE ? meets_at_least_mass(d)
						: mpq_sgn(d->numerator.lo) > 0;

	point = exact_is_point(&d->numerator) && great;
	e->clear = test_is_upper(t) ? great : small || great;
	e->triggered = test_is_upper(t) ? small : point;
	e->must = point && t->kind != TEST_MASS_SHARE;
}

/* Of the test that the answer is for: what can it come to? */
static enum status
judge_answer(struct ask_work *w, const struct question *q,
    const struct open_verdict *v, size_t i, struct effect *e, bool *own)
{
	const struct ask_basis *b = w->basis;
	const struct rule_test *t = &b->book->rule[v->rule].rule->test[i];
	struct verdict_detail d;
	enum status st;

	*own = (q->kind == QUESTION_FORM && t->kind == TEST_ITEM) ||
	       (q->kind == QUESTION_MASS && t->kind == TEST_ITEM &&
		   lacks_mass(b->bom, t, v->item)) ||
	       (q->kind == QUESTION_VALUE && t->kind == TEST_ITEM &&
		   lacks_value(b->bom, t, v->item)) ||
	       (q->kind == QUESTION_VALUE && t->kind == TEST_VALUE_SHARE) ||
	       (q->kind == QUESTION_MASS && t->kind == TEST_MASS_SHARE) ||
	       (q->kind == (t->shipment ? QUESTION_PER_SHIPMENT
					: QUESTION_PER_YEAR) &&
		   t->kind == TEST_ANNUAL);
	if (!*own)
		return ST_OK;
	if (t->kind == TEST_ANNUAL) {
		judge_year(w, v, e);
		return ST_OK;
	}
	if (t->kind == TEST_ITEM) {
		*own = q->kind != QUESTION_FORM ||
		       item_is_open(b->bom, t, v->item);
		e->clear = e->triggered = e->must = *own;
		return ST_OK;
	}
	verdict_detail_init(&d);
	st = judgement_detail(
	    b->judgement, VARIANT_LAW, v->rule, i, v->item, false, &d, w->err);
	if (st == ST_OK && test_has_upper(t)) {
		judge_upper(t, &d, e);
	} else if (st == ST_OK) {
		/* small against much, and much against little */
		e->clear = !d.numerator.hi_infinite;
		e->triggered = t->kind == TEST_MASS_SHARE
				   ? meets_at_least_mass(&d)
				   : mpq_sgn(d.numerator.lo) > 0;
		e->must = exact_is_point(&d.numerator) && e->triggered;
	}
	verdict_detail_clear(&d);
	return st;
}

/* Of the measure: what by each reading it can come to, or by one way. */
static enum status
judge_readings(struct ask_work *w, const struct question *q,
    const struct open_verdict *v, struct effect *all, bool *own)
{
	const struct rule *r = w->basis->book->rule[v->rule].rule;
	enum status st = ST_OK;

	*own = true;
	for (size_t k = 0; st == ST_OK && *own && k < r->nreading; k++) {
		struct effect one = { .clear = false };

		st = judge_answer(w, q, v, r->ntest + k, &one, own);
		all->clear = (k == 0 || all->clear) && one.clear;
		all->triggered =
		    r->either ? all->triggered || one.triggered
			      : (k == 0 || all->triggered) && one.triggered;
	}
	all->must = false; /* one answer may leave them at odds */
	return st;
}

/*
 * ask_record_effect - what the answer to a question about the item itself can
 * make of one verdict on it.
 *
 * Out:	e     clear, triggered, must
 * Cost:	exact amounts of the item
 */
enum status
ask_record_effect(struct ask_work *w, const struct question *q,
    const struct open_verdict *v, struct effect *e)
{
	const struct rule *r = w->basis->book->rule[v->rule].rule;
	bool own, any = false, met;
	enum status st = ST_OK;

	e->clear = false;
	e->triggered = e->must = true;
	for (size_t i = 0; st == ST_OK && i < r->ntest; i++) {
		struct effect one = { .clear = false };

		st = i + 1 == r->ntest && r->nreading > 0
			 ? judge_readings(w, q, v, &one, &own)
			 : judge_answer(w, q, v, i, &one, &own);
		if (st == ST_OK && !own) {
			st = is_met(w->basis, v, i, &met, w->err);
			one.triggered = one.must = met;
		}
		any |= own;
		e->clear |= one.clear;
		e->triggered &= one.triggered;
		e->must &= one.must;
	}
	e->triggered &= any;
	e->must &= any;
	return st;
}
