/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doubt_magnet - magnets without rare earth, or with too little or too much.
 *
 * Permanent magnets are made of rare earths, or of ferrite or AlNiCo and the
 * like; how much rare earth they hold is in magnets.tsv.
 */
#include "core/bom/link/doubt.h"

#include "core/chem/magnet.h"
#include "core/chem/oxide.h"

#include <string.h>

/* An unknown substance of more than that may be the magnet itself. */
#define SUBSTANTIAL 0.05

/* What the lines that count say of rare earth in a magnet. */
struct told {
	mpq_t lo, hi;              /* of all rare earth, as share */
	uint32_t elements;         /* that are surely there */
	uint32_t spoken;           /* that a line speaks of */
	const struct content *at;  /* the line with the most of them */
	bool any, bounded, opaque; /* opaque: a substance nobody knows */
	bool twice;                /* two lines speak of one element */
};

/* HS 8505.11: permanent magnets of metal. */
static bool
is_metal_magnet_hs(struct str hs)
{
	static const char heading[] = "850511";
	size_t n = 0;

	for (size_t i = 0; i < hs.n && heading[n] != '\0'; i++) {
		if (hs.p[i] < '0' || hs.p[i] > '9')
			continue;
		if (hs.p[i] != heading[n++])
			return false;
	}
	return heading[n] == '\0';
}

/* Grams of rare earth in 1 g of the line's amount, into d->factor; groups as
 * if all were elements; false if nobody knows. */
static bool
rare_earth_in(struct doubt *d, const struct content *c)
{
	const struct bom *b = d->b;
	const struct bom_substance *s;
	mpq_t view;

	mpq_set_ui(d->factor, 1, 1);
	if (c->basis == BASIS_KIND_OXIDE && doubt_element(c) >= 0)
		oxide_fraction(doubt_element(c), d->factor);
	if (c->basis != BASIS_KIND_COMPOUND || c->substance == BOM_NONE)
		return true;
	s = &b->substance[c->substance];
	mpq_set_ui(d->factor, 0, 1);
	for (int e = 0; s->known && e < NELEM; e++) {
		if ((s->elements >> e & 1) == 0)
			continue;
		numtab_view(&b->num, s->fraction[e], view);
		mpq_add(d->factor, d->factor, view);
	}
	return s->known;
}

static void
hear_line(struct doubt *d, struct told *t, const struct content *c)
{
	bool share = doubt_share(d, c);

	if (c->kind != CONTENT_AMOUNT) {
		t->any = true;
		return;
	}
	if (!rare_earth_in(d, c)) {
		t->opaque |= !share || mpq_get_d(d->hi) > SUBSTANTIAL;
		return;
	}
	t->any = true;
	if (c->elements == 0)
		return;
	t->bounded &= share;
	t->twice |= (t->spoken & c->elements) != 0;
	t->spoken |= c->elements;
	if (c->unstated || c->amount.lo != NUM_ZERO || c->amount.lo_open)
		t->elements |= c->elements;
	if (!share)
		return;
	mpq_mul(d->lo, d->lo, d->factor);
	mpq_mul(d->hi, d->hi, d->factor);
	if (t->at == NULL || mpq_cmp(d->hi, d->work) > 0) {
		t->at = c;
		mpq_set(d->work, d->hi);
	}
	mpq_add(t->lo, t->lo, d->lo);
	mpq_add(t->hi, t->hi, d->hi);
}

static void
hear(struct doubt *d, struct told *t, uint32_t item)
{
	const struct bom *b = d->b;

	*t = (struct told){ .bounded = true };
	mpq_inits(t->lo, t->hi, NULL);
	t->any = (b->item[item].flags & ITEM_COMPLETE) != 0;
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].counts && !b->content[k].process)
			hear_line(d, t, &b->content[k]);
}

/* Do name, number or materials say that it is of no rare earth? */
static bool
says_without(const struct bom *b, uint32_t item)
{
	const struct item *it = &b->item[item];

	if (magnet_is_without(bom_part(b, item)) ||
	    magnet_is_without(bom_text_get(b, it->name)) ||
	    magnet_is_without(bom_text_get(b, it->material)))
		return true;
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct bom_substance *s;

		if (b->content[k].substance == BOM_NONE)
			continue;
		s = &b->substance[b->content[k].substance];
		if (magnet_is_without(bom_text_get(b, s->name)) ||
		    magnet_is_without(bom_text_get(b, s->formula)))
			return true;
	}
	return false;
}

static void
say_without(struct doubt *d, uint32_t item, bool hs)
{
	char label[160];
	struct str name = bom_item_label(d->b, item, label, sizeof(label));

	if (hs)
		findings_warn(d->f, ST_CONFLICT,
		    bom_pos(d->b, d->b->item[item].at),
		    "%.*s has HS code 8505.11, that of magnets of metal, and "
		    "no rare earth is declared in it: expected its NdFeB or "
		    "SmCo, the word AlNiCo in its name, or 8505.19 for ferrite",
		    STR_ARG(name));
	else
		findings_warn(d->f, ST_CONFLICT,
		    bom_pos(d->b, d->b->item[item].at),
		    "%.*s is a magnet, and no rare earth is declared in it: "
		    "expected its NdFeB or SmCo, or a word such as ferrite or "
		    "AlNiCo in its name",
		    STR_ARG(name));
}

/* What would make the amount a usual one; "" if nothing known would. */
static const char *
confusion(const struct told *t, const struct magnet_usual *u)
{
	static const struct {
		unsigned long times;
		const char *words;
	} slips[] = { { 100, "; a fraction taken for percent?" },
		{ 10000, "; percent taken for ppm?" } };
	const char *words = "";
	mpq_t x;

	mpq_init(x);
	for (size_t i = 0; i < sizeof(slips) / sizeof(slips[0]); i++) {
		mpq_set_ui(x, slips[i].times, 1);
		mpq_mul(x, x, t->hi);
		if (mpq_cmp(x, u->least) >= 0 && mpq_cmp(x, u->most) <= 0)
			words = slips[i].words;
	}
	mpq_clear(x);
	return words;
}

static void
say_unusual(struct doubt *d, uint32_t item, int e, const struct told *t,
    const struct magnet_usual *u, bool little)
{
	char label[160], amount[DOUBT_TEXT], least[DOUBT_TEXT];
	char most[DOUBT_TEXT];

	doubt_words(amount, little ? t->hi : t->lo, true);
	doubt_words(least, u->least, true);
	doubt_words(most, u->most, true);
	findings_warn(d->f, ST_CONFLICT,
	    bom_pos(d->b, t->at != NULL ? t->at->at : d->b->item[item].at),
	    little
		? "%.*s: at most %s rare earth in a magnet of %s: expected %s "
		  "to %s as is usual (%s)%s"
		: "%.*s: at least %s rare earth in a magnet of %s: expected %s "
		  "to %s as is usual (%s)%s",
	    STR_ARG(bom_item_label(d->b, item, label, sizeof(label))), amount,
	    element_at(e)->name, least, most, u->from,
	    little ? confusion(t, u) : "");
}

/* A third of what is least, half as much again as what is most: magnets.tsv
 * says why. */
static void
weigh_against_usual(struct doubt *d, uint32_t item, const struct told *t)
{
	const int nd = element_find(STR("Nd")), pr = element_find(STR("Pr")),
		  sm = element_find(STR("Sm"));
	struct magnet_usual u;
	int e = (t->elements >> nd & 1) != 0 || (t->elements >> pr & 1) != 0
		    ? nd
		    : sm;

	if (t->twice || (e == sm && (t->elements >> sm & 1) == 0))
		return;
	magnet_usual_init(&u);
	if (magnet_usual_of(e, &u)) {
		mpq_set_ui(d->work, 1, 3);
		mpq_mul(d->work, d->work, u.least);
		mpq_set_ui(d->sum, 3, 2);
		mpq_mul(d->sum, d->sum, u.most);
		if (t->bounded && mpq_cmp(t->hi, d->work) < 0)
			say_unusual(d, item, e, t, &u, true);
		else if (mpq_cmp(t->lo, d->sum) > 0)
			say_unusual(d, item, e, t, &u, false);
	}
	magnet_usual_clear(&u);
}

/*
 * doubt_magnet - of a magnet of which something is declared.
 *
 * Of one about which nobody says anything there is nothing to doubt: its
 * verdict says that it points to rare earth.
 */
void
doubt_magnet(struct doubt *d, uint32_t item)
{
	const struct bom *b = d->b;
	bool form = b->item[item].form == FORM_MAGNET;
	bool hs = !form && b->item[item].form == FORM_UNKNOWN &&
		  b->item[item].hs != 0 &&
		  is_metal_magnet_hs(bom_text_get(b, b->item[item].hs));
	bool parts = b->use_start[item + 1] > b->use_start[item];
	struct told t;

	if ((!form && !hs) || parts)
		return;
	hear(d, &t, item);
	if (t.elements != 0)
		weigh_against_usual(d, item, &t);
	else if (t.any && !t.opaque && !says_without(b, item))
		say_without(d, item, hs);
	mpq_clears(t.lo, t.hi, NULL);
}
