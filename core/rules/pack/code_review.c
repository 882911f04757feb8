/* SPDX-License-Identifier: Apache-2.0 */
/* code_review - does anybody give out the codes of a pack?  See code_review.h.
 */
#include "core/rules/pack/code_review.h"

#include "core/bom/field/fields.h"
#include "core/rules/pack/decisions.h"

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
review_countries(const struct reviewer *v)
{
	for (size_t i = 0; i < v->p->norigin; i++) {
		const struct origin_rule *o = &v->p->origin[i];

		for (size_t k = 0; o->country[k][0] != '\0'; k++)
			if (!is_country(o->country[k]))
				findings_error(v->f, ST_REF,
				    pos_in(v->rules, o->at),
				    "no country has the code %s: expected one "
				    "of ISO 3166",
				    o->country[k]);
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
		}
}

void
code_review(const struct pack *p, const char *rules, struct findings *f)
{
	const struct reviewer of = { p, rules, f }, *v = &of;

	review_countries(v);
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
