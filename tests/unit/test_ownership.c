/* SPDX-License-Identifier: Apache-2.0 */
/* test_ownership - who holds half of whom, by which reading. */
#include "core/rules/deal/ownership.h"
#include "tests/unit/dealing.h"
#include "tests/unit/run.h"

/* L is on the list, the others are not, but for U of whom nobody knows. */
#define L "<party id=\"l\" name=\"L\" on=\"black\"/>\n"
#define FREE(id, others) \
	"<party id=\"" id "\" name=\"N\" not-on=\"black\" others=\"" others \
	"\"/>\n"
#define U "<party id=\"u\" name=\"U\" others=\"not-listed\"/>\n"
#define X(others) FREE("x", others)
#define STAKE(owner, of, share) \
	"<stake owner=\"" owner "\" of=\"" of "\" share=\"" share "\"/>\n"
#define BETWEEN(owner, of, ends) \
	"<stake owner=\"" owner "\" of=\"" of "\" " ends "/>\n"

enum { NO = REPLY_NO, YES = REPLY_YES, OPEN = REPLY_UNKNOWN };

static const struct holding {
	const char *body;
	uint8_t chain, control, product;
	const char *lo, *hi; /* per cent of the product */
} holdings[] = {
	/* direct, at the limit and just below it */
	{ L X("not-listed") STAKE("l", "x", "50 %"), YES, YES, YES, "50",
	    "50" },
	{ L X("not-listed") STAKE("l", "x", "49.99 %"), NO, NO, NO, "49.99",
	    "49.99" },
	/* 60 % x 80 %: as a chain, and not as a product */
	{ L FREE("m", "not-listed") X("not-listed") STAKE("l", "m", "80 %")
		STAKE("m", "x", "60 %"),
	    YES, YES, NO, "48", "48" },
	/* a chain is as strong as its weakest link */
	{ L FREE("m", "not-listed") X("not-listed") STAKE("l", "m", "49.99 %")
		STAKE("m", "x", "100 %"),
	    NO, NO, NO, "49.99", "49.99" },
	/* several ways: 30 % at once and 25 % through one that it holds */
	{ L FREE("m", "not-listed") X("not-listed") STAKE("l", "x", "30 %")
		STAKE("l", "m", "100 %") STAKE("m", "x", "25 %"),
	    NO, YES, YES, "55", "55" },
	/* 30 % + 60 % x 40 % = 54 %, and 70 % are in its hand */
	{ L FREE("m", "not-listed") X("not-listed") STAKE("l", "x", "30 %")
		STAKE("l", "m", "60 %") STAKE("m", "x", "40 %"),
	    NO, YES, YES, "54", "54" },
	/* 25 % + 25 % through two that it only holds half of: 25 % of it */
	{ L FREE("m", "not-listed") FREE("n", "not-listed") X("not-listed")
		STAKE("l", "m", "50 %") STAKE("l", "n", "50 %")
		    STAKE("m", "x", "25 %") STAKE("n", "x", "25 %"),
	    NO, YES, NO, "25", "25" },
	/* nobody said who holds the rest */
	{ L X("unknown") STAKE("l", "x", "10 %"), OPEN, OPEN, OPEN, "10",
	    "100" },
	{ X("unknown"), OPEN, OPEN, OPEN, "0", "100" },
	{ X("not-listed"), NO, NO, NO, "0", "0" },
	{ FREE("m", "not-listed") X("unknown") STAKE("m", "x", "50.01 %"), NO,
	    NO, NO, "0", "49.99" },
	{ FREE("m", "not-listed") X("unknown") STAKE("m", "x", "50 %"), OPEN,
	    OPEN, OPEN, "0", "50" },
	/* an owner whom nobody held against the list */
	{ U X("not-listed") STAKE("u", "x", "70 %"), OPEN, OPEN, OPEN, "0",
	    "70" },
	{ U X("not-listed") STAKE("u", "x", "40 %"), NO, NO, NO, "0", "40" },
	/* a share that nobody knows */
	{ L X("not-listed") BETWEEN("l", "x", ""), OPEN, OPEN, OPEN, "0",
	    "100" },
	{ L X("none") BETWEEN("l", "x", ""), YES, YES, YES, "100", "100" },
	{ L FREE("m", "not-listed") X("none") BETWEEN("l", "x", "")
		STAKE("m", "x", "50.01 %"),
	    NO, NO, NO, "49.99", "49.99" },
	/* ends of registers */
	{ L X("not-listed")
		BETWEEN("l", "x", "above=\"25 %\" at-most=\"50 %\""),
	    OPEN, OPEN, OPEN, "25", "50" },
	{ L X("not-listed") BETWEEN("l", "x", "above=\"25 %\" below=\"50 %\""),
	    NO, NO, NO, "25", "50" },
	{ L X("not-listed") BETWEEN("l", "x", "above=\"50 %\" below=\"75 %\""),
	    YES, YES, YES, "50", "75" },
	{ FREE("m", "not-listed") X("unknown")
		BETWEEN("m", "x", "above=\"50 %\""),
	    NO, NO, NO, "0", "50" },
	/* half of what may be more than half */
	{ L FREE("m", "not-listed") X("not-listed")
		BETWEEN("l", "m", "at-least=\"50 %\"")
		    BETWEEN("m", "x", "at-least=\"50 %\" at-most=\"60 %\""),
	    YES, YES, OPEN, "25", "60" },
	/* who holds the holder does not matter, nor what x holds */
	{ L FREE("a", "unknown") X("not-listed") STAKE("a", "l", "100 %")
		STAKE("l", "x", "20 %") STAKE("x", "a", "10 %"),
	    NO, NO, NO, "20", "20" },
	/* a ring above: 0.8 / (1 - 0.5 * 0.2) * 0.5 = 44.4 % */
	{ L FREE("a", "not-listed") X("not-listed") STAKE("l", "a", "80 %")
		STAKE("x", "a", "20 %") STAKE("a", "x", "50 %"),
	    YES, YES, NO, "44.444444", "44.444445" },
	/* a ring that holds itself alone: 100 %, or nobody */
	{ FREE("a", "none") FREE("x", "none") STAKE("a", "x", "100 %")
		STAKE("x", "a", "100 %"),
	    NO, NO, OPEN, "0", "100" },
};

static void
ask(const char *body, bool above, bool together, struct owned *out,
    struct findings *f)
{
	static const struct str list[] = { { "black", 5 } };
	struct ownership_question q = { list, 1, NULL, above, together };
	struct transaction t;
	struct ownership *o;
	struct error err = { 0 };
	mpq_t half;
	uint32_t x = 0;

	dealing_must(&t, body, f);
	mpq_init(half);
	mpq_set_ui(half, 1, 2);
	q.limit = half;
	while (strcmp(t.party[x].id, "x") != 0)
		x++;
	o = ownership_make(&t);
	ck_assert_ptr_nonnull(o);
	owned_init(out);
	ck_assert_int_eq(ownership_find(o, &q, x, out, &err), ST_OK);
	ownership_free(o);
	transaction_free(&t);
	mpq_clear(half);
}

static void
assert_percent(mpq_srcptr share, const char *percent, bool up)
{
	char text[NUM_TEXT];
	mpq_t p;

	mpq_init(p);
	mpq_set_ui(p, 100, 1);
	mpq_mul(p, p, share);
	num_format(text, p, 8, up ? NUM_UP : NUM_DOWN);
	mpq_clear(p);
	ck_assert_str_eq(text, percent);
}

START_TEST(each_reading_is_yes_no_or_unknown)
{
	const struct holding *h = &holdings[_i];
	struct findings f = { 0 };
	struct owned o;

	ask(h->body, false, false, &o, &f);
	ck_assert_int_eq(o.reading[OWNED_BY_CHAIN], h->chain);
	ck_assert_int_eq(o.reading[OWNED_BY_CONTROL], h->control);
	ck_assert_int_eq(o.reading[OWNED_BY_PRODUCT], h->product);
	assert_percent(o.lo, h->lo, false);
	assert_percent(o.hi, h->hi, true);
	owned_clear(&o);
	findings_free(&f);
}
END_TEST

START_TEST(more_than_half_leaves_half_out)
{
	struct findings f = { 0 };
	struct owned o;

	ask(L X("not-listed") STAKE("l", "x", "50 %"), true, false, &o, &f);
	ck_assert_int_eq(o.reading[OWNED_BY_CHAIN], REPLY_NO);
	ck_assert_int_eq(o.reading[OWNED_BY_PRODUCT], REPLY_NO);
	owned_clear(&o);
	ask(L X("not-listed") BETWEEN("l", "x", "above=\"50 %\""), true, false,
	    &o, &f);
	ck_assert_int_eq(o.reading[OWNED_BY_CONTROL], REPLY_YES);
	owned_clear(&o);
	findings_free(&f);
}
END_TEST

#define HELD_BY_NONE(id) \
	"<party id=\"" id "\" name=\"K\" on=\"black\" " \
	"others=\"not-listed\"/>\n"

/* 30 % and 30 % by two on the list, of whom none holds the other. */
START_TEST(two_holders_are_one_only_if_the_question_says_so)
{
	static const char body[] = HELD_BY_NONE("l") HELD_BY_NONE("k")
	    X("not-listed") STAKE("l", "x", "30 %") STAKE("k", "x", "30 %");
	struct findings f = { 0 };
	struct owned o;

	ask(body, false, false, &o, &f);
	ck_assert_int_eq(o.reading[OWNED_BY_PRODUCT], REPLY_NO);
	ck_assert_int_eq(o.reading[OWNED_BY_CONTROL], REPLY_NO);
	assert_percent(o.hi, "30", true);
	owned_clear(&o);
	ask(body, false, true, &o, &f);
	ck_assert_int_eq(o.reading[OWNED_BY_PRODUCT], REPLY_YES);
	ck_assert_int_eq(o.reading[OWNED_BY_CONTROL], REPLY_YES);
	ck_assert_int_eq(o.reading[OWNED_BY_CHAIN], REPLY_NO);
	assert_percent(o.lo, "60", false);
	owned_clear(&o);
	/* one may hold the other where nobody said who does */
	ask(L HELD_BY_NONE("k") X("not-listed") STAKE("l", "x", "30 %")
		STAKE("k", "x", "30 %"),
	    false, false, &o, &f);
	ck_assert_int_eq(o.reading[OWNED_BY_PRODUCT], REPLY_UNKNOWN);
	owned_clear(&o);
	findings_free(&f);
}
END_TEST

START_TEST(the_way_is_the_heaviest_from_the_holder_down)
{
	struct findings f = { 0 };
	struct owned o;

	ask(L FREE("m", "not-listed") X("not-listed") STAKE("l", "m", "80 %")
		STAKE("m", "x", "60 %") STAKE("l", "x", "40 %"),
	    false, false, &o, &f);
	ck_assert_uint_eq(o.nway, 3); /* 48 % and 40 % */
	ck_assert_uint_eq(o.way[0].party, 0);
	ck_assert_uint_eq(o.way[1].party, 1);
	ck_assert_uint_eq(o.way[1].stake, 0);
	ck_assert_uint_eq(o.way[2].party, 2);
	ck_assert_uint_eq(o.way[2].stake, 1);
	ck_assert(o.way_is_sure && !o.cycle);
	owned_clear(&o);
	ask(X("unknown"), false, false, &o, &f);
	ck_assert_uint_eq(o.nway, 0);
	owned_clear(&o);
	findings_free(&f);
}
END_TEST

START_TEST(a_party_is_free_of_lists_only_where_somebody_looked)
{
	static const struct str both[] = { { "black", 5 }, { "grey", 4 } };
	struct findings f = { 0 };
	struct transaction t;

	dealing_must(&t,
	    L FREE("x", "unknown") U
	    "<party id=\"y\" name=\"Y\" not-on=\"black grey\"/>",
	    &f);
	ck_assert_int_eq(ownership_listed(&t.party[0], both, 2), REPLY_YES);
	ck_assert_int_eq(ownership_listed(&t.party[1], both, 2), REPLY_UNKNOWN);
	ck_assert_int_eq(ownership_listed(&t.party[1], both, 1), REPLY_NO);
	ck_assert_int_eq(ownership_listed(&t.party[2], both, 1), REPLY_UNKNOWN);
	ck_assert_int_eq(ownership_listed(&t.party[3], both, 2), REPLY_NO);
	transaction_free(&t);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, each_reading_is_yes_no_or_unknown, 0, LENGTH(holdings));
	tcase_add_test(t, more_than_half_leaves_half_out);
	tcase_add_test(t, two_holders_are_one_only_if_the_question_says_so);
	tcase_add_test(t, the_way_is_the_heaviest_from_the_holder_down);
	tcase_add_test(t, a_party_is_free_of_lists_only_where_somebody_looked);
}

int
main(void)
{
	xml_start();
	return run_suite("ownership", add);
}
