/* SPDX-License-Identifier: Apache-2.0 */
/* csv_tree - is it a material data sheet, and which columns; see csv_tree.h. */
#include "core/bom/table/csv_tree.h"

#include "core/bom/other/datasheet.h"
#include "core/bom/table/columns.h"

#include <string.h>

/* Rows that are looked at: the first substance of a tree stands early. */
#define TREE_ROWS 1000

/* What columns of such trees are called beside the names of csv_words.c; the
 * first of these goes before the others. */
static const struct {
	enum csv_column column;
	const char *words;
} names[] = {
	{ COL_FORM, "node type|type|item type|element type|object type|"
		    "entry type|structure type|kind|Knotentyp|Typ|Art|类型|"
		    "节点类型|タイプ|種別" },
	{ COL_LEVEL, "level|tree level|structure level|hierarchy level|"
		     "node level|depth|Ebene|Stufe|层级|層級|レベル" },
	{ COL_PART, "item mat no|item no mat no|part item no|part item number|"
		    "item number|item no|part number|part no|article number|"
		    "Sach Werkstoffnummer|Sach Werkstoff Nr|Sachnummer|"
		    "Teilenummer|Artikelnummer|件号|零件号|品番" },
	{ COL_DECLARATION, "node id|mds id|imds id|mds id version|"
			   "id version|module id|imds no|Knoten ID" },
	{ COL_NAME, "name|node name|description|designation|article name|"
		    "part item name|ingredient|ingredient name|Bezeichnung|"
		    "Benennung|名称|品名" },
	{ COL_QUANTITY, "quantity|qty|Menge|Anzahl|数量" },
	{ COL_MASS, "weight|mass|weight per item|weight per piece|"
		    "item weight|calculated weight|Gewicht|Masse|重量|质量|"
		    "質量" },
	{ COL_UNIT, "unit|uom|weight unit|mass unit|unit of weight|Einheit|"
		    "单位|単位" },
	{ COL_AMOUNT, "portion|proportion|percentage|percent|fixed portion|"
		      "share|concentration|content|weight percent|"
		      "mass percent|mass fraction|Anteil|Gewichtsanteil|"
		      "Massenanteil|比例|含量|占比|百分比|割合" },
	{ COL_MIN, "from|portion from|percentage from|minimum|min|portion min|"
		   "von|Anteil von|最小值|最小" },
	{ COL_MAX, "to|portion to|percentage to|maximum|max|portion max|bis|"
		   "Anteil bis|最大值|最大" },
	{ COL_CAS, "cas|cas no|cas number|cas rn" },
};

/* "Weight [g]": the name, and what stands in brackets behind it. */
static struct str
split_unit(struct str name, struct str *unit)
{
	size_t open = name.n;

	*unit = (struct str){ "", 0 };
	if (name.n > 0 && name.p[name.n - 1] == '%') {
		*unit = STR("%");
		return str_trim((struct str){ name.p, name.n - 1 });
	}
	if (name.n == 0 || strchr(")]", name.p[name.n - 1]) == NULL)
		return name;
	while (open > 0 && strchr("([", name.p[open - 1]) == NULL)
		open--;
	if (open < 2)
		return name;
	*unit = str_trim((struct str){ name.p + open, name.n - open - 1 });
	return str_trim((struct str){ name.p, open - 1 });
}

/* Among the words, by letters alone. */
static bool
is_word(const char *p, struct str name)
{
	while (*p != '\0') {
		size_t n = strcspn(p, "|");

		if (csv_same_name(name, (struct str){ p, n }))
			return true;
		p += n + (p[n] == '|');
	}
	return false;
}

/* Columns of other tables that a tree may have under any of their names. */
static bool
is_of_tree(enum csv_column column)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].column == column)
			return true;
	return false;
}

/* "Mass %" is no mass. */
static enum csv_column
share_of(enum csv_column column, enum unit unit)
{
	return column == COL_MASS && unit_dimension(unit) == DIM_SHARE
		   ? COL_AMOUNT
		   : column;
}

static enum csv_column
column_of(struct str heading, enum unit *unit)
{
	struct str in_brackets, name = split_unit(heading, &in_brackets);
	enum csv_column column;

	*unit = unit_find(in_brackets);
	if (unit_dimension(unit_find(name)) == DIM_SHARE) {
		*unit = unit_find(name); /* "ppm" is all that it says */
		return COL_AMOUNT;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_word(names[i].words, name))
			return share_of(names[i].column, *unit);
	column = csv_column_find(name);
	if (column == COL_COUNT)
		column = csv_column_find(heading);
	if (column == COL_COUNT)
		column = csv_column_with_unit(heading, unit);
	if (column == COL_MASS_UNIT)
		column = COL_UNIT;
	return is_of_tree(column) ? share_of(column, *unit) : COL_COUNT;
}

static void
enter(struct csv_header *h, const struct csv *c)
{
	for (int i = 0; i < COL_COUNT; i++)
		h->field[i] = -1;
	h->n = c->n;
	for (size_t i = 0; i < c->n; i++) {
		enum unit unit = UNIT_NONE;
		enum csv_column column = COL_COUNT;

		h->mapped[i] = columns_find(
		    c->columns, c->file, c->field[i].text, &column);
		if (!h->mapped[i])
			column = column_of(c->field[i].text, &unit);
		if (column != COL_COUNT && h->field[column] >= 0)
			column = COL_COUNT; /* the first counts */
		h->column[i] = (uint8_t)column;
		if (column == COL_COUNT)
			continue;
		h->field[column] = (int)i;
		h->unit[column] = (uint8_t)unit;
	}
}

/* Do the headings make one? */
static bool
has_columns(const struct csv_header *h)
{
	return csv_has(h, COL_FORM) &&
	       (csv_has(h, COL_NAME) || csv_has(h, COL_PART)) &&
	       (csv_has(h, COL_AMOUNT) || csv_has(h, COL_MIN) ||
		   csv_has(h, COL_MASS));
}

bool
csv_tree_columns(struct csv_header *h, const struct csv *c)
{
	*h = (struct csv_header){ .format = FORMAT_CSV_TREE };
	enter(h, c);
	return has_columns(h);
}

/* Do they say that they are substances, and what these are in? */
bool
csv_tree_rows(const struct csv_header *h, struct csv *c)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	size_t width = c->width, field = (size_t)h->field[COL_FORM];
	bool substances = false, others = false, odd = false;

	c->width = h->n;
	for (size_t i = 0; i < TREE_ROWS && csv_next(c, &mute); i++) {
		struct str type = field < c->n ? c->field[field].text : STR("");
		enum datasheet_kind kind = datasheet_find(type);

		odd |= kind == SHEET_KINDS && type.n > 0 && !substances;
		substances |= kind == SHEET_SUBSTANCE;
		others |= kind < SHEET_SUBSTANCE;
	}
	c->width = width;
	findings_free(&mute);
	csv_go_back(c, before);
	return substances && others && !odd;
}
