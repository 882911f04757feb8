/* SPDX-License-Identifier: Apache-2.0 */
/*
 * listed - what a material declaration has no element for, as entries of
 * lists of ours: <ListID identity="retrace:form"/><EntryID ...="magnet"/>.
 *
 * IEC 62474 lets anybody bring lists of his own, by which parts, materials
 * and substances are told; other programs pass over those that they do not
 * know.
 *
 * Reads:  str.h
 * Gives:  the names of our lists, for who reads them and who writes them
 * Memory: nothing
 */
#ifndef RETRACE_LISTED_H
#define RETRACE_LISTED_H

#include "core/base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum listed {
	/* Of an item: */
	LISTED_PART, /* its part number; the list is its maker's */
	LISTED_NAME, /* where it is the part number of a material */
	LISTED_FORM,
	LISTED_UNIT, /* what it is counted in */
	LISTED_HS,
	LISTED_CONTROL,
	LISTED_MATERIAL, /* in words */
	LISTED_MASS,     /* where the element Mass cannot hold it */
	LISTED_COMPLETE, /* yes, no, unknown */
	LISTED_CLOSED,   /* yes: its list of rare earths is closed */
	LISTED_SHIPPED,
	LISTED_PHANTOM,
	/* Of its use by what is around it: */
	LISTED_QUANTITY, /* where numberOfUnits cannot hold it */
	LISTED_ALTERNATIVE,
	/* Of a substance: */
	LISTED_ELEMENT,    /* it is these elements, whatever name it has */
	LISTED_ELEMENT_OF, /* the amount is of these elements in it */
	LISTED_BASIS,
	LISTED_FORMULA,
	LISTED_KIND,
	LISTED_EACH,
	LISTED_AMOUNT, /* where Mass and MassPercent cannot hold it */
	LISTED_COUNT
};

/* "retrace:part" */
const char *listed_name(enum listed l);
/* LISTED_COUNT: no list of ours. */
enum listed listed_find(struct str name);

#endif
