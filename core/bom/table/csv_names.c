/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_names - which column a heading names, with what else it says; see
 * csv_header.h.  The words stand in csv_words.c.
 */
#include "core/bom/field/currency.h"
#include "core/bom/table/csv_header.h"

#include <string.h>

/* Letters, digits, '%', '#', what is beyond ASCII and what may separate
 * fields tell names apart. */
static bool
counts(char c)
{
	return char_is_letter(c) || char_is_digit(c) || c == '%' || c == '#' ||
	       c == ',' || c == ';' || c == '\t' || (unsigned char)c >= 0x80;
}

/* Longer than any name that is known, with its unit. */
#define NAME_ROOM 80

/* The name with plain blanks and signs; empty: it is too long to be one of
 * ours, and not worth to be held against all of them. */
static struct str
seen(struct str name, char out[NAME_ROOM])
{
	struct str rest = name;
	size_t n = 0, skip;

	while (rest.n > 0 && n < NAME_ROOM) {
		char wide = str_wide(rest);

		skip = wide != 0 ? 3 : str_unseen(rest);
		out[n++] = wide != 0 ? wide : skip > 0 ? ' ' : rest.p[0];
		skip = skip > 0 ? skip : 1;
		rest.p += skip;
		rest.n -= skip;
	}
	return (struct str){ out, rest.n > 0 ? 0 : n };
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
csv_same_name(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && !counts(a.p[i]))
			i++;
		while (k < b.n && !counts(b.p[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (str_letter(a, &i) != str_letter(b, &k))
			return false;
	}
}

bool
csv_name_is_among(struct str name, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (csv_same_name(name, str_of(words[i])))
			return true;
	return false;
}

/* The column of a name in one of the two lists. */
static enum csv_column
find_in(const char *const words[COL_COUNT], struct str name)
{
	for (int i = 0; i < COL_COUNT; i++) {
		const char *p = words[i] != NULL ? words[i] : "";

		while (*p != '\0') {
			size_t n = strcspn(p, "|");

			if (csv_same_name(name, (struct str){ p, n }))
				return (enum csv_column)i;
			p += n + (p[n] == '|');
		}
	}
	return COL_COUNT;
}

enum csv_column
csv_column_find(struct str name)
{
	char room[NAME_ROOM];
	enum csv_column column;

	name = seen(name, room);
	column = find_in(csv_words, name);
	return column != COL_COUNT ? column : find_in(csv_more, name);
}

bool
csv_gives_way(struct str name)
{
	char room[NAME_ROOM];
	size_t n;

	name = seen(name, room);
	if (find_in(csv_words, name) != COL_COUNT)
		return false;
	if (find_in(csv_more, name) != COL_COUNT)
		return true;
	/* "Component weight (mg)" */
	for (n = name.n; n > 0 && strchr("([,", name.p[n - 1]) == NULL;)
		n--;
	name.n = n > 0 ? n - 1 : 0;
	return find_in(csv_words, name) == COL_COUNT &&
	       find_in(csv_more, name) != COL_COUNT;
}

/* "% w/w", "wt%", "ppm": a share of mass that needs no other name; a "%"
 * alone may be one of anything. */
static bool
is_share_of_mass(struct str name, enum unit *unit)
{
	*unit = unit_find(name);
	if (unit_dimension(*unit) != DIM_SHARE)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (lower(name.p[i]) == 'w' || lower(name.p[i]) == 'm' ||
		    (unsigned char)name.p[i] >= 0x80)
			return true;
	return false;
}

/* Where letters of ASCII stand right behind Chinese, Japanese or Korean
 * characters, as in "重量kg"; false: nowhere. */
static bool
behind_characters(struct str name, size_t *start)
{
	size_t i = name.n;

	while (i > 0 && char_is_letter(name.p[i - 1]))
		i--;
	if (i == name.n || i < 3 || (unsigned char)name.p[i - 3] < 0xE3)
		return false;
	*start = i;
	return true;
}

/* Columns whose heading may end in a unit. */
static enum csv_column
column_of_number(struct str name)
{
	enum csv_column column;

	/* "Content in %", "Concentration, %" */
	while (name.n > 0 && strchr(" ,", name.p[name.n - 1]) != NULL)
		name.n--;
	if (name.n > 3 &&
	    str_is_nocase((struct str){ name.p + name.n - 3, 3 }, " in"))
		name.n -= 3;
	column = csv_column_find(name);
	switch (column) {
	case COL_MASS:
	case COL_AMOUNT:
	case COL_MIN:
	case COL_MAX:
	case COL_SHARE:
	case COL_QUANTITY:
		return column;
	default:
		return COL_COUNT;
	}
}

static bool
is_around_unit(char c)
{
	return strchr(" ()[]_:,", c) != NULL;
}

/* "Content (mg/kg)", "amount % w/w": a share of mass of several words. */
static enum csv_column
column_with_share(struct str name, enum unit *unit)
{
	for (size_t i = 1; i < name.n; i++) {
		struct str rest = { name.p + i, name.n - i };
		enum csv_column column;

		if (!is_around_unit(name.p[i]))
			continue;
		while (rest.n > 0 && is_around_unit(rest.p[0]))
			rest.p++, rest.n--;
		while (rest.n > 0 && strchr(" ])", rest.p[rest.n - 1]) != NULL)
			rest.n--;
		*unit = unit_find(rest);
		if (unit_dimension(*unit) != DIM_SHARE)
			continue;
		column = column_of_number((struct str){ name.p, i });
		if (column != COL_COUNT && column != COL_QUANTITY)
			return column;
	}
	*unit = UNIT_NONE;
	return COL_COUNT;
}

/* "mass_g", "Weight (kg)", "amount ppm": a name and its unit. */
enum csv_column
csv_column_with_unit(struct str name, enum unit *unit)
{
	char room[NAME_ROOM];
	struct str word = name = seen(name, room);
	enum csv_column column = COL_COUNT;
	size_t start;

	if (is_share_of_mass(str_trim(name), unit))
		return COL_AMOUNT;
	while (word.n > 0 && !counts(word.p[word.n - 1]))
		word.n--;
	start = word.n;
	while (start > 0 && counts(word.p[start - 1]))
		start--;
	*unit = unit_find((struct str){ word.p + start, word.n - start });
	if (*unit == UNIT_NONE && behind_characters(word, &start))
		*unit =
		    unit_find((struct str){ word.p + start, word.n - start });
	if (*unit != UNIT_NONE)
		column = column_of_number((struct str){ name.p, start });
	return column != COL_COUNT ? column : column_with_share(name, unit);
}

/* The last word of a name, without brackets; *start: where it begins. */
static struct str
last_word(struct str name, size_t *start)
{
	size_t end = name.n;

	while (end > 0 && strchr(" )]:.", name.p[end - 1]) != NULL)
		end--;
	*start = end;
	while (*start > 0 && strchr(" ([/", name.p[*start - 1]) == NULL)
		--*start;
	return (struct str){ name.p + *start, end - *start };
}

enum csv_column
csv_column_with_currency(struct str name, char code[4])
{
	struct str word, found;
	size_t start;

	word = last_word(name, &start);
	if (start == 0 || currency_find(word, &found) != CURRENCY_ONE)
		return COL_COUNT;
	name.n = start;
	if (name.n > 3 &&
	    str_is_nocase((struct str){ name.p + name.n - 4, 4 }, " in "))
		name.n -= 4;
	if (csv_column_find(name) != COL_VALUE)
		return COL_COUNT;
	memcpy(code, found.p, 3);
	code[3] = '\0';
	return COL_VALUE;
}

bool
csv_is_place_in_list(struct str name)
{
	static const char *const places[] = { "item", "item number", "item no",
		"item #", "number", "id" };

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (csv_same_name(name, str_of(places[i])))
			return true;
	return false;
}

void
csv_column_name(enum csv_column column, char text[40])
{
	size_t n = strcspn(csv_words[column], "|");

	memcpy(text, csv_words[column], n);
	text[n] = '\0';
}

void
csv_aliases(enum csv_column column, char *text, size_t size)
{
	const char *p = csv_words[column];
	size_t o = 0;

	/* whole names alone */
	while (*p != '\0') {
		size_t n = strcspn(p, "|");

		if (o + n + 3 > size)
			break;
		if (o > 0) {
			memcpy(text + o, ", ", 2);
			o += 2;
		}
		memcpy(text + o, p, n);
		o += n;
		p += n + (p[n] == '|');
	}
	text[o] = '\0';
}
