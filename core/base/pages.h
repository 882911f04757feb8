/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pages - large pieces of memory, all of them there at once.
 *
 * Reads:  nothing
 * Gives:  pages_ready(), for memory of which every byte will be written, and
 *         pages_ahead(), for an array that may go on growing
 * Memory: nothing
 *
 * A page that is written for the first time stops the program until the system
 * has brought it, which takes longer than most of what is done with it.  To
 * have them brought together takes two thirds of that.
 */
#ifndef RETRACE_PAGES_H
#define RETRACE_PAGES_H

#include <stddef.h>

/* A hint; p may be NULL.  In halves where a second thread can be had. */
void pages_ready(void *p, size_t bytes);

/* [bytes] That come at once to an array that grows. */
#define PAGES_STEP ((size_t)1 << 20)

/* How many steps n elements of `size` bytes have begun. */
static inline size_t
pages_steps(size_t n, size_t size)
{
	return (n * size + PAGES_STEP - 1) / PAGES_STEP;
}

/* n elements have just become `more`, of `cap` there is room for: when they
 * begin a new step, all of it comes. */
static inline void
pages_ahead(void *array, size_t n, size_t more, size_t cap, size_t size)
{
	size_t steps = pages_steps(more, size);

	if (steps != pages_steps(n, size) && steps * PAGES_STEP <= cap * size)
		pages_ready(
		    (char *)array + (steps - 1) * PAGES_STEP, PAGES_STEP);
}

#endif
