/* SPDX-License-Identifier: Apache-2.0 */
/* suppose - what would be known if somebody answered; see suppose.h. */
#include "core/trace/suppose.h"

/* "Above 3 g" is not 3 g: the least that can be answered lies beyond any
 * limit that lies beyond 3 g.  2^-200 g is below an atom's mass. */
#define NEXT_TO_NOTHING 200

void
suppose_nearly_least(struct exact *x)
{
	mpq_t above;

	mpq_init(above);
	num_set_one(above);
	mpq_div_2exp(above, above, NEXT_TO_NOTHING);
	mpq_add(above, above, x->lo);
	exact_lower_hi(x, above, false);
	mpq_clear(above);
}

void
suppose_least(struct exact *x)
{
	if (x->lo_open) {
		suppose_nearly_least(x);
		return;
	}
	x->hi_infinite = x->hi_open = false;
	num_set(x->hi, x->lo);
}

void
suppose_most(struct exact *x)
{
	mpq_t less;

	if (x->hi_infinite)
		return;
	mpq_init(less);
	if (x->hi_open) {
		num_set_one(less);
		mpq_div_2exp(less, less, NEXT_TO_NOTHING);
	}
	mpq_sub(less, x->hi, less);
	exact_raise_lo(x, less, false);
	mpq_clear(less);
}
