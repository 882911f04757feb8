/* SPDX-License-Identifier: Apache-2.0 */
/*
 * chain - which filing amends or withdraws which.
 *
 * Reads:  auditlog.h, core/filing/filing.h
 * Gives:  whether a filing may follow the earlier one that it names
 * Memory: none beyond the call
 */
#ifndef RETRACE_CHAIN_H
#define RETRACE_CHAIN_H

#include "core/log/auditlog.h"

/*
 * A filing that names no earlier one may always be made.  Else ST_REF: the
 * earlier one is not in this log, or has other bytes there; ST_CONFLICT: it
 * has been amended or withdrawn already, and by which is said: a chain has no
 * branches.  The same filing once more is no conflict.  xml: the new filing;
 * file names it in places.
 * Cost: one look at the record of each later entry, and at the bytes of those
 * that change a filing
 */
enum status chain_check(
    struct auditlog *log, struct str xml, const char *file, struct error *err);

#endif
