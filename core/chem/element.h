/* SPDX-License-Identifier: Apache-2.0 */
/*
 * element - the 17 rare earths.
 *
 * Reads:  atom.h
 * Gives:  the index 0..16 by which every later stage knows an element, its
 *         names and its atomic weight
 */
#ifndef RETRACE_ELEMENT_H
#define RETRACE_ELEMENT_H

#include "core/base/str.h"

#include <gmp.h>

/* Sc, Y, La, Ce, Pr, Nd, Pm, Sm, Eu, Gd, Tb, Dy, Ho, Er, Tm, Yb, Lu. */
enum { NELEM = 17 };
#define ELEMENT_ALL (((uint32_t)1 << NELEM) - 1) /* as a set of bits */

struct element {
	const char *symbol, *name, *name_zh;
	int z;             /* atomic number */
	const char *cas;   /* of the metal */
	const char *oxide; /* in which TREO counts it: CeO2, Pr6O11, Tb4O7,
			      else R2O3 */
};

/* i < NELEM. */
const struct element *element_at(int i);
/*
 * Index, or -1.  The symbol must be written exactly: "ND" in a column of
 * contents is as often "not detected" as neodymium.  The English name in any
 * case, the Chinese one.
 */
int element_find(struct str symbol_or_name);
/* Index of the atomic number, or -1. */
int element_of_z(int z);
/* Atomic weight [g/mol], exactly as the table of weights has it. */
void element_weight(int i, mpq_t out);

#endif
