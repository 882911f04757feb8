/* SPDX-License-Identifier: Apache-2.0 */
/* outcomes - what follows in the transaction, for a reader; see outcomes.h. */
#include "core/report/outcomes.h"

#include "core/report/term_words.h"

#include <string.h>

#define LINE 1600

/* "It rests on clause 2.half, which is inferred; that is not law." */
static void
put_standing(FILE *to, const struct style *style, const struct clause *c)
{
	char line[200];

	if (c == NULL || clause_is_law(c))
		return;
	snprintf(line, sizeof(line),
	    "That rests on clause %s, which is %s; it is not law.", c->id,
	    clause_standing_name((enum clause_standing)c->standing));
	text_wrap(to, style, 6, 0, str_of(line));
}

/* Was the report in time? */
static void
add_report(char *out, const struct deal *d, const struct due *due,
    const struct decision *x)
{
	static const struct holidays none = { 0 };
	const struct holidays *h = d->holidays != NULL ? d->holidays : &none;
	const struct term *t = &x->within;
	bool counted = t->unit == TERM_WORKING_DAYS && !t->before &&
		       t->from == TERM_EXPORT;
	struct workday_number n =
	    workdays_number(h, t->calendar, d->t->exported, d->t->reported);
	char day[DATE_TEXT];

	if (d->t->reported == DATE_NONE || t->before)
		return;
	date_format(d->t->reported, day);
	str_add(out, LINE, " The report of %s", day);
	if (!counted)
		;
	else if (n.lo == n.hi)
		str_add(out, LINE, ", after %u working days,", n.lo);
	else
		str_add(
		    out, LINE, ", after %u to %u working days,", n.lo, n.hi);
	switch (workdays_in_time(due, d->t->reported)) {
	case IN_TIME:
		str_add(out, LINE, " is in time.");
		break;
	case TOO_LATE:
		str_add(out, LINE, " is too late.");
		break;
	default:
		str_add(out, LINE, " may be in time or not.");
	}
}

static void
put_due(FILE *to, const struct style *style, const struct deal *d,
    const struct decision *x)
{
	char line[LINE] = "";
	struct due due;

	if (x->within.n == 0)
		return;
	if (deal_due(d, x, &due)) {
		term_last_day(line, sizeof(line), &x->within, &due);
		add_report(line, d, &due, x);
	} else {
		snprintf(line, sizeof(line),
		    "Its last day is not known: the transaction does not say "
		    "when the goods leave.");
	}
	text_wrap(to, style, 6, 0, str_of(line));
}

/* What is asked of a variable that is no question of the pack. */
static const char *
asked(const struct variable *v)
{
	static const char *const country[COUNTRY_KINDS] = {
		[COUNTRY_TO] = "to which country does it go?",
		[COUNTRY_FROM] = "from which country does it leave?",
		[COUNTRY_EXPORTER] = "in which country is the exporter?",
		[COUNTRY_CONSIGNEE] = "in which country is the consignee?",
		[COUNTRY_END_USER] = "in which country is the end user?"
	};

	switch (v->kind) {
	case VARIABLE_VERDICT:
		return "what would the missing declarations say?";
	case VARIABLE_COUNTRY:
		return country[v->of];
	case VARIABLE_DOMESTIC:
		return "does it stay in the country from which it leaves?";
	case VARIABLE_END_USE:
		return "for what is it used in the end?";
	case VARIABLE_HS:
		return "which tariff code has the item?";
	case VARIABLE_FORM:
		return "of what form is the item?";
	default:
		return "how much goes out in a year?";
	}
}

/* "military-user (is the end user a military one?): yes: refused in
 * principle; no: licence required." */
static void
put_question(FILE *to, const struct style *style, const struct outcome_of *o,
    uint8_t variable)
{
	const struct variable *v = &o->d->variable[variable];
	struct outcome_answers a;
	char line[2 * LINE];

	snprintf(line, sizeof(line), "%s (%s): ", outcome_variable(o, variable),
	    v->kind == VARIABLE_ANSWER
		? o->d->question[v->of].title[LANGUAGE_EN]
		: asked(v));
	outcome_answers(&a, o, variable);
	for (size_t i = 0; i < a.n; i++) {
		str_add(line, sizeof(line), "%s", i > 0 ? "; " : "");
		outcome_cells(line, sizeof(line), o, variable, a.cells[i]);
		str_add(line, sizeof(line), ": ");
		outcome_names(line, sizeof(line), a.outcomes[i]);
	}
	str_add(line, sizeof(line), ".");
	text_wrap(to, style, 6, 0, str_of(line));
}

static void
put_duties(FILE *to, const struct style *style, const struct outcome_of *o)
{
	char line[LINE];

	for (size_t i = 0; i < o->d->nduty; i++) {
		const struct decision *x = &o->d->duty[i];
		bool due = (o->decided.duty >> i & 1) != 0;

		if (!due && (o->decided.duty_open >> i & 1) == 0)
			continue;
		snprintf(line, sizeof(line), "%s: %s (clause %s%s%s).",
		    due ? "Beside that" : "Perhaps beside that",
		    x->title[LANGUAGE_EN], x->clause->id,
		    clause_is_law(x->clause) ? "" : ", ",
		    clause_is_law(x->clause)
			? ""
			: clause_standing_name(
			      (enum clause_standing)x->clause->standing));
		text_wrap(to, style, 6, 0, str_of(line));
		put_due(to, style, o->deal, x);
	}
}

/* The decisions that lead to it: one, or several of the same outcome. */
static void
put_decisions(FILE *to, const struct style *style, const struct outcome_of *o)
{
	char line[LINE];

	for (size_t i = 0; i < o->d->ndecision; i++) {
		const struct decision *x = &o->d->decision[i];

		if ((o->decided.reached >> i & 1) == 0)
			continue;
		snprintf(line, sizeof(line), "Clause %s: %s.", x->clause->id,
		    x->title[LANGUAGE_EN]);
		text_wrap(to, style, 6, 0, str_of(line));
		put_standing(to, style, decision_least_sure(o->d, x));
		put_due(to, style, o->deal, x);
	}
}

/* A rule that does not hold obliges nobody. */
static const char *
opening(const struct checked *c, size_t rule)
{
	struct rule_standing s =
	    rule_standing_on(c->book->rule[rule].rule, c->days.law);

	return rule_state_counts(s.state, c->as_if_in_force)
		   ? "In this transaction: "
		   : "In this transaction, if the rule held: ";
}

/* ", clause 3" of decisions, each clause once. */
static void
add_clauses(char *out, const struct outcome_of *o)
{
	const struct clause *last = NULL;

	for (size_t i = 0; i < o->d->ndecision; i++) {
		const struct clause *c = o->d->decision[i].clause;

		if ((o->decided.reached >> i & 1) == 0 || c == last)
			continue;
		str_add(out, OUTCOME_TEXT, "%s%s%s%s",
		    last == NULL ? " (clause " : ", clause ", c->id,
		    clause_is_law(c) ? "" : ", ",
		    clause_is_law(c) ? ""
				     : clause_standing_name(
					   (enum clause_standing)c->standing));
		last = c;
	}
	str_add(out, OUTCOME_TEXT, "%s.", last != NULL ? ")" : "");
}

/* "; military-user, destination decide it." */
static void
add_asked(char *out, const struct outcome_of *o)
{
	size_t n = 0;

	for (size_t v = 0; v < o->d->nvariable; v++)
		if ((o->decided.matters >> v & 1) != 0)
			str_add(out, OUTCOME_TEXT, "%s%s",
			    n++ == 0 ? "; what decides it: " : ", ",
			    outcome_variable(o, (uint8_t)v));
	str_add(out, OUTCOME_TEXT, ".");
}

void
outcome_text(
    char out[OUTCOME_TEXT], const struct checked *c, size_t rule, uint32_t item)
{
	struct outcome_of o;

	out[0] = '\0';
	if (!outcome_find(&o, c, rule, item))
		return;
	str_add(out, OUTCOME_TEXT, "%s%s", opening(c, rule),
	    outcome_name((enum outcome)o.decided.outcome, LANGUAGE_EN));
	if (o.decided.outcome == OUTCOME_UNDETERMINED)
		add_asked(out, &o);
	else
		add_clauses(out, &o);
}

void
outcome_write(FILE *to, const struct style *style, const struct checked *c,
    size_t rule, uint32_t item)
{
	struct outcome_of o;
	char line[LINE];

	if (!outcome_find(&o, c, rule, item)) {
		if (c->deal != NULL)
			text_wrap(to, style, 4, 0,
			    STR("In this transaction: not told, for the pack "
				"has no decisions."));
		return;
	}
	snprintf(line, sizeof(line), "%s%s%s", opening(c, rule),
	    outcome_name((enum outcome)o.decided.outcome, LANGUAGE_EN),
	    o.decided.outcome != OUTCOME_UNDETERMINED ? "."
	    : o.decided.given_up
		? "; too many answers are open to go through all cases:"
		: "; these answers decide it:");
	text_wrap(to, style, 4, 0, str_of(line));
	if (o.decided.outcome != OUTCOME_UNDETERMINED)
		put_decisions(to, style, &o);
	for (size_t v = 0; v < o.d->nvariable; v++)
		if ((o.decided.matters >> v & 1) != 0)
			put_question(to, style, &o, (uint8_t)v);
	put_duties(to, style, &o);
}

void
outcome_tally_write(FILE *to, const struct style *style,
    const struct checked *c, size_t rule, const uint32_t *item, size_t n)
{
	size_t count[OUTCOME_COUNT] = { 0 };
	struct outcome_of o;
	char line[LINE] = "In this transaction: ";
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		if (!outcome_find(&o, c, rule, item[i]))
			return;
		count[o.decided.outcome]++;
	}
	for (int k = 0; k < OUTCOME_COUNT; k++) {
		if (count[k] == 0)
			continue;
		str_add(line, sizeof(line), "%s%zu %s", first ? "" : ", ",
		    count[k], outcome_name((enum outcome)k, LANGUAGE_EN));
		first = false;
	}
	str_add(line, sizeof(line), ".");
	text_wrap(to, style, 4, 0, str_of(line));
}

/* "military,listed" of the decisions that some case reaches. */
static void
add_ids(char *out, size_t size, const struct outcome_of *o)
{
	for (size_t i = 0; i < o->d->ndecision; i++)
		if ((o->decided.reached >> i & 1) != 0)
			str_add(out, size, "%s%s", out[0] != '\0' ? " " : "",
			    o->d->decision[i].id);
}

/* The least sure of all clauses that it rests on. */
static const struct clause *
least_sure(const struct outcome_of *o)
{
	const struct clause *least = NULL;

	for (size_t i = 0; i < o->d->ndecision; i++) {
		const struct clause *c;

		if ((o->decided.reached >> i & 1) == 0)
			continue;
		c = decision_least_sure(o->d, &o->d->decision[i]);
		if (least == NULL || clause_doubt(c) > clause_doubt(least))
			least = c;
	}
	return least;
}

void
outcome_put(
    struct table *t, const struct checked *c, size_t rule, uint32_t item)
{
	struct outcome_of o;
	const struct clause *least;
	char text[LINE] = "";

	if (!outcome_find(&o, c, rule, item)) {
		for (int i = 0; i < OUTCOME_CELLS; i++)
			table_put_text(t, "");
		return;
	}
	table_put_text(t, outcome_word((enum outcome)o.decided.outcome));
	add_ids(text, sizeof(text), &o);
	table_put_text(t, text);
	least = least_sure(&o);
	snprintf(text, sizeof(text), "%s (%s)", least != NULL ? least->id : "",
	    least != NULL
		? clause_standing_name((enum clause_standing)least->standing)
		: "");
	table_put_text(t, least != NULL ? text : "");
	text[0] = '\0';
	for (size_t v = 0; v < o.d->nvariable; v++)
		if ((o.decided.matters >> v & 1) != 0)
			str_add(text, sizeof(text), "%s%s",
			    text[0] != '\0' ? " " : "",
			    outcome_variable(&o, (uint8_t)v));
	table_put_text(t, text);
}
