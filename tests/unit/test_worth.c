/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of worth: what was paid for the material in a product, at least and at
 * most, exactly and in doubles. */
#include "core/trace/own/worth.h"

#include "core/bom/field/fields.h"
#include "core/trace/trace.h"
#include "tests/unit/reader.h"
#include "tests/unit/run.h"

#include <math.h>
#include <string.h>

static void
words_of(const struct exact *x, char out[3 * NUM_TEXT])
{
	char lo[NUM_TEXT], hi[NUM_TEXT];

	num_format_exact(lo, x->lo);
	num_format_exact(hi, x->hi);
	snprintf(out, (size_t)3 * NUM_TEXT, "%c%s, %s%c",
	    x->lo_open ? '(' : '[', lo, x->hi_infinite ? "infinite" : hi,
	    x->hi_infinite || x->hi_open ? ')' : ']');
}

/* Do the doubles hold what is exact? */
static void
check_bounds(const struct bounds *b, const struct exact *x)
{
	ck_assert_double_le(b->lo - b->lo_err, mpq_get_d(x->lo));
	if (x->hi_infinite)
		ck_assert(isinf(b->hi));
	else
		ck_assert_double_ge(b->hi + b->hi_err, mpq_get_d(x->hi));
	ck_assert_double_eq_tol(b->lo, mpq_get_d(x->lo), 1e-9);
	if (!x->hi_infinite)
		ck_assert_double_eq_tol(b->hi, mpq_get_d(x->hi), 1e-9);
}

/* Of item A, in USD: Dy of Chinese origin by what was paid. */
static void
paid(const char *body, bool material, bool by_mass, char out[3 * NUM_TEXT])
{
	struct channel ch = { .measure = MEASURE_PAID,
		.policy = POLICY_ANY_STAGE,
		.stages = 1u << STAGE_METAL,
		.country = { "CN" },
		.by_mass = by_mass };
	struct plan plan = { &ch, 1, NULL, 0 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct bounds doubles;
	uint32_t item = 0;
	struct golden g;
	struct exact x;

	ch.valued = material ? VALUED_MATERIAL : VALUED_ELEMENT;
	ch.elements = (uint32_t)1 << element_find(STR("Dy"));
	golden_init(&g);
	ck_assert_msg(reader_body(&g, body) == ST_OK, "%s", g.f.first.text);
	ck_assert_msg(
	    bom_link(&g.b, DATE_NONE, &g.f) == ST_OK, "%s", g.f.first.text);
	ch.currency = bom_text(&g.b, STR("USD"));
	ck_assert_int_eq(trace_run(&g.b, &plan, 1, &t, &f, &err), ST_OK);
	exact_init(&x);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_CHANNEL(0), &item, 1, &x, &err), ST_OK);
	words_of(&x, out);
	trace_bounds(t, COLUMN_CHANNEL(0), 0, &doubles);
	check_bounds(&doubles, &x);
	exact_clear(&x);
	trace_free(t);
	findings_free(&f);
	golden_free(&g);
}

#define CN "<origin stage='all' country='CN'/>"
#define DY(amount) "<content element='Dy' amount='" amount "'>" CN "</content>"
#define PART_OF_A(quantity, unit) \
	"<item part='A' form='product' value='1' currency='USD' " \
	"complete='yes'/>" \
	"<use parent='A' child='B' quantity='" quantity "' unit='" unit "'/>"

static const struct {
	const char *body;
	bool material, by_mass;
	const char *is;
} cases[] = {
	/* what is bought as the metal is paid for as that: 50 g at 0.3 USD */
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "value='300' currency='USD' complete='yes'>" DY(
				   "99 %") "</item>",
	    false, false, "[15, 15]" },
	/* however much of it there is, as long as some is */
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "value='300' currency='USD' complete='yes'>" DY(
				   "70 % - 80 %") "</item>",
	    false, false, "[15, 15]" },
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "value='300' currency='USD' complete='yes'>" DY(
				   "0 % - 80 %") "</item>",
	    false, false, "[0, 15]" },
	/* an alloy is the material, and more than the element */
	{ PART_OF_A("50", "g") "<item part='B' form='alloy' unit='kg' "
			       "value='300' currency='USD' complete='yes'>" DY(
				   "80 %") "</item>",
	    true, false, "[15, 15]" },
	{ PART_OF_A("50", "g") "<item part='B' form='alloy' unit='kg' "
			       "value='300' currency='USD' complete='yes'>" DY(
				   "80 %") "</item>",
	    false, false, "(0, 15]" },
	{ PART_OF_A("50", "g") "<item part='B' form='alloy' unit='kg' "
			       "value='300' currency='USD' complete='yes'>" DY(
				   "80 %") "</item>",
	    false, true, "[12, 12]" },
	/* another rare earth in it is paid for, too */
	{ PART_OF_A("50", "g") "<item part='B' form='alloy' unit='kg' "
			       "value='300' currency='USD' complete='yes'>" DY(
				   "10 %") "<content element='Nd' "
					   "amount='20 %'/></item>",
	    true, false, "(0, 15]" },
	/* and perhaps one that nobody speaks of */
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "value='300' currency='USD'>" DY(
				   "90 %") "</item>",
	    false, false, "(0, 15]" },
	/* of the origin asked for a part of the mass has its part of the price;
	   of the rest nobody has said where it is from */
	{ PART_OF_A("50",
	      "g") "<item part='B' form='metal' unit='kg' value='300' "
		   "currency='USD' complete='yes'><content element='Dy' "
		   "amount='99 %'><origin stage='all' country='CN' "
		   "of='blend' share='60 %'/><origin stage='all' country='AU' "
		   "of='blend' share='40 %'/></content></item>",
	    false, false, "[9, 9]" },
	{ PART_OF_A(
	      "50", "g") "<item part='B' form='metal' unit='kg' value='300' "
			 "currency='USD' complete='yes'><content element='Dy' "
			 "amount='99 %'><origin stage='all' country='CN' "
			 "of='blend' share='60 %'/></content></item>",
	    false, false, "[9, 15]" },
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "value='300' currency='USD' complete='yes'>"
			       "<content element='Dy' amount='99 %'>"
			       "<origin stage='all' country='AU'/></content>"
			       "</item>",
	    false, false, "[0, 0]" },
	/* a magnet: some of its price, all of it at most */
	{ PART_OF_A("4", "each") "<item part='B' form='magnet' mass='50 g' "
				 "value='10' currency='USD' complete='yes'>" DY(
				     "2 %") "</item>",
	    true, false, "(0, 40]" },
	{ PART_OF_A("4", "each") "<item part='B' form='magnet' mass='50 g' "
				 "value='10' currency='USD' complete='yes'>" DY(
				     "2 %") "</item>",
	    true, true, "[0.8, 0.8]" },
	{ PART_OF_A("4", "each") "<item part='B' form='magnet' mass='50 g' "
				 "value='10' currency='USD' complete='yes'>" DY(
				     "1 g - 2 g") "</item>",
	    true, true, "[0.8, 1.6]" },
	/* a share of a mass that nobody has stated is the share all the same */
	{ PART_OF_A("4", "each") "<item part='B' form='magnet' value='10' "
				 "currency='USD' complete='yes'>" DY(
				     "2 %") "</item>",
	    true, true, "[0.8, 0.8]" },
	/* grams of it are not */
	{ PART_OF_A("4", "each") "<item part='B' form='magnet' value='10' "
				 "currency='USD' complete='yes'>" DY(
				     "1 g") "</item>",
	    true, true, "(0, 40]" },
	/* without a price, or without a rate, it is unknown and not zero */
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "complete='yes'>" DY("99 %") "</item>",
	    false, false, "(0, infinite)" },
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "value='300' currency='CNY' complete='yes'>" DY(
				   "99 %") "</item>",
	    false, false, "(0, infinite)" },
	{ PART_OF_A("50", "g") "<item part='B' form='magnet' unit='kg' "
			       "complete='yes'>" DY("99 %") "</item>",
	    false, true, "(0, infinite)" },
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "value='300' currency='CNY' complete='yes'>" DY(
				   "99 %") "</item><rate from='USD' to='CNY' "
					   "amount='10'/>",
	    false, false, "[1.5, 1.5]" },
	/* a list of prices does not fill the gap */
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "complete='yes'>" DY(
				   "99 %") "</item><price element='Dy' "
					   "basis='metal' amount='1 USD' "
					   "per='g'/>",
	    false, false, "(0, infinite)" },
	/* who says nothing may have it in it, for all that was paid */
	{ PART_OF_A("4", "each") "<item part='B' mass='1 g' value='10' "
				 "currency='USD'/>",
	    true, true, "[0, 40]" },
	{ PART_OF_A("4", "each") "<item part='B' mass='1 g'/>", true, false,
	    "[0, infinite)" },
	/* and who says that there is none is believed, for all parts */
	{ PART_OF_A("4", "each") "<item part='B' value='10' currency='USD' "
				 "complete='yes'/>",
	    true, false, "[0, 0]" },
	{ "<item part='A' form='product'><content element='Dy' amount='0 g' "
	  "scope='total'/></item><use parent='A' child='B' quantity='4' "
	  "unit='each'/><item part='B' value='10' currency='USD'/>",
	    true, false, "[0, 0]" },
	/* a price of nought is none that anybody entered */
	{ PART_OF_A("50", "g") "<item part='B' form='metal' unit='kg' "
			       "value='0' currency='USD' complete='yes'>" DY(
				   "99 %") "</item>",
	    false, false, "(0, infinite)" },
};

START_TEST(what_was_paid_is_known_of_the_material_and_bounded_by_the_part)
{
	char is[3 * NUM_TEXT];

	paid(cases[_i].body, cases[_i].material, cases[_i].by_mass, is);
	ck_assert_msg(strcmp(is, cases[_i].is) == 0, "%s: %s, not %s",
	    cases[_i].body, is, cases[_i].is);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc,
	    what_was_paid_is_known_of_the_material_and_bounded_by_the_part, 0,
	    LENGTH(cases));
}

int
main(void)
{
	return run_suite("worth", add);
}
