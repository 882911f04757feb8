/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_settle - what a column means in the kind of table it stands in, and
 * which ones are missing; see csv_header.h.
 */
#include "core/bom/table/csv_settle.h"
#include "core/bom/table/csv_kind.h"
#include "core/bom/table/csv_preset.h"
#include "core/bom/table/wide.h"

#include <stdio.h>
#include <string.h>

/* "min (%)" and "max (%)" say the unit of the amount. */
static void
settle_ends(struct csv_header *h)
{
	static const enum csv_column ends[] = { COL_MIN, COL_MAX };

	if (h->format != FORMAT_CSV_CONTENT || csv_kind_is_wide(h))
		return;
	for (size_t i = 0; i < 2; i++)
		if (h->unit[COL_AMOUNT] == UNIT_NONE)
			h->unit[COL_AMOUNT] = h->unit[ends[i]];
}

/* "Substance mass (mg)": the name before its unit. */
static bool
begins_with_one(struct str name, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(words[i]);

		if (name.n >= k &&
		    csv_same_name((struct str){ name.p, k }, str_of(words[i])))
			return true;
	}
	return false;
}

static bool
is_of_substance(struct str name)
{
	static const char *const words[] = { "substance mass",
		"substance weight", "mass of substance", "weight of substance",
		"物质质量", "物质重量", "物質質量", "物質重量" };

	return begins_with_one(name, words, sizeof(words) / sizeof(*words));
}

/* "Part weight (g)": what one of the item weighs, also beside substances. */
static bool
is_of_item(struct str name)
{
	static const char *const words[] = { "part mass", "part weight",
		"piece weight", "component weight", "component mass",
		"article weight", "article mass", "item weight", "item mass",
		"product weight", "product mass", "unit weight", "unit mass",
		"weight per piece", "weight per unit", "mass per piece",
		"net weight", "Einzelgewicht", "Stückgewicht", "Nettogewicht",
		"Poids unitaire", "Masse unitaire", "Peso unitario",
		"Peso unitário", "单重", "单件重量", "单件质量", "零件重量",
		"零件质量", "部件重量", "产品重量", "产品质量", "單重",
		"单件净重", "単重", "部品質量", "部品重量", "製品質量",
		"製品重量", "단중", "부품중량", "제품중량" };

	return begins_with_one(name, words, sizeof(words) / sizeof(*words));
}

/*
 * In a table of content "mass" is the mass of the substance, unless it is that
 * of the part.  Beside materials a share may be one of them, which the mass of
 * the substance is not.
 */
static void
amount_of_mass(struct csv_header *h, const struct csv *c, struct findings *f)
{
	struct str name;

	if (!csv_has(h, COL_MASS))
		return;
	name = (size_t)h->field[COL_MASS] < c->n
		   ? c->field[h->field[COL_MASS]].text
		   : STR("");
	if (csv_has(h, COL_AMOUNT)) {
		int share = h->field[COL_AMOUNT];

		if (!csv_has(h, COL_MATERIAL) || !is_of_substance(name) ||
		    (size_t)share >= c->n)
			return;
		h->column[share] = COL_COUNT;
		findings_warn(f, ST_SCHEMA, csv_pos(c, (size_t)share),
		    "column \"%.*s\" may be a share of each material, and is "
		    "not read: \"%.*s\" counts",
		    STR_ARG(str_clip(c->field[share].text, 40)),
		    STR_ARG(str_clip(name, 40)));
	} else if (is_of_item(name)) {
		return;
	}
	h->field[COL_AMOUNT] = h->field[COL_MASS];
	h->unit[COL_AMOUNT] = h->unit[COL_MASS];
	h->column[h->field[COL_MASS]] = COL_AMOUNT;
	h->field[COL_MASS] = -1;
	if (csv_has(h, COL_MASS_UNIT) && !csv_has(h, COL_UNIT)) {
		h->field[COL_UNIT] = h->field[COL_MASS_UNIT];
		h->column[h->field[COL_UNIT]] = COL_UNIT;
		h->field[COL_MASS_UNIT] = -1;
	}
}

/* A mass that is not said to be that of the part, or has no unit any more, is
 * of no use beside amounts. */
static void
leave_mass(struct csv_header *h, const struct csv *c)
{
	int field = h->field[COL_MASS];

	if (field < 0 || (size_t)field >= c->n ||
	    (is_of_item(c->field[field].text) &&
		(h->unit[COL_MASS] != UNIT_NONE || csv_has(h, COL_MASS_UNIT))))
		return;
	h->column[field] = COL_COUNT;
	h->field[COL_MASS] = -1;
}

/* Beside what its substances weigh stands what the part weighs. */
static void
settle_amount(struct csv_header *h, const struct csv *c, struct findings *f)
{
	int part = h->field[COL_MASS];
	uint8_t unit = h->unit[COL_MASS];

	if (h->format != FORMAT_CSV_CONTENT || csv_kind_is_wide(h))
		return;
	if (h->of_substance == 0) {
		amount_of_mass(h, c, f);
		leave_mass(h, c);
		return;
	}
	h->field[COL_MASS] = h->of_substance - 1;
	h->column[h->field[COL_MASS]] = COL_MASS;
	h->unit[COL_MASS] = h->of_substance_unit;
	amount_of_mass(h, c, f);
	if (csv_has(h, COL_MASS))
		h->column[h->field[COL_MASS]] = COL_COUNT;
	h->field[COL_MASS] = part;
	h->unit[COL_MASS] = unit;
	leave_mass(h, c);
}

/* The version of a declaration is that of the document, not of the part. */
static void
settle_version(struct csv_header *h, const struct csv *c)
{
	int field = h->field[COL_REVISION];

	if (!csv_uses(h->format, COL_DECLARATION) || field < 0 ||
	    (size_t)field >= h->n || h->mapped[field] ||
	    !csv_same_name(c->field[field].text, STR("version")))
		return;
	h->field[COL_REVISION] = -1;
	h->column[field] = COL_COUNT;
}

/* A unit or another word in a name and a column of its own: which holds? */
static bool
check_beside(const struct csv_header *h, const struct csv *c,
    enum csv_column of, enum csv_column unit, struct findings *f)
{
	if (!csv_has(h, of) || !csv_has(h, unit))
		return true;
	findings_error(f, ST_CONFLICT, csv_pos(c, (size_t)h->field[unit]),
	    "a column of units beside \"%.*s\", which names its unit: "
	    "expected one of them",
	    STR_ARG(str_clip(c->field[h->field[of]].text, 60)));
	return false;
}

/* Headings of an amount, of its least and its most: one unit for all. */
static bool
check_amount_units(
    const struct csv_header *h, const struct csv *c, struct findings *f)
{
	static const enum csv_column all[] = { COL_AMOUNT, COL_MIN, COL_MAX };

	for (size_t i = 0; i < 3; i++) {
		enum unit unit = (enum unit)h->unit[all[i]];

		if (unit == UNIT_NONE || !csv_has(h, all[i]))
			continue;
		if (!check_beside(h, c, all[i], COL_UNIT, f))
			return false;
		if (unit != (enum unit)h->unit[COL_AMOUNT]) {
			findings_error(f, ST_CONFLICT,
			    csv_pos(c, (size_t)h->field[all[i]]),
			    "\"%.*s\" in another unit than the columns beside "
			    "it: expected the same unit in all headings of an "
			    "amount",
			    STR_ARG(
				str_clip(c->field[h->field[all[i]]].text, 60)));
			return false;
		}
	}
	return true;
}

static bool
check_units(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	bool amounts = h->format == FORMAT_CSV_CONTENT && !csv_kind_is_wide(h);

	if (h->format == FORMAT_CSV_TREE) /* a column of units is of any */
		return true;
	return (amounts ? check_amount_units(h, c, f)
			: h->unit[COL_MASS] == UNIT_NONE ||
			      check_beside(h, c, COL_MASS, COL_MASS_UNIT, f)) &&
	       (h->unit[COL_QUANTITY] == UNIT_NONE ||
		   check_beside(h, c, COL_QUANTITY, COL_UNIT, f)) &&
	       (h->per.n == 0 ||
		   check_beside(h, c, COL_QUANTITY, COL_PER, f)) &&
	       (h->currency[0] == '\0' ||
		   check_beside(h, c, COL_VALUE, COL_CURRENCY, f));
}

/* "table of items": it may stand in a file of its own, or in a sheet. */
static void
table_name(enum format format, char text[40])
{
	struct str name = str_of(format_name(format));

	if (str_starts(name, "CSV "))
		snprintf(text, 40, "table %s", name.p + 4);
	else
		snprintf(text, 40, "%s", name.p);
}

/* A column that is needed is there, or a file of columns says it. */
static void
note_need(const struct csv_header *h, struct csv *c, enum csv_column column)
{
	size_t field = (size_t)h->field[column];
	bool elsewhere =
	    h->preset != NULL && (column == COL_PART || column == COL_PARENT);

	if (field >= h->n || elsewhere)
		return;
	c->need[c->nneed++] = field;
	c->counts = column == COL_QUANTITY || column == COL_RATE;
}

static bool
check_needs(const struct csv_header *h, struct csv *c, struct findings *f)
{
	uint64_t needs = csv_kind_needs(h);
	char aliases[160], name[40];
	bool ok = true;

	table_name(h->format, name);
	for (int i = 0; i < COL_COUNT; i++) {
		if ((needs >> i & 1) == 0)
			continue;
		if (h->field[i] >= 0) {
			note_need(h, c, (enum csv_column)i);
			continue;
		}
		csv_aliases((enum csv_column)i, aliases, sizeof(aliases));
		findings_error(f, ST_INCOMPLETE, csv_pos(c, c->n),
		    "no column \"%.*s\" in a %s: expected one of %s",
		    (int)strcspn(aliases, ","), aliases, name, aliases);
		ok = false;
	}
	return ok;
}

static void
warn_unused(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	char list[200];
	size_t o = 0, unused = 0, first = 0;

	for (size_t i = 0; i < c->n; i++) {
		struct str name = str_clip(c->field[i].text, 40);
		int n;

		if (csv_header_uses(h, i))
			continue;
		if (unused++ == 0)
			first = i;
		n = snprintf(list + o, sizeof(list) - o, "%s\"%.*s\"",
		    o > 0 ? ", " : "", STR_ARG(name));
		if (n > 0 && (size_t)n < sizeof(list) - o)
			o += (size_t)n;
		else
			list[o] = '\0';
	}
	if (unused > 0)
		findings_loss(f, ST_SCHEMA, csv_pos(c, first),
		    "%zu column%s of no use here: %s", unused,
		    unused > 1 ? "s" : "", list);
}

/* "Result (ppm)" or "%", where no other column is one of amounts. */
static struct str
amount_name(struct str name, struct str *unit)
{
	size_t open = name.n;

	*unit = STR("");
	while (open > 0 && name.p[open - 1] != '(' && name.p[open - 1] != '[')
		open--;
	if (open < 2)
		return name;
	*unit = (struct str){ name.p + open, name.n - open };
	while (unit->n > 0 && strchr(")] ", unit->p[unit->n - 1]) != NULL)
		unit->n--;
	return str_trim((struct str){ name.p, open - 1 });
}

static bool
is_percent(struct str name)
{
	static const char *const words[] = { "%", "percent", "percentage",
		"Prozent", "pourcentage", "porcentaje", "percentuale", "百分比",
		"百分率" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(name, words[i]))
			return true;
	return false;
}

bool
csv_may_be_amount(struct str name)
{
	static const char *const words[] = { "result", "results", "test result",
		"value", "measured", "measured value", "found", "Ergebnis",
		"Messwert", "résultat", "resultado", "risultato", "结果",
		"检测结果", "测试结果", "測定値", "分析値", "結果" };
	struct str unit;

	name = amount_name(name, &unit);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (csv_same_name(name, str_of(words[i])))
			return true;
	return is_percent(name);
}

static void
settle_result(struct csv_header *h, const struct csv *c, struct findings *f)
{
	static const enum csv_column much[] = { COL_AMOUNT, COL_MIN, COL_MAX,
		COL_MASS, COL_KIND };

	if (h->format != FORMAT_CSV_CONTENT || csv_kind_is_wide(h))
		return;
	for (size_t i = 0; i < sizeof(much) / sizeof(much[0]); i++)
		if (csv_has(h, much[i]))
			return;
	for (size_t i = 0; i < h->n && i < c->n; i++) {
		struct str name = c->field[i].text, unit;

		if ((h->column[i] != COL_COUNT &&
			(h->column[i] != COL_VALUE ||
			    !csv_same_name(name, STR("value")))) ||
		    h->wide[i] != WIDE_NONE || h->mapped[i] ||
		    !csv_may_be_amount(name))
			continue;
		if (h->column[i] == COL_VALUE)
			h->field[COL_VALUE] = -1;
		h->column[i] = COL_AMOUNT;
		h->field[COL_AMOUNT] = (int)i;
		amount_name(name, &unit);
		h->unit[COL_AMOUNT] =
		    (uint8_t)(is_percent(name) ? UNIT_PERCENT
					       : unit_find(unit));
		findings_warn(f, ST_SCHEMA, csv_pos(c, i),
		    "column \"%.*s\" is taken for how much of each is in the "
		    "part, by mass: if it is something else, expected in a "
		    "file of columns the line \"%.*s\" = ignore",
		    STR_ARG(str_clip(name, 40)), STR_ARG(str_clip(name, 40)));
		return;
	}
}

void
csv_settle(struct csv_header *h, const struct csv *c, struct findings *f)
{
	settle_amount(h, c, f);
	settle_ends(h);
	settle_result(h, c, f);
	settle_version(h, c);
}

bool
csv_check(struct csv_header *h, struct csv *c, struct findings *f)
{
	if (!check_needs(h, c, f) || !check_units(h, c, f))
		return false;
	warn_unused(h, c, f);
	return true;
}
