/* SPDX-License-Identifier: Apache-2.0 */
/*
 * population - units of a rare earth with their whole history, and what is
 * told of it.
 *
 * Reads:  core/trace/stages.h
 * Gives:  invent(): a truth, and shares of single stages that are told;
 *         fits(): is all that was told true of a population?
 */
#ifndef RETRACE_TEST_POPULATION_H
#define RETRACE_TEST_POPULATION_H

#include "core/trace/stages.h"

#include <string.h>

#define UNITS 20 /* of 5 % each */
#define TOLD 4   /* shares told of one stage */

enum { NOWHERE = -1, CN, HK, AU, JP, PLACES, UNSAID = PLACES };
static const char *const code[PLACES + 1] = { "CN", "HK", "AU", "JP", "" };

/* What each unit went through, where or by whose technology. */
struct history {
	int8_t place[STAGE_COUNT][UNITS];
};

/* What is told of one stage, in one aspect. */
struct told {
	int place[TOLD + 1], units[TOLD + 1]; /* so many units at least */
	int n;
	bool open; /* more than the first says */
	bool lots;
};

/* One rare earth in one item; aspect 0 is the country, 1 the technology. */
struct thing {
	enum form form;
	struct history truth[2];
	struct told told[2][STAGE_COUNT];
	bool absent[STAGE_COUNT]; /* told that it took no place */
	bool all;                 /* the countries are told of all stages */
	bool of_line;
};

static uint64_t state;

static inline int
pick(int n) /* 0 .. n - 1 */
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((state >> 33) % (uint64_t)n);
}

/* Surely behind it, so that silence leaves it open: by its form, or because
 * what was never mined comes from scrap. */
static inline bool
is_behind(const struct thing *t, int stage)
{
	return (stages_of_form(t->form) >> stage & 1) != 0 ||
	       (stage == STAGE_RECYCLING && t->absent[STAGE_MINING] &&
		   t->form != FORM_ORE && t->form != FORM_CONCENTRATE);
}

static inline bool
is_told_of(const struct thing *t, int stage)
{
	return t->told[0][stage].n > 0 || t->told[1][stage].n > 0;
}

/* ---- a truth, and what is told of it */

static inline void
invent_places(struct thing *t, int stage, bool took_place)
{
	bool uniform = pick(3) == 0;
	int without = pick(6) == 0 ? pick(UNITS) : 0;

	for (int a = 0; a < 2; a++) {
		int same = pick(PLACES);

		for (int u = 0; u < UNITS; u++)
			t->truth[a].place[stage][u] =
			    (int8_t)(!took_place || u < without ? NOWHERE
				     : uniform                  ? same
								: pick(PLACES));
	}
}

static inline int
count_units(const struct history *h, int stage, int place)
{
	int n = 0;

	for (int u = 0; u < UNITS; u++)
		n += h->place[stage][u] == place;
	return n;
}

static inline void
tell(struct told *told, int place, int units)
{
	if (units <= 0)
		return;
	told->place[told->n] = place;
	told->units[told->n++] = units;
}

/* Lots: what one product is made of comes from one place. */
static inline bool
tell_lots(struct told *told, const struct history *h, int stage)
{
	int only = h->place[stage][0];

	if (only == NOWHERE || count_units(h, stage, only) < UNITS ||
	    pick(2) == 0)
		return false;
	told->lots = true;
	tell(told, only, 1 + pick(UNITS));
	tell(told, (only + 1 + pick(PLACES - 1)) % PLACES,
	    pick(UNITS - told->units[0] + 1));
	return true;
}

static inline void
tell_shares(struct thing *t, int aspect, int stage)
{
	struct told *told = &t->told[aspect][stage];
	const struct history *h = &t->truth[aspect];

	if (tell_lots(told, h, stage))
		return;
	for (int p = 0; p < PLACES; p++) {
		int n = count_units(h, stage, p);

		if (n > 0 && pick(4) > 0)
			tell(told, aspect == 0 && pick(5) == 0 ? UNSAID : p,
			    pick(3) == 0 ? 1 + pick(n) : n);
	}
	if (told->n > 0 && pick(8) == 0 && told->units[0] > 1) {
		told->units[0]--;
		told->open = true;
	}
}

static inline void
invent_stage(struct thing *t, int stage)
{
	bool silent = pick(3) == 0;

	t->absent[stage] = !silent && pick(6) == 0;
	invent_places(
	    t, stage, !t->absent[stage] && (!silent || is_behind(t, stage)));
	if (silent || t->absent[stage])
		return;
	for (int a = 0; a < 2; a++)
		if (pick(3) > 0)
			tell_shares(t, a, stage);
	if (!is_told_of(t, stage) && !is_behind(t, stage))
		invent_places(t, stage, false);
}

/* "Every stage: CN 40 %", of those that goods of the form went through. */
static inline void
tell_all_stages(struct thing *t)
{
	int place = pick(PLACES), least = UNITS;

	for (int s = 0; s < STAGE_RECYCLING; s++) {
		if ((stages_of_form(t->form) >> s & 1) == 0)
			continue;
		for (int u = pick(UNITS); u < UNITS; u++)
			t->truth[0].place[s][u] = (int8_t)place;
		if (count_units(&t->truth[0], s, place) < least)
			least = count_units(&t->truth[0], s, place);
	}
	for (int s = 0; s < STAGE_RECYCLING; s++)
		if ((stages_of_form(t->form) >> s & 1) != 0) {
			t->absent[s] = false;
			memset(&t->told[0][s], 0, sizeof(t->told[0][s]));
			tell(&t->told[0][s], place, least);
		}
	t->all = true;
}

static inline void
invent(struct thing *t)
{
	memset(t, 0, sizeof(*t));
	t->form = (enum form)pick(FORM_COUNT);
	t->of_line = pick(3) == 0;
	if (pick(6) == 0) {
		for (int s = 0; s < STAGE_RECYCLING; s++)
			invent_places(
			    t, s, (stages_of_form(t->form) >> s & 1) != 0);
		tell_all_stages(t);
		invent_stage(t, STAGE_RECYCLING);
		return;
	}
	for (int s = 0; s < STAGE_COUNT; s++)
		invent_stage(t, s);
}

/* Units of the place that the i-th word needs, in whole ones. */
static inline int
units_told(const struct told *told, int i)
{
	return told->units[i] + (told->open && i == 0 ? 1 : 0);
}

/* ---- is all that was told true of a population? */

static inline bool
fits_lots(const struct told *told, const struct history *h, int stage)
{
	int only = h->place[stage][0], sum = 0, here = 0;

	for (int i = 0; i < told->n; i++) {
		sum += told->units[i];
		here += told->place[i] == only ? told->units[i] : 0;
	}
	return only != NOWHERE && count_units(h, stage, only) == UNITS &&
	       (here > 0 || sum < UNITS);
}

static inline bool
fits_shares(const struct told *told, const struct history *h, int stage)
{
	int sum = 0;

	for (int i = 0; i < told->n; i++)
		sum += told->units[i];
	if (count_units(h, stage, NOWHERE) > UNITS - sum)
		return false;
	for (int p = 0; p < PLACES; p++) {
		int least = 0;

		for (int i = 0; i < told->n; i++)
			if (told->place[i] == p)
				least += units_told(told, i);
		if (count_units(h, stage, p) < least)
			return false;
	}
	return true;
}

static inline bool
fits(const struct thing *t, int aspect, const struct history *h)
{
	for (int s = 0; s < STAGE_COUNT; s++) {
		const struct told *told = &t->told[aspect][s];
		int without = count_units(h, s, NOWHERE);

		if (t->absent[s] ? without < UNITS
		    : told->n > 0
			? !(told->lots ? fits_lots : fits_shares)(told, h, s)
			: without < UNITS && !is_behind(t, s) &&
			      !is_told_of(t, s))
			return false;
	}
	return true;
}

#endif
