/* SPDX-License-Identifier: Apache-2.0 */
/* arithmetic - the numbers behind a measure; see arithmetic.h. */
#include "core/report/arithmetic.h"

#include "core/report/level_words.h"
#include "core/rules/deal/transaction.h"

#include <string.h>

void
clause_json(struct json *j, const char *key, const struct clause *clause)
{
	if (clause == NULL)
		return;
	json_begin_object(j, key);
	json_put_text(j, "id", clause->id);
	json_put_text(j, "quote", clause->quote);
	json_put_text(j, "source", clause->source);
	json_put_text(j, "standing",
	    clause_standing_name((enum clause_standing)clause->standing));
	json_put_bool(j, "law", clause_is_law(clause));
	json_end_object(j);
}

void
answers_json(
    struct json *j, const struct checked *c, size_t rule, uint32_t item)
{
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);

	if (v == VERDICT_UNDECIDED)
		json_put_text(j, "gap",
		    gap_name(
			judgement_gap(c->judgement, VARIANT_LAW, rule, item)));
	for (int k = VARIANT_POLICY; k < VARIANT_COUNT; k++)
		if (c->book->has[k])
			json_put_text(j, variant_name((enum variant)k),
			    verdict_name(judgement_verdict(
				c->judgement, (enum variant)k, rule, item)));
	if (c->with != NULL)
		json_put_text(j, "assumed",
		    verdict_name(
			judgement_verdict(c->with, VARIANT_LAW, rule, item)));
}

/* The two numbers behind a share. */
void
arithmetic_write(FILE *to, const struct style *s, const struct checked *c,
    const struct reason *r)
{
	static const char not_proven[] =
	    "These bounds hold, but are not proven "
	    "sharp: narrower ones may hold too.";
	const struct measure_of m = reason_numerator(r, c);
	char of[AMOUNT_RANGE], in[AMOUNT_RANGE],
	    line[3 * AMOUNT_RANGE + 200] = "";
	const struct materials *among = r->detail.test->among;
	char limit[TEST_LIMIT_TEXT];

	/* A rule that does not cover the item compares nothing. */
	if (r->detail.test->kind == TEST_ITEM || r->detail.unit == BOM_NONE ||
	    (r->detail.verdict != VERDICT_CLEAR && r->verdict == VERDICT_CLEAR))
		return;
	if (!r->detail.has_denominator) {
		if (r->detail.not_sharp)
			text_wrap(to, s, 4, 0, str_of(not_proven));
		return;
	}
	amount_range(of, &r->detail.numerator, &m);
	amount_range(in, &r->detail.denominator, &m);
	if (among != NULL && exact_is_point(&r->detail.denominator) &&
	    mpq_sgn(r->detail.denominator.lo) == 0)
		return; /* none of none */
	if (strcmp(of, in) == 0 && strcmp(of, "not known") == 0)
		return; /* the sentence above has said so */
	test_limit_text(limit, r->detail.test);
	str_add(line, sizeof(line),
	    among != NULL ? "%s in %s of %s" : "%s in an item of %s", of, in,
	    among != NULL ? among->title[LANGUAGE_EN] : "");
	str_add(line, sizeof(line), "; limit %s.%s%s", limit,
	    r->detail.not_sharp ? " " : "",
	    r->detail.not_sharp ? not_proven : "");
	text_wrap(to, s, 4, 0, str_of(line));
}

void
arithmetic_json(struct json *j, const struct checked *c, const struct reason *r)
{
	const struct verdict_detail *d = &r->detail;
	enum value_method method;
	bool by_mass;

	if (d->test->kind == TEST_ITEM)
		return;
	level_decided_json(j, r, c);
	if (d->unit == BOM_NONE)
		return;
	method =
	    rulebook_method(c->book, VARIANT_LAW, r->rule, r->test, &by_mass);
	if (method != METHOD_UNSAID)
		json_put_text(j, "method", value_method_name(method));
	if (d->currency != 0)
		json_put_str(j, "unit", bom_text_get(c->bom, d->currency));
	else
		json_put_text(j, "unit", "g");
	if (d->per_year != NULL)
		json_put_text(j, "per_year", d->per_year->quantity_text);
	amount_json(j, "numerator", &d->numerator);
	if (d->has_denominator) {
		amount_json(j, "denominator", &d->denominator);
		amount_json(j, "ratio", &d->share);
	}
	json_begin_object(j, "margin");
	if (d->margin.lo_infinite)
		json_put_null(j, "low");
	else
		json_put_exact(j, "low", d->margin.lo);
	if (d->margin.hi_infinite)
		json_put_null(j, "high");
	else
		json_put_exact(j, "high", d->margin.hi);
	json_put_bool(j, "low_open", d->margin.lo_open);
	json_put_bool(j, "high_open", d->margin.hi_open);
	json_end_object(j);
	json_put_bool(j, "proven_sharp", !d->not_sharp);
}
