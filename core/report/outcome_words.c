/* SPDX-License-Identifier: Apache-2.0 */
/* outcome_words - what follows for an item, and the words for it; see
 * outcomes.h. */
#include "core/report/outcomes.h"

#include <string.h>

bool
outcome_if(struct outcome_of *o, const struct checked *c, size_t rule,
    uint32_t item, enum verdict v, date_day day)
{
	const struct booked_rule *b = &c->book->rule[rule];

	if (c->deal == NULL)
		return false;
	o->deal = c->deal;
	o->pack = b->pack;
	o->d = b->pack->decisions;
	o->at = deal_find(c->deal, b->pack);
	o->rule = (size_t)(b->rule - b->pack->rule);
	if (o->at == c->deal->npack || o->d == NULL)
		return false;
	o->item = item;
	o->verdict = v;
	return deal_decide(c->deal, o->at, o->rule, v, item, day, &o->decided);
}

bool
outcome_find(
    struct outcome_of *o, const struct checked *c, size_t rule, uint32_t item)
{
	return outcome_if(o, c, rule, item,
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item),
	    DATE_NONE);
}

void
outcome_answers(
    struct outcome_answers *a, const struct outcome_of *o, uint8_t variable)
{
	struct facts facts;
	uint64_t left;

	deal_facts(o->deal, o->at, o->verdict, o->item, &facts);
	left = facts.possible[variable];
	a->n = 0;
	for (; left != 0; left &= left - 1) {
		uint64_t cell = left & -left;
		uint16_t set = decisions_if(
		    o->deal->worlds, o->d, o->rule, &facts, variable, cell);
		size_t i = 0;

		while (i < a->n && a->outcomes[i] != set)
			i++;
		if (i == a->n) {
			a->cells[a->n] = 0;
			a->outcomes[a->n++] = set;
		}
		a->cells[i] |= cell;
	}
}

const char *
outcome_variable(const struct outcome_of *o, uint8_t variable)
{
	return variable_word(o->d, &o->d->variable[variable]);
}

static void
add_or(char *out, size_t size, bool *first)
{
	str_add(out, size, "%s", *first ? "" : " or ");
	*first = false;
}

static void
add_countries(char *out, size_t size, const struct variable *v, uint64_t cells)
{
	bool first = true;
	size_t shown = 0;

	for (size_t i = 0; i < v->ncountry; i++) {
		if ((cells >> v->country[i].cell & 1) == 0)
			continue;
		if (shown++ == 5) {
			str_add(out, size, " or others of them");
			break;
		}
		add_or(out, size, &first);
		str_add(out, size, "%s", v->country[i].code);
	}
	if ((cells & 1) != 0) {
		add_or(out, size, &first);
		str_add(out, size, "another country");
	}
}

/* "below 1 t", "1 t", "between 1 t and 2 t", "above 2 t" */
static void
add_amount(char *out, size_t size, const struct variable *v, size_t cell)
{
	size_t i = cell / 2;

	if (cell % 2 == 1)
		str_add(out, size, "%s", v->limit_text[i]);
	else if (i == 0)
		str_add(out, size, "below %s", v->limit_text[0]);
	else if (i == v->nlimit)
		str_add(out, size, "above %s", v->limit_text[i - 1]);
	else
		str_add(out, size, "between %s and %s", v->limit_text[i - 1],
		    v->limit_text[i]);
}

/* "8505 or another code" */
static void
add_codes(char *out, size_t size, const struct variable *v, uint64_t cells)
{
	bool first = true;

	for (size_t i = 0; i < v->ncode; i++)
		if ((cells >> (i + 1) & 1) != 0) {
			add_or(out, size, &first);
			str_add(out, size, "%.*s", STR_ARG(v->code[i]));
		}
	if ((cells & 1) != 0) {
		add_or(out, size, &first);
		str_add(out, size, "another code");
	}
}

void
outcome_cells(char *out, size_t size, const struct outcome_of *o,
    uint8_t variable, uint64_t cells)
{
	const struct variable *v = &o->d->variable[variable];
	bool first = true;

	if (v->kind == VARIABLE_COUNTRY) {
		add_countries(out, size, v, cells);
		return;
	}
	if (v->kind == VARIABLE_HS) {
		add_codes(out, size, v, cells);
		return;
	}
	for (size_t i = 0; i < v->ncell; i++) {
		if ((cells >> i & 1) == 0)
			continue;
		add_or(out, size, &first);
		if (v->kind == VARIABLE_FORM) {
			str_add(out, size, "%s", form_name((enum form)(i + 1)));
			continue;
		}
		if (v->kind == VARIABLE_END_USE)
			str_add(out, size, "%s", end_uses[i]);
		else if (v->kind == VARIABLE_PER_YEAR)
			add_amount(out, size, v, i);
		else if (v->kind == VARIABLE_VERDICT)
			str_add(
			    out, size, "%s", i == 1 ? "triggered" : "clear");
		else
			str_add(out, size, "%s", i == 1 ? "yes" : "no");
	}
}

void
outcome_names(char *out, size_t size, uint16_t outcomes)
{
	bool first = true;

	for (int i = 0; i < OUTCOME_COUNT; i++)
		if ((outcomes >> i & 1) != 0) {
			add_or(out, size, &first);
			str_add(out, size, "%s",
			    outcome_name((enum outcome)i, LANGUAGE_EN));
		}
}
