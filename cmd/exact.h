/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exact - exact numbers without memory end the program as all else does.
 *
 * Reads:  nothing
 * Gives:  exact_start(), before the first number
 * Memory: nothing of its own
 */
#ifndef RETRACE_EXACT_H
#define RETRACE_EXACT_H

/* GMP has no way to refuse: it would abort, as if the program were broken. */
void exact_start(void);

#endif
