/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_aas - environments of the Asset Administration Shell.
 *
 * Reads:  sax.h, json_sax.h, archive.h, fields.h
 * Gives:  items, their parts and materials; what is read, and what is not, is
 *         told in schemas/aas.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_AAS_H
#define RETRACE_READ_AAS_H

#include "core/bom/field/fields.h"

/* environment of version 3, aasenv of version 2. */
bool aas_root(struct str ns, struct str root);
/* in->body has passed xml_guard(). */
enum status read_aas(const struct input *in);
/* in->body has passed guard_text(). */
enum status read_aas_json(const struct input *in);

/* Is it a package (.aasx)? */
bool aasx_is(struct str bytes);
/* The environment in a package, in the arena of the bom. */
enum status aasx_document(struct str bytes, const char *file, struct arena *mem,
    struct str *document, struct findings *f);

#endif
