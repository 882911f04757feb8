/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sarif - verdicts and findings as SARIF 2.1.0, the form that editors and
 * build servers read.
 *
 * Reads:  checked.h, reason.h, sarif_place.h; schemas/output-1.md
 * Gives:  one run: rules with their clauses, a result per shipped item and
 *         rule and per finding, the digests of all inputs
 * Memory: one result at a time; an index per item
 */
#ifndef RETRACE_SARIF_H
#define RETRACE_SARIF_H

#include "core/report/checked.h"

/* How the run ended. */
struct sarif_end {
	int exit_code;           /* of the program */
	const struct error *why; /* it judged nothing; or NULL */
};

/* Without verdicts (end->why is set) c has only the files that were read. */
enum status sarif_write(FILE *to, const struct checked *c,
    const struct sarif_end *end, struct error *err);

/* ---- the parts of the document, for the files sarif_*.c */
struct json;
/* The members of one reportingDescriptor for a rule of the book. */
/* An object with the text under that key. */
void sarif_message(struct json *j, const char *key, const char *text);
void sarif_rule(struct json *j, const struct checked *c, size_t rule);
/* "cn-trace/contained/trace": pack, rule and clause. */
#define SARIF_ID_TEXT 400
void sarif_rule_id(
    char out[SARIF_ID_TEXT], const struct checked *c, size_t rule);

#endif
