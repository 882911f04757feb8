/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_enter - what each field of a header row is; see csv_header.h.
 *
 * A file of columns goes before the preset of an export, and that before the
 * names that any table may have.
 */
#include "core/bom/json/records_own.h"
#include "core/bom/table/columns.h"
#include "core/bom/table/csv_abreast.h"
#include "core/bom/table/csv_context.h"
#include "core/bom/table/csv_preset.h"
#include "core/bom/table/csv_rival.h"
#include "core/bom/table/csv_sources.h"
#include "core/bom/table/wide.h"

#include <string.h>

/*
 * Of two columns that may be part numbers, field i and one before it, one is
 * called "item": that is the place in the list.
 */
static bool
make_place(struct csv_header *h, const struct csv *c, size_t i)
{
	int first = h->field[COL_PART];

	if (csv_has(h, COL_POSITION))
		return false;
	if (csv_is_place_in_list(c->field[i].text)) {
		h->column[i] = COL_POSITION;
		h->field[COL_POSITION] = (int)i;
		return true;
	}
	if (!csv_is_place_in_list(c->field[first].text))
		return false;
	h->column[first] = COL_POSITION;
	h->field[COL_POSITION] = first;
	h->field[COL_PART] = (int)i;
	return true;
}

/* "Weight (g/100 pcs)" */
static enum csv_column
column_per(struct csv_header *h, struct str name, enum unit *unit)
{
	struct csv_per per;

	if (!csv_column_per(name, &per))
		return COL_COUNT;
	*unit = per.unit;
	if (per.column == COL_MASS)
		h->mass_of = (uint8_t)per.of;
	else
		h->value_of = (uint8_t)per.of;
	if (per.currency[0] != '\0')
		memcpy(h->currency, per.currency, sizeof(h->currency));
	return per.column;
}

/* What a name says, with what else stands in it. */
static enum csv_column
column_of(struct csv_header *h, struct str name, enum unit *unit)
{
	enum csv_column column = csv_column_find(name);
	enum unit of = UNIT_NONE;

	if (column == COL_COUNT)
		column = csv_column_with_unit(name, unit);
	if (column != COL_COUNT)
		return column;
	*unit = UNIT_NONE;
	column = csv_column_with_number(name, &h->per, &of);
	if (column != COL_COUNT)
		h->per_of = (uint8_t)of;
	if (column == COL_COUNT)
		column = csv_column_with_currency(name, h->currency);
	return column != COL_COUNT ? column : column_per(h, name, unit);
}

/* "Value" of what stands on a board is "100nF", and no price. */
static bool
is_of_board(const struct csv *c, struct str name)
{
	if (!csv_same_name(name, STR("value")))
		return false;
	for (size_t i = 0; i < c->n; i++)
		if (csv_column_find(c->field[i].text) == COL_REFERENCES)
			return true;
	return false;
}

/* Those that a file of columns names: a bit for each that is given away. */
static uint64_t
take_mapped(struct csv_header *h, const struct csv *c)
{
	uint64_t taken = 0;

	for (size_t i = 0; i < c->n; i++) {
		enum csv_column column = COL_COUNT;

		h->mapped[i] = columns_find(
		    c->columns, c->file, c->field[i].text, &column);
		h->column[i] = (uint8_t)column;
		if (column != COL_COUNT)
			taken |= (uint64_t)1 << column;
	}
	return taken;
}

/* What the preset says of the others; those that it does not know may be any
 * that are still free. */
static uint64_t
take_preset(struct csv_header *h, const struct csv *c, uint64_t taken)
{
	uint8_t said[LIMIT_CSV_COLUMNS];

	preset_columns(h->preset, c, taken, said);
	for (size_t i = 0; i < c->n; i++) {
		h->named[i] = !h->mapped[i] && said[i] != PRESET_OTHER;
		if (!h->named[i])
			continue;
		h->column[i] = said[i];
		if (said[i] != COL_COUNT)
			taken |= (uint64_t)1 << said[i];
	}
	return taken;
}

/* The first of its headings that the row has is where a column stands. */
static void
take_ranks(struct csv_header *h, const struct csv *c, enum csv_column column,
    const char *const rank[PRESET_RANKS])
{
	int field = -1;

	for (size_t r = 0; r < PRESET_RANKS && rank[r] != NULL && field < 0;
	     r++)
		field = preset_field(c, rank[r]);
	if (field >= 0 && h->named[field] && h->column[field] == column)
		h->field[column] = field;
}

/* That its heading names. */
static uint8_t
unit_of_mass(const struct csv *c, size_t i)
{
	enum unit unit = UNIT_NONE;

	csv_column_with_unit(c->field[i].text, &unit);
	return (uint8_t)unit;
}

static bool
enter_field(
    struct csv_header *h, const struct csv *c, size_t i, struct findings *f)
{
	enum csv_column column = (enum csv_column)h->column[i];
	bool second;

	if (column == COL_PART && h->field[column] >= 0 && !h->named[i] &&
	    make_place(h, c, i))
		return true;
	if (h->field[column] >= 0 && !h->named[i] && !h->mapped[i] &&
	    !h->mapped[h->field[column]] && !h->named[h->field[column]] &&
	    rival_gives_way(
		h, c, column, (size_t)h->field[column], i, &second)) {
		size_t away = second ? i : (size_t)h->field[column];

		h->column[away] = COL_COUNT;
		if (column == COL_MASS &&
		    (rival_is_of_substance(c->field[away].text) ||
			(second && rival_is_behind_substance(h, (int)i)))) {
			h->of_substance = (int)away + 1;
			h->of_substance_unit = unit_of_mass(c, away);
		}
		if (!second)
			h->field[column] = (int)i;
		return true;
	}
	if (h->field[column] >= 0 && !h->named[i]) {
		struct str first = c->field[h->field[column]].text;

		findings_error(f, ST_DUPLICATE, csv_pos(c, i),
		    "columns \"%.*s\" and \"%.*s\" mean the same: "
		    "expected one of them; in a file of columns the line "
		    "\"%.*s\" = ignore, or \"%.*s\" = ignore, passes one "
		    "over",
		    STR_ARG(str_clip(first, 60)),
		    STR_ARG(str_clip(c->field[i].text, 60)),
		    STR_ARG(str_clip(first, 60)),
		    STR_ARG(str_clip(c->field[i].text, 60)));
		return false;
	}
	if (h->field[column] < 0)
		h->field[column] = (int)i;
	return true;
}

static void
move(struct csv_header *h, enum csv_column from, enum csv_column to)
{
	int field = h->field[from];

	h->field[from] = -1;
	h->field[to] = field;
	if (field >= 0)
		h->column[field] = (uint8_t)to;
}

/*
 * The number of a part's maker is its part number, unless the house has one of
 * its own: then the maker that the table names is that of the number.  "Item
 * number" beside it may be no more than a place in the list; where levels or
 * parents need part numbers, it is one.
 */
static void
settle_numbers(struct csv_header *h, const struct csv *c)
{
	int part = h->field[COL_PART];
	bool place = part >= 0 && !h->mapped[part] && !h->named[part] &&
		     !csv_has(h, COL_POSITION) && !csv_has(h, COL_LEVEL) &&
		     !csv_has(h, COL_PARENT) &&
		     csv_is_place_in_list(c->field[part].text);

	if (!csv_has(h, COL_MPN))
		return;
	if (place)
		move(h, COL_PART, COL_POSITION);
	if (!csv_has(h, COL_PART))
		move(h, COL_MPN, COL_PART);
	else if (!csv_has(h, COL_MPN_MAKER))
		move(h, COL_MAKER, COL_MPN_MAKER);
}

static bool
is_fitted(struct str name)
{
	static const char *const words[] = { "fitted", "populated", "mounted" };

	return csv_name_is_among(name, words, sizeof(words) / sizeof(words[0]));
}

/* "Default/QTY.": of a design program, in one configuration. */
static bool
is_of_configuration(struct str name)
{
	const char *slash = name.n > 0 ? memrchr(name.p, '/', name.n) : NULL;
	struct str tail = { slash, 0 };

	if (slash == NULL || slash == name.p)
		return false;
	tail.p++;
	tail.n = name.n - (size_t)(tail.p - name.p);
	return csv_same_name(tail, STR("qty")) ||
	       csv_same_name(tail, STR("quantity"));
}

/* "QTY_PER_ROBOT", "Qty/pump": of one of what the word says, which is no
 * packing and no unit. */
static bool
is_per_thing(struct str name, char thing[24])
{
	static const char *const packs[] = { "pack", "package", "pkg", "reel",
		"box", "bag", "carton", "roll", "tape", "tube", "tray", "order",
		"lot", "batch", "pallet", "set", "case", "sheet", "hour", "day",
		"week", "month", "year", "kit", "total", "supplier", "vendor",
		"purchase", "person", "page", "sample", "test" };
	char text[40];
	size_t n = 0, cut = 0, skip = 0;

	if (name.n < 6 || name.n >= sizeof(text))
		return false;
	for (; n < name.n; n++)
		text[n] =
		    name.p[n] == '_' || name.p[n] == '-' ? ' ' : name.p[n];
	text[n] = '\0';
	for (size_t i = 1; i + 2 < n && skip == 0; i++) {
		if (strncasecmp(text + i, " per ", 5) == 0)
			skip = 5;
		else if (text[i] == '/')
			skip = 1;
		cut = i;
	}
	if (skip == 0 || n - cut - skip < 3 || n - cut - skip > 20 ||
	    csv_column_find((struct str){ text, cut }) != COL_QUANTITY)
		return false;
	n = 0;
	for (const char *p = text + cut + skip; *p != '\0'; p++) {
		if (!char_is_letter(*p))
			return false;
		thing[n++] = *p;
	}
	thing[n] = '\0';
	if (unit_find(str_of(thing)) != UNIT_NONE)
		return false;
	for (size_t i = 0; i < sizeof(packs) / sizeof(packs[0]); i++)
		if (str_is_nocase(str_of(thing), packs[i]))
			return false;
	return true;
}

/* "ROBOTNO, PARTNO, QTY_PER_ROBOT": what the parts of each row are in. */
static bool
take_thing(struct csv_header *h, const struct csv *c, struct findings *f)
{
	char thing[24];
	size_t i = 0, k;

	while (i < c->n && (h->column[i] != COL_COUNT || h->mapped[i] ||
			       !is_per_thing(c->field[i].text, thing)))
		i++;
	if (i == c->n)
		return false;
	h->column[i] = COL_QUANTITY;
	h->field[COL_QUANTITY] = (int)i;
	for (k = 0; k < c->n; k++) {
		struct str s = c->field[k].text;

		if (h->column[k] == COL_COUNT && !h->mapped[k] &&
		    !csv_has(h, COL_PARENT) && !csv_has(h, COL_LEVEL) &&
		    s.n >= strlen(thing) && s.n < strlen(thing) + 8 &&
		    str_is_nocase((struct str){ s.p, strlen(thing) }, thing)) {
			h->column[k] = COL_PARENT;
			h->field[COL_PARENT] = (int)k;
			findings_warn(f, ST_SCHEMA, csv_pos(c, k),
			    "column \"%.*s\" is taken for what the part of "
			    "each "
			    "row is in: if it is not, expected in a file of "
			    "columns the line %.*s = ignore",
			    STR_ARG(s), STR_ARG(s));
		}
	}
	return true;
}

/*
 * A list by level without a quantity in one of the part above may have that in
 * the whole product; one of a design program a quantity for each
 * configuration.
 */
static bool
find_quantity(struct csv_header *h, const struct csv *c, struct findings *f)
{
	static const char *const totals[] = { "total qty", "total quantity",
		"ext qty", "ext quantity", "extended qty", "extended quantity",
		"qty total", "quantity total", "Gesamtmenge", "quantité totale",
		"Qté totale", "cantidad total", "quantità totale",
		"quantidade total", "总用量", "总数量", "合计用量", "累计用量",
		"総員数", "総数量", "총수량", "총소요량" };
	bool ok = true;

	if (csv_has(h, COL_QUANTITY) || h->preset != NULL)
		return true;
	if (!csv_has(h, COL_QUANTITY) && c->rows != &records_as_rows &&
	    (csv_has(h, COL_PART) || csv_has(h, COL_NAME) ||
		csv_has(h, COL_MPN)) &&
	    take_thing(h, c, f))
		return true;
	for (size_t i = 0; i < c->n; i++) {
		struct str name = c->field[i].text;
		bool total = csv_name_is_among(
		    name, totals, sizeof(totals) / sizeof(totals[0]));

		if (h->column[i] != COL_COUNT || h->mapped[i] ||
		    !(total || is_of_configuration(name)))
			continue;
		h->column[i] = COL_QUANTITY;
		h->totals |= total && csv_has(h, COL_LEVEL);
		ok &= enter_field(h, c, i, f);
	}
	return ok;
}

/* "Name, Amount": of parts, where nothing is named that may be in them. */
static void
take_amount(struct csv_header *h, const struct csv *c)
{
	static const enum csv_column others[] = { COL_QUANTITY, COL_ELEMENT,
		COL_SUBSTANCE, COL_CAS, COL_FORMULA, COL_KIND, COL_MIN, COL_MAX,
		COL_ASKED, COL_ORIGIN, COL_STAGE, COL_BASIS, COL_THRESHOLD,
		COL_UNIT };
	int field = h->field[COL_AMOUNT];

	if (h->preset != NULL || field < 0 || h->mapped[field] ||
	    c->rows == &records_as_rows || h->unit[COL_AMOUNT] != UNIT_NONE ||
	    !csv_same_name(c->field[field].text, STR("amount")) ||
	    !(csv_has(h, COL_NAME) || csv_has(h, COL_PART)))
		return;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (csv_has(h, others[i]) ||
		    columns_said(
			c->columns, c->file, COLUMNS_FIXED, others[i]) != NULL)
			return;
	move(h, COL_AMOUNT, COL_QUANTITY);
}

bool
csv_header_enter(struct csv_header *h, const struct csv *c, struct findings *f)
{
	uint64_t taken = 0;
	bool ok = true;

	*h = (struct csv_header){ .format = h->format, .n = c->n };
	for (int i = 0; i < COL_COUNT; i++)
		h->field[i] = -1;
	taken = take_mapped(h, c);
	h->preset = preset_of(c, c->preset);
	if (h->preset != NULL)
		taken = take_preset(h, c, taken);
	else
		abreast_find_tables(h, c);
	for (size_t i = 0; i < c->n; i++) {
		enum unit unit = UNIT_NONE;

		if (!h->mapped[i] && !h->named[i]) {
			enum csv_column column =
			    column_of(h, c->field[i].text, &unit);

			if ((h->preset != NULL && column != COL_COUNT &&
				(taken >> column & 1) != 0) ||
			    (column == COL_VALUE &&
				is_of_board(c, c->field[i].text)))
				column = COL_COUNT;
			h->column[i] = (uint8_t)column;
		}
		if (h->abreast[i] > 1)
			h->column[i] = h->column[h->into[i]];
		if (h->column[i] == COL_COUNT || h->abreast[i] > 1)
			continue;
		ok &= enter_field(h, c, i, f);
		if (h->column[i] != COL_COUNT &&
		    h->field[h->column[i]] == (int)i)
			h->unit[h->column[i]] = (uint8_t)unit;
	}
	take_amount(h, c);
	ok &= find_quantity(h, c, f);
	abreast_find_products(h, c);
	csv_context(h, c, f);
	if (csv_has(h, COL_UNPOPULATED))
		h->fitted = is_fitted(c->field[h->field[COL_UNPOPULATED]].text);
	csv_sources_enter(h, c);
	settle_numbers(h, c);
	csv_sources_settle(h);
	if (h->preset != NULL) {
		take_ranks(h, c, COL_PART, h->preset->part);
		take_ranks(h, c, COL_PARENT, h->preset->parent);
	}
	wide_mark(h, c);
	return ok;
}

size_t
csv_header_known(const struct csv_header *h)
{
	size_t known = 0;

	for (size_t i = 0; i < h->n; i++)
		known += h->column[i] != COL_COUNT || h->named[i] ||
			 h->wide[i] != WIDE_NONE;
	return known;
}
