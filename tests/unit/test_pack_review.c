/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_pack_review - packs that can be read and make no sense, and the words
 * by which that is told.
 */
#include "core/rules/pack/pack_review.h"
#include "tests/unit/run.h"

#include <check.h>
#include <stdio.h>

/* Line 2 is the origin, 3 the materials, 4 the list; rules begin in line 5. */
#define HEAD(country, hs, code) \
	"<rules xmlns=\"urn:retrace:rules:1\" id=\"p\" version=\"1\" " \
	"read-until=\"2026-02-28\" title=\"T\" title-zh=\"Z\">\n" \
	"<origin id=\"o\" policy=\"any-stage\" countries=\"" country "\" " \
	"clause=\"a\"/>\n" \
	"<materials id=\"m\" title=\"T\" title-zh=\"Z\" clause=\"a\"><some " \
	"elements=\"Dy\"/></materials>\n" \
	"<list id=\"l\" of=\"m\" clause=\"a\" title=\"T\" title-zh=\"Z\">" \
	"<entry code=\"1.a\" forms=\"metal\" hs=\"" hs "\" clause=\"a\" " \
	"title=\"T\" title-zh=\"Z\"/>" \
	"<entry code=\"" code "\" forms=\"oxide\" clause=\"a\" title=\"T\" " \
	"title-zh=\"Z\"/></list>\n"
#define PLAIN HEAD("CN", "28053019", "1.b")
#define RULE(id, clause, days, inside) \
	"<rule id=\"" id "\" clause=\"" clause "\" " days " title=\"T\" " \
	"title-zh=\"Z\">" inside "</rule>\n"
#define LISTED "<trigger><listed list=\"l\"/></trigger>"
#define SHARE(limit) \
	"<trigger><mass-share of=\"m\" origin=\"o\" is=\"above\" " \
	"limit=\"" limit "\"/></trigger>"
#define FORMS(forms) "<item forms=\"" forms "\"/>"
#define LAST RULE("last", "a", "", LISTED) "</rules>\n"

#define CLAUSES \
	"id\tlevel\tquote\tsource\tstanding\tread-on\n" \
	"a\tMUST\tq\ts\tsourced\t2026-01-31\n" \
	"b\tINFO\tq\ts\tsourced\t2026-01-31\n"

#define DECIDE(id, when) \
	"<decision id=\"" id "\" outcome=\"exempt\" clause=\"a\" title=\"T\" " \
	"title-zh=\"Z\">" when "</decision>\n"

static const struct doubt {
	const char *xml, *clauses, *exceptions;
	const char *said; /* all of it; "" if nothing is */
	enum status code;
} doubts[] = {
	{ PLAIN LAST, CLAUSES, "", "", ST_OK },
	{ PLAIN LAST, CLAUSES, "# note\nid\treason\nb\tfor the reader\n", "",
	    ST_OK },
	/* levels that say nothing */
	{ PLAIN RULE("r", "a", "",
	      "<trigger><mass-share of=\"m\" is=\"above\" limit=\"1 %\" "
	      "per=\"part\" each=\"element\"/></trigger>") LAST,
	    CLAUSES, "",
	    "rules.xml:5: error: each=\"element\" of m, which is one element: "
	    "expected no each, or materials with several\n",
	    ST_CONFLICT },
	{ PLAIN RULE("r", "a", "",
	      "<trigger><presence of=\"m\" is=\"above\" limit=\"0 g\" "
	      "each=\"element\"/></trigger>") LAST,
	    CLAUSES, "",
	    "rules.xml:5: error: each=\"element\" of any amount: where there "
	    "is some of all there is some of one: expected no each, or a limit "
	    "above zero\n",
	    ST_CONFLICT },
	{ PLAIN RULE("r", "a", "",
	      "<trigger><presence of=\"m\" is=\"above\" limit=\"0 g\" "
	      "each=\"substance\"/></trigger>") LAST,
	    CLAUSES, "",
	    "rules.xml:5: error: each=\"substance\" of any amount: where there "
	    "is some of all there is some of one: expected no each, or a limit "
	    "above zero\n",
	    ST_CONFLICT },
	{ PLAIN RULE("r", "a", "",
	      "<trigger><presence of=\"m\" is=\"above\" limit=\"1 g\" "
	      "each=\"substance\"/></trigger>") LAST,
	    CLAUSES, "", "", ST_OK },
	{ PLAIN RULE("r", "a", "",
	      "<trigger><presence of=\"m\" is=\"above\" limit=\"0 g\" "
	      "per=\"product\"/></trigger>") LAST,
	    CLAUSES, "",
	    "rules.xml:5: warning: any amount per product is any amount of the "
	    "item: per changes nothing\n",
	    ST_OK },
	{ PLAIN RULE("r", "a", "",
	      "<trigger><mass-share of=\"m\" is=\"above\" limit=\"1 %\" "
	      "per=\"homogeneous-material\" per-forms=\"magnet part\"/>"
	      "</trigger>") LAST,
	    CLAUSES, "",
	    "rules.xml:5: error: a part among the homogeneous materials: "
	    "expected forms of materials in per-forms\n",
	    ST_CONFLICT },
	/* the same at two levels is no repetition */
	{ PLAIN RULE("r", "a", "", SHARE("1 %")) RULE("s", "a", "",
	      "<trigger><mass-share of=\"m\" origin=\"o\" "
	      "is=\"above\" limit=\"1 %\" per=\"part\"/></trigger>") LAST,
	    CLAUSES, "", "", ST_OK },
	/* never met, never in force */
	{ PLAIN RULE("r", "a", "",
	      "<scope>" FORMS("magnet")
		  FORMS("part metal") "</scope>" SHARE("1 %")) LAST,
	    CLAUSES, "",
	    "rules.xml:5: error: r is never met: no item has the forms of all "
	    "its tests\n",
	    ST_CONFLICT },
	{ PLAIN RULE("r", "a", "",
	      "<scope>" FORMS("magnet part")
		  FORMS("part metal") "</scope>" SHARE("1 %")) LAST,
	    CLAUSES, "", "", ST_OK },
	{ PLAIN RULE("r", "a", "from=\"2025-12-01\"",
	      "<suspended from=\"2025-11-07\" clause=\"a\"/>" SHARE("1 %"))
		LAST,
	    CLAUSES, "",
	    "rules.xml:5: error: r is never in force: it is suspended on all "
	    "of its days\n",
	    ST_CONFLICT },
	{ PLAIN RULE("r", "a", "from=\"2025-12-01\" until=\"2025-12-31\"",
	      "<suspended from=\"2025-11-07\" until=\"2025-12-31\" "
	      "inclusive=\"yes\" clause=\"a\"/>" SHARE("1 %")) LAST,
	    CLAUSES, "",
	    "rules.xml:5: error: r is never in force: it is suspended on all "
	    "of its days\n",
	    ST_CONFLICT },
	{ PLAIN RULE("r", "a", "from=\"2025-12-01\" until=\"2025-12-31\"",
	      "<suspended from=\"2025-11-07\" until=\"2025-12-31\" "
	      "inclusive=\"no\" clause=\"a\"/>" SHARE("1 %")) LAST,
	    CLAUSES, "", "", ST_OK },
	/* two rules on one day */
	{ PLAIN RULE("r", "a", "until=\"2026-12-31\"", SHARE("1 %"))
		RULE("s", "b", "from=\"2026-12-31\"", SHARE("1 %")) LAST,
	    CLAUSES, "",
	    "rules.xml:6: error: s asks the same as r in line 5, and both hold "
	    "on one day: expected one of them\n",
	    ST_DUPLICATE },
	{ PLAIN RULE("r", "a", "until=\"2026-12-31\"", SHARE("1 %"))
		RULE("s", "a", "from=\"2026-12-31\"", SHARE("2 %")) LAST,
	    CLAUSES, "",
	    "rules.xml:6: error: s holds from 2026-12-31, and r of the same "
	    "clause still does: expected it to end the day before\n",
	    ST_CONFLICT },
	{ PLAIN RULE("r", "a", "until=\"2026-12-31\"", SHARE("1 %"))
		RULE("s", "a", "from=\"2027-01-01\"", SHARE("2 %")) LAST,
	    CLAUSES, "", "", ST_OK },
	{ PLAIN RULE("r", "a", "from=\"2027-01-02\"", SHARE("1 %"))
		RULE("s", "a", "until=\"2026-12-31\"", SHARE("2 %")) LAST,
	    CLAUSES, "",
	    "rules.xml:5: warning: s ends on 2026-12-31 and r begins on "
	    "2027-01-02: between these days no rule of clause a holds\n",
	    ST_OK },
	{ PLAIN RULE("r", "a", "until=\"2026-12-31\"", SHARE("1 %"))
		RULE("s", "b", "from=\"2026-12-31\"", SHARE("2 %")) LAST,
	    CLAUSES, "", "", ST_OK },
	/* codes */
	{ HEAD("CN XX", "28053019", "1.b") LAST, CLAUSES, "",
	    "rules.xml:2: error: no country has the code XX: expected one of "
	    "ISO 3166\n",
	    ST_REF },
	{ HEAD("CN", "8505 77053019", "1.b") LAST, CLAUSES, "",
	    "rules.xml:4: error: tariff code 77053019: there is no chapter "
	    "77\n",
	    ST_REF },
	{ HEAD("CN", "0005", "1.b") LAST, CLAUSES, "",
	    "rules.xml:4: error: tariff code 0005: there is no chapter 00\n",
	    ST_REF },
	{ HEAD("CN", "28053019", "1.a") LAST, CLAUSES, "",
	    "rules.xml:4: error: code 1.a for the second time: the first is in "
	    "line 4\n",
	    ST_DUPLICATE },
	/* clauses */
	{ PLAIN LAST, CLAUSES "c\tMUST\tq\ts\tsourced\t2026-01-31\n", "",
	    "clauses.tsv:4: error: no rule carries out c: expected one, or its "
	    "reason in exceptions.tsv\n",
	    ST_INCOMPLETE },
	{ PLAIN LAST, CLAUSES "c\tMUST\tq\ts\tsourced\t2026-01-31\n",
	    "id\treason\nc\tnot in a bill of materials\n", "", ST_OK },
	{ PLAIN LAST, CLAUSES "c\tMUST\tq\ts\tsourced\t2026-01-31\n",
	    "id\treason\nc\t \n",
	    "exceptions.tsv:2: error: c: expected the reason why it is not "
	    "judged\n"
	    "clauses.tsv:4: error: no rule carries out c: expected one, or its "
	    "reason in exceptions.tsv\n",
	    ST_INCOMPLETE },
	{ PLAIN LAST, CLAUSES, "id\treason\nz\twhy\n",
	    "exceptions.tsv:2: error: \"z\" is not in clauses.tsv: expected "
	    "the id of a row\n",
	    ST_REF },
	{ PLAIN LAST, CLAUSES, "clause\twhy\n",
	    "exceptions.tsv:1: error: heading \"clause\twhy\": expected id and "
	    "reason\n",
	    ST_SCHEMA },
	{ PLAIN LAST, CLAUSES "c\tINFO\tq\ts\tsourced\t2026-03-01\n", "",
	    "clauses.tsv:4: warning: c was read after the day up to which the "
	    "pack says that its law was\n",
	    ST_OK },
	/* decisions */
	{ PLAIN RULE("last", "a", "", LISTED) "<decisions>\n" DECIDE(
	      "one", "<country of=\"destination\" in=\"CN US\"/>")
		DECIDE("two", "<country of=\"destination\" not-in=\"CN\"/>")
		    DECIDE("three", "<country of=\"destination\" in=\"CN\"/>")
			DECIDE("four", "") "</decisions></rules>\n",
	    CLAUSES, "",
	    "rules.xml:9: error: decision three is never reached: those above "
	    "it take every case\n"
	    "rules.xml:10: error: decision four is never reached: those above "
	    "it take every case\n",
	    ST_CONFLICT },
	{ PLAIN RULE("last", "a", "", LISTED) "<decisions>\n" DECIDE(
	      "new", "<day from=\"2026-01-01\"/>")
		DECIDE("mid", "<day from=\"2025-06-01\"/>")
		    DECIDE("four", "") "</decisions></rules>\n",
	    CLAUSES, "", "", ST_OK },
	{ PLAIN RULE("last", "a", "",
	      LISTED) "<decisions>\n"
		      "<question id=\"q\" clause=\"b\" title=\"T\" "
		      "title-zh=\"Z\"/>\n" DECIDE(
			  "four", "") "<duty id=\"d\" with=\"prohibited\" "
				      "clause=\"c\" title=\"T\" "
				      "title-zh=\"Z\"/></decisions></rules>\n",
	    CLAUSES "c\tMUST\tq\ts\tsourced\t2026-01-31\n", "",
	    "rules.xml:9: error: duty d is never due: no decision of its rules "
	    "has the outcomes that bring it\n"
	    "rules.xml:7: warning: no decision asks q\n",
	    ST_CONFLICT },
	/* what nothing uses */
	{ PLAIN RULE("r", "a", "", SHARE("1 %")) "</rules>\n", CLAUSES, "",
	    "rules.xml:4: warning: no rule uses the list l\n", ST_OK },
};

static void
say(char *out, size_t size, const struct findings *f)
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < f->n; i++)
		n += (size_t)snprintf(out + n, size - n, "%s:%u: %s: %s\n",
		    f->list[i].at.file, (unsigned)f->list[i].at.line,
		    f->list[i].sev == SEV_ERROR ? "error" : "warning",
		    f->list[i].text);
}

START_TEST(review_tells_what_makes_no_sense)
{
	const struct doubt *d = &doubts[_i];
	struct findings f = { 0 };
	char said[2000];
	struct pack p;

	if (pack_read_bytes(&p, "rules.xml", str_of(d->xml), "clauses.tsv",
		str_of(d->clauses), &f) != ST_OK)
		ck_abort_msg(
		    "line %u: %s", (unsigned)f.first.at.line, f.first.text);
	ck_assert_int_eq(
	    pack_review(&p, "exceptions.tsv", str_of(d->exceptions), &f),
	    d->code);
	/* findings outlive the pack */
	pack_free(&p);
	say(said, sizeof(said), &f);
	ck_assert_str_eq(said, d->said);
	findings_free(&f);
}
END_TEST

START_TEST(installed_packs_make_sense)
{
	struct pack_entry *list = NULL;
	struct findings f = { 0 };
	struct error err = { 0 };
	struct arena a = { 0 };
	size_t n = 0;

	ck_assert_int_eq(pack_list(&a, &list, &n, &err), ST_OK);
	ck_assert_uint_ge(n, 6);
	for (size_t i = 0; i < n; i++) {
		ck_assert_int_eq(pack_check(list[i].path, &f), ST_OK);
		ck_assert_int_eq(pack_check(list[i].id, &f), ST_OK);
	}
	ck_assert_uint_eq(f.n, 0);
	ck_assert_int_eq(pack_check("no-such-pack", &f), ST_NOINPUT);
	arena_free(&a);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, review_tells_what_makes_no_sense, 0, LENGTH(doubts));
	tcase_add_test(t, installed_packs_make_sense);
}

int
main(void)
{
	return run_suite("pack_review", add);
}
