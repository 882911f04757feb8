/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decision - which decision is reached; see decisions.h.
 *
 * Cases are split at the first condition that is open in the first decision
 * that is not ruled out, until each case reaches one decision.
 */
#include "core/rules/pack/decisions.h"

#include <stdlib.h>
#include <string.h>

/* Cases gone through for one question, conditions looked at for them, and cases
 * at a time.  A law has some dozens of conditions; half a second. */
#define WORLDS_MOST 200000
#define WORLDS_LOOKS 50000000
#define WORLDS_DEEP 512

struct worlds {
	uint64_t stack[WORLDS_DEEP][CELLS_MOST];
	size_t n;
	size_t left;  /* cases that may still be gone through */
	size_t looks; /* conditions that may still be looked at */
};

const struct clause *
decision_least_sure(const struct decisions *d, const struct decision *x)
{
	const struct clause *c = x->clause;

	for (size_t i = 0; i < x->nwhen; i++) {
		const struct condition *w = &x->when[i];
		const struct variable *v = &d->variable[w->variable];

		if (w->kind == CONDITION_VARIABLE &&
		    v->kind == VARIABLE_ANSWER &&
		    clause_doubt(d->question[v->of].clause) > clause_doubt(c))
			c = d->question[v->of].clause;
	}
	return c;
}

struct worlds *
worlds_make(void)
{
	struct worlds *w = malloc(sizeof(*w));

	if (w != NULL)
		w->looks = WORLDS_LOOKS;
	return w;
}

void
worlds_free(struct worlds *w)
{
	free(w);
}

/* ---- one case ---- */

static enum reply
holds(
    const struct condition *c, const struct facts *f, const uint64_t *possible)
{
	uint64_t in;

	switch (c->kind) {
	case CONDITION_UNDECIDED:
		return f->undecided ? REPLY_YES : REPLY_NO;
	case CONDITION_DAY:
		return (c->from == DATE_NONE || c->from <= f->day) &&
			       (c->until == DATE_NONE || f->day <= c->until)
			   ? REPLY_YES
			   : REPLY_NO;
	default:
		in = possible[c->variable] & c->cells;
		return in == 0                       ? REPLY_NO
		       : in == possible[c->variable] ? REPLY_YES
						     : REPLY_UNKNOWN;
	}
}

/*
 * Do all groups of conditions hold?  If that is open, *open is the first
 * condition that is.
 */
static enum reply
all_hold(const struct decision *x, const struct facts *f,
    const uint64_t *possible, const struct condition **open)
{
	enum reply all = REPLY_YES;

	for (size_t i = 0; i < x->nwhen;) {
		enum reply any = REPLY_NO;
		const struct condition *first = NULL;
		uint8_t group = x->when[i].group;

		for (; i < x->nwhen && x->when[i].group == group; i++) {
			enum reply a = holds(&x->when[i], f, possible);

			if (a == REPLY_UNKNOWN && first == NULL)
				first = &x->when[i];
			if (a == REPLY_YES ||
			    (a == REPLY_UNKNOWN && any == REPLY_NO))
				any = a;
		}
		if (any == REPLY_NO)
			return REPLY_NO;
		if (any == REPLY_UNKNOWN && all == REPLY_YES) {
			all = REPLY_UNKNOWN;
			*open = first;
		}
	}
	return all;
}

enum reply
decision_holds(const struct decision *x, const struct facts *f)
{
	const struct condition *open;

	return all_hold(x, f, f->possible, &open);
}

bool
decisions_exempt(const struct decisions *d, size_t rule)
{
	for (size_t i = 0; d != NULL && i < d->ndecision; i++)
		if (d->decision[i].exemption &&
		    (d->decision[i].rules >> rule & 1) != 0)
			return true;
	return false;
}

/* Counts the work of looking at its conditions.  False: it was enough. */
static bool
may_look(struct worlds *w, const struct decision *x)
{
	if (w->looks <= x->nwhen) {
		w->looks = 0;
		return false;
	}
	w->looks -= x->nwhen + 1;
	return true;
}

/*
 * The decision that a case reaches; or ndecision, and *open splits it, unless
 * that is NULL: it was looked at enough.
 */
static size_t
first_of(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, const uint64_t *possible,
    const struct condition **open)
{
	*open = NULL;
	for (size_t i = 0; i < d->ndecision; i++) {
		const struct decision *x = &d->decision[i];

		if ((x->rules >> rule & 1) == 0)
			continue;
		if (!may_look(w, x))
			break;
		switch (all_hold(x, f, possible, open)) {
		case REPLY_YES:
			return i;
		case REPLY_UNKNOWN:
			return d->ndecision;
		default:
			break;
		}
	}
	return d->ndecision;
}

/* ---- all cases ---- */

static void
begin(struct worlds *w, const uint64_t *possible)
{
	memcpy(w->stack[0], possible, sizeof(w->stack[0]));
	w->n = 1;
}

/* The case on top becomes two.  False: too many at a time. */
static bool
split(struct worlds *w, const struct condition *c)
{
	uint64_t *top = w->stack[w->n - 1], in;

	if (w->n == WORLDS_DEEP || w->left == 0)
		return false;
	w->left--;
	in = top[c->variable] & c->cells;
	memcpy(w->stack[w->n], top, sizeof(w->stack[0]));
	top[c->variable] &= ~c->cells;
	w->stack[w->n++][c->variable] = in;
	return true;
}

/* Bits of the decisions that some case reaches; *given_up: not all cases. */
static uint64_t
reach_all(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, const uint64_t *possible, bool *given_up)
{
	const struct condition *open;
	uint64_t reached = 0;

	begin(w, possible);
	while (w->n > 0) {
		size_t i = first_of(w, d, rule, f, w->stack[w->n - 1], &open);

		if (i < d->ndecision) {
			reached |= (uint64_t)1 << i;
			w->n--;
		} else if (open == NULL || !split(w, open)) {
			*given_up = true;
			return reached;
		}
	}
	return reached;
}

/* Is there a case whose outcome another cell of the variable changes? */
static bool
differ(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, uint8_t variable, uint64_t a, uint64_t b)
{
	const struct condition *open;
	uint64_t other[CELLS_MOST];
	size_t x, y;

	begin(w, f->possible);
	while (w->n > 0) {
		uint64_t *top = w->stack[w->n - 1];

		memcpy(other, top, sizeof(other));
		other[variable] = b;
		top[variable] = a;
		y = first_of(w, d, rule, f, other, &open);
		if (y < d->ndecision)
			x = first_of(w, d, rule, f, top, &open);
		else
			x = d->ndecision;
		if (x < d->ndecision) {
			if (d->decision[x].outcome != d->decision[y].outcome)
				return true;
			w->n--;
		} else if (open == NULL || !split(w, open)) {
			return true; /* it may matter */
		}
	}
	return false;
}

static bool
matters(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, uint8_t variable)
{
	uint64_t cells = f->possible[variable], first = cells & -cells;

	for (cells &= ~first; cells != 0; cells &= cells - 1)
		if (differ(w, d, rule, f, variable, first, cells & -cells))
			return true;
	return false;
}

static uint16_t
outcomes_of(const struct decisions *d, uint64_t reached)
{
	uint16_t set = 0;

	for (size_t i = 0; i < d->ndecision; i++)
		if ((reached >> i & 1) != 0)
			set |= (uint16_t)(1 << d->decision[i].outcome);
	return set;
}

static bool
is_one(uint16_t set)
{
	return set != 0 && (set & (set - 1)) == 0;
}

/* A duty comes with some outcomes, and has conditions of its own. */
static void
find_duties(const struct decisions *d, size_t rule, const struct facts *f,
    struct decided *out)
{
	for (size_t i = 0; i < d->nduty; i++) {
		const struct decision *x = &d->duty[i];
		const struct condition *open = NULL;
		uint16_t in = out->outcomes & x->with;
		enum reply a;

		if ((x->rules >> rule & 1) == 0 || in == 0)
			continue;
		a = all_hold(x, f, f->possible, &open);
		if (a == REPLY_YES && in == out->outcomes && !out->given_up)
			out->duty |= (uint64_t)1 << i;
		else if (a != REPLY_NO)
			out->duty_open |= (uint64_t)1 << i;
	}
}

/* What is reached, and what follows if that is one thing in every case. */
static void
reach(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, struct decided *out)
{
	memset(out, 0, sizeof(*out));
	w->left = WORLDS_MOST;
	out->reached = reach_all(w, d, rule, f, f->possible, &out->given_up);
	out->outcomes = outcomes_of(d, out->reached);
	for (int o = 0;
	     is_one(out->outcomes) && !out->given_up && o < OUTCOME_COUNT; o++)
		if (out->outcomes == 1 << o)
			out->outcome = (uint8_t)o;
}

/*
 * decisions_reach - what follows for one rule.
 *
 * In:	rule  index in the pack; some decision of it has no condition
 * Cost: O(cases); beyond a limit of them the outcome is undetermined, and all
 *	that is open is taken to matter
 */
void
decisions_reach(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, struct decided *out)
{
	w->looks = WORLDS_LOOKS;
	reach(w, d, rule, f, out);
	for (size_t v = 0;
	     out->outcome == OUTCOME_UNDETERMINED && v < d->nvariable; v++)
		if (matters(w, d, rule, f, (uint8_t)v))
			out->matters |= (uint64_t)1 << v;
	find_duties(d, rule, f, out);
}

void
decisions_survey(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, struct decided *out)
{
	reach(w, d, rule, f, out);
	find_duties(d, rule, f, out);
	for (size_t i = 0; i < d->nduty; i++)
		out->given_up |= !may_look(w, &d->duty[i]);
}

/* Beyond a limit of cases it may be any of them. */
uint16_t
decisions_if(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, uint8_t variable, uint64_t cells)
{
	struct facts with = *f;
	bool given_up = false;
	uint64_t reached;

	with.possible[variable] = cells;
	if (d->variable[variable].kind == VARIABLE_VERDICT)
		with.undecided = false; /* it would not be any more */
	w->left = WORLDS_MOST;
	w->looks = WORLDS_LOOKS;
	reached = reach_all(w, d, rule, &with, with.possible, &given_up);
	for (size_t i = 0; given_up && i < d->ndecision; i++)
		reached |= (d->decision[i].rules >> rule & 1) << i;
	return outcomes_of(d, reached);
}
