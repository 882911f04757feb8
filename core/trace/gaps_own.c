/* SPDX-License-Identifier: Apache-2.0 */
/* gaps_own - what one item leaves open by itself; see gaps_own.h. */
#include "core/trace/gaps_own.h"

#include "core/base/arena.h"
#include "core/trace/roll/state.h"
#include "core/trace/weigh.h"

#include <math.h>
#include <stdlib.h>

/* Far below an atom: what suppose.h puts next to nothing. */
#define NOTHING 1e-40

unsigned
answer_least(enum answer a)
{
	static const unsigned bits[ANSWER_COUNT] = {
		[ANSWER_ORIGIN] = SUPPOSE_ORIGINS | SUPPOSE_TOTALS,
		[ANSWER_AMOUNT] = SUPPOSE_AMOUNTS | SUPPOSE_TOTALS,
		[ANSWER_MASS] = SUPPOSE_MASS,
		[ANSWER_CONTENT] = SUPPOSE_OWN | SUPPOSE_TOTALS,
	};

	return bits[a];
}

unsigned
answer_alone(enum answer a)
{
	static const unsigned bits[ANSWER_COUNT] = {
		[ANSWER_ORIGIN] =
		    SUPPOSE_COMPLETE | SUPPOSE_AMOUNTS | SUPPOSE_GUISES,
		[ANSWER_AMOUNT] =
		    SUPPOSE_COMPLETE | SUPPOSE_ORIGINS | SUPPOSE_GUISES,
		[ANSWER_MASS] = SUPPOSE_COMPLETE | SUPPOSE_AMOUNTS |
				SUPPOSE_ORIGINS | SUPPOSE_GUISES,
		[ANSWER_CONTENT] = 0,
	};

	return bits[a] | SUPPOSE_TELLS;
}

bool
gap_weigher_init(struct gap_weigher *w, const struct trace *t)
{
	*w = (struct gap_weigher){ .t = t, .what_if = *t->b };
	w->bits = calloc(t->b->nitem + 1, 1);
	w->suppose = (struct suppose){ .item = w->bits, .rests = true };
	w->what_if.suppose = &w->suppose;
	exact_init(&w->x);
	exact_init(&w->mass.mass);
	return owner_init(&w->owner, &w->what_if) && w->bits != NULL;
}

void
gap_weigher_clear(struct gap_weigher *w)
{
	owner_clear(&w->owner);
	exact_clear(&w->x);
	exact_clear(&w->mass.mass);
	free(w->bits);
}

/* Of an item that says nothing of its content: all of it may count. */
static void
weigh_silent(
    const struct trace *t, size_t channel, uint32_t item, struct opening *o)
{
	double weight =
	    t->of_channel[channel] == 255 ? 0 : t->gap_weight[channel];

	if (weight > 0 && trace_own_open(t, item) > 0 &&
	    form_may_count(&t->plan.channel[channel], &t->b->item[item]))
		o->hi = weight * trace_own_open(t, item);
}

/* Its own mass, as the roll-up knew it. */
static void
set_mass(struct gap_weigher *w, uint32_t item)
{
	const struct trace *t = w->t;
	bool children = trace_has_children(t->b, item);
	struct exact *mass = &w->mass.mass;

	w->mass.positive = !children;
	w->mass.closed = false;
	if (!trace_stated_mass(t->b, item, mass)) {
		exact_unknown(mass, !children);
	} else if (children) {
		exact_zero(mass);
		mass->hi_infinite = !isfinite(trace_own_open(t, item));
		if (!mass->hi_infinite)
			mpq_set_d(mass->hi, trace_own_open(t, item));
	}
}

/* The ends of the own content when `bits` are supposed of the item. */
static bool
content_when(struct gap_weigher *w, size_t channel, uint32_t item,
    unsigned bits, bool alone, double *lo, double *hi)
{
	unsigned notes = 0;
	bool ok;

	w->bits[item] = (uint8_t)bits;
	/* how much is there for sure: at the least that it can cost */
	w->suppose.prices = alone ? ALL_ELEMENTS : 0;
	w->suppose.choices = alone;
	w->mass.complete = own_is_complete(&w->what_if, item);
	ok = own_content(&w->owner, item, &w->t->plan.channel[channel],
	    &w->mass, &w->x, &notes);
	w->bits[item] = 0;
	if (lo != NULL)
		*lo = mpq_get_d(w->x.lo);
	*hi = w->x.hi_infinite ? INFINITY : mpq_get_d(w->x.hi);
	return ok;
}

bool
gaps_lacks_mass(const struct bom *b, uint32_t item)
{
	bool share = false;

	if (b->item[item].has_mass || trace_has_children(b, item))
		return false;
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		if (c->counts && c->kind == CONTENT_AMOUNT &&
		    !c->amount.is_share)
			return false;
		share |= c->counts && c->amount.is_share;
	}
	return share;
}

/* What an exact statement of its total could bring about, at most. */
static void
note_totals(const struct gap_weigher *w, size_t channel, uint32_t item,
    struct opening *o, struct answered *a)
{
	const struct trace *t = w->t;
	const struct bom *b = t->b;
	struct bounds x;

	if (!trace_has_children(b, item) || !trace_has_totals(b, item))
		return;
	trace_bounds(t, COLUMN_CHANNEL(channel), item, &x);
	if (!(x.hi > x.lo))
		return;
	for (int k = ANSWER_ORIGIN; k <= ANSWER_CONTENT; k++) {
		if (k == ANSWER_MASS ||
		    (k == ANSWER_ORIGIN &&
			t->plan.channel[channel].policy == POLICY_EVERY))
			continue;
		a->can |= (uint8_t)(1u << k);
		a->least[k] = fmin(
		    a->least[k], isfinite(o->hi) ? o->hi - (x.hi - x.lo) : 0);
		a->most[k] = fmax(a->most[k], o->lo + (x.hi - x.lo));
	}
}

static bool
weigh_lines_of(struct gap_weigher *w, size_t channel, uint32_t item,
    struct opening *o, struct answered *a)
{
	if (!content_when(w, channel, item, 0, false, &o->lo, &o->hi))
		return false;
	for (int k = 0; k < ANSWER_COUNT; k++) {
		enum answer answer = (enum answer)k;

		a->least[k] = o->hi;
		a->most[k] = o->lo;
		if (answer == ANSWER_MASS && !gaps_lacks_mass(w->t->b, item))
			continue;
		if (!content_when(w, channel, item, answer_least(answer), false,
			NULL, &a->least[k]) ||
		    !content_when(w, channel, item, answer_alone(answer), true,
			NULL, &a->most[k]))
			return false;
		if (a->least[k] < o->hi || a->most[k] > o->lo + NOTHING)
			a->can |= (uint8_t)(1u << k);
	}
	note_totals(w, channel, item, o, a);
	return true;
}

bool
gap_weigh(struct gap_weigher *w, size_t channel, uint32_t item,
    struct opening *o, struct gaps *out)
{
	struct answered *more;

	*o = (struct opening){ .item = item, .detail = BOM_NONE };
	if (!own_has_lines(w->t->b, item) &&
	    !own_counts_itself(w->t->b, &w->t->plan.channel[channel], item)) {
		weigh_silent(w->t, channel, item, o);
		return true;
	}
	more = array_grow(
	    out->detail, &out->detail_cap, out->ndetail + 1, sizeof(*more));
	if (more == NULL)
		return false;
	out->detail = more;
	o->detail = (uint32_t)out->ndetail++;
	more[o->detail] = (struct answered){ .can = 0 };
	set_mass(w, item);
	return weigh_lines_of(w, channel, item, o, &more[o->detail]);
}
