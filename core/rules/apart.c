/* SPDX-License-Identifier: Apache-2.0 */
/* apart - a limit held against things in an item; see apart.h. */
#include "core/rules/apart_work.h"

#include <math.h>

/* Forms whose parts are what they were made of, and not things in them. */
#define FORM_BIT(f) ((uint32_t)1 << FORM_##f)
static const uint32_t mixed =
    FORM_BIT(ORE) | FORM_BIT(CONCENTRATE) | FORM_BIT(OXIDE) | FORM_BIT(SALT) |
    FORM_BIT(COMPOUND) | FORM_BIT(METAL) | FORM_BIT(ALLOY) |
    FORM_BIT(PHOSPHOR) | FORM_BIT(CERAMIC) | FORM_BIT(CRYSTAL) |
    FORM_BIT(GLASS) | FORM_BIT(MATERIAL);

/* ---- every item against the limit ---- */

/* One test for all items, into the cell. */
static enum status
sit_one(
    const struct apart_bench *w, const struct ready_test *t, enum seat_cell c)
{
	struct sitting s = { .on = w->on, .cell = w->base + apart_cell_at[c] };

	s.ntest = 1;
	s.test[0] = *t;
	return sit(&s);
}

/* Is there anything of the numerator in an item beside its parts? */
static enum status
sit_own(const struct apart_bench *w, const struct ready_test *t)
{
	struct rule_test any = *t->test;
	struct test_columns columns = { .amount = { t->columns->own } };
	struct ready_test own = { &any, &columns, t->variant, 0, 0 };
	enum status st;

	any.kind = TEST_PRESENCE;
	any.compare = COMPARE_ABOVE;
	mpq_init(any.limit);
	st = sit_one(w, &own, SEAT_MORE);
	mpq_clear(any.limit);
	return st;
}

static bool
has_parts(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++)
		if (b->use[k].qty != NUM_ZERO)
			return true;
	return false;
}

bool
apart_is_material(const struct bom *b, const struct rule_test *t, uint32_t item)
{
	uint8_t form = b->item[item].form;

	return (t->units >> form & 1) != 0 &&
	       ((mixed >> form & 1) != 0 || !has_parts(b, item));
}

/*
 * What the limit makes of an item.  Of one that is put together of several
 * materials only the mean is known: where that is beyond the limit one of the
 * materials is, for none is beyond the greatest of them; and where nothing is
 * in it, nothing is in any.
 */
static uint8_t
own_verdict(
    const struct apart_bench *w, const struct ready_test *t, uint32_t item)
{
	const struct evidence *e = &w->on->j->evidence;
	uint8_t v = *apart_cell(w, item, SEAT_WORK);

	if (w->surely && v == VERDICT_UNDECIDED && e->can_meet(e->ctx, t, item))
		v = VERDICT_TRIGGERED;
	if (w->test->per != LEVEL_MATERIAL || v == VERDICT_TRIGGERED ||
	    apart_is_material(w->b, w->test, item))
		return v;
	return *apart_cell(w, item, SEAT_MORE) == VERDICT_CLEAR
		   ? VERDICT_CLEAR
		   : VERDICT_UNDECIDED;
}

/* ---- which of several decides ---- */

size_t
apart_test_of(const struct booked_rule *rule, const struct seat *s, size_t test,
    uint8_t turn)
{
	if (s->nturn == 0)
		return test;
	return rule->rule->ntest + rule->rule->nreading + s->first + turn;
}

/* How much of the limit the item is, for the order alone. */
static double
weight_by(const struct apart_bench *w, uint32_t item, uint8_t turn, bool least)
{
	const struct judgement *j = w->on->j;
	struct ready_test t = test_ready(j, w->on->v, w->rule_at,
	    apart_test_of(w->rule, w->seat, w->test_at, turn));
	uint32_t value = test_item_value(j, item);
	struct bounds x, in = { .lo = 1, .hi = 1 };
	double over, under;

	j->evidence.bounds(
	    j->evidence.ctx, test_amount_column(j, &t, item), item, &x);
	if (t.test->kind == TEST_MASS_SHARE)
		j->evidence.bounds(j->evidence.ctx, COLUMN_MASS, item, &in);
	else if (t.test->kind == TEST_VALUE_SHARE && value != BOM_NONE)
		in.lo = in.hi = j->bom->num.num[value].lo;
	over = least ? x.lo : x.hi;
	under = least ? in.hi : in.lo;
	if (over <= 0)
		return 0;
	return isfinite(under) && under > 0 ? over / under
	       : isfinite(under)            ? INFINITY
					    : 0;
}

static double
weight_of(const struct apart_bench *w, uint32_t item, bool least)
{
	return weight_by(w, item, *apart_cell(w, item, SEAT_TURN), least);
}

/* ---- every element ---- */

/* The worst of the elements so far, and of equals the one nearer to the limit,
 * or further beyond it. */
static void
take_turn(const struct apart_bench *w, const struct ready_test *t, uint8_t turn)
{
	for (size_t i = 0; i < w->on->n; i++) {
		uint32_t item = docket_item(w->on, i);
		uint8_t v = own_verdict(w, t, item);
		uint8_t *own = apart_cell(w, item, SEAT_OWN);
		bool least = v == VERDICT_TRIGGERED;

		if (turn > 0 &&
		    (v < *own ||
			(v == *own && weight_by(w, item, turn, least) <=
					  weight_of(w, item, least))))
			continue;
		*own = v;
		*apart_cell(w, item, SEAT_TURN) = turn;
	}
}

/* All elements, each alone: the item is what the worst of them makes it. */
static enum status
judge_own(const struct apart_bench *w)
{
	size_t nturn = w->seat->nturn, n = nturn > 0 ? nturn : 1;
	size_t first =
	    w->rule->rule->ntest + w->rule->rule->nreading + w->seat->first;
	enum status st = ST_OK;

	for (size_t k = 0; st == ST_OK && k < n; k++) {
		struct ready_test t = test_ready(w->on->j, w->on->v, w->rule_at,
		    nturn > 0 ? first + k : w->test_at);

		st = sit_one(w, &t, SEAT_WORK);
		if (st == ST_OK && w->test->per == LEVEL_MATERIAL)
			st = sit_own(w, &t);
		if (st == ST_OK)
			take_turn(w, &t, (uint8_t)k);
	}
	if (st == ST_OK && w->test->per == LEVEL_ARTICLE) {
		struct ready_test all =
		    test_ready(w->on->j, w->on->v, w->rule_at, w->test_at);

		st = sit_own(w, &all);
	}
	return st;
}

/* Of two that hand up the same the one nearer to the limit, or further beyond
 * it; of equals the first. */
static bool
outweighs(const struct apart_bench *w, const struct apart_parts *a,
    const struct apart_parts *b)
{
	bool least = a->handed == HANDED_TRIGGERED;

	if (a->handed != b->handed)
		return a->handed > b->handed;
	if (a->unit == BOM_NONE || a->unit == b->unit)
		return false;
	return b->unit == BOM_NONE ||
	       weight_of(w, a->unit, least) > weight_of(w, b->unit, least);
}

/* ---- up the uses ---- */

static uint8_t
soften(uint8_t handed)
{
	return handed > HANDED_UNDECIDED ? HANDED_UNDECIDED : handed;
}

bool
apart_may_be_mixed(
    const struct bom *b, const struct rule_test *t, const struct use *u)
{
	return t->per == LEVEL_MATERIAL &&
	       b->item[u->parent].form == FORM_UNKNOWN &&
	       (mixed >> b->item[u->child].form & 1) != 0;
}

static struct apart_parts
from_use(const struct apart_bench *w, const struct use *u)
{
	struct apart_parts p = { HANDED_NONE, SURE_NO, BOM_NONE };

	if (u->qty == NUM_ZERO)
		return p;
	p.handed = *apart_cell(w, u->child, SEAT_UP);
	p.holds = *apart_cell(w, u->child, SEAT_HOLDS);
	p.unit = apart_get_unit(apart_cell(w, u->child, SEAT_UNIT_UP));
	if (apart_may_be_mixed(w->b, w->test, u))
		p.handed = soften(p.handed);
	if (w->surely || u->qty != BOM_NONE)
		return p; /* then a quantity not told is asked for */
	p.handed = soften(p.handed);
	if (p.holds == SURE_YES)
		p.holds = SURE_PERHAPS;
	return p;
}

/* One of several alternatives is there: what is true of each of them is. */
static struct apart_parts
from_place(const struct apart_bench *w, uint32_t k, uint32_t end)
{
	struct apart_parts p = from_use(w, &w->b->use[k]);
	uint8_t least = p.handed, few = p.holds;

	while (++k < end) {
		struct apart_parts other = from_use(w, &w->b->use[k]);

		least = other.handed < least ? other.handed : least;
		few = other.holds < few ? other.holds : few;
		if (other.holds > p.holds)
			p.holds = other.holds;
		other.holds = p.holds;
		if (outweighs(w, &other, &p))
			p = other;
	}
	if (least != HANDED_TRIGGERED)
		p.handed = soften(p.handed);
	if (few != SURE_YES && p.holds == SURE_YES)
		p.holds = SURE_PERHAPS;
	return p;
}

struct apart_parts
apart_from_parts(const struct apart_bench *w, uint32_t item)
{
	struct apart_parts all = { HANDED_NONE, SURE_NO, BOM_NONE };
	uint32_t end = w->b->use_start[item + 1];

	for (uint32_t k = w->b->use_start[item], next; k < end; k = next) {
		struct apart_parts p;

		next = bom_place_end(w->b, k, end);
		p = from_place(w, k, next);
		if (p.holds > all.holds)
			all.holds = p.holds;
		p.holds = all.holds;
		if (outweighs(w, &p, &all))
			all = p;
	}
	return all;
}

/* Is an item of that form at the level? */
static enum sure
is_unit(const struct rule_test *t, uint8_t form)
{
	if (form == FORM_UNKNOWN || (t->unsure >> form & 1) != 0)
		return SURE_PERHAPS;
	return (t->units >> form & 1) != 0 ? SURE_YES : SURE_NO;
}

/* Of two things the one that decides. */
static struct apart_parts
joined(const struct apart_bench *w, const struct apart_parts *below,
    uint8_t handed, uint32_t item)
{
	struct apart_parts own = { handed, below->holds, item };

	if (handed == HANDED_NONE)
		return *below;
	return outweighs(w, below, &own) ? *below : own;
}

uint8_t
apart_own_handed(const struct apart_bench *w, uint32_t item, enum sure unit)
{
	uint8_t own = (uint8_t)(*apart_cell(w, item, SEAT_OWN) + HANDED_CLEAR);

	return unit == SURE_YES       ? own
	       : unit == SURE_PERHAPS ? soften(own)
				      : HANDED_NONE;
}

/*
 * Once an article, always an article: of what is put together of several each
 * is one, and the whole is none.  What is in the whole beside these is of one
 * of them, or of an article that is not listed: no limit is known for it.  A
 * material that was built in is part of some article, too; its share is at most
 * that of the densest matter in it.
 */
uint8_t
apart_article_handed(const struct apart_bench *w, uint32_t item, enum sure unit,
    const struct apart_parts *below, bool up)
{
	bool more = *apart_cell(w, item, SEAT_MORE) != VERDICT_CLEAR;
	uint8_t handed = HANDED_NONE;

	if (unit == SURE_NO && !up)
		return handed;
	if (below->holds == SURE_NO && unit != SURE_NO)
		return apart_own_handed(w, item, unit);
	if (below->holds != SURE_YES &&
	    (unit != SURE_NO || w->test->kind == TEST_MASS_SHARE))
		handed = apart_own_handed(w, item, SURE_PERHAPS);
	if (below->holds != SURE_NO && more && handed < HANDED_UNDECIDED)
		handed = HANDED_UNDECIDED;
	return handed;
}

bool
apart_looks_below(const struct apart_bench *w, uint32_t item)
{
	return w->test->per != LEVEL_ITEM &&
	       (w->test->per != LEVEL_MATERIAL ||
		   !apart_is_material(w->b, w->test, item));
}

enum sure
apart_unit_of(const struct apart_bench *w, uint32_t item)
{
	const struct item *i = &w->b->item[item];

	if (w->test->per == LEVEL_ITEM || w->test->per == LEVEL_MATERIAL)
		return SURE_YES;
	return (i->flags & ITEM_PHANTOM) != 0 ? SURE_NO
					      : is_unit(w->test, i->form);
}

static void
judge_up(const struct apart_bench *w, uint32_t item)
{
	struct apart_parts below = { HANDED_NONE, SURE_NO, BOM_NONE }, is, up;
	enum sure unit = apart_unit_of(w, item);

	if (apart_looks_below(w, item))
		below = apart_from_parts(w, item);
	if (w->test->per == LEVEL_ARTICLE) {
		is = joined(w, &below,
		    apart_article_handed(w, item, unit, &below, false), item);
		up = joined(w, &below,
		    apart_article_handed(w, item, unit, &below, true), item);
		up.holds = unit > below.holds ? (uint8_t)unit : below.holds;
	} else {
		up = joined(w, &below, apart_own_handed(w, item, unit), item);
		/* the item that is judged is what is delivered: a product */
		if (w->test->per == LEVEL_PRODUCT)
			unit = SURE_YES;
		is = joined(w, &below, apart_own_handed(w, item, unit), item);
	}
	*apart_cell(w, item, SEAT_UP) = up.handed;
	*apart_cell(w, item, SEAT_HOLDS) = up.holds;
	*apart_cell(w, item, SEAT_IS) = is.handed;
	memcpy(apart_cell(w, item, SEAT_UNIT), &is.unit, sizeof(is.unit));
	memcpy(apart_cell(w, item, SEAT_UNIT_UP), &up.unit, sizeof(up.unit));
}

/*
 * apart_judge - things in an item, or single elements, against the limit.
 *
 * Cost: the tests of all items, once for each element; then a pass over the
 * uses
 */
enum status
apart_judge(const struct docket *on, size_t rule, size_t test, size_t cell)
{
	const struct booked_rule *b = &on->j->book->rule[rule];
	const struct seat *seat = booked_seat(b, test);
	const struct apart_bench w = { on, on->j->bom, b, seat,
		booked_test(b, test), rule, test, apart_seat_base(on->j, seat),
		on->j->evidence.can_meet != NULL };
	enum status st = judge_own(&w);

	for (size_t i = 0; st == ST_OK && i < on->n; i++) {
		/* what is in an item before the item */
		uint32_t item =
		    on->item != NULL ? on->item[i] : on->j->bom->order[i];
		uint8_t *out = judgement_cells(on->j, on->v, item) + cell;
		enum verdict v;

		judge_up(&w, item);
		v = apart_verdict_of(*apart_cell(&w, item, SEAT_IS));
		if (v < *out)
			*out = (uint8_t)v;
	}
	return st;
}
