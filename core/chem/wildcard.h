/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wildcard - names that stand for everything that is not listed.
 *
 * Reads:  wildcards.tsv, compiled in
 */
#ifndef RETRACE_WILDCARD_H
#define RETRACE_WILDCARD_H

#include "core/base/str.h"

/* "other substances", "Misc., not to declare" ..., in any case. */
bool wildcard_is(struct str name);

#endif
