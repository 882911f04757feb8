/* SPDX-License-Identifier: Apache-2.0 */
/* boundary - on which days an answer can change; see boundary.h. */
#include "core/rules/boundary.h"

#include <stdlib.h>

const char *
event_name(enum event_kind k)
{
	static const char *const names[EVENT_COUNT] = { "rule-begins",
		"suspended", "last-day-unclear", "suspension-over",
		"rule-ended", "law-not-read", "document-begins",
		"document-expired", "use-begins", "use-ended", "price", "rate",
		"assumption-expired", "policy-expired" };

	return names[k];
}

struct finder {
	struct boundaries *out;
	const struct boundary_basis *basis;
	bool bad; /* memory is out */
};

/* Day on which something is otherwise than on the day before. */
static void
add(struct finder *x, date_day day, enum event_kind kind, size_t index,
    size_t suspension)
{
	const struct boundary_basis *b = x->basis;
	struct boundaries *out = x->out;
	struct event *list;

	if (day == DATE_NONE || x->bad ||
	    (b->from != DATE_NONE && day <= b->from) ||
	    (b->until != DATE_NONE && day > b->until))
		return;
	list =
	    array_grow(out->event, &out->cap, out->nevent + 1, sizeof(*list));
	if (list == NULL) {
		x->bad = true;
		return;
	}
	out->event = list;
	list[out->nevent++] = (struct event){ .day = day,
		.kind = (uint8_t)kind,
		.index = (uint32_t)index,
		.suspension = (uint32_t)suspension };
}

static void
add_suspension(struct finder *x, size_t rule, size_t which)
{
	const struct suspension *s =
	    &x->basis->book->rule[rule].rule->suspension[which];

	add(x, s->from, EVENT_SUSPENDED, rule, which);
	if (s->last_day == LAST_DAY_UNCLEAR)
		add(x, s->until, EVENT_LAST_DAY, rule, which);
	add(x, s->last_day == LAST_DAY_NO ? s->until : date_next(s->until),
	    EVENT_RESUMED, rule, which);
}

static void
add_law(struct finder *x)
{
	const struct rulebook *book = x->basis->book;

	for (size_t r = 0; r < book->nrule; r++) {
		const struct rule *rule = book->rule[r].rule;

		if (r == 0 || book->rule[r - 1].pack != book->rule[r].pack)
			add(x, date_next(book->rule[r].pack->read_until),
			    EVENT_NOT_READ, r, 0);
		if (rule->hypothetical)
			continue;
		add(x, rule->from, EVENT_RULE_BEGINS, r, 0);
		add(x, date_next(rule->until), EVENT_RULE_ENDED, r, 0);
		for (size_t i = 0; i < rule->nsuspension; i++)
			add_suspension(x, r, i);
	}
}

/* Documents that say something; the word of a file itself counts. */
static bool
mark_speakers(const struct bom *b, uint8_t **out)
{
	uint8_t *speaks = calloc(b->ndecl + 1, 1);

	*out = speaks;
	if (speaks == NULL)
		return false;
	for (size_t i = 0; i < b->ncontent; i++)
		speaks[b->content[i].decl] = 1;
	for (size_t i = 0; i < b->norigin; i++)
		speaks[b->origin[i].decl] = 1;
	for (size_t i = 0; i < b->nfile; i++)
		if (b->file[i].decl != BOM_NONE)
			speaks[b->file[i].decl] = 1;
	return true;
}

static void
add_product(struct finder *x)
{
	const struct bom *b = x->basis->bom;
	const struct assumptions *a = x->basis->assumptions;
	const struct policy *p = x->basis->book->policy;
	uint8_t *speaks;

	if (!mark_speakers(b, &speaks)) {
		x->bad = true;
		return;
	}
	for (size_t i = 0; i < b->ndecl; i++) {
		if (!speaks[i])
			continue;
		add(x, b->decl[i].date, EVENT_DOCUMENT_BEGINS, i, 0);
		add(x, date_next(b->decl[i].until), EVENT_DOCUMENT_EXPIRED, i,
		    0);
	}
	free(speaks);
	for (size_t i = 1; i < b->nnote; i++) {
		add(x, b->note[i].from, EVENT_USE_BEGINS, i, 0);
		add(x, date_next(b->note[i].until), EVENT_USE_ENDED, i, 0);
	}
	for (size_t i = 0; a != NULL && i < a->n; i++)
		add(x, date_next(a->entry[i].until), EVENT_ASSUMPTION_EXPIRED,
		    i, 0);
	for (size_t i = 0; p != NULL && i < p->n; i++)
		add(x, date_next(p->entry[i].until), EVENT_POLICY_EXPIRED, i,
		    0);
}

/* Does some rule ask what that rare earth costs in that currency? */
static bool
is_asked_for(
    const struct rulebook *book, const struct bom *b, const struct price *p)
{
	for (size_t i = 0; i < book->plan.nchannel; i++) {
		const struct channel *c = &book->plan.channel[i];

		if (c->measure == MEASURE_VALUE &&
		    (c->currency == p->currency || b->nrate > 0) &&
		    (c->elements >> p->element & 1) != 0)
			return true;
	}
	return false;
}

static void
add_prices(struct finder *x)
{
	const struct bom *b = x->basis->bom;

	for (size_t i = 0; i < b->nprice; i++)
		if (b->price[i].conversion == 0 &&
		    is_asked_for(x->basis->book, b, &b->price[i]))
			add(x, b->price[i].date, EVENT_PRICE, i, 0);
	for (size_t i = 0; i < b->nrate; i++)
		add(x, b->rate[i].date, EVENT_RATE, i, 0);
}

static int
compare_events(const void *pa, const void *pb)
{
	const struct event *a = pa, *b = pb;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->index != b->index)
		return a->index < b->index ? -1 : 1;
	return a->suspension < b->suspension ? -1
					     : a->suspension > b->suspension;
}

/* The next period, whose first day has n events from `first` on. */
static void
begin_period(struct finder *x, size_t first, size_t n)
{
	const struct boundary_basis *b = x->basis;
	struct boundaries *out = x->out;
	struct period *p = &out->period[out->nperiod];
	bool product = out->nperiod == 0;

	*p = (struct period){ .from = b->from, .event = first, .nevent = n };
	if (n > 0) {
		p->from = out->event[first].day;
		p[-1].until = date_before(p->from);
	}
	for (size_t i = first; i < first + n; i++)
		product |= out->event[i].kind >= EVENT_PRODUCT;
	out->nproduct += product;
	p->product = out->nproduct - 1;
	p->until = b->until;
	out->nperiod++;
}

static bool
make_periods(struct finder *x)
{
	const struct days *days = x->basis->days;
	struct boundaries *out = x->out;

	out->period = calloc(out->nevent + 1, sizeof(*out->period));
	if (out->period == NULL)
		return false;
	begin_period(x, 0, 0);
	for (size_t i = 0, k; i < out->nevent; i = k) {
		for (k = i;
		     k < out->nevent && out->event[k].day == out->event[i].day;)
			k++;
		begin_period(x, i, k - i);
	}
	for (size_t i = 0; i < out->nperiod; i++) {
		struct period *p = &out->period[i];

		p->day = p->from != DATE_NONE    ? p->from
			 : p->until != DATE_NONE ? p->until
						 : days->as_of;
		p->law = x->basis->law_stands ? days->law : p->day;
	}
	return true;
}

/*
 * boundaries_find - all events within the days asked for, and the periods.
 *
 * Cost:	n log n in what begins or ends
 */
enum status
boundaries_find(struct boundaries *out, const struct boundary_basis *basis,
    struct error *err)
{
	struct finder x = { .out = out, .basis = basis };

	*out = (struct boundaries){ 0 };
	if (!basis->law_stands)
		add_law(&x);
	if (!basis->bom_stands)
		add_product(&x);
	if (!basis->price_stands)
		add_prices(&x);
	if (out->nevent > 0)
		qsort(out->event, out->nevent, sizeof(*out->event),
		    compare_events);
	if (!x.bad && make_periods(&x))
		return ST_OK;
	boundaries_free(out);
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

void
boundaries_free(struct boundaries *b)
{
	free(b->event);
	free(b->period);
	*b = (struct boundaries){ 0 };
}

size_t
boundaries_period(const struct boundaries *b, date_day day)
{
	for (size_t i = 0; i < b->nperiod; i++)
		if (b->period[i].from <= day &&
		    (b->period[i].until == DATE_NONE ||
			day <= b->period[i].until))
			return i;
	return b->nperiod;
}
