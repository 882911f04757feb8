/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_minerals - reports about minerals and their smelters; see
 * read_minerals.h.
 *
 * The labels of these templates follow the language of whoever fills them in,
 * the places of their cells do not: so it is by place that they are read.
 */
#include "core/bom/read_minerals.h"

#include "core/base/limits.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Minerals that a report may name. */
#define MINERALS 10

/* Columns, from 0. */
enum { COLUMN_A, COLUMN_B, COLUMN_C, COLUMN_D, COLUMN_E, COLUMN_F };

/* [row] Below it come the questions: no field of the company stands there. */
#define COMPANY_LAST 29
#define COMPANY_NAME 8

enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO, ANSWER_UNKNOWN };

/* A rare earth, or all of them, in the scope of the report. */
struct mineral {
	struct str name;     /* as it stands there */
	const char *element; /* "all", or one by its name */
	uint32_t elements;   /* bit per element; 0: all */
	struct place at;
	uint8_t answer;     /* enum answer */
	bool all_answered;  /* all suppliers have, so that the list of smelters
			       is whole */
	bool unplaced;      /* a smelter of no country that is known */
	bool seen[26 * 26]; /* countries of its smelters */
	size_t countries;
};

/* The first in a country. */
struct smelter {
	const struct smelter *next;
	size_t mineral; /* index */
	char country[3];
	struct place at;
};

struct product {
	const struct product *next;
	struct str number;
	struct place at;
};

struct report {
	const struct input *in;
	struct sheets *x;
	uint16_t file; /* of the sheet that is being read */
	char scope;    /* 'A', 'B', 'C'; '\0': not said */
	unsigned question;
	struct mineral mineral[MINERALS];
	size_t nmineral;
	const struct smelter *smelter; /* the last first */
	const struct product *product; /* likewise */
	bool products;  /* the header row of their list has come */
	bool requested; /* the list has numbers of who asks, too */
};

/* ---- sheets */

static const struct book_sheet *
find_sheet(const struct book *b, const char *name)
{
	for (size_t i = 0; i < b->n; i++)
		if (str_is_nocase(b->sheet[i].name, name) &&
		    b->sheet[i].part != BOOK_NONE)
			return &b->sheet[i];
	return NULL;
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

/* Is it about rare earths?  *element: NULL if it is not. */
static void
find_element(struct str name, const char **element, uint32_t *elements)
{
	static const char *const all[] = { "Rare Earth Elements",
		"Rare Earth Element", "Rare Earth Element(s)", "Rare Earths",
		"Rare Earth", "Rare Earth Metals", "REE", "REEs", "稀土",
		"稀土元素" };
	int e = element_find(name);

	*elements = 0;
	*element = NULL;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (str_is_nocase(name, all[i]))
			*element = "all";
	if (*element == NULL && e >= 0) {
		*element = element_at(e)->symbol;
		*elements = 1u << e;
	}
}

static struct mineral *
find_mineral(struct report *r, struct str name)
{
	for (size_t i = 0; i < r->nmineral; i++)
		if (r->mineral[i].name.n == name.n &&
		    strncasecmp(r->mineral[i].name.p, name.p, name.n) == 0)
			return &r->mineral[i];
	return NULL;
}

static enum status
refuse_answer(struct report *r, const struct csv *c, const char *expected)
{
	return findings_error(r->in->f, ST_SYNTAX, csv_pos(c, COLUMN_D),
	    "answer \"%.*s\": expected %s",
	    STR_ARG(str_clip(cell(c, COLUMN_D), 60)), expected);
}

static enum status
take_presence(struct report *r, const struct csv *c, struct mineral *m)
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
			m->answer = (uint8_t)words[i].answer;
			return ST_OK;
		}
	return refuse_answer(r, c, "Yes, No, Unknown or Not declaring");
}

/* A mineral of the first question; those that are no rare earths do not
 * concern us. */
static enum status
add_mineral(struct report *r, const struct csv *c)
{
	struct str name = plain(cell(c, COLUMN_B));
	struct mineral *m = &r->mineral[r->nmineral];
	uint32_t elements;
	const char *element;

	find_element(name, &element, &elements);
	if (element == NULL || r->nmineral == MINERALS)
		return ST_OK;
	*m = (struct mineral){ .element = element,
		.elements = elements,
		.at = place(r, c, COLUMN_D) };
	m->name = arena_copy(&r->in->b->mem, name);
	if (m->name.p == NULL)
		return fields_nomem(r->in->f);
	r->nmineral++;
	return take_presence(r, c, m);
}

/* "1" is how a spreadsheet keeps 100 %. */
static void
take_coverage(struct report *r, const struct csv *c)
{
	struct mineral *m = find_mineral(r, plain(cell(c, COLUMN_B)));
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
	struct mineral *m = find_mineral(r, plain(cell(c, at)));
	struct smelter *s;
	const char *code;
	bool *seen;

	if (m == NULL) {
		at = COLUMN_B;
		where = COLUMN_E;
		m = find_mineral(r, plain(cell(c, at)));
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

/* ---- what it says of a product */

/* Smelters of what is said not to be in it: one of the two is wrong. */
static void
check_smelters(struct report *r)
{
	for (const struct smelter *s = r->smelter; s != NULL; s = s->next) {
		struct mineral *m = &r->mineral[s->mineral];

		if (m->answer != ANSWER_NO)
			continue;
		m->answer = ANSWER_UNKNOWN;
		findings_warn(r->in->f, ST_CONFLICT, bom_pos(r->in->b, m->at),
		    "\"%.*s\" is answered with No, and has smelters all the "
		    "same: taken as not answered",
		    STR_ARG(str_clip(m->name, 60)));
	}
}

static enum status
say_presence(
    struct report *r, const struct mineral *m, uint32_t ref, struct place at)
{
	const struct field none = { { "", 0 }, at };
	struct content_text t = { none, none, none, none, none,
		{ none, none, none, none }, none, none, none, none, at };
	uint32_t first;

	t.element.text = str_of(m->element);
	t.scope.text = STR("total");
	if (m->answer == ANSWER_NO)
		t.kind.text = STR("not-added");
	else
		t.amount.amount.text = STR("unknown");
	return fields_content(
	    r->in->b, r->in->chem, &t, ref, r->in->decl, &first, r->in->f);
}

static bool
add_origin(struct report *r, const struct smelter *s, uint32_t ref, bool all)
{
	const struct mineral *m = &r->mineral[s->mineral];
	struct origin *o = bom_add_origin(r->in->b);

	if (o == NULL)
		return false;
	*o = (struct origin){ .item = ref,
		.content = BOM_NONE,
		.elements = m->elements,
		.decl = r->in->decl,
		.share = { all ? NUM_ONE : NUM_ZERO, NUM_ONE, false, false,
		    true },
		.at = s->at,
		.stage = STAGE_SEPARATION,
		.standing = STANDING_DECLARED };
	memcpy(o->country, s->country, 3);
	return true;
}

/*
 * The countries of its smelters.  Which part comes from which nobody says, and
 * the list may lack some: each has any share.  One country alone, in a list
 * that is whole, has all of it.
 */
static bool
say_origins(struct report *r, size_t mineral, uint32_t ref)
{
	const struct mineral *m = &r->mineral[mineral];
	bool whole = m->countries == 1 && m->all_answered && !m->unplaced;

	for (const struct smelter *s = r->smelter; s != NULL; s = s->next)
		if (s->mineral == mineral && !add_origin(r, s, ref, whole))
			return false;
	return true;
}

static enum status
say_product(struct report *r, const struct product *p)
{
	struct bom *b = r->in->b;
	uint32_t ref = bom_ref(b, p->number, STR(""), STR(""), p->at);
	enum status st = ST_OK;

	if (ref == BOM_NONE)
		return fields_nomem(r->in->f);
	for (size_t i = 0; st == ST_OK && i < r->nmineral; i++) {
		const struct mineral *m = &r->mineral[i];

		if (m->answer != ANSWER_YES && m->answer != ANSWER_NO)
			continue;
		st = say_presence(r, m, ref, p->at);
		if (st == ST_OK && m->answer == ANSWER_YES &&
		    !say_origins(r, i, ref))
			st = fields_nomem(r->in->f);
	}
	return st;
}

/* ---- the whole */

/* A report that says nothing of any part is no fault: it is told. */
static void
tell_nothing(const struct report *r)
{
	struct pos at = { r->in->b->file[r->in->file].name, 0, 0 };

	if (r->nmineral == 0)
		findings_add(r->in->f, SEV_NOTE, ST_OK, at,
		    "a report about minerals, none of which is a rare earth: "
		    "nothing of it concerns what is asked here");
	else if (r->product == NULL)
		findings_loss(r->in->f, ST_INCOMPLETE, at,
		    "a report about a company as a whole, or about what it "
		    "describes in words, which lists no product: nothing of it "
		    "is taken; expected scope B, with the numbers of products "
		    "in the sheet Product List");
}

static enum status
read_amrt(struct report *r)
{
	enum status st = read_sheet(r, "Declaration", declaration_row);

	if (st == ST_OK && r->nmineral > 0)
		st = read_sheet(r, "Smelter List", smelter_row);
	if (st == ST_OK && r->nmineral > 0)
		st = read_sheet(r, "Product List", product_row);
	if (st != ST_OK)
		return st;
	check_smelters(r);
	tell_nothing(r);
	for (const struct product *p = r->product; st == ST_OK && p != NULL;
	     p = p->next)
		st = say_product(r, p);
	return st;
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
