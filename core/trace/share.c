/* SPDX-License-Identifier: Apache-2.0 */
/* share - which part of a rare earth counts; see share.h. */
#include "core/trace/share.h"

#include "core/trace/suppose.h"

#include <string.h>

#define BIT(s) (1u << (s))

uint32_t
stages_of_form(enum form f)
{
	const uint32_t ore = BIT(STAGE_MINING);
	const uint32_t conc = ore | BIT(STAGE_BENEFICIATION);
	const uint32_t oxide = conc | BIT(STAGE_SEPARATION);
	const uint32_t metal = oxide | BIT(STAGE_METAL);
	const uint32_t alloy = metal | BIT(STAGE_ALLOY);

	switch (f) {
	case FORM_ORE:
		return ore;
	case FORM_CONCENTRATE:
		return conc;
	case FORM_OXIDE:
	case FORM_SALT:
	case FORM_COMPOUND:
		return oxide;
	case FORM_METAL:
		return metal;
	case FORM_ALLOY:
	case FORM_TARGET:
		return alloy;
	case FORM_MAGNET:
		return alloy | BIT(STAGE_MAGNET);
	case FORM_PHOSPHOR:
	case FORM_CATALYST:
	case FORM_CERAMIC:
	case FORM_CRYSTAL:
	case FORM_FIBRE:
	case FORM_GLASS:
		return oxide | BIT(STAGE_COMPONENT);
	default:
		return alloy | BIT(STAGE_MAGNET) | BIT(STAGE_COMPONENT);
	}
}

/* What is known of one stage. */
struct stage_sum {
	mpq_t inside;  /* share surely from the countries */
	mpq_t outside; /* share surely from elsewhere */
	uint32_t rank; /* of the document that speaks of it */
	bool stated, absent, took_place, lots;
	bool inside_open, outside_open;
	bool of_line; /* said of the line, not of the whole item */
};

static bool
in_countries(const struct channel *ch, const char country[3])
{
	for (size_t i = 0; i < CHANNEL_COUNTRIES && ch->country[i][0] != 0; i++)
		if (strcmp(ch->country[i], country) == 0)
			return true;
	return false;
}

static void
add_origin(const struct bom *b, const struct channel *ch,
    const struct origin *o, struct stage_sum *s)
{
	mpq_t share; /* a view */

	if (o->absent) {
		s->absent = true;
		return;
	}
	s->took_place = true;
	if (o->country[0] == '\0')
		return; /* from an unknown country: stays open */
	numtab_view(&b->num, o->share.lo, share);
	if (!o->blend && mpq_cmp_ui(share, 1, 1) != 0)
		s->lots = true;
	if (in_countries(ch, o->country)) {
		mpq_add(s->inside, s->inside, share);
		s->inside_open |= o->share.lo_open;
	} else {
		mpq_add(s->outside, s->outside, share);
		s->outside_open |= o->share.lo_open;
	}
}

static bool
is_presumed(const struct bom *b, const struct origin *o)
{
	return o->standing == STANDING_PRESUMED ||
	       b->decl[o->decl].standing == STANDING_PRESUMED;
}

static void
forget(struct stage_sum *s)
{
	mpq_set_ui(s->inside, 0, 1);
	mpq_set_ui(s->outside, 0, 1);
	s->stated = s->absent = s->took_place = s->lots = false;
	s->inside_open = s->outside_open = false;
}

/*
 * Adds what o says to the stages it speaks of.  The best document on a stage
 * is heard alone; within one, what it says of the line goes before what it
 * says of the item.  The lines' origins come first.
 */
static void
note_origin(const struct bom *b, const struct channel *ch,
    const struct origin *o, bool of_line, struct stage_sum *sums)
{
	bool guess = is_presumed(b, o);
	uint32_t rank = b->decl[o->decl].rank;
	int first = o->stage, end = o->stage + 1;

	if (guess ? !ch->presumed : !o->counts)
		return;
	if (o->stage == STAGE_ALL) {
		first = 0;
		end = STAGE_RECYCLING;
	}
	if (guess)
		rank += (uint32_t)b->ndecl; /* after whoever declares */
	for (int k = first; k < end; k++) {
		struct stage_sum *s = &sums[k];

		if (s->stated &&
		    (rank > s->rank ||
			(rank == s->rank && s->of_line && !of_line)))
			continue;
		if (s->stated && rank < s->rank)
			forget(s);
		s->stated = true;
		s->rank = rank;
		s->of_line = of_line;
		add_origin(b, ch, o, s);
	}
}

/* The interval of one stage's share, from what is surely in and out. */
static void
stage_interval(
    const struct stage_sum *s, bool required, struct exact *x, mpq_ptr one)
{
	exact_zero(x);
	if (s->absent && s->took_place) {
		mpq_set(x->hi, one); /* a contradiction: not known */
		return;
	}
	if (s->absent || (!s->stated && !required))
		return;
	mpq_set(x->lo, s->inside);
	x->lo_open = s->inside_open;
	mpq_sub(x->hi, one, s->outside);
	x->hi_open = s->outside_open;
	if (mpq_sgn(x->hi) < 0)
		mpq_set_ui(x->hi, 0, 1); /* above 100 %: said elsewhere */
	if (s->lots) {
		if (mpq_cmp(x->lo, one) < 0)
			mpq_set_ui(x->lo, 0, 1);
		if (mpq_sgn(x->hi) > 0)
			mpq_set(x->hi, one);
		x->lo_open = x->hi_open = false;
	}
	if (mpq_cmp(x->lo, one) > 0)
		mpq_set(x->lo, one);
}

/* least: at each stage not more than is surely from there. */
static void
combine(const struct stage_sum *sums, uint32_t required, bool least,
    struct exact *out)
{
	struct exact x;
	mpq_t one;

	exact_init(&x);
	mpq_init(one);
	mpq_set_ui(one, 1, 1);
	exact_zero(out);
	for (int s = 0; s < STAGE_COUNT; s++) {
		stage_interval(&sums[s], (required & BIT(s)) != 0, &x, one);
		if (least)
			suppose_least(&x);
		exact_raise_lo(out, x.lo, x.lo_open);
		mpq_add(out->hi, out->hi, x.hi);
		out->hi_open |= x.hi_open;
	}
	exact_lower_hi(out, one, false);
	if (mpq_cmp(out->lo, out->hi) > 0)
		mpq_set(out->hi, out->lo);
	mpq_clear(one);
	exact_clear(&x);
}

void
share_of_line(const struct bom *b, const struct channel *ch,
    const struct content *line, int element, struct exact *out)
{
	struct stage_sum sums[STAGE_COUNT] = { 0 };
	const struct item *it = &b->item[line->item];

	if (ch->policy == POLICY_EVERY) {
		exact_zero(out);
		mpq_set_ui(out->lo, 1, 1);
		mpq_set_ui(out->hi, 1, 1);
		return;
	}
	for (int s = 0; s < STAGE_COUNT; s++)
		mpq_inits(sums[s].inside, sums[s].outside, NULL);
	for (uint32_t k = 0; k < line->norigin; k++)
		note_origin(
		    b, ch, &b->origin[line->origin_first + k], true, sums);
	for (uint32_t k = b->origin_start[line->item];
	     k < b->origin_start[line->item + 1]; k++) {
		const struct origin *o = &b->origin[b->item_origin[k]];

		if (o->elements == 0 || (o->elements >> element & 1) != 0)
			note_origin(b, ch, o, false, sums);
	}
	combine(sums, stages_of_form((enum form)it->form),
	    (supposed_of_line(b, line) & SUPPOSE_ORIGINS) != 0, out);
	for (int s = 0; s < STAGE_COUNT; s++)
		mpq_clears(sums[s].inside, sums[s].outside, NULL);
}
