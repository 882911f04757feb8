/* SPDX-License-Identifier: Apache-2.0 */
/* test_deal - what a transaction says to the questions of a pack. */
#include "core/rules/deal/deal.h"
#include "tests/unit/dealing.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#define T "clause=\"a\" title=\"T\" title-zh=\"Z\""
#define RULES(decisions) \
	"<rule id=\"r\" " T "><trigger><presence of=\"all\" is=\"above\" " \
	"limit=\"0 g\"/></trigger></rule><decisions>" decisions \
	"<decision id=\"last\" outcome=\"licence-required\" " T \
	"/></decisions>"
#define IF(outcome, when) \
	"<decision id=\"" outcome "\" outcome=\"" outcome "\" " T ">" when \
	"</decision>"
#define ASK(id, from) "<question id=\"" id "\" " T ">" from "</question>"
#define YES(q) "<answer question=\"" q "\" is=\"yes\"/>"
#define PARTY(id, role, more) \
	"<party id=\"" id "\" name=\"N\" role=\"" role "\" " more "/>\n"

struct table {
	struct court c;
	struct transaction t;
	struct deal deal;
	struct error err;
};

static enum status
lay(struct table *x, const char *rules, const char *body,
    const uint32_t *answer_item, const uint32_t *per_year_item)
{
	struct deal_parts parts = { .answer_item = answer_item,
		.per_year_item = per_year_item,
		.law = 20260601 };
	const struct pack *pack;

	memset(x, 0, sizeof(*x));
	court_read(&x->c, rules);
	dealing_must(&x->t, body, &x->c.f);
	pack = &x->c.pack;
	parts.t = &x->t;
	parts.pack = &pack;
	parts.npack = 1;
	return deal_make(&x->deal, &parts, &x->c.f, &x->err);
}

static void
clear(struct table *x)
{
	deal_free(&x->deal);
	transaction_free(&x->t);
	court_close(&x->c);
}

static enum outcome
follows(const struct table *x, uint32_t item)
{
	struct decided out;

	ck_assert(deal_decide(
	    &x->deal, 0, 0, VERDICT_TRIGGERED, item, DATE_NONE, &out));
	return (enum outcome)out.outcome;
}

#define YEARLY \
	RULES(IF("exempt", "<per-year is=\"below\" limit=\"1 t\"/>") IF( \
	    "prohibited", "<per-year is=\"above\" limit=\"100 USD\"/>"))

START_TEST(quantities_of_a_year_are_those_of_the_item_or_of_all)
{
	static const uint32_t per_year[] = { BOM_NONE, 7, 8, 9 };
	static const char body[] =
	    "<per-year quantity=\"999.999 kg\"/>\n"
	    "<per-year item=\"seven\" quantity=\"1 t\" value=\"100 USD\"/>\n"
	    "<per-year item=\"eight\" quantity=\"1000.001 kg\" "
	    "value=\"100.01 USD\"/>\n"
	    "<per-year item=\"nine\" quantity=\"5 each\" value=\"1 EUR\"/>\n";
	struct table x;

	ck_assert_int_eq(lay(&x, YEARLY, body, NULL, per_year), ST_OK);
	ck_assert_int_eq(follows(&x, 1), OUTCOME_EXEMPT);
	ck_assert_int_eq(follows(&x, 7), OUTCOME_LICENCE);
	ck_assert_int_eq(follows(&x, 8), OUTCOME_PROHIBITED);
	/* pieces are no mass, and euros no dollars */
	ck_assert_int_eq(follows(&x, 9), OUTCOME_UNDETERMINED);
	ck_assert_int_eq(follows(&x, 2), OUTCOME_EXEMPT);
	clear(&x);
}
END_TEST

START_TEST(an_answer_for_one_item_goes_before_that_for_all)
{
	static const uint32_t item[] = { BOM_NONE, 3, 4 };
	static const char body[] =
	    "<answer question=\"q\" is=\"no\"/>\n"
	    "<answer question=\"q\" is=\"yes\" item=\"three\"/>\n"
	    "<answer question=\"q\" is=\"unknown\" item=\"four\"/>\n";
	struct table x;

	ck_assert_int_eq(lay(&x, RULES(ASK("q", "") IF("exempt", YES("q"))),
			     body, item, NULL),
	    ST_OK);
	ck_assert_int_eq(follows(&x, 1), OUTCOME_LICENCE);
	ck_assert_int_eq(follows(&x, 3), OUTCOME_EXEMPT);
	ck_assert_int_eq(follows(&x, 4), OUTCOME_UNDETERMINED);
	ck_assert_int_eq(follows(&x, 1), OUTCOME_LICENCE);
	clear(&x);
}
END_TEST

#define LISTED \
	RULES(ASK("q", "<listed roles=\"consignee end-user\" lists=\"l\"/>") \
		IF("exempt", YES("q")))

static const struct listing {
	const char *body;
	enum outcome outcome;
} listings[] = {
	{ PARTY("a", "consignee end-user", "not-on=\"l\""), OUTCOME_LICENCE },
	{ PARTY("a", "consignee end-user", "on=\"l\""), OUTCOME_EXEMPT },
	{ PARTY("a", "consignee end-user", ""), OUTCOME_UNDETERMINED },
	/* one of several is enough */
	{ PARTY("a", "consignee", "not-on=\"l\"")
		PARTY("b", "end-user", "on=\"l\""),
	    OUTCOME_EXEMPT },
	{ PARTY("a", "consignee", "not-on=\"l\"") PARTY("b", "end-user", ""),
	    OUTCOME_UNDETERMINED },
	/* a role that nobody has may be anybody's */
	{ PARTY("a", "consignee", "not-on=\"l\""), OUTCOME_UNDETERMINED },
	{ PARTY("a", "consignee", "on=\"l\""), OUTCOME_EXEMPT },
	/* and an exporter is not asked for */
	{ PARTY("a", "consignee end-user", "not-on=\"l\"")
		PARTY("b", "exporter", "on=\"l\""),
	    OUTCOME_LICENCE },
	/* an answer closes what the parties leave open */
	{ PARTY("a", "consignee", "") "<answer question=\"q\" is=\"no\"/>",
	    OUTCOME_LICENCE },
};

START_TEST(parties_answer_for_their_roles)
{
	const struct listing *l = &listings[_i];
	struct table x;

	ck_assert_int_eq(lay(&x, LISTED, l->body, NULL, NULL), ST_OK);
	ck_assert_int_eq(follows(&x, 0), l->outcome);
	clear(&x);
}
END_TEST

static const struct clash {
	const char *rules, *body, *text;
} clashes[] = {
	{ LISTED,
	    PARTY("a", "consignee end-user",
		"on=\"l\"") "<answer question=\"q\" is=\"no\"/>",
	    "q is answered no, and the parties and stakes say yes: expected "
	    "the same" },
	{ LISTED,
	    PARTY("a", "consignee end-user",
		"not-on=\"l\"") "<answer question=\"q\" is=\"yes\"/>",
	    "q is answered yes, and the parties and stakes say no: expected "
	    "the same" },
	{ RULES(ASK("q", "<used for=\"military\"/>") IF("exempt", YES("q"))),
	    "<end-use category=\"military\"/>\n"
	    "<answer question=\"q\" is=\"no\"/>",
	    "q is answered no, and the end use says yes: expected the same" },
};

START_TEST(an_answer_that_the_facts_contradict_is_refused)
{
	const struct clash *c = &clashes[_i];
	struct table x;

	ck_assert_int_eq(lay(&x, c->rules, c->body, NULL, NULL), ST_CONFLICT);
	ck_assert_str_eq(x.err.text, c->text);
	ck_assert_uint_eq(x.err.at.line, 3);
	ck_assert_ptr_null(x.deal.worlds);
	clear(&x);
}
END_TEST

START_TEST(what_no_pack_asks_for_is_warned_of)
{
	struct table x;

	ck_assert_int_eq(
	    lay(&x, LISTED,
		PARTY("a", "consignee end-user",
		    "not-on=\"l m\" on=\"k\"") "<answer question=\"p\" "
					       "is=\"no\"/>",
		NULL, NULL),
	    ST_OK);
	ck_assert_uint_eq(x.c.f.warnings, 3);
	ck_assert_str_eq(x.c.f.list[0].text, "no pack that is judged asks p");
	ck_assert_uint_eq(x.c.f.list[0].at.line, 3);
	ck_assert_str_eq(
	    x.c.f.list[1].text, "no pack that is judged asks for the list k");
	ck_assert_str_eq(
	    x.c.f.list[2].text, "no pack that is judged asks for the list m");
	ck_assert_int_eq(follows(&x, 0), OUTCOME_LICENCE);
	clear(&x);
}
END_TEST

START_TEST(the_goods_leave_on_another_day_than_that_of_the_law)
{
	struct table x;

	ck_assert_int_eq(
	    lay(&x, RULES(IF("exempt", "<day from=\"2026-07-01\"/>")),
		"<shipment exported=\"2026-07-01\"/>", NULL, NULL),
	    ST_OK);
	ck_assert_int_eq(follows(&x, 0), OUTCOME_EXEMPT);
	ck_assert_uint_eq(x.c.f.warnings, 1);
	ck_assert_str_eq(x.c.f.list[0].text,
	    "the goods leave on 2026-07-01, and the law is that of "
	    "2026-06-01: with --as-of 2026-07-01 it is that of the same day");
	clear(&x);
	ck_assert_int_eq(
	    lay(&x, RULES(IF("exempt", "<day from=\"2026-07-01\"/>")), "", NULL,
		NULL),
	    ST_OK);
	ck_assert_int_eq(follows(&x, 0), OUTCOME_LICENCE);
	ck_assert_uint_eq(x.c.f.warnings, 0);
	clear(&x);
}
END_TEST

START_TEST(a_pack_without_decisions_decides_nothing)
{
	struct decided out;
	struct table x;

	ck_assert_int_eq(
	    lay(&x,
		"<rule id=\"r\" " T "><trigger><presence of=\"all\" "
		"is=\"above\" limit=\"0 g\"/></trigger></rule>",
		"", NULL, NULL),
	    ST_OK);
	ck_assert(
	    !deal_decide(&x.deal, 0, 0, VERDICT_TRIGGERED, 0, DATE_NONE, &out));
	clear(&x);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, quantities_of_a_year_are_those_of_the_item_or_of_all);
	tcase_add_test(t, an_answer_for_one_item_goes_before_that_for_all);
	tcase_add_loop_test(
	    t, parties_answer_for_their_roles, 0, LENGTH(listings));
	tcase_add_loop_test(t, an_answer_that_the_facts_contradict_is_refused,
	    0, LENGTH(clashes));
	tcase_add_test(t, what_no_pack_asks_for_is_warned_of);
	tcase_add_test(t, the_goods_leave_on_another_day_than_that_of_the_law);
	tcase_add_test(t, a_pack_without_decisions_decides_nothing);
}

int
main(void)
{
	xml_start();
	return run_suite("deal", add);
}
