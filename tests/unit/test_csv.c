/* SPDX-License-Identifier: Apache-2.0 */
/* test_csv - rows and fields, and the places they stand at. */
#include "core/bom/table/csv.h"

#include "core/base/limits.h"

#include "tests/unit/run.h"

#include <stdlib.h>
#include <string.h>

/* What rows a text gives: fields joined by '|', rows by '/'. */
static const struct {
	struct str text;
	char separator;
	const char *rows;
} readings[] = {
	{ STR("a,b\nc,d\n"), ',', "a|b/c|d/" },
	{ STR("a,b\nc,d"), ',', "a|b/c|d/" },
	{ STR("a,b\r\nc,d\r\n"), ',', "a|b/c|d/" },
	{ STR("\xEF\xBB\xBF"
	      "a;b\n"),
	    ';', "a|b/" },
	{ STR("a\tb\n\tc\n"), '\t', "a|b/|c/" },
	{ STR(" a , b\t,c \n"), ',', "a|b|c/" },
	{ STR("a,\n,b\n"), ',', "a|/|b/" },
	{ STR("\n\na\n \n,,\nb\n"), ',', "a/b/" },
	{ STR("# a comment\n#\n\na,b\n#c,d\n"), ',', "a|b/#c|d/" },
	{ STR("\"a,b\",\"c\"\n"), ',', "a,b|c/" },
	{ STR("\"a \"\"b\"\"\"\n"), ',', "a \"b\"/" },
	{ STR(" \"a\" , \"b\"\n"), ',', "a|b/" },
	{ STR("\"a\nb\",c\nd,e\n"), ',', "a\nb|c/d|e/" },
	{ STR("24\" bore,a\"b\n"), ',', "24\" bore|a\"b/" },
	{ STR("\"\",\" x \"\n"), ',', "|x/" },
	{ STR("0008,1E5,9551670000000,\"BAT54H,115\"\n"), ',',
	    "0008|1E5|9551670000000|BAT54H,115/" },
	{ STR("abcdefg,abcdefgh,abcdefghi,\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\n"),
	    ',',
	    "abcdefg|abcdefgh|abcdefghi|\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9/" },
	{ STR("a,b\nc"), ';', "a,b/c/" },
	{ STR("!a , !,\x1F"
	      "b!\n!"),
	    ',',
	    "!a|!|\x1F"
	    "b!/!/" },
};

START_TEST(rows_are_taken_apart)
{
	struct findings f = { 0 };
	char got[400] = "";
	struct csv c;

	ck_assert_int_eq(csv_open(&c, readings[_i].text, "x", &f), ST_OK);
	c.separator = readings[_i].separator;
	while (csv_next(&c, &f)) {
		for (size_t i = 0; i < c.n; i++) {
			if (i > 0)
				strcat(got, "|");
			strncat(got, c.field[i].text.p, c.field[i].text.n);
		}
		strcat(got, "/");
	}
	ck_assert_str_eq(got, readings[_i].rows);
	ck_assert_uint_eq(f.n, 0);
	csv_close(&c);
}
END_TEST

/* What is refused, and where. */
static const struct {
	struct str text;
	enum status code;
	uint32_t line, col;
	size_t rows; /* that are read all the same */
} refusals[] = {
	{ STR(""), ST_SYNTAX, 1, 1, 0 },
	{ STR("a,b\nc\0d,e\n"), ST_ENCODING, 2, 2, 0 },
	{ STR("a,b\nc,d\xE9\n"), ST_ENCODING, 2, 4, 0 },
	{ STR("\xFF\xFE"
	      "a"),
	    ST_ENCODING, 1, 1, 0 },
	{ STR("a,b\rc,d\r"), ST_SYNTAX, 1, 4, 0 },
	{ STR("a,b\nc,\"d\ne,f\n"), ST_SYNTAX, 2, 3, 1 },
	{ STR("a,b\n\"c\"d,e\nf,g\n"), ST_SYNTAX, 2, 4, 1 },
	{ STR("a,b\nc,d,e\nf,g\n"), ST_SYNTAX, 2, 5, 2 },
	{ STR("a,b\nc\nf,g\n"), ST_SYNTAX, 2, 2, 2 },
	{ STR("a,b\n\"x\ny\",d,e\n"), ST_SYNTAX, 3, 6, 1 },
	{ STR("a,b\r\ncd\r\n"), ST_SYNTAX, 2, 3, 1 },
};

START_TEST(what_is_no_table_is_refused_at_its_place)
{
	struct findings f = { 0 };
	size_t rows = 0;
	struct csv c;

	if (csv_open(&c, refusals[_i].text, "x", &f) == ST_OK) {
		c.width = 2;
		while (csv_next(&c, &f))
			rows++;
		csv_close(&c);
	}
	ck_assert_uint_eq(rows, refusals[_i].rows);
	ck_assert_uint_eq(f.errors, 1);
	ck_assert_int_eq(f.first.code, refusals[_i].code);
	ck_assert_uint_eq(f.first.at.line, refusals[_i].line);
	ck_assert_uint_eq(f.first.at.col, refusals[_i].col);
	findings_free(&f);
}
END_TEST

START_TEST(fields_know_their_place_behind_line_breaks)
{
	const struct str text = STR("a,\"b\nb\",  c\nd,e,f\n");
	struct findings f = { 0 };
	struct pos at;
	struct csv c;

	ck_assert_int_eq(csv_open(&c, text, "x", &f), ST_OK);
	ck_assert(csv_next(&c, &f));
	at = csv_pos(&c, 1);
	ck_assert_uint_eq(at.line, 1);
	ck_assert_uint_eq(at.col, 3);
	at = csv_pos(&c, 2);
	ck_assert_uint_eq(at.line, 2);
	ck_assert_uint_eq(at.col, 6);
	ck_assert(csv_next(&c, &f));
	at = csv_pos(&c, 1);
	ck_assert_uint_eq(at.line, 3);
	ck_assert_uint_eq(at.col, 3);
	ck_assert(!csv_next(&c, &f));
	csv_close(&c);
}
END_TEST

/* A text of n times `unit`, then `end`. */
static struct str
many(const char *unit, size_t n, const char *end)
{
	size_t k = strlen(unit), m = strlen(end);
	char *p = malloc(n * k + m + 1);

	ck_assert_ptr_nonnull(p);
	for (size_t i = 0; i < n; i++)
		memcpy(p + i * k, unit, k);
	memcpy(p + n * k, end, m + 1);
	return (struct str){ p, n * k + m };
}

static void
expect(struct str text, enum status code, uint32_t col)
{
	struct findings f = { 0 };
	struct csv c;

	ck_assert_int_eq(csv_open(&c, text, "x", &f), ST_OK);
	ck_assert(!csv_next(&c, &f));
	ck_assert_int_eq(f.first.code, code);
	ck_assert_uint_eq(f.first.at.line, 1);
	ck_assert_uint_eq(f.first.at.col, col);
	csv_close(&c);
	findings_free(&f);
	free((void *)(uintptr_t)text.p);
}

START_TEST(a_million_columns_are_too_many)
{
	expect(many("a,", 1000000, "\n"), ST_LIMIT, 2 * LIMIT_CSV_COLUMNS + 1);
}
END_TEST

START_TEST(a_field_has_an_end)
{
	expect(many("a", LIMIT_CSV_FIELD + 1, "\n"), ST_LIMIT, 1);
	expect(many("\"a", 1, ""), ST_SYNTAX, 1);
	expect(many("\"", LIMIT_CSV_FIELD + 4, "\n"), ST_LIMIT, 1);
}
END_TEST

START_TEST(the_widest_row_and_the_longest_field_are_read)
{
	struct findings f = { 0 };
	struct str wide = many("a,", LIMIT_CSV_COLUMNS - 1, "b\n");
	struct str big = many("a", LIMIT_CSV_FIELD, "\n");
	struct csv c;

	ck_assert_int_eq(csv_open(&c, wide, "x", &f), ST_OK);
	ck_assert(csv_next(&c, &f));
	ck_assert_uint_eq(c.n, LIMIT_CSV_COLUMNS);
	csv_close(&c);
	ck_assert_int_eq(csv_open(&c, big, "x", &f), ST_OK);
	ck_assert(csv_next(&c, &f));
	ck_assert_uint_eq(c.field[0].text.n, LIMIT_CSV_FIELD);
	csv_close(&c);
	free((void *)(uintptr_t)wide.p);
	free((void *)(uintptr_t)big.p);
}
END_TEST

START_TEST(copies_of_fields_do_not_pile_up)
{
	struct str text =
	    many("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\"\"\n", 200000, "");
	struct findings f = { 0 };
	size_t rows = 0, most = 0;
	struct csv c;

	ck_assert_int_eq(csv_open(&c, text, "x", &f), ST_OK);
	while (csv_next(&c, &f)) {
		rows++;
		most = c.copied > most ? c.copied : most;
		ck_assert_uint_eq(c.field[0].text.n, 31);
	}
	ck_assert_uint_eq(rows, 200000);
	ck_assert_uint_gt(most, CSV_COPIES);
	ck_assert_uint_lt(most, 2 * CSV_COPIES);
	csv_close(&c);
	free((void *)(uintptr_t)text.p);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, rows_are_taken_apart, 0, LENGTH(readings));
	tcase_add_loop_test(
	    t, what_is_no_table_is_refused_at_its_place, 0, LENGTH(refusals));
	tcase_add_test(t, fields_know_their_place_behind_line_breaks);
	tcase_add_test(t, a_million_columns_are_too_many);
	tcase_add_test(t, a_field_has_an_end);
	tcase_add_test(t, the_widest_row_and_the_longest_field_are_read);
	tcase_add_test(t, copies_of_fields_do_not_pile_up);
}

int
main(void)
{
	return run_suite("csv", add);
}
