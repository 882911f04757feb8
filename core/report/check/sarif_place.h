/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sarif_place - places in the user's files as SARIF says them.
 *
 * Reads:  checked.h, json.h
 * Gives:  the array "artifacts", and a place as a physicalLocation: a file by
 *         its URI and its index, the line, and the column in characters
 * Memory: sarif_places_free(); an offset for some lines of a file that is
 *         referred to
 */
#ifndef RETRACE_SARIF_PLACE_H
#define RETRACE_SARIF_PLACE_H

#include "core/report/checked.h"
#include "core/report/json.h"

/* Where every so many lines of one file begin. */
struct sarif_lines {
	size_t *start; /* [n] offsets */
	size_t n;
};

struct sarif_places {
	const struct checked *c;
	struct sarif_lines *file; /* [c->bom->nfile]; start NULL: not yet */
	bool bad;                 /* memory ran out */
};

/* False when memory is out. */
bool sarif_places_open(struct sarif_places *p, const struct checked *c);
void sarif_places_free(struct sarif_places *p);

/* The array "artifacts": all that the verdicts rest on, with its digest. */
void sarif_artifacts(struct json *j, struct sarif_places *p);
/* The object "physicalLocation"; nothing without a file. */
void sarif_physical(struct json *j, struct sarif_places *p, struct pos at);

/* [characters from 1] of a column in bytes; 0 where the file has no such
 * place. */
uint32_t sarif_column(struct sarif_places *p, size_t file, struct pos at);

#endif
