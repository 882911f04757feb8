/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seal_places - where in a filing values stand that can be sealed, and how
 * these places are called.
 *
 * Reads:  filing.h, core/rules/pack/disclosed.h
 * Gives:  the table of kinds of them; only seal.c and seal_list.c use it
 * Memory: texts go into the caller's arena; numbers of elements are kept in
 *         their tree
 */
#ifndef RETRACE_SEAL_PLACES_H
#define RETRACE_SEAL_PLACES_H

#include "core/filing/filing.h"
#include "core/rules/pack/disclosed.h"

#define SEAL_NAME 32       /* "sealed-supplier" */
#define SEAL_TEXT "sealed" /* the attribute of a text that is sealed */

struct seal_kind {
	const char *element, *clear; /* clear NULL: the text of the element */
	const char *above;           /* it must stand in; NULL: anywhere */
	uint8_t field;               /* enum disclosed */
	bool needed;                 /* the schema cannot say that one of the
					two must be there */
};
#define SEAL_KINDS 17
extern const struct seal_kind seal_kinds[SEAL_KINDS];

/* Is it such a value, or the element that has it? */
bool seal_is_kind(const xmlNode *node, const struct seal_kind *k);
/* "sealed-supplier" */
const char *seal_name(const struct seal_kind *k, char name[SEAL_NAME]);

/* The next element in the order of the document; NULL behind the last. */
xmlNode *seal_next(xmlNode *node, const xmlNode *root);
/* Its number among its neighbours of the same name, from 1; the root and each
 * before it must have been given theirs. */
void seal_number(xmlNode *node);
/* "product[1]/places[1]/place[3]/@maker"; .p NULL when memory is out. */
struct str seal_place(
    const xmlNode *node, const struct seal_kind *k, struct arena *a);

#endif
