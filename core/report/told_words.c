/* SPDX-License-Identifier: Apache-2.0 */
/* told_words - one change in words; see told.h. */
#include "core/report/told.h"

#include "core/report/documents.h"
#include "core/report/path.h"

#include <stdio.h>
#include <string.h>

static const char not_stated[] = "not stated";

static const char *const fields[FIELD_COUNT] = {
	[FIELD_PART] = "part number",
	[FIELD_MAKER] = "maker",
	[FIELD_REVISION] = "revision",
	[FIELD_NAME] = "name",
	[FIELD_MASS] = "mass",
	[FIELD_UNIT] = "unit",
	[FIELD_FORM] = "form",
	[FIELD_HS] = "HS code",
	[FIELD_CONTROL] = "control code",
	[FIELD_VALUE] = "price",
	[FIELD_COMPLETE] = "complete",
	[FIELD_PHANTOM] = "phantom",
	[FIELD_SHIPPED] = "shipped",
};

static void
add_str(char *out, struct str s)
{
	str_add(out, TOLD_TEXT, "%.*s", STR_ARG(str_clip(s, TOLD_TEXT / 3)));
}

static void
add_text(char *out, const struct bom *b, uint32_t text)
{
	if (text == 0)
		str_add(out, TOLD_TEXT, "%s", not_stated);
	else
		add_str(out, bom_text_get(b, text));
}

static void
add_yes(char *out, bool yes)
{
	str_add(out, TOLD_TEXT, "%s", yes ? "yes" : "no");
}

static void
add_number(char *out, const struct bom *b, uint32_t id, unsigned long scale)
{
	char text[NUM_TEXT];
	mpq_t q, view;

	mpq_init(q);
	numtab_view(&b->num, id, view);
	mpq_set_ui(q, scale, 1);
	mpq_mul(q, q, view);
	num_format_exact(text, q);
	mpq_clear(q);
	str_add(out, TOLD_TEXT, "%s", text);
}

/* "Nd Pr", or "all rare earths". */
static void
add_elements(char *out, uint32_t elements)
{
	bool first = true;

	if (elements == 0 || elements == ELEMENT_ALL) {
		str_add(out, TOLD_TEXT, "all rare earths");
		return;
	}
	for (int e = 0; e < NELEM; e++)
		if ((elements >> e & 1) != 0) {
			str_add(out, TOLD_TEXT, "%s%s", first ? "" : " ",
			    element_at(e)->symbol);
			first = false;
		}
}

/* ---- fields */
static void
add_mass(char *out, const struct bom *b, uint32_t item)
{
	const struct item *it = &b->item[item];
	char text[AMOUNT_RANGE];

	if (it->has_mass == 0) {
		str_add(out, TOLD_TEXT, "%s", not_stated);
		return;
	}
	documents_amount(text, b, &it->mass);
	str_add(out, TOLD_TEXT, "%s", text);
	if (it->dim != DIM_EACH)
		str_add(out, TOLD_TEXT, " per %s", path_unit(b, item));
}

static void
add_field(char *out, const struct bom *b, uint32_t item, enum change_field f)
{
	const struct item *it = &b->item[item];

	switch (f) {
	case FIELD_PART:
		add_str(out, it->part);
		break;
	case FIELD_MAKER:
		add_text(out, b, it->maker);
		break;
	case FIELD_REVISION:
		add_text(out, b, it->revision);
		break;
	case FIELD_NAME:
		add_text(out, b, it->name);
		break;
	case FIELD_MASS:
		add_mass(out, b, item);
		break;
	case FIELD_UNIT:
		str_add(out, TOLD_TEXT, "%s", path_unit(b, item));
		break;
	case FIELD_FORM:
		str_add(out, TOLD_TEXT, "%s",
		    it->form != FORM_UNKNOWN ? form_name((enum form)it->form)
					     : not_stated);
		break;
	case FIELD_HS:
		add_text(out, b, it->hs);
		break;
	case FIELD_CONTROL:
		add_text(out, b, it->control);
		break;
	case FIELD_VALUE:
		if (it->value == BOM_NONE) {
			str_add(out, TOLD_TEXT, "%s", not_stated);
			break;
		}
		add_number(out, b, it->value, 1);
		str_add(out, TOLD_TEXT, " ");
		add_str(out, bom_text_get(b, it->currency));
		break;
	case FIELD_COMPLETE:
		if ((it->flags & (ITEM_COMPLETE | ITEM_OPEN)) == 0)
			str_add(out, TOLD_TEXT, "%s", not_stated);
		else
			add_yes(out, (it->flags & ITEM_COMPLETE) != 0);
		break;
	case FIELD_PHANTOM:
		add_yes(out, (it->flags & ITEM_PHANTOM) != 0);
		break;
	case FIELD_SHIPPED:
		add_yes(out, (it->flags & ITEM_SHIPPED) != 0);
		break;
	case FIELD_COUNT:
		break;
	}
}

/* ---- content */
static void
add_subject(char *out, const struct bom *b, const struct content *c)
{
	static const char *const as[] = { "", " as oxide", "" };

	if (c->kind == CONTENT_COMPLETE) {
		str_add(out, TOLD_TEXT, "beyond what is listed");
		return;
	}
	if (c->kind == CONTENT_UNLISTED) {
		str_add(out, TOLD_TEXT, "what is not listed%s",
		    as[c->basis < 2 ? c->basis : 0]);
		return;
	}
	if (c->substance != BOM_NONE) {
		add_str(out, documents_substance(b, c->substance));
		if (c->basis == BASIS_KIND_COMPOUND)
			return;
		str_add(out, TOLD_TEXT, ", ");
	}
	add_elements(out, c->elements);
	str_add(out, TOLD_TEXT, "%s", as[c->basis]);
}

static void
add_line(char *out, const struct bom *b, const struct content *c)
{
	char text[AMOUNT_RANGE];

	if (c->kind == CONTENT_COMPLETE) {
		str_add(out, TOLD_TEXT, "no rare earth");
	} else if (c->kind == CONTENT_NOT_ADDED) {
		str_add(out, TOLD_TEXT, "not intentionally added");
	} else if (c->unstated != 0) {
		str_add(out, TOLD_TEXT, "an amount not stated");
	} else {
		documents_amount(text, b, &c->amount);
		str_add(out, TOLD_TEXT, "%s%s%s", c->rest ? "the rest, " : "",
		    text, c->each ? " of each" : "");
	}
	if (c->scope == SCOPE_TOTAL)
		str_add(out, TOLD_TEXT, ", with its parts");
	if (c->process != 0)
		str_add(out, TOLD_TEXT, ", used and not contained");
	if (c->counts == 0)
		str_add(out, TOLD_TEXT, "; does not count");
}

/* ---- origins */
static void
add_origin(char *out, const struct bom *b, const struct origin *o)
{
	static const char *const standings[] = {
		[STANDING_VERIFIED] = ", verified",
		[STANDING_DECLARED] = "",
		[STANDING_PRESUMED] = ", presumed",
	};
	char share[AMOUNT_RANGE];

	if (o->absent != 0)
		str_add(out, TOLD_TEXT, "did not take place");
	else
		str_add(out, TOLD_TEXT, "%s",
		    o->country[0] != '\0' ? o->country : "country not known");
	if (o->absent == 0 &&
	    (o->share.lo != NUM_ONE || o->share.hi != NUM_ONE)) {
		documents_amount(share, b, &o->share);
		str_add(out, TOLD_TEXT, " %s%s", share,
		    o->blend ? " of each unit" : " of the lots");
	}
	if (o->technology[0] != '\0')
		str_add(out, TOLD_TEXT, ", technology of %s", o->technology);
	str_add(out, TOLD_TEXT, "%s", standings[o->standing]);
	if (o->evidence != 0) {
		str_add(out, TOLD_TEXT, ", evidence ");
		add_str(out, bom_text_get(b, o->evidence));
	}
	if (o->counts == 0 || o->over != 0)
		str_add(out, TOLD_TEXT, " (does not count)");
}

/* What the first of them is about; all are about the same. */
static void
add_matter(char *out, const struct bom *b, const struct origin *o)
{
	if (o->content != BOM_NONE) {
		add_subject(out, b, &b->content[o->content]);
		if (o->elements != 0) {
			str_add(out, TOLD_TEXT, ", of it ");
			add_elements(out, o->elements);
		}
	} else {
		add_elements(out, o->elements);
	}
	str_add(out, TOLD_TEXT, ", %s",
	    o->stage == STAGE_ALL ? "every stage"
				  : stage_name((enum stage)o->stage));
}

/* ---- documents */
static void
add_document_name(char *out, const struct bom *b, uint32_t decl)
{
	const struct declaration *d = &b->decl[decl];

	if (d->supplier != 0)
		add_str(out, bom_text_get(b, d->supplier));
	if (d->id != 0) {
		str_add(out, TOLD_TEXT, "%s", d->supplier != 0 ? " " : "");
		add_str(out, bom_text_get(b, d->id));
	}
}

static void
add_document(char *out, const struct bom *b, uint32_t decl)
{
	static const char *const standings[] = { "verified", "declared",
		"presumed" };
	static const char *const validity[] = { "", ", expired",
		", does not hold yet" };
	const struct declaration *d = &b->decl[decl];
	char day[DATE_TEXT];

	str_add(out, TOLD_TEXT, "%s", standings[d->standing]);
	if (d->date != DATE_NONE) {
		date_format(d->date, day);
		str_add(out, TOLD_TEXT, " %s", day);
	}
	if (d->until != DATE_NONE) {
		date_format(d->until, day);
		str_add(out, TOLD_TEXT, " until %s", day);
	}
	if (d->evidence != 0) {
		str_add(out, TOLD_TEXT, ", evidence ");
		add_str(out, bom_text_get(b, d->evidence));
	}
	str_add(out, TOLD_TEXT, "%s", validity[d->validity]);
}

/* ---- parts and prices */
static void
add_used(char *out, const struct difference *d, const struct bom *b,
    const struct used *u)
{
	char text[QUANTITIES_TEXT], day[DATE_TEXT];
	struct exact q;
	mpq_t view;

	exact_init(&q);
	numtab_view(&d->num, u->qty, view);
	mpq_set(q.lo, view);
	mpq_set(q.hi, view);
	q.hi_infinite = u->unknown != 0;
	path_quantities(text, b, u->child, &q);
	exact_clear(&q);
	str_add(out, TOLD_TEXT, "%s", text);
	if (u->place != 0) {
		str_add(out, TOLD_TEXT, ", alternative ");
		add_str(out, bom_text_get(b, u->place));
	}
	if (u->from != DATE_NONE) {
		date_format(u->from, day);
		str_add(out, TOLD_TEXT, ", from %s", day);
	}
	if (u->until != DATE_NONE) {
		date_format(u->until, day);
		str_add(out, TOLD_TEXT, ", until %s", day);
	}
}

static void
add_price(char *out, const struct bom *b, const struct price *p)
{
	char day[DATE_TEXT];

	add_number(out, b, p->amount, 1000);
	str_add(out, TOLD_TEXT, " ");
	add_str(out, bom_text_get(b, p->currency));
	str_add(out, TOLD_TEXT, "/kg");
	if (p->date != DATE_NONE) {
		date_format(p->date, day);
		str_add(out, TOLD_TEXT, " of %s", day);
	}
	if (p->market != 0) {
		str_add(out, TOLD_TEXT, ", ");
		add_str(out, bom_text_get(b, p->market));
	}
}

/* ---- a side of a change */
static const struct place *
place_of(const struct difference *d, const struct change *c, enum side s)
{
	const struct bom *b = d->pair.b[s];

	if (c->at[s] == BOM_NONE)
		return c->item[s] != BOM_NONE ? &b->item[c->item[s]].at : NULL;
	switch (c->kind) {
	case CHANGE_DOCUMENT:
		return &b->decl[c->at[s]].at;
	case CHANGE_PRICE:
		return &b->price[c->at[s]].at;
	case CHANGE_CONTENT:
		return &b->content[c->at[s]].at;
	case CHANGE_ORIGIN:
		return &b->origin[d->list[c->at[s]]].at;
	case CHANGE_SPEAKER:
		return &b->decl[d->list[c->at[s]]].at;
	case CHANGE_USE:
		return &b->use[d->used[c->at[s]].use].at;
	default:
		return &b->item[c->item[s]].at;
	}
}

/* Of whom, once; and what it is or was. */
static void
add_side(struct told *t, const struct difference *d, const struct change *c,
    enum side s)
{
	const struct bom *b = d->pair.b[s];
	char *of = t->of[0] == '\0' ? t->of : NULL, *out = t->text[s];
	char label[LABEL_TEXT];
	uint32_t at = c->at[s];

	switch (c->kind) {
	case CHANGE_DOCUMENT:
		if (of != NULL)
			add_document_name(of, b, at);
		add_document(out, b, at);
		break;
	case CHANGE_PRICE:
		if (of != NULL)
			str_add(of, TOLD_TEXT, "%s as %s",
			    element_at((int)b->price[at].element)->symbol,
			    b->price[at].guise == GUISE_OXIDE ? "oxide"
							      : "metal");
		add_price(out, b, &b->price[at]);
		break;
	case CHANGE_CONTENT:
		if (of != NULL)
			add_subject(of, b, &b->content[at]);
		add_line(out, b, &b->content[at]);
		break;
	case CHANGE_ORIGIN:
		if (of != NULL)
			add_matter(of, b, &b->origin[d->list[at]]);
		for (uint32_t i = 0; i < c->n[s]; i++) {
			str_add(out, TOLD_TEXT, "%s", i > 0 ? "; " : "");
			add_origin(out, b, &b->origin[d->list[at + i]]);
		}
		break;
	case CHANGE_SPEAKER:
		for (uint32_t i = 0; i < c->n[s]; i++) {
			str_add(out, TOLD_TEXT, "%s", i > 0 ? "; " : "");
			add_document_name(out, b, d->list[at + i]);
		}
		break;
	case CHANGE_USE:
		if (of != NULL)
			add_str(of, path_label(b, d->used[at].child, label));
		add_used(out, d, b, &d->used[at]);
		break;
	default:
		break;
	}
}

static const char *const whats[CHANGE_COUNT] = {
	[CHANGE_DOCUMENT] = "document",
	[CHANGE_PRICE] = "price",
	[CHANGE_ITEM] = "item",
	[CHANGE_CONTENT] = "content",
	[CHANGE_ORIGIN] = "origin",
	[CHANGE_SPEAKER] = "documents",
	[CHANGE_USE] = "part",
};

static void
say_item(struct told *t, const struct difference *d, const struct change *c)
{
	enum side s = c->item[NEW] != BOM_NONE ? NEW : OLD;
	const struct bom *b = d->pair.b[s];

	str_add(t->text[s], TOLD_TEXT, "there");
	if (b->item[c->item[s]].name != 0) {
		str_add(t->text[s], TOLD_TEXT, ": ");
		add_text(t->text[s], b, b->item[c->item[s]].name);
	}
	if (d->pair.unclear[s][c->item[s]] != 0)
		str_add(t->note, TOLD_NOTE,
		    s == NEW ? "may be one of those that are gone: they differ "
			       "in revision or maker, and more than one fits"
			     : "may be one of those that are new: they differ "
			       "in revision or maker, and more than one fits");
}

/*
 * told_change - one change, in words.
 *
 * Out:	t, without intervals but of a part's quantity
 */
void
told_change(struct told *t, const struct difference *d, const struct change *c)
{
	told_begin(
	    t, c->kind == CHANGE_FIELD ? fields[c->field] : whats[c->kind]);
	t->way = change_way(c);
	t->vague = (c->kind == CHANGE_CONTENT || c->kind == CHANGE_ORIGIN) &&
		   c->field == CHANGE_HEARD;
	for (int s = OLD; s < SIDES; s++) {
		const struct place *at = place_of(d, c, (enum side)s);

		t->item[s] = c->item[s];
		if (at != NULL)
			t->at[s] = bom_pos(d->pair.b[s], *at);
	}
	if (c->kind == CHANGE_ITEM) {
		say_item(t, d, c);
		return;
	}
	/* of what it is: as the new product names it */
	for (int s = NEW; s >= OLD; s--) {
		if (c->kind == CHANGE_FIELD)
			add_field(t->text[s], d->pair.b[s], c->item[s],
			    (enum change_field)c->field);
		else if (c->at[s] != BOM_NONE)
			add_side(t, d, c, (enum side)s);
	}
}
