/* SPDX-License-Identifier: Apache-2.0 */
/* test_table - the same result as table, lines, CSV and JSON. */
#include "core/report/table.h"
#include "tests/unit/run.h"

#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const struct column columns[] = {
	{ "item", "Item", 0 },
	{ "grams", "Mass [g]", COLUMN_RIGHT },
	{ "paths", "Paths", COLUMN_RIGHT | COLUMN_COUNT },
	{ "id", "Id", COLUMN_HIDDEN },
};
#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))

/* Writes `rows` times the same two rows; the text is the caller's to free. */
static char *
written(enum format_out format, struct style style, size_t rows)
{
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);
	struct json j = { .to = to, .lines = format == OUT_JSONL };
	struct error err = { 0 };
	struct table t;

	ck_assert_ptr_nonnull(to);
	if (format == OUT_JSON) {
		json_begin_object(&j, NULL);
		json_begin_array(&j, "items");
	}
	table_begin(&t, to, format, &style, columns, NCOLUMN, &j);
	for (size_t i = 0; i < rows; i++) {
		table_put_text(&t, "=1+1, \"x\"");
		table_put(&t, STR("0.10"), TONE_BAD);
		table_put_count(&t, INT64_MAX);
		table_put_text(&t, "a");
		table_put_text(&t, "永磁体\033[31m");
		table_put_text(&t, "12.5");
		table_put_count(&t, 1);
		table_put_text(&t, "b");
	}
	ck_assert_int_eq(table_end(&t, &err), ST_OK);
	if (format == OUT_JSON) {
		json_end_array(&j);
		json_end_object(&j);
		ck_assert_uint_eq(j.depth, 0);
	}
	ck_assert(!j.bad);
	fclose(to);
	return text;
}

START_TEST(csv_keeps_every_field_as_it_is)
{
	char *text = written(OUT_CSV, (struct style){ 0 }, 1);

	ck_assert_str_eq(text,
	    "item,grams,paths,id\r\n"
	    "\"=1+1, \"\"x\"\"\",0.10,9223372036854775807,a\r\n"
	    "永磁体\033[31m,12.5,1,b\r\n");
	free(text);
}
END_TEST

START_TEST(plain_lines_cannot_command_a_terminal)
{
	char *text = written(OUT_TABLE, (struct style){ .plain = true }, 1);

	ck_assert_str_eq(text, "Item\tMass [g]\tPaths\n"
			       "=1+1, \"x\"\t0.10\t9223372036854775807\n"
			       "永磁体\\x1b[31m\t12.5\t1\n");
	free(text);
}
END_TEST

START_TEST(a_table_lines_up_what_is_wide)
{
	struct style style = { .utf8 = true, .width = 60 };
	char *text = written(OUT_TABLE, style, 1);
	char *mass = strstr(text, "12.5");

	/* The Chinese characters take two columns each, the escape none. */
	ck_assert_ptr_nonnull(mass);
	ck_assert_ptr_null(strchr(text, '\033'));
	ck_assert_ptr_nonnull(strstr(text, "永磁体\\x1b[31m     12.5"));
	ck_assert_ptr_nonnull(strstr(text, "=1+1, \"x\"          0.10"));
	free(text);
}
END_TEST

START_TEST(colour_is_never_the_only_sign)
{
	struct style style = { .utf8 = true, .width = 60, .colour = true };
	char *text = written(OUT_TABLE, style, 1);

	ck_assert_ptr_nonnull(strstr(text, "\033[31m"));
	ck_assert_ptr_nonnull(strstr(text, "0.10"));
	free(text);
}
END_TEST

START_TEST(long_tables_are_laid_out_in_blocks)
{
	struct style style = { .utf8 = true, .width = 60 };
	char *text = written(OUT_TABLE, style, TABLE_BLOCK);
	size_t headings = 0, lines = 0;

	for (char *p = text; (p = strstr(p, "Mass [g]")) != NULL; p++)
		headings++;
	for (char *p = text; (p = strchr(p, '\n')) != NULL; p++)
		lines++;
	ck_assert_uint_eq(headings, 2);
	ck_assert_uint_eq(lines, 2 * (TABLE_BLOCK + 1));
	free(text);
}
END_TEST

START_TEST(json_says_the_same_to_another_reader)
{
	char *text = written(OUT_JSON, (struct style){ 0 }, 1);
	json_t *doc = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	json_t *row;

	ck_assert_ptr_nonnull(doc);
	row = json_array_get(json_object_get(doc, "items"), 1);
	ck_assert_str_eq(
	    json_string_value(json_object_get(row, "item")), "永磁体\033[31m");
	ck_assert_str_eq(
	    json_string_value(json_object_get(row, "grams")), "12.5");
	ck_assert_int_eq(json_integer_value(json_object_get(row, "paths")), 1);
	json_decref(doc);
	free(text);
}
END_TEST

START_TEST(json_lines_are_one_object_each)
{
	char *text = written(OUT_JSONL, (struct style){ 0 }, 1);

	ck_assert_str_eq(text,
	    "{\"item\":\"=1+1, \\\"x\\\"\",\"grams\":\"0.10\","
	    "\"paths\":9223372036854775807,\"id\":\"a\"}\n"
	    "{\"item\":\"永磁体\\u001B[31m\",\"grams\":\"12.5\","
	    "\"paths\":1,\"id\":\"b\"}\n");
	free(text);
}
END_TEST

START_TEST(json_repairs_what_is_no_text)
{
	char *text = NULL;
	size_t n = 0;
	struct json j = { .to = open_memstream(&text, &n), .lines = true };

	json_begin_array(&j, NULL);
	json_put_str(&j, NULL, (struct str){ "a\xFF\0b\xE6\xB0", 6 });
	json_end_array(&j);
	fclose(j.to);
	ck_assert_str_eq(text, "[\"a\xEF\xBF\xBD\\u0000b\xEF\xBF\xBD\xEF\xBF"
			       "\xBD\"]\n");
	ck_assert(!j.bad);
	free(text);
}
END_TEST

START_TEST(json_keeps_fractions_whole)
{
	char *text = NULL;
	size_t n = 0;
	struct json j = { .to = open_memstream(&text, &n), .lines = true };
	mpq_t q;

	mpq_init(q);
	json_begin_object(&j, NULL);
	mpq_set_ui(q, 1, 3);
	json_put_exact(&j, "third", q);
	mpq_set_ui(q, 1, 1000);
	json_put_exact(&j, "limit", q);
	json_end_object(&j);
	mpq_clear(q);
	fclose(j.to);
	ck_assert_str_eq(text, "{\"third\":\"1/3\",\"limit\":\"0.001\"}\n");
	free(text);
}
END_TEST

START_TEST(sentences_break_between_words)
{
	const struct style narrow = { .width = 16 }, plain = { .plain = true };
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);

	text_wrap(to, &narrow, 2, 0,
	    STR("Dysprosium in the magnet of a "
		"motor-of-many-poles"));
	text_wrap(to, &plain, 2, 0, STR("Dysprosium in  the magnet"));
	text_wrap(to, &narrow, 4, 10, STR("one two"));
	fclose(to);
	ck_assert_str_eq(text,
	    "  Dysprosium in\n  the magnet of\n  a\n  motor-of-many-poles\n"
	    "  Dysprosium in the magnet\n"
	    "one\n    two\n");
	free(text);
}
END_TEST

START_TEST(text_shows_what_would_hide)
{
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);

	text_put(to, STR("a\033[2Jb\n\u202Ec\xFFg\u00e9"));
	fclose(to);
	ck_assert_str_eq(text, "a\\x1b[2Jb\\x0a\\x202ec\\xffg\u00e9");
	free(text);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, csv_keeps_every_field_as_it_is);
	tcase_add_test(t, plain_lines_cannot_command_a_terminal);
	tcase_add_test(t, a_table_lines_up_what_is_wide);
	tcase_add_test(t, colour_is_never_the_only_sign);
	tcase_add_test(t, long_tables_are_laid_out_in_blocks);
	tcase_add_test(t, json_says_the_same_to_another_reader);
	tcase_add_test(t, json_lines_are_one_object_each);
	tcase_add_test(t, json_repairs_what_is_no_text);
	tcase_add_test(t, json_keeps_fractions_whole);
	tcase_add_test(t, sentences_break_between_words);
	tcase_add_test(t, text_shows_what_would_hide);
}

int
main(void)
{
	return run_suite("table", add);
}
