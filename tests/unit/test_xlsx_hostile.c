/* SPDX-License-Identifier: Apache-2.0 */
/* test_xlsx_hostile - workbooks that cannot be meant, are broken, are cut, or
 * are a flood: each is refused in words. */
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"
#include "tests/unit/workbook.h"

#include "core/bom/sheet/read_xlsx.h"

static const struct {
	const char *sheet, *said;
} refusals[] = {
	{ ROWS(BOM_HEAD BOM_ROW("2", "<c r=\"C2\" t=\"e\"><v>#N/A</v></c>")),
	    "x[BOM]:2:3: cell C2: the error \"#N/A\": expected a value\n" },
	{ ROWS(BOM_HEAD BOM_ROW("2", "<c r=\"C2\"><f>A1*2</f></c>")),
	    "x[BOM]:2:3: cell C2: a formula without its value: expected the "
	    "value; open the workbook in a spreadsheet and save it\n" },
	{ ROWS(BOM_HEAD BOM_ROW("2", "<c r=\"C2\" t=\"b\"><v>1</v></c>")),
	    "x[BOM]:2:3: cell C2: quantity \"TRUE\": expected a number, or "
	    "the word unknown\n" },
	{ ROWS(BOM_HEAD BOM_ROW("2", "<c r=\"C2\" t=\"s\"><v>7</v></c>")),
	    "x[BOM]:2:3: cell C2: shared text \"7\": expected one that the "
	    "workbook has\n" },
	{ ROWS(BOM_HEAD "<row r=\"2\">" T("A2", "P") N(
	      "B2", "1234567890123456789") N("C2", "1") T("D2", "g") "</row>"),
	    "x[BOM]:2:2: cell B2: a number where a name stands "
	    "\"1234567890123460000\": expected text; of a number a "
	    "spreadsheet keeps 15 digits\n" },
	{ ROWS("<row>" T("A1", "Level") T("B1", "Part")
		  T("C1", "Qty") "</row><row>" N("A2", "1.1") T("B2", "P")
		      N("C2", "1") "</row>"),
	    "x[BOM]:2:1: cell A2: level \"1.1\": expected text, for the "
	    "number 1.1 may have been 1.10\n" },
	{ ROWS(BOM_HEAD "<row r=\"3\"/><row r=\"3\"/>"),
	    "x[BOM]:3: row \"3\" of the sheet: expected one behind the one "
	    "before it, up to XFD1048576\n" },
	{ ROWS(BOM_HEAD "<row r=\"1048577\"/>"),
	    "row \"1048577\" of the sheet" },
	{ ROWS(BOM_HEAD "<row r=\"3\">" N("B3", "1") N("A3", "1") "</row>"),
	    "x[BOM]:3:2: cell B3: cell \"A3\" of the sheet: expected one "
	    "behind the one before it" },
	{ ROWS(BOM_HEAD "<row r=\"3\">" N("B3", "1") N("B3", "1") "</row>"),
	    "cell \"B3\" of the sheet" },
	{ ROWS(BOM_HEAD "<row r=\"3\">" N("B4", "1") "</row>"),
	    "cell \"B4\" of the sheet" },
	{ ROWS(BOM_HEAD "<row r=\"3\">" N("XFE3", "1") "</row>"),
	    "cell \"XFE3\" of the sheet" },
	{ ROWS("<row>" T("A1", "Stock") T("B1", "Qty") "</row>"),
	    "x: no sheet with a table that is known: \"BOM\": expected a "
	    "header row" },
	{ ROWS(""), "x: no sheet with a table that is known: expected" },
	{ "<!DOCTYPE a [<!ENTITY b \"c\">]>" ROWS(BOM_HEAD),
	    "x: xl/worksheets/sheet1.xml in the workbook, line 1: a DOCTYPE" },
	{ ROWS(BOM_HEAD "&lol;"), "in the workbook, line 1: no XML (" },
	{ "<worksheet xmlns=\"" MAIN "\"><sheetData>" BOM_HEAD,
	    "in the workbook, line 1: no XML (" },
	{ "<sst xmlns=\"" MAIN "\"/>",
	    "root element \"sst\": expected worksheet of SpreadsheetML" },
	{ "<worksheet/>", "root element \"worksheet\": expected worksheet" },
	{ "\xFE\xFF\x00<", "UTF-16 text: expected UTF-8" },
	{ ROWS(BOM_HEAD
	      "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>\xFF</v></c></row>"),
	    "in the workbook, line 1: no XML (" },
	{ "", "in the workbook, line " },
};

START_TEST(a_sheet_that_cannot_be_meant_is_refused_in_these_words)
{
	struct golden g;

	workbook_sheet(&g, refusals[_i].sheet);
	ck_assert_msg(g.st != ST_OK, "%s was read", refusals[_i].sheet);
	golden_says(&g, refusals[_i].said);
	golden_free(&g);
}
END_TEST

#define PART(name, text) \
	{ \
		{ name, text }, { NULL, NULL } \
	}
static const struct {
	struct part_text list[2];
	const char *said;
} broken[] = {
	{ PART("_rels/.rels", NULL),
	    "x: an Office document without _rels/.rels" },
	{ PART("_rels/.rels", RELATIONS("")),
	    "x: an Office document that names no main part" },
	{ PART("_rels/.rels",
	      RELATIONS(RELATION("w", "officeDocument", "../../etc/passwd"))),
	    "x: an Office document that names no main part" },
	{ PART("_rels/.rels",
	      RELATIONS(RELATION("w", "officeDocument", "xl/no.xml"))),
	    "x: an Office document without the type of \"xl/no.xml\"" },
	{ PART("[Content_Types].xml", "<Types/>"),
	    "root element \"Types\": expected Types of SpreadsheetML" },
	{ PART("[Content_Types].xml",
	      TYPES("application/vnd.ms-excel.sheet.binary."
		    "macroEnabled.main")),
	    "x: a binary workbook, .xlsb: expected .xlsx" },
	{ PART("[Content_Types].xml",
	      TYPES("application/vnd.openxmlformats-officedocument."
		    "wordprocessingml.document.main+xml")),
	    "x: an Office document of the type \"application/vnd."
	    "openxmlformats-officedocument.wordprocessingml" },
	{ PART("xl/workbook.xml", NULL),
	    "x: an Office document without the part that its package names" },
	{ PART("xl/workbook.xml",
	      WORKBOOK("<sheets><sheet name=\"A\" r:id=\"s1\"/>"
		       "<sheet name=\"B\" r:id=\"s1\"/></sheets>")),
	    "x: two sheets of the workbook are one part" },
	{ PART("xl/_rels/workbook.xml.rels", NULL),
	    "x: an Office document without relations to its sheets" },
	{ PART("xl/_rels/workbook.xml.rels",
	      RELATIONS(RELATION("s1", "worksheet", "worksheets/no.xml"))),
	    "x: \"worksheets/no.xml\" is not in the workbook" },
	{ PART("xl/_rels/workbook.xml.rels",
	      RELATIONS(
		  "<Relationship Id=\"s1\" TargetMode=\"External\" "
		  "Type=\"" RELATED "/worksheet\" Target=\"styles.xml\"/>")),
	    "x: \"styles.xml\" is not in the workbook" },
	{ PART("XL/WORKBOOK.XML", ""),
	    "x: two files \"XL/WORKBOOK.XML\" in the workbook: expected each "
	    "part once" },
	{ PART("xl/sharedStrings.xml", "<sst xmlns=\"" MAIN "\"><si><t>"),
	    "x: xl/sharedStrings.xml in the workbook, line 1: no XML (" },
	{ PART("xl/styles.xml", "<styleSheet xmlns=\"urn:x\"/>"),
	    "root element \"styleSheet\": expected styleSheet" },
};

START_TEST(a_broken_workbook_is_refused_in_these_words)
{
	struct golden g;

	workbook_read(&g, broken[_i].list);
	ck_assert_msg(g.st != ST_OK, "%d was read", _i);
	golden_says(&g, broken[_i].said);
	golden_free(&g);
}
END_TEST

/* A text of n times the piece, between a head and an end; to be freed.  A # in
 * the piece is a number, another one each time. */
static char *
many(const char *head, const char *piece, size_t n, const char *end)
{
	const char *number = strchr(piece, '#');
	size_t k = strlen(piece), room = number != NULL ? k + 20 : k;
	char *s = malloc(strlen(head) + n * room + strlen(end) + 1), *p = s;

	ck_assert_ptr_nonnull(s);
	p = stpcpy(p, head);
	while (n-- > 0) {
		if (number != NULL) {
			p += sprintf(p, "%.*s%zu%s", (int)(number - piece),
			    piece, n, number + 1);
			continue;
		}
		memcpy(p, piece, k);
		p += k;
	}
	stpcpy(p, end);
	return s;
}

START_TEST(a_workbook_may_have_a_million_texts)
{
	char *texts = many("<sst xmlns=\"" MAIN "\"><si><t>Part</t></si><si>"
			   "<t>Name</t></si>",
	    "<si><t>M-1</t></si>", 1000000, "<si><t>last</t></si></sst>");
	const struct part_text list[] = {
		{ "xl/worksheets/sheet1.xml",
		    ROWS("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
			 "</row><row><c t=\"s\"><v>999999</v></c><c t=\"s\">"
			 "<v>1000002</v></c></row>") },
		{ "xl/sharedStrings.xml", texts },
		{ NULL, NULL },
	};
	struct golden g;

	workbook_read(&g, list);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert(
	    str_is(bom_text_get(&g.b, golden_item(&g, "M-1")->name), "last"));
	golden_free(&g);
	free(texts);
}
END_TEST

static const struct {
	const char *head, *piece;
	size_t n;
	const char *end, *said;
} floods[] = {
	/* more cells in a row than there are columns */
	{ "<worksheet xmlns=\"" MAIN "\"><sheetData><row>", "<c><v>1</v></c>",
	    20000, "</row></sheetData></worksheet>",
	    "x[BOM]:1:16384: cell XFD1: cell \"\" of the sheet" },
	/* more rows than there are */
	{ "<worksheet xmlns=\"" MAIN "\"><sheetData>", "<row/>", 1048577,
	    "</sheetData></worksheet>", "row \"\" of the sheet" },
	{ "<worksheet xmlns=\"" MAIN "\">", "<a>", 300, "",
	    "element \"a\" is nested 257 deep: expected at most 256" },
	{ "<worksheet xmlns=\"" MAIN "\"><sheetData><row><c t=\"str\"><v>",
	    "0123456789", 7000, "</v></c></row></sheetData></worksheet>",
	    "x[BOM]:1:1: cell A1: a field of " },
	{ "<worksheet xmlns=\"" MAIN "\" a=\"", "0123456789", 20000,
	    "\"></worksheet>",
	    "more than 131072 bytes without a tag: expected fewer" },
	{ "<worksheet xmlns=\"" MAIN "\">", "<a#/>", 100000, "</worksheet>",
	    "more different names of elements and attributes than 50000" },
	{ "<worksheet xmlns=\"" MAIN "\">", "<?a#?>", 100000, "</worksheet>",
	    "more different names of elements and attributes than 50000" },
};

START_TEST(a_flood_is_refused)
{
	char *sheet = many(
	    floods[_i].head, floods[_i].piece, floods[_i].n, floods[_i].end);
	struct golden g;

	workbook_sheet(&g, sheet);
	ck_assert_int_ne(g.st, ST_OK);
	golden_says(&g, floods[_i].said);
	golden_free(&g);
	free(sheet);
}
END_TEST

START_TEST(a_part_that_swells_is_refused_before_it_is_unpacked)
{
	char *sheet = many("<worksheet xmlns=\"" MAIN "\"><sheetData>",
	    "<row></row>     ", 17000000, "</sheetData></worksheet>");
	struct golden g;

	workbook_sheet(&g, sheet);
	golden_says(&g, "x: xl/worksheets/sheet1.xml in the archive swells "
			"from ");
	golden_free(&g);
	free(sheet);
}
END_TEST

START_TEST(a_workbook_cut_anywhere_is_refused)
{
	const struct part_text list[] = {
		{ "xl/worksheets/sheet1.xml",
		    ROWS(BOM_HEAD BOM_ROW("2", N("C2", "1"))) },
		{ NULL, NULL }
	};
	struct bytes whole;

	workbook_make(list, &whole);
	for (size_t n = 0; n < whole.n; n += n < 64 ? 1 : 37) {
		struct golden g;

		golden_init(&g);
		golden_read(&g, "x", (struct str){ whole.p, n });
		ck_assert_msg(g.st != ST_OK, "%zu bytes were read", n);
		golden_free(&g);
	}
	bytes_free(&whole);
}
END_TEST

START_TEST(files_of_other_programs_are_named)
{
	static const char locked[] =
	    "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	    "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	struct golden g;

	golden_init(&g);
	golden_read(&g, "x", (struct str){ locked, sizeof(locked) });
	golden_says(&g, "x:1:1: an Office file with a password: expected it "
			"without");
	golden_free(&g);
	golden_init(&g);
	golden_read(&g, "x", (struct str){ locked, 8 });
	golden_says(&g, "x:1:1: an old Office file, such as .xls: expected "
			".xlsx, XML or CSV");
	golden_free(&g);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t,
	    a_sheet_that_cannot_be_meant_is_refused_in_these_words, 0,
	    LENGTH(refusals));
	tcase_add_loop_test(
	    t, a_broken_workbook_is_refused_in_these_words, 0, LENGTH(broken));
	tcase_add_test(t, a_workbook_may_have_a_million_texts);
	tcase_add_loop_test(t, a_flood_is_refused, 0, LENGTH(floods));
	tcase_add_test(t, a_part_that_swells_is_refused_before_it_is_unpacked);
	tcase_add_test(t, a_workbook_cut_anywhere_is_refused);
	tcase_add_test(t, files_of_other_programs_are_named);
}

int
main(void)
{
	return run_suite("xlsx_hostile", add);
}
