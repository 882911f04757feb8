/* SPDX-License-Identifier: Apache-2.0 */
/*
 * blank - noughts that stand where nobody entered anything; see steps.h.
 *
 * Many systems export a mass or a price that is not known as 0.  Taken at its
 * word, such a part would hold nothing and clear every product: so it is
 * taken as not stated, and that is said.  Something that has no mass, such as
 * software, says complete="yes" as well.
 */
#include "core/bom/link/steps.h"

static bool
is_nought(const struct amount *a)
{
	return a->lo == NUM_ZERO && a->hi == NUM_ZERO;
}

static void
drop_mass(struct bom *b, uint32_t i, struct findings *f)
{
	struct item *it = &b->item[i];
	char label[160];

	it->has_mass = 0;
	it->mass = amount_unknown();
	findings_warn(f, ST_OK, bom_pos(b, it->at),
	    "%.*s: a mass of 0, taken as not stated: expected its mass; or "
	    "complete \"yes\" of something that has none",
	    STR_ARG(bom_item_label(b, i, label, sizeof(label))));
}

static void
drop_value(struct bom *b, uint32_t i, struct findings *f)
{
	struct item *it = &b->item[i];
	char label[160];

	it->value = BOM_NONE;
	it->currency = 0;
	findings_warn(f, ST_OK, bom_pos(b, it->at),
	    "%.*s: a price of 0, taken as not stated: expected its price",
	    STR_ARG(bom_item_label(b, i, label, sizeof(label))));
}

static uint32_t
facts_of(const struct item *it)
{
	return ((it->maker | it->revision) != 0 ? FACT_KEY : 0) |
	       (it->has_mass ? FACT_MASS : 0) |
	       (it->value != BOM_NONE ? FACT_VALUE : 0) |
	       (it->form != FORM_UNKNOWN ? FACT_FORM : 0) |
	       (it->hs != 0 ? FACT_HS : 0) |
	       (it->dim != DIM_NONE ? FACT_DIM : 0) |
	       ((it->flags & ITEM_PHANTOM) != 0 ? FACT_PHANTOM : 0);
}

void
link_blanks(struct bom *b, struct findings *f)
{
	uint32_t facts = b->nkeyed > 0 ? FACT_KEY : 0;

	for (size_t i = 0; i < b->nitem; i++)
		facts |= facts_of(&b->item[i]);
	if (b->nweighing > 0) /* what documents say is added to items */
		facts |= FACT_MASS | FACT_DIM;
	b->absent = ~facts;
	if ((b->absent & FACT_MASS) != 0 && (b->absent & FACT_VALUE) != 0)
		return;
	for (uint32_t i = 0; i < b->nitem; i++) {
		const struct item *it = &b->item[i];

		if (it->has_mass && is_nought(&it->mass) &&
		    (it->flags & ITEM_COMPLETE) == 0)
			drop_mass(b, i, f);
		if (it->value == NUM_ZERO)
			drop_value(b, i, f);
	}
}

/* One that is not built in may well be counted as none. */
static bool
is_meant(const struct bom *b, uint32_t k)
{
	if ((b->use[k].flags & USE_EMPTY) != 0)
		return true;
	return b->use[k].note != 0 && b->note[b->use[k].note].place != 0;
}

void
link_tell_unused(const struct bom *b, struct findings *f)
{
	uint32_t first = BOM_NONE, more = 0;
	char label[160], rest[60] = "";

	if (!b->use_noughts)
		return;
	for (uint32_t k = 0; k < b->nuse; k++) {
		if (b->use[k].qty != NUM_ZERO || is_meant(b, k))
			continue;
		more += first != BOM_NONE;
		first = first == BOM_NONE ? k : first;
	}
	if (first == BOM_NONE)
		return;
	if (more > 0)
		snprintf(rest, sizeof(rest), ", and so of %u more use%s", more,
		    more == 1 ? "" : "s");
	findings_warn(f, ST_OK, bom_pos(b, b->use[first].at),
	    "a quantity of 0: nothing of %.*s is counted here%s; expected a "
	    "quantity above 0, or \"unknown\" of what is used as required",
	    STR_ARG(
		bom_item_label(b, b->use[first].child, label, sizeof(label))),
	    rest);
}
