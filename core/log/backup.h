/* SPDX-License-Identifier: Apache-2.0 */
/*
 * backup - a second file with all of a log, at one moment.
 *
 * Reads:  auditlog.h
 * Gives:  a copy that was audited before it has its name, and what it holds;
 *         writers go on beside it.  A backup put back is made the same way
 */
#ifndef RETRACE_BACKUP_H
#define RETRACE_BACKUP_H

#include "core/log/auditlog.h"

#include <limits.h>

/* What a backup will be, or is. */
struct backup {
	char path[PATH_MAX];
	uint64_t entries; /* of the newest checkpoint */
	uint8_t root[SHA256_SIZE];
	uint64_t bytes; /* of the file; before it is made those of the log */
	uint64_t room;  /* [bytes] free where it goes */
};

/*
 * Where the log would be copied: to, or, if that is a folder, a file in it
 * that is called after the log, the day and the number of entries.  ST_CREATE:
 * a file is there already, or there is not enough room.
 */
enum status backup_plan(struct auditlog *log, const char *to, int64_t now,
    struct backup *out, struct error *err);
/*
 * Makes it.  The copy is audited, and its newest checkpoint must be one of the
 * log; else ST_VERIFY, findings say why, and nothing is left of it.
 */
enum status backup_make(struct auditlog *log, struct backup *b,
    struct findings *f, struct error *err);

#endif
