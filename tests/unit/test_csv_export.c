/* SPDX-License-Identifier: Apache-2.0 */
/* test_csv_export - lists as known systems export them. */
#include "core/bom/table/csv_marks.h"
#include "core/bom/table/csv_preset.h"
#include "core/bom/table/wishes.h"
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"
#include "tests/unit/workbook.h"

#define FOLDER "tests/data/bom/csv/exports/"
#define USES 8

/* "MOT-R > MAG-UH 40 each": the bom has it, at least once. */
static bool
has_use(const struct golden *g, const char *want)
{
	const struct bom *b = &g->b;
	char line[300];

	for (size_t i = 0; i < b->nuse; i++) {
		const struct use *u = &b->use[i];
		bool optional = b->note[u->note].place != 0;

		snprintf(line, sizeof(line), "%.*s > %.*s %s %s%s",
		    STR_ARG(b->parts.key[b->ref[u->parent].part]),
		    STR_ARG(b->parts.key[b->ref[u->child].part]),
		    golden_number(g, u->qty), unit_name((enum unit)u->unit),
		    optional ? " or not" : "");
		if (strcmp(line, want) == 0)
			return true;
	}
	return false;
}

/* What a file of one system says: its uses, and what is said of it. */
static const struct export
{
	const char *file, *reads;
	size_t items; /* after linking */
	const char *use[USES];
	const char *said[4];
}
exports[] = {
	{ "kicad-board.csv", "list of parts as KiCad exports it", 6,
	    { "kicad-board > C1525 4 each", "kicad-board > NLCV32T-100K 1 each",
		"kicad-board > 10k Resistor_SMD:R_0603_1608Metric 2 each",
		"kicad-board > 0R Resistor_SMD:R_0603_1608Metric 0 each",
		"kicad-board > DRV5053VAQDBZR 1 each" },
	    { "kicad-board.csv:1:1: note: nothing here says of which product "
	      "these are the parts: taken for \"kicad-board\", by the name of "
	      "the file; parent = NAME in a file of columns says another\n",
		"note: 2 rows without a part number: called by value and "
		"footprint\n",
		"note: 1 row not populated: counted as a quantity of 0\n" } },
	{ "kibom-board.csv", "list of parts as KiCad exports it", 4,
	    { "kibom-board > GRM155R71C104KA88D 3 each",
		"kibom-board > BLM18PG601SN1D 0 each",
		"kibom-board > B3B-XH-A 2 each" },
	    { "note: 1 row not populated: counted as a quantity of 0\n",
		"note: words behind the table: passed over\n" } },
	{ "inventree.csv", "bill of materials as InvenTree exports it", 8,
	    { "DU-200 > MOT-R 2 each", "DU-200 > SENS-1 1 each or not",
		"DU-200 > (nothing) 1 each or not", "PUMP-7 > MOT-R 1 each",
		"PUMP-7 > HOUS-7 1 each", "MOT-R > MAG-UH 40 each",
		"MOT-R > Glue 330 1.5 each or not",
		"MOT-R > (nothing) 1 each or not" },
	    { "note: 3 rows optional, consumable or for some variants: built "
	      "in or not, both are possible\n" } },
	{ "inventree-levels.csv", "bill of materials as InvenTree exports it",
	    5,
	    { "inventree-levels > MOT-R 2 each", "MOT-R > MAG-UH 40 each",
		"inventree-levels > Sensor 1 each or not",
		"inventree-levels > (nothing) 1 each or not" },
	    { "taken for \"inventree-levels\"" } },
	{ "inventree-substitutes.csv",
	    "bill of materials as InvenTree exports it", 6,
	    { "inventree-substitutes > MOT-R 2 each or not",
		"inventree-substitutes > Motor B 2 each or not",
		"MOT-R > MAG-UH 40 each or not", "MOT-R > M2 40 each or not",
		"MOT-R > (nothing) 1 each or not" },
	    { "note: 2 rows with substitutes: any of them may be built "
	      "in\n" } },
	{ "odoo.csv", "bills of materials as Odoo exports them", 8,
	    { "DU-200 > MOT-R 2 each", "DU-200 > GREASE 30 g",
		"DU-200 > Cable tie 4 each or not",
		"DU-200 > (nothing) 1 each or not", "MOT-R > MAG-UH 40 each",
		"MOT-R > VARNISH 0.05 kg",
		/* 15 kg in 20 kg, of which the base unit is a gram */
		"VARNISH > RESIN 0.00075 kg" },
	    { "note: 3 rows without a product: taken for parts of that of "
	      "the row above\n" } },
	{ "erpnext.csv", "bills of materials as ERPNext exports them", 5,
	    { "DU-200 > MOT-R 2 each", "DU-200 > GBX-20 1 each",
		"MOT-R > MAG-UH 40 each", "MOT-R > VARNISH 0.05 kg" },
	    { "note: 2 rows without a product: taken for parts of that of "
	      "the row above\n" } },
	{ "MFW0502-39.csv", "bill of materials as SAP explodes it", 7,
	    { "MFW0502-39 > MOT-R 2 each", "MFW0502-39 > KIT-9 1 each",
		"MFW0502-39 > SCRAP-FE 0 kg", "MOT-R > MAG-UH 40 each",
		"MOT-R > COPPER 1234.5 g", "KIT-9 > SCREW-M4 8 each" },
	    { "note: numbers such as \"1.234,500\": the comma is taken as "
	      "decimal; --decimal says another\n",
		"warning: quantities are taken for those in one of the part "
		"above",
		"warning: 1 row with a minus before or behind the "
		"quantity",
		"taken for \"MFW0502-39\"" } },
};

static void
read_export(struct golden *g, const char *file)
{
	struct bytes in = { 0 };
	char path[200];

	snprintf(path, sizeof(path), FOLDER "%s", file);
	golden_load(path, &in);
	golden_read(g, file, (struct str){ in.p, in.n });
	bytes_free(&in);
	ck_assert_msg(g->st == ST_OK, "%s: %u: %s", path, g->f.first.at.line,
	    g->f.first.text);
}

START_TEST(an_export_is_told_by_its_headings_and_says_what_its_system_means)
{
	const struct export *x = &exports[_i];
	struct golden g;
	size_t uses = 0;

	golden_init(&g);
	read_export(&g, x->file);
	ck_assert_str_eq(g.b.file[0].format, x->reads);
	for (; uses < USES && x->use[uses] != NULL; uses++)
		ck_assert_msg(has_use(&g, x->use[uses]), "%s: no use %s",
		    x->file, x->use[uses]);
	ck_assert_uint_eq(g.b.nuse, uses);
	for (size_t i = 0; i < 4 && x->said[i] != NULL; i++)
		golden_says(&g, x->said[i]);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_uint_eq(g.b.nitem, x->items);
	golden_free(&g);
}
END_TEST

START_TEST(nothing_of_an_export_is_lost)
{
	struct golden g;

	golden_init(&g);
	g.f.strict = true;
	read_export(&g, exports[_i].file);
	golden_free(&g);
}
END_TEST

START_TEST(makers_go_with_their_own_numbers_alone)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "b.csv",
	    STR("Reference,Value,Footprint,MPN,LCSC,Manufacturer\n"
		"R1,10k,R_0603,,C1,YAGEO\nR2,1k,R_0603,RC1,C2,YAGEO\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, 2);
	ck_assert_uint_eq(g.b.ref[g.b.use[0].child].maker, 0);
	ck_assert(str_is(
	    bom_text_get(&g.b, g.b.ref[g.b.use[1].child].maker), "YAGEO"));
	golden_free(&g);
}
END_TEST

/* Its headings are in the language of the user. */
START_TEST(odoo_is_read_in_other_languages)
{
	static const char *const heads[] = {
		"Produkt,Menge,Stücklistenposition/Komponente,"
		"Stücklistenposition/Menge,Stücklistenposition/Mengeneinheit",
		"Produkt,Menge,Stücklistenzeilen/Komponente,"
		"Stücklistenzeilen/Menge,Stücklistenzeilen/Maßeinheit",
		"Produit,Quantité,Lignes de nomenclature/Composant,"
		"Lignes de nomenclature/Quantité,"
		"Lignes de nomenclature/Unité de mesure",
		"Article,Quantité,Ligne de nomenclature/Composant,"
		"Ligne de nomenclature/Quantité,Ligne de nomenclature/Unité",
		"产品,数量,物料清单明细/组件,物料清单明细/数量,"
		"物料清单明细/计量单位",
		"产品,数量,BoM明细行/组件,BoM明细行/数量,BoM明细行/单位",
		"product_tmpl_id,product_qty,bom_line_ids/product_id,"
		"bom_line_ids/product_qty,bom_line_ids/product_uom_id",
		"Product,Quantity,BoM Line/Component,BoM Line/Quantity,"
		"BoM Line/Unit of Measure",
	};
	char text[600];

	for (size_t i = 0; i < LENGTH(heads); i++) {
		struct golden g;
		int n = snprintf(text, sizeof(text),
		    "%s\n[DU-1] Drive,10,[ROT-1] Rotor,20,Einheiten\n"
		    ",,[NUT] Nut,40,Unité(s)\n",
		    heads[i]);

		golden_init(&g);
		golden_read(&g, "b.csv", (struct str){ text, (size_t)n });
		ck_assert_msg(g.st == ST_OK, "%s", heads[i]);
		ck_assert_msg(
		    has_use(&g, "DU-1 > ROT-1 2 each"), "%s", heads[i]);
		ck_assert_msg(has_use(&g, "DU-1 > NUT 4 each"), "%s", heads[i]);
		golden_free(&g);
	}
}
END_TEST

START_TEST(blank_quantities_of_teamcenter_are_one)
{
	static const char *const lists[] = {
		"bl_level_starting_0,bl_item_item_id,bl_quantity,bl_uom\n",
		"Level,Item ID,Quantity,Unit of Measure\n",
	};
	char text[300];

	for (size_t i = 0; i < LENGTH(lists); i++) {
		struct golden g;
		int n = snprintf(text, sizeof(text),
		    "%s0,DU-1,,\n1,ROT-1,,\n2,MAG-1,16,\n2,SHAFT,,each\n",
		    lists[i]);

		golden_init(&g);
		if (i == 1)
			golden_read(&g, "map",
			    STR("retrace columns\npreset = teamcenter\n"));
		golden_read(&g, "b.csv", (struct str){ text, (size_t)n });
		ck_assert_msg(g.st == ST_OK, "%s", lists[i]);
		ck_assert(has_use(&g, "DU-1 > ROT-1 1 each"));
		ck_assert(has_use(&g, "ROT-1 > MAG-1 16 each"));
		ck_assert(has_use(&g, "ROT-1 > SHAFT 1 each"));
		ck_assert_uint_eq(g.f.n, 1);
		golden_says(&g,
		    "b.csv:3:9: warning: 2 rows without a quantity: taken for "
		    "one piece, as Teamcenter means it; where it is not so, "
		    "expected the quantity\n");
		golden_free(&g);
	}
}
END_TEST

/* Nobody says so of any other list, nor of what is weighed: how much there is
 * stays unknown, and that is told. */
START_TEST(blank_quantities_of_others_are_unknown)
{
	static const char *const lists[] = {
		"Level,Item ID,Quantity\n0,DU-1,\n1,ROT-1,\n1,NUT,4\n",
		"bl_level_starting_0,bl_item_item_id,bl_quantity,bl_uom\n"
		"0,DU-1,,\n1,GREASE,,g\n1,NUT,4,\n",
	};

	for (size_t i = 0; i < LENGTH(lists); i++) {
		struct golden g;

		golden_init(&g);
		golden_read(&g, "b.csv", str_of(lists[i]));
		ck_assert_int_eq(g.st, ST_OK);
		ck_assert_uint_eq(g.b.use[0].qty, BOM_NONE);
		golden_free(&g);
	}
}
END_TEST

START_TEST(without_a_quantity_the_references_count)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "b.csv",
	    STR("Reference,Value,Footprint\n\"R1-R3,R7\",10k,R\nC1 C2,1n,C\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert(has_use(&g, "b > 10k R 4 each"));
	ck_assert(has_use(&g, "b > 1n C 2 each"));
	golden_free(&g);
}
END_TEST

START_TEST(references_that_are_another_number_leave_it_open)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "b.csv",
	    STR("Reference,Value,Footprint,Qty\n\"R1,R2\",10k,R,3\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.use[0].qty, BOM_NONE);
	golden_says(&g,
	    "b.csv:2:15: warning: 1 row with another quantity than "
	    "designators: how many there are is not known; expected the same "
	    "number\n");
	golden_free(&g);
}
END_TEST

START_TEST(designators_are_counted)
{
	static const struct {
		const char *text;
		size_t n;
	} counts[] = { { "R1", 1 }, { "R1,R2", 2 }, { "R1, R2;R3 R4", 4 },
		{ "R1-R3,R7", 4 }, { "U1-1", 0 }, { "R5-R3", 0 },
		{ "R1-C3", 0 }, { "", 0 }, { "J1A", 1 },
		{ "R1-R99999999", 0 } };

	for (size_t i = 0; i < LENGTH(counts); i++)
		ck_assert_msg(
		    marks_references(str_of(counts[i].text)) == counts[i].n,
		    "%s", counts[i].text);
}
END_TEST

START_TEST(a_list_without_a_product_may_be_given_one)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "map", STR("retrace columns\nparent = BOARD-1\n"));
	read_export(&g, "kicad-board.csv");
	ck_assert(has_use(&g, "BOARD-1 > C1525 4 each"));
	golden_free(&g);
	golden_init(&g);
	golden_read(&g, "map", STR("retrace columns\nparent = MFW\n"));
	read_export(&g, "MFW0502-39.csv");
	ck_assert(has_use(&g, "MFW > MOT-R 2 each"));
	ck_assert(has_use(&g, "MOT-R > MAG-UH 40 each"));
	golden_free(&g);
}
END_TEST

START_TEST(two_products_that_the_file_names_alike_are_refused)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "a/b.csv", STR("Reference,Value,Footprint\nR1,1k,R\n"));
	ck_assert_int_eq(g.st, ST_OK);
	golden_read(&g, "c/b.csv", STR("Reference,Value,Footprint\nR1,1k,R\n"));
	ck_assert_int_eq(g.st, ST_CONFLICT);
	golden_says(&g,
	    "c/b.csv:1:1: parts of a product that is named by the file, as "
	    "\"b\" like that of a/b.csv: expected parent = NAME in a file of "
	    "columns\n");
	golden_free(&g);
}
END_TEST

/* 4 magnets in each of 2 motors, written both ways. */
#define SAP "Explosion level;Component number;Comp. Qty (CUn);Component unit\n"

START_TEST(quantities_of_the_product_are_divided_by_those_above)
{
	struct golden g;

	golden_init(&g);
	golden_read(
	    &g, "map", STR("retrace columns\nquantities = of the product\n"));
	golden_read(&g, "P.csv",
	    STR(SAP ".1;MOT;2;EA\n..2;MAG;8;EA\n...3;ND;0,5;KG\n"
		    ".1;MIX;2;KG\n..2;RESIN;1,5;KG\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert(has_use(&g, "P > MOT 2 each"));
	ck_assert(has_use(&g, "MOT > MAG 4 each"));
	ck_assert(has_use(&g, "MAG > ND 0.0625 kg"));
	golden_free(&g);
}
END_TEST

START_TEST(designators_count_in_lists_of_kicad_alone)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "P.csv",
	    STR("Explosion level;Component number;Comp. Qty (CUn);Designator\n"
		".1;MOT;2;R1\n..2;MAG;8;R3-R5\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert(has_use(&g, "P > MOT 2 each"));
	ck_assert(has_use(&g, "MOT > MAG 8 each"));
	golden_free(&g);
	golden_init(&g);
	golden_read(
	    &g, "map", STR("retrace columns\nComp. Qty (CUn) = ignore\n"));
	golden_read(&g, "P.csv",
	    STR("Explosion level;Component number;Comp. Qty (CUn);Designator\n"
		".1;MOT;2;R1\n..2;MAG;8;R3-R5\n"));
	ck_assert_int_eq(g.st, ST_INCOMPLETE);
	golden_free(&g);
}
END_TEST

START_TEST(a_quantity_is_that_in_one_unit_of_the_part_above)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "x",
	    STR("level,part,qty,unit\n0,P,1,each\n1,MIX,2,kg\n"
		"2,RESIN,0.75,kg\n2,FILL,25,%\n1,W,3,m\n2,CU,5,g\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert(has_use(&g, "MIX > RESIN 0.00075 kg"));
	ck_assert(has_use(&g, "MIX > FILL 25 %"));
	ck_assert(has_use(&g, "W > CU 5 g"));
	golden_free(&g);
}
END_TEST

START_TEST(marks_count_in_any_list)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "x",
	    STR("parent,part,qty,unit,dnp,optional,consumable\n"
		"P,A,2,each,DNP,,\nP,B,3,each,no,yes,\nP,C,4,each,,,x\n"
		"P,D,5,each,,no,false\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, 6);
	ck_assert(has_use(&g, "P > A 0 each"));
	ck_assert(has_use(&g, "P > B 3 each or not"));
	ck_assert(has_use(&g, "P > C 4 each or not"));
	ck_assert(has_use(&g, "P > D 5 each"));
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(a_substitute_is_an_alternative)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "S.csv",
	    STR("Component.IPN,BOM Level,Quantity,Optional,Substitute 1,"
		"Substitute 2\nA,1,3,False,B,C\nD,1,2,True,,E\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, 6);
	ck_assert(has_use(&g, "S > A 3 each or not"));
	ck_assert(has_use(&g, "S > B 3 each or not"));
	ck_assert(has_use(&g, "S > C 3 each or not"));
	ck_assert(has_use(&g, "S > D 2 each or not"));
	ck_assert(has_use(&g, "S > E 2 each or not"));
	ck_assert(has_use(&g, "S > (nothing) 1 each or not"));
	ck_assert_uint_eq(g.b.use[0].note, g.b.use[2].note);
	ck_assert_uint_ne(g.b.use[0].note, g.b.use[5].note);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
	golden_init(&g);
	golden_read(&g, "x",
	    STR("parent,part,qty,unit,substitute\nP,A,3,kg,B\nP,C,1,each,\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, 3);
	ck_assert(has_use(&g, "P > B 3 kg or not"));
	ck_assert(has_use(&g, "P > C 1 each"));
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(lists_with_optional_parts_are_the_same_in_any_order)
{
	struct golden g;

	golden_text(
	    &g, STR("level,part,qty,unit,optional,substitute\n0,TOP,1,each,,\n"
		    "1,SUB,1,each,,\n2,A,1,each,yes,\n2,B,1,each,,X\n"
		    "1,MID,1,each,,\n"
		    "2,SUB,1,each,,\n3,B,1,each,,X\n3,A,1,each,yes,\n"));
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	golden_free(&g);
	golden_init(&g);
	golden_read(&g, "a.csv",
	    STR("parent,part,qty,unit,optional\nB,M,2,each,\nB,S,1,each,"
		"yes\n"));
	golden_read(&g, "b.csv",
	    STR("parent,part,qty,unit,optional\nT,B,2,each,yes\nB,M,2,each,"
		"\nB,S,1,each,yes\n"));
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_uint_eq(g.f.warnings, 0);
	ck_assert_uint_eq(g.b.nitem, 5);
	golden_free(&g);
}
END_TEST

/* Two of one number, and one whose number reads like the name of the second. */
START_TEST(each_optional_row_is_a_place_of_its_own)
{
	struct golden g;

	golden_text(
	    &g, STR("parent,part,qty,unit,optional\nP,A,1,each,yes\n"
		    "P,A,1,each,yes\nP,2 of A,1,each,yes\nQ,A,1,each,yes\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, 8);
	for (uint32_t i = 0; i < g.b.nitem; i++)
		for (uint32_t k = g.b.use_start[i]; k < g.b.use_start[i + 1];) {
			uint32_t end =
			    bom_place_end(&g.b, k, g.b.use_start[i + 1]);

			ck_assert_uint_eq(end - k, 2);
			k = end;
		}
	golden_free(&g);
}
END_TEST

START_TEST(a_user_may_say_which_system_it_is_or_none)
{
	static const char *const kicad[] = { "x=kicad" };
	struct wishes w = { .format = kicad, .nformat = 1 };
	struct golden g;

	golden_init(&g);
	g.b.wishes = &w;
	golden_read(&g, "x", STR("Reference,Value,Qty\nR1,1k,1\n"));
	ck_assert_int_eq(g.st, ST_SCHEMA);
	golden_says(&g,
	    "x:1:1: read as a list of parts as KiCad exports it: expected a "
	    "column \"Footprint\"\n");
	golden_free(&g);
	golden_init(&g);
	golden_read(&g, "map", STR("retrace columns\npreset = none\n"));
	golden_read(&g, "x",
	    STR("Explosion level,Component number,Comp. Qty (CUn),Unit\n"
		"0,P,1,each\n1,A,2,each\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_str_eq(g.b.file[1].format, "CSV by level");
	golden_free(&g);
}
END_TEST

START_TEST(a_heading_that_a_file_of_columns_names_goes_before_the_system)
{
	struct golden g;

	golden_init(&g);
	golden_read(
	    &g, "map", STR("retrace columns\nHouse No = part\nMPN = ignore\n"));
	golden_read(&g, "b.csv",
	    STR("Reference,Value,Footprint,MPN,House No\nR1,1k,R,RC1,H-1\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert(has_use(&g, "b > H-1 1 each"));
	golden_free(&g);
}
END_TEST

START_TEST(a_long_group_keeps_its_product)
{
	struct golden g;
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);

	fputs("Item,Item Code (Items),Qty (Items),UOM (Items)\n", to);
	for (int k = 0; k < 50; k++)
		for (int i = 0; i < 100; i++) {
			if (i == 0)
				fprintf(to, "P%d", k);
			fprintf(to, ",C%d,1,Nos\n", k * 100 + i);
		}
	fclose(to);
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, n });
	free(text);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, 5000);
	for (size_t i = 0; i < g.b.nuse; i++) {
		char want[20];

		snprintf(want, sizeof(want), "P%zu", i / 100);
		ck_assert(str_is(
		    g.b.parts.key[g.b.ref[g.b.use[i].parent].part], want));
	}
	golden_free(&g);
}
END_TEST

START_TEST(an_export_may_stand_in_a_workbook)
{
	const struct part_text list[] = {
		{ "xl/worksheets/sheet1.xml",
		    ROWS("<row>" T("A1", "Explosion level") T(
			"B1", "Component number") T("C1", "Comp. Qty (CUn)")
			    T("D1", "Component unit") "</row><row>" T(
				"A2", ".1") T("B2", "MOT") N("C2", "2") T("D2",
				"ST") "</row><row>" T("A3", "..2") T("B3",
				"MAG") N("C3", "40") T("D3", "EA") "</row>") },
		{ NULL, NULL }
	};
	struct golden g;
	struct bytes bytes;

	workbook_make(list, &bytes);
	golden_init(&g);
	golden_read(&g, "lists/DU-7.xlsx", (struct str){ bytes.p, bytes.n });
	bytes_free(&bytes);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert(has_use(&g, "DU-7 > MOT 2 each"));
	ck_assert(has_use(&g, "MOT > MAG 40 each"));
	ck_assert_str_eq(
	    g.b.file[1].format, "bill of materials as SAP explodes it");
	golden_free(&g);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t,
	    an_export_is_told_by_its_headings_and_says_what_its_system_means, 0,
	    LENGTH(exports));
	tcase_add_loop_test(
	    t, nothing_of_an_export_is_lost, 0, LENGTH(exports));
	tcase_add_test(t, makers_go_with_their_own_numbers_alone);
	tcase_add_test(t, blank_quantities_of_teamcenter_are_one);
	tcase_add_test(t, blank_quantities_of_others_are_unknown);
	tcase_add_test(t, odoo_is_read_in_other_languages);
	tcase_add_test(t, without_a_quantity_the_references_count);
	tcase_add_test(t, references_that_are_another_number_leave_it_open);
	tcase_add_test(t, designators_are_counted);
	tcase_add_test(t, a_list_without_a_product_may_be_given_one);
	tcase_add_test(t, two_products_that_the_file_names_alike_are_refused);
	tcase_add_test(t, quantities_of_the_product_are_divided_by_those_above);
	tcase_add_test(t, designators_count_in_lists_of_kicad_alone);
	tcase_add_test(t, a_quantity_is_that_in_one_unit_of_the_part_above);
	tcase_add_test(t, marks_count_in_any_list);
	tcase_add_test(t, a_substitute_is_an_alternative);
	tcase_add_test(t, lists_with_optional_parts_are_the_same_in_any_order);
	tcase_add_test(t, each_optional_row_is_a_place_of_its_own);
	tcase_add_test(t, a_user_may_say_which_system_it_is_or_none);
	tcase_add_test(
	    t, a_heading_that_a_file_of_columns_names_goes_before_the_system);
	tcase_add_test(t, a_long_group_keeps_its_product);
	tcase_add_test(t, an_export_may_stand_in_a_workbook);
}

int
main(void)
{
	return run_suite("csv_export", add);
}
