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

struct str
records_label(struct str text)
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

static void
drop(struct records *r, size_t i)
{
	r->record[r->owner[i]].ncell--;
	r->cell[i].column = INTERN_NONE;
}

static void
drop_all(struct records *r, uint32_t column)
{
	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column == column)
			drop(r, i);
}

/* ---- names of columns */

/* The column of that name, a new one where there is none. */
static uint32_t
column_called(struct records *r, const char *name)
{
	size_t before = r->names.n;
	uint32_t column = intern_put(&r->names, str_of(name));

	if (column != INTERN_NONE && r->names.n > before)
		r->part[column] = strcmp(name, "part") == 0;
	return column;
}

/* The cells of one name go where its rule says. */
static bool
follow(struct records *r, uint32_t name, const char *column)
{
	bool base = strcmp(column, BASE) == 0;
	uint32_t target = INTERN_NONE;

	if (column[0] != '\0' && !base) {
		target = column_called(r, column);
		if (target == INTERN_NONE)
			return false;
	}
	for (size_t i = 0; i < r->ncell; i++) {
		struct record *x = &r->record[r->owner[i]];

		if (r->cell[i].column != name)
			continue;
		if (base)
			x->base = r->cell[i].said.text;
		if (target == INTERN_NONE)
			drop(r, i);
		else
			r->cell[i].column = target;
		x->part |= strcmp(column, "part") == 0;
	}
	return true;
}

/* The part number of what has no other. */
static bool
follow_part_of(struct records *r, const struct known *k, uint32_t names)
{
	uint32_t part = column_called(r, "part");

	for (size_t i = 0; part != INTERN_NONE && i < r->ncell; i++) {
		struct record *x = &r->record[r->owner[i]];
		uint32_t n = r->cell[i].column;
		const char *column =
		    n < names ? rule_of(k, r->names.key[n]) : NULL;

		if (column == NULL || strcmp(column, PART_OF) != 0)
			continue;
		if (x->part) {
			drop(r, i);
			continue;
		}
		r->cell[i].column = part;
		x->part = true;
	}
	return part != INTERN_NONE;
}

/* Names that mean the same as one that a rule has given away. */
static void
drop_others(struct records *r)
{
	static const enum csv_column given[] = { COL_PART, COL_NAME,
		COL_QUANTITY, COL_UNIT, COL_PARENT, COL_REVISION };
	char ours[40];

	for (uint32_t n = 0; n < r->names.n; n++) {
		enum csv_column column = csv_column_find(r->names.key[n]);

		for (size_t g = 0; g < sizeof(given) / sizeof(given[0]); g++) {
			csv_column_name(given[g], ours);
			if (column == given[g] &&
			    !str_is(r->names.key[n], ours))
				drop_all(r, n);
		}
	}
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
			drop(r, i);
	}
}

static bool
follow_rules(struct records *r, const struct known *k)
{
	uint32_t names = (uint32_t)r->names.n;

	if (r->odoo)
		drop_none(r);
	for (size_t i = 0; i < r->nrecord; i++)
		r->record[i].part = false;
	for (uint32_t n = 0; n < names; n++) {
		const char *column = rule_of(k, r->names.key[n]);

		if (column != NULL && strcmp(column, PART_OF) != 0 &&
		    !is_name(r->names.key[n], column) && !follow(r, n, column))
			return false;
		if (column != NULL && is_name(r->names.key[n], column) &&
		    !follow(r, n, column))
			return false;
	}
	if (!follow_part_of(r, k, names))
		return false;
	drop_others(r);
	return true;
}

/* "partId" beside "partNumber" is a number of the machine's own. */
static bool
is_id(struct str name)
{
	static const char *const ends[] = { "id", "guid" };

	for (size_t e = 0; e < sizeof(ends) / sizeof(ends[0]); e++) {
		size_t n = strlen(ends[e]);

		if (name.n > n &&
		    str_is_nocase(
			(struct str){ name.p + name.n - n, n }, ends[e]))
			return true;
	}
	return false;
}

static void
drop_ids(struct records *r)
{
	size_t numbers = 0;

	for (size_t n = 0; n < r->names.n; n++)
		numbers += csv_column_find(r->names.key[n]) == COL_PART &&
			   !is_id(r->names.key[n]);
	for (uint32_t n = 0; numbers > 0 && n < r->names.n; n++)
		if (csv_column_find(r->names.key[n]) == COL_PART &&
		    is_id(r->names.key[n])) {
			drop_all(r, n);
			r->part[n] = false;
		}
}

/* No object has both? */
static bool
are_apart(const struct records *r, uint32_t a, uint32_t b, bool *has)
{
	bool both = false;

	memset(has, 0, r->nrecord);
	for (size_t i = 0; i < r->ncell; i++)
		has[r->owner[i]] |= r->cell[i].column == a;
	for (size_t i = 0; i < r->ncell; i++)
		both |= r->cell[i].column == b && has[r->owner[i]];
	return !both;
}

/* Do both names mean the same? */
static bool
are_one(const struct records *r, const enum csv_column *column, uint32_t a,
    uint32_t b)
{
	struct str x = r->names.key[a], y = r->names.key[b];

	return csv_same_name(x, y) ||
	       (column[a] != COL_COUNT && column[a] == column[b] &&
		   csv_is_place_in_list(x) == csv_is_place_in_list(y));
}

/* "Part Number" of the lines and "partNumber" of what is around them are one
 * column, if no object has both. */
static bool
join_names(struct records *r)
{
	enum csv_column column[LIMIT_CSV_COLUMNS];
	bool used[LIMIT_CSV_COLUMNS];
	bool *has = calloc(r->nrecord + 1, sizeof(*has));
	uint32_t names = (uint32_t)r->names.n;

	memset(used, 0, sizeof(used));
	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column != INTERN_NONE)
			used[r->cell[i].column] = true;
	for (uint32_t n = 0; n < names; n++)
		column[n] = csv_column_find(r->names.key[n]);
	for (uint32_t n = 1; has != NULL && n < names; n++) {
		uint32_t m = 0;

		while (m < n && (!used[m] || !are_one(r, column, m, n)))
			m++;
		if (m == n || !are_apart(r, m, n, has))
			continue;
		for (size_t i = 0; i < r->ncell; i++)
			if (r->cell[i].column == n)
				r->cell[i].column = m;
	}
	free(has);
	return has != NULL;
}

/* ---- for how many, and whether at all */

/* What is said of an object with parts in it, and is that for how many of it
 * their quantities are. */
static void
take_bases(struct records *r)
{
	static const char *const words[] = { "base quantity", "base qty",
		"bom base quantity", "header base quantity" };
	uint32_t quantity =
	    r->odoo ? intern_find(&r->names, STR("quantity")) : INTERN_NONE;

	for (size_t i = 0; i < r->nrecord; i++)
		if (r->record[i].above != BOM_NONE)
			r->record[r->record[i].above].parts = true;
	for (size_t i = 0; i < r->ncell; i++) {
		struct record *x = &r->record[r->owner[i]];
		uint32_t n = r->cell[i].column;

		if (n == INTERN_NONE || !x->parts ||
		    (n != quantity && !csv_name_is_among(r->names.key[n], words,
					  sizeof(words) / sizeof(words[0]))))
			continue;
		x->base = r->cell[i].said.text;
		x->per = STR("");
		drop(r, i);
	}
	for (size_t i = 0; i < r->nrecord; i++)
		r->record[i].parts = false;
}

/* deleted: it says so where it is true; else where it is false. */
static bool
is_mark(struct str name, bool *deleted)
{
	static const char *const gone[] = { "deleted", "is deleted", "removed",
		"is removed", "inactive", "is inactive", "disabled",
		"is disabled", "archived", "is archived" };
	static const char *const there[] = { "active", "is active", "enabled",
		"is enabled" };

	*deleted =
	    csv_name_is_among(name, gone, sizeof(gone) / sizeof(gone[0]));
	return *deleted ||
	       csv_name_is_among(name, there, sizeof(there) / sizeof(there[0]));
}

static bool
is_yes(struct str s)
{
	return str_is_nocase(s, "true") || str_is(s, "1");
}

static bool
is_no(struct str s)
{
	return str_is_nocase(s, "false") || str_is(s, "0") || s.n == 0;
}

/* Is it one by all its values? */
static bool
are_marks(const struct records *r, uint32_t column)
{
	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column == column &&
		    !is_yes(r->cell[i].said.text) &&
		    !is_no(r->cell[i].said.text))
			return false;
	return true;
}

/* Of a list of parts; what is marked in a list of items may be built in. */
static bool
counts_parts(const struct records *r)
{
	for (size_t n = 0; n < r->names.n; n++)
		if (csv_column_find(r->names.key[n]) == COL_QUANTITY)
			return true;
	return false;
}

static void
take_marks(struct records *r, bool of_erpnext)
{
	for (uint32_t n = 0; counts_parts(r) && n < r->names.n; n++) {
		bool deleted = false, cancelled = false;

		if (of_erpnext && is_name(r->names.key[n], "docstatus"))
			cancelled = true;
		else if (!is_mark(r->names.key[n], &deleted) ||
			 !are_marks(r, n))
			continue;
		for (size_t i = 0; i < r->ncell; i++) {
			struct str said = r->cell[i].said.text;

			if (r->cell[i].column != n)
				continue;
			if (cancelled ? str_is(said, "2")
				      : said.n > 0 && is_yes(said) == deleted)
				r->record[r->owner[i]].marked = true;
			drop(r, i);
		}
	}
}

static bool
mark_lines(struct records *r)
{
	uint32_t column = INTERN_NONE;

	for (uint32_t i = 0; i < r->nrecord; i++) {
		struct record *x = &r->record[i];

		if (!x->marked)
			continue;
		if (column == INTERN_NONE)
			column = column_called(r, "dnp");
		if (column == INTERN_NONE ||
		    !records_add_cell(r, i, column, STR("yes"), x->at))
			return false;
	}
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
			r->cell[i].said.text =
			    records_label(r->cell[i].said.text);
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
		drop_ids(r);
	if (k != NULL ? !follow_rules(r, k) : !join_names(r))
		return false;
	if (r->odoo)
		take_labels(r);
	take_bases(r);
	take_marks(r, k != NULL && k->rules == erpnext);
	return mark_lines(r);
}

void
records_tell(const struct records *r)
{
	struct findings *f = r->in->f;

	if (r->ngone > 0)
		findings_add(f, SEV_NOTE, ST_OK, bom_pos(r->in->b, r->gone_at),
		    "%zu row%s marked as deleted or not active: not built in",
		    r->ngone, r->ngone == 1 ? "" : "s");
	if (r->odoo && !r->based && r->nrow > 0)
		findings_warn(f, ST_INCOMPLETE,
		    bom_pos(r->in->b, r->record[r->row[0]].at),
		    "lines of Odoo without the quantity of their bill "
		    "(product_qty of mrp.bom): taken for one of the product; "
		    "where it is not so, expected the bills with their lines "
		    "in them (bom_line_ids)");
}
