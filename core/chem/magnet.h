/* SPDX-License-Identifier: Apache-2.0 */
/*
 * magnet - families of permanent magnets, and what rare earth they hold.
 *
 * Reads:  magnets.tsv, compiled in
 * Gives:  whether a text names a family, and which share of a rare earth is
 *         usual
 */
#ifndef RETRACE_MAGNET_H
#define RETRACE_MAGNET_H

#include "core/base/str.h"

#include <gmp.h>

/* Does the text name a family without rare earth: ferrite, AlNiCo ...? */
bool magnet_is_without(struct str text);

/* What is usual of the rare earth that makes most of a magnet. */
struct magnet_usual {
	mpq_t least, most; /* [g/g] */
	char from[120];    /* who says so */
};
void magnet_usual_init(struct magnet_usual *u);
void magnet_usual_clear(struct magnet_usual *u);
/* Of the families of that element (index); false if it makes none. */
bool magnet_usual_of(int element, struct magnet_usual *u);

#endif
