/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rows_amount - the amount of a row: by doubles, rounded outward by their
 * error, or exactly where that can be had; see rows_amount.h.
 */
#include "core/report/check/rows_amount.h"

#include "core/rules/turns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* [digits] Of amounts in rows; `explain` has them exactly. */
#define DIGITS 6

/* Rows, and passes per rule over the product, for which exact amounts are
 * affordable. */
#define EXACT_ROWS 100000
#define EXACT_PASSES 4
#define SHORT_TEXT 16 /* characters of a number that is not rounded */

/*
 * An end of an interval that is true to `slack`, rounded outward unless a
 * short number lies within the slack: 0.1, not 0.099999.
 */
void
rows_put_end(struct table *t, double end, double slack, enum num_rounding way)
{
	char text[NUM_TEXT] = "";
	struct error ignored = { 0 };
	mpq_t q, near;

	if (!isfinite(end)) {
		table_put_text(t, "");
		return;
	}
	mpq_inits(q, near, NULL);
	slack += fabs(nextafter(end, INFINITY) - end);
	mpq_set_d(q, fmax(0, end));
	num_format(text, q, DIGITS, NUM_NEAREST);
	if (num_read(str_of(text), pos_none, near, &ignored) != ST_OK ||
	    fabs(mpq_get_d(near) - end) > slack) {
		mpq_set_d(
		    q, fmax(0, way == NUM_UP ? end + slack : end - slack));
		num_format(text, q, DIGITS, way);
	}
	mpq_clears(q, near, NULL);
	table_put_text(t, text);
}

/* In which its numerator is. */
static struct str
unit_of(const struct checked *c, const struct rule_test *t, uint32_t item)
{
	if (t->by_value)
		return bom_text_get(c->bom, c->book->currency[0]);
	return t->kind == TEST_VALUE_SHARE
		   ? bom_text_get(c->bom, c->bom->item[item].currency)
	       : t->currency != NULL ? str_of(t->currency)
				     : STR("g");
}

/* The column of the numerator of a test, as the row of an item has it;
 * COLUMN_NONE: there is none. */
static size_t
column_of_test(const struct checked *c, size_t rule, size_t test, uint32_t item)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct item *i = &c->bom->item[item];

	switch (booked_test(b, test)->kind) {
	case TEST_PRESENCE:
	case TEST_ANNUAL:
	case TEST_MASS_SHARE:
	case TEST_AMONG:
		return b->test[VARIANT_LAW][test].amount[0];
	case TEST_VALUE_SHARE:
		for (size_t k = 0; k < c->book->ncurrency; k++)
			if (i->value != BOM_NONE &&
			    c->book->currency[k] == i->currency)
				return b->test[VARIANT_LAW][test].amount[k];
		break;
	default:
		break;
	}
	return COLUMN_NONE;
}

/* Of the measure. */
static size_t
amount_column(const struct checked *c, size_t rule, uint32_t item)
{
	return column_of_test(
	    c, rule, c->book->rule[rule].rule->ntest - 1, item);
}

/* Must its exact amount be asked for: because doubles say nothing of the
 * item, or because it can be had? */
static bool
wants_exact(
    const struct checked *c, size_t column, uint32_t item, bool affordable)
{
	struct bounds x;

	if (column == COLUMN_NONE)
		return false;
	c->judgement->evidence.bounds(
	    c->judgement->evidence.ctx, column, item, &x);
	if (!isfinite(x.lo_err) || !isfinite(x.hi_err))
		return true;
	return affordable && (x.lo_err > 0 || x.hi_err > 0);
}

void
rows_amounts_free(struct rows_amounts *f)
{
	for (size_t i = 0; f->x != NULL && i < f->n; i++)
		exact_clear(&f->x[i]);
	free(f->x);
	free(f->item);
}

/* The far items of one column, exactly: one walk through the product. */
static bool
far_ask(
    struct rows_amounts *f, const struct checked *c, size_t rule, size_t column)
{
	uint32_t *item = malloc((f->n + 1) * sizeof(*item));
	struct exact *x = calloc(f->n + 1, sizeof(*x));
	struct error ignored = { 0 };
	bool ok = item != NULL && x != NULL;
	size_t n = 0;

	for (size_t i = 0; ok && i < f->n; i++)
		if (amount_column(c, rule, f->item[i]) == column) {
			exact_init(&x[n]);
			item[n++] = f->item[i];
		}
	if (ok && n > 0 &&
	    c->judgement->evidence.exact(c->judgement->evidence.ctx, column,
		item, n, x, &ignored) != ST_OK)
		f->known = false;
	n = 0;
	for (size_t i = 0; ok && i < f->n; i++)
		if (amount_column(c, rule, f->item[i]) == column) {
			exact_set(&f->x[i], &x[n]);
			exact_clear(&x[n++]);
		}
	free(item);
	free(x);
	return ok;
}

bool
rows_amounts_find(struct rows_amounts *f, const struct checked *c, size_t rule,
    const struct ranked *r)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct test_columns *of =
	    &b->test[VARIANT_LAW][b->rule->ntest - 1];

	/* in a small product all are; in a large one the ends of the doubles
	   are rounded outward by their error */
	bool affordable =
	    r->n <= EXACT_ROWS &&
	    checked_affordable(c, SIZE_MAX) >= EXACT_PASSES * c->book->nrule;

	*f = (struct rows_amounts){ .known = true,
		.each = checked_affordable(c, SIZE_MAX) >= r->n };
	if (b->rule->either || rule_is_apart(b->rule) ||
	    rule_is_annual(b->rule))
		return true; /* each row for itself */
	f->item = malloc((r->n + 1) * sizeof(*f->item));
	if (f->item == NULL)
		return false;
	for (size_t i = 0; i < r->n; i++)
		if (wants_exact(c, amount_column(c, rule, r->item[i]),
			r->item[i], affordable))
			f->item[f->n++] = r->item[i];
	f->x = calloc(f->n + 1, sizeof(*f->x));
	if (f->x == NULL)
		return false;
	for (size_t i = 0; i < f->n; i++)
		exact_init(&f->x[i]);
	for (size_t k = 0; f->n > 0 && k < RULES_CURRENCIES; k++)
		if (of->amount[k] != COLUMN_NONE &&
		    !far_ask(f, c, rule, of->amount[k]))
			return false;
	return true;
}

/* As it is if that is short, else rounded outward. */
static void
put_exact(struct table *t, mpq_srcptr end, bool infinite, enum num_rounding way)
{
	char text[NUM_TEXT] = "";

	if (!infinite) {
		num_format_exact(text, end);
		if (strchr(text, '/') != NULL || strlen(text) > SHORT_TEXT)
			num_format(text, end, DIGITS, way);
	}
	table_put_text(t, text);
}

static struct row_ends
put_far(struct table *t, const struct exact *x, bool known)
{
	if (!known) {
		table_put_text(t, "0");
		table_put_text(t, "");
		return (struct row_ends){ false, false, false };
	}
	put_exact(t, x->lo, x->lo_infinite, NUM_DOWN);
	put_exact(t, x->hi, x->hi_infinite, NUM_UP);
	return (
	    struct row_ends){ true, x->lo_open, x->hi_open || x->hi_infinite };
}

static struct row_ends
put_bounds(struct table *t, const struct bounds *x)
{
	rows_put_end(t, x->lo, x->lo_err, NUM_DOWN);
	rows_put_end(t, x->hi, x->hi_err, NUM_UP);
	return (struct row_ends){ true, x->lo_open,
		x->hi_open || !isfinite(x->hi) };
}

/* The numerator of what decides, where that is another item or a single
 * element. */
static struct row_ends
put_decider(struct table *t, const struct checked *c, size_t rule,
    const struct decider *by, const struct rows_amounts *f)
{
	const struct evidence *e = &c->judgement->evidence;
	size_t column = by->unit != BOM_NONE
			    ? column_of_test(c, rule, by->test, by->unit)
			    : COLUMN_NONE;
	struct row_ends ends = { false, false, false };
	struct error ignored = { 0 };
	struct exact exact;
	struct bounds x;

	if (column == COLUMN_NONE) {
		table_put_text(t, "");
		table_put_text(t, "");
		table_put_text(t, "");
		return ends;
	}
	if (wants_exact(c, column, by->unit, f->each)) {
		exact_init(&exact);
		ends = put_far(t, &exact,
		    e->exact(e->ctx, column, &by->unit, 1, &exact, &ignored) ==
			ST_OK);
		exact_clear(&exact);
	} else {
		e->bounds(e->ctx, column, by->unit, &x);
		ends = put_bounds(t, &x);
	}
	table_put(t,
	    unit_of(c, booked_test(&c->book->rule[rule], by->test), by->unit),
	    TONE_NONE);
	return ends;
}

/* What goes out in a year, or of one way of several; nothing where that is too
 * much to ask for. */
static struct row_ends
put_annual(struct table *t, const struct checked *c, size_t rule, uint32_t item,
    const struct rows_amounts *f)
{
	size_t test = judgement_measure(c->judgement, VARIANT_LAW, rule, item);
	struct row_ends ends = { false, false, false };
	struct error ignored = { 0 };
	struct verdict_detail d;

	verdict_detail_init(&d);
	if (f->each && judgement_detail(c->judgement, VARIANT_LAW, rule, test,
			   item, false, &d, &ignored) == ST_OK) {
		ends = put_far(t, &d.numerator, true);
		table_put(t, unit_of(c, d.test, item), TONE_NONE);
	} else {
		table_put_text(t, "");
		table_put_text(t, "");
		table_put_text(t, "");
	}
	verdict_detail_clear(&d);
	return ends;
}

/* The numerator of the measure: from the roll-up in doubles, or exactly. */
static struct row_ends
put_amount(struct table *t, const struct checked *c, size_t rule, uint32_t item,
    struct rows_amounts *f)
{
	size_t column = amount_column(c, rule, item);
	const struct booked_rule *b = &c->book->rule[rule];
	struct row_ends ends = { false, false, false };
	struct bounds x;

	if (f->next < f->n && f->item[f->next] == item) {
		ends = put_far(t, &f->x[f->next++], f->known);
	} else if (column == COLUMN_NONE) {
		table_put_text(t, "");
		table_put_text(t, "");
	} else {
		c->judgement->evidence.bounds(
		    c->judgement->evidence.ctx, column, item, &x);
		ends = put_bounds(t, &x);
	}
	table_put(t,
	    column == COLUMN_NONE
		? STR("")
		: unit_of(c, &b->rule->test[b->rule->ntest - 1], item),
	    TONE_NONE);
	return ends;
}

struct row_ends
rows_put_amount(struct table *t, const struct checked *c, size_t rule,
    uint32_t item, const struct decider *by, struct rows_amounts *f)
{
	const struct rule *r = c->book->rule[rule].rule;

	if (rule_is_annual(r) || (r->either && by == NULL))
		return put_annual(t, c, rule, item, f);
	return by != NULL ? put_decider(t, c, rule, by, f)
			  : put_amount(t, c, rule, item, f);
}
