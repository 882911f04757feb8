/* SPDX-License-Identifier: Apache-2.0 */
/* csv_spoilt - part numbers that are none any more; see csv_spoilt.h. */
#include "core/bom/table/csv_spoilt.h"

#include <string.h>

/* [digits] That a spreadsheet keeps of a number. */
#define KEPT 15

/* "1.00E+05": what a spreadsheet makes of the part number 1E5. */
static bool
is_exponent(struct str s)
{
	size_t i = 0;

	while (i < s.n && (char_is_digit(s.p[i]) ||
			      (i == 1 && (s.p[i] == '.' || s.p[i] == ','))))
		i++;
	if (i == 0 || i + 3 > s.n || s.p[i] != 'E' || s.p[i + 1] != '+')
		return false;
	for (i += 2; i < s.n && char_is_digit(s.p[i]);)
		i++;
	return i == s.n;
}

static bool
is_month(struct str s)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Mrz", "Mai",
		"Okt", "Dez" };

	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		if (str_is(s, months[i]))
			return true;
	return false;
}

/* "1-Mar", "Mar-01", "1. Mrz": of 3-1, or MAR1. */
static bool
is_day_and_month(struct str s)
{
	struct str number = { s.p, 0 }, word;

	if (s.n > 7)
		return false;
	if (!char_is_digit(s.p[0])) {
		word = (struct str){ s.p, s.n < 3 ? s.n : 3 };
		return s.n > 4 && s.p[3] == '-' && is_month(word) &&
		       char_is_digit(s.p[4]) &&
		       (s.n == 5 || (s.n == 6 && char_is_digit(s.p[5])));
	}
	while (number.n < s.n && char_is_digit(s.p[number.n]))
		number.n++;
	word = (struct str){ s.p + number.n, s.n - number.n };
	if (number.n > 2 || word.n < 4 ||
	    (word.p[0] != '-' && word.p[0] != '.'))
		return false;
	word = str_trim((struct str){ word.p + 1, word.n - 1 });
	return is_month(word);
}

/* "03/01/2026", "01.03.2026": digits of a day, a month and a year. */
static bool
is_date(struct str s)
{
	size_t part[3] = { 0 }, n = 0;
	char mark = '\0';

	for (size_t i = 0; i < s.n; i++) {
		if (char_is_digit(s.p[i])) {
			part[n]++;
			continue;
		}
		if ((s.p[i] != '/' && s.p[i] != '.') || ++n == 3 ||
		    (mark != '\0' && s.p[i] != mark))
			return false;
		mark = s.p[i];
	}
	return n == 2 && part[0] >= 1 && part[0] <= 2 && part[1] >= 1 &&
	       part[1] <= 2 && part[2] == 4;
}

/* "#REF!", "########" */
static bool
is_error(struct str s)
{
	static const char *const words[] = { "#REF!", "#NAME?", "#VALUE!",
		"#N/A", "#NV", "#DIV/0!", "#NULL!", "#NUM!", "#BEZUG!",
		"#WERT!" };
	size_t hashes = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is(s, words[i]))
			return true;
	while (hashes < s.n && s.p[hashes] == '#')
		hashes++;
	return hashes > 2 && hashes == s.n;
}

/* Digits of which those behind the fifteenth are gone. */
static bool
is_cut(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_digit(s.p[i]) || (i >= KEPT && s.p[i] != '0'))
			return false;
	return s.n > KEPT;
}

const char *
spoilt_as(struct str s)
{
	if (s.n < 3 || s.n > 24)
		return NULL;
	if (s.p[0] == '#')
		return is_error(s) ? "error" : NULL;
	if (!char_is_digit(s.p[0]))
		return s.n > 4 && s.p[3] == '-' && is_day_and_month(s) ? "day"
								       : NULL;
	if (s.n > KEPT)
		return is_cut(s) ? "longer number" : NULL;
	return is_exponent(s)                      ? "number"
	       : is_day_and_month(s) || is_date(s) ? "day"
						   : NULL;
}

void
spoilt_tell(const struct table *t)
{
	const struct bom *b = t->in->b;

	for (size_t i = t->older; i < b->nref; i++) {
		struct str part = b->parts.key[b->ref[i].part];
		const char *as = spoilt_as(part);

		if (as == NULL)
			continue;
		if (part.p[0] == '#')
			findings_warn(t->in->f, ST_OK, bom_pos(b, b->ref[i].at),
			    "part number \"%.*s\", which a spreadsheet shows "
			    "in place of one: expected the part number",
			    STR_ARG(part));
		else
			findings_warn(t->in->f, ST_OK, bom_pos(b, b->ref[i].at),
			    "part number \"%.*s\", which looks like one that a "
			    "spreadsheet has taken for a %s: expected it as it "
			    "was; let the spreadsheet keep that column as text",
			    STR_ARG(part), part.n > KEPT ? "number" : as);
	}
}
