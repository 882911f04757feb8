/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explaining - what the columns of tables were taken for.
 *
 * Reads:  session.h, core/bom/table/columns_told.h
 * Gives:  --explain-columns of `retrace convert`
 * Memory: freed before it returns
 */
#ifndef RETRACE_EXPLAINING_H
#define RETRACE_EXPLAINING_H

#include "cmd/session.h"

/* Reads the files of the session, and tells of each column; also where a file
 * is then refused.  The exit code. */
int explaining_run(struct session *s);

#endif
