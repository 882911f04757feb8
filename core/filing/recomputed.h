/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recomputed - a filing against a draft that was computed anew.
 *
 * Reads:  filing.h, profile.h
 * Gives:  each figure, word and verdict that is otherwise, by its way in the
 *         document
 * Memory: none beyond the call
 */
#ifndef RETRACE_RECOMPUTED_H
#define RETRACE_RECOMPUTED_H

#include "core/base/findings.h"

#include <libxml/tree.h>

/*
 * Compares all that is computed: not the blocks that people fill in, not the
 * checkpoint and the signature, not which program wrote it and of what kind
 * the filing is.  ST_VERIFY: something differs, each an error in f, up to a
 * number; ST_NOMEM.  file names the filing.
 */
enum status filing_recomputed(
    xmlDoc *filing, xmlDoc *again, const char *file, struct findings *f);

#endif
