/* SPDX-License-Identifier: Apache-2.0 */
/* csv_context - headings that others explain; see csv_context.h. */
#include "core/bom/csv_context.h"

#include <string.h>

static bool
is_mine(const struct csv_header *h, int field)
{
	return field >= 0 && !h->mapped[field] && !h->named[field];
}

/* "Material, Material description, Quantity": systems of planning call parts
 * so. */
static void
part_of_material(struct csv_header *h, const struct csv *c, struct findings *f)
{
	static const char *const names[] = { "material", "material #" };
	int field = h->field[COL_MATERIAL];
	struct str name;

	if (csv_has(h, COL_PART) || csv_has(h, COL_MPN) || !is_mine(h, field) ||
	    !csv_has(h, COL_NAME) ||
	    !(csv_has(h, COL_QUANTITY) || csv_has(h, COL_PARENT)))
		return;
	name = c->field[field].text;
	if (!csv_name_is_among(name, names, sizeof(names) / sizeof(names[0])))
		return;
	h->field[COL_MATERIAL] = -1;
	h->field[COL_PART] = field;
	h->column[field] = COL_PART;
	findings_warn(f, ST_SCHEMA, csv_pos(c, (size_t)field),
	    "column \"%.*s\" is taken for the part number, for there is no "
	    "other: if it says what parts are made of, expected in a file of "
	    "columns the line %.*s = material",
	    STR_ARG(name), STR_ARG(name));
}

/* "Component", "子件": the part of something; a "Part number" beside a product
 * may be the number of that. */
static bool
is_part_of_something(struct str name)
{
	static const char *const words[] = { "component", "child", "sub",
		"ingredient", "Kompon", "Bauteil", "composant", "子", "元件",
		"组件", "組件", "零部件", "構成", "구성", "하위", "자품" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		for (size_t k = 0; k + n <= name.n; k++)
			if (str_is_nocase(
				(struct str){ name.p + k, n }, words[i]))
				return true;
	}
	return false;
}

/* "Product, Component, Quantity": what stands beside the product is in it. */
static void
parent_of_product(struct csv_header *h, const struct csv *c, struct findings *f)
{
	static const char *const names[] = { "product", "finished product",
		"end item", "end product", "top assembly", "top level",
		"top level assembly", "model", "kit", "bom", "bom id", "bom no",
		"bom number", "production bom no", "Produkt", "Erzeugnis",
		"Endprodukt", "Produit", "Produit fini", "Producto",
		"Producto terminado", "Prodotto", "Prodotto finito", "Produto",
		"产品", "成品", "产品型号", "產品", "製品", "제품", "완제품" };

	if (csv_has(h, COL_PARENT) || csv_has(h, COL_LEVEL) ||
	    !csv_has(h, COL_PART) || !csv_has(h, COL_QUANTITY) ||
	    !is_part_of_something(c->field[h->field[COL_PART]].text))
		return;
	for (size_t i = 0; i < (size_t)h->field[COL_PART]; i++) {
		struct str name = c->field[i].text;

		if (h->column[i] != COL_COUNT || h->mapped[i] || h->named[i] ||
		    !csv_name_is_among(
			name, names, sizeof(names) / sizeof(names[0])))
			continue;
		h->column[i] = COL_PARENT;
		h->field[COL_PARENT] = (int)i;
		findings_warn(f, ST_SCHEMA, csv_pos(c, i),
		    "column \"%.*s\" is taken for what the part of each row is "
		    "in: if it is not, expected in a file of columns the line "
		    "%.*s = ignore",
		    STR_ARG(name), STR_ARG(name));
		return;
	}
}

void
csv_context(struct csv_header *h, const struct csv *c, struct findings *f)
{
	if (h->preset != NULL)
		return;
	part_of_material(h, c, f);
	parent_of_product(h, c, f);
}
