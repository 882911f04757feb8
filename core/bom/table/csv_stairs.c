/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_stairs - a column for each level; see csv_fit.h.
 *
 *	Level 1 | Level 2 | Level 3 | Qty		1 | 2 | 3 | Part  | Qty
 *	DU-1    |         |         | 1			x |   |   | DU-1  | 1
 *	        | ROT-1   |         | 2			  | x |   | ROT-1 | 2
 */
#include "core/bom/table/csv_fit.h"

#include <string.h>

static bool
is_level_word(struct str s)
{
	static const char *const words[] = { "level", "bom level", "lvl", "lv",
		"l", "tier", "Stufe", "Ebene", "Niveau", "Nivel", "Nível",
		"Livello", "Poziom", "Уровень", "Seviye", "层", "层级", "级",
		"级别", "阶", "阶层", "階層", "レベル", "次", "레벨", "단계" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (csv_same_name(s, str_of(words[i])))
			return true;
	return false;
}

/* "Level 2", "L2", "2", "2级": the level; -1: no such heading. */
static int
level_of(struct str s)
{
	size_t from = 0, to;
	int level = 0;

	while (from < s.n && !char_is_digit(s.p[from]))
		from++;
	to = from;
	while (to < s.n && char_is_digit(s.p[to]) && level < LIMIT_CSV_COLUMNS)
		level = level * 10 + (s.p[to++] - '0');
	if (to == from || level >= LIMIT_CSV_COLUMNS || (from > 0 && to < s.n))
		return -1;
	if (from > 0)
		s.n = from;
	else
		s = (struct str){ s.p + to, s.n - to };
	return s.n == 0 || is_level_word(s) ? level : -1;
}

bool
stairs_find(
    const struct csv_header *h, const struct csv *c, int *first, int *count)
{
	for (size_t i = 0; i + 1 < h->n && i + 1 < c->n; i++) {
		int from = level_of(c->field[i].text), n = 1;

		if (from != 0 && from != 1)
			continue;
		while (i + (size_t)n < h->n && i + (size_t)n < c->n &&
		       h->column[i + (size_t)n] == COL_COUNT &&
		       level_of(c->field[i + (size_t)n].text) == from + n)
			n++;
		if (n < 2 || h->column[i] != COL_COUNT)
			continue;
		*first = (int)i;
		*count = n;
		return true;
	}
	return false;
}

/* The last step that is filled, and what stands there. */
int
stairs_level(const struct csv *c, int first, int count, struct str *text)
{
	for (int k = count; k > 0; k--) {
		*text = c->field[first + k - 1].text;
		if (text->n > 0)
			return k - 1;
	}
	return -1;
}
