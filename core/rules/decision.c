/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decision - which decision is reached; see decisions.h.
 *
 * Cases are split at the first condition that is open in the first decision
 * that is not ruled out, until each case reaches one decision.
 */
#include "core/rules/decisions.h"

#include <stdlib.h>
#include <string.h>

/* Cases gone through for one question, and of them at a time. */
#define WORLDS_MOST 200000
#define WORLDS_DEEP 512

struct worlds {
	uint64_t stack[WORLDS_DEEP][CELLS_MOST];
	size_t n;
	size_t left; /* cases that may still be gone through */
};

const char *
outcome_word(enum outcome o)
{
	static const char *const words[OUTCOME_COUNT] = { "undetermined",
		"licence-required", "report-required", "case-by-case",
		"refused-in-principle", "prohibited", "exempt-with-report",
		"exempt", "not-subject" };

	return words[o];
}

const char *
outcome_name(enum outcome o, enum language l)
{
	static const char *const names[OUTCOME_COUNT][LANGUAGE_COUNT] = {
		[OUTCOME_UNDETERMINED] = { "undetermined", "无法确定" },
		[OUTCOME_LICENCE] = { "licence required", "须经许可" },
		[OUTCOME_REPORT] = { "report required", "须报告" },
		[OUTCOME_CASE_BY_CASE] = { "case by case", "逐案审批" },
		[OUTCOME_REFUSED] = { "refused in principle",
		    "原则上不予许可" },
		[OUTCOME_PROHIBITED] = { "prohibited", "禁止" },
		[OUTCOME_EXEMPT_REPORT] = { "exempt with report",
		    "免许可，须报告" },
		[OUTCOME_EXEMPT] = { "exempt", "豁免" },
		[OUTCOME_NOT_SUBJECT] = { "not subject", "不适用" },
	};

	return names[o][l];
}

const char *
country_of_word(enum country_of c)
{
	static const char *const words[COUNTRY_KINDS] = { "destination",
		"origin", "exporter", "consignee", "end-user" };

	return words[c];
}

const char *
variable_word(const struct decisions *d, const struct variable *v)
{
	switch (v->kind) {
	case VARIABLE_VERDICT:
		return "verdict";
	case VARIABLE_ANSWER:
		return d->question[v->of].id;
	case VARIABLE_COUNTRY:
		return country_of_word((enum country_of)v->of);
	case VARIABLE_DOMESTIC:
		return "domestic";
	case VARIABLE_END_USE:
		return "end-use";
	case VARIABLE_HS:
		return "hs";
	case VARIABLE_FORM:
		return "form";
	default:
		return "per-year";
	}
}

/* Does a code begin with the other, which is a heading that it is under? */
static bool
begins_with(struct str code, struct str heading)
{
	return heading.n <= code.n && memcmp(code.p, heading.p, heading.n) == 0;
}

/*
 * That of the longest named code that it is under; of a short one perhaps those
 * that are under it.
 */
uint64_t
variable_code(const struct variable *v, struct str code)
{
	uint64_t under = 0;
	size_t longest = 0, at = 0;

	for (size_t i = 0; i < v->ncode; i++) {
		if (begins_with(code, v->code[i]) && v->code[i].n > longest) {
			longest = v->code[i].n;
			at = i + 1;
		} else if (begins_with(v->code[i], code)) {
			under |= (uint64_t)1 << (i + 1);
		}
	}
	return under | (uint64_t)1 << at;
}

/* Digits alone: "8505.11" is written as the user likes. */
static struct str
digits_of(struct str text, char out[12])
{
	struct str code = { out, 0 };

	for (size_t i = 0; i < text.n && code.n < 10; i++)
		if (text.p[i] >= '0' && text.p[i] <= '9')
			out[code.n++] = text.p[i];
	return code;
}

void
facts_of_item(const struct decisions *d, const struct bom *b, uint32_t item,
    struct facts *f)
{
	const struct item *it = &b->item[item];
	char text[12];
	struct str code = digits_of(bom_text_get(b, it->hs), text);

	for (size_t i = 0; i < d->nvariable; i++) {
		const struct variable *v = &d->variable[i];

		if (v->kind == VARIABLE_HS && code.n >= 4)
			f->possible[i] &= variable_code(v, code);
		/* goods of form material may be of any */
		if (v->kind == VARIABLE_FORM && it->form != FORM_UNKNOWN &&
		    it->form != FORM_MATERIAL)
			f->possible[i] = (uint64_t)1 << (it->form - 1);
	}
}

uint8_t
variable_country(const struct variable *v, const char code[3])
{
	for (size_t i = 0; i < v->ncountry; i++)
		if (strcmp(v->country[i].code, code) == 0)
			return v->country[i].cell;
	return 0;
}

uint8_t
variable_amount(const struct variable *v, mpq_srcptr amount)
{
	for (size_t i = 0; i < v->nlimit; i++) {
		int c = mpq_cmp(amount, v->limit[i]);

		if (c <= 0)
			return (uint8_t)(2 * i + (c == 0));
	}
	return (uint8_t)(2 * v->nlimit);
}

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

static uint64_t
all_cells(const struct variable *v)
{
	return v->ncell < CELLS_MOST ? ((uint64_t)1 << v->ncell) - 1
				     : ~(uint64_t)0;
}

void
facts_open(const struct decisions *d, struct facts *f)
{
	memset(f, 0, sizeof(*f));
	for (size_t i = 0; i < d->nvariable; i++)
		f->possible[i] = all_cells(&d->variable[i]);
}

struct worlds *
worlds_make(void)
{
	return malloc(sizeof(struct worlds));
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

/* The decision that a case reaches; or ndecision, and *open splits it. */
static size_t
first_of(const struct decisions *d, size_t rule, const struct facts *f,
    const uint64_t *possible, const struct condition **open)
{
	*open = NULL;
	for (size_t i = 0; i < d->ndecision; i++) {
		const struct decision *x = &d->decision[i];

		if ((x->rules >> rule & 1) == 0)
			continue;
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
		size_t i = first_of(d, rule, f, w->stack[w->n - 1], &open);

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
		y = first_of(d, rule, f, other, &open);
		if (y < d->ndecision)
			x = first_of(d, rule, f, top, &open);
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
	memset(out, 0, sizeof(*out));
	w->left = WORLDS_MOST;
	out->reached = reach_all(w, d, rule, f, f->possible, &out->given_up);
	out->outcomes = outcomes_of(d, out->reached);
	for (int o = 0;
	     is_one(out->outcomes) && !out->given_up && o < OUTCOME_COUNT; o++)
		if (out->outcomes == 1 << o)
			out->outcome = (uint8_t)o;
	for (size_t v = 0;
	     out->outcome == OUTCOME_UNDETERMINED && v < d->nvariable; v++)
		if (matters(w, d, rule, f, (uint8_t)v))
			out->matters |= (uint64_t)1 << v;
	find_duties(d, rule, f, out);
}

uint16_t
decisions_if(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, uint8_t variable, uint64_t cells)
{
	struct facts with = *f;
	bool given_up = false;

	with.possible[variable] = cells;
	if (d->variable[variable].kind == VARIABLE_VERDICT)
		with.undecided = false; /* it would not be any more */
	w->left = WORLDS_MOST;
	return outcomes_of(
	    d, reach_all(w, d, rule, &with, with.possible, &given_up));
}
