/* SPDX-License-Identifier: Apache-2.0 */
/* state - does a rule hold on a day?  See state.h. */
#include "core/rules/pack/state.h"

#include <stdio.h>
#include <string.h>

void
days_settle(struct days *d)
{
	date_day *const other[] = { &d->law, &d->bom, &d->price };

	if (d->as_of == DATE_NONE)
		d->as_of = date_of(date_now());
	for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
		if (*other[i] == DATE_NONE)
			*other[i] = d->as_of;
}

bool
days_are_one(const struct days *d)
{
	return d->law == d->as_of && d->bom == d->as_of && d->price == d->as_of;
}

void
days_text(const struct days *d, char out[DAYS_TEXT])
{
	const struct {
		date_day day;
		const char *what, *that;
	} of[] = { { d->law, "the law is", "that" },
		{ d->bom, "the product is", "that" },
		{ d->price, "the prices are", "those" } };
	char day[DATE_TEXT];
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		if (of[i].day == d->as_of)
			continue;
		date_format(of[i].day, day);
		at +=
		    (size_t)snprintf(out + at, DAYS_TEXT - at, "%s%s %s of %s",
			at > 0 ? ", " : "", of[i].what, of[i].that, day);
	}
}

/* Is the day one on which s holds?  An unclear last day is. */
static bool
is_within(const struct suspension *s, date_day day)
{
	if (day < s->from)
		return false;
	if (s->until == DATE_NONE)
		return true;
	return s->last_day == LAST_DAY_NO ? day < s->until : day <= s->until;
}

/* The first day after s; DATE_NONE: there is none. */
static date_day
day_after(const struct suspension *s)
{
	if (s->until == DATE_NONE)
		return DATE_NONE;
	return s->last_day == LAST_DAY_NO ? s->until : date_next(s->until);
}

/*
 * Was the rule in force on any day up to as_of?  Suspensions stand by date,
 * so that one pass over them finds the first day that none covers.
 */
static bool
ever_in_force(const struct rule *r, date_day as_of)
{
	date_day day = r->from;

	for (size_t i = 0; i < r->nsuspension; i++)
		if (is_within(&r->suspension[i], day)) {
			day = day_after(&r->suspension[i]);
			if (day == DATE_NONE)
				return false;
		}
	return day <= as_of && (r->until == DATE_NONE || day <= r->until);
}

/* The last suspension that is over, if it touched a day of the rule. */
static void
find_past(const struct rule *r, date_day as_of, struct rule_standing *s)
{
	for (size_t i = 0; i < r->nsuspension; i++) {
		date_day after = day_after(&r->suspension[i]);

		if (after == DATE_NONE || after > as_of ||
		    (r->from != DATE_NONE && after <= r->from) ||
		    (s->past != NULL && after <= s->since))
			continue;
		s->past = &r->suspension[i];
		s->since = after;
		/* the day before it, as far as comparing goes */
		s->again = ever_in_force(r, s->past->from - 1);
	}
}

/*
 * rule_standing_on - the state of a rule on a day.
 *
 * A hypothetical rule is that on every day.  A rule that has not begun is
 * not suspended either; one that has ended no longer.
 */
struct rule_standing
rule_standing_on(const struct rule *r, date_day as_of)
{
	struct rule_standing s = { .state = STATE_IN_FORCE,
		.since = DATE_NONE };

	if (r->hypothetical) {
		s.state = STATE_HYPOTHETICAL;
		return s;
	}
	if (r->from != DATE_NONE && as_of < r->from) {
		s.state = STATE_NOT_YET;
		return s;
	}
	if (r->until != DATE_NONE && as_of > r->until)
		s.state = STATE_ENDED;
	for (size_t i = 0; s.state == STATE_IN_FORCE && i < r->nsuspension; i++)
		if (is_within(&r->suspension[i], as_of)) {
			s.state = STATE_SUSPENDED;
			s.suspension = &r->suspension[i];
			s.unclear_day =
			    as_of == s.suspension->until &&
			    s.suspension->last_day == LAST_DAY_UNCLEAR;
		}
	if (s.state == STATE_IN_FORCE)
		find_past(r, as_of, &s);
	s.never = s.state != STATE_IN_FORCE && !ever_in_force(r, as_of);
	return s;
}

const char *
rule_state_name(enum rule_state s)
{
	static const char *const names[STATE_COUNT] = { "not yet in force",
		"in force", "suspended", "ended", "hypothetical" };

	return names[s];
}

bool
rule_state_counts(enum rule_state s, bool as_if_in_force)
{
	return as_if_in_force || s == STATE_IN_FORCE || s == STATE_HYPOTHETICAL;
}

/* "from 2025-11-07 until 2026-11-10 (whether ...)" */
static void
suspension_text(const struct suspension *s, char *out, size_t size)
{
	static const char *const days[] = { " inclusive", " exclusive",
		" (whether that day is inside is not said)" };
	char from[DATE_TEXT], until[DATE_TEXT];

	date_format(s->from, from);
	date_format(s->until, until);
	if (s->until == DATE_NONE)
		snprintf(out, size, "suspended since %s", from);
	else
		snprintf(out, size, "suspended from %s until %s%s", from, until,
		    days[s->last_day]);
}

/* "from 2025-12-01", "until ...", or nothing. */
static void
span_text(const struct rule *r, char *out, size_t size)
{
	char from[DATE_TEXT], until[DATE_TEXT];

	date_format(r->from, from);
	date_format(r->until, until);
	snprintf(out, size, "%s%s%s%s", r->from != DATE_NONE ? " from " : "",
	    r->from != DATE_NONE ? from : "",
	    r->until != DATE_NONE ? " until " : "",
	    r->until != DATE_NONE ? until : "");
}

/* "in force from 2026-11-11; suspended from ... until ...; was to hold from
 * 2025-12-01" */
static void
resumed_text(
    const struct rule *r, const struct rule_standing *s, char out[STATE_TEXT])
{
	char since[DATE_TEXT], span[64], suspended[160];

	date_format(s->since, since);
	span_text(r, span, sizeof(span));
	suspension_text(s->past, suspended, sizeof(suspended));
	snprintf(out, STATE_TEXT, "in force %sfrom %s; was %s; %s%s",
	    s->again ? "again " : "", since, suspended,
	    s->again ? "first held" : "was to hold", span);
}

void
rule_standing_text(
    const struct rule *r, const struct rule_standing *s, char out[STATE_TEXT])
{
	static const char *const joint[STATE_COUNT] = {
		[STATE_NOT_YET] = "; will be",
		[STATE_IN_FORCE] = "",
		[STATE_SUSPENDED] = "",
		[STATE_ENDED] = "; was in force",
		[STATE_HYPOTHETICAL] = "; nobody has enacted it",
	};
	char span[64], suspended[160];

	if (s->past != NULL) {
		resumed_text(r, s, out);
		return;
	}
	span_text(r, span, sizeof(span));
	if (s->state == STATE_SUSPENDED) {
		suspension_text(s->suspension, suspended, sizeof(suspended));
		snprintf(out, STATE_TEXT,
		    s->never ? "%s; was to hold%s and was never in force"
			     : "%s; was in force%s",
		    suspended, span);
		return;
	}
	snprintf(out, STATE_TEXT, "%s%s%s%s", rule_state_name(s->state),
	    joint[s->state], s->state == STATE_HYPOTHETICAL ? "" : span,
	    s->state == STATE_ENDED && s->never ? ", suspended all that time"
						: "");
}

void
pack_warn(const struct pack *p, date_day as_of, struct findings *f)
{
	char day[DATE_TEXT], read[DATE_TEXT];

	date_format(as_of, day);
	date_format(p->read_until, read);
	if (as_of > p->read_until)
		findings_warn(f, ST_OK, ((struct pos){ p->path, 0, 0 }),
		    "the law was read up to %s: what holds on %s is in force "
		    "as far as read",
		    read, day);
	for (size_t i = 0; i < p->nrule; i++) {
		const struct rule *r = &p->rule[i];
		struct rule_standing s = rule_standing_on(r, as_of);

		if (s.unclear_day)
			findings_warn(f, ST_OK, s.suspension->at,
			    "%s is the last day of the suspension of %s; "
			    "whether it is inside is not said: taken as "
			    "suspended",
			    day, r->id);
	}
}
