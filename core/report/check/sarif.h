/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sarif - verdicts and findings as SARIF 2.1.0, the form that editors and
 * build servers read.
 *
 * Reads:  checked.h, reason.h; schemas/output-1.md
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

#endif
