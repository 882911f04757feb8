/* SPDX-License-Identifier: Apache-2.0 */
/* decision_review - do the decisions of a pack make sense?  See
 * decision_review.h. */
#include "core/rules/pack/decision_review.h"

#include <stdlib.h>

#define FIRST_DAY 19000101

struct review {
	const struct decisions *d;
	const char *file;
	struct findings *f;
};

bool
decision_rests_on(const struct pack *p, const struct clause *c)
{
	const struct decisions *d = p->decisions;

	if (d == NULL)
		return false;
	for (size_t i = 0; i < d->nquestion; i++)
		if (d->question[i].clause == c)
			return true;
	for (size_t i = 0; i < d->ndecision; i++)
		if (d->decision[i].clause == c)
			return true;
	for (size_t i = 0; i < d->nduty; i++)
		if (d->duty[i].clause == c)
			return true;
	return false;
}

/* All that can be said of the decisions of one rule on one day. */
struct sight {
	uint64_t reached, duty;
	bool given_up;
};

static void
look(const struct review *v, struct worlds *w, size_t rule, date_day day,
    struct sight *s)
{
	struct facts f;
	struct decided out;

	facts_open(v->d, &f);
	f.day = day;
	for (int undecided = 0; undecided < 2 && !s->given_up; undecided++) {
		f.undecided = undecided != 0;
		decisions_survey(w, v->d, rule, &f, &out);
		s->reached |= out.reached;
		s->duty |= out.duty | out.duty_open;
		s->given_up |= out.given_up;
	}
}

/* The days on which a condition begins to hold, or ceases to. */
static void
look_on_days(const struct review *v, struct worlds *w, size_t rule,
    const struct decision *list, size_t n, struct sight *s)
{
	for (size_t i = 0; i < n && !s->given_up; i++)
		for (size_t k = 0; k < list[i].nwhen; k++) {
			const struct condition *c = &list[i].when[k];

			if (c->kind != CONDITION_DAY)
				continue;
			if (c->from != DATE_NONE)
				look(v, w, rule, c->from, s);
			if (c->until != DATE_NONE)
				look(v, w, rule, date_next(c->until), s);
		}
}

static void
say_unreached(const struct review *v, const struct sight *s)
{
	for (size_t i = 0; i < v->d->ndecision; i++)
		if ((s->reached >> i & 1) == 0 && !s->given_up)
			findings_error(v->f, ST_CONFLICT,
			    pos_in(v->file, v->d->decision[i].at),
			    "decision %s is never reached: those above it "
			    "take every case",
			    v->d->decision[i].id);
	for (size_t i = 0; i < v->d->nduty; i++)
		if ((s->duty >> i & 1) == 0 && !s->given_up)
			findings_error(v->f, ST_CONFLICT,
			    pos_in(v->file, v->d->duty[i].at),
			    "duty %s is never due: no decision of its rules "
			    "has the outcomes that bring it",
			    v->d->duty[i].id);
	if (s->given_up)
		findings_warn(v->f, ST_OK,
		    pos_in(v->file, v->d->decision[0].at),
		    "the decisions have more cases than are gone through: "
		    "whether each is reached is not known");
}

static bool
is_asked(const struct decisions *d, size_t question)
{
	for (size_t i = 0; i < d->nvariable; i++)
		if (d->variable[i].kind == VARIABLE_ANSWER &&
		    d->variable[i].of == question)
			return true;
	return false;
}

/*
 * decision_review - what is doubtful, each at its place.
 *
 * Cost: O(rules * days * cases), which are limited
 */
void
decision_review(const struct pack *p, const char *file, struct findings *f)
{
	struct review v = { p->decisions, file, f };
	struct sight s = { 0 };
	struct worlds *w;

	if (v.d == NULL)
		return;
	w = worlds_make();
	if (w == NULL) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return;
	}
	for (size_t r = 0; r < p->nrule && !s.given_up; r++) {
		look(&v, w, r, FIRST_DAY, &s);
		look_on_days(&v, w, r, v.d->decision, v.d->ndecision, &s);
		look_on_days(&v, w, r, v.d->duty, v.d->nduty, &s);
	}
	worlds_free(w);
	say_unreached(&v, &s);
	for (size_t i = 0; i < v.d->nquestion; i++)
		if (!is_asked(v.d, i))
			findings_warn(f, ST_OK,
			    pos_in(v.file, v.d->question[i].at),
			    "no decision asks %s", v.d->question[i].id);
}
