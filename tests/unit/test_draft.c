/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of draft: a golden text (RETRACE_GOLDEN=write writes it), its schema,
 * its id, and products that are large, deep or hostile.
 */
#include "core/filing/filing.h"
#include "core/filing/sign/c14n.h"
#include "tests/unit/drafting.h"
#include "tests/unit/run.h"

#define GOLDEN "tests/data/filing/motor-draft.xml"

static struct office o;

static void
tear_down(void)
{
	close_office(&o);
}

START_TEST(the_draft_of_a_motor_is_the_golden_one)
{
	const char *mode = getenv("RETRACE_GOLDEN");
	struct bytes want = { 0 };
	struct error err = { 0 };

	open_office(&o);
	office_draft(&o);
	if (mode != NULL && strcmp(mode, "write") == 0)
		ck_assert_int_eq(
		    file_write(GOLDEN, o.draft.xml, FILE_PUBLIC, &err), ST_OK);
	ck_assert_msg(file_load(GOLDEN, (size_t)1 << 20, &want, &err) == ST_OK,
	    "%s", err.text);
	ck_assert_msg(str_eq(o.draft.xml, (struct str){ want.p, want.n }),
	    "%.*s", STR_ARG(o.draft.xml));
	bytes_free(&want);
}
END_TEST

START_TEST(a_draft_fits_the_schema_blank_or_filled)
{
	open_office(&o);
	office_draft(&o);
	office_valid(o.draft.xml);
	ck_assert_uint_gt(o.draft.missing.n, 40);
	ck_assert(o.draft.hypothetical);
	office_fill(&o);
	office_draft(&o);
	office_valid(o.draft.xml);
	ck_assert_uint_eq(o.draft.missing.n, 0);
	ck_assert(office_has(o.draft.xml, "<missing></missing>"));
}
END_TEST

START_TEST(a_draft_is_its_own_canonical_form)
{
	xmlDoc *doc;

	open_office(&o);
	office_draft(&o);
	doc = office_tree(o.draft.xml);
	ck_assert(str_eq(o.draft.xml, c14n_document(doc, &o.a)));
	xmlFreeDoc(doc);
}
END_TEST

START_TEST(the_same_input_gives_the_same_bytes)
{
	struct str once;

	open_office(&o);
	office_draft(&o);
	once = o.draft.xml;
	office_draft(&o);
	ck_assert(str_eq(once, o.draft.xml));
}
END_TEST

START_TEST(time_and_checkpoint_do_not_change_the_id_and_content_does)
{
	char id[SHA256_HEX];

	open_office(&o);
	office_fill(&o);
	office_draft(&o);
	memcpy(id, o.draft.id, sizeof(id));
	o.in.created++;
	o.in.checkpoint = STR("log\n5\nroot\n\n\xe2\x80\x94 log sig\n");
	office_draft(&o);
	ck_assert(office_has(o.draft.xml, "<checkpoint>log\n5\n"));
	ck_assert_str_eq(o.draft.id, id);
	o.in.days.as_of++;
	office_draft(&o);
	ck_assert_str_ne(o.draft.id, id);
	o.in.days.as_of--;
	o.file[0].body = STR("abd");
	office_draft(&o);
	ck_assert_str_ne(o.draft.id, id);
	o.file[0].body = STR("abc");
	office_draft(&o);
	ck_assert_str_eq(o.draft.id, id);
	o.in.profile = NULL;
	office_draft(&o);
	ck_assert_str_ne(o.draft.id, id);
}
END_TEST

/* The id as anybody can compute it who reads what filing.h says of it. */
START_TEST(the_id_is_the_digest_of_the_canonical_form_without_the_rest)
{
	uint8_t digest[SHA256_SIZE];
	char hex[SHA256_HEX];
	struct str s;

	open_office(&o);
	office_fill(&o);
	office_draft(&o);
	s = o.draft.xml;
	s = office_edit(&o.a, s, "<draft ", "<filing ");
	s = office_edit(&o.a, s, "</draft>", "</filing>");
	s = office_edit(&o.a, s, " created=\"2026-02-02T02:40:00Z\"", "");
	s = office_edit(&o.a, s, "  <missing></missing>\n", "");
	/* the breaks between elements */
	for (bool again = true; again;) {
		char *to = TAKE(&o.a, char, s.n + 1);
		size_t n = 0;

		again = false;
		for (size_t i = 0; i < s.n; i++) {
			size_t k = i;

			while (k < s.n && (s.p[k] == '\n' || s.p[k] == ' '))
				k++;
			if (k > i && i > 0 && s.p[i - 1] == '>' &&
			    s.p[k] == '<')
				i = k;
			to[n++] = s.p[i];
		}
		s = (struct str){ to, n };
	}
	ck_assert(digest_sha256(s, digest));
	digest_hex(digest, hex);
	ck_assert_str_eq(o.draft.id, hex);
}
END_TEST

START_TEST(the_basis_follows_the_verdicts_unless_it_is_given)
{
	open_office(&o);
	office_draft(&o);
	ck_assert(office_has(o.draft.xml, "basis=\"triggered\""));
	/* SHAFT holds nothing */
	o.product.item = make_find(&o.m, "SHAFT");
	office_draft(&o);
	ck_assert(office_has(o.draft.xml, "basis=\"none\""));
	ck_assert(office_has(o.draft.xml, "<places items=\"0\""));
	/* of BOARD nothing is known */
	o.product.item = make_find(&o.m, "BOARD");
	office_draft(&o);
	ck_assert(office_has(o.draft.xml, "basis=\"precautionary\""));
	ck_assert(office_has(o.draft.xml, "gap=\"silent\""));
	o.product.basis = DRAFT_EXEMPT;
	office_draft(&o);
	ck_assert(office_has(o.draft.xml, "basis=\"exempt\""));
	office_valid(o.draft.xml);
}
END_TEST

START_TEST(a_rule_that_does_not_count_that_day_gives_only_caution)
{
	open_office_with(&o,
	    "<rule id=\"late\" title=\"T\" title-zh=\"Z\" clause=\"a\" "
	    "from=\"2027-01-01\"><trigger><presence of=\"all\" "
	    "is=\"above\" limit=\"0 g\"/></trigger></rule>");
	office_draft(&o);
	ck_assert(office_has(o.draft.xml, "basis=\"precautionary\""));
	ck_assert(office_has(o.draft.xml, "hypothetical=\"no\""));
	ck_assert(!office_has(o.draft.xml, "about=\"hypothetical\""));
	ck_assert(!o.draft.hypothetical);
	o.in.as_if_in_force = true;
	office_draft(&o);
	ck_assert(office_has(o.draft.xml, "basis=\"triggered\""));
}
END_TEST

START_TEST(a_law_read_up_to_an_earlier_day_is_said_in_both_languages)
{
	open_office(&o);
	o.in.days.law = 20260228;
	office_draft(&o);
	ck_assert(!office_has(o.draft.xml, "law-read-until"));
	o.in.days.law = 20260301;
	office_draft(&o);
	ck_assert(
	    office_has(o.draft.xml, "about=\"law-read-until\" lang=\"en\""));
	ck_assert(
	    office_has(o.draft.xml, "about=\"law-read-until\" lang=\"zh\""));
}
END_TEST

START_TEST(a_policy_stands_beside_the_law_with_reason_and_author)
{
	static const char xml[] =
	    "<policy xmlns=\"urn:retrace:policy:1\" id=\"ours\">"
	    "<trace-floor share=\"10 %\" reason=\"too little\" "
	    "author=\"J. Doe\" until=\"2027-01-01\"/></policy>";
	struct compile_options options = { .report = true };
	struct policy policy;

	open_office(&o);
	ck_assert_int_eq(
	    policy_read_bytes(&policy, "p.xml", STR(xml), 20260301, &o.f),
	    ST_OK);
	judgement_free(&o.c.j);
	trace_free(o.c.trace);
	rulebook_free(&o.c.book);
	options.policy = &policy;
	court_compile(&o.c, &o.m.b, &options);
	court_judge(&o.c, &o.m.b);
	o.in.trace = o.c.trace;
	office_draft(&o);
	office_valid(o.draft.xml);
	ck_assert(office_has(o.draft.xml,
	    "<assumption author=\"J. Doe\" kind=\"trace-floor\" "
	    "reason=\"too little\" share=\"10 %\" until=\"2027-01-01\">"));
	ck_assert(office_has(o.draft.xml, "<verdict by=\"policy\""));
	ck_assert(office_has(o.draft.xml, "<verdict by=\"law\""));
	judgement_free(&o.c.j);
	trace_free(o.c.trace);
	rulebook_free(&o.c.book);
	policy_free(&policy);
	o.c.j = (struct judgement){ 0 };
	o.c.trace = NULL;
	o.c.book = (struct rulebook){ 0 };
}
END_TEST

/* Replaces the product by one that `fill` makes; judged again. */
static void
open_office_of(void (*fill)(struct make *))
{
	struct compile_options options = { .report = true };

	open_office(&o);
	judgement_free(&o.c.j);
	trace_free(o.c.trace);
	rulebook_free(&o.c.book);
	make_free(&o.m);
	make_init(&o.m);
	fill(&o.m);
	make_linked(&o.m);
	court_compile(&o.c, &o.m.b, &options);
	court_judge(&o.c, &o.m.b);
	o.in.trace = o.c.trace;
	o.product.item = make_find(&o.m, "TOP");
}

static void
fill_wide(struct make *m)
{
	char part[20];

	m->b.assemblies_complete = true;
	make_item(m, "TOP", NULL);
	for (int i = 0; i < 60; i++) {
		snprintf(part, sizeof(part), "P%02d", i);
		make_item(m, part, "10");
		make_use(m, "TOP", part, i == 37 ? "9" : "1");
		make_line(m, part, "Nd", "1", false);
		make_complete(m, part);
	}
}

START_TEST(of_many_places_the_heaviest_are_shown_and_the_rest_counted)
{
	const char *first;

	open_office_of(fill_wide);
	office_draft(&o);
	office_valid(o.draft.xml);
	ck_assert(office_has(o.draft.xml, "<places items=\"60\" "));
	ck_assert(office_has(o.draft.xml, " shown=\"50\">"));
	first = strstr(o.draft.xml.p, "<place ");
	ck_assert_ptr_nonnull(first);
	ck_assert_ptr_nonnull(memmem(first, 120, "part=\"P37\"", 10));
	ck_assert(office_has(o.draft.xml, "quantity=\"9\""));
}
END_TEST

static void
fill_deep(struct make *m)
{
	char part[20], below[20];

	m->b.assemblies_complete = true;
	make_item(m, "TOP", NULL);
	make_use(m, "TOP", "L1", "1");
	for (int i = 1; i < 100; i++) {
		snprintf(part, sizeof(part), "L%d", i);
		snprintf(below, sizeof(below), "L%d", i + 1);
		make_item(m, part, NULL);
		/* twice: 2^99 ways to the last */
		make_use(m, part, below, "1");
		make_use(m, part, below, "1");
	}
	make_item(m, "L100", "10");
	make_line(m, "L100", "Nd", "1", false);
	make_complete(m, "L100");
}

START_TEST(a_long_way_is_shown_without_its_middle_and_others_are_counted)
{
	open_office_of(fill_deep);
	office_draft(&o);
	office_valid(o.draft.xml);
	ck_assert(
	    office_has(o.draft.xml, "<path omitted=\"81\" steps=\"101\">"));
	ck_assert(office_has(o.draft.xml, "<step part=\"TOP\">"));
	ck_assert(office_has(o.draft.xml, "<step part=\"L9\">"));
	ck_assert(!office_has(o.draft.xml, "<step part=\"L10\">"));
	ck_assert(!office_has(o.draft.xml, "<step part=\"L90\">"));
	ck_assert(office_has(o.draft.xml, "<step part=\"L91\">"));
	ck_assert(office_has(
	    o.draft.xml, "other-paths=\"633825300114114700748351602687\""));
	ck_assert(office_has(
	    o.draft.xml, "quantity=\"633825300114114700748351602688\""));
}
END_TEST

static void
fill_plain(struct make *m)
{
	make_item(m, "TOP", "10");
	make_line(m, "TOP", "Nd", "3", false);
	make_line(m, "TOP", "Dy", "[0,1]", false);
	make_line(m, "TOP", "Ce", "[0,1]", false);
	make_complete(m, "TOP");
}

/* Nd2O3: 336.481 / 288.484; CeO2: 172.114 / 140.116; the sum of the 3 g of
 * Nd and at most 1 g of each other, all of whose mass is declared. */
START_TEST(oxides_are_bounded_to_the_digit)
{
	open_office_of(fill_plain);
	office_draft(&o);
	ck_assert(office_has(o.draft.xml,
	    "<as-oxide high=\"3.49912993442\" low=\"3.49912993441\">"));
	ck_assert(office_has(
	    o.draft.xml, "<as-oxide high=\"1.22836792373\" low=\"0\">"));
	ck_assert(office_has(o.draft.xml, "<share high=\"0.3\" low=\"0.3\">"));
	ck_assert(office_has(o.draft.xml, "<share high=\"0.5\" low=\"0.3\">"));
}
END_TEST

static void
fill_control_character(struct make *m)
{
	make_item(m, "TOP", "10")->name = bom_text(&m->b, STR("bell\a"));
}

START_TEST(what_cannot_be_drafted_is_refused_and_nothing_is_given)
{
	struct compile_options bare = { .report = false };
	struct error err = { 0 };

	open_office_of(fill_control_character);
	ck_assert_int_eq(draft_write(&o.in, &o.a, &o.draft, &err), ST_ENCODING);
	ck_assert_ptr_null(o.draft.xml.p);
	err = (struct error){ 0 };
	judgement_free(&o.c.j);
	trace_free(o.c.trace);
	rulebook_free(&o.c.book);
	court_compile(&o.c, &o.m.b, &bare);
	court_judge(&o.c, &o.m.b);
	o.in.trace = o.c.trace;
	ck_assert_int_eq(draft_write(&o.in, &o.a, &o.draft, &err), ST_INTERNAL);
	ck_assert_ptr_null(o.draft.xml.p);
}
END_TEST

START_TEST(no_rule_is_no_reason_to_file)
{
	struct error err = { 0 };

	open_office_with(&o,
	    "<rule id=\"off\" title=\"T\" title-zh=\"Z\" clause=\"a\" "
	    "on=\"no\"><trigger><presence of=\"all\" is=\"above\" "
	    "limit=\"0 g\"/></trigger></rule>");
	ck_assert_int_eq(draft_write(&o.in, &o.a, &o.draft, &err), ST_USAGE);
	ck_assert_ptr_null(o.draft.xml.p);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, NULL, tear_down);
	tcase_add_test(t, the_draft_of_a_motor_is_the_golden_one);
	tcase_add_test(t, a_draft_fits_the_schema_blank_or_filled);
	tcase_add_test(t, a_draft_is_its_own_canonical_form);
	tcase_add_test(t, the_same_input_gives_the_same_bytes);
	tcase_add_test(
	    t, time_and_checkpoint_do_not_change_the_id_and_content_does);
	tcase_add_test(
	    t, the_id_is_the_digest_of_the_canonical_form_without_the_rest);
	tcase_add_test(t, the_basis_follows_the_verdicts_unless_it_is_given);
	tcase_add_test(
	    t, a_rule_that_does_not_count_that_day_gives_only_caution);
	tcase_add_test(
	    t, a_law_read_up_to_an_earlier_day_is_said_in_both_languages);
	tcase_add_test(
	    t, a_policy_stands_beside_the_law_with_reason_and_author);
	tcase_add_test(
	    t, of_many_places_the_heaviest_are_shown_and_the_rest_counted);
	tcase_add_test(
	    t, a_long_way_is_shown_without_its_middle_and_others_are_counted);
	tcase_add_test(t, oxides_are_bounded_to_the_digit);
	tcase_add_test(
	    t, what_cannot_be_drafted_is_refused_and_nothing_is_given);
	tcase_add_test(t, no_rule_is_no_reason_to_file);
}

int
main(void)
{
	return run_suite("draft", add);
}
