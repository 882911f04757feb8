/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_called - what the name of a sheet says of the list of parts on it.
 *
 * Reads:  str.h
 * Gives:  the product that it names, or why it names none
 * Memory: none; the product is a part of the name
 */
#ifndef RETRACE_SHEET_CALLED_H
#define RETRACE_SHEET_CALLED_H

#include "core/base/str.h"

enum sheet_says {
	SHEET_UNCLEAR, /* words that may be anything */
	SHEET_GENERIC, /* "Sheet1", "BOM" */
	SHEET_VERSION, /* "Rev A", "old", "2024-05-01": one of several states */
	SHEET_SUMMARY, /* "Total": what stands elsewhere, too */
	SHEET_SECTION, /* "Electrical", "Digi-Key": some of the parts */
	SHEET_VARIANT, /* "Variant B": of the product of the workbook */
	SHEET_THING,   /* "Main board" */
	SHEET_NUMBER   /* "DU-200" */
};

struct sheet_name {
	enum sheet_says says;
	struct str product; /* without words such as "BOM"; empty: none */
	struct str number;  /* the word of it that looks like a part number;
			       empty: none does */
};

struct sheet_name sheet_name_of(struct str name);

#endif
