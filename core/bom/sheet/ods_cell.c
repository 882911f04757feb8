/* SPDX-License-Identifier: Apache-2.0 */
/* ods_cell - what a cell of OpenDocument says; see sheet_ods.h. */
#include "core/bom/sheet/sheet_ods.h"

#include <string.h>

/* The style of numbers in a currency, which shows its letters. */
static bool
currency_style(struct sheet *s, struct str code, uint32_t *style)
{
	struct styles *all = &s->of->styles;
	struct style *list;

	*style = ODS_PLAIN;
	if (code.n == 0 || code.n >= sizeof(all->cell[0].currency))
		return true;
	for (size_t i = ODS_STYLES; i < all->n; i++)
		if (str_is(code, all->cell[i].currency)) {
			*style = (uint32_t)i;
			return true;
		}
	if (all->n > ODS_STYLES + 200)
		return true;
	list = array_grow(all->cell, &all->cap, all->n + 1, sizeof(*list));
	if (list == NULL)
		return sheet_nomem(s);
	all->cell = list;
	list[all->n] = (struct style){ .kind = STYLE_PLAIN };
	memcpy(list[all->n].currency, code.p, code.n);
	*style = (uint32_t)all->n++;
	return true;
}

enum status
ods_styles(struct styles *s)
{
	s->cell = array_grow(NULL, &s->cap, ODS_STYLES, sizeof(*s->cell));
	if (s->cell == NULL)
		return ST_NOMEM;
	s->cell[ODS_PLAIN] = (struct style){ .kind = STYLE_PLAIN };
	s->cell[ODS_PERCENT] = (struct style){ .kind = STYLE_PERCENT };
	s->n = ODS_STYLES;
	return ST_OK;
}

uint16_t
ods_indent(const struct book *b, struct str style, bool *has)
{
	uint32_t id =
	    style.n > 0 ? intern_find(&b->indented, style) : INTERN_NONE;

	*has = style.n > 0;
	return id != INTERN_NONE ? b->indent[id] : 0;
}

/* What the attributes of a cell say of its value. */
bool
ods_cell_value(struct sheet *s, const struct part_tag *tag)
{
	struct str type = part_value(tag, "value-type");
	struct str value = part_value(tag, "value");
	struct sheet_cell *c = &s->cell;

	for (size_t i = 0; i < tag->n; i++)
		if (strcmp(tag->attr[i].name, "value-type") == 0 &&
		    str_is(tag->attr[i].value, "error")) {
			c->kind = CELL_ERROR;
			return true;
		}
	if (value.n > 0 &&
	    (str_is(type, "float") || str_is(type, "percentage") ||
		str_is(type, "currency"))) {
		c->kind = CELL_NUMBER;
		c->style = str_is(type, "percentage") ? ODS_PERCENT : ODS_PLAIN;
		if (str_is(type, "currency") &&
		    !currency_style(s, part_value(tag, "currency"), &c->style))
			return false;
	} else if (str_is(type, "date")) {
		c->kind = CELL_DAY;
		value = part_value(tag, "date-value");
	} else if (str_is(type, "boolean")) {
		c->kind = CELL_BOOL;
		value = str_is(part_value(tag, "boolean-value"), "true")
			    ? STR("1")
			    : STR("0");
	} else if (str_is(type, "string")) {
		value = part_value(tag, "string-value");
	} else {
		value = STR("");
	}
	s->ods.fixed = value.n > 0;
	return value.n == 0 || sheet_put_text(s, value);
}

/* "0008" of a number that is shown so: what people see is a name. */
bool
ods_cell_shown(struct sheet *s)
{
	struct str shown = { s->ods.shown, s->ods.nshown }, plain = shown;
	struct str value = { s->texts + s->cell.start,
		s->ntext - s->cell.start };

	if (s->cell.kind != CELL_NUMBER || shown.n < 2 || shown.p[0] != '0' ||
	    shown.n > sizeof(s->ods.shown) - 1)
		return true;
	for (size_t i = 0; i < shown.n; i++)
		if (!char_is_digit(shown.p[i]))
			return true;
	while (plain.n > 1 && plain.p[0] == '0') {
		plain.p++;
		plain.n--;
	}
	if (!str_eq(plain, value))
		return true;
	s->ntext = s->cell.start;
	s->cell.kind = CELL_TEXT_OWN;
	return sheet_put_text(s, shown);
}
