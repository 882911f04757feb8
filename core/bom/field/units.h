/* SPDX-License-Identifier: Apache-2.0 */
/*
 * units - units of quantity, mass and share, and what one of them is.
 *
 * Reads:  num.h
 * Gives:  enum unit by name, its dimension, its exact factor to the base unit
 */
#ifndef RETRACE_UNITS_H
#define RETRACE_UNITS_H

#include "core/base/num.h"

/* What a quantity counts.  Base units: 1 piece, g, m, m2, l, 1. */
enum dimension {
	DIM_NONE, /* not known yet */
	DIM_EACH,
	DIM_MASS,
	DIM_LENGTH,
	DIM_AREA,
	DIM_VOLUME,
	DIM_SHARE /* of the mass of the whole */
};

enum unit {
	UNIT_NONE, /* not stated */
	UNIT_EACH,
	UNIT_UG,
	UNIT_MG,
	UNIT_G,
	UNIT_KG,
	UNIT_T,
	UNIT_LB,
	UNIT_OZ,
	UNIT_MM,
	UNIT_CM,
	UNIT_M,
	UNIT_KM,
	UNIT_IN,
	UNIT_FT,
	UNIT_YD,
	UNIT_MM2,
	UNIT_CM2,
	UNIT_M2,
	UNIT_IN2,
	UNIT_FT2,
	UNIT_ML,
	UNIT_L,
	UNIT_M3,
	UNIT_FRACTION,
	UNIT_PERCENT,
	UNIT_PERMILLE,
	UNIT_PPM,
	UNIT_PPB,
	UNIT_PAIR,
	UNIT_DOZEN,
	UNIT_GROSS,
	UNIT_HUNDRED,
	UNIT_THOUSAND,
	UNIT_SET, /* from here on bundles, which bundle.h finds: one of them is
		     taken for one of the part */
	UNIT_ROLL,
	UNIT_PACK,
	UNIT_BOX,
	UNIT_BAG,
	UNIT_BOTTLE,
	UNIT_CAN,
	UNIT_TUBE,
	UNIT_SHEET,
	UNIT_BAR,
	UNIT_BUNDLE,
	UNIT_COUNT
};

#define UNIT_BIT(u) ((uint64_t)1 << (u))
/* Of all bundles. */
#define UNIT_BUNDLES (UNIT_BIT(UNIT_COUNT) - UNIT_BIT(UNIT_SET))

/* By any of its documented spellings ("EA", "pcs", "m^2"); UNIT_NONE if it
 * is not one of them. */
enum unit unit_find(struct str name);
/* "100", "1000 pcs", "piece": so many pieces, as behind "per". */
enum unit unit_of_count(struct str name);
enum dimension unit_dimension(enum unit u);
/* Is one of it one in the base unit of its dimension? */
static inline bool
unit_is_base(enum unit u)
{
	return (UNIT_BIT(u) &
		   (UNIT_BIT(UNIT_EACH) | UNIT_BIT(UNIT_G) | UNIT_BIT(UNIT_M) |
		       UNIT_BIT(UNIT_M2) | UNIT_BIT(UNIT_L))) != 0;
}
/* The spelling we write: "each", "kg", "m2", "%". */
const char *unit_name(enum unit u);
const char *dimension_name(enum dimension d);
/* One u is num / den base units. */
void unit_factor(enum unit u, unsigned long *num, unsigned long *den);
/* q *= what one u is in base units (1 kg = 1000 g, 1 ppm = 1/1000000). */
void unit_to_base(enum unit u, mpq_t q);

#endif
