/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of rates: what one currency is in another, on a day. */
#include "core/bom/link/link.h"

#include "tests/unit/golden.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>

/* A product that is worth something in USD, a price in CNY, and rates; the
 * day up to which prices and rates count. */
static void
link_rated(struct golden *g, const char *rates, date_day day)
{
	char text[2000];

	snprintf(text, sizeof(text),
	    "<bom xmlns=\"urn:retrace:bom:1\">"
	    "<item part='A' value='1' currency='USD'/>"
	    "<price element='Dy' basis='metal' amount='7 CNY' per='g' "
	    "date='2026-01-01'/>%s</bom>",
	    rates);
	golden_init(g);
	golden_read(g, "bom.xml", str_of(text));
	ck_assert_int_eq(g->st, ST_OK);
	g->b.price_as_of = day;
	ck_assert_int_eq(bom_link(&g->b, 20260630, &g->f), ST_OK);
}

static uint32_t
currency(struct golden *g, const char *code)
{
	uint32_t id = bom_text(&g->b, str_of(code));

	ck_assert_uint_ne(id, BOM_NONE);
	return id;
}

/* "5/36", or "5/36 to 1/7" of several; "" where nobody has stated a rate. */
static const char *
conversion_text(struct golden *g, const char *from, const char *to)
{
	static char text[200];
	const struct conversion *c =
	    bom_conversion(&g->b, currency(g, from), currency(g, to));
	mpq_t lo, hi;

	text[0] = '\0';
	if (c == NULL)
		return text;
	numtab_view(&g->b.num, c->lo, lo);
	numtab_view(&g->b.num, c->hi, hi);
	if (mpq_equal(lo, hi) != 0)
		gmp_snprintf(text, sizeof(text), "%Qd", lo);
	else
		gmp_snprintf(text, sizeof(text), "%Qd to %Qd", lo, hi);
	return text;
}

#define RATE(from, to, amount, day) \
	"<rate from='" from "' to='" to "' amount='" amount "' date='" day "'" \
	"/" \
	">"
#define UNDATED(from, to, amount) \
	"<rate from='" from "' to='" to "' amount='" amount "'/>"

static const struct {
	const char *rates;
	date_day day;
	const char *is; /* 1 CNY in USD */
} cases[] = {
	/* nobody has stated one */
	{ "", 20260630, "" },
	{ RATE("CNY", "USD", "0.14", "2026-02-01"), 20260630, "7/50" },
	/* an inverse is exact: nothing is rounded */
	{ RATE("USD", "CNY", "7.2", "2026-02-01"), 20260630, "5/36" },
	{ RATE("USD", "CNY", "3", "2026-02-01"), 20260630, "1/3" },
	/* what is stated goes before an inverse, even one that is newer */
	{ RATE("CNY", "USD", "0.14", "2026-02-01")
		RATE("USD", "CNY", "5", "2026-03-01"),
	    20260630, "7/50" },
	/* but a rate that does not count yet is none */
	{ RATE("CNY", "USD", "0.14", "2026-07-01")
		RATE("USD", "CNY", "5", "2026-03-01"),
	    20260630, "1/5" },
	/* the newest of its day, that day included */
	{ RATE("CNY", "USD", "0.1", "2026-02-01")
		RATE("CNY", "USD", "0.2", "2026-03-01"),
	    20260228, "1/10" },
	{ RATE("CNY", "USD", "0.1", "2026-02-01")
		RATE("CNY", "USD", "0.2", "2026-03-01"),
	    20260301, "1/5" },
	{ RATE("CNY", "USD", "0.2", "2026-03-01")
		RATE("CNY", "USD", "0.1", "2026-02-01"),
	    20260301, "1/5" },
	/* of a day for which there is none: unknown, not the next one */
	{ RATE("CNY", "USD", "0.1", "2026-02-01"), 20260131, "" },
	/* without a day of the prices every rate counts */
	{ RATE("CNY", "USD", "0.1", "2099-02-01"), DATE_NONE, "1/10" },
	/* one without a date is older than any that has one */
	{ UNDATED("CNY", "USD", "0.3"), 20260131, "3/10" },
	{ UNDATED("CNY", "USD", "0.3") RATE("CNY", "USD", "0.1", "2026-01-01"),
	    20260131, "1/10" },
	/* of several on one day the least and the greatest; of the inverse the
	   other way round */
	{ RATE("CNY", "USD", "0.2", "2026-02-01") RATE("CNY", "USD", "0.1",
	      "2026-02-01") RATE("CNY", "USD", "0.15", "2026-02-01"),
	    20260630, "1/10 to 1/5" },
	{ RATE("USD", "CNY", "8", "2026-02-01")
		RATE("USD", "CNY", "7", "2026-02-01"),
	    20260630, "1/8 to 1/7" },
	/* never by way of a third currency */
	{ RATE("CNY", "EUR", "0.1", "2026-02-01")
		RATE("EUR", "USD", "1.2", "2026-02-01"),
	    20260630, "" },
	{ RATE("CNY", "USD", "1/7", "2026-02-01"), 20260630, "1/7" },
	/* thirty digits are thirty digits */
	{ RATE("CNY", "USD", "0.000000000000000000000000000003", "2026-02-01"),
	    20260630, "3/1000000000000000000000000000000" },
};

START_TEST(a_rate_is_the_newest_stated_one_or_an_exact_inverse)
{
	struct golden g;

	link_rated(&g, cases[_i].rates, cases[_i].day);
	ck_assert_str_eq(conversion_text(&g, "CNY", "USD"), cases[_i].is);
	golden_free(&g);
}
END_TEST

/* The price of 1 g of metallic Dy in USD; how many there are. */
static size_t
prices_in(struct golden *g, const char *code, mpq_t each[4])
{
	uint32_t id = currency(g, code);
	size_t n = 0;

	for (size_t i = 0; i < g->b.nprice && n < 4; i++)
		if (g->b.price[i].currency == id)
			numtab_view(&g->b.num, g->b.price[i].amount, each[n++]);
	return n;
}

START_TEST(a_price_is_converted_without_rounding)
{
	struct golden g;
	mpq_t is[4];

	/* 7 CNY at 1/3 are 7/3 USD, and not 2.333 */
	link_rated(&g, RATE("USD", "CNY", "3", "2026-02-01"), 20260630);
	ck_assert_uint_eq(prices_in(&g, "USD", is), 1);
	ck_assert_int_eq(mpq_cmp_ui(is[0], 7, 3), 0);
	golden_free(&g);
	/* by two rates: at least and at most */
	link_rated(&g,
	    RATE("CNY", "USD", "0.1", "2026-02-01")
		RATE("CNY", "USD", "0.2", "2026-02-01"),
	    20260630);
	ck_assert_uint_eq(prices_in(&g, "USD", is), 2);
	ck_assert_int_eq(mpq_cmp_ui(is[0], 7, 10), 0);
	ck_assert_int_eq(mpq_cmp_ui(is[1], 7, 5), 0);
	golden_free(&g);
}
END_TEST

START_TEST(without_a_rate_a_price_stays_unknown_and_is_not_zero)
{
	struct golden g;
	mpq_t is[4];

	link_rated(&g, "", 20260630);
	ck_assert_uint_eq(prices_in(&g, "USD", is), 0);
	ck_assert_uint_eq(prices_in(&g, "CNY", is), 1);
	golden_free(&g);
}
END_TEST

START_TEST(a_price_stated_in_the_currency_itself_is_not_overruled)
{
	struct golden g;
	mpq_t is[4];

	link_rated(&g,
	    "<price element='Dy' basis='metal' amount='2 USD' per='g' "
	    "date='2020-01-01'/>" RATE("CNY", "USD", "1", "2026-02-01"),
	    20260630);
	ck_assert_uint_eq(prices_in(&g, "USD", is), 1);
	ck_assert_int_eq(mpq_cmp_ui(is[0], 2, 1), 0);
	golden_free(&g);
}
END_TEST

/* What cannot be a rate. */
static const struct {
	const char *row, *said;
} bad[] = {
	{ "CNY,USD,0,2026-01-01", "a rate of 0: expected one above 0" },
	{ "CNY,USD,0.000,2026-01-01", "a rate of 0: expected one above 0" },
	{ "CNY,USD,-0.1,2026-01-01", "expected a number of zero or more" },
	{ "CNY,USD,,2026-01-01", "expected" },
	{ "CNY,USD,seven,2026-01-01", "expected a number such as 0.1389" },
	{ "cny,USD,1,2026-01-01", "expected three capital letters" },
	{ "CNY,US,1,2026-01-01", "expected three capital letters" },
	{ "CNY,USDX,1,2026-01-01", "expected three capital letters" },
	{ ",USD,1,2026-01-01", "expected three capital letters" },
	{ "USD,USD,1,2026-01-01", "expected two currencies" },
	{ "CNY,USD,1,2026-02-30", "2026-02-30" },
};

START_TEST(what_cannot_be_a_rate_is_refused_at_its_place)
{
	char text[200];
	struct golden g;

	snprintf(text, sizeof(text), "from,to,rate,date\n%s\n", bad[_i].row);
	golden_init(&g);
	golden_read(&g, "rates.csv", str_of(text));
	ck_assert_uint_eq(g.f.errors, 1);
	ck_assert_uint_eq(g.f.list[0].at.line, 2);
	ck_assert_msg(strstr(g.f.list[0].text, bad[_i].said) != NULL, "%s: %s",
	    bad[_i].row, g.f.list[0].text);
	ck_assert_uint_eq(g.b.nrate, 0);
	golden_free(&g);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc,
	    a_rate_is_the_newest_stated_one_or_an_exact_inverse, 0,
	    LENGTH(cases));
	tcase_add_test(tc, a_price_is_converted_without_rounding);
	tcase_add_test(
	    tc, without_a_rate_a_price_stays_unknown_and_is_not_zero);
	tcase_add_test(
	    tc, a_price_stated_in_the_currency_itself_is_not_overruled);
	tcase_add_loop_test(
	    tc, what_cannot_be_a_rate_is_refused_at_its_place, 0, LENGTH(bad));
}

int
main(void)
{
	return run_suite("rates", add);
}
