/* SPDX-License-Identifier: Apache-2.0 */
/*
 * accounted - the account of what was read, in one of the forms.
 *
 * Reads:  checked.h, table.h, core/bom/account.h
 * Gives:  what `account` prints: files, products with what of them is
 *         declared, and all that was not taken; and its one line for `convert`
 * Memory: rows are written as they come
 */
#ifndef RETRACE_ACCOUNTED_H
#define RETRACE_ACCOUNTED_H

#include "core/bom/account.h"
#include "core/report/checked.h"
#include "core/report/table.h"

struct accounted {
	const struct account *account;
	const struct checked *checked;
	bool all; /* a reader sees every line, however many */
};

enum status accounted_write(FILE *to, enum format_out format,
    const struct style *style, const struct accounted *a, struct error *err);
/* "read 3 files: 26 items, ...": a line without what was read well. */
void accounted_line(FILE *to, const struct account *a);

#endif
