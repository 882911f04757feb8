/* SPDX-License-Identifier: Apache-2.0 */
/* test_json_sax - JSON as events, and what is refused of it. */
#include "core/base/limits.h"
#include "core/bom/json/json_sax.h"
#include "tests/unit/golden.h"
#include "tests/unit/run.h"

#define ROOM 400

/* Events as one line: "{ key@1:3 value@1:8 } [ ]". */
struct heard {
	char text[ROOM];
	size_t n, stop_at;
};

static bool
note(struct heard *h, struct str s, struct place at)
{
	str_add(h->text, sizeof(h->text), "%s%.*s@%u:%u",
	    h->text[0] != '\0' ? " " : "", STR_ARG(s), at.line, at.col);
	return h->stop_at == 0 || ++h->n < h->stop_at;
}

static bool
on_begin(void *ctx, bool list, struct place at)
{
	return note(ctx, list ? STR("[") : STR("{"), at);
}

static bool
on_end(void *ctx)
{
	struct heard *h = ctx;

	str_add(h->text, sizeof(h->text), " end");
	return true;
}

static bool
on_text(void *ctx, struct field text)
{
	return note(ctx, text.text, text.at);
}

static bool
on_null(void *ctx)
{
	str_add(((struct heard *)ctx)->text, ROOM, " null");
	return true;
}

static const struct json_handler handler = { .begin = on_begin,
	.end = on_end,
	.key = on_text,
	.value = on_text,
	.null = on_null };

struct reading {
	struct golden g;
	struct bytes bytes;
	enum status st;
};

static void
hear(struct reading *r, struct str text, struct heard *h)
{
	struct bytes bytes = { malloc(text.n + 1), text.n };
	struct input in = { .b = &r->g.b, .f = &r->g.f };

	golden_init(&r->g);
	ck_assert_ptr_nonnull(bytes.p);
	memcpy(bytes.p, text.p, text.n);
	ck_assert_uint_eq(bom_add_file(&r->g.b, "x.json", &bytes, ROLE_BOM), 0);
	in.body = (struct str){ r->g.b.file[0].bytes.p, text.n };
	r->st = json_sax_read(&in, &handler, h);
}

static void
hear_text(struct reading *r, const char *text, struct heard *h)
{
	hear(r, str_of(text), h);
}

START_TEST(values_come_in_order_with_their_places)
{
	struct heard h = { .n = 0 };
	struct reading r;

	hear_text(&r, "{\"a\": [1, -2.50e3 ,true],\n \"b\":{\"\":null}}", &h);
	ck_assert_int_eq(r.st, ST_OK);
	ck_assert_str_eq(h.text,
	    "{@1:1 a@1:3 [@1:7 1@1:8 -2.50e3@1:11 true@1:20 end b@2:3 {@2:6 "
	    "@2:8 null end end");
	golden_free(&r.g);
}
END_TEST

START_TEST(escapes_are_resolved_and_the_next_place_is_right)
{
	struct heard h = { .n = 0 };
	struct reading r;

	hear_text(&r, "[\"\\u00e9\\\"\\\\\\uD83D\\ude00\" , \"x\"]", &h);
	ck_assert_int_eq(r.st, ST_OK);
	ck_assert_str_eq(
	    h.text, "[@1:1 \xC3\xA9\"\\\xF0\x9F\x98\x80@1:3 x@1:30 end");
	golden_free(&r.g);
}
END_TEST

START_TEST(a_handler_that_has_enough_ends_the_reading)
{
	struct heard h = { .stop_at = 2 };
	struct reading r;

	hear_text(&r, "[1, 2, nonsense", &h);
	ck_assert_int_eq(r.st, ST_OK);
	ck_assert_str_eq(h.text, "[@1:1 1@1:2");
	golden_free(&r.g);
}
END_TEST

static const struct refusal {
	const char *in, *said;
	enum status code;
	uint32_t line, col;
} refusals[] = {
	{ "", "JSON that ends here: expected an object or a list", ST_SYNTAX, 1,
	    1 },
	{ "[1", "JSON that ends here: expected a comma or ]", ST_SYNTAX, 1, 3 },
	{ "[1,", "JSON that ends here: expected a value", ST_SYNTAX, 1, 4 },
	{ "{", "JSON that ends here: expected a name in quotes or }", ST_SYNTAX,
	    1, 2 },
	{ "{\"a\"", "JSON that ends here: expected a colon", ST_SYNTAX, 1, 5 },
	{ "{\"a\":", "JSON that ends here: expected a value", ST_SYNTAX, 1, 6 },
	{ "{\"a\" 1}", "\"1}\": expected a colon", ST_SYNTAX, 1, 6 },
	{ "{\"a\":1,}", "\"}\": expected a name in quotes", ST_SYNTAX, 1, 8 },
	{ "{a:1}",
	    "\"a:1}\" is no JSON (invalid char in json text): expected a "
	    "name in quotes or }",
	    ST_SYNTAX, 1, 2 },
	{ "[1]\n[2]", "\"[2]\": expected nothing more", ST_SYNTAX, 2, 1 },
	{ "[1}", "\"}\": expected a comma or ]", ST_SYNTAX, 1, 3 },
	{ "[\"ab", "a text without an end: expected a quote behind it",
	    ST_SYNTAX, 1, 2 },
	{ "[01]", "\"1]\": expected a comma or ]", ST_SYNTAX, 1, 3 },
	{ "[1.]",
	    "\"1.]\" is no JSON (malformed number, a digit is required after "
	    "the decimal point): expected a value or ]",
	    ST_SYNTAX, 1, 2 },
	{ "[NaN]",
	    "\"NaN]\" is no JSON (invalid char in json text): expected a "
	    "value or ]",
	    ST_SYNTAX, 1, 2 },
	{ "[1 // one\n]",
	    "\"// one\" is no JSON (probable comment found in input text, "
	    "comments are not enabled): expected a comma or ]",
	    ST_SYNTAX, 1, 4 },
	{ "{\"a\":1, \"\\u0061\":2}",
	    "member \"a\" again: expected each name once in an object",
	    ST_DUPLICATE, 1, 10 },
	{ "[\"\\ud800\"]", NULL, ST_ENCODING, 1, 3 },
	{ "[\"\\ud800\\u0041\"]", NULL, ST_ENCODING, 1, 3 },
	{ "[\"\\uDC00\"]", NULL, ST_ENCODING, 1, 3 },
	{ "[\"\\ud83d\\ud83d\\ude00\"]", NULL, ST_ENCODING, 1, 3 },
	{ "{\"\\u0000\":1}", NULL, ST_ENCODING, 1, 3 },
};

START_TEST(what_is_no_json_is_refused_at_its_place)
{
	const struct refusal *x = &refusals[_i];
	struct heard h = { .n = 0 };
	struct reading r;

	hear_text(&r, x->in, &h);
	ck_assert_int_eq(r.st, x->code);
	ck_assert_uint_eq(r.g.f.errors, 1);
	if (x->said != NULL)
		ck_assert_str_eq(r.g.f.list[0].text, x->said);
	ck_assert_uint_eq(r.g.f.list[0].at.line, x->line);
	ck_assert_uint_eq(r.g.f.list[0].at.col, x->col);
	golden_free(&r.g);
}
END_TEST

START_TEST(a_name_may_stand_in_every_object_once)
{
	struct heard h = { .n = 0 };
	struct reading r;

	/* behind an inner object that has it the outer one still has it */
	hear_text(
	    &r, "{\"a\":{\"a\":1,\"b\":[{\"a\":1},{\"a\":1}]},\"b\":1}", &h);
	ck_assert_int_eq(r.st, ST_OK);
	golden_free(&r.g);
	hear_text(&r, "{\"a\":{\"a\":1},\"b\":{\"a\":1},\"a\":1}", &h);
	ck_assert_int_eq(r.st, ST_DUPLICATE);
	ck_assert_uint_eq(r.g.f.list[0].at.col, 27);
	golden_free(&r.g);
}
END_TEST

/* n times an opening bracket, and as many closing ones. */
static struct str
nested(size_t n)
{
	char *p = malloc(2 * n);

	ck_assert_ptr_nonnull(p);
	memset(p, '[', n);
	memset(p + n, ']', n);
	return (struct str){ p, 2 * n };
}

START_TEST(nesting_has_a_limit)
{
	const size_t depth[] = { LIMIT_JSON_DEPTH, LIMIT_JSON_DEPTH + 1,
		1000000 };

	for (size_t i = 0; i < LENGTH(depth); i++) {
		struct heard h = { .n = 0 };
		struct str text = nested(depth[i]);
		struct reading r;

		hear(&r, text, &h);
		ck_assert_int_eq(r.st, i == 0 ? ST_OK : ST_LIMIT);
		golden_free(&r.g);
		free((char *)text.p);
	}
}
END_TEST

/* An object of n members of different names, in an object of as many. */
START_TEST(many_names_cost_linear_time)
{
	const size_t n = 50000;
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);
	struct heard h = { .n = 0 };
	struct reading r;

	ck_assert_ptr_nonnull(to);
	for (int k = 0; k < 2; k++) {
		fputs(k == 0 ? "{" : "\"in\": {", to);
		for (size_t i = 0; i < n; i++)
			fprintf(to, "\"%zu\":%zu%s", i, i,
			    k == 1 && i + 1 == n ? "}}" : ",");
	}
	fclose(to);
	hear(&r, (struct str){ text, size }, &h);
	ck_assert_int_eq(r.st, ST_OK);
	golden_free(&r.g);
	free(text);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, values_come_in_order_with_their_places);
	tcase_add_test(t, escapes_are_resolved_and_the_next_place_is_right);
	tcase_add_test(t, a_handler_that_has_enough_ends_the_reading);
	tcase_add_loop_test(
	    t, what_is_no_json_is_refused_at_its_place, 0, LENGTH(refusals));
	tcase_add_test(t, a_name_may_stand_in_every_object_once);
	tcase_add_test(t, nesting_has_a_limit);
	tcase_add_test(t, many_names_cost_linear_time);
}

int
main(void)
{
	return run_suite("json_sax", add);
}
