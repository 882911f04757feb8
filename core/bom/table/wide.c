/* SPDX-License-Identifier: Apache-2.0 */
/* wide - what a heading says of its column by itself; see wide.h. */
#include "core/bom/table/wide_heading.h"

#include <string.h>

/* Plain blanks, signs and digits; false: too long. */
static bool
make_plain(struct heading *h, struct str s)
{
	h->n = 0;
	while (s.n > 0 && h->n < WIDE_HEADING) {
		char wide = str_wide(s), c = s.p[0];
		size_t skip = wide != 0 ? 3 : str_unseen(s);

		if (wide != 0)
			c = wide;
		else if (skip > 0 || c == '\n' || c == '\r' || c == '\t' ||
			 c == '_')
			c = ' ';
		if (skip == 0 && s.n >= 3 && str_starts(s, "\xE2\x82") &&
		    ((unsigned char)s.p[2] & 0xF0) == 0x80) {
			c = (char)('0' + (s.p[2] & 0x0F)); /* subscript */
			skip = 3;
		}
		h->text[h->n++] = c;
		skip = skip > 0 ? skip : 1;
		s.p += skip;
		s.n -= skip;
	}
	h->text[h->n] = '\0';
	return s.n == 0;
}

/* What is said twice must be able to be the same. */
static void
settle(struct heading *h)
{
	uint32_t elements =
	    h->w.formula[0] != '\0' ? h->in_formula : h->w.elements;

	if (h->as || (h->named & ~elements) != 0)
		h->lost = true;
}

/* A formula says of what the amount is, and so does a CAS number. */
static void
settle_basis(struct heading *h)
{
	if (h->w.formula[0] != '\0')
		h->w.elements = h->in_formula;
	if (h->w.formula[0] != '\0' || h->w.cas[0] != '\0')
		h->w.basis = BASIS_COUNT;
}

/* "Y (ppm)" can hardly be a word; "Er %" may be an error. */
static bool
may_be_word(const struct heading *h)
{
	return h->odd_symbol && (h->capitals || (h->w.unit != UNIT_PPM &&
						    h->w.unit != UNIT_PPB));
}

static enum wide_kind
read_claim(struct heading *h)
{
	struct wide *w = &h->w;
	bool some =
	    w->elements != 0 || w->formula[0] != '\0' || w->cas[0] != '\0';

	settle(h);
	if (!some)
		return h->detection && !h->lost && w->basis == BASIS_COUNT
			   ? WIDE_LIMIT
			   : WIDE_NONE;
	if (h->lost)
		return w->rare && (h->name || w->unit != UNIT_NONE) &&
			       !(h->odd_symbol && w->unit == UNIT_NONE)
			   ? WIDE_LOST
			   : WIDE_NONE;
	w->bare = h->symbol && w->unit == UNIT_NONE && w->formula[0] == '\0' &&
		  !h->name;
	w->odd = may_be_word(h);
	w->group = h->group;
	settle_basis(h);
	w->sure = w->rare && (h->group || w->cas[0] != '\0'
				     ? w->unit != UNIT_NONE
				     : h->name || w->formula[0] != '\0' ||
					   (w->unit != UNIT_NONE && !w->odd));
	return WIDE_CLAIM;
}

/* ---- numbered columns */

static bool
may_be_numbered(enum csv_column column)
{
	static const enum csv_column columns[] = { COL_SUBSTANCE, COL_CAS,
		COL_FORMULA, COL_ELEMENT, COL_AMOUNT, COL_MIN, COL_MAX,
		COL_UNIT, COL_BASIS };

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (columns[i] == column)
			return true;
	return false;
}

/* "Content 2 (%)", "CAS#2": a name with a number of one or two digits. */
static bool
read_numbered(struct str plain, struct wide *w)
{
	char room[WIDE_HEADING];
	struct str name = { room, 0 };
	size_t end = plain.n, from;
	enum csv_column column;
	enum unit unit = UNIT_NONE;

	while (end > 0 && !char_is_digit(plain.p[end - 1]))
		end--;
	for (from = end; from > 0 && char_is_digit(plain.p[from - 1]);)
		from--;
	if (from == 0 || end - from > 2 || plain.p[from] == '0')
		return false;
	w->number = 0;
	for (size_t i = from; i < end; i++)
		w->number = (uint8_t)(w->number * 10 + (plain.p[i] - '0'));
	if (w->number >= WIDE_NUMBERS)
		return false;
	if (from > 0 && plain.p[from - 1] == '#')
		from--;
	memcpy(room, plain.p, from);
	memcpy(room + from, plain.p + end, plain.n - end);
	name.n = from + plain.n - end;
	column = csv_column_find(name);
	if (column == COL_COUNT)
		column = csv_column_with_unit(name, &unit);
	if (column == COL_MASS)
		column = COL_AMOUNT;
	if (!may_be_numbered(column))
		return false;
	w->kind = column == COL_AMOUNT || column == COL_MIN || column == COL_MAX
		      ? WIDE_GROUP_AMOUNT
		      : WIDE_GROUP;
	w->column = (uint8_t)column;
	w->unit = (uint8_t)unit;
	w->sure = true;
	return true;
}

/* "Nd mining country", "Mining country (Nd)". */
static bool
read_stage_of(struct str plain, struct wide *w)
{
	size_t first = 0, last;
	struct str name;
	int e;

	while (first < plain.n && char_is_alnum(plain.p[first]))
		first++;
	e = element_find((struct str){ plain.p, first });
	name = (struct str){ plain.p + first, plain.n - first };
	if (e < 0) {
		size_t end = plain.n;

		while (end > 0 && !char_is_alnum(plain.p[end - 1]))
			end--;
		for (last = end; last > 0 && char_is_alnum(plain.p[last - 1]);)
			last--;
		e = element_find((struct str){ plain.p + last, end - last });
		name = (struct str){ plain.p, last };
	}
	if (e < 0 || !wide_stage(name, w))
		return false;
	w->elements = (uint32_t)1 << e;
	w->sure = true;
	return true;
}

enum wide_kind
wide_read(struct str heading, struct wide *out)
{
	struct heading h = { .w = { .basis = BASIS_COUNT } };
	struct wide asked;
	struct str plain;
	bool is_asked;

	*out = (struct wide){ .basis = BASIS_COUNT };
	if (!make_plain(&h, str_trim(heading)) || h.n == 0)
		return WIDE_NONE;
	plain = (struct str){ h.text, h.n };
	if (wide_stage(plain, out) || read_numbered(plain, out) ||
	    read_stage_of(plain, out))
		return (enum wide_kind)out->kind;
	is_asked = wide_asked(plain, &asked);
	wide_take_units(&h);
	if (!is_asked && h.w.unit != UNIT_NONE &&
	    wide_asked(str_trim(plain), &asked) && asked.kind == WIDE_RECIPE) {
		is_asked = true;
		asked.unit = h.w.unit;
	}
	wide_take_words(&h);
	h.w.kind = (uint8_t)read_claim(&h);
	*out = is_asked && !(h.w.kind == WIDE_CLAIM && h.w.sure) ? asked : h.w;
	return (enum wide_kind)out->kind;
}

bool
wide_names(struct str text, struct wide *out)
{
	struct heading h = { .w = { .basis = BASIS_COUNT } };

	*out = (struct wide){ .basis = BASIS_COUNT };
	if (!make_plain(&h, str_trim(text)) || h.n == 0)
		return false;
	wide_take_words(&h);
	if (read_claim(&h) != WIDE_CLAIM || h.w.role != WIDE_AMOUNT ||
	    h.w.cas[0] != '\0' || h.capitals)
		return false;
	*out = h.w;
	return true;
}
