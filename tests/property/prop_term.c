/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a time ends on the day on which whoever looks into a calendar says
 * that it does, whatever becomes of the days of which nobody says whether they
 * are worked.
 *
 * Random holiday files, with gaps between them; random times in days, weeks,
 * months and working days, after export or before it, from the end of a month,
 * quarter, half-year or year.  SQLite reckons with dates, and holds the days
 * that are worked as rows: all ways to fill in the days in the gaps are tried
 * one by one.  The earliest and the latest day of all of them are the two ends.
 */
#include "core/base/xml.h"
#include "core/rules/deal/term.h"
#include "tests/property/dice.h"
#include "tests/unit/run.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define CALENDARS 30
#define TIMES 40 /* of each */
#define FILES 3
#define GAPS 6 /* [days] between them, at most */

static sqlite3 *db;
static sqlite3_stmt *starts, *months, *days, *nth, *nearest;
static char gap[GAPS][DATE_TEXT]; /* the days of which nothing is known */
static size_t ngap;

static void
run(const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		ck_abort_msg("%s: %s", sql, why);
}

static sqlite3_stmt *
prepare(const char *sql)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		ck_abort_msg("%s: %s", sql, sqlite3_errmsg(db));
	return s;
}

static void
open_database(void)
{
	ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
	run("CREATE TABLE day(d TEXT PRIMARY KEY, worked INT)");
	/* the last day of so many months, of which day ?1 is in one */
	starts = prepare(
	    "SELECT date(?1,'start of month','+'||((?2-1)-"
	    "(CAST(strftime('%m',?1) AS INT)-1)%?2)||' months','+1 month',"
	    "'-1 day')");
	months = prepare(
	    "SELECT min(date(?1,'start of month',?2||' months','+1 month',"
	    "'-1 day'),date(?1,'start of month',?2||' months','+'||"
	    "(strftime('%d',?1)-1)||' days'))");
	days = prepare("SELECT date(?1,?2||' days')");
	/* rows: one way; worked 1: surely, else 2 + the bit of the way */
	nth =
	    prepare("SELECT d FROM day WHERE CASE WHEN ?2>0 THEN d>?1 ELSE "
		    "d<?1 END AND "
		    "(worked=1 OR (worked>1 AND ?3>>(worked-2)&1)) ORDER BY "
		    "CASE WHEN ?2>0 THEN d END, CASE WHEN ?2<0 THEN d END DESC "
		    "LIMIT 1 OFFSET abs(?2)-1");
	nearest = prepare(
	    "SELECT d FROM day WHERE CASE WHEN ?2>0 THEN d>=?1 ELSE d<=?1 END "
	    "AND (worked=1 OR (worked>1 AND ?3>>(worked-2)&1)) ORDER BY "
	    "CASE WHEN ?2>0 THEN d END, CASE WHEN ?2<0 THEN d END DESC "
	    "LIMIT 1");
}

static void
close_database(void)
{
	sqlite3_finalize(starts);
	sqlite3_finalize(months);
	sqlite3_finalize(days);
	sqlite3_finalize(nth);
	sqlite3_finalize(nearest);
	sqlite3_close(db);
}

static void
ask(sqlite3_stmt *s, const char *day, int n, int way, char out[DATE_TEXT])
{
	char from[DATE_TEXT];

	memcpy(from, day, DATE_TEXT);
	sqlite3_reset(s);
	sqlite3_bind_text(s, 1, from, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int(s, 2, n);
	sqlite3_bind_int(s, 3, way);
	ck_assert_int_eq(sqlite3_step(s), SQLITE_ROW);
	ck_assert(sqlite3_column_type(s, 0) != SQLITE_NULL);
	snprintf(out, DATE_TEXT, "%s", (const char *)sqlite3_column_text(s, 0));
	sqlite3_reset(s);
}

static date_day
number(const char day[DATE_TEXT])
{
	struct error err = { 0 };
	date_day d = DATE_NONE;

	ck_assert_int_eq(date_read(str_of(day), pos_none, &d, &err), ST_OK);
	return d;
}

/* ---- files, and the same as rows */

static void
mark(const char *first, int n, int worked)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
	    "UPDATE day SET worked=%d WHERE d>='%s' AND d<date('%s','+%d "
	    "days')",
	    worked, first, first, n);
	run(sql);
}

/* One file from a day on: some holidays, some weekends that are worked. */
static void
make_file(struct holidays *h, const char *from, int n)
{
	static const char *const weekends[] = { "",
		"weekend=\"friday saturday\"", "weekend=\"sunday\"" };
	static const char *const off[] = { "'0','6'", "'5','6'", "'0'" };
	char text[8192], until[DATE_TEXT], first[DATE_TEXT], last[DATE_TEXT];
	struct findings f = { 0 };
	int w = (int)pick(3), at = (int)pick(9);

	ask(days, from, n - 1, 0, until);
	snprintf(text, sizeof(text),
	    "UPDATE day SET worked=strftime('%%w',d) NOT IN (%s) "
	    "WHERE d BETWEEN '%s' AND '%s'",
	    off[w], from, until);
	run(text);
	text[0] = '\0';
	str_add(text, sizeof(text),
	    "<holidays xmlns=\"urn:retrace:holidays:1\" country=\"CN\" "
	    "from=\"%s\" until=\"%s\" source=\"S\" %s>",
	    from, until, weekends[w]);
	while (at + 9 < n) {
		int k = 1 + (int)pick(9), work = (int)pick(3) == 0;

		ask(days, from, at, 0, first);
		ask(days, from, at + k - 1, 0, last);
		if (work) {
			mark(first, 1, 1);
			str_add(
			    text, sizeof(text), "<work day=\"%s\"/>", first);
		} else {
			mark(first, k, 0);
			str_add(text, sizeof(text),
			    "<off day=\"%s\" until=\"%s\"/>", first, last);
		}
		at += k + 1 + (int)pick(60);
	}
	str_add(text, sizeof(text), "</holidays>");
	ck_assert_msg(
	    holidays_read_bytes(h, "h.xml", str_of(text), &f) == ST_OK, "%s",
	    text);
	findings_free(&f);
}

/* Files one after another, with nothing between some of them. */
static void
make_calendar(struct holidays *h)
{
	char day[DATE_TEXT] = "2024-01-01";

	run("DELETE FROM day; WITH RECURSIVE a(d) AS (SELECT '2024-01-01' "
	    "UNION "
	    "ALL SELECT date(d,'+1 day') FROM a WHERE d<'2031-12-31') INSERT "
	    "INTO day SELECT d,0 FROM a");
	ngap = 0;
	for (int i = 0; i < FILES; i++) {
		int n = i + 1 < FILES ? 700 + (int)pick(400) : 900;

		make_file(h, day, n);
		ask(days, day, n, 0, day);
		for (int k = (int)pick(4); i + 1 < FILES && k > 0; k--) {
			mark(day, 1, 2 + (int)ngap);
			memcpy(gap[ngap++], day, DATE_TEXT);
			ask(days, day, 1, 0, day);
		}
	}
}

/* ---- the two ways to reckon */

static struct term
random_term(void)
{
	struct term t = { .n = (uint16_t)(1 + pick(pick(2) ? 12 : 60)),
		.unit = (uint8_t)pick(TERM_UNITS),
		.from = (uint8_t)(pick(2) ? pick(TERM_FROMS) : TERM_EXPORT),
		.ends = (uint8_t)pick(TERM_ENDS),
		.before = pick(3) == 0 };

	if (t.unit == TERM_MONTHS || t.unit == TERM_WEEKS)
		t.n = (uint16_t)(1 + pick(12));
	if (t.unit == TERM_WORKING_DAYS)
		t.ends = TERM_AS_COUNTED;
	if (t.unit == TERM_WORKING_DAYS || t.ends != TERM_AS_COUNTED)
		memcpy(t.calendar, "CN", 3);
	return t;
}

/* Without working days, or for one way to fill in what is not known. */
static void
reckon(const struct term *t, const char *exported, int way, char out[DATE_TEXT])
{
	static const int of[TERM_FROMS] = { 0, 1, 3, 6, 12 };
	int n = t->before ? -(int)t->n : (int)t->n;

	memcpy(out, exported, DATE_TEXT);
	if (of[t->from] > 0)
		ask(starts, out, of[t->from], 0, out);
	if (t->unit == TERM_WORKING_DAYS)
		ask(nth, out, n, way, out);
	else if (t->unit == TERM_MONTHS)
		ask(months, out, n, 0, out);
	else
		ask(days, out, t->unit == TERM_WEEKS ? 7 * n : n, 0, out);
	if (t->ends != TERM_AS_COUNTED)
		ask(nearest, out, t->ends == TERM_LAST_WORKED ? -1 : 1, way,
		    out);
}

static long opened;

static void
compare(const struct holidays *h, const struct term *t, const char *exported)
{
	char first[DATE_TEXT] = "9", last[DATE_TEXT] = "0", one[DATE_TEXT];
	struct due d = term_due(h, t, number(exported));
	bool in_gap = d.open == DATE_NONE;

	for (int way = 0; way < 1 << ngap; way++) {
		reckon(t, exported, way, one);
		if (strcmp(one, first) < 0)
			memcpy(first, one, DATE_TEXT);
		if (strcmp(one, last) > 0)
			memcpy(last, one, DATE_TEXT);
	}
	for (size_t i = 0; i < ngap; i++)
		in_gap |= d.open == number(gap[i]);
	ck_assert_msg(d.earliest == number(first) && d.latest == number(last) &&
			  in_gap &&
			  (d.open != DATE_NONE) == (d.earliest != d.latest),
	    "%d %s %s of %s from %s, %s: %d to %d, open %d; expected %s to %s",
	    t->n, term_unit_name((enum term_unit)t->unit),
	    t->before ? "before" : "after", exported,
	    term_from_name((enum term_from)t->from),
	    term_ends_name((enum term_ends)t->ends), (int)d.earliest,
	    (int)d.latest, (int)d.open, first, last);
	opened += d.open != DATE_NONE;
}

START_TEST(a_time_ends_on_the_day_that_a_database_says)
{
	int rounds = run_rounds(CALENDARS);
	char exported[DATE_TEXT];

	state = 20261128;
	open_database();
	for (int i = 0; i < rounds; i++) {
		struct holidays h = { 0 };

		make_calendar(&h);
		for (int k = 0; k < TIMES; k++) {
			struct term t = random_term();

			/* often near a gap, or at the end of a month */
			ask(days, "2026-01-01", (int)pick(1100), 0, exported);
			if (ngap > 0 && pick(2) == 0)
				ask(days, gap[pick((long)ngap)],
				    (t.before ? 1 : -1) * (int)pick(40), 0,
				    exported);
			else if (pick(3) == 0)
				ask(starts, exported, 1, 0, exported);
			compare(&h, &t, exported);
		}
		holidays_free(&h);
	}
	close_database();
	ck_assert_int_gt(opened, rounds);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_time_ends_on_the_day_that_a_database_says);
}

int
main(void)
{
	xml_start();
	return run_suite("prop_term", add);
}
