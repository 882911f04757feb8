/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letterhead - what stands above a table; see letterhead.h.
 *
 * A form on one part has its number on top, and the table below says what the
 * part is made of; a list of parts has the product there.  Who has declared,
 * and when, stands beside it.
 */
#include "core/bom/table/letterhead.h"
#include "core/bom/field/numeral.h"
#include "core/bom/table/csv_table.h"

#include <stdio.h>
#include <string.h>

/* [bytes, blanks] Of a number or a name; what is longer is prose. */
#define LONGEST 80
#define MOST_BLANKS 6

/* Words for what the table is about that are no heading of a column of parts,
 * or a heading of something else. */
static bool
is_subject(struct str label)
{
	static const char *const names[] = { "product", "product no",
		"product number", "product code", "finished product",
		"finished good", "assembly", "assembly no", "assembly number",
		"assembly pn", "assembly part number", "top assembly",
		"top assembly number", "end item", "bom for",
		"bill of materials for", "model", "model no", "model number",
		"part", "part/product", "article", "Produkt", "Produktnummer",
		"Erzeugnis", "Baugruppe", "Baugruppennummer", "Stückliste für",
		"Stückliste zu", "Artikel", "Produit", "Ensemble",
		"Code produit", "Référence produit", "Producto", "Conjunto",
		"Prodotto", "Assieme", "Codice prodotto", "Produto", "产品",
		"产品名称及型号", "产品编号", "产品型号", "产品编码",
		"产品料号", "成品", "成品编码", "成品料号", "机型", "零件",
		"零件号", "產品", "產品型號", "產品編號", "製品", "製品型番",
		"製品番号", "対象製品", "対象品番", "機種", "제품", "제품번호",
		"모델" };
	enum csv_column column = csv_column_find(label);

	return csv_name_is_among(
		   label, names, sizeof(names) / sizeof(names[0])) ||
	       ((column == COL_PART || column == COL_PARENT ||
		    column == COL_MPN) &&
		   !str_is_nocase(label, "item") &&
		   !str_is_nocase(label, "id") &&
		   !str_is_nocase(label, "number") &&
		   !str_is_nocase(label, "name"));
}

/* What the product weighs, and no packing. */
static bool
is_weight(struct str label)
{
	static const char *const names[] = { "product weight", "product mass",
		"assembly weight", "assembly mass", "unit weight", "unit mass",
		"total weight", "total mass", "net weight", "net mass",
		"weight of product", "weight of assembly", "finished weight",
		"Gesamtgewicht", "Gesamtmasse", "Produktgewicht",
		"Nettogewicht", "Gerätegewicht", "Poids total", "Masse totale",
		"Poids du produit", "Peso total", "Masa total",
		"Peso del producto", "Peso totale", "Massa totale", "总重量",
		"总重", "总质量", "产品重量", "产品质量", "整机重量", "净重",
		"總重量", "產品重量", "淨重", "総重量", "総質量", "製品重量",
		"製品質量", "총중량", "제품중량", "Общая масса",
		"Масса изделия", "Общий вес", "Masa całkowita", "Masa wyrobu",
		"Toplam ağırlık", "Tổng khối lượng" };

	return csv_name_is_among(
	    label, names, sizeof(names) / sizeof(names[0]));
}

/* "Unit weight (kg)" and "Unit weight [kg]" without the unit. */
static struct str
without_unit(struct str label, struct str *unit)
{
	size_t open = label.n;

	*unit = STR("");
	if (label.n < 4 ||
	    (label.p[label.n - 1] != ')' && label.p[label.n - 1] != ']'))
		return label;
	while (open > 0 && label.p[open - 1] != '(' && label.p[open - 1] != '[')
		open--;
	if (open < 2)
		return label;
	*unit = str_trim((struct str){ label.p + open, label.n - open - 1 });
	return str_trim((struct str){ label.p, open - 1 });
}

/* "3.2 kg", or "3.2" where the label says kg: *unit is that. */
static bool
may_be_mass(
    struct str s, struct str label, struct str *number, struct str *unit)
{
	without_unit(label, unit);
	*number = numeral_take(&s);
	if (s.n > 0)
		*unit = s;
	return number->n > 0 && char_is_digit(number->p[0]) &&
	       memchr(number->p, ',', number->n) == NULL &&
	       memchr(number->p, '/', number->n) == NULL &&
	       unit_dimension(unit_find(*unit)) == DIM_MASS;
}

/* The column that the label is about; COL_COUNT: none that counts for all. */
static enum csv_column
meaning(struct str label)
{
	enum csv_column column;
	struct str unit;

	if (label.n == 0 || label.n > LONGEST)
		return COL_COUNT;
	if (is_subject(label))
		return COL_PART;
	if (is_weight(without_unit(label, &unit)))
		return COL_MASS;
	column = csv_column_find(label);
	switch (column) {
	case COL_SUPPLIER:
	case COL_DATE:
	case COL_UNTIL:
	case COL_DECLARATION:
		return column;
	case COL_MAKER:
		return COL_SUPPLIER;
	default:
		return COL_COUNT;
	}
}

/* "Supplier:" and "供应商：" without the colon; *marked: it had one. */
static struct str
without_colon(struct str s, bool *marked)
{
	static const char wide[] = "：";
	const size_t n = sizeof(wide) - 1;

	*marked = true;
	if (s.n > 0 && s.p[s.n - 1] == ':')
		return str_trim((struct str){ s.p, s.n - 1 });
	if (s.n >= n && memcmp(s.p + s.n - n, wide, n) == 0)
		return str_trim((struct str){ s.p, s.n - n });
	*marked = false;
	return s;
}

/* "Supplier: North" in one cell; false: it has no colon with text behind. */
static bool
split(struct str s, struct str *label, struct str *text)
{
	static const char wide[] = "：";
	const char *plain = memchr(s.p, ':', s.n);
	const char *other = memmem(s.p, s.n, wide, sizeof(wide) - 1);
	const char *colon = plain;
	size_t n = 1;

	if (other != NULL && (plain == NULL || other < plain)) {
		colon = other;
		n = sizeof(wide) - 1;
	}
	if (s.n == 0 || colon == NULL)
		return false;
	*label = str_trim((struct str){ s.p, (size_t)(colon - s.p) });
	*text = str_trim(
	    (struct str){ colon + n, s.n - (size_t)(colon - s.p) - n });
	return label->n > 0 && text->n > 0;
}

static bool
is_date(enum csv_column column)
{
	return column == COL_DATE || column == COL_UNTIL;
}

/* A number, a name or a day, and no sentence and no other label. */
static bool
may_be_text(struct str s, struct str label, enum csv_column column)
{
	struct str number, unit;
	size_t blanks = 0;
	bool marked;

	if (column == COL_MASS)
		return may_be_mass(s, label, &number, &unit);

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			return false;
		blanks += s.p[i] == ' ';
	}
	(void)without_colon(s, &marked);
	if (s.n == 0 || s.n > LONGEST || blanks > MOST_BLANKS || marked ||
	    csv_column_find(s) != COL_COUNT || table_says_nothing(s))
		return false;
	return !is_date(column) || csv_is_day(s) || csv_may_be_days(s);
}

/* Does the list need it?  *clash: it has another text for the same thing, and
 * nobody knows which one counts: then none does. */
static bool
is_new(const struct letter *l, enum csv_column column, struct str text,
    bool *clash)
{
	while (l != NULL && l->column != column)
		l = l->before;
	*clash = l != NULL;
	return l == NULL || (!l->clash && !str_eq(l->text, text));
}

/* With its unit behind it. */
static bool
keep_mass(struct arena *mem, struct str label, struct str text, struct str *out)
{
	struct str number, unit;
	char room[LONGEST];
	int n;

	may_be_mass(text, label, &number, &unit);
	n = snprintf(room, sizeof(room), "%.*s %.*s",
	    STR_ARG(str_clip(number, 30)), STR_ARG(str_clip(unit, 30)));
	*out = arena_copy(mem, (struct str){ room, (size_t)n });
	return out->p != NULL;
}

static bool
keep(const struct csv *c, size_t field, enum csv_column column,
    struct str label, struct str text, struct arena *mem, struct letter **list)
{
	struct letter *l;
	bool clash;

	if (is_new(*list, column, text, &clash)) {
		l = TAKE(mem, struct letter, 1);
		if (l == NULL)
			return false;
		*l = (struct letter){ .before = *list,
			.column = column,
			.clash = clash,
			.label = arena_copy(mem, label),
			.text = arena_copy(mem, text),
			.either = is_date(column) && !csv_is_day(text),
			.at = csv_pos(c, field) };
		if (column == COL_MASS &&
		    !keep_mass(mem, label, text, &l->text))
			return false;
		if (l->label.p == NULL || l->text.p == NULL)
			return false;
		*list = l;
	}
	return column != COL_PART ||
	       keep(c, field, COL_PARENT, label, text, mem, list);
}

bool
letterhead_row(const struct csv *c, struct arena *mem, struct letter **list)
{
	for (size_t i = 0; i < c->n; i++) {
		struct str label, text;
		enum csv_column column;
		size_t k = i + 1;
		bool marked;

		if (split(c->field[i].text, &label, &text)) {
			column = meaning(label);
			if (column != COL_COUNT &&
			    may_be_text(text, label, column) &&
			    !keep(c, i, column, label, text, mem, list))
				return false;
			continue;
		}
		label = without_colon(c->field[i].text, &marked);
		column = meaning(label);
		if (column == COL_COUNT)
			continue;
		while (k < c->n && c->field[k].text.n == 0)
			k++;
		if (k == c->n || !may_be_text(c->field[k].text, label, column))
			continue;
		if (!keep(c, k, column, label, c->field[k].text, mem, list))
			return false;
		i = k;
	}
	return true;
}

struct letter *
letterhead_join(struct letter *list, struct letter *row)
{
	struct letter *before;
	bool clash;

	for (; row != NULL; row = before) {
		before = row->before;
		if (!is_new(list, row->column, row->text, &clash))
			continue;
		row->clash = row->clash || clash;
		row->before = list;
		list = row;
	}
	return list;
}

bool
letterhead_said(const struct csv *c, enum csv_column column, struct str *text)
{
	const struct columns_line *user =
	    columns_said(c->columns, c->file, COLUMNS_FIXED, column);
	const struct letter *l = c->above;

	while (l != NULL && l->column != column)
		l = l->before;
	if (user != NULL)
		*text = user->right;
	else if (l != NULL && !l->clash && !l->either)
		*text = l->text;
	else
		return false;
	return true;
}

static bool
is_told(const struct letter *list, const struct letter *mine)
{
	while (list != NULL && list->column != mine->column)
		list = list->before;
	return list == NULL || str_eq(list->text, mine->text);
}

/* Who declares, and when, may stand below a table in other words. */
static bool
may_end(const struct letter *l)
{
	return (l->column == COL_PART || l->column == COL_PARENT) &&
	       !l->clash && l->other.line == 0;
}

void
letterhead_note(const struct csv *c)
{
	struct arena mem = { 0 };
	struct letter *row = NULL, *first = c->above;

	while (first != NULL && !may_end(first))
		first = first->before;
	if (first == NULL || !letterhead_row(c, &mem, &row))
		row = NULL;
	for (struct letter *l = first; l != NULL && row != NULL; l = l->before)
		if (may_end(l) && !is_told(row, l))
			l->other = csv_pos(c, 0);
	arena_free(&mem);
}

static void
refuse_other(const struct letter *l, struct findings *f)
{
	findings_error(f, ST_CONFLICT, l->other,
	    "another %s than \"%.*s\", which stands above the table, and rows "
	    "that follow: expected a file or a sheet of its own for each",
	    l->column == COL_PART ? "part" : "product",
	    STR_ARG(str_clip(l->text, 60)));
}

void
letterhead_follow(const struct csv *c, struct findings *f)
{
	for (struct letter *l = c->above; l != NULL; l = l->before) {
		/* the table may have been looked through to its end before */
		if (l->ends || l->other.line == 0 || l->other.line > c->line)
			continue;
		l->ends = true;
		if (l->told)
			refuse_other(l, f);
	}
}

static const char *const names[COL_COUNT] = { [COL_PART] = "part",
	[COL_PARENT] = "product",
	[COL_MASS] = "mass of the product",
	[COL_SUPPLIER] = "supplier",
	[COL_DATE] = "day of the declaration",
	[COL_UNTIL] = "last day of the declaration",
	[COL_DECLARATION] = "number of the declaration" };

void
letterhead_doubt(
    const struct csv *c, enum csv_column column, struct findings *f)
{
	const struct letter *l = c->above, *other;

	while (l != NULL && l->column != column)
		l = l->before;
	if (l == NULL || (!l->clash && !l->either))
		return;
	other = l->before;
	while (other != NULL && other->column != column)
		other = other->before;
	if (l->clash && other != NULL)
		findings_warn(f, ST_CONFLICT, l->at,
		    "\"%.*s\" and \"%.*s\" stand above the table, and each may "
		    "be the %s of its rows: none is taken; expected one, or a "
		    "file of columns that says it",
		    STR_ARG(str_clip(other->text, 60)),
		    STR_ARG(str_clip(l->text, 60)), names[column]);
	else
		findings_warn(f, ST_SYNTAX, l->at,
		    "\"%.*s\" stands above the table as \"%.*s\", and which of "
		    "its numbers is the month is not told: it is not taken; "
		    "expected the year first",
		    STR_ARG(str_clip(l->text, 60)),
		    STR_ARG(str_clip(l->label, 40)));
}

bool
letterhead_mass(
    const struct csv *c, struct str *text, struct pos *at, struct str *label)
{
	const struct letter *l = c->above;

	while (l != NULL && l->column != COL_MASS)
		l = l->before;
	if (l == NULL || l->clash)
		return false;
	*text = l->text;
	*label = l->label;
	*at = l->at;
	return true;
}

void
letterhead_tell(const struct csv *c, struct str text, struct findings *f)
{
	struct letter *l = c->above;

	while (l != NULL && l->text.p != text.p)
		l = l->before;
	if (l == NULL)
		return;
	l->told = true;
	findings_add(f, SEV_NOTE, ST_OK, l->at,
	    "\"%.*s\" stands above the table as \"%.*s\": taken for "
	    "the %s of all its rows",
	    STR_ARG(str_clip(l->text, 60)), STR_ARG(str_clip(l->label, 40)),
	    names[l->column]);
	if (l->ends)
		refuse_other(l, f);
}
