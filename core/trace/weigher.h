/* SPDX-License-Identifier: Apache-2.0 */
/*
 * weigher - what chosen items hold by themselves, exactly, for any channel.
 *
 * Reads:  own.h, trace.h
 * Gives:  own masses once, own content for as many channels as are asked,
 *         also such as are in no plan; the weighed lines behind it
 * Memory: weigher_close(); two rationals per item
 */
#ifndef RETRACE_WEIGHER_H
#define RETRACE_WEIGHER_H

#include "core/trace/own/own.h"
#include "core/trace/trace.h"

struct weigher {
	const struct trace *t;
	const uint32_t *item;  /* [n] */
	struct own_mass *mass; /* [n] of each by itself, its parts left out */
	size_t n;
	struct owner owner; /* the lines of the last weigher_content() */
};

/* The list is borrowed. */
enum status weigher_open(struct weigher *w, const struct trace *t,
    const uint32_t *item, size_t n, struct error *err);
/* Item i of the list, per base unit, before any cap by a stated mass above
 * it; false when memory is out.  out is initialised. */
bool weigher_content(
    struct weigher *w, size_t i, const struct channel *ch, struct exact *out);
void weigher_close(struct weigher *w);

#endif
