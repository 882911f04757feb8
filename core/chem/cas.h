/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cas - registry numbers of substances.
 *
 * Reads:  str.h
 * Gives:  whether a number can be a CAS or an EC number: form and check digit
 */
#ifndef RETRACE_CAS_H
#define RETRACE_CAS_H

#include "core/base/str.h"

/* "1313-97-9": two to seven digits, two, and the right check digit. */
bool cas_valid(struct str s);
/* "215-214-1": three digits, three, and the right check digit. */
bool ec_valid(struct str s);

#endif
