/* SPDX-License-Identifier: Apache-2.0 */
/* csv_quantity - how much of a part a row asks for; see csv_table.h. */
#include "core/bom/field/numeral.h"
#include "core/bom/field/per_unit.h"
#include "core/bom/json/records_own.h"
#include "core/bom/table/columns.h"
#include "core/bom/table/csv_aside.h"
#include "core/bom/table/csv_table.h"

#include <stdio.h>
#include <string.h>

/*
 * *quantity is that of `per` parents: what is it for one?  Or it is that of
 * one parent of several: what is it in all?
 */
static enum status
scale(struct table *t, enum csv_column by, uint32_t *quantity)
{
	struct bom *b = t->in->b;
	struct field cell = table_cell(t, by);
	struct error err = { 0 };
	uint32_t number;

	if (cell.text.n == 0 || *quantity == BOM_NONE)
		return ST_OK;
	if (numtab_read(&b->num, cell.text, bom_pos(b, cell.at), &number,
		&err) != ST_OK)
		return findings_take(t->in->f, &err);
	if (by == COL_PER && number == NUM_ZERO)
		return findings_error(t->in->f, ST_RANGE, bom_pos(b, cell.at),
		    "a batch of 0: expected a number above zero");
	*quantity = by == COL_PER ? numtab_div(&b->num, *quantity, number)
				  : numtab_mul(&b->num, *quantity, number);
	return *quantity != INTERN_NONE ? ST_OK : fields_nomem(t->in->f);
}

/* *quantity is for one unit of the parent, such as 1 kg: what is it for one
 * base unit of it? */
enum status
table_per_unit(struct table *t, enum unit unit, uint32_t *quantity)
{
	if (*quantity == BOM_NONE || unit_is_base(unit) || !per_unit_fits(unit))
		return ST_OK;
	*quantity = per_unit(t->in->b, *quantity, unit);
	return *quantity != INTERN_NONE ? ST_OK : fields_nomem(t->in->f);
}

static enum status
per_one(struct table *t, uint32_t *quantity)
{
	struct field cell = table_cell(t, COL_PER_UNIT);
	uint8_t unit = UNIT_NONE;
	enum status st = ST_OK;

	if (cell.text.n > 0)
		st = fields_unit(t->in->b, cell, &unit, t->in->f);
	return st == ST_OK ? table_per_unit(t, (enum unit)unit, quantity) : st;
}

/* Does what the cell says depend on others? */
static bool
is_multiplied(const struct table *t)
{
	return csv_has(&t->head, COL_PER) || csv_has(&t->head, COL_TIMES) ||
	       csv_has(&t->head, COL_PER_UNIT);
}

/* The quantity of one parent, in all; most lists have no such columns. */
static inline enum status
in_all(struct table *t, uint32_t *quantity)
{
	enum status st = ST_OK;

	if (!is_multiplied(t))
		return ST_OK;
	if (csv_has(&t->head, COL_PER))
		st = scale(t, COL_PER, quantity);
	if (st == ST_OK && csv_has(&t->head, COL_TIMES))
		st = scale(t, COL_TIMES, quantity);
	if (st == ST_OK && csv_has(&t->head, COL_PER_UNIT))
		st = per_one(t, quantity);
	return st;
}

/* Pieces, where a list has no column of units and the number names none. */
static struct str
default_unit(struct str number)
{
	char first = number.n > 0 ? number.p[0] : '\0';
	char last = number.n > 0 ? number.p[number.n - 1] : '\0';
	bool starts = (first >= '0' && first <= '9') || first == '.';
	bool ends = (last >= '0' && last <= '9') || last == '.';

	return starts && !ends ? STR("") : STR("each");
}

/* A part number may be that of a pair: said once. */
static void
tell_pair(struct table *t)
{
	t->told_pair = true;
	findings_warn(t->in->f, ST_UNIT,
	    bom_pos(t->in->b, table_cell(t, COL_QUANTITY).at),
	    "a pair is taken for two pieces of the part: if the part number "
	    "is that of a pair, expected the unit each");
}

/* A row of a list with a part, and no word of how many. */
static bool
is_unsaid(const struct table *t, struct str number)
{
	if (number.n > 0 && ((number.p[0] >= '0' && number.p[0] <= '9') ||
				str_starts(number, "--")))
		return false;
	/* objects without one may be no uses at all */
	return t->csv.rows != &records_as_rows &&
	       (size_t)t->head.field[COL_QUANTITY] < t->head.n &&
	       (str_is(number, "?") || table_says_nothing(number));
}

/* "1/3": of one part, and perhaps one of a pack of three: said once. */
static void
tell_third(struct table *t, struct str number)
{
	t->told_third = true;
	findings_warn(t->in->f, ST_UNIT,
	    bom_pos(t->in->b, table_cell(t, COL_QUANTITY).at),
	    "\"%.*s\" is taken for that share of one part; if it is one of a "
	    "pack, and the part number that of one in it, expected 1",
	    STR_ARG(str_clip(number, 40)));
}

/* "Min. 4", "4+", "0-1", "2 or 3": a number, and not that one alone. */
static bool
is_vague(const struct table *t, struct str s)
{
	static const char *const before[] = { "min ", "min.", "at least",
		"max ", "max.", "up to", "approx", "about ", "ca.", "ca ", "~",
		">", "<", "\xE2\x89\xA5", "\xE2\x89\xA4", "\xE2\x89\x88",
		"mind.", "bis zu", "environ", "env.", "aprox", "circa", "约",
		"至少", "約" };
	static const char *const behind[] = { "-", "\xE2\x80\x93", "~", "to",
		"or", "oder", "ou", "o", "bis", "à", "a", "至", "或" };
	static const char *const words[] = { "tbd", "tbc", "depends", "as ",
		"varies", "depend", "selon ", "je nach", "nach ", "según ",
		"segun ", "conforme ", "secondo ", "по ", "按", "少量", "一",
		"二", "两", "三", "四", "五", "六", "七", "八", "九", "十",
		"半", "several", "some", "few", "lots", "various", "variable",
		"q.b." };
	struct str rest = s, number;

	if (t->csv.rows == &records_as_rows)
		return false;
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++) {
		size_t n = strlen(before[i]);

		if (s.n > n && str_is_nocase((struct str){ s.p, n }, before[i]))
			return char_is_digit(
			    str_trim((struct str){ s.p + n, s.n - n }).p[0]);
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (s.n >= strlen(words[i]) &&
		    str_is_nocase(
			(struct str){ s.p, strlen(words[i]) }, words[i]))
			return true;
	if (s.n == 0 || !char_is_digit(s.p[0]))
		return false;
	number = numeral_take(&rest);
	if (number.n == 0 || rest.n == 0)
		return false;
	if (rest.p[0] == '+')
		return rest.n == 1;
	for (size_t i = 0; i < sizeof(behind) / sizeof(*behind); i++) {
		size_t n = strlen(behind[i]);
		struct str more;

		if (rest.n <= n ||
		    !str_is_nocase((struct str){ rest.p, n }, behind[i]))
			continue;
		more = str_trim((struct str){ rest.p + n, rest.n - n });
		if (str_is_nocase(more, "more"))
			return true;
		number = numeral_take(&more);
		return number.n > 0 && number.p[0] != '-' && more.n == 0;
	}
	return false;
}

static void
count_vague(struct table *t, struct str number)
{
	if (t->vague++ > 0)
		return;
	t->vague_at = bom_pos(t->in->b, table_cell(t, COL_QUANTITY).at);
	snprintf(t->vague_text, sizeof(t->vague_text), "%.*s",
	    STR_ARG(str_clip(number, sizeof(t->vague_text) - 1)));
}

/* Digits and points alone, as most are. */
static inline bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_digit(s.p[i]) && s.p[i] != '.')
			return false;
	return true;
}

/* The word for the unit, where a file of columns explains it; *each: how many
 * of the unit that it names one of it is, or empty. */
static bool
explain_unit(
    const struct table *t, struct str word, struct str *each, struct str *unit)
{
	const struct csv *c = &t->csv;
	const struct columns_line *l =
	    c->columns != NULL && word.n > 0
		? columns_unit(c->columns, c->file, word)
		: NULL;

	*each = STR("");
	if (l == NULL)
		return false;
	*unit = l->right;
	*each = numeral_take(unit);
	return true;
}

/* Said once, where it was a word that nobody knows. */
static void
tell_remedy(struct table *t, struct str word, struct place at)
{
	if (t->told_unit || word.n == 0 || char_is_digit(word.p[0]))
		return;
	t->told_unit = true;
	findings_add(t->in->f, SEV_NOTE, ST_OK, bom_pos(t->in->b, at),
	    "what a word for a unit means a file of columns can say, for "
	    "example unit \"word\" = 12 each");
}

/* Number and unit of the row; a word behind the number goes before. */
static enum status
explained(struct table *t, struct field cell, struct field unit, uint32_t *q,
    uint8_t *u)
{
	struct bom *b = t->in->b;
	struct str behind = str_seen(cell.text), each, word;
	struct str number = numeral_take(&behind);
	const bool inside = number.n > 0 && behind.n > 0;
	struct str said = str_seen(unit.text);
	uint32_t many;
	enum status st;

	/* two words for it are for fields_quantity() to judge */
	word = inside && said.n > 0 && !str_eq(said, behind) ? STR("")
	       : inside                                      ? behind
							     : said;
	if (explain_unit(t, word, &each, &unit.text) && inside)
		cell.text = number;
	st = fields_quantity(b, cell, unit, q, u, t->in->f);
	if (st == ST_UNIT)
		tell_remedy(t, word, unit.at);
	if (st != ST_OK || each.n == 0 || *q == BOM_NONE)
		return st;
	st = numeral_keep(b, each, unit.at, &many, t->in->f);
	if (st != ST_OK)
		return st;
	*q = numtab_mul(&b->num, *q, many);
	return *q != INTERN_NONE ? ST_OK : fields_nomem(t->in->f);
}

/* What the cells say, which may be said again; seen: or NULL. */
static enum status
read_quantity(struct table *t, struct str number, struct str unit,
    struct seen_pair *seen, uint32_t *quantity, uint8_t *of)
{
	struct field cell, unit_cell;
	enum status st;

	if (number.n > 0 &&
	    ((unsigned char)number.p[0] > '9' || str_starts(number, "--")) &&
	    table_is_aside(t))
		return ST_SYNTAX;
	cell = table_cell(t, COL_QUANTITY);
	unit_cell = table_cell(t, COL_UNIT);
	unit_cell.text = unit;
	if (is_unsaid(t, number) ||
	    (!is_plain(number) && is_vague(t, number))) {
		cell.text = STR("unknown");
		if (unit.n == 0 || table_says_nothing(unit))
			unit_cell.text = STR("each");
	}
	st = explained(t, cell, unit_cell, quantity, of);
	if (st == ST_OK && seen != NULL) {
		seen->meaning = *quantity;
		seen->more = *of;
		seen->known = true;
	}
	return st;
}

/*
 * table_quantity - how much of the part the row asks for.
 *
 * A list without a column for the unit counts pieces; its reader has said
 * so.  A cell that is blank where there is such a column is refused.
 */
enum status
table_quantity(struct table *t, uint32_t *quantity, uint8_t *unit)
{
	struct str number = table_text(t, COL_QUANTITY);
	struct str unit_text = csv_has(&t->head, COL_UNIT)
				   ? table_text(t, COL_UNIT)
				   : default_unit(number);
	struct seen_pair *seen = seen_find(&t->quantities, number, unit_text);
	uint32_t q = 0;
	uint8_t u = 0;
	enum status st = ST_OK;

	if (seen != NULL && seen->plain) { /* nearly always */
		*quantity = seen->meaning;
		*unit = seen->more;
		return ST_OK;
	}
	if (number.n == 0 && table_is_aside(t))
		return ST_SYNTAX;
	if (is_unsaid(t, number) && t->blank_quantities++ == 0)
		t->blank_quantity_at =
		    bom_pos(t->in->b, table_cell(t, COL_QUANTITY).at);
	if (!is_plain(number) && is_vague(t, number))
		count_vague(t, number);
	if (seen != NULL && seen->known) {
		q = seen->meaning;
		u = seen->more;
	} else {
		st = read_quantity(t, number, unit_text, seen, &q, &u);
		if (st != ST_OK)
			return st;
	}
	if (u == UNIT_PAIR && !t->told_pair)
		tell_pair(t);
	if (u == UNIT_EACH && !t->told_third &&
	    memchr(number.p, '/', number.n) != NULL && q != NUM_ONE)
		tell_third(t, number);
	st = in_all(t, &q);
	if (st != ST_OK)
		return st;
	if (!csv_has(&t->head, COL_UNIT) && unit_text.n > 0)
		t->in->b->file[t->in->file].unitless++;
	if (seen != NULL)
		seen->plain = seen->known && is_plain(number) && number.n > 0 &&
			      csv_has(&t->head, COL_UNIT) && u != UNIT_PAIR &&
			      !is_multiplied(t);
	*quantity = q;
	*unit = u;
	return ST_OK;
}
