/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_step - product structures of STEP files (AP203, AP214, AP242).
 *
 * Reads:  step.h
 * Gives:  items and their parts; what is read, and what is not, is told in
 *         schemas/step.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_STEP_H
#define RETRACE_READ_STEP_H

#include "core/bom/field/fields.h"

enum status read_step(const struct input *in);

#endif
