/* SPDX-License-Identifier: Apache-2.0 */
/* amount - exact intervals in words that do not deceive; see amount.h. */
#include "core/report/amount.h"

#include <string.h>

#define DIGITS 4
#define DIGITS_MOST 60

/* A unit, and how many of it one base unit makes. */
struct scale {
	const char *unit;
	unsigned long num, den;
	double from; /* used for amounts of at least that */
};

static const struct scale masses[] = {
	{ "kg", 1, 1000, 1000 },
	{ "g", 1, 1, 0.1 },
	{ "mg", 1000, 1, 1e-4 },
	{ "\u00b5g", 1000000, 1, 0 },
};
static const struct scale shares[] = {
	{ "%", 100, 1, 1e-5 },
	{ "ppm", 1000000, 1, 1e-9 },
	{ "ppb", 1000000000, 1, 0 },
};
static const struct scale value = { "", 1, 1, 0 };

static const struct scale *
scale_of(mpq_srcptr q, enum amount_kind kind)
{
	const struct scale *s = kind == AMOUNT_MASS ? masses : shares;
	double d = mpq_get_d(q);

	if (kind == AMOUNT_VALUE)
		return &value;
	if (mpq_sgn(q) == 0)
		return kind == AMOUNT_MASS ? &masses[1] : &shares[0];
	while (d < s->from)
		s++;
	return s;
}

/* Does the text stand to the limit as the amount does? */
static bool
same_side(const char *text, mpq_srcptr q, mpq_srcptr limit)
{
	struct error err = { 0 };
	mpq_t shown;
	bool same;

	mpq_init(shown);
	same = num_read(str_of(text), pos_none, shown, &err) == ST_OK &&
	       (mpq_cmp(shown, limit) > 0) == (mpq_cmp(q, limit) > 0) &&
	       (mpq_cmp(shown, limit) < 0) == (mpq_cmp(q, limit) < 0);
	mpq_clear(shown);
	return same;
}

/*
 * amount_text - one end of an interval.
 *
 * In:	way  the direction of rounding; low ends down, high ends up
 */
void
amount_text(char out[AMOUNT_TEXT], mpq_srcptr q, enum num_rounding way,
    const struct measure_of *m)
{
	const struct scale *s = scale_of(q, m->kind);
	char number[NUM_TEXT];
	mpq_t shown, limit, factor;

	mpq_inits(shown, limit, factor, NULL);
	mpq_set_ui(factor, s->num, s->den);
	mpq_canonicalize(factor);
	mpq_mul(shown, q, factor);
	if (m->limit != NULL)
		mpq_mul(limit, m->limit, factor);
	for (unsigned digits = DIGITS; digits <= DIGITS_MOST; digits *= 2)
		if (num_format(number, shown, digits, way) ||
		    m->limit == NULL || same_side(number, shown, limit))
			break;
	mpq_clears(shown, limit, factor, NULL);
	snprintf(out, AMOUNT_TEXT, "%s%s%s%.*s", number,
	    s->unit[0] != '\0' || m->currency.n > 0 ? " " : "", s->unit,
	    m->kind == AMOUNT_VALUE ? (int)m->currency.n : 0,
	    m->currency.n > 0 ? m->currency.p : "");
}

void
amount_range(
    char out[AMOUNT_RANGE], const struct exact *x, const struct measure_of *m)
{
	char lo[AMOUNT_TEXT], hi[AMOUNT_TEXT];
	bool zero = x->lo_infinite || mpq_sgn(x->lo) == 0;
	bool point =
	    !x->lo_infinite && !x->hi_infinite && mpq_equal(x->lo, x->hi) != 0;

	amount_text(lo, x->lo, point ? NUM_NEAREST : NUM_DOWN, m);
	amount_text(hi, x->hi, NUM_UP, m);
	if (x->hi_infinite && zero)
		snprintf(out, AMOUNT_RANGE, "%s",
		    x->lo_open && !x->lo_infinite ? "some, not known how much"
						  : "not known");
	else if (x->hi_infinite)
		snprintf(out, AMOUNT_RANGE, "%s %s",
		    x->lo_open ? "above" : "at least", lo);
	else if (mpq_sgn(x->hi) == 0)
		snprintf(out, AMOUNT_RANGE, "none");
	else if (point)
		snprintf(out, AMOUNT_RANGE, "%s", lo);
	else if (zero && !x->lo_open)
		snprintf(out, AMOUNT_RANGE, "%s %s",
		    x->hi_open ? "below" : "at most", hi);
	else
		snprintf(out, AMOUNT_RANGE, "%s%s to %s%s",
		    x->lo_open ? "above " : "", lo, x->hi_open ? "below " : "",
		    hi);
}

void
amount_json(struct json *j, const char *key, const struct exact *x)
{
	json_begin_object(j, key);
	if (x->lo_infinite)
		json_put_null(j, "low");
	else
		json_put_exact(j, "low", x->lo);
	if (x->hi_infinite)
		json_put_null(j, "high");
	else
		json_put_exact(j, "high", x->hi);
	json_put_bool(j, "low_open", x->lo_open);
	json_put_bool(j, "high_open", x->hi_open);
	json_end_object(j);
}
