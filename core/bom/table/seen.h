/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seen - short texts that were read before, and what they meant.
 *
 * Reads:  hash.h
 * Gives:  for a pair of cells the numbers that the reader found for it last
 *         time: a column says few things, and says them a million times
 * Memory: seen_free(); all zero is an empty one
 */
#ifndef RETRACE_SEEN_H
#define RETRACE_SEEN_H

#include "core/base/hash.h"

/* [bytes] The longest text that is kept: "2025-04-17", "0.00012345". */
#define SEEN_TEXT 16

struct seen_pair {
	uint64_t text[4]; /* two texts, zeros behind them: none holds a NUL */
	uint32_t meaning;
	uint8_t more; /* of the meaning */
	bool used, known;
	bool plain; /* known, and nothing else is to be said of it */
};

struct seen {
	struct seen_pair *pair; /* [SEEN_PAIRS], or NULL: none yet */
};
#define SEEN_BITS 11
#define SEEN_PAIRS (1 << SEEN_BITS)

/* For seen_find(), where the first place of the pair does not do. */
struct seen_pair *seen_search(
    struct seen *s, const uint64_t text[4], size_t first);
void seen_free(struct seen *s);

/* A text of at most SEEN_TEXT bytes; most have no second word. */
static inline void
seen_words(struct str s, uint64_t word[2])
{
	word[0] = hash_word(s.p, s.n < 8 ? s.n : 8);
	word[1] = s.n > 8 ? hash_word(s.p + 8, s.n - 8) : 0;
}

/*
 * The place of the pair; .known: it has been read before.  A reader that then
 * finds out what it means, says so there.  NULL: it cannot be kept.
 */
static inline struct seen_pair *
seen_find(struct seen *s, struct str a, struct str b)
{
	size_t first;
	struct seen_pair *p;
	uint64_t text[4];

	if (a.n > SEEN_TEXT || b.n > SEEN_TEXT)
		return NULL;
	seen_words(a, &text[0]);
	seen_words(b, &text[2]);
	/* the topmost bits of a product depend on all of it */
	first = (text[0] + text[1] * 0xD6E8FEB86659FD93ULL +
		    text[2] * 0xA0761D6478BD642FULL +
		    text[3] * 0x8EBC6AF09C88C6E3ULL) *
		    0x9E3779B97F4A7C15ULL >>
		(64 - SEEN_BITS);
	p = s->pair != NULL ? &s->pair[first] : NULL;
	if (p != NULL && p->text[0] == text[0] && p->text[1] == text[1] &&
	    p->text[2] == text[2] && p->text[3] == text[3] && p->used)
		return p;
	return seen_search(s, text, first);
}

#endif
