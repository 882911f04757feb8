/* SPDX-License-Identifier: Apache-2.0 */
/* ownership - who holds whom, as a table; see ownership.h. */
#include "core/rules/deal/ownership.h"

#include "core/rules/deal/ownership_own.h"

#include <stdlib.h>

const char *
ownership_reading_name(enum ownership_reading r)
{
	static const char *const names[OWNED_READINGS] = { "chain", "control",
		"product" };

	return names[r];
}

bool
share_surely(const struct share_end *lo, const struct ownership_question *q)
{
	int c = mpq_cmp(lo->at, q->limit);

	return c > 0 || (c == 0 && (!q->above || lo->open));
}

bool
share_perhaps(const struct share_end *hi, const struct ownership_question *q)
{
	int c = mpq_cmp(hi->at, q->limit);

	return c > 0 || (c == 0 && !q->above && !hi->open);
}

enum reply
ownership_listed(const struct party *p, const struct str *list, size_t nlist)
{
	enum reply a = REPLY_NO;

	for (size_t i = 0; i < nlist; i++) {
		if (list_names_hold(&p->on, list[i]))
			return REPLY_YES;
		if (!list_names_hold(&p->not_on, list[i]))
			a = REPLY_UNKNOWN;
	}
	return a;
}

static struct share_end *
take_ends(struct ownership *o, size_t n)
{
	struct share_end *list = TAKE(&o->mem, struct share_end, n + 1);

	for (size_t i = 0; list != NULL && i < n; i++)
		mpq_init(list[i].at);
	return list;
}

static void
clear_ends(struct share_end *list, size_t n)
{
	for (size_t i = 0; list != NULL && i < n; i++)
		mpq_clear(list[i].at);
}

static void
sort_by_held(struct ownership *o)
{
	const struct transaction *t = o->t;

	for (size_t i = 0; i < t->nstake; i++)
		o->start[t->stake[i].held + 1]++;
	for (size_t i = 0; i < t->nparty; i++)
		o->start[i + 1] += o->start[i];
	/* through[] counts what is laid already */
	for (uint32_t i = 0; i < t->nstake; i++) {
		uint32_t held = t->stake[i].held;

		o->by_held[o->start[held] + o->through[held]++] = i;
	}
}

/* Owners first; what is left over is held in a ring. */
static void
sort_owners_first(struct ownership *o)
{
	const struct transaction *t = o->t;
	uint8_t *done = o->reached;
	bool more = true;

	while (more) {
		more = false;
		for (uint32_t p = 0; p < t->nparty; p++) {
			bool ready = !done[p];

			for (uint32_t k = o->start[p];
			     ready && k < o->start[p + 1]; k++)
				ready = done[t->stake[o->by_held[k]].owner];
			if (!ready)
				continue;
			done[p] = 1;
			o->order[o->nplain++] = p;
			more = true;
		}
	}
	for (uint32_t p = 0, n = (uint32_t)o->nplain; p < t->nparty; p++)
		if (!done[p])
			o->order[n++] = p;
}

/* 1 minus what the others have at least, or at most, where that is nearer. */
static void
draw_in(struct ownership *o, uint32_t party, uint32_t s, bool most)
{
	const struct transaction *t = o->t;
	struct share_end left = { .open = false };
	struct share_end *mine = most ? &o->hi[s] : &o->lo[s];
	int c;

	mpq_init(left.at);
	mpq_set_ui(left.at, 1, 1);
	for (uint32_t k = o->start[party]; k < o->start[party + 1]; k++) {
		const struct stake *other = &t->stake[o->by_held[k]];
		const struct share_end *e = most ? &other->lo : &other->hi;

		if (o->by_held[k] == s)
			continue;
		mpq_sub(left.at, left.at, e->at);
		left.open |= e->open;
	}
	c = mpq_cmp(left.at, mine->at);
	if ((most ? c < 0 : c > 0) || (c == 0 && left.open)) {
		mpq_set(mine->at, left.at);
		mine->open = left.open;
	}
	mpq_clear(left.at);
}

static void
take_shares(struct ownership *o)
{
	const struct transaction *t = o->t;

	for (uint32_t s = 0; s < t->nstake; s++) {
		mpq_set(o->lo[s].at, t->stake[s].lo.at);
		o->lo[s].open = t->stake[s].lo.open;
		mpq_set(o->hi[s].at, t->stake[s].hi.at);
		o->hi[s].open = t->stake[s].hi.open;
		draw_in(o, t->stake[s].held, s, true);
		if (t->party[t->stake[s].held].others == OTHERS_NONE)
			draw_in(o, t->stake[s].held, s, false);
	}
	for (uint32_t p = 0; p < t->nparty; p++) {
		if (t->party[p].others != OTHERS_UNKNOWN)
			continue;
		mpq_set_ui(o->rest[p].at, 1, 1);
		for (uint32_t k = o->start[p]; k < o->start[p + 1]; k++) {
			const struct stake *s = &t->stake[o->by_held[k]];

			mpq_sub(o->rest[p].at, o->rest[p].at, s->lo.at);
			o->rest[p].open |= s->lo.open;
		}
	}
}

/*
 * ownership_make - who holds whom.
 *
 * Cost: O(parties * stakes), which are limited
 */
struct ownership *
ownership_make(const struct transaction *t)
{
	struct ownership *o = calloc(1, sizeof(*o));
	size_t n = t->nparty;

	if (o == NULL)
		return NULL;
	o->t = t;
	o->start = TAKE(&o->mem, uint32_t, n + 2);
	o->by_held = TAKE(&o->mem, uint32_t, t->nstake + 1);
	o->order = TAKE(&o->mem, uint32_t, n + 1);
	o->above = TAKE(&o->mem, uint8_t, n + 1);
	o->holder = TAKE(&o->mem, uint8_t, n + 1);
	o->reached = TAKE(&o->mem, uint8_t, n + 1);
	o->through = TAKE(&o->mem, uint32_t, n + 1);
	o->lo = take_ends(o, t->nstake);
	o->hi = take_ends(o, t->nstake);
	o->rest = take_ends(o, n);
	o->x = take_ends(o, n);
	o->best = take_ends(o, n);
	if (o->start == NULL || o->by_held == NULL || o->order == NULL ||
	    o->above == NULL || o->holder == NULL || o->reached == NULL ||
	    o->through == NULL || o->lo == NULL || o->hi == NULL ||
	    o->rest == NULL || o->x == NULL || o->best == NULL) {
		ownership_free(o);
		return NULL;
	}
	sort_by_held(o);
	sort_owners_first(o);
	take_shares(o);
	return o;
}

void
ownership_free(struct ownership *o)
{
	if (o == NULL)
		return;
	clear_ends(o->lo, o->t->nstake);
	clear_ends(o->hi, o->t->nstake);
	clear_ends(o->rest, o->t->nparty);
	clear_ends(o->x, o->t->nparty);
	clear_ends(o->best, o->t->nparty);
	arena_free(&o->mem);
	free(o);
}

void
owned_init(struct owned *o)
{
	*o = (struct owned){ 0 };
	mpq_inits(o->lo, o->hi, NULL);
}

void
owned_clear(struct owned *o)
{
	mpq_clears(o->lo, o->hi, NULL);
	free(o->way);
	*o = (struct owned){ 0 };
}
