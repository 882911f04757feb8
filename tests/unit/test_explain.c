/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of explain: total quantities, paths counted, the heaviest found. */
#include "core/trace/explain.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

static const struct channel sum = { .elements = ALL_ELEMENTS };
static const struct plan plan = { &sum, 1, NULL, 0 };

static struct trace *
rolled(const struct make *m)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;

	ck_assert_int_eq(trace_run(&m->b, &plan, 1, &t, &f, &err), ST_OK);
	findings_free(&f);
	return t;
}

static const struct share *
share_of(const struct explanation *e, uint32_t item)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->share[i].item == item)
			return &e->share[i];
	ck_abort_msg("no share of item %u", item);
	return NULL;
}

static void
number(const char *want, mpq_srcptr q)
{
	char text[NUM_TEXT];

	num_format_exact(text, q);
	ck_assert_str_eq(text, want);
}

START_TEST(shared_part_has_its_total_and_its_heaviest_path)
{
	const struct share *s, *via;
	struct error err = { 0 };
	struct explanation e;
	struct trace *t;
	struct make m;

	/* MOTOR: 2 rotors of 8 magnets, 1 sensor of 1 magnet */
	make_init(&m);
	make_item(&m, "MOTOR", "1000");
	make_item(&m, "ROTOR", "400");
	make_item(&m, "SENSOR", "20");
	make_item(&m, "MAGNET", "10");
	make_use(&m, "MOTOR", "ROTOR", "2");
	make_use(&m, "MOTOR", "SENSOR", "1");
	make_use(&m, "ROTOR", "MAGNET", "8");
	make_use(&m, "SENSOR", "MAGNET", "1");
	make_line(&m, "MAGNET", "Dy", "0.025", true);
	make_complete(&m, "MAGNET");
	make_linked(&m);
	t = rolled(&m);
	ck_assert_int_eq(explain_item(t, COLUMN_CHANNEL(0),
			     make_find(&m, "MOTOR"), &e, &err),
	    ST_OK);
	ck_assert_uint_eq(e.n, 4);
	ck_assert_uint_eq(e.share[0].item, make_find(&m, "MOTOR"));
	ck_assert_uint_eq(e.share[0].via, BOM_NONE);
	s = share_of(&e, make_find(&m, "MAGNET"));
	number("17", s->exact->quantity);
	number("0.25", s->exact->own.lo);
	number("0.25", s->exact->own.hi);
	ck_assert_int_eq(mpz_cmp_ui(s->exact->paths, 2), 0);
	ck_assert(wide_cmp(s->heaviest, wide_of(16)) == 0);
	ck_assert_uint_eq(s->steps, 2);
	via = &e.share[s->via];
	ck_assert_uint_eq(via->item, make_find(&m, "ROTOR"));
	/* 1000 - 2 * 400 - 20 of the motor itself are undisclosed */
	number("0", e.share[0].exact->own.lo);
	number("180", e.share[0].exact->own.hi);
	explanation_free(&e);
	trace_free(t);
	make_free(&m);
}
END_TEST

START_TEST(paths_are_counted_exactly_beyond_any_machine_word)
{
	struct error err = { 0 };
	struct explanation e;
	char a[16], b[16];
	struct trace *t;
	struct make m;
	mpz_t want;

	/* 100 levels, each used twice by the one above: 2^99 paths */
	make_init(&m);
	for (int i = 0; i < 100; i++) {
		snprintf(a, sizeof(a), "L%02d", i);
		make_item(&m, a, NULL)->flags |= ITEM_COMPLETE;
	}
	for (int i = 0; i < 99; i++) {
		snprintf(a, sizeof(a), "L%02d", i);
		snprintf(b, sizeof(b), "L%02d", i + 1);
		make_use(&m, a, b, "1");
		make_use(&m, a, b, "3");
	}
	make_linked(&m);
	t = rolled(&m);
	ck_assert_int_eq(
	    explain_item(t, COLUMN_CHANNEL(0), make_find(&m, "L00"), &e, &err),
	    ST_OK);
	mpz_init(want);
	mpz_ui_pow_ui(want, 2, 99);
	ck_assert_int_eq(
	    mpz_cmp(share_of(&e, make_find(&m, "L99"))->exact->paths, want), 0);
	mpz_ui_pow_ui(want, 4, 99); /* quantity: (1 + 3)^99 */
	ck_assert_int_eq(
	    mpz_cmp(
		mpq_numref(share_of(&e, make_find(&m, "L99"))->exact->quantity),
		want),
	    0);
	mpz_clear(want);
	explanation_free(&e);
	trace_free(t);
	make_free(&m);
}
END_TEST

START_TEST(missing_quantity_is_said_and_zero_is_no_path)
{
	struct error err = { 0 };
	struct explanation e;
	struct trace *t;
	struct make m;

	make_init(&m);
	make_item(&m, "P", "10");
	make_item(&m, "A", "1");
	make_item(&m, "B", "1");
	make_use(&m, "P", "A", "1")->qty = BOM_NONE;
	make_use(&m, "P", "B", "0");
	make_linked(&m);
	t = rolled(&m);
	ck_assert_int_eq(
	    explain_item(t, COLUMN_MASS, make_find(&m, "P"), &e, &err), ST_OK);
	ck_assert_uint_eq(e.n, 2);
	ck_assert(!share_of(&e, make_find(&m, "A"))->quantity_known);
	explanation_free(&e);
	trace_free(t);
	make_free(&m);
}
END_TEST

/* Two seals for sure; four more, or a valve with three, or a plug. */
START_TEST(alternative_may_bring_something_and_what_is_sure_does)
{
	struct use_note note = { .from = DATE_NONE, .until = DATE_NONE };
	const struct share *s;
	struct error err = { 0 };
	struct explanation e;
	struct exact x;
	struct trace *t;
	struct make m;
	uint32_t n;

	make_init(&m);
	make_item(&m, "PUMP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "SEAL", "10");
	make_item(&m, "VALVE", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "PLUG", "1");
	make_line(&m, "SEAL", "Dy", "1", false);
	make_complete(&m, "SEAL");
	make_complete(&m, "PLUG");
	note.place = bom_text(&m.b, STR("place 1"));
	n = bom_note(&m.b, note);
	make_use(&m, "PUMP", "SEAL", "4")->note = n;
	make_use(&m, "PUMP", "VALVE", "1")->note = n;
	make_use(&m, "PUMP", "PLUG", "1")->note = n;
	make_use(&m, "PUMP", "SEAL", "2");
	make_use(&m, "VALVE", "SEAL", "3");
	make_linked(&m);
	t = rolled(&m);
	ck_assert_int_eq(
	    explain_item(t, COLUMN_CHANNEL(0), make_find(&m, "PUMP"), &e, &err),
	    ST_OK);
	s = share_of(&e, make_find(&m, "SEAL"));
	ck_assert(s->quantity_known && s->gives && s->choice && !s->gap);
	number("2", s->exact->quantity_lo);
	number("9", s->exact->quantity);
	exact_init(&x);
	share_brings(s, &x);
	number("2", x.lo);
	number("9", x.hi);
	s = share_of(&e, make_find(&m, "VALVE"));
	number("0", s->exact->quantity_lo);
	number("1", s->exact->quantity);
	exact_clear(&x);
	explanation_free(&e);
	trace_free(t);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, shared_part_has_its_total_and_its_heaviest_path);
	tcase_add_test(tc, paths_are_counted_exactly_beyond_any_machine_word);
	tcase_add_test(
	    tc, alternative_may_bring_something_and_what_is_sure_does);
	tcase_add_test(tc, missing_quantity_is_said_and_zero_is_no_path);
}

int
main(void)
{
	return run_suite("explain", add);
}
