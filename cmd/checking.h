/* SPDX-License-Identifier: Apache-2.0 */
/*
 * checking - from an open session to what reports of verdicts take.
 *
 * Reads:  session.h, core/report/checked.h
 * Gives:  struct checked with the digests of all that the verdicts rest on
 * Memory: in the session
 */
#ifndef RETRACE_CHECKING_H
#define RETRACE_CHECKING_H

#include "cmd/session.h"
#include "core/report/checked.h"

/* What the session has opened; at least the product. */
enum status checking_fill(
    struct session *s, struct checked *out, struct error *err);

#endif
