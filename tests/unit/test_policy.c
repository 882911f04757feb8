/* SPDX-License-Identifier: Apache-2.0 */
/* test_policy - what a company takes as nothing, and until when. */
#include "core/base/xml.h"
#include "core/rules/pack/policy.h"
#include "tests/unit/run.h"

#include <check.h>
#include <string.h>

#define OPEN "<policy xmlns=\"urn:retrace:policy:1\" id=\"acme\">\n"
#define FLOOR(share, until) \
	"<trace-floor share=\"" share "\" reason=\"too little to be meant\" " \
	"author=\"R. Lee\" until=\"" until "\"/>\n"
#define ACCEPT(until) \
	"<accept-not-added reason=\"they know\" author=\"R. Lee\" " \
	"until=\"" until "\"/>\n"
#define CLOSE "</policy>\n"

static enum status
read_text(struct policy *p, const char *xml, date_day as_of, struct findings *f)
{
	return policy_read_bytes(p, "policy.xml", str_of(xml), as_of, f);
}

START_TEST(policy_keeps_who_answers_for_it)
{
	struct findings f = { 0 };
	struct policy p;

	ck_assert_int_eq(
	    read_text(&p,
		OPEN FLOOR("10 ppm", "2026-12-31") ACCEPT("2026-06-30") CLOSE,
		20260301, &f),
	    ST_OK);
	ck_assert_str_eq(p.id, "acme");
	ck_assert_uint_eq(p.n, 2);
	ck_assert(p.has_floor && p.accept_not_added);
	ck_assert_int_eq(mpq_cmp_ui(p.floor, 1, 100000), 0);
	ck_assert_str_eq(p.entry[0].reason, "too little to be meant");
	ck_assert_str_eq(p.entry[0].author, "R. Lee");
	ck_assert_str_eq(p.entry[0].share_text, "10 ppm");
	ck_assert_int_eq(p.entry[0].until, 20261231);
	ck_assert_uint_eq(p.entry[1].at.line, 3);
	ck_assert_uint_eq(f.n, 0);
	policy_free(&p);
	findings_free(&f);
}
END_TEST

START_TEST(an_expired_entry_does_not_count_and_is_said)
{
	struct findings f = { 0 };
	struct policy p;

	ck_assert_int_eq(
	    read_text(&p,
		OPEN FLOOR("10 ppm", "2026-02-28") ACCEPT("2026-03-01") CLOSE,
		20260301, &f),
	    ST_OK);
	ck_assert(!p.has_floor && p.entry[0].expired);
	ck_assert(p.accept_not_added && !p.entry[1].expired);
	ck_assert_uint_eq(f.warnings, 1);
	ck_assert_uint_eq(f.list[0].at.line, 2);
	ck_assert_str_eq(f.list[0].text,
	    "trace-floor has expired with 2026-02-28: it does not count");
	policy_free(&p);
	findings_free(&f);
}
END_TEST

static const struct refusal {
	const char *xml;
	enum status code;
	uint32_t line;
} refusals[] = {
	{ OPEN FLOOR("0 ppm", "2026-12-31") CLOSE, ST_RANGE, 2 },
	{ OPEN FLOOR("100 %", "2026-12-31") CLOSE, ST_RANGE, 2 },
	{ OPEN FLOOR("10", "2026-12-31") CLOSE, ST_SCHEMA, 2 },
	{ OPEN FLOOR("0,1 %", "2026-12-31") CLOSE, ST_SCHEMA, 2 },
	{ OPEN FLOOR("10 g", "2026-12-31") CLOSE, ST_SCHEMA, 2 },
	{ OPEN FLOOR("10 ppm", "2026-02-30") CLOSE, ST_SCHEMA, 2 },
	{ OPEN FLOOR("10 ppm", "") CLOSE, ST_SCHEMA, 2 },
	{ OPEN "<trace-floor share=\"10 ppm\" reason=\" \" author=\"A\" "
	       "until=\"2026-12-31\"/>" CLOSE,
	    ST_SCHEMA, 2 },
	{ OPEN "<trace-floor share=\"10 ppm\" reason=\"A\" "
	       "until=\"2026-12-31\"/>" CLOSE,
	    ST_SCHEMA, 2 },
	{ OPEN FLOOR("1 ppm", "2026-12-31") FLOOR("2 ppm", "2026-12-31") CLOSE,
	    ST_SCHEMA, 3 },
	{ "<policy xmlns=\"urn:retrace:rules:1\" id=\"acme\"/>", ST_SCHEMA, 1 },
	{ "<!DOCTYPE policy><policy/>", ST_SYNTAX, 1 },
};

START_TEST(policy_refuses_what_nobody_answers_for)
{
	const struct refusal *r = &refusals[_i];
	struct findings f = { 0 };
	struct policy p;

	ck_assert_int_eq(read_text(&p, r->xml, 20260301, &f), r->code);
	ck_assert_uint_eq(f.first.at.line, r->line);
	ck_assert_str_eq(f.first.at.file, "policy.xml");
	ck_assert(!p.has_floor && !p.accept_not_added);
	ck_assert_ptr_null(p.entry);
	policy_free(&p);
	findings_free(&f);
}
END_TEST

START_TEST(a_policy_that_is_not_there_is_no_input)
{
	struct findings f = { 0 };
	struct policy p;

	ck_assert_int_eq(
	    policy_read(&p, "no/such/policy.xml", 20260301, &f), ST_NOINPUT);
	ck_assert_ptr_null(p.entry);
	findings_free(&f);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct bytes md = { 0 };
	const char *from, *to;
	struct policy p;

	ck_assert_int_eq(
	    file_load("schemas/policy-1.md", 1 << 20, &md, &err), ST_OK);
	from = strstr(md.p, "<policy");
	to = from != NULL ? strstr(from, "```") : NULL;
	ck_assert_ptr_nonnull(to);
	ck_assert_int_eq(
	    policy_read_bytes(&p, "policy.xml",
		(struct str){ from, (size_t)(to - from) }, 20260301, &f),
	    ST_OK);
	ck_assert(p.has_floor && p.accept_not_added);
	policy_free(&p);
	bytes_free(&md);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, policy_keeps_who_answers_for_it);
	tcase_add_test(t, an_expired_entry_does_not_count_and_is_said);
	tcase_add_loop_test(
	    t, policy_refuses_what_nobody_answers_for, 0, LENGTH(refusals));
	tcase_add_test(t, a_policy_that_is_not_there_is_no_input);
	tcase_add_test(t, the_example_of_the_prose_is_true);
}

int
main(void)
{
	xml_start();
	return run_suite("policy", add);
}
