/* SPDX-License-Identifier: Apache-2.0 */
/*
 * digests - by which a printed page is held against a receipt.
 *
 * Reads:  checked.h
 * Gives:  for a reader, the SHA-256 of each file that verdicts and outcomes
 *         rest on, of the program, and of all that decides the verdicts
 * Memory: none
 */
#ifndef RETRACE_DIGESTS_H
#define RETRACE_DIGESTS_H

#include "core/report/checked.h"
#include "core/report/text.h"

/* Nothing unless they are asked for. */
void digests_write(
    FILE *to, const struct style *style, const struct checked *c);

#endif
