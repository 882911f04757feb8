/* SPDX-License-Identifier: Apache-2.0 */
/*
 * num - exact numbers: decimal text, GMP rationals, doubles with their bound.
 *
 * Reads:  error.h
 * Gives:  numbers read exactly, kept once each, and printed with a stated
 *         direction of rounding; the basis of trace.h
 * Memory: a numtab owns its numbers; a view borrows and is never cleared
 */
#ifndef RETRACE_NUM_H
#define RETRACE_NUM_H

#include "core/base/error.h"
#include "core/base/hash.h"

#include <gmp.h>

/*
 * Reads "12", "0.025", ".5", "1e-6", "-3".  A comma is refused: it is a
 * decimal point to one reader and a thousands separator to the next.
 * out is initialised by the caller and untouched on failure.
 */
enum status num_read(
    struct str text, struct pos at, mpq_t out, struct error *err);

/* Greatest double <= q and least double >= q; equal if q is a double. */
void num_enclose(const mpq_t q, double *lo, double *hi);

/*
 * q = 0, q = 1 and out = x, as mpq_set_ui() and mpq_set(): quick where it is so
 * already, and where x is short, as in most of what is set so often.
 */
static inline bool
num_is_unit(mpz_srcptr z)
{
	return mpz_sgn(z) > 0 && mpz_size(z) == 1 && mpz_getlimbn(z, 0) == 1;
}

static inline void
num_set_zero(mpq_ptr q)
{
	if (mpq_sgn(q) != 0)
		mpz_limbs_finish(mpq_numref(q), 0);
	if (!num_is_unit(mpq_denref(q)))
		mpz_set_ui(mpq_denref(q), 1);
}

static inline void
num_set_one(mpq_ptr q)
{
	if (!num_is_unit(mpq_numref(q)) || !num_is_unit(mpq_denref(q)))
		mpq_set_ui(q, 1, 1);
}

static inline void
num_set(mpq_ptr out, mpq_srcptr x)
{
	if (mpq_sgn(x) == 0)
		num_set_zero(out);
	else if (out != x)
		mpq_set(out, x);
}

/* out = x * y, as mpq_mul(): quick where one of them is none, one or whole, as
 * most factors are, or where both are short. */
void num_mul(mpq_ptr out, mpq_srcptr x, mpq_srcptr y);
/* out = x + y, as mpq_add(): quick where both are short, as most amounts are
 * that people state. */
void num_add(mpq_ptr out, mpq_srcptr x, mpq_srcptr y);
/* The greatest number that divides both; one of them is not zero. */
unsigned long num_common_divisor(unsigned long a, unsigned long b);

enum num_rounding { NUM_DOWN, NUM_UP, NUM_NEAREST };

#define NUM_TEXT 160

/*
 * Writes q with at most `digits` significant digits and no exponent between
 * 10^-9 and 10^15, e.g. "0.0341", "1.2e-12".  Trailing zeros are dropped.
 * Returns whether the text is exactly q.
 */
bool num_format(
    char text[NUM_TEXT], const mpq_t q, unsigned digits, enum num_rounding way);
/*
 * Writes q exactly: as a decimal if it ends within 60 digits, else as the
 * fraction "n/d"; false if even that does not fit, text is then rounded to
 * nearest.
 */
bool num_format_exact(char text[NUM_TEXT], const mpq_t q);

/* Numbers kept once each.  Only zero and above. */
#define NUM_ZERO 0u
#define NUM_ONE 1u
#define NUM_INFINITE UINT32_MAX /* as an upper end: no limit is known */

struct num_entry {
	const mp_limb_t *limb; /* numerator, then denominator */
	int32_t nnum, nden;    /* [limbs] */
	double lo, hi;         /* num_enclose() of it */
};

struct numtab {
	struct intern limbs; /* size and limbs of each number -> id */
	struct intern texts; /* as written -> index into text_id */
	uint32_t *text_id;
	size_t ntext_id;
	struct num_entry *num; /* [limbs.n] */
	size_t cap;
};

/* False when memory is out.  0 and 1 get the ids NUM_ZERO and NUM_ONE. */
bool numtab_init(struct numtab *t);
/* Id of q >= 0; INTERN_NONE when memory is out. */
uint32_t numtab_put(struct numtab *t, const mpq_t q);
/* The same of num / den, den > 0. */
uint32_t numtab_put_ratio(
    struct numtab *t, unsigned long num, unsigned long den);
/* The same of a / b, b > 0, and of a * b, by their ids. */
uint32_t numtab_div(struct numtab *t, uint32_t a, uint32_t b);
uint32_t numtab_mul(struct numtab *t, uint32_t a, uint32_t b);
/* Reads and keeps; negative numbers are refused with ST_RANGE. */
enum status numtab_read(struct numtab *t, struct str text, struct pos at,
    uint32_t *id, struct error *err);
/* A read-only alias of the number: never clear or assign it. */
void numtab_view(const struct numtab *t, uint32_t id, mpq_t view);
void numtab_free(struct numtab *t);

#endif
