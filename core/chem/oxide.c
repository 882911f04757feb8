/* SPDX-License-Identifier: Apache-2.0 */
/* oxide - from oxide to element; see oxide.h. */
#include "core/chem/oxide.h"

/*
 * Asked for each row of each table, so that they stand here: what formula.h
 * gives for the formulas of element.c and the weights of elements.tsv, in
 * lowest terms.  tests/unit/test_oxide.c holds them to that.
 */
static const struct {
	unsigned long element, oxide;
} fractions[NELEM] = {
	{ 44955907u, 68954407u },   /* Sc2O3 */
	{ 44452919u, 56452169u },   /* Y2O3 */
	{ 13890547u, 16290397u },   /* La2O3 */
	{ 70058u, 86057u },         /* CeO2 */
	{ 7045383u, 8511958u },     /* Pr6O11 */
	{ 288484u, 336481u },       /* Nd2O3 */
	{ 290000u, 337997u },       /* Pm2O3 */
	{ 100240u, 116239u },       /* Sm2O3 */
	{ 303928u, 351925u },       /* Eu2O3 */
	{ 314500u, 362497u },       /* Gd2O3 */
	{ 3783937u, 4450562u },     /* Tb4O7 */
	{ 325000u, 372997u },       /* Dy2O3 */
	{ 164930329u, 188928829u }, /* Ho2O3 */
	{ 111506u, 127505u },       /* Er2O3 */
	{ 168934219u, 192932719u }, /* Tm2O3 */
	{ 346090u, 394087u },       /* Yb2O3 */
	{ 1749668u, 1989653u },     /* Lu2O3 */
};

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
	mpq_set_ui(out, fractions[element].element, fractions[element].oxide);
}
