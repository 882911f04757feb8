/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_3dxml - product structures of CATIA and 3DEXPERIENCE in 3DXML.
 *
 * Reads:  sax.h, archive.h, fields.h
 * Gives:  items and their parts; what is read, and what is not, is told in
 *         schemas/3dxml.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_3DXML_H
#define RETRACE_READ_3DXML_H

#include "core/bom/field/fields.h"

/* Model_3dxml of any version. */
bool tdxml_root(struct str ns, struct str root);
enum status read_3dxml(const struct input *in);

/* Is it a package (.3dxml)? */
bool tdxml_is(struct str bytes);
/* The document that its manifest names, in the arena of the bom. */
enum status tdxml_document(struct str bytes, const char *file,
    struct arena *mem, struct str *document, struct findings *f);

#endif
