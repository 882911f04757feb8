/* SPDX-License-Identifier: Apache-2.0 */
/* amount_plain - a number and the name of a unit; see amount_plain.h. */
#include "core/bom/field/amount_plain.h"

/* So many digits, and as many noughts below them, fit into a word. */
#define DIGITS 9

/* Of digits and perhaps a point: *num / *den; false: something else. */
static bool
read_digits(struct str s, unsigned long *num, unsigned long *den)
{
	size_t digits = 0;
	bool point = false;

	*num = 0;
	*den = 1;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9' || ++digits > DIGITS)
			return false;
		*num = *num * 10 + (unsigned long)(c - '0');
		if (point)
			*den *= 10;
	}
	return digits > 0;
}

bool
amount_plain(struct bom *b, struct str number, struct str unit, unsigned dims,
    struct amount *out)
{
	unsigned long num, den, times, per;
	bool share;
	enum unit u;
	uint32_t id;

	if (!read_digits(number, &num, &den))
		return false;
	u = unit_find(unit);
	share = unit_dimension(u) == DIM_SHARE;
	unit_factor(u, &times, &per);
	if ((dims >> unit_dimension(u) & 1) == 0 ||
	    __builtin_mul_overflow(num, times, &num) ||
	    __builtin_mul_overflow(den, per, &den) || (share && num > den))
		return false;
	id = numtab_put_ratio(&b->num, num, den);
	if (id == INTERN_NONE)
		return false;
	*out = (struct amount){ id, id, false, false, share };
	return true;
}
