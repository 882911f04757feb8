/* SPDX-License-Identifier: Apache-2.0 */
/*
 * item_test - what a test asks of the item itself: its form, its tariff code,
 * what one of it weighs and costs, and where it was made; see tests.h.
 */
#include "core/rules/deal/document.h"
#include "core/rules/tests.h"
#include "core/trace/share.h"

#include <string.h>

/*
 * Was the item itself made in one of the countries?  Where its last stage
 * took place, whatever rare earth that is said of.
 */
static enum verdict
made_in(const struct bom *b, const struct origin_rule *where, bool presumed,
    uint32_t item)
{
	const struct stages_of of = { item, NULL, -1 };
	struct channel last = { .policy = POLICY_LAST_STAGE,
		.technology = where->technology,
		.elsewhere = where->elsewhere,
		.presumed = presumed };
	enum verdict v = where->deemed ? VERDICT_TRIGGERED : VERDICT_UNDECIDED;
	struct share_by by;
	struct stages stages;
	struct exact share;

	if (!stages_are_spoken_of(b, &of))
		return v;
	memcpy(last.country, where->country, sizeof(last.country));
	stages_init(&stages);
	exact_init(&share);
	stages_find(b, &last, &of, &stages);
	share_of_stages(&last, &stages, &share, &by);
	if (mpq_cmp_ui(share.lo, 1, 1) == 0)
		v = VERDICT_TRIGGERED;
	else if (mpq_sgn(share.hi) == 0 && by.low != 0)
		v = VERDICT_CLEAR;
	exact_clear(&share);
	stages_clear(&stages);
	return v;
}

/* Of two codes, is one under the other? */
static bool
is_under(struct str code, struct str heading)
{
	return heading.n <= code.n && memcmp(code.p, heading.p, heading.n) == 0;
}

/* Is the tariff code under one of those of the test?  One of fewer digits than
 * that takes may be. */
static enum verdict
of_code(const struct rule_test *t, struct str text)
{
	char digits[10];
	struct str code = { digits, 0 }, one, list = str_of(t->hs);
	enum verdict v = VERDICT_CLEAR;
	size_t at = 0;

	for (size_t i = 0; i < text.n && code.n < sizeof(digits); i++)
		if (text.p[i] >= '0' && text.p[i] <= '9')
			digits[code.n++] = text.p[i];
	if (code.n < 4)
		return VERDICT_UNDECIDED;
	while ((one = document_word(list, &at)).n > 0)
		if (is_under(code, one))
			v = VERDICT_TRIGGERED;
		else if (v == VERDICT_CLEAR && is_under(one, code))
			v = VERDICT_UNDECIDED;
	if (!t->hs_not || v == VERDICT_UNDECIDED)
		return v;
	return v == VERDICT_TRIGGERED ? VERDICT_CLEAR : VERDICT_TRIGGERED;
}

static void
take_number(const struct bom *b, uint32_t id, mpq_ptr out)
{
	mpq_t view;

	numtab_view(&b->num, id, view);
	mpq_set(out, view);
}

/* What one of the item costs, in the currency of the limit. */
static enum verdict
of_value(const struct bom *b, const struct own_limit *limit, uint32_t item)
{
	const struct item *it = &b->item[item];
	uint32_t to = bom_text_find(b, str_of(limit->currency));
	enum verdict v = VERDICT_UNDECIDED;
	struct exact x;

	if (it->value == BOM_NONE || it->currency == 0 || to == INTERN_NONE)
		return v;
	exact_init(&x);
	if (bom_rate(b, it->currency, to, x.lo, x.hi)) {
		mpq_t value;

		mpq_init(value);
		take_number(b, it->value, value);
		mpq_mul(x.lo, x.lo, value);
		mpq_mul(x.hi, x.hi, value);
		mpq_clear(value);
		v = decide_exact(
		    &x, (enum comparator)limit->compare, limit->limit);
	}
	exact_clear(&x);
	return v;
}

/* What it weighs, as it is stated. */
static enum verdict
of_mass(const struct bom *b, const struct own_limit *limit, uint32_t item)
{
	const struct item *it = &b->item[item];
	enum verdict v;
	struct exact x;

	if (!it->has_mass)
		return VERDICT_UNDECIDED;
	exact_init(&x);
	take_number(b, it->mass.lo, x.lo);
	x.lo_open = it->mass.lo_open;
	x.hi_infinite = it->mass.hi == NUM_INFINITE;
	if (!x.hi_infinite)
		take_number(b, it->mass.hi, x.hi);
	x.hi_open = it->mass.hi_open;
	v = decide_exact(&x, (enum comparator)limit->compare, limit->limit);
	exact_clear(&x);
	return v;
}

/* What it weighs with all that is in it, where nobody states that. */
static enum verdict
of_parts(
    const struct judgement *j, const struct own_limit *limit, uint32_t item)
{
	const struct evidence *e = &j->evidence;
	struct error ignored = { 0 };
	struct bounds x;
	enum verdict v;
	struct exact y;
	double lo, hi;

	num_enclose(limit->limit, &lo, &hi);
	e->bounds(e->ctx, COLUMN_MASS, item, &x);
	v = decide_bounds(&x, (enum comparator)limit->compare, lo, hi);
	if (v != VERDICT_COUNT)
		return v;
	exact_init(&y);
	v = e->exact(e->ctx, COLUMN_MASS, &item, 1, &y, &ignored) == ST_OK
		? decide_exact(
		      &y, (enum comparator)limit->compare, limit->limit)
		: VERDICT_UNDECIDED;
	exact_clear(&y);
	return v;
}

/*
 * test_item - the item itself.
 *
 * Out:	clear for another form, or made elsewhere; undecided where the form
 *	or the country of manufacture is not known
 */
enum verdict
test_item(const struct bom *b, const struct rule_test *t, bool presumed,
    uint32_t item)
{
	uint8_t form = b->item[item].form;
	enum verdict v = VERDICT_TRIGGERED, made;

	if (t->forms == 0)
		v = VERDICT_TRIGGERED; /* of whatever form */
	else if (form == FORM_UNKNOWN || (t->unsettled >> form & 1) != 0 ||
		 (t->forms_not && form == FORM_MATERIAL &&
		     !(t->forms >> form & 1)))
		v = VERDICT_UNDECIDED; /* a material may be of any form */
	else if (!(t->forms >> form & 1) != t->forms_not)
		return VERDICT_CLEAR;
	if (t->hs != NULL && v != VERDICT_CLEAR) {
		enum verdict of = of_code(t, bom_text_get(b, b->item[item].hs));

		v = of < v ? of : v;
	}
	if (t->mass != NULL && v != VERDICT_CLEAR) {
		enum verdict of = of_mass(b, t->mass, item);

		v = of < v ? of : v;
	}
	if (t->value != NULL && v != VERDICT_CLEAR) {
		enum verdict of = of_value(b, t->value, item);

		v = of < v ? of : v;
	}
	if (t->origin == NULL || v == VERDICT_CLEAR)
		return v;
	made = made_in(b, t->origin, presumed, item);
	return made < v ? made : v;
}

/* Of an item whose mass nobody states its parts tell it. */
enum verdict
test_item_itself(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	bool presumed = t->variant == VARIANT_PRESUMED;
	struct rule_test rest = *t->test;
	enum verdict v, of;

	if (rest.mass == NULL || j->bom->item[item].has_mass)
		return test_item(j->bom, t->test, presumed, item);
	rest.mass = NULL;
	v = test_item(j->bom, &rest, presumed, item);
	if (v == VERDICT_CLEAR)
		return v;
	of = of_parts(j, t->test->mass, item);
	return of < v ? of : v;
}
