/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_cell - numbers in cells as texts; see sheet_cell.h. */
#include "core/bom/sheet/sheet_cell.h"

#include "core/base/date.h"
#include "core/base/limits.h"

#include <stdio.h>
#include <string.h>

/* Digits that a spreadsheet keeps. */
#define DIGITS 15
/* [digits] Beyond these a number is written with its power of ten. */
#define LONGEST 40

/* A number: digit[0].digit[1]... times 10^power; no digits: 0. */
struct decimal {
	char digit[LIMIT_NUMBER_TEXT];
	int n, power;
	bool negative;
};

/* The power behind "E", or more than any number has. */
static bool
read_power(struct str s, int *power)
{
	bool minus = s.n > 0 && s.p[0] == '-';
	uint32_t v;

	if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+')) {
		s.p++;
		s.n--;
	}
	if (!part_number(s, 9999, &v))
		return false;
	*power += minus ? -(int)v : (int)v;
	return true;
}

/* False: it is no number as XML Schema writes them. */
static bool
read_decimal(struct str s, struct decimal *d)
{
	int point = -1, seen = 0;
	size_t i = 0;

	*d = (struct decimal){ .negative = s.n > 0 && s.p[0] == '-' };
	if (s.n >= LIMIT_NUMBER_TEXT)
		return false;
	for (i = d->negative; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.' && point < 0) {
			point = seen;
			continue;
		}
		if (c < '0' || c > '9')
			break;
		seen++;
		if (d->n > 0 || c != '0')
			d->digit[d->n++] = c;
	}
	if (seen == 0)
		return false;
	/* digits before the point, less the noughts in front */
	d->power = (point < 0 ? seen : point) - (seen - d->n) - 1;
	if (i < s.n && s.p[i] != 'e' && s.p[i] != 'E')
		return false;
	if (i < s.n &&
	    !read_power((struct str){ s.p + i + 1, s.n - i - 1 }, &d->power))
		return false;
	while (d->n > 0 && d->digit[d->n - 1] == '0')
		d->n--;
	d->power = d->n > 0 ? d->power : 0;
	return true;
}

/* To 15 digits, a half away from zero; true: that changed it. */
static bool
round_decimal(struct decimal *d)
{
	int i = DIGITS - 1;
	bool up;

	if (d->n <= DIGITS)
		return false;
	up = d->digit[DIGITS] >= '5';
	d->n = DIGITS;
	for (; up && i >= 0; i--) {
		up = d->digit[i] == '9';
		d->digit[i] = up ? '0' : (char)(d->digit[i] + 1);
	}
	if (up) { /* 9.99... */
		d->digit[0] = '1';
		d->n = 1;
		d->power++;
	}
	while (d->n > 0 && d->digit[d->n - 1] == '0')
		d->n--;
	return true;
}

static void
put(char out[CELL_TEXT], size_t *n, char c)
{
	if (*n + 1 < CELL_TEXT)
		out[(*n)++] = c;
	out[*n] = '\0';
}

static char
digit_at(const struct decimal *d, int power)
{
	int i = d->power - power;

	return i >= 0 && i < d->n ? d->digit[i] : '0';
}

static struct str
put_decimal(const struct decimal *d, char out[CELL_TEXT])
{
	size_t n = 0;

	if (d->negative && d->n > 0)
		put(out, &n, '-');
	if (d->power >= LONGEST || d->power < -LONGEST) {
		put(out, &n, d->n > 0 ? d->digit[0] : '0');
		for (int i = 1; i < d->n; i++) {
			if (i == 1)
				put(out, &n, '.');
			put(out, &n, d->digit[i]);
		}
		if (d->n > 0)
			n += (size_t)snprintf(
			    out + n, CELL_TEXT - n, "e%d", d->power);
		return (struct str){ out, n };
	}
	for (int k = d->power > 0 ? d->power : 0; k >= 0; k--)
		put(out, &n, digit_at(d, k));
	for (int k = -1; k > d->power - d->n; k--) {
		if (k == -1)
			put(out, &n, '.');
		put(out, &n, digit_at(d, k));
	}
	return (struct str){ out, n };
}

static bool
is_whole(const struct decimal *d)
{
	return d->n == 0 || d->power >= d->n - 1;
}

/* Days since 1970 as a day, by the calendar that holds for ever. */
static bool
put_day(const struct decimal *d, bool since_1904, char out[CELL_TEXT])
{
	int64_t days = 0;

	if (d->negative || d->power > 6)
		return false;
	for (int k = d->power > 0 ? d->power : 0; k >= 0; k--)
		days = days * 10 + (digit_at(d, k) - '0');
	/* the other calendar has a 29th of February 1900, which was not */
	if (!since_1904 && (days < 1 || days == 60))
		return false;
	days -= since_1904 ? 24107 : days < 60 ? 25568 : 25569;
	if (days > 2932896) /* 9999-12-31 */
		return false;
	date_format(date_of(days * 86400), out);
	return true;
}

/* The places of a pattern that hold digits, counted from the last. */
static struct str
put_digits(const struct decimal *d, struct str pattern, char out[CELL_TEXT])
{
	char back[CELL_TEXT];
	int k = 0, most = d->n > 0 ? d->power : 0;
	size_t n = 0, first = 0;

	while (first < pattern.n && pattern.p[first] != '0' &&
	       pattern.p[first] != '#')
		first++;
	for (size_t i = pattern.n; i-- > 0;) {
		char c = pattern.p[i];

		if (c == '\\' || c == '"')
			continue;
		if (c != '0' && c != '#') {
			put(back, &n, c);
			continue;
		}
		if (c == '0' || k <= most)
			put(back, &n, digit_at(d, k));
		k++;
		for (; i == first && k <= most; k++)
			put(back, &n, digit_at(d, k));
	}
	for (size_t i = 0; i < n; i++)
		out[i] = back[n - 1 - i];
	out[n] = '\0';
	return (struct str){ out, n };
}

struct str
cell_number(struct str stored, struct style style, bool since_1904,
    enum cell_use use, char out[CELL_TEXT], struct cell_change *change)
{
	struct decimal d;
	size_t n;
	struct str s;

	*change = (struct cell_change){ .rounded = false };
	if (!read_decimal(stored, &d))
		return stored;
	if (style.kind == STYLE_DATE && put_day(&d, since_1904, out)) {
		change->is_date = true;
		return str_of(out);
	}
	change->imprecise = d.n > 0 && d.power >= DIGITS;
	change->rounded = round_decimal(&d);
	if (style.kind == STYLE_PERCENT && use != CELL_AS_DATE) {
		change->percent = true;
		d.power += d.n > 0 ? 2 : 0;
		s = put_decimal(&d, out);
		n = s.n;
		put(out, &n, ' ');
		put(out, &n, '%');
		return (struct str){ out, n };
	}
	if (style.kind == STYLE_DIGITS && use == CELL_AS_TEXT && is_whole(&d) &&
	    !d.negative && d.power < LONGEST)
		return put_digits(&d, style.pattern, out);
	return put_decimal(&d, out);
}

void
cell_name(uint32_t row, uint32_t column, char out[16])
{
	char letters[8];
	size_t n = sizeof(letters);

	letters[--n] = '\0';
	for (uint32_t c = column; c > 0 && n > 0; c = (c - 1) / 26)
		letters[--n] = (char)('A' + (c - 1) % 26);
	snprintf(out, 16, "%s%u", letters + n, row);
}

bool
cell_place(struct str name, uint32_t *row, uint32_t *column)
{
	uint32_t c = 0;
	size_t i = 0;

	for (; i < name.n && i < 4; i++) {
		char letter = name.p[i];

		if (letter >= 'a' && letter <= 'z')
			letter = (char)(letter - 'a' + 'A');
		if (letter < 'A' || letter > 'Z')
			break;
		c = c * 26 + (uint32_t)(letter - 'A' + 1);
	}
	*column = c;
	return c > 0 && c <= LIMIT_SHEET_COLUMNS &&
	       part_number((struct str){ name.p + i, name.n - i },
		   LIMIT_SHEET_ROWS, row) &&
	       *row > 0;
}
