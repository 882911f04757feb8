/* SPDX-License-Identifier: Apache-2.0 */
/*
 * basis - what a stated amount is an amount of.
 *
 * Reads:  str.h
 * Gives:  enum basis by name
 */
#ifndef RETRACE_BASIS_H
#define RETRACE_BASIS_H

#include "core/base/str.h"

enum basis {
	BASIS_ELEMENT,  /* of the element */
	BASIS_OXIDE,    /* of the element's oxide (element.h) */
	BASIS_COMPOUND, /* of the substance that the line names */
	BASIS_TREO,     /* of all rare earths together, as their oxides */
	BASIS_TREM,     /* of all rare earths together, as metals */
	BASIS_COUNT
};

/* In any case; -1 if it is not one of the names. */
int basis_find(struct str name);
/* "element", "oxide", "compound", "TREO", "TREM" */
const char *basis_name(enum basis b);

#endif
