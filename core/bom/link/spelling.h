/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spelling - is it the same name, written otherwise?
 *
 * Reads:  str.h
 * Gives:  names without case, width, blanks and signs; comparisons of part
 *         numbers and of companies
 * Memory: none
 */
#ifndef RETRACE_SPELLING_H
#define RETRACE_SPELLING_H

#include "core/base/str.h"

/* [bytes] A longer name is like no other. */
#define SPELLING_ROOM 80

/*
 * Letters in lower case, digits, and what is beyond ASCII and seen; forms of
 * full width as those of ASCII, any dash as '-'.  signs: those of ASCII stay.
 * Nothing if it is too long for out.
 */
struct str spelling_fold(struct str name, bool signs, char out[SPELLING_ROOM]);
/* Do two part numbers differ in case, width, blanks and kinds of dash only? */
bool spelling_same_part(struct str a, struct str b);
/* The same for companies, whose legal form ("Inc.", "GmbH", "有限公司") and
 * signs may differ as well. */
bool spelling_same_company(struct str a, struct str b);
/* The same for two names where these are one, or of the same company; lies in
 * out or is the name. */
struct str spelling_company(struct str name, char out[SPELLING_ROOM]);

#endif
