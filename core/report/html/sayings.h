/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sayings - what a finding says, in Chinese.
 *
 * Reads:  findings.h
 * Gives:  the sentence in the language of a page; names and numbers in it stay
 * Memory: the caller's buffer
 *
 * A finding is text with the format it was made from.  What stands in the
 * places of the format is found again in the text, and put into the sentence
 * that the table has for that format; a lint script holds the table to the
 * formats of the program.
 */
#ifndef RETRACE_SAYINGS_H
#define RETRACE_SAYINGS_H

#include "core/base/findings.h"

#define SAYING_TEXT (2 * ERROR_TEXT)

/* False: there is none in Chinese; out is empty. */
bool saying_zh(char out[SAYING_TEXT], const struct finding *x);

#endif
