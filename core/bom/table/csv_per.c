/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_per - headings that say for how many their numbers are; see
 * csv_header.h.
 */
#include "core/bom/field/per_unit.h"
#include "core/bom/table/csv_header.h"

#include <string.h>

/* [bytes] Of a heading: what is longer is none of these. */
#define ROOM 120

/* "/", " per ": what stands before and behind. */
struct cut {
	struct str head, tail;
};

static const char *const seps[] = { "/", " per ", " je ", " pro ", " par ",
	" por ", "(per ", "[per ", "(je ", "(pro ", "(par ", "(por ", " for ",
	"(for ", "每" };

/* Cut at the last of them before `end`; false: there is none. */
static bool
cut_at(struct str s, size_t end, struct cut *out)
{
	for (size_t i = end; i > 0; i--)
		for (size_t k = 0; k < sizeof(seps) / sizeof(seps[0]); k++) {
			size_t n = strlen(seps[k]);
			struct str here = { s.p + i - 1, s.n - i + 1 };

			if (here.n <= n || i == 1 ||
			    !str_is_nocase((struct str){ here.p, n }, seps[k]))
				continue;
			out->head = (struct str){ s.p, i - 1 };
			out->tail =
			    str_trim((struct str){ here.p + n, here.n - n });
			return true;
		}
	return false;
}

static struct str
without_brackets(struct str s)
{
	s = str_trim(s);
	while (s.n > 0 && strchr(" )]([,:", s.p[s.n - 1]) != NULL)
		s.n--;
	while (s.n > 0 && strchr(" ([,", s.p[0]) != NULL) {
		s.p++;
		s.n--;
	}
	return s;
}

/* "100 pcs) (g": the count, and what stands in a bracket behind it. */
static struct str
behind(struct str *tail)
{
	for (size_t i = 1; i < tail->n; i++)
		if (tail->p[i] == '(' || tail->p[i] == '[') {
			struct str rest = { tail->p + i, tail->n - i };

			tail->n = i;
			return rest;
		}
	return (struct str){ "", 0 };
}

static enum unit
count_of(struct str s)
{
	static const char *const one[] = { "part", "item", "article" };

	s = without_brackets(s);
	for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++)
		if (str_is_nocase(s, one[i]))
			return UNIT_EACH;
	return unit_of_count(s);
}

/* A mass or a price, with the unit or the currency in its name. */
static bool
name_without(struct str name, struct csv_per *out)
{
	out->column = csv_column_with_unit(name, &out->unit);
	if (out->column == COL_COUNT) {
		out->unit = UNIT_NONE;
		out->column = csv_column_with_currency(name, out->currency);
	}
	if (out->column == COL_COUNT)
		out->column = csv_column_find(name);
	return out->column == COL_MASS || out->column == COL_VALUE;
}

bool
csv_column_per(struct str name, struct csv_per *out)
{
	char room[ROOM];
	size_t end = name.n;
	struct cut c;

	while (name.n < ROOM && cut_at(name, end, &c)) {
		struct str more = behind(&c.tail);
		enum unit of = count_of(c.tail);

		end = c.head.n;
		*out = (struct csv_per){ .column = COL_COUNT };
		if (!per_unit_fits(of))
			continue;
		memcpy(room, c.head.p, c.head.n);
		memcpy(room + c.head.n, more.p, more.n);
		if (!name_without((struct str){ room, c.head.n + more.n }, out))
			continue;
		out->of = of;
		return true;
	}
	return false;
}

/* "1,000", "1 000" or "1k": more stands behind the digits up to n. */
static bool
goes_on(struct str s, size_t n)
{
	size_t next = n;

	while (next < s.n && !char_is_letter(s.p[next]) &&
	       !char_is_digit(s.p[next]))
		next++;
	if (next == s.n || char_is_digit(s.p[next]))
		return next < s.n;
	return next == n && (n + 1 == s.n || !char_is_letter(s.p[n + 1]));
}

/* The number that s begins with, and what stands behind it. */
static bool
take_number(struct str *s, struct str *number)
{
	static const struct {
		const char *word, *number;
	} words[] = { { "百", "100" }, { "千", "1000" }, { "万", "10000" },
		{ "萬", "10000" } };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(*s, words[i].word)) {
			*number = str_of(words[i].number);
			s->p += strlen(words[i].word);
			s->n -= strlen(words[i].word);
			return true;
		}
	while (n < s->n && char_is_digit(s->p[n]))
		n++;
	if (n == 0 || s->p[0] == '0' || goes_on(*s, n))
		return false;
	*number = (struct str){ s->p, n };
	*s = (struct str){ s->p + n, s->n - n };
	return true;
}

/* "員数(1000個当り)": the number stands behind a bracket. */
static bool
cut_before(struct str s, struct cut *out)
{
	static const char *const words[] = { "当り", "当たり", "あたり",
		"につき" };
	const char *open = memchr(s.p, '(', s.n);

	for (size_t i = 0; open != NULL && i < sizeof(words) / sizeof(*words);
	     i++)
		if (memmem(s.p, s.n, words[i], strlen(words[i])) != NULL) {
			out->head = (struct str){ s.p, (size_t)(open - s.p) };
			out->tail =
			    (struct str){ open + 1, s.n - out->head.n - 1 };
			return true;
		}
	return false;
}

enum csv_column
csv_column_with_number(struct str name, struct str *number, enum unit *of)
{
	struct str tail, said;
	enum dimension d;
	enum unit unit;
	struct cut c;

	if (name.n == 0 || (!cut_before(name, &c) && !cut_at(name, name.n, &c)))
		return COL_COUNT;
	tail = c.tail;
	if (csv_column_find(c.head) != COL_QUANTITY ||
	    !take_number(&tail, &said))
		return COL_COUNT;
	unit = unit_find(without_brackets(tail));
	d = unit_dimension(unit);
	if (d == DIM_SHARE)
		return COL_COUNT;
	*of = d == DIM_NONE || d == DIM_EACH ? UNIT_NONE : unit;
	*number = said;
	return COL_QUANTITY;
}
