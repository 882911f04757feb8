/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read - any file of a product into the bom: which format is it?
 *
 * Reads:  file.h, bom.h
 * Gives:  format detection by content; one reader per format behind it
 * Memory: the bom takes over the file's bytes
 */
#ifndef RETRACE_READ_H
#define RETRACE_READ_H

#include "core/bom/bom.h"
#include "core/chem/substance.h"

enum format {
	FORMAT_UNKNOWN,
	FORMAT_XML,         /* our own, schemas/bom-1.md */
	FORMAT_GRANTA,      /* Ansys Granta BoM XML */
	FORMAT_IEC62474,    /* IEC 62474 and chemSHERPA XML */
	FORMAT_IPC1752,     /* IPC-1752A and 1752B XML */
	FORMAT_PDX,         /* IPC-2571 product data package */
	FORMAT_IPC2581,     /* list of parts in IPC-2581 board data */
	FORMAT_IDOC,        /* IDocs of SAP, XML */
	FORMAT_PLMXML,      /* structures in PLM XML */
	FORMAT_STEP,        /* structures in STEP files, text and XML */
	FORMAT_3DXML,       /* structures in 3DXML, alone or packed */
	FORMAT_CYCLONEDX,   /* CycloneDX, XML or JSON */
	FORMAT_AAS,         /* an environment of the AAS, XML, JSON or .aasx */
	FORMAT_CATENAX,     /* aspects of Catena-X */
	FORMAT_UNTP,        /* a product passport of UNTP */
	FORMAT_XLSX,        /* a workbook with any of the tables below */
	FORMAT_ODS,         /* the same of OpenDocument */
	FORMAT_CSV_EDGES,   /* parent, child, quantity */
	FORMAT_CSV_LEVELS,  /* indented list */
	FORMAT_CSV_TREE,    /* a material data sheet, a row for each node */
	FORMAT_CSV_ITEMS,   /* items: mass, value, form ... */
	FORMAT_CSV_CONTENT, /* declarations: item, substance, amount */
	FORMAT_CSV_ORIGINS, /* item, element, stage, country */
	FORMAT_CSV_PRICES,  /* element, price */
	FORMAT_CSV_ANSWERS, /* item, what is asked, answer */
	FORMAT_CSV_RATES,   /* from, to, rate */
	FORMAT_COLUMNS      /* what the columns of tables are */
};
const char *format_name(enum format f);
/* The same of a table that is a sheet of a workbook. */
const char *format_name_in_sheet(enum format f);
/* By the word that a user has for it: "ipc1752"; FORMAT_UNKNOWN: none. */
enum format format_find(struct str word);
/* All these words, "xml, granta, ...", cut to size. */
void format_words(char *text, size_t size);

/*
 * Reads one file into b, or of a workbook the sheet that is named behind it,
 * "book.xlsx[Parts]".  The format is told by content, not by name, unless
 * b->wishes say which.  All errors of the file go to f; then b is to be thrown
 * away.
 */
enum status bom_read(struct bom *b, const struct substance_table *chem,
    const char *path, enum format *found, struct findings *f);
/* The same from bytes (taken over), for tests and fuzzing. */
enum status bom_read_bytes(struct bom *b, const struct substance_table *chem,
    const char *name, struct bytes *bytes, enum format *found,
    struct findings *f);

#endif
