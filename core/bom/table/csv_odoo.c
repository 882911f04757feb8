/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_odoo - what Odoo calls its columns in English, German, French and
 * Chinese, and by the names of its fields; see csv_preset.h.
 *
 * "BoM Lines/" stands for what the lines are called in each language.
 */
#include "core/bom/table/csv_preset.h"

#include <string.h>

#define ODOO_LINES "BoM Lines/"

const struct preset_heading odoo_headings[] = {
	{ "BoM Lines/Quantity|BoM Lines/Menge|BoM Lines/Quantité|"
	  "BoM Lines/数量|BoM Lines/product_qty",
	    COL_QUANTITY },
	{ "BoM Lines/Product Unit of Measure|BoM Lines/Unit of Measure|"
	  "BoM Lines/Unit|BoM Lines/Mengeneinheit|BoM Lines/Maßeinheit|"
	  "BoM Lines/Produktmengeneinheit|BoM Lines/Einheit|"
	  "BoM Lines/Unité de mesure|BoM Lines/Unité|"
	  "BoM Lines/Unité de mesure de l'article|"
	  "BoM Lines/计量单位|BoM Lines/产品计量单位|BoM Lines/单位|"
	  "BoM Lines/product_uom_id",
	    COL_UNIT },
	{ "Quantity|Menge|Quantité|数量|product_qty", COL_PER },
	{ "Unit of Measure|Product Unit of Measure|Unit|Mengeneinheit|"
	  "Maßeinheit|Einheit|Unité de mesure|Unité|计量单位|单位|"
	  "product_uom_id",
	    COL_PER_UNIT },
	{ "BoM Lines/Component/Name|BoM Lines/Product/Name|"
	  "BoM Lines/Komponente/Name|BoM Lines/Composant/Nom|"
	  "BoM Lines/组件/名称",
	    COL_NAME },
	{ "BoM Lines/Apply on Variants|BoM Lines/Auf Varianten anwenden|"
	  "BoM Lines/Appliquer aux variantes|"
	  "BoM Lines/Appliquer sur les variantes|BoM Lines/应用于变体|"
	  "BoM Lines/应用在变体|"
	  "BoM Lines/bom_product_template_attribute_value_ids",
	    COL_OPTIONAL },
	{ "ID|External ID|BoM Type|Reference|Company|Externe ID|"
	  "Stücklistenart|Stücklistentyp|Referenz|Unternehmen",
	    COL_COUNT },
	{ "ID externe|Type de nomenclature|Référence|Société|外部ID|"
	  "物料清单类型|参考|公司|code|type|company_id",
	    COL_COUNT },
	{ "BoM Lines/ID|BoM Lines/Sequence|BoM Lines/Sequenz|"
	  "BoM Lines/Séquence|BoM Lines/序列",
	    COL_COUNT },
	{ NULL, COL_COUNT },
};

bool
odoo_is_of_lines(struct str heading, struct str name)
{
	static const char *const lines[] = { "BoM Line", "Stücklistenposition",
		"Stücklistenpositionen", "Stücklistenzeile",
		"Stücklistenzeilen", "Ligne de nomenclature",
		"Lignes de nomenclature", "Lignes de la nomenclature",
		"物料清单明细", "物料清单明细行", "物料清单行", "BoM明细",
		"BoM明细行", "BoM行", "bom_line_ids" };
	const char *slash = memchr(heading.p, '/', heading.n);
	struct str line = { heading.p,
		slash != NULL ? (size_t)(slash - heading.p) : 0 };
	const size_t n = strlen(ODOO_LINES);

	if (slash == NULL || !str_starts(name, ODOO_LINES))
		return false;
	return csv_same_name((struct str){ slash + 1, heading.n - line.n - 1 },
		   (struct str){ name.p + n, name.n - n }) &&
	       csv_name_is_among(line, lines, sizeof(lines) / sizeof(*lines));
}
