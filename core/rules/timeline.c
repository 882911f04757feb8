/* SPDX-License-Identifier: Apache-2.0 */
/* timeline - verdicts period by period; see timeline.h. */
#include "core/rules/timeline.h"

#include "core/base/limits.h"
#include "core/rules/timeline_touch.h"

#include <stdlib.h>
#include <string.h>

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/*
 * timeline_open - the periods, nothing judged yet.
 *
 * In:	basis->bom  any product of the files: they name the same items
 */
enum status
timeline_open(struct timeline *out, const struct boundary_basis *basis,
    const uint8_t *shipped, struct error *err)
{
	const struct bom *b = basis->bom;
	bool ok;

	*out = (struct timeline){ .book = basis->book,
		.nrule = basis->book->nrule };
	if (boundaries_find(&out->of, basis, err) != ST_OK)
		return err->code;
	if (out->of.nproduct > LIMIT_TIMELINE)
		error_set(err, ST_LIMIT, pos_none,
		    "the product changes on %zu days: expected at most %d; "
		    "--from and --until narrow them",
		    out->of.nproduct - 1, LIMIT_TIMELINE - 1);
	out->item = malloc((b->nitem + 1) * sizeof(*out->item));
	out->product = calloc(out->of.nproduct, sizeof(*out->product));
	ok = out->item != NULL && out->product != NULL;
	if (!ok)
		no_memory(err);
	if (!ok || err->code != ST_OK) {
		timeline_free(out);
		return err->code;
	}
	for (uint32_t i = 0; i < b->nitem; i++)
		if (shipped[i])
			out->item[out->nitem++] = i;
	return ST_OK;
}

void
timeline_free(struct timeline *t)
{
	for (size_t p = 0; t->product != NULL && p < t->of.nproduct; p++) {
		for (size_t k = 0; k < ANSWER_COUNT; k++)
			free(t->product[p].cell[k]);
		free(t->product[p].refused);
		free(t->product[p].touched);
	}
	free(t->product);
	free(t->item);
	boundaries_free(&t->of);
	*t = (struct timeline){ 0 };
}

/* The first period of a product. */
static const struct period *
first_of(const struct timeline *t, size_t product)
{
	const struct period *p = t->of.period;

	while (p->product != product)
		p++;
	return p;
}

date_day
timeline_day(const struct timeline *t, size_t product)
{
	return first_of(t, product)->day;
}

static bool
keep_cells(struct timeline *t, uint8_t **out, const struct judgement *j,
    enum variant v)
{
	uint8_t *cell = malloc(t->nitem * t->nrule + 1);

	*out = cell;
	if (cell == NULL)
		return false;
	for (size_t i = 0; i < t->nitem; i++)
		memcpy(cell + i * t->nrule, judgement_cells(j, v, t->item[i]),
		    t->nrule);
	return true;
}

/* Of a change from or to what cannot be judged nobody knows what it is about:
 * about everything. */
static void
touch_all(struct timeline *t, size_t product)
{
	free(t->product[product].touched);
	t->product[product].touched = NULL;
}

/*
 * timeline_refuse - that nothing could be judged of one product.
 *
 * In:	why  its place is of files that all products are read from
 * Err:	ST_NOMEM
 */
enum status
timeline_refuse(struct timeline *t, size_t product, const struct error *why,
    const struct bom *b, struct error *err)
{
	char text[2 * ERROR_TEXT] = "";
	const struct period *p;

	if (why->at.file != NULL)
		str_add(text, sizeof(text), "%.300s:%u:%u: ", why->at.file,
		    (unsigned)why->at.line, (unsigned)why->at.col);
	str_add(text, sizeof(text), "%s", why->text);
	t->product[product].refused = strdup(text);
	touch_all(t, product);
	for (size_t k = product; k < t->of.nproduct && k < product + 2; k++) {
		p = first_of(t, k);
		timeline_name_uses(b, &t->of.event[p->event], p->nevent);
	}
	return t->product[product].refused != NULL ? ST_OK : no_memory(err);
}

/*
 * timeline_take - the answers of one product, and what events are about.
 *
 * Err:	ST_NOMEM
 * Cost: a few passes over the product
 */
enum status
timeline_take(struct timeline *t, size_t product, const struct judgement *j,
    const struct judgement *with, const struct assumed *assumed,
    struct error *err)
{
	struct answers *a = &t->product[product];
	bool ok = true;

	for (int v = 0; ok && v < VARIANT_COUNT; v++)
		if (j->cell[v] != NULL)
			ok = keep_cells(t, &a->cell[v], j, (enum variant)v);
	if (ok && with != NULL)
		ok = keep_cells(t, &a->cell[ANSWER_ASSUMED], with, VARIANT_LAW);
	if (ok && product > 0)
		ok = timeline_touch(
		    t, first_of(t, product), product, j->bom, assumed);
	if (ok && product + 1 < t->of.nproduct)
		ok = timeline_touch(
		    t, first_of(t, product + 1), product + 1, j->bom, assumed);
	if (product > 0 && t->product[product - 1].refused != NULL)
		touch_all(t, product);
	return ok ? ST_OK : no_memory(err);
}

/* ---- what was taken */

const char *
timeline_refused(const struct timeline *t, size_t period)
{
	return t->product[t->of.period[period].product].refused;
}

static uint8_t
cell_of(const struct timeline *t, size_t period, size_t answer, size_t rule,
    size_t at)
{
	const uint8_t *cell =
	    t->product[t->of.period[period].product].cell[answer];

	return cell != NULL ? cell[at * t->nrule + rule] : 0;
}

enum verdict
timeline_verdict(const struct timeline *t, size_t period, size_t answer,
    size_t rule, size_t at)
{
	return (enum verdict)(cell_of(t, period, answer, rule, at) & 15);
}

enum gap
timeline_gap(const struct timeline *t, size_t period, size_t rule, size_t at)
{
	return (enum gap)(cell_of(t, period, VARIANT_LAW, rule, at) >> 4);
}

bool
timeline_unread(const struct timeline *t, size_t period, size_t rule)
{
	return t->of.period[period].law > t->book->rule[rule].pack->read_until;
}

struct rule_standing
timeline_standing(const struct timeline *t, size_t period, size_t rule)
{
	return rule_standing_on(
	    t->book->rule[rule].rule, t->of.period[period].law);
}

/* Does the law read the same in both periods? */
static bool
law_is_same(const struct timeline *t, size_t a, size_t b, size_t rule)
{
	struct rule_standing x = timeline_standing(t, a, rule);
	struct rule_standing y = timeline_standing(t, b, rule);

	return x.state == y.state && x.suspension == y.suspension &&
	       x.unclear_day == y.unclear_day && x.never == y.never &&
	       timeline_unread(t, a, rule) == timeline_unread(t, b, rule);
}

static bool
answers_are_same(
    const struct timeline *t, size_t a, size_t b, size_t rule, size_t at)
{
	const char *x = timeline_refused(t, a), *y = timeline_refused(t, b);

	if (x != NULL || y != NULL)
		return x != NULL && y != NULL && strcmp(x, y) == 0;
	for (size_t k = 0; k < ANSWER_COUNT; k++)
		if (cell_of(t, a, k, rule, at) != cell_of(t, b, k, rule, at))
			return false;
	return true;
}

size_t
timeline_run(const struct timeline *t, size_t period, size_t rule, size_t at)
{
	while (period + 1 < t->of.nperiod &&
	       law_is_same(t, period, period + 1, rule) &&
	       answers_are_same(t, period, period + 1, rule, at))
		period++;
	return period;
}

/* Of an event of the law: is it about this rule, as it now stands? */
static bool
law_matters(
    const struct timeline *t, size_t period, const struct event *e, size_t rule)
{
	const struct booked_rule *b = &t->book->rule[rule];

	if (law_is_same(t, period - 1, period, rule))
		return false;
	if (e->kind == EVENT_NOT_READ)
		return t->book->rule[e->index].pack == b->pack;
	return e->index == rule;
}

bool
timeline_matters(const struct timeline *t, size_t period, size_t event,
    size_t rule, size_t at)
{
	const struct period *p = &t->of.period[period];
	const struct event *e = &t->of.event[event];
	const struct rule *r = t->book->rule[rule].rule;
	const uint64_t *touched = t->product[p->product].touched;
	size_t answer;

	if (period == 0)
		return false;
	if (e->kind < EVENT_PRODUCT)
		return law_matters(t, period, e, rule);
	if (answers_are_same(t, period - 1, period, rule, at))
		return false;
	if ((e->kind == EVENT_PRICE || e->kind == EVENT_RATE) &&
	    !rule_asks_money(r))
		return false;
	if (timeline_refused(t, period - 1) != NULL ||
	    timeline_refused(t, period) != NULL)
		return true;
	if (e->kind == EVENT_ASSUMPTION_EXPIRED ||
	    e->kind == EVENT_POLICY_EXPIRED) {
		answer = e->kind == EVENT_POLICY_EXPIRED
			     ? (size_t)VARIANT_POLICY
			     : (size_t)ANSWER_ASSUMED;
		if (cell_of(t, period - 1, answer, rule, at) ==
		    cell_of(t, period, answer, rule, at))
			return false;
	}
	return touched == NULL ||
	       (touched[at] & timeline_bit(event - p->event)) != 0;
}
