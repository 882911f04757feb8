/* SPDX-License-Identifier: Apache-2.0 */
/* test_clause - tables of clauses, good ones, bad ones and long ones. */
#include "core/base/limits.h"
#include "core/rules/pack/clause.h"
#include "tests/unit/run.h"

#include <stdio.h>

static const struct bad_table {
	const char *text;
	enum status code;
	uint32_t line, col;
} bad_tables[] = {
	{ "", ST_SCHEMA, 0, 0 },
	{ "id\tlevel\n", ST_SCHEMA, 1, 1 },
	{ "id\tlevel\tquote\tsource\tfrom\tread-on\n", ST_SCHEMA, 1, 1 },
#define COLUMNS_LINE "id\tlevel\tquote\tsource\tstanding\tread-on\n"
	{ COLUMNS_LINE "a\tMUST\tq\ts\tsourced\n", ST_SCHEMA, 2, 1 },
	{ COLUMNS_LINE "a\tMAY\tq\ts\tsourced\t2026-01-31\n", ST_SYNTAX, 2, 3 },
	{ COLUMNS_LINE "a\tMUST\tq\ts\tsure\t2026-01-31\n", ST_SYNTAX, 2, 12 },
	{ COLUMNS_LINE "a\tMUST\tq\t\tsourced\t2026-01-31\n", ST_INCOMPLETE, 2,
	    10 },
	{ COLUMNS_LINE "a\tMUST\tq\ts\tsourced\t2026-02-30\n", ST_SYNTAX, 2,
	    20 },
	{ COLUMNS_LINE "a b\tMUST\tq\ts\tsourced\t2026-01-31\n", ST_SYNTAX, 2,
	    1 },
	{ COLUMNS_LINE "a.\tMUST\tq\ts\tsourced\t2026-01-31\n", ST_SYNTAX, 2,
	    1 },
	{ COLUMNS_LINE "a\tMUST\tq\ts\tsourced\t2026-01-31\n"
		       "a\tMUST\tq\ts\tsourced\t2026-01-31\n",
	    ST_DUPLICATE, 3, 1 },
	{ COLUMNS_LINE "a\tMUST\tq\xff\ts\tsourced\t2026-01-31\n", ST_ENCODING,
	    2, 9 },
};

START_TEST(clauses_refuse_a_row_by_place)
{
	const struct bad_table *b = &bad_tables[_i];
	struct findings f = { 0 };
	struct arena a = { 0 };
	struct clauses c;

	ck_assert_int_eq(
	    clauses_read(&c, &a, "clauses.tsv", str_of(b->text), &f), b->code);
	ck_assert_uint_eq(f.first.at.line, b->line);
	ck_assert_uint_eq(f.first.at.col, b->col);
	arena_free(&a);
	findings_free(&f);
}
END_TEST

START_TEST(a_clause_may_be_told_in_chinese)
{
	static const char table[] =
	    "id\tlevel\tquote\tsource\tstanding\tread-on\tsummary_zh\n"
	    "a\tMUST\tq\ts\tsourced\t2026-01-31\t\xe4\xb8\xad\n"
	    "b\tMUST\tq\ts\tsourced\t2026-01-31\t\n";
	struct findings f = { 0 };
	struct arena a = { 0 };
	struct clauses c;
	bool english;

	ck_assert_int_eq(
	    clauses_read(&c, &a, "clauses.tsv", str_of(table), &f), ST_OK);
	ck_assert(c.has_zh);
	ck_assert_str_eq(
	    clause_summary(&c.list[0], true, &english), "\xe4\xb8\xad");
	ck_assert(!english);
	ck_assert_str_eq(clause_summary(&c.list[0], false, &english), "q");
	ck_assert_str_eq(clause_summary(&c.list[1], true, &english), "q");
	ck_assert(english);
	arena_free(&a);
	findings_free(&f);
}
END_TEST

START_TEST(clauses_end_at_their_limit)
{
	static char text[400000];
	struct findings f = { 0 };
	struct arena a = { 0 };
	struct clauses c;
	size_t n;

	n = (size_t)snprintf(text, sizeof(text), "%s", COLUMNS_LINE);
	for (int i = 0; i < LIMIT_CLAUSES + 100; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "c%d\tINFO\tq\ts\tsourced\t2026-01-31\n", i);
	ck_assert_int_eq(
	    clauses_read(&c, &a, "clauses.tsv", (struct str){ text, n }, &f),
	    ST_LIMIT);
	ck_assert_uint_eq(f.errors, 1);
	ck_assert_uint_eq(f.first.at.line, LIMIT_CLAUSES + 2);
	arena_free(&a);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, clauses_refuse_a_row_by_place, 0, LENGTH(bad_tables));
	tcase_add_test(t, a_clause_may_be_told_in_chinese);
	tcase_add_test(t, clauses_end_at_their_limit);
}

int
main(void)
{
	return run_suite("clause", add);
}
