/* SPDX-License-Identifier: Apache-2.0 */
/*
 * retention - until when each entry of a log has to be kept, and why.
 *
 * Reads:  auditlog.h, core/base/date.h
 * Gives:  one day for each entry: its own period, or longer where a later
 *         entry rests on it; and how much of the files nothing needs longer
 * Memory: some bytes for each entry, in the caller's arena; nothing is deleted
 */
#ifndef RETRACE_RETENTION_H
#define RETRACE_RETENTION_H

#include "core/base/date.h"
#include "core/log/auditlog.h"

/* Why an entry is kept until its day. */
enum retention_why {
	RETENTION_OWN,   /* its own period, from the day of its record */
	RETENTION_NAMED, /* a later entry refers to it: `by` */
	RETENTION_RESTS  /* what came after rests on it, up to `by` */
};

struct retention_entry {
	date_day until; /* it is to be kept on that day, too */
	uint64_t by;    /* the later entry; of an own period itself */
	enum retention_why why;
};

struct retention {
	/* in */
	unsigned years; /* of the period, from the day of a record on */
	date_day today; /* an entry is past its period if `until` is before */
	/* out */
	uint64_t size;                 /* [entries] of the log */
	struct retention_entry *entry; /* [size] */
	uint64_t past;                 /* of these, past their period */
	uint64_t bytes;                /* of all files, each counted once */
	uint64_t past_bytes; /* of those that only past entries have */
	date_day all_until;  /* the last day of all; DATE_NONE: no entry */
};

enum status retention_find(struct auditlog *log, struct arena *a,
    struct retention *r, struct error *err);
/* Every entry in turn.  False: enough. */
typedef bool (*retention_visit)(void *ctx, uint64_t index,
    const struct leaf *leaf, const struct retention_entry *e, bool past);
enum status retention_each(struct auditlog *log, const struct retention *r,
    retention_visit visit, void *ctx, struct error *err);

#endif
