/* SPDX-License-Identifier: Apache-2.0 */
/*
 * disclosed - what tells who a supplier is, and which of it a form demands.
 *
 * Reads:  str.h
 * Gives:  the kinds of such values, by the words of schemas/rules-1.md; the
 *         demands of a pack stand in pack.h
 * Memory: none
 */
#ifndef RETRACE_DISCLOSED_H
#define RETRACE_DISCLOSED_H

#include "core/base/str.h"

#include <stdint.h>

enum disclosed {
	DISCLOSED_SUPPLIER, /* who declared something */
	DISCLOSED_DOCUMENT, /* the number of his document */
	DISCLOSED_EVIDENCE, /* what it rests on: a report, a certificate */
	DISCLOSED_MAKER,    /* of a part that is not the filer's own */
	DISCLOSED_FILE,     /* name, size and digest of a file of his */
	DISCLOSED_UPSTREAM, /* who issued a notice, and its number */
	DISCLOSED_COUNT
};
#define DISCLOSED_ALL (((uint32_t)1 << DISCLOSED_COUNT) - 1)

const char *disclosed_name(enum disclosed d); /* "supplier" */
/* Bits of the words of a list that blanks separate; unknown ones are none. */
uint32_t disclosed_of(struct str words);
/* "supplier maker", in the order above. */
#define DISCLOSED_TEXT 64
void disclosed_text(uint32_t fields, char out[DISCLOSED_TEXT]);

#endif
