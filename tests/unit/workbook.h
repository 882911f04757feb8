/* SPDX-License-Identifier: Apache-2.0 */
/*
 * workbook - workbooks made of texts, for tests of their readers.
 *
 * Reads:  golden.h
 * Gives:  an archive of any parts; a workbook of one sheet, with what a test
 *         wants to have otherwise
 */
#ifndef RETRACE_TEST_WORKBOOK_H
#define RETRACE_TEST_WORKBOOK_H

#include "tests/unit/golden.h"

#include <zip.h>

#define OFFICE "http://schemas.openxmlformats.org/"
#define MAIN OFFICE "spreadsheetml/2006/main"
#define RELATED OFFICE "officeDocument/2006/relationships"
#define MAIN_TYPE \
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet." \
	"main+xml"

struct part_text {
	const char *name; /* NULL ends a list */
	const char *text;
};

/* A relation of that kind. */
#define RELATION(id, kind, target) \
	"<Relationship Id=\"" id "\" Type=\"" RELATED "/" kind \
	"\" Target=\"" target "\"/>"
#define RELATIONS(all) \
	"<Relationships xmlns=\"" OFFICE "package/2006/relationships\">" all \
	"</Relationships>"
#define TYPES(type) \
	"<Types xmlns=\"" OFFICE "package/2006/content-types\">" \
	"<Override PartName=\"/xl/workbook.xml\" ContentType=\"" type \
	"\"/></Types>"
#define WORKBOOK(inside) \
	"<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATED "\">" inside \
	"</workbook>"
#define ONE_SHEET \
	"<sheets><sheet name=\"BOM\" sheetId=\"1\" r:id=\"s1\"/></sheets>"
#define SHEET(inside) "<worksheet xmlns=\"" MAIN "\">" inside "</worksheet>"
#define ROWS(inside) SHEET("<sheetData>" inside "</sheetData>")
/* A cell of text, and one of a number. */
#define T(ref, text) \
	"<c r=\"" ref "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(ref, number) "<c r=\"" ref "\"><v>" number "</v></c>"

/* The header row of a list of parts, and a row with its quantity. */
#define BOM_HEAD \
	"<row>" T("A1", "Parent") T("B1", "Part") T("C1", "Quantity") \
	    T("D1", "Unit") "</row>"
#define BOM_ROW(n, quantity) \
	"<row>" T("A" n, "P") T("B" n, "C" n) quantity T("D" n, "kg") "</row>"

/* What every workbook of one sheet has. */
static const struct part_text workbook_usual[] = {
	{ "[Content_Types].xml", TYPES(MAIN_TYPE) },
	{ "_rels/.rels",
	    RELATIONS(RELATION("w", "officeDocument", "xl/workbook.xml")) },
	{ "xl/workbook.xml", WORKBOOK(ONE_SHEET) },
	{ "xl/_rels/workbook.xml.rels",
	    RELATIONS(RELATION("s1", "worksheet", "worksheets/sheet1.xml")
		    RELATION("t", "sharedStrings", "sharedStrings.xml")
			RELATION("y", "styles", "styles.xml")) },
	{ "xl/worksheets/sheet1.xml", ROWS("") },
	{ "xl/sharedStrings.xml", "<sst xmlns=\"" MAIN "\"/>" },
	{ "xl/styles.xml", "<styleSheet xmlns=\"" MAIN "\"/>" },
	{ NULL, NULL },
};

static inline void
workbook_add(zip_t *zip, const char *name, struct str text)
{
	zip_source_t *s = zip_source_buffer(zip, text.p, text.n, 0);

	ck_assert_ptr_nonnull(s);
	ck_assert_int_ge(zip_file_add(zip, name, s, ZIP_FL_ENC_UTF_8), 0);
}

/* The bytes of an archive, to be freed. */
static inline void
workbook_end(zip_t *zip, zip_source_t *to, struct bytes *out)
{
	zip_stat_t stat;

	ck_assert_int_eq(zip_close(zip), 0);
	ck_assert_int_eq(zip_source_open(to), 0);
	ck_assert_int_eq(zip_source_stat(to, &stat), 0);
	out->n = (size_t)stat.size;
	out->p = malloc(out->n + 1);
	ck_assert_ptr_nonnull(out->p);
	ck_assert_int_eq(
	    zip_source_read(to, out->p, out->n), (zip_int64_t)out->n);
	out->p[out->n] = '\0';
	zip_source_close(to);
	zip_source_free(to);
}

static inline zip_t *
workbook_begin(zip_source_t **to)
{
	zip_error_t err;
	zip_t *zip;

	*to = zip_source_buffer_create(NULL, 0, 1, &err);
	ck_assert_ptr_nonnull(*to);
	zip = zip_open_from_source(*to, ZIP_CREATE | ZIP_TRUNCATE, &err);
	ck_assert_ptr_nonnull(zip);
	zip_source_keep(*to);
	return zip;
}

/* The usual parts but for those of the list, which may have others; one
 * without a text is left out. */
static inline void
workbook_make(const struct part_text *list, struct bytes *out)
{
	zip_source_t *to;
	zip_t *zip = workbook_begin(&to);

	for (const struct part_text *u = workbook_usual; u->name; u++) {
		bool given = false;

		for (const struct part_text *p = list; p->name; p++)
			given |= strcmp(p->name, u->name) == 0;
		if (!given)
			workbook_add(zip, u->name, str_of(u->text));
	}
	for (const struct part_text *p = list; p->name; p++)
		if (p->text != NULL)
			workbook_add(zip, p->name, str_of(p->text));
	workbook_end(zip, to, out);
}

/* Such a workbook, read and linked. */
static inline void
workbook_read(struct golden *g, const struct part_text *list)
{
	struct bytes bytes;

	workbook_make(list, &bytes);
	golden_init(g);
	golden_read(g, "x", (struct str){ bytes.p, bytes.n });
	if (g->st == ST_OK)
		g->st = bom_link(&g->b, DATE_NONE, &g->f);
	bytes_free(&bytes);
}

/* One with that as its sheet. */
static inline void
workbook_sheet(struct golden *g, const char *sheet)
{
	const struct part_text list[] = { { "xl/worksheets/sheet1.xml", sheet },
		{ NULL, NULL } };

	workbook_read(g, list);
}

#endif
