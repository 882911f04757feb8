/* SPDX-License-Identifier: Apache-2.0 */
/*
 * period - the days within which the goods of a filing were shipped.
 *
 * Reads:  profile.h
 * Gives:  whether what people say of it is a period
 * Memory: none
 */
#ifndef RETRACE_PERIOD_H
#define RETRACE_PERIOD_H

#include "core/filing/profile/profile.h"

/* ST_CONFLICT: one end alone, a day that there is not, or an end before the
 * start; no period is one, too. */
enum status period_check(const struct profile *p, struct error *err);

#endif
