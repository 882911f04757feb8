/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_header - which table is it, and where its columns stand; see
 * csv_header.h.
 */
#include "core/bom/csv_header.h"

#include <stdio.h>
#include <string.h>

#define BIT(column) ((uint64_t)1 << (column))
#define KEY (BIT(COL_PART) | BIT(COL_MAKER) | BIT(COL_REVISION))
#define ITEM \
	(BIT(COL_NAME) | BIT(COL_FORM) | BIT(COL_MASS) | BIT(COL_MASS_UNIT) | \
	    BIT(COL_VALUE) | BIT(COL_CURRENCY) | BIT(COL_HS) | \
	    BIT(COL_CONTROL) | BIT(COL_SHIPPED) | BIT(COL_COMPLETE) | \
	    BIT(COL_PHANTOM))
#define NOTE (BIT(COL_FROM) | BIT(COL_UNTIL) | BIT(COL_ALTERNATIVE))
#define DOCUMENT \
	(BIT(COL_SUPPLIER) | BIT(COL_DECLARATION) | BIT(COL_DATE) | \
	    BIT(COL_UNTIL) | BIT(COL_STANDING) | BIT(COL_EVIDENCE))
#define ORIGIN \
	(BIT(COL_ORIGIN) | BIT(COL_STAGE) | BIT(COL_SHARE) | BIT(COL_OF) | \
	    BIT(COL_TECHNOLOGY))

/* What each table needs and what it uses. */
static const struct table {
	enum format format;
	uint64_t needs, uses;
} tables[] = {
	{ FORMAT_CSV_EDGES, BIT(COL_PARENT) | BIT(COL_PART) | BIT(COL_QUANTITY),
	    KEY | BIT(COL_PARENT) | BIT(COL_PARENT_MAKER) |
		BIT(COL_PARENT_REVISION) | BIT(COL_QUANTITY) | BIT(COL_UNIT) |
		BIT(COL_PER) | BIT(COL_ORIGIN) | ITEM | NOTE },
	{ FORMAT_CSV_LEVELS, BIT(COL_LEVEL) | BIT(COL_PART) | BIT(COL_QUANTITY),
	    KEY | ITEM | NOTE | BIT(COL_LEVEL) | BIT(COL_QUANTITY) |
		BIT(COL_UNIT) | BIT(COL_PER) | BIT(COL_ORIGIN) },
	{ FORMAT_CSV_ITEMS, BIT(COL_PART),
	    KEY | ITEM | BIT(COL_UNIT) | BIT(COL_ORIGIN) },
	{ FORMAT_CSV_CONTENT, BIT(COL_PART),
	    KEY | DOCUMENT | ORIGIN | BIT(COL_ELEMENT) | BIT(COL_SUBSTANCE) |
		BIT(COL_CAS) | BIT(COL_FORMULA) | BIT(COL_AMOUNT) |
		BIT(COL_MIN) | BIT(COL_MAX) | BIT(COL_UNIT) | BIT(COL_BASIS) |
		BIT(COL_SCOPE) | BIT(COL_KIND) | BIT(COL_EACH) |
		BIT(COL_THRESHOLD) | BIT(COL_PROCESS) },
	{ FORMAT_CSV_ORIGINS, BIT(COL_PART) | BIT(COL_ORIGIN),
	    KEY | DOCUMENT | ORIGIN | BIT(COL_ELEMENT) },
	{ FORMAT_CSV_ANSWERS, BIT(COL_PART) | BIT(COL_ASKED),
	    KEY | DOCUMENT | ORIGIN | BIT(COL_NAME) | BIT(COL_QUESTION) |
		BIT(COL_ASKED) | BIT(COL_ELEMENT) | BIT(COL_AMOUNT) |
		BIT(COL_UNIT) | BIT(COL_BASIS) },
	{ FORMAT_CSV_PRICES,
	    BIT(COL_ELEMENT) | BIT(COL_VALUE) | BIT(COL_CURRENCY) |
		BIT(COL_UNIT),
	    BIT(COL_ELEMENT) | BIT(COL_VALUE) | BIT(COL_CURRENCY) |
		BIT(COL_UNIT) | BIT(COL_FORM) | BIT(COL_SHARE) | BIT(COL_DATE) |
		BIT(COL_MARKET) },
	{ FORMAT_CSV_RATES, BIT(COL_FROM) | BIT(COL_TO) | BIT(COL_RATE),
	    BIT(COL_FROM) | BIT(COL_TO) | BIT(COL_RATE) | BIT(COL_DATE) |
		BIT(COL_MARKET) },
};

static const struct table *
table_of(enum format format)
{
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (tables[i].format == format)
			return &tables[i];
	return NULL;
}

/* Enters the columns of the row that c holds; false: one stands twice. */
static bool
enter_columns(struct csv_header *h, const struct csv *c, struct findings *f)
{
	bool ok = true;

	*h = (struct csv_header){ .n = c->n };
	for (int i = 0; i < COL_COUNT; i++)
		h->field[i] = -1;
	for (size_t i = 0; i < c->n; i++) {
		struct str name = c->field[i].text;
		enum csv_column column = csv_column_find(name);
		enum unit unit = UNIT_NONE;

		if (column == COL_COUNT)
			column = csv_column_with_unit(name, &unit);
		h->column[i] = (uint8_t)column;
		if (column == COL_COUNT)
			continue;
		if (h->field[column] >= 0) {
			struct str first = c->field[h->field[column]].text;

			findings_error(f, ST_DUPLICATE, csv_pos(c, i),
			    "columns \"%.*s\" and \"%.*s\" mean the same: "
			    "expected one of them",
			    STR_ARG(str_clip(first, 60)),
			    STR_ARG(str_clip(name, 60)));
			ok = false;
			continue;
		}
		h->field[column] = (int)i;
		h->unit[column] = (uint8_t)unit;
	}
	return ok;
}

static bool
has_any(const struct csv_header *h, uint64_t columns)
{
	for (int i = 0; i < COL_COUNT; i++)
		if ((columns >> i & 1) != 0 && h->field[i] >= 0)
			return true;
	return false;
}

/* A column that is missing is asked for later; here the kind is told. */
static enum format
format_of(const struct csv_header *h)
{
	const uint64_t what = BIT(COL_ELEMENT) | BIT(COL_SUBSTANCE) |
			      BIT(COL_CAS) | BIT(COL_FORMULA) | BIT(COL_KIND);
	const uint64_t much = BIT(COL_AMOUNT) | BIT(COL_MIN) | BIT(COL_MAX) |
			      BIT(COL_MASS) | BIT(COL_KIND);
	const uint64_t where = BIT(COL_STAGE) | BIT(COL_SHARE) |
			       BIT(COL_ELEMENT) | BIT(COL_TECHNOLOGY);

	if (!csv_has(h, COL_PART))
		return csv_has(h, COL_ELEMENT) && csv_has(h, COL_VALUE)
			   ? FORMAT_CSV_PRICES
		       : csv_has(h, COL_TO) && csv_has(h, COL_RATE)
			   ? FORMAT_CSV_RATES
			   : FORMAT_UNKNOWN;
	if (csv_has(h, COL_ASKED))
		return FORMAT_CSV_ANSWERS;
	if (csv_has(h, COL_LEVEL))
		return FORMAT_CSV_LEVELS;
	if (csv_has(h, COL_PARENT))
		return FORMAT_CSV_EDGES;
	if (csv_has(h, COL_QUANTITY))
		return FORMAT_UNKNOWN; /* a list without its structure */
	if (csv_has(h, COL_ORIGIN) && has_any(h, where) && !has_any(h, much))
		return FORMAT_CSV_ORIGINS;
	return has_any(h, what) ? FORMAT_CSV_CONTENT : FORMAT_CSV_ITEMS;
}

/* In a table of content "mass" is the mass of the substance. */
static void
settle_amount(struct csv_header *h)
{
	if (h->format != FORMAT_CSV_CONTENT || !csv_has(h, COL_MASS) ||
	    csv_has(h, COL_AMOUNT))
		return;
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

/*
 * Reads the header row with the separator that lets most names be known.
 * Two that do equally well with several fields each are ambiguous.  What the
 * file itself says goes before.
 */
static enum status
choose_separator(struct csv_header *h, struct csv *c, struct findings *f)
{
	static const char separators[] = CSV_SEPARATORS;
	const struct csv before = *c;
	size_t best = 0, best_fields = 0, rivals = 0;
	char chosen = ',';

	if (c->told)
		return ST_OK;
	for (size_t i = 0; separators[i] != '\0'; i++) {
		struct findings mute = { 0 };
		size_t known = 0;

		c->next = before.next;
		c->next_line = before.next_line;
		c->separator = separators[i];
		if (csv_next(c, &mute)) {
			enter_columns(h, c, &mute);
			for (size_t k = 0; k < h->n; k++)
				known += h->column[k] != COL_COUNT;
		}
		findings_free(&mute);
		if (known == best && known > 0 && c->n > 1 && best_fields > 1)
			rivals++;
		if (known > best || (known == best && c->n > best_fields)) {
			rivals = known > best ? 0 : rivals;
			best = known;
			best_fields = c->n;
			chosen = separators[i];
		}
	}
	c->next = before.next;
	c->next_line = before.next_line;
	c->separator = chosen;
	if (rivals > 0)
		return findings_error(f, ST_SYNTAX,
		    ((struct pos){ c->file, before.line, 1 }),
		    "more than one separator fits the header row: expected "
		    "commas, semicolons, tabs or bars alone");
	return ST_OK;
}

enum format
csv_detect(struct str bytes)
{
	struct findings mute = { 0 };
	struct csv c;
	struct csv_header h = { .format = FORMAT_UNKNOWN };

	/* a header row beyond this is refused when it is read */
	bytes = str_clip(bytes, LIMIT_CSV_COLUMNS * LIMIT_TEXT);
	if (csv_open(&c, bytes, "", &mute) == ST_OK &&
	    choose_separator(&h, &c, &mute) == ST_OK && csv_next(&c, &mute)) {
		enter_columns(&h, &c, &mute);
		h.format = format_of(&h);
	}
	csv_close(&c);
	findings_free(&mute);
	return h.format;
}

enum format
csv_header_of(const struct csv *c, size_t *known)
{
	struct findings mute = { 0 };
	struct csv_header h;

	enter_columns(&h, c, &mute);
	findings_free(&mute);
	*known = 0;
	for (size_t i = 0; i < h.n; i++)
		*known += h.column[i] != COL_COUNT;
	return format_of(&h);
}

/* A unit in a name and a column of units: which one holds? */
static bool
check_units(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	enum csv_column of =
	    h->format == FORMAT_CSV_CONTENT ? COL_AMOUNT : COL_MASS;
	enum csv_column unit = of == COL_AMOUNT ? COL_UNIT : COL_MASS_UNIT;

	if (h->unit[of] == UNIT_NONE || !csv_has(h, unit))
		return true;
	findings_error(f, ST_CONFLICT, csv_pos(c, (size_t)h->field[unit]),
	    "a column of units beside \"%.*s\", which names its unit: "
	    "expected one of them",
	    STR_ARG(str_clip(c->field[h->field[of]].text, 60)));
	return false;
}

static bool
check_needs(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	uint64_t needs = table_of(h->format)->needs;
	char aliases[160];
	bool ok = true;

	for (int i = 0; i < COL_COUNT; i++) {
		if ((needs >> i & 1) == 0 || h->field[i] >= 0)
			continue;
		csv_aliases((enum csv_column)i, aliases, sizeof(aliases));
		findings_error(f, ST_INCOMPLETE, csv_pos(c, c->n),
		    "no column \"%.*s\" in a %s: expected one of %s",
		    (int)strcspn(aliases, ","), aliases, format_name(h->format),
		    aliases);
		ok = false;
	}
	return ok;
}

static void
warn_unused(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	uint64_t uses = table_of(h->format)->uses;
	char list[200];
	size_t o = 0, unused = 0, first = 0;

	for (size_t i = 0; i < c->n; i++) {
		struct str name = str_clip(c->field[i].text, 40);
		int n;

		if (h->column[i] != COL_COUNT &&
		    (uses >> h->column[i] & 1) != 0)
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
		findings_warn(f, ST_SCHEMA, csv_pos(c, first),
		    "%zu column%s of no use here: %s", unused,
		    unused > 1 ? "s" : "", list);
}

enum status
csv_header_read(struct csv_header *h, struct csv *c, struct findings *f)
{
	size_t errors = f->errors;

	if (choose_separator(h, c, f) != ST_OK)
		return f->first.code;
	if (!csv_next(c, f))
		return f->errors > errors
			   ? f->first.code
			   : findings_error(f, ST_SYNTAX, csv_pos(c, 0),
				 "no header row: expected the names of the "
				 "columns");
	if (!enter_columns(h, c, f))
		return f->first.code;
	h->format = format_of(h);
	if (h->format == FORMAT_UNKNOWN)
		return findings_error(f, ST_SCHEMA, csv_pos(c, 0),
		    "no table that is known: expected a header row with "
		    "parent, part and quantity; level, part and quantity; "
		    "part and its mass, content or origin; element, price, "
		    "currency and unit; or from, to and rate");
	settle_amount(h);
	if (!check_needs(h, c, f) || !check_units(h, c, f))
		return f->first.code;
	warn_unused(h, c, f);
	c->width = c->n;
	return ST_OK;
}
