/* SPDX-License-Identifier: Apache-2.0 */
/*
 * contracts - one contract for each end-use certificate.
 *
 * Reads:  profile.h
 * Gives:  which certificates and which lines of goods do not go together
 * Memory: none that stays
 *
 * Src:	what end-user and end-use certificates ask for: one contract or
 *	purchase order on each of them
 */
#ifndef RETRACE_CONTRACTS_H
#define RETRACE_CONTRACTS_H

#include "core/filing/profile/profile.h"

/* Told of each, at the field where it stands. */
typedef void contracts_tell(void *user, struct pos at, const char *text);

/*
 * A certificate is of one contract, which some line of goods names; where there
 * are certificates, no contract of the goods is without.  No certificate at all
 * is right, too: a rule may not ask for any.  What is blank is for missing.h.
 * ST_NOMEM, else ST_OK: whatever was told.
 */
enum status contracts_check(const struct profile *p, contracts_tell *tell,
    void *user, struct error *err);

#endif
