/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_preset - what the exports of known systems call their columns; see
 * csv_preset.h.
 *
 * schemas/csv-1.md says the same for users, under "Exports of known systems".
 */
#include "core/bom/table/csv_preset.h"

#include <stdio.h>
#include <string.h>

/* Of KiCad's own export, of KiBoM and KiBot. */
static const struct preset_heading kicad[] = {
	{ "Qty|Quantity|Quantity Per PCB|Qnty", COL_QUANTITY },
	{ "Reference|References|Reference(s)|Refs|Ref", COL_REFERENCES },
	{ "DNP|${DNP}|Do Not Populate|DNF", COL_UNPOPULATED },
	{ "Manufacturer|Manufacturer_Name|MFR|MANF|Mfg", COL_MAKER },
	{ "Description", COL_NAME },
	{ "Value", COL_NAME },
	{ "Component|#|Row|Item", COL_COUNT },
	{ "Part|Part Lib|Footprint|Footprint Lib", COL_COUNT },
	{ "Datasheet|Config|Sheetpath|Build Quantity", COL_COUNT },
	{ NULL, COL_COUNT },
};

/* Of the editor of boards of KiCad before version 8. */
static const struct preset_heading kicad_board[] = {
	{ "Quantity|数量", COL_QUANTITY },
	{ "Designator|指定子", COL_REFERENCES },
	{ "Designation|名称", COL_NAME },
	{ "Id|Footprint|Package|フットプリント", COL_COUNT },
	{ "Supplier and ref|供給業者、参考資料", COL_COUNT },
	{ NULL, COL_COUNT },
};

/* Of Altium Designer and EasyEDA, and as board houses ask for it. */
static const struct preset_heading altium[] = {
	{ "Quantity|Qty", COL_QUANTITY },
	{ "Designator|Designators", COL_REFERENCES },
	{ "Description|Name", COL_NAME },
	{ "Manufacturer|Manufacturer 1|Manufacturer Name", COL_MAKER },
	{ "Fitted|DNP", COL_UNPOPULATED },
	{ "Comment|Value|LibRef|Footprint|Package", COL_COUNT },
	{ "Supplier|Supplier 1|ID|No.|#|Line #", COL_COUNT },
	{ NULL, COL_COUNT },
};

#define EAGLE_MPN "MPN|MANUFACTURER_PART_NUMBER|PARTNO"
#define EAGLE_VALUE "Value|Wert|Valor|Valeur|Valore"
static const struct preset_heading eagle[] = {
	{ "Qty|Quantity|Menge|Cantidad|Quantité|Quantità", COL_QUANTITY },
	{ "Parts", COL_REFERENCES },
	{ "Description", COL_NAME },
	{ "MF|MANUFACTURER", COL_MAKER },
	{ EAGLE_VALUE "|Device|Package", COL_COUNT },
	{ NULL, COL_COUNT },
};

static const struct preset_heading inventree[] = {
	{ "BOM Level", COL_LEVEL },
	{ "Part Revision", COL_REVISION },
	{ "Part Name", COL_NAME },
	{ "Quantity", COL_QUANTITY },
	{ "Units|Part Units", COL_UNIT },
	{ "Optional", COL_OPTIONAL },
	{ "Consumable", COL_CONSUMABLE },
	{ "Assembly|BOM Item ID|Reference|Note", COL_COUNT },
	{ "Description|Part Description", COL_COUNT },
	{ "Minimum Price|Maximum Price|Overage", COL_COUNT },
	{ "Inherited|Allow Variants|Validated", COL_COUNT },
	{ NULL, COL_COUNT },
};

/* Of its newer exporter, which names no parent. */
static const struct preset_heading inventree_levels[] = {
	{ "BOM Level", COL_LEVEL },
	{ "Component.Name", COL_NAME },
	{ "Quantity", COL_QUANTITY },
	{ "Optional", COL_OPTIONAL },
	{ "Consumable", COL_CONSUMABLE },
	{ "Assembly|ID|Reference|Note", COL_COUNT },
	{ "Component.Description|Total Quantity", COL_COUNT },
	{ "Setup Quantity|Attrition|Rounding Multiple", COL_COUNT },
	{ "Available Stock|Available substitute stock", COL_COUNT },
	{ "Available variant stock|External stock", COL_COUNT },
	{ "On Order|In Production|Can Build", COL_COUNT },
	{ "Pricing min|Pricing max|Pricing min total", COL_COUNT },
	{ "Pricing max total|Pricing updated", COL_COUNT },
	{ "Inherited|Gets inherited|Allow Variants|Validated", COL_COUNT },
	{ "Substitute 1|Substitute 2|Substitute 3|Substitute 4",
	    COL_SUBSTITUTE },
	{ "Substitute 5|Substitute 6|Substitute 7|Substitute 8",
	    COL_SUBSTITUTE },
	{ NULL, COL_COUNT },
};

static const struct preset_heading erpnext[] = {
	{ "Qty (Items)", COL_QUANTITY },
	{ "UOM (Items)", COL_UNIT },
	{ "Quantity", COL_PER },
	{ "Item UOM", COL_PER_UNIT },
	{ "Item Name (Items)", COL_NAME },
	{ "ID|Item Name|Company|Currency|Is Active|Is Default", COL_COUNT },
	{ "ID (Items)|Description (Items)|BOM No (Items)", COL_COUNT },
	{ "Stock Qty (Items)|Stock UOM (Items)", COL_COUNT },
	{ "Conversion Factor (Items)|Qty Consumed Per Unit (Items)",
	    COL_COUNT },
	{ "Rate (Items)|Amount (Items)|Base Rate (Items)", COL_COUNT },
	{ "Base Amount (Items)|Do Not Explode (Items)", COL_COUNT },
	{ NULL, COL_COUNT },
};

/* Of the explosions CS11 and CS12, in English and German. */
static const struct preset_heading sap[] = {
	{ "Explosion level|Aufl\xC3\xB6sungsstufe", COL_LEVEL },
	{ "Level|Stufe|Lv", COL_LEVEL },
	{ "Component quantity|Komponentenmenge", COL_QUANTITY },
	{ "Comp. Qty (CUn)|Menge (KME)", COL_QUANTITY },
	{ "Component unit|Component UoM|Un|KompMengenEinheit|ME|KME",
	    COL_UNIT },
	{ "Object description|Objektkurztext", COL_NAME },
	{ "Item Number|Item|Positionsnummer|Pos.", COL_POSITION },
	{ "Phantom item", COL_PHANTOM },
	{ "Alternative item group|AltItem Group", COL_ALTERNATIVE },
	{ "Bulk Material|Item category|Positionstyp", COL_COUNT },
	{ "Material type|Plant|Werk|Valid from|Valid to", COL_COUNT },
	{ "Assembly|Baugruppe|TS|Ovfl", COL_COUNT },
	{ NULL, COL_COUNT },
};

/* By what people see, and by the names of its properties. */
static const struct preset_heading teamcenter[] = {
	{ "Level|BOM Level|bl_level_starting_0", COL_LEVEL },
	{ "Quantity|Qty|bl_quantity", COL_QUANTITY },
	{ "Unit of Measure|UOM|Unit|bl_uom", COL_UNIT },
	{ "Item Name|Name|bl_rev_object_name", COL_NAME },
	{ "Item Revision|Item Revision ID|Revision|Revision ID|Rev|"
	  "bl_rev_item_revision_id",
	    COL_REVISION },
	{ "BOM Line|bl_indented_title|Find No.|bl_sequence_no", COL_COUNT },
	{ NULL, COL_COUNT },
};

#define TEAMCENTER_ITEM "Item ID|bl_item_item_id|Component ID|ID"

static const struct preset presets[] = {
	{ .word = "kicad",
	    .name = "KiCad",
	    .reads = "list of parts as KiCad exports it",
	    .needs = { "Reference|References|Reference(s)|Refs|Ref", "Value",
		"Footprint" },
	    .part = { "MPN|Manufacturer Part Number|MFR.Part #|MANF#|"
		      "PartNumber|Part Number",
		"LCSC|LCSC Part|LCSC Part #|LCSC Part Number|JLCPCB Part #" },
	    .joined = { "Value", "Footprint" },
	    .unit = "each",
	    .habits = HABIT_COUNTED,
	    .heading = kicad },
	{ .word = "kicad",
	    .name = "KiCad",
	    .reads = "list of parts as KiCad exports it",
	    .needs = { "Designator|指定子", "Designation|名称",
		"Footprint|Package|フットプリント" },
	    .joined = { "Designation|名称",
		"Footprint|Package|フットプリント" },
	    .unit = "each",
	    .habits = HABIT_COUNTED,
	    .heading = kicad_board },
	{ .word = "altium",
	    .name = "Altium Designer",
	    .reads = "list of parts as Altium Designer exports it",
	    .needs = { "Designator|Designators", "Comment|Name|Value",
		"Footprint|Package" },
	    .part = { "MPN|Manufacturer Part Number|Manufacturer Part|"
		      "Manufacturer Part Number 1|Mfr Part Number|Part Number",
		"JLCPCB Part #|LCSC|LCSC Part #|Supplier Part|"
		"Supplier Part Number 1" },
	    .joined = { "Comment", "Footprint" },
	    .unit = "each",
	    .habits = HABIT_COUNTED,
	    .heading = altium },
	{ .word = "altium",
	    .name = "Altium Designer",
	    .reads = "list of parts as Altium Designer exports it",
	    .needs = { "Designator|Designators", "Comment", "LibRef" },
	    .part = { "MPN|Manufacturer Part Number|Manufacturer Part|"
		      "Manufacturer Part Number 1|Mfr Part Number|Part Number",
		"JLCPCB Part #|LCSC|LCSC Part #|Supplier Part|"
		"Supplier Part Number 1" },
	    .joined = { "Comment", "LibRef" },
	    .unit = "each",
	    .habits = HABIT_COUNTED,
	    .heading = altium },
	{ .word = "eagle",
	    .name = "EAGLE",
	    .reads = "list of parts as EAGLE exports it",
	    .needs = { "Parts", "Device", "Package" },
	    .part = { EAGLE_MPN },
	    .joined = { EAGLE_VALUE, "Package" },
	    .unit = "each",
	    .habits = HABIT_COUNTED,
	    .heading = eagle },
	{ .word = "eagle",
	    .name = "EAGLE",
	    .reads = "list of parts as EAGLE exports it",
	    .needs = { "Parts", "Device", EAGLE_VALUE },
	    .part = { EAGLE_MPN },
	    .joined = { EAGLE_VALUE, "Device" },
	    .unit = "each",
	    .habits = HABIT_COUNTED,
	    .heading = eagle },
	{ .word = "inventree",
	    .name = "InvenTree",
	    .reads = "bill of materials as InvenTree exports it",
	    .needs = { "Part IPN", "Parent IPN", "Quantity" },
	    .part = { "Part IPN", "Part Name", "Part ID" },
	    .parent = { "Parent IPN", "Parent Name", "Parent ID" },
	    .heading = inventree },
	{ .word = "inventree",
	    .name = "InvenTree",
	    .reads = "bill of materials as InvenTree exports it",
	    .needs = { "Component.IPN", "BOM Level", "Quantity" },
	    .part = { "Component.IPN", "Component.Name", "Component" },
	    .heading = inventree_levels },
	{ .word = "odoo",
	    .name = "Odoo",
	    .reads = "bills of materials as Odoo exports them",
	    .needs = { "Product|Product/Internal Reference|Product Variant|"
		       "Produkt|Produkt/Interne Referenz|Produktvariante|"
		       "Produit|Article|Produit/Référence interne|"
		       "Article/Référence interne|Variante de produit|"
		       "产品|产品/内部参考|产品变体|product_tmpl_id",
		"BoM Lines/Component|BoM Lines/Product|"
		"BoM Lines/Component/Internal Reference|"
		"BoM Lines/Komponente|BoM Lines/Komponente/Interne Referenz|"
		"BoM Lines/Composant|BoM Lines/Composant/Référence interne|"
		"BoM Lines/组件|BoM Lines/组件/内部参考|BoM Lines/product_id",
		"BoM Lines/Quantity|BoM Lines/Menge|BoM Lines/Quantité|"
		"BoM Lines/数量|BoM Lines/product_qty" },
	    .part = { "BoM Lines/Component/Internal Reference|"
		      "BoM Lines/Komponente/Interne Referenz|"
		      "BoM Lines/Composant/Référence interne|"
		      "BoM Lines/组件/内部参考",
		"BoM Lines/Component|BoM Lines/Komponente|"
		"BoM Lines/Composant|BoM Lines/组件|BoM Lines/product_id",
		"BoM Lines/Product",
		"BoM Lines/Component/Name|BoM Lines/Komponente/Name|"
		"BoM Lines/Composant/Nom|BoM Lines/组件/名称" },
	    .parent = { "Product Variant/Internal Reference|"
			"Produktvariante/Interne Referenz|"
			"Variante de produit/Référence interne|"
			"产品变体/内部参考",
		"Product/Internal Reference|Produkt/Interne Referenz|"
		"Produit/Référence interne|Article/Référence interne|"
		"产品/内部参考",
		"Product Variant|Produktvariante|Variante de produit|"
		"产品变体|product_id",
		"Product|Produkt|Produit|Article|产品|product_tmpl_id",
		"Product/Name|Produkt/Name|Produit/Nom|Article/Nom|"
		"产品/名称" },
	    .pieces = "Unit(s)|Einheit|Einheiten|Einheit(en)|Unité|Unités|"
		      "Unité(s)|单位|件",
	    .habits = HABIT_ABOVE | HABIT_BRACKETS | HABIT_VARIANTS,
	    .heading = odoo_headings },
	{ .word = "erpnext",
	    .name = "ERPNext",
	    .reads = "bills of materials as ERPNext exports them",
	    .needs = { "Item", "Item Code (Items)", "Qty (Items)" },
	    .part = { "Item Code (Items)" },
	    .parent = { "Item" },
	    .pieces = "Nos",
	    .habits = HABIT_ABOVE,
	    .heading = erpnext },
	{ .word = "sap",
	    .name = "SAP",
	    .reads = "bill of materials as SAP explodes it",
	    .needs = { "Explosion level|Aufl\xC3\xB6sungsstufe",
		"Component number|Komponentennummer",
		"Comp. Qty (CUn)|Component quantity|Komponentenmenge" },
	    .part = { "Component number|Komponentennummer" },
	    .pieces = "ST",
	    .habits = HABIT_DECIMAL | HABIT_MINUS | HABIT_TOTALS,
	    .heading = sap },
	{ .word = "sap",
	    .name = "SAP",
	    .reads = "bill of materials as SAP explodes it",
	    .needs = { "Lv|Level|Stufe", "Component number|Komponentennummer",
		"Comp. Qty (CUn)|Menge (KME)" },
	    .part = { "Component number|Komponentennummer" },
	    .pieces = "ST",
	    .habits = HABIT_DECIMAL | HABIT_MINUS | HABIT_TOTALS,
	    .heading = sap },
	{ .word = "teamcenter",
	    .name = "Teamcenter",
	    .reads = "bill of materials as Teamcenter exports it",
	    .needs = { "bl_level_starting_0", "bl_item_item_id",
		"bl_quantity" },
	    .part = { TEAMCENTER_ITEM },
	    .habits = HABIT_ONE,
	    .heading = teamcenter },
	{ .word = "teamcenter",
	    .name = "Teamcenter",
	    .reads = "bill of materials as Teamcenter exports it",
	    .needs = { TEAMCENTER_ITEM, "Quantity|Qty|bl_quantity" },
	    .part = { TEAMCENTER_ITEM },
	    .habits = HABIT_ONE | HABIT_ASKED,
	    .heading = teamcenter },
};
#define NPRESET (sizeof(presets) / sizeof(presets[0]))

const struct preset preset_none = { .word = "none", .name = "" };

const struct preset *
preset_find(struct str word)
{
	if (str_is_nocase(word, preset_none.word))
		return &preset_none;
	for (size_t i = 0; i < NPRESET; i++)
		if (str_is_nocase(word, presets[i].word))
			return &presets[i];
	return NULL;
}

void
preset_words(char *text, size_t size)
{
	const char *last = "";

	text[0] = '\0';
	for (size_t i = 0; i < NPRESET; i++) {
		if (strcmp(presets[i].word, last) != 0)
			str_add(text, size, "%s%s", text[0] != '\0' ? ", " : "",
			    presets[i].word);
		last = presets[i].word;
	}
}

bool
preset_is_among(struct str heading, const char *names)
{
	const char *p = names;

	while (*p != '\0') {
		size_t n = strcspn(p, "|");
		struct str name = { p, n };

		if (csv_same_name(heading, name) ||
		    odoo_is_of_lines(heading, name))
			return true;
		p += n + (p[n] == '|');
	}
	return false;
}

int
preset_field(const struct csv *c, const char *names)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->field[i].text.n > 0 &&
		    preset_is_among(c->field[i].text, names))
			return (int)i;
	return -1;
}

const char *
preset_lacks(const struct preset *p, const struct csv *c)
{
	const size_t n = sizeof(p->needs) / sizeof(p->needs[0]);

	for (size_t i = 0; i < n && p->needs[i] != NULL; i++)
		if (preset_field(c, p->needs[i]) < 0)
			return p->needs[i];
	return NULL;
}

/* A system may have several exports: of these, the one that fits. */
const struct preset *
preset_of(const struct csv *c, const struct preset *asked)
{
	if (asked == &preset_none)
		return NULL;
	for (size_t i = 0; i < NPRESET; i++)
		if ((asked == NULL
			    ? (presets[i].habits & HABIT_ASKED) == 0
			    : strcmp(asked->word, presets[i].word) == 0) &&
		    preset_lacks(&presets[i], c) == NULL)
			return &presets[i];
	return asked;
}

/* All headings of a list of ranks are that column, unless it is taken. */
static void
give_ranks(const char *const rank[PRESET_RANKS], enum csv_column to,
    const struct csv *c, uint64_t taken, uint8_t *column)
{
	bool free = (taken >> to & 1) == 0;

	for (size_t r = 0; r < PRESET_RANKS && rank[r] != NULL; r++)
		for (size_t i = 0; i < c->n; i++)
			if (column[i] == PRESET_OTHER &&
			    preset_is_among(c->field[i].text, rank[r]))
				column[i] = (uint8_t)(free ? to : COL_COUNT);
}

void
preset_columns(const struct preset *p, const struct csv *c, uint64_t taken,
    uint8_t *column)
{
	memset(column, PRESET_OTHER, c->n);
	give_ranks(p->part, COL_PART, c, taken, column);
	give_ranks(p->parent, COL_PARENT, c, taken, column);
	taken |= (uint64_t)1 << COL_PART | (uint64_t)1 << COL_PARENT;
	for (const struct preset_heading *h = p->heading; h->names; h++)
		for (size_t i = 0; i < c->n; i++) {
			if (column[i] != PRESET_OTHER ||
			    !preset_is_among(c->field[i].text, h->names))
				continue;
			column[i] = COL_COUNT;
			if (h->column == COL_COUNT ||
			    (taken >> h->column & 1) != 0)
				continue;
			column[i] = h->column;
			if (h->column != COL_SUBSTITUTE) /* of several */
				taken |= (uint64_t)1 << h->column;
		}
}
