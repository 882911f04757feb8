/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sqlite - the same roll-up by a database: SQLite, level by level.
 *
 *	sqlite EDGES.csv DECLARED.csv [ANSWERS.csv]
 *
 * Done as well as is known: in memory, without a journal, one transaction,
 * prepared statements, numbers for names, indexes after the rows, and one
 * wide row per item with a column for each of 17 elements from 3 origins.
 * Levels are counted from what is declared, so that only items that hold
 * something are looked at.  All paths at once, as recursive SQL is mostly
 * written, would never end here.
 */
#include "tests/bench/clock.h"
#include "tests/bench/rows.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEVELS_MOST 10000

static sqlite3 *db;

static void
stop(const char *what)
{
	fprintf(stderr, "sqlite: %s: %s\n", what, sqlite3_errmsg(db));
	exit(1);
}

static void
run(const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		stop(sql);
}

static void __attribute__((format(printf, 1, 2))) run_with(const char *fmt, ...)
{
	va_list ap;
	char *sql;

	va_start(ap, fmt);
	sql = sqlite3_vmprintf(fmt, ap);
	va_end(ap);
	if (sql == NULL)
		stop(fmt);
	run(sql);
	sqlite3_free(sql);
}

static sqlite3_stmt *
prepare(const char *sql)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		stop(sql);
	return s;
}

static void
bind_text(sqlite3_stmt *s, int i, struct cell c)
{
	sqlite3_bind_text(s, i, c.p, (int)c.n, SQLITE_STATIC);
}

static void
step(sqlite3_stmt *s)
{
	if (sqlite3_step(s) != SQLITE_DONE)
		stop("a row");
	sqlite3_reset(s);
}

static void
load_edges(const char *path)
{
	sqlite3_stmt *s;
	struct rows r;

	run("CREATE TABLE raw(parent TEXT, child TEXT, qty REAL)");
	s = prepare("INSERT INTO raw VALUES(?, ?, ?)");
	for (rows_open(&r, path); rows_next(&r, 3); step(s)) {
		bind_text(s, 1, r.cell[0]);
		bind_text(s, 2, r.cell[1]);
		sqlite3_bind_double(s, 3, rows_number(r.cell[2]));
	}
	sqlite3_finalize(s);
}

static void
load_declared(const char *path)
{
	sqlite3_stmt *s;
	struct rows r;

	run("CREATE TABLE declared(part TEXT, col INT, grams REAL)");
	s = prepare("INSERT INTO declared VALUES(?, ?, ?)");
	for (rows_open(&r, path); rows_next(&r, 4); step(s)) {
		bind_text(s, 1, r.cell[0]);
		sqlite3_bind_int(s, 2, rows_column(r.cell[1], r.cell[2]));
		sqlite3_bind_double(s, 3, rows_number(r.cell[3]) / 1000);
	}
	sqlite3_finalize(s);
}

/* Names become numbers, and uses are found by what they use. */
static void
number_items(void)
{
	run("CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT UNIQUE,"
	    " level INT)");
	run("INSERT OR IGNORE INTO item(name) SELECT parent FROM raw");
	run("INSERT OR IGNORE INTO item(name) SELECT child FROM raw");
	run("CREATE TABLE edge(parent INT, child INT, qty REAL)");
	run("INSERT INTO edge SELECT p.id, c.id, qty FROM raw"
	    " JOIN item p ON p.name = parent JOIN item c ON c.name = child");
	run("DROP TABLE raw");
	run("CREATE INDEX uses ON edge(child, parent)");
	run("CREATE INDEX parts ON edge(parent, child, qty)");
}

/* How far an item is from what is declared, on the longest way. */
static int
find_levels(void)
{
	int k = 0;

	run("UPDATE item SET level = 0"
	    " WHERE name IN (SELECT part FROM declared)");
	run("CREATE INDEX levels ON item(level)");
	do {
		if (++k > LEVELS_MOST)
			stop("a cycle");
		run_with("UPDATE item SET level = %d WHERE id IN"
			 " (SELECT parent FROM edge WHERE child IN"
			 " (SELECT id FROM item WHERE level = %d))",
		    k, k - 1);
	} while (sqlite3_changes(db) > 0);
	return k - 1;
}

/* "FIRST c0 BETWEEN c1 BETWEEN ... c50 LAST" */
static char *
columns(const char *first, const char *between, const char *last)
{
	sqlite3_str *s = sqlite3_str_new(db);

	for (int c = 0; c < ROWS_COLUMNS; c++)
		sqlite3_str_appendf(
		    s, "%s%s%d%s", c > 0 ? between : "", first, c, last);
	return sqlite3_str_finish(s);
}

/* A wide row for each item that declares something. */
static void
spread_declared(void)
{
	sqlite3_str *s = sqlite3_str_new(db);
	char *defined = columns("c", ", ", " REAL"), *sql;

	run_with("CREATE TABLE mass(id INTEGER PRIMARY KEY, %s)", defined);
	sqlite3_str_appendf(s, "INSERT INTO mass SELECT i.id");
	for (int c = 0; c < ROWS_COLUMNS; c++)
		sqlite3_str_appendf(
		    s, ", SUM(CASE WHEN col = %d THEN grams ELSE 0.0 END)", c);
	sqlite3_str_appendf(
	    s, " FROM declared JOIN item i ON i.name = part GROUP BY i.id");
	sql = sqlite3_str_finish(s);
	run(sql);
	sqlite3_free(sql);
	sqlite3_free(defined);
}

static void
roll(int levels)
{
	char *sums = columns("SUM(e.qty * m.c", ", ", ")");

	for (int k = 1; k <= levels; k++)
		run_with("INSERT INTO mass SELECT p.id, %s FROM item p"
			 " CROSS JOIN edge e ON e.parent = p.id"
			 " CROSS JOIN mass m ON m.id = e.child"
			 " WHERE p.level = %d GROUP BY p.id",
		    sums, k);
	sqlite3_free(sums);
}

static void
put_answers(const char *path)
{
	sqlite3_stmt *s =
	    prepare("SELECT name, mass.* FROM mass JOIN item USING(id)");
	FILE *f = fopen(path, "w");

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	while (sqlite3_step(s) == SQLITE_ROW)
		for (int e = 0; e < ROWS_ELEMENTS; e++) {
			double cn = sqlite3_column_double(s, 2 + e * 3);
			double all = cn + sqlite3_column_double(s, 3 + e * 3) +
				     sqlite3_column_double(s, 4 + e * 3);

			if (all > 0)
				fprintf(f, "%s,%s,%.17g,%.17g\n",
				    (const char *)sqlite3_column_text(s, 0),
				    rows_element[e], all, cn);
		}
	sqlite3_finalize(s);
	if (fclose(f) != 0)
		exit(1);
}

int
main(int argc, char **argv)
{
	int levels;

	if (argc < 3) {
		fprintf(
		    stderr, "sqlite EDGES.csv DECLARED.csv [ANSWERS.csv]\n");
		return 64;
	}
	clock_begin();
	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		stop("opening");
	run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
	    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;"
	    "PRAGMA cache_size = -4000000; BEGIN");
	load_edges(argv[1]);
	load_declared(argv[2]);
	clock_step("load");
	number_items();
	clock_step("index");
	levels = find_levels();
	clock_step("levels");
	spread_declared();
	roll(levels);
	clock_step("roll");
	run("COMMIT");
	clock_print();
	printf("version %s\n", sqlite3_libversion());
	if (argc > 3)
		put_answers(argv[3]);
	sqlite3_close(db);
	return 0;
}
