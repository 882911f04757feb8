/* SPDX-License-Identifier: Apache-2.0 */
/* csv_document - the document that states a row; see csv_table.h. */
#include "core/bom/table/csv_table.h"

#include <string.h>

/* What tells one document from another. */
struct document_key {
	uint32_t id, supplier, evidence;
	date_day date, until;
	uint32_t standing;
};

static enum status
keep_document(struct table *t, const struct document_key *k, struct place at,
    uint32_t *decl)
{
	struct bom *b = t->in->b;
	size_t before = t->documents.n;
	uint32_t *list = array_grow(
	    t->document, &t->document_cap, before + 1, sizeof(*list));
	struct declaration *d;
	uint32_t id;

	if (list == NULL)
		return fields_nomem(t->in->f);
	t->document = list;
	id = intern_copy(
	    &t->documents, (struct str){ (const char *)k, sizeof(*k) });
	if (id == INTERN_NONE)
		return fields_nomem(t->in->f);
	if (t->documents.n > before) {
		d = bom_add_declaration(b);
		if (d == NULL)
			return fields_nomem(t->in->f);
		*d = (struct declaration){ .id = k->id,
			.supplier = k->supplier,
			.evidence = k->evidence,
			.date = k->date,
			.until = k->until,
			.at = at,
			.standing = (uint8_t)k->standing };
		list[id] = (uint32_t)(b->ndecl - 1);
	}
	*decl = list[id];
	return ST_OK;
}

/*
 * table_document - the document that states the row.
 *
 * Rows whose supplier, document, dates, evidence and standing are the same
 * are one document.
 */
enum status
table_document(struct table *t, uint32_t *decl)
{
	struct bom *b = t->in->b;
	struct findings *f = t->in->f;
	struct document_key k = { 0 };
	uint8_t standing = STANDING_DECLARED;
	struct field said = table_cell(t, COL_STANDING);
	enum status st;

	st = fields_text(b, table_cell(t, COL_DECLARATION), &k.id, f);
	if (st == ST_OK)
		st =
		    fields_text(b, table_cell(t, COL_SUPPLIER), &k.supplier, f);
	if (st == ST_OK)
		st = fields_evidence(
		    b, table_cell(t, COL_EVIDENCE), &k.evidence, f);
	if (st == ST_OK)
		st = table_date(t, COL_DATE, &k.date);
	if (st == ST_OK)
		st = table_date(t, COL_UNTIL, &k.until);
	if (st == ST_OK && said.text.n > 0)
		st = fields_standing(b, said, &standing, f);
	if (st != ST_OK)
		return st;
	k.standing = standing;
	if (k.id == 0 && k.supplier == 0 && k.evidence == 0 && k.date == 0 &&
	    k.until == 0 && said.text.n == 0) {
		*decl = t->in->decl;
		return ST_OK;
	}
	return keep_document(t, &k, table_place(t, 0), decl);
}
