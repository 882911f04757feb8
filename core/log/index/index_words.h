/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_words - text as words that can be found.
 *
 * Reads:  arena.h, error.h
 * Gives:  text in which each word of Chinese stands as pairs of signs, since
 *         FTS5 sees a sentence of it as one word; what a user types as a
 *         question to FTS5 that no sign in it can break
 * Memory: index_text_free(); questions lie in the caller's arena
 */
#ifndef RETRACE_INDEX_WORDS_H
#define RETRACE_INDEX_WORDS_H

#include "core/base/arena.h"
#include "core/base/error.h"

/* Text that grows; all zero is empty. */
struct index_text {
	char *p;
	size_t n, cap;
	bool bad; /* memory ran out */
};
void index_text_add(struct index_text *t, struct str s);
void index_text_free(struct index_text *t);

/*
 * Adds a text and a blank.  Of a run of Chinese or Japanese signs each pair is
 * a word, and so is the last sign; signs of full width are those of ASCII.
 */
void index_words(struct index_text *t, struct str text);

/*
 * What was typed: words, and several in "quotes" as they follow each other; a
 * word ends with * where it is only the beginning.  Each must be in one of
 * the columns ("product part", NULL: any).  Adds to a question that holds
 * others already.  ST_USAGE: there is no word in it, or too many.
 */
enum status index_question(struct index_text *question, const char *columns,
    struct str typed, struct error *err);

#endif
