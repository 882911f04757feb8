/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_xlsx - workbooks become the product that their sheets show. */
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"
#include "tests/unit/workbook.h"

#include "core/base/limits.h"
#include "core/bom/sheet/read_xlsx.h"
#include "core/bom/sheet/sheet_read.h"
#include "core/bom/table/wishes.h"

#define FOLDER "tests/data/bom/xlsx/"
START_TEST(a_workbook_of_another_program_is_read)
{
	static const char *const files[] = { FOLDER "good/pump-exceljs.xlsx",
		FOLDER "good/pump-sheetjs.xlsx" };
	struct golden g;

	golden_file(&g, files[_i], FORMAT_XLSX);
	ck_assert_uint_eq(g.b.nfile, 3);
	ck_assert_uint_eq(g.b.nuse, 4);
	ck_assert_str_eq(golden_number(&g, golden_use(&g, "0008")->qty), "8");
	ck_assert_str_eq(
	    golden_number(&g, golden_use(&g, "MAGNET")->qty), "12");
	ck_assert_int_eq(
	    g.b.note[golden_use(&g, "MAGNET")->note].until, 20271231);
	ck_assert_uint_eq(g.b.ncontent, 2);
	ck_assert_str_eq(golden_number(&g, g.b.content[0].amount.lo), "0.295");
	ck_assert_int_eq(g.b.decl[g.b.content[0].decl].date, 20260115);
	ck_assert_uint_eq(g.b.norigin, 2);
	ck_assert_str_eq(g.b.origin[1].country, "CN");
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_uint_eq(g.b.nitem, 5);
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "MAGNET")->mass.lo), "0.3");
	golden_free(&g);
}
END_TEST

START_TEST(each_sheet_is_a_file_of_its_own_and_the_workbook_has_the_bytes)
{
	struct golden g;

	golden_file(&g, FOLDER "good/pump-sheetjs.xlsx", FORMAT_XLSX);
	ck_assert_str_eq(g.b.file[0].name, "x");
	ck_assert_uint_gt(g.b.file[0].bytes.n, 1000);
	ck_assert_uint_eq(g.b.file[0].role, ROLE_BOM);
	ck_assert_uint_eq(g.b.file[0].decl, BOM_NONE);
	ck_assert_str_eq(g.b.file[1].name, "x[BOM]");
	ck_assert_uint_eq(g.b.file[1].role, ROLE_BOM);
	ck_assert_str_eq(g.b.file[2].name, "x[Contents]");
	ck_assert_str_eq(g.b.file[2].sheet, "Contents");
	ck_assert_uint_eq(g.b.file[2].role, ROLE_DECLARATION);
	ck_assert_uint_eq(g.b.file[2].bytes.n, 0);
	ck_assert_ptr_eq(bom_file_given(&g.b, 0), &g.b.file[0]);
	ck_assert_ptr_null(bom_file_given(&g.b, 1));
	/* places are rows and columns of the sheet */
	ck_assert_uint_eq(golden_use(&g, "ROTOR")->at.line, 4);
	ck_assert_uint_eq(golden_use(&g, "ROTOR")->at.file, 1);
	golden_free(&g);
}
END_TEST

START_TEST(the_names_of_the_strict_standard_are_read_as_well)
{
#define STRICT_RELATED "http://purl.oclc.org/ooxml/officeDocument/relationships"
	static const struct part_text list[] = {
		{ "_rels/.rels",
		    RELATIONS(
			"<Relationship Id=\"w\" Type=\"" STRICT_RELATED
			"/officeDocument\" Target=\"/xl/workbook.xml\"/>") },
		{ "xl/workbook.xml",
		    "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/"
		    "spreadsheetml/main\" xmlns:q=\"" STRICT_RELATED
		    "\"><x:workbookPr date1904=\"true\"/><x:sheets>"
		    "<x:sheet name=\"A\" q:id=\"s1\"/></x:sheets>"
		    "</x:workbook>" },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS("<Relationship Id=\"s1\" Type=\"" STRICT_RELATED
			      "/worksheet\" Target=\"./other/../one.xml\"/>") },
		{ "xl/one.xml",
		    "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/"
		    "spreadsheetml/main\"><x:sheetData><x:row>"
		    "<x:c t=\"inlineStr\"><x:is><x:t>Part</x:t></x:is></x:c>"
		    "<x:c t=\"inlineStr\"><x:is><x:t>Mass (g)</x:t></x:is>"
		    "</x:c></x:row><x:row><x:c t=\"str\"><x:v>M-1</x:v></x:c>"
		    "<x:c><x:v>2.5</x:v></x:c></x:row></x:sheetData>"
		    "</x:worksheet>" },
		{ NULL, NULL },
	};
	struct golden g;

	workbook_read(&g, list);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "M-1")->mass.lo), "2.5");
	golden_free(&g);
}
END_TEST

START_TEST(runs_of_a_text_are_one_and_hints_to_speak_it_are_none)
{
	static const struct part_text list[] = {
		{ "xl/worksheets/sheet1.xml",
		    ROWS("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
			 "</row><row><c t=\"s\"><v>2</v></c><c t=\"s\">"
			 "<v>3</v></c></row>") },
		{ "xl/sharedStrings.xml",
		    "<sst xmlns=\"" MAIN "\"><si><t>Part</t></si>"
		    "<si><t>Na</t><r><t>me</t></r><rPh sb=\"0\"><t>no</t>"
		    "</rPh><phoneticPr fontId=\"1\"/></si>"
		    "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">M- "
		    "</t></r><r><t>1_x0041__x005F_x0042__x00e9_</t></r></si>"
		    "<si><t>a<![CDATA[ <b>]]>&#xE9;</t></si></sst>" },
		{ NULL, NULL },
	};
	struct golden g;

	workbook_read(&g, list);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "M- 1A_x0042_\xC3\xA9")->name),
	    "a <b>\xC3\xA9"));
	golden_free(&g);
}
END_TEST

/* Sheets, each a list of uses, and how much of the last part is in P, in kg. */
static const struct {
	const char *sheet, *quantity, *said;
} sheets[] = {
	{ ROWS(BOM_HEAD BOM_ROW("2", N("C2", "0.30000000000000004"))), "300",
	    "note: 1 number of more than 15 digits, the first C2" },
	{ ROWS(BOM_HEAD BOM_ROW("2", "<c r=\"C2\"><f>1/8</f><v>0.125</v></c>")),
	    "125", "x[BOM]:2:3: note: 1 cell with a formula, the first C2" },
	{ ROWS(BOM_HEAD BOM_ROW(
	      "2", "<c r=\"C2\" t=\"str\"><f>x</f><v>2</v></c>")),
	    "2000", "1 cell with a formula" },
	{ ROWS(BOM_HEAD BOM_ROW("2", T("C2", " 1/4 "))), "250", "" },
	/* cells and rows may leave out where they are */
	{ ROWS("<row><c t=\"str\"><v>Parent</v></c><c t=\"str\"><v>Part</v>"
	       "</c><c t=\"str\"><v>Qty</v></c><c t=\"str\"><v>Unit</v></c>"
	       "</row><row><c t=\"str\"><v>P</v></c><c t=\"str\"><v>C2</v>"
	       "</c><c><v>3</v></c><c t=\"str\"><v>g</v></c></row>"),
	    "3", "" },
	/* a table in the middle of a sheet, and rows of looks alone */
	{ ROWS("<row r=\"2\">" T("B2",
	      "Bill of 2026") "</row>"
			      "<row r=\"5\">" T("C5", "Parent") T("D5", "Part")
				  T("F5", "Quantity") T("G5",
				      "Unit") "</row>"
					      "<row r=\"6\" s=\"1\"><c "
					      "r=\"A6\" s=\"3\"/></row>"
					      "<row r=\"9\">" T("C9", "P")
						  T("D9", "C2") N("F9", "7") T(
						      "G9", "g") T("H9", "?")
						      T("XFD9", "!") "</row>"),
	    "7", "x[BOM]:5: note: the header row is row 5" },
	{ ROWS("<row r=\"1\">" T("A1", "Parent") T("B1", "Part") T("C1", "Qty")
		  T("D1", "Unit") "</row><row r=\"9\">" T("A9", "P") T("B9",
		      "C2") N("C9", "7") T("D9", "g") T("E9", "?") "</row>"),
	    "7",
	    "x[BOM]:9:5: warning: 1 row with more behind the last column of "
	    "the header row, the first from E9 on: not read" },
	{ SHEET("<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>"
		"<sheetData>" BOM_HEAD "<row hidden=\"true\">" T("A2", "P")
		    T("B2", "C2") N("C2", "1") T("D2", "g") "</row>"
							    "</sheetData>"),
	    "1",
	    "x[BOM]:2:2: warning: 2 hidden columns, the first that of B2" },
	{ SHEET("<sheetData>" BOM_HEAD "<row hidden=\"1\">" T("A2", "P")
		  T("B2", "C2") N("C2", "1") T("D2", "g") "</row>"
							  "</sheetData>"),
	    "1", "x[BOM]:2:1: warning: 1 hidden row, the first 2" },
	/* what is merged is the value of each of its rows */
	{ SHEET("<sheetData>" BOM_HEAD BOM_ROW("2",
	      N("C2", "1")) "<row r=\"3\">" T("B3", "C3") N("C3", "4") T("D3",
	      "g") "</row><row "
		   "r=\"4\"><c r=\"A4\"/></row></sheetData><mergeCells "
		   "count=\"2\"><mergeCell ref=\"A2:A4\"/><mergeCell "
		   "ref=\"A9:C9\"/></mergeCells>"),
	    "4",
	    "x[BOM]:3:1: warning: 1 cell merged with one above, the "
	    "first A3" },
	/* what another program adds is not of the sheet */
	{ "<worksheet xmlns=\"" MAIN "\" xmlns:y=\"urn:y\"><y:sheetData>"
	  "<row/></y:sheetData><sheetData>" BOM_HEAD BOM_ROW(
	      "2", "<y:c r=\"C2\"><v>9</v></y:c>" N(
		       "C2", "5")) "</sheetData></worksheet>",
	    "5000", "" },
};

START_TEST(a_sheet_is_the_table_that_it_shows)
{
	const struct use *use;
	struct golden g;

	workbook_sheet(&g, sheets[_i].sheet);
	ck_assert_msg(g.st == ST_OK, "%d: %s", _i, g.f.first.text);
	use = &g.b.use[g.b.nuse - 1];
	ck_assert_str_eq(golden_number(&g, use->qty), sheets[_i].quantity);
	golden_says(&g, sheets[_i].said);
	golden_free(&g);
}
END_TEST

#define STYLES \
	"<styleSheet xmlns=\"" MAIN "\"><numFmts><numFmt numFmtId=\"170\" " \
	"formatCode=\"0000\"/><numFmt numFmtId=\"171\" formatCode=" \
	"\"yyyy\\-mm\\-dd\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/>" \
	"</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/>" \
	"<xf numFmtId=\"171\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/>" \
	"</cellXfs></styleSheet>"

static void
styled(struct golden *g, const char *rows)
{
	const struct part_text list[] = {
		{ "xl/worksheets/sheet1.xml", rows },
		{ "xl/styles.xml", STYLES },
		{ NULL, NULL },
	};

	workbook_read(g, list);
}

START_TEST(a_number_is_what_its_format_and_its_column_mean)
{
	struct golden g;

	styled(&g, ROWS("<row>" T("A1", "Part") T("B1", "Element") T(
		       "C1", "Amount") T("D1", "Unit") T("E1", "Date") T("F1",
		       "Until") "</row><row><c r=\"A2\" s=\"1\"><v>8</v>"
				"</c>" T("B2",
				    "Nd") "<c r=\"C2\" "
					  "s=\"4\"><v>0.0315</v></c>" T("D2",
					      "%") "<c r=\"E2\" "
						   "s=\"2\"><v>46037</v></c>"
						   "<c r=\"F2\" "
						   "s=\"3\"><v>46752.5</v></"
						   "c></row>"));
	ck_assert_int_eq(g.st, ST_OK);
	golden_item(&g, "0008");
	ck_assert_str_eq(golden_number(&g, g.b.content[0].amount.lo), "0.0315");
	ck_assert_int_eq(g.b.decl[g.b.content[0].decl].date, 20260115);
	ck_assert_int_eq(g.b.decl[g.b.content[0].decl].until, 20271231);
	golden_says(&g, "x[BOM]:2:1: warning: 1 cell with a number where a "
			"name stands, the first A2");
	golden_says(&g, "x[BOM]:2:3: note: 1 cell shown in percent");
	golden_free(&g);
}
END_TEST

/* The style of a cell that stands in, by the number of steps. */
#define INDENTS \
	"<styleSheet xmlns=\"" MAIN "\"><cellXfs><xf numFmtId=\"0\"/><xf " \
	"numFmtId=\"0\"><alignment indent=\"1\"/></xf><xf numFmtId=\"0\">" \
	"<alignment horizontal=\"left\" indent=\"2\"/></xf></cellXfs>" \
	"</styleSheet>"
#define AT(ref, style, text) \
	"<c r=\"" ref "\" s=\"" style \
	"\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" text \
	"</t></is></c>"
#define LIST(second, third, fourth) \
	ROWS("<row>" T("A1", "Part") T("B1", "Qty") "</row><row>" T( \
	    "A2", "DU-1") N("B2", "1") "</row><row>" second N("B3", \
	    "2") "</row><row>" third N("B4", "4") "</row><row>" fourth N("B5", \
	    "1") "</row>")

static const char *const indented[] = {
	LIST(AT("A3", "1", "MOT"), AT("A4", "2", "MAG"), AT("A5", "1", "BOX")),
	LIST(AT("A3", "0", "  MOT"), AT("A4", "0", "    MAG"),
	    AT("A5", "0", "  BOX")),
	LIST(AT("A3", "0", "\xC2\xA0MOT"), AT("A4", "0", "\xC2\xA0\xC2\xA0MAG"),
	    AT("A5", "0",
		"\xC2\xA0"
		"BOX"))
};

START_TEST(an_indent_tells_the_level)
{
	const struct part_text list[] = { { "xl/worksheets/sheet1.xml",
					      indented[_i] },
		{ "xl/styles.xml", INDENTS }, { NULL, NULL } };
	static const char *const uses[] = { "DU-1 MOT", "DU-1 BOX", "MOT MAG" };
	struct golden g;
	char use[40];

	workbook_read(&g, list);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, 3);
	for (size_t i = 0; i < 3; i++) {
		snprintf(use, sizeof(use), "%.*s %.*s",
		    STR_ARG(g.b.parts.key[g.b.ref[g.b.use[i].parent].part]),
		    STR_ARG(g.b.parts.key[g.b.ref[g.b.use[i].child].part]));
		ck_assert_str_eq(use, uses[i]);
	}
	golden_free(&g);
}
END_TEST

/* All cells of a column stand in alike: that is its looks. */
START_TEST(an_indent_that_all_have_is_none)
{
	const struct part_text list[] = {
		{ "xl/worksheets/sheet1.xml",
		    ROWS("<row>" T("A1", "Part")
			    T("B1", "Qty") "</row><row>" AT("A2", "1", "MOT")
				N("B2", "1") "</row><row>" AT("A3", "1", "MAG")
				    N("B3", "2") "</row>") },
		{ "xl/styles.xml", INDENTS }, { NULL, NULL }
	};
	struct golden g;

	workbook_read(&g, list);
	ck_assert_int_eq(g.st, ST_OK);
	golden_says(&g, "nothing here says of which product");
	golden_free(&g);
}
END_TEST

START_TEST(a_day_may_be_written_as_one)
{
	struct golden g;

	workbook_sheet(&g,
	    ROWS("<row>" T("A1", "Part") T("B1", "Element") T("C1", "Amount")
		    T("D1", "Date") "</row><row>" T("A2", "M") T("B2", "Nd")
			T("C2", "1 %") "<c t=\"d\"><v>"
				       "2026-01-15T00:00:00</v></c></row>"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_int_eq(g.b.decl[g.b.content[0].decl].date, 20260115);
	golden_free(&g);
	workbook_sheet(&g,
	    ROWS(BOM_HEAD "<row r=\"2\">" T("A2",
		"P") "<c r=\"B2\" t=\"d\"><v>2026-03-01</v></c>" N("C2", "1")
		    T("D2", "g") "</row>"));
	golden_says(&g, "x[BOM]:2:2: cell B2: a day where a name stands "
			"\"2026-03-01\": expected text");
	golden_free(&g);
}
END_TEST

START_TEST(several_sheets_are_several_tables_and_what_is_none_is_named)
{
	static const struct part_text list[] = {
		{ "xl/workbook.xml",
		    WORKBOOK("<sheets><sheet name=\"Parts &amp;&#10;more\" "
			     "r:id=\"s1\"/><sheet name=\"Chart\" r:id=\"s5\"/>"
			     "<sheet name=\"Notes\" r:id=\"s2\"/><sheet "
			     "name=\"Old\" state=\"veryHidden\" r:id=\"s3\"/>"
			     "<sheet name=\"Empty\" r:id=\"s4\"/></sheets>") },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION(
			"s1", "worksheet", "worksheets/1.xml") RELATION("s2",
			"worksheet", "worksheets/2.xml")
			    RELATION("s3", "worksheet", "worksheets/3.xml")
				RELATION("s4", "worksheet", "worksheets/4.xml")
				    RELATION("s5", "chartsheet", "c.xml")) },
		{ "xl/worksheets/1.xml",
		    ROWS(BOM_HEAD BOM_ROW("2", N("C2", "1"))) },
		{ "xl/worksheets/2.xml",
		    ROWS("<row>" T("A1", "Part") "</row>") },
		{ "xl/worksheets/3.xml", ROWS("<row><c><v></row>") },
		{ "xl/worksheets/4.xml", ROWS("") },
		{ NULL, NULL },
	};
	struct golden g;
	size_t n;
	char *said;

	workbook_read(&g, list);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_str_eq(g.b.file[1].name, "x[Parts & more]");
	said = golden_said(&g, &n);
	ck_assert_str_eq(said,
	    "x: warning: sheet \"Notes\" is passed over: no header row that is "
	    "known among its first rows\n"
	    "x: warning: sheet \"Old\" is passed over: it is hidden\n");
	free(said);
	golden_free(&g);
}
END_TEST

/* Prices of a part, in a column "Price", in cells of the first format. */
static void
read_price(struct golden *g, const char *format, const char *columns)
{
	char styles[400], sheet[1000];
	const struct part_text list[] = { { "xl/worksheets/sheet1.xml", sheet },
		{ "xl/styles.xml", styles }, { NULL, NULL } };

	snprintf(styles, sizeof(styles),
	    "<styleSheet xmlns=\"" MAIN "\"><numFmts>"
	    "<numFmt numFmtId=\"164\" formatCode=\"%s\"/></numFmts>"
	    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"
	    "</styleSheet>",
	    format);
	snprintf(sheet, sizeof(sheet),
	    "<worksheet xmlns=\"" MAIN "\"><sheetData><row>" T("A1", "Part")
		T("B1", "Price") "%s</sheetData></worksheet>",
	    columns);
	workbook_read(g, list);
}

#define PRICE "<c r=\"B2\" s=\"1\"><v>12.5</v></c>"

START_TEST(a_price_has_the_currency_that_its_format_shows)
{
	static const struct {
		const char *format, *code;
	} formats[] = { { "[$\xE2\x82\xAC-407]#,##0.00", "EUR" },
		{ "&quot;$&quot;#,##0.00", "USD" },
		{ "[$\xC2\xA5-804]#,##0.00", "CNY" } };

	for (size_t i = 0; i < LENGTH(formats); i++) {
		struct golden g;

		read_price(&g, formats[i].format,
		    "</row><row>" T("A2", "X") PRICE "</row>");
		ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
		ck_assert_str_eq(
		    golden_number(&g, golden_item(&g, "X")->value), "12.5");
		ck_assert(
		    str_is(bom_text_get(&g.b, golden_item(&g, "X")->currency),
			formats[i].code));
		golden_free(&g);
	}
}
END_TEST

START_TEST(a_currency_that_a_format_shows_counts_like_a_sign)
{
	struct golden g;

	read_price(&g, "[$\xE2\x82\xAC-407]0",
	    T("C1", "Currency") "</row><row>" T("A2", "X")
		PRICE T("C2", "USD") "</row>");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(golden_item(&g, "X")->value, BOM_NONE);
	golden_free(&g);
	read_price(&g, "&quot;\xC2\xA5&quot;0",
	    "</row><row>" T("A2", "X") PRICE "</row>");
	ck_assert_int_eq(g.st, ST_OK); /* yuan or yen */
	ck_assert_uint_eq(golden_item(&g, "X")->value, BOM_NONE);
	golden_free(&g);
	read_price(&g, "&quot;\xC2\xA5&quot;0",
	    T("C1", "Currency") "</row><row>" T("A2", "X")
		PRICE T("C2", "JPY") "</row>");
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	golden_free(&g);
}
END_TEST

#define TWO(second) \
	{ "xl/workbook.xml", \
		WORKBOOK("<sheets><sheet name=\"Parts\" r:id=\"s1\"/><sheet " \
			 "name=\"Old\" " second " r:id=\"s2\"/></sheets>") }, \
	    { "xl/_rels/workbook.xml.rels", \
		    RELATIONS(RELATION("s1", "worksheet", "worksheets/1.xml") \
			    RELATION( \
				"s2", "worksheet", "worksheets/2.xml")) }, \
	{ \
		"xl/worksheets/1.xml", \
		    ROWS(BOM_HEAD BOM_ROW("2", N("C2", "1"))) \
	}

/* The workbook as a file of that name, strictly. */
static void
read_strict(struct golden *g, const char *name, const struct part_text *list)
{
	struct bytes bytes;

	workbook_make(list, &bytes);
	golden_init(g);
	g->f.strict = true;
	golden_read(g, name, (struct str){ bytes.p, bytes.n });
	bytes_free(&bytes);
}

START_TEST(a_table_in_a_sheet_that_is_not_read_is_lost)
{
	const struct part_text hidden[] = { TWO("state=\"hidden\""),
		{ "xl/worksheets/2.xml",
		    ROWS(BOM_HEAD BOM_ROW("2", N("C2", "1"))) },
		{ NULL, NULL } };
	const struct part_text seen[] = { TWO(""),
		{ "xl/worksheets/2.xml",
		    ROWS(BOM_HEAD BOM_ROW("2", N("C2", "1"))) },
		{ NULL, NULL } };
	struct golden g;

	read_strict(&g, "x", hidden);
	xlsx_tell_unread(&g.b, &g.f);
	ck_assert_uint_eq(g.f.errors, 1);
	golden_says(&g,
	    "x: sheet \"Old\" is not read, for it is hidden: it has rows of "
	    "a table\n");
	golden_free(&g);
	read_strict(&g, "x.xlsx[Parts]", seen);
	xlsx_tell_unread(&g.b, &g.f);
	ck_assert_uint_eq(g.f.errors, 1);
	golden_says(&g,
	    "sheet \"Old\" is not read, for another one is asked for: it has "
	    "rows of a table\n");
	golden_free(&g);
}
END_TEST

START_TEST(sheets_that_are_asked_for_one_by_one_are_not_lost)
{
	const struct part_text list[] = { TWO("state=\"hidden\""),
		{ "xl/worksheets/2.xml",
		    ROWS(BOM_HEAD BOM_ROW("2", N("C2", "1"))) },
		{ NULL, NULL } };
	struct golden g;
	struct bytes bytes;

	read_strict(&g, "x.xlsx[Parts]", list);
	workbook_make(list, &bytes);
	golden_read(&g, "x.xlsx[old]", (struct str){ bytes.p, bytes.n });
	bytes_free(&bytes);
	xlsx_tell_unread(&g.b, &g.f);
	ck_assert_uint_eq(g.f.n, 0);
	golden_free(&g);
}
END_TEST

START_TEST(a_sheet_that_is_not_read_and_no_table_is_no_loss)
{
	const struct part_text list[] = { TWO("state=\"hidden\""),
		{ "xl/worksheets/2.xml", ROWS(BOM_HEAD) }, { NULL, NULL } };
	const struct part_text words[] = { TWO(""),
		{ "xl/worksheets/2.xml",
		    ROWS("<row>" T("A1", "Notes") "</row>") },
		{ NULL, NULL } };
	struct golden g;

	read_strict(&g, "x", list);
	xlsx_tell_unread(&g.b, &g.f);
	ck_assert_msg(g.f.errors == 0, "%s", g.f.first.text);
	golden_free(&g);
	read_strict(&g, "x.xlsx[Parts]", words);
	xlsx_tell_unread(&g.b, &g.f);
	ck_assert_msg(g.f.errors == 0, "%s", g.f.first.text);
	ck_assert_str_eq(g.b.file[1].format, "sheet of parents and children");
	golden_free(&g);
}
END_TEST

START_TEST(a_reader_that_looks_ahead_comes_back_to_the_header_row)
{
	const struct part_text list[] = {
		{ "xl/worksheets/sheet1.xml",
		    ROWS("<row r=\"2\">" T("A2", "a") "</row><row r=\"4\">" T(
			"A4", "b") "</row><row r=\"5\">" T("A5",
			"c") "</row>") },
		{ NULL, NULL }
	};
	struct findings f = { 0 };
	struct sheets of = { 0 };
	struct csv_spot start, behind;
	struct bytes bytes;
	struct sheet s;
	struct csv c;

	xml_start();
	workbook_make(list, &bytes);
	of.body = (struct str){ bytes.p, bytes.n };
	ck_assert_int_eq(book_open(&of.book, of.body, "x", &f), ST_OK);
	ck_assert_int_eq(
	    sheet_open(&s, &of, &of.book.sheet[0], "x", &f), ST_OK);
	s.first = 4;
	ck_assert(sheet_go_back(&s, 4));
	ck_assert_int_eq(csv_open_rows(&c, &sheet_as_rows, &s, "x", &f), ST_OK);
	for (int round = 0; round < 2; round++) {
		start = csv_spot(&c);
		ck_assert(csv_next(&c, &f));
		ck_assert(str_is(c.field[0].text, "b"));
		ck_assert_uint_eq(csv_pos(&c, 0).line, 4);
		behind = csv_spot(&c);
		ck_assert(csv_next(&c, &f));
		ck_assert(!csv_next(&c, &f));
		ck_assert(csv_go_back(&c, behind));
		ck_assert(csv_next(&c, &f));
		ck_assert(str_is(c.field[0].text, "c"));
		start.line = 1; /* as before any row was read */
		ck_assert(csv_go_back(&c, start));
	}
	csv_close(&c);
	sheet_close(&s);
	book_close(&of.book);
	bytes_free(&bytes);
}
END_TEST

START_TEST(a_number_is_one_also_where_a_comma_is_decimal_in_texts)
{
	static const char *const words[] = { "x=comma" };
	const struct wishes wishes = { .decimal = words, .ndecimal = 1 };
	const struct part_text list[] = {
		{ "xl/worksheets/sheet1.xml",
		    ROWS(BOM_HEAD BOM_ROW("2", N("C2", "1.125"))
			    BOM_ROW("3", T("C3", "2,5"))) },
		{ NULL, NULL }
	};
	struct bytes bytes;
	struct golden g;

	workbook_make(list, &bytes);
	golden_init(&g);
	g.b.wishes = &wishes;
	golden_read(&g, "x", (struct str){ bytes.p, bytes.n });
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_str_eq(golden_number(&g, g.b.use[0].qty), "1.125");
	ck_assert_str_eq(golden_number(&g, g.b.use[1].qty), "2.5");
	golden_free(&g);
	bytes_free(&bytes);
}
END_TEST

/* Cells that a spreadsheet made of a part number are not one any more. */
START_TEST(a_part_number_that_became_a_day_is_refused)
{
	struct golden g;

	styled(&g, ROWS(BOM_HEAD "<row r=\"2\">" T("A2",
		       "P") "<c r=\"B2\" s=\"2\"><v>46037</v></c>" N("C2", "1")
			   T("D2", "g") "</row>"));
	golden_says(&g, "x[BOM]:2:2: cell B2: a day where a name stands "
			"\"2026-01-15\": expected text; the spreadsheet has "
			"made a day of it\n");
	golden_free(&g);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, a_workbook_of_another_program_is_read, 0, 2);
	tcase_add_test(
	    t, each_sheet_is_a_file_of_its_own_and_the_workbook_has_the_bytes);
	tcase_add_test(t, the_names_of_the_strict_standard_are_read_as_well);
	tcase_add_test(
	    t, runs_of_a_text_are_one_and_hints_to_speak_it_are_none);
	tcase_add_loop_test(
	    t, a_sheet_is_the_table_that_it_shows, 0, LENGTH(sheets));
	tcase_add_test(t, a_number_is_what_its_format_and_its_column_mean);
	tcase_add_loop_test(t, an_indent_tells_the_level, 0, 3);
	tcase_add_test(t, an_indent_that_all_have_is_none);
	tcase_add_test(t, a_day_may_be_written_as_one);
	tcase_add_test(
	    t, several_sheets_are_several_tables_and_what_is_none_is_named);
	tcase_add_test(
	    t, a_number_is_one_also_where_a_comma_is_decimal_in_texts);
	tcase_add_test(
	    t, a_reader_that_looks_ahead_comes_back_to_the_header_row);
	tcase_add_test(t, a_price_has_the_currency_that_its_format_shows);
	tcase_add_test(t, a_currency_that_a_format_shows_counts_like_a_sign);
	tcase_add_test(t, a_table_in_a_sheet_that_is_not_read_is_lost);
	tcase_add_test(t, sheets_that_are_asked_for_one_by_one_are_not_lost);
	tcase_add_test(t, a_sheet_that_is_not_read_and_no_table_is_no_loss);
	tcase_add_test(t, a_part_number_that_became_a_day_is_refused);
}

int
main(void)
{
	return run_suite("read_xlsx", add);
}
