/* SPDX-License-Identifier: Apache-2.0 */
/*
 * similar - part numbers that somebody may have meant.
 *
 * Reads:  bom.h
 * Gives:  the item whose part number differs only in case, blanks and signs
 * Memory: one table of all part numbers, made when many have been asked for;
 *         similar_free()
 */
#ifndef RETRACE_SIMILAR_H
#define RETRACE_SIMILAR_H

#include "core/bom/bom.h"

/* All zero is ready. */
struct similar {
	struct intern plain; /* part numbers without case and signs */
	uint32_t *item;      /* [plain.n] the first item; BOM_NONE: several */
	bool made;
	uint32_t asked; /* before that: each looks through all items */
};

/*
 * The one item with such a part number, or BOM_NONE; also where memory is
 * out, for it is only a hint.
 */
uint32_t similar_find(struct similar *s, const struct bom *b, struct str part);
void similar_free(struct similar *s);

#endif
