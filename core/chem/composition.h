/* SPDX-License-Identifier: Apache-2.0 */
/*
 * composition - the atoms of a substance, and which share of its mass each
 * rare earth is.
 *
 * Reads:  element.h, atom.h
 * Gives:  the mass of a formula unit, and its makeup, exactly
 * Memory: a makeup and a composition own GMP numbers: init, then clear
 */
#ifndef RETRACE_COMPOSITION_H
#define RETRACE_COMPOSITION_H

#include "core/chem/atom.h"
#include "core/chem/element.h"

struct makeup {
	uint32_t elements;     /* bit i: rare earth i is in it */
	mpq_t fraction[NELEM]; /* [g element per g substance] */
};

void makeup_init(struct makeup *m);
void makeup_clear(struct makeup *m);

/* How many atoms of each element, by atomic number. */
struct composition {
	mpq_t count[ATOM_MAX_Z + 1];
};

void composition_init(struct composition *c);
void composition_clear(struct composition *c);
/* Mass of one formula unit [g/mol]. */
void composition_mass(const struct composition *c, mpq_t out);
/* Of something that has atoms; no rare earth at all is an answer, too. */
void composition_makeup(const struct composition *c, struct makeup *out);

#endif
