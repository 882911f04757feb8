/* SPDX-License-Identifier: Apache-2.0 */
/*
 * chain - which filing amends or withdraws which.
 *
 * Reads:  auditlog.h, core/filing/filing.h
 * Gives:  whether a filing may follow the earlier one that it names
 */
#ifndef RETRACE_CHAIN_H
#define RETRACE_CHAIN_H

#include "core/filing/filing.h"
#include "core/log/auditlog.h"

/*
 * A filing that names no earlier one may always be made.  Else ST_REF: the
 * earlier one is not in this log, or has other bytes there; ST_CONFLICT: it
 * has been amended or withdrawn already, and by which is said: a chain has no
 * branches.  The same filing once more is no conflict.  file names the new
 * filing in places.  auditlog_append() asks for the last of these again, by
 * what the log has then.
 */
enum status chain_check(struct auditlog *log, const struct filing_facts *new,
    const char *file, struct error *err);

#endif
