/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_plmxml - structures of Teamcenter and NX in PLM XML.
 *
 * Reads:  sax.h, fields.h
 * Gives:  items and their parts; what is read, and what is not, is told in
 *         schemas/plmxml.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_PLMXML_H
#define RETRACE_READ_PLMXML_H

#include "core/bom/field/fields.h"

#define PLMXML_NS "http://www.plmxml.org/Schemas/PLMXMLSchema"

enum status read_plmxml(const struct input *in);

#endif
