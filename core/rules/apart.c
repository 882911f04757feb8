/* SPDX-License-Identifier: Apache-2.0 */
/* apart - a limit held against things in an item; see apart.h. */
#include "core/rules/apart_work.h"

static uint8_t
soften(uint8_t handed)
{
	return handed > HANDED_UNDECIDED ? HANDED_UNDECIDED : handed;
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
		if (apart_outweighs(w, &other, &p))
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
		if (apart_outweighs(w, &p, &all))
			all = p;
	}
	return all;
}

/* Of two things the one that decides. */
static struct apart_parts
joined(const struct apart_bench *w, const struct apart_parts *below,
    uint8_t handed, uint32_t item)
{
	struct apart_parts own = { handed, below->holds, item };

	if (handed == HANDED_NONE)
		return *below;
	return apart_outweighs(w, below, &own) ? *below : own;
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
 * that of the densest matter in it - and may be any smaller one, which an upper
 * limit asks about.
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
	    (unit != SURE_NO || test_is_by_mass(w->test)))
		handed = test_has_upper(w->test)
			     ? HANDED_UNDECIDED
			     : apart_own_handed(w, item, SURE_PERHAPS);
	more |= test_is_upper(w->test);
	if (below->holds != SURE_NO && more && handed < HANDED_UNDECIDED)
		handed = HANDED_UNDECIDED;
	return handed;
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
	enum status st = apart_judge_own(&w);

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
