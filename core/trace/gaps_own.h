/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gaps_own - what one item leaves open by itself, and which answers close it.
 *
 * Reads:  gaps.h, own.h
 * Gives:  the own part of an opening; only gaps.c uses it
 * Memory: gap_weigher_clear()
 */
#ifndef RETRACE_GAPS_OWN_H
#define RETRACE_GAPS_OWN_H

#include "core/trace/gaps.h"
#include "core/trace/own/own.h"
#include "core/trace/suppose.h"

struct gap_weigher {
	const struct trace *t;
	struct bom what_if; /* the bom of the trace, under suppositions */
	struct suppose suppose;
	uint8_t *bits; /* [nitem] of it; all zero between calls */
	struct owner owner;
	struct own_mass mass;
	struct exact x;
};

bool gap_weigher_init(struct gap_weigher *w, const struct trace *t);
void gap_weigher_clear(struct gap_weigher *w);

/* Sets item, detail, lo and hi of an opening; its detail is added to out.
 * False when memory is out. */
bool gap_weigh(struct gap_weigher *w, size_t channel, uint32_t item,
    struct opening *o, struct gaps *out);

#endif
