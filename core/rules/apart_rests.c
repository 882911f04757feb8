/* SPDX-License-Identifier: Apache-2.0 */
/* apart_rests - what a verdict by things in an item rests on; see apart.h. */
#include "core/rules/apart_work.h"

/* The cells are read alone. */
static struct docket
docket_of(const struct judgement *j, enum variant v)
{
	return (struct docket){ (struct judgement *)j, v, NULL, 0, NULL, NULL };
}

static struct apart_bench
bench_of(const struct judgement *j, const struct docket *on, size_t rule,
    size_t test)
{
	const struct booked_rule *b = &j->book->rule[rule];
	const struct seat *seat = booked_seat(b, test);

	return (struct apart_bench){ on, j->bom, b, seat, booked_test(b, test),
		rule, test, apart_seat_base(j, seat), false };
}

struct alone
apart_alone(const struct judgement *j, enum variant v, size_t rule, size_t test,
    uint32_t item, bool top)
{
	const struct docket on = docket_of(j, v);
	const struct apart_bench w = bench_of(j, &on, rule, test);
	struct apart_parts below = { HANDED_NONE, SURE_NO, BOM_NONE };
	enum sure unit = apart_unit_of(&w, item);
	struct alone a = { .plain = w.test->per != LEVEL_MATERIAL ||
				    apart_is_material(w.b, w.test, item) };
	uint8_t handed;

	if (w.test->per == LEVEL_ARTICLE) {
		below = apart_from_parts(&w, item);
		handed = apart_article_handed(&w, item, unit, &below, !top);
		a.plain = below.holds == SURE_NO;
	} else {
		if (top && w.test->per == LEVEL_PRODUCT)
			unit = SURE_YES;
		handed = apart_own_handed(&w, item, unit);
	}
	a.verdict = handed == HANDED_NONE
			? VERDICT_COUNT
			: (enum verdict)(handed - HANDED_CLEAR);
	return a;
}

size_t
apart_turns(const struct judgement *j, size_t rule, size_t test)
{
	const struct seat *s = booked_seat(&j->book->rule[rule], test);

	return s->nturn > 0 ? s->nturn : 1;
}

size_t
apart_turn(const struct judgement *j, size_t rule, size_t test, size_t k)
{
	const struct booked_rule *b = &j->book->rule[rule];

	return apart_test_of(b, booked_seat(b, test), test, (uint8_t)k);
}

/* Is what the use brings surely there, and a thing of its own? */
static bool
is_sure_use(const struct apart_bench *w, uint32_t k, uint32_t end)
{
	const struct use *u = &w->b->use[k];

	return u->qty != BOM_NONE && (u->flags & USE_OTHER) == 0 &&
	       bom_place_end(w->b, k, end) == k + 1 &&
	       !apart_may_be_mixed(w->b, w->test, u);
}

void
apart_below(const struct judgement *j, enum variant v, size_t rule, size_t test,
    bool surely, uint8_t *item, uint32_t *from)
{
	const struct docket on = docket_of(j, v);
	const struct apart_bench w = bench_of(j, &on, rule, test);

	for (size_t i = w.b->nitem; i-- > 0;) {
		uint32_t at = w.b->order[i], end = w.b->use_start[at + 1];

		if (item[at] == 0 || !apart_looks_below(&w, at))
			continue;
		for (uint32_t k = w.b->use_start[at]; k < end; k++) {
			uint32_t child = w.b->use[k].child;

			if (w.b->use[k].qty == NUM_ZERO || item[child] != 0 ||
			    (surely && !is_sure_use(&w, k, end)))
				continue;
			item[child] = 1;
			from[child] = at;
		}
	}
}

bool
apart_decider(const struct judgement *j, enum variant v, size_t rule,
    size_t test, uint32_t item, struct decider *out)
{
	const struct booked_rule *b = &j->book->rule[rule];
	const struct seat *s = booked_seat(b, test);
	const uint8_t *cell;

	if (s == NULL)
		return false;
	cell = judgement_cells(j, v, item) + apart_seat_base(j, s);
	*out = (struct decider){ .verdict = apart_verdict_of(
				     cell[apart_cell_at[SEAT_IS]]),
		.unit = apart_get_unit(cell + apart_cell_at[SEAT_UNIT]),
		.test = test };
	if (cell[apart_cell_at[SEAT_IS]] == HANDED_NONE)
		out->unit = BOM_NONE;
	if (out->unit == BOM_NONE)
		return true;
	cell = judgement_cells(j, v, out->unit) + apart_seat_base(j, s);
	out->test =
	    apart_test_of(b, s, s->test, cell[apart_cell_at[SEAT_TURN]]);
	out->mean = booked_test(b, test)->per == LEVEL_MATERIAL &&
		    !apart_is_material(j->bom, booked_test(b, test), out->unit);
	out->perhaps = cell[apart_cell_at[SEAT_OWN]] > out->verdict;
	out->loose = booked_test(b, test)->per == LEVEL_ARTICLE &&
		     cell[apart_cell_at[SEAT_OWN]] < out->verdict;
	return true;
}

/* Of an article: held by itself, or by what is in it beside articles. */
static void
look_at_article(const struct apart_bench *w, uint32_t item, bool top,
    struct apart_look *out)
{
	struct apart_parts below = apart_from_parts(w, item);
	enum sure unit = apart_unit_of(w, item);
	bool some = out->own != VERDICT_CLEAR;

	out->held = false;
	if (unit == SURE_NO && top)
		return;
	if (below.holds == SURE_NO && unit != SURE_NO) {
		out->held = some;
		out->vague = unit == SURE_PERHAPS;
		return;
	}
	if (below.holds != SURE_YES &&
	    (unit != SURE_NO || test_is_by_mass(w->test)))
		out->held = out->vague = some;
	out->loose = below.holds != SURE_NO &&
		     *apart_cell(w, item, SEAT_MORE) != VERDICT_CLEAR;
}

void
apart_look(const struct judgement *j, enum variant v, size_t rule, size_t test,
    uint32_t item, bool top, struct apart_look *out)
{
	const struct docket on = docket_of(j, v);
	const struct apart_bench w = bench_of(j, &on, rule, test);
	enum sure unit = top && w.test->per == LEVEL_PRODUCT
			     ? SURE_YES
			     : apart_unit_of(&w, item);

	*out = (struct apart_look){ .own = (enum verdict) *
					   apart_cell(&w, item, SEAT_OWN),
		.deeper = apart_looks_below(&w, item) };
	out->held = unit != SURE_NO && out->own != VERDICT_CLEAR;
	out->vague = unit == SURE_PERHAPS;
	out->mean = w.test->per == LEVEL_MATERIAL &&
		    !apart_is_material(j->bom, w.test, item);
	out->over = out->mean && out->own == VERDICT_CLEAR;
	if (w.test->per == LEVEL_ARTICLE)
		look_at_article(&w, item, top, out);
}
