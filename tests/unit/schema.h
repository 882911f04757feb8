/* SPDX-License-Identifier: Apache-2.0 */
/* schema - a document held against a schema by its path, in one call. */
#ifndef TEST_SCHEMA_H
#define TEST_SCHEMA_H

#include "core/base/xml_schema.h"

static inline enum status
check_schema(
    xmlDoc *doc, const char *path, const char *file, struct findings *f)
{
	struct xml_schema *schema = NULL;
	struct error err = { 0 };
	enum status st;

	if (xml_schema_open(path, &schema, &err) != ST_OK)
		return findings_take(f, &err);
	st = xml_schema_check(schema, doc, file, f);
	xml_schema_free(schema);
	return st;
}

#endif
