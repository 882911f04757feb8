/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_habit - what the rows of a list leave to be understood, and the marks of
 * rows that are not simply built in.
 *
 * Reads:  csv_preset.h
 * Gives:  part numbers from whichever heading has one; a parent that stands
 *         in the first row of its group alone; a product that stands in no
 *         row; marks as quantities
 * Memory: habits_free(); what is written anew lives as long as the fields of
 *         a row
 */
#ifndef RETRACE_CSV_HABIT_H
#define RETRACE_CSV_HABIT_H

#include "core/base/hash.h"
#include "core/bom/table/csv_preset.h"

struct fit;

/* Fields that may say what stands in one; the first that is filled counts. */
struct habit_pick {
	int field; /* -1: there is nothing to pick */
	int from[PRESET_RANKS];
	size_t n;
	int joined[2]; /* if none is: both together; -1: no such field */
};

/* A cell that holds for the rows below it, too. */
struct habit_above {
	int field;
	char *text;
	size_t n, cap;
};

/* How often something was understood, and where first. */
struct habit_count {
	size_t n;
	struct pos at;
};

/* Cells of a row that a row above may hold. */
#define HABIT_CELLS 12

/* Fields of a row that may name a substitute. */
#define HABIT_SUBSTITUTES 8

/* Columns of which some may tell parts of one name apart. */
#define HABIT_KINDS 4

struct habits {
	const struct preset *preset;
	bool any; /* rows are to be looked at */
	struct habit_pick part, parent;
	struct habit_above above[HABIT_CELLS]; /* the first tells the others */
	size_t nabove;
	/* COL_PARENT or COL_PART: where it is blank, that of the row above;
	 * COL_COUNT: a preset says so, or nobody */
	enum csv_column grouped;
	bool roots;      /* rows without a parent are products */
	bool makers;     /* rows may name other makers of the part above */
	bool said;       /* or another substance in it */
	char *substance; /* that of the row before */
	size_t substance_n, substance_cap;
	bool same_place; /* the row does, and counts nothing */
	char *place;     /* what tells the place of the row before */
	size_t place_n, place_cap, place_part;
	bool sections; /* lines name the assembly of the rows below */
	char *section;
	size_t section_n, section_cap;
	/* A product that has no row of its own. */
	struct str product; /* empty: none, or the parent of top rows */
	bool by_file;       /* it is named by the file */
	bool by_level;      /* it stands above the rows of the first level */
	struct str top;     /* level of the first row; empty: none yet */
	char level[12];     /* one above it */
	char *last;         /* the product of the row before */
	size_t last_n, last_cap;
	struct csv_field *held; /* [nheld] fields of the row that comes next */
	size_t nheld, held_cap;
	char top_text[12];
	int substitute[HABIT_SUBSTITUTES]; /* [nsubstitute] fields */
	size_t nsubstitute;
	/* Of the row: what may be built in instead of the part, STATED_NOTHING
	 * where that is nothing; [ninstead]. */
	struct str instead[HABIT_SUBSTITUTES + 1];
	size_t ninstead;
	bool stays_empty; /* the row is not built in */
	/* Fields; -1: none.  What names a part that has no number, and what is
	 * added to names that several parts have. */
	int called_by, called_with[HABIT_KINDS];
	struct habit_count called;
	/* Places of parts that the list has named, up to where its header row
	 * came again. */
	struct intern places;
	size_t first_places;
	bool headed; /* it has */
	struct habit_count again;
	struct habit_count replaced, inherited, joined, unpopulated, loose,
	    minus, differing, empty, sectioned, rooted, remade, ones;
	struct habit_count repeated; /* rows of another substance */
};

/* What of it the table has; fields that no column has are added. */
void habits_begin(struct fit *x, struct csv_header *h, const struct csv *c);
/* A list of parts that says neither what is in what nor of which product they
 * are: that is called by the file.  Its levels have been looked for. */
void habits_flat(struct fit *x, struct csv_header *h, const struct csv *c);
/* "board" of "lists/board.csv", and of "board.xlsx[Sheet1]". */
struct str habits_stem(const char *file);
/* What the rows are parts of where nothing says it: by the sheet, or so. */
struct str habits_called(const struct csv *c);
/* The row that c holds stands in a product of which there is no row, and which
 * has not been given yet: c holds that now.  *ok false: memory. */
bool habits_product(struct fit *x, const struct csv_header *h, struct csv *c,
    struct findings *f, bool *ok);
/* Of which product are the rows?  If none says it, its file's name does. */
void habits_find_product(
    struct fit *x, struct csv_header *h, const struct csv *c);
/* What stands in the first heading that is filled; *rank: which it is. */
struct str habit_picked(
    const struct habit_pick *pick, const struct csv *c, size_t *rank);
/* *text is a copy of s; false: memory. */
bool habit_keep(char **text, size_t *n, size_t *cap, struct str s);
/* The row that had to wait. */
bool habits_take_held(struct fit *x, struct csv *c);
/* The row that c holds, understood; false: passed over, or refused and told. */
bool habits_row(struct fit *x, const struct csv_header *h, struct csv *c,
    struct findings *f);
/* What was understood, behind the last row. */
void habits_tell(const struct habits *x, struct findings *f);
void habits_free(struct habits *x);

#endif
