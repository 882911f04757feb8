/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_header - which table is it, and where its columns stand; see
 * csv_header.h.
 */
#include "core/bom/csv_header.h"
#include "core/bom/columns.h"
#include "core/bom/csv_fit.h"
#include "core/bom/csv_preset.h"
#include "core/bom/csv_second.h"
#include "core/bom/wide.h"

#include <stdio.h>
#include <string.h>

_Static_assert(COL_COUNT <= 64, "a column has a bit");
#define BIT(column) ((uint64_t)1 << (column))
#define KEY (BIT(COL_PART) | BIT(COL_MAKER) | BIT(COL_REVISION))
#define ITEM \
	(BIT(COL_NAME) | BIT(COL_FORM) | BIT(COL_MASS) | BIT(COL_MASS_UNIT) | \
	    BIT(COL_VALUE) | BIT(COL_VALUE_PER) | BIT(COL_CURRENCY) | \
	    BIT(COL_HS) | BIT(COL_CONTROL) | BIT(COL_MATERIAL) | \
	    BIT(COL_SHIPPED) | BIT(COL_COMPLETE) | BIT(COL_PHANTOM) | \
	    BIT(COL_MPN) | BIT(COL_MPN_MAKER))
#define PLACE \
	(BIT(COL_TIMES) | BIT(COL_POSITION) | BIT(COL_PER_UNIT) | \
	    BIT(COL_UNPOPULATED) | BIT(COL_OPTIONAL) | BIT(COL_CONSUMABLE) | \
	    BIT(COL_SUBSTITUTE))
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
		BIT(COL_PER) | BIT(COL_ORIGIN) | ITEM | NOTE | PLACE },
	{ FORMAT_CSV_LEVELS, BIT(COL_LEVEL) | BIT(COL_PART) | BIT(COL_QUANTITY),
	    KEY | ITEM | NOTE | BIT(COL_LEVEL) | BIT(COL_QUANTITY) |
		BIT(COL_PARENT) | BIT(COL_PARENT_MAKER) |
		BIT(COL_PARENT_REVISION) | BIT(COL_UNIT) | BIT(COL_PER) |
		BIT(COL_ORIGIN) | PLACE },
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

/* Countries may stand in a column per stage. */
static uint64_t
needs_of(const struct csv_header *h, const struct table *t)
{
	return h->nwide > 0 ? t->needs & ~BIT(COL_ORIGIN) : t->needs;
}

static bool
has_any(const struct csv_header *h, uint64_t columns)
{
	for (int i = 0; i < COL_COUNT; i++)
		if ((columns >> i & 1) != 0 && h->field[i] >= 0)
			return true;
	return false;
}

/* What a column may say of content is in headings alone. */
static bool
is_wide(const struct csv_header *h)
{
	return h->nwide > 0 &&
	       !has_any(h, BIT(COL_ELEMENT) | BIT(COL_SUBSTANCE) |
			       BIT(COL_CAS) | BIT(COL_FORMULA) | BIT(COL_KIND));
}

/* Of a table with such headings: is it a list of items of the house, or what
 * somebody declares? */
static enum format
format_of_wide(const struct csv_header *h)
{
	const uint64_t items = BIT(COL_FORM) | BIT(COL_VALUE) | BIT(COL_HS) |
			       BIT(COL_CONTROL) | BIT(COL_SHIPPED) |
			       BIT(COL_COMPLETE) | BIT(COL_PHANTOM);

	return has_any(h, items) && !has_any(h, DOCUMENT) ? FORMAT_CSV_ITEMS
							  : FORMAT_CSV_CONTENT;
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
		return FORMAT_UNKNOWN; /* its structure is not known yet */
	if (is_wide(h))
		return format_of_wide(h);
	if (h->nwide > 0 && csv_has(h, COL_ELEMENT) && !has_any(h, much))
		return FORMAT_CSV_ORIGINS;
	if (csv_has(h, COL_ORIGIN) && has_any(h, where) && !has_any(h, much))
		return FORMAT_CSV_ORIGINS;
	return has_any(h, what) ? FORMAT_CSV_CONTENT : FORMAT_CSV_ITEMS;
}

/* In a table of content "mass" is the mass of the substance. */
static void
settle_amount(struct csv_header *h)
{
	if (h->format != FORMAT_CSV_CONTENT || !csv_has(h, COL_MASS) ||
	    csv_has(h, COL_AMOUNT) || is_wide(h))
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

bool
csv_uses(enum format format, enum csv_column column)
{
	const struct table *t = table_of(format);

	return t != NULL && (t->uses >> column & 1) != 0;
}

bool
csv_header_makes_table(const struct csv_header *h)
{
	const struct table *t = table_of(format_of(h));

	if (h->preset != NULL)
		return true;
	if (t == NULL)
		return (csv_has(h, COL_PART) && csv_has(h, COL_QUANTITY)) ||
		       (h->wide_claims && h->nwide > 1);
	for (int i = 0; i < COL_COUNT; i++)
		if ((needs_of(h, t) >> i & 1) != 0 &&
		    !csv_has(h, (enum csv_column)i))
			return false;
	return true;
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

static bool
check_units(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	enum csv_column of = h->format == FORMAT_CSV_CONTENT && !is_wide(h)
				 ? COL_AMOUNT
				 : COL_MASS;
	enum csv_column unit = of == COL_AMOUNT ? COL_UNIT : COL_MASS_UNIT;

	return (h->unit[of] == UNIT_NONE || check_beside(h, c, of, unit, f)) &&
	       (h->unit[COL_QUANTITY] == UNIT_NONE ||
		   check_beside(h, c, COL_QUANTITY, COL_UNIT, f)) &&
	       (h->per.n == 0 ||
		   check_beside(h, c, COL_QUANTITY, COL_PER, f)) &&
	       (h->currency[0] == '\0' ||
		   check_beside(h, c, COL_VALUE, COL_CURRENCY, f));
}

/* What names of columns say is as good as a column. */
static void
fix_named(struct csv_header *h, struct fit *x)
{
	if (h->unit[COL_QUANTITY] != UNIT_NONE)
		fit_fix(x, h, COL_UNIT,
		    str_of(unit_name((enum unit)h->unit[COL_QUANTITY])));
	if (h->per.n > 0)
		fit_fix(x, h, COL_PER, h->per);
	if (h->per_of != UNIT_NONE)
		fit_fix(x, h, COL_PER_UNIT,
		    str_of(unit_name((enum unit)h->per_of)));
	if (h->currency[0] != '\0')
		fit_fix(x, h, COL_CURRENCY, str_of(h->currency));
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
	uint64_t needs = needs_of(h, table_of(h->format));
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

/* Beside headings that say how much of what, an item may weigh something. */
static uint64_t
uses_beside(const struct csv_header *h)
{
	return !is_wide(h) ? 0
	       : h->format == FORMAT_CSV_CONTENT
		   ? BIT(COL_MASS) | BIT(COL_MASS_UNIT)
		   : BIT(COL_SCOPE);
}

bool
csv_header_uses(const struct csv_header *h, size_t field)
{
	if (h->wide[field] != WIDE_NONE)
		return true;
	if (h->column[field] == COL_COUNT || h->named[field])
		return h->mapped[field] || h->named[field];
	return ((table_of(h->format)->uses | uses_beside(h)) >>
		       h->column[field] &
		   1) != 0;
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

/* A list of parts whose parent a file of columns says. */
static void
fix_parent(struct csv_header *h, const struct csv *c, struct fit *x)
{
	const struct columns_line *l =
	    columns_said(c->columns, c->file, COLUMNS_FIXED, COL_PARENT);

	if (l != NULL && csv_has(h, COL_PART) && csv_has(h, COL_QUANTITY) &&
	    !csv_has(h, COL_LEVEL))
		fit_fix(x, h, COL_PARENT, l->right);
}

/* The table of the header row that c holds; its rows are looked at. */
static enum format
find_format(struct csv_header *h, struct csv *c, struct fit *x)
{
	c->width = c->n;
	habits_begin(x, h, c);
	fix_parent(h, c, x);
	fit_find_levels(x, h, c);
	habits_flat(x, h, c);
	return format_of(h);
}

enum format
csv_header_of(struct csv *c, size_t *known)
{
	struct findings mute = { 0 };
	struct csv_header h = { .format = FORMAT_UNKNOWN };
	struct fit x = { .level = FIT_LEVEL_NONE };

	csv_header_enter(&h, c, &mute);
	findings_free(&mute);
	*known = csv_header_known(&h);
	h.format = find_format(&h, c, &x);
	fit_free(&x);
	c->width = 0;
	return h.format;
}

/* What a file of columns says of every row, and no column does. */
static void
fix_said(struct csv_header *h, const struct csv *c, struct fit *x)
{
	for (int i = 0; i < COL_COUNT; i++) {
		enum csv_column column = (enum csv_column)i;
		const struct columns_line *l =
		    columns_said(c->columns, c->file, COLUMNS_FIXED, column);

		if (l != NULL && i != COL_PARENT &&
		    (csv_uses(h->format, column) ||
			(uses_beside(h) >> i & 1) != 0))
			fit_fix(x, h, column, l->right);
	}
}

/* One that the user asks for may be another than the table. */
static bool
check_preset(
    const struct csv_header *h, const struct csv *c, struct findings *f)
{
	const char *lacks =
	    h->preset != NULL ? preset_lacks(h->preset, c) : NULL;

	if (lacks == NULL)
		return true;
	findings_error(f, ST_SCHEMA, csv_pos(c, 0),
	    "read as a %s: expected a column \"%.*s\"", h->preset->reads,
	    (int)strcspn(lacks, "|"), lacks);
	return false;
}

/* The header row once more, after others have been looked at. */
static void
read_again(struct csv *c, struct csv_spot before)
{
	struct findings mute = { 0 };

	csv_go_back(c, before);
	if (csv_next(c, &mute))
		csv_second(c, before, &mute);
	findings_free(&mute);
}

/* A laboratory calls its samples as it likes. */
static enum status
no_part(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	size_t i = 0;

	while (i + 1 < c->n &&
	       (h->column[i] != COL_COUNT || h->wide[i] != WIDE_NONE))
		i++;
	return findings_error(f, ST_INCOMPLETE, csv_pos(c, 0),
	    "a table of contents without part numbers: expected a column "
	    "\"part\", or in a file of columns (--map) a line that says which "
	    "it is, such as %.*s = part",
	    STR_ARG(str_clip(c->field[i].text, 60)));
}

enum status
csv_header_read(
    struct csv_header *h, struct csv *c, struct fit *x, struct findings *f)
{
	size_t errors = f->errors;
	struct csv_spot before;
	enum format found;

	if (csv_find_header(c, f) != ST_OK)
		return f->first.code;
	before = csv_spot(c);
	if (!csv_next(c, f) || !csv_second(c, before, f))
		return f->errors > errors
			   ? f->first.code
			   : findings_error(f, ST_SYNTAX, csv_pos(c, 0),
				 "no header row: expected the names of the "
				 "columns");
	if (!csv_header_enter(h, c, f) || !check_preset(h, c, f))
		return f->first.code;
	found = find_format(h, c, x);
	read_again(c, before);
	if (h->format == FORMAT_UNKNOWN)
		h->format = found;
	if (h->format == FORMAT_UNKNOWN && h->wide_claims)
		return no_part(h, c, f);
	if (h->format == FORMAT_UNKNOWN)
		return findings_error(f, ST_SCHEMA, csv_pos(c, 0),
		    "no table that is known: expected a header row with "
		    "parent, part and quantity; level, part and quantity; "
		    "part and its mass, content or origin; element, price, "
		    "currency and unit; or from, to and rate; a file of "
		    "columns (--map) says what other headings mean");
	if (c->second)
		findings_add(f, SEV_NOTE, ST_OK, csv_pos(c, 0),
		    "the row below the header row says more of its columns, "
		    "and is read with it");
	settle_amount(h);
	settle_version(h, c);
	if (!check_needs(h, c, f) || !check_units(h, c, f))
		return f->first.code;
	if (c->rows == NULL)
		c->header = (struct str){ c->row, csv_line_length(c, c->row) };
	warn_unused(h, c, f);
	wide_tell(h, c, f);
	fix_named(h, x);
	fix_said(h, c, x);
	return ST_OK;
}
