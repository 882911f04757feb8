/* SPDX-License-Identifier: Apache-2.0 */
/* pack_limit - what the limits of tests and rules ask; declared in pack.h. */
#include "core/rules/pack/pack.h"

#include "core/rules/deal/sent.h"

const char *
comparator_sign(enum comparator c)
{
	static const char *const signs[COMPARE_COUNT] = { ">", ">=", "<",
		"<=" };

	return signs[c];
}

const char *
comparator_name(enum comparator c)
{
	static const char *const names[COMPARE_COUNT] = { "above", "at-least",
		"below", "at-most" };

	return names[c];
}

const char *
rounding_name(enum rounding r)
{
	static const char *const names[ROUND_COUNT] = { "half-up", "down",
		"up" };

	return names[r];
}

bool
comparator_is_upper(enum comparator c)
{
	return c == COMPARE_BELOW || c == COMPARE_AT_MOST;
}

bool
test_is_upper(const struct rule_test *t)
{
	return comparator_is_upper((enum comparator)t->compare);
}

bool
test_has_upper(const struct rule_test *t)
{
	return t->to != NULL || test_is_upper(t);
}

bool
test_is_by_mass(const struct rule_test *t)
{
	return t->kind == TEST_MASS_SHARE || t->kind == TEST_AMONG;
}

bool
test_is_money(const struct rule_test *t)
{
	return t->kind == TEST_VALUE_SHARE || t->currency != NULL ||
	       t->by_value;
}

bool
rule_has_upper(const struct rule *r)
{
	for (size_t i = 0; i < r->ntest + r->nreading; i++)
		if (r->test[i].kind != TEST_ITEM && test_has_upper(&r->test[i]))
			return true;
	return false;
}

void
test_limit_text(char out[TEST_LIMIT_TEXT], const struct rule_test *t)
{
	out[0] = '\0';
	if (t->kind == TEST_ITEM)
		return;
	str_add(out, TEST_LIMIT_TEXT, "%s %s",
	    comparator_sign((enum comparator)t->compare), t->limit_text);
	if (t->to != NULL)
		str_add(out, TEST_LIMIT_TEXT, " and %s %s",
		    comparator_sign((enum comparator)t->to->compare),
		    t->to->text);
}

/* Is it so for the trigger, or for one of the ways to meet it? */
static bool
is_any(const struct rule *r, bool (*test)(const struct rule_test *))
{
	bool any = test(&r->test[r->ntest - 1]);

	for (size_t i = 0; r->either && i < r->nreading; i++)
		any |= test(&r->test[r->ntest + i]);
	return any;
}

static bool
is_annual(const struct rule_test *t)
{
	return t->kind == TEST_ANNUAL;
}

static bool
is_together(const struct rule_test *t)
{
	return t->together;
}

void
rule_limit_text(char out[RULE_LIMIT_TEXT], const struct rule *r)
{
	char one[TEST_LIMIT_TEXT];

	out[0] = '\0';
	for (size_t i = 0; i < (r->either ? r->nreading : 1); i++) {
		test_limit_text(
		    one, &r->test[r->either ? r->ntest + i : r->ntest - 1]);
		str_add(out, RULE_LIMIT_TEXT, "%s%s", i > 0 ? " or " : "", one);
	}
}

bool
rule_asks_money(const struct rule *r)
{
	return is_any(r, test_is_money);
}

bool
rule_is_annual(const struct rule *r)
{
	return is_any(r, is_annual);
}

bool
rule_is_together(const struct rule *r)
{
	return is_any(r, is_together);
}

bool
origin_is_any(const struct origin_rule *o)
{
	return o->elsewhere && o->country[0][0] == '\0';
}

bool
test_is_apart(const struct rule_test *t)
{
	return t->per != LEVEL_ITEM || t->each != EACH_SUM ||
	       t->over != OVER_SHIPMENT;
}

bool
rule_is_apart(const struct rule *r)
{
	return is_any(r, test_is_apart);
}
