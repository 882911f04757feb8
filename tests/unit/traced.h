/* SPDX-License-Identifier: Apache-2.0 */
/*
 * traced - a product, rolled up by channels that all tests of trace use: the
 * ends of an amount, exactly, and held against the doubles.
 *
 * Each program includes it once.
 */
#ifndef RETRACE_TESTS_TRACED_H
#define RETRACE_TESTS_TRACED_H

#include "core/trace/trace.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <math.h>
#include <stdio.h>

/* Channels of these tests. */
enum { DY, SUM, SUM_CN, MAGNETS, NCHANNEL };
/* Margins: the sum against 0.1 %, Dy against 0.1 %. */
enum { MARGIN_SUM, MARGIN_DY, NMARGIN };

static struct channel channels[NCHANNEL];
static struct margin margins[NMARGIN];
static mpq_t per_mille;
static const struct plan plan = { channels, NCHANNEL, margins, NMARGIN };

static inline void
set_up(void)
{
	memset(channels, 0, sizeof(channels));
	channels[DY].elements = 1u << element_find(STR("Dy"));
	channels[SUM].elements = ALL_ELEMENTS;
	channels[SUM_CN].elements = ALL_ELEMENTS;
	channels[SUM_CN].policy = POLICY_ANY_STAGE;
	strcpy(channels[SUM_CN].country[0], "CN");
	channels[MAGNETS].elements = channels[DY].elements;
	channels[MAGNETS].measure = MEASURE_ITEM;
	channels[MAGNETS].forms = 1u << FORM_MAGNET;
	mpq_init(per_mille);
	mpq_set_ui(per_mille, 1, 1000);
	margins[MARGIN_SUM] = (struct margin){ SUM, per_mille };
	margins[MARGIN_DY] = (struct margin){ DY, per_mille };
}

static inline void
tear_down(void)
{
	mpq_clear(per_mille);
}

/* "[1, 11]", "(0, infinite)" as the exact roll-up has it. */
static inline void
exact_text(const struct make *m, size_t column, const char *part, char out[400])
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	uint32_t item = make_find(m, part);
	char lo[NUM_TEXT], hi[NUM_TEXT];
	struct bounds d;
	struct exact x;

	ck_assert_int_eq(trace_run(&m->b, &plan, 2, &t, &f, &err), ST_OK);
	exact_init(&x);
	ck_assert_int_eq(trace_exact(t, column, &item, 1, &x, &err), ST_OK);
	trace_bounds(t, column, item, &d);
	/* the doubles agree with the exact ends within their bound */
	ck_assert(x.lo_infinite == !isfinite(d.lo) || !isfinite(d.lo_err));
	ck_assert(x.hi_infinite == !isfinite(d.hi) || !isfinite(d.hi_err));
	if (!x.lo_infinite && isfinite(d.lo_err))
		ck_assert_double_le(
		    fabs(mpq_get_d(x.lo) - d.lo), d.lo_err + 1e-300);
	if (!x.hi_infinite && isfinite(d.hi_err))
		ck_assert_double_le(
		    fabs(mpq_get_d(x.hi) - d.hi), d.hi_err + 1e-300);
	ck_assert(d.lo_err > 0 || d.lo_open == x.lo_open);
	ck_assert(d.hi_err > 0 || x.hi_infinite || d.hi_open == x.hi_open);
	num_format_exact(lo, x.lo);
	num_format_exact(hi, x.hi);
	snprintf(out, 400, "%c%s, %s%c", x.lo_open ? '(' : '[',
	    x.lo_infinite ? "-infinite" : lo, x.hi_infinite ? "infinite" : hi,
	    x.hi_infinite || x.hi_open ? ')' : ']');
	exact_clear(&x);
	trace_free(t);
	findings_free(&f);
}

static inline void
expect(const struct make *m, size_t column, const char *part, const char *want)
{
	char got[400];

	exact_text(m, column, part, got);
	ck_assert_str_eq(got, want);
}

#endif
