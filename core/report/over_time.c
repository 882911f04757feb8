/* SPDX-License-Identifier: Apache-2.0 */
/* over_time - what each item reads from which day on; see over_time.h. */
#include "core/report/over_time.h"

#include "core/report/digests.h"
#include "core/report/outcomes.h"
#include "core/report/output_json.h"
#include "core/report/path.h"

#include <stdlib.h>
#include <string.h>

/* Changes named in one row; the others are counted. */
#define NAMED 5
#define CHANGED_TEXT (NAMED * (EVENT_TEXT + 2) + 40)

static const struct column columns[] = {
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
#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))
#define OTHERS 21
#define OUTCOME (NCOLUMN - 3)
#define ERROR_COLUMN (NCOLUMN - 2)

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
	const struct item *i = &c->bom->item[item];
	char label[LABEL_TEXT];

	table_put_text(t, b->pack->id);
	table_put_text(t, b->rule->id);
	table_put(t, bom_text_get(c->bom, i->maker), TONE_NONE);
	table_put(t, bom_part(c->bom, item), TONE_NONE);
	table_put(t, bom_text_get(c->bom, i->revision), TONE_NONE);
	table_put(t, path_label(c->bom, item, label), TONE_NONE);
	table_put(t, bom_text_get(c->bom, i->name), TONE_NONE);
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

static void
put_rows(struct table *t, const struct over_time *x, size_t rule, size_t at)
{
	const struct timeline *l = x->timeline;

	for (size_t p = 0, last; p < l->of.nperiod; p = last + 1) {
		last = timeline_run(l, p, rule, at);
		put_row(t, &(struct row){
			       x, rule, at, p, last, timeline_refused(l, p) });
	}
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

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* Every rule, and of each the items, today's gravest first. */
static enum status
put_all(struct table *t, const struct over_time *x, struct error *err)
{
	for (size_t rule = 0; rule < x->timeline->nrule; rule++) {
		struct ranked items;

		if (!ranked_items(x->checked, rule, 1, &items))
			return no_memory(err);
		for (size_t i = 0; i < items.n; i++)
			put_rows(
			    t, x, rule, place_of(x->timeline, items.item[i]));
		free(items.item);
	}
	return table_end(t, err);
}

/* ---- for a reader */

static void
put_heading(FILE *to, const struct over_time *x, size_t rule)
{
	const struct booked_rule *b = &x->checked->book->rule[rule];

	fprintf(
	    to, "%s%s/%s: ", rule > 0 ? "\n" : "", b->pack->id, b->rule->id);
	text_put(to, str_of(b->rule->title[LANGUAGE_EN]));
	fputc('\n', to);
}

/* Without the other answers where none was asked for, and without errors where
 * there are none. */
static void
choose_columns(const struct over_time *x, struct column out[NCOLUMN])
{
	const struct checked *c = x->checked;

	memcpy(out, columns, sizeof(columns));
	if (c->with == NULL && !c->book->has[VARIANT_POLICY] &&
	    !c->book->has[VARIANT_PRESUMED] && !c->book->has[VARIANT_ALLOCATED])
		out[OTHERS].flags |= COLUMN_HIDDEN;
	if (c->deal != NULL)
		out[OUTCOME].flags = 0;
	for (size_t p = 0; p < x->timeline->of.nperiod; p++)
		if (timeline_refused(x->timeline, p) != NULL)
			out[ERROR_COLUMN].flags = COLUMN_WRAP;
}

static enum status
put_item(FILE *to, const struct style *style, const struct over_time *x,
    size_t rule, uint32_t item, struct error *err)
{
	const struct bom *b = x->checked->bom;
	struct str name = bom_text_get(b, b->item[item].name);
	struct column shown[NCOLUMN];
	char label[LABEL_TEXT];
	struct table t;

	choose_columns(x, shown);
	fputs("\n  ", to);
	text_put(to, path_label(b, item, label));
	if (name.n > 0) {
		fputs(" (", to);
		text_put(to, name);
		fputc(')', to);
	}
	fputs("\n\n", to);
	table_begin(&t, to, OUT_TABLE, style, shown, NCOLUMN, NULL);
	put_rows(&t, x, rule, place_of(x->timeline, item));
	return table_end(&t, err);
}

static enum status
write_eye(FILE *to, const struct style *style, const struct over_time *x,
    struct error *err)
{
	for (size_t rule = 0; rule < x->timeline->nrule; rule++) {
		struct ranked items;

		if (!ranked_items(x->checked, rule, 1, &items))
			return no_memory(err);
		put_heading(to, x, rule);
		for (size_t i = 0; err->code == ST_OK && i < items.n; i++)
			put_item(to, style, x, rule, items.item[i], err);
		free(items.item);
	}
	if (err->code == ST_OK)
		digests_write(to, style, x->checked);
	return err->code;
}

/* ---- for a program */

static void
put_date(struct json *j, const char *key, date_day day)
{
	char text[DATE_TEXT];

	date_format(day, text);
	if (day == DATE_NONE)
		json_put_null(j, key);
	else
		json_put_text(j, key, text);
}

static void
put_event(struct json *j, const struct over_time *x, const struct event *e)
{
	char text[EVENT_TEXT];

	event_words(text, x, e);
	json_begin_object(j, NULL);
	put_date(j, "day", e->day);
	json_put_text(j, "kind", event_name((enum event_kind)e->kind));
	if (e->kind < EVENT_PRODUCT) {
		const struct booked_rule *b =
		    &x->timeline->book->rule[e->index];

		json_put_text(j, "pack", b->pack->id);
		if (e->kind != EVENT_NOT_READ)
			json_put_text(j, "rule", b->rule->id);
	}
	json_put_text(j, "words", text);
	json_end_object(j);
}

static enum status
write_json(FILE *to, const struct style *style, const struct over_time *x,
    struct error *err)
{
	const struct boundaries *b = &x->timeline->of;
	struct json j = { .to = to };
	struct table t;

	output_json_begin(&j, "timeline");
	json_put_count(&j, "exit_code", (uint64_t)x->checked->exit_code);
	output_json_basis(&j, x->checked);
	put_date(&j, "from", x->from);
	put_date(&j, "until", x->until);
	json_put_count(&j, "products_judged", b->nproduct);
	json_begin_array(&j, "boundaries");
	for (size_t i = 0; i < b->nevent; i++)
		put_event(&j, x, &b->event[i]);
	json_end_array(&j);
	json_begin_array(&j, "rows");
	table_begin(&t, to, OUT_JSON, style, columns, NCOLUMN, &j);
	if (put_all(&t, x, err) != ST_OK)
		return err->code;
	json_end_array(&j);
	output_json_messages(&j, x->checked->findings);
	json_end_object(&j);
	return j.bad ? no_memory(err) : ST_OK;
}

enum status
over_time_write(FILE *to, enum format_out format, const struct style *style,
    const struct over_time *x, struct error *err)
{
	struct json lines = { .to = to, .lines = true };
	struct table t;

	if (format == OUT_TABLE)
		return write_eye(to, style, x, err);
	if (format == OUT_JSON)
		return write_json(to, style, x, err);
	table_begin(&t, to, format, style, columns, NCOLUMN, &lines);
	return put_all(&t, x, err);
}
