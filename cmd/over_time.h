/* SPDX-License-Identifier: Apache-2.0 */
/*
 * over_time - `retrace check --timeline`: the product of every other day.
 *
 * Reads:  session.h, core/report/check/over_time.h
 * Gives:  the verdicts over time; each product that there is between two days
 *         is read from the same bytes, added up and judged once
 * Memory: one product beside that of today
 */
#ifndef RETRACE_CMD_OVER_TIME_H
#define RETRACE_CMD_OVER_TIME_H

#include "cmd/session.h"

struct over_time_options {
	bool asked;           /* --timeline */
	date_day from, until; /* --from, --until */
};

/* ST_USAGE: options that do not go together. */
enum status over_time_check(
    const struct over_time_options *o, bool all_items, struct error *err);
/* The whole of it, from the files to the exit code. */
int over_time_run(
    struct session *s, struct dealing *deal, const struct over_time_options *o);

#endif
