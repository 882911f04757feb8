/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_pack - reading laws, good ones and hostile ones, and that schema and
 * reader agree.
 */
#include "core/base/limits.h"
#include "core/base/xml.h"
#include "core/rules/pack/pack.h"
#include "tests/unit/run.h"
#include "tests/unit/schema.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define CLAUSES \
	"# a comment\n" \
	"id\tlevel\tquote\tsource\tstanding\tread-on\n" \
	"a\tMUST\twords\tsomewhere\tsourced\t2026-01-31\n" \
	"b.1\tINFO\twords\tnowhere\tinferred\t2026-01-31\n" \
	"m\tINFO\twords\tnowhere\tfrom memory\t2026-01-31\n"

/* A pack of 12 lines; line 9 is the trigger. */
#define HEAD \
	"<?xml version=\"1.0\"?>\n" \
	"<rules xmlns=\"urn:retrace:rules:1\" id=\"p\" version=\"1\"\n" \
	" read-until=\"2026-02-28\" title=\"T\" title-zh=\"Z\">\n"
#define ORIGIN \
	"<origin id=\"o\" policy=\"any-stage\" countries=\"CN\" " \
	"clause=\"a\"/>\n"
#define MATERIALS \
	"<materials id=\"m\" title=\"T\" title-zh=\"Z\" clause=\"a\"><some " \
	"elements=\"Dy Tb\"/></materials>\n"
#define RULE \
	"<rule id=\"r\" clause=\"a\" from=\"2025-12-01\" title=\"T\" " \
	"title-zh=\"Z\">\n"
#define SUSPENDED \
	"<suspended from=\"2025-11-07\" until=\"2026-11-10\" " \
	"inclusive=\"unclear\" clause=\"b.1\"/>\n"
#define SCOPE "<scope><item forms=\"magnet\"/></scope>\n"
#define TRIGGER \
	"<trigger><mass-share of=\"m\" origin=\"o\" is=\"at-least\" " \
	"limit=\"0.1 %\"/></trigger>\n"
#define TAIL "</rule>\n</rules>\n"
#define GOOD HEAD ORIGIN MATERIALS RULE SUSPENDED SCOPE TRIGGER TAIL

static enum status
read_text(
    struct pack *p, const char *xml, const char *clauses, struct findings *f)
{
	return pack_read_bytes(
	    p, "rules.xml", str_of(xml), "clauses.tsv", str_of(clauses), f);
}

START_TEST(pack_keeps_all_that_a_rule_says)
{
	struct findings f = { 0 };
	const struct rule *r;
	struct pack p;

	ck_assert_int_eq(read_text(&p, GOOD, CLAUSES, &f), ST_OK);
	ck_assert_str_eq(p.id, "p");
	ck_assert_int_eq(p.read_until, 20260228);
	ck_assert_uint_eq(p.nrule, 1);
	ck_assert_uint_eq(p.xml.n, strlen(GOOD));
	r = &p.rule[0];
	ck_assert_str_eq(r->clause->id, "a");
	ck_assert_int_eq(r->from, 20251201);
	ck_assert_int_eq(r->until, DATE_NONE);
	ck_assert(r->on && !r->hypothetical);
	ck_assert_uint_eq(r->at.line, 6);
	ck_assert_uint_eq(r->nsuspension, 1);
	ck_assert_int_eq(r->suspension[0].last_day, LAST_DAY_UNCLEAR);
	ck_assert_uint_eq(r->ntest, 2);
	ck_assert_int_eq(r->test[0].kind, TEST_ITEM);
	ck_assert_uint_eq(r->test[0].forms, 1u << FORM_MAGNET);
	ck_assert_int_eq(r->test[1].kind, TEST_MASS_SHARE);
	ck_assert_int_eq(r->test[1].compare, COMPARE_AT_LEAST);
	ck_assert_int_eq(mpq_cmp_ui(r->test[1].limit, 1, 1000), 0);
	ck_assert_str_eq(r->test[1].limit_text, "0.1 %");
	ck_assert_uint_eq(r->test[1].of->elements,
	    1u << element_find(STR("Dy")) | 1u << element_find(STR("Tb")));
	ck_assert_str_eq(r->test[1].origin->name, "any-stage");
	ck_assert_int_eq(r->test[1].origin->policy, POLICY_ANY_STAGE);
	ck_assert_uint_eq(r->test[1].origin->stages, 0xFF);
	ck_assert(!r->test[1].origin->technology);
	ck_assert_str_eq(r->test[1].origin->country[0], "CN");
	ck_assert_str_eq(r->test[1].origin->country[1], "");
	ck_assert_uint_eq(pack_find_rule(&p, "r"), 0);
	ck_assert_uint_eq(pack_find_rule(&p, "x"), 1);
	ck_assert_uint_eq(f.n, 0);
	pack_free(&p);
	findings_free(&f);
}
END_TEST

START_TEST(a_list_is_a_form_and_any_amount)
{
	static const char good[] = HEAD ORIGIN MATERIALS
	    "<list id=\"l\" of=\"m\" clause=\"a\" title=\"T\" "
	    "title-zh=\"Z\">"
	    "<entry code=\"1.a\" forms=\"metal alloy\" hs=\"28053019 8505\" "
	    "title=\"A\" title-zh=\"B\" clause=\"m\"/>"
	    "<entry code=\"1.b\" forms=\"oxide\" unsettled=\"ceramic\" "
	    "title=\"C\" title-zh=\"D\" clause=\"a\"/></list>\n" RULE
	    "<trigger><listed list=\"l\" clause=\"b.1\"/></trigger>\n" TAIL;
	struct findings f = { 0 };
	const struct rule *r;
	struct pack p;

	ck_assert_int_eq(read_text(&p, good, CLAUSES, &f), ST_OK);
	r = &p.rule[0];
	ck_assert_uint_eq(r->ntest, 2);
	ck_assert_int_eq(r->test[0].kind, TEST_ITEM);
	ck_assert_uint_eq(r->test[0].forms,
	    1u << FORM_METAL | 1u << FORM_ALLOY | 1u << FORM_OXIDE);
	ck_assert_uint_eq(
	    r->test[0].unsettled, 1u << FORM_CERAMIC | 1u << FORM_MATERIAL);
	ck_assert_int_eq(r->test[1].kind, TEST_PRESENCE);
	ck_assert_int_eq(r->test[1].compare, COMPARE_ABOVE);
	ck_assert_int_eq(mpq_sgn(r->test[1].limit), 0);
	ck_assert_ptr_eq(r->test[1].of, &p.materials[0]);
	ck_assert_str_eq(rule_entry(r, FORM_ALLOY)->code, "1.a");
	ck_assert_str_eq(rule_entry(r, FORM_CERAMIC)->code, "1.b");
	ck_assert_ptr_null(rule_entry(r, FORM_MAGNET));
	ck_assert_ptr_null(rule_entry(r, FORM_UNKNOWN));
	/* an entry is as much of the ground as the rule's own clause */
	ck_assert_str_eq(rule_least_sure(r)->id, "m");
	ck_assert_ptr_null(p.bound.clause);
	pack_free(&p);
	findings_free(&f);
}
END_TEST

START_TEST(origin_by_stages_needs_no_name)
{
	static const struct {
		const char *attributes;
		enum origin_policy policy;
		bool technology;
	} cases[] = {
		{ "", POLICY_ANY_STAGE, false },
		{ "match=\"any\" by=\"country\"", POLICY_ANY_STAGE, false },
		{ "match=\"all\"", POLICY_ALL_STAGES, false },
		{ "match=\"last\" by=\"technology\"", POLICY_LAST_STAGE, true },
	};
	struct findings f = { 0 };
	const struct origin_rule *o;
	char xml[2000];
	struct pack p;

	snprintf(xml, sizeof(xml), "%s%s%s%s", HEAD "<origin id=\"o\" ",
	    cases[_i].attributes,
	    " stages=\"mining separation\" countries=\"CN\" "
	    "clause=\"a\"/>\n",
	    MATERIALS RULE TRIGGER TAIL);
	ck_assert_int_eq(read_text(&p, xml, CLAUSES, &f), ST_OK);
	o = p.rule[0].test[0].origin;
	ck_assert_ptr_null(o->name);
	ck_assert_int_eq(o->policy, cases[_i].policy);
	ck_assert(o->technology == cases[_i].technology);
	ck_assert_uint_eq(
	    o->stages, 1u << STAGE_MINING | 1u << STAGE_SEPARATION);
	pack_free(&p);
	findings_free(&f);
}
END_TEST

/* What both the schema and the reader refuse, and what only the reader can. */
static const struct refusal {
	const char *xml;
	enum status code;
	uint32_t line;
	bool schema; /* already refused by the schema */
} refusals[] = {
	/* dates */
	{ HEAD ORIGIN MATERIALS
	    "<rule id=\"r\" clause=\"a\" from=\"2025-02-30\" title=\"T\" "
	    "title-zh=\"Z\">\n" TRIGGER TAIL,
	    ST_SCHEMA, 6, true },
	{ HEAD ORIGIN MATERIALS
	    "<rule id=\"r\" clause=\"a\" from=\"01.12.2025\" title=\"T\" "
	    "title-zh=\"Z\">\n" TRIGGER TAIL,
	    ST_SCHEMA, 6, true },
	{ HEAD ORIGIN MATERIALS
	    "<rule id=\"r\" clause=\"a\" from=\"2025-12-01Z\" title=\"T\" "
	    "title-zh=\"Z\">\n" TRIGGER TAIL,
	    ST_SCHEMA, 6, true },
	{ HEAD ORIGIN MATERIALS "<rule id=\"r\" clause=\"a\" "
				"from=\"2025-12-01\" until=\"2025-11-30\" "
				"title=\"T\" title-zh=\"Z\">\n" TRIGGER TAIL,
	    ST_RANGE, 6, false },
	{ HEAD ORIGIN MATERIALS RULE
	    "<suspended from=\"2025-11-07\" until=\"2025-11-06\" "
	    "inclusive=\"yes\" clause=\"a\"/>\n" TRIGGER TAIL,
	    ST_RANGE, 7, false },
	{ HEAD ORIGIN MATERIALS RULE "<suspended from=\"2025-11-07\" "
				     "until=\"2025-11-08\" "
				     "clause=\"a\"/>\n" TRIGGER TAIL,
	    ST_INCOMPLETE, 7, false },
	{ HEAD ORIGIN MATERIALS RULE SUSPENDED SUSPENDED TRIGGER TAIL,
	    ST_CONFLICT, 8, false },
	/* elements, guises, forms, countries */
	{ HEAD ORIGIN "<materials id=\"m\" title=\"T\" title-zh=\"Z\" "
		      "clause=\"a\"><some "
		      "elements=\"Dy Xx\"/></materials>\n" RULE TRIGGER TAIL,
	    ST_SCHEMA, 5, true },
	{ HEAD ORIGIN "<materials id=\"m\" title=\"T\" title-zh=\"Z\" "
		      "clause=\"a\"><some "
		      "elements=\"\"/></materials>\n" RULE TRIGGER TAIL,
	    ST_SCHEMA, 5, true },
	{ HEAD ORIGIN "<materials id=\"m\" title=\"T\" title-zh=\"Z\" "
		      "clause=\"a\"><some "
		      "elements=\"Dy Dy\"/></materials>\n" RULE TRIGGER TAIL,
	    ST_DUPLICATE, 5, false },
	{ HEAD ORIGIN "<materials id=\"m\" title=\"T\" title-zh=\"Z\" "
		      "clause=\"a\"><some elements=\"Dy\"/><some "
		      "elements=\"Dy\"/></materials>\n" RULE TRIGGER TAIL,
	    ST_DUPLICATE, 5, false },
	{ HEAD "<origin id=\"o\" policy=\"any-stage\" countries=\"cn\" "
	       "clause=\"a\"/>\n" MATERIALS RULE TRIGGER TAIL,
	    ST_SCHEMA, 4, true },
	{ HEAD "<origin id=\"o\" policy=\"any-stage\" countries=\"CN HK CN\" "
	       "clause=\"a\"/>\n" MATERIALS RULE TRIGGER TAIL,
	    ST_DUPLICATE, 4, false },
	{ HEAD "<origin id=\"o\" policy=\"any-stage\" countries=\"AA AB AC AD "
	       "AE AF AG AH AI AJ AK AL AM AN AO "
	       "AP AQ AR AS AT AU AV AW AX AY AZ BA BB BC BD "
	       "BE BF BG BH BI BJ BK BL BM BN BO BP BQ BR BS "
	       "BT BU BV BW BX BY BZ CA CB CC CD CE CF CG CH "
	       "CI\" clause=\"a\"/>\n" MATERIALS RULE TRIGGER TAIL,
	    ST_SCHEMA, 4, true },
	{ HEAD
	    "<origin id=\"o\" policy=\"mine\" countries=\"CN\" "
	    "not-countries=\"US\" clause=\"a\"/>\n" MATERIALS RULE TRIGGER TAIL,
	    ST_CONFLICT, 4, false },
	{ HEAD
	    "<origin id=\"o\" policy=\"mine\" clause=\"a\"/>\n" MATERIALS RULE
		TRIGGER TAIL,
	    ST_INCOMPLETE, 4, false },
	{ HEAD "<origin id=\"o\" policy=\"mine\" not-countries=\"US US\" "
	       "clause=\"a\"/>\n" MATERIALS RULE TRIGGER TAIL,
	    ST_DUPLICATE, 4, false },
	{ HEAD "<origin id=\"o\" policy=\"last\" countries=\"CN\" "
	       "clause=\"a\"/>\n" MATERIALS RULE TRIGGER TAIL,
	    ST_SCHEMA, 4, true },
/* policies */
#define POLICY(attributes) \
	HEAD "<origin id=\"o\" " attributes " countries=\"CN\" " \
	     "clause=\"a\"/>\n" MATERIALS RULE TRIGGER TAIL
	{ POLICY("policy=\"mein\""), ST_SCHEMA, 4, true },
	{ POLICY("stages=\"mining smelting\""), ST_SCHEMA, 4, true },
	{ POLICY("stages=\"all\""), ST_SCHEMA, 4, true },
	{ POLICY("stages=\"\""), ST_SCHEMA, 4, true },
	{ POLICY("stages=\"mining\" match=\"some\""), ST_SCHEMA, 4, true },
	{ POLICY("policy=\"mine\" by=\"owner\""), ST_SCHEMA, 4, true },
	{ POLICY("stages=\"mining metal mining\""), ST_DUPLICATE, 4, false },
	{ POLICY("policy=\"mine\" stages=\"mining\""), ST_CONFLICT, 4, false },
	{ POLICY("policy=\"mine\" match=\"all\""), ST_CONFLICT, 4, false },
	{ POLICY(""), ST_INCOMPLETE, 4, false },
	{ POLICY("match=\"all\""), ST_INCOMPLETE, 4, false },
	{ HEAD ORIGIN MATERIALS RULE
	    "<scope><item forms=\"unknown\"/></scope>\n" TRIGGER TAIL,
	    ST_SCHEMA, 7, true },
/* limits */
#define LIMIT(kind, is, limit) \
	HEAD ORIGIN MATERIALS RULE "<trigger>\n<" kind " of=\"m\" is=\"" is \
				   "\" limit=\"" limit "\"/></trigger>\n" TAIL
	{ LIMIT("mass-share", "at-least", "0,1 %"), ST_SCHEMA, 8, true },
	{ LIMIT("mass-share", "at-least", "-0.1 %"), ST_SCHEMA, 8, true },
	{ LIMIT("mass-share", "at-least", "0.1"), ST_SCHEMA, 8, true },
	{ LIMIT("mass-share", "at-least", "0.1%"), ST_SCHEMA, 8, true },
	{ LIMIT("mass-share", "at-least", " 0.1 %"), ST_SCHEMA, 8, true },
	{ LIMIT("mass-share", "at-least", "0.1 g"), ST_SCHEMA, 8, true },
	{ LIMIT("mass-share", "at-least", "1e-3 %"), ST_SCHEMA, 8, true },
	{ LIMIT("mass-share", "at-least", "0.1 percent"), ST_SCHEMA, 8, true },
	{ LIMIT("mass-share", "at-least", ""), ST_SCHEMA, 8, true },
	{ LIMIT("mass-share", "over", "0.1 %"), ST_SCHEMA, 8, true },
	{ LIMIT("presence", "above", "0"), ST_SCHEMA, 8, true },
	{ LIMIT("presence", "above", "0 %"), ST_SCHEMA, 8, true },
	{ LIMIT("presence", "at-least", "0 g"), ST_RANGE, 8, false },
	{ LIMIT("value-share", "at-least", "0.0 %"), ST_RANGE, 8, false },
	{ LIMIT("value-share", "at-least", "100.1 %"), ST_RANGE, 8, false },
/* readings; line 8 */
#define READ(attributes, readings) \
	HEAD ORIGIN MATERIALS RULE \
	    "<trigger>\n<value-share of=\"m\" is=\"above\" limit=\"1 " \
	    "%\" " attributes ">" readings "</value-share></trigger>\n" TAIL
#define READING(id, attributes) \
	"<reading id=\"" id \
	"\" clause=\"a\" title=\"T\" title-zh=\"Z\" " attributes "/>"
	{ READ("", READING("a", "")), ST_INCOMPLETE, 8, false },
	{ READ("", READING("a", "") READING("a", "counts=\"material\"")),
	    ST_DUPLICATE, 8, false },
	{ READ("", READING("a", "") READING("b", "counts=\"item\"")),
	    ST_INCOMPLETE, 8, false },
	{ READ("", READING("a", "") READING("b", "counts=\"mass\"")), ST_SCHEMA,
	    8, true },
	{ READ("", READING("a", "") READING("b", "stops-at=\"car\"")),
	    ST_SCHEMA, 8, true },
	{ READ("counts=\"item\"", ""), ST_INCOMPLETE, 8, false },
	{ HEAD ORIGIN MATERIALS RULE
	    "<trigger>\n<mass-share of=\"m\" is=\"above\" limit=\"1 %\" "
	    "stops-at=\"component\"/></trigger>\n" TAIL,
	    ST_CONFLICT, 8, false },
	{ HEAD ORIGIN MATERIALS RULE
	    "<scope>\n<value-share of=\"m\" is=\"above\" limit=\"1 "
	    "%\">" READING("a", "") READING("b",
		"counts=\"material\"") "</value-share></scope>" TRIGGER TAIL,
	    ST_CONFLICT, 8, false },
/* control lists; line 6 */
#define ENTRY(attributes) \
	"<entry code=\"1.a\" " attributes " title=\"T\" title-zh=\"Z\" " \
	"clause=\"a\"/>"
#define LIST(of, entries) \
	HEAD ORIGIN MATERIALS "<list id=\"l\" of=\"" of "\" clause=\"a\" " \
			      "title=\"T\" title-zh=\"Z\">" entries \
			      "</list>\n" RULE LISTED TAIL
#define LISTED "<trigger><listed list=\"l\"/></trigger>\n"
	{ LIST("n", ENTRY("forms=\"metal\"")), ST_REF, 6, false },
	{ LIST("m", ""), ST_SCHEMA, 6, true },
	{ LIST("m", ENTRY("")), ST_INCOMPLETE, 6, false },
	{ LIST("m", ENTRY("forms=\"\"")), ST_SCHEMA, 6, true },
	{ LIST("m", ENTRY("forms=\"steel\"")), ST_SCHEMA, 6, true },
	{ LIST("m", ENTRY("forms=\"metal\" unsettled=\"metal\"")), ST_DUPLICATE,
	    6, false },
	{ LIST("m", ENTRY("forms=\"metal\"") ENTRY("forms=\"metal\"")),
	    ST_DUPLICATE, 6, false },
	{ LIST("m", ENTRY("forms=\"metal\"") ENTRY("unsettled=\"metal\"")),
	    ST_DUPLICATE, 6, false },
	{ LIST("m", ENTRY("forms=\"metal\" hs=\"28.05\"")), ST_SCHEMA, 6,
	    true },
	{ LIST("m", ENTRY("forms=\"metal\" hs=\"280530191\"")), ST_SCHEMA, 6,
	    true },
	{ LIST("m", "<entry forms=\"metal\" title=\"T\" title-zh=\"Z\" "
		    "clause=\"a\"/>"),
	    ST_SCHEMA, 6, true },
	{ HEAD ORIGIN MATERIALS RULE LISTED TAIL, ST_REF, 7, false },
	{ HEAD ORIGIN MATERIALS RULE
	    "<scope><listed list=\"l\"/></scope>\n" TRIGGER TAIL,
	    ST_SCHEMA, 7, true },
/* whole items; line 7 */
#define WHOLE \
	"<materials id=\"m\" whole=\"yes\" title=\"T\" title-zh=\"Z\" " \
	"clause=\"a\"><some elements=\"Nd\"/></materials>\n"
#define WHOLE_TEST(test) \
	HEAD ORIGIN WHOLE RULE "<trigger>" test "</trigger>" TAIL
	{ WHOLE_TEST("<mass-share of=\"m\" is=\"above\" limit=\"1 %\"/>"),
	    ST_CONFLICT, 7, false },
	{ WHOLE_TEST("<value-share of=\"m\" in=\"magnet\" is=\"above\" "
		     "limit=\"1 %\"/>"),
	    ST_CONFLICT, 7, false },
	{ WHOLE_TEST("<presence of=\"m\" is=\"above\" limit=\"1 g\"/>"),
	    ST_CONFLICT, 7, false },
	{ WHOLE_TEST("<presence of=\"m\" in=\"magnet\" process=\"yes\" "
		     "is=\"above\" limit=\"1 g\"/>"),
	    ST_CONFLICT, 7, false },
	{ HEAD ORIGIN WHOLE "<list id=\"l\" of=\"m\" clause=\"a\" "
			    "title=\"T\" title-zh=\"Z\">" ENTRY(
				"forms=\"metal\"") "</list>\n" RULE LISTED TAIL,
	    ST_CONFLICT, 6, false },
	/* whom the law binds */
	{ HEAD "<bound who=\"w\" act=\"a\" destination=\"d\" "
	       "clause=\"a\"/>\n" ORIGIN MATERIALS RULE TRIGGER TAIL,
	    ST_SCHEMA, 4, true },
	{ HEAD "<bound who=\"w\" who-zh=\"w\" act=\"a\" act-zh=\"a\" "
	       "destination=\"d\" destination-zh=\"d\" "
	       "clause=\"z\"/>\n" ORIGIN MATERIALS RULE TRIGGER TAIL,
	    ST_REF, 4, false },
	{ HEAD ORIGIN "<bound who=\"w\" who-zh=\"w\" act=\"a\" "
		      "act-zh=\"a\" destination=\"d\" destination-zh=\"d\" "
		      "clause=\"a\"/>\n" MATERIALS RULE TRIGGER TAIL,
	    ST_SCHEMA, 5, true },
	/* references, shape */
	{ HEAD ORIGIN MATERIALS RULE "<trigger><mass-share of=\"n\" "
				     "is=\"above\" "
				     "limit=\"1 %\"/></trigger>\n" TAIL,
	    ST_REF, 7, false },
	{ HEAD ORIGIN MATERIALS RULE "<trigger><mass-share of=\"m\" "
				     "origin=\"q\" is=\"above\" "
				     "limit=\"1 %\"/></trigger>\n" TAIL,
	    ST_REF, 7, false },
	{ HEAD ORIGIN MATERIALS "<rule id=\"r\" clause=\"z\" title=\"T\" "
				"title-zh=\"Z\">\n" TRIGGER TAIL,
	    ST_REF, 6, false },
	{ HEAD ORIGIN MATERIALS "<rule id=\"r\" title=\"T\" "
				"title-zh=\"Z\">\n" TRIGGER TAIL,
	    ST_SCHEMA, 6, true },
	{ HEAD ORIGIN MATERIALS RULE TRIGGER TRIGGER TAIL, ST_SCHEMA, 8, true },
	{ HEAD ORIGIN MATERIALS RULE TRIGGER "</rule>\n" RULE TRIGGER TAIL,
	    ST_SCHEMA, 9, true },
	{ HEAD ORIGIN MATERIALS RULE SCOPE TAIL, ST_SCHEMA, 6, true },
	{ HEAD ORIGIN RULE TRIGGER TAIL, ST_SCHEMA, 5, true },
	{ HEAD "<script/>" TAIL, ST_SYNTAX, 4, true },
	/* documents */
	{ "", ST_SYNTAX, 1, true },
	{ "rules", ST_SYNTAX, 1, true },
	{ "<rules/>", ST_SCHEMA, 1, true },
	{ "<!DOCTYPE rules [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
	  "\"&a;&a;&a;&a;&a;&a;&a;&a;\">]><rules>&b;</rules>",
	    ST_SYNTAX, 1, true },
	{ "<!DOCTYPE rules SYSTEM \"file:///etc/passwd\"><rules/>", ST_SYNTAX,
	    1, true },
	{ "<?xml version=\"1.0\" encoding=\"UTF-16\"?><rules/>", ST_ENCODING, 1,
	    true },
	{ "<rules \xff/>", ST_ENCODING, 1, true },
};
#define NREFUSAL (sizeof(refusals) / sizeof(refusals[0]))

START_TEST(pack_refuses_what_is_no_law)
{
	const struct refusal *r = &refusals[_i];
	struct findings f = { 0 };
	struct pack p;

	ck_assert_int_eq(read_text(&p, r->xml, CLAUSES, &f), r->code);
	ck_assert_uint_ge(f.errors, 1);
	ck_assert_int_eq(f.first.code, r->code);
	ck_assert_str_eq(f.first.at.file, "rules.xml");
	ck_assert_uint_eq(f.first.at.line, r->line);
	ck_assert_ptr_null(p.rule);
	ck_assert_uint_eq(p.nrule, 0);
	findings_free(&f);
}
END_TEST

/* What only the reader refuses is what rules-1.md lists; all else both do. */
START_TEST(pack_and_schema_agree)
{
	const struct refusal *r = &refusals[_i];
	struct findings f = { 0 };
	xmlDoc *doc = NULL;
	bool refused;

	refused =
	    xml_read(str_of(r->xml), "rules.xml", &doc, &f) != ST_OK ||
	    check_schema(doc, "schemas/rules-1.xsd", "rules.xml", &f) != ST_OK;
	ck_assert_int_eq(refused, r->schema);
	xmlFreeDoc(doc);
	findings_free(&f);
}
END_TEST

START_TEST(pack_says_all_faults_in_one_run)
{
	struct findings f = { 0 };
	struct pack p;

	ck_assert_int_ne(
	    read_text(&p,
		HEAD ORIGIN MATERIALS
		"<rule id=\"r\" clause=\"z\" from=\"2025-12-01\" "
		"until=\"2025-01-01\" title=\"T\" title-zh=\"Z\">\n"
		"<trigger><presence of=\"m\" is=\"at-least\" limit=\"0 "
		"g\"/></trigger>\n" TAIL,
		CLAUSES, &f),
	    ST_OK);
	ck_assert_uint_eq(f.errors, 3);
	findings_free(&f);
}
END_TEST

START_TEST(clauses_carry_their_standing_to_the_rule)
{
	struct findings f = { 0 };
	struct pack p;

	ck_assert_int_eq(read_text(&p, GOOD, CLAUSES, &f), ST_OK);
	ck_assert_str_eq(rule_least_sure(&p.rule[0])->id, "a");
	ck_assert(clause_is_law(rule_least_sure(&p.rule[0])));
	pack_free(&p);
	ck_assert_int_eq(
	    read_text(&p,
		HEAD ORIGIN MATERIALS RULE
		"<scope><item forms=\"magnet\" clause=\"b.1\"/></scope>\n"
		"<trigger><presence of=\"m\" is=\"above\" limit=\"0 g\" "
		"clause=\"m\"/></trigger>\n" TAIL,
		CLAUSES, &f),
	    ST_OK);
	ck_assert_str_eq(rule_least_sure(&p.rule[0])->id, "m");
	ck_assert(!clause_is_law(rule_least_sure(&p.rule[0])));
	ck_assert_str_eq(
	    clause_standing_name(CLAUSE_FROM_MEMORY), "from memory");
	pack_free(&p);
	findings_free(&f);
}
END_TEST

/* What stands between two marks of a text. */
static struct str
between(struct bytes text, const char *open, const char *close)
{
	const char *a = memmem(text.p, text.n, open, strlen(open));
	const char *b;

	ck_assert_ptr_nonnull(a);
	a = (const char *)memchr(a, '\n', 10) + 1;
	b = strstr(a, close);
	ck_assert_ptr_nonnull(b);
	return (struct str){ a, (size_t)(b - a) };
}

START_TEST(the_example_of_the_prose_is_true)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct bytes md = { 0 };
	struct str clauses;
	struct pack p;

	ck_assert_int_eq(
	    file_load("schemas/rules-1.md", 1 << 20, &md, &err), ST_OK);
	clauses = between(md, "```\nid\t", "```");
	ck_assert_int_eq(
	    pack_read_bytes(&p, "rules.xml", between(md, "```xml\n", "```"),
		"clauses.tsv", clauses, &f),
	    ST_OK);
	ck_assert_str_eq(p.id, "cn-example");
	ck_assert_uint_eq(p.tsv.n, clauses.n);
	ck_assert_str_eq(rule_least_sure(&p.rule[0])->id, "2");
	pack_free(&p);
	bytes_free(&md);
	findings_free(&f);
}
END_TEST

/* An attribute of 60 KB of blanks must not cost the pattern its time. */
START_TEST(pack_refuses_a_long_title_quickly)
{
	static char xml[70000];
	struct findings f = { 0 };
	struct pack p;
	size_t n;

	n = (size_t)snprintf(
	    xml, sizeof(xml), "<rules xmlns=\"urn:retrace:rules:1\" title=\"a");
	memset(xml + n, ' ', 60000);
	memcpy(xml + n + 60000, "\"/>", 4);
	ck_assert_int_eq(read_text(&p, xml, CLAUSES, &f), ST_SCHEMA);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, pack_keeps_all_that_a_rule_says);
	tcase_add_test(t, a_list_is_a_form_and_any_amount);
	tcase_add_loop_test(t, origin_by_stages_needs_no_name, 0, 4);
	tcase_add_loop_test(t, pack_refuses_what_is_no_law, 0, (int)NREFUSAL);
	tcase_add_loop_test(t, pack_and_schema_agree, 0, (int)NREFUSAL);
	tcase_add_test(t, pack_says_all_faults_in_one_run);
	tcase_add_test(t, clauses_carry_their_standing_to_the_rule);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, pack_refuses_a_long_title_quickly);
}

int
main(void)
{
	xml_start();
	return run_suite("pack", add);
}
