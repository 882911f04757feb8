/* SPDX-License-Identifier: Apache-2.0 */
/*
 * records_marks - for how many the quantities of a list in JSON are, and what
 * of it is not built in; see records_known.h.
 */
#include "core/bom/json/records_known.h"

void
records_take_bases(struct records *r)
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
		records_drop(r, i);
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

/* Of a list of parts; what is marked in a list of items may be built in. */
static bool
counts_parts(const struct records *r)
{
	for (size_t n = 0; n < r->names.n; n++)
		if (csv_column_find(r->names.key[n]) == COL_QUANTITY)
			return true;
	return false;
}

/* What a name says of an object. */
enum mark { MARK_NONE, MARK_GONE, MARK_THERE, MARK_CANCELLED };

/* Which names are marks; those of any system are so by all their values. */
static void
find_marks(
    const struct records *r, bool of_erpnext, enum mark mark[LIMIT_CSV_COLUMNS])
{
	for (size_t n = 0; n < r->names.n; n++) {
		bool deleted = false;

		mark[n] = MARK_NONE;
		if (of_erpnext && str_is_nocase(r->names.key[n], "docstatus"))
			mark[n] = MARK_CANCELLED;
		else if (is_mark(r->names.key[n], &deleted))
			mark[n] = deleted ? MARK_GONE : MARK_THERE;
	}
	for (size_t i = 0; i < r->ncell; i++) {
		uint32_t n = r->cell[i].column;

		if (n != INTERN_NONE && mark[n] != MARK_CANCELLED &&
		    !is_yes(r->cell[i].said.text) &&
		    !is_no(r->cell[i].said.text))
			mark[n] = MARK_NONE;
	}
}

static bool
says_gone(enum mark m, struct str said)
{
	if (m == MARK_CANCELLED)
		return str_is(said, "2");
	return said.n > 0 && is_yes(said) == (m == MARK_GONE);
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
			column = records_column(r, "dnp");
		if (column == INTERN_NONE ||
		    !records_add_cell(r, i, column, STR("yes"), x->at))
			return false;
	}
	return true;
}

bool
records_take_marks(struct records *r, bool of_erpnext)
{
	enum mark mark[LIMIT_CSV_COLUMNS];

	if (!counts_parts(r))
		return mark_lines(r);
	find_marks(r, of_erpnext, mark);
	for (size_t i = 0; i < r->ncell; i++) {
		uint32_t n = r->cell[i].column;

		if (n == INTERN_NONE || mark[n] == MARK_NONE)
			continue;
		if (says_gone(mark[n], r->cell[i].said.text))
			r->record[r->owner[i]].marked = true;
		records_drop(r, i);
	}
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
