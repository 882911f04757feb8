/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_group - rows that leave it to a row above them of what they are; see
 * csv_group.h.
 */
#include "core/bom/table/csv_group.h"
#include "core/bom/table/csv_group_own.h"
#include "core/bom/table/csv_odd.h"

#include <string.h>

bool
group_says_use(const struct csv_header *h, const struct csv *c)
{
	struct str q = group_cell(h, c, COL_QUANTITY);

	return group_cell(h, c, COL_PART).n > 0 && q.n > 0 && q.p[0] <= '9';
}

static bool
says_content(const struct csv_header *h, const struct csv *c)
{
	return group_cell(h, c, COL_ELEMENT).n > 0 ||
	       group_cell(h, c, COL_SUBSTANCE).n > 0 ||
	       group_cell(h, c, COL_CAS).n > 0 ||
	       group_cell(h, c, COL_FORMULA).n > 0;
}

bool
group_says(
    const struct habits *y, const struct csv_header *h, const struct csv *c)
{
	return y->grouped == COL_PARENT ? group_says_use(h, c)
					: says_content(h, c);
}

static void
add_above(struct habits *y, const struct csv_header *h,
    const enum csv_column *column, size_t n)
{
	for (size_t i = 0; i < n && y->nabove < HABIT_CELLS; i++)
		if (csv_has(h, column[i]) && (size_t)h->field[column[i]] < h->n)
			y->above[y->nabove++].field = h->field[column[i]];
}

/* Merged cells, and a name once for all rows of a group. */
static void
find_groups(struct habits *y, struct csv_header *h, struct csv *c)
{
	static const enum csv_column uses[] = { COL_PARENT, COL_PARENT_MAKER,
		COL_PARENT_REVISION };
	static const enum csv_column said[] = { COL_PART, COL_MAKER,
		COL_REVISION, COL_SUPPLIER, COL_DECLARATION, COL_DATE,
		COL_UNTIL, COL_STANDING, COL_EVIDENCE, COL_MATERIAL };
	bool edges = csv_has(h, COL_PARENT);
	enum csv_column key = edges ? COL_PARENT : COL_PART;
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	size_t rows = 0, blank = 0;
	bool first = false;

	while (rows < GROUP_PEEK && csv_next(c, &mute)) {
		if (!(edges ? group_says_use(h, c) : says_content(h, c)))
			continue;
		first |= rows == 0 && group_cell(h, c, key).n == 0;
		blank += group_cell(h, c, key).n == 0;
		rows++;
	}
	findings_free(&mute);
	csv_go_back(c, before);
	if (blank == 0 || blank == rows || (first && !edges))
		return;
	y->any = true;
	if (first) {
		y->roots = true;
		return;
	}
	y->grouped = key;
	add_above(y, h, edges ? uses : said,
	    edges ? sizeof(uses) / sizeof(uses[0])
		  : sizeof(said) / sizeof(said[0]));
}

/* ---- a line that names the assembly of the rows below it */

static bool
is_section_word(struct str s)
{
	static const char *const words[] = { "assembly", "assembly number",
		"assembly no", "sub-assembly", "subassembly", "parent",
		"parent part", "parent item", "parent number",
		"parent part number", "bom for", "bill of materials for",
		"Baugruppe", "Unterbaugruppe", "Oberteil", "Ensemble",
		"Sous-ensemble", "Conjunto", "Subconjunto", "Assieme",
		"Sottoassieme", "Zespół", "Podzespół", "Сборка", "Узел", "组件",
		"部件", "总成", "上级物料", "上级料号", "母件", "父项", "父件",
		"親品番", "組立品", "ユニット", "모품번", "조립품" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (csv_same_name(s, str_of(words[i])))
			return true;
	return false;
}

/* "ROT-1 Rotor": the number before the words for people. */
static struct str
number_of(struct str s)
{
	bool digit = false;

	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		digit |= s.p[i] >= '0' && s.p[i] <= '9';
		if (s.p[i] == ' ' && digit)
			return (struct str){ s.p, i };
	}
	return s;
}

/* Bytes up to a colon, of ASCII or full width, and with it; false: none. */
static bool
find_colon(struct str s, size_t *before, size_t *with)
{
	for (size_t i = 0; i < s.n; i++) {
		struct str here = { s.p + i, s.n - i };

		if (s.p[i] != ':' && !str_starts(here, "："))
			continue;
		*before = i;
		*with = i + (s.p[i] == ':' ? 1 : strlen("："));
		return true;
	}
	return false;
}

/* "Assembly: ROT-1" in one cell, or in two. */
static bool
names_section(const struct csv_header *h, const struct csv *c, struct str *name)
{
	struct str filled[2] = { { "", 0 }, { "", 0 } };
	size_t n = 0, before, with;

	if (group_cell(h, c, COL_QUANTITY).n > 0)
		return false;
	for (size_t i = 0; i < c->n && i < h->n; i++) {
		if (c->field[i].text.n == 0)
			continue;
		if (n < 2)
			filled[n] = c->field[i].text;
		n++;
	}
	if (n == 0 || n > 3)
		return false;
	*name = filled[1];
	if (find_colon(filled[0], &before, &with)) {
		struct str rest = { filled[0].p + with, filled[0].n - with };

		filled[0].n = before;
		if (str_trim(rest).n > 0)
			*name = rest;
	}
	*name = number_of(*name);
	return name->n > 0 && is_section_word(filled[0]);
}

static void
find_sections(struct habits *y, struct csv_header *h, struct csv *c)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	struct str name;
	size_t rows = 0;

	while (rows < GROUP_PEEK && csv_next(c, &mute)) {
		if (names_section(h, c, &name)) {
			y->sections = y->any = true;
			/* no row is one of a product without a name */
			if (rows == 0)
				y->by_file = false;
		}
		rows++;
	}
	findings_free(&mute);
	csv_go_back(c, before);
}

bool
group_section(
    struct habits *y, const struct csv_header *h, struct csv *c, bool *ok)
{
	struct str name;

	*ok = true;
	if (!y->sections)
		return false;
	if (group_cell(h, c, COL_QUANTITY).n == 0 &&
	    names_section(h, c, &name)) {
		*ok = habit_keep(
		    &y->section, &y->section_n, &y->section_cap, name);
		habit_count_row(&y->sectioned, c, 0);
		return true;
	}
	if (y->section != NULL)
		c->field[h->field[COL_PARENT]].text =
		    (struct str){ y->section, y->section_n };
	return false;
}

void
group_find(struct fit *x, struct csv_header *h, struct csv *c)
{
	struct habits *y = &x->habits;

	if (h->preset != NULL) {
		x->counted = false;
		return;
	}
	group_find_makers(y, h, c);
	group_find_said(y, h, c);
	x->counted = x->counted && group_counts_rows(h, c);
	if (csv_has(h, COL_LEVEL) || !csv_has(h, COL_PART) ||
	    csv_has(h, COL_ASKED))
		return;
	if (y->by_file) {
		find_sections(y, h, c);
		if (!y->sections)
			group_find_untold(x, h, c);
	} else if (csv_has(h, COL_PARENT)
		       ? (size_t)h->field[COL_PARENT] < h->n &&
			     csv_has(h, COL_QUANTITY)
		       : !csv_has(h, COL_QUANTITY) &&
			     (size_t)h->field[COL_PART] < h->n &&
			     (csv_has(h, COL_ELEMENT) ||
				 csv_has(h, COL_SUBSTANCE) ||
				 csv_has(h, COL_CAS) ||
				 csv_has(h, COL_FORMULA)))
		find_groups(y, h, c);
}

void
group_tell(const struct habits *y, struct findings *f)
{
	const struct habit_count *n = &y->inherited;

	if (y->sectioned.n > 0)
		findings_warn(f, ST_SCHEMA, y->sectioned.at,
		    "%zu line%s that name%s an assembly: the rows below are "
		    "taken for its parts",
		    y->sectioned.n, habit_rows(&y->sectioned),
		    y->sectioned.n > 1 ? "" : "s");
	if (n->n > 0 && y->grouped == COL_PARENT)
		findings_warn(f, ST_SCHEMA, n->at,
		    "%zu row%s without a parent: taken for parts of that of "
		    "the row above",
		    n->n, habit_rows(n));
	if (n->n > 0 && y->grouped == COL_PART)
		findings_warn(f, ST_SCHEMA, n->at,
		    "%zu row%s without a part number: taken for what is in "
		    "the part of the row above",
		    n->n, habit_rows(n));
	if (y->repeated.n > 0)
		findings_warn(f, ST_SCHEMA, y->repeated.at,
		    "%zu row%s of another substance in the part above, which "
		    "repeat all else: the part is counted once",
		    y->repeated.n, habit_rows(&y->repeated));
	if (y->remade.n > 0)
		findings_warn(f, ST_SCHEMA, y->remade.at,
		    "%zu row%s of another maker of the part above, in the same "
		    "place: counted once",
		    y->remade.n, habit_rows(&y->remade));
	if (y->rooted.n > 0)
		findings_warn(f, ST_SCHEMA, y->rooted.at,
		    "%zu row%s without a parent, or of a product itself: taken "
		    "for "
		    "products",
		    y->rooted.n, habit_rows(&y->rooted));
}
