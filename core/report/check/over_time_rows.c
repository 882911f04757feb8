/* SPDX-License-Identifier: Apache-2.0 */
/* over_time_rows - a period of an item as a row; see over_time.h. */
#include "core/report/check/over_time.h"

#include "core/report/outcomes.h"
#include "core/report/path.h"

#include <string.h>

const struct column over_time_columns[] = {
	{ "pack", "Pack", COLUMN_HIDDEN },
	{ "rule", "Rule", COLUMN_HIDDEN },
	{ "maker", "Maker", COLUMN_HIDDEN },
	{ "part", "Part", COLUMN_HIDDEN },
	{ "revision", "Revision", COLUMN_HIDDEN },
	{ "item", "Item", COLUMN_HIDDEN },
	{ "name", "Name", COLUMN_HIDDEN },
	{ "from", "From", COLUMN_HIDDEN },
	{ "until", "Until", COLUMN_HIDDEN },
	{ "days", "When", 0 },
	{ "verdict", "Verdict", COLUMN_HIDDEN },
	{ "words", "Verdict", 0 },
	{ "gap", "Gap", COLUMN_HIDDEN },
	{ "state", "State", COLUMN_HIDDEN },
	{ "law", "Law", 0 },
	{ "counts", "Counts", COLUMN_HIDDEN },
	{ "unclear_day", "Unclear day", COLUMN_HIDDEN },
	{ "as_far_as_read", "As far as read", COLUMN_HIDDEN },
	{ "policy", "With policy", COLUMN_HIDDEN },
	{ "presumed", "With presumed", COLUMN_HIDDEN },
	{ "assumed", "With assumptions", COLUMN_HIDDEN },
	{ "others", "Otherwise", COLUMN_WRAP },
	{ "today", "Today", COLUMN_HIDDEN },
	{ "changed", "What changed", COLUMN_WRAP },
	{ "outcome", "Outcome", COLUMN_HIDDEN },
	{ "error", "Error", COLUMN_HIDDEN },
	{ "allocated", "Shared out by mass", COLUMN_HIDDEN },
};
#define NCOLUMN OVER_TIME_COLUMNS
#define OTHERS 21
#define OUTCOME (NCOLUMN - 3)
#define ERROR_COLUMN (NCOLUMN - 2)

/* Changes named in one row; the others are counted. */
#define NAMED 5
#define CHANGED_TEXT (NAMED * (EVENT_TEXT + 2) + 40)

/* One row: a rule, an item, and the periods first to last. */
struct row {
	const struct over_time *x;
	size_t rule, at, first, last;
	const char *refused; /* why there is no verdict, or NULL */
};

static date_day
from_of(const struct row *r)
{
	return r->x->timeline->of.period[r->first].from;
}

static date_day
until_of(const struct row *r)
{
	return r->x->timeline->of.period[r->last].until;
}

static bool
is_today(const struct row *r)
{
	date_day day = r->x->checked->days.as_of;

	return (from_of(r) == DATE_NONE || from_of(r) <= day) &&
	       (until_of(r) == DATE_NONE || day <= until_of(r));
}

static void
put_day(struct table *t, date_day day)
{
	char text[DATE_TEXT];

	date_or_blank(day, text);
	table_put_text(t, text);
}

/* "before 2025-12-01", "2025-12-01 to 2026-11-09", "from 2026-11-11 on" */
static void
put_days(struct table *t, const struct row *r)
{
	date_day from = from_of(r), until = until_of(r);
	const char *today = is_today(r) ? " (today)" : "";
	char a[DATE_TEXT], b[DATE_TEXT], text[60];

	date_format(from, a);
	date_format(from == DATE_NONE ? date_next(until) : until, b);
	if (from == DATE_NONE && until == DATE_NONE)
		snprintf(text, sizeof(text), "on every day%s", today);
	else if (from == DATE_NONE)
		snprintf(text, sizeof(text), "before %s%s", b, today);
	else if (until == DATE_NONE)
		snprintf(text, sizeof(text), "from %s on%s", a, today);
	else if (from == until)
		snprintf(text, sizeof(text), "on %s%s", a, today);
	else
		snprintf(text, sizeof(text), "%s to %s%s", a, b, today);
	table_put_text(t, text);
}

static void
put_law(struct table *t, const struct row *r)
{
	const struct timeline *l = r->x->timeline;
	struct rule_standing s = timeline_standing(l, r->first, r->rule);
	bool unread = timeline_unread(l, r->first, r->rule);
	char text[100];

	table_put_text(t, rule_state_name(s.state));
	snprintf(text, sizeof(text), "%s%s%s", rule_state_name(s.state),
	    s.unclear_day ? ", unclear" : "", unread ? ", as far as read" : "");
	table_put_text(t, text);
	table_put_text(t,
	    rule_state_counts(s.state, r->x->checked->as_if_in_force) ? "yes"
								      : "no");
	table_put_text(t, s.unclear_day ? "yes" : "no");
	table_put_text(t, unread ? "yes" : "no");
}

static void
put_verdict(struct table *t, const struct row *r)
{
	const struct timeline *l = r->x->timeline;
	enum verdict v =
	    timeline_verdict(l, r->first, VARIANT_LAW, r->rule, r->at);
	bool counts =
	    rule_state_counts(timeline_standing(l, r->first, r->rule).state,
		r->x->checked->as_if_in_force);
	enum tone tone = v == VERDICT_TRIGGERED   ? TONE_BAD
			 : v == VERDICT_UNDECIDED ? TONE_OPEN
						  : TONE_GOOD;

	if (r->refused != NULL) {
		table_put_text(t, "refused");
		table_put(t, STR("refused"), TONE_BAD);
		table_put_text(t, "");
		return;
	}
	table_put_text(t, verdict_name(v));
	table_put(t,
	    str_of(v == VERDICT_TRIGGERED && !counts ? "would trigger"
						     : verdict_name(v)),
	    tone);
	table_put_text(
	    t, v == VERDICT_UNDECIDED
		   ? gap_name(timeline_gap(l, r->first, r->rule, r->at))
		   : "");
}

/* The other answers, and all that were asked for in one text. */
static void
put_others(struct table *t, const struct row *r)
{
	static const char *const with[ANSWER_COUNT] = {
		[VARIANT_POLICY] = "with your policy: ",
		[VARIANT_PRESUMED] = "with presumed origins: ",
		[VARIANT_ALLOCATED] = "shared out by mass: ",
		[ANSWER_ASSUMED] = "with your assumptions: ",
	};
	const struct timeline *l = r->x->timeline;
	char text[240] = "";

	for (size_t k = VARIANT_POLICY; k < ANSWER_COUNT; k++) {
		const char *word = verdict_name(
		    timeline_verdict(l, r->first, k, r->rule, r->at));
		size_t n = strlen(text);
		bool asked = k == ANSWER_ASSUMED ? r->x->checked->with != NULL
						 : r->x->checked->book->has[k];

		asked &= r->refused == NULL;
		if (k != VARIANT_ALLOCATED)
			table_put_text(t, asked ? word : "");
		if (asked)
			snprintf(text + n, sizeof(text) - n, "%s%s%s",
			    n > 0 ? "; " : "", with[k], word);
	}
	table_put_text(t, text);
}

static void
put_changed(struct table *t, const struct row *r)
{
	const struct timeline *l = r->x->timeline;
	const struct period *p = &l->of.period[r->first];
	char text[CHANGED_TEXT] = "", one[EVENT_TEXT];
	size_t n = 0, at = 0;

	for (size_t e = p->event; e < p->event + p->nevent; e++) {
		if (!timeline_matters(l, r->first, e, r->rule, r->at))
			continue;
		if (n++ >= NAMED)
			continue;
		event_words(one, r->x, &l->of.event[e]);
		at += (size_t)snprintf(text + at, sizeof(text) - at, "%s%s",
		    n > 1 ? "; " : "", one);
	}
	if (n > NAMED)
		snprintf(
		    text + at, sizeof(text) - at, "; and %zu more", n - NAMED);
	table_put_text(t, text);
}

/* In the transaction, on the first day of the row unless that is said. */
static void
put_outcome(struct table *t, const struct row *r, uint32_t item)
{
	enum verdict v = timeline_verdict(
	    r->x->timeline, r->first, VARIANT_LAW, r->rule, r->at);
	struct outcome_of o;

	table_put_text(t,
	    r->refused == NULL &&
		    outcome_if(&o, r->x->checked, r->rule, item, v, from_of(r))
		? outcome_word((enum outcome)o.decided.outcome)
		: "");
}

static void
put_allocated(struct table *t, const struct row *r)
{
	table_put_text(
	    t, r->refused == NULL && r->x->checked->book->has[VARIANT_ALLOCATED]
		   ? verdict_name(timeline_verdict(r->x->timeline, r->first,
			 VARIANT_ALLOCATED, r->rule, r->at))
		   : "");
}

static void
put_row(struct table *t, const struct row *r)
{
	const struct checked *c = r->x->checked;
	const struct booked_rule *b = &c->book->rule[r->rule];
	uint32_t item = r->x->timeline->item[r->at];

	table_put_text(t, b->pack->id);
	table_put_text(t, b->rule->id);
	path_put_item(t, c->bom, item);
	put_day(t, from_of(r));
	put_day(t, until_of(r));
	put_days(t, r);
	put_verdict(t, r);
	put_law(t, r);
	put_others(t, r);
	table_put_text(t, is_today(r) ? "yes" : "no");
	put_changed(t, r);
	put_outcome(t, r, item);
	table_put_text(t, r->refused != NULL ? r->refused : "");
	put_allocated(t, r);
}

/* Where the item stands in the timeline. */
static size_t
place_of(const struct timeline *l, uint32_t item)
{
	size_t lo = 0, hi = l->nitem;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (l->item[mid] < item)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void
over_time_rows(
    struct table *t, const struct over_time *x, size_t rule, uint32_t item)
{
	const struct timeline *l = x->timeline;
	size_t at = place_of(l, item);

	for (size_t p = 0, last; p < l->of.nperiod; p = last + 1) {
		last = timeline_run(l, p, rule, at);
		put_row(t, &(struct row){
			       x, rule, at, p, last, timeline_refused(l, p) });
	}
}

void
over_time_shown(const struct over_time *x, struct column out[NCOLUMN])
{
	const struct checked *c = x->checked;

	memcpy(out, over_time_columns, sizeof(over_time_columns));
	if (c->with == NULL && !c->book->has[VARIANT_POLICY] &&
	    !c->book->has[VARIANT_PRESUMED] && !c->book->has[VARIANT_ALLOCATED])
		out[OTHERS].flags |= COLUMN_HIDDEN;
	if (c->deal != NULL)
		out[OUTCOME].flags = 0;
	for (size_t p = 0; p < x->timeline->of.nperiod; p++)
		if (timeline_refused(x->timeline, p) != NULL)
			out[ERROR_COLUMN].flags = COLUMN_WRAP;
}
