/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_iec62474 - material declarations of IEC 62474, and those of
 * chemSHERPA, which are the same XML.
 *
 * Reads:  sax.h, fields.h
 * Gives:  the product, its parts, materials and substances; what is read, and
 *         what is not, is told in schemas/iec62474.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_IEC62474_H
#define RETRACE_READ_IEC62474_H

#include "core/bom/field/fields.h"

#define IEC62474_NS "http://std.iec.ch/iec62474"

enum status read_iec62474(const struct input *in);

#endif
