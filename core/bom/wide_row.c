/* SPDX-License-Identifier: Apache-2.0 */
/* wide_row - rows with a column per element; see wide_row.h. */
#include "core/bom/wide_row.h"
#include "core/bom/amount_words.h"
#include "core/bom/csv_aside.h"
#include "core/bom/csv_odd.h"
#include "core/bom/per_unit.h"
#include "core/bom/read_csv.h"
#include "core/bom/wide.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What several columns say of one substance. */
struct claim {
	struct wide w;
	int field[WIDE_ROLES]; /* -1: none */
	uint8_t unit[WIDE_ROLES];
	int same_as; /* an earlier claim about the same, or -1: it is read where
			that one is blank */
	bool sum;    /* of what others tell one by one: likewise */
};

struct stage_column {
	struct wide w;
	int field;
};

/* What a row said before, and where. */
struct told_cell {
	struct str text;
	struct place at;
};

struct wide_table {
	struct claim *claim;
	size_t nclaim;
	struct stage_column *stage;
	size_t nstage;
	int limit; /* field of the limit of detection of all; -1 */
	uint8_t limit_unit;
	int16_t group[WIDE_NUMBERS][COL_COUNT]; /* field + 1; 0: none */
	uint8_t group_unit[WIDE_NUMBERS];
	bool alone;
	struct intern keys; /* what was said, by item, document and column -> */
	struct told_cell *told;
	size_t told_cap;
	size_t not_detected;
	struct pos not_detected_at;
};

/* ---- the headings */

static bool
same_substance(const struct wide *a, const struct wide *b)
{
	return a->elements == b->elements && a->basis == b->basis &&
	       strcmp(a->formula, b->formula) == 0 &&
	       strcmp(a->cas, b->cas) == 0;
}

/* The first claim about the same elements, or -1. */
static int
same_elements(const struct wide_table *x, const struct wide *w)
{
	for (size_t i = 0; i < x->nclaim; i++)
		if (w->elements != 0 && x->claim[i].w.elements == w->elements)
			return (int)i;
	return -1;
}

static void
add_claim(struct wide_table *x, const struct wide *w, int field)
{
	struct claim *c;

	for (size_t i = 0; i < x->nclaim; i++) {
		c = &x->claim[i];
		if (!same_substance(&c->w, w) || c->field[w->role] >= 0 ||
		    ((w->role == WIDE_MIN || w->role == WIDE_MAX) &&
			c->field[WIDE_AMOUNT] >= 0) ||
		    (w->role == WIDE_AMOUNT &&
			(c->field[WIDE_MIN] >= 0 || c->field[WIDE_MAX] >= 0)))
			continue;
		c->field[w->role] = field;
		c->unit[w->role] = w->unit;
		return;
	}
	c = &x->claim[x->nclaim];
	*c = (struct claim){ .w = *w, .same_as = same_elements(x, w) };
	for (int r = 0; r < WIDE_ROLES; r++)
		c->field[r] = -1;
	c->field[w->role] = field;
	c->unit[w->role] = w->unit;
	x->nclaim++;
}

static void
add_column(struct wide_table *x, const struct wide *w, int field)
{
	switch (w->kind) {
	case WIDE_CLAIM:
		add_claim(x, w, field);
		break;
	case WIDE_LIMIT:
		x->limit = field;
		x->limit_unit = w->unit;
		break;
	case WIDE_STAGE:
		x->stage[x->nstage++] =
		    (struct stage_column){ .w = *w, .field = field };
		break;
	case WIDE_GROUP:
	case WIDE_GROUP_AMOUNT:
		x->group[w->number][w->column] = (int16_t)(field + 1);
		if (w->unit != UNIT_NONE)
			x->group_unit[w->number] = w->unit;
		break;
	default:
		break;
	}
}

static bool
has_amount(const struct claim *c)
{
	return c->field[WIDE_AMOUNT] >= 0 || c->field[WIDE_MIN] >= 0 ||
	       c->field[WIDE_MAX] >= 0;
}

/* "Pr+Nd" beside "Nd", "TREO" beside them all: the sum of what is told one by
 * one would count it twice. */
static bool
is_sum(const struct wide_table *x, const struct claim *c)
{
	if ((c->w.elements & (c->w.elements - 1)) == 0 ||
	    c->w.formula[0] != '\0')
		return false;
	for (size_t i = 0; i < x->nclaim; i++) {
		uint32_t e = x->claim[i].w.elements;

		if (e != 0 && e != c->w.elements && (e & c->w.elements) != 0 &&
		    has_amount(&x->claim[i]))
			return true;
	}
	return false;
}

static struct str
heading(const struct table *t, const struct claim *c)
{
	int field = -1;

	for (int r = 0; r < WIDE_ROLES && field < 0; r++)
		field = c->field[r];
	return str_clip(t->heading[field], 60);
}

static struct pos
heading_at(const struct table *t, const struct claim *c)
{
	int field = -1;

	for (int r = 0; r < WIDE_ROLES && field < 0; r++)
		field = c->field[r];
	return csv_pos(&t->csv, (size_t)field);
}

/* Sums are left out, and what is told twice is told. */
static void
settle_claims(struct table *t, struct wide_table *x)
{
	struct findings *f = t->in->f;

	for (size_t i = 0; i < x->nclaim; i++) {
		struct claim *c = &x->claim[i];

		if (is_sum(x, c)) {
			c->sum = true;
			findings_loss(f, ST_SCHEMA, heading_at(t, c),
			    "column \"%.*s\" adds up what other columns tell "
			    "one by one: it is read only where these are blank",
			    STR_ARG(heading(t, c)));
		} else if (c->same_as >= 0 && has_amount(c)) {
			const struct claim *first = &x->claim[c->same_as];

			findings_loss(f, ST_SCHEMA, heading_at(t, c),
			    "columns \"%.*s\" and \"%.*s\" are about the same "
			    "elements: the second is read only where the first "
			    "is blank",
			    STR_ARG(heading(t, first)), STR_ARG(heading(t, c)));
		}
	}
}

enum status
wide_open(struct table *t)
{
	struct csv_header *h = &t->head;
	struct wide_table *x;
	struct wide w;

	if (h->nwide == 0)
		return ST_OK;
	x = TAKE(&t->in->b->mem, struct wide_table, 1);
	if (x == NULL)
		return fields_nomem(t->in->f);
	x->claim = TAKE(&t->in->b->mem, struct claim, h->nwide);
	x->stage = TAKE(&t->in->b->mem, struct stage_column, h->nwide);
	if (x->claim == NULL || x->stage == NULL)
		return fields_nomem(t->in->f);
	x->limit = -1;
	x->alone = !csv_has(h, COL_ELEMENT) && !csv_has(h, COL_SUBSTANCE) &&
		   !csv_has(h, COL_CAS) && !csv_has(h, COL_FORMULA) &&
		   !csv_has(h, COL_KIND);
	for (size_t i = 0; i < h->n; i++)
		if (h->wide[i] != WIDE_NONE &&
		    wide_field(h, &t->csv, i, &w) != WIDE_NONE)
			add_column(x, &w, (int)i);
	settle_claims(t, x);
	t->wide = x;
	return ST_OK;
}

void
wide_close(struct table *t)
{
	if (t->wide == NULL)
		return;
	intern_free(&t->wide->keys);
	free(t->wide->told);
	t->wide = NULL;
}

bool
wide_alone(const struct table *t)
{
	return t->wide != NULL && t->wide->alone;
}

/* ---- cells */

static struct field
cell_at(const struct table *t, int field)
{
	if (field < 0)
		return (struct field){ { "", 0 }, table_place(t, 0) };
	return (struct field){ t->csv.field[field].text,
		table_place(t, (size_t)field) };
}

static struct field
unit_field(const struct table *t, int field, uint8_t unit)
{
	struct field said = cell_at(t, field);

	said.text =
	    unit != UNIT_NONE ? str_of(unit_name((enum unit)unit)) : STR("");
	/* a unit of the row, where it is none of quantities */
	if (unit == UNIT_NONE && t->head.format == FORMAT_CSV_CONTENT) {
		enum dimension d =
		    unit_dimension(unit_find(table_text(t, COL_UNIT)));

		if (d == DIM_MASS || d == DIM_SHARE)
			said = table_cell(t, COL_UNIT);
	}
	return said;
}

enum cell { CELL_BLANK, CELL_AMOUNT, CELL_NOT_DETECTED };

static bool
is_one_of(struct str s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (csv_same_name(s, str_of(words[i])))
			return true;
	return false;
}

/* What stands in a cell; *text: the amount as fields_content() has it. */
static enum cell
cell_says(struct str *text)
{
	static const char *const yes[] = { "yes", "y", "x", "ja", "oui", "sí",
		"✓", "✔", "√", "是", "有", "含有", "含" };
	static const char *const no[] = { "none", "nil", "no", "nein", "non",
		"nessuno", "ninguno", "无", "無", "否", "不含", "なし", "없음",
		"absent", "free" };
	static const char *const blank[] = { "not tested", "not analysed",
		"not analyzed", "not measured", "n.t.", "nt", "na", "n/a",
		"not applicable", "未测", "未測定" };
	struct str s = str_trim(*text), rest;

	*text = s;
	if (is_one_of(s, no, sizeof(no) / sizeof(no[0])))
		return CELL_NOT_DETECTED;
	if (table_says_nothing(s) ||
	    is_one_of(s, blank, sizeof(blank) / sizeof(blank[0])))
		return CELL_BLANK;
	if (is_one_of(s, yes, sizeof(yes) / sizeof(yes[0])))
		*text = STR("present");
	if (amount_below_limit(s, &rest))
		*text = rest;
	return amount_is_not_detected(*text) ? CELL_NOT_DETECTED : CELL_AMOUNT;
}

/* The limit of detection of the claim in this row, as "<10 ppm"; empty: nobody
 * states it.  False when memory is out. */
static bool
below_limit(struct table *t, const struct claim *c, struct str *text)
{
	const struct wide_table *x = t->wide;
	bool own = c->field[WIDE_DETECTION] >= 0;
	int field = own ? c->field[WIDE_DETECTION] : x->limit;
	uint8_t unit = own ? c->unit[WIDE_DETECTION] : x->limit_unit;
	struct field cell = cell_at(t, field);
	struct str s = str_trim(cell.text), name;
	char *room;
	bool ends;

	*text = STR("");
	while (s.n > 0 && (s.p[0] == '<' || s.p[0] == ' ')) {
		s.p++;
		s.n--;
	}
	if (field < 0 || s.n == 0 || s.p[0] < '0' || s.p[0] > '9')
		return true;
	ends = s.p[s.n - 1] >= '0' && s.p[s.n - 1] <= '9';
	if (unit == UNIT_NONE)
		unit = c->unit[WIDE_AMOUNT];
	name = ends && unit != UNIT_NONE ? str_of(unit_name((enum unit)unit))
					 : STR("");
	room = csv_room(&t->csv, s.n + name.n + 2);
	if (room == NULL)
		return false;
	*text = (struct str){ room, s.n + name.n + 1 + (name.n > 0) };
	*room++ = '<';
	memcpy(room, s.p, s.n);
	if (name.n > 0) {
		room[s.n] = ' ';
		memcpy(room + s.n + 1, name.p, name.n);
	}
	return true;
}

/* Has the same been said of the item before?  What differs is refused.
 * *again: there is nothing to add.  False when memory is out. */
static bool
said_before(struct table *t, const uint32_t key[3], struct field cell,
    struct str name, bool *again)
{
	struct wide_table *x = t->wide;
	size_t before = x->keys.n;
	struct told_cell *list =
	    array_grow(x->told, &x->told_cap, before + 1, sizeof(*list));
	uint32_t id;

	*again = false;
	if (list == NULL)
		return false;
	x->told = list;
	id = intern_copy(
	    &x->keys, (struct str){ (const char *)key, 3 * sizeof(key[0]) });
	if (id == INTERN_NONE)
		return false;
	if (x->keys.n > before) {
		list[id] =
		    (struct told_cell){ arena_copy(&t->in->b->mem, cell.text),
			    cell.at };
		return list[id].text.p != NULL;
	}
	*again = true;
	if (!str_eq(list[id].text, cell.text))
		findings_error(t->in->f, ST_CONFLICT,
		    bom_pos(t->in->b, cell.at),
		    "\"%.*s\" under \"%.*s\", and \"%.*s\" in line %u for the "
		    "same part: expected one row for each part; of several "
		    "lots a range such as 28-29, of several materials each as "
		    "a part of its own",
		    STR_ARG(str_clip(cell.text, 40)), STR_ARG(name),
		    STR_ARG(str_clip(list[id].text, 40)), list[id].at.line);
	return true;
}

/* ---- claims */

static struct content_text
text_of(const struct table *t, const struct claim *c, int field)
{
	struct place at = table_place(t, (size_t)field);
	struct field none = { { "", 0 }, at };
	struct content_text x = { .element = none,
		.cas = { str_of(c->w.cas), at },
		.formula = { str_of(c->w.formula), at },
		.name = none,
		.basis = none,
		.amount = { none, none, none, none },
		.scope = table_cell(t, COL_SCOPE),
		.kind = none,
		.process = none,
		.each = none,
		.at = at };

	if (c->w.basis != BASIS_COUNT)
		x.basis.text = str_of(basis_name((enum basis)c->w.basis));
	else if (c->w.formula[0] == '\0' && c->w.cas[0] == '\0' &&
		 t->head.format == FORMAT_CSV_CONTENT)
		x.basis = table_cell(t, COL_BASIS);
	return x;
}

/* "Nd,Pr" of a set of bits. */
static struct str
symbols(uint32_t elements, char text[4 * NELEM])
{
	size_t n = 0;

	if (elements == ELEMENT_ALL)
		return STR("all");
	for (int e = 0; e < NELEM; e++)
		if ((elements >> e & 1) != 0)
			n += (size_t)snprintf(text + n, 4 * NELEM - n, "%s%s",
			    n > 0 ? "," : "", element_at(e)->symbol);
	return (struct str){ text, n };
}

static bool
keep(struct table *t, const struct content_text *text, uint32_t ref,
    uint32_t decl)
{
	uint32_t first;

	return fields_content(t->in->b, t->in->chem, text, ref, decl, &first,
		   t->in->f) == ST_OK ||
	       t->in->f->first.code != ST_NOMEM;
}

/* The number without a unit, where no heading and no column names one. */
static bool
lacks_unit(struct table *t, const struct claim *c, struct field cell,
    struct field unit)
{
	char last = cell.text.n > 0 ? cell.text.p[cell.text.n - 1] : ' ';

	if (unit.text.n > 0 || last < '0' || last > '9')
		return false;
	findings_error(t->in->f, ST_UNIT, bom_pos(t->in->b, cell.at),
	    "\"%.*s\" under \"%.*s\", and nothing says its unit: expected it "
	    "in the heading, as in \"%.*s (%%)\", in a column of units, or in "
	    "a file of columns as %.*s = %.*s (%%)",
	    STR_ARG(str_clip(cell.text, 40)), STR_ARG(heading(t, c)),
	    STR_ARG(heading(t, c)), STR_ARG(heading(t, c)),
	    STR_ARG(heading(t, c)));
	return true;
}

/* The cell of one amount; *said: it is filled.  False when memory is out. */
static bool
one_amount(struct table *t, const struct claim *c, uint32_t ref, uint32_t decl,
    bool *said)
{
	int field = c->field[WIDE_AMOUNT];
	struct content_text x = text_of(t, c, field);
	struct field cell = cell_at(t, field);
	uint32_t key[3] = { ref, decl, (uint32_t)(c - t->wide->claim) };
	char room[4 * NELEM];
	enum cell says;
	bool again;

	says = cell_says(&cell.text);
	*said = says != CELL_BLANK;
	if (!*said)
		return true;
	if (!said_before(t, key, cell, heading(t, c), &again))
		return false;
	if (again)
		return true;
	x.amount.amount = cell;
	x.amount.unit = unit_field(t, field, c->unit[WIDE_AMOUNT]);
	if (says == CELL_NOT_DETECTED) {
		if (!below_limit(t, c, &x.amount.amount.text))
			return false;
		if (x.amount.amount.text.n == 0) {
			x.amount.amount.text = STR("unknown");
			if (t->wide->not_detected++ == 0)
				t->wide->not_detected_at =
				    bom_pos(t->in->b, cell.at);
		}
		x.amount.unit.text = STR("");
	} else if (lacks_unit(t, c, cell, x.amount.unit)) {
		return true;
	}
	if (c->w.formula[0] == '\0' && c->w.cas[0] == '\0' &&
	    c->w.basis != BASIS_TREO)
		x.element.text = symbols(c->w.elements, room);
	return keep(t, &x, ref, decl);
}

/* "Nd min (%)" and "Nd max (%)". */
static bool
two_ends(struct table *t, const struct claim *c, uint32_t ref, uint32_t decl,
    bool *said)
{
	int lo = c->field[WIDE_MIN], hi = c->field[WIDE_MAX];
	struct field min = cell_at(t, lo), max = cell_at(t, hi);
	struct content_text x = text_of(t, c, lo >= 0 ? lo : hi);
	uint32_t key[3] = { ref, decl, (uint32_t)(c - t->wide->claim) };
	enum cell low = cell_says(&min.text), high = cell_says(&max.text);
	struct field both = min;
	char room[4 * NELEM], *copy;
	bool again;

	*said = low != CELL_BLANK || high != CELL_BLANK;
	if (!*said)
		return true;
	copy = csv_room(&t->csv, min.text.n + max.text.n + 3);
	if (copy == NULL)
		return false;
	both.text = (struct str){ copy, min.text.n + max.text.n + 2 };
	snprintf(copy, both.text.n + 1, "%.*s..%.*s", STR_ARG(min.text),
	    STR_ARG(max.text));
	if (!said_before(t, key, both, heading(t, c), &again))
		return false;
	if (again)
		return true;
	x.amount.min = low == CELL_AMOUNT ? min : x.amount.min;
	x.amount.max = high == CELL_AMOUNT ? max : x.amount.max;
	x.amount.unit = unit_field(
	    t, hi >= 0 ? hi : lo, c->unit[hi >= 0 ? WIDE_MAX : WIDE_MIN]);
	if (lacks_unit(t, c, high == CELL_AMOUNT ? max : min, x.amount.unit))
		return true;
	if (lo >= 0 && hi >= 0 && c->unit[WIDE_MIN] != c->unit[WIDE_MAX]) {
		findings_error(t->in->f, ST_UNIT, bom_pos(t->in->b, min.at),
		    "two ends in different units under \"%.*s\": expected one "
		    "unit for both",
		    STR_ARG(heading(t, c)));
		return true;
	}
	if (c->w.formula[0] == '\0' && c->w.cas[0] == '\0' &&
	    c->w.basis != BASIS_TREO)
		x.element.text = symbols(c->w.elements, room);
	return keep(t, &x, ref, decl);
}

static bool
one_claim(struct table *t, const struct claim *c, uint32_t ref, uint32_t decl,
    bool *said)
{
	*said = false;
	if (c->field[WIDE_AMOUNT] >= 0)
		return one_amount(t, c, ref, decl, said);
	if (c->field[WIDE_MIN] >= 0 || c->field[WIDE_MAX] >= 0)
		return two_ends(t, c, ref, decl, said);
	return true;
}

/* Does the row fill a column of the claim? */
static bool
is_filled(const struct table *t, const struct claim *c)
{
	for (int r = 0; r < WIDE_DETECTION; r++) {
		struct field cell = cell_at(t, c->field[r]);

		if (cell_says(&cell.text) != CELL_BLANK)
			return true;
	}
	return false;
}

/* Of fewer elements; of as many, the one before. */
static bool
narrower(const struct claim *a, const struct claim *b)
{
	int n = __builtin_popcount(a->w.elements);
	int of = __builtin_popcount(b->w.elements);

	return n < of || (n == of && a < b);
}

/* Is the claim told by other columns of the row? */
static bool
is_told(const struct table *t, const struct claim *c)
{
	const struct wide_table *x = t->wide;

	if (c->same_as >= 0 && is_filled(t, &x->claim[c->same_as]))
		return true;
	for (size_t i = 0; c->sum && i < x->nclaim; i++)
		if (&x->claim[i] != c && narrower(&x->claim[i], c) &&
		    (x->claim[i].w.elements & c->w.elements) != 0 &&
		    is_filled(t, &x->claim[i]))
			return true;
	return false;
}

static bool
claims(struct table *t, uint32_t ref, uint32_t decl)
{
	const struct wide_table *x = t->wide;
	bool said;

	for (size_t i = 0; i < x->nclaim; i++)
		if (!is_told(t, &x->claim[i]) &&
		    !one_claim(t, &x->claim[i], ref, decl, &said))
			return false;
	return true;
}

/* ---- numbered columns */

static struct field
group_cell(const struct table *t, size_t n, enum csv_column column)
{
	return cell_at(t, t->wide->group[n][column] - 1);
}

/* All that the columns of one number say, to tell it from other rows. */
static bool
group_again(struct table *t, size_t n, uint32_t ref, uint32_t decl, bool *again)
{
	size_t size = 3 * sizeof(uint32_t), o = 0, before;
	uint32_t key[3] = { ref, decl, UINT32_MAX };
	char *room;

	for (int i = 0; i < COL_COUNT; i++)
		if (t->wide->group[n][i] > 0)
			size += group_cell(t, n, (enum csv_column)i).text.n + 1;
	room = csv_room(&t->csv, size);
	if (room == NULL)
		return false;
	memcpy(room, key, sizeof(key));
	o = sizeof(key);
	for (int i = 0; i < COL_COUNT; i++) {
		struct field cell;

		if (t->wide->group[n][i] == 0)
			continue;
		cell = group_cell(t, n, (enum csv_column)i);
		if (cell.text.n > 0)
			memcpy(room + o, cell.text.p, cell.text.n);
		o += cell.text.n;
		room[o++] = '\n';
	}
	before = t->wide->keys.n;
	if (intern_copy(&t->wide->keys, (struct str){ room, o }) == INTERN_NONE)
		return false;
	*again = t->wide->keys.n == before;
	if (!*again) {
		struct told_cell *list = array_grow(t->wide->told,
		    &t->wide->told_cap, before + 1, sizeof(*list));

		if (list == NULL)
			return false;
		t->wide->told = list;
		list[before] = (struct told_cell){ .at = table_place(t, 0) };
	}
	return true;
}

static bool
one_group(struct table *t, size_t n, uint32_t ref, uint32_t decl)
{
	struct content_text x = {
		.element = group_cell(t, n, COL_ELEMENT),
		.cas = group_cell(t, n, COL_CAS),
		.formula = group_cell(t, n, COL_FORMULA),
		.name = group_cell(t, n, COL_SUBSTANCE),
		.basis = group_cell(t, n, COL_BASIS),
		.amount = { group_cell(t, n, COL_AMOUNT),
		    group_cell(t, n, COL_MIN), group_cell(t, n, COL_MAX),
		    group_cell(t, n, COL_UNIT) },
		.scope = table_cell(t, COL_SCOPE),
		.at = table_place(t, 0),
	};
	struct field *const cells[] = { &x.element, &x.cas, &x.formula, &x.name,
		&x.amount.amount, &x.amount.min, &x.amount.max };
	bool any = false, again = false;

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		if (table_says_nothing(str_trim(cells[i]->text)))
			cells[i]->text.n = 0;
		any |= cells[i]->text.n > 0;
	}
	if (!any)
		return true;
	if (x.name.text.n > 0)
		x.at = x.name.at;
	else if (x.cas.text.n > 0)
		x.at = x.cas.at;
	if (t->wide->group[n][COL_UNIT] == 0)
		x.amount.unit = unit_field(t, t->wide->group[n][COL_AMOUNT] - 1,
		    t->wide->group_unit[n]);
	if (!group_again(t, n, ref, decl, &again))
		return false;
	return again || keep(t, &x, ref, decl);
}

/* ---- countries of stages */

/* The country of a stage; one of several has any share of it. */
static enum status
add_stage(struct table *t, const struct stage_column *s, struct field cell,
    bool one, const struct origin *like)
{
	struct bom *b = t->in->b;
	struct origin said = *like, *o;
	enum status st = ST_OK;

	said.at = cell.at;
	said.stage = s->w.stage;
	said.share = (struct amount){ one ? NUM_ONE : NUM_ZERO, NUM_ONE, false,
		false, true };
	said.standing = STANDING_DECLARED;
	if (str_is_nocase(cell.text, "none"))
		said.absent = 1;
	else
		st = fields_country(b, cell, said.country, t->in->f);
	if (st == ST_OK)
		st = fields_standing(
		    b, table_cell(t, COL_STANDING), &said.standing, t->in->f);
	if (st != ST_OK)
		return st;
	o = bom_add_origin(b);
	if (o == NULL)
		return fields_nomem(t->in->f);
	*o = said;
	return ST_OK;
}

/* "AU / CN": several countries, if each of them is one. */
static size_t
cut_countries(struct str s, struct str list[8])
{
	size_t n = 0;

	if (country_find(s) != NULL)
		return 0;
	while (s.n > 0 && n < 8) {
		size_t i = 0;

		while (i < s.n && strchr("/,;+&", s.p[i]) == NULL)
			i++;
		list[n] = str_trim((struct str){ s.p, i });
		if (country_find(list[n]) == NULL ||
		    country_find(list[n])[0] == '\0')
			return 0;
		n++;
		i += i < s.n;
		s.p += i;
		s.n -= i;
	}
	return s.n == 0 && n > 1 ? n : 0;
}

#define COUNTRIES 16

static bool
same_stage(const struct stage_column *a, const struct stage_column *b)
{
	return a->w.stage == b->w.stage && a->w.elements == b->w.elements;
}

static bool
says_country(struct str s)
{
	return s.n > 0 && (str_is_nocase(s, "none") || !table_says_nothing(s));
}

/* Adds the countries of a cell to those of the stage, each once. */
static void
gather(
    const struct table *t, int field, struct field list[COUNTRIES], size_t *n)
{
	struct field cell = cell_at(t, field);
	struct str cut[8];
	size_t k;

	cell.text = str_trim(cell.text);
	if (!says_country(cell.text))
		return;
	k = cut_countries(cell.text, cut);
	if (k == 0)
		cut[k++] = cell.text;
	for (size_t i = 0; i < k; i++) {
		const char *code = country_find(cut[i]);
		bool known = false;

		for (size_t m = 0; m < *n && !known; m++)
			known =
			    code != NULL && country_find(list[m].text) == code;
		if (!known && *n < COUNTRIES)
			list[(*n)++] = (struct field){ cut[i], cell.at };
	}
}

/* All columns of one stage: where it took place. */
static bool
one_stage(struct table *t, size_t which, struct origin like)
{
	const struct wide_table *x = t->wide;
	const struct stage_column *s = &x->stage[which];
	uint32_t key[3] = { like.item, like.decl,
		0x80000000u | (uint32_t)s->field };
	struct field list[COUNTRIES];
	size_t n = 0;
	bool again = false;

	for (size_t i = 0; i < x->nstage; i++) {
		if (!same_stage(s, &x->stage[i]))
			continue;
		if (i < which)
			return true;
		gather(t, x->stage[i].field, list, &n);
	}
	if (n == 0)
		return true;
	if (s->w.elements != 0)
		like.elements = like.elements == 0
				    ? s->w.elements
				    : like.elements & s->w.elements;
	if (s->w.elements != 0 && like.elements == 0)
		return true;
	if (like.content == BOM_NONE && x->alone &&
	    !said_before(
		t, key, list[0], str_clip(t->heading[s->field], 60), &again))
		return false;
	for (size_t i = 0; i < n && !again; i++)
		if (add_stage(t, s, list[i], n == 1, &like) == ST_NOMEM)
			return false;
	return true;
}

bool
wide_stages(struct table *t, uint32_t ref, uint32_t content, uint32_t decl,
    uint32_t elements)
{
	const struct origin like = { .item = ref,
		.content = content,
		.decl = decl,
		.elements = elements };

	if (t->wide == NULL)
		return true;
	for (size_t i = 0; i < t->wide->nstage; i++)
		if (!one_stage(t, i, like))
			return false;
	return true;
}

/* ---- the row */

/* What the item weighs, and where it was made: in a table of items these are
 * told there. */
static bool
say_item(struct table *t, uint32_t ref, uint32_t decl)
{
	struct amount_text text = { .amount = table_cell(t, COL_MASS),
		.unit = table_cell(t, COL_MASS_UNIT) };
	enum unit of = UNIT_EACH;
	uint32_t key[3] = { ref, decl, UINT32_MAX - 1 };
	struct amount mass;
	bool again = false;

	if (table_cell(t, COL_ORIGIN).text.n > 0 &&
	    !table_origin(t, ref, BOM_NONE, decl, 0))
		return false;
	if (!csv_has(&t->head, COL_MASS) ||
	    table_says_nothing(text.amount.text))
		return true;
	if (!said_before(t, key, text.amount, STR("mass"), &again))
		return false;
	if (t->head.unit[COL_MASS] != UNIT_NONE)
		text.unit.text =
		    str_of(unit_name((enum unit)t->head.unit[COL_MASS]));
	text.min = text.max = (struct field){ { "", 0 }, text.amount.at };
	if (again ||
	    per_unit_mass(t->in->b, &text, &of, &mass, t->in->f) != ST_OK)
		return true;
	return bom_add_weighing(t->in->b,
	    (struct weighing){ ref, mass, text.amount.at,
		(uint8_t)(of != UNIT_EACH ? unit_dimension(of) : DIM_NONE) });
}

bool
wide_row(struct table *t, uint32_t ref, uint32_t decl)
{
	struct wide_table *x = t->wide;

	if (x == NULL)
		return true;
	if (x->alone && t->head.format == FORMAT_CSV_CONTENT &&
	    !say_item(t, ref, decl))
		return false;
	if (!claims(t, ref, decl))
		return false;
	for (size_t n = 1; n < WIDE_NUMBERS; n++)
		if (!one_group(t, n, ref, decl))
			return false;
	/* of a line that names its substance they are those of the line */
	return !x->alone || wide_stages(t, ref, BOM_NONE, decl, 0);
}

bool
wide_is_aside(const struct table *t)
{
	static const char *const words[] = { "mean", "average", "avg",
		"std dev", "stdev", "standard deviation", "rsd", "%rsd",
		"mittelwert", "moyenne", "media", "lod", "mdl", "loq",
		"detection limit", "limit of detection", "reporting limit",
		"nachweisgrenze", "bestimmungsgrenze", "检出限", "定量限",
		"平均值", "平均", "blank", "method blank" };
	struct str first = { "", 0 };

	if (t->wide == NULL || !t->wide->alone)
		return false;
	if (table_is_header_again(t))
		return true;
	for (size_t i = 0; i < t->csv.n && first.n == 0; i++)
		first = t->csv.field[i].text;
	if (csv_is_total_alone(&t->csv)) {
		findings_add(t->in->f, SEV_NOTE, ST_OK, csv_pos(&t->csv, 0),
		    "a row of totals: passed over");
		return true;
	}
	if (!is_one_of(first, words, sizeof(words) / sizeof(words[0])))
		return false;
	findings_warn(t->in->f, ST_SCHEMA, csv_pos(&t->csv, 0),
	    "a row of \"%.*s\", which is no part: passed over",
	    STR_ARG(str_clip(first, 40)));
	return true;
}

void
wide_tell_end(const struct table *t)
{
	if (t->wide != NULL && t->wide->not_detected > 0)
		findings_warn(t->in->f, ST_INCOMPLETE, t->wide->not_detected_at,
		    "%zu cell%s where nothing was found and no limit of "
		    "detection is stated: that proves nothing and is kept as "
		    "unknown; expected for example <10 ppm, or a column such "
		    "as \"LOD (ppm)\"",
		    t->wide->not_detected,
		    t->wide->not_detected > 1 ? "s" : "");
}
