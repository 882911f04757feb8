/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rules/ask/changed.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

static void
reads(const char *text, const char *item, enum set_field field, int stage,
    const char *value)
{
	struct change_to c;
	struct str name;

	ck_assert_msg(change_read(str_of(text), &name, &c), "%s", text);
	ck_assert_msg(str_is(name, item), "%s: %.*s", text, STR_ARG(name));
	ck_assert_int_eq(c.field, field);
	ck_assert_int_eq(c.stage, stage);
	ck_assert_msg(str_is(c.value, value), "%s", text);
}

START_TEST(a_change_names_an_item_a_field_and_a_value)
{
	reads("MAG-1.origin=AU", "MAG-1", SET_ORIGIN, STAGE_ALL, "AU");
	reads("MAG-1.origin.separation=AU", "MAG-1", SET_ORIGIN,
	    STAGE_SEPARATION, "AU");
	reads(
	    "A.technology.metal = CN ", "A", SET_TECHNOLOGY, STAGE_METAL, "CN");
	reads("ACME MAG-1 rev B.Dy=<0.1 %", "ACME MAG-1 rev B", SET_CONTENT,
	    STAGE_ALL, "<0.1 %");
	reads("A.content=none", "A", SET_NOTHING, STAGE_ALL, "none");
	reads("A.supplier=S", "A", SET_SUPPLIER, STAGE_ALL, "S");
}
END_TEST

START_TEST(part_numbers_may_hold_dots_signs_and_names_of_fields)
{
	reads("1.5=X.mass=2 g", "1.5=X", SET_MASS, STAGE_ALL, "2 g");
	reads(
	    "A.origin.value=3 USD", "A.origin", SET_VALUE, STAGE_ALL, "3 USD");
	reads("A.mining.form=part", "A.mining", SET_FORM, STAGE_ALL, "part");
}
END_TEST

START_TEST(what_is_no_change_is_told_apart)
{
	struct change_to c;
	struct str name;

	ck_assert(!change_read(str_of("MAG-1"), &name, &c));
	ck_assert(!change_read(str_of("MAG-1=AU"), &name, &c));
	ck_assert(!change_read(str_of(".origin=AU"), &name, &c));
	ck_assert(!change_read(str_of("A.colour=red"), &name, &c));
	ck_assert(!change_read(str_of("A.mass.mining=1 g"), &name, &c));
}
END_TEST

/* A magnet of which one document says where all of it was made. */
static void
tell(struct make *m)
{
	make_init(m);
	make_item(m, "M", "10")->form = FORM_MAGNET;
	make_line(m, "M", "Dy", "0.1", true);
	make_line(m, "M", "Nd", "0.3", true);
	make_complete(m, "M");
	make_origin(m, "M", STAGE_ALL, "CN", "1");
}

/* The product with one change. */
static void
change(struct make *now, const struct make *was, const char *text)
{
	struct change_to c;
	const struct changes all = { &c, 1, "--set", str_of(text), DATE_NONE };
	struct str name;

	ck_assert(change_read(str_of(text), &name, &c));
	c.item = 0;
	c.line = 1;
	tell(now);
	ck_assert_int_eq(
	    changes_apply(&now->b, NULL, &was->b, &all, &now->f), ST_OK);
	make_linked(now);
}

/* Of the item as a whole, the country at that stage; "" if none. */
static const char *
country(const struct bom *b, enum stage stage)
{
	for (uint32_t k = b->origin_start[0]; k < b->origin_start[1]; k++) {
		const struct origin *o = &b->origin[b->item_origin[k]];

		if (o->counts && o->stage == stage)
			return o->country;
	}
	return "";
}

START_TEST(an_origin_of_one_stage_leaves_the_others)
{
	struct make was, now;

	tell(&was);
	make_linked(&was);
	change(&now, &was, "M.origin.separation=AU");
	ck_assert_str_eq(country(&now.b, STAGE_SEPARATION), "AU");
	ck_assert_str_eq(country(&now.b, STAGE_MINING), "CN");
	ck_assert_str_eq(country(&now.b, STAGE_MAGNET), "CN");
	/* goods of this form have not been through these */
	ck_assert_str_eq(country(&now.b, STAGE_COMPONENT), "");
	ck_assert_str_eq(country(&now.b, STAGE_RECYCLING), "");
	make_free(&now);
	change(&now, &was, "M.origin=AU");
	ck_assert_str_eq(country(&now.b, STAGE_ALL), "AU");
	ck_assert_uint_eq(now.b.norigin, 1);
	make_free(&now);
	make_free(&was);
}
END_TEST

START_TEST(an_amount_takes_the_place_of_the_line_it_was_in)
{
	struct make was, now;
	size_t dy = 0, complete = 0;

	tell(&was);
	make_linked(&was);
	change(&now, &was, "M.Dy=2 %");
	ck_assert_uint_eq(now.b.ncontent, 3);
	for (size_t i = 0; i < now.b.ncontent; i++) {
		const struct content *c = &now.b.content[i];

		ck_assert(c->counts);
		complete += c->kind == CONTENT_COMPLETE;
		if (c->elements != make_elements("Dy"))
			continue;
		dy++;
		ck_assert_double_eq_tol(
		    now.b.num.num[c->amount.lo].lo, 0.02, 1e-15);
	}
	ck_assert_uint_eq(dy, 1);
	ck_assert_uint_eq(complete, 1);
	make_free(&now);
	make_free(&was);
}
END_TEST

START_TEST(without_content_nothing_is_left_of_what_was_said)
{
	struct make was, now;

	tell(&was);
	make_linked(&was);
	change(&now, &was, "M.content=none");
	ck_assert_uint_eq(now.b.ncontent, 1);
	ck_assert_int_eq(now.b.content[0].kind, CONTENT_COMPLETE);
	make_free(&now);
	make_free(&was);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_change_names_an_item_a_field_and_a_value);
	tcase_add_test(
	    tc, part_numbers_may_hold_dots_signs_and_names_of_fields);
	tcase_add_test(tc, what_is_no_change_is_told_apart);
	tcase_add_test(tc, an_origin_of_one_stage_leaves_the_others);
	tcase_add_test(tc, an_amount_takes_the_place_of_the_line_it_was_in);
	tcase_add_test(tc, without_content_nothing_is_left_of_what_was_said);
}

int
main(void)
{
	return run_suite("changed", add);
}
