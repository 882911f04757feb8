/* SPDX-License-Identifier: Apache-2.0 */
/*
 * event - what happens beside filings, made ready for the log.
 *
 * Reads:  auditlog.h, leaf.h, pack.h, assumption.h, policy.h, cert.h
 * Gives:  an entry of what a person says and brings along, held against its
 *         kind, its files and the log; everything that is wrong, at once
 * Memory: the entry lives in the caller's arena, and borrows what was said
 */
#ifndef RETRACE_EVENT_H
#define RETRACE_EVENT_H

#include "core/log/auditlog.h"

/* As on a command line; NULL is not said. */
struct event_said {
	const char *kind, *actor, *date, *number, *party, *result, *note;
	const char *const *file; /* [nfile] "FILE" or "ROLE=FILE"; of a rule
				  * pack its id does, too */
	size_t nfile;
	const char *const *refers; /* [nrefers] ids, or how they begin */
	size_t nrefers;
	const char *tool;
	int64_t now;
};

/*
 * The entry.  Each error is a finding: ST_USAGE for what is missing or has no
 * place in an entry of this kind, ST_REF for an entry that is not in the log
 * or of another kind, ST_SYNTAX and others for files, at their place.  What is
 * only odd is a warning.
 */
enum status event_make(const struct event_said *said, struct auditlog *log,
    struct arena *a, struct log_entry *out, struct findings *f);

#endif
