/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hearing - several documents speak of one item: which are heard?
 *
 * Reads:  bom.h, linked and its documents ranked (rank.c)
 * Gives:  the steps of declare.c (amounts), origin.c (origins), disagree.c
 *         (conflicts); prefer.h asks what another document would say
 * Memory: hearing_open(), hearing_close(); one item at a time
 */
#ifndef RETRACE_HEARING_H
#define RETRACE_HEARING_H

#include "core/bom/bom.h"

struct said_amount;  /* said_amount.h */
struct origin_words; /* origin_word.c */

/* In hearing.listed: a substance of which nobody knows what is in it. */
#define LISTED_VAGUE ((uint32_t)1 << 31)

struct hearing {
	struct bom *b;
	struct findings *f; /* NULL: nothing is said, no conflict is kept */
	uint32_t preferred; /* declaration that goes before all; BOM_NONE */
	uint32_t *listed;   /* [ndecl] elements that it lists in the item */
	uint32_t *said;     /* [ndecl] its newest conflict, or BOM_NONE */
	/* The best document on each element, and on what is no rare earth;
	   [1] on what was used and is not contained; BOM_NONE: none. */
	uint32_t best[2][NELEM], best_other[2];
	/* The best on each element whose word is an amount that is there. */
	uint32_t added[NELEM];
	/* What is said of origins, by stage and element: of the item as a
	   whole, of the line at hand, by a document that lost. */
	struct origin_words *of_item, *of_line, *lost_words;
	uint32_t turn, item_turn; /* words of an earlier turn are void */
	uint32_t apart;      /* one element for each set of which the item's
				statements of origin speak alike */
	uint8_t like[NELEM]; /* the one that stands for it */
	struct said_amount *kept, *lost; /* [NELEM] */
	uint32_t *line; /* [nline] rows of the item at hand, by document */
	size_t nline, line_cap;
};

/* False when memory is out; closed in any case by hearing_close(). */
bool hearing_open(struct hearing *h, struct bom *b, struct findings *f);
void hearing_close(struct hearing *h);

/* Which lines count, for which elements.  False when memory is out. */
bool hear_content(struct hearing *h, uint32_t item);
/* Which origins count; after hear_content(). */
bool hear_origins(struct hearing *h, uint32_t item);
/* Tells of documents that exclude each other on an amount. */
bool hear_disagreement(struct hearing *h, uint32_t item);

/* The rank of a document, of an origin; the preferred one is before all. */
uint32_t rank_of(const struct hearing *h, uint32_t decl);
/* "verified", "newer" or "read first": why one goes before the other. */
const char *why_better(enum standing kept, enum standing lost,
    const struct declaration *k, const struct declaration *l);
/* Is one of that document about that item there, of the same kind? */
bool conflict_is_kept(const struct hearing *h, const struct conflict *c);
/* Keeps a conflict; elements or stages are added to one that is there. */
bool keep_conflict(struct hearing *h, const struct conflict *c);

/* Country, technology: each is heard by itself. */
#define ASPECTS 2

/* What one document says of a stage of an element. */
#define WORD_COUNTRIES 8
struct word {
	uint32_t turn;              /* when it was begun */
	uint32_t decl, rank;        /* whose; the best of its statements */
	const struct origin *first; /* of them; NULL: none is added yet */
	const struct origin *over;  /* with it the shares pass 100 %; NULL */
	mpq_t sum;                  /* of all shares */
	bool open;                  /* the sum is more than that */
	bool absent, present;       /* the stage did not, did take place */
	bool crowded;               /* countries beyond WORD_COUNTRIES */
	size_t n;                   /* countries */
	char country[WORD_COUNTRIES][3];
	mpq_t share[WORD_COUNTRIES];
};
struct origin_words {
	struct word at[ASPECTS][STAGE_COUNT][NELEM];
};
struct origin_words *origin_words_make(void); /* NULL: memory is out */
void origin_words_free(struct origin_words *w);
/* The word is that of the better statement from now on. */
void word_offer(struct word *w, uint32_t turn, const struct origin *o);
/* Adds a statement of the same document. */
void word_add(struct word *w, const struct origin *o, int aspect,
    const struct numtab *num);
/* Is there no origin that fits both? */
bool words_clash(const struct word *x, const struct word *y);

#endif
