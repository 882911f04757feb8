/* SPDX-License-Identifier: Apache-2.0 */
/* rows - verdicts as rows; see rows.h. */
#include "core/report/rows.h"

#include "core/report/assumptions.h"
#include "core/report/covered.h"
#include "core/report/documents.h"
#include "core/report/outcomes.h"
#include "core/report/path.h"
#include "core/report/readings.h"
#include "core/rules/apart.h"
#include "core/rules/turns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* [digits] Of amounts in rows; `explain` has them exactly. */
#define DIGITS 6

/* Of the digest of all that the row rests on: its receipt has all 64. */
#define BASIS_DIGITS 16

static const struct column columns[] = {
	{ "pack", "Pack", COLUMN_HIDDEN },
	{ "rule", "Rule", 0 },
	{ "state", "State", COLUMN_HIDDEN },
	{ "counts", "Counts", COLUMN_HIDDEN },
	{ "maker", "Maker", COLUMN_HIDDEN },
	{ "part", "Part", COLUMN_HIDDEN },
	{ "revision", "Revision", COLUMN_HIDDEN },
	{ "item", "Item", 0 },
	{ "name", "Name", 0 },
	{ "shipped", "Shipped", 0 },
	{ "verdict", "Verdict", COLUMN_HIDDEN },
	{ "words", "Verdict", 0 },
	{ "gap", "Gap", 0 },
	{ "low", "At least", COLUMN_RIGHT },
	{ "high", "At most", COLUMN_RIGHT },
	{ "unit", "Unit", 0 },
	{ "limit", "Limit", 0 },
	{ "policy", "With policy", COLUMN_HIDDEN },
	{ "presumed", "With presumed", COLUMN_HIDDEN },
	{ "file", "File", COLUMN_HIDDEN },
	{ "line", "Line", COLUMN_HIDDEN },
	{ "low_open", "Above", COLUMN_HIDDEN },
	{ "high_open", "Below", COLUMN_HIDDEN },
	{ "covered_low", "Covered at least", COLUMN_HIDDEN },
	{ "covered_high", "Covered at most", COLUMN_HIDDEN },
	{ "assumed", "With assumptions", COLUMN_HIDDEN },
	{ "assumptions", "Assumptions", COLUMN_HIDDEN },
	{ "basis", "Basis", COLUMN_HIDDEN },
	{ "readings", "Readings", COLUMN_HIDDEN },
	{ "decided_by", "Decided by", COLUMN_HIDDEN },
	{ "element", "Element", COLUMN_HIDDEN },
	{ "outcome", "Outcome", COLUMN_HIDDEN },
	{ "decisions", "Decisions", COLUMN_HIDDEN },
	{ "outcome_clause", "Outcome by clause", COLUMN_HIDDEN },
	{ "asks", "Answers that decide", COLUMN_HIDDEN },
	{ "method", "By whose prices", COLUMN_HIDDEN },
	{ "allocated", "Shared out by mass", COLUMN_HIDDEN },
	{ "substance", "Substance", COLUMN_HIDDEN },
};
#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))
#define OUTCOME_COLUMN (NCOLUMN - OUTCOME_CELLS - 3)

const char *
rows_verdict(
    const struct checked *c, size_t rule, uint32_t item, enum tone *tone)
{
	const struct rule *r = c->book->rule[rule].rule;
	struct rule_standing s = rule_standing_on(r, c->days.law);
	bool counts = rule_state_counts(s.state, c->as_if_in_force);

	switch (judgement_verdict(c->judgement, VARIANT_LAW, rule, item)) {
	case VERDICT_TRIGGERED:
		*tone = TONE_BAD;
		if (!c->shipped[item])
			return "would trigger if shipped alone";
		return counts ? "triggered" : "would trigger";
	case VERDICT_UNDECIDED:
		*tone = TONE_OPEN;
		return "undecided";
	default:
		*tone = TONE_GOOD;
		return "clear";
	}
}

/*
 * An end of an interval that is true to `slack`, rounded outward unless a
 * short number lies within the slack: 0.1, not 0.099999.
 */
static void
put_end(struct table *t, double end, double slack, enum num_rounding way)
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

/* Rows, and passes per rule over the product, for which exact amounts are
 * affordable. */
#define EXACT_ROWS 100000
#define EXACT_PASSES 4
#define SHORT_TEXT 16 /* characters of a number that is not rounded */

/* Exact amounts of the items for which they are asked. */
struct far {
	uint32_t *item;  /* [n] in the order of the rows */
	struct exact *x; /* [n] */
	size_t n, next;
	bool known; /* false: the exact amount is refused as well */
	bool each;  /* amounts of single items are affordable */
};

static void
far_free(struct far *f)
{
	for (size_t i = 0; f->x != NULL && i < f->n; i++)
		exact_clear(&f->x[i]);
	free(f->x);
	free(f->item);
}

/* The far items of one column, exactly: one walk through the product. */
static bool
far_ask(struct far *f, const struct checked *c, size_t rule, size_t column)
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

static bool
far_find(
    struct far *f, const struct checked *c, size_t rule, const struct ranked *r)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct test_columns *of =
	    &b->test[VARIANT_LAW][b->rule->ntest - 1];

	/* in a small product all are; in a large one the ends of the doubles
	   are rounded outward by their error */
	bool affordable =
	    r->n <= EXACT_ROWS &&
	    checked_affordable(c, SIZE_MAX) >= EXACT_PASSES * c->book->nrule;

	*f = (struct far){ .known = true,
		.each = checked_affordable(c, SIZE_MAX) >= r->n };
	if (rule_is_apart(b->rule) || rule_is_annual(b->rule))
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

/* Are the ends of the amount of a row open? */
struct row_ends {
	bool known, lo_open, hi_open;
};

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
	put_end(t, x->lo, x->lo_err, NUM_DOWN);
	put_end(t, x->hi, x->hi_err, NUM_UP);
	return (struct row_ends){ true, x->lo_open,
		x->hi_open || !isfinite(x->hi) };
}

/* The numerator of what decides, where that is another item or a single
 * element. */
static struct row_ends
put_decider(struct table *t, const struct checked *c, size_t rule,
    const struct decider *by, const struct far *f)
{
	const struct evidence *e = &c->judgement->evidence;
	size_t column = by->unit != BOM_NONE
			    ? column_of_test(c, rule, by->test, by->unit)
			    : COLUMN_NONE;
	bool value = booked_test(&c->book->rule[rule], by->test)->kind ==
		     TEST_VALUE_SHARE;
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
	    value ? bom_text_get(c->bom, c->bom->item[by->unit].currency)
		  : STR("g"),
	    TONE_NONE);
	return ends;
}

/* What goes out in a year; nothing where that is too much to ask for. */
static struct row_ends
put_annual(struct table *t, const struct checked *c, size_t rule, uint32_t item,
    const struct far *f)
{
	size_t test = c->book->rule[rule].rule->ntest - 1;
	struct row_ends ends = { false, false, false };
	struct error ignored = { 0 };
	struct verdict_detail d;

	verdict_detail_init(&d);
	if (f->each && judgement_detail(c->judgement, VARIANT_LAW, rule, test,
			   item, false, &d, &ignored) == ST_OK) {
		ends = put_far(t, &d.numerator, true);
		table_put_text(t, "g");
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
    struct far *f)
{
	size_t column = amount_column(c, rule, item);
	const struct booked_rule *b = &c->book->rule[rule];
	bool value = b->rule->test[b->rule->ntest - 1].kind == TEST_VALUE_SHARE;
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
	    column == COLUMN_NONE ? STR("")
	    : value ? bom_text_get(c->bom, c->bom->item[item].currency)
		    : STR("g"),
	    TONE_NONE);
	return ends;
}

static void
put_open(struct table *t, bool known, bool open)
{
	table_put_text(t, known ? open ? "yes" : "no" : "");
}

static void
put_variant(struct table *t, const struct checked *c, enum variant v,
    size_t rule, uint32_t item)
{
	table_put_text(t, c->book->has[v] ? verdict_name(judgement_verdict(
						c->judgement, v, rule, item))
					  : "");
}

static void
put_place(struct table *t, const struct bom *b, uint32_t item)
{
	struct pos at = bom_pos(b, b->item[item].at);
	char line[16] = "";

	if (at.line > 0)
		snprintf(line, sizeof(line), "%u", at.line);
	table_put_text(t, at.file != NULL ? at.file : "");
	table_put_text(t, line);
}

/* The share of the parts in the stated mass. */
static void
put_covered(struct table *t, const struct checked *c, uint32_t item)
{
	struct bounds x;

	if (covered_about(c, item, &x)) {
		put_end(t, x.lo, x.lo_err, NUM_DOWN);
		put_end(t, x.hi, x.hi_err, NUM_UP);
	} else {
		table_put_text(t, "");
		table_put_text(t, "");
	}
}

/* The verdict with assumptions, and on which of them it rests. */
static void
put_assumed(struct table *t, const struct checked *c, size_t rule,
    uint32_t item, const struct assumption_marks *marks)
{
	char *ids;

	if (c->with == NULL) {
		table_put_text(t, "");
		table_put_text(t, "");
		return;
	}
	table_put_text(t,
	    verdict_name(judgement_verdict(c->with, VARIANT_LAW, rule, item)));
	ids = assumption_marks_text(marks, c, item);
	t->bad |= ids == NULL;
	table_put(t, str_of(ids != NULL ? ids : ""), TONE_NONE);
	free(ids);
}

/* Which thing in the item, and which element. */
static void
put_deciding(struct table *t, const struct checked *c,
    const struct booked_rule *b, const struct decider *by)
{
	const struct rule_test *test =
	    by != NULL ? booked_test(b, by->test) : NULL;
	char label[LABEL_TEXT];

	if (test == NULL || by->unit == BOM_NONE) {
		table_put_text(t, "");
		table_put_text(t, "");
		return;
	}
	table_put(t, path_label(c->bom, by->unit, label), TONE_NONE);
	table_put_text(
	    t, test->each == EACH_ELEMENT
		   ? element_at(__builtin_ctz(test->of->elements))->symbol
		   : "");
}

/* The substance that decides. */
static void
put_substance(struct table *t, const struct checked *c,
    const struct booked_rule *b, const struct decider *by)
{
	uint32_t substance = BOM_NONE;

	if (by != NULL && by->unit != BOM_NONE)
		substance = turn_substance(booked_test(b, by->test));
	table_put(t,
	    substance != BOM_NONE ? documents_substance(c->bom, substance)
				  : STR(""),
	    TONE_NONE);
}

static void
put_row(struct table *t, const struct checked *c, size_t rule, uint32_t item,
    struct far *f, const struct assumption_marks *marks)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct rule_test *test = &b->rule->test[b->rule->ntest - 1];
	struct rule_standing s = rule_standing_on(b->rule, c->days.law);
	const struct item *i = &c->bom->item[item];
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);
	char label[LABEL_TEXT], limit[64] = "", readings[READINGS_TEXT];
	struct row_ends ends;
	struct decider by;
	enum tone tone;
	bool by_mass;
	const char *words = rows_verdict(c, rule, item, &tone);
	bool apart = apart_decider(
	    c->judgement, VARIANT_LAW, rule, b->rule->ntest - 1, item, &by);

	if (test->kind != TEST_ITEM)
		snprintf(limit, sizeof(limit), "%s %s%s",
		    comparator_sign(test->compare), test->limit_text,
		    test->kind == TEST_ANNUAL ? " a year" : "");
	table_put_text(t, b->pack->id);
	table_put_text(t, b->rule->id);
	table_put_text(t, rule_state_name(s.state));
	table_put_text(
	    t, rule_state_counts(s.state, c->as_if_in_force) ? "yes" : "no");
	table_put(t, bom_text_get(c->bom, i->maker), TONE_NONE);
	table_put(t, bom_part(c->bom, item), TONE_NONE);
	table_put(t, bom_text_get(c->bom, i->revision), TONE_NONE);
	table_put(t, path_label(c->bom, item, label), TONE_NONE);
	table_put(t, bom_text_get(c->bom, i->name), TONE_NONE);
	table_put_text(t, c->shipped[item] ? "yes" : "no");
	table_put_text(t, verdict_name(v));
	table_put(t, str_of(words), tone);
	table_put_text(t,
	    v == VERDICT_UNDECIDED
		? gap_name(judgement_gap(c->judgement, VARIANT_LAW, rule, item))
		: "");
	ends = test->kind == TEST_ANNUAL ? put_annual(t, c, rule, item, f)
	       : apart                   ? put_decider(t, c, rule, &by, f)
					 : put_amount(t, c, rule, item, f);
	table_put_text(t, limit);
	put_variant(t, c, VARIANT_POLICY, rule, item);
	put_variant(t, c, VARIANT_PRESUMED, rule, item);
	put_place(t, c->bom, item);
	put_open(t, ends.known, ends.lo_open);
	put_open(t, ends.known, ends.hi_open);
	put_covered(t, c, item);
	put_assumed(t, c, rule, item, marks);
	table_put(t, str_clip(str_of(c->basis), BASIS_DIGITS), TONE_NONE);
	readings_text(readings, c, rule, item);
	table_put_text(t, readings);
	put_deciding(t, c, b, apart ? &by : NULL);
	outcome_put(t, c, rule, item);
	table_put_text(
	    t, value_method_name(rulebook_method(
		   c->book, VARIANT_LAW, rule, b->rule->ntest - 1, &by_mass)));
	put_variant(t, c, VARIANT_ALLOCATED, rule, item);
	put_substance(t, c, b, apart ? &by : NULL);
}

enum status
rows_write(FILE *to, enum format_out format, const struct style *style,
    struct json *json, const struct checked *c, struct error *err)
{
	struct column shown[NCOLUMN];
	struct assumption_marks marks;
	struct table t;

	memcpy(shown, columns, sizeof(columns));
	if (c->deal != NULL)
		shown[OUTCOME_COLUMN].flags = 0;
	table_begin(&t, to, format, style, shown, NCOLUMN, json);
	t.bad |= !assumption_marks_find(&marks, c);
	for (size_t rule = 0; rule < c->book->nrule; rule++)
		for (int shipped = 1; shipped >= (c->all_items ? 0 : 1);
		     shipped--) {
			struct ranked r;
			struct far f;

			if (!ranked_items(c, rule, (uint8_t)shipped, &r)) {
				t.bad = true;
				break;
			}
			if (!far_find(&f, c, rule, &r)) {
				t.bad = true;
				r.n = 0;
			}
			for (size_t i = 0; i < r.n; i++)
				put_row(&t, c, rule, r.item[i], &f, &marks);
			far_free(&f);
			free(r.item);
		}
	assumption_marks_free(&marks);
	return table_end(&t, err);
}
