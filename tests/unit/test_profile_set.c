/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of profile_set: fields by name, and a profile that is printed. */
#include "core/filing/profile/profile_set.h"
#include "core/report/html/companion.h"
#include "tests/unit/drafting.h"
#include "tests/unit/run.h"

static struct profile p;
static struct findings f;
static struct arena a;

static void
set_up(void)
{
	struct error err = { 0 };

	xml_start();
	ck_assert_int_eq(profile_blank(&p, &err), ST_OK);
}

static void
tear_down(void)
{
	profile_free(&p);
	findings_free(&f);
	arena_free(&a);
}

static struct str
value(int block, size_t nth, const char *field, enum profile_language l)
{
	for (size_t i = 0; i < p.n; i++)
		if (p.part[i].block == &profile_blocks[block] && nth-- == 0)
			return p.part[i]
			    .value[profile_find_field(block, field)]
			    .text[l];
	ck_abort_msg("no such block");
	return STR("");
}

START_TEST(a_field_is_set_by_its_name)
{
	ck_assert_int_eq(profile_set(&p, "filer/name=A = B", &f), ST_OK);
	ck_assert_int_eq(profile_set(&p, "filer/name@zh=<甲>", &f), ST_OK);
	ck_assert(str_is(value(BLOCK_FILER, 0, "name", PROFILE_EN), "A = B"));
	ck_assert(str_is(value(BLOCK_FILER, 0, "name", PROFILE_ZH), "<甲>"));
	/* again: the last one prevails, a blank one does not */
	ck_assert_int_eq(profile_set(&p, "filer/name@en=C", &f), ST_OK);
	ck_assert_int_eq(profile_set(&p, "filer/name=", &f), ST_OK);
	ck_assert(str_is(value(BLOCK_FILER, 0, "name", PROFILE_EN), "C"));
}
END_TEST

START_TEST(a_block_that_repeats_grows_as_far_as_it_is_named)
{
	ck_assert_int_eq(profile_set(&p, "goods[3]/unit=kg", &f), ST_OK);
	ck_assert(str_is(value(BLOCK_GOODS, 2, "unit", PROFILE_EN), "kg"));
	ck_assert_uint_eq(value(BLOCK_GOODS, 1, "unit", PROFILE_EN).n, 0);
	ck_assert_int_eq(profile_set(&p, "goods[1]/unit=m", &f), ST_OK);
	ck_assert(str_is(value(BLOCK_GOODS, 0, "unit", PROFILE_EN), "m"));
	ck_assert(str_is(value(BLOCK_GOODS, 2, "unit", PROFILE_EN), "kg"));
}
END_TEST

static const struct {
	const char *text;
	enum status code;
} bad[] = { { "", ST_USAGE }, { "filer/name", ST_USAGE }, { "=x", ST_USAGE },
	{ "name=x", ST_USAGE }, { "no/name=x", ST_USAGE },
	{ "filer/no=x", ST_USAGE }, { "filer/=x", ST_USAGE },
	{ "/name=x", ST_USAGE }, { "filer[1]/name=x", ST_USAGE },
	{ "goods[]/unit=x", ST_USAGE }, { "goods[0]/unit=x", ST_USAGE },
	{ "goods[5001]/unit=x", ST_USAGE }, { "goods[1/unit=x", ST_USAGE },
	{ "goods[1]x/unit=x", ST_USAGE },
	{ "goods[99999999999999999999]/unit=x", ST_USAGE },
	{ "filer/name@fr=x", ST_USAGE }, { "filer/country@zh=AT", ST_USAGE },
	{ "filer/country=Austria", ST_SCHEMA },
	{ "goods/quantity=1,5", ST_SCHEMA },
	{ "review/trade-secrets=yes", ST_SCHEMA },
	{ "filer/name=\x01", ST_ENCODING },
	{ "filer/name=\xff", ST_ENCODING } };

START_TEST(what_names_nothing_or_does_not_fit_is_refused)
{
	enum status st = profile_set(&p, bad[_i].text, &f);

	ck_assert_msg(
	    st == bad[_i].code, "%s: %d: %s", bad[_i].text, st, f.first.text);
	ck_assert_uint_gt(f.errors, 0);
}
END_TEST

/* What is printed is read as the same. */
START_TEST(a_printed_profile_is_read_again)
{
	struct profile again;
	struct error err = { 0 };
	struct canon one = { 0 }, two = { 0 };
	struct str x, y;
	char *text = NULL;
	size_t n = 0;
	FILE *to;

	profile_free(&p);
	if (profile_read_bytes(
		&p, "f.xml", office_profile(&a, BLOCK_COUNT, ""), &f) != ST_OK)
		ck_abort_msg("%s", f.first.text);
	to = open_memstream(&text, &n);
	companion_print(&p, to);
	fclose(to);
	if (profile_read_bytes(&again, "f.xml", (struct str){ text, n }, &f) !=
	    ST_OK)
		ck_abort_msg("%s", f.first.text);
	canon_open(&one, "x");
	profile_write(&p, &one);
	canon_close(&one);
	canon_open(&two, "x");
	profile_write(&again, &two);
	canon_close(&two);
	ck_assert_int_eq(canon_finish(&one, &a, &x, &err), ST_OK);
	ck_assert_int_eq(canon_finish(&two, &a, &y, &err), ST_OK);
	ck_assert(str_eq(x, y));
	profile_free(&again);
	free(text);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, a_field_is_set_by_its_name);
	tcase_add_test(t, a_block_that_repeats_grows_as_far_as_it_is_named);
	tcase_add_loop_test(t, what_names_nothing_or_does_not_fit_is_refused, 0,
	    (int)(sizeof(bad) / sizeof(bad[0])));
	tcase_add_test(t, a_printed_profile_is_read_again);
}

int
main(void)
{
	return run_suite("profile_set", add);
}
