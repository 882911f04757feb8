/* SPDX-License-Identifier: Apache-2.0 */
/*
 * told_words - the words that rows of told.h are made of.
 *
 * Reads:  told.h
 * Gives:  what one side says, added to a text; only for the files told_*.c
 * Memory: texts of TOLD_TEXT bytes; what does not fit is cut
 */
#ifndef RETRACE_TOLD_WORDS_H
#define RETRACE_TOLD_WORDS_H

#include "core/report/diff/told.h"

void told_add_str(char *out, struct str s);
/* A text of the bom, or that none is stated. */
void told_add_text(char *out, const struct bom *b, uint32_t text);
/* A number of it, times scale. */
void told_add_number(
    char *out, const struct bom *b, uint32_t id, unsigned long scale);
/* "Nd Pr", or "all rare earths". */
void told_add_elements(char *out, uint32_t elements);

void told_add_field(
    char *out, const struct bom *b, uint32_t item, enum change_field f);
/* What a line is about, and what it says of it. */
void told_add_subject(char *out, const struct bom *b, const struct content *c);
void told_add_line(char *out, const struct bom *b, const struct content *c);
/* What an origin is about, and where it is. */
void told_add_matter(char *out, const struct bom *b, const struct origin *o);
void told_add_origin(char *out, const struct bom *b, const struct origin *o);
void told_add_document_name(char *out, const struct bom *b, uint32_t decl);
void told_add_document(char *out, const struct bom *b, uint32_t decl);

#endif
