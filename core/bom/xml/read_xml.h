/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_xml - our own XML into the bom; schemas/bom-1.md is for users.
 *
 * Reads:  sax.h, fields.h
 * Gives:  items, uses, declarations, content, origins, prices
 * Memory: the bom
 */
#ifndef RETRACE_READ_XML_H
#define RETRACE_READ_XML_H

#include "core/bom/field/fields.h"

#define BOM_XML_NS "urn:retrace:bom:1"

/* in->body has passed xml_guard().  All errors go to in->f. */
enum status read_xml(const struct input *in);

#endif
