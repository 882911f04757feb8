/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seeking - the least to change so that nothing triggers.
 *
 * Reads:  session.h, changing.h, core/rules/recourse/recourse.h
 * Gives:  `retrace whatif` without --set: the choice on every output, once
 *         the product with it has been read, linked and judged anew
 * Memory: a second session while it is checked
 */
#ifndef RETRACE_SEEKING_H
#define RETRACE_SEEKING_H

#include "cmd/dealing.h"

struct seeking {
	struct words keep;
	const char *cost;     /* file, or NULL */
	const char *from;     /* country, or NULL */
	const char *top;      /* number */
	const char *write;    /* file, or NULL */
	struct dealing *deal; /* quantities of a year, where a file is named */
	int by;               /* enum recourse_by */
	bool settle, declare, technology, assemblies;
};

/* What the options say together; ST_USAGE. */
enum status seeking_check(const struct seeking *k, struct error *err);
/* Opens the session; returns the exit code. */
int seeking_run(struct session *s, const struct seeking *k);

#endif
