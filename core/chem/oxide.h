/* SPDX-License-Identifier: Apache-2.0 */
/*
 * oxide - from oxide to element and back, by exact stoichiometry.
 *
 * Reads:  element.h, formula.h
 * Gives:  the factor of each rare earth in the oxide that TREO counts
 */
#ifndef RETRACE_OXIDE_H
#define RETRACE_OXIDE_H

#include "core/chem/element.h"

/* [g element per g of its oxide]; the inverse is g oxide per g element. */
void oxide_fraction(int element, mpq_t out);

#endif
