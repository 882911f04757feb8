/* SPDX-License-Identifier: Apache-2.0 */
/*
 * assumption - what a company takes for granted where nobody has spoken.
 *
 * Reads:  fields.h, xml.h; assumption files (schemas/assumptions-1.md)
 * Gives:  entries with reason, author and last day, and the items that each
 *         selects; assume.h puts them beside what is declared
 * Memory: assumptions_free(); files, texts and numbers go into the bom
 */
#ifndef RETRACE_ASSUMPTION_H
#define RETRACE_ASSUMPTION_H

#include "core/bom/bom.h"

#define ASSUMPTIONS_XMLNS "urn:retrace:assumptions:1"

enum assumption_kind {
	ASSUME_NONE,     /* it holds no rare earth by itself */
	ASSUME_COMPLETE, /* nothing beyond what is declared */
	ASSUME_ORIGIN,   /* a stage took place in a country */
	ASSUME_MASS,
	ASSUME_COUNT
};
/* "holds-none", "complete", "origin", "mass" */
const char *assumption_kind_name(enum assumption_kind k);

/* All that it says must hold of an item; texts are empty where it says
 * nothing. */
struct selector {
	struct str part, part_like, name_like;
	struct str maker, revision;
	struct str hs; /* leading digits */
	uint8_t form;  /* enum form */
	bool has_form;
};

struct assumption {
	uint8_t kind; /* enum assumption_kind */
	bool expired; /* until is before the day of the product */
	const char *id, *reason, *author;
	const char *says; /* "mining in AU", "2.5 g each"; "" for the others */
	date_day until;   /* the last day on which it counts */
	struct place at;
	struct selector *select; /* [nselect]: any of them */
	size_t nselect;
	/* ASSUME_ORIGIN */
	uint8_t stage;     /* enum stage, or STAGE_ALL */
	uint32_t elements; /* bit per element; 0: all */
	char country[3];
	/* ASSUME_MASS */
	struct amount mass; /* [g] per base unit of dim */
	uint8_t dim;        /* enum dimension */
	/* After assume_make(): items that it selects, and of these such that */
	uint32_t selected;
	uint32_t touched;  /* ...say nothing of it: it was assumed */
	uint32_t declared; /* ...say it themselves, or are counted otherwise */
	uint32_t taken;    /* ...an entry before it has spoken for */
	uint32_t suspect;  /* of those touched: something points to rare
			      earth, though none is assumed */
};

struct assumptions {
	struct assumption *entry; /* [n], in the order of the files */
	size_t n, cap;
	size_t npattern; /* selectors that are held against every item */
	struct arena mem;
};

/*
 * Adds the entries of a file, which becomes one of the bom's files.  An
 * expired entry is kept, said as a warning and does not count.  All errors
 * go to f, each at its place.
 */
enum status assumptions_read(struct assumptions *a, struct bom *b,
    const char *path, date_day as_of, struct findings *f);
enum status assumptions_read_bytes(struct assumptions *a, struct bom *b,
    const char *name, struct bytes *bytes, date_day as_of, struct findings *f);
void assumptions_free(struct assumptions *a);

/* Does the item fit? */
bool selector_fits(
    const struct selector *s, const struct bom *b, uint32_t item);
/* "SCR-*" against "SCR-M4": * stands for any text, ? for one character. */
bool selector_like(struct str pattern, struct str text, bool any_case);

#endif
