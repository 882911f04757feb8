/* SPDX-License-Identifier: Apache-2.0 */
/* doubt - what can hardly be meant, item by item; see doubt.h. */
#include "core/bom/link/doubt.h"

#include "core/bom/link/steps.h"

bool
doubt_share(struct doubt *d, const struct content *c)
{
	const struct bom *b = d->b;
	const struct item *it = &b->item[c->item];
	bool parts = b->use_start[c->item + 1] > b->use_start[c->item];
	mpq_t view;

	if (c->amount.hi == NUM_INFINITE)
		return false;
	numtab_view(&b->num, c->amount.lo, view);
	mpq_set(d->lo, view);
	numtab_view(&b->num, c->amount.hi, view);
	mpq_set(d->hi, view);
	if (c->amount.is_share)
		return true;
	if (!it->has_mass || it->mass.lo != it->mass.hi ||
	    it->mass.lo == NUM_ZERO || (parts && c->scope != SCOPE_TOTAL))
		return false;
	numtab_view(&b->num, it->mass.lo, view);
	mpq_div(d->lo, d->lo, view);
	mpq_div(d->hi, d->hi, view);
	return true;
}

void
doubt_words(char out[DOUBT_TEXT], mpq_srcptr q, bool share)
{
	char number[NUM_TEXT];
	mpq_t shown;

	mpq_init(shown);
	mpq_set_ui(shown, share ? 100 : 1, 1);
	mpq_mul(shown, shown, q);
	num_format(number, shown, 4, NUM_NEAREST);
	mpq_clear(shown);
	snprintf(out, DOUBT_TEXT, "%s %s", number, share ? "%" : "g");
}

bool
doubt_is_point(const struct amount *a)
{
	return a->lo == a->hi;
}

int
doubt_element(const struct content *c)
{
	if (c->elements == 0 || (c->elements & (c->elements - 1)) != 0)
		return -1;
	return __builtin_ctz(c->elements);
}

/*
 * link_doubt - every item that somebody says something of.
 *
 * In:	documents are heard: link_declare()
 * Cost:	linear in lines
 */
void
link_doubt(const struct bom *b, struct findings *f)
{
	struct doubt d = { .b = b, .f = f };
	bool plain = intern_is_ascii(&b->parts);
	bool magnets =
	    (b->absent & FACT_FORM) == 0 || (b->absent & FACT_HS) == 0;

	doubt_spelling(&d); /* a hint: without memory there is none */
	mpq_inits(d.lo, d.hi, d.sum, d.work, d.factor, NULL);
	for (uint32_t i = 0; i < b->nitem; i++) {
		if (b->content_start[i] < b->content_start[i + 1]) {
			doubt_oxide(&d, i);
			doubt_denied(&d, i);
			doubt_factor(&d, i);
		}
		if (magnets)
			doubt_magnet(&d, i);
		if (!plain)
			doubt_unseen(&d, i);
	}
	mpq_clears(d.lo, d.hi, d.sum, d.work, d.factor, NULL);
}
