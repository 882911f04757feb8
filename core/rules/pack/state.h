/* SPDX-License-Identifier: Apache-2.0 */
/*
 * state - does a rule hold on a day?
 *
 * Reads:  pack.h
 * Gives:  the state of a rule on an as-of date, in words, and whether its
 *         verdicts count towards the exit code
 */
#ifndef RETRACE_STATE_H
#define RETRACE_STATE_H

#include "core/rules/pack/pack.h"

enum rule_state {
	STATE_NOT_YET,
	STATE_IN_FORCE,
	STATE_SUSPENDED,
	STATE_ENDED,
	STATE_HYPOTHETICAL,
	STATE_COUNT
};

struct rule_standing {
	enum rule_state state;
	const struct suspension *suspension; /* if suspended, else NULL */
	bool unclear_day; /* the last day of it, and the law does not say
			     whether that is inside; taken as suspended */
	/* In force only since a suspension was over: that, and the first day
	 * behind it; else NULL and DATE_NONE. */
	const struct suspension *past;
	date_day since;
	bool again; /* it was in force before that suspension, too */
	bool never; /* suspended or ended without ever having been in force */
};

/* The days by which a product is judged; all of them are one, as_of, unless
 * somebody asks otherwise. */
struct days {
	date_day as_of;
	date_day law; /* states of rules */
	date_day bom; /* uses, documents, assumptions and policies that hold */
	date_day price; /* the newest prices that are no newer */
};
/* Fills in those that are DATE_NONE: as_of, by the clock, and the others. */
void days_settle(struct days *d);
bool days_are_one(const struct days *d);
#define DAYS_TEXT 160
/* "the law is that of 2025-12-15, the product is that of ..., the prices ..."
 * as far as they are other days than as_of; "" if all are one. */
void days_text(const struct days *d, char out[DAYS_TEXT]);

struct rule_standing rule_standing_on(const struct rule *r, date_day as_of);
/* "in force", "suspended", "hypothetical" ... */
const char *rule_state_name(enum rule_state s);

/*
 * Do verdicts count?  Those of rules in force and hypothetical ones do, the
 * others only as_if_in_force; else they read "would trigger".
 */
bool rule_state_counts(enum rule_state s, bool as_if_in_force);

#define STATE_TEXT 320
/*
 * One sentence on the standing, e.g. "suspended from 2025-11-07 until
 * 2026-11-10 (whether that day is inside is unclear); was never in force".
 */
void rule_standing_text(
    const struct rule *r, const struct rule_standing *s, char out[STATE_TEXT]);
/* Adds what the reader must know on that day: as-of after read_until, an
 * unclear last day.  Warnings, at the place of the pack or the suspension. */
void pack_warn(const struct pack *p, date_day as_of, struct findings *f);

#endif
