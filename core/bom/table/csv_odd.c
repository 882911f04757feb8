/* SPDX-License-Identifier: Apache-2.0 */
/* csv_odd - rows that are not as wide as the header row; see csv_odd.h. */
#include "core/bom/table/csv_odd.h"
#include "core/bom/table/csv_header.h"
#include "core/bom/table/letterhead.h"

#include <string.h>

/* Bytes of the row's first words behind such a word; SIZE_MAX: it has none. */
static size_t
behind_total(const struct csv *c)
{
	static const char *const words[] = { "total", "totals", "subtotal",
		"sub-total", "grand total", "sum", "summe", "gesamt",
		"zwischensumme", "\xE5\x90\x88\xE8\xAE\xA1",
		"\xE6\x80\xBB\xE8\xAE\xA1", "\xE5\xB0\x8F\xE8\xAE\xA1",
		"\xE5\x90\x88\xE8\xA8\x88", "\xE5\xB0\x8F\xE8\xA8\x88" };
	struct str first = { "", 0 };

	for (size_t i = 0; i < c->n && first.n == 0; i++)
		first = c->field[i].text;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (first.n >= n &&
		    str_is_nocase((struct str){ first.p, n }, words[i]) &&
		    (first.n == n || first.p[n] == ' ' || first.p[n] == ':'))
			return first.n - n;
	}
	return SIZE_MAX;
}

bool
csv_is_total(const struct csv *c)
{
	return behind_total(c) != SIZE_MAX;
}

bool
csv_is_total_alone(const struct csv *c)
{
	return behind_total(c) <= sizeof(":") - 1;
}

/* Most names of substances cannot be any of these: they are not compared. */
static bool
may_name_total(struct str s)
{
	static const char starts[][3] = { "to", "su", "gr", "ge", "zw", "so",
		"ra", "ce" };

	if (s.n < 2 || s.n > 30)
		return false;
	if ((unsigned char)s.p[0] >= 0x80)
		return true;
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if ((s.p[0] | 0x20) == starts[i][0] &&
		    (s.p[1] | 0x20) == starts[i][1])
			return true;
	return false;
}

bool
csv_names_total(struct str s)
{
	static const char *const words[] = { "total", "totals", "subtotal",
		"sub-total", "grand total", "sum", "total content",
		"total weight", "total mass", "total percent", "sum total",
		"total of all substances", "sum of all substances",
		"total composition", "Summe", "Gesamt", "Gesamtsumme",
		"Zwischensumme", "Summe aller Stoffe", "somme", "totale",
		"total général", "suma", "suma total", "soma", "razem",
		"totaal", "celkem", "итого", "всего", "сумма", "toplam", "合计",
		"总计", "小计", "合計", "小計", "总和", "總計", "計", "합계",
		"총계", "소계" };

	if (!may_name_total(s))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (csv_same_name(s, str_of(words[i])))
			return true;
	return false;
}

/* Does a blank line stand before the row? */
static bool
is_behind_blank(const struct csv *c)
{
	const char *p = c->row;
	char before = c->separator;

	if (p == c->begin || p[-1] != '\n')
		return false;
	for (p--; p > c->begin && p[-1] != '\n'; p--)
		if (p[-1] != before && p[-1] != ' ' && p[-1] != '\r')
			return false;
	return true;
}

/*
 * Has it what a row of the table has, for all that its width is another?
 * Spreadsheets leave blank fields at the end of a row away, and a name may
 * hold a separator.
 */
static bool
is_of_table(const struct csv *c)
{
	size_t filled = 0;

	for (size_t i = 0; i < c->nneed; i++)
		if (c->need[i] >= c->n || c->field[c->need[i]].text.n == 0)
			return false;
	for (size_t i = 0; i < c->n; i++)
		filled += c->field[i].text.n > 0;
	return filled >= 3 &&
	       (!c->counts || c->field[c->need[c->nneed - 1]].text.p[0] <= '9');
}

/*
 * A row of another width: totals, or what stands behind the table, which is
 * told and passed over.  What stands behind a blank line has no row of the
 * table behind it.
 */
static bool
is_apart(struct csv *c, struct findings *f)
{
	if (is_of_table(c))
		return false;
	if (csv_is_total(c)) {
		findings_add(f, SEV_NOTE, ST_OK, csv_pos(c, 0),
		    "a row of totals: passed over");
		c->total = c->next;
		return true;
	}
	if (c->apart.line > 0) {
		letterhead_note(c);
		return true;
	}
	if (c->n > c->width || (c->row != c->total && !is_behind_blank(c)))
		return false;
	c->apart = csv_pos(c, 0);
	letterhead_note(c);
	findings_add(f, SEV_NOTE, ST_OK, c->apart,
	    "words behind the table: passed over");
	return true;
}

static void
refuse_width(const struct csv *c, struct findings *f)
{
	if (c->apart.line > 0)
		findings_error(f, ST_SYNTAX, c->apart,
		    "a row of another width than the header row, and rows of "
		    "the table behind it: expected %zu fields",
		    c->width);
	else
		findings_error(f, ST_SYNTAX,
		    csv_pos(c, c->n > c->width ? c->width : c->n),
		    "a row of %zu fields: expected %zu as in the header row; "
		    "a field that holds a separator stands in quotes",
		    c->n, c->width);
}

static bool
is_header(const struct csv *c)
{
	return c->header.n > 0 && csv_line_length(c, c->row) == c->header.n &&
	       memcmp(c->row, c->header.p, c->header.n) == 0;
}

/* Fields behind the last of the header row that hold nothing. */
static bool
has_blanks_behind(const struct csv *c)
{
	for (size_t i = c->width; i < c->n; i++)
		if (c->field[i].text.n > 0)
			return false;
	return c->n > c->width;
}

/* "-------": a line that is drawn, as wide as it may be. */
static bool
is_drawn(const struct csv *c)
{
	struct str s = c->field[0].text;

	for (size_t i = 0; i < s.n; i++)
		if (strchr("-=_+|", s.p[i]) == NULL)
			return false;
	return c->n == 1 && s.n > 2;
}

void
csv_settle_odd(struct csv *c, struct findings *f)
{
	if (c->apart.line == 0 && has_blanks_behind(c)) {
		c->n = c->width;
		return;
	}
	if (is_drawn(c))
		return;
	if (c->n == c->width && is_header(c))
		return; /* what stood before it was the foot of a page */
	if (c->n == c->width || !is_apart(c, f))
		refuse_width(c, f);
}
