/* SPDX-License-Identifier: Apache-2.0 */
/*
 * output_json - what every document of schemas/output-1.schema.json begins and
 * ends with.
 *
 * Reads:  checked.h, json.h
 * Gives:  schema and program, days, inputs and all else that it rests on,
 *         messages
 * Memory: none
 */
#ifndef RETRACE_OUTPUT_JSON_H
#define RETRACE_OUTPUT_JSON_H

#include "core/report/checked.h"
#include "core/report/json.h"

#define OUTPUT_SCHEMA "retrace-output"
#define OUTPUT_VERSION "1.0"

/* Opens the document: schema, version, kind, tool.  The caller ends it. */
void output_json_begin(struct json *j, const char *kind);
/* What the answer rests on: the program, "tool_sha256", and "inputs". */
void output_json_inputs(struct json *j, const struct checked *c);
/* The days: "as_of", "law_as_of", "bom_as_of", "price_as_of". */
void output_json_days(struct json *j, const struct days *d);
/* All that another person needs to compute the same: the days, the inputs,
 * assumptions and policy. */
void output_json_basis(struct json *j, const struct checked *c);
/* The array "messages": what is said on standard error. */
void output_json_messages(struct json *j, const struct findings *f);

#endif
