/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sitting - some tests held against many items; see sitting.h.
 *
 * Doubles decide almost every item; the few whose amounts lie within their
 * error bound of the limit are collected per test and decided exactly in one
 * call.
 */
#include "core/rules/sitting.h"

#include "core/base/arena.h"
#include "core/rules/among.h"
#include "core/rules/year.h"

#include <stdlib.h>

static uint8_t *
sitting_cell(const struct sitting *s, uint32_t item)
{
	return judgement_cells(s->on->j, s->on->v, item) + s->cell;
}

static bool
pend(struct pending *p, uint32_t item)
{
	uint32_t *more = array_grow(p->item, &p->cap, p->n + 1, sizeof(*more));

	if (more == NULL)
		return false;
	p->item = more;
	p->item[p->n++] = item;
	return true;
}

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/*
 * The conjunction in doubles.  Tests that are left open count as triggered
 * until they are settled, which can only lower the verdict.
 */
static enum status
judge_item(struct sitting *s, uint32_t item)
{
	enum verdict all = VERDICT_TRIGGERED, v;
	uint64_t open = 0; /* bit per test */

	for (size_t i = 0; i < s->ntest; i++) {
		v = test_decide(s->on->j, &s->test[i], item);
		if (v == VERDICT_CLEAR) {
			*sitting_cell(s, item) = VERDICT_CLEAR;
			return ST_OK;
		}
		if (v == VERDICT_COUNT)
			open |= (uint64_t)1 << i;
		else if (v < all)
			all = v;
	}
	*sitting_cell(s, item) = (uint8_t)all;
	for (size_t i = 0; i < s->ntest; i++)
		if (open >> i & 1 && !pend(&s->pending[i], item))
			return no_memory(s->on->err);
	return ST_OK;
}

static void
lower(struct sitting *s, uint32_t item, enum verdict v)
{
	uint8_t *cell = sitting_cell(s, item);

	if (v < *cell)
		*cell = (uint8_t)v;
}

static enum status
ask_each(const struct sitting *s, size_t column, const struct pending *p,
    trace_visit visit, void *to)
{
	const struct evidence *e = &s->on->j->evidence;

	if (p->n == 0)
		return ST_OK;
	return e->each(e->ctx, column, p->item, p->n, visit, to, s->on->err);
}

/* The pending items of one test that share a column. */
struct settling {
	struct sitting *s;
	const struct ready_test *t;
	struct pending zero;    /* their margin is zero */
	struct pending nothing; /* and their content may be nothing */
	/* Of an upper limit: by what they are if there is anything in them. */
	struct pending naught[VERDICT_TRIGGERED];
	enum verdict is;
};

static enum status
visit_margin(void *to, uint32_t item, const struct exact *x)
{
	struct settling *w = to;
	bool ask;
	enum verdict v = test_exact(w->s->on->j, w->t, item, x, &ask);

	if (ask && comparator_is_upper(w->t->compare))
		return pend(&w->naught[v], item) ? ST_OK
						 : no_memory(w->s->on->err);
	lower(w->s, item, v);
	return ask && !pend(&w->zero, item) ? no_memory(w->s->on->err) : ST_OK;
}

/* Of the items whose margin is zero those that hold nothing are clear... */
static enum status
visit_amount(void *to, uint32_t item, const struct exact *x)
{
	struct settling *w = to;

	lower(w->s, item, test_of_amount(x));
	return test_may_be_nothing(x) && !pend(&w->nothing, item)
		   ? no_memory(w->s->on->err)
		   : ST_OK;
}

/* ... and those that may be nothing at all undecided. */
static enum status
visit_mass(void *to, uint32_t item, const struct exact *x)
{
	struct settling *w = to;

	if (test_may_be_nothing(x))
		lower(w->s, item, VERDICT_UNDECIDED);
	return ST_OK;
}

/* An upper limit is met where there is surely nothing. */
static enum status
visit_naught(void *to, uint32_t item, const struct exact *x)
{
	struct settling *w = to;

	if (test_of_amount(x) != VERDICT_CLEAR)
		lower(w->s, item, w->is);
	return ST_OK;
}

static enum status
settle_column(struct sitting *s, const struct ready_test *t, size_t column,
    const struct pending *p)
{
	struct settling w = { .s = s, .t = t };
	enum status st = ask_each(s, column, p, visit_margin, &w);

	if (st == ST_OK)
		st = ask_each(
		    s, t->columns->amount[0], &w.zero, visit_amount, &w);
	if (st == ST_OK)
		st = ask_each(s, COLUMN_MASS, &w.nothing, visit_mass, &w);
	for (int v = 0; v < VERDICT_TRIGGERED; v++) {
		w.is = (enum verdict)v;
		if (st == ST_OK)
			st = ask_each(s, t->columns->amount[0], &w.naught[v],
			    visit_naught, &w);
		free(w.naught[v].item);
	}
	free(w.zero.item);
	free(w.nothing.item);
	return st;
}

/* Of what goes out together the sum decides, which is found once. */
struct going_out {
	struct sitting *s;
	const struct ready_test *t;
	struct exact total;
};

static enum status
visit_together(void *to, uint32_t item, const struct exact *x)
{
	struct going_out *w = to;
	bool ask;

	lower(w->s, item,
	    year_is_together(w->t, item)
		? year_exact(w->t, &w->total, x)
		: test_exact(w->s->on->j, w->t, item, x, &ask));
	return ST_OK;
}

static enum status
settle_together(
    struct sitting *s, const struct ready_test *t, const struct pending *p)
{
	struct going_out w = { .s = s, .t = t };
	enum status st = ST_OK;

	if (p->n == 0)
		return ST_OK;
	exact_init(&w.total);
	st = year_total(s->on->j, t, &w.total, s->on->err);
	if (st == ST_OK)
		st = ask_each(s, t->columns->amount[0], p, visit_together, &w);
	exact_clear(&w.total);
	return st;
}

/* Items of which two columns are asked for at once. */
#define TOGETHER ((size_t)4096)

/* Of a share among others two columns decide together. */
static enum status
settle_some(struct sitting *s, const struct ready_test *t, const uint32_t *item,
    size_t n, struct exact *part, struct exact *rest)
{
	const struct evidence *e = &s->on->j->evidence;
	enum status st =
	    e->exact(e->ctx, t->columns->amount[0], item, n, part, s->on->err);

	if (st == ST_OK)
		st = e->exact(
		    e->ctx, t->columns->rest, item, n, rest, s->on->err);
	for (size_t i = 0; st == ST_OK && i < n; i++)
		lower(s, item[i], among_exact(t, &part[i], &rest[i]));
	return st;
}

static enum status
settle_among(
    struct sitting *s, const struct ready_test *t, const struct pending *p)
{
	size_t room = p->n < TOGETHER ? p->n : TOGETHER;
	struct exact *x = calloc(2 * room + 1, sizeof(*x));
	enum status st = ST_OK;

	if (x == NULL)
		return no_memory(s->on->err);
	for (size_t i = 0; i < 2 * room; i++)
		exact_init(&x[i]);
	for (size_t i = 0; st == ST_OK && i < p->n; i += room)
		st = settle_some(s, t, &p->item[i],
		    p->n - i < room ? p->n - i : room, x, x + room);
	for (size_t i = 0; i < 2 * room; i++)
		exact_clear(&x[i]);
	free(x);
	return st;
}

/* All but a value share have one column; that has one for each currency. */
static enum status
settle_test(
    struct sitting *s, const struct ready_test *t, const struct pending *p)
{
	struct pending same = { 0 };
	enum status st = ST_OK;

	if (t->test->kind == TEST_AMONG)
		return settle_among(s, t, p);
	if (t->test->together)
		return settle_together(s, t, p);
	if (t->test->kind != TEST_VALUE_SHARE)
		return p->n == 0 ? ST_OK
				 : settle_column(s, t,
				       test_column(s->on->j, t, p->item[0]), p);
	for (size_t k = 0; st == ST_OK && k < s->on->j->book->ncurrency; k++) {
		same.n = 0;
		for (size_t i = 0; st == ST_OK && i < p->n; i++)
			if (test_column(s->on->j, t, p->item[i]) ==
				t->columns->amount[k] &&
			    !pend(&same, p->item[i]))
				st = no_memory(s->on->err);
		if (st == ST_OK)
			st = settle_column(s, t, t->columns->amount[k], &same);
	}
	free(same.item);
	return st;
}

static void
set_gap(struct sitting *s, uint32_t item, enum gap g)
{
	*sitting_cell(s, item) =
	    (uint8_t)(VERDICT_UNDECIDED | (unsigned)g << 4);
}

static enum gap
gap_without_content(const struct judgement *j, uint32_t item)
{
	return j->evidence.suspect(j->evidence.ctx, item) ? GAP_SUSPECT
							  : GAP_SILENT;
}

static enum status
class_item(struct sitting *s, uint32_t item)
{
	const struct evidence *e = &s->on->j->evidence;
	struct bounds x;

	if (*sitting_cell(s, item) != VERDICT_UNDECIDED)
		return ST_OK;
	e->bounds(e->ctx, s->measure->every, item, &x);
	switch (decide_bounds(&x, COMPARE_ABOVE, 0, 0)) {
	case VERDICT_TRIGGERED:
		set_gap(s, item, GAP_ORIGIN);
		break;
	case VERDICT_COUNT:
		if (!pend(&s->origin, item))
			return no_memory(s->on->err);
		break;
	default:
		set_gap(s, item, gap_without_content(s->on->j, item));
	}
	return ST_OK;
}

static enum status
visit_content(void *to, uint32_t item, const struct exact *x)
{
	struct sitting *s = to;
	bool some = !x->lo_infinite &&
		    (mpq_sgn(x->lo) > 0 || (mpq_sgn(x->lo) == 0 && x->lo_open));

	set_gap(
	    s, item, some ? GAP_ORIGIN : gap_without_content(s->on->j, item));
	return ST_OK;
}

uint32_t
docket_item(const struct docket *d, size_t i)
{
	return d->item != NULL ? d->item[i] : (uint32_t)i;
}

/* Is there something that only exact numbers can tell, and that somebody
 * will ask of all items at once? */
static bool
is_left(const struct sitting *s)
{
	bool left = s->origin.n > 0;

	for (size_t i = 0; i < s->ntest; i++)
		left |= s->pending[i].n > 0;
	left = left && s->on->left != NULL;
	if (left)
		*s->on->left = true;
	return left;
}

void
sitting_take(struct sitting *s, const struct ready_test *t)
{
	s->test[s->ntest++] = *t;
	if (test_ready_to(t, &s->test[s->ntest]))
		s->ntest++;
}

enum status
sit(struct sitting *s)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < s->on->n; i++)
		st = judge_item(s, docket_item(s->on, i));
	for (size_t i = 0; st == ST_OK && !is_left(s) && i < s->ntest; i++)
		st = settle_test(s, &s->test[i], &s->pending[i]);
	for (size_t i = 0; i < s->ntest; i++)
		free(s->pending[i].item);
	return st;
}

enum status
sit_class(struct sitting *s)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < s->on->n; i++)
		st = class_item(s, docket_item(s->on, i));
	if (st == ST_OK && !is_left(s))
		st = ask_each(
		    s, s->measure->every, &s->origin, visit_content, s);
	free(s->origin.item);
	return st;
}
