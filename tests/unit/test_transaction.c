/* SPDX-License-Identifier: Apache-2.0 */
/* test_transaction - what is read of a transaction, and what is refused. */
#include "core/bom/field/units.h"
#include "tests/unit/dealing.h"
#include "tests/unit/run.h"

#define PARTY(id, more) "<party id=\"" id "\" name=\"N\" " more "/>\n"
#define AB PARTY("a", "") PARTY("b", "")
#define STAKE(more) "<stake owner=\"a\" of=\"b\" " more "/>\n"

START_TEST(a_transaction_is_kept_as_it_was_written)
{
	static const char body[] =
	    "<shipment from=\"DE\" to=\"US\" exported=\"2026-11-20\" "
	    "reported=\"2026-12-01\"/>"
	    "<period start=\"2026-11-20\" end=\"2026-11-30\"/>\n"
	    "<party id=\"seller\" name=\"Seller GmbH\" country=\"DE\" "
	    "role=\"exporter\" not-on=\"x y\"/>\n"
	    "<party id=\"buyer\" name=\"N\" role=\"consignee end-user\" "
	    "on=\"x\" others=\"not-listed\"/>\n"
	    "<stake owner=\"seller\" of=\"buyer\" above=\"25 %\" "
	    "at-most=\"50 %\"/>\n"
	    "<end-use category=\"energy\">wind turbines</end-use>\n"
	    "<per-year item=\"M-1\" quantity=\"1.5 t\" "
	    "value=\"720000 USD\"/>\n"
	    "<answer question=\"cots\" is=\"yes\" item=\"M-1\" "
	    "note=\"price list\"/>\n";
	struct findings f = { 0 };
	struct transaction t;

	dealing_must(&t, body, &f);
	ck_assert_str_eq(t.id, "order");
	ck_assert_str_eq(t.from, "DE");
	ck_assert_str_eq(t.to, "US");
	ck_assert_int_eq(t.exported, 20261120);
	ck_assert_int_eq(t.reported, 20261201);
	ck_assert_str_eq(t.period_start, "2026-11-20");
	ck_assert_str_eq(t.period_end, "2026-11-30");
	ck_assert_uint_eq(t.nparty, 2);
	ck_assert_str_eq(t.party[0].name, "Seller GmbH");
	ck_assert_str_eq(t.party[0].country, "DE");
	ck_assert_uint_eq(t.party[0].not_on.n, 2);
	ck_assert(list_names_hold(&t.party[0].not_on, STR("y")));
	ck_assert_int_eq(t.party[0].others, OTHERS_UNKNOWN);
	ck_assert_int_eq(t.party[1].others, OTHERS_NOT_LISTED);
	ck_assert_str_eq(t.party[1].country, "");
	ck_assert_uint_eq(transaction_party(&t, ROLE_EXPORTER), 0);
	ck_assert_uint_eq(transaction_party(&t, ROLE_CONSIGNEE), 1);
	ck_assert_uint_eq(transaction_party(&t, ROLE_END_USER), 1);
	ck_assert_str_eq(t.stake[0].text, "more than 25 % and at most 50 %");
	ck_assert(t.stake[0].lo.open && !t.stake[0].hi.open);
	ck_assert_int_eq(mpq_cmp_ui(t.stake[0].lo.at, 1, 4), 0);
	ck_assert_int_eq(mpq_cmp_ui(t.stake[0].hi.at, 1, 2), 0);
	ck_assert_str_eq(end_uses[t.end_use], "energy");
	ck_assert_str_eq(t.end_use_text, "wind turbines");
	ck_assert_str_eq(t.per_year[0].item, "M-1");
	ck_assert_int_eq(mpq_cmp_ui(t.per_year[0].quantity, 1500000, 1), 0);
	ck_assert_int_eq(t.per_year[0].dimension, DIM_MASS);
	ck_assert_int_eq(mpq_cmp_ui(t.per_year[0].value, 720000, 1), 0);
	ck_assert_str_eq(t.per_year[0].currency, "USD");
	ck_assert_int_eq(t.answer[0].is, REPLY_YES);
	ck_assert_str_eq(t.answer[0].note, "price list");
	ck_assert_uint_eq(t.answer[0].at.line, 8);
	transaction_free(&t);
	findings_free(&f);
}
END_TEST

START_TEST(what_is_not_said_is_not_known)
{
	struct findings f = { 0 };
	struct transaction t;

	dealing_must(&t, AB STAKE(""), &f);
	ck_assert_str_eq(t.to, "");
	ck_assert_int_eq(t.exported, DATE_NONE);
	ck_assert_int_eq(t.end_use, END_USE_UNKNOWN);
	ck_assert_str_eq(t.stake[0].text, "an unknown share");
	ck_assert_int_eq(mpq_sgn(t.stake[0].lo.at), 0);
	ck_assert_int_eq(mpq_cmp_ui(t.stake[0].hi.at, 1, 1), 0);
	ck_assert_uint_eq(transaction_party(&t, ROLE_EXPORTER), 2);
	transaction_free(&t);
	findings_free(&f);
}
END_TEST

static const struct refusal {
	const char *body;
	enum status code;
	uint32_t line, col;
	const char *text; /* or NULL: the schema's */
} refusals[] = {
	{ "<shipment from=\"XX\"/>", ST_REF, 2, 1,
	    "from \"XX\": expected a country as two letters of ISO 3166" },
	{ "<shipment reported=\"2026-01-02\"/>", ST_INCOMPLETE, 2, 1,
	    "reported without exported: expected the day of export" },
	{ "<shipment exported=\"2026-01-03\" reported=\"2026-01-02\"/>",
	    ST_CONFLICT, 2, 1,
	    "reported before the day of export: expected a day after it" },
	{ "<shipment exported=\"2026-02-30\"/>", ST_SCHEMA, 2, 1, NULL },
	{ "<period start=\"2026-03-31\" end=\"2026-01-01\"/>", ST_CONFLICT, 2,
	    1,
	    "the period ends on 2026-01-01, before it begins on 2026-03-31: "
	    "expected a day that is not earlier" },
	{ "<shipment exported=\"2026-04-01\"/>\n"
	  "<period start=\"2026-01-01\" end=\"2026-03-31\"/>",
	    ST_CONFLICT, 3, 1,
	    "exported on a day that is not in the period from 2026-01-01 to "
	    "2026-03-31: expected one that is" },
	{ "<period start=\"2026-01-01\"/>", ST_SCHEMA, 2, 1, NULL },
	{ "<period start=\"2026-01-01\" end=\"2026-02-30\"/>", ST_SCHEMA, 2, 1,
	    NULL },
	{ " <party id=\"A\" name=\"N\"/>", ST_SCHEMA, 2, 2, NULL },
	{ PARTY("a", "on=\"x\" not-on=\"y x\""), ST_CONFLICT, 2, 1,
	    "a is on the list \"x\" and is not on it: expected one of them" },
	{ PARTY("a", "on=\"x x\""), ST_DUPLICATE, 2, 1,
	    "\"x\" twice in on: expected it once" },
	{ AB PARTY("a", ""), ST_SCHEMA, 4, 1, NULL },
	{ PARTY("a", "role=\"exporter\"") PARTY("b", "role=\"exporter\""),
	    ST_DUPLICATE, 3, 1, "b is a second exporter: expected one" },
	{ PARTY("a", "role=\"consignee\"") PARTY("b", "role=\"consignee\""),
	    ST_DUPLICATE, 3, 1, "b is a second consignee: expected one" },
	{ PARTY("a", "role=\"buyer\""), ST_SCHEMA, 2, 1, NULL },
	{ AB "<stake owner=\"a\" of=\"c\"/>", ST_REF, 4, 1,
	    "of \"c\": expected the id of a party" },
	{ AB "<stake owner=\"a\" of=\"a\"/>", ST_CYCLE, 4, 1,
	    "a holds itself: expected the shares that others hold" },
	{ AB STAKE("") STAKE("share=\"1 %\""), ST_DUPLICATE, 5, 1,
	    "a holds b for the second time: the first is in line 4; expected "
	    "one stake with all of it" },
	{ AB STAKE("share=\"100.01 %\""), ST_RANGE, 4, 1,
	    "a share of 100.01 %: expected at most 100 %" },
	{ AB STAKE("share=\"10\""), ST_SCHEMA, 4, 1, NULL },
	{ AB STAKE("share=\"-1 %\""), ST_SCHEMA, 4, 1, NULL },
	{ AB STAKE("share=\"10 %\" at-least=\"5 %\""), ST_CONFLICT, 4, 1,
	    "share and its ends: expected one of them" },
	{ AB STAKE("above=\"10 %\" at-least=\"5 %\""), ST_CONFLICT, 4, 1,
	    "at-least and above: expected one of them" },
	{ AB STAKE("at-least=\"60 %\" at-most=\"50 %\""), ST_CONFLICT, 4, 1,
	    "at least 60 % and at most 50 %: expected ends with something "
	    "between them" },
	{ AB STAKE("above=\"50 %\" at-most=\"50 %\""), ST_CONFLICT, 4, 1,
	    "more than 50 % and at most 50 %: expected ends with something "
	    "between them" },
	{ AB PARTY("c", "")
		STAKE("share=\"60 %\"") "<stake owner=\"c\" of=\"b\" "
					"share=\"40.1 %\"/>",
	    ST_CONFLICT, 3, 1,
	    "the stakes in b add up to 100.1 % or more: expected at most 100 "
	    "%" },
	{ PARTY("a", "") PARTY("b", "others=\"none\"")
		STAKE("share=\"99.9 %\""),
	    ST_CONFLICT, 3, 1,
	    "the stakes in b add up to 99.9 % at most, and nobody else holds "
	    "it: expected 100 %, or others=\"unknown\"" },
	{ "<end-use category=\"war\"/>", ST_SCHEMA, 2, 1, NULL },
	{ "<per-year quantity=\"5\"/>", ST_SCHEMA, 2, 1, NULL },
	{ "<per-year value=\"5 usd\"/>", ST_SCHEMA, 2, 1, NULL },
	{ "<per-year item=\"a\"/>\n<per-year item=\"a\"/>", ST_DUPLICATE, 3, 1,
	    "the same item for the second time: the first is in line 2" },
	{ "<answer question=\"q\" is=\"no\"/>\n"
	  "<answer question=\"q\" is=\"no\"/>",
	    ST_DUPLICATE, 3, 1,
	    "q is answered for the second time: the first is in line 2" },
	{ "<answer question=\"q\" is=\"maybe\"/>", ST_SCHEMA, 2, 1, NULL },
	{ "<answer question=\"q\"/>", ST_SCHEMA, 2, 1, NULL },
	{ "<other/>", ST_SCHEMA, 2, 1, NULL },
	{ "<party", ST_SYNTAX, 2, 0, NULL },
};

START_TEST(each_fault_is_told_at_its_place)
{
	const struct refusal *r = &refusals[_i];
	struct findings f = { 0 };
	struct transaction t;

	ck_assert_int_eq(dealing_read(&t, r->body, &f), r->code);
	ck_assert_uint_eq(f.first.at.line, r->line);
	if (r->col > 0)
		ck_assert_uint_eq(f.first.at.col, r->col);
	ck_assert_str_eq(f.first.at.file, "deal.xml");
	if (r->text != NULL)
		ck_assert_str_eq(f.first.text, r->text);
	ck_assert_ptr_null(t.party);
	transaction_free(&t);
	findings_free(&f);
}
END_TEST

START_TEST(one_answer_for_all_items_and_one_for_one_item_are_two)
{
	struct findings f = { 0 };
	struct transaction t;

	dealing_must(&t,
	    "<answer question=\"q\" is=\"no\"/>\n"
	    "<answer question=\"q\" is=\"yes\" item=\"a\"/>\n"
	    "<answer question=\"q\" is=\"unknown\" item=\"b\"/>",
	    &f);
	ck_assert_uint_eq(t.nanswer, 3);
	ck_assert_int_eq(t.answer[2].is, REPLY_UNKNOWN);
	transaction_free(&t);
	findings_free(&f);
}
END_TEST

START_TEST(a_transaction_that_is_not_there_is_no_input)
{
	struct findings f = { 0 };
	struct transaction t;

	ck_assert_int_eq(
	    transaction_read(&t, "no/such/deal.xml", &f), ST_NOINPUT);
	ck_assert_ptr_null(t.party);
	findings_free(&f);
}
END_TEST

/* From the fence with that element on to its end. */
static struct str
example_of(const char *path, const char *element, struct bytes *md)
{
	struct error err = { 0 };
	const char *from, *to;

	ck_assert_int_eq(file_load(path, 1 << 20, md, &err), ST_OK);
	from = strstr(md->p, element);
	to = from != NULL ? strstr(from, "```") : NULL;
	ck_assert_ptr_nonnull(to);
	return (struct str){ from, (size_t)(to - from) };
}

START_TEST(the_example_of_the_prose_is_true)
{
	struct findings f = { 0 };
	struct bytes md = { 0 };
	struct transaction t;

	ck_assert_int_eq(
	    transaction_read_bytes(&t, "deal.xml",
		example_of("schemas/transaction-1.md", "<transaction ", &md),
		&f),
	    ST_OK);
	ck_assert_uint_gt(t.nstake, 0);
	ck_assert_uint_eq(f.n, 0);
	transaction_free(&t);
	bytes_free(&md);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_transaction_is_kept_as_it_was_written);
	tcase_add_test(t, what_is_not_said_is_not_known);
	tcase_add_loop_test(
	    t, each_fault_is_told_at_its_place, 0, LENGTH(refusals));
	tcase_add_test(
	    t, one_answer_for_all_items_and_one_for_one_item_are_two);
	tcase_add_test(t, a_transaction_that_is_not_there_is_no_input);
	tcase_add_test(t, the_example_of_the_prose_is_true);
}

int
main(void)
{
	xml_start();
	return run_suite("transaction", add);
}
