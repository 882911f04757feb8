/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tsv - the data files of this stage, which are compiled in.
 *
 * Reads:  str.h
 * Gives:  their rows; lines that begin with '#' and the row of column names
 *         are passed over
 */
#ifndef RETRACE_TSV_H
#define RETRACE_TSV_H

#include "core/base/str.h"

struct tsv {
	struct str rest; /* not read yet */
	bool past_names; /* the row of column names is behind */
};

struct tsv tsv_open(struct str text);
/* False at the end, and at a row of fewer than n fields: the files are ours
 * and a test reads them whole. */
bool tsv_next(struct tsv *t, struct str *field, size_t n);

#endif
