/* SPDX-License-Identifier: Apache-2.0 */
/*
 * formula - what a chemical formula says about rare earths.
 *
 * Reads:  composition.h, error.h
 * Gives:  the exact mass fraction of each rare earth in a substance
 * Memory: as composition.h
 */
#ifndef RETRACE_FORMULA_H
#define RETRACE_FORMULA_H

#include "core/base/error.h"
#include "core/chem/composition.h"

/*
 * Reads "Nd2Fe14B", "(Nd0.8Pr0.2)2Fe14B", "Ce(NO3)3·6H2O".  Parts are joined
 * by U+00B7, U+22C5, '*', or '.' where that cannot be a decimal point.
 * Refuses with the column of the fault; out is then untouched.
 */
enum status formula_read(
    struct str text, struct pos at, struct makeup *out, struct error *err);

/* The same formulas; counts as written, partners included. */
enum status formula_count(
    struct str text, struct pos at, struct composition *out, struct error *err);

#endif
