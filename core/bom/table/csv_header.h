/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_header - what the columns of a table are called and mean.
 *
 * Reads:  csv.h, read.h (enum format), units.h
 * Gives:  the separator, the table's kind and where each column stands, told
 *         from the header row by a list of names
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_HEADER_H
#define RETRACE_CSV_HEADER_H

#include "core/base/limits.h"
#include "core/bom/field/units.h"
#include "core/bom/read.h"
#include "core/bom/table/csv.h"

enum csv_column {
	COL_LEVEL,
	COL_PARENT,
	COL_PARENT_MAKER,
	COL_PARENT_REVISION,
	COL_PART,
	COL_MAKER,
	COL_MPN,       /* beside a part number of the house */
	COL_MPN_MAKER, /* whose that is */
	COL_REVISION,
	COL_NAME,
	COL_FORM,
	COL_QUANTITY,
	COL_UNIT,
	COL_PER,
	COL_MATERIAL,
	COL_MASS,
	COL_MASS_UNIT,
	COL_VALUE,
	COL_CURRENCY,
	COL_HS,
	COL_CONTROL,
	COL_SHIPPED,
	COL_COMPLETE,
	COL_SUPPLIER,
	COL_DECLARATION,
	COL_DATE,
	COL_UNTIL,
	COL_STANDING,
	COL_EVIDENCE,
	COL_ELEMENT,
	COL_SUBSTANCE,
	COL_CAS,
	COL_FORMULA,
	COL_AMOUNT,
	COL_MIN,
	COL_MAX,
	COL_BASIS,
	COL_SCOPE,
	COL_KIND,
	COL_EACH,
	COL_PROCESS,
	COL_ORIGIN,
	COL_STAGE,
	COL_SHARE,
	COL_OF,
	COL_TECHNOLOGY,
	COL_THRESHOLD,
	COL_MARKET,
	COL_FROM,
	COL_ALTERNATIVE,
	COL_PHANTOM,
	COL_QUESTION,
	COL_ASKED,
	COL_TO,
	COL_RATE,
	COL_TIMES,
	COL_POSITION,
	COL_PER_UNIT,
	COL_REFERENCES,
	COL_UNPOPULATED,
	COL_OPTIONAL,
	COL_CONSUMABLE,
	COL_SUBSTITUTE,
	COL_VALUE_PER, /* of how many the price is */
	COL_COUNT
};

/* Further makers of a part that a row may name. */
#define CSV_SOURCES 99
struct csv_source {
	int number, maker; /* fields; maker -1: no such column */
};

struct csv_header {
	enum format format;
	int field[COL_COUNT];              /* index of the field, or -1 */
	uint8_t column[LIMIT_CSV_COLUMNS]; /* per field; COL_COUNT: unknown */
	bool mapped[LIMIT_CSV_COLUMNS];    /* a file of columns says so */
	bool named[LIMIT_CSV_COLUMNS];     /* the preset says so */
	const struct preset *preset; /* the export that it is; NULL: none that
					is known */
	uint8_t wide[LIMIT_CSV_COLUMNS]; /* enum wide_kind: per field, what its
					    heading says it is about */
	size_t nwide;                    /* fields that are read so */
	bool wide_claims;                /* some of them say how much */
	bool fitted;             /* COL_UNPOPULATED says what is built in */
	bool totals;             /* quantities are those in the whole product */
	size_t n;                /* fields */
	uint8_t unit[COL_COUNT]; /* that the column's own name says */
	char currency[4];        /* likewise, of prices; "": none */
	struct str per;          /* "10" of "Qty for 10 boards"; empty: none */
	int step_first, steps;   /* fields of which each is a level; 0 of them:
				    none are */
	uint8_t per_of;          /* enum unit: of "Qty per 10 kg"; UNIT_NONE */
	struct csv_source source[CSV_SOURCES]; /* [nsource] */
	size_t nsource;
	int of_substance; /* field + 1 of "Substance weight" beside "Part
			     weight"; 0: none */
	uint8_t of_substance_unit;
	bool by_name; /* what is the part number is a name, for there is none */
	/* Columns that stand side by side, csv_abreast.h: per field of which
	 * it is, from 1, and for which field it stands; 0: of all. */
	uint8_t abreast[LIMIT_CSV_COLUMNS];
	uint16_t into[LIMIT_CSV_COLUMNS];
	size_t nabreast;  /* so many; 0: none do */
	bool products;    /* each says how many are in a product of its own */
	bool doubtful;    /* if they do */
	int sum;          /* field + 1 of their sum; 0: none */
	uint8_t mass_of;  /* of "Weight (g/100 pcs)"; UNIT_NONE: not said */
	uint8_t value_of; /* likewise, of prices */
};
/* Tables or products side by side. */
#define ABREAST 100

struct fit;
/* Does a table of that kind use the column? */
bool csv_uses(enum format format, enum csv_column column);

/* The table of which the row that c holds is the header row, and how many of
 * its columns are known; FORMAT_UNKNOWN: it is none.  c stands behind the row
 * as before, and may hold another. */
struct csv_found {
	enum format format;
	size_t known;
	int part, quantity; /* fields; -1: no such column */
};
struct csv_found csv_header_of(struct csv *c);
/* Is the row that c holds one of the table: a part, and how many? */
bool csv_found_goes_on(const struct csv_found *t, const struct csv *c);
/* Rows of a table, behind which no other header row is looked for. */
#define CSV_BEGUN 2

/*
 * Finds the header row with its separator, and reads it.  In h->format stands
 * what the table is said to be, or FORMAT_UNKNOWN: then its columns tell.
 * Errors: an ambiguous separator, no known table, a column twice, a required
 * column missing.  Columns that the table does not use are one warning.
 * c->width is set; what rows need to fit is in x.
 */
enum status csv_header_read(
    struct csv_header *h, struct csv *c, struct fit *x, struct findings *f);
/* How many of its fields are known? */
size_t csv_header_known(const struct csv_header *h);
/* Is the field of any use in this kind of table, or is it to be ignored? */
bool csv_header_uses(const struct csv_header *h, size_t field);
/* To the header row, the separator being set. */
enum status csv_find_header(struct csv *c, struct findings *f);
/* Enters the columns of the row that c holds; false: one stands twice. */
bool csv_header_enter(
    struct csv_header *h, const struct csv *c, struct findings *f);
/* Has it all that one of the tables needs? */
bool csv_header_makes_table(const struct csv_header *h, const struct csv *c);

/* What each may be called, "|" between names; the first is ours. */
extern const char *const csv_words[COL_COUNT];
/* Further names, which give way to those; NULL: none. */
extern const char *const csv_more[COL_COUNT];
/* Is it one of them, and none of the others? */
bool csv_gives_way(struct str name);
/* COL_COUNT if it is no name of a column. */
enum csv_column csv_column_find(struct str name);
/* The same for "mass_g", "Weight (kg)", "amount ppm", "share %", "Qty [m]". */
enum csv_column csv_column_with_unit(struct str name, enum unit *unit);
/* "Unit price (EUR)": COL_VALUE, and the code of the currency. */
enum csv_column csv_column_with_currency(struct str name, char code[4]);
/* "Qty for 10 boards", "Qty per 10 kg": COL_QUANTITY, the number, and its
 * unit unless it counts things. */
enum csv_column csv_column_with_number(
    struct str name, struct str *number, enum unit *of);
/* What a heading says of how many its numbers are for. */
struct csv_per {
	enum csv_column column;
	enum unit unit; /* of the mass; UNIT_NONE: not said */
	enum unit of;   /* what it is for */
	char currency[4];
};
/* "Weight (g/100 pcs)", "Price per 1000 (USD)"; false: it is none. */
bool csv_column_per(struct str name, struct csv_per *out);
/* The same letters and digits? */
bool csv_same_name(struct str a, struct str b);
/* As one of n words? */
bool csv_name_is_among(struct str name, const char *const *words, size_t n);
/* The first of its names. */
void csv_column_name(enum csv_column column, char text[40]);
/* "item", "number", "id": of two part numbers the place in the list. */
bool csv_is_place_in_list(struct str name);
static inline bool
csv_has(const struct csv_header *h, enum csv_column column)
{
	return h->field[column] >= 0;
}
/* Is the field one of those that are a level each? */
static inline bool
csv_is_step(const struct csv_header *h, size_t field)
{
	return (int)field >= h->step_first &&
	       (int)field < h->step_first + h->steps;
}
/* "parent, parent part, ...", cut to size. */
void csv_aliases(enum csv_column column, char *text, size_t size);

#endif
