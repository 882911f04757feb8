/* SPDX-License-Identifier: Apache-2.0 */
/*
 * answer_words - the words of a questionnaire that are not English.
 *
 * Reads:  str.h
 * Gives:  what somebody wrote in Chinese, in the words that fields.h knows;
 *         and the Chinese words that a questionnaire is written in, from the
 *         same table
 * Memory: texts go into the caller's arrays
 */
#ifndef RETRACE_ANSWER_WORDS_H
#define RETRACE_ANSWER_WORDS_H

#include "core/base/str.h"

/* Whoever writes more than that into a cell is told so elsewhere. */
#define ANSWER_TEXT 400

/*
 * The text without what keeps a spreadsheet from reading it (a leading
 * apostrophe); full-width signs as those of ASCII; Chinese words as English
 * ones.  The result is the text itself, or in buf.
 */
struct str answer_plain(struct str text, char buf[ANSWER_TEXT]);
/* A name as it was before it was kept from a spreadsheet. */
struct str answer_name(struct str text);
/* "mining" in Chinese; what the table has not, is itself. */
const char *answer_in_chinese(const char *english);

#endif
