/* SPDX-License-Identifier: Apache-2.0 */
/*
 * options - a table of options, each bound to the variable it sets.
 *
 * Reads:  date.h, error.h
 * Gives:  "--name value", "--name=value", "-n value", "--" and the words
 *         that remain; help printed from the same table
 * Memory: lists are malloc'ed, words borrowed from argv
 */
#ifndef RETRACE_OPTIONS_H
#define RETRACE_OPTIONS_H

#include "core/base/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Words in the order given. */
struct words {
	const char **word;
	size_t n, cap;
};

enum option_kind {
	OPTION_FLAG,   /* bool */
	OPTION_TEXT,   /* const char * */
	OPTION_LIST,   /* struct words; may be repeated */
	OPTION_CHOICE, /* int: which of "a|b|c" */
	OPTION_PICK,   /* int: the same counted from 1; left out it is 0 */
	OPTION_DATE    /* date_day */
};

struct option_spec {
	const char *name; /* without "--" */
	char letter;      /* 'o', or 0 */
	enum option_kind kind;
	void *value;
	const char *arg; /* what help calls the value; of a choice or a pick
			    "a|b|c" */
	const char *help;
};

/* What a verb understands. */
struct usage {
	const char *synopsis; /* after the verb: "BOM... [--rules PACK]" */
	const struct option_spec *option;
	size_t noption;
	const char *notes; /* printed below the options, or NULL */
};

/*
 * Options of the two tables may stand anywhere; what is no option goes to
 * rest, "-" too.  ST_USAGE names the option and its nearest neighbour.
 */
enum status options_read(const struct usage *own, const struct usage *common,
    int argc, char **argv, struct words *rest, struct error *err);
/* The number of --top: "20"; "0" is all. */
enum status options_top(const char *text, size_t *top, struct error *err);
void options_print(FILE *to, const struct usage *usage);

/* The candidate most like the word, or NULL if none is near. */
const char *options_nearest(
    const char *word, const char *const *candidate, size_t n);
bool words_add(struct words *w, const char *word);
/* Each of the others as well. */
enum status words_add_all(
    struct words *to, const struct words *from, struct error *err);
void words_free(struct words *w);

#endif
