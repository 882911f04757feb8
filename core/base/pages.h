/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pages - large pieces of memory, all of them there at once.
 *
 * Reads:  nothing
 * Gives:  pages_ready(), for memory of which every byte will be written
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

#endif
