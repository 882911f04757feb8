/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_content - what suppliers declare, in tables: content, origins, and
 * what rare earths cost; see read_csv.h.
 */
#include "core/bom/field/per_unit.h"
#include "core/bom/table/csv_odd.h"
#include "core/bom/table/read_csv.h"
#include "core/bom/table/wide_row.h"

#include <stdlib.h>

/* Country, stage, share and technology of the row, into *o. */
static enum status
origin_cells(struct table *t, struct origin *o)
{
	struct bom *b = t->in->b;
	struct findings *f = t->in->f;
	struct field country = table_cell(t, COL_ORIGIN);
	struct field share = table_cell(t, COL_SHARE);
	struct field technology = table_cell(t, COL_TECHNOLOGY);
	enum unit of = (enum unit)t->head.unit[COL_SHARE];
	struct field unit = { { "", 0 }, share.at };
	enum status st;

	if (of != UNIT_NONE)
		unit.text = str_of(unit_name(of));
	o->at = country.at;
	st = fields_stage(b, table_cell(t, COL_STAGE), &o->stage, f);
	if (st == ST_OK && str_is_nocase(country.text, "none"))
		o->absent = 1;
	else if (st == ST_OK && country.text.n > 0)
		st = fields_country(b, country, o->country, f);
	if (st == ST_OK && technology.text.n > 0)
		st = fields_country(b, technology, o->technology, f);
	if (st == ST_OK && share.text.n > 0)
		st = fields_share(b, share, unit, &o->share, f);
	if (st == ST_OK)
		st = fields_share_of(b, table_cell(t, COL_OF), &o->blend, f);
	if (st == ST_OK)
		st = fields_standing(
		    b, table_cell(t, COL_STANDING), &o->standing, f);
	if (st == ST_OK)
		st = fields_evidence(
		    b, table_cell(t, COL_EVIDENCE), &o->evidence, f);
	return st;
}

bool
table_origin(struct table *t, uint32_t ref, uint32_t content, uint32_t decl,
    uint32_t elements)
{
	struct bom *b = t->in->b;
	struct origin *o = bom_add_origin(b);
	struct origin said;

	if (o == NULL)
		return false;
	said = *o;
	if (origin_cells(t, &said) != ST_OK) {
		b->norigin--;
		return true;
	}
	said.item = ref;
	said.content = content;
	said.decl = decl;
	said.elements = elements;
	b->origin[b->norigin - 1] = said;
	return true;
}

/* The unit that a heading names, of amounts or of their ends. */
static enum unit
unit_of_heading(const struct table *t)
{
	static const enum csv_column columns[] = { COL_AMOUNT, COL_MIN,
		COL_MAX };

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (t->head.unit[columns[i]] != UNIT_NONE)
			return (enum unit)t->head.unit[columns[i]];
	return UNIT_NONE;
}

/* What people write where a substance has no number, or they keep it back. */
static bool
names_no_cas(struct str s)
{
	static const char *const words[] = { "not applicable", "system",
		"proprietary", "trade secret", "confidential", "secret",
		"mixture", "various", "no cas", "not available", "unknown",
		"withheld", "not assigned", "keine", "nicht anwendbar",
		"vertraulich", "无CAS", "保密", "商业秘密", "混合物", "不适用",
		"該当なし", "非公開", "企業秘密", "해당없음", "영업비밀" };

	if (s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9')
		return false; /* as most are */
	if (table_says_nothing(s))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (csv_same_name(s, str_of(words[i])))
			return true;
	return false;
}

/* Is the row one of totals, by the name of its substance or of its part? */
static bool
is_total(const struct table *t)
{
	struct str name = table_text(t, COL_SUBSTANCE);
	struct str element = table_text(t, COL_ELEMENT);
	struct str cas = table_text(t, COL_CAS);
	struct str part = table_text(t, COL_PART);
	bool any = cas.n > 0 && !names_no_cas(cas);

	if (any || table_text(t, COL_FORMULA).n > 0 ||
	    table_text(t, COL_KIND).n > 0)
		return false;
	if (name.n == 0)
		name = element;
	return csv_names_total(name.n > 0 ? name : part);
}

static struct content_text
content_cells(const struct table *t)
{
	enum unit unit = unit_of_heading(t);
	struct content_text c = {
		.element = table_cell(t, COL_ELEMENT),
		.cas = table_cell(t, COL_CAS),
		.formula = table_cell(t, COL_FORMULA),
		.name = table_cell(t, COL_SUBSTANCE),
		.basis = table_cell(t, COL_BASIS),
		.amount = { table_cell(t, COL_AMOUNT), table_cell(t, COL_MIN),
		    table_cell(t, COL_MAX), table_cell(t, COL_UNIT) },
		.scope = table_cell(t, COL_SCOPE),
		.kind = table_cell(t, COL_KIND),
		.process = table_cell(t, COL_PROCESS),
		.each = table_cell(t, COL_EACH),
		.at = table_place(t, 0),
	};

	if (unit != UNIT_NONE)
		c.amount.unit.text = str_of(unit_name(unit));
	if (c.cas.text.n > 0 && names_no_cas(c.cas.text))
		c.cas.text.n = 0;
	return c;
}

bool
table_names_substance(const struct table *t)
{
	static const enum csv_column columns[] = { COL_ELEMENT, COL_SUBSTANCE,
		COL_CAS, COL_FORMULA, COL_KIND, COL_AMOUNT, COL_MIN, COL_MAX,
		COL_PROCESS };

	if (t->head.format != FORMAT_CSV_CONTENT)
		return false;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (!table_says_nothing(table_text(t, columns[i])))
			return true;
	return false;
}

/*
 * "钕30%/铁69%/硼1%" in a column of substances: several, with how much of each,
 * are the name of none, and what else the row says is not about one of them.
 */
static bool
is_one_name(struct table *t, const struct content_text *text)
{
	struct field cell = text->name;
	size_t shares = 0;
	bool word = true;

	for (size_t i = 1; i < cell.text.n; i++) {
		unsigned char c = (unsigned char)cell.text.p[i];

		word |= char_is_letter((char)c) || c >= 0x80;
		if (c == '%' && word &&
		    (char_is_digit(cell.text.p[i - 1]) ||
			cell.text.p[i - 1] == ' ')) {
			shares++;
			word = false;
		}
	}
	if (shares < 2 || text->cas.text.n > 0 || text->formula.text.n > 0)
		return true;
	findings_error(t->in->f, ST_SYNTAX, bom_pos(t->in->b, cell.at),
	    "substance \"%.*s\": several with their amounts in one cell: "
	    "expected one substance a row, or the column called composition",
	    STR_ARG(str_clip(cell.text, 60)));
	return false;
}

/* A row that names a part alone, and where it was made. */
static bool
no_content(struct table *t, uint32_t ref, uint32_t decl)
{
	if (!wide_asks(t) && t->untold++ == 0)
		t->untold_at = csv_pos(&t->csv, 0);
	return table_cell(t, COL_ORIGIN).text.n == 0 ||
	       table_origin(t, ref, BOM_NONE, decl, 0);
}

/* A row of content, and its origin if it names one. */
static bool
one_content(struct table *t, uint32_t ref, uint32_t decl)
{
	struct bom *b = t->in->b;
	struct content_text text = content_cells(t);
	bool country = table_cell(t, COL_ORIGIN).text.n > 0 ||
		       table_cell(t, COL_TECHNOLOGY).text.n > 0;
	uint32_t first;

	if (!is_one_name(t, &text))
		return true;
	if (fields_content(
		b, t->in->chem, &text, ref, decl, &first, t->in->f) != ST_OK)
		return t->in->f->first.code != ST_NOMEM;
	if (!country && t->wide == NULL)
		return true;
	for (size_t i = first; i < b->ncontent; i++) {
		size_t before = b->norigin;

		if (b->content[i].derived)
			continue;
		if (country && !table_origin(t, ref, (uint32_t)i, decl, 0))
			return false;
		if (!wide_stages(t, ref, (uint32_t)i, decl, 0))
			return false;
		b->content[i].origin_first = (uint32_t)before;
		b->content[i].norigin = (uint32_t)(b->norigin - before);
	}
	return true;
}

/* The reporting threshold of the row's document for its item: rows of one
 * item mostly stand together, and say it again. */
static enum status
one_threshold(struct table *t, uint32_t ref, uint32_t decl, uint32_t last[2])
{
	struct field text = table_cell(t, COL_THRESHOLD);
	struct threshold threshold = { .given = false };
	enum status st;

	if (text.text.n == 0 || (last[0] == ref && last[1] == decl))
		return ST_OK;
	st = fields_threshold(t->in->b, text, &threshold, t->in->f);
	if (st != ST_OK)
		return st;
	last[0] = ref;
	last[1] = decl;
	return fields_unlisted(
	    t->in->b, &threshold, ref, decl, table_place(t, 0), t->in->f);
}

/* On which material of an item a document has had a line of shares. */
struct materials {
	struct intern keys; /* item, document -> */
	struct field *cell;
	size_t cap;
};

/* Shares of several materials are none of their part.  False: memory. */
static bool
one_material(struct table *t, struct materials *m, uint32_t ref, uint32_t decl)
{
	struct field cell = table_cell(t, COL_MATERIAL), *first;
	const uint32_t key[2] = { ref, decl };
	size_t before = m->keys.n;
	struct field *list =
	    array_grow(m->cell, &m->cap, before + 1, sizeof(*list));
	uint32_t id;

	if (list == NULL)
		return false;
	m->cell = list;
	id = intern_copy(
	    &m->keys, (struct str){ (const char *)key, sizeof(key) });
	if (id == INTERN_NONE)
		return false;
	first = &list[id];
	if (m->keys.n > before) {
		*first = (struct field){ arena_copy(&t->in->b->mem, cell.text),
			cell.at };
		return first->text.p != NULL;
	}
	if (!csv_same_name(first->text, cell.text))
		findings_error(t->in->f, ST_CONFLICT,
		    bom_pos(t->in->b, cell.at),
		    "a share of the material \"%.*s\", and of \"%.*s\" in "
		    "line %u, for the same part: shares of its materials are "
		    "none of the part; expected each material as a part of its "
		    "own, and a list that says how many grams of each are in "
		    "the part",
		    STR_ARG(str_clip(cell.text, 40)),
		    STR_ARG(str_clip(first->text, 40)), first->at.line);
	return true;
}

/* Is the line that was read last one of shares of a material? */
static bool
is_of_material(const struct table *t, size_t before)
{
	const struct bom *b = t->in->b;

	return b->ncontent > before && b->content[before].amount.is_share &&
	       b->content[before].kind == CONTENT_AMOUNT &&
	       table_cell(t, COL_MATERIAL).text.n > 0;
}

/* What the part weighs, which rows of one part mostly say again; said: the
 * last of them.  False when memory is out. */
static bool
part_mass(struct table *t, uint32_t ref, struct field *said, uint32_t *of)
{
	struct field cell = table_cell(t, COL_MASS);

	if (wide_alone(t) || !csv_has(&t->head, COL_MASS) ||
	    table_says_nothing(cell.text) ||
	    (*of == ref && str_eq(said->text, cell.text)))
		return true;
	*of = ref;
	*said =
	    (struct field){ arena_copy(&t->in->b->mem, cell.text), cell.at };
	return said->text.p != NULL && table_weighing(t, ref);
}

/* read_content - a row per substance that a document names in an item. */
void
read_content(struct table *t)
{
	uint32_t ref, decl, last[2] = { BOM_NONE, BOM_NONE };
	uint32_t of = BOM_NONE;
	struct field mass = { { "", 0 }, { 0 } };
	struct materials m = { .cap = 0 };
	bool ok = true;

	while (ok && table_next(t)) {
		size_t before = t->in->b->ncontent;
		enum status st;

		if (wide_is_aside(t))
			continue;
		if (!wide_alone(t) && is_total(t)) {
			findings_add(t->in->f, SEV_NOTE, ST_OK,
			    csv_pos(&t->csv, 0),
			    "a row of totals: passed over");
			continue;
		}
		st = table_ref(t, key_of_part, &ref);
		if (st == ST_OK)
			st = table_document(t, &decl);
		if (st == ST_OK)
			st = one_threshold(t, ref, decl, last);
		if (st == ST_NOMEM)
			break;
		if (st != ST_OK)
			continue;
		ok = (wide_alone(t) || (table_names_substance(t)
					       ? one_content(t, ref, decl)
					       : no_content(t, ref, decl))) &&
		     wide_row(t, ref, decl) && part_mass(t, ref, &mass, &of) &&
		     (!is_of_material(t, before) ||
			 one_material(t, &m, ref, decl));
	}
	if (!ok)
		fields_nomem(t->in->f);
	if (t->untold > 0)
		findings_warn(t->in->f, ST_INCOMPLETE, t->untold_at,
		    "%zu row%s without a substance and without an amount: "
		    "nothing is said there of what is in the part, and it "
		    "stays unknown",
		    t->untold, t->untold > 1 ? "s" : "");
	intern_free(&m.keys);
	free(m.cell);
}

/* read_origins - a row per item, element and stage: which country. */
void
read_origins(struct table *t)
{
	struct bom *b = t->in->b;
	uint32_t ref, decl;

	while (table_next(t)) {
		struct field element = table_cell(t, COL_ELEMENT);
		uint32_t elements = 0;
		enum status st = table_ref(t, key_of_part, &ref);

		if (st == ST_OK)
			st = table_document(t, &decl);
		if (st == ST_OK && element.text.n > 0)
			st = fields_elements(b, element, &elements, t->in->f);
		if (st == ST_OK &&
		    ((csv_has(&t->head, COL_ORIGIN) &&
			 !table_origin(t, ref, BOM_NONE, decl, elements)) ||
			!wide_stages(t, ref, BOM_NONE, decl, elements))) {
			fields_nomem(t->in->f);
			return;
		}
	}
}
