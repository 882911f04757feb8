/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_idoc - IDocs of SAP in XML: lists of parts (BOMMAT), materials (MATMAS)
 * and orders (LOIPRO).
 *
 * Reads:  sax.h, fields.h
 * Gives:  items, their parts, masses and countries; what is read, and what is
 *         not, is told in schemas/idoc.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_IDOC_H
#define RETRACE_READ_IDOC_H

#include "core/bom/field/fields.h"

/* By the root element: an IDoc, several of one type, or a message around
 * them. */
bool idoc_root(struct str ns, struct str name);
enum status read_idoc(const struct input *in);

#endif
