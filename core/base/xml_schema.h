/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_schema - trees held against schemas of ours.
 *
 * Reads:  xml.h, datadir.h, schema_look.h
 * Gives:  a schema that is read once for many documents; what in them does not
 *         fit it, with places; any number of threads may use one
 * Memory: xml_schema_free()
 */
#ifndef RETRACE_XML_SCHEMA_H
#define RETRACE_XML_SCHEMA_H

#include "core/base/xml.h"

struct xml_schema;

/* The schema at that path, a file of ours: trusted.  ST_INTERNAL: it cannot be
 * used. */
enum status xml_schema_open(
    const char *path, struct xml_schema **out, struct error *err);
/* One that is installed: "schemas/bom-1.xsd". */
enum status xml_schema_open_ours(
    const char *name, struct xml_schema **out, struct error *err);
/* ST_SCHEMA: it does not fit; each violation is one finding. */
enum status xml_schema_check(const struct xml_schema *schema, xmlDoc *doc,
    const char *file, struct findings *f);
void xml_schema_free(struct xml_schema *schema);

/* All of it, for one document. */
enum status xml_check_ours(
    xmlDoc *doc, const char *name, const char *file, struct findings *f);

/* Files of one kind: their root, what to expect instead of another one, their
 * schema. */
struct xml_kind {
	const char *ns, *root, *expected, *schema;
};
/* The tree of a document that is of that kind; NULL on failure. */
enum status xml_read_kind(const struct xml_kind *kind, struct str bytes,
    const char *file, xmlDoc **doc, struct findings *f);

#endif
