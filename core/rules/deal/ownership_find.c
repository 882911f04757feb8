/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ownership_find - what those on the lists hold of one party.
 *
 * Each reading is looked for twice: with those that are surely on a list and
 * the least that they hold, and with those that may be and the most.  The
 * first says yes, the second unknown; neither, and the answer is no.
 */
#include "core/rules/deal/ownership_own.h"

#include <stdlib.h>
#include <string.h>

#define NO_STAKE UINT32_MAX

/* What one question about one party needs. */
struct search {
	struct ownership *o;
	const struct ownership_question *q;
	uint32_t party;
	struct owned *out;
	size_t candidates;
};

/* Marks the party and all that hold it, at any remove. */
static void
mark_above(struct ownership *o, uint32_t party)
{
	const struct transaction *t = o->t;
	bool more = true;

	memset(o->above, 0, t->nparty);
	o->above[party] = 1;
	while (more) {
		more = false;
		for (size_t i = t->nstake; i-- > 0;)
			if (o->above[t->stake[i].held] &&
			    !o->above[t->stake[i].owner]) {
				o->above[t->stake[i].owner] = 1;
				more = true;
			}
	}
}

static enum reply
listed(const struct search *s, uint32_t p)
{
	return ownership_listed(&s->o->t->party[p], s->q->list, s->q->nlist);
}

/* Could it be the holder that is looked for?  Never the party itself. */
static bool
is_candidate(const struct search *s, uint32_t p, bool sure)
{
	enum reply a = listed(s, p);

	return p != s->party && s->o->above[p] &&
	       (a == REPLY_YES || (!sure && a == REPLY_UNKNOWN));
}

/* The answer of two searches: surely, and perhaps. */
static void
conclude(struct search *s, enum ownership_reading r, bool surely, bool perhaps)
{
	uint8_t *a = &s->out->reading[r];

	if (surely)
		*a = REPLY_YES;
	else if (perhaps && *a == REPLY_NO)
		*a = REPLY_UNKNOWN;
}

/* What the holders and all that they have in hand hold of p: does it do? */
static bool
is_controlled(const struct search *s, uint32_t p, bool sure)
{
	const struct ownership *o = s->o;
	uint8_t others = o->t->party[p].others;
	struct share_end with = { .open = false }, without = { .open = false };
	bool yes;

	mpq_inits(with.at, without.at, NULL);
	mpq_set_ui(without.at, 1, 1);
	for (uint32_t k = o->start[p]; k < o->start[p + 1]; k++) {
		uint32_t i = o->by_held[k];
		bool in = o->reached[o->t->stake[i].owner] != 0;
		struct share_end *to = in ? &with : &without;
		const struct share_end *e = in == sure ? &o->lo[i] : &o->hi[i];

		if (in)
			mpq_add(to->at, to->at, e->at);
		else
			mpq_sub(to->at, to->at, e->at);
		to->open |= e->open;
	}
	if (sure)
		yes = share_surely(&with, s->q) ||
		      (others == OTHERS_NONE && share_surely(&without, s->q));
	else
		yes = share_perhaps(&without, s->q) &&
		      (others == OTHERS_UNKNOWN || share_perhaps(&with, s->q));
	mpq_clears(with.at, without.at, NULL);
	return yes;
}

/* All that the marked holders have in hand, until nothing is added. */
static bool
control_reaches(struct search *s, bool sure)
{
	struct ownership *o = s->o;
	bool more = true;

	memcpy(o->reached, o->holder, o->t->nparty);
	while (more) {
		more = false;
		for (size_t i = 0; i < o->t->nparty; i++) {
			uint32_t p = o->order[i];

			if (o->above[p] && !o->reached[p] &&
			    is_controlled(s, p, sure)) {
				o->reached[p] = 1;
				more = true;
			}
		}
	}
	return o->reached[s->party] != 0;
}

/* Is there a chain of stakes, each of them enough? */
static bool
chain_reaches(struct search *s, bool sure)
{
	struct ownership *o = s->o;
	bool more = true;

	memcpy(o->reached, o->holder, o->t->nparty);
	for (uint32_t p = 0; !sure && p < o->t->nparty; p++)
		if (o->t->party[p].others == OTHERS_UNKNOWN &&
		    share_perhaps(&o->rest[p], s->q))
			o->reached[p] = 1;
	while (more) {
		more = false;
		for (uint32_t i = 0; i < o->t->nstake; i++) {
			const struct stake *k = &o->t->stake[i];

			if (!o->reached[k->owner] || o->reached[k->held] ||
			    !(sure ? share_surely(&o->lo[i], s->q)
				   : share_perhaps(&o->hi[i], s->q)))
				continue;
			o->reached[k->held] = 1;
			more = true;
		}
	}
	return o->reached[s->party] != 0;
}

/* Of shares, the greatest one stands. */
static void
take_greatest(mpq_t to, bool *open, const struct share_end *x)
{
	int c = mpq_cmp(x->at, to);

	if (c > 0 || (c == 0 && *open && !x->open)) {
		mpq_set(to, x->at);
		*open = x->open;
	}
}

/* The holders that are marked, by control and by product. */
static enum status
look(struct search *s, bool sure, struct error *err)
{
	struct share_end x = { .open = false };
	bool reaches = control_reaches(s, sure);
	enum status st;

	conclude(s, OWNED_BY_CONTROL, sure && reaches, reaches);
	mpq_init(x.at);
	st = ownership_share(s->o, s->party, !sure, s->candidates, &x, err);
	if (st == ST_OK) {
		bool meets =
		    sure ? share_surely(&x, s->q) : share_perhaps(&x, s->q);

		conclude(s, OWNED_BY_PRODUCT, sure && meets, meets);
		if (sure)
			take_greatest(s->out->lo, &s->out->lo_open, &x);
		else
			take_greatest(s->out->hi, &s->out->hi_open, &x);
	}
	mpq_clear(x.at);
	return st;
}

/* One holder after another, or all of them as one. */
static enum status
look_at_holders(struct search *s, bool sure, struct error *err)
{
	struct ownership *o = s->o;
	size_t n = o->t->nparty;

	memset(o->holder, 0, n);
	if (!sure && look(s, false, err) != ST_OK) /* somebody not named */
		return err->code;
	for (uint32_t p = 0; p < n; p++) {
		if (!is_candidate(s, p, sure))
			continue;
		if (!s->q->together)
			memset(o->holder, 0, n);
		o->holder[p] = 1;
		if (!s->q->together && look(s, sure, err) != ST_OK)
			return err->code;
	}
	return s->q->together ? look(s, sure, err) : ST_OK;
}

static void
mark_candidates(const struct search *s, bool sure)
{
	for (uint32_t p = 0; p < s->o->t->nparty; p++)
		s->o->holder[p] = is_candidate(s, p, sure);
}

/* May the way go by this stake?  By a chain only where it makes one. */
static bool
may_go(const struct search *s, uint32_t i, bool sure)
{
	const struct share_end *e = sure ? &s->o->lo[i] : &s->o->hi[i];

	if (mpq_sgn(e->at) == 0)
		return false;
	return !sure || s->out->reading[OWNED_BY_CHAIN] != REPLY_YES ||
	       share_surely(e, s->q);
}

/* The heaviest product of stakes from a holder to each party. */
static void
weigh_ways(struct search *s, bool sure)
{
	struct ownership *o = s->o;
	bool more = true;
	mpq_t w;

	mpq_init(w);
	for (uint32_t p = 0; p < o->t->nparty; p++) {
		mpq_set_ui(o->best[p].at, o->holder[p], 1);
		o->through[p] = NO_STAKE;
	}
	while (more) {
		more = false;
		for (uint32_t i = 0; i < o->t->nstake; i++) {
			const struct stake *k = &o->t->stake[i];

			if (o->holder[k->held] || !may_go(s, i, sure))
				continue;
			mpq_mul(w, o->best[k->owner].at,
			    sure ? o->lo[i].at : o->hi[i].at);
			if (mpq_cmp(w, o->best[k->held].at) <= 0)
				continue;
			mpq_set(o->best[k->held].at, w);
			o->through[k->held] = i;
			more = true;
		}
	}
	mpq_clear(w);
}

static enum status
find_way(struct search *s, struct error *err)
{
	struct ownership *o = s->o;
	struct owned *out = s->out;
	size_t n = 0;
	uint32_t p;

	for (int sure = 1; sure >= 0 && n == 0; sure--) {
		mark_candidates(s, sure);
		weigh_ways(s, sure);
		out->way_is_sure = sure;
		if (mpq_sgn(o->best[s->party].at) > 0)
			for (n = 1, p = s->party; !o->holder[p]; n++)
				p = o->t->stake[o->through[p]].owner;
	}
	free(out->way);
	out->way = NULL;
	out->nway = 0;
	if (n == 0)
		return ST_OK;
	out->way = malloc(n * sizeof(*out->way));
	if (out->way == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	out->nway = n;
	for (p = s->party; n-- > 0;) {
		out->way[n] =
		    (struct owned_step){ p, n > 0 ? o->through[p] : NO_STAKE };
		if (n > 0)
			p = o->t->stake[o->through[p]].owner;
	}
	return ST_OK;
}

/*
 * ownership_find - what those on the lists hold of a party.
 *
 * In:	out  initialised
 * Err:	ST_NOMEM
 * Cost: O(parties * stakes); of rings O(stakes) for each of a limited number
 *	of rounds and holders
 */
enum status
ownership_find(struct ownership *o, const struct ownership_question *q,
    uint32_t party, struct owned *out, struct error *err)
{
	struct search s = { o, q, party, out, 0 };

	mark_above(o, party);
	for (uint32_t p = 0; p < o->t->nparty; p++)
		s.candidates += is_candidate(&s, p, false);
	memset(out->reading, REPLY_NO, sizeof(out->reading));
	mpq_set_ui(out->lo, 0, 1);
	mpq_set_ui(out->hi, 0, 1);
	out->lo_open = out->hi_open = false;
	out->cycle = false;
	for (size_t i = o->nplain; i < o->t->nparty; i++)
		out->cycle |= o->above[o->order[i]] != 0;
	for (int sure = 0; sure < 2; sure++) {
		bool reaches;

		mark_candidates(&s, sure);
		reaches = chain_reaches(&s, sure);
		conclude(&s, OWNED_BY_CHAIN, sure && reaches, reaches);
		if (look_at_holders(&s, sure, err) != ST_OK)
			return err->code;
	}
	return find_way(&s, err);
}
