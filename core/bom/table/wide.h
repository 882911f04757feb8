/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide - headings that say what their column is about: a column per element,
 * numbered columns, a country per stage.
 *
 * Reads:  csv_header.h, basis.h, element.h
 * Gives:  what such a heading says, and which columns of a header row are
 *         read so
 * Memory: nothing of its own
 *
 * What is not understood whole is not understood: "Nd LOD" is no content of
 * neodymium.  A symbol that may be a word needs others beside it.
 */
#ifndef RETRACE_WIDE_H
#define RETRACE_WIDE_H

#include "core/bom/table/csv_header.h"
#include "core/chem/basis.h"
#include "core/chem/element.h"

enum wide_kind {
	WIDE_NONE,
	WIDE_CLAIM, /* "Nd (%)": how much of it */
	WIDE_LIMIT, /* "LOD (ppm)": from which amount on it was looked for */
	WIDE_STAGE, /* "Mining country" */
	WIDE_GROUP, /* "Substance 2" */
	WIDE_GROUP_AMOUNT, /* "Content 2 (%)" */
	WIDE_RECIPE, /* "Composition": all that it is made of, in a cell */
	WIDE_ASKED,  /* "Contains rare earths": yes, no, or which */
	WIDE_LOST    /* names a rare earth, and words that are not known */
};

enum wide_role { WIDE_AMOUNT, WIDE_MIN, WIDE_MAX, WIDE_DETECTION, WIDE_ROLES };

#define WIDE_NAME 24
/* Numbers of columns: "Substance 1" to "Substance 63". */
#define WIDE_NUMBERS 64

struct wide {
	uint8_t kind; /* enum wide_kind */
	bool sure;    /* it can hardly mean anything else */
	/* ---- of a claim */
	uint8_t role; /* enum wide_role */
	uint8_t unit; /* enum unit; UNIT_NONE: it does not say */
	bool rare;    /* of a rare earth, or of a CAS number */
	bool bare;    /* a symbol alone, without its unit */
	bool odd;     /* one that may be a word, or in capitals */
	bool group;   /* of all rare earths together */
	uint32_t elements;
	uint8_t basis;           /* enum basis; BASIS_COUNT: not said */
	char formula[WIDE_NAME]; /* or the symbol of another element; "" */
	char cas[WIDE_NAME];
	/* ---- of a stage; elements: of which, 0: of all */
	uint8_t stage;
	bool smelting; /* it may be two stages: to be told */
	/* ---- of what is asked; elements: for which */
	bool free;            /* "REE free": yes says that there is none */
	char most[WIDE_NAME]; /* "0.1 %" of "Contains REE > 0.1 %"; "" */
	bool at_least;        /* of "Contains REE >= 0.1 %" */
	/* ---- of a group */
	uint8_t column; /* enum csv_column */
	uint8_t number;
};

/* What the heading says by itself. */
enum wide_kind wide_read(struct str heading, struct wide *out);
/* The same of a text that is the name of a substance and says nothing else:
 * "Neodym", "Dysprosiumoxid", "氧化镝", "Pr+Nd", "Nd2O3", "TREO".  Symbols in
 * capitals, which are as often words, are none. */
bool wide_names(struct str text, struct wide *out);
/* Which fields of the header row that c holds are read so: h->wide. */
void wide_mark(struct csv_header *h, const struct csv *c);
/* The same of one field that is marked. */
enum wide_kind wide_field(const struct csv_header *h, const struct csv *c,
    size_t i, struct wide *out);
/* Those that may be rare earths, and are not read: what to do. */
void wide_tell(
    const struct csv_header *h, const struct csv *c, struct findings *f);

/* Does a number stand in such a field? */
static inline bool
wide_is_number(uint8_t kind)
{
	return kind == WIDE_CLAIM || kind == WIDE_LIMIT ||
	       kind == WIDE_GROUP_AMOUNT;
}

/* ---- wide_words.c */
enum wide_word {
	WORD_FILLER,
	WORD_OXIDE,
	WORD_METAL,
	WORD_AS,
	WORD_MIN,
	WORD_MAX,
	WORD_DETECTION,
	WORD_REE,  /* all of them */
	WORD_TREO, /* the same, as oxides */
	WORD_ELEMENT
};
/* The longest word that s begins with, and its bytes; 0: none. */
size_t wide_word(struct str s, enum wide_word *word, int *element);
/* The same of the name of an element that other words follow without a blank:
 * "Neodymoxid". */
size_t wide_name(struct str s, int *element);

/* ---- wide_asked.c */
/* Is it the heading of a recipe, or of a question about rare earths? */
bool wide_asked(struct str name, struct wide *out);

/* ---- wide_places.c: what columns of stages are called, "|" between names. */
enum wide_stage_kind {
	WIDE_STAGE_SURE,
	WIDE_STAGE_TOLD, /* it may be another stage: a warning says which */
	WIDE_STAGE_BARE  /* a word that needs others of the kind beside it */
};
#define WIDE_STAGE_ROWS 16
extern const struct wide_stage_names {
	uint8_t stage, kind;
	const char *names;
} wide_stage_words[WIDE_STAGE_ROWS];
/* Is the name one of a stage's columns? */
bool wide_stage(struct str name, struct wide *out);

#endif
