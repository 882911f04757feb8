/* SPDX-License-Identifier: Apache-2.0 */
/* recipe - what one cell says a thing is made of; see recipe.h. */
#include "core/bom/recipe.h"

#include "core/bom/amount_words.h"
#include "core/bom/numeral.h"
#include "core/bom/wide.h"
#include "core/chem/cas.h"
#include "core/chem/magnet.h"

#include <string.h>
#include <strings.h>

static struct str
from(struct str s, size_t i)
{
	return (struct str){ s.p + i, s.n - i };
}

static struct str
head(struct str s, size_t n)
{
	return (struct str){ s.p, n };
}

static bool
holds(struct str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.n; i++)
		if (strncasecmp(s.p + i, word, n) == 0)
			return true;
	return false;
}

static bool
digit_at(struct str s, size_t i)
{
	return i < s.n && char_is_digit(s.p[i]);
}

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
		if (holds(s, parts[i]))
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
			return str_trim(from(s, end + 1));
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
	return str_trim(head(s, open - 1));
}

/* ---- from one part of the list to the next */

size_t
recipe_around(struct str s)
{
	static const char *const words[] = { "~", "≈", "approx.", "approx ",
		"ca.", "ca ", "about ", "around ", "circa ", "env.", "约", "約",
		"약" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (s.n >= n && strncasecmp(s.p, words[i], n) == 0)
			return n;
	}
	return 0;
}

/* May an amount begin at i? */
static bool
begins_amount(struct str s, size_t i)
{
	struct str rest = from(s, i), word = rest;
	unsigned char before = i > 0 ? (unsigned char)s.p[i - 1] : ' ';
	enum amount_op op;
	size_t n = 0;

	if (before < 0x80 && strchr(" :=([~-\t", before) == NULL &&
	    strchr("<>", rest.p[0]) == NULL)
		return false;
	if (digit_at(s, i) || (rest.p[0] == '.' && digit_at(s, i + 1)))
		return true;
	while (n < word.n && strchr(" )]", word.p[n]) == NULL)
		n++;
	word.n = n;
	return recipe_around(rest) > 0 || amount_operator(&rest, &op) ||
	       amount_is_rest(word) || amount_is_present(word);
}

/* Bytes of a separator at i; 0: none is. */
static size_t
separator(struct str s, size_t i, size_t start)
{
	static const char *const many[] = { "、", "，", "；", " and ", " und ",
		" et " };
	char before = i > 0 ? s.p[i - 1] : '\0';

	while (start < i && s.p[start] == ' ')
		start++;
	if (strchr(";|\n\r", s.p[i]) != NULL && s.p[i] != '\0')
		return 1;
	if (s.p[i] == ',')
		return !(digit_at(s, i + 1) && char_is_digit(before));
	if (s.p[i] == '/' || s.p[i] == '+')
		return before == '%' || before == ')';
	for (size_t k = 0; k < sizeof(many) / sizeof(many[0]); k++)
		if (str_starts(from(s, i), many[k]))
			return strlen(many[k]);
	/* "Nd 29% Fe 68%", "29% Nd 68% Fe" */
	if (s.p[i] == ' ' && i + 1 < s.n && i > start) {
		bool first = begins_amount(s, start);
		bool share = memchr(s.p + start, '%', i - start) != NULL;
		bool word = char_is_letter(s.p[i + 1]);

		if (!first && before == '%' && word &&
		    !amount_is_rest(from(s, i + 1)) &&
		    !holds(from(s, i + 1), "w/w") &&
		    !str_starts(from(s, i + 1), "by ") &&
		    !str_starts(from(s, i + 1), "max") &&
		    !str_starts(from(s, i + 1), "min"))
			return 1;
		return first && share && before != '%' &&
		       char_is_alnum(before) && digit_at(s, i + 1);
	}
	return 0;
}

/* Bytes of a CAS number at i, with its brackets; 0: none is there. */
static size_t
cas_at(struct str s, size_t i)
{
	size_t n = 0;

	while (i + n < s.n && (char_is_digit(s.p[i + n]) || s.p[i + n] == '-'))
		n++;
	return n >= 7 && cas_valid((struct str){ s.p + i, n }) ? n : 0;
}

/* A name without what joins it to its amount. */
static struct str
bare_name(struct str s)
{
	while (s.n > 0 && strchr(" :=([~-\t", s.p[s.n - 1]) != NULL)
		s.n--;
	return str_trim(s);
}

/* An amount without the brackets around it. */
static struct str
bare_amount(struct str s)
{
	int open = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++)
		open += (s.p[i] == '(' || s.p[i] == '[') -
			(s.p[i] == ')' || s.p[i] == ']');
	if (open < 0 && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == ']'))
		s.n--;
	return str_trim(s);
}

/* Where the amount that s begins with ends: behind its unit; 0: there is no
 * such. */
static size_t
amount_ends(struct str s)
{
	for (size_t i = 1; i < s.n; i++) {
		struct str left = head(s, i), unit;
		enum amount_op op;

		if (s.p[i] != ' ' && s.p[i - 1] != '%')
			continue;
		left = from(left, recipe_around(left));
		left = str_trim(left);
		amount_operator(&left, &op);
		numeral_take(&left);
		if (amount_split(left, &unit, &left) != OP_EXACTLY) {
			numeral_take(&left);
			unit = left;
		}
		/* "wt % Nd" goes on */
		if (unit_find(unit) != UNIT_NONE &&
		    !str_starts(str_trim(from(s, i)), "%"))
			return i;
	}
	return 0;
}

/* Is what stands there an amount alone, up to the next part of the list? */
static bool
is_amount_alone(struct str s)
{
	size_t n = 0, end;

	s = str_trim(s);
	while (n < s.n && (s.p[n] == ' ' || separator(s, n, 0) == 0))
		n++;
	s = str_trim(head(s, n));
	if (s.n == 0 || !begins_amount(s, 0))
		return s.n == 0;
	end = amount_ends(s);
	return end == 0 || str_trim(from(s, end)).n == 0;
}

/* "NdFeB (Nd: 29 %, ...)", "NdFeB: Nd 29 %, ...": the list alone. */
static struct str
take_label(const struct hints *h, struct str s)
{
	for (size_t i = 1; i < s.n; i++) {
		bool colon = s.p[i] == ':' || s.p[i] == '=';
		bool bracket = strchr("([{", s.p[i]) != NULL;

		if (str_starts(from(s, i), "：") && is_label(h, head(s, i)))
			return str_trim(from(s, i + 3));
		if ((!colon && !bracket) || s.p[i] == '\0')
			continue;
		if (!is_label(h, head(s, i)) || is_amount_alone(from(s, i + 1)))
			return s;
		if (colon)
			return str_trim(from(s, i + 1));
		return closes(s, i) == s.n - 1
			   ? str_trim((struct str){ s.p + i + 1, s.n - i - 2 })
			   : s;
	}
	return s;
}

/* "Nd29.5%": letters, a number and its unit in one. */
static bool
cut_joined(struct str s, struct recipe_part *out)
{
	size_t n = 0;

	while (n < s.n && char_is_letter(s.p[n]))
		n++;
	if (n == 0 || n > 2 || !digit_at(s, n) || s.p[s.n - 1] != '%')
		return false;
	for (size_t i = n; i + 1 < s.n; i++)
		if (!char_is_digit(s.p[i]) && strchr(".,- ", s.p[i]) == NULL)
			return false;
	*out = (struct recipe_part){ head(s, n), from(s, n) };
	return true;
}

static bool
cut_part(struct str s, struct recipe_part *out)
{
	size_t i = 0, n;

	s = str_trim(s);
	*out = (struct recipe_part){ s, { s.p, 0 } };
	if (s.n == 0)
		return false;
	if (cut_joined(s, out))
		return true;
	while (i < s.n && ((n = cas_at(s, i)) > 0 || !begins_amount(s, i)))
		i += n > 0 ? n : 1;
	if (i == s.n)
		return true;
	if (i > 0) {
		*out = (struct recipe_part){ bare_name(head(s, i)),
			bare_amount(from(s, i)) };
		return out->name.n > 0;
	}
	n = amount_ends(s);
	if (n == 0)
		return false;
	*out =
	    (struct recipe_part){ str_trim(from(s, n)), str_trim(head(s, n)) };
	if (str_starts(out->name, "of ") || str_starts(out->name, "de "))
		out->name = str_trim(from(out->name, 3));
	return out->name.n > 0;
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
	left = head(s, (size_t)(blank - s.p));
	right = str_trim(from(s, left.n));
	share = right.n > 0 && right.p[right.n - 1] == '%';
	if (share)
		right = str_trim(head(right, right.n - 1));
	n = cut_at(left, mark, names);
	if (n < 2 || cut_at(right, mark, numbers) != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		struct str rest = numbers[i];

		if (!digit_at(rest, 0) || numeral_take(&rest).n == 0 ||
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
		if (i < s.n && (n = separator(s, i, start)) == 0) {
			n = 1;
			continue;
		}
		if (str_trim((struct str){ s.p + start, i - start }).n > 0) {
			if (out->n == RECIPE_PARTS ||
			    !cut_part(
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
