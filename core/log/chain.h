/* SPDX-License-Identifier: Apache-2.0 */
/*
 * chain - which filing amends or withdraws which.
 *
 * Reads:  auditlog.h, core/filing/filing.h
 * Gives:  whether a filing may follow the earlier one that it names
 * Memory: a few hundred bytes for each entry that changes a filing, until
 *         chain_free()
 */
#ifndef RETRACE_CHAIN_H
#define RETRACE_CHAIN_H

#include "core/base/hash.h"
#include "core/log/auditlog.h"

/* All zero: nothing of the log has been read. */
struct chain {
	uint64_t seen;         /* entries that have been looked at */
	struct intern earlier; /* ids of filings that were changed */
	struct chain_link *by; /* [earlier.n] what changed it first */
	size_t cap;
	struct arena texts;
};

/*
 * A filing that names no earlier one may always be made.  Else ST_REF: the
 * earlier one is not in this log, or has other bytes there; ST_CONFLICT: it
 * has been amended or withdrawn already, and by which is said: a chain has no
 * branches.  The same filing once more is no conflict.  xml: the new filing;
 * file names it in places.
 * Out:  c->seen, which auditlog_append() takes: what came in between is then
 *       noticed
 * Cost: one look at each entry that is new since the last call, and at the
 *       filing of those that change one
 */
enum status chain_check(struct chain *c, struct auditlog *log, struct str xml,
    const char *file, struct error *err);
void chain_free(struct chain *c);

#endif
