/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doubt_pair - two statements on one element that only a slip explains.
 *
 * That two documents disagree is said elsewhere (disagree.c); here is said
 * why, if their figures are to each other as percent to ppm, or as an oxide
 * to its metal.
 */
#include "core/bom/link/doubt.h"

#include "core/chem/oxide.h"

/* How far the quotient of two rounded figures may be off: 0.2 %. */
static const unsigned long near[2] = { 2, 1000 };

static bool
states_element(const struct content *c)
{
	return c->kind == CONTENT_AMOUNT && !c->process &&
	       c->basis != BASIS_KIND_COMPOUND && doubt_element(c) >= 0;
}

/*
 * "No more than 0.1 % of it", and 2 % of it in the same document.  A negative
 * is compared with the lines behind and before it that are of its document.
 */
static bool
denies(
    struct doubt *d, const struct content *no, const struct content *c, int e)
{
	mpq_t view;

	if (no->decl != c->decl || no->scope != c->scope ||
	    no->process != c->process ||
	    no->amount.is_share != c->amount.is_share ||
	    no->amount.hi == NUM_INFINITE)
		return false;
	numtab_view(&d->b->num, no->amount.hi, view);
	mpq_set(d->hi, view);
	numtab_view(&d->b->num, c->amount.lo, view);
	mpq_set(d->lo, view);
	if (no->basis != c->basis) {
		oxide_fraction(e, d->factor);
		if (no->basis == BASIS_KIND_OXIDE)
			mpq_mul(d->hi, d->hi, d->factor);
		else
			mpq_mul(d->lo, d->lo, d->factor);
	}
	return mpq_cmp(d->lo, d->hi) > 0;
}

static void
say_denied(struct doubt *d, const struct content *no, const struct content *c)
{
	char label[160], more[DOUBT_TEXT], less[DOUBT_TEXT];
	mpq_t view;

	numtab_view(&d->b->num, c->amount.lo, view);
	doubt_words(more, view, c->amount.is_share);
	numtab_view(&d->b->num, no->amount.hi, view);
	doubt_words(less, view, no->amount.is_share);
	findings_warn(d->f, ST_CONFLICT, bom_pos(d->b, c->at),
	    "%.*s: %s %s, and no more than %s of it in line %u of the same "
	    "document: expected one of them",
	    STR_ARG(bom_item_label(d->b, c->item, label, sizeof(label))), more,
	    element_at(doubt_element(c))->symbol, less, no->at.line);
}

void
doubt_denied(struct doubt *d, uint32_t item)
{
	const struct bom *b = d->b;
	const struct content *no[NELEM] = { NULL }, *yes[NELEM] = { NULL };

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k], *other = NULL;
		bool negative = c->kind == CONTENT_NEGATIVE &&
				c->basis != BASIS_KIND_COMPOUND;

		if (!negative && !states_element(c))
			continue;
		for (int e = 0; other == NULL && c->elements >> e != 0; e++) {
			if ((c->elements >> e & 1) == 0)
				continue;
			other = negative ? yes[e] : no[e];
			if (negative)
				no[e] = c;
			else
				yes[e] = c;
			if (other != NULL && !denies(d, negative ? c : other,
						 negative ? other : c, e))
				other = NULL;
		}
		if (other == NULL)
			continue;
		say_denied(d, negative ? c : other, negative ? other : c);
		return;
	}
}

/* Are the two figures as one to so many? */
static const char *
slip_of(struct doubt *d, bool share)
{
	static const struct {
		unsigned long times;
		bool share;
		const char *words;
	} slips[] = {
		{ 100, true, "100 times: a fraction and percent" },
		{ 1000, true, "1000 times: ppm and ppb, or percent and ppm" },
		{ 10000, true, "10000 times: percent and ppm" },
		{ 1000000, true, "1000000 times: a fraction and ppm" },
		{ 1000, false,
		    "1000 times: grams and kilograms, or milligrams" },
		{ 1000000, false, "1000000 times: milligrams and kilograms" },
	};

	for (size_t i = 0; i < sizeof(slips) / sizeof(slips[0]); i++) {
		if (slips[i].share != share)
			continue;
		mpq_set_ui(d->work, slips[i].times, 1);
		mpq_mul(d->work, d->work, d->lo);
		if (mpq_equal(d->work, d->hi) != 0)
			return slips[i].words;
	}
	return NULL;
}

/* Is d->lo to d->hi as the element to its oxide, but for rounding? */
static bool
is_oxide_factor(struct doubt *d, int e)
{
	oxide_fraction(e, d->factor);
	mpq_mul(d->work, d->hi, d->factor);
	mpq_sub(d->sum, d->work, d->lo);
	mpq_abs(d->sum, d->sum);
	mpq_set_ui(d->factor, near[0], near[1]);
	mpq_canonicalize(d->factor);
	mpq_mul(d->work, d->work, d->factor);
	return mpq_cmp(d->sum, d->work) <= 0;
}

/* Puts the lesser of the two figures into d->lo, the greater into d->hi. */
static void
take_two(struct doubt *d, const struct content *x, const struct content *y)
{
	mpq_t a, c;

	numtab_view(&d->b->num, x->amount.lo, a);
	numtab_view(&d->b->num, y->amount.lo, c);
	mpq_set(d->lo, a);
	mpq_set(d->hi, c);
	if (mpq_cmp(d->lo, d->hi) > 0)
		mpq_swap(d->lo, d->hi);
}

static void
say_pair(struct doubt *d, const struct content *kept,
    const struct content *lost, const char *why)
{
	char label[160], here[DOUBT_TEXT], there[DOUBT_TEXT];
	struct pos at = bom_pos(d->b, kept->at);
	mpq_t view;

	numtab_view(&d->b->num, lost->amount.lo, view);
	doubt_words(here, view, lost->amount.is_share);
	numtab_view(&d->b->num, kept->amount.lo, view);
	doubt_words(there, view, kept->amount.is_share);
	findings_warn(d->f, ST_CONFLICT, bom_pos(d->b, lost->at),
	    "%.*s: %s %s here and %s at %s:%u %s confused? expected one amount",
	    STR_ARG(bom_item_label(d->b, lost->item, label, sizeof(label))),
	    here, element_at(doubt_element(lost))->symbol, there,
	    at.file != NULL ? at.file : "", at.line, why);
}

/* Why the two may differ, or NULL. */
static const char *
why_they_differ(struct doubt *d, const struct content *kept,
    const struct content *lost, char text[80])
{
	const char *slip;

	take_two(d, kept, lost);
	if (mpq_sgn(d->lo) == 0)
		return NULL;
	if (kept->basis != lost->basis)
		return mpq_equal(d->lo, d->hi) != 0
			   ? "are of another basis: oxide and metal"
			   : NULL;
	if (is_oxide_factor(d, doubt_element(lost)))
		return "are as the metal to its oxide: oxide and metal";
	slip = slip_of(d, lost->amount.is_share);
	if (slip == NULL)
		return NULL;
	snprintf(text, 80, "differ %s", slip);
	return text;
}

/* What lost on its element against what counts there. */
void
doubt_factor(struct doubt *d, uint32_t item)
{
	const struct bom *b = d->b;
	const struct content *kept[NELEM] = { NULL };
	bool others = false;
	char text[80];

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		if (!states_element(c) || !doubt_is_point(&c->amount))
			continue;
		if ((c->won & c->elements) == 0)
			others = true;
		else if (c->counts && kept[doubt_element(c)] == NULL)
			kept[doubt_element(c)] = c;
	}
	for (uint32_t k = b->content_start[item];
	     others && k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k], *best;
		const char *why;

		if (!states_element(c) || !doubt_is_point(&c->amount) ||
		    (c->won & c->elements) != 0)
			continue;
		best = kept[doubt_element(c)];
		if (best == NULL || best->decl == c->decl ||
		    best->scope != c->scope ||
		    best->amount.is_share != c->amount.is_share)
			continue;
		why = why_they_differ(d, best, c, text);
		if (why == NULL)
			continue;
		say_pair(d, best, c, why);
		return;
	}
}
