/* SPDX-License-Identifier: Apache-2.0 */
/*
 * assume_steps - between deciding what is assumed and writing it down.
 *
 * Reads:  assume.h
 * Gives:  what assume.c and assumed.c share; nobody else includes this
 */
#ifndef RETRACE_ASSUME_STEPS_H
#define RETRACE_ASSUME_STEPS_H

#include "core/bom/link/assume.h"

/* The second bom, from the touches; false when memory is out. */
bool assumed_build(
    struct assumed *out, const struct bom *b, const struct assumptions *a);

#endif
