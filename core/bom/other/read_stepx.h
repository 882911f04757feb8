/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_stepx - product structures of STEP in XML: the business objects of AP242
 * (ISO 10303-3001) and its domain model.
 *
 * Reads:  sax.h, fields.h
 * Gives:  items and their parts, as read_step.h; what is read, and what is not,
 *         is told in schemas/step.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_STEPX_H
#define RETRACE_READ_STEPX_H

#include "core/bom/field/fields.h"

/* Uos of any edition. */
bool stepx_root(struct str ns, struct str root);
enum status read_stepx(const struct input *in);

#endif
