/* SPDX-License-Identifier: Apache-2.0 */
/* csv_kind - which table the columns make; see csv_kind.h. */
#include "core/bom/table/csv_kind.h"
#include "core/bom/table/csv_fit.h"
#include "core/bom/table/csv_sources.h"
#include "core/bom/table/csv_turned.h"
#include "core/bom/table/wide.h"

_Static_assert(COL_COUNT <= 64, "a column has a bit");
#define BIT(column) ((uint64_t)1 << (column))
#define KEY (BIT(COL_PART) | BIT(COL_MAKER) | BIT(COL_REVISION))
#define ITEM \
	(BIT(COL_NAME) | BIT(COL_FORM) | BIT(COL_MASS) | BIT(COL_MASS_UNIT) | \
	    BIT(COL_VALUE) | BIT(COL_VALUE_PER) | BIT(COL_CURRENCY) | \
	    BIT(COL_HS) | BIT(COL_CONTROL) | BIT(COL_MATERIAL) | \
	    BIT(COL_SHIPPED) | BIT(COL_COMPLETE) | BIT(COL_PHANTOM) | \
	    BIT(COL_MPN) | BIT(COL_MPN_MAKER) | BIT(COL_SUPPLIER))
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
	{ FORMAT_CSV_TREE, BIT(COL_FORM),
	    BIT(COL_LEVEL) | BIT(COL_FORM) | BIT(COL_PART) | BIT(COL_NAME) |
		BIT(COL_DECLARATION) | BIT(COL_QUANTITY) | BIT(COL_UNIT) |
		BIT(COL_MASS) | BIT(COL_AMOUNT) | BIT(COL_MIN) | BIT(COL_MAX) |
		BIT(COL_CAS) },
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

uint64_t
csv_kind_needs(const struct csv_header *h)
{
	return needs_of(h, table_of(h->format));
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
bool
csv_kind_is_wide(const struct csv_header *h)
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
enum format
csv_kind_of(const struct csv_header *h)
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
	if (csv_kind_is_wide(h))
		return format_of_wide(h);
	if (h->nwide > 0 && csv_has(h, COL_ELEMENT) && !has_any(h, much))
		return FORMAT_CSV_ORIGINS;
	if (csv_has(h, COL_ORIGIN) && has_any(h, where) && !has_any(h, much))
		return FORMAT_CSV_ORIGINS;
	return has_any(h, what) ? FORMAT_CSV_CONTENT : FORMAT_CSV_ITEMS;
}

bool
csv_uses(enum format format, enum csv_column column)
{
	const struct table *t = table_of(format);

	return t != NULL && (t->uses >> column & 1) != 0;
}

/* Are substances named by rows, and may columns be parts? */
bool
csv_kind_names_rows(const struct csv_header *h, const struct csv *c)
{
	return !csv_has(h, COL_PART) &&
	       has_any(h, BIT(COL_ELEMENT) | BIT(COL_SUBSTANCE) | BIT(COL_CAS) |
			      BIT(COL_FORMULA)) &&
	       csv_may_be_turned(h, c);
}

bool
csv_header_makes_table(const struct csv_header *h, const struct csv *c)
{
	const struct table *t = table_of(csv_kind_of(h));
	int first, steps;

	if (h->preset != NULL)
		return true;
	if (t == NULL)
		return (csv_has(h, COL_PART) && csv_has(h, COL_QUANTITY)) ||
		       (csv_has(h, COL_QUANTITY) &&
			   stairs_find(h, c, &first, &steps)) ||
		       (h->wide_claims && h->nwide > 1) ||
		       csv_kind_names_rows(h, c);
	for (int i = 0; i < COL_COUNT; i++)
		if ((needs_of(h, t) >> i & 1) != 0 &&
		    !csv_has(h, (enum csv_column)i))
			return false;
	return true;
}

bool
csv_kind_lists_content(const struct csv_header *h)
{
	return csv_has(h, COL_PART) && csv_has(h, COL_QUANTITY) &&
	       !csv_has(h, COL_ASKED) && !csv_has(h, COL_KIND) &&
	       h->preset == NULL &&
	       has_any(
		   h, BIT(COL_ELEMENT) | BIT(COL_SUBSTANCE) | BIT(COL_CAS)) &&
	       has_any(h, BIT(COL_AMOUNT) | BIT(COL_MIN) | BIT(COL_MAX));
}

/* Beside headings that say how much of what, an item may weigh something; and
 * a list of parts may say in each row of what its part is made. */
uint64_t
csv_kind_beside(const struct csv_header *h)
{
	const uint64_t mass = BIT(COL_MASS) | BIT(COL_MASS_UNIT);

	if (csv_kind_lists_content(h))
		return BIT(COL_ELEMENT) | BIT(COL_SUBSTANCE) | BIT(COL_CAS) |
		       BIT(COL_FORMULA) | BIT(COL_AMOUNT) | BIT(COL_MIN) |
		       BIT(COL_MAX) | BIT(COL_BASIS) | BIT(COL_SCOPE);
	if (!csv_kind_is_wide(h))
		return h->format == FORMAT_CSV_CONTENT ? mass : 0;
	return h->format == FORMAT_CSV_CONTENT ? mass : BIT(COL_SCOPE);
}

bool
csv_header_uses(const struct csv_header *h, size_t field)
{
	if (h->wide[field] != WIDE_NONE || csv_is_step(h, field))
		return true;
	if (csv_is_source(h, field))
		return csv_uses(h->format, COL_MPN);
	if (h->column[field] == COL_COUNT || h->named[field])
		return h->mapped[field] || h->named[field];
	return ((table_of(h->format)->uses | csv_kind_beside(h)) >>
		       h->column[field] &
		   1) != 0;
}

bool
csv_kind_names_content(const struct csv_header *h)
{
	return has_any(h, BIT(COL_ELEMENT) | BIT(COL_SUBSTANCE) | BIT(COL_CAS) |
			      BIT(COL_FORMULA));
}
