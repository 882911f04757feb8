/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_json - which JSON is it?
 *
 * Reads:  json_sax.h, read.h
 * Gives:  its format, told by the members of its root, and its reader behind it
 * Memory: what is read goes into the bom
 */
#ifndef RETRACE_READ_JSON_H
#define RETRACE_READ_JSON_H

#include "core/bom/field/fields.h"
#include "core/bom/read.h"

enum status read_json(const struct input *in, enum format *found);

#endif
