/* SPDX-License-Identifier: Apache-2.0 */
/*
 * text - words for a reader: how they look, and what may not be in them.
 *
 * Reads:  str.h
 * Gives:  struct style; sentences broken at the reader's width; user text
 *         that cannot command a terminal
 * Memory: none
 */
#ifndef RETRACE_TEXT_H
#define RETRACE_TEXT_H

#include "core/base/str.h"

#include <stdio.h>

struct style {
	bool plain;   /* one record a line, no boxes, no line breaking */
	bool colour;  /* never without words that say the same */
	bool utf8;    /* the reader sees more than ASCII */
	size_t width; /* [columns] of the reader; 0: no limit */
};

enum tone { TONE_NONE, TONE_BAD, TONE_OPEN, TONE_GOOD, TONE_FAINT, TONE_COUNT };

/* The terminal's sequences around words of a tone; "" without colour. */
const char *tone_start(const struct style *s, enum tone t);
const char *tone_end(const struct style *s, enum tone t);
/* For a table's cell: a colour by name, or NULL. */
const char *tone_name(enum tone t);

/* Controls, separators of lines, marks that reorder what follows, and what is
 * no character in XML. */
bool text_is_unsafe(uint32_t c);
/*
 * Writes text from a file as it is, but control characters, line breaks and
 * what turns the direction of writing as "\x1b".
 */
void text_put(FILE *to, struct str s);

/* The same for a page of HTML: signs of markup as entities. */
void text_put_html(FILE *to, struct str s);

/* [columns] that the text takes. */
size_t text_width(struct str s);

/*
 * A sentence, broken between words at the style's width; every line is
 * indented, the first one unless it continues what stands already `used`
 * columns wide.  Ends the line.
 */
void text_wrap(FILE *to, const struct style *s, unsigned indent, size_t used,
    struct str text);
/* "product  Drive unit" on a line of its own; what is not there is not said. */
void text_beside(FILE *to, int indent, const char *what, struct str text);

#endif
