/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_answers - a questionnaire that came back from a supplier; see
 * read_csv.h.
 *
 * A row asks one thing about one item.  A row that nobody answered says
 * nothing: what was unknown stays so.  "All other rare earths" are those that
 * no row on the same item names, wherever it stands; so the table is read
 * twice, first for the names alone.
 */
#include "core/bom/field/per_unit.h"
#include "core/bom/table/answer_words.h"
#include "core/bom/table/read_csv.h"

#include <stdlib.h>
#include <string.h>

/* What a row asks for. */
enum asked {
	ASKED_AMOUNT,  /* of the rare earths that it names */
	ASKED_OTHERS,  /* of all others together */
	ASKED_FURTHER, /* of one that the supplier names */
	ASKED_ORIGIN,  /* a stage: of those it names, or of all others */
	ASKED_MASS,    /* of the item */
	ASKED_COUNT
};

/* Rare earths that the rows on one item name. */
struct named {
	uint32_t amounts, origins;
};

struct answers {
	struct table *t;
	struct intern items;
	struct named *named; /* [items.n] */
	size_t cap;
	char text[COL_COUNT][ANSWER_TEXT]; /* cells in plain words */
};

/* Cells that a supplier writes into, or that a spreadsheet may have read. */
static const enum csv_column plain_columns[] = { COL_ASKED, COL_ELEMENT,
	COL_AMOUNT, COL_UNIT, COL_BASIS, COL_STAGE, COL_ORIGIN, COL_SHARE,
	COL_OF, COL_TECHNOLOGY, COL_DATE, COL_UNTIL };
static const enum csv_column name_columns[] = { COL_PART, COL_MAKER,
	COL_REVISION, COL_SUPPLIER, COL_DECLARATION, COL_EVIDENCE };

/* Makes the cells of the row what they mean. */
static void
make_plain(struct answers *a)
{
	struct table *t = a->t;

	for (size_t i = 0; i < sizeof(plain_columns) / sizeof(plain_columns[0]);
	     i++) {
		enum csv_column c = plain_columns[i];
		int field = t->head.field[c];

		if (field >= 0)
			t->csv.field[field].text =
			    answer_plain(t->csv.field[field].text, a->text[c]);
	}
	for (size_t i = 0; i < sizeof(name_columns) / sizeof(name_columns[0]);
	     i++) {
		int field = t->head.field[name_columns[i]];

		if (field >= 0)
			t->csv.field[field].text =
			    answer_name(t->csv.field[field].text);
	}
}

static bool
next_row(struct answers *a)
{
	if (!table_next(a->t))
		return false;
	make_plain(a);
	return true;
}

static bool
given(const struct answers *a, enum csv_column c)
{
	return table_cell(a->t, c).text.n > 0;
}

/* ASKED_COUNT: it is none of them. */
static enum asked
asked_of(const struct answers *a)
{
	static const char *const names[ASKED_COUNT] = { "amount", "others",
		"further", "origin", "mass" };
	struct str s = table_cell(a->t, COL_ASKED).text;

	for (int i = 0; i < ASKED_COUNT; i++)
		if (str_is_nocase(s, names[i]))
			return (enum asked)i;
	return ASKED_COUNT;
}

/* The item of the row, by its part number, maker and revision; NULL when
 * memory is out. */
static struct named *
named_of(struct answers *a, struct arena *mem)
{
	struct str part = table_cell(a->t, COL_PART).text;
	struct str maker = table_cell(a->t, COL_MAKER).text;
	struct str revision = table_cell(a->t, COL_REVISION).text;
	size_t before = a->items.n, n = part.n + maker.n + revision.n + 2;
	char *key = TAKE(mem, char, n);
	struct named *more =
	    array_grow(a->named, &a->cap, before + 1, sizeof(*more));
	uint32_t id;

	if (more != NULL)
		a->named = more;
	if (key == NULL || more == NULL)
		return NULL;
	if (part.n > 0)
		memcpy(key, part.p, part.n);
	if (maker.n > 0)
		memcpy(key + part.n + 1, maker.p, maker.n);
	if (revision.n > 0)
		memcpy(key + part.n + maker.n + 2, revision.p, revision.n);
	id = intern_put(&a->items, (struct str){ key, n });
	if (id == INTERN_NONE)
		return NULL;
	if (a->items.n > before)
		a->named[id] = (struct named){ 0, 0 };
	return &a->named[id];
}

/* The rare earths of the row; 0 if it names none, or nonsense. */
static uint32_t
elements_of(struct answers *a, struct findings *f)
{
	struct field element = table_cell(a->t, COL_ELEMENT);
	uint32_t mask = 0;

	if (element.text.n > 0 &&
	    fields_elements(a->t->in->b, element, &mask, f) != ST_OK)
		return 0;
	return mask;
}

/* The first reading: which rare earths each item's rows name. */
static bool
read_names(struct answers *a, struct arena *mem)
{
	const struct input *in = a->t->in;
	struct csv_spot first = csv_spot(&a->t->csv);
	struct findings mute = { 0 };
	struct input quiet = *in;
	bool ok = true;

	quiet.f = &mute;
	a->t->in = &quiet;
	while (ok && next_row(a)) {
		struct named *n = named_of(a, mem);
		uint32_t mask = elements_of(a, &mute);

		ok = n != NULL;
		if (ok && asked_of(a) == ASKED_ORIGIN)
			n->origins |= mask;
		else if (ok)
			n->amounts |= mask;
	}
	findings_free(&mute);
	a->t->in = in;
	return csv_go_back(&a->t->csv, first) && ok;
}

/* "Nd,Dy" for a set. */
#define SYMBOLS 80
static struct str
symbols(char out[SYMBOLS], uint32_t mask)
{
	size_t n = 0;

	for (int e = 0; e < NELEM; e++)
		if ((mask >> e & 1) != 0)
			n += (size_t)snprintf(out + n, SYMBOLS - n, "%s%s",
			    n > 0 ? "," : "", element_at(e)->symbol);
	return (struct str){ out, n };
}

/* "None" is 0 %, and so is a bare 0. */
static struct str
amount_text(struct str s)
{
	if (str_is_nocase(s, "none") || str_is_nocase(s, "no") ||
	    str_is(s, "0"))
		return STR("0 %");
	return s;
}

/* How much of some rare earths is in the item, its parts left out. */
static enum status
read_amount(struct answers *a, uint32_t ref, uint32_t decl, uint32_t mask)
{
	struct table *t = a->t;
	char text[SYMBOLS];
	struct content_text c = {
		.element = { symbols(text, mask),
		    table_cell(t, COL_ELEMENT).at },
		.basis = table_cell(t, COL_BASIS),
		.amount = { table_cell(t, COL_AMOUNT),
		    .unit = table_cell(t, COL_UNIT) },
		.scope = { STR("own"), table_place(t, 0) },
		.at = table_place(t, 0),
	};
	uint32_t first;

	c.amount.amount.text = amount_text(c.amount.amount.text);
	return fields_content(
	    t->in->b, t->in->chem, &c, ref, decl, &first, t->in->f);
}

static enum status
read_mass(struct answers *a, uint32_t ref)
{
	struct table *t = a->t;
	struct amount_text text = { .amount = table_cell(t, COL_AMOUNT),
		.unit = table_cell(t, COL_UNIT) };
	bool per = memchr(text.unit.text.p, '/', text.unit.text.n) != NULL;
	enum unit of = UNIT_EACH;
	struct amount mass;
	enum status st;

	text.min = text.max = (struct field){ { "", 0 }, text.amount.at };
	st = per_unit_mass(t->in->b, &text, &of, &mass, t->in->f);
	if (st != ST_OK)
		return st;
	return bom_add_weighing(t->in->b,
		   (struct weighing){ ref, mass, text.amount.at,
		       (uint8_t)(per ? unit_dimension(of) : DIM_NONE) })
		   ? ST_OK
		   : fields_nomem(t->in->f);
}

static enum status
say_not_asked(const struct answers *a)
{
	struct field f = table_cell(a->t, COL_ASKED);

	return findings_error(a->t->in->f, ST_SYNTAX,
	    bom_pos(a->t->in->b, f.at),
	    "\"%.*s\" is asked for: expected amount, others, further, origin "
	    "or mass; this column is not to be changed",
	    STR_ARG(str_clip(f.text, 40)));
}

static bool
is_answered(const struct answers *a, enum asked what)
{
	if (what == ASKED_ORIGIN)
		return given(a, COL_ORIGIN) || given(a, COL_SHARE) ||
		       given(a, COL_TECHNOLOGY);
	return given(a, COL_AMOUNT) ||
	       (what == ASKED_FURTHER && given(a, COL_ELEMENT));
}

/* A row that is answered. */
static enum status
read_answer(struct answers *a, enum asked what, const struct named *n)
{
	struct table *t = a->t;
	uint32_t ref, decl, mask = elements_of(a, t->in->f);
	bool others = what == ASKED_OTHERS || mask == 0;
	enum status st;

	if (mask == 0 && given(a, COL_ELEMENT) && what != ASKED_MASS)
		return t->in->f->first.code; /* said already */
	if (mask == 0 && (what == ASKED_AMOUNT || what == ASKED_FURTHER))
		return findings_error(t->in->f, ST_INCOMPLETE,
		    bom_pos(t->in->b, table_cell(t, COL_ELEMENT).at),
		    "an amount of no element: expected a rare earth by symbol "
		    "such as Nd");
	if (others)
		mask = ELEMENT_ALL &
		       ~(what == ASKED_ORIGIN ? n->origins : n->amounts);
	st = table_ref(t, key_of_part, &ref);
	if (st == ST_OK)
		st = table_document(t, &decl);
	if (st != ST_OK || (mask == 0 && what != ASKED_MASS))
		return st;
	if (what == ASKED_ORIGIN)
		return table_origin(t, ref, BOM_NONE, decl, mask)
			   ? ST_OK
			   : fields_nomem(t->in->f);
	return what == ASKED_MASS ? read_mass(a, ref)
				  : read_amount(a, ref, decl, mask);
}

/* read_answers - a row per question about an item. */
void
read_answers(struct table *t)
{
	struct answers *a = calloc(1, sizeof(*a));
	struct arena mem = { 0 };
	bool ok = a != NULL;

	if (ok) {
		a->t = t;
		ok = read_names(a, &mem);
	}
	while (ok && next_row(a)) {
		enum asked what = asked_of(a);
		const struct named *n;

		if (what == ASKED_COUNT) {
			say_not_asked(a);
			continue;
		}
		if (!is_answered(a, what))
			continue;
		n = named_of(a, &mem);
		ok = n != NULL && (read_answer(a, what, n) == ST_OK ||
				      t->in->f->first.code != ST_NOMEM);
	}
	if (!ok)
		fields_nomem(t->in->f);
	if (a != NULL) {
		intern_free(&a->items);
		free(a->named);
	}
	free(a);
	arena_free(&mem);
}
