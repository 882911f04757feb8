/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_untold - columns that may be levels, or are no part numbers, by what
 * stands in them; see csv_group.h.
 */
#include "core/bom/table/csv_group_own.h"

enum level_cell { LEVEL_DOTS, LEVEL_PLAIN, LEVEL_OTHER };

static enum level_cell
level_of(struct str s, unsigned *level)
{
	size_t dots = 0;

	while (dots < s.n && s.p[dots] == '.')
		dots++;
	*level = 0;
	for (size_t i = dots; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || *level > 99)
			return LEVEL_OTHER;
		*level = *level * 10 + (unsigned)(s.p[i] - '0');
	}
	if (s.n == 0 || (dots > 0 && dots < s.n && dots != *level))
		return LEVEL_OTHER;
	if (dots == s.n)
		*level = (unsigned)dots;
	return dots > 0 ? LEVEL_DOTS : LEVEL_PLAIN;
}

/* Does the field go down step by step, and up again, as levels do?  *dots: in
 * words that can be nothing else. */
static bool
is_level(const struct csv_header *h, struct csv *c, size_t field, bool *dots)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	unsigned last = 0, top = 0, most = 0;
	size_t rows = 0, back = 0, dotted = 0;
	bool ok = true;

	while (ok && rows < GROUP_PEEK && csv_next(c, &mute)) {
		unsigned level;
		enum level_cell kind;

		if (!group_says_use(h, c) || field >= c->n)
			continue;
		kind = level_of(c->field[field].text, &level);
		dotted += kind == LEVEL_DOTS;
		ok =
		    kind != LEVEL_OTHER &&
		    (rows == 0 ? level < 2 : level <= last + 1 && level >= top);
		if (rows == 0)
			top = level;
		else
			back += level <= last;
		most = level > most ? level : most;
		last = level;
		rows++;
	}
	findings_free(&mute);
	csv_go_back(c, before);
	*dots = dotted > 1 && dotted + 1 >= rows;
	return ok && rows > 2 && most > top && (back > 0 || *dots);
}

void
group_find_untold(struct fit *x, struct csv_header *h, struct csv *c)
{
	for (size_t i = 0; i < h->n; i++) {
		bool dots;

		if (h->column[i] != COL_COUNT || h->mapped[i] ||
		    h->wide[i] != 0 || !is_level(h, c, i, &dots))
			continue;
		x->untold = (int)i + 1;
		return;
	}
}

bool
group_counts_rows(const struct csv_header *h, struct csv *c)
{
	int part = h->field[COL_PART];
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	unsigned first = 0, level;
	size_t rows = 0, skipped = 0;
	bool ok = true;

	if (part < 0 || (size_t)part >= h->n || h->mapped[part] ||
	    h->named[part])
		return false;
	while (ok && rows < GROUP_PEEK && csv_next(c, &mute)) {
		if (!group_says_use(h, c) && csv_has(h, COL_QUANTITY))
			continue;
		ok =
		    level_of(group_cell(h, c, COL_PART), &level) == LEVEL_PLAIN;
		first = rows == 0 ? level : first;
		/* one of them may have been taken out */
		skipped += first == 1 && level == rows + 2 + skipped;
		ok = ok && (first == 1 || first == 10) && skipped < 2 &&
		     level == first * (rows + 1 + skipped) % 1000;
		rows++;
		if (rows == 9)
			break;
	}
	findings_free(&mute);
	csv_go_back(c, before);
	return ok && rows > 1;
}
