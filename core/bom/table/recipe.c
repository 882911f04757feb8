/* SPDX-License-Identifier: Apache-2.0 */
/* recipe - what one cell says a thing is made of; see recipe.h. */
#include "core/bom/table/recipe_own.h"

#include "core/base/limits.h"
#include "core/bom/field/numeral.h"
#include "core/bom/table/wide.h"
#include "core/chem/magnet.h"

/* Where the bracket that opens at i closes; s.n: nowhere. */
static size_t
closes(struct str s, size_t i)
{
	int open = 0;

	for (; i < s.n; i++) {
		open += strchr("([{", s.p[i]) != NULL && s.p[i] != '\0';
		open -= strchr(")]}", s.p[i]) != NULL && s.p[i] != '\0';
		if (open == 0)
			return i;
	}
	return s.n;
}

/* ---- what stands around the list */

/* "NdFeB magnet", "sintered SmCo", "Composition": what all of it is called;
 * not "Nd", nor what is but a part of it, such as a coating. */
static bool
is_label(const struct hints *h, struct str s)
{
	static const char *const words[] = { "composition", "material",
		"chemical composition", "material composition", "alloy",
		"contains", "content", "contents", "Zusammensetzung", "enthält",
		"成分", "化学成分", "组成", "組成" };
	static const char *const parts[] = { "coat", "plat", "layer", "surface",
		"shaft", "housing", "beschicht", "schicht", "revêt", "recubr",
		"镀", "涂", "层", "鍍", "塗", "層", "めっき", "도금", "%", ",",
		";", "|", "、", "，", "；", "ppm", "mg/kg" };
	struct wide w;

	s = str_trim(s);
	if (s.n == 0 || wide_read(s, &w) == WIDE_CLAIM)
		return false;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (recipe_holds(s, parts[i]))
			return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (csv_same_name(s, str_of(words[i])))
			return true;
	return hint_of_rare_earth(h, s) || magnet_is_without(s);
}

/* A unit of share in brackets, before or behind the list. */
static struct str
take_unit(struct str s, uint8_t *unit)
{
	size_t open = s.n;
	enum unit u;

	if (s.n > 2 && (s.p[0] == '(' || s.p[0] == '[')) {
		size_t end = closes(s, 0);

		u = end < s.n ? unit_find((struct str){ s.p + 1, end - 1 })
			      : UNIT_NONE;
		if (unit_dimension(u) == DIM_SHARE) {
			*unit = (uint8_t)u;
			return str_trim(recipe_from(s, end + 1));
		}
	}
	if (s.n < 3 || (s.p[s.n - 1] != ')' && s.p[s.n - 1] != ']'))
		return s;
	while (open > 0 && s.p[open - 1] != '(' && s.p[open - 1] != '[')
		open--;
	if (open < 2 || s.p[open - 2] != ' ')
		return s;
	u = unit_find((struct str){ s.p + open, s.n - 1 - open });
	if (unit_dimension(u) != DIM_SHARE)
		return s;
	*unit = (uint8_t)u;
	return str_trim(recipe_head(s, open - 1));
}

/* "NdFeB (Nd: 29 %, ...)", "NdFeB: Nd 29 %, ...": the list alone. */
static struct str
take_label(const struct hints *h, struct str s)
{
	for (size_t i = 1; i < s.n; i++) {
		bool colon = s.p[i] == ':' || s.p[i] == '=';
		bool bracket = strchr("([{", s.p[i]) != NULL;

		if (str_starts(recipe_from(s, i), "：") &&
		    is_label(h, recipe_head(s, i)))
			return str_trim(recipe_from(s, i + 3));
		if ((!colon && !bracket) || s.p[i] == '\0')
			continue;
		if (!is_label(h, recipe_head(s, i)) ||
		    recipe_is_amount_alone(recipe_from(s, i + 1)))
			return s;
		if (colon)
			return str_trim(recipe_from(s, i + 1));
		return closes(s, i) == s.n - 1
			   ? str_trim((struct str){ s.p + i + 1, s.n - i - 2 })
			   : s;
	}
	return s;
}

/* ---- "Fe/Nd/B 68/30/2" */

static size_t
cut_at(struct str s, char mark, struct str *list)
{
	size_t n = 0, start = 0;

	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && s.p[i] != mark)
			continue;
		if (n == RECIPE_PARTS || i == start)
			return 0;
		list[n++] = str_trim((struct str){ s.p + start, i - start });
		start = i + 1;
	}
	return n;
}

static bool
cut_ratio(struct str s, struct recipe *out)
{
	struct str names[RECIPE_PARTS], numbers[RECIPE_PARTS];
	const char *blank = s.n > 0 ? memchr(s.p, ' ', s.n) : NULL;
	char mark = memchr(s.p, '/', s.n) != NULL ? '/' : ':';
	struct str left, right;
	bool share;
	size_t n;

	if (blank == NULL)
		return false;
	left = recipe_head(s, (size_t)(blank - s.p));
	right = str_trim(recipe_from(s, left.n));
	share = right.n > 0 && right.p[right.n - 1] == '%';
	if (share)
		right = str_trim(recipe_head(right, right.n - 1));
	n = cut_at(left, mark, names);
	if (n < 2 || cut_at(right, mark, numbers) != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		struct str rest = numbers[i];

		if (!recipe_digit_at(rest, 0) || numeral_take(&rest).n == 0 ||
		    rest.n > 0)
			return false;
		out->part[i] = (struct recipe_part){ names[i], numbers[i] };
	}
	out->n = n;
	if (share)
		out->unit = UNIT_PERCENT;
	return true;
}

/* ---- numbers without a unit */

/* [1e-6] Of a plain number; false: it is none. */
static bool
micro(struct str s, int64_t *sum)
{
	int64_t value = 0;
	int behind = -1;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.' && behind < 0) {
			behind = 0;
			continue;
		}
		if (!char_is_digit(s.p[i]) || behind == 6 || value > 1000000)
			return false;
		value = value * 10 + (s.p[i] - '0');
		behind += behind >= 0;
	}
	for (behind = behind < 0 ? 0 : behind; behind < 6; behind++)
		value *= 10;
	*sum += value;
	return s.n > 0;
}

static bool
come_to_hundred(const struct recipe *r)
{
	int64_t sum = 0;

	for (size_t i = 0; i < r->n; i++)
		if (!micro(r->part[i].amount, &sum))
			return false;
	return sum == 100 * INT64_C(1000000);
}

bool
recipe_cut(const struct hints *h, struct str cell, struct recipe *out)
{
	struct str s = str_trim(cell);
	size_t start = 0, n;

	*out = (struct recipe){ .unit = UNIT_NONE };
	if (s.n > LIMIT_TEXT)
		return false;
	s = take_label(h, take_unit(s, &out->unit));
	s = take_unit(s, &out->unit);
	if (s.n == 0)
		return false;
	if (cut_ratio(s, out)) {
		out->hundred = out->unit == UNIT_NONE && come_to_hundred(out);
		return true;
	}
	for (size_t i = 0; i <= s.n; i += n) {
		struct recipe_part *p = &out->part[out->n];

		n = 1;
		if (i < s.n && strchr("([{", s.p[i]) != NULL) {
			n = closes(s, i) - i;
			n = n > 0 ? n : 1;
			continue;
		}
		if (i < s.n && (n = recipe_separator(s, i, start)) == 0) {
			n = 1;
			continue;
		}
		if (str_trim((struct str){ s.p + start, i - start }).n > 0) {
			if (out->n == RECIPE_PARTS ||
			    !recipe_cut_part(
				(struct str){ s.p + start, i - start }, p))
				return false;
			/* "sintered NdFeB, Nd 29 %" */
			out->n += p->amount.n > 0 || !is_label(h, p->name) ||
				  out->n > 0;
		}
		start = i + n;
	}
	out->hundred = out->n > 0 && come_to_hundred(out);
	return out->n > 0;
}
