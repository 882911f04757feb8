/* SPDX-License-Identifier: Apache-2.0 */
/*
 * over_time - what each shipped item reads from which day on, and why.
 *
 * Reads:  checked.h, timeline.h
 * Gives:  a timeline per rule and item for a reader; rows and a document for
 *         a program
 * Memory: a row at a time
 */
#ifndef RETRACE_OVER_TIME_H
#define RETRACE_OVER_TIME_H

#include "core/report/checked.h"
#include "core/report/table.h"
#include "core/rules/timeline.h"

struct over_time {
	const struct checked *checked; /* as of today */
	const struct timeline *timeline;
	date_day from, until; /* asked for; DATE_NONE: as far as anything
				 changes */
};

enum status over_time_write(FILE *to, enum format_out format,
    const struct style *style, const struct over_time *x, struct error *err);

#define EVENT_TEXT 700
/* "the suspension until 2026-11-10 is over": what changed on its day. */
void event_words(
    char out[EVENT_TEXT], const struct over_time *x, const struct event *e);

/* ---- for the files over_time*.c */
#define OVER_TIME_COLUMNS 27
extern const struct column over_time_columns[OVER_TIME_COLUMNS];
/* As a reader sees them: without the other answers where none was asked for,
 * and without errors where there are none. */
void over_time_shown(
    const struct over_time *x, struct column out[OVER_TIME_COLUMNS]);
/* A row for each run of periods in which the item reads the same. */
void over_time_rows(
    struct table *t, const struct over_time *x, size_t rule, uint32_t item);

#endif
