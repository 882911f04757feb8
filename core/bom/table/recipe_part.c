/* SPDX-License-Identifier: Apache-2.0 */
/* recipe_part - one part of what a cell says; see recipe.h. */
#include "core/bom/table/recipe_own.h"

#include "core/bom/field/amount_words.h"
#include "core/bom/field/numeral.h"
#include "core/chem/cas.h"

/* [bytes] Of "balance", "traces" and the like. */
enum { LONGEST_WORD = 64 };

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
	struct str rest = recipe_from(s, i), word = rest;
	unsigned char before = i > 0 ? (unsigned char)s.p[i - 1] : ' ';
	enum amount_op op;
	size_t n = 0;

	if (before < 0x80 && strchr(" :=([~-\t", before) == NULL &&
	    strchr("<>", rest.p[0]) == NULL)
		return false;
	if (recipe_digit_at(s, i) ||
	    (rest.p[0] == '.' && recipe_digit_at(s, i + 1)))
		return true;
	while (
	    n < word.n && n < LONGEST_WORD && strchr(" )]", word.p[n]) == NULL)
		n++;
	word.n = n;
	return recipe_around(rest) > 0 || amount_operator(&rest, &op) ||
	       amount_is_rest(word) || amount_is_present(word);
}

/* Bytes of a separator at i; 0: none is. */
size_t
recipe_separator(struct str s, size_t i, size_t start)
{
	static const char *const many[] = { "、", "，", "；", " and ", " und ",
		" et " };
	char before = i > 0 ? s.p[i - 1] : '\0';

	while (start < i && s.p[start] == ' ')
		start++;
	if (strchr(";|\n\r", s.p[i]) != NULL && s.p[i] != '\0')
		return 1;
	if (s.p[i] == ',')
		return !(recipe_digit_at(s, i + 1) && char_is_digit(before));
	if (s.p[i] == '/' || s.p[i] == '+')
		return before == '%' || before == ')';
	for (size_t k = 0; k < sizeof(many) / sizeof(many[0]); k++)
		if (str_starts(recipe_from(s, i), many[k]))
			return strlen(many[k]);
	/* "Nd 29% Fe 68%", "29% Nd 68% Fe" */
	if (s.p[i] == ' ' && i + 1 < s.n && i > start) {
		bool first = begins_amount(s, start);
		bool share = memchr(s.p + start, '%', i - start) != NULL;
		bool word = char_is_letter(s.p[i + 1]);

		if (!first && before == '%' && word &&
		    !amount_is_rest(recipe_from(s, i + 1)) &&
		    !recipe_holds(recipe_from(s, i + 1), "w/w") &&
		    !str_starts(recipe_from(s, i + 1), "by ") &&
		    !str_starts(recipe_from(s, i + 1), "max") &&
		    !str_starts(recipe_from(s, i + 1), "min"))
			return 1;
		return first && share && before != '%' &&
		       char_is_alnum(before) && recipe_digit_at(s, i + 1);
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
		struct str left = recipe_head(s, i), unit;
		enum amount_op op;

		if (s.p[i] != ' ' && s.p[i - 1] != '%')
			continue;
		left = recipe_from(left, recipe_around(left));
		left = str_trim(left);
		amount_operator(&left, &op);
		numeral_take(&left);
		if (amount_split(left, &unit, &left) != OP_EXACTLY) {
			numeral_take(&left);
			unit = left;
		}
		/* "wt % Nd" goes on */
		if (unit_find(unit) != UNIT_NONE &&
		    !str_starts(str_trim(recipe_from(s, i)), "%"))
			return i;
	}
	return 0;
}

/* Is what stands there an amount alone, up to the next part of the list? */
bool
recipe_is_amount_alone(struct str s)
{
	size_t n = 0, end;

	s = str_trim(s);
	while (n < s.n && (s.p[n] == ' ' || recipe_separator(s, n, 0) == 0))
		n++;
	s = str_trim(recipe_head(s, n));
	if (s.n == 0 || !begins_amount(s, 0))
		return s.n == 0;
	end = amount_ends(s);
	return end == 0 || str_trim(recipe_from(s, end)).n == 0;
}

/* "Nd29.5%": letters, a number and its unit in one. */
static bool
cut_joined(struct str s, struct recipe_part *out)
{
	size_t n = 0;

	while (n < s.n && char_is_letter(s.p[n]))
		n++;
	if (n == 0 || n > 2 || !recipe_digit_at(s, n) || s.p[s.n - 1] != '%')
		return false;
	for (size_t i = n; i + 1 < s.n; i++)
		if (!char_is_digit(s.p[i]) && strchr(".,- ", s.p[i]) == NULL)
			return false;
	*out = (struct recipe_part){ recipe_head(s, n), recipe_from(s, n) };
	return true;
}

bool
recipe_cut_part(struct str s, struct recipe_part *out)
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
		*out = (struct recipe_part){ bare_name(recipe_head(s, i)),
			bare_amount(recipe_from(s, i)) };
		return out->name.n > 0;
	}
	n = amount_ends(s);
	if (n == 0)
		return false;
	*out = (struct recipe_part){ str_trim(recipe_from(s, n)),
		str_trim(recipe_head(s, n)) };
	if (str_starts(out->name, "of ") || str_starts(out->name, "de "))
		out->name = str_trim(recipe_from(out->name, 3));
	return out->name.n > 0;
}
