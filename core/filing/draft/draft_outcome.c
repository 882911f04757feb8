/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_outcome - what follows in the transaction from each verdict, by which
 * clause, and what the transaction says of the blocks that people fill in.
 */
#include "core/filing/draft/draft_parts.h"

/* One rule of the draft, and its pack in the deal. */
struct following {
	const struct deal *deal;
	const struct decisions *of;
	struct decided is;
};

/* In English and in Chinese. */
static void
put_titles(struct drafting *d, const char *const title[LANGUAGE_COUNT])
{
	draft_text(d, "title", str_of(title[LANGUAGE_EN]));
	draft_text(d, "title-zh", str_of(title[LANGUAGE_ZH]));
}

static void
put_clause(struct drafting *d, const struct clause *c)
{
	draft_text(d, "clause", str_of(c->id));
	draft_text(d, "standing",
	    str_of(clause_standing_name((enum clause_standing)c->standing)));
}

static void
put_term(struct drafting *d, const struct term *t)
{
	draft_count(d, term_unit_name((enum term_unit)t->unit), t->n);
	draft_flag(d, "before", t->before);
	if (t->from != TERM_EXPORT)
		draft_text(d, "after",
		    str_of(term_from_name((enum term_from)t->from)));
	if (t->ends != TERM_AS_COUNTED)
		draft_text(
		    d, "ends", str_of(term_ends_name((enum term_ends)t->ends)));
	if (t->calendar[0] != '\0')
		draft_text(d, "calendar", str_of(t->calendar));
}

static void
put_due(struct drafting *d, const struct deal *deal, const struct decision *x)
{
	static const char *const in_time[] = { "yes", "no", "unknown" };
	struct due due;

	if (x->within.n == 0)
		return;
	put_term(d, &x->within);
	if (!deal_due(deal, x, &due))
		return;
	draft_day(d, "not-before", due.earliest);
	draft_day(d, "not-after", due.latest);
	if (deal->t->reported != DATE_NONE && !x->within.before)
		draft_text(d, "in-time",
		    str_of(in_time[workdays_in_time(&due, deal->t->reported)]));
}

static void
put_decision(struct drafting *d, const char *element, const struct following *f,
    const struct decision *x)
{
	const struct clause *least = decision_least_sure(f->of, x);

	canon_open(&d->w, element);
	draft_text(d, "id", str_of(x->id));
	put_titles(d, x->title);
	if (x->with == 0)
		draft_text(d, "outcome",
		    str_of(outcome_word((enum outcome)x->outcome)));
	put_clause(d, x->clause);
	if (least != x->clause) {
		draft_text(d, "rests-on", str_of(least->id));
		draft_text(d, "rests-on-standing",
		    str_of(clause_standing_name(
			(enum clause_standing)least->standing)));
	}
	put_due(d, f->deal, x);
}

/* A question that is open, and decides. */
static void
put_open(struct drafting *d, const struct following *f, size_t variable)
{
	const struct variable *v = &f->of->variable[variable];

	canon_open(&d->w, "open");
	draft_text(d, "question", str_of(variable_word(f->of, v)));
	if (v->kind == VARIABLE_ANSWER)
		put_titles(d, f->of->question[v->of].title);
	canon_close(&d->w);
}

static void
put_below(struct drafting *d, const struct following *f)
{
	for (size_t i = 0; i < f->of->ndecision; i++)
		if ((f->is.reached >> i & 1) != 0) {
			put_decision(d, "decision", f, &f->of->decision[i]);
			canon_close(&d->w);
		}
	for (size_t v = 0; v < f->of->nvariable; v++)
		if ((f->is.matters >> v & 1) != 0)
			put_open(d, f, v);
	for (size_t i = 0; i < f->of->nduty; i++) {
		bool due = (f->is.duty >> i & 1) != 0;

		if (!due && (f->is.duty_open >> i & 1) == 0)
			continue;
		put_decision(d, "duty", f, &f->of->duty[i]);
		draft_text(d, "due", due ? STR("yes") : STR("perhaps"));
		canon_close(&d->w);
	}
}

/* By the documents: outcomes know of no policy and no assumption. */
static void
put_outcome(struct drafting *d, size_t rule)
{
	const struct booked_rule *b = &d->book->rule[rule];
	const struct deal *deal = d->in->deal;
	struct following f = { deal, b->pack->decisions, { 0 } };
	size_t at = deal_find(deal, b->pack);
	const char *names[LANGUAGE_COUNT];

	if (at == deal->npack ||
	    !deal_decide(deal, at, (size_t)(b->rule - b->pack->rule),
		judgement_verdict(
		    d->in->judgement, VARIANT_LAW, rule, d->at->item),
		d->at->item, DATE_NONE, &f.is))
		return;
	for (int l = 0; l < LANGUAGE_COUNT; l++)
		names[l] =
		    outcome_name((enum outcome)f.is.outcome, (enum language)l);
	canon_open(&d->w, "outcome");
	draft_text(d, "pack", str_of(b->pack->id));
	draft_text(d, "rule", str_of(b->rule->id));
	draft_text(d, "is", str_of(outcome_word((enum outcome)f.is.outcome)));
	put_titles(d, names);
	draft_flag(d, "given-up", f.is.given_up);
	put_below(d, &f);
	canon_close(&d->w);
}

void
draft_said(struct drafting *d, const struct dealt_field *x)
{
	if (x->in_words)
		return;
	canon_open(&d->w, "said");
	draft_text(d, "block", str_of(profile_blocks[x->block].name));
	draft_text(d, "field", str_of(x->field));
	canon_text(&d->w, x->value);
	canon_close(&d->w);
}

static void
put_country(struct drafting *d, const char *name, const char *country)
{
	if (country[0] != '\0')
		draft_text(d, name, str_of(country));
}

void
draft_transaction(struct drafting *d)
{
	const struct deal *deal = d->in->deal;

	if (deal == NULL)
		return;
	canon_open(&d->w, "transaction");
	draft_text(d, "id", str_of(deal->t->id));
	put_country(d, "from", deal->t->from);
	put_country(d, "to", deal->t->to);
	draft_day(d, "exported", deal->t->exported);
	draft_day(d, "reported", deal->t->reported);
	for (size_t i = 0; i < d->dealt.n; i++)
		draft_said(d, &d->dealt.field[i]);
	canon_close(&d->w);
}

void
draft_outcomes(struct drafting *d)
{
	if (d->in->deal == NULL)
		return;
	canon_open(&d->w, "outcomes");
	for (size_t i = 0; i < d->at->goods.n; i++)
		draft_said(d, &d->at->goods.field[i]);
	for (size_t r = 0; r < d->book->nrule; r++)
		put_outcome(d, r);
	canon_close(&d->w);
}
