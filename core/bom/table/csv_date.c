/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_date - days as people write them in tables; see csv_table.h.
 *
 * What can be one day alone is that day.  Of 01/02/2026 nobody knows which of
 * its numbers is the month, unless one of them is above 12.
 */
#include "core/bom/table/csv_table.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Numbers and the name of a month, in the order in which they stand. */
struct pieces {
	int number[3];
	size_t digits[3]; /* of each; 0: it is the name of a month */
	char mark;        /* between the first two */
	size_t n;
};

/* January to December by their first letters, in some languages. */
static int
month_of(struct str s)
{
	static const char *const months[] = { "jan|ene|gen|led|sty", "feb|fév",
		"mar|mär|mrz", "apr|avr|abr|kwi", "may|mai|mag|maj", "jun|giu",
		"jul|lug|lip", "aug|aoû|ago|sie", "sep|set|wrz", "oct|okt|ott",
		"nov|lis", "dec|dez|dic|déc|gru" };

	for (int m = 0; m < 12; m++)
		for (const char *p = months[m]; *p != '\0';) {
			size_t n = strcspn(p, "|");

			if (s.n >= n && strncasecmp(s.p, p, n) == 0)
				return m + 1;
			p += n + (p[n] == '|');
		}
	return 0;
}

/* Takes the next number or name; false: something else stands there. */
static bool
take_piece(struct str *s, struct pieces *out)
{
	size_t n = 0;
	int number = 0;

	if (out->n == 3)
		return false;
	while (n < s->n && char_is_digit(s->p[n]) && n < 9)
		number = number * 10 + (s->p[n++] - '0');
	out->digits[out->n] = n;
	if (n == 0) {
		while (n < s->n &&
		       (((s->p[n] | 0x20) >= 'a' && (s->p[n] | 0x20) <= 'z') ||
			   (unsigned char)s->p[n] >= 0x80))
			n++;
		number = month_of((struct str){ s->p, n });
	}
	if (n == 0 || number == 0)
		return false;
	out->number[out->n++] = number;
	*s = (struct str){ s->p + n, s->n - n };
	return true;
}

/* What stands between two pieces, or behind the last. */
static bool
take_mark(struct str *s, struct pieces *out)
{
	static const char *const marks[] = { "年", "月", "日", "년", "월",
		"일" };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(*s, marks[i]))
			n = strlen(marks[i]);
	if (n == 0)
		while (n < s->n && strchr("-/., ", s->p[n]) != NULL)
			n++;
	if (n == 0)
		return false;
	if (out->n == 1)
		out->mark = s->p[0];
	*s = str_trim((struct str){ s->p + n, s->n - n });
	return true;
}

static bool
take_apart(struct str s, struct pieces *out)
{
	*out = (struct pieces){ .n = 0 };
	if (s.n == 8 && (str_starts(s, "19") || str_starts(s, "20"))) {
		int all = 0;

		for (size_t i = 0; i < s.n && char_is_digit(s.p[i]); i++)
			all = all * 10 + (s.p[i] - '0');
		if (all > 9999999) { /* 20260105 */
			*out = (struct pieces){ .n = 3,
				.number = { all / 10000, all / 100 % 100,
				    all % 100 },
				.digits = { 4, 2, 2 } };
			return true;
		}
	}
	while (s.n > 0) {
		if (!take_piece(&s, out))
			return false;
		/* a time behind it */
		if (out->n == 3 && s.n > 5 &&
		    (s.p[0] == 'T' || s.p[0] == ' ') && char_is_digit(s.p[1]) &&
		    s.p[3] == ':')
			return true;
		if (s.n > 0 && !take_mark(&s, out))
			return false;
	}
	return out->n == 3;
}

/* Year, month and day of the pieces; false: not one day alone.  *either: it
 * may be two. */
static bool
settle(const struct pieces *x, int day[3], bool *either)
{
	int a = x->number[0], b = x->number[1], c = x->number[2];

	*either = false;
	if (x->digits[0] == 4) { /* 2026/1/5 */
		memcpy(day, x->number, sizeof(x->number));
		return x->digits[1] > 0 || x->digits[2] > 0;
	}
	day[0] = c;
	if (x->digits[2] != 4)
		return false;
	if (x->digits[0] == 0 || x->digits[1] == 0) { /* 5-Jan-2026 */
		day[1] = x->digits[0] == 0 ? a : b;
		day[2] = x->digits[0] == 0 ? b : a;
		return x->digits[0] + x->digits[1] > 0;
	}
	day[1] = b;
	day[2] = a;
	if (x->mark == '.') /* 5.1.2026 */
		return true;
	*either = a <= 12 && b <= 12 && a != b;
	if (b > 12) { /* 1/15/2026 */
		day[1] = a;
		day[2] = b;
	}
	return !*either;
}

/* The same day as "2026-01-05"; false: refused, and told. */
static bool
rewrite(struct table *t, struct field *cell)
{
	struct pieces x;
	int day[3];
	bool either = false;
	char *room;

	if (!take_apart(cell->text, &x))
		return true; /* what is no day is told by who reads days */
	if (!settle(&x, day, &either)) {
		if (!either)
			return true;
		findings_error(t->in->f, ST_SYNTAX, bom_pos(t->in->b, cell->at),
		    "\"%.*s\": %04d-%02d-%02d or %04d-%02d-%02d? expected the "
		    "year first, as in these",
		    STR_ARG(str_clip(cell->text, 40)), day[0], day[1], day[2],
		    day[0], day[2], day[1]);
		return false;
	}
	if (day[0] > 9999 || day[1] < 1 || day[1] > 12 || day[2] < 1 ||
	    day[2] > 31)
		return true;
	room = csv_room(&t->csv, DATE_TEXT);
	if (room == NULL) {
		fields_nomem(t->in->f);
		return false;
	}
	date_format(day[0] * 10000 + day[1] * 100 + day[2], room);
	cell->text = (struct str){ room, DATE_TEXT - 1 };
	return true;
}

bool
csv_is_day(struct str s)
{
	struct pieces x;
	int day[3];
	bool either;

	return take_apart(s, &x) && settle(&x, day, &either) &&
	       day[0] <= 9999 && day[1] >= 1 && day[1] <= 12 && day[2] >= 1 &&
	       day[2] <= 31;
}

bool
csv_may_be_days(struct str s)
{
	struct pieces x;
	int day[3];
	bool either = false;

	return take_apart(s, &x) && !settle(&x, day, &either) && either;
}

bool
table_day(struct table *t, enum csv_column column, struct field *cell)
{
	*cell = table_cell(t, column);
	/* most are written so: 2026-01-05 */
	return cell->text.n == 0 ||
	       (cell->text.n == 10 && cell->text.p[4] == '-' &&
		   cell->text.p[7] == '-') ||
	       rewrite(t, cell);
}

enum status
table_date(struct table *t, enum csv_column column, date_day *day)
{
	struct field cell;

	return table_day(t, column, &cell)
		   ? fields_date(t->in->b, cell, day, t->in->f)
		   : t->in->f->first.code;
}
