/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doubt_chem - more of an element than its compound can hold.
 *
 * 99.5 % neodymium "as element" in an oxide would leave no room for the
 * oxygen: Nd2O3 holds 85.7 % of it.  Such figures are those of the oxide.
 */
#include "core/bom/link/doubt.h"

#include "core/chem/oxide.h"

/* What figures are rounded to: nothing is said within it. */
static const unsigned long room[2] = { 102, 100 };

/* How much of the element 1 g of what it is in can be, into d->factor. */
static bool
most_of_it(struct doubt *d, const struct content *c, int e)
{
	const struct bom *b = d->b;
	mpq_t view;

	if (c->substance != BOM_NONE && b->substance[c->substance].known &&
	    (b->substance[c->substance].elements >> e & 1) != 0) {
		numtab_view(
		    &b->num, b->substance[c->substance].fraction[e], view);
		mpq_set(d->factor, view);
	} else if ((b->absent & FACT_FORM) == 0 &&
		   b->item[c->item].form == FORM_OXIDE) {
		oxide_fraction(e, d->factor);
	} else {
		return false;
	}
	return mpq_sgn(d->factor) > 0;
}

static void
say(struct doubt *d, const struct content *c, int e)
{
	char label[160], amount[DOUBT_TEXT], most[DOUBT_TEXT];

	doubt_share(d, c);
	doubt_words(amount, d->lo, true);
	most_of_it(d, c, e);
	doubt_words(most, d->factor, true);
	findings_warn(d->f, ST_CONFLICT, bom_pos(d->b, c->at),
	    "%.*s: %s %s as element, in what can hold at most %s of it: "
	    "expected less, or basis oxide or compound; oxide and metal "
	    "confused?",
	    STR_ARG(bom_item_label(d->b, c->item, label, sizeof(label))),
	    amount, element_at(e)->symbol, most);
}

/* Lines of the element add up to more than 100 % of what they are in. */
void
doubt_oxide(struct doubt *d, uint32_t item)
{
	const struct bom *b = d->b;
	const struct content *worst = NULL;
	double heaviest = 0;

	mpq_set_ui(d->sum, 0, 1);
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];
		int e = doubt_element(c);

		if (!c->counts || c->process || c->kind != CONTENT_AMOUNT ||
		    c->basis != BASIS_KIND_ELEMENT || e < 0 ||
		    !most_of_it(d, c, e) || !doubt_share(d, c))
			continue;
		mpq_div(d->work, d->lo, d->factor);
		mpq_add(d->sum, d->sum, d->work);
		if (worst == NULL || mpq_get_d(d->work) > heaviest) {
			worst = c;
			heaviest = mpq_get_d(d->work);
		}
	}
	if (worst != NULL && mpq_cmp_ui(d->sum, room[0], room[1]) > 0)
		say(d, worst, doubt_element(worst));
}
