/* SPDX-License-Identifier: Apache-2.0 */
/*
 * apart - a result never takes the place of what it is made from: the log,
 * a key or a bill of materials that is named twice by mistake.
 *
 * Reads:  options.h, output.h
 * Gives:  a refusal before anything is opened
 */
#ifndef RETRACE_APART_H
#define RETRACE_APART_H

#include "cmd/options.h"
#include "cmd/output.h"

/* --save and its like and each -o FORMAT=FILE are other files than all else
 * that is named, than what is read along with it, and than each other. */
enum status outputs_apart(const struct outputs *out, const struct usage *own,
    const struct usage *common, const struct words *rest, struct error *err);

#endif
