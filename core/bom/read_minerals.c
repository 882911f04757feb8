/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_minerals - reports about minerals and their smelters; see
 * read_minerals.h.
 *
 * The labels of these templates follow the language of whoever fills them in,
 * the places of their cells do not: so it is by place that they are read.
 */
#include "core/bom/minerals.h"

#include "core/base/limits.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Columns, from 0. */
enum { COLUMN_A, COLUMN_B, COLUMN_C, COLUMN_D, COLUMN_E, COLUMN_F };

/* [row] Below it come the questions: no field of the company stands there. */
#define COMPANY_LAST 29
#define COMPANY_NAME 8

/* ---- sheets */

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

static struct str
cell(const struct csv *c, size_t column)
{
	return column < c->n ? c->field[column].text : STR("");
}

static struct place
place(const struct report *r, const struct csv *c, size_t column)
{
	return (struct place){ c->line, (uint16_t)(column + 1), r->file };
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

/* ---- the declaration */

/* "Rare Earth Elements (*)" without its mark. */
static struct str
plain(struct str s)
{
	s = str_trim(s);
	if (s.n > 3 && memcmp(s.p + s.n - 3, "(*)", 3) == 0)
		s.n -= 3;
	return str_trim(s);
}

/* The rare earth, or all of them, that it names; MINERALS: it is about none. */
static size_t
mineral_of(struct str name)
{
	static const char *const all[] = { "Rare Earth Elements",
		"Rare Earth Element", "Rare Earth Element(s)", "Rare Earths",
		"Rare Earth", "Rare Earth Metals", "REE", "REEs", "稀土",
		"稀土元素" };
	int e;

	name = plain(name);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (str_is_nocase(name, all[i]))
			return MINERAL_ALL;
	e = element_find(name);
	return e >= 0 ? (size_t)e : MINERALS;
}

/* The one that stands there, if it is in the scope of the report. */
static struct mineral *
find_mineral(struct report *r, struct str name)
{
	size_t i = mineral_of(name);

	return i < MINERALS && r->mineral[i].name.n > 0 ? &r->mineral[i] : NULL;
}

static enum status
find_answer(struct report *r, const struct csv *c, uint8_t *answer)
{
	static const struct {
		const char *word;
		enum answer answer;
	} words[] = { { "", ANSWER_NONE }, { "Yes", ANSWER_YES },
		{ "No", ANSWER_NO }, { "Unknown", ANSWER_UNKNOWN },
		{ "Not declaring", ANSWER_UNKNOWN } };
	struct str s = cell(c, COLUMN_D);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(s, words[i].word)) {
			*answer = (uint8_t)words[i].answer;
			return ST_OK;
		}
	return findings_error(r->in->f, ST_SYNTAX, csv_pos(c, COLUMN_D),
	    "answer \"%.*s\": expected Yes, No, Unknown or Not declaring",
	    STR_ARG(str_clip(s, 60)));
}

/* The same mineral once more: a blank says nothing, two answers exclude each
 * other. */
static void
settle_answer(
    struct report *r, const struct csv *c, struct mineral *m, uint8_t answer)
{
	if (answer == m->answer || answer == ANSWER_NONE)
		return;
	if (m->answer == ANSWER_NONE) {
		m->answer = answer;
		return;
	}
	m->answer = ANSWER_UNKNOWN;
	findings_warn(r->in->f, ST_CONFLICT, csv_pos(c, COLUMN_D),
	    "\"%.*s\" is answered in row %u, too, and otherwise: taken as not "
	    "answered",
	    STR_ARG(str_clip(cell(c, COLUMN_B), 60)), m->at.line);
}

/* A mineral of the first question; those that are no rare earths do not
 * concern us. */
static enum status
add_mineral(struct report *r, const struct csv *c)
{
	struct str name = plain(cell(c, COLUMN_B));
	size_t i = mineral_of(name);
	struct mineral *m;
	uint8_t answer = ANSWER_NONE;
	enum status st;

	if (i == MINERALS)
		return ST_OK;
	st = find_answer(r, c, &answer);
	if (st != ST_OK)
		return st;
	m = &r->mineral[i];
	if (m->name.n > 0) {
		settle_answer(r, c, m, answer);
		return ST_OK;
	}
	*m = (struct mineral){ .at = place(r, c, COLUMN_D), .answer = answer };
	m->name = arena_copy(&r->in->b->mem, name);
	r->nmineral++;
	return m->name.p != NULL ? ST_OK : fields_nomem(r->in->f);
}

/* "1" is how a spreadsheet keeps 100 %. */
static void
take_coverage(struct report *r, const struct csv *c)
{
	struct mineral *m = find_mineral(r, cell(c, COLUMN_B));
	struct str s = cell(c, COLUMN_D);

	if (m != NULL)
		m->all_answered =
		    str_is(s, "1") || str_is(s, "100 %") || str_is(s, "100%");
}

/* "17-Nov-2025" as 2025-11-17; whatever else it is stays. */
static struct str
plain_date(struct str s, char out[11])
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	size_t dash = s.n > 1 && s.p[1] == '-' ? 1 : 2, month = 0;
	const char *p = s.p;

	if (s.n != dash + 9 || p[dash] != '-' || p[dash + 4] != '-')
		return s;
	while (
	    month < 12 && strncasecmp(months + 3 * month, p + dash + 1, 3) != 0)
		month++;
	if (month == 12)
		return s;
	snprintf(out, 11, "%.4s-%02zu-%s%.*s", p + dash + 5, month + 1,
	    dash == 1 ? "0" : "", (int)dash, p);
	return str_of(out);
}

static bool
is_date(struct str s)
{
	struct error err = { 0 };
	date_day day;

	return s.n == 10 && date_read(s, pos_none, &day, &err) == ST_OK;
}

/* Who reports, when, and of what. */
static enum status
take_company(struct report *r, const struct csv *c)
{
	struct bom *b = r->in->b;
	struct declaration *d = &b->decl[r->in->decl];
	struct field x = { cell(c, COLUMN_D), place(r, c, COLUMN_D) };
	char day[11];

	if (x.text.n == 0)
		return ST_OK;
	if (c->line == COMPANY_NAME)
		return fields_text(b, x, &d->supplier, r->in->f);
	if (x.text.n > 2 && x.text.p[1] == '.' && x.text.p[0] >= 'A' &&
	    x.text.p[0] <= 'C' && r->scope == '\0')
		r->scope = x.text.p[0];
	x.text = plain_date(x.text, day);
	return is_date(x.text) ? fields_date(b, x, &d->date, r->in->f) : ST_OK;
}

static enum status
declaration_row(struct report *r, const struct csv *c)
{
	struct str label = str_trim(cell(c, COLUMN_B));

	if (label.n > 2 && label.p[0] >= '1' && label.p[0] <= '9' &&
	    label.p[1] == ')') {
		r->question = (unsigned)(label.p[0] - '0');
		return ST_OK;
	}
	if (r->question == 1)
		return add_mineral(r, c);
	if (r->question == 2)
		take_coverage(r, c);
	return r->question == 0 && c->line <= COMPANY_LAST ? take_company(r, c)
							   : ST_OK;
}

/* ---- smelters and products */

/* The mineral stands in column A or, with the number of the smelter before it,
 * in B; the country three columns or two behind it. */
static enum status
smelter_row(struct report *r, const struct csv *c)
{
	size_t at = COLUMN_A, where = COLUMN_C;
	struct mineral *m = find_mineral(r, cell(c, at));
	struct smelter *s;
	const char *code;
	bool *seen;

	if (m == NULL) {
		at = COLUMN_B;
		where = COLUMN_E;
		m = find_mineral(r, cell(c, at));
	}
	if (m == NULL)
		return ST_OK;
	code = cell(c, where).n > 0 ? country_find(cell(c, where)) : "";
	if (code == NULL)
		findings_warn(r->in->f, ST_RANGE, csv_pos(c, where),
		    "country \"%.*s\" of a smelter is not known: expected a "
		    "country by its English name",
		    STR_ARG(str_clip(cell(c, where), 60)));
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
		.at = place(r, c, where) };
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
	struct str number = cell(c, COLUMN_B);
	size_t at = COLUMN_B;
	struct product *p;

	if (!r->products) {
		r->products = number.n > 0 && cell(c, COLUMN_C).n > 0 &&
			      cell(c, COLUMN_D).n > 0;
		r->requested = cell(c, COLUMN_F).n > 0;
		return ST_OK;
	}
	if (r->requested && cell(c, COLUMN_D).n > 0) {
		at = COLUMN_D;
		number = cell(c, at);
	}
	if (number.n == 0) {
		findings_loss(r->in->f, ST_INCOMPLETE, csv_pos(c, COLUMN_B),
		    "a product without a number: not taken");
		return ST_OK;
	}
	p = TAKE(&r->in->b->mem, struct product, 1);
	if (p == NULL)
		return fields_nomem(r->in->f);
	*p = (struct product){ .next = r->product, .at = place(r, c, at) };
	p->number = arena_copy(&r->in->b->mem, number);
	r->product = p;
	return p->number.p != NULL ? ST_OK : fields_nomem(r->in->f);
}

/* ---- the whole */

static enum status
read_amrt(struct report *r)
{
	enum status st = read_sheet(r, "Declaration", declaration_row);

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
