/* SPDX-License-Identifier: Apache-2.0 */
/* told_words - one change in words; see told.h, told_words.h. */
#include "core/report/diff/told_words.h"

#include "core/report/path.h"

#include <stdio.h>
#include <string.h>

static const char *const fields[FIELD_COUNT] = {
	[FIELD_PART] = "part number",
	[FIELD_MAKER] = "maker",
	[FIELD_REVISION] = "revision",
	[FIELD_NAME] = "name",
	[FIELD_MATERIAL] = "material",
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

void
told_add_str(char *out, struct str s)
{
	str_add(out, TOLD_TEXT, "%.*s", STR_ARG(str_clip(s, TOLD_TEXT / 3)));
}

void
told_add_text(char *out, const struct bom *b, uint32_t text)
{
	if (text == 0)
		str_add(out, TOLD_TEXT, "not stated");
	else
		told_add_str(out, bom_text_get(b, text));
}

void
told_add_number(
    char *out, const struct bom *b, uint32_t id, unsigned long scale)
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
void
told_add_elements(char *out, uint32_t elements)
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
		told_add_str(out, bom_text_get(b, u->place));
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

	told_add_number(out, b, p->amount, 1000);
	str_add(out, TOLD_TEXT, " ");
	told_add_str(out, bom_text_get(b, p->currency));
	str_add(out, TOLD_TEXT, "/kg");
	if (p->date != DATE_NONE) {
		date_format(p->date, day);
		str_add(out, TOLD_TEXT, " of %s", day);
	}
	if (p->market != 0) {
		str_add(out, TOLD_TEXT, ", ");
		told_add_str(out, bom_text_get(b, p->market));
	}
}

/* ---- a side of a change */
static struct place
place_of(const struct difference *d, const struct change *c, enum side s)
{
	const struct bom *b = d->pair.b[s];

	if (c->at[s] == BOM_NONE)
		return c->item[s] != BOM_NONE ? b->item[c->item[s]].at
					      : (struct place){ 0 };
	switch (c->kind) {
	case CHANGE_DOCUMENT:
		return b->decl[c->at[s]].at;
	case CHANGE_PRICE:
		return b->price[c->at[s]].at;
	case CHANGE_CONTENT:
		return b->content[c->at[s]].at;
	case CHANGE_ORIGIN:
		return b->origin[d->list[c->at[s]]].at;
	case CHANGE_SPEAKER:
		return b->decl[d->list[c->at[s]]].at;
	case CHANGE_USE:
		return b->use[d->used[c->at[s]].use].at;
	default:
		return b->item[c->item[s]].at;
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
			told_add_document_name(of, b, at);
		told_add_document(out, b, at);
		break;
	case CHANGE_PRICE:
		if (of != NULL)
			str_add(of, TOLD_TEXT, "%s as %s",
			    element_at((int)b->price[at].element)->symbol,
			    guise_name((enum guise)b->price[at].guise));
		add_price(out, b, &b->price[at]);
		break;
	case CHANGE_CONTENT:
		if (of != NULL)
			told_add_subject(of, b, &b->content[at]);
		told_add_line(out, b, &b->content[at]);
		break;
	case CHANGE_ORIGIN:
		if (of != NULL)
			told_add_matter(of, b, &b->origin[d->list[at]]);
		for (uint32_t i = 0; i < c->n[s]; i++) {
			str_add(out, TOLD_TEXT, "%s", i > 0 ? "; " : "");
			told_add_origin(out, b, &b->origin[d->list[at + i]]);
		}
		break;
	case CHANGE_SPEAKER:
		for (uint32_t i = 0; i < c->n[s]; i++) {
			str_add(out, TOLD_TEXT, "%s", i > 0 ? "; " : "");
			told_add_document_name(out, b, d->list[at + i]);
		}
		break;
	case CHANGE_USE:
		if (of != NULL)
			told_add_str(
			    of, path_label(b, d->used[at].child, label));
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
		told_add_text(t->text[s], b, b->item[c->item[s]].name);
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
		t->item[s] = c->item[s];
		t->at[s] = bom_pos(d->pair.b[s], place_of(d, c, (enum side)s));
	}
	if (c->kind == CHANGE_ITEM) {
		say_item(t, d, c);
		return;
	}
	/* of what it is: as the new product names it */
	for (int s = NEW; s >= OLD; s--) {
		if (c->kind == CHANGE_FIELD)
			told_add_field(t->text[s], d->pair.b[s], c->item[s],
			    (enum change_field)c->field);
		else if (c->at[s] != BOM_NONE)
			add_side(t, d, c, (enum side)s);
	}
}
