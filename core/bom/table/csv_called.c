/* SPDX-License-Identifier: Apache-2.0 */
/* csv_called - what parts are called without numbers; see csv_called.h. */
#include "core/bom/table/csv_called.h"
#include "core/bom/table/csv_context.h"
#include "core/bom/table/csv_group_own.h"
#include "core/bom/table/csv_odd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
called_is_mine(const struct csv_header *h, int field)
{
	return field >= 0 && (size_t)field < h->n && !h->mapped[field] &&
	       !h->named[field];
}

/* "Component", "Item", "Bauteil": words for parts, be they numbers or names. */
static bool
is_word_for_parts(struct str name)
{
	static const char *const words[] = { "part", "parts", "component",
		"components", "item", "items", "product", "article", "material",
		"Bauteil", "Bauteile", "Komponente", "Komponenten", "Teil",
		"Teile", "Artikel", "Composant", "Pièce", "Componente",
		"Artículo", "Articolo", "零件", "部件", "部品", "元件", "组件",
		"配件", "物料", "型号", "型號", "型式" };

	return csv_name_is_among(name, words, sizeof(words) / sizeof(*words));
}

/* What a part is like: its size, its model, its value. */
static bool
is_about_kind(struct str name)
{
	static const char *const words[] = { "specification", "specifications",
		"spec", "specs", "key specifications", "model", "type", "size",
		"value", "comment", "rating", "dimensions", "dimension",
		"length", "package", "footprint", "device", "details", "grade",
		"variant", "Beschreibung", "Spezifikation", "Größe", "Wert",
		"Typ", "Maße", "Abmessung", "Abmessungen", "Bauform", "Länge",
		"Spécification", "Valeur", "Taille", "Modèle", "Longueur",
		"Especificación", "Especificaciones", "Valor", "Modelo",
		"Tamaño", "Medidas", "Longitud", "Specifica", "Specifiche",
		"Valore", "Modello", "Misura", "Размер", "Тип", "Номинал",
		"Параметры", "规格", "型号", "规格型号", "尺寸", "封装", "数值",
		"参数", "值", "規格", "型號", "型式", "仕様", "サイズ", "定数",
		"규격", "사양", "모델", "크기" };

	/* "Details 1", "Details 2" */
	while (name.n > 0 &&
	       (char_is_digit(name.p[name.n - 1]) || name.p[name.n - 1] == ' '))
		name.n--;
	return csv_name_is_among(name, words, sizeof(words) / sizeof(*words));
}

void
called_give(struct csv_header *h, enum csv_column column, int field)
{
	if (h->column[field] != COL_COUNT &&
	    h->field[h->column[field]] == field)
		h->field[h->column[field]] = -1;
	h->column[field] = (uint8_t)column;
	h->field[column] = field;
}

/* Another name than that which is the part number now. */
static void
find_name(struct csv_header *h, const struct csv *c)
{
	for (size_t i = 0; i < h->n && i < c->n; i++)
		if (h->column[i] == COL_COUNT && called_is_mine(h, (int)i) &&
		    csv_column_find(c->field[i].text) == COL_NAME) {
			called_give(h, COL_NAME, (int)i);
			return;
		}
}

/* Without a name the value of what stands on a board, or by what number it is
 * sold. */
static int
field_of_value(const struct csv_header *h, const struct csv *c)
{
	static const char *const words[] = { "value", "comment", "model",
		"type", "Wert", "Valor", "Valeur", "Valore", "型号", "数值",
		"值", "型號", "定数" };

	static const char *const sellers[] = { "Digikey", "Digi-Key", "DK",
		"Mouser", "LCSC", "LCSC Part", "LCSC Part Number", "Farnell",
		"Newark", "RS", "JLCPCB Part", "SKU", "order code",
		"Bestellnummer", "Bestell-Nr" };

	if (!csv_has(h, COL_REFERENCES))
		return -1;
	for (size_t i = 0; i < h->n && i < c->n; i++)
		if (called_is_mine(h, (int)i) &&
		    (h->column[i] == COL_COUNT || h->column[i] == COL_VALUE) &&
		    csv_name_is_among(c->field[i].text, words,
			sizeof(words) / sizeof(*words)))
			return (int)i;
	for (size_t i = 0; i < h->n && i < c->n; i++)
		if (called_is_mine(h, (int)i) && h->column[i] == COL_COUNT &&
		    csv_name_is_among(c->field[i].text, sellers,
			sizeof(sellers) / sizeof(*sellers)))
			return (int)i;
	return -1;
}

/* Names are so plain that a person puts no heading above them. */
static int
field_without_name(const struct csv_header *h, const struct csv *c)
{
	int i = 0;

	if (csv_header_known(h) < 2 || c->n < 3)
		return -1;
	while ((size_t)i < h->n && (size_t)i < c->n && c->field[i].text.n == 0)
		i++;
	return (size_t)i < h->n ? i - 1 : -1;
}

void
called_by_name(struct csv_header *h, const struct csv *c)
{
	static const enum csv_column others[] = { COL_PART, COL_MPN, COL_ASKED,
		COL_SUBSTANCE, COL_CAS, COL_FORMULA, COL_ELEMENT };
	int field = h->field[COL_NAME], first, steps;

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (csv_has(h, others[i]))
			return;
	if (h->preset != NULL || stairs_find(h, c, &first, &steps) ||
	    !(csv_has(h, COL_QUANTITY) || csv_has(h, COL_PARENT)))
		return;
	if (!called_is_mine(h, field))
		field = h->field[COL_MATERIAL];
	if (!called_is_mine(h, field))
		field = field_of_value(h, c);
	if (!called_is_mine(h, field))
		field = field_without_name(h, c);
	if (!called_is_mine(h, field))
		return;
	called_give(h, COL_PART, field);
	h->by_name = true;
	find_name(h, c);
}

/* Another column for parts or their names, which is read of no row that has a
 * part number. */
static int
field_of_name(const struct csv_header *h, const struct csv *c)
{
	for (size_t i = 0; i < h->n && i < c->n; i++) {
		enum csv_column column = csv_column_find(c->field[i].text);

		if (h->column[i] == COL_COUNT && called_is_mine(h, (int)i) &&
		    (int)i != h->field[COL_PART] &&
		    (column == COL_NAME || column == COL_PART ||
			is_word_for_parts(c->field[i].text)))
			return (int)i;
	}
	return -1;
}

/* What the heading row, which c still holds, says of names. */
static void
find_kinds(
    struct fit_called *x, const struct csv_header *h, const struct csv *c)
{
	int part = h->field[COL_PART];

	*x = (struct fit_called){ .value = field_of_value(h, c),
		.spare = field_of_name(h, c) };
	x->word =
	    called_is_mine(h, part) && is_word_for_parts(c->field[part].text);
	for (size_t i = 0; i < h->n && i < c->n && x->nkind < FIT_KINDS; i++)
		if (called_is_mine(h, (int)i) &&
		    is_about_kind(c->field[i].text))
			x->kind[x->nkind++] = (int)i;
	for (size_t i = 0; i < h->n && i < c->n && x->nkind < FIT_KINDS; i++)
		if (h->column[i] == COL_COUNT && called_is_mine(h, (int)i) &&
		    csv_column_find(c->field[i].text) == COL_NAME)
			x->kind[x->nkind++] = (int)i;
}

/* "Item, Component, Qty": is the first the place in the list, or what the
 * component is in?  "Item, Qty, Part number": or what it is called? */
static void
find_product(struct fit *x, struct csv_header *h, struct csv *c, bool child)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	size_t rows = 0, words = 0;

	while (rows < GROUP_PEEK && csv_next(c, &mute)) {
		struct str s = group_cell(h, c, COL_POSITION);

		if (!group_says_use(h, c))
			continue;
		words += s.n > 2 && (s.p[0] < '0' || s.p[0] > '9');
		rows++;
	}
	findings_free(&mute);
	csv_go_back(c, before);
	if (rows == 0)
		return;
	if (child && words == rows) {
		called_give(h, COL_PARENT, h->field[COL_POSITION]);
		x->of_item = true;
	} else if (!child && 2 * words > rows && !csv_has(h, COL_NAME)) {
		called_give(h, COL_NAME, h->field[COL_POSITION]);
	}
}

/* "Part, Units": a column of numbers is no unit, but how many there are. */
static void
find_count(struct csv_header *h, struct csv *c)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	size_t rows = 0, numbers = 0;
	int units = h->field[COL_UNIT];

	while (rows < GROUP_PEEK && csv_next(c, &mute)) {
		struct str s = group_cell(h, c, COL_UNIT);

		rows += s.n > 0;
		numbers += s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9';
	}
	findings_free(&mute);
	csv_go_back(c, before);
	if (rows > 0 && 4 * numbers >= 3 * rows)
		called_give(h, COL_QUANTITY, units);
}

static bool
heading_is(const struct csv_header *h, const struct csv *c,
    enum csv_column column, bool (*is)(struct str))
{
	int field = h->field[column];

	return called_is_mine(h, field) && is(c->field[field].text);
}

static bool
is_units(struct str name)
{
	return csv_same_name(name, STR("units"));
}

static bool
is_our_word(struct str name)
{
	return csv_same_name(name, STR("part"));
}

static void
keep_headings(struct fit *x, const struct csv_header *h, const struct csv *c)
{
	static const enum csv_column columns[] = { COL_PART, COL_POSITION,
		COL_LEVEL };

	for (size_t i = 0; i < 3; i++) {
		struct fit_heading *k = &x->heading[i];

		k->field = h->field[columns[i]];
		k->text[0] = '\0';
		if (k->field >= 0 && (size_t)k->field < c->n)
			snprintf(k->text, sizeof(k->text), "%.*s",
			    STR_ARG(str_clip(
				c->field[k->field].text, sizeof(k->text) - 1)));
	}
}

void
called_begin(struct fit *x, struct csv_header *h, struct csv *c)
{
	/* all headings are looked at before any row */
	bool units = heading_is(h, c, COL_UNIT, is_units);
	/* "part" is our own word for numbers, whatever they are */
	bool word =
	    heading_is(h, c, COL_PART, is_word_for_parts) &&
	    !csv_same_name(c->field[h->field[COL_PART]].text, STR("part"));
	bool item = heading_is(h, c, COL_POSITION, csv_is_place_in_list);
	bool child = heading_is(h, c, COL_PART, csv_is_part_of_something);
	bool place = heading_is(h, c, COL_PART, csv_is_place_in_list), levels;
	/* 1, 2, 3 beside the numbers of makers are none of parts */
	bool made = called_is_mine(h, h->field[COL_MPN]) &&
		    !heading_is(h, c, COL_PART, is_our_word);
	int part = h->field[COL_PART];

	keep_headings(x, h, c);
	find_kinds(&x->called, h, c);
	if (h->preset != NULL || csv_has(h, COL_ASKED) ||
	    !called_is_mine(h, part) ||
	    (csv_has(h, COL_PARENT) && (size_t)h->field[COL_PARENT] < h->n))
		return;
	levels = csv_has(h, COL_LEVEL);
	if (!levels && units && !csv_has(h, COL_QUANTITY))
		find_count(h, c);
	if (!levels && item && csv_has(h, COL_QUANTITY))
		find_product(x, h, c, child);
	if (h->by_name || !called_is_mine(h, h->field[COL_NAME]) ||
	    !csv_has(h, COL_QUANTITY) || !(place || word || made) ||
	    !(group_counts_rows(h, c) || fit_is_outlined(x, c, part)))
		return;
	if (csv_has(h, COL_POSITION)) {
		h->column[part] = COL_COUNT;
		h->field[COL_PART] = -1;
	} else {
		called_give(h, COL_POSITION, part);
	}
	called_give(h, COL_PART, h->field[COL_NAME]);
	h->by_name = true;
	x->counted = false;
}

/* ---- rows without a number */

bool
called_no_number(struct str part)
{
	static const char *const words[] = { "generic", "any", "various",
		"custom", "other", "misc", "beliebig", "diverse", "通用",
		"其他", "汎用" };

	if (part.n == 0 || part.n > 9 || char_is_digit(part.p[0]))
		return part.n == 0;
	if (str_is(part, "-") || str_is(part, "--") || str_is(part, "?") ||
	    str_is(part, "~") || str_is(part, "/") ||
	    str_is_nocase(part, "n/a") || str_is_nocase(part, "na") ||
	    str_is_nocase(part, "none") || str_is_nocase(part, "tbd"))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_is_nocase(part, words[i]))
			return true;
	return false;
}

struct str
called_instead(
    struct habits *y, const struct csv_header *h, const struct csv *c)
{
	struct str name = y->called_by >= 0 && (size_t)y->called_by < c->n
			      ? c->field[y->called_by].text
			      : STR("");

	if (name.n == 0 || csv_is_total(c))
		return STR("");
	habit_count_row(&y->called, c, (size_t)h->field[COL_PART]);
	return name;
}

/* ---- what was understood */

void
called_tell(const struct fit *x, const struct csv_header *h,
    const struct csv *c, struct findings *f)
{
	const struct habits *y = &x->habits;
	int part = h->field[COL_PART];
	char kinds[200] = "";
	struct str name;

	if (part < 0 || (size_t)part >= c->n)
		return;
	if (x->of_item && csv_has(h, COL_PARENT)) {
		name = str_clip(c->field[h->field[COL_PARENT]].text, 40);
		findings_warn(f, ST_SCHEMA,
		    csv_pos(c, (size_t)h->field[COL_PARENT]),
		    "column \"%.*s\" is taken for what the part of each row is "
		    "in: if it is not, expected in a file of columns the line "
		    "%.*s = ignore",
		    STR_ARG(name), STR_ARG(name));
	}
	name = str_clip(c->field[part].text, 40);
	if (x->odd_indents)
		findings_warn(f, ST_SCHEMA, csv_pos(c, (size_t)part),
		    "some cells under \"%.*s\" begin with blanks, and not step "
		    "by step: they say nothing of what is in what; if they "
		    "should, expected a column of levels",
		    STR_ARG(name));
	if (h->by_name)
		findings_warn(f, ST_SCHEMA, csv_pos(c, (size_t)part),
		    "no column is one of part numbers: parts are called by "
		    "\"%.*s\"; if another column has their numbers, expected "
		    "in a file of columns a line such as \"%.*s\" = name, and "
		    "HEADING = part",
		    STR_ARG(name), STR_ARG(name));
	for (size_t i = 0; i < HABIT_KINDS && y->called_with[i] >= 0 &&
			   (size_t)y->called_with[i] < c->n;
	     i++)
		str_add(kinds, sizeof(kinds), "%s\"%.*s\"",
		    i > 0 ? " and " : "",
		    STR_ARG(str_clip(c->field[y->called_with[i]].text, 40)));
	if (kinds[0] != '\0')
		findings_warn(f, ST_SCHEMA,
		    csv_pos(c, (size_t)y->called_with[0]),
		    "different parts are called the same under \"%.*s\": they "
		    "are told apart by %s",
		    STR_ARG(name), kinds);
}

void
called_rows_tell(const struct habits *y, struct findings *f)
{
	if (y->called.n > 0)
		findings_warn(f, ST_SCHEMA, y->called.at,
		    "%zu row%s without a part number: what the part is called "
		    "is taken for it",
		    y->called.n, habit_rows(&y->called));
}
