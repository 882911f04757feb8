/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack_cells - what conditions look at, cut into cells; see pack_cells.h.
 *
 * Two countries are in one cell if the same conditions name them.  Amounts are
 * cut at every limit.  So what is true of one of a cell is true of all of it.
 */
#include "core/rules/pack/pack_cells.h"

#include "core/bom/field/fields.h"
#include "core/rules/deal/document.h"

#include <stdlib.h>
#include <string.h>

/* Runs over all conditions of decisions and duties. */
struct walk {
	struct decisions *d;
	size_t list, x, i;
};

static struct condition *
next_condition(struct walk *w)
{
	for (; w->list < 2; w->list++, w->x = 0) {
		struct decision *list =
		    w->list == 0 ? w->d->decision : w->d->duty;
		size_t n = w->list == 0 ? w->d->ndecision : w->d->nduty;

		for (; w->x < n; w->x++, w->i = 0)
			if (w->i < list[w->x].nwhen)
				return &list[w->x].when[w->i++];
	}
	return NULL;
}

/* Runs over the words of all conditions on one variable. */
struct words {
	struct walk w;
	uint8_t variable;
	struct condition *c; /* of the last word; NULL: none yet */
	size_t i;
};

/* Empty: there are no more. */
static struct str
next_word(struct words *x)
{
	struct str word = STR("");

	while (word.n == 0) {
		if (x->c != NULL && x->c->kind == CONDITION_VARIABLE &&
		    x->c->variable == x->variable)
			word = document_word(x->c->words, &x->i);
		if (word.n > 0)
			break;
		x->c = next_condition(&x->w);
		x->i = 0;
		if (x->c == NULL)
			break;
	}
	return word;
}

static struct pos
place(const struct pack_reader *r, const struct condition *c)
{
	return (struct pos){ r->d.file, c->at.line, c->at.col };
}

static bool
is_of(const struct variable *v, const struct condition *c)
{
	return v->kind == c->what && v->of == c->of &&
	       v->dimension == c->dimension &&
	       strcmp(v->currency, c->currency) == 0;
}

/* The variable of a condition, a new one if it is the first. */
static bool
find_variable(struct pack_reader *r, struct decisions *d, struct condition *c)
{
	struct variable *v;

	for (c->variable = 0; c->variable < d->nvariable; c->variable++)
		if (is_of(&d->variable[c->variable], c))
			return true;
	if (d->nvariable == CELLS_MOST) {
		findings_error(r->d.f, ST_LIMIT, place(r, c),
		    "decisions that look at more than %d things: expected "
		    "fewer",
		    CELLS_MOST);
		return false;
	}
	v = &d->variable[d->nvariable++];
	v->kind = c->what;
	v->of = c->of;
	v->dimension = c->dimension;
	memcpy(v->currency, c->currency, sizeof(v->currency));
	v->ncell = v->kind == VARIABLE_END_USE ? END_USES
		   : v->kind == VARIABLE_FORM  ? FORM_COUNT - 1
					       : 2;
	return true;
}

/* ---- countries ---- */

static bool
names(struct str words, const char code[3])
{
	struct str w;
	size_t i = 0;

	while ((w = document_word(words, &i)).n > 0)
		if (str_is(w, code))
			return true;
	return false;
}

static void
add_country(struct pack_reader *r, struct variable *v, struct str w,
    const struct condition *c)
{
	const char *code = country_find(w);

	if (code == NULL || !str_is(w, code)) {
		findings_error(r->d.f, ST_REF, place(r, c),
		    "no country has the code %.*s: expected one of ISO 3166",
		    STR_ARG(w));
		return;
	}
	for (size_t i = 0; i < v->ncountry; i++)
		if (str_is(w, v->country[i].code))
			return;
	memcpy(v->country[v->ncountry++].code, code, 3);
}

/* Do the same conditions name both? */
static bool
are_alike(struct decisions *d, uint8_t variable, const char *a, const char *b)
{
	struct walk w = { .d = d };
	const struct condition *c;

	while ((c = next_condition(&w)) != NULL)
		if (c->kind == CONDITION_VARIABLE && c->variable == variable &&
		    names(c->words, a) != names(c->words, b))
			return false;
	return true;
}

static void
cut_countries(struct pack_reader *r, const xmlNode *node, struct decisions *d,
    uint8_t variable)
{
	struct variable *v = &d->variable[variable];
	struct words codes = { .w = { .d = d }, .variable = variable };
	struct str word;

	v->country = TAKE(&r->p->mem, struct named_country, 300);
	v->ncell = 1;
	if (v->country == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	while ((word = next_word(&codes)).n > 0)
		add_country(r, v, word, codes.c);
	for (size_t i = 0; i < v->ncountry; i++) {
		size_t k = 0;

		while (k < i && !are_alike(d, variable, v->country[k].code,
				    v->country[i].code))
			k++;
		if (k == i && v->ncell == CELLS_MOST - 1) {
			findings_error(r->d.f, ST_LIMIT,
			    document_at(&r->d, node),
			    "more than %d sets of countries: expected fewer",
			    CELLS_MOST - 2);
			return;
		}
		v->country[i].cell = k < i ? v->country[k].cell : v->ncell++;
	}
}

static uint64_t
cells_of_countries(const struct variable *v, const struct condition *c)
{
	uint64_t in = 0;

	for (size_t i = 0; i < v->ncountry; i++)
		if (names(c->words, v->country[i].code))
			in |= (uint64_t)1 << v->country[i].cell;
	return c->yes ? in : ~in & (((uint64_t)1 << v->ncell) - 1);
}

/* ---- tariff codes ---- */

static bool
add_code(struct variable *v, struct str w)
{
	for (size_t i = 0; i < v->ncode; i++)
		if (str_eq(v->code[i], w))
			return true;
	if (v->ncode == CELLS_MOST - 2)
		return false;
	v->code[v->ncode++] = w;
	return true;
}

static void
cut_codes(struct pack_reader *r, const xmlNode *node, struct decisions *d,
    uint8_t variable)
{
	struct variable *v = &d->variable[variable];
	struct words codes = { .w = { .d = d }, .variable = variable };
	struct str word;

	v->code = TAKE(&r->p->mem, struct str, CELLS_MOST);
	if (v->code == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	while ((word = next_word(&codes)).n > 0)
		if (!add_code(v, word)) {
			findings_error(r->d.f, ST_LIMIT, place(r, codes.c),
			    "more than %d tariff codes: expected fewer",
			    CELLS_MOST - 2);
			return;
		}
	v->ncell = (uint8_t)(v->ncode + 1);
}

/* Every named code that is under one of these. */
static uint64_t
cells_of_codes(const struct variable *v, const struct condition *c)
{
	uint64_t in = 0;
	struct str word;
	size_t i = 0;

	while ((word = document_word(c->words, &i)).n > 0)
		for (size_t k = 0; k < v->ncode; k++)
			if (word.n <= v->code[k].n &&
			    memcmp(word.p, v->code[k].p, word.n) == 0)
				in |= (uint64_t)1 << (k + 1);
	return c->yes ? in : ~in & (((uint64_t)1 << v->ncell) - 1);
}

/* ---- amounts ---- */

/* Each is a cell, and so is what lies below, above and between them. */
#define LIMITS_MOST ((CELLS_MOST - 1) / 2)

static int
by_number(const void *a, const void *b)
{
	const struct condition *const *x = a, *const *y = b;

	return mpq_cmp((*x)->limit, (*y)->limit);
}

/* The limits of all its conditions, each once. */
static void
cut_amounts(struct pack_reader *r, struct decisions *d, uint8_t variable)
{
	struct variable *v = &d->variable[variable];
	const struct condition *list[LIMITS_MOST];
	struct walk w = { .d = d };
	struct condition *c;
	size_t n = 0;

	while ((c = next_condition(&w)) != NULL) {
		if (c->kind != CONDITION_VARIABLE || c->variable != variable)
			continue;
		if (n == LIMITS_MOST) {
			findings_error(r->d.f, ST_LIMIT, place(r, c),
			    "more than %d limits of one unit: expected fewer",
			    LIMITS_MOST);
			break;
		}
		list[n++] = c;
	}
	qsort(list, n, sizeof(list[0]), by_number);
	v->limit = TAKE(&r->p->mem, mpq_t, n + 1);
	v->limit_text = TAKE(&r->p->mem, const char *, n + 1);
	for (size_t i = 0; v->limit != NULL && v->limit_text != NULL && i < n;
	     i++) {
		if (i > 0 && mpq_equal(list[i - 1]->limit, list[i]->limit))
			continue;
		/* borrowed from the condition, which is not moved */
		memcpy(&v->limit[v->nlimit], &list[i]->limit, sizeof(mpq_t));
		v->limit_text[v->nlimit++] = list[i]->limit_text;
	}
	v->ncell = (uint8_t)(2 * v->nlimit + 1);
}

static uint64_t
cells_of_amount(const struct variable *v, const struct condition *c)
{
	uint8_t at = variable_amount(v, c->limit); /* the limit itself */
	uint64_t below = ((uint64_t)1 << at) - 1, it = (uint64_t)1 << at;
	uint64_t all = ((uint64_t)1 << v->ncell) - 1;

	switch (c->compare) {
	case 0:
		return below;
	case 1:
		return below | it;
	case 2:
		return all & ~below;
	default:
		return all & ~below & ~it;
	}
}

static uint64_t
cells_of(const struct variable *v, const struct condition *c)
{
	switch (v->kind) {
	case VARIABLE_COUNTRY:
		return cells_of_countries(v, c);
	case VARIABLE_END_USE:
		return c->uses;
	case VARIABLE_PER_YEAR:
		return cells_of_amount(v, c);
	case VARIABLE_HS:
		return cells_of_codes(v, c);
	case VARIABLE_FORM: /* forms begin with the unknown one */
		return c->yes ? c->uses >> 1
			      : ~((uint64_t)c->uses >> 1) &
				    (((uint64_t)1 << v->ncell) - 1);
	default:
		return c->yes ? 2 : 1;
	}
}

/*
 * pack_cells - the variables, and the cells of each condition.
 *
 * Err:	findings: countries and uses that there are not, more variables or
 *	limits than there is room for
 */
void
pack_cells(struct pack_reader *r, const xmlNode *node, struct decisions *d)
{
	struct walk w = { .d = d };
	struct condition *c;

	d->variable = TAKE(&r->p->mem, struct variable, CELLS_MOST);
	if (d->variable == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	while ((c = next_condition(&w)) != NULL)
		if (c->kind == CONDITION_VARIABLE && !find_variable(r, d, c))
			return;
	for (size_t v = 0; v < d->nvariable; v++) {
		if (d->variable[v].kind == VARIABLE_COUNTRY)
			cut_countries(r, node, d, (uint8_t)v);
		if (d->variable[v].kind == VARIABLE_HS)
			cut_codes(r, node, d, (uint8_t)v);
		if (d->variable[v].kind == VARIABLE_PER_YEAR)
			cut_amounts(r, d, (uint8_t)v);
	}
	for (w = (struct walk){ .d = d }; (c = next_condition(&w)) != NULL;)
		if (c->kind == CONDITION_VARIABLE)
			c->cells = cells_of(&d->variable[c->variable], c);
}
