/* SPDX-License-Identifier: Apache-2.0 */
/* level_review - do the levels of a pack make sense?  See level_review.h. */
#include "core/rules/pack/level_review.h"

#include <string.h>

struct reviewer {
	const char *rules;
	struct findings *f;
};

static struct pos
place(const struct reviewer *v, const struct rule_test *t)
{
	return (struct pos){ v->rules, t->at.line, t->at.col };
}

static bool
is_any_amount(const struct rule_test *t)
{
	return t->kind == TEST_PRESENCE && t->compare == COMPARE_ABOVE &&
	       t->to == NULL && mpq_sgn(t->limit) == 0;
}

/* Each element alone, where that is no other question than all together. */
static void
review_each(const struct reviewer *v, const struct rule_test *t)
{
	uint32_t elements = t->of->elements;

	if (t->each == EACH_SUM)
		return;
	if (is_any_amount(t))
		findings_error(v->f, ST_CONFLICT, place(v, t),
		    "each=\"%s\" of any amount: where there is some of all "
		    "there is some of one: expected no each, or a limit above "
		    "zero",
		    each_name((enum each)t->each));
	else if (t->each == EACH_ELEMENT && (elements & (elements - 1)) == 0)
		findings_error(v->f, ST_CONFLICT, place(v, t),
		    "each=\"element\" of %s, which is one element: expected no "
		    "each, or materials with several",
		    t->of->id);
}

/* Things of forms that are put together are no material. */
static void
review_materials(const struct reviewer *v, const struct rule_test *t)
{
	static const enum form whole[] = { FORM_PART, FORM_COMPONENT,
		FORM_ASSEMBLY, FORM_PRODUCT };

	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		if (t->per == LEVEL_MATERIAL && (t->units >> whole[i] & 1) != 0)
			findings_error(v->f, ST_CONFLICT, place(v, t),
			    "a %s among the homogeneous materials: expected "
			    "forms of materials in per-forms",
			    form_name(whole[i]));
}

/* Some amount in a part is some in the item: the level asks nothing. */
static void
review_presence(const struct reviewer *v, const struct rule_test *t)
{
	if (t->per == LEVEL_PRODUCT && is_any_amount(t) && t->stop == 0)
		findings_warn(v->f, ST_OK, place(v, t),
		    "any amount per product is any amount of the item: per "
		    "changes nothing");
}

/* Whatever holds none of it has little of it. */
static void
review_little(
    const struct reviewer *v, const struct rule *r, const struct rule_test *t)
{
	for (size_t i = 0; i + 1 < r->ntest; i++)
		if (r->test[i].kind != TEST_ITEM && !test_is_upper(&r->test[i]))
			return;
	if (t->kind != TEST_ITEM && test_is_upper(t))
		findings_warn(v->f, ST_OK, place(v, t),
		    "%s is met by every item that holds no %s: a law that "
		    "means only what holds some has a range from is=\"above\", "
		    "or a presence in its scope",
		    r->id, t->of->id);
}

/* A trigger, or one way to meet it. */
static void
review_measure(const struct reviewer *v, const struct rule_test *t)
{
	if (t->of == NULL || !test_is_apart(t))
		return;
	review_each(v, t);
	review_materials(v, t);
	review_presence(v, t);
}

void
level_review(const struct pack *p, const char *rules, struct findings *f)
{
	const struct reviewer v = { rules, f };

	for (size_t i = 0; i < p->nrule; i++) {
		const struct rule *r = &p->rule[i];

		if (r->test[r->ntest - 1].of == NULL)
			continue;
		if (!r->either) {
			review_little(&v, r, &r->test[r->ntest - 1]);
			review_measure(&v, &r->test[r->ntest - 1]);
		}
		for (size_t k = 0; r->either && k < r->nreading; k++) {
			review_little(&v, r, &r->test[r->ntest + k]);
			review_measure(&v, &r->test[r->ntest + k]);
		}
	}
}
