/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hint - does the name of an item point to rare earths?
 *
 * Reads:  hints.tsv, compiled in; element.h, magnet.h
 * Gives:  a guess by which questions are sorted, and nothing else: no bound
 *         and no verdict may rest on a name
 */
#ifndef RETRACE_HINT_H
#define RETRACE_HINT_H

#include "core/base/str.h"

#define HINT_WORDS 200

struct hint_word {
	struct str text;
	bool begins;  /* it is how a word begins, not all of it */
	bool magnet;  /* of any magnet, with rare earth or without */
	uint8_t next; /* 1 + index of the next that begins alike; 0: none */
};

/* The words, ready to be looked for in many names. */
struct hints {
	struct hint_word word[HINT_WORDS];
	size_t n;
	uint8_t first[256]; /* by its first byte, in either case: 1 + index of
			       the last word that begins so; 0: none */
};

void hints_open(struct hints *h);
/* "Magnet N42SH", "NdFeB ring", "钕铁硼"; not "ferrite magnet". */
bool hint_of_rare_earth(const struct hints *h, struct str name);

#endif
