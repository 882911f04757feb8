/* SPDX-License-Identifier: Apache-2.0 */
/* test_dealt - what a transaction knows of what people fill in. */
#include "core/filing/profile/dealt.h"
#include "tests/unit/dealing.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#define FILER(body) "<filer xmlns=\"urn:retrace:filer:1\">\n" body "\n</filer>"
#define T "clause=\"a\" title=\"T\" title-zh=\"Z\""
#define RULES \
	"<rule id=\"r\" " T "><trigger><presence of=\"all\" is=\"above\" " \
	"limit=\"0 g\"/></trigger></rule><decisions>" \
	"<question id=\"listed-party\" " T "><listed roles=\"end-user\" " \
	"lists=\"l\"/></question>" \
	"<question id=\"military-use\" " T "><used for=\"military\"/>" \
	"</question>" \
	"<decision id=\"last\" outcome=\"licence-required\" " T \
	"/></decisions>"

struct table {
	struct court c;
	struct transaction t;
	struct deal deal;
	struct profile p;
	struct dealt x;
	struct findings f;
	struct arena a;
	struct error err;
};

/* All that the transaction knows for item 7. */
static void
find(struct table *x)
{
	static const uint32_t item = 7;
	struct dealt goods;

	ck_assert_int_eq(
	    dealt_find_all(&x->deal, &item, 1, &x->a, &x->x, &x->err), ST_OK);
	dealt_find_goods(&x->deal, item, &goods);
	for (size_t i = 0; i < goods.n; i++)
		x->x.field[x->x.n++] = goods.field[i];
}

/* A transaction and a profile, for item 7. */
static void
lay(struct table *x, const char *body, const char *filer)
{
	static const uint32_t goods[] = { 7, BOM_NONE };
	static const uint32_t answers[] = { 7, BOM_NONE, BOM_NONE, BOM_NONE };
	struct deal_parts parts = {
		.goods_item = goods, .answer_item = answers, .law = 20260601
	};
	const struct pack *pack;

	memset(x, 0, sizeof(*x));
	court_read(&x->c, RULES);
	dealing_must(&x->t, body, &x->c.f);
	pack = &x->c.pack;
	parts.t = &x->t;
	parts.pack = &pack;
	parts.npack = 1;
	if (deal_make(&x->deal, &parts, &x->c.f, &x->err) != ST_OK)
		ck_abort_msg("%s", x->c.f.first.text);
	if (profile_read_bytes(&x->p, "filer.xml", str_of(filer), &x->f) !=
	    ST_OK)
		ck_abort_msg("%s", x->f.first.text);
	find(x);
	dealt_compare(&x->deal, &x->x, &x->p, &x->f);
	ck_assert_int_eq(dealt_fill(&x->x, &x->p, &x->err), ST_OK);
}

static void
clear(struct table *x)
{
	profile_free(&x->p);
	deal_free(&x->deal);
	transaction_free(&x->t);
	court_close(&x->c);
	findings_free(&x->f);
	arena_free(&x->a);
}

/* The value of a field of the nth block of its kind; "" if it is blank. */
static struct str
value(const struct table *x, int block, size_t nth, const char *field,
    enum profile_language l)
{
	int i = profile_find_field(block, field);

	ck_assert_int_ge(i, 0);
	for (size_t k = 0; k < x->p.n; k++)
		if (x->p.part[k].block == &profile_blocks[block] && nth-- == 0)
			return x->p.part[k].value[i].text[l];
	return STR("no such block");
}

static void
expect(const struct table *x, int block, size_t nth, const char *field,
    const char *is)
{
	struct str v = value(x, block, nth, field, PROFILE_EN);

	ck_assert_msg(str_is(v, is), "%s is %.*s", field, STR_ARG(v));
}

START_TEST(what_the_transaction_knows_fills_blanks)
{
	struct table x;

	lay(&x,
	    "<shipment to=\"US\"/>"
	    "<party id=\"a\" name=\"Seller\" country=\"DE\" "
	    "role=\"exporter\"/>"
	    "<party id=\"b\" name=\"\xe9\xa3\x8e\" role=\"end-user\" "
	    "on=\"l\"/>"
	    "<end-use category=\"military\">a ship\n\t of  war</end-use>"
	    "<goods item=\"seven\" quantity=\"40 each\"/>"
	    "<goods quantity=\"9 kg\" unit-price=\"1.5 USD\"/>"
	    "<answer item=\"seven\" question=\"terrorism\" is=\"yes\"/>"
	    "<answer question=\"terrorism\" is=\"no\"/>"
	    "<answer question=\"military-ai\" is=\"unknown\"/>",
	    FILER(""));
	ck_assert_uint_eq(x.f.n, 0);
	expect(&x, BLOCK_EXPORTER, 0, "name", "Seller");
	expect(&x, BLOCK_EXPORTER, 0, "country", "DE");
	expect(&x, BLOCK_END_USER, 0, "name", "");
	ck_assert(str_is(
	    value(&x, BLOCK_END_USER, 0, "name", PROFILE_ZH), "\xe9\xa3\x8e"));
	expect(&x, BLOCK_END_USER, 0, "country", "");
	expect(&x, BLOCK_CONSIGNEE, 0, "name", "");
	expect(&x, BLOCK_END_USE, 0, "category", "military");
	expect(&x, BLOCK_END_USE, 0, "description", "a ship of war");
	expect(&x, BLOCK_DESTINATION, 0, "country", "US");
	expect(&x, BLOCK_DESTINATION, 0, "role", "final");
	/* Its own line of goods, and nothing of that for all. */
	expect(&x, BLOCK_GOODS, 0, "quantity", "40");
	expect(&x, BLOCK_GOODS, 0, "unit", "pieces");
	expect(&x, BLOCK_GOODS, 0, "currency", "");
	/* From lists and end use; the item's own answer; one nobody gave. */
	expect(&x, BLOCK_SCREENING, 0, "listed-party", "yes");
	expect(&x, BLOCK_SCREENING, 0, "military-use", "yes");
	expect(&x, BLOCK_SCREENING, 0, "terrorism", "yes");
	expect(&x, BLOCK_SCREENING, 0, "military-ai", "unknown");
	expect(&x, BLOCK_SCREENING, 0, "owned-half", "");
	clear(&x);
}
END_TEST

START_TEST(of_several_end_users_none_is_taken)
{
	struct table x;

	lay(&x,
	    "<party id=\"a\" name=\"One\" role=\"end-user\"/>"
	    "<party id=\"b\" name=\"Two\" role=\"end-user\"/>",
	    FILER("<end-user><name lang=\"en\">Two</name></end-user>"));
	ck_assert_uint_eq(x.f.n, 0);
	expect(&x, BLOCK_END_USER, 0, "name", "Two");
	clear(&x);
}
END_TEST

START_TEST(the_end_user_that_is_chosen_is_the_one)
{
	struct table x;
	struct error err = { 0 };

	lay(&x,
	    "<party id=\"a\" name=\"One\" role=\"end-user\"/>"
	    "<party id=\"c\" name=\"Three\" role=\"exporter\"/>"
	    "<party id=\"b\" name=\"Two\" country=\"SE\" role=\"end-user\"/>",
	    FILER("<end-user><name lang=\"en\">Two</name></end-user>"));
	ck_assert_int_eq(
	    dealt_choose_end_user(&x.t, NULL, NULL, &err), ST_USAGE);
	ck_assert_str_eq(err.text,
	    "2 end users (One, Two): expected --end-user with one; each has a "
	    "draft of its own");
	err = (struct error){ 0 };
	ck_assert_int_eq(
	    dealt_choose_end_user(&x.t, "Three", NULL, &err), ST_USAGE);
	err = (struct error){ 0 };
	ck_assert_int_eq(dealt_choose_end_user(&x.t, "a", NULL, &err), ST_OK);
	ck_assert_uint_eq(x.t.end_user, 0);
	ck_assert_int_eq(dealt_choose_end_user(&x.t, NULL, &x.p, &err), ST_OK);
	ck_assert_uint_eq(x.t.end_user, 2);
	find(&x);
	for (size_t i = 0; i < x.x.n; i++)
		if (x.x.field[i].block == BLOCK_END_USER &&
		    strcmp(x.x.field[i].field, "country") == 0)
			ck_assert(str_is(x.x.field[i].value, "SE"));
	ck_assert_int_eq(dealt_fill(&x.x, &x.p, &err), ST_OK);
	expect(&x, BLOCK_END_USER, 0, "country", "SE");
	clear(&x);
}
END_TEST

START_TEST(a_chain_without_an_end_gets_the_destination_as_its_last_link)
{
	struct table x;

	lay(&x, "<shipment to=\"US\"/>",
	    FILER("<destination><country>NL</country><role>transit</role>"
		  "</destination><goods><hs>8501.31</hs></goods>"));
	ck_assert_uint_eq(x.f.n, 0);
	expect(&x, BLOCK_DESTINATION, 0, "country", "NL");
	expect(&x, BLOCK_DESTINATION, 0, "role", "transit");
	expect(&x, BLOCK_DESTINATION, 1, "country", "US");
	expect(&x, BLOCK_DESTINATION, 1, "role", "final");
	expect(&x, BLOCK_GOODS, 0, "hs", "8501.31");
	clear(&x);
}
END_TEST

START_TEST(a_filer_who_says_otherwise_is_told_both_at_his_line)
{
	static const struct {
		const char *field, *filer;
		unsigned line;
	} cases[] = {
		{ "end-user/name",
		    FILER(
			"\n<end-user><name lang=\"en\">Two</name></end-user>"),
		    3 },
		{ "destination/country",
		    FILER("<destination><country>US</country><role>transit"
			  "</role></destination>\n<destination><country>CN"
			  "</country><role>final</role></destination>"),
		    3 },
		{ "screening/terrorism",
		    FILER("<screening><terrorism>unknown</terrorism>"
			  "</screening>"),
		    2 },
		{ "goods/quantity",
		    FILER("<goods>\n<quantity>41</quantity></goods>"), 3 },
		{ "goods/unit", FILER("<goods><unit>kg</unit></goods>"), 2 },
	};
	struct table x;

	lay(&x,
	    "<shipment to=\"US\"/>"
	    "<party id=\"a\" name=\"One\" role=\"end-user\"/>"
	    "<goods quantity=\"40 each\"/>"
	    "<answer question=\"terrorism\" is=\"no\"/>",
	    cases[_i].filer);
	ck_assert_uint_eq(x.f.errors, 1);
	ck_assert_int_eq(x.f.first.code, ST_CONFLICT);
	ck_assert_uint_eq(x.f.first.at.line, cases[_i].line);
	ck_assert(str_starts(str_of(x.f.first.text), cases[_i].field));
	clear(&x);
}
END_TEST

START_TEST(other_words_for_the_same_are_no_contradiction)
{
	struct table x;

	lay(&x,
	    "<party id=\"a\" name=\"One\" role=\"end-user\"/>"
	    "<end-use category=\"energy\">wind turbines</end-use>"
	    "<goods quantity=\"40 each\" unit-price=\"12.50 USD\"/>",
	    FILER("<end-user><name lang=\"zh\">\xe9\xa3\x8e</name></end-user>"
		  "<end-use><description lang=\"en\">turbines</description>"
		  "</end-use>"
		  "<goods><quantity>40.0</quantity><unit>PCS</unit>"
		  "<unit-price>12.5</unit-price></goods>"));
	ck_assert_uint_eq(x.f.errors, 0);
	ck_assert_uint_eq(x.f.warnings, 1);
	expect(&x, BLOCK_END_USE, 0, "description", "turbines");
	expect(&x, BLOCK_END_USER, 0, "name", "One");
	clear(&x);
}
END_TEST

START_TEST(answers_that_the_transaction_leaves_open_are_warned_of)
{
	struct table x;

	lay(&x, "",
	    FILER("<screening><terrorism>no</terrorism>"
		  "<military-ai>unknown</military-ai></screening>"));
	ck_assert_uint_eq(x.f.errors, 0);
	ck_assert_uint_eq(x.f.warnings, 1);
	ck_assert(str_starts(str_of(x.f.list[0].text), "screening/terrorism"));
	clear(&x);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, what_the_transaction_knows_fills_blanks);
	tcase_add_test(tc, of_several_end_users_none_is_taken);
	tcase_add_test(tc, the_end_user_that_is_chosen_is_the_one);
	tcase_add_test(
	    tc, a_chain_without_an_end_gets_the_destination_as_its_last_link);
	tcase_add_loop_test(
	    tc, a_filer_who_says_otherwise_is_told_both_at_his_line, 0, 5);
	tcase_add_test(tc, other_words_for_the_same_are_no_contradiction);
	tcase_add_test(
	    tc, answers_that_the_transaction_leaves_open_are_warned_of);
}

int
main(void)
{
	return run_suite("dealt", add);
}
