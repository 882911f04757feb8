/* SPDX-License-Identifier: Apache-2.0 */
/*
 * records_own - what has been read of lists in JSON; only the files of
 * read_records.h use it.
 *
 * Reads:  json_sax.h, csv_header.h
 * Gives:  records and their cells as rows of a table
 * Memory: of read_records()
 */
#ifndef RETRACE_RECORDS_OWN_H
#define RETRACE_RECORDS_OWN_H

#include "core/bom/field/fields.h"
#include "core/bom/table/csv_header.h"

/* [bytes] Of the name of a member with those of the objects around it. */
#define NAME 120

struct cell {
	uint32_t column;
	struct field said;
};

struct record {
	uint32_t above;  /* the one it stands in; BOM_NONE */
	bool listed;     /* it stands in a list, and is a row */
	bool part;       /* it names a part, and is a row */
	bool parts;      /* rows stand in it */
	bool other;      /* in a list of others than parts */
	bool marked;     /* as deleted or not active */
	bool gone;       /* the same of a list, or it is in one */
	struct str per;  /* of how many it is, or its parts are */
	struct str base; /* of how many its parts are */
	uint32_t holder; /* the row that it is in; BOM_NONE */
	struct place at;
	size_t ncell;
	uint32_t level;
};

/* An object or a list that is open. */
struct open {
	bool list;
	uint32_t record; /* whose members stand in it; BOM_NONE */
	size_t prefix;   /* [bytes] of the name of the objects around it */
	bool parts;      /* it is called as lists of parts are */
	bool other;      /* as lists of others */
	bool beside;     /* nothing in it is built in */
	bool heads;      /* a list of names of columns */
	bool grid;       /* a list of lists, each of which is a row */
	size_t key_n;    /* [bytes] of the name of the list with those around */
	size_t nvalue;   /* values in the list */
	bool reference;  /* "bom_id": [12, "[P-1] Pump"] */
	struct field label; /* of such a list */
};

struct records {
	const struct input *in;
	struct open open[LIMIT_JSON_DEPTH + 1];
	size_t nopen;
	char name[NAME]; /* of the member that comes next */
	size_t name_n;
	struct record *record;
	size_t nrecord, record_cap;
	struct cell *cell; /* those of a record are not side by side */
	uint32_t *owner;   /* [ncell] its record */
	size_t ncell, cell_cap, owner_cap;
	struct intern names;
	bool part[LIMIT_CSV_COLUMNS]; /* [names.n] such a name names a part */
	bool used[LIMIT_CSV_COLUMNS]; /* [names.n] a cell has it */
	uint32_t show[LIMIT_CSV_COLUMNS]; /* [nshow] names that are used */
	uint32_t slot[LIMIT_CSV_COLUMNS]; /* [names.n] where they stand in it */
	size_t nshow;
	struct str *head; /* [nhead] names of the columns of a grid */
	size_t nhead, head_cap;
	bool odoo;
	bool based; /* of some lists it is said for how many they are */
	size_t ngone;
	struct place gone_at;
	size_t width; /* columns, with the level */
	bool nested;
	/* The first parts that are no objects of a list, and where a server
	 * says that the list goes on elsewhere; line 0: none. */
	struct place loose, more;
	/* as rows */
	uint32_t *row; /* [nrow] records */
	size_t nrow, next, now;
	size_t *first; /* [nrecord + 1] cells by record, in `order` */
	uint32_t *order;
	struct place *at; /* [width] of the row that was given last */
};

/* One more cell; false: memory. */
bool records_add_cell(struct records *r, uint32_t record, uint32_t column,
    struct str text, struct place at);
/* Cells by their records, and which of these are rows, with their levels;
 * false: memory, which is told. */
bool records_settle(struct records *r);
/* Do its names make a list of parts, or say what is in them? */
bool records_make_table(const struct records *r);
/* What its rows would not say, and nobody would see; true: refused. */
bool records_lost(const struct records *r);

extern const struct csv_rows records_as_rows;

#endif
