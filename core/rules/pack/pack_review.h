/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack_review - what a careful reader would ask of a pack that can be read.
 *
 * Reads:  pack.h, state.h; the exceptions.tsv beside a rules.xml
 * Gives:  rules that can never be met or never hold, days on which two hold
 *         or none, codes that nobody gives out, decisions that no case
 *         reaches, clauses that nothing carries out
 */
#ifndef RETRACE_PACK_REVIEW_H
#define RETRACE_PACK_REVIEW_H

#include "core/rules/pack/pack.h"

/* Reads a pack by id or path and reviews it; for `rules check`. */
enum status pack_check(const char *what, struct findings *f);
/*
 * Of a pack that was read.  exceptions: the bytes of its exceptions.tsv, which
 * may be none; name must live as long as f.
 */
enum status pack_review(const struct pack *p, const char *name,
    struct str exceptions, struct findings *f);

#endif
