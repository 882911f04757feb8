/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_minerals - reports about minerals and their smelters; see
 * read_minerals.h.
 *
 * The labels of these templates follow the language of whoever fills them in,
 * the places of their cells do not: so it is by place that they are read.
 */
#include "core/bom/sheet/minerals.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct book_sheet *
find_sheet(const struct book *b, const char *name)
{
	const struct book_sheet *s = book_find(b, str_of(name));

	return s != NULL && s->part != BOOK_NONE ? s : NULL;
}

bool
minerals_is(const struct book *b)
{
	return find_sheet(b, "Declaration") != NULL &&
	       find_sheet(b, "Smelter List") != NULL;
}

/* Of all these the one about further minerals has this sheet alone. */
static bool
is_amrt(const struct book *b)
{
	return find_sheet(b, "Minerals Scope") != NULL;
}

/* The sheet as a file of its own, for its places. */
static bool
enter_sheet(struct report *r, const struct book_sheet *sheet)
{
	struct bom *b = r->in->b;
	struct bytes none = { NULL, 0 };
	const char *path = b->file[r->in->file].name;
	size_t size = strlen(path) + sheet->name.n + 3;
	char *name = TAKE(&b->mem, char, size);
	struct str own = arena_copy(&b->mem, sheet->name);
	uint32_t file;

	if (name == NULL || own.p == NULL)
		return false;
	snprintf(name, size, "%s[%.*s]", path, STR_ARG(sheet->name));
	file = bom_add_file(b, name, &none, ROLE_DECLARATION);
	if (file == BOM_NONE)
		return false;
	b->file[file].sheet = own.p;
	b->file[file].book = r->in->file;
	b->file[file].decl = BOM_NONE;
	b->file[file].format = "report about minerals (AMRT)";
	r->file = (uint16_t)file;
	return true;
}

/* Each row of a sheet that is not blank. */
static enum status
read_sheet(struct report *r, const char *name,
    enum status (*row)(struct report *r, const struct csv *c))
{
	const struct book_sheet *sheet = find_sheet(&r->x->book, name);
	struct findings *f = r->in->f;
	enum status st;
	struct sheet s;
	struct csv c;

	if (sheet == NULL)
		return ST_OK;
	if (!enter_sheet(r, sheet))
		return fields_nomem(f);
	st = sheet_open(&s, r->x, sheet, r->in->b->file[r->file].name, f);
	if (st == ST_OK)
		st = csv_open_rows(&c, &sheet_as_rows, &s, s.file, f);
	if (st == ST_OK) {
		size_t errors = f->errors;

		while (st == ST_OK && csv_next(&c, f))
			st = row(r, &c);
		if (st == ST_OK && f->errors > errors)
			st = f->first.code;
		csv_close(&c);
	}
	sheet_close(&s);
	return st;
}

/* The mineral stands in column A or, with the number of the smelter before it,
 * in B; the country three columns or two behind it. */
static enum status
smelter_row(struct report *r, const struct csv *c)
{
	size_t at = COLUMN_A, where = COLUMN_C;
	struct mineral *m = minerals_find(r, minerals_cell(c, at));
	struct smelter *s;
	const char *code;
	bool *seen;

	if (m == NULL) {
		at = COLUMN_B;
		where = COLUMN_E;
		m = minerals_find(r, minerals_cell(c, at));
	}
	if (m == NULL)
		return ST_OK;
	code = minerals_cell(c, where).n > 0
		   ? country_find(minerals_cell(c, where))
		   : "";
	if (code == NULL)
		findings_warn(r->in->f, ST_RANGE, csv_pos(c, where),
		    "country \"%.*s\" of a smelter is not known: expected a "
		    "country by its English name",
		    STR_ARG(str_clip(minerals_cell(c, where), 60)));
	if (code == NULL || code[0] == '\0') {
		m->unplaced = true;
		return ST_OK;
	}
	seen = &m->seen[(code[0] - 'A') * 26 + code[1] - 'A'];
	if (*seen)
		return ST_OK;
	*seen = true;
	m->countries++;
	s = TAKE(&r->in->b->mem, struct smelter, 1);
	if (s == NULL)
		return fields_nomem(r->in->f);
	*s = (struct smelter){ .next = r->smelter,
		.mineral = (size_t)(m - r->mineral),
		.at = minerals_place(r, c, where) };
	memcpy(s->country, code, 3);
	r->smelter = s;
	return ST_OK;
}

/*
 * The header row has a number, a name and more; since version 1.3 it also has
 * the number and the name that who asks has for the product.
 */
static enum status
product_row(struct report *r, const struct csv *c)
{
	struct str number = minerals_cell(c, COLUMN_B);
	size_t at = COLUMN_B;
	struct product *p;

	if (!r->products) {
		r->products = number.n > 0 &&
			      minerals_cell(c, COLUMN_C).n > 0 &&
			      minerals_cell(c, COLUMN_D).n > 0;
		r->requested = minerals_cell(c, COLUMN_F).n > 0;
		return ST_OK;
	}
	if (r->requested && minerals_cell(c, COLUMN_D).n > 0) {
		at = COLUMN_D;
		number = minerals_cell(c, at);
	}
	if (number.n == 0) {
		findings_loss(r->in->f, ST_INCOMPLETE, csv_pos(c, COLUMN_B),
		    "a product without a number: not taken");
		return ST_OK;
	}
	p = TAKE(&r->in->b->mem, struct product, 1);
	if (p == NULL)
		return fields_nomem(r->in->f);
	*p = (struct product){ .next = r->product,
		.at = minerals_place(r, c, at) };
	p->number = arena_copy(&r->in->b->mem, number);
	r->product = p;
	return p->number.p != NULL ? ST_OK : fields_nomem(r->in->f);
}

static enum status
read_amrt(struct report *r)
{
	enum status st = read_sheet(r, "Declaration", minerals_declaration_row);

	if (st == ST_OK && r->nmineral > 0)
		st = read_sheet(r, "Smelter List", smelter_row);
	if (st == ST_OK && r->nmineral > 0)
		st = read_sheet(r, "Product List", product_row);
	return st == ST_OK ? minerals_say(r) : st;
}

/*
 * minerals_read - a report about minerals.
 *
 * Err:	the first; a report that concerns no rare earth is none
 */
enum status
minerals_read(const struct input *in, struct sheets *x)
{
	struct bom_file *file = &in->b->file[in->file];
	struct report r = { .in = in, .x = x };

	file->role = ROLE_DECLARATION;
	if (is_amrt(&x->book)) {
		file->reads = "report about minerals (AMRT)";
		return read_amrt(&r);
	}
	file->reads = "report about minerals (CMRT or EMRT)";
	findings_add(in->f, SEV_NOTE, ST_OK, (struct pos){ file->name, 0, 0 },
	    "a report about tin, tantalum, tungsten and gold (CMRT) or cobalt, "
	    "mica and others (EMRT): nothing in it concerns rare earths");
	return ST_OK;
}
