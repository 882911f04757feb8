/* SPDX-License-Identifier: Apache-2.0 */
/* cas - registry numbers of substances; see cas.h. */
#include "core/chem/cas.h"

/* Digits at s[from, from + n)? */
static bool
digits(struct str s, size_t from, size_t n)
{
	if (from > s.n || n > s.n - from)
		return false;
	for (size_t i = from; i < from + n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/*
 * cas_valid - can this be a CAS registry number?
 *
 * In:	s     nothing around it; no leading zero, as the registry writes it
 * Src:	the check digit is the sum of the other digits, each times its place
 *	counted from the right, modulo 10
 */
bool
cas_valid(struct str s)
{
	size_t first = s.n - 5; /* digits before the first hyphen */
	unsigned sum = 0, place = 1;

	if (s.n < 7 || s.n > 12 || s.p[0] == '0' || !digits(s, 0, first) ||
	    s.p[first] != '-' || !digits(s, first + 1, 2) ||
	    s.p[first + 3] != '-' || !digits(s, first + 4, 1))
		return false;
	for (size_t i = first + 3; i-- > 0;)
		if (s.p[i] != '-')
			sum += place++ * (unsigned)(s.p[i] - '0');
	return sum % 10 == (unsigned)(s.p[s.n - 1] - '0');
}

/*
 * ec_valid - can this be an EC number of the European inventories?
 *
 * Src:	the check digit is the sum of the first six digits, each times its
 *	place counted from the left, modulo 11; a remainder of 10 is not given
 *	out
 */
bool
ec_valid(struct str s)
{
	unsigned sum = 0, place = 1;

	if (s.n != 9 || !digits(s, 0, 3) || s.p[3] != '-' || !digits(s, 4, 3) ||
	    s.p[7] != '-' || !digits(s, 8, 1))
		return false;
	for (size_t i = 0; i < 7; i++)
		if (s.p[i] != '-')
			sum += place++ * (unsigned)(s.p[i] - '0');
	return sum % 11 == (unsigned)(s.p[8] - '0');
}
