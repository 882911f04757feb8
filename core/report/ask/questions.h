/* SPDX-License-Identifier: Apache-2.0 */
/*
 * questions - what `ask` prints.
 *
 * Reads:  checked.h, ask.h, table.h
 * Gives:  the open verdicts and what they would take; the questions, or the
 *         suppliers, the most useful first
 * Memory: none that grows with the number of questions
 */
#ifndef RETRACE_QUESTIONS_H
#define RETRACE_QUESTIONS_H

#include "core/report/checked.h"
#include "core/report/table.h"
#include "core/rules/ask/ask.h"

struct asked {
	const struct checked *checked;
	const struct inquiry *inquiry;
	size_t top; /* so many questions or suppliers are listed */
	bool by_supplier;
};

enum status questions_write(FILE *to, enum format_out format,
    const struct style *style, const struct asked *a, struct error *err);
/* The document of kind "ask". */
enum status questions_json(FILE *to, const struct asked *a, struct error *err);

/* How the amounts of an open verdict are to be read. */
struct measure_of;
void questions_measure(
    struct measure_of *m, const struct asked *a, const struct open_verdict *v);

#endif
