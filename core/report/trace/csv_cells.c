/* SPDX-License-Identifier: Apache-2.0 */
/* csv_cells - cells of the tables of a product; see csv_cells.h. */
#include "core/report/trace/csv_cells.h"

#include "core/base/limits.h"
#include "core/bom/write/in_words.h"

#include <string.h>

void
cells_word(struct cells *s, const char *text)
{
	csv_field(&s->csv, str_of(text));
}

void
cells_text(struct cells *s, uint32_t id)
{
	csv_field(&s->csv, bom_text_get(s->b, id));
}

/* A row of fixed words, such as the names of columns. */
void
cells_words(struct cells *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cells_word(s, words[i]);
}

void
cells_date(struct cells *s, date_day day)
{
	char text[DATE_TEXT];

	date_or_blank(day, text);
	cells_word(s, text);
}

void
cells_check(struct cells *s, enum status st)
{
	if (st != ST_OK && s->err->code == ST_OK)
		error_set(
		    s->err, st, bom_pos(s->b, s->at), "%s", words_fault(st));
}

void
cells_number(struct cells *s, uint32_t num)
{
	char text[NUM_TEXT] = "";

	cells_check(s, words_number(s->b, num, 1, text));
	cells_word(s, text);
}

void
cells_amount(struct cells *s, struct amount a)
{
	char text[WORDS_AMOUNT] = "";

	cells_check(s, words_amount(s->b, a, text));
	cells_word(s, text);
}

void
cells_elements(struct cells *s, uint32_t elements)
{
	char text[WORDS_ELEMENTS] = "";

	if (elements != 0)
		words_elements(elements, text);
	cells_word(s, text);
}

/* One that begins with an apostrophe, or as ="X" does, is read without it:
 * another apostrophe before it is what is taken off. */
static void
part_number(struct cells *s, struct str part)
{
	char text[LIMIT_TEXT + 1];

	if (part.n > 1 && part.n < sizeof(text) &&
	    (part.p[0] == '\'' || str_starts(part, "=\""))) {
		text[0] = '\'';
		memcpy(text + 1, part.p, part.n);
		part = (struct str){ text, part.n + 1 };
	}
	csv_field(&s->csv, part);
}

void
cells_key(struct cells *s, uint32_t item)
{
	const struct item *it = &s->b->item[item];

	part_number(s, bom_part(s->b, item));
	cells_text(s, it->maker);
	cells_text(s, it->revision);
}

static const char *const item_columns[] = { "name", "form", "mass", "price",
	"currency", "hs", "control", "shipped", "complete", "phantom",
	"material" };

void
cells_item_names(struct cells *c)
{
	cells_words(
	    c, item_columns, sizeof(item_columns) / sizeof(item_columns[0]));
}

void
cells_item(struct cells *s, uint32_t i)
{
	const struct item *it = &s->b->item[i];

	s->at = it->at;
	cells_text(s, it->name);
	cells_word(
	    s, it->form != FORM_UNKNOWN ? form_name((enum form)it->form) : "");
	if (it->has_mass)
		cells_amount(s, it->mass);
	else
		cells_word(s, "");
	if (it->value != BOM_NONE)
		cells_number(s, it->value);
	else
		cells_word(s, "");
	cells_text(s, it->value != BOM_NONE ? it->currency : 0);
	cells_text(s, it->hs);
	cells_text(s, it->control);
	cells_word(s, (it->flags & ITEM_SHIPPED) != 0 ? "yes" : "");
	cells_word(s, (it->flags & ITEM_COMPLETE) != 0 ? "yes"
		      : (it->flags & ITEM_OPEN) != 0   ? "no"
						       : "");
	cells_word(s, (it->flags & ITEM_PHANTOM) != 0 ? "yes" : "");
	cells_text(s, it->material);
}

/* Quantity, unit and per: a third is 1 for 3 parents. */
void
cells_quantity(struct cells *s, const struct use *u)
{
	char text[NUM_TEXT] = "unknown", *slash = NULL;

	s->at = u->at;
	if (u->qty != BOM_NONE) {
		cells_check(s, words_number(s->b, u->qty, 1, text));
		slash = strchr(text, '/');
	}
	if (slash != NULL)
		*slash = '\0';
	cells_word(s, text);
	cells_word(
	    s, unit_name(words_unit((enum dimension)s->b->item[u->child].dim)));
	cells_word(s, slash != NULL ? slash + 1 : "1");
}

void
cells_note(struct cells *s, const struct use *u)
{
	const struct use_note *n = &s->b->note[u->note];

	cells_date(s, n->from);
	cells_date(s, n->until);
	cells_text(s, n->place);
}
