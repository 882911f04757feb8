/* SPDX-License-Identifier: Apache-2.0 */
/* reason - why an item got its verdict; see reason.h. */
#include "core/report/reason.h"

#include "core/rules/screen.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* [uses] Of products smaller than this a thread takes longer than it saves. */
#define USES_WORTH_THREADS 10000
/* [parts] So far ahead memory is asked for what comes next. */
#define AHEAD 8

/* Where the numerator of the measure stands in the trace; of a value share it
 * depends on the currency. */
static size_t
numerator_column(
    const struct checked *c, size_t rule, const struct verdict_detail *d)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct test_columns *t;

	if (b->test[VARIANT_LAW] == NULL || d->test == NULL ||
	    d->test->kind == TEST_ITEM || d->unit == BOM_NONE)
		return COLUMN_NONE;
	t = &b->test[VARIANT_LAW][d->at];
	if (d->test->kind != TEST_VALUE_SHARE)
		return t->amount[0];
	for (size_t k = 0; k < c->book->ncurrency; k++)
		if (c->book->currency[k] == d->currency && d->currency != 0)
			return t->amount[k];
	return t->every;
}

static enum gap
gap_of(const struct checked *c, const struct reason *r, uint32_t item)
{
	const struct materials *of = r->detail.test->of;

	return screen_gap(c->bom, of != NULL ? of->elements : ALL_ELEMENTS,
	    r->detail.test->process, item);
}

const char *
part_gap_name(const struct part *p)
{
	return p->gap == PART_CHOICE ? "choice" : gap_name((enum gap)p->gap);
}

/* Heaviest first, then in the order of the explanation. */
static int
by_weight(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->lo > y->lo || x->lo < y->lo)
		return x->lo > y->lo ? -1 : 1;
	if (x->hi > y->hi || x->hi < y->hi)
		return x->hi > y->hi ? -1 : 1;
	return x->share < y->share ? -1 : x->share > y->share;
}

/* The most telling kind first, then the widest gap. */
static int
by_gap(const void *a, const void *b)
{
	const struct part *x = a, *y = b;
	double dx = x->hi - x->lo, dy = y->hi - y->lo;

	if (x->gap != y->gap)
		return x->gap < y->gap ? -1 : 1;
	if (dx > dy || dx < dy)
		return dx > dy ? -1 : 1;
	return x->share < y->share ? -1 : x->share > y->share;
}

void
reason_amount(const struct reason *r, const struct part *p, struct exact *out)
{
	share_brings(&r->parts.share[p->share], out);
}

typedef int compare_parts(const void *, const void *);

/* Lets the part at i sink to where no later one is below it: a heap with the
 * last on top. */
static void
sink(struct part *heap, size_t n, size_t i, compare_parts *compare)
{
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		struct part x = heap[i];

		if (child + 1 < n &&
		    compare(&heap[child + 1], &heap[child]) > 0)
			child++;
		if (compare(&x, &heap[child]) >= 0)
			break;
		heap[i] = heap[child];
		heap[child] = x;
	}
}

/* Brings the first `most` to the front, in order; the others come behind in
 * any, for of a large product they are nearly all and are not told. */
static void
first_to_front(struct part *list, size_t n, size_t most, compare_parts *compare)
{
	if (most < n)
		for (size_t i = most / 2; i-- > 0;)
			sink(list, most, i, compare);
	for (size_t i = most; i < n; i++)
		if (compare(&list[i], &list[0]) < 0) {
			struct part x = list[i];

			list[i] = list[0];
			list[0] = x;
			sink(list, most, 0, compare);
		}
	qsort(list, most < n ? most : n, sizeof(*list), compare);
}

/* Sorts what the explanation found into givers and gaps, the first `most` of
 * each in order. */
static enum status
sort_parts(
    struct reason *r, const struct checked *c, size_t most, struct error *err)
{
	size_t n = r->parts.n;

	r->giver = calloc(n + 1, sizeof(*r->giver));
	r->open = calloc(n + 1, sizeof(*r->open));
	if (r->giver == NULL || r->open == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < n; i++) {
		const struct share *s = &r->parts.share[i];
		struct part p = { .share = (uint32_t)i, .gap = PART_SURE };

		/* items lie anywhere: gap_of() would wait for each */
		if (i + AHEAD < n)
			screen_prefetch(c->bom, s[AHEAD].item);

		p.lo = s->own_lo * s->least;
		p.hi = s->own_hi > 0 && !s->quantity_known
			   ? INFINITY
			   : s->own_hi * s->about;
		if (s->gives)
			r->giver[r->ngiver++] = p;
		if (!s->gap && !s->choice && s->quantity_known)
			continue;
		p.gap =
		    s->choice ? PART_CHOICE : (uint8_t)gap_of(c, r, s->item);
		r->gaps[p.gap]++;
		r->open[r->nopen++] = p;
	}
	first_to_front(r->giver, r->ngiver, most, by_weight);
	first_to_front(r->open, r->nopen, most, by_gap);
	return ST_OK;
}

/* Ways that are found beside the exact numbers of their parts. */
struct way_finder {
	struct reason *r;
	const struct checked *c;
	const uint32_t *chosen;
	size_t n;
	struct error err;
	pthread_t thread;
	bool started;
};

static void *
find_ways(void *arg)
{
	struct way_finder *f = arg;

	ways_find(&f->r->ways, f->c->bom, &f->r->parts, f->chosen, f->n,
	    f->c->ways, &f->err);
	return NULL;
}

/* Where all parts are shown most are of one way, which is told with them:
 * whoever wants the others finds them later. */
static void
begin_ways(struct way_finder *f, size_t most)
{
	if (f->c->ways == 0 || most == SIZE_MAX ||
	    f->c->bom->nuse < USES_WORTH_THREADS)
		return;
	f->started = pthread_create(&f->thread, NULL, find_ways, f) == 0;
}

/* Exact numbers for the parts that will be shown: the first `most`. */
static enum status
sharpen_parts(
    struct reason *r, const struct checked *c, size_t most, struct error *err)
{
	size_t ngiver = r->ngiver < most ? r->ngiver : most;
	size_t nopen = r->nopen < most ? r->nopen : most, n = 0;
	uint32_t *chosen = malloc((ngiver + nopen + 1) * sizeof(*chosen));
	struct way_finder ways = { .r = r, .c = c, .chosen = chosen };
	enum status st;

	if (chosen == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < ngiver; i++)
		chosen[n++] = r->giver[i].share;
	for (size_t i = 0; i < nopen; i++)
		chosen[n++] = r->open[i].share;
	ways.n = n;
	begin_ways(&ways, most);
	st = explain_exactly(c->trace, &r->parts, chosen, n, err);
	if (ways.started)
		pthread_join(ways.thread, NULL);
	if (st == ST_OK && ways.err.code != ST_OK) {
		*err = ways.err;
		st = err->code;
	}
	free(chosen);
	return st;
}

/* The parts of a large product are found beside its exact amounts: either takes
 * a good part of a second. */
struct beside {
	const struct trace *t;
	size_t column;
	uint32_t item;
	struct explanation parts;
	struct error err;
	pthread_t thread;
	bool started;
};

static void *
find_parts(void *arg)
{
	struct beside *b = arg;

	explain_about(b->t, b->column, b->item, &b->parts, &b->err);
	return NULL;
}

/* If it is known already of what, and is worth it. */
static void
begin_beside(
    struct beside *b, const struct checked *c, size_t rule, uint32_t item)
{
	const struct rule *r = c->book->rule[rule].rule;
	const struct verdict_detail d = { .test = &r->test[r->ntest - 1],
		.at = r->ntest - 1 };

	*b = (struct beside){ .t = c->trace, .item = item };
	if (c->bom->nuse < USES_WORTH_THREADS ||
	    d.test->kind == TEST_VALUE_SHARE || r->either || rule_is_apart(r))
		return;
	b->column = numerator_column(c, rule, &d);
	b->started = b->column != COLUMN_NONE &&
		     pthread_create(&b->thread, NULL, find_parts, b) == 0;
}

/* The same in the end, or now. */
static enum status
end_beside(struct beside *b, struct reason *r, struct error *err)
{
	if (!b->started)
		return explain_about(b->t, r->column, r->about, &r->parts, err);
	if (b->err.code != ST_OK)
		*err = b->err;
	return err->code;
}

/* r knows item, rule and test. */
static enum status
find(struct reason *r, const struct checked *c, bool closely, size_t most,
    struct error *err)
{
	struct beside beside = { .started = false };
	enum status st;

	r->column = COLUMN_NONE;
	verdict_detail_init(&r->detail);
	if (most > 0)
		begin_beside(&beside, c, r->rule, r->item);
	st = judgement_detail(c->judgement, VARIANT_LAW, r->rule, r->test,
	    r->item, closely, &r->detail, err);
	if (beside.started) {
		pthread_join(beside.thread, NULL);
		r->parts = beside.parts;
	}
	r->about = r->detail.unit;
	if (st != ST_OK || most == 0)
		return st;
	r->column = numerator_column(c, r->rule, &r->detail);
	if (r->column == COLUMN_NONE)
		return ST_OK;
	if (end_beside(&beside, r, err) != ST_OK ||
	    sort_parts(r, c, most, err) != ST_OK)
		return err->code;
	return sharpen_parts(r, c, most, err);
}

/*
 * reason_find - collect what a report says about one item and rule.
 *
 * Out:	r, to be freed with reason_free() also on failure
 * Cost:	exact arithmetic for the item; if deep O(uses below it)
 */
enum status
reason_find(struct reason *r, const struct checked *c, size_t rule,
    uint32_t item, bool closely, size_t most, struct error *err)
{
	*r = (struct reason){ .item = item,
		.rule = rule,
		.test =
		    judgement_measure(c->judgement, VARIANT_LAW, rule, item),
		.verdict =
		    judgement_verdict(c->judgement, VARIANT_LAW, rule, item) };
	return find(r, c, closely, most, err);
}

enum status
reason_of_reading(struct reason *r, const struct checked *c, size_t rule,
    size_t k, uint32_t item, bool closely, size_t most, struct error *err)
{
	*r = (struct reason){ .item = item,
		.rule = rule,
		.test = c->book->rule[rule].rule->ntest + k,
		.verdict = judgement_reading(
		    c->judgement, VARIANT_LAW, rule, k, item) };
	return find(r, c, closely, most, err);
}

void
reason_free(struct reason *r)
{
	verdict_detail_clear(&r->detail);
	ways_free(&r->ways);
	explanation_free(&r->parts);
	free(r->giver);
	free(r->open);
}

struct measure_of
reason_numerator(const struct reason *r, const struct checked *c)
{
	struct measure_of m = { .kind = AMOUNT_MASS };

	if (test_is_money(r->detail.test) && r->detail.currency != 0) {
		m.kind = AMOUNT_VALUE;
		m.currency = bom_text_get(c->bom, r->detail.currency);
	}
	return m;
}

struct measure_of
reason_measure(const struct reason *r, const struct checked *c)
{
	struct measure_of m = reason_numerator(r, c);

	if (test_is_by_mass(r->detail.test) ||
	    r->detail.test->kind == TEST_VALUE_SHARE)
		m = (struct measure_of){ .kind = AMOUNT_SHARE };
	m.limit = r->detail.limit;
	return m;
}

const struct exact *
reason_bounds(const struct reason *r)
{
	return r->detail.has_denominator ? &r->detail.share
					 : &r->detail.numerator;
}
