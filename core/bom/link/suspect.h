/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suspect - what points to rare earths though nobody says so.
 *
 * Reads:  bom.h, hint.h
 * Gives:  whether the form, the HS code or the name of an item does
 * Memory: suspicion_close()
 */
#ifndef RETRACE_SUSPECT_H
#define RETRACE_SUSPECT_H

#include "core/bom/bom.h"
#include "core/chem/hint.h"

struct suspicion {
	struct hints hints;
	uint8_t *points; /* [text.n] of names, 0: not asked yet */
};

/* False: memory. */
bool suspicion_open(struct suspicion *s, const struct bom *b);
bool suspicion_falls(struct suspicion *s, const struct bom *b, uint32_t item);
void suspicion_close(struct suspicion *s);

#endif
