/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of contracts: one contract for each end-use certificate. */
#include "core/filing/profile/contracts.h"

#include "tests/unit/run.h"

static struct profile p;
static struct findings f;
static struct arena a;

/* What was told, and in which lines of the profile. */
static struct {
	char text[4][700];
	unsigned line[4];
	size_t n;
} told;

static void
set_up(void)
{
	xml_start();
	memset(&told, 0, sizeof(told));
}

static void
tear_down(void)
{
	profile_free(&p);
	findings_free(&f);
	arena_free(&a);
}

static void
hear(void *user, struct pos at, const char *text)
{
	ck_assert_ptr_eq(user, &told);
	ck_assert_uint_lt(told.n, 4);
	snprintf(told.text[told.n], sizeof(told.text[0]), "%s", text);
	told.line[told.n++] = (unsigned)at.line;
}

/* Each letter of goods is a line of a contract; of certificates, "1A 2B": the
 * number and its contract, "-" for neither. */
static void
check(const char *goods, const char *certificates)
{
	static char xml[4096];
	struct error err = { 0 };
	int n = snprintf(
	    xml, sizeof(xml), "<filer xmlns=\"urn:retrace:filer:1\">\n");

#define SAY(...) (n += snprintf(xml + n, sizeof(xml) - (size_t)n, __VA_ARGS__))
	for (const char *g = goods; *g != '\0'; g++)
		SAY("<goods>%s%.1s%s</goods>\n", *g == '-' ? "" : "<contract>",
		    *g == '-' ? "" : g, *g == '-' ? "" : "</contract>");
	for (const char *c = certificates; *c != '\0'; c += 2) {
		SAY("<end-use-certificate>");
		if (c[0] != '-')
			SAY("<number>%.1s</number>", c);
		if (c[1] != '-')
			SAY("<contract>%.1s</contract>", c + 1);
		SAY("</end-use-certificate>\n");
	}
	SAY("</filer>\n");
#undef SAY
	if (profile_read_bytes(&p, "f.xml", str_of(xml), &f) != ST_OK)
		ck_abort_msg("%s", f.first.text);
	ck_assert_int_eq(contracts_check(&p, hear, &told, &err), ST_OK);
}

static const struct {
	const char *goods, *certificates;
} good[] = {
	{ "A", "" },
	{ "", "" },
	{ "-", "--" },
	{ "A", "1A" },
	{ "ABA", "" },
	{ "ABA", "1A2B" },
	{ "AA", "1A2A" }, /* two of one contract */
	{ "AA", "1A1A" }, /* told twice */
	{ "AB", "1A-B" }, /* without a number: missing says so */
	{ "A-", "1A1-" }, /* without a contract: so it does of this */
	{ "AB", "1-2-" },
};

START_TEST(what_goes_together_is_not_told)
{
	check(good[_i].goods, good[_i].certificates);
	ck_assert_uint_eq(told.n, 0);
}
END_TEST

START_TEST(a_certificate_with_two_contracts_is_told_at_the_second)
{
	check("AB", "1A1B");
	ck_assert_uint_eq(told.n, 1);
	ck_assert_str_eq(told.text[0],
	    "the end-use certificate \"1\" is for the contract \"A\" and for "
	    "\"B\": expected one contract for each certificate");
	ck_assert_uint_eq(told.line[0], 5);
}
END_TEST

START_TEST(a_contract_that_no_goods_name_is_told)
{
	check("A", "1A2C3C");
	ck_assert_uint_eq(told.n, 2);
	ck_assert_str_eq(told.text[0],
	    "an end-use certificate is for the contract \"C\", which no line "
	    "of goods names: expected one contract, as goods/contract has it");
	ck_assert_uint_eq(told.line[0], 4);
	ck_assert_uint_eq(told.line[1], 5);
}
END_TEST

START_TEST(goods_without_a_certificate_beside_others_are_told_once)
{
	check("ABB", "1A");
	ck_assert_uint_eq(told.n, 1);
	ck_assert_str_eq(told.text[0],
	    "the goods are of the contract \"B\", for which there is no "
	    "end-use "
	    "certificate, while there is one for another: expected one for "
	    "each contract");
	ck_assert_uint_eq(told.line[0], 3);
}
END_TEST

START_TEST(all_of_it_is_told_in_one_run)
{
	check("AB", "1A1C");
	ck_assert_uint_eq(told.n, 3);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_loop_test(t, what_goes_together_is_not_told, 0, LENGTH(good));
	tcase_add_test(
	    t, a_certificate_with_two_contracts_is_told_at_the_second);
	tcase_add_test(t, a_contract_that_no_goods_name_is_told);
	tcase_add_test(
	    t, goods_without_a_certificate_beside_others_are_told_once);
	tcase_add_test(t, all_of_it_is_told_in_one_run);
}

int
main(void)
{
	return run_suite("contracts", add);
}
