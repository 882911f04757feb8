/* SPDX-License-Identifier: Apache-2.0 */
/*
 * merge - what several files of a catalogue say of the same item.
 *
 * Products of one house share parts, and each file states them again.  What
 * is said of an item in two files is put together; where the two differ both
 * readings stay open, and that is said.  A list of parts that stands in two
 * files is one list: taken twice, it would double what is in the item.
 */
#include "core/bom/link/steps.h"
#include "core/bom/same.h"

struct merger {
	struct bom *b;
	struct findings *f;
	struct item *kept;
	const struct item *other;
};

static void
say_differs(struct merger *m, const char *what, const char *then)
{
	const struct bom *b = m->b;
	struct pos first = bom_pos(b, m->kept->at);
	char label[160];

	findings_warn(m->f, ST_CONFLICT, bom_pos(b, m->other->at),
	    "%.*s has another %s than at %s:%u: expected the same; %s",
	    STR_ARG(bom_item_label(
		b, (uint32_t)(m->kept - b->item), label, sizeof(label))),
	    what, first.file != NULL ? first.file : "", first.line, then);
}

/* The wider of two amounts that are both said. */
static void
join_masses(struct merger *m)
{
	struct amount *a = &m->kept->mass;
	const struct amount *o = &m->other->mass;
	const struct numtab *num = &m->b->num;
	mpq_t x, y;
	int c;

	numtab_view(num, a->lo, x);
	numtab_view(num, o->lo, y);
	c = mpq_cmp(x, y);
	a->lo_open = c == 0  ? a->lo_open && o->lo_open
		     : c > 0 ? o->lo_open
			     : a->lo_open;
	if (c > 0)
		a->lo = o->lo;
	if (a->hi == NUM_INFINITE)
		return;
	if (o->hi == NUM_INFINITE) {
		a->hi = NUM_INFINITE;
		a->hi_open = o->hi_open;
		return;
	}
	numtab_view(num, a->hi, x);
	numtab_view(num, o->hi, y);
	c = mpq_cmp(x, y);
	a->hi_open = c == 0  ? a->hi_open && o->hi_open
		     : c < 0 ? o->hi_open
			     : a->hi_open;
	if (c < 0)
		a->hi = o->hi;
}

/* Is one mass a thousand times the other, or a million times? */
static bool
are_a_thousand_apart(
    const struct bom *b, const struct amount *x, const struct amount *y)
{
	mpq_t p, q, work;
	bool apart;

	if (x->lo != x->hi || y->lo != y->hi || x->lo == NUM_ZERO ||
	    y->lo == NUM_ZERO)
		return false;
	numtab_view(&b->num, x->lo, p);
	numtab_view(&b->num, y->lo, q);
	mpq_init(work);
	if (mpq_cmp(p, q) > 0)
		mpq_div(work, p, q);
	else
		mpq_div(work, q, p);
	apart =
	    mpq_cmp_ui(work, 1000, 1) == 0 || mpq_cmp_ui(work, 1000000, 1) == 0;
	mpq_clear(work);
	return apart;
}

static void
merge_mass(struct merger *m)
{
	struct item *a = m->kept;
	const struct item *o = m->other;

	if (!o->has_mass)
		return;
	if (!a->has_mass) {
		a->has_mass = 1;
		a->mass = o->mass;
	} else if (!same_amount(&a->mass, &o->mass)) {
		say_differs(m, "mass",
		    are_a_thousand_apart(m->b, &a->mass, &o->mass)
			? "anything from one to the other is taken as "
			  "possible; grams and kilograms, or milligrams, "
			  "confused?"
			: "anything from one to the other is taken as "
			  "possible");
		join_masses(m);
	}
}

/* Two prices are none that one could rely on. */
static void
merge_value(struct merger *m)
{
	struct item *a = m->kept;
	const struct item *o = m->other;

	if (o->value == BOM_NONE)
		return;
	if (a->value == BOM_NONE && a->currency == 0) {
		a->value = o->value;
		a->currency = o->currency;
	} else if (a->value != o->value || a->currency != o->currency) {
		say_differs(m, "price", "its price is taken as unknown");
		a->value = BOM_NONE;
	}
}

/* Does one form only say more than the other: "magnet" than "material"? */
static bool
says_more(uint8_t form, uint8_t than)
{
	return than == FORM_UNKNOWN ||
	       (than == FORM_MATERIAL && form != FORM_UNKNOWN &&
		   form < FORM_MATERIAL);
}

static void
merge_form(struct merger *m)
{
	if (says_more(m->other->form, m->kept->form)) {
		m->kept->form = m->other->form;
	} else if (m->kept->form != m->other->form &&
		   !says_more(m->kept->form, m->other->form)) {
		say_differs(m, "form", "its form is taken as unknown");
		m->kept->form = FORM_UNKNOWN;
	}
}

/* Texts that say what it is for customs: the first counts. */
static void
merge_text(struct merger *m, uint32_t *kept, uint32_t other, const char *what)
{
	if (*kept == 0)
		*kept = other;
	else if (other != 0 && other != *kept)
		say_differs(m, what, "the first one counts");
}

/*
 * link_merge_item - what another file says of an item that stands already.
 *
 * In:	kept   index of the item that stays
 *	other  of one of another file with the same key
 */
void
link_merge_item(
    struct bom *b, uint32_t kept, const struct item *other, struct findings *f)
{
	struct merger m = { b, f, &b->item[kept], other };
	struct item *a = m.kept;
	const uint8_t claims = ITEM_COMPLETE | ITEM_OPEN;

	if (a->dim == DIM_NONE)
		a->dim = other->dim;
	else if (other->dim != DIM_NONE && other->dim != a->dim)
		findings_error(f, ST_UNIT, bom_pos(b, other->at),
		    "counted in %s, and in %s in another file: expected one "
		    "kind of unit for an item",
		    dimension_name((enum dimension)other->dim),
		    dimension_name((enum dimension)a->dim));
	merge_mass(&m);
	merge_value(&m);
	merge_form(&m);
	merge_text(&m, &a->hs, other->hs, "HS code");
	merge_text(&m, &a->control, other->control, "control code");
	if (a->name == 0)
		a->name = other->name;
	if (a->material == 0)
		a->material = other->material;
	if (((a->flags | other->flags) & claims) == claims) {
		say_differs(
		    &m, "claim of completeness", "it is taken as not complete");
		a->flags &= (uint8_t)~ITEM_COMPLETE;
		a->flags |= ITEM_OPEN;
	} else {
		a->flags |= other->flags & claims;
	}
	a->flags |= other->flags & (ITEM_SHIPPED | ITEM_SUSPECT | ITEM_PHANTOM);
}
