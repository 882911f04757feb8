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

#include "core/bom/csv_header.h"
#include "core/bom/fields.h"

/* [bytes] Of the name of a member with those of the objects around it. */
#define NAME 120

struct cell {
	uint32_t column;
	struct field said;
};

struct record {
	uint32_t above; /* the one it stands in; BOM_NONE */
	bool listed;    /* it stands in a list, and is a row */
	bool part;      /* it names a part, and is a row */
	bool parts;     /* rows stand in it */
	bool other;     /* in a list of others than parts */
	struct str per; /* of how many its parts are */
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
	size_t width;                 /* columns, with the level */
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

/* Cells by their records, and which of these are rows, with their levels;
 * false: memory, which is told. */
bool records_settle(struct records *r);
/* Do its names make a list of parts, or say what is in them? */
bool records_make_table(const struct records *r);
/* What its rows would not say, and nobody would see; true: refused. */
bool records_lost(const struct records *r);

extern const struct csv_rows records_as_rows;

#endif
