/* SPDX-License-Identifier: Apache-2.0 */
/* code_review - does anybody give out the codes of a pack?  See code_review.h.
 */
#include "core/rules/pack/code_review.h"

#include "core/bom/field/currency.h"
#include "core/bom/field/fields.h"
#include "core/rules/pack/decisions.h"
#include "core/rules/pack/origins.h"

#include <string.h>

struct reviewer {
	const struct pack *p;
	const char *rules;
	struct findings *f;
};

static bool
is_country(const char *code)
{
	const char *found = country_find(str_of(code));

	return found != NULL && strcmp(found, code) == 0;
}

static void
review_origin(const struct reviewer *v, const struct origin_rule *o)
{
	for (size_t k = 0; o->country[k][0] != '\0'; k++)
		if (!is_country(o->country[k]))
			findings_error(v->f, ST_REF, pos_in(v->rules, o->at),
			    "no country has the code %s: expected one of ISO "
			    "3166",
			    o->country[k]);
}

static void
review_countries(const struct reviewer *v)
{
	struct origin_rule part;

	for (size_t i = 0; i < v->p->norigin; i++) {
		review_origin(v, &v->p->origin[i]);
		for (size_t k = 0; origin_part(&v->p->origin[i], k, &part); k++)
			review_origin(v, &part);
	}
}

/* Those whose working days count. */
static void
review_calendars(
    const struct reviewer *v, const struct decision *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].within.calendar[0] != '\0' &&
		    !is_country(list[i].within.calendar))
			findings_error(v->f, ST_REF,
			    pos_in(v->rules, list[i].at),
			    "calendar: no country has the code %s: expected "
			    "one of ISO 3166",
			    list[i].within.calendar);
}

/* A limit in a code that nobody gives out is never held against a price. */
static void
review_currency(const struct reviewer *v, const char *code, struct pos at)
{
	struct str meant;

	if (code == NULL || code[0] == '\0' || currency_is_known(str_of(code)))
		return;
	if (currency_find(str_of(code), &meant) == CURRENCY_ONE &&
	    currency_is_known(meant))
		findings_error(v->f, ST_REF, pos_in(v->rules, at),
		    "no currency has the code %s: expected %.*s, of ISO 4217",
		    code, STR_ARG(meant));
	else
		findings_error(v->f, ST_REF, pos_in(v->rules, at),
		    "no currency has the code %s: expected one of ISO 4217, "
		    "such as CNY, EUR, INR, JPY, USD",
		    code);
}

static void
review_limits(const struct reviewer *v)
{
	for (size_t i = 0; i < v->p->nrule; i++) {
		const struct rule *r = &v->p->rule[i];
		size_t n = r->ntest + (r->either ? r->nreading : 0);

		for (size_t k = 0; k < n; k++) {
			const struct rule_test *t = &r->test[k];

			if (r->either && k + 1 == r->ntest)
				continue; /* it is what the first way is */
			review_currency(v, t->currency, t->at);
			if (t->value != NULL)
				review_currency(v, t->value->currency, t->at);
		}
	}
}

/* Chapters of the Harmonized System are 01 to 97, and 77 is kept free. */
static void
review_tariff(const struct reviewer *v, const char *s, struct pos at)
{
	for (; *s != '\0'; s += strspn(s, " \t\n\r")) {
		int chapter = (s[0] - '0') * 10 + (s[1] - '0');
		size_t n = strcspn(s, " \t\n\r");

		if (chapter < 1 || chapter > 97 || chapter == 77)
			findings_error(v->f, ST_REF, pos_in(v->rules, at),
			    "tariff code %.*s: there is no chapter %.2s",
			    (int)n, s, s);
		s += n;
	}
}

/* The first entry with that code; one stops at e itself. */
static const struct list_entry *
first_with_code(const struct pack *p, const struct list_entry *e)
{
	for (size_t i = 0; i < p->nlist; i++)
		for (size_t k = 0; k < p->list[i].nentry; k++)
			if (strcmp(p->list[i].entry[k].code, e->code) == 0)
				return &p->list[i].entry[k];
	return e;
}

/* Those of conditions. */
static void
review_conditions(const struct reviewer *v)
{
	const struct decisions *d = v->p->decisions;

	if (d == NULL)
		return;
	review_calendars(v, d->decision, d->ndecision);
	review_calendars(v, d->duty, d->nduty);
	for (size_t i = 0; i < d->ndecision; i++)
		for (size_t k = 0; k < d->decision[i].nwhen; k++) {
			const struct condition *c = &d->decision[i].when[k];

			if (c->what == VARIABLE_HS)
				review_tariff(v, c->words.p, c->at);
			review_currency(v, c->currency, c->at);
		}
}

void
code_review(const struct pack *p, const char *rules, struct findings *f)
{
	const struct reviewer of = { p, rules, f }, *v = &of;

	review_countries(v);
	review_limits(v);
	review_conditions(v);
	for (size_t i = 0; i < p->nlist; i++)
		for (size_t k = 0; k < p->list[i].nentry; k++) {
			const struct list_entry *e = &p->list[i].entry[k];
			const struct list_entry *twin = first_with_code(p, e);

			if (twin != e)
				findings_error(v->f, ST_DUPLICATE,
				    pos_in(v->rules, e->at),
				    "code %s for the second time: the first is "
				    "in line %u",
				    e->code, (unsigned)twin->at.line);
			review_tariff(v, e->hs, e->at);
		}
}
