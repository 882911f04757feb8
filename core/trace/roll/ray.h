/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ray - what mass without an end counts, anywhere in an item.
 *
 * Reads:  state.h
 * Gives:  the least and the greatest content per gram that a share tends to
 *         as parts grow whose mass nobody knows; used by ratio.c
 * Memory: rays_init(), rays_clear()
 */
#ifndef RETRACE_RAY_H
#define RETRACE_RAY_H

#include "core/trace/roll/state.h"
#include "core/trace/roll/ties.h"

struct rays {
	struct exact of; /* [g/g] */
	bool any;        /* there is such mass */
	bool lost;       /* there is some that is not followed up */
	bool loose;      /* some may count less than that */
	uint8_t *below;  /* [nitem] */
	struct ties ties;
	struct owner owner;
	struct own_mass om;
	struct exact content, parts, ray;
};

bool rays_init(struct rays *r, const struct bom *b);
void rays_clear(struct rays *r);
/* apart: as if the mass of the item itself were not stated.  False when
 * memory is out. */
bool rays_find(struct rays *r, const struct bom *b, const struct channel *ch,
    uint32_t item, bool apart);

#endif
