/* SPDX-License-Identifier: Apache-2.0 */
/*
 * records_known - lists in JSON as known systems answer them; see
 * records_known.h.
 *
 * Systems call a part otherwise than lists of people do: by an object in the
 * line, by a reference to a record.  A system is told by two names that stand
 * together nowhere else.
 */
#include "core/bom/json/records_known.h"

#include <stdlib.h>
#include <string.h>

/* "part" and the like: the column; PART_OF: the part of what has no other;
 * BASE: of how many of it its parts are; DROP: of no concern. */
#define PART_OF "part?"
#define BASE "base"
#define DROP ""

struct rule {
	const char *name, *column;
};

static const struct rule windchill[] = { { "PartNumber", "part" },
	{ "PartName", "name" }, { "PartUse Quantity", "quantity" },
	{ "PartUse Unit Value", "unit" }, { "PartUse Unit Display", DROP },
	{ "PartUse Unit", "unit" }, { "PartId", DROP }, { "PVTreeId", DROP },
	{ "PVParentTreeId", DROP }, { "PartUse ID", DROP },
	{ "PartUse FindNumber", DROP }, { "PartUse LineNumber", DROP },
	{ "PartUse ObjectType", DROP }, { "PartUse CreatedOn", DROP },
	{ "PartUse LastModified", DROP }, { "HasChildren", DROP },
	{ "Resolved", DROP }, { "Part Number", PART_OF },
	{ "Part Name", "name" }, { "Part ID", DROP },
	{ "Part Revision", "revision" }, { "@odata.context", DROP },
	{ NULL, NULL } };

static const struct rule windchill_uses[] = { { "Number", PART_OF },
	{ "Uses Number", "part" }, { "Name", "name" }, { "Uses Name", "name" },
	{ "Uses Revision", "revision" }, { "Revision", "revision" },
	{ "Quantity", "quantity" }, { "Unit Value", "unit" },
	{ "Unit Display", DROP }, { "Unit", "unit" }, { "ID", DROP },
	{ "Uses ID", DROP }, { "FindNumber", DROP }, { "LineNumber", DROP },
	{ "@odata.context", DROP }, { "Uses@odata.context", DROP },
	{ NULL, NULL } };

/* An object in the line says which part it is. */
static const struct rule arena[] = { { "item number", "part" },
	{ "item name", "name" }, { "item revisionNumber", "revision" },
	{ "item revision", "revision" }, { "item guid", DROP },
	{ "item id", DROP }, { "item url api", DROP }, { "item url app", DROP },
	{ "quantity", "quantity" }, { "guid", DROP }, { "id", DROP },
	{ "lineNumber", DROP }, { "refDes", DROP }, { "number", PART_OF },
	{ "name", "name" }, { "revisionNumber", "revision" }, { "count", DROP },
	{ NULL, NULL } };

static const struct rule odoo[] = { { "bom_id", "parent" },
	{ "bom_id display_name", "parent" }, { "bom_id id", DROP },
	{ "product_id", "part" }, { "product_id display_name", "part" },
	{ "product_id default_code", DROP }, { "product_id id", DROP },
	{ "product_tmpl_id", PART_OF },
	{ "product_tmpl_id display_name", PART_OF },
	{ "product_tmpl_id id", DROP }, { "product_qty", "quantity" },
	{ "product_uom_id", "unit" }, { "product_uom_id display_name", "unit" },
	{ "product_uom_id id", DROP }, { "parent_product_tmpl_id", DROP },
	{ "child_bom_id", DROP }, { "id", DROP }, { "display_name", DROP },
	{ "sequence", DROP }, { "code", DROP }, { "type", DROP },
	{ "company_id", DROP }, { "create_date", DROP }, { "write_date", DROP },
	{ NULL, NULL } };

static const struct rule erpnext[] = { { "item_code", "part" },
	{ "item", PART_OF }, { "item_name", "name" }, { "qty", "quantity" },
	{ "quantity", BASE }, { "uom", "unit" }, { "name", DROP },
	{ "idx", DROP }, { "parent", DROP }, { "parentfield", DROP },
	{ "parenttype", DROP }, { "doctype", DROP }, { "stock_qty", DROP },
	{ "stock_uom", DROP }, { "conversion_factor", DROP },
	{ "conversion_rate", DROP }, { "qty_consumed_per_unit", DROP },
	{ "bom_no", DROP }, { "rate", DROP }, { "base_rate", DROP },
	{ "amount", DROP }, { "base_amount", DROP }, { "currency", DROP },
	{ "description", DROP }, { "image", DROP }, { "owner", DROP },
	{ "creation", DROP }, { "modified", DROP }, { "modified_by", DROP },
	{ "company", DROP }, { "is_default", DROP }, { NULL, NULL } };

static const struct known {
	const char *need[2];
	const struct rule *rules;
} systems[] = {
	{ { "PartNumber", "PartUse Quantity" }, windchill },
	{ { "Part Number", "PartUse Quantity" }, windchill },
	{ { "Uses Number", "Quantity" }, windchill_uses },
	{ { "item number", "quantity" }, arena },
	{ { "product_id", "product_qty" }, odoo },
	{ { "product_id display_name", "product_qty" }, odoo },
	{ { "item_code", "qty" }, erpnext },
};

/* As they are written but for case; "itemNumber" is no "item number". */
static bool
is_name(struct str name, const char *word)
{
	return str_is_nocase(name, word);
}

bool
records_is_beside(struct str name)
{
	static const char *const words[] = { "exploded_items", "scrap_items",
		"secondary_items", "byproduct_ids", "operations",
		"operation_ids" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (is_name(name, words[i]))
			return true;
	return false;
}

static struct str
label(struct str text)
{
	const char *open = memchr(text.p, '[', text.n);
	const char *close =
	    open != NULL ? memchr(open, ']', (size_t)(text.p + text.n - open))
			 : NULL;
	struct str code;

	if (close == NULL)
		return str_trim(text);
	code = str_trim((struct str){ open + 1, (size_t)(close - open) - 1 });
	return code.n > 0 ? code : str_trim(text);
}

static bool
has_name(const struct records *r, const char *word)
{
	for (size_t i = 0; i < r->names.n; i++)
		if (is_name(r->names.key[i], word))
			return true;
	return false;
}

/* A record of Odoo may be anything with a product and a quantity: lines name
 * their bill, or stand in a record with a product. */
static bool
has_bills(const struct records *r)
{
	bool *products = calloc(r->nrecord + 1, sizeof(*products));
	bool found =
	    has_name(r, "bom_id") || has_name(r, "bom_id display_name");

	for (size_t i = 0; products != NULL && i < r->ncell; i++) {
		struct str name = r->names.key[r->cell[i].column];

		products[r->owner[i]] |= str_starts(name, "product_tmpl_id") ||
					 str_starts(name, "product_id");
	}
	for (size_t i = 0; products != NULL && i < r->nrecord; i++)
		found |= r->record[i].above != BOM_NONE &&
			 products[r->record[i].above];
	free(products);
	return found;
}

static const struct known *
find_system(const struct records *r)
{
	for (size_t i = 0; i < sizeof(systems) / sizeof(systems[0]); i++)
		if (has_name(r, systems[i].need[0]) &&
		    has_name(r, systems[i].need[1]) &&
		    (systems[i].rules != odoo || has_bills(r)))
			return &systems[i];
	return NULL;
}

static const char *
rule_of(const struct known *k, struct str name)
{
	for (const struct rule *x = k->rules; x->name != NULL; x++)
		if (is_name(name, x->name))
			return x->column;
	return NULL;
}

/* Where the cells of a name go. */
enum goes { STAYS, MOVES, IS_BASE, IS_PART_ELSE, GOES };

struct way {
	enum goes goes;
	bool part;
	uint32_t column; /* of MOVES */
};

/* What the rules say of each name; false: memory. */
static bool
find_ways(
    struct records *r, const struct known *k, uint32_t names, struct way *way)
{
	for (uint32_t n = 0; n < names; n++) {
		const char *column = rule_of(k, r->names.key[n]);

		way[n] = (struct way){ .goes = STAYS };
		if (column == NULL)
			continue;
		way[n].goes = column[0] == '\0'              ? GOES
			      : strcmp(column, BASE) == 0    ? IS_BASE
			      : strcmp(column, PART_OF) == 0 ? IS_PART_ELSE
							     : MOVES;
		way[n].part = strcmp(column, "part") == 0;
		if (way[n].goes == MOVES)
			way[n].column = records_column(r, column);
		if (way[n].column == INTERN_NONE)
			return false;
	}
	return true;
}

/* The part number of what has no other. */
static bool
follow_part_of(struct records *r, uint32_t names, const struct way *way)
{
	uint32_t part = records_column(r, "part");

	for (size_t i = 0; part != INTERN_NONE && i < r->ncell; i++) {
		struct record *x = &r->record[r->owner[i]];
		uint32_t n = r->cell[i].column;

		if (n >= names || way[n].goes != IS_PART_ELSE)
			continue;
		if (x->part) {
			records_drop(r, i);
			continue;
		}
		r->cell[i].column = part;
		x->part = true;
	}
	return part != INTERN_NONE;
}

/* "product_id": false says that there is none. */
static void
drop_none(struct records *r)
{
	for (size_t i = 0; i < r->ncell; i++) {
		struct str name = r->names.key[r->cell[i].column];

		if (str_is(r->cell[i].said.text, "false") && name.n > 3 &&
		    str_is_nocase(
			(struct str){ name.p + name.n - 3, 3 }, "_id"))
			records_drop(r, i);
	}
}

/* Names that mean the same as one that a rule has given away. */
static void
drop_others(struct records *r)
{
	static const enum csv_column given[] = { COL_PART, COL_NAME,
		COL_QUANTITY, COL_UNIT, COL_PARENT, COL_REVISION };
	bool gone[LIMIT_CSV_COLUMNS] = { false };
	char ours[40];

	for (uint32_t n = 0; n < r->names.n; n++) {
		enum csv_column column = csv_column_find(r->names.key[n]);

		for (size_t g = 0; g < sizeof(given) / sizeof(given[0]); g++) {
			csv_column_name(given[g], ours);
			gone[n] |= column == given[g] &&
				   !str_is(r->names.key[n], ours);
		}
	}
	records_drop_named(r, gone);
}

static bool
follow_rules(struct records *r, const struct known *k)
{
	struct way way[LIMIT_CSV_COLUMNS];
	uint32_t names = (uint32_t)r->names.n;

	if (r->odoo)
		drop_none(r);
	if (!find_ways(r, k, names, way))
		return false;
	for (size_t i = 0; i < r->nrecord; i++)
		r->record[i].part = false;
	for (size_t i = 0; i < r->ncell; i++) {
		struct record *x = &r->record[r->owner[i]];
		const struct way *w;

		if (r->cell[i].column == INTERN_NONE)
			continue;
		w = &way[r->cell[i].column];
		if (w->goes == IS_BASE)
			x->base = r->cell[i].said.text;
		if (w->goes == MOVES)
			r->cell[i].column = w->column;
		else if (w->goes == IS_BASE || w->goes == GOES)
			records_drop(r, i);
		x->part |= w->part;
	}
	if (!follow_part_of(r, names, way))
		return false;
	drop_others(r);
	return true;
}

/* Names of records in Odoo hold their codes. */
static void
take_labels(struct records *r)
{
	uint32_t part = intern_find(&r->names, STR("part"));
	uint32_t parent = intern_find(&r->names, STR("parent"));

	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column == part || r->cell[i].column == parent)
			r->cell[i].said.text = label(r->cell[i].said.text);
}

bool
records_know(struct records *r)
{
	const struct known *k = find_system(r);

	/* names may come to those that are there */
	if (r->names.n + 16 > LIMIT_CSV_COLUMNS)
		return true;
	r->odoo = k != NULL && k->rules == odoo;
	if (k == NULL)
		records_drop_ids(r);
	if (k != NULL ? !follow_rules(r, k) : !records_join_names(r))
		return false;
	if (r->odoo)
		take_labels(r);
	records_take_bases(r);
	return records_take_marks(r, k != NULL && k->rules == erpnext);
}
