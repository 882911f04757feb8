/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_cell - the number in a cell as the text that a table would hold.
 *
 * Reads:  sheet_styles.h
 * Gives:  numbers to the 15 digits that a spreadsheet shows, days as
 *         2026-01-15, shares as 5 %, digits in the places of their format
 * Memory: the caller's
 */
#ifndef RETRACE_SHEET_CELL_H
#define RETRACE_SHEET_CELL_H

#include "core/bom/sheet/sheet_styles.h"

/* [bytes] Room for a number as text. */
#define CELL_TEXT 128

/* What its column is for. */
enum cell_use {
	CELL_AS_TEXT,   /* a name: as it is shown */
	CELL_AS_NUMBER, /* as it is stored */
	CELL_AS_DATE
};

/* What had to be done to a number. */
struct cell_change {
	bool rounded;   /* digits beyond the 15th */
	bool is_date;   /* it is a day */
	bool percent;   /* a share */
	bool imprecise; /* of a whole number digits may be lost */
};

/* The text of a number; one that is none is given back as it is. */
struct str cell_number(struct str stored, struct style style, bool since_1904,
    enum cell_use use, char out[CELL_TEXT], struct cell_change *change);

/* "C7" for row 7 and column 3; at least 12 bytes. */
void cell_name(uint32_t row, uint32_t column, char out[16]);
/* The row and column of "C7"; false: it is no cell. */
bool cell_place(struct str name, uint32_t *row, uint32_t *column);

#endif
