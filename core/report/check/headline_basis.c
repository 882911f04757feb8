/* SPDX-License-Identifier: Apache-2.0 */
/* headline_basis - what verdicts rest on, before them; see headline.h. */
#include "core/report/check/headline.h"

#include "core/report/assumptions.h"
#include "core/report/exemptions.h"
#include "core/report/outcomes.h"
#include "core/report/valued.h"

/* Whom the law binds; and the least sure row that the verdicts rest on. */
static void
put_footing(
    FILE *to, const struct style *s, const struct checked *c, size_t rule)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct bound *bound = &b->pack->bound;
	bool first = rule == 0 || b[-1].pack != b->pack;
	const struct clause *least = rule_least_sure(b->rule);
	char line[STATE_TEXT + 1000];

	if (first && bound->clause != NULL) {
		snprintf(line, sizeof(line), "Binds %s: %s. Destination: %s.",
		    bound->who[LANGUAGE_EN], bound->act[LANGUAGE_EN],
		    bound->destination[LANGUAGE_EN]);
		text_wrap(to, s, 2, 0, str_of(line));
	}
	if (least == NULL || least == b->rule->clause || clause_is_law(least))
		return;
	snprintf(line, sizeof(line), "It rests on clause %s, which is %s.",
	    least->id,
	    clause_standing_name((enum clause_standing)least->standing));
	text_wrap(to, s, 2, 0, str_of(line));
}

void
headline_rule(
    FILE *to, const struct style *s, const struct checked *c, size_t rule)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct rule *r = b->rule;
	struct rule_standing standing = rule_standing_on(r, c->days.law);
	char state[STATE_TEXT], day[DATE_TEXT], line[STATE_TEXT + 600];

	if (rule > 0)
		fputc('\n', to);
	fprintf(to, "%s/%s: ", b->pack->id, r->id);
	text_put(to, str_of(r->title[LANGUAGE_EN]));
	fputc('\n', to);
	rule_standing_text(r, &standing, state);
	date_format(c->days.law, day);
	snprintf(line, sizeof(line), "As of %s: %s%s.", day, state,
	    rule_state_counts(standing.state, c->as_if_in_force)
		? ""
		: "; its verdicts do not count");
	text_wrap(to, s, 2, 0, str_of(line));
	if (r->clause == NULL)
		return;
	snprintf(line, sizeof(line), "Clause %s: %s.", r->clause->id,
	    r->clause->source);
	text_wrap(to, s, 2, 0, str_of(line));
	if (!clause_is_law(r->clause)) {
		snprintf(line, sizeof(line),
		    "This clause is %s; it is not law.",
		    clause_standing_name(
			(enum clause_standing)r->clause->standing));
		text_wrap(to, s, 2, 0, str_of(line));
	}
	put_footing(to, s, c, rule);
}

/* What the officer took for granted, and on whose word. */
static void
put_policy(FILE *to, const struct style *s, const struct policy *p)
{
	char until[DATE_TEXT], line[1000];

	if (p == NULL)
		return;
	fputs("Your policy ", to);
	text_put(to, str_of(p->path));
	fputs(":\n", to);
	for (size_t i = 0; i < p->n; i++) {
		const struct policy_entry *e = &p->entry[i];

		date_format(e->until, until);
		line[0] = '\0';
		if (e->kind == POLICY_TRACE_FLOOR)
			str_add(line, sizeof(line),
			    "less than %s of an item is none", e->share_text);
		else if (e->kind == POLICY_READING)
			str_add(line, sizeof(line), "%s is read as %s", e->rule,
			    e->reading);
		else
			str_add(line, sizeof(line),
			    "\"not intentionally added\" is none");
		str_add(line, sizeof(line), ": %s (%s, until %s%s)", e->reason,
		    e->author, until,
		    e->expired ? "; expired, does not count" : "");
		text_wrap(to, s, 2, 0, str_of(line));
	}
	fputc('\n', to);
}

/* Where not all is of one day. */
static void
put_days(FILE *to, const struct style *s, const struct days *d)
{
	char text[DAYS_TEXT], day[DATE_TEXT], line[DAYS_TEXT + 40];

	if (days_are_one(d))
		return;
	days_text(d, text);
	date_format(d->as_of, day);
	snprintf(line, sizeof(line), "Judged as of %s, but %s.", day, text);
	text_wrap(to, s, 0, 0, str_of(line));
	fputc('\n', to);
}

void
headline_basis(
    FILE *to, const struct style *s, const struct checked *c, bool whole)
{
	put_days(to, s, &c->days);
	put_policy(to, s, c->book->policy);
	assumptions_write(to, s, c);
	valued_write(to, s, c);
	transaction_write(to, s, c, whole);
}
