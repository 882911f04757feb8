/* SPDX-License-Identifier: Apache-2.0 */
/* test_assumption - what is taken for granted, by whom, of which items. */
#include "core/bom/link/assumption.h"

#include "core/base/limits.h"
#include "core/base/xml.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

#define OPEN "<assumptions xmlns=\"urn:retrace:assumptions:1\" id=\"acme\">\n"
#define CLOSE "</assumptions>\n"
#define ANSWER(id, until) \
	" id=\"" id "\" reason=\"we know\" author=\"R. Lee\" until=\"" until \
	"\""
#define NONE(id, until, items) \
	"<holds-none" ANSWER(id, until) ">" items "</holds-none>\n"
#define ITEMS "<items part=\"A\"/>"
#define LATE "2026-12-31"

struct reading {
	struct make m;
	struct assumptions a;
};

static enum status
read_text(struct reading *r, const char *xml)
{
	struct bytes bytes = { strdup(xml), strlen(xml) };

	return assumptions_read_bytes(
	    &r->a, &r->m.b, "assume.xml", &bytes, 20260301, &r->m.f);
}

static void
reading_init(struct reading *r)
{
	memset(r, 0, sizeof(*r));
	make_init(&r->m);
}

static void
reading_free(struct reading *r)
{
	assumptions_free(&r->a);
	make_free(&r->m);
}

START_TEST(each_kind_is_read_with_who_answers_for_it)
{
	static const char xml[] = OPEN NONE(
	    "none", "2026-03-01", ITEMS) "<complete" ANSWER("all",
	    "2026-02-28") ">" ITEMS "</complete>\n"
			  "<origin" ANSWER("from",
			      LATE) " stage=\"mining\" "
				    "country=\"Australia\" "
				    "elements=\"Nd,Pr\">" ITEMS "</origin>\n"
				    "<mass" ANSWER("heavy",
					LATE) " is=\"2-3 kg\" per=\"m\">" ITEMS
					      "</mass>\n" CLOSE;
	struct reading r;
	const struct assumption *x;

	reading_init(&r);
	ck_assert_int_eq(read_text(&r, xml), ST_OK);
	ck_assert_uint_eq(r.a.n, 4);
	x = &r.a.entry[0];
	ck_assert_int_eq(x->kind, ASSUME_NONE);
	ck_assert_str_eq(x->id, "none");
	ck_assert_str_eq(x->reason, "we know");
	ck_assert_str_eq(x->author, "R. Lee");
	ck_assert_int_eq(x->until, 20260301);
	ck_assert(!x->expired);
	ck_assert_uint_eq(x->at.line, 2);
	x = &r.a.entry[1];
	ck_assert_int_eq(x->kind, ASSUME_COMPLETE);
	ck_assert(x->expired);
	ck_assert_uint_eq(r.m.f.warnings, 1);
	ck_assert_str_eq(r.m.f.list[0].text,
	    "assumption \"all\" has expired with 2026-02-28: it does not "
	    "count");
	ck_assert_uint_eq(r.m.f.list[0].at.line, 3);
	x = &r.a.entry[2];
	ck_assert_int_eq(x->kind, ASSUME_ORIGIN);
	ck_assert_int_eq(x->stage, STAGE_MINING);
	ck_assert_str_eq(x->country, "AU");
	ck_assert_uint_eq(x->elements, make_elements("Nd,Pr"));
	ck_assert_str_eq(x->says, "of Nd,Pr: mining in AU");
	x = &r.a.entry[3];
	ck_assert_int_eq(x->kind, ASSUME_MASS);
	ck_assert_int_eq(x->dim, DIM_LENGTH);
	ck_assert_uint_eq(x->mass.lo, make_number(&r.m, "2000"));
	ck_assert_uint_eq(x->mass.hi, make_number(&r.m, "3000"));
	ck_assert_str_eq(x->says, "2-3 kg per m");
	/* the file is one of the product's: for digest and log */
	ck_assert_uint_eq(r.m.b.nfile, 2);
	ck_assert_int_eq(r.m.b.file[1].role, ROLE_ASSUMPTIONS);
	reading_free(&r);
}
END_TEST

static const struct refusal {
	const char *xml;
	enum status code;
	uint32_t line;
	const char *word;
} refusals[] = {
	{ OPEN NONE("x", LATE, "") CLOSE, ST_SCHEMA, 2, "expected" },
	{ OPEN NONE("x", LATE, "\n<items/>") CLOSE, ST_INCOMPLETE, 3,
	    "items without a condition: expected part, part-like, name-like" },
	{ OPEN NONE("x", "2026-02-30", ITEMS) CLOSE, ST_SCHEMA, 2, "expected" },
	{ OPEN NONE("x", "", ITEMS) CLOSE, ST_SCHEMA, 2, "expected" },
	{ OPEN "<holds-none id=\"x\" author=\"A\" until=\"" LATE "\">" ITEMS
	       "</holds-none>" CLOSE,
	    ST_SCHEMA, 2, "reason" },
	{ OPEN "<holds-none id=\"x\" reason=\"R\" until=\"" LATE "\">" ITEMS
	       "</holds-none>" CLOSE,
	    ST_SCHEMA, 2, "author" },
	{ OPEN "<holds-none id=\"x\" reason=\"R\" author=\"A\">" ITEMS
	       "</holds-none>" CLOSE,
	    ST_SCHEMA, 2, "until" },
	{ OPEN "<holds-none id=\"x\" reason=\" \" author=\"A\" until=\"" LATE
	       "\">" ITEMS "</holds-none>" CLOSE,
	    ST_SCHEMA, 2, "expected" },
	{ OPEN NONE("X Y", LATE, ITEMS) CLOSE, ST_SCHEMA, 2, "expected" },
	{ OPEN NONE("x", LATE, ITEMS) NONE("x", LATE, ITEMS) CLOSE,
	    ST_DUPLICATE, 3,
	    "assumption \"x\" again: expected an id of its own; it is first "
	    "at assume.xml:2" },
	{ OPEN NONE("x", LATE, "<items form=\"screw\"/>") CLOSE, ST_SYNTAX, 2,
	    "form \"screw\": expected" },
	{ OPEN NONE("x", LATE, "<items hs=\"85.05\"/>") CLOSE, ST_SCHEMA, 2,
	    "expected" },
	{ OPEN NONE("x", LATE, "<items part=\"\"/>") CLOSE, ST_SCHEMA, 2,
	    "expected" },
	{ OPEN NONE("x", LATE, "<items name=\"A\"/>") CLOSE, ST_SCHEMA, 2,
	    "name" },
	{ OPEN "<origin" ANSWER("x", LATE) " country=\"AU\">" ITEMS
					   "</origin>" CLOSE,
	    ST_SCHEMA, 2, "stage" },
	{ OPEN "<origin" ANSWER("x", LATE) " stage=\"smelting\" "
					   "country=\"AU\">" ITEMS
					   "</origin>" CLOSE,
	    ST_SYNTAX, 2, "\"smelting\": expected" },
	{ OPEN "<origin" ANSWER("x", LATE) " stage=\"mining\" "
					   "country=\"Chian\">" ITEMS
					   "</origin>" CLOSE,
	    ST_SYNTAX, 2, "\"Chian\": expected" },
	{ OPEN "<origin" ANSWER("x", LATE) " stage=\"mining\" "
					   "country=\"unknown\">" ITEMS
					   "</origin>" CLOSE,
	    ST_SYNTAX, 2, "expected a country; what is not known needs no" },
	{ OPEN "<origin" ANSWER("x", LATE) " stage=\"mining\" country=\"AU\" "
					   "elements=\"Fe\">" ITEMS
					   "</origin>" CLOSE,
	    ST_SYNTAX, 2, "expected" },
	{ OPEN "<mass" ANSWER("x", LATE) ">" ITEMS "</mass>" CLOSE, ST_SCHEMA,
	    2, "is" },
	{ OPEN "<mass" ANSWER("x", LATE) " is=\"2\">" ITEMS "</mass>" CLOSE,
	    ST_UNIT, 2, "expected" },
	{ OPEN "<mass" ANSWER("x", LATE) " is=\"2 %\">" ITEMS "</mass>" CLOSE,
	    ST_UNIT, 2, "expected" },
	{ OPEN "<mass" ANSWER("x", LATE) " is=\"2,5 g\">" ITEMS "</mass>" CLOSE,
	    ST_SYNTAX, 2, "expected" },
	{ OPEN "<mass" ANSWER("x", LATE) " is=\"2 g\" per=\"kg\">" ITEMS
					 "</mass>" CLOSE,
	    ST_UNIT, 2,
	    "a mass per \"kg\": expected each, or a unit of length" },
	{ OPEN "<mass" ANSWER("x", LATE) " is=\"2 g\" per=\"ell\">" ITEMS
					 "</mass>" CLOSE,
	    ST_UNIT, 2, "expected" },
	{ OPEN "<amount/>" CLOSE, ST_SCHEMA, 2, "amount" },
	{ "<assumptions xmlns=\"urn:retrace:policy:1\" id=\"acme\"/>",
	    ST_SCHEMA, 1, "expected" },
	{ "<!DOCTYPE a><assumptions/>", ST_SYNTAX, 1, "DOCTYPE" },
	{ "", ST_SYNTAX, 0, "expected" },
};

START_TEST(what_nobody_answers_for_is_refused_at_its_place)
{
	const struct refusal *x = &refusals[_i];
	struct reading r;

	reading_init(&r);
	ck_assert_int_eq(read_text(&r, x->xml), x->code);
	ck_assert_str_eq(r.m.f.first.at.file, "assume.xml");
	if (x->line > 0)
		ck_assert_uint_eq(r.m.f.first.at.line, x->line);
	if (strstr(r.m.f.first.text, x->word) == NULL ||
	    strstr(r.m.f.first.text, "expected") == NULL)
		ck_abort_msg("%s", r.m.f.first.text);
	reading_free(&r);
}
END_TEST

START_TEST(all_faults_of_a_file_are_told)
{
	struct reading r;

	reading_init(&r);
	ck_assert_int_eq(
	    read_text(&r,
		OPEN NONE("a", LATE, "<items form=\"screw\"/>\n<items/>")
		    NONE("a", LATE, ITEMS) "<mass" ANSWER(
			"b", LATE) " is=\"two\">" ITEMS "</mass>" CLOSE),
	    ST_SYNTAX);
	ck_assert_uint_eq(r.m.f.errors, 4);
	reading_free(&r);
}
END_TEST

START_TEST(too_many_are_refused)
{
	char *text = malloc(1 << 20);
	size_t n =
	    (size_t)sprintf(text, OPEN "<holds-none" ANSWER("x", LATE) ">");
	struct reading r;

	for (int i = 0; i <= LIMIT_SELECTORS; i++)
		n += (size_t)sprintf(text + n, "<items hs=\"73\"/>\n");
	sprintf(text + n, "</holds-none>" CLOSE);
	reading_init(&r);
	ck_assert_int_eq(read_text(&r, text), ST_LIMIT);
	ck_assert_uint_eq(r.m.f.first.at.line, 2 + LIMIT_SELECTORS);
	reading_free(&r);
	n = (size_t)sprintf(text, OPEN);
	for (int i = 0; i <= LIMIT_ASSUMPTIONS; i++)
		n += (size_t)sprintf(text + n,
		    "<holds-none id=\"x%d\" reason=\"R\" author=\"A\" "
		    "until=\"" LATE "\">" ITEMS "</holds-none>\n",
		    i);
	sprintf(text + n, CLOSE);
	reading_init(&r);
	ck_assert_int_eq(read_text(&r, text), ST_LIMIT);
	ck_assert_uint_eq(r.m.f.first.at.line, 2 + LIMIT_ASSUMPTIONS);
	reading_free(&r);
	free(text);
}
END_TEST

static const struct {
	const char *pattern, *text;
	bool any_case, fits;
} patterns[] = {
	{ "SCR-*", "SCR-M4", false, true },
	{ "SCR-*", "SCR-", false, true },
	{ "SCR-*", "scr-M4", false, false },
	{ "SCR-*", "scr-M4", true, true },
	{ "*", "", false, true },
	{ "?", "", false, false },
	{ "?", "\xC3\xBC", false, true }, /* one character, two bytes */
	{ "??", "\xC3\xBC", false, false },
	{ "*washer*", "Spring WASHER, M4", true, true },
	{ "a*b*c", "a-b-b-c", false, true },
	{ "a*b*c", "a-b-b-c-d", false, false },
	{ "**a**", "bab", false, true },
	{ "M4", "M4x", false, false },
	{ "*M4", "SCR-M4M4", false, true },
	{ "[ab]", "a", false, false }, /* no further signs */
	{ "*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	    false, false },
};

START_TEST(patterns_have_two_signs)
{
	ck_assert_int_eq(selector_like(str_of(patterns[_i].pattern),
			     str_of(patterns[_i].text), patterns[_i].any_case),
	    patterns[_i].fits);
}
END_TEST

START_TEST(all_that_one_selector_says_must_hold)
{
	static const struct {
		struct selector s;
		bool fits;
	} c[] = {
		{ { .part = { "A-1", 3 } }, true },
		{ { .part = { "A", 1 } }, false },
		{ { .part_like = { "A*", 2 } }, true },
		{ { .name_like = { "*SCREW*", 7 } }, true },
		{ { .maker = { "Bolt & Co", 9 } }, true },
		{ { .maker = { "Bolt", 4 } }, false },
		{ { .revision = { "C", 1 } }, true },
		{ { .hs = { "7318", 4 } }, true },
		{ { .hs = { "731815", 6 } }, true },
		{ { .hs = { "7319", 4 } }, false },
		{ { .hs = { "7318150000", 10 } }, false },
		{ { .has_form = true, .form = FORM_PART }, true },
		{ { .has_form = true, .form = FORM_MAGNET }, false },
		{ { .part_like = { "A*", 2 }, .hs = { "7319", 4 } }, false },
	};
	struct make m;
	struct item *it;

	make_init(&m);
	bom_add_item(
	    &m.b, STR("A-1"), STR("Bolt & Co"), STR("C"), make_place(&m));
	it = &m.b.item[0];
	it->name = bom_text(&m.b, STR("Cap screw M4"));
	m.b.item[0].hs = bom_text(&m.b, STR("7318.15.00"));
	m.b.item[0].form = FORM_PART;
	for (size_t i = 0; i < LENGTH(c); i++)
		ck_assert_int_eq(selector_fits(&c[i].s, &m.b, 0), c[i].fits);
	make_free(&m);
}
END_TEST

static void
take_file(const char *path, const char *from, const char *to, size_t n)
{
	struct error err = { 0 };
	struct bytes md = { 0 };
	const char *p, *q;
	struct reading r;
	char *copy;

	ck_assert_int_eq(file_load(path, 1 << 20, &md, &err), ST_OK);
	p = strstr(md.p, from);
	q = p != NULL && *to != '\0' ? strstr(p, to) : md.p + md.n;
	ck_assert(p != NULL && q != NULL);
	copy = strndup(p, (size_t)(q - p));
	reading_init(&r);
	if (read_text(&r, copy) != ST_OK)
		ck_abort_msg("%s: %s", path, r.m.f.first.text);
	ck_assert_uint_eq(r.a.n, n);
	reading_free(&r);
	free(copy);
	bytes_free(&md);
}

START_TEST(the_examples_of_page_and_template_are_true)
{
	take_file("schemas/assumptions-1.md", "<assumptions", "```", 4);
	take_file("cmd/template/assumptions.xml", "<?xml", "", 4);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_no_input)
{
	struct reading r;

	reading_init(&r);
	ck_assert_int_eq(assumptions_read(&r.a, &r.m.b, "no/such/file.xml",
			     20260301, &r.m.f),
	    ST_NOINPUT);
	reading_free(&r);
}
END_TEST

static void
add(TCase *tc)
{
	xml_start();
	tcase_add_test(tc, each_kind_is_read_with_who_answers_for_it);
	tcase_add_loop_test(tc, what_nobody_answers_for_is_refused_at_its_place,
	    0, LENGTH(refusals));
	tcase_add_test(tc, all_faults_of_a_file_are_told);
	tcase_add_test(tc, too_many_are_refused);
	tcase_add_loop_test(tc, patterns_have_two_signs, 0, LENGTH(patterns));
	tcase_add_test(tc, all_that_one_selector_says_must_hold);
	tcase_add_test(tc, the_examples_of_page_and_template_are_true);
	tcase_add_test(tc, a_file_that_is_not_there_is_no_input);
}

int
main(void)
{
	return run_suite("assumption", add);
}
