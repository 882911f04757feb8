/* SPDX-License-Identifier: Apache-2.0 */
/* outcomes_json - what follows in the transaction, for a program; see
 * outcomes.h. */
#include "core/report/outcomes.h"

#include "core/base/digest.h"
#include "core/report/arithmetic.h"

static void
put_country(struct json *j, const char *key, const char *code)
{
	if (code[0] != '\0')
		json_put_text(j, key, code);
	else
		json_put_null(j, key);
}

static void
put_digest(struct json *j, const struct bytes *xml)
{
	uint8_t digest[SHA256_SIZE];
	char hex[SHA256_HEX];

	if (!digest_sha256((struct str){ xml->p, xml->n }, digest)) {
		j->bad = true;
		return;
	}
	digest_hex(digest, hex);
	json_put_text(j, "sha256", hex);
}

/* The transaction decides no verdict but those of a year: its digests stand
 * here, and not among the inputs. */
static void
put_holidays(struct json *j, const struct holidays *h)
{
	json_begin_array(j, "holidays");
	for (size_t i = 0; h != NULL && i < h->n; i++) {
		const struct calendar *c = &h->calendar[i];

		json_begin_object(j, NULL);
		json_put_text(j, "file", c->path);
		put_digest(j, &c->xml);
		json_put_text(j, "country", c->country);
		json_put_day(j, "from", c->from);
		json_put_day(j, "until", c->until);
		json_put_text(j, "source", c->source);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_parties(struct json *j, const struct transaction *t)
{
	json_begin_array(j, "parties");
	for (size_t i = 0; i < t->nparty; i++) {
		const struct party *p = &t->party[i];

		json_begin_object(j, NULL);
		json_put_text(j, "id", p->id);
		json_put_text(j, "name", p->name);
		put_country(j, "country", p->country);
		json_begin_array(j, "roles");
		for (int r = 0; r < ROLE_COUNT; r++)
			if ((p->roles >> r & 1) != 0)
				json_put_text(j, NULL, role_name((enum role)r));
		json_end_array(j);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_way(struct json *j, const struct transaction *t, const struct owned *o)
{
	json_begin_array(j, "way");
	for (size_t i = 0; i < o->nway; i++) {
		json_begin_object(j, NULL);
		json_put_text(j, "party", t->party[o->way[i].party].id);
		if (i > 0)
			json_put_text(
			    j, "stake", t->stake[o->way[i].stake].text);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_owned(struct json *j, const struct deal *d, const struct deal_pack *p,
    const struct party_owned *x)
{
	const struct pack_question *q =
	    &p->pack->decisions->question[x->question];
	const struct owned *o = &x->owned;

	json_begin_object(j, NULL);
	json_put_text(j, "pack", p->pack->id);
	json_put_text(j, "question", q->id);
	json_put_text(j, "party", d->t->party[x->party].id);
	json_put_text(j, "limit", q->limit_text);
	json_put_text(j, "by",
	    ownership_reading_name((enum ownership_reading)q->reading));
	for (int r = 0; r < OWNED_READINGS; r++)
		json_put_text(j,
		    ownership_reading_name((enum ownership_reading)r),
		    reply_word((enum reply)o->reading[r]));
	json_begin_object(j, "share");
	json_put_exact(j, "low", o->lo);
	json_put_exact(j, "high", o->hi);
	json_put_bool(j, "low_open", o->lo_open);
	json_put_bool(j, "high_open", o->hi_open);
	json_end_object(j);
	put_way(j, d->t, o);
	json_put_bool(j, "holder_is_listed", o->nway > 0 && o->way_is_sure);
	json_put_bool(j, "ring", o->cycle);
	clause_json(j, "clause", q->clause);
	json_end_object(j);
}

void
transaction_json(struct json *j, const struct checked *c)
{
	const struct deal *d = c->deal;

	if (d == NULL)
		return;
	json_begin_object(j, "transaction");
	json_put_text(j, "id", d->t->id);
	json_put_text(j, "file", d->t->path);
	put_digest(j, &d->t->xml);
	put_holidays(j, d->holidays);
	put_country(j, "from", d->t->from);
	put_country(j, "to", d->t->to);
	json_put_day(j, "exported", d->t->exported);
	json_put_day(j, "reported", d->t->reported);
	if (d->t->period_start != NULL) {
		json_put_text(j, "period_start", d->t->period_start);
		json_put_text(j, "period_end", d->t->period_end);
	}
	if (d->t->end_use != END_USE_UNKNOWN)
		json_put_text(j, "end_use", end_uses[d->t->end_use]);
	else
		json_put_null(j, "end_use");
	put_parties(j, d->t);
	json_begin_array(j, "ownership");
	for (size_t p = 0; p < d->npack; p++)
		for (size_t i = 0; i < d->pack[p].nowned; i++)
			put_owned(j, d, &d->pack[p], &d->pack[p].owned[i]);
	json_end_array(j);
	json_end_object(j);
}

/* How long it is, and from when. */
static void
put_term(struct json *j, const struct term *t)
{
	static const char *const names[TERM_UNITS] = { "working_days", "days",
		"weeks", "months" };

	json_put_count(j, names[t->unit], t->n);
	if (t->before)
		json_put_bool(j, "before", true);
	if (t->from != TERM_EXPORT)
		json_put_text(
		    j, "from", term_from_name((enum term_from)t->from));
	if (t->ends != TERM_AS_COUNTED)
		json_put_text(
		    j, "ends", term_ends_name((enum term_ends)t->ends));
	if (t->calendar[0] != '\0')
		json_put_text(j, "calendar", t->calendar);
}

/* When its time ends, as far as holiday files say. */
static void
put_due(struct json *j, const struct deal *d, const struct decision *x)
{
	static const char *const in_time[] = { "yes", "no", "unknown" };
	struct due due;

	if (x->within.n == 0)
		return;
	json_begin_object(j, "time");
	put_term(j, &x->within);
	if (deal_due(d, x, &due)) {
		json_put_day(j, "not_before", due.earliest);
		json_put_day(j, "not_after", due.latest);
		json_put_day(j, "not_covered", due.open);
		if (d->t->reported != DATE_NONE && !x->within.before)
			json_put_text(j, "report_in_time",
			    in_time[workdays_in_time(&due, d->t->reported)]);
	}
	json_end_object(j);
}

static void
put_decision(
    struct json *j, const struct outcome_of *o, const struct decision *x)
{
	json_begin_object(j, NULL);
	json_put_text(j, "id", x->id);
	json_put_text(j, "title", x->title[LANGUAGE_EN]);
	json_put_text(j, "title_zh", x->title[LANGUAGE_ZH]);
	if (x->exemption)
		json_put_bool(j, "exemption", true);
	if (x->with == 0)
		json_put_text(
		    j, "outcome", outcome_word((enum outcome)x->outcome));
	clause_json(j, "clause", x->clause);
	clause_json(j, "rests_on", decision_least_sure(o->d, x));
	put_due(j, o->deal, x);
}

static void
put_outcomes(struct json *j, uint16_t set)
{
	json_begin_array(j, "outcomes");
	for (int i = 0; i < OUTCOME_COUNT; i++)
		if ((set >> i & 1) != 0)
			json_put_text(j, NULL, outcome_word((enum outcome)i));
	json_end_array(j);
}

/* What each answer to an open question leads to. */
static void
put_asked(struct json *j, const struct outcome_of *o, uint8_t variable)
{
	const struct variable *v = &o->d->variable[variable];
	struct outcome_answers a;
	char text[1600];

	json_begin_object(j, NULL);
	json_put_text(j, "question", outcome_variable(o, variable));
	if (v->kind == VARIABLE_ANSWER) {
		const struct pack_question *q = &o->d->question[v->of];

		json_put_text(j, "title", q->title[LANGUAGE_EN]);
		json_put_text(j, "title_zh", q->title[LANGUAGE_ZH]);
	}
	json_begin_array(j, "answers");
	outcome_answers(&a, o, variable);
	for (size_t i = 0; i < a.n; i++) {
		text[0] = '\0';
		outcome_cells(text, sizeof(text), o, variable, a.cells[i]);
		json_begin_object(j, NULL);
		json_put_text(j, "answer", text);
		put_outcomes(j, a.outcomes[i]);
		json_end_object(j);
	}
	json_end_array(j);
	json_end_object(j);
}

/* Why, what is asked, what has to be done beside. */
static void
put_all(struct json *j, const struct outcome_of *o)
{
	json_begin_array(j, "decisions");
	for (size_t i = 0; i < o->d->ndecision; i++)
		if ((o->decided.reached >> i & 1) != 0) {
			put_decision(j, o, &o->d->decision[i]);
			json_end_object(j);
		}
	json_end_array(j);
	json_begin_array(j, "asks");
	for (size_t v = 0; v < o->d->nvariable; v++)
		if ((o->decided.matters >> v & 1) != 0)
			put_asked(j, o, (uint8_t)v);
	json_end_array(j);
	json_begin_array(j, "duties");
	for (size_t i = 0; i < o->d->nduty; i++) {
		bool due = (o->decided.duty >> i & 1) != 0;

		if (!due && (o->decided.duty_open >> i & 1) == 0)
			continue;
		put_decision(j, o, &o->d->duty[i]);
		json_put_bool(j, "due", due);
		json_end_object(j);
	}
	json_end_array(j);
}

void
outcome_json(struct json *j, const struct checked *c, size_t rule,
    uint32_t item, bool fully)
{
	struct outcome_of o;

	if (!outcome_find(&o, c, rule, item))
		return;
	json_begin_object(j, "outcome");
	json_put_text(
	    j, "outcome", outcome_word((enum outcome)o.decided.outcome));
	json_put_text(j, "words",
	    outcome_name((enum outcome)o.decided.outcome, LANGUAGE_EN));
	json_put_text(j, "words_zh",
	    outcome_name((enum outcome)o.decided.outcome, LANGUAGE_ZH));
	if (fully)
		put_all(j, &o);
	json_end_object(j);
}
