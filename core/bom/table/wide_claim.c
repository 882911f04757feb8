/* SPDX-License-Identifier: Apache-2.0 */
/* wide_claim - how much a cell says of its element; see wide_own.h. */
#include "core/bom/table/wide_own.h"

#include "core/bom/field/amount_words.h"
#include "core/bom/table/read_csv.h"

#include <stdio.h>
#include <string.h>

enum cell { CELL_BLANK, CELL_AMOUNT, CELL_NOT_DETECTED };

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
	if (csv_name_is_among(s, no, sizeof(no) / sizeof(no[0])))
		return CELL_NOT_DETECTED;
	if (table_says_nothing(s) ||
	    csv_name_is_among(s, blank, sizeof(blank) / sizeof(blank[0])))
		return CELL_BLANK;
	if (csv_name_is_among(s, yes, sizeof(yes) / sizeof(yes[0])))
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
	struct field cell = wide_cell(t, field);
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

struct content_text
wide_text(const struct table *t, const struct wide *w, int field)
{
	struct place at = table_place(t, (size_t)field);
	struct field none = { { "", 0 }, at };
	struct content_text x = { .element = none,
		.cas = { str_of(w->cas), at },
		.formula = { str_of(w->formula), at },
		.name = none,
		.basis = none,
		.amount = { none, none, none, none },
		.scope = table_cell(t, COL_SCOPE),
		.kind = none,
		.process = none,
		.each = none,
		.at = at };

	if (w->basis != BASIS_COUNT)
		x.basis.text = str_of(basis_name((enum basis)w->basis));
	else if (w->formula[0] == '\0' && w->cas[0] == '\0' &&
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

/* Elements are named by their symbols, unless a formula, a number or all of
 * them say it. */
bool
wide_keep_claim(struct table *t, const struct wide *w, struct content_text *x,
    uint32_t ref, uint32_t decl)
{
	char room[4 * NELEM];

	if (w->formula[0] == '\0' && w->cas[0] == '\0' &&
	    w->basis != BASIS_TREO)
		x->element.text = symbols(w->elements, room);
	return wide_keep(t, x, ref, decl);
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
	    STR_ARG(str_clip(cell.text, 40)), STR_ARG(wide_heading(t, c)),
	    STR_ARG(wide_heading(t, c)), STR_ARG(wide_heading(t, c)),
	    STR_ARG(wide_heading(t, c)));
	return true;
}

/* Below the limit of detection that the row states, else unknown and counted.
 * False when memory is out. */
static bool
not_detected(struct table *t, const struct claim *c, struct field cell,
    struct content_text *x)
{
	x->amount.amount = cell;
	if (!below_limit(t, c, &x->amount.amount.text))
		return false;
	if (x->amount.amount.text.n == 0) {
		x->amount.amount.text = STR("unknown");
		if (t->wide->not_detected++ == 0)
			t->wide->not_detected_at = bom_pos(t->in->b, cell.at);
	}
	x->amount.unit.text = STR("");
	return true;
}

/* "Nd" and "Dy" under "RE element" make two of one column. */
static uint32_t
named_key(const struct claim *c)
{
	return c->w.group && c->w.elements != ELEMENT_ALL ? c->w.elements << 10
							  : 0;
}

/* The cell of one amount; *said: it is filled.  False when memory is out. */
static bool
one_amount(struct table *t, const struct claim *c, uint32_t ref, uint32_t decl,
    bool *said)
{
	int field = c->field[WIDE_AMOUNT];
	struct content_text x = wide_text(t, &c->w, field);
	struct field cell = wide_cell(t, field);
	uint32_t key[3] = { ref, decl, c->index | named_key(c) };
	enum cell says;
	bool again;

	says = cell_says(&cell.text);
	*said = says != CELL_BLANK;
	if (!*said)
		return true;
	if (!wide_said_before(t, key, cell, wide_heading(t, c), &again))
		return false;
	if (again)
		return true;
	x.amount.amount = cell;
	x.amount.unit = wide_unit_field(t, field, c->unit[WIDE_AMOUNT]);
	if (says == CELL_NOT_DETECTED) {
		if (!not_detected(t, c, cell, &x))
			return false;
	} else if (lacks_unit(t, c, cell, x.amount.unit)) {
		return true;
	}
	return wide_keep_claim(t, &c->w, &x, ref, decl);
}

/* "Nd min (%)" and "Nd max (%)". */
static bool
two_ends(struct table *t, const struct claim *c, uint32_t ref, uint32_t decl,
    bool *said)
{
	int lo = c->field[WIDE_MIN], hi = c->field[WIDE_MAX];
	struct field min = wide_cell(t, lo), max = wide_cell(t, hi);
	struct content_text x = wide_text(t, &c->w, lo >= 0 ? lo : hi);
	uint32_t key[3] = { ref, decl, c->index | named_key(c) };
	enum cell low = cell_says(&min.text), high = cell_says(&max.text);
	struct field both = min;
	char *copy;
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
	if (!wide_said_before(t, key, both, wide_heading(t, c), &again))
		return false;
	if (again)
		return true;
	if (low != CELL_AMOUNT && high != CELL_AMOUNT)
		return not_detected(t, c, low != CELL_BLANK ? min : max, &x) &&
		       wide_keep_claim(t, &c->w, &x, ref, decl);
	if (low == CELL_AMOUNT)
		x.amount.min = min;
	if (high == CELL_AMOUNT)
		x.amount.max = max;
	x.amount.unit = wide_unit_field(
	    t, hi >= 0 ? hi : lo, c->unit[hi >= 0 ? WIDE_MAX : WIDE_MIN]);
	if (lacks_unit(t, c, high == CELL_AMOUNT ? max : min, x.amount.unit))
		return true;
	if (lo >= 0 && hi >= 0 && c->unit[WIDE_MIN] != c->unit[WIDE_MAX]) {
		findings_error(t->in->f, ST_UNIT, bom_pos(t->in->b, min.at),
		    "two ends in different units under \"%.*s\": expected one "
		    "unit for both",
		    STR_ARG(wide_heading(t, c)));
		return true;
	}
	return wide_keep_claim(t, &c->w, &x, ref, decl);
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
		struct field cell = wide_cell(t, c->field[r]);

		if (cell_says(&cell.text) != CELL_BLANK)
			return true;
	}
	return false;
}

bool
wide_is_claimed(const struct table *t)
{
	for (size_t i = 0; i < t->wide->nclaim; i++)
		if (is_filled(t, &t->wide->claim[i]))
			return true;
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

bool
wide_claims(struct table *t, uint32_t ref, uint32_t decl)
{
	const struct wide_table *x = t->wide;
	uint32_t named = x->nwords > 0 ? wide_named(t) : 0;
	bool said;

	for (size_t i = 0; i < x->nclaim; i++) {
		struct claim c = x->claim[i];

		/* "Nd" under "RE element" says of which "RE %" is */
		if (named != 0 && c.w.group && c.w.elements == ELEMENT_ALL &&
		    c.w.basis == BASIS_COUNT)
			c.w.elements = named;
		if (!is_told(t, &x->claim[i]) &&
		    !one_claim(t, &c, ref, decl, &said))
			return false;
	}
	return true;
}
