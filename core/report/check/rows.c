/* SPDX-License-Identifier: Apache-2.0 */
/* rows - verdicts as rows; see rows.h. */
#include "core/report/check/rows.h"

#include "core/report/assumptions.h"
#include "core/report/check/rows_amount.h"
#include "core/report/covered.h"
#include "core/report/documents.h"
#include "core/report/limit_words.h"
#include "core/report/outcomes.h"
#include "core/report/path.h"
#include "core/report/readings.h"
#include "core/rules/apart.h"
#include "core/rules/turns.h"

#include <stdlib.h>
#include <string.h>

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
	{ "country", "Country", COLUMN_HIDDEN },
};
#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))
#define OUTCOME_COLUMN (NCOLUMN - OUTCOME_CELLS - 4)

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

/* The share of the parts in the stated mass. */
static void
put_covered(struct table *t, const struct checked *c, uint32_t item)
{
	struct bounds x;

	if (covered_about(c, item, &x)) {
		rows_put_end(t, x.lo, x.lo_err, NUM_DOWN);
		rows_put_end(t, x.hi, x.hi_err, NUM_UP);
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

/* The country that decides. */
static void
put_country(
    struct table *t, const struct booked_rule *b, const struct decider *by)
{
	const char *country = NULL;

	if (by != NULL && by->unit != BOM_NONE)
		country = turn_country(booked_test(b, by->test));
	table_put_text(t, country != NULL ? country : "");
}

static void
put_row(struct table *t, const struct checked *c, size_t rule, uint32_t item,
    struct rows_amounts *f, const struct assumption_marks *marks)
{
	const struct booked_rule *b = &c->book->rule[rule];
	size_t measure =
	    judgement_measure(c->judgement, VARIANT_LAW, rule, item);
	const struct rule_test *test = &b->rule->test[measure];
	struct rule_standing s = rule_standing_on(b->rule, c->days.law);
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);
	char limit[TEST_LIMIT_TEXT] = "", readings[READINGS_TEXT];
	struct row_ends ends;
	struct decider by;
	enum tone tone;
	bool by_mass;
	const char *words = rows_verdict(c, rule, item, &tone);
	bool apart =
	    apart_decider(c->judgement, VARIANT_LAW, rule, measure, item, &by);

	test_limit_text(limit, test);
	if (test->kind != TEST_ITEM)
		str_add(limit, sizeof(limit), "%s", limit_period(test));
	table_put_text(t, b->pack->id);
	table_put_text(t, b->rule->id);
	table_put_text(t, rule_state_name(s.state));
	table_put_text(
	    t, rule_state_counts(s.state, c->as_if_in_force) ? "yes" : "no");
	path_put_item(t, c->bom, item);
	table_put_text(t, c->shipped[item] ? "yes" : "no");
	table_put_text(t, verdict_name(v));
	table_put(t, str_of(words), tone);
	table_put_text(t,
	    v == VERDICT_UNDECIDED
		? gap_name(judgement_gap(c->judgement, VARIANT_LAW, rule, item))
		: "");
	ends = rows_put_amount(t, c, rule, item, apart ? &by : NULL, f);
	table_put_text(t, limit);
	put_variant(t, c, VARIANT_POLICY, rule, item);
	put_variant(t, c, VARIANT_PRESUMED, rule, item);
	table_put_pos(t, bom_pos(c->bom, c->bom->item[item].at));
	put_open(t, ends.known, ends.lo_open);
	put_open(t, ends.known, ends.hi_open);
	put_covered(t, c, item);
	put_assumed(t, c, rule, item, marks);
	table_put(t, str_clip(str_of(c->basis), BASIS_DIGITS), TONE_NONE);
	readings_text(readings, c, rule, item);
	table_put_text(t, readings);
	put_deciding(t, c, b, apart ? &by : NULL);
	outcome_put(t, c, rule, item);
	table_put_text(t, value_method_name(rulebook_method(
			      c->book, VARIANT_LAW, rule, measure, &by_mass)));
	put_variant(t, c, VARIANT_ALLOCATED, rule, item);
	put_substance(t, c, b, apart ? &by : NULL);
	put_country(t, b, apart ? &by : NULL);
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
			struct rows_amounts f;

			if (!ranked_items(c, rule, (uint8_t)shipped, &r)) {
				t.bad = true;
				break;
			}
			if (!rows_amounts_find(&f, c, rule, &r)) {
				t.bad = true;
				r.n = 0;
			}
			for (size_t i = 0; i < r.n; i++)
				put_row(&t, c, rule, r.item[i], &f, &marks);
			rows_amounts_free(&f);
			free(r.item);
		}
	assumption_marks_free(&marks);
	return table_end(&t, err);
}
