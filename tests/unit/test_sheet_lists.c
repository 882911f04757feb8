/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sheet_lists - workbooks of which several sheets list parts: which
 * product each is of, and what is refused.
 */
#include "tests/unit/run.h"
#include "tests/unit/workbook.h"

#define MOST_SHEETS 4
#define MOST_ROWS 4

/* "PART NAME QUANTITY" in each row; the name "-" is none. */
struct book_list {
	const char *sheet, *row[MOST_ROWS];
};

static int
add_rows(char *out, size_t size, const struct book_list *l)
{
	int n = snprintf(out, size,
	    "<worksheet xmlns=\"" MAIN "\"><sheetData><row>" T("A1", "Part")
		T("B1", "Description") T("C1", "Qty") T("D1", "Unit") "</row>");

	for (int i = 0; i < MOST_ROWS && l->row[i] != NULL; i++) {
		char part[40], name[40], quantity[40];

		ck_assert_int_eq(
		    sscanf(l->row[i], "%39s %39s %39s", part, name, quantity),
		    3);
		n += snprintf(out + n, size - (size_t)n,
		    "<row>" T("A%d", "%s") T("B%d", "%s") N("C%d", "%s")
			T("D%d", "each") "</row>",
		    i + 2, part, i + 2, name[0] == '-' ? "" : name, i + 2,
		    quantity, i + 2);
	}
	return n +
	       snprintf(out + n, size - (size_t)n, "</sheetData></worksheet>");
}

/* The workbook of these sheets, read and linked. */
static void
read_lists(struct golden *g, const struct book_list list[MOST_SHEETS])
{
	static char rows[MOST_SHEETS][4000];
	static const char *const path[] = { "xl/worksheets/sheet1.xml",
		"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml",
		"xl/worksheets/sheet4.xml" };
	char book[2000], relations[2000];
	struct part_text parts[MOST_SHEETS + 3] = { { "xl/workbook.xml", book },
		{ "xl/_rels/workbook.xml.rels", relations } };
	size_t b = 0, r = 0;
	struct bytes bytes;

	b += (size_t)snprintf(book, sizeof(book),
	    "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATED "\"><sheets>");
	r += (size_t)snprintf(relations, sizeof(relations),
	    "<Relationships xmlns=\"" OFFICE "package/2006/relationships\">");
	for (int i = 0; i < MOST_SHEETS && list[i].sheet != NULL; i++) {
		b += (size_t)snprintf(book + b, sizeof(book) - b,
		    "<sheet name=\"%s\" r:id=\"s%d\"/>", list[i].sheet, i);
		r += (size_t)snprintf(relations + r, sizeof(relations) - r,
		    "<Relationship Id=\"s%d\" Type=\"" RELATED
		    "/worksheet\" Target=\"worksheets/sheet%d.xml\"/>",
		    i, i + 1);
		add_rows(rows[i], sizeof(rows[i]), &list[i]);
		parts[i + 2] = (struct part_text){ path[i], rows[i] };
	}
	snprintf(book + b, sizeof(book) - b, "</sheets></workbook>");
	snprintf(relations + r, sizeof(relations) - r, "</Relationships>");
	workbook_make(parts, &bytes);
	golden_init(g);
	golden_read(g, "x.xlsx", (struct str){ bytes.p, bytes.n });
	if (g->st == ST_OK)
		g->st = bom_link(&g->b, DATE_NONE, &g->f);
	bytes_free(&bytes);
}

static bool
has_use(const struct bom *b, const char *parent, const char *child)
{
	for (size_t i = 0; i < b->nuse; i++)
		if (str_is(bom_part(b, b->use[i].parent), parent) &&
		    str_is(bom_part(b, b->use[i].child), child))
			return true;
	return false;
}

/* "PARENT>CHILD" in words, all of them. */
static const struct {
	struct book_list list[MOST_SHEETS];
	const char *use[5];
} read[] = {
	{ { { "Main board", { "R - 1" } }, { "Pump", { "M - 2", "R - 3" } } },
	    { "Main board>R", "Pump>M", "Pump>R" } },
	{ { { "DU-100", { "R - 1" } }, { "DU-200", { "R - 1" } } },
	    { "DU-100>R", "DU-200>R" } },
	{ { { "BOM", { "B-100 - 2", "S - 1" } }, { "b_100", { "R - 1" } } },
	    { "x>B-100", "x>S", "B-100>R" } },
	{ { { "Motor", { "R - 1" } }, { "DU-100", { "M-77 motor 2" } } },
	    { "DU-100>M-77", "M-77>R" } },
	{ { { "Pump", { "B-100 - 2" } }, { "B-100", { "R - 1" } } },
	    { "Pump>B-100", "B-100>R" } },
	/* a part of a list is no name for it */
	{ { { "Pump", { "Pump - 1", "B-100 - 2" } }, { "B-100", { "R - 1" } } },
	    { "x>Pump", "x>B-100", "B-100>R" } },
	/* a sheet without rows is none */
	{ { { "DU-100", { "R - 1" } }, { "Sheet2", { NULL } } }, { "x>R" } },
	/* a version of a part that another sheet has */
	{ { { "BOM", { "DU-7 - 2" } }, { "DU-7 rev B", { "R - 1" } } },
	    { "x>DU-7", "DU-7>R" } },
	/* a chain, whose middle stands last */
	{ { { "BOM", { "B-10 - 2" } }, { "C-10", { "R - 1" } },
	      { "B-10", { "C-10 - 1" } } },
	    { "x>B-10", "B-10>C-10", "C-10>R" } },
	/* an assembly, and fewer of its parts for the product itself */
	{ { { "BOM", { "B-10 - 2", "R - 3" } }, { "B-10", { "R - 2" } } },
	    { "x>B-10", "x>R", "B-10>R" } },
	{ { { "Variant A", { "R - 1" } }, { "Variant B", { "R - 2" } } },
	    { "x Variant A>R", "x Variant B>R" } },
	/* of two numbers one may have all that the other has */
	{ { { "DU-100", { "R - 1" } }, { "DU-200", { "R - 2", "S - 1" } } },
	    { "DU-100>R", "DU-200>R", "DU-200>S" } },
};

START_TEST(each_list_is_of_the_product_that_its_sheet_names)
{
	struct golden g;
	size_t n = 0;

	read_lists(&g, read[_i].list);
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	for (; n < LENGTH(read[_i].use) && read[_i].use[n] != NULL; n++) {
		const char *use = read[_i].use[n], *end = strchr(use, '>');
		char parent[40];

		snprintf(parent, sizeof(parent), "%.*s", (int)(end - use), use);
		ck_assert_msg(has_use(&g.b, parent, end + 1), "%s", use);
	}
	ck_assert_uint_eq(g.b.nuse, n);
	golden_free(&g);
}
END_TEST

static const struct {
	struct book_list list[MOST_SHEETS];
	const char *says;
} refused[] = {
	{ { { "Sheet1", { "R - 1" } }, { "Sheet2", { "S - 1" } } },
	    "sheets \"Sheet1\", \"Sheet2\" list parts, and nothing says of "
	    "which products: expected the name of the workbook with [SHEET]" },
	{ { { "BOM", { "R - 1" } }, { "DU-100", { "S - 1" } } },
	    "and nothing says of which products" },
	{ { { "Rev A", { "R - 1" } }, { "Rev B", { "R - 2" } } },
	    "and some may be versions of others" },
	{ { { "DU-1 v1", { "R - 1" } }, { "DU-1 v2", { "R - 2" } } },
	    "and some may be versions of others" },
	{ { { "DU-100", { "R - 1" } }, { "DU-100 (2)", { "R - 1" } } },
	    "and some may be versions of others" },
	{ { { "Pump", { "R - 1" } }, { "Motor", { "R - 1" } } },
	    "sheet \"Motor\" lists the same parts as sheet \"Pump\"" },
	{ { { "Pump", { "R - 1" } }, { "pump ", { "S - 1" } } },
	    "sheet \"pump \" has the same name as sheet \"Pump\"" },
	{ { { "Board A", { "R - 1", "S - 2" } },
	      { "Board B", { "R - 1", "S - 1" } } },
	    "lists nearly the same parts, under nearly the same name" },
	{ { { "Screws", { "R - 1" } }, { "Tools", { "S - 1" } } },
	    "and some may list but some parts of a product" },
	{ { { "DU-100", { "R - 1" } }, { "DU-200", { "R - 1", "S - 1" } },
	      { "Total", { "R - 2", "S - 1" } } },
	    "sheet \"Total\" lists what is on the other sheets" },
	{ { { "DU-100", { "R - 1" } }, { "DU-200", { "R - 1", "S - 1" } },
	      { "DU-300", { "R - 2", "S - 1" } } },
	    "sheet \"DU-300\" lists what is on the other sheets" },
	{ { { "BOM", { "B-10 - 2", "R - 4" } }, { "B-10", { "R - 2" } } },
	    "sheet \"BOM\" has, beside the part itself, all parts on sheet "
	    "\"B-10\"" },
	{ { { "BOM", { "B-10 - 2", "R - 4" } }, { "B-10", { "C-10 - 1" } },
	      { "C-10", { "R - 2" } } },
	    "sheet \"BOM\" has, beside the part itself, all parts on sheet "
	    "\"C-10\"" },
	{ { { "BOM", { "B-10 - 1" } }, { "B-10", { "R - 1" } },
	      { "b_10", { "S - 1" } } },
	    "sheets \"BOM\", \"b_10\" list parts, and nothing says" },
	{ { { "BOM", { "B-10 unit 1" } }, { "B-10", { "R - 1" } },
	      { "Unit", { "S - 1" } } },
	    "is named after the same part as" },
	{ { { "BOM", { "M-1 motor 1", "M-2 Motor 1" } },
	      { "Motor", { "R - 1" } } },
	    "and one may be that of several parts" },
	{ { { "Variant A", { "R - 1" } }, { "DU-100", { "S - 1" } } },
	    "and some are variants, of which nobody says what of" },
	/* both may be states of the part; none may be another product's list */
	{ { { "DU-100", { "B-10 - 2" } }, { "B-10 rev A", { "R - 1" } },
	      { "B-10 rev B", { "R - 2" } } },
	    "and some may be versions of others" },
	{ { { "B-10", { "B-20 - 1", "R - 1" } }, { "B-20", { "B-10 - 1" } },
	      { "B-10 old", { "R - 2" } } },
	    "and some may be versions of others" },
	{ { { "DU-A1", { "DU-B1 - 1" } }, { "DU-B1", { "DU-A1 - 1" } } },
	    "a cycle of 2 items" },
};

START_TEST(what_is_not_certain_is_refused)
{
	struct golden g;

	read_lists(&g, refused[_i].list);
	ck_assert_int_ne(g.st, ST_OK);
	ck_assert_msg(strstr(g.f.first.text, refused[_i].says) != NULL,
	    "%d: %s", _i, g.f.first.text);
	ck_assert_uint_eq(g.f.errors, 1);
	golden_free(&g);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, each_list_is_of_the_product_that_its_sheet_names,
	    0, LENGTH(read));
	tcase_add_loop_test(
	    t, what_is_not_certain_is_refused, 0, LENGTH(refused));
}

int
main(void)
{
	return run_suite("sheet_lists", add);
}
