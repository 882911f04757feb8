/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guise - is a substance a metal, an alloy or an oxide?
 *
 * Reads:  bom.h, formula.h
 * Gives:  the guise of a category of the table of substances, and that of what
 *         the table has not, by its atoms
 * Memory: none
 */
#ifndef RETRACE_GUISE_H
#define RETRACE_GUISE_H

#include "core/bom/bom.h"

/* GUISE_OTHER: something else. */
enum guise guise_of_category(const char *category);
/* Rare earths alone, or with oxygen alone; else GUISE_UNKNOWN. */
enum guise guise_of_formula(struct str formula);

#endif
