/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unit_words - what units are called in the languages of lists.
 *
 * Reads:  units.h
 * Gives:  a table; units.c looks in it
 * Memory: none
 */
#ifndef RETRACE_UNIT_WORDS_H
#define RETRACE_UNIT_WORDS_H

#include "core/bom/field/units.h"

struct unit_word {
	const char *name;
	uint8_t n, unit; /* its bytes; enum unit */
};
/* Compared without case; the first of each unit is the one we write. */
extern const struct unit_word unit_words[];
extern const size_t unit_nwords;

#endif
