/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dice - numbers by chance, the same for the same seed everywhere.
 *
 * Gives:  pick(), below() and PICK(), once state is set to a seed
 */
#ifndef RETRACE_TEST_DICE_H
#define RETRACE_TEST_DICE_H

#include <stdint.h>

static uint64_t state;

static inline long
pick(long n) /* 0 .. n - 1 */
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long)((state >> 33) % (uint64_t)n);
}

static inline uint32_t
below(uint32_t n) /* 0 .. n - 1 */
{
	return (uint32_t)pick((long)n);
}

/* One of a list. */
#define PICK(t) ((t)[below((uint32_t)(sizeof(t) / sizeof((t)[0])))])

#endif
