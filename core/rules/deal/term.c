/* SPDX-License-Identifier: Apache-2.0 */
/* term - when a time that a law sets ends; see term.h. */
#include "core/rules/deal/term.h"

/* [days] Looked through for a day that is worked: no holiday lasts for years.
 */
#define DAYS_MOST 1500

const char *
term_unit_name(enum term_unit u)
{
	static const char *const names[TERM_UNITS] = { "working-days", "days",
		"weeks", "months" };

	return names[u];
}

const char *
term_from_name(enum term_from f)
{
	static const char *const names[TERM_FROMS] = { "export", "month-end",
		"quarter-end", "half-year-end", "year-end" };

	return names[f];
}

const char *
term_ends_name(enum term_ends e)
{
	static const char *const names[TERM_ENDS] = { "as-counted",
		"next-working-day", "last-working-day" };

	return names[e];
}

/* ---- days; a date_day is a number YYYYMMDD */

static date_day
step(date_day day, bool back)
{
	return back ? date_before(day) : date_next(day);
}

static date_day
last_of_month(date_day day)
{
	date_day first = day / 100 * 100 + 1;
	date_day next = first % 10000 / 100 == 12 ? first + 8900 : first + 100;

	return date_before(next);
}

static date_day
add_months(date_day day, unsigned n, bool back)
{
	int months =
	    day / 10000 * 12 + day / 100 % 100 - 1 + (back ? -(int)n : (int)n);
	date_day first = months / 12 * 10000 + (months % 12 + 1) * 100 + 1;
	date_day last = last_of_month(first), same = first - 1 + day % 100;

	return same < last ? same : last;
}

/* The last day of the months, of which so many are counted as one. */
static date_day
end_of(date_day day, int months)
{
	int month = day / 100 % 100;
	int last = (month + months - 1) / months * months;

	return last_of_month(day / 10000 * 10000 + last * 100 + 1);
}

static date_day
starts_on(const struct term *t, date_day exported)
{
	static const int months[TERM_FROMS] = { [TERM_MONTH_END] = 1,
		[TERM_QUARTER_END] = 3,
		[TERM_HALF_END] = 6,
		[TERM_YEAR_END] = 12 };

	return t->from == TERM_EXPORT ? exported
				      : end_of(exported, months[t->from]);
}

/* ---- working days */

/* The n-th working day before: if those that are not known are worked it is
 * the later one. */
static struct due
workdays_before(
    const struct holidays *h, const char country[3], date_day day, unsigned n)
{
	struct due due = { DATE_NONE, DATE_NONE, DATE_NONE };
	unsigned surely = 0, perhaps = 0;

	for (int i = 0; i < DAYS_MOST && due.earliest == DATE_NONE; i++) {
		enum day_kind kind;

		day = date_before(day);
		kind = holidays_kind(h, country, day);
		if (kind == DAY_UNKNOWN && due.open == DATE_NONE)
			due.open = day;
		surely += kind == DAY_WORKED;
		perhaps += kind != DAY_OFF;
		if (perhaps == n && due.latest == DATE_NONE)
			due.latest = day;
		if (surely == n)
			due.earliest = day;
	}
	if (due.earliest == due.latest)
		due.open = DATE_NONE;
	return due;
}

/* The day itself, or the nearest one that is worked. */
static struct due
move_to_worked(const struct holidays *h, const struct term *t, date_day day)
{
	bool back = t->ends == TERM_LAST_WORKED;
	date_day first = DATE_NONE, sure = DATE_NONE, open = DATE_NONE;

	for (int i = 0; i < DAYS_MOST && sure == DATE_NONE;
	     i++, day = step(day, back)) {
		enum day_kind kind = holidays_kind(h, t->calendar, day);

		if (kind == DAY_UNKNOWN && open == DATE_NONE)
			open = day;
		if (kind != DAY_OFF && first == DATE_NONE)
			first = day;
		if (kind == DAY_WORKED)
			sure = day;
	}
	if (first == sure)
		open = DATE_NONE;
	return (struct due){ back ? sure : first, back ? first : sure, open };
}

struct due
term_due(const struct holidays *h, const struct term *t, date_day exported)
{
	date_day day = starts_on(t, exported);
	unsigned days = t->unit == TERM_WEEKS ? t->n * 7u : t->n;

	if (t->unit == TERM_WORKING_DAYS)
		return t->before ? workdays_before(h, t->calendar, day, t->n)
				 : workdays_after(h, t->calendar, day, t->n);
	if (t->unit == TERM_MONTHS)
		day = add_months(day, t->n, t->before);
	for (unsigned i = 0; t->unit != TERM_MONTHS && i < days; i++)
		day = step(day, t->before);
	if (t->ends == TERM_AS_COUNTED)
		return (struct due){ day, day, DATE_NONE };
	return move_to_worked(h, t, day);
}

date_day
term_first_of(date_day day, unsigned months)
{
	int of = (int)months, month = day / 100 % 100;

	return day / 10000 * 10000 + ((month - 1) / of * of + 1) * 100 + 1;
}

date_day
term_months_before(date_day day, unsigned n)
{
	return add_months(day, n, true);
}
