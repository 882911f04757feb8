/* SPDX-License-Identifier: Apache-2.0 */
/* stages - what is known of each stage; see stages.h. */
#include "core/trace/stages.h"

#include <string.h>

uint32_t
stages_of_form(enum form f)
{
	const uint32_t ore = STAGE_BIT(STAGE_MINING);
	const uint32_t conc = ore | STAGE_BIT(STAGE_BENEFICIATION);
	const uint32_t oxide = conc | STAGE_BIT(STAGE_SEPARATION);
	const uint32_t metal = oxide | STAGE_BIT(STAGE_METAL);
	const uint32_t alloy = metal | STAGE_BIT(STAGE_ALLOY);

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
		return alloy;
	case FORM_TARGET:
		return alloy | STAGE_BIT(STAGE_COMPONENT);
	case FORM_MAGNET:
		return alloy | STAGE_BIT(STAGE_MAGNET);
	case FORM_PHOSPHOR:
	case FORM_CATALYST:
	case FORM_CERAMIC:
	case FORM_CRYSTAL:
	case FORM_FIBRE:
	case FORM_GLASS:
		return oxide | STAGE_BIT(STAGE_COMPONENT);
	default:
		return alloy | STAGE_BIT(STAGE_MAGNET) |
		       STAGE_BIT(STAGE_COMPONENT);
	}
}

void
stages_init(struct stages *s)
{
	for (int i = 0; i < STAGE_COUNT; i++)
		exact_init(&s->of[i].in);
	mpq_inits(s->inside, s->outside, s->open, NULL);
}

void
stages_clear(struct stages *s)
{
	for (int i = 0; i < STAGE_COUNT; i++)
		exact_clear(&s->of[i].in);
	mpq_clears(s->inside, s->outside, s->open, NULL);
}

/* Those of the line come first. */
static uint32_t
count_origins(const struct bom *b, const struct stages_of *of)
{
	return (of->line != NULL ? of->line->norigin : 0) +
	       b->origin_start[of->item + 1] - b->origin_start[of->item];
}

static const struct origin *
origin_at(
    const struct bom *b, const struct stages_of *of, uint32_t k, bool *of_line)
{
	uint32_t n = of->line != NULL ? of->line->norigin : 0;

	*of_line = k < n;
	if (*of_line)
		return &b->origin[of->line->origin_first + k];
	return &b->origin[b->item_origin[b->origin_start[of->item] + k - n]];
}

bool
stages_are_spoken_of(const struct bom *b, const struct stages_of *of)
{
	return b->origin_start != NULL && count_origins(b, of) > 0;
}

/* Does it speak to the channel, of this element? */
static bool
is_heard(const struct bom *b, const struct channel *ch, const struct origin *o,
    int element)
{
	if (element >= 0 && o->elements != 0 &&
	    (o->elements >> element & 1) == 0)
		return false;
	if (!origin_is_presumed(b, o))
		return o->counts || o->over;
	return ch->presumed && bom_holds(b, o->decl);
}

/*
 * The best document on each stage is heard alone; within one, what it says
 * of the line goes before what it says of the item.
 */
struct voice {
	const struct origin *best; /* or NULL */
	bool of_line;
	bool took_place; /* somebody says so, if not where */
};

/* "All" are those that goods of the form have been through. */
static bool
is_stage(const struct origin *o, int stage, uint32_t been_through)
{
	return o->stage == STAGE_ALL ? (been_through >> stage & 1) != 0
				     : o->stage == stage;
}

static uint32_t
been_through(const struct bom *b, const struct stages_of *of)
{
	return stages_of_form((enum form)b->item[of->item].form);
}

static void
choose(const struct bom *b, const struct channel *ch,
    const struct stages_of *of, struct voice voice[STAGE_COUNT])
{
	uint32_t n = count_origins(b, of), through = been_through(b, of);

	for (uint32_t k = 0; k < n; k++) {
		bool of_line;
		const struct origin *o = origin_at(b, of, k, &of_line);

		if (!is_heard(b, ch, o, of->element))
			continue;
		for (int s = 0; s < STAGE_COUNT; s++) {
			if (!is_stage(o, s, through))
				continue;
			voice[s].took_place |= !o->absent;
			if (!origin_speaks(o, ch->technology) ||
			    (voice[s].best != NULL &&
				origin_compare(o, voice[s].best) >= 0))
				continue;
			voice[s].best = o;
			voice[s].of_line = of_line;
		}
	}
}

/* What the chosen document says of one stage. */
struct sum {
	mpq_ptr inside;  /* share surely from the countries */
	mpq_ptr outside; /* share surely from elsewhere */
	mpq_ptr open;    /* share from a country that is not known */
	bool inside_open, outside_open, any_open;
	bool absent, took_place, lots;
};

static void
add_origin(const struct bom *b, const struct channel *ch, int stage,
    const struct origin *o, struct sum *s)
{
	const char *country = ch->technology ? o->technology : o->country;
	mpq_t share; /* a view */

	s->absent |= o->absent;
	s->took_place |= !o->absent;
	if (o->absent || !origin_speaks(o, ch->technology))
		return;
	numtab_view(&b->num, o->share.lo, share);
	s->any_open |= o->share.lo_open;
	if (country[0] == '\0') {
		num_add(s->open, s->open, share);
		return;
	}
	if (!o->blend && mpq_cmp_ui(share, 1, 1) != 0)
		s->lots = true;
	if (channel_has_country(ch, stage, country)) {
		num_add(s->inside, s->inside, share);
		s->inside_open |= o->share.lo_open;
	} else {
		num_add(s->outside, s->outside, share);
		s->outside_open |= o->share.lo_open;
	}
}

/* Do the shares add up to more than the whole? */
static bool
is_over(struct sum *s)
{
	int c;

	num_add(s->open, s->open, s->inside);
	num_add(s->open, s->open, s->outside);
	c = mpq_cmp_ui(s->open, 1, 1);
	return c > 0 || (c == 0 && s->any_open);
}

/* The interval of the share, from what is surely in and out. */
static void
find_interval(const struct sum *s, struct stage_share *out)
{
	struct exact *x = &out->in;

	num_set(x->lo, s->inside);
	x->lo_open = s->inside_open;
	num_set_one(x->hi);
	mpq_sub(x->hi, x->hi, s->outside);
	x->hi_open = s->outside_open;
	out->lots = s->lots;
	if (!s->lots)
		return;
	if (mpq_cmp_ui(x->lo, 1, 1) < 0)
		num_set_zero(x->lo);
	if (mpq_sgn(x->hi) > 0)
		num_set_one(x->hi);
	x->lo_open = x->hi_open = false;
}

static void
set_known(struct stage_share *out, enum stage_known known)
{
	exact_zero(&out->in);
	if (known != STAGE_NONE)
		num_set_one(out->in.hi);
	out->known = (uint8_t)known;
	out->lots = false;
}

static void
hear(const struct bom *b, const struct channel *ch, const struct stages_of *of,
    int stage, const struct voice *voice, struct stages *all)
{
	struct sum s = { .inside = all->inside,
		.outside = all->outside,
		.open = all->open };
	struct stage_share *out = &all->of[stage];
	uint32_t n = count_origins(b, of), through = been_through(b, of);

	num_set_zero(s.inside);
	num_set_zero(s.outside);
	num_set_zero(s.open);
	for (uint32_t k = 0; k < n; k++) {
		bool of_line;
		const struct origin *o = origin_at(b, of, k, &of_line);

		if (is_stage(o, stage, through) &&
		    o->decl == voice->best->decl && of_line == voice->of_line &&
		    is_heard(b, ch, o, of->element))
			add_origin(b, ch, stage, o, &s);
	}
	if (s.absent && !s.took_place) {
		set_known(out, STAGE_NONE);
	} else if (s.absent || is_over(&s)) {
		set_known(out, STAGE_CONFLICT);
	} else {
		out->known = STAGE_STATED;
		find_interval(&s, out);
	}
}

/*
 * What was never mined comes from scrap: if mining is said not to have taken
 * place, recycling did, and where is unknown until somebody says so.
 */
static bool
must_be_recycled(const struct voice voice[STAGE_COUNT],
    const struct stages *out, enum form f)
{
	return voice[STAGE_MINING].best != NULL &&
	       voice[STAGE_RECYCLING].best == NULL &&
	       out->of[STAGE_MINING].known == STAGE_NONE && f != FORM_ORE &&
	       f != FORM_CONCENTRATE;
}

/*
 * stages_find - each stage of a rare earth, as a channel sees it.
 *
 * Out:	a stage of which nobody speaks is unknown if goods of the item's
 *	form have been through it; else it took no place.  By technology: also
 *	where only its country is told, and the other way round
 * Cost: the origins of line and item, once for each stage that is stated
 */
void
stages_find(const struct bom *b, const struct channel *ch,
    const struct stages_of *of, struct stages *out)
{
	uint32_t through = been_through(b, of);
	struct voice voice[STAGE_COUNT] = { { NULL, false, false } };

	if (b->origin_start != NULL)
		choose(b, ch, of, voice);
	for (int s = 0; s < STAGE_COUNT; s++)
		if (voice[s].best != NULL)
			hear(b, ch, of, s, &voice[s], out);
		else
			set_known(&out->of[s],
			    voice[s].took_place || (through & STAGE_BIT(s)) != 0
				? STAGE_SILENT
				: STAGE_NONE);
	if (must_be_recycled(voice, out, (enum form)b->item[of->item].form))
		set_known(&out->of[STAGE_RECYCLING], STAGE_SILENT);
}
