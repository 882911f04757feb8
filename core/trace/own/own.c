/* SPDX-License-Identifier: Apache-2.0 */
/* own - what an item holds by itself, in channel units; see own.h. */
#include "core/trace/own/lines.h"
#include "core/trace/own/within.h"
#include "core/trace/own/worth.h"
#include "core/trace/reach.h"
#include "core/trace/suppose.h"
#include "core/trace/weigh.h"

void
undisclosed_weight(struct owner *o, uint32_t item, const struct channel *ch,
    uint32_t elements, struct exact *out)
{
	uint32_t mask = ch->elements & elements;

	exact_zero(out);
	if (ch->process || mask == 0 || !form_may_count(ch, &o->b->item[item]))
		return;
	if (measure_is_stated(ch->measure)) {
		/* a whole item in it, or a gram, whatever that costs; surely
		   there is no such item, or some of that gram */
		out->hi_infinite = true;
		if (suppose_asks_surely(o->b) && ch->measure == MEASURE_WORTH)
			exact_zero(out);
		else if (suppose_asks_surely(o->b))
			suppose_nearly_least(out);
		return;
	}
	if (!measure_is_by_element(ch->measure)) {
		within_gram(o, ch, mask, out->hi);
		return;
	}
	for (int e = 0; mask >> e != 0; e++) {
		if ((mask >> e & 1) == 0)
			continue;
		price_of_element(o, ch, e, &o->x);
		if (o->x.hi_infinite)
			out->hi_infinite = true;
		else if (mpq_cmp(o->x.hi, out->hi) > 0)
			num_set(out->hi, o->x.hi);
	}
}

/*
 * The content for an own mass; the lines are weighed, and the rooms for what
 * they do not speak of found.
 */
static bool
content_of_mass(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	bool over;

	exact_zero(out);
	o->loose |= !exact_is_point(&m->mass) && lines_are_mixed(o);
	if (!o->within)
		lower_end(o, ch, out);
	over = !disclosed_mass(o, m) && !ch->process;
	if (over)
		*notes |= OWN_OVERFULL;
	num_set(o->least, o->t2);
	if (o->within) {
		const struct within of = { item, SCOPE_OWN, m->complete, over };

		if (!within_ends(o, &of, ch, &m->mass, out, notes))
			return false;
	} else if (!upper_end(o, &m->mass, !ch->process, o->zero, out)) {
		return false;
	}
	if (!o->within)
		apply_groups(o, ch, out);
	if ((!o->within && add_excess(o, out)) || o->refuted)
		*notes |= OWN_CONTRADICTION;
	if (ch->measure == MEASURE_MASS && !m->mass.hi_infinite &&
	    !ch->process && !over)
		exact_lower_hi(out, m->mass.hi, m->mass.hi_open);
	/* more than there is: the lines are right, or the mass is */
	if (!measure_is_value(ch->measure) && ch->measure != MEASURE_ITEM &&
	    over)
		exact_weaken_lo(out, m->mass.hi);
	exact_reconcile(out);
	if ((*notes & (OWN_OVERFULL | OWN_CONTRADICTION)) != 0)
		exact_loosen(out);
	if (!exact_is_point(out) || mpq_sgn(out->hi) != 0) {
		out->lo_loose |= m->mass.lo_loose && mpq_sgn(out->lo) != 0;
		out->hi_loose |= m->mass.hi_loose;
	}
	apply_floor(ch, &m->mass, out, o->t1);
	return true;
}

static bool
prepare(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m)
{
	if (!weigh_lines(o, item, ch, SCOPE_OWN, &m->mass))
		return false;
	return find_rooms(o, item, ch, SCOPE_OWN, m->complete, &m->mass);
}

/* Of one gram, for a mass that is no single number, of which everything said
 * is a share: content and mass then grow together. */
static bool
content_per_gram(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	struct own_mass gram = { .complete = m->complete };
	bool ok;

	exact_init(&gram.mass);
	num_set(gram.mass.lo, o->one);
	num_set(gram.mass.hi, o->one);
	ok = prepare(o, item, ch, &gram) &&
	     content_of_mass(o, item, ch, &gram, &o->gram, notes);
	if (m->closed && m->mass.hi_infinite && o->n > 0)
		exact_loosen(&o->gram); /* do they come to all of it? */
	exact_set(out, &o->gram);
	exact_scale(out, &m->mass);
	exact_clear(&gram.mass);
	return ok;
}

/* An item that says nothing of its content: all of it may count. */
static void
silent_content(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out)
{
	o->n = 0;
	o->loose = false;
	o->per_gram = true;
	exact_zero(&o->gram);
	undisclosed_weight(o, item, ch, ALL_ELEMENTS, &o->y);
	if (!m->complete) {
		o->gram.hi_infinite = o->y.hi_infinite;
		num_set(o->gram.hi, o->y.hi);
	}
	exact_set(out, &o->gram);
	exact_scale(out, &m->mass);
}

/* Does the line say nothing in grams?  Of what is not listed it may, where
 * every element asked for is. */
static bool
says_share(const struct owner *o, const struct channel *ch,
    const struct content *c, uint32_t open)
{
	if (c->amount.is_share || c->kind == CONTENT_NOT_ADDED)
		return true;
	return c->kind == CONTENT_UNLISTED ? open == 0
					   : !line_counts(o->b, ch, c);
}

bool
own_is_shares(const struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope, bool complete)
{
	const struct bom *b = o->b;
	uint32_t open =
	    complete ? 0 : ch->elements & ~stated_elements(o, item, ch, scope);

	if (complete && o->has_beside)
		return false;
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].scope == scope &&
		    !says_share(o, ch, &b->content[k], open))
			return false;
	return true;
}

/* What an answer that is supposed leaves of the content. */
static void
suppose_content(struct owner *o, const struct channel *ch,
    const struct own_mass *m, struct exact *out)
{
	const struct suppose *s = o->b->suppose;
	/* what a thing costs is nothing that its supplier answers, nor what
	   the whole of it counts for */
	bool open = ch->measure == MEASURE_MASS || ch->measure == MEASURE_OXIDE
			? true
		    : ch->measure == MEASURE_VALUE ? s->prices == ALL_ELEMENTS
						   : s->choices;
	bool least = (o->supposed & SUPPOSE_LEAST) != 0 && open;

	if (least)
		suppose_least(out);
	if (least && o->per_gram)
		suppose_least(&o->gram);
	if ((o->supposed & SUPPOSE_MASS) != 0 && o->per_gram &&
	    m->mass.hi_infinite)
		suppose_nearly_least(out);
}

bool
own_as_supposed(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	struct channel plain = *ch;

	plain.measure = MEASURE_MASS;
	if (!own_as_stated(o, item, &plain, m, out, notes))
		return false;
	if ((o->supposed & SUPPOSE_LEAST) != 0)
		suppose_least(out);
	if ((o->supposed & SUPPOSE_LEAST) != 0 && o->per_gram)
		suppose_least(&o->gram);
	return true;
}

bool
own_as_stated(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	o->floored = ch->floor != NULL;
	o->process = ch->process;
	o->within = ch->substance != 0;
	if (o->has_beside)
		exact_zero(&o->beside);
	o->has_beside = false;
	if (!own_has_lines(o->b, item)) {
		silent_content(o, item, ch, m, out);
		apply_floor(ch, &m->mass, out, o->t1);
		return true;
	}
	if (m->complete && own_lists_total(o->b, item)) {
		own_beside_mass(o, item, &o->beside);
		o->has_beside = true;
	}
	o->per_gram = !exact_is_point(&m->mass) && !ch->process &&
		      own_is_shares(o, item, ch, SCOPE_OWN, m->complete);
	if (o->per_gram)
		return content_per_gram(o, item, ch, m, out, notes);
	if (!prepare(o, item, ch, m) ||
	    !content_of_mass(o, item, ch, m, out, notes))
		return false;
	if (o->has_beside && m->closed && m->mass.hi_infinite && o->n > 0)
		exact_loosen(out); /* shares of a mass that all of it makes */
	return true;
}

bool
own_counts_itself(const struct bom *b, const struct channel *ch, uint32_t item)
{
	if (reach_is_whole(ch, b->item[item].form))
		return true;
	if (ch->measure == MEASURE_PAID)
		return b->item[item].value != BOM_NONE;
	return ch->measure == MEASURE_ITEM &&
	       (ch->forms >> b->item[item].form & 1) != 0 &&
	       b->use_start[item] < b->use_start[item + 1];
}

/*
 * Of an item of the forms its mass, if it holds any of the elements; nothing
 * if it holds none.  What is in an item of another form may be an item of
 * the forms that nobody has listed.  An item whose parts are what it is made
 * of may be the whole of them.
 */
static bool
item_content(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	bool sure;

	if (!own_as_supposed(o, item, ch, m, out, notes))
		return false;
	o->per_gram = false;
	if (own_counts_itself(o->b, ch, item)) {
		exact_zero(out);
		if (!suppose_asks_surely(o->b))
			exact_unknown(out, false);
		return true;
	}
	if (!out->hi_infinite && mpq_sgn(out->hi) == 0)
		return true;
	sure = (ch->forms >> o->b->item[item].form & 1) != 0 &&
	       (mpq_sgn(out->lo) > 0 || out->lo_open);
	if (!sure && suppose_asks_surely(o->b) &&
	    (ch->forms >> o->b->item[item].form & 1) == 0) {
		exact_zero(out);
		return true;
	}
	if (!sure) {
		num_set_zero(out->lo);
		out->lo_open = false;
	} else if (mpq_cmp(m->mass.lo, out->lo) > 0) {
		num_set(out->lo, m->mass.lo);
		out->lo_open = m->mass.lo_open;
	}
	out->hi_infinite |= m->mass.hi_infinite;
	if (!out->hi_infinite && mpq_cmp(m->mass.hi, out->hi) >= 0) {
		num_set(out->hi, m->mass.hi);
		out->hi_open = m->mass.hi_open;
	}
	return true;
}

bool
own_content(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	bool ok;

	o->supposed = supposed_of_item(o->b, item);
	switch ((enum measure)ch->measure) {
	case MEASURE_ITEM:
		ok = item_content(o, item, ch, m, out, notes);
		break;
	case MEASURE_WORTH:
		ok = worth_of_item(o, item, ch, m, out, notes);
		break;
	case MEASURE_PAID:
		ok = worth_as_paid(o, item, ch, m, out, notes);
		break;
	default:
		ok = own_as_stated(o, item, ch, m, out, notes);
	}
	if (!ok)
		return false;
	if (o->supposed != 0)
		suppose_content(o, ch, m, out);
	return true;
}
