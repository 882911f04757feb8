/* SPDX-License-Identifier: Apache-2.0 */
/* term_words - a time that a law sets, in words; see term_words.h. */
#include "core/report/term_words.h"

#include <string.h>

static const char *const units[TERM_UNITS] = { "working day", "day", "week",
	"month" };
static const char *const units_zh[TERM_UNITS] = { "个工作日", "日", "周",
	"个月" };
static const char *const from[TERM_FROMS] = { "export",
	"the end of the month of export", "the end of the quarter of export",
	"the end of the half-year of export", "the end of the year of export" };
static const char *const from_zh[TERM_FROMS] = { "出口", "出口当月结束",
	"出口所在季度结束", "出口所在半年结束", "出口当年结束" };

/* "10 working days of CN" */
static void
add_length(char *out, size_t size, const struct term *t)
{
	str_add(
	    out, size, "%u %s%s", t->n, units[t->unit], t->n == 1 ? "" : "s");
	if (t->unit == TERM_WORKING_DAYS)
		str_add(out, size, " of %s", t->calendar);
}

static void
add_en(char *out, size_t size, const struct term *t)
{
	str_add(out, size, "%s ", t->before ? "at least" : "within");
	add_length(out, size, t);
	str_add(
	    out, size, " %s %s", t->before ? "before" : "after", from[t->from]);
	if (t->ends != TERM_AS_COUNTED)
		str_add(out, size,
		    "; where the last day is no working day of %s, up to the "
		    "%s one",
		    t->calendar, t->ends == TERM_NEXT_WORKED ? "next" : "last");
}

static void
add_zh(char *out, size_t size, const struct term *t)
{
	str_add(out, size, "%s%s%s%u%s%s", from_zh[t->from],
	    t->before ? "前" : "后", t->before ? "至少" : "", t->n,
	    units_zh[t->unit], t->before ? "" : "内");
	if (t->unit == TERM_WORKING_DAYS)
		str_add(out, size, "（%s）", t->calendar);
	if (t->ends != TERM_AS_COUNTED)
		str_add(out, size, "，末日非工作日（%s）的%s工作日",
		    t->calendar,
		    t->ends == TERM_NEXT_WORKED ? "顺延至下一个"
						: "提前至上一个");
}

void
term_words(char *out, size_t size, const struct term *t, enum language l)
{
	if (l == LANGUAGE_ZH)
		add_zh(out, size, t);
	else
		add_en(out, size, t);
}

void
term_last_day(
    char *out, size_t size, const struct term *t, const struct due *due)
{
	char a[DATE_TEXT], b[DATE_TEXT];

	if (due->earliest == due->latest && due->earliest != DATE_NONE) {
		date_format(due->earliest, a);
		str_add(out, size, "Its last day is %s: ", a);
		if (t->unit == TERM_WORKING_DAYS && !t->before)
			str_add(out, size, "working day %u of %s", t->n,
			    t->calendar);
		else
			add_length(out, size, t);
		str_add(out, size, " %s %s", t->before ? "before" : "after",
		    from[t->from]);
		str_add(out, size, "%s.",
		    t->ends == TERM_AS_COUNTED ? ""
		    : t->ends == TERM_NEXT_WORKED
			? ", or the next working day"
			: ", or the last working day before");
		return;
	}
	date_or_blank(due->open, b);
	str_add(out, size,
	    "Its last day is not known: no holiday file covers %s in %s.", b,
	    t->calendar);
	date_or_blank(due->earliest, a);
	date_or_blank(due->latest, b);
	if (a[0] != '\0' && b[0] != '\0')
		str_add(
		    out, size, " It is not before %s and not after %s.", a, b);
	else if (a[0] != '\0')
		str_add(out, size, " It is not before %s.", a);
	else if (b[0] != '\0')
		str_add(out, size, " It is not after %s.", b);
}
