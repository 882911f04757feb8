/* SPDX-License-Identifier: Apache-2.0 */
/* apart_level - what is a thing at the level of a limit; see apart_work.h. */
#include "core/rules/apart_work.h"

/* Forms whose parts are what they were made of, and not things in them. */
#define FORM_BIT(f) ((uint32_t)1 << FORM_##f)
static const uint32_t mixed =
    FORM_BIT(ORE) | FORM_BIT(CONCENTRATE) | FORM_BIT(OXIDE) | FORM_BIT(SALT) |
    FORM_BIT(COMPOUND) | FORM_BIT(METAL) | FORM_BIT(ALLOY) |
    FORM_BIT(PHOSPHOR) | FORM_BIT(CERAMIC) | FORM_BIT(CRYSTAL) |
    FORM_BIT(GLASS) | FORM_BIT(MATERIAL);

static bool
has_parts(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++)
		if (b->use[k].qty != NUM_ZERO)
			return true;
	return false;
}

bool
apart_is_material(const struct bom *b, const struct rule_test *t, uint32_t item)
{
	uint8_t form = b->item[item].form;

	return (t->units >> form & 1) != 0 &&
	       ((mixed >> form & 1) != 0 || !has_parts(b, item));
}

bool
apart_may_be_mixed(
    const struct bom *b, const struct rule_test *t, const struct use *u)
{
	return t->per == LEVEL_MATERIAL &&
	       b->item[u->parent].form == FORM_UNKNOWN &&
	       (mixed >> b->item[u->child].form & 1) != 0;
}

/* Is an item of that form at the level? */
static enum sure
is_unit(const struct rule_test *t, uint8_t form)
{
	if (form == FORM_UNKNOWN || (t->unsure >> form & 1) != 0)
		return SURE_PERHAPS;
	return (t->units >> form & 1) != 0 ? SURE_YES : SURE_NO;
}

bool
apart_looks_below(const struct apart_bench *w, uint32_t item)
{
	return w->test->per != LEVEL_ITEM &&
	       (w->test->per != LEVEL_MATERIAL ||
		   !apart_is_material(w->b, w->test, item));
}

enum sure
apart_unit_of(const struct apart_bench *w, uint32_t item)
{
	const struct item *i = &w->b->item[item];

	if (w->test->per == LEVEL_ITEM || w->test->per == LEVEL_MATERIAL)
		return SURE_YES;
	return (i->flags & ITEM_PHANTOM) != 0 ? SURE_NO
					      : is_unit(w->test, i->form);
}
