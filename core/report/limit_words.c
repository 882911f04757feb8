/* SPDX-License-Identifier: Apache-2.0 */
/* limit_words - the limit of a test in words; see limit_words.h. */
#include "core/report/limit_words.h"

#include "core/rules/deal/sent.h"

static const char *const words[LANGUAGE_COUNT][COMPARE_COUNT] = {
	[LANGUAGE_EN] = { [COMPARE_ABOVE] = "more than",
	    [COMPARE_AT_LEAST] = "at least",
	    [COMPARE_BELOW] = "less than",
	    [COMPARE_AT_MOST] = "at most" },
	[LANGUAGE_ZH] = { [COMPARE_ABOVE] = "超过",
	    [COMPARE_AT_LEAST] = "达到或超过",
	    [COMPARE_BELOW] = "低于",
	    [COMPARE_AT_MOST] = "不超过" },
};

/* ", rounded to 0.1 %" */
static const char *const ways[LANGUAGE_COUNT][ROUND_COUNT] = {
	[LANGUAGE_EN] = { "rounded to", "rounded down to", "rounded up to" },
	[LANGUAGE_ZH] = { "四舍五入至", "向下舍入至", "向上舍入至" },
};

/* What the law says of an amount that it rounds. */
static void
add_rounded(char *out, size_t size, const struct rule_test *t, enum language l)
{
	bool zh = l == LANGUAGE_ZH;

	if (zh)
		str_add(
		    out, size, "（%s %s 后", ways[l][t->rounding], t->rounded);
	else
		str_add(out, size, " (");
	str_add(out, size, "%s %s", words[l][t->law.compare], t->law.text);
	if (t->to != NULL)
		str_add(out, size, "%s%s %s", zh ? "且" : " and ",
		    words[l][t->to->law.compare], t->to->law.text);
	if (zh)
		str_add(out, size, "）");
	else
		str_add(out, size, " when it is %s %s)", ways[l][t->rounding],
		    t->rounded);
}

void
limit_words(char *out, size_t size, const struct rule_test *t, enum language l)
{
	str_add(out, size, "%s %s", words[l][t->compare], t->limit_text);
	if (t->to != NULL)
		str_add(out, size, "%s%s %s", l == LANGUAGE_ZH ? "且" : " and ",
		    words[l][t->to->compare], t->to->text);
	if (l == LANGUAGE_EN)
		str_add(out, size, "%s", limit_period(t));
	if (t->rounded != NULL)
		add_rounded(out, size, t, l);
}

void
limit_own(char *out, size_t size, const struct own_limit *x, enum language l)
{
	str_add(out, size, "%s %s", words[l][x->compare], x->text);
}

const char *
limit_period(const struct rule_test *t)
{
	static const char *const over[OVER_COUNT] = { " a shipment", " a month",
		" a quarter", " half a year", " a year", " in twelve months" };

	return t->kind != TEST_ANNUAL ? ""
	       : t->shipment          ? over[t->over]
				      : " a year";
}

const char *
limit_within(const struct rule_test *t, enum language l)
{
	static const char *const over[OVER_COUNT][LANGUAGE_COUNT] = {
		[OVER_SHIPMENT] = { "the shipment", "本批次" },
		[OVER_MONTH] = { "the month", "当月" },
		[OVER_QUARTER] = { "the quarter", "当季" },
		[OVER_HALF] = { "the half-year", "当半年" },
		[OVER_YEAR] = { "the year", "当年" },
		[OVER_12_MONTHS] = { "twelve months", "十二个月内" },
	};

	if (!t->shipment)
		return l == LANGUAGE_ZH ? "每年" : "a year";
	return over[t->over][l];
}

bool
limit_is_any(const struct rule_test *t)
{
	return t->kind == TEST_PRESENCE && t->compare == COMPARE_ABOVE &&
	       t->to == NULL && mpq_sgn(t->limit) == 0;
}

void
limit_of_what(
    char out[LIMIT_OF_WHAT], const struct rule_test *t, enum language l)
{
	bool zh = l == LANGUAGE_ZH;

	out[0] = '\0';
	if (t->kind == TEST_MASS_SHARE || t->of_item)
		str_add(out, LIMIT_OF_WHAT, zh ? "占其质量" : " of its mass");
	else if (t->kind == TEST_VALUE_SHARE)
		str_add(out, LIMIT_OF_WHAT, zh ? "占其价值" : " of its value");
	else if (t->kind == TEST_AMONG)
		str_add(out, LIMIT_OF_WHAT,
		    zh ? t->by_value ? "占其所含%s的价值" : "占其所含%s"
		    : t->by_value ? " of what all %s in it are worth"
				  : " of all %s in it",
		    t->among->title[l]);
	else if (t->kind == TEST_PRESENCE && t->currency != NULL && zh)
		str_add(out, LIMIT_OF_WHAT, "的价值");
}

static void
put_limit(struct json *j, uint8_t compare, mpq_srcptr limit, const char *text)
{
	json_put_text(
	    j, "comparator", comparator_sign((enum comparator)compare));
	json_put_exact(j, "limit", limit);
	json_put_text(j, "limit_text", text);
}

void
limit_json(struct json *j, const struct rule_test *t)
{
	put_limit(j, t->compare, t->limit, t->limit_text);
	if (t->rounded != NULL) {
		json_put_text(j, "rounded", t->rounded);
		json_put_text(
		    j, "rounding", rounding_name((enum rounding)t->rounding));
		json_put_text(j, "limit_of_law", t->law.text);
	}
	if (t->together)
		json_put_bool(j, "together", true);
	if (t->over != OVER_SHIPMENT)
		json_put_text(j, "over", over_name((enum over)t->over));
	if (t->as_oxide)
		json_put_text(
		    j, "stated_as", t->as_named ? "substance" : "oxide");
	if (t->among != NULL)
		json_put_text(j, "among", t->among->id);
	if (t->to == NULL)
		return;
	json_begin_object(j, "up_to");
	put_limit(j, t->to->compare, t->to->limit, t->to->text);
	json_end_object(j);
}
