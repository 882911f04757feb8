/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide - a double that neither overflows nor vanishes.
 *
 * Reads:  nothing
 * Gives:  products along a way of 10^6 steps, to choose by; exact numbers are
 *         made for what is shown
 * Memory: plain values
 */
#ifndef RETRACE_WIDE_H
#define RETRACE_WIDE_H

#include <math.h>
#include <stdint.h>
#include <string.h>

/* m * 2^e; m is 0, or at least 0.5 and below 1.  Never negative. */
struct wide {
	double m;
	int64_t e;
};

static inline struct wide
wide_of(double x)
{
	const uint64_t exponent = (uint64_t)0x7ff << 52;
	uint64_t bits;
	double m;
	int e = 0;

	/* frexp() of a normal number, without a call: it is in inner loops */
	memcpy(&bits, &x, sizeof(bits));
	if ((bits & exponent) != 0 && (bits & exponent) != exponent) {
		e = (int)(bits >> 52 & 0x7ff) - 1022;
		bits = (bits & ~exponent) | (uint64_t)1022 << 52;
		memcpy(&m, &bits, sizeof(m));
	} else {
		m = frexp(x, &e);
	}
	return (struct wide){ m, m > 0 ? e : 0 };
}

static inline struct wide
wide_mul(struct wide a, struct wide b)
{
	struct wide p = wide_of(a.m * b.m);

	p.e = p.m > 0 ? p.e + a.e + b.e : 0;
	return p;
}

static inline int
wide_cmp(struct wide a, struct wide b)
{
	if (a.m <= 0 || b.m <= 0 || a.e == b.e)
		return (a.m > b.m) - (a.m < b.m);
	return a.e < b.e ? -1 : 1;
}

static inline struct wide
wide_add(struct wide a, struct wide b)
{
	struct wide s, least = wide_cmp(a, b) < 0 ? a : b;
	struct wide most = wide_cmp(a, b) < 0 ? b : a;

	if (least.m <= 0 || most.e - least.e > 60)
		return most;
	s = wide_of(most.m + ldexp(least.m, (int)(least.e - most.e)));
	s.e += most.e;
	return s;
}

#endif
