/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_table - a table whose columns are known, and what its cells mean.
 *
 * Reads:  csv.h, csv_header.h, fields.h, stated.h
 * Gives:  cells by column with their places; the parts of a row that
 *         several tables share: references, quantities, masses, documents
 * Memory: table_close(); what is read goes into the bom
 */
#ifndef RETRACE_CSV_TABLE_H
#define RETRACE_CSV_TABLE_H

#include "core/bom/field/fields.h"
#include "core/bom/stated.h"
#include "core/bom/table/csv_abreast.h"
#include "core/bom/table/csv_fit.h"
#include "core/bom/table/seen.h"
#include "core/chem/hint.h"

struct columns_told;
struct wide_table;

struct unused {
	size_t field;
	uint64_t filled; /* rows in which something stands in it */
	uint64_t points; /* of them: rows in which it points to rare earths */
	struct pos at;   /* the first of these */
	bool read;       /* it is of use, and read in words */
};

struct table {
	const struct input *in;
	struct csv csv;
	struct csv_header head;
	struct fit fit;
	size_t older;              /* refs of other tables */
	struct columns_told *told; /* or NULL: nobody asks */
	bool told_dollar;          /* what a dollar is taken for */
	bool told_pair;            /* what a pair is taken for */
	bool told_third;           /* what a fraction is */
	size_t vague;              /* quantities that are no one number */
	struct pos vague_at;       /* the first of them */
	char vague_text[40];
	bool told_unit;          /* where a unit can be explained */
	bool told_dressed;       /* that part numbers stand behind signs */
	bool told_mass;          /* how a mass can have a unit */
	size_t untold;           /* rows of content that say nothing */
	struct pos untold_at;    /* the first of them */
	size_t odd_prices;       /* that nobody can understand */
	struct pos odd_price_at; /* the first of them */
	char odd_price[400];     /* and why */
	bool aside;              /* the row is no data, and that is told */
	size_t empty_rows;       /* with no part and no quantity */
	struct pos empty_row_at;
	size_t blank_quantities; /* rows that do not say how much */
	struct pos blank_quantity_at;
	size_t odd_forms;       /* words that are no form, and need not be */
	struct pos odd_form_at; /* the first of them */
	bool fits;              /* rows are as readers know them */
	struct abreast abreast;
	struct str *heading; /* [head.n] as written; lives as long as the bom */
	struct wide_table *wide; /* what headings say they are about; or NULL */
	struct unused *unused;   /* [nunused] fields of no use here */
	size_t nunused;
	struct hints *hints; /* for these; NULL: rows are about no items */
	struct field remark; /* of the row: one that points to rare earths */
	uint32_t head_line;  /* where the header row stands */
	struct pos head_end; /* and where it ends */
	struct intern documents; /* key of a document -> */
	uint32_t *document;      /* its declaration */
	size_t document_cap;
	struct seen quantities; /* with their units */
	struct seen days;       /* from, until: a note */
	size_t list; /* tells the lists of parts of the table apart, where the
			parent that the row names does not */
	struct intern
	    places;      /* list, and a part in it that may be another -> */
	uint32_t *place; /* how many of them it has had */
	size_t place_cap;
};

enum status table_open(struct table *t, const struct input *in);
/* The same from rows of somebody else: that before the header row is next. */
enum status table_open_rows(struct table *t, const struct input *in,
    const struct csv_rows *rows, void *rows_of);
bool table_next(struct table *t);
void table_close(struct table *t);

/* For table_place(), where a field of the row holds line feeds. */
struct place table_place_far(const struct table *t, size_t i);

/* Where field i of the row is; i == csv.n: where the row ends. */
static inline struct place
table_place(const struct table *t, size_t i)
{
	const struct csv *c = &t->csv;
	size_t col;

	if (i >= c->n || c->next_line - c->line > 1 || c->by_character)
		return table_place_far(t, i);
	col = (size_t)(c->field[i].at - c->row) + 1;
	return (struct place){ c->line, (uint16_t)(col <= UINT16_MAX ? col : 0),
		t->in->file };
}

/* A cell; no text where the table has no such column. */
struct field table_cell(const struct table *t, enum csv_column column);
static inline struct str
table_text(const struct table *t, enum csv_column column)
{
	int i = t->head.field[column];

	return i >= 0 ? t->csv.field[i].text : STR("");
}

/* What a row calls an item; texts as those of struct csv. */
struct item_key {
	struct str part, maker, revision;
	struct place at;
};
/*
 * The item that the row is about, as named and as a reference.  The three
 * columns say part number, maker and revision.
 */
/* Is there something around a name that is no part of it? */
static inline bool
table_is_dressed(struct str s)
{
	return s.n > 0 && (s.p[0] == '\'' || s.p[0] == '=' ||
			      (unsigned char)s.p[0] >= 0x80 ||
			      (unsigned char)s.p[s.n - 1] >= 0x80);
}
/* Without blanks that nobody sees; of 'X and ="X", as spreadsheets keep text
 * that looks like a number, X. */
struct str table_undressed(struct table *t, struct str s);
enum status table_key(
    struct table *t, const enum csv_column key[3], struct item_key *out);
/* What names the part of the row, whose number is blank; empty: nothing. */
struct str table_called(struct table *t);
enum status table_ref(
    struct table *t, const enum csv_column key[3], uint32_t *ref);
extern const enum csv_column key_of_part[3], key_of_parent[3];

/* The export that the user says it is; NULL: its headings tell. */
const struct preset *table_asked_preset(const struct input *in);
/* What the export, or any list, leaves open is told. */
enum status table_open_preset(struct table *t);
/* The rows are the parts of a product that is called by the file: told, and
 * refused where another file calls its product the same. */
enum status table_call_product(
    struct table *t, struct str product, enum severity severity);
/* If rows were optional: nothing, as an item.  False: memory. */
bool table_state_nothing(struct table *t, struct stated *s, struct place at);
/* On which days the row's use holds, and what it is an alternative to. */
enum status table_note(struct table *t, uint32_t *note);
/* Quantity, unit and batch quantity of the row. */
enum status table_quantity(struct table *t, uint32_t *quantity, uint8_t *unit);
/* *quantity of a part is for one unit of its parent, such as 1 kg: what is it
 * for one base unit? */
enum status table_per_unit(struct table *t, enum unit unit, uint32_t *quantity);
/* Behind the last row: columns of no use that pointed to rare earths. */
void table_tell_remarks(const struct table *t);
/* Likewise: prices that were none, quantities that nobody states. */
void table_tell_prices(const struct table *t);
/* Likewise: words that were no form. */
void table_tell_forms(const struct table *t);
/* "-", "N/A", "TBD": somebody has filled the cell, and says nothing. */
bool table_says_nothing(struct str cell);
/*
 * What the row states of an item: *said is set whole.  One unit of it, of
 * which mass and price are stated, is one `unit`.
 */
enum status table_item(struct table *t, enum unit unit, struct item *said);
/* The same where table_names_items(), and no remark says more. */
enum status table_name(struct table *t, uint32_t *name);
/* What the maker of the row's part calls it, as text ids; *number 0: nobody
 * says, or the same as the house. */
enum status table_maker_part(
    struct table *t, uint32_t *number, uint32_t *maker);
/* Who sells the row's part, as a text id; 0: nobody is named. */
enum status table_seller(struct table *t, uint32_t *name);
/* Both go to the item of the row; false: memory. */
bool table_add_sources(struct table *t, uint32_t ref);
/* The makers alone that stand in columns of their own. */
bool table_add_others(struct table *t, uint32_t ref);
/* The row names but another maker of its part; false: memory. */
bool table_other_maker(struct table *t);
/* Does a remark of the row say what its item is made of? */
static inline bool
table_remarks(const struct table *t)
{
	return t->nunused > 0 && t->remark.text.n > 0;
}
/* Does the table say more of its items than where they were made? */
bool table_states_items(const struct table *t);
/* And of these nothing but names? */
bool table_names_items(const struct table *t);
/* The country in which the item of the row was made, "" if the row says that
 * it is not known; false: nothing is stated, or it is refused and told. */
bool table_country(struct table *t, char code[3]);
/* The same goes to what is stated of it; false: memory. */
bool table_made_in(struct table *t, struct stated *s, uint32_t ref);
/* A cell that is a day, as fields_date() has it; false: refused, and told. */
bool table_day(struct table *t, enum csv_column column, struct field *cell);
/* Is it one day, as table_day() reads it? */
bool csv_is_day(struct str s);
/* Is it one of two days, and which one is not told? */
bool csv_may_be_days(struct str s);
enum status table_date(struct table *t, enum csv_column column, date_day *day);
/* Does a row of content name a substance, or say how much of one? */
bool table_names_substance(const struct table *t);
/* The document that states the row; the file itself if none is named. */
enum status table_document(struct table *t, uint32_t *decl);

#endif
