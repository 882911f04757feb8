/* SPDX-License-Identifier: Apache-2.0 */
/* oxide - from oxide to element; see oxide.h. */
#include "core/chem/oxide.h"

#include "core/chem/formula.h"

/*
 * oxide_fraction - how much of its oxide an element is.
 *
 * In:	element  index of element.h
 * Out:	[g element per g oxide], exact for the weights of elements.tsv
 * Src:	the oxides are those in which the trade states TREO: cerium,
 *	praseodymium and terbium in the form that is stable in air, all
 *	others as R2O3
 */
void
oxide_fraction(int element, mpq_t out)
{
	struct error err = { 0 };
	struct makeup m;

	makeup_init(&m);
	formula_read(str_of(element_at(element)->oxide), pos_none, &m, &err);
	mpq_set(out, m.fraction[element]);
	makeup_clear(&m);
}
