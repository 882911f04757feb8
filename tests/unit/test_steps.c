/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of steps: what a line states, what of it is the element, what counts.
 */
#include "core/trace/steps.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

static const struct channel chinese = { .elements = ALL_ELEMENTS,
	.policy = POLICY_ANY_STAGE,
	.country = { "CN" } };
static const struct plan plan = { &chinese, 1, NULL, 0 };

/* Steps of one part, a line of text each. */
struct noted {
	char text[2000];
	size_t used;
	struct exact sum;
};

static void
number(char out[NUM_TEXT], const struct exact *x)
{
	char lo[NUM_TEXT], hi[NUM_TEXT];

	num_format(lo, x->lo, 6, NUM_NEAREST);
	num_format(hi, x->hi, 6, NUM_NEAREST);
	if (x->hi_infinite)
		snprintf(hi, sizeof(hi), "inf");
	snprintf(out, NUM_TEXT, "%.70s..%.70s", lo, hi);
}

static void
note(void *ctx, const struct step *s)
{
	static const char *const kind[] = { "", "group ", "unknown " };
	char amount[NUM_TEXT], share[NUM_TEXT], counts[NUM_TEXT];
	char fraction[NUM_TEXT];
	struct noted *n = ctx;

	number(amount, &s->amount);
	number(share, &s->share);
	number(counts, &s->counts);
	num_format(fraction, s->fraction, 5, NUM_NEAREST);
	n->used +=
	    (size_t)snprintf(n->text + n->used, sizeof(n->text) - n->used,
		"%s%s: %s x %s x %s = %s%s%s%s\n", kind[s->kind],
		s->kind == STEP_ELEMENT ? element_at(s->element)->symbol : "",
		amount, fraction, share, counts, s->covered ? " covered" : "",
		s->perhaps ? " perhaps" : "", s->other ? " other" : "");
	if (!s->covered)
		exact_add(&n->sum, &s->counts);
}

static void
steps_of(struct make *m, const char *part, const struct channel *ch,
    struct noted *n, struct exact *own)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	uint32_t item;
	struct weigher w;
	struct trace *t = NULL;

	*n = (struct noted){ .used = 0 };
	exact_init(&n->sum);
	exact_init(own);
	make_linked(m);
	item = make_find(m, part);
	ck_assert_int_eq(trace_run(&m->b, &plan, 1, &t, &f, &err), ST_OK);
	ck_assert_int_eq(weigher_open(&w, t, &item, 1, &err), ST_OK);
	ck_assert(weigher_content(&w, 0, ch, own));
	weigher_steps(&w, 0, ch, note, n);
	weigher_close(&w);
	trace_free(t);
	findings_free(&f);
}

static void
done(struct make *m, struct noted *n, struct exact *own)
{
	exact_clear(&n->sum);
	exact_clear(own);
	make_free(m);
}

/* By hand: 2.5 % of 15 g is 0.375 g; as oxide 0.87132 of it is Dy. */
START_TEST(line_is_stated_converted_and_shared)
{
	struct exact own;
	struct noted n;
	struct make m;

	make_init(&m);
	make_item(&m, "MAG", "15");
	make_line(&m, "MAG", "Dy", "0.025", true)->basis = BASIS_KIND_OXIDE;
	make_line(&m, "MAG", "Nd", "[0.2,0.3]", true);
	make_complete(&m, "MAG");
	make_origin(&m, "MAG", STAGE_MINING, "CN", "0.6");
	make_origin(&m, "MAG", STAGE_MINING, "AU", "0.4");
	for (int s = STAGE_BENEFICIATION; s <= STAGE_COMPONENT; s++)
		make_origin(&m, "MAG", (enum stage)s, "JP", "1");
	steps_of(&m, "MAG", &chinese, &n, &own);
	ck_assert_str_eq(n.text,
	    "Dy: 0.375..0.375 x 0.87132 x 0.6..0.6 = 0.196047..0.196047\n"
	    "Nd: 3..4.5 x 1 x 0.6..0.6 = 1.8..2.7\n");
	ck_assert(mpq_equal(n.sum.lo, own.lo));
	ck_assert(mpq_equal(n.sum.hi, own.hi));
	done(&m, &n, &own);
}
END_TEST

START_TEST(group_and_form_are_told_as_such)
{
	struct channel magnets = chinese;
	struct exact own;
	struct noted n;
	struct make m;

	magnets.policy = POLICY_EVERY;
	magnets.forms = 1u << FORM_MAGNET;
	make_init(&m);
	make_item(&m, "X", "10");
	make_line(&m, "X", "Nd,Pr", "3", false);
	make_line(&m, "X", "Dy", "1", false);
	steps_of(&m, "X", &magnets, &n, &own);
	ck_assert_str_eq(n.text, "Dy: 1..1 x 1 x 1..1 = 0..1 perhaps\n"
				 "group : 3..3 x 1 x 0..1 = 0..3\n");
	/* what no line speaks of: 10 g less 3 g and 1 g */
	ck_assert_double_eq_tol(mpq_get_d(own.hi), 10, 1e-12);
	done(&m, &n, &own);
	make_init(&m);
	make_item(&m, "X", "10")->form = FORM_CATALYST;
	make_line(&m, "X", "Dy", "1", false);
	steps_of(&m, "X", &magnets, &n, &own);
	ck_assert_str_eq(n.text, "Dy: 1..1 x 1 x 1..1 = 0..0 other\n");
	done(&m, &n, &own);
}
END_TEST

START_TEST(only_elements_of_the_channel_are_told)
{
	struct channel dy = chinese;
	struct exact own;
	struct noted n;
	struct make m;

	dy.elements = make_elements("Dy");
	make_init(&m);
	make_item(&m, "X", "10");
	make_line(&m, "X", "Nd", "3", false);
	make_line(&m, "X", "Dy", "[0,0.5]", false);
	steps_of(&m, "X", &dy, &n, &own);
	ck_assert_str_eq(n.text, "Dy: 0..0.5 x 1 x 0..1 = 0..0.5\n");
	done(&m, &n, &own);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, line_is_stated_converted_and_shared);
	tcase_add_test(tc, group_and_form_are_told_as_such);
	tcase_add_test(tc, only_elements_of_the_channel_are_told);
}

int
main(void)
{
	return run_suite("steps", add);
}
