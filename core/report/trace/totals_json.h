/* SPDX-License-Identifier: Apache-2.0 */
/*
 * totals_json - what all goods of a filing hold together, for a program.
 *
 * Reads:  json.h; a filing that holds (schemas/filing-1.md, totals)
 * Gives:  the object of schemas/output-1.md
 * Memory: none
 */
#ifndef RETRACE_TOTALS_JSON_H
#define RETRACE_TOTALS_JSON_H

#include "core/report/json.h"

#include <libxml/tree.h>

/* An element of an array, {file, products, unit, open, none, elements, sum}:
 * numbers as the filing writes them. */
void totals_json(struct json *j, const char *file, const xmlNode *root);

#endif
