/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unseal - an opening, held against the filing that it opens.
 *
 * Reads:  seal.h, opening.h
 * Gives:  which sealed value is what, each proven by its digest; or the one
 *         reason why the opening is refused
 * Memory: everything lives in the caller's arena; values borrow from the
 *         opening
 */
#ifndef RETRACE_UNSEAL_H
#define RETRACE_UNSEAL_H

#include "core/filing/seal/seal.h"

/*
 * All that a filing keeps back: is[i] is the value of sealed.list[i], NULL if
 * it stays sealed.
 */
struct unsealed {
	struct sealed_list sealed;
	const struct opened **is;
	size_t opened; /* how many */
};

/* Nothing opened. */
enum status unseal_nothing(
    xmlDoc *doc, struct arena *a, struct unsealed *out, struct error *err);
/*
 * ST_VERIFY: one finding for each value that is refused, at its place in the
 * opening, which ends with its reason in brackets; *reason is the first:
 *
 * opening-other       it opens another filing
 * opening-not-sealed  no value is sealed at that place
 * opening-twice       a place is opened for the second time
 * opening-digest      the value and its salt do not give the digest
 *
 * Then nothing is opened.  ST_NOMEM, ST_CRYPTO.
 */
enum status unseal(xmlDoc *doc, const struct openings *o, const char *file,
    struct arena *a, struct unsealed *out, const char **reason,
    struct findings *f);

/* A copy of the filing in which the opened values stand in clear; NULL when
 * memory is out. */
xmlDoc *unseal_copy(const struct unsealed *x, xmlDoc *doc);

#endif
