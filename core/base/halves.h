/* SPDX-License-Identifier: Apache-2.0 */
/*
 * halves - two halves of a piece of work at once.
 *
 * Reads:  nothing
 * Gives:  halves_run(), for what waits for memory more than it computes
 * Memory: nothing
 */
#ifndef RETRACE_HALVES_H
#define RETRACE_HALVES_H

#include <stddef.h>

/* [bytes] Of a piece that is worth a second thread: a millisecond. */
#define HALVES_LEAST ((size_t)16 << 20)

/* Does work(first), and at the same time work(second) where a second thread
 * can be had; else one after the other. */
void halves_run(void (*work)(void *half), void *first, void *second);

#endif
