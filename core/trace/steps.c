/* SPDX-License-Identifier: Apache-2.0 */
/* steps - how lines come to what an item holds; see steps.h. */
#include "core/trace/steps.h"

#include "core/chem/oxide.h"
#include "core/trace/own/lines.h"
#include "core/trace/share.h"
#include "core/trace/weigh.h"

static void
step_init(struct step *s)
{
	*s = (struct step){ .line = NULL };
	exact_init(&s->amount);
	exact_init(&s->share);
	exact_init(&s->rate);
	exact_init(&s->counts);
	mpq_init(s->fraction);
}

static void
step_clear(struct step *s)
{
	exact_clear(&s->amount);
	exact_clear(&s->share);
	exact_clear(&s->rate);
	exact_clear(&s->counts);
	mpq_clear(s->fraction);
}

/* What each of the steps is made with. */
struct maker {
	struct owner *o;
	const struct channel *ch;
	uint32_t stated; /* elements whose total some line states */
	void (*put)(void *ctx, const struct step *s);
	void *ctx;
};

/* The part of the line that is element e. */
static void
find_fraction(
    const struct maker *m, const struct content *c, int e, mpq_ptr out)
{
	mpq_t view;

	num_set_one(out);
	if (c->basis == BASIS_KIND_OXIDE)
		oxide_fraction(e, out);
	if (c->basis != BASIS_KIND_COMPOUND || c->substance == BOM_NONE)
		return;
	numtab_view(
	    &m->o->b->num, m->o->b->substance[c->substance].fraction[e], view);
	num_set(out, view);
}

static bool
is_zero(mpq_srcptr q, bool open)
{
	return mpq_sgn(q) == 0 && !open;
}

/* One element of a line. */
static void
put_element(const struct maker *m, const struct weighed *w, int e)
{
	const struct content *c = w->line;
	struct step s;

	step_init(&s);
	s.line = c;
	s.kind = STEP_ELEMENT;
	s.element = e;
	exact_set(&s.amount, &w->amount);
	find_fraction(m, c, e, s.fraction);
	share_of_line(m->o->b, m->ch, c, e, &m->o->stages, &s.share);
	price_of_element(m->o, m->ch, e, &s.rate);
	s.covered = c->basis == BASIS_KIND_COMPOUND &&
		    ((m->stated >> e & 1) != 0 || (c->won >> e & 1) == 0);
	weigh_element(m->o, m->ch, c, e); /* into o->x */
	exact_set(&s.counts, &m->o->x);
	s.other = !s.counts.hi_infinite && mpq_sgn(s.counts.hi) == 0 &&
		  (s.share.hi_infinite || mpq_sgn(s.share.hi) > 0) &&
		  (s.rate.hi_infinite || mpq_sgn(s.rate.hi) > 0);
	s.perhaps = !s.other && is_zero(s.counts.lo, s.counts.lo_open) &&
		    !is_zero(s.share.lo, s.share.lo_open) &&
		    !is_zero(s.rate.lo, s.rate.lo_open);
	mpq_mul(s.counts.lo, s.counts.lo, s.fraction);
	mpq_mul(s.counts.hi, s.counts.hi, s.fraction);
	exact_scale(&s.counts, &w->amount);
	m->put(m->ctx, &s);
	step_clear(&s);
}

/* A line on several elements, or on nobody knows what. */
static void
put_group(const struct maker *m, const struct weighed *w, enum step_kind kind)
{
	struct step s;

	step_init(&s);
	s.line = w->line;
	s.kind = kind;
	exact_set(&s.amount, &w->amount);
	num_set_one(s.fraction);
	exact_set(&s.share, &w->weight);
	num_set_one(s.rate.lo);
	num_set_one(s.rate.hi);
	exact_set(&s.counts, &w->weight);
	exact_scale(&s.counts, &w->amount);
	m->put(m->ctx, &s);
	step_clear(&s);
}

static void
put_line(const struct maker *m, const struct weighed *w)
{
	const struct content *c = w->line;
	uint32_t mask = c->elements & c->won;

	if (c->kind == CONTENT_NOT_ADDED)
		return;
	if (w->unknown) {
		put_group(m, w, STEP_UNKNOWN);
		return;
	}
	if (c->basis == BASIS_KIND_COMPOUND && c->substance != BOM_NONE)
		mask = m->o->b->substance[c->substance].elements;
	else if ((mask & (mask - 1)) != 0 && (mask & m->ch->elements) != 0) {
		put_group(m, w, STEP_GROUP);
		return;
	}
	mask &= m->ch->elements;
	for (int e = 0; mask >> e != 0; e++)
		if ((mask >> e & 1) != 0)
			put_element(m, w, e);
}

void
weigher_steps(struct weigher *w, size_t i, const struct channel *ch,
    void (*put)(void *ctx, const struct step *s), void *ctx)
{
	struct maker m = { &w->owner, ch, 0, put, ctx };

	m.stated = stated_elements(&w->owner, w->item[i], ch, SCOPE_OWN);
	for (size_t k = 0; k < w->owner.n; k++)
		put_line(&m, &w->owner.w[k]);
}

bool
weigher_per_gram(const struct weigher *w)
{
	return w->owner.per_gram;
}
