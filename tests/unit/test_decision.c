/* SPDX-License-Identifier: Apache-2.0 */
/* test_decision - which decision is reached, and which answers decide it. */
#include "core/bom/field/units.h"
#include "core/rules/pack/decisions.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#define RULE(id) \
	"<rule id=\"" id \
	"\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>" \
	"<presence of=\"all\" is=\"above\" limit=\"0 g\"/></trigger></rule>"
#define WORDS " clause=\"a\" title=\"T\" title-zh=\"Z\""
#define ASK(id) "<question id=\"" id "\"" WORDS "/>"
#define DECIDE(id, outcome, when) \
	"<decision id=\"" id "\" outcome=\"" outcome "\"" WORDS ">" when \
	"</decision>"
#define DUTY(id, with, when) \
	"<duty id=\"" id "\" with=\"" with "\"" WORDS ">" when "</duty>"
#define YES(q) "<answer question=\"" q "\" is=\"yes\"/>"
#define NO(q) "<answer question=\"" q "\" is=\"no\"/>"
#define TO(countries) "<country of=\"destination\" in=\"" countries "\"/>"
#define CLEAR DECIDE("clear", "not-subject", "<verdict is=\"clear\"/>")
#define LAST(outcome) DECIDE("last", outcome, "")
#define PACK(text) RULE("r") "<decisions>" text "</decisions>"

#define O(o) (1 << (OUTCOME_##o))

struct bench {
	struct court c;
	struct facts f;
	struct worlds *w;
	struct decided out;
};

static void
open_bench(struct bench *b, const char *rules)
{
	court_read(&b->c, rules);
	b->w = worlds_make();
	ck_assert_ptr_nonnull(b->w);
	facts_open(b->c.pack.decisions, &b->f);
	b->f.day = 20260601;
}

static void
close_bench(struct bench *b)
{
	worlds_free(b->w);
	court_close(&b->c);
}

/* The variable of that kind and of that question, or country. */
static uint8_t
variable(const struct bench *b, enum variable_kind kind, uint8_t of)
{
	const struct decisions *d = b->c.pack.decisions;

	for (uint8_t v = 0; v < d->nvariable; v++)
		if (d->variable[v].kind == kind && d->variable[v].of == of)
			return v;
	ck_abort_msg("no such variable");
	return 0;
}

static void
know(struct bench *b, enum variable_kind kind, uint8_t of, uint64_t cells)
{
	b->f.possible[variable(b, kind, of)] = cells;
}

static enum outcome
reach(struct bench *b)
{
	decisions_reach(b->w, b->c.pack.decisions, 0, &b->f, &b->out);
	return (enum outcome)b->out.outcome;
}

#define MILITARY \
	PACK(ASK("military") ASK("kind") CLEAR DECIDE("mil", \
	    "refused-in-principle", YES("military")) LAST("licence-required"))

START_TEST(the_first_decision_that_fits_is_the_one)
{
	struct bench b;

	open_bench(&b, MILITARY);
	know(&b, VARIABLE_VERDICT, 0, 2);
	know(&b, VARIABLE_ANSWER, 0, 1 << REPLY_YES);
	ck_assert_int_eq(reach(&b), OUTCOME_REFUSED);
	ck_assert_uint_eq(b.out.reached, 2);
	know(&b, VARIABLE_ANSWER, 0, 1 << REPLY_NO);
	ck_assert_int_eq(reach(&b), OUTCOME_LICENCE);
	ck_assert_uint_eq(b.out.reached, 4);
	know(&b, VARIABLE_VERDICT, 0, 1);
	ck_assert_int_eq(reach(&b), OUTCOME_NOT_SUBJECT);
	close_bench(&b);
}
END_TEST

START_TEST(an_open_answer_that_changes_the_outcome_leaves_it_undetermined)
{
	struct bench b;
	uint8_t v;

	open_bench(&b, MILITARY);
	know(&b, VARIABLE_VERDICT, 0, 2);
	v = variable(&b, VARIABLE_ANSWER, 0);
	ck_assert_int_eq(reach(&b), OUTCOME_UNDETERMINED);
	ck_assert_uint_eq(b.out.matters, (uint64_t)1 << v);
	ck_assert_uint_eq(b.out.outcomes, O(REFUSED) | O(LICENCE));
	ck_assert_uint_eq(
	    decisions_if(b.w, b.c.pack.decisions, 0, &b.f, v, 1 << REPLY_YES),
	    O(REFUSED));
	ck_assert_uint_eq(
	    decisions_if(b.w, b.c.pack.decisions, 0, &b.f, v, 1 << REPLY_NO),
	    O(LICENCE));
	/* of a clear verdict it changes nothing */
	know(&b, VARIABLE_VERDICT, 0, 1);
	ck_assert_int_eq(reach(&b), OUTCOME_NOT_SUBJECT);
	ck_assert_uint_eq(b.out.matters, 0);
	close_bench(&b);
}
END_TEST

START_TEST(an_undecided_verdict_is_a_question_like_others)
{
	struct bench b;

	open_bench(&b, MILITARY);
	b.f.undecided = true;
	know(&b, VARIABLE_ANSWER, 0, 1 << REPLY_NO);
	ck_assert_int_eq(reach(&b), OUTCOME_UNDETERMINED);
	ck_assert_uint_eq(
	    b.out.matters, (uint64_t)1 << variable(&b, VARIABLE_VERDICT, 0));
	know(&b, VARIABLE_ANSWER, 0, 3);
	reach(&b);
	ck_assert_int_eq(__builtin_popcountll(b.out.matters), 2);
	close_bench(&b);
}
END_TEST

START_TEST(two_ways_to_one_outcome_leave_nothing_open)
{
	struct bench b;

	open_bench(&b,
	    PACK(ASK("a") ASK("b") DECIDE("one", "prohibited", YES("a"))
		    DECIDE("two", "prohibited", YES("b")) DECIDE("three",
			"exempt", NO("a") NO("b")) LAST("licence-required")));
	know(&b, VARIABLE_ANSWER, 1, 1 << REPLY_YES);
	ck_assert_int_eq(reach(&b), OUTCOME_PROHIBITED);
	ck_assert_uint_eq(b.out.reached, 3); /* by the first or the second */
	know(&b, VARIABLE_ANSWER, 1, 3);
	ck_assert_int_eq(reach(&b), OUTCOME_UNDETERMINED);
	/* nothing but these two: the last decision is never reached */
	ck_assert_uint_eq(b.out.reached, 7);
	close_bench(&b);
}
END_TEST

START_TEST(one_of_any_is_enough_and_all_others_must_hold)
{
	struct bench b;

	open_bench(&b, PACK(ASK("a") ASK("b") DECIDE("x", "exempt",
			   "<any>" YES("a") YES("b") "</any>" TO("US"))
			       LAST("prohibited")));
	know(&b, VARIABLE_COUNTRY, COUNTRY_TO,
	    (uint64_t)1 << variable_country(
		&b.c.pack.decisions
		     ->variable[variable(&b, VARIABLE_COUNTRY, COUNTRY_TO)],
		"US"));
	know(&b, VARIABLE_ANSWER, 0, 1 << REPLY_NO);
	know(&b, VARIABLE_ANSWER, 1, 1 << REPLY_YES);
	ck_assert_int_eq(reach(&b), OUTCOME_EXEMPT);
	know(&b, VARIABLE_ANSWER, 1, 1 << REPLY_NO);
	ck_assert_int_eq(reach(&b), OUTCOME_PROHIBITED);
	know(&b, VARIABLE_ANSWER, 0, 1 << REPLY_YES);
	know(&b, VARIABLE_COUNTRY, COUNTRY_TO, 1);
	ck_assert_int_eq(reach(&b), OUTCOME_PROHIBITED);
	close_bench(&b);
}
END_TEST

/* One country cannot be in two places: the case of both does not exist. */
START_TEST(a_country_is_one_of_its_sets)
{
	struct bench b;
	const struct variable *v;

	open_bench(&b,
	    PACK(DECIDE("cn", "exempt", TO("CN")) DECIDE("east", "exempt",
		"<country of=\"destination\" not-in=\"CN US\"/>") DECIDE("us",
		"prohibited", TO("US GB")) LAST("licence-required")));
	v = &b.c.pack.decisions->variable[0];
	ck_assert_uint_eq(v->ncell, 4); /* others, CN, US, GB */
	ck_assert_uint_ne(variable_country(v, "US"), variable_country(v, "GB"));
	ck_assert_uint_eq(variable_country(v, "DE"), 0);
	ck_assert_int_eq(reach(&b), OUTCOME_UNDETERMINED);
	ck_assert_uint_eq(b.out.reached, 7);
	b.f.possible[0] = 1; /* any other one */
	ck_assert_int_eq(reach(&b), OUTCOME_EXEMPT);
	b.f.possible[0] = (uint64_t)1 << variable_country(v, "GB");
	ck_assert_int_eq(reach(&b), OUTCOME_EXEMPT);
	b.f.possible[0] = (uint64_t)1 << variable_country(v, "US");
	ck_assert_int_eq(reach(&b), OUTCOME_PROHIBITED);
	close_bench(&b);
}
END_TEST

#define YEAR(is, limit) "<per-year is=\"" is "\" limit=\"" limit "\"/>"

START_TEST(an_amount_of_a_year_is_cut_at_every_limit)
{
	static const struct at {
		unsigned kg;
		enum outcome outcome;
	} at[] = {
		{ 0, OUTCOME_EXEMPT },
		{ 999, OUTCOME_EXEMPT },
		{ 1000, OUTCOME_REPORT }, /* 1 t is not below it */
		{ 2000, OUTCOME_REPORT }, /* and not above 2 t */
		{ 2001, OUTCOME_LICENCE },
	};
	struct bench b;
	mpq_t g;

	open_bench(&b,
	    PACK(DECIDE("small", "exempt", YEAR("below", "1 t"))
		    DECIDE("some", "report-required", YEAR("at-most", "2 t"))
			DECIDE("usd", "prohibited",
			    YEAR("above", "5 USD") YEAR("at-least", "100 each"))
			    LAST("licence-required")));
	ck_assert_uint_eq(b.c.pack.decisions->nvariable, 3);
	mpq_init(g);
	for (size_t i = 0; i < LENGTH(at); i++) {
		const struct variable *v = &b.c.pack.decisions->variable[0];

		facts_open(b.c.pack.decisions, &b.f);
		mpq_set_ui(g, 1000 * at[i].kg, 1);
		b.f.possible[0] = (uint64_t)1 << variable_amount(v, g);
		b.f.possible[1] = 1; /* not above 5 USD */
		ck_assert_int_eq(reach(&b), at[i].outcome);
	}
	mpq_clear(g);
	close_bench(&b);
}
END_TEST

START_TEST(a_day_and_an_end_use_are_conditions)
{
	struct bench b;

	open_bench(&b,
	    PACK(DECIDE("old", "exempt", "<day until=\"2026-05-31\"/>") DECIDE(
		"mil", "prohibited", "<end-use in=\"military aviation\"/>")
		    LAST("licence-required")));
	b.f.day = 20260531;
	ck_assert_int_eq(reach(&b), OUTCOME_EXEMPT);
	b.f.day = 20260601;
	ck_assert_int_eq(reach(&b), OUTCOME_UNDETERMINED);
	b.f.possible[0] = 1 << 9; /* military */
	ck_assert_int_eq(reach(&b), OUTCOME_PROHIBITED);
	b.f.possible[0] = 1;
	ck_assert_int_eq(reach(&b), OUTCOME_LICENCE);
	close_bench(&b);
}
END_TEST

START_TEST(a_decision_may_be_for_some_rules_only)
{
	struct bench b;

	open_bench(&b, RULE("r") RULE("s") "<decisions>"
					   "<decision id=\"s\" rules=\"s\" "
					   "outcome=\"exempt\"" WORDS "/>" LAST(
					       "prohibited") "</decisions>");
	ck_assert_int_eq(reach(&b), OUTCOME_PROHIBITED);
	decisions_reach(b.w, b.c.pack.decisions, 1, &b.f, &b.out);
	ck_assert_int_eq(b.out.outcome, OUTCOME_EXEMPT);
	close_bench(&b);
}
END_TEST

START_TEST(what_is_undecided_can_have_a_decision_of_its_own)
{
	struct bench b;

	open_bench(
	    &b, PACK(DECIDE("open", "report-required",
		    "<verdict is=\"undecided\"/>") CLEAR LAST("prohibited")));
	b.f.undecided = true;
	ck_assert_int_eq(reach(&b), OUTCOME_REPORT);
	b.f.undecided = false;
	know(&b, VARIABLE_VERDICT, 0, 2);
	ck_assert_int_eq(reach(&b), OUTCOME_PROHIBITED);
	close_bench(&b);
}
END_TEST

START_TEST(a_duty_comes_with_outcomes_and_conditions)
{
	struct bench b;

	open_bench(&b, PACK(ASK("a") ASK("b") DECIDE("x", "exempt", YES("a"))
			       LAST("licence-required")
				   DUTY("d", "licence-required", YES("b"))));
	know(&b, VARIABLE_ANSWER, 0, 1 << REPLY_NO);
	know(&b, VARIABLE_ANSWER, 1, 1 << REPLY_YES);
	reach(&b);
	ck_assert_uint_eq(b.out.duty, 1);
	ck_assert_uint_eq(b.out.duty_open, 0);
	know(&b, VARIABLE_ANSWER, 1, 3);
	reach(&b);
	ck_assert_uint_eq(b.out.duty, 0);
	ck_assert_uint_eq(b.out.duty_open, 1);
	know(&b, VARIABLE_ANSWER, 1, 1 << REPLY_YES);
	know(&b, VARIABLE_ANSWER, 0, 3); /* and the outcome open */
	reach(&b);
	ck_assert_uint_eq(b.out.duty_open, 1);
	know(&b, VARIABLE_ANSWER, 0, 1 << REPLY_YES);
	reach(&b);
	ck_assert_uint_eq(b.out.duty | b.out.duty_open, 0);
	close_bench(&b);
}
END_TEST

/* Beyond a number of cases nothing is claimed. */
START_TEST(too_many_cases_are_undetermined)
{
	static char text[7000];
	struct bench b;

	strcpy(text, RULE("r") "<decisions>");
	for (int i = 0; i < 40; i++)
		str_add(text, sizeof(text),
		    "<question id=\"q%d\" clause=\"a\" title=\"T\" "
		    "title-zh=\"Z\"/>",
		    i);
	/* each pair with its own any: 3^20 cases */
	str_add(text, sizeof(text),
	    "<decision id=\"x\" outcome=\"exempt\"" WORDS ">");
	for (int i = 0; i < 20; i++)
		str_add(text, sizeof(text),
		    "<any><answer question=\"q%d\" is=\"yes\"/>"
		    "<answer question=\"q%d\" is=\"yes\"/></any>",
		    2 * i, 2 * i + 1);
	str_add(
	    text, sizeof(text), "</decision>" LAST("exempt") "</decisions>");
	open_bench(&b, text);
	reach(&b);
	ck_assert(b.out.given_up || b.out.outcome == OUTCOME_EXEMPT);
	if (b.out.given_up)
		ck_assert_int_eq(b.out.outcome, OUTCOME_UNDETERMINED);
	close_bench(&b);
}
END_TEST

/* What the reader refuses: line 1 throughout, so the text tells them apart. */
static const struct refusal {
	const char *rules;
	enum status code;
	const char *text;
} refusals[] = {
	{ PACK(DECIDE("x", "exempt", YES("q")) LAST("exempt")), ST_REF,
	    "no question \"q\": expected the id of a question above" },
	{ PACK(ASK("q") DECIDE("x", "exempt", YES("q"))), ST_INCOMPLETE,
	    "r may be left without a decision: expected a last one without "
	    "conditions" },
	{ RULE("r") RULE("s") "<decisions><decision id=\"x\" rules=\"s\" "
			      "outcome=\"exempt\"" WORDS "/></decisions>",
	    ST_INCOMPLETE,
	    "r may be left without a decision: expected a last one without "
	    "conditions" },
	{ PACK(ASK("q") ASK("q") LAST("exempt")), ST_DUPLICATE,
	    "question q for the second time: the first is in line 1" },
	{ PACK(DECIDE("last", "exempt", TO("US")) LAST("exempt")), ST_DUPLICATE,
	    "last for the second time: the first is in line 1" },
	{ PACK("<decision id=\"x\" rules=\"t\" outcome=\"exempt\"" WORDS
	       "/>" LAST("exempt")),
	    ST_REF, "no rule \"t\": expected the ids of rules of this pack" },
	{ PACK(DECIDE("x", "exempt", TO("QQ")) LAST("exempt")), ST_REF,
	    "no country has the code QQ: expected one of ISO 3166" },
	{ PACK(DECIDE("x", "exempt", "<country of=\"destination\"/>")
		  LAST("exempt")),
	    ST_INCOMPLETE, "in and not-in: expected one of them" },
	{ PACK(DECIDE("x", "exempt", "<day/>") LAST("exempt")), ST_INCOMPLETE,
	    "a day without from and until: expected one of them, or both" },
	{ PACK(DECIDE(
	      "x", "exempt", "<day from=\"2026-02-02\" until=\"2026-02-01\"/>")
		  LAST("exempt")),
	    ST_RANGE, "until is before from: expected a day that is not" },
	{ PACK(DECIDE("x", "exempt", "<end-use in=\"war\"/>") LAST("exempt")),
	    ST_REF, "no use \"war\": expected those of a transaction" },
	{ PACK(
	      "<decision id=\"x\" outcome=\"exempt\" within=\"10\"" WORDS "/>"),
	    ST_INCOMPLETE,
	    "within and calendar: expected both or neither, or a count of "
	    "days, "
	    "weeks or months" },
	{ PACK("<decision id=\"x\" outcome=\"exempt\" within=\"10\" "
	       "before=\"5\" count=\"days\"" WORDS "/>"),
	    ST_CONFLICT, "both within and before: expected one of them" },
	{ PACK("<decision id=\"x\" outcome=\"exempt\" within=\"10\" "
	       "count=\"days\" calendar=\"CN\"" WORDS "/>"),
	    ST_INCOMPLETE,
	    "a calendar for days that are counted whether they are worked or "
	    "not: expected none, or ends" },
	{ PACK("<decision id=\"x\" outcome=\"exempt\" within=\"10\" "
	       "ends=\"next-working-day\" calendar=\"CN\"" WORDS "/>"),
	    ST_CONFLICT,
	    "ends=\"next-working-day\" of a time that counts working days, "
	    "whose last one is worked: expected none" },
	{ PACK("<decision id=\"x\" outcome=\"exempt\" "
	       "from=\"year-end\"" WORDS "/>"),
	    ST_INCOMPLETE,
	    "a calendar, count, from or ends without a time: expected within "
	    "or before" },
	{ PACK("<question id=\"q\"" WORDS "><owned roles=\"consignee\" "
	       "lists=\"x\" is=\"at-least\" limit=\"0 %\" by=\"chain\" "
	       "holders=\"each\"/></question>" LAST("exempt")),
	    ST_RANGE,
	    "a share of 0 %: expected more than zero and at most 100 %" },
	{ PACK("<decision id=\"x\" outcome=\"exempt\" clause=\"b\" "
	       "title=\"T\" title-zh=\"Z\"/>"),
	    ST_REF,
	    "clause \"b\" is not in clauses.tsv: expected a row that tells "
	    "its source" },
	{ PACK(DECIDE("x", "undetermined", "")), ST_SCHEMA, NULL },
	{ PACK(DECIDE("x", "exempt", "<any>" TO("US") "</any>") LAST("exempt")),
	    ST_SCHEMA, NULL },
};

START_TEST(decisions_that_do_not_fit_are_refused)
{
	static const char head[] =
	    "<rules xmlns=\"urn:retrace:rules:1\" id=\"p\" version=\"1\" "
	    "read-until=\"2026-02-28\" title=\"T\" title-zh=\"Z\">"
	    "<materials id=\"all\" title=\"T\" title-zh=\"Z\" clause=\"a\">"
	    "<some elements=\"Dy\"/></materials>";
	static const char clauses[] =
	    "id\tlevel\tquote\tsource\tstanding\tread-on\n"
	    "a\tMUST\tq\ts\tsourced\t2026-01-31\n";
	const struct refusal *r = &refusals[_i];
	struct findings f = { 0 };
	struct pack p;
	char xml[4000];

	snprintf(xml, sizeof(xml), "%s%s</rules>", head, r->rules);
	ck_assert_int_eq(pack_read_bytes(&p, "rules.xml", str_of(xml),
			     "clauses.tsv", str_of(clauses), &f),
	    r->code);
	if (r->text != NULL)
		ck_assert_str_eq(f.first.text, r->text);
	ck_assert_uint_eq(f.first.at.line, 1);
	ck_assert_uint_gt(f.first.at.col, 1);
	findings_free(&f);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	static const char head[] =
	    "<rules xmlns=\"urn:retrace:rules:1\" id=\"p\" version=\"1\" "
	    "read-until=\"2026-02-28\" title=\"T\" title-zh=\"Z\">"
	    "<materials id=\"all\" title=\"T\" title-zh=\"Z\" clause=\"1\">"
	    "<some elements=\"Dy\"/></materials>"
	    "<rule id=\"r\" clause=\"1\" title=\"T\" title-zh=\"Z\"><trigger>"
	    "<presence of=\"all\" is=\"above\" limit=\"0 g\"/></trigger>"
	    "</rule>";
	static const char clauses[] =
	    "id\tlevel\tquote\tsource\tstanding\tread-on\n"
	    "1\tMUST\tq\ts\tsourced\t2026-01-31\n"
	    "4\tMUST\tq\ts\tinferred\t2026-01-31\n";
	struct findings f = { 0 };
	struct error err = { 0 };
	struct bytes md = { 0 };
	const char *from, *to;
	char xml[6000];
	struct pack p;

	ck_assert_int_eq(
	    file_load("schemas/rules-1.md", 1 << 20, &md, &err), ST_OK);
	from = strstr(md.p, "<decisions>");
	to = from != NULL ? strstr(from, "```") : NULL;
	ck_assert_ptr_nonnull(to);
	snprintf(
	    xml, sizeof(xml), "%s%.*s</rules>", head, (int)(to - from), from);
	ck_assert_int_eq(pack_read_bytes(&p, "rules.xml", str_of(xml),
			     "clauses.tsv", str_of(clauses), &f),
	    ST_OK);
	ck_assert_uint_eq(p.decisions->ndecision, 4);
	ck_assert_uint_eq(p.decisions->decision[2].within.n, 10);
	ck_assert_str_eq(p.decisions->decision[2].within.calendar, "CN");
	/* as sure as the question that it asks */
	ck_assert_str_eq(
	    decision_least_sure(p.decisions, &p.decisions->decision[1])->id,
	    "4");
	ck_assert_int_eq(p.decisions->question[0].reading, OWNED_BY_CHAIN);
	pack_free(&p);
	bytes_free(&md);
	findings_free(&f);
}
END_TEST

START_TEST(a_tariff_code_is_under_its_headings)
{
	struct str named[] = { STR("8505"), STR("850511"), STR("84") };
	const struct variable v = {
		.kind = VARIABLE_HS, .code = named, .ncode = LENGTH(named)
	};

	/* cell 0: another code */
	ck_assert_uint_eq(variable_code(&v, STR("90181200")), 1);
	ck_assert_uint_eq(variable_code(&v, STR("85051910")), 1u << 1);
	ck_assert_uint_eq(variable_code(&v, STR("8505111000")), 1u << 2);
	ck_assert_uint_eq(variable_code(&v, STR("848210")), 1u << 3);
	/* of a heading it is not told what is under it */
	ck_assert_uint_eq(variable_code(&v, STR("8505")), 1u << 1 | 1u << 2);
	ck_assert_uint_eq(variable_code(&v, STR("85")), 1 | 1u << 1 | 1u << 2);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_tariff_code_is_under_its_headings);
	tcase_add_test(t, the_first_decision_that_fits_is_the_one);
	tcase_add_test(
	    t, an_open_answer_that_changes_the_outcome_leaves_it_undetermined);
	tcase_add_test(t, an_undecided_verdict_is_a_question_like_others);
	tcase_add_test(t, two_ways_to_one_outcome_leave_nothing_open);
	tcase_add_test(t, one_of_any_is_enough_and_all_others_must_hold);
	tcase_add_test(t, a_country_is_one_of_its_sets);
	tcase_add_test(t, an_amount_of_a_year_is_cut_at_every_limit);
	tcase_add_test(t, a_day_and_an_end_use_are_conditions);
	tcase_add_test(t, a_decision_may_be_for_some_rules_only);
	tcase_add_test(t, what_is_undecided_can_have_a_decision_of_its_own);
	tcase_add_test(t, a_duty_comes_with_outcomes_and_conditions);
	tcase_add_test(t, too_many_cases_are_undetermined);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_loop_test(
	    t, decisions_that_do_not_fit_are_refused, 0, LENGTH(refusals));
}

int
main(void)
{
	xml_start();
	return run_suite("decision", add);
}
