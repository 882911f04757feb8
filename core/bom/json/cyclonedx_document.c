/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cyclonedx_document - what a document says of itself in properties, and on
 * whose word it says the rest; see cyclonedx.h.
 */
#include "core/bom/json/cyclonedx.h"
#include "core/bom/json/pairs.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum status
cdx_document_of(struct cdx *x, struct field key, uint32_t *decl)
{
	uint32_t i;

	*decl = x->in->decl;
	if (key.text.n == 0)
		return ST_OK;
	i = intern_find(&x->keys, key.text);
	if (i == INTERN_NONE)
		return findings_error(x->in->f, ST_REF,
		    bom_pos(x->in->b, key.at),
		    "document \"%.*s\": expected the key of a "
		    "retrace:document of this file",
		    STR_ARG(str_clip(key.text, 60)));
	*decl = x->decl[i];
	return ST_OK;
}

/* What this document says of itself beyond its head, or another document on
 * whose word rows are. */
static bool
declare(struct cdx *x, struct field row)
{
	struct field key, id, supplier, date, until, standing, evidence;
	const struct pair pairs[] = { { "key", &key }, { "id", &id },
		{ "supplier", &supplier }, { "date", &date },
		{ "until", &until }, { "standing", &standing },
		{ "evidence", &evidence } };
	struct bom *b = x->in->b;
	struct findings *f = x->in->f;
	struct declaration d = b->decl[x->in->decl];
	size_t before = x->keys.n;
	uint32_t *list;
	enum status st = pairs_read(b, row, pairs, LENGTH(pairs), f);

	if (st == ST_OK && key.text.n > 0)
		d = (struct declaration){ .at = row.at };
	if (st == ST_OK)
		st = fields_text(b, id, &d.id, f);
	if (st == ST_OK)
		st = fields_text(b, supplier, &d.supplier, f);
	if (st == ST_OK && date.text.n > 0)
		st = fields_date(b, date, &d.date, f);
	if (st == ST_OK)
		st = fields_date(b, until, &d.until, f);
	if (st == ST_OK)
		st = fields_standing(b, standing, &d.standing, f);
	if (st == ST_OK)
		st = fields_evidence(b, evidence, &d.evidence, f);
	if (st != ST_OK)
		return st != ST_NOMEM;
	if (key.text.n == 0) {
		b->decl[x->in->decl] = d;
		return true;
	}
	list = array_grow(x->decl, &x->decl_cap, before + 1, sizeof(*list));
	if (list == NULL || intern_copy(&x->keys, key.text) == INTERN_NONE)
		return false;
	x->decl = list;
	if (x->keys.n == before) {
		findings_error(f, ST_DUPLICATE, bom_pos(b, key.at),
		    "document \"%.*s\" again: expected each key once",
		    STR_ARG(str_clip(key.text, 60)));
		return true;
	}
	if (bom_add_declaration(b) == NULL)
		return false;
	list[before] = (uint32_t)b->ndecl - 1;
	b->decl[list[before]] = d;
	return true;
}

bool
cdx_document(struct cdx *x, enum cdx_property what, struct field text)
{
	struct bom *b = x->in->b;

	switch (what) {
	case CDX_CATALOGUE:
		fields_bool(b, text, &x->catalogue, x->in->f);
		return true;
	case CDX_ASSEMBLIES:
		if (str_is_nocase(text.text, "complete"))
			b->assemblies_complete =
			    b->file[x->in->file].assemblies_complete = true;
		else if (!str_is_nocase(text.text, "open"))
			findings_error(x->in->f, ST_SYNTAX, bom_pos(b, text.at),
			    "assemblies \"%.*s\": expected complete (nothing "
			    "beyond their children) or open",
			    STR_ARG(str_clip(text.text, 60)));
		return true;
	default:
		return declare(x, text);
	}
}
