/* SPDX-License-Identifier: Apache-2.0 */
/*
 * formula - what a chemical formula says about rare earths.
 *
 * Reads:  element.h, atom.h, error.h
 * Gives:  the exact mass fraction of each rare earth in a substance
 * Memory: a makeup and a composition own GMP numbers: init, then clear
 */
#ifndef RETRACE_FORMULA_H
#define RETRACE_FORMULA_H

#include "core/base/error.h"
#include "core/chem/atom.h"
#include "core/chem/element.h"

struct makeup {
	uint32_t elements;     /* bit i: rare earth i is in it */
	mpq_t fraction[NELEM]; /* [g element per g substance] */
};

void makeup_init(struct makeup *m);
void makeup_clear(struct makeup *m);

/*
 * Reads "Nd2Fe14B", "(Nd0.8Pr0.2)2Fe14B", "Ce(NO3)3·6H2O".  Parts are joined
 * by U+00B7, U+22C5, '*', or '.' where that cannot be a decimal point.
 * Refuses with the column of the fault; out is then untouched.
 */
enum status formula_read(
    struct str text, struct pos at, struct makeup *out, struct error *err);

/* How many atoms of each element, by atomic number. */
struct composition {
	mpq_t count[ATOM_MAX_Z + 1];
};

void composition_init(struct composition *c);
void composition_clear(struct composition *c);
/* The same formulas; counts as written, partners included. */
enum status formula_count(
    struct str text, struct pos at, struct composition *out, struct error *err);
/* Mass of one formula unit [g/mol]. */
void composition_mass(const struct composition *c, mpq_t out);

#endif
