/* SPDX-License-Identifier: Apache-2.0 */
/* test_pairs - rows of a table in one text. */
#include "core/bom/json/pairs.h"

#include "tests/unit/golden.h"
#include "tests/unit/run.h"

/* The cells a and b of a row, "A|B", or what was said. */
static const char *
read(const char *text, struct place *b_at)
{
	static char out[200];
	struct field a, b;
	const struct pair pairs[] = { { "a", &a }, { "b", &b } };
	const struct field row = { str_of(text), { 3, 10, 0 } };
	struct golden g;

	out[0] = '\0';
	golden_init(&g);
	if (pairs_read(&g.b, row, pairs, LENGTH(pairs), &g.f) == ST_OK)
		str_add(out, sizeof(out), "%.*s|%.*s", STR_ARG(a.text),
		    STR_ARG(b.text));
	else
		str_add(out, sizeof(out), "%s", g.f.first.text);
	*b_at = b.at;
	golden_free(&g);
	return out;
}

static const struct {
	const char *in, *out;
} rows[] = {
	{ "", "|" },
	{ "a=1; b=2", "1|2" },
	{ " B = 2 ;; a= <=1 ; ", "<=1|2" },
	{ "a=\"x; y\"; b='p; \"q\"'", "x; y|p; \"q\"" },
	/* a quote that does not close, and one inside, are characters */
	{ "a=5\" disk; b=\"x", "5\" disk|\"x" },
	{ "a=\"x\" y; b=1", "\"x\" y|1" },
	{ "a=; b=\"\"", "|" },
	{ "a=1; a=2", "\"a\" again: expected it once" },
	{ "a=1; c=2",
	    "\"c=2\": expected NAME=VALUE; and so on, with a name of a, b" },
	{ "1; b=2",
	    "\"1\": expected NAME=VALUE; and so on, with a name of a, b" },
};

START_TEST(a_row_has_its_cells)
{
	struct place at;

	ck_assert_str_eq(read(rows[_i].in, &at), rows[_i].out);
}
END_TEST

START_TEST(a_cell_has_its_place_in_one_line)
{
	struct place at;

	read("a=1; b= 22", &at);
	ck_assert_uint_eq(at.line, 3);
	ck_assert_uint_eq(at.col, 18);
	/* behind a line break it is that of the row */
	read("a=1;\nb=2", &at);
	ck_assert_uint_eq(at.col, 10);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, a_row_has_its_cells, 0, LENGTH(rows));
	tcase_add_test(t, a_cell_has_its_place_in_one_line);
}

int
main(void)
{
	return run_suite("pairs", add);
}
