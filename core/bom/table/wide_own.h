/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide_own - what the columns of a table with a column per element say.
 *
 * Reads:  wide.h, csv_table.h
 * Gives:  claims, stages and numbered columns of a header row, the cells of a
 *         row; only the files of wide_row.h use it
 * Memory: that of the bom; wide_close()
 */
#ifndef RETRACE_WIDE_OWN_H
#define RETRACE_WIDE_OWN_H

#include "core/bom/field/fields.h"
#include "core/bom/table/wide.h"
#include "core/bom/table/wide_row.h"
#include "core/chem/hint.h"

/* What several columns say of one substance. */
struct claim {
	struct wide w;
	int field[WIDE_ROLES]; /* -1: none */
	uint8_t unit[WIDE_ROLES];
	int same_as; /* an earlier claim about the same, or -1: it is read where
			that one is blank */
	bool sum;    /* of what others tell one by one: likewise */
	uint32_t index;
};

struct stage_column {
	struct wide w;
	int field;
};

/* How often something is to be told of, and where it was first. */
struct told_count {
	size_t n;
	struct pos at;
	struct str text; /* in the bom */
};

/* A column that says in words what is in a part. */
struct word_column {
	struct wide w; /* WIDE_RECIPE, WIDE_ASKED */
	int field;
	bool material; /* of materials, of which some have shares in them */
	struct told_count read, lost, plain, around, none, some;
};

/* What a row said before, and where. */
struct told_cell {
	struct str text;
	struct place at;
};

struct wide_table {
	struct claim *claim;
	size_t nclaim;
	struct stage_column *stage;
	size_t nstage;
	struct word_column *words;
	size_t nwords;
	struct hints hints; /* open where there are such */
	int limit;          /* field of the limit of detection of all; -1 */
	uint8_t limit_unit;
	int16_t group[WIDE_NUMBERS][COL_COUNT]; /* field + 1; 0: none */
	uint8_t group_unit[WIDE_NUMBERS];
	bool alone;
	bool lines;          /* substances and amounts in a list of parts */
	struct intern names; /* of substances in a list of parts */
	struct intern keys; /* what was said, by item, document and column -> */
	struct told_cell *told;
	size_t told_cap;
	size_t not_detected;
	struct pos not_detected_at;
};

/* The cell of a field; -1: blank, at the row. */
struct field wide_cell(const struct table *t, int field);
/* The unit of the amount in it: of its heading, else of the row. */
struct field wide_unit_field(const struct table *t, int field, uint8_t unit);
/* What the column of a claim is called. */
struct str wide_heading(const struct table *t, const struct claim *c);
/* Has the same been said of the item before?  What differs is refused.
 * *again: there is nothing to add.  False when memory is out. */
bool wide_said_before(struct table *t, const uint32_t key[3], struct field cell,
    struct str name, bool *again);
/* Adds what a cell says; false when memory is out. */
bool wide_keep(struct table *t, const struct content_text *text, uint32_t ref,
    uint32_t decl);

/* What may be said of the elements, the formula or the number of a heading:
 * where they go in a line of content. */
struct content_text wide_text(
    const struct table *t, const struct wide *w, int field);
/* Adds the line, whose substance the heading says; false when memory is out. */
bool wide_keep_claim(struct table *t, const struct wide *w,
    struct content_text *x, uint32_t ref, uint32_t decl);
/* Does the row fill a column per element? */
bool wide_is_claimed(const struct table *t);

/* ---- wide_recipe.c, wide_answer.c: what columns of words say of an item;
 * false when memory is out */
bool wide_recipe(struct table *t, struct word_column *c, struct field cell,
    uint32_t ref, uint32_t decl, bool *read);
bool wide_words(struct table *t, uint32_t ref, uint32_t decl);
/* The rare earths that such a column names, where it names some; 0: it does
 * not. */
uint32_t wide_named(const struct table *t);
void wide_tell_words(const struct table *t);
void wide_count(struct table *t, struct told_count *n, struct field cell);

/* What each column per element says of an item; false when memory is out. */
bool wide_claims(struct table *t, uint32_t ref, uint32_t decl);
/* The same of the columns of each number. */
bool wide_groups(struct table *t, uint32_t ref, uint32_t decl);

#endif
