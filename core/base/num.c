/* SPDX-License-Identifier: Apache-2.0 */
/* num - exact numbers; see num.h. */
#include "core/base/num.h"

#include "core/base/limits.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So many digits fit into an unsigned long of any machine. */
#define ULONG_DIGITS 9

/* A decimal number taken apart: (-1)^neg * digits * 10^exp10. */
struct decimal {
	char digits[LIMIT_NUMBER_TEXT + 1]; /* no leading zero; "" is zero */
	size_t n;
	long exp10;
	bool neg;
};

static enum status
refuse(struct str text, struct pos at, const char *why, struct error *err)
{
	struct str shown = str_clip(text, 60);

	return error_set(err, ST_SYNTAX, at, "\"%.*s\"%s: %s", STR_ARG(shown),
	    shown.n < text.n ? "..." : "", why);
}

/* The digits and the point; i is left at the first other character. */
static bool
take_digits(struct str text, size_t *i, struct decimal *d)
{
	bool any = false, point = false;

	for (; *i < text.n; (*i)++) {
		char c = text.p[*i];

		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (!char_is_digit(c))
			break;
		any = true;
		d->exp10 -= point;
		if (c != '0' || d->n > 0)
			d->digits[d->n++] = c;
	}
	return any;
}

/* [+-]digits after an e; false unless there is at least one digit. */
static bool
take_exponent(struct str text, size_t *i, long *exp10)
{
	bool neg = false;
	long e = 0;
	size_t first;

	if (*i < text.n && (text.p[*i] == '+' || text.p[*i] == '-'))
		neg = text.p[(*i)++] == '-';
	first = *i;
	for (; *i < text.n && char_is_digit(text.p[*i]); (*i)++)
		if (e < 100000)
			e = e * 10 + (text.p[*i] - '0');
	*exp10 += neg ? -e : e;
	return *i > first;
}

static enum status
take_apart(struct str text, struct pos at, struct decimal *d, struct error *err)
{
	size_t i = 0;

	*d = (struct decimal){ .n = 0 };
	if (text.n == 0)
		return error_set(
		    err, ST_SYNTAX, at, "empty: expected a number");
	if (text.n > LIMIT_NUMBER_TEXT)
		return error_set(err, ST_LIMIT, at,
		    "a number of %zu characters: expected at most %d", text.n,
		    LIMIT_NUMBER_TEXT);
	if (text.p[0] == '+' || text.p[0] == '-')
		d->neg = text.p[i++] == '-';
	if (!take_digits(text, &i, d))
		return refuse(text, at, "expected a number", err);
	if (i < text.n && (text.p[i] == 'e' || text.p[i] == 'E')) {
		i++;
		if (!take_exponent(text, &i, &d->exp10))
			return refuse(
			    text, at, "expected digits after the e", err);
	}
	if (i < text.n && text.p[i] == ',')
		return refuse(text, at,
		    "a comma in a number can mean two things: expected a "
		    "decimal point and no thousands separator; in a table "
		    "--decimal comma or --decimal point says which is meant",
		    err);
	if (i < text.n)
		return refuse(text, at, "expected a number", err);
	while (d->n > 0 && d->digits[d->n - 1] == '0')
		d->n--, d->exp10++;
	d->digits[d->n] = '\0';
	return ST_OK;
}

unsigned long
num_common_divisor(unsigned long a, unsigned long b)
{
	int twos;

	if (a == 0 || b == 0)
		return a | b;
	if (a > b) /* mostly by far */
		a %= b;
	else
		b %= a;
	if (a == 0 || b == 0)
		return a | b;
	twos = __builtin_ctzl(a | b);
	for (a >>= __builtin_ctzl(a); b != 0;) {
		unsigned long less;

		b >>= __builtin_ctzl(b);
		less = a < b ? a : b;
		b = a < b ? b - a : a - b;
		a = less;
	}
	return a << twos;
}

/* A fraction of which sums of products fit into a word. */
struct short_num {
	long num, den;
};
#define SHORT_BITS (sizeof(long) * CHAR_BIT / 2 - 1)

static bool
shorten(mpq_srcptr q, struct short_num *out)
{
	mpz_srcptr num = mpq_numref(q), den = mpq_denref(q);

	if (mpz_size(num) > 1 || mpz_size(den) > 1 ||
	    (mpz_getlimbn(num, 0) | mpz_getlimbn(den, 0)) >> SHORT_BITS != 0)
		return false;
	*out = (struct short_num){ mpz_get_si(num), mpz_get_si(den) };
	return true;
}

static void
put_short(mpq_ptr out, long num, long den)
{
	unsigned long size = num < 0 ? -(unsigned long)num : (unsigned long)num;
	long g = (long)num_common_divisor(size, (unsigned long)den);

	mpq_set_si(out, num / g, (unsigned long)(den / g));
}

static void
to_lowest_terms(mpq_ptr q)
{
	struct short_num a;

	if (shorten(q, &a))
		put_short(q, a.num, a.den);
	else
		mpq_canonicalize(q);
}

enum status
num_read(struct str text, struct pos at, mpq_t out, struct error *err)
{
	struct decimal d;
	enum status st = take_apart(text, at, &d, err);
	mpz_t power;

	if (st != ST_OK)
		return st;
	if (d.n == 0) {
		mpq_set_ui(out, 0, 1);
		return ST_OK;
	}
	if (d.exp10 + (long)d.n > LIMIT_NUMBER_EXPONENT ||
	    d.exp10 + (long)d.n < -LIMIT_NUMBER_EXPONENT)
		return error_set(err, ST_RANGE, at,
		    "\"%.*s\": expected a number between 1e-%d and 1e%d",
		    STR_ARG(str_clip(text, 60)), LIMIT_NUMBER_EXPONENT,
		    LIMIT_NUMBER_EXPONENT);
	mpz_init(power);
	if (d.n <= ULONG_DIGITS)
		mpz_set_ui(mpq_numref(out), strtoul(d.digits, NULL, 10));
	else
		mpz_set_str(mpq_numref(out), d.digits, 10);
	mpz_set_ui(mpq_denref(out), 1);
	mpz_ui_pow_ui(
	    power, 10, (unsigned long)(d.exp10 < 0 ? -d.exp10 : d.exp10));
	if (d.exp10 < 0)
		mpz_set(mpq_denref(out), power);
	else
		mpz_mul(mpq_numref(out), mpq_numref(out), power);
	if (d.neg)
		mpq_neg(out, out);
	to_lowest_terms(out);
	mpz_clear(power);
	return ST_OK;
}

/* What the denominators have in common is all that the sum may be reduced by:
 * their greatest divisor is soon found. */
static void
add_short(mpq_ptr out, struct short_num a, struct short_num b)
{
	long common = a.den == b.den
			  ? a.den
			  : (long)num_common_divisor(
				(unsigned long)a.den, (unsigned long)b.den);
	long left = a.den / common;
	long num = a.num * (b.den / common) + b.num * left, g = common;

	if (common > 1)
		g = (long)num_common_divisor(
		    (unsigned long)(num < 0 ? -num : num),
		    (unsigned long)common);
	mpq_set_si(out, num / g, (unsigned long)(left * (b.den / g)));
}

void
num_add(mpq_ptr out, mpq_srcptr x, mpq_srcptr y)
{
	struct short_num a, b;

	if (mpq_sgn(x) == 0)
		num_set(out, y);
	else if (mpq_sgn(y) == 0)
		num_set(out, x);
	else if (!shorten(x, &a) || !shorten(y, &b))
		mpq_add(out, x, y);
	else
		add_short(out, a, b);
}

void
num_mul(mpq_ptr out, mpq_srcptr x, mpq_srcptr y)
{
	bool x_whole = num_is_unit(mpq_denref(x)),
	     y_whole = num_is_unit(mpq_denref(y));
	struct short_num a, b;

	if (mpq_sgn(x) == 0 || mpq_sgn(y) == 0) {
		num_set_zero(out);
	} else if (x_whole && num_is_unit(mpq_numref(x))) {
		num_set(out, y);
	} else if (y_whole && num_is_unit(mpq_numref(y))) {
		num_set(out, x);
	} else if (x_whole && y_whole) {
		mpz_mul(mpq_numref(out), mpq_numref(x), mpq_numref(y));
		mpz_set_ui(mpq_denref(out), 1);
	} else if (shorten(x, &a) && shorten(y, &b)) {
		put_short(out, a.num * b.num, a.den * b.den);
	} else {
		mpq_mul(out, x, y);
	}
}

void
num_enclose(const mpq_t q, double *lo, double *hi)
{
	double d = mpq_get_d(q); /* truncates towards zero */
	mpq_t back;
	int c;

	mpq_init(back);
	if (isfinite(d))
		mpq_set_d(back, d);
	c = isfinite(d) ? mpq_cmp(back, q) : mpq_sgn(q);
	*lo = c <= 0 ? d : nextafter(d, -INFINITY);
	*hi = c >= 0 ? d : nextafter(d, INFINITY);
	mpq_clear(back);
}

/* floor(log10(q)) for q > 0, from the sizes, then corrected. */
static long
exponent_of(const mpq_t q)
{
	long e = (long)mpz_sizeinbase(mpq_numref(q), 10) -
		 (long)mpz_sizeinbase(mpq_denref(q), 10) + 1;
	mpz_t a, b;
	int c;

	mpz_inits(a, b, NULL);
	do { /* at most three rounds: each size is off by one at most */
		mpz_ui_pow_ui(a, 10, (unsigned long)labs(e));
		if (e >= 0) {
			mpz_mul(b, a, mpq_denref(q));
			c = mpz_cmp(mpq_numref(q), b);
		} else {
			mpz_mul(b, a, mpq_numref(q));
			c = mpz_cmp(b, mpq_denref(q));
		}
	} while (c < 0 && e-- > -1000000);
	mpz_clears(a, b, NULL);
	return e;
}

/* Lays out `digits` (a number < 10^n) whose last digit counts 10^-scale. */
static void
lay_out(char text[NUM_TEXT], const char *digits, long scale, bool neg)
{
	size_t n = strlen(digits);
	long lead; /* exponent of the first digit */
	char *o = text;

	while (n > 1 && digits[n - 1] == '0')
		n--, scale--;
	lead = (long)n - 1 - scale;
	if (neg)
		*o++ = '-';
	if (lead < -9 || lead > 15 + 45) {
		*o++ = digits[0];
		if (n > 1) {
			*o++ = '.';
			memcpy(o, digits + 1, n - 1);
			o += n - 1;
		}
		snprintf(o, (size_t)(text + NUM_TEXT - o), "e%ld", lead);
		return;
	}
	if (lead < 0) {
		*o++ = '0';
		*o++ = '.';
		for (long i = -1; i > lead; i--)
			*o++ = '0';
		memcpy(o, digits, n);
		o[n] = '\0';
		return;
	}
	for (long i = 0; i < (long)n || i <= lead; i++) {
		if (i == lead + 1)
			*o++ = '.';
		*o++ = i < (long)n ? digits[i] : '0';
	}
	*o = '\0';
}

bool
num_format(
    char text[NUM_TEXT], const mpq_t q, unsigned digits, enum num_rounding way)
{
	bool neg = mpq_sgn(q) < 0, exact;
	char buf[NUM_TEXT];
	long scale;
	mpq_t a;
	mpz_t n, r, power;

	if (mpq_sgn(q) == 0) {
		memcpy(text, "0", 2);
		return true;
	}
	if (digits < 1 || digits > 60)
		digits = digits < 1 ? 1 : 60;
	mpq_init(a);
	mpz_inits(n, r, power, NULL);
	mpq_abs(a, q);
	scale = (long)digits - 1 - exponent_of(a);
	mpz_ui_pow_ui(power, 10, (unsigned long)labs(scale));
	if (scale >= 0)
		mpz_mul(mpq_numref(a), mpq_numref(a), power);
	else
		mpz_mul(mpq_denref(a), mpq_denref(a), power);
	mpz_fdiv_qr(n, r, mpq_numref(a), mpq_denref(a));
	exact = mpz_sgn(r) == 0;
	if (way == NUM_NEAREST) {
		mpz_mul_2exp(r, r, 1);
		if (!exact && mpz_cmp(r, mpq_denref(a)) >= 0)
			mpz_add_ui(n, n, 1);
	} else if (!exact && (way == NUM_UP) != neg) {
		mpz_add_ui(n, n, 1);
	}
	mpz_get_str(buf, 10, n); /* at most digits + 1 characters */
	lay_out(text, buf, scale, neg);
	mpz_clears(n, r, power, NULL);
	mpq_clear(a);
	return exact;
}

bool
num_format_exact(char text[NUM_TEXT], const mpq_t q)
{
	size_t need;

	if (num_format(text, q, 60, NUM_NEAREST))
		return true;
	need = mpz_sizeinbase(mpq_numref(q), 10) +
	       mpz_sizeinbase(mpq_denref(q), 10) + 3;
	if (need > NUM_TEXT)
		return false;
	mpq_get_str(text, 10, q);
	return true;
}
