/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of share: which part of a rare earth counts by each policy, to the
 * digit, through the roll-up in doubles and exactly.
 */
#include "core/trace/share.h"

#include "core/trace/trace.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define B(s) STAGE_BIT(STAGE_##s)
#define MINED_AND_SEPARATED (B(MINING) | B(SEPARATION))

/* A channel of every rare earth that counts from CN. */
static struct channel
counting(enum origin_policy policy, uint32_t stages)
{
	return (struct channel){ .elements = ALL_ELEMENTS,
		.policy = (uint8_t)policy,
		.stages = (uint8_t)stages,
		.country = { "CN" } };
}

static void
expect_channel(const struct make *m, const struct channel *ch, const char *part,
    const char *want)
{
	const struct plan plan = { ch, 1, NULL, 0 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	uint32_t item = make_find(m, part);
	char lo[NUM_TEXT], hi[NUM_TEXT], got[2 * NUM_TEXT + 8];
	struct exact x;

	ck_assert_int_eq(trace_run(&m->b, &plan, 1, &t, &f, &err), ST_OK);
	exact_init(&x);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_CHANNEL(0), &item, 1, &x, &err), ST_OK);
	num_format_exact(lo, x.lo);
	num_format_exact(hi, x.hi);
	snprintf(got, sizeof(got), "%c%s, %s%c", x.lo_open ? '(' : '[', lo, hi,
	    x.hi_open ? ')' : ']');
	ck_assert_str_eq(got, want);
	exact_clear(&x);
	trace_free(t);
	findings_free(&f);
}

static void
expect(const struct make *m, enum origin_policy policy, uint32_t stages,
    const char *part, const char *want)
{
	const struct channel ch = counting(policy, stages);

	expect_channel(m, &ch, part, want);
}

/* An item of 1 kg whose only rare earth is amount [g] of Nd. */
static void
hold(struct make *m, const char *part, enum form form, const char *amount)
{
	make_item(m, part, "1000")->form = (uint8_t)form;
	make_line(m, part, "Nd", amount, false);
	make_complete(m, part);
}

/* One more document, of the given standing and day. */
static uint32_t
document(struct make *m, enum standing standing, date_day date)
{
	struct declaration *d = bom_add_declaration(&m->b);

	ck_assert_ptr_nonnull(d);
	d->standing = (uint8_t)standing;
	d->date = date;
	return (uint32_t)m->b.ndecl - 1;
}

/* 37.5 g, 60 % mined and 50 % separated in China. */
START_TEST(stages_combine_by_frechet_bounds)
{
	struct make m;

	make_init(&m);
	hold(&m, "A", FORM_OXIDE, "37.5");
	make_origin(&m, "A", STAGE_MINING, "CN", "0.6");
	make_origin(&m, "A", STAGE_MINING, "AU", "0.4");
	make_origin(&m, "A", STAGE_BENEFICIATION, "AU", "1");
	make_origin(&m, "A", STAGE_SEPARATION, "CN", "0.5");
	make_origin(&m, "A", STAGE_SEPARATION, "MY", "0.5");
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, 0, "A", "[22.5, 37.5]");
	expect(&m, POLICY_ANY_STAGE, MINED_AND_SEPARATED, "A", "[22.5, 37.5]");
	expect(
	    &m, POLICY_ALL_STAGES, MINED_AND_SEPARATED, "A", "[3.75, 18.75]");
	expect(&m, POLICY_ANY_STAGE, B(MINING), "A", "[22.5, 22.5]");
	expect(&m, POLICY_ALL_STAGES, B(MINING), "A", "[22.5, 22.5]");
	expect(
	    &m, POLICY_LAST_STAGE, MINED_AND_SEPARATED, "A", "[18.75, 18.75]");
	expect(&m, POLICY_ALL_STAGES, B(MINING) | B(METAL), "A", "[0, 0]");
	expect(&m, POLICY_EVERY, 0, "A", "[37.5, 37.5]");
	make_free(&m);
}
END_TEST

START_TEST(shares_below_the_whole_leave_the_rest_unknown)
{
	struct make m;

	make_init(&m);
	hold(&m, "A", FORM_ORE, "100");
	make_origin(&m, "A", STAGE_MINING, "CN", "0.3");
	make_origin(&m, "A", STAGE_MINING, "AU", "0.4");
	hold(&m, "NOWHERE", FORM_ORE, "100");
	make_origin(&m, "NOWHERE", STAGE_MINING, "CN", "0.3");
	make_origin(&m, "NOWHERE", STAGE_MINING, "", "0.7");
	hold(&m, "LESS", FORM_ORE, "100");
	make_origin(&m, "LESS", STAGE_MINING, "CN", "0.3");
	make_origin(&m, "LESS", STAGE_MINING, "AU", "0.3");
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, 0, "A", "[30, 60]");
	expect(&m, POLICY_ANY_STAGE, 0, "LESS", "[30, 70]");
	expect(&m, POLICY_ANY_STAGE, 0, "NOWHERE", "[30, 100]");
	make_free(&m);
}
END_TEST

/* Each stage holds an eighth that no other has, at most. */
START_TEST(eight_stages_add_up_and_intersect)
{
	struct make m;

	make_init(&m);
	hold(&m, "EIGHTH", FORM_PART, "80");
	hold(&m, "MOST", FORM_PART, "80");
	for (int s = 0; s < STAGE_COUNT; s++) {
		make_origin(&m, "EIGHTH", (enum stage)s, "CN", "0.1");
		make_origin(&m, "EIGHTH", (enum stage)s, "AU", "0.9");
		make_origin(&m, "MOST", (enum stage)s, "CN", "0.9");
		make_origin(&m, "MOST", (enum stage)s, "AU", "0.1");
	}
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, 0, "EIGHTH", "[8, 64]");
	expect(&m, POLICY_ALL_STAGES, 0, "EIGHTH", "[0, 8]");
	expect(&m, POLICY_ANY_STAGE, 0, "MOST", "[72, 80]");
	expect(&m, POLICY_ALL_STAGES, 0, "MOST", "[16, 72]");
	make_free(&m);
}
END_TEST

START_TEST(blend_is_in_every_unit_and_lots_are_all_or_nothing)
{
	struct make m;

	make_init(&m);
	hold(&m, "BLEND", FORM_ORE, "100");
	make_origin(&m, "BLEND", STAGE_MINING, "CN", "0.6");
	make_origin(&m, "BLEND", STAGE_MINING, "AU", "0.4");
	hold(&m, "LOTS", FORM_ORE, "100");
	make_origin(&m, "LOTS", STAGE_MINING, "CN", "0.6")->blend = 0;
	make_origin(&m, "LOTS", STAGE_MINING, "AU", "0.4")->blend = 0;
	hold(&m, "ONE", FORM_ORE, "100");
	make_origin(&m, "ONE", STAGE_MINING, "CN", "1")->blend = 0;
	hold(&m, "BOTH", FORM_OXIDE, "100");
	make_origin(&m, "BOTH", STAGE_MINING, "CN", "0.6")->blend = 0;
	make_origin(&m, "BOTH", STAGE_MINING, "AU", "0.4")->blend = 0;
	make_origin(&m, "BOTH", STAGE_BENEFICIATION, "AU", "1");
	make_origin(&m, "BOTH", STAGE_SEPARATION, "CN", "0.5");
	make_origin(&m, "BOTH", STAGE_SEPARATION, "MY", "0.5");
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, B(MINING), "BLEND", "[60, 60]");
	expect(&m, POLICY_ANY_STAGE, B(MINING), "LOTS", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, B(MINING), "ONE", "[100, 100]");
	expect(&m, POLICY_ANY_STAGE, 0, "BOTH", "[50, 100]");
	expect(&m, POLICY_ALL_STAGES, MINED_AND_SEPARATED, "BOTH", "[0, 50]");
	make_free(&m);
}
END_TEST

START_TEST(stage_that_contradicts_itself_is_unknown)
{
	struct make m;

	make_init(&m);
	hold(&m, "ABSENT", FORM_ORE, "100");
	make_origin(&m, "ABSENT", STAGE_MINING, "AU", "1");
	make_origin(&m, "ABSENT", STAGE_MINING, "", "1")->absent = 1;
	hold(&m, "OVER", FORM_ORE, "100");
	make_origin(&m, "OVER", STAGE_MINING, "JP", "0.6");
	make_origin(&m, "OVER", STAGE_MINING, "AU", "0.6");
	/* ... of a stage that goods of the form have not been through */
	hold(&m, "SCRAP", FORM_ORE, "100");
	make_origin(&m, "SCRAP", STAGE_MINING, "AU", "1");
	make_origin(&m, "SCRAP", STAGE_RECYCLING, "JP", "0.6");
	make_origin(&m, "SCRAP", STAGE_RECYCLING, "AU", "0.6");
	/* above 60 % and 40 % is above 100 % */
	hold(&m, "ABOVE", FORM_ORE, "100");
	make_origin(&m, "ABOVE", STAGE_MINING, "JP", "0.6")->share.lo_open =
	    true;
	make_origin(&m, "ABOVE", STAGE_MINING, "AU", "0.4");
	make_linked(&m);
	ck_assert_uint_eq(m.f.warnings, 3);
	expect(&m, POLICY_ANY_STAGE, 0, "ABSENT", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, 0, "OVER", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, 0, "SCRAP", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, B(MINING), "SCRAP", "[0, 0]");
	expect(&m, POLICY_ANY_STAGE, 0, "ABOVE", "[0, 100]");
	make_free(&m);
}
END_TEST

START_TEST(country_without_a_stage_is_that_of_the_component)
{
	struct make m;

	make_init(&m);
	hold(&m, "A", FORM_MAGNET, "100");
	make_origin(&m, "A", STAGE_COMPONENT, "CN", "1");
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, 0, "A", "[100, 100]");
	expect(&m, POLICY_ANY_STAGE, B(MINING), "A", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, B(MAGNET), "A", "[0, 100]");
	expect(&m, POLICY_ALL_STAGES, MINED_AND_SEPARATED, "A", "[0, 100]");
	make_free(&m);
}
END_TEST

START_TEST(stage_that_goods_have_not_been_through_took_no_place)
{
	struct make m;

	make_init(&m);
	hold(&m, "OXIDE", FORM_OXIDE, "100");
	hold(&m, "MAGNET", FORM_MAGNET, "100");
	hold(&m, "PART", FORM_UNKNOWN, "100");
	hold(&m, "TARGET", FORM_TARGET, "100");
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, B(MAGNET), "OXIDE", "[0, 0]");
	expect(&m, POLICY_ANY_STAGE, 0, "OXIDE", "[0, 100]");
	expect(&m, POLICY_LAST_STAGE, 0, "OXIDE", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, B(COMPONENT), "MAGNET", "[0, 0]");
	expect(&m, POLICY_ANY_STAGE, B(RECYCLING), "MAGNET", "[0, 0]");
	expect(&m, POLICY_ANY_STAGE, B(COMPONENT), "PART", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, B(COMPONENT), "TARGET", "[0, 100]");
	make_free(&m);
}
END_TEST

START_TEST(last_stage_is_the_latest_that_took_place)
{
	struct make m;

	make_init(&m);
	hold(&m, "ALLOY", FORM_ALLOY, "100");
	make_origin(&m, "ALLOY", STAGE_SEPARATION, "CN", "1");
	make_origin(&m, "ALLOY", STAGE_METAL, "CN", "1");
	make_origin(&m, "ALLOY", STAGE_ALLOY, "JP", "0.75");
	make_origin(&m, "ALLOY", STAGE_ALLOY, "CN", "0.25");
	hold(&m, "DIRECT", FORM_ALLOY, "100");
	make_origin(&m, "DIRECT", STAGE_METAL, "CN", "1");
	make_origin(&m, "DIRECT", STAGE_ALLOY, "", "1")->absent = 1;
	hold(&m, "OPEN", FORM_ALLOY, "100");
	make_origin(&m, "OPEN", STAGE_METAL, "AU", "1");
	/* where it was put together is later than where it was sintered */
	hold(&m, "SOLD", FORM_MAGNET, "100");
	make_origin(&m, "SOLD", STAGE_MAGNET, "JP", "1");
	make_origin(&m, "SOLD", STAGE_COMPONENT, "CN", "1");
	make_linked(&m);
	expect(&m, POLICY_LAST_STAGE, 0, "ALLOY", "[25, 25]");
	expect(&m, POLICY_LAST_STAGE, 0, "DIRECT", "[100, 100]");
	expect(&m, POLICY_LAST_STAGE, 0, "OPEN", "[0, 100]");
	expect(&m, POLICY_LAST_STAGE, 0, "SOLD", "[100, 100]");
	expect(&m, POLICY_LAST_STAGE, B(METAL) | B(MAGNET), "SOLD", "[0, 0]");
	make_free(&m);
}
END_TEST

START_TEST(recycled_material_counts_by_where_it_was_recycled)
{
	struct make m;

	make_init(&m);
	hold(&m, "A", FORM_OXIDE, "100");
	make_origin(&m, "A", STAGE_RECYCLING, "CN", "1");
	hold(&m, "PARTLY", FORM_OXIDE, "100");
	make_origin(&m, "PARTLY", STAGE_ALL, "AU", "1");
	make_origin(&m, "PARTLY", STAGE_RECYCLING, "CN", "0.2");
	/* never mined, so from scrap: from whose, nobody says */
	hold(&m, "NEVER", FORM_OXIDE, "100");
	make_origin(&m, "NEVER", STAGE_MINING, "", "1")->absent = 1;
	make_origin(&m, "NEVER", STAGE_BENEFICIATION, "", "1")->absent = 1;
	make_origin(&m, "NEVER", STAGE_SEPARATION, "AU", "1");
	hold(&m, "HERE", FORM_OXIDE, "100");
	make_origin(&m, "HERE", STAGE_MINING, "", "1")->absent = 1;
	make_origin(&m, "HERE", STAGE_BENEFICIATION, "", "1")->absent = 1;
	make_origin(&m, "HERE", STAGE_SEPARATION, "AU", "1");
	make_origin(&m, "HERE", STAGE_RECYCLING, "AU", "1");
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, 0, "A", "[100, 100]");
	expect(&m, POLICY_ANY_STAGE, B(MINING), "A", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, 0, "PARTLY", "[20, 100]");
	expect(&m, POLICY_ANY_STAGE, B(MINING), "PARTLY", "[0, 0]");
	expect(&m, POLICY_ANY_STAGE, 0, "NEVER", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, B(MINING), "NEVER", "[0, 0]");
	expect(&m, POLICY_ANY_STAGE, 0, "HERE", "[0, 0]");
	make_free(&m);
}
END_TEST

START_TEST(technology_counts_apart_from_the_country)
{
	struct channel by_technology =
	    counting(POLICY_ANY_STAGE, MINED_AND_SEPARATED);
	struct make m;
	uint32_t newer;

	by_technology.technology = true;
	make_init(&m);
	m.b.decl[0].standing = STANDING_DECLARED;
	newer = document(&m, STANDING_DECLARED, 20250101);
	hold(&m, "A", FORM_OXIDE, "100");
	strcpy(make_origin(&m, "A", STAGE_SEPARATION, "MY", "1")->technology,
	    "CN");
	hold(&m, "SILENT", FORM_OXIDE, "100");
	make_origin(&m, "SILENT", STAGE_ALL, "CN", "1");
	hold(&m, "ELSE", FORM_OXIDE, "100");
	strcpy(make_origin(&m, "ELSE", STAGE_ALL, "CN", "1")->technology, "US");
	/* a newer document that tells the country does not unsay whose
	   technology it was, nor the other way round */
	hold(&m, "TWO", FORM_OXIDE, "100");
	strcpy(make_origin(&m, "TWO", STAGE_ALL, "", "0.4")->technology, "CN");
	make_origin(&m, "TWO", STAGE_ALL, "AU", "1")->decl = newer;
	hold(&m, "WHERE", FORM_OXIDE, "100");
	make_origin(&m, "WHERE", STAGE_ALL, "CN", "1");
	strcpy(make_origin(&m, "WHERE", STAGE_ALL, "", "1")->technology, "US");
	/* it was recycled, and nobody says by whose technology */
	hold(&m, "SCRAP", FORM_OXIDE, "100");
	make_origin(&m, "SCRAP", STAGE_RECYCLING, "AU", "1");
	make_linked(&m);
	ck_assert_uint_eq(m.f.warnings, 0);
	by_technology.stages = (uint8_t)B(RECYCLING);
	expect_channel(&m, &by_technology, "SCRAP", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, B(RECYCLING), "SCRAP", "[0, 0]");
	by_technology.stages = (uint8_t)(MINED_AND_SEPARATED);
	expect_channel(&m, &by_technology, "A", "[100, 100]");
	expect(&m, POLICY_ANY_STAGE, B(SEPARATION), "A", "[0, 0]");
	expect_channel(&m, &by_technology, "SILENT", "[0, 100]");
	expect_channel(&m, &by_technology, "ELSE", "[0, 0]");
	expect_channel(&m, &by_technology, "TWO", "[40, 100]");
	expect(&m, POLICY_ANY_STAGE, 0, "TWO", "[0, 0]");
	expect_channel(&m, &by_technology, "WHERE", "[0, 0]");
	expect(&m, POLICY_ANY_STAGE, 0, "WHERE", "[100, 100]");
	make_free(&m);
}
END_TEST

START_TEST(verified_goes_before_declared_stage_by_stage)
{
	uint32_t verified, newer;
	struct make m;

	make_init(&m);
	m.b.decl[0].standing = STANDING_DECLARED;
	newer = document(&m, STANDING_DECLARED, 20250101);
	verified = document(&m, STANDING_VERIFIED, 20240101);
	hold(&m, "A", FORM_OXIDE, "100");
	make_origin(&m, "A", STAGE_ALL, "AU", "1")->decl = newer;
	make_origin(&m, "A", STAGE_SEPARATION, "CN", "0.6")->decl = verified;
	/* one origin is verified, its document is not */
	hold(&m, "B", FORM_ORE, "100");
	make_origin(&m, "B", STAGE_MINING, "AU", "1")->decl = newer;
	make_origin(&m, "B", STAGE_MINING, "CN", "0.7")->standing =
	    STANDING_VERIFIED;
	make_origin(&m, "B", STAGE_MINING, "JP", "0.3");
	make_linked(&m);
	ck_assert_uint_eq(m.f.warnings, 2);
	/* what the verified one leaves open nobody else fills */
	expect(&m, POLICY_ANY_STAGE, B(SEPARATION), "A", "[60, 100]");
	expect(&m, POLICY_ANY_STAGE, B(MINING), "A", "[0, 0]");
	expect(&m, POLICY_ALL_STAGES, MINED_AND_SEPARATED, "A", "[0, 0]");
	/* the rest of the same document is heard with it */
	expect(&m, POLICY_ANY_STAGE, 0, "B", "[70, 70]");
	make_free(&m);
}
END_TEST

START_TEST(presumed_origin_moves_the_presumed_reading_only)
{
	struct channel presumed = counting(POLICY_ANY_STAGE, 0);
	struct make m;

	presumed.presumed = true;
	make_init(&m);
	hold(&m, "A", FORM_ORE, "100");
	make_origin(&m, "A", STAGE_MINING, "CN", "1")->standing =
	    STANDING_PRESUMED;
	hold(&m, "REST", FORM_ORE, "100");
	make_origin(&m, "REST", STAGE_MINING, "CN", "0.2");
	make_origin(&m, "REST", STAGE_MINING, "AU", "0.8")->standing =
	    STANDING_PRESUMED;
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, 0, "A", "[0, 100]");
	expect_channel(&m, &presumed, "A", "[100, 100]");
	expect(&m, POLICY_ANY_STAGE, 0, "REST", "[20, 100]");
	expect_channel(&m, &presumed, "REST", "[20, 20]");
	make_free(&m);
}
END_TEST

START_TEST(origin_of_an_item_holds_for_what_nobody_disclosed)
{
	struct make m;

	make_init(&m);
	make_item(&m, "SILENT", "100")->form = FORM_MAGNET;
	make_origin(&m, "SILENT", STAGE_ALL, "JP", "1");
	make_item(&m, "SOME", "100")->form = FORM_ORE;
	make_inert(&m, "SOME", "20", false);
	make_line(&m, "SOME", "Dy", "10", false);
	make_origin(&m, "SOME", STAGE_MINING, "AU", "0.75");
	make_item(&m, "ONE", "100")->form = FORM_ORE;
	make_origin(&m, "ONE", STAGE_MINING, "AU", "1")->elements =
	    make_elements("Nd");
	make_item(&m, "MADE", "100")->form = FORM_MAGNET;
	make_origin(&m, "MADE", STAGE_COMPONENT, "JP", "1");
	make_item(&m, "ABOVE", "100")->form = FORM_ORE;
	make_origin(&m, "ABOVE", STAGE_MINING, "AU", "0.5")->share.lo_open =
	    true;
	make_item(&m, "BOX", "250")->flags |= ITEM_COMPLETE;
	make_use(&m, "BOX", "SILENT", "2");
	make_use(&m, "BOX", "ONE", "0.5");
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, 0, "SILENT", "[0, 0]");
	expect(&m, POLICY_EVERY, 0, "SILENT", "[0, 100]");
	/* a quarter of the Dy, and of the 70 g that are left */
	expect(&m, POLICY_ANY_STAGE, 0, "SOME", "[0, 20]");
	/* any other rare earth may be there, from anywhere */
	expect(&m, POLICY_ANY_STAGE, 0, "ONE", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, 0, "MADE", "[0, 100]");
	expect(&m, POLICY_ANY_STAGE, 0, "ABOVE", "[0, 50)");
	expect(&m, POLICY_ANY_STAGE, 0, "BOX", "[0, 50]");
	make_free(&m);
}
END_TEST

START_TEST(origin_of_one_element_says_nothing_of_another)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100")->form = FORM_ORE;
	make_line(&m, "A", "Nd", "60", false);
	make_line(&m, "A", "Dy", "40", false);
	make_complete(&m, "A");
	make_origin(&m, "A", STAGE_MINING, "CN", "1")->elements =
	    make_elements("Nd");
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, 0, "A", "[60, 100]");
	make_free(&m);
}
END_TEST

START_TEST(ends_of_open_shares_are_open)
{
	struct make m;

	make_init(&m);
	hold(&m, "A", FORM_OXIDE, "100");
	make_origin(&m, "A", STAGE_MINING, "CN", "0.5")->share.lo_open = true;
	make_origin(&m, "A", STAGE_BENEFICIATION, "AU", "1");
	make_origin(&m, "A", STAGE_SEPARATION, "CN", "0.5");
	make_origin(&m, "A", STAGE_SEPARATION, "AU", "0.5");
	hold(&m, "B", FORM_ORE, "100");
	make_origin(&m, "B", STAGE_MINING, "AU", "0.5")->share.lo_open = true;
	make_linked(&m);
	expect(&m, POLICY_ANY_STAGE, 0, "A", "(50, 100]");
	expect(&m, POLICY_ALL_STAGES, MINED_AND_SEPARATED, "A", "(0, 50]");
	expect(&m, POLICY_ANY_STAGE, 0, "B", "[0, 50)");
	make_free(&m);
}
END_TEST

/* The stages that set the two ends, of one line. */
static void
expect_by(const struct make *m, enum origin_policy policy, uint32_t stages,
    uint32_t low, uint32_t high)
{
	const struct channel ch = counting(policy, stages);
	const struct stages_of of = { make_find(m, "A"),
		&m->b.content[m->b.content_start[make_find(m, "A")]],
		element_find(STR("Nd")) };
	struct stages s;
	struct share_by by;
	struct exact x;

	exact_init(&x);
	stages_init(&s);
	stages_find(&m->b, &ch, &of, &s);
	share_of_stages(&ch, &s, &x, &by);
	ck_assert_uint_eq(by.low, low);
	ck_assert_uint_eq(by.high, high);
	stages_clear(&s);
	exact_clear(&x);
}

START_TEST(share_names_the_stages_that_decide_it)
{
	struct make m;

	make_init(&m);
	hold(&m, "A", FORM_METAL, "100");
	make_origin(&m, "A", STAGE_MINING, "CN", "0.6");
	make_origin(&m, "A", STAGE_MINING, "AU", "0.4");
	make_origin(&m, "A", STAGE_BENEFICIATION, "AU", "1");
	make_origin(&m, "A", STAGE_SEPARATION, "CN", "0.2");
	make_origin(&m, "A", STAGE_SEPARATION, "AU", "0.8");
	make_linked(&m);
	expect_by(&m, POLICY_ANY_STAGE, 0, B(MINING),
	    B(MINING) | B(SEPARATION) | B(METAL));
	expect_by(&m, POLICY_ALL_STAGES, MINED_AND_SEPARATED,
	    MINED_AND_SEPARATED, B(SEPARATION));
	expect_by(&m, POLICY_LAST_STAGE, MINED_AND_SEPARATED, B(SEPARATION),
	    B(SEPARATION));
	expect_by(&m, POLICY_ANY_STAGE, B(BENEFICIATION), 0, 0);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, stages_combine_by_frechet_bounds);
	tcase_add_test(tc, shares_below_the_whole_leave_the_rest_unknown);
	tcase_add_test(tc, eight_stages_add_up_and_intersect);
	tcase_add_test(tc, blend_is_in_every_unit_and_lots_are_all_or_nothing);
	tcase_add_test(tc, stage_that_contradicts_itself_is_unknown);
	tcase_add_test(tc, country_without_a_stage_is_that_of_the_component);
	tcase_add_test(
	    tc, stage_that_goods_have_not_been_through_took_no_place);
	tcase_add_test(tc, last_stage_is_the_latest_that_took_place);
	tcase_add_test(tc, recycled_material_counts_by_where_it_was_recycled);
	tcase_add_test(tc, technology_counts_apart_from_the_country);
	tcase_add_test(tc, verified_goes_before_declared_stage_by_stage);
	tcase_add_test(tc, presumed_origin_moves_the_presumed_reading_only);
	tcase_add_test(tc, origin_of_an_item_holds_for_what_nobody_disclosed);
	tcase_add_test(tc, origin_of_one_element_says_nothing_of_another);
	tcase_add_test(tc, ends_of_open_shares_are_open);
	tcase_add_test(tc, share_names_the_stages_that_decide_it);
}

int
main(void)
{
	return run_suite("share", add);
}
