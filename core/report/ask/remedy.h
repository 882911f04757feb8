/* SPDX-License-Identifier: Apache-2.0 */
/*
 * remedy - the least to change, as `whatif` tells it.
 *
 * Reads:  checked.h, recourse.h, table.h
 * Gives:  for a reader how many parts, which verdicts they change and which
 *         nothing changes; each part as a row; the document of kind "whatif"
 * Memory: brought_free()
 */
#ifndef RETRACE_REMEDY_H
#define RETRACE_REMEDY_H

#include "core/report/amount.h"
#include "core/report/checked.h"
#include "core/report/table.h"
#include "core/rules/recourse/recourse.h"

/* What a chosen part brings to the first verdict that it bears on. */
struct brings {
	uint32_t target; /* of the recourse, or BOM_NONE */
	bool exact;
	struct exact amount; /* if it is */
};
struct brought {
	struct brings *list; /* [n] as recourse.item, the first of them */
	size_t n;
};

struct remedy {
	const struct checked *checked;
	const struct recourse_basis *basis;
	const struct recourse *recourse;
	size_t top; /* so many parts are listed for a reader */
	struct brought brought;
};

/* Of as many parts as exact numbers are affordable for, and are asked for. */
enum status brought_find(
    struct brought *b, const struct remedy *r, size_t most, struct error *err);
void brought_free(struct brought *b);
/* How it is to be read. */
struct measure_of brought_measure(
    const struct remedy *r, const struct brings *x);

/* Everything after brought_find(). */
enum status remedy_write(FILE *to, enum format_out format,
    const struct style *style, const struct remedy *r, struct error *err);
enum status remedy_json(FILE *to, const struct remedy *r, struct error *err);

/* Why nothing changes a verdict: a word for a program, a sentence. */
const char *remedy_blocked_name(enum blocked why);
const char *remedy_blocked_text(enum blocked why);

/* ---- for the files remedy*.c */
/* How many parts, which verdicts they change and which nothing changes. */
void remedy_eye(FILE *to, const struct style *style, const struct remedy *r);
/* How many of the chosen are bought ready, with all that is in them. */
size_t remedy_wholes(const struct recourse *x);

#endif
