/* SPDX-License-Identifier: Apache-2.0 */
/*
 * twin - a product in which some of its parts are there twice: as they are, and
 * as they come from elsewhere.
 *
 * Reads:  bom.h, linked
 * Gives:  a twin for each of the marked items, behind all others: it holds the
 *         same, but each stage of all that is in it took place in another
 *         country; and uses that lead to the one or the other
 * Memory: twins_free(); the product must outlive it, and is not changed, until
 *         twins_keep() puts the twins into it
 *
 * So a whole that is bought ready holds twins, while the parts stay what they
 * are wherever else they are used.
 */
#ifndef RETRACE_TWIN_H
#define RETRACE_TWIN_H

#include "core/bom/bom.h"

/* Where it is that things come from instead. */
struct elsewhere {
	char country[3];
	bool technology; /* nor do they use the technology of the others */
	uint32_t decl;   /* the document that says so */
};
/* All stages of all that is in the item, there. */
struct origin elsewhere_origin(const struct elsewhere *e, uint32_t item);
/* Of an origin that was said: whose technology was used stays said, unless
 * that is to change as well; false: nothing of it is left. */
bool elsewhere_keeps(const struct elsewhere *e, struct origin *o);

struct twins {
	struct bom bom;
	uint32_t *to; /* [nitem of the product] its twin, or BOM_NONE */
	size_t first; /* the first twin: nitem of the product */
};
/* mark: [nitem].  e->decl BOM_NONE: a verified document of its own.  False when
 * memory is out; to be freed all the same. */
bool twins_make(struct twins *t, const struct bom *b, const uint8_t *mark,
    struct elsewhere e);
/* The item's uses lead to the twins of its parts, or to these themselves. */
void twins_use(struct twins *t, const struct bom *b, uint32_t item, bool twins);
/*
 * Puts the twins into the product that they were made of, each with a part
 * number of its own: "MAG-1 (AU)".  False when memory is out.
 */
bool twins_keep(struct twins *t, struct bom *b, const char *country);
void twins_free(struct twins *t);

#endif
