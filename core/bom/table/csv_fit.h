/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_fit - rows as they were written become rows as the readers know them.
 *
 * Reads:  csv_header.h, csv_habit.h, decimal.h
 * Gives:  levels from outline numbers ("1.2.3") and from blanks before a part
 *         number; numbers with a decimal comma; columns that say the same in
 *         each row
 * Memory: fit_free(); what is written anew lives as long as the fields of a
 *         row
 *
 * A table that needs none of it has no struct fit, and costs nothing.
 */
#ifndef RETRACE_CSV_FIT_H
#define RETRACE_CSV_FIT_H

#include "core/bom/table/csv_habit.h"
#include "core/bom/table/csv_header.h"
#include "core/bom/table/decimal.h"

enum fit_level {
	FIT_LEVEL_NONE,
	FIT_LEVEL_OUTLINE, /* as many as an outline number has parts */
	FIT_LEVEL_INDENT,  /* as deep as the part number stands */
	FIT_LEVEL_STAIRS   /* there is a column for each level */
};

/* Columns that may tell parts of one name apart. */
#define FIT_KINDS 8

/* What headings say of names of parts. */
struct fit_called {
	bool word;           /* the part number stands under a word for parts */
	int spare;           /* field of another name; -1: none */
	int value;           /* field of what stands on a board; -1: none */
	int kind[FIT_KINDS]; /* [nkind] fields: what a part is like */
	size_t nkind;
};

/* A heading, which may come again among the rows. */
struct fit_heading {
	int field;
	char text[64];
};

struct fit_fixed {
	int field; /* behind those of the row */
	struct str text;
};

/* Columns that may tell the products of a list apart. */
#define FIT_ORDERS 4

struct fit_order {
	int field;
	bool variant, model; /* no order; it may be that of each part */
};

/* Why a list of several products cannot be told apart by such a column. */
enum fit_mixed {
	MIXED_NOT,
	MIXED_LEVELS, /* what holds a part is a part itself */
	MIXED_SHARED  /* some parts are in several or all of them */
};

struct fit {
	enum decimal decimal;
	enum fit_level level;
	int from;         /* field: outline number, or what is indented */
	int level_at;     /* field of the level */
	int steps;        /* columns from there on, one for each level */
	int part_at;      /* the part number stands in these; -1: in its own */
	int untold;       /* field + 1 of what may be the level; 0: none */
	bool counted;     /* part numbers are but the numbers of the rows */
	bool odd_indents; /* some part numbers stand further in, as it comes */
	int blank;        /* field + 1 before the part without a heading;
			     0: none */
	struct fit_order order[FIT_ORDERS]; /* [norder] that may name the order,
					       or the variant, of a row */
	size_t norder;
	bool ordered;         /* the first of them is what parts are in */
	enum fit_mixed mixed; /* ... but for this */
	bool of_item; /* "Item" is what the component of each row is in */
	bool by_name; /* it is the name that is indented */
	struct fit_fixed fixed[COL_COUNT];
	size_t nfixed;
	char *last; /* outline number of the row before */
	size_t last_n, last_cap;
	uint32_t *open; /* [nopen] indents of the rows above */
	size_t nopen, open_cap;
	struct fit_called called;
	struct fit_heading heading[3]; /* of part, place and level */
	struct habits habits;
};

/* Columns that hold numbers, as far as a comma in them is one of a number. */
#define FIT_NUMBERS 12
extern const enum csv_column fit_numbers[FIT_NUMBERS];
/* How many fields are to be asked for, and the k-th of them; -1: none. */
size_t fit_number_count(const struct csv_header *h);
int fit_number(const struct csv_header *h, size_t k);

/* A column of which each row says the same; false: there is one already. */
bool fit_fix(struct fit *x, struct csv_header *h, enum csv_column column,
    struct str text);
/* Does the table tell its levels by outline numbers, or by indents?  Looks at
 * some rows, and leaves c where it was. */
void fit_find_levels(struct fit *x, struct csv_header *h, struct csv *c);
/* The row that c holds; false: refused, and told. */
bool fit_row(struct fit *x, const struct csv_header *h, struct csv *c,
    struct findings *f);
void fit_free(struct fit *x);

/* ---- csv_depth.c */
/* "1.2.3" or "1.2.": digits, with a point in or behind them. */
bool fit_is_outline(struct str s, size_t *parts);
/* Such numbers in all rows that have one, and points in some?  c is left where
 * it was. */
bool fit_is_outlined(const struct fit *x, struct csv *c, int field);
/* The level of the row that c holds, where x->level says how it is told;
 * false: refused, and told. */
bool fit_level(struct fit *x, struct csv *c, struct findings *f);

/* ---- csv_stairs.c */
/* Has the header row columns "Level 1", "Level 2" and so on? */
bool stairs_find(
    const struct csv_header *h, const struct csv *c, int *first, int *count);
/* The step of the row, from 0, and what stands on it; -1: none. */
int stairs_level(const struct csv *c, int first, int count, struct str *text);

#endif
