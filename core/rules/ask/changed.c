/* SPDX-License-Identifier: Apache-2.0 */
/* changed - the same product with something in it otherwise; see changed.h. */
#include "core/rules/ask/changed_rows.h"

#include <stdlib.h>
#include <string.h>

/* The id of the document that changes are. */
#define DOCUMENT "what if"

/* ---- what no longer holds */
static void
add_lapse(struct lapse *x, const struct change_to *c, struct bom *b)
{
	uint32_t stages =
	    c->stage == STAGE_ALL ? LAPSE_STAGES : LAPSE_STAGE(c->stage);

	switch ((enum set_field)c->field) {
	case SET_ORIGIN:
		x->places |= stages;
		break;
	case SET_TECHNOLOGY:
		x->technology |= stages;
		break;
	case SET_CONTENT:
		x->elements |= c->elements;
		break;
	case SET_NOTHING:
		x->content = true;
		break;
	case SET_MASS:
		x->mass = true;
		break;
	case SET_SUPPLIER:
		x->supplier = bom_text(b, c->value);
		break;
	default:
		break;
	}
}

static bool
take_lapses(struct bom *b, const struct bom *linked, const struct changes *c)
{
	struct lapses l = { .linked = linked };
	uint32_t n = 0;
	bool ok;

	l.list = calloc(c->n + 1, sizeof(*l.list));
	l.of_item = malloc((linked->nitem + 1) * sizeof(*l.of_item));
	ok = l.list != NULL && l.of_item != NULL;
	for (size_t i = 0; ok && i < linked->nitem; i++)
		l.of_item[i] = BOM_NONE;
	for (size_t i = 0; ok && i < c->n; i++) {
		uint32_t *at = &l.of_item[c->list[i].item];

		if (*at == BOM_NONE)
			*at = n++;
		add_lapse(&l.list[*at], &c->list[i], b);
		ok = l.list[*at].supplier != BOM_NONE;
	}
	ok = ok && lapses_take(b, &l);
	free(l.list);
	free(l.of_item);
	return ok;
}

/* ---- what holds instead */
struct changer {
	struct bom *b;
	const struct substance_table *chem;
	const struct bom *linked;
	const struct changes *all;
	uint32_t decl;
	uint16_t file;
	struct findings *f;
};

static struct field
field_of(const struct changer *h, const struct change_to *c, struct str text)
{
	return (struct field){ text, { c->line, 0, h->file } };
}

/* A reference that means just that item; BOM_NONE when memory is out. */
static uint32_t
ref_of(const struct changer *h, const struct change_to *c)
{
	const struct item *it = &h->linked->item[c->item];

	return bom_ref(h->b, bom_part(h->linked, c->item),
	    bom_text_get(h->linked, it->maker),
	    bom_text_get(h->linked, it->revision), field_of(h, c, c->value).at);
}

/* The item itself, which so far may only have been named. */
static struct item *
item_of(const struct changer *h, const struct change_to *c)
{
	const struct item *it = &h->linked->item[c->item];
	struct bom *b = h->b;
	uint32_t i = c->item;

	if (i >= b->nitem ||
	    !str_eq(bom_part(b, i), bom_part(h->linked, c->item)) ||
	    b->item[i].maker != it->maker ||
	    b->item[i].revision != it->revision)
		for (i = 0; i < b->nitem; i++)
			if (b->item[i].part_id == it->part_id &&
			    b->item[i].maker == it->maker &&
			    b->item[i].revision == it->revision)
				break;
	if (i == b->nitem)
		i = bom_add_named(b, it->part_id, it->maker, it->revision,
		    field_of(h, c, c->value).at);
	return i != BOM_NONE ? &b->item[i] : NULL;
}

static enum status
say_origin(const struct changer *h, const struct change_to *c)
{
	struct field value = field_of(h, c, c->value);
	struct origin o = { .item = ref_of(h, c),
		.content = BOM_NONE,
		.decl = h->decl,
		.share = { NUM_ONE, NUM_ONE, false, false, true },
		.at = value.at,
		.stage = c->stage,
		.standing = STANDING_VERIFIED,
		.blend = 1 };
	struct origin *kept;
	enum status st = fields_country(h->b, value,
	    c->field == SET_ORIGIN ? o.country : o.technology, h->f);

	if (st != ST_OK)
		return st;
	kept = o.item != BOM_NONE ? bom_add_origin(h->b) : NULL;
	if (kept == NULL)
		return fields_nomem(h->f);
	*kept = o;
	return ST_OK;
}

/*
 * The document in whose list an amount is to stand: the best one that is heard
 * on the element, or on the item.  So what it says of the rest, that there is
 * no more or how much at most, still holds.
 */
static uint32_t
document_of(const struct changer *h, const struct change_to *c)
{
	const struct bom *b = h->linked;
	uint32_t best = BOM_NONE;
	bool on_it = false;

	for (uint32_t k = b->content_start[c->item];
	     k < b->content_start[c->item + 1]; k++) {
		const struct content *x = &b->content[k];
		bool mine = (x->elements & x->won & c->elements) != 0;

		if (!x->counts || (on_it && !mine) ||
		    b->decl[x->decl].standing == STANDING_PRESUMED)
			continue;
		if (best == BOM_NONE || (mine && !on_it) ||
		    b->decl[x->decl].rank < b->decl[best].rank)
			best = x->decl;
		on_it |= mine;
	}
	return best != BOM_NONE ? best : h->decl;
}

/* A compound keeps its composition: of what it holds one element alone cannot
 * be otherwise. */
static enum status
refuse_compound(const struct changer *h, const struct change_to *c)
{
	const struct bom *b = h->linked;
	uint32_t said = 0;

	for (size_t i = 0; i < h->all->n; i++)
		if (h->all->list[i].item == c->item)
			said |= h->all->list[i].elements;
	for (uint32_t k = b->content_start[c->item];
	     k < b->content_start[c->item + 1]; k++) {
		const struct content *x = &b->content[k];
		const struct bom_substance *s =
		    x->substance != BOM_NONE ? &b->substance[x->substance]
					     : NULL;

		if (x->counts && !x->process && s != NULL &&
		    x->basis == BASIS_KIND_COMPOUND &&
		    (x->elements & c->elements) != 0 &&
		    (x->elements & ~said) != 0)
			return findings_error(h->f, ST_CONFLICT,
			    bom_pos(h->b, field_of(h, c, c->value).at),
			    "%s is in it as part of \"%.*s\": expected a "
			    "change of each of its rare earths",
			    element_at(__builtin_ctz(c->elements))->symbol,
			    STR_ARG(str_clip(
				bom_text_get(b, s->formula != 0 ? s->formula
						: s->name != 0  ? s->name
								: s->cas),
				60)));
	}
	return ST_OK;
}

/* What is in an item itself: a line of one element, or that there is none. */
static enum status
say_content(const struct changer *h, const struct change_to *c)
{
	struct place at = field_of(h, c, c->value).at;
	struct content_text t = { .kind = { STR("complete"), at }, .at = at };
	uint32_t ref = ref_of(h, c), decl = h->decl, row;

	if (ref == BOM_NONE)
		return fields_nomem(h->f);
	if (c->field == SET_CONTENT) {
		int e = __builtin_ctz(c->elements);

		t.kind = field_of(h, c, STR(""));
		t.element = field_of(h, c, str_of(element_at(e)->symbol));
		t.basis = field_of(h, c, STR("element"));
		t.amount.amount = field_of(h, c, c->value);
		decl = document_of(h, c);
		if (refuse_compound(h, c) != ST_OK)
			return ST_CONFLICT;
	} else if (!str_is_nocase(c->value, "none")) {
		return findings_error(h->f, ST_SYNTAX, bom_pos(h->b, at),
		    "content \"%.*s\": expected none (no rare earth is in it), "
		    "or an element such as ITEM.Dy=1 %%",
		    STR_ARG(str_clip(c->value, 60)));
	}
	t.scope = field_of(h, c, STR("own"));
	return fields_content(h->b, h->chem, &t, ref, decl, &row, h->f);
}

/* "4800 USD" */
static enum status
say_value(const struct changer *h, const struct change_to *c, struct item *it)
{
	struct str amount = c->value, currency;
	size_t n = amount.n;

	while (n > 0 && amount.p[n - 1] != ' ')
		n--;
	currency = (struct str){ amount.p + n, amount.n - n };
	amount.n = n;
	return fields_value(h->b, field_of(h, c, str_trim(amount)),
	    field_of(h, c, currency), &it->value, &it->currency, h->f);
}

static enum status
say_of_item(const struct changer *h, const struct change_to *c)
{
	const struct amount_text mass = { .amount = field_of(h, c, c->value) };
	struct item *it = item_of(h, c);
	enum status st;

	if (it == NULL)
		return fields_nomem(h->f);
	switch ((enum set_field)c->field) {
	case SET_MASS:
		st = fields_mass(h->b, &mass, &it->mass, h->f);
		it->has_mass = st == ST_OK &&
			       (it->mass.hi != NUM_INFINITE ||
				   it->mass.lo != NUM_ZERO || it->mass.lo_open);
		return st;
	case SET_VALUE:
		return say_value(h, c, it);
	default:
		return fields_form(
		    h->b, field_of(h, c, c->value), &it->form, h->f);
	}
}

static enum status
say(const struct changer *h, const struct change_to *c)
{
	if (c->value.n == 0)
		return findings_error(h->f, ST_INCOMPLETE,
		    bom_pos(h->b, field_of(h, c, c->value).at),
		    "nothing behind the =: expected what it is to be");
	switch ((enum set_field)c->field) {
	case SET_ORIGIN:
	case SET_TECHNOLOGY:
		return say_origin(h, c);
	case SET_CONTENT:
	case SET_NOTHING:
		return say_content(h, c);
	case SET_SUPPLIER:
		return ST_OK; /* whom not to hear is said already */
	default:
		return say_of_item(h, c);
	}
}

/* The changes as a file and a document of their own; false: memory. */
static bool
open_document(struct changer *h, const struct changes *c)
{
	struct bytes bytes = { malloc(c->text.n + 1), c->text.n };
	uint32_t file, id = bom_text(h->b, STR(DOCUMENT));
	struct declaration *d;

	if (bytes.p == NULL || id == BOM_NONE) {
		bytes_free(&bytes);
		return false;
	}
	memcpy(bytes.p, c->text.p, c->text.n);
	bytes.p[c->text.n] = '\0';
	file = bom_add_file(h->b, c->name, &bytes, ROLE_DECLARATION);
	d = file != BOM_NONE ? bom_add_declaration(h->b) : NULL;
	if (d == NULL)
		return false;
	h->file = (uint16_t)file;
	h->decl = (uint32_t)h->b->ndecl - 1;
	d->id = id;
	d->date = c->day;
	d->standing = STANDING_VERIFIED;
	d->at = (struct place){ 1, 0, h->file };
	h->b->file[file].decl = h->decl;
	return true;
}

enum status
changes_apply(struct bom *b, const struct substance_table *chem,
    const struct bom *linked, const struct changes *c, struct findings *f)
{
	struct changer h = {
		.b = b, .chem = chem, .linked = linked, .all = c, .f = f
	};
	enum status st = ST_OK;

	if (!take_lapses(b, linked, c) || !open_document(&h, c))
		return fields_nomem(f);
	for (size_t i = 0; i < c->n; i++) {
		enum status one = say(&h, &c->list[i]);

		st = st == ST_OK ? one : st;
	}
	return st;
}
