/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of profile: the table of fields, both schemas, and what is refused. */
#include "tests/unit/drafting.h"
#include "tests/unit/run.h"

#define HEAD "<filer xmlns=\"urn:retrace:filer:1\">"

static struct profile p;
static struct findings f;
static struct arena a;

static void
set_up(void)
{
	xml_start();
	p = (struct profile){ 0 };
}

static void
tear_down(void)
{
	profile_free(&p);
	findings_free(&f);
	arena_free(&a);
}

static void
read_text(struct profile *to, const char *xml)
{
	if (profile_read_bytes(to, "f.xml", str_of(xml), &f) != ST_OK)
		ck_abort_msg("line %u: %s", f.first.at.line, f.first.text);
}

/* The value of a field of the nth block of its kind, from 0. */
static const struct profile_value *
value_of(const struct profile *of, int block, size_t nth, const char *field)
{
	for (size_t i = 0; i < of->n; i++) {
		if (of->part[i].block != &profile_blocks[block] || nth-- > 0)
			continue;
		for (int j = 0; j < PROFILE_FIELDS; j++)
			if (strcmp(profile_blocks[block].field[j].name,
				field) == 0)
				return &of->part[i].value[j];
	}
	ck_abort_msg("no %s", field);
	return NULL;
}

START_TEST(every_field_of_the_table_is_in_the_schema_and_in_its_order)
{
	struct str xml = office_profile(&a, BLOCK_COUNT, "");

	if (profile_read_bytes(&p, "f.xml", xml, &f) != ST_OK)
		ck_abort_msg("%s", f.first.text);
	ck_assert_uint_eq(p.n, BLOCK_COUNT);
	for (size_t i = 0; i < p.n; i++)
		for (int j = 0; j < PROFILE_FIELDS; j++) {
			const struct profile_field *t =
			    &p.part[i].block->field[j];

			/* one product alone is not named */
			if (t->name != NULL && strcmp(t->name, "item") != 0)
				ck_assert_msg(
				    profile_is_filled(&p.part[i].value[j]),
				    "%s/%s", p.part[i].block->name, t->name);
		}
	ck_assert(str_eq(p.xml, xml));
}
END_TEST

START_TEST(an_empty_profile_has_each_block_once_and_all_blank)
{
	read_text(&p, HEAD "</filer>");
	ck_assert_uint_eq(p.n, BLOCK_COUNT);
	for (size_t i = 0; i < p.n; i++) {
		ck_assert_ptr_eq(p.part[i].block, &profile_blocks[i]);
		ck_assert_uint_eq(p.part[i].at.line, 0);
		for (int j = 0; j < PROFILE_FIELDS; j++)
			ck_assert(!profile_is_filled(&p.part[i].value[j]));
	}
}
END_TEST

START_TEST(a_field_is_given_in_either_language_without_blanks_around_it)
{
	const struct profile_value *v;

	read_text(&p, HEAD "\n<filer>\n<name lang=\"zh\">\n \xe5\x85\xac "
			   "\n</name>\n<country> DE\n</country></filer>"
			   "</filer>");
	v = value_of(&p, BLOCK_FILER, 0, "name");
	ck_assert_uint_eq(v->text[PROFILE_EN].n, 0);
	ck_assert(str_is(v->text[PROFILE_ZH], "\xe5\x85\xac"));
	ck_assert(profile_is_filled(v));
	ck_assert_uint_eq(v->at.line, 3);
	ck_assert_str_eq(v->at.file, "f.xml");
	v = value_of(&p, BLOCK_FILER, 0, "country");
	ck_assert(str_is(v->text[PROFILE_EN], "DE"));
}
END_TEST

START_TEST(what_is_laid_over_prevails_and_its_blanks_do_not)
{
	struct profile over;
	struct error err = { 0 };

	read_text(&p, HEAD
	    "<filer><name lang=\"en\">A</name><country>DE</country></filer>"
	    "<goods><hs>8501</hs><quantity>1</quantity></goods></filer>");
	read_text(&over,
	    HEAD "<filer><name lang=\"en\">B</name><name lang=\"zh\">Z</name>"
		 "<country/></filer><goods><quantity>2</quantity></goods>"
		 "<goods><quantity>3</quantity></goods></filer>");
	ck_assert_int_eq(profile_overlay(&p, &over, &err), ST_OK);
	profile_free(&over);
	ck_assert_uint_eq(p.n, BLOCK_COUNT + 1);
	ck_assert(str_is(
	    value_of(&p, BLOCK_FILER, 0, "name")->text[PROFILE_EN], "B"));
	ck_assert(str_is(
	    value_of(&p, BLOCK_FILER, 0, "name")->text[PROFILE_ZH], "Z"));
	ck_assert(str_is(
	    value_of(&p, BLOCK_FILER, 0, "country")->text[PROFILE_EN], "DE"));
	ck_assert(str_is(
	    value_of(&p, BLOCK_GOODS, 0, "hs")->text[PROFILE_EN], "8501"));
	ck_assert(str_is(
	    value_of(&p, BLOCK_GOODS, 0, "quantity")->text[PROFILE_EN], "2"));
	ck_assert(!profile_is_filled(value_of(&p, BLOCK_GOODS, 1, "hs")));
	ck_assert(str_is(
	    value_of(&p, BLOCK_GOODS, 1, "quantity")->text[PROFILE_EN], "3"));
	ck_assert_ptr_eq(
	    p.part[BLOCK_COUNT].block, &profile_blocks[BLOCK_SIGNATORY]);
}
END_TEST

START_TEST(a_suggestion_fills_only_what_is_blank)
{
	struct error err = { 0 };

	read_text(&p, HEAD "<goods><hs>8501</hs></goods><goods/></filer>");
	ck_assert_int_eq(
	    profile_suggest(&p, BLOCK_GOODS, "hs", STR("8505"), &err), ST_OK);
	ck_assert(str_is(
	    value_of(&p, BLOCK_GOODS, 0, "hs")->text[PROFILE_EN], "8501"));
	ck_assert(str_is(
	    value_of(&p, BLOCK_GOODS, 1, "hs")->text[PROFILE_EN], "8505"));
}
END_TEST

static const struct refusal {
	const char *xml;
	enum status code;
	uint32_t line;
} refusals[] = {
	{ "", ST_SYNTAX, 1 },
	{ "<filer/>", ST_SCHEMA, 1 },
	{ "\n<draft xmlns=\"urn:retrace:filer:1\"/>", ST_SCHEMA, 2 },
	{ "<filer xmlns=\"urn:retrace:filer:2\"/>", ST_SCHEMA, 1 },
	{ HEAD "\n<filer><country>Germany</country></filer></filer>", ST_SCHEMA,
	    2 },
	{ HEAD "\n\n<filer><role>boss</role></filer></filer>", ST_SCHEMA, 3 },
	{ HEAD "\n<filer><nmae lang=\"en\">A</nmae></filer></filer>", ST_SCHEMA,
	    2 },
	{ HEAD "\n<filer><name>A</name></filer></filer>", ST_SCHEMA, 2 },
	{ HEAD "\n<filer><name lang=\"de\">A</name></filer></filer>", ST_SCHEMA,
	    2 },
	{ HEAD "<filer><name lang=\"en\">A</name>\n<name lang=\"en\">B"
	       "</name></filer></filer>",
	    ST_DUPLICATE, 2 },
	{ HEAD "<intentions><re-export>maybe</re-export></intentions></filer>",
	    ST_SCHEMA, 1 },
	{ HEAD "<screening><terrorism>true</terrorism></screening></filer>",
	    ST_SCHEMA, 1 },
	{ HEAD "<goods><quantity>1,5</quantity></goods></filer>", ST_SCHEMA,
	    1 },
	{ HEAD "<goods><quantity>-1</quantity></goods></filer>", ST_SCHEMA, 1 },
	{ HEAD "<goods><hs>85</hs></goods></filer>", ST_SCHEMA, 1 },
	{ HEAD "<exporter/><exporter/></filer>", ST_SCHEMA, 1 },
	{ HEAD "<exporter/><filer/></filer>", ST_SCHEMA, 1 },
	{ HEAD "some text</filer>", ST_SCHEMA, 1 },
	{ HEAD "<filer>", ST_SYNTAX, 1 },
	{ "<!DOCTYPE filer [<!ENTITY a \"b\">]>" HEAD "&a;</filer>", ST_SYNTAX,
	    1 },
	{ HEAD "<filer><name lang=\"en\">\xff</name></filer></filer>",
	    ST_ENCODING, 1 },
};

START_TEST(a_profile_is_refused_by_line)
{
	const struct refusal *r = &refusals[_i];

	p.n = 77;
	ck_assert_msg(
	    profile_read_bytes(&p, "f.xml", str_of(r->xml), &f) == r->code,
	    "%s: %d %s", r->xml, (int)f.first.code, f.first.text);
	ck_assert_uint_eq(p.n, 0);
	ck_assert_ptr_null(p.part);
	ck_assert_uint_eq(f.first.at.line, r->line);
	ck_assert_str_eq(f.first.at.file, "f.xml");
}
END_TEST

START_TEST(more_destinations_than_a_hundred_are_refused)
{
	static char xml[8000];
	size_t n = (size_t)snprintf(xml, sizeof(xml), HEAD);

	for (int i = 0; i < 101; i++)
		n += (size_t)snprintf(
		    xml + n, sizeof(xml) - n, "<destination/>\n");
	snprintf(xml + n, sizeof(xml) - n, "</filer>");
	ck_assert_int_eq(
	    profile_read_bytes(&p, "f.xml", str_of(xml), &f), ST_SCHEMA);
	ck_assert_uint_eq(f.first.at.line, 101);
}
END_TEST

START_TEST(the_profiles_of_the_example_are_accepted)
{
	ck_assert_int_eq(
	    profile_read(&p, "tests/examples/filer.xml", &f), ST_OK);
	profile_free(&p);
	ck_assert_int_eq(
	    profile_read(&p, "tests/examples/filer-incomplete.xml", &f), ST_OK);
	profile_free(&p);
	ck_assert_int_eq(
	    profile_read(&p, "tests/examples/none.xml", &f), ST_NOINPUT);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(
	    t, every_field_of_the_table_is_in_the_schema_and_in_its_order);
	tcase_add_test(t, an_empty_profile_has_each_block_once_and_all_blank);
	tcase_add_test(
	    t, a_field_is_given_in_either_language_without_blanks_around_it);
	tcase_add_test(t, what_is_laid_over_prevails_and_its_blanks_do_not);
	tcase_add_test(t, a_suggestion_fills_only_what_is_blank);
	tcase_add_loop_test(
	    t, a_profile_is_refused_by_line, 0, LENGTH(refusals));
	tcase_add_test(t, more_destinations_than_a_hundred_are_refused);
	tcase_add_test(t, the_profiles_of_the_example_are_accepted);
}

int
main(void)
{
	return run_suite("profile", add);
}
