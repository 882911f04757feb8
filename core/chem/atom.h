/* SPDX-License-Identifier: Apache-2.0 */
/*
 * atom - every element that can stand in a formula, and what it weighs.
 *
 * Reads:  elements.tsv, compiled in
 * Gives:  atomic numbers and exact atomic weights; used inside core/chem
 */
#ifndef RETRACE_ATOM_H
#define RETRACE_ATOM_H

#include "core/base/str.h"

#include <gmp.h>

enum { ATOM_MAX_Z = 92 };

/* Atomic number of an exactly written symbol, or 0. */
int atom_find(struct str symbol);
/* Atomic weight [g/mol]; z as atom_find() gives it. */
void atom_weight(int z, mpq_t out);

#endif
