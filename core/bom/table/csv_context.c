/* SPDX-License-Identifier: Apache-2.0 */
/* csv_context - headings that others explain; see csv_context.h. */
#include "core/bom/table/csv_context.h"
#include "core/bom/table/csv_called.h"

#include "core/bom/table/wide.h"

#include <string.h>
#include <strings.h>

static bool
is_mine(const struct csv_header *h, int field)
{
	return field >= 0 && !h->mapped[field] && !h->named[field];
}

/* A name of the part itself, and no description of a material. */
static bool
is_name_of_part(struct str name)
{
	static const char *const names[] = { "part name", "component name",
		"name of part", "name of component", "parts name", "item name",
		"product name", "name", "part", "component", "Teilename",
		"Bauteilname", "Bauteil", "Nom de la pièce",
		"Nombre de la pieza", "Nome del pezzo", "Nazwa części",
		"零件名称", "部件名称", "部品名", "部品名称", "부품명" };

	return csv_name_is_among(name, names, sizeof(names) / sizeof(names[0]));
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
	if (csv_has(h, COL_NAME) &&
	    is_name_of_part(c->field[h->field[COL_NAME]].text))
		return; /* of that it is made */
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
bool
csv_is_part_of_something(struct str name)
{
	static const char *const words[] = { "component", "child", "sub",
		"ingredient", "material", "materia", "原料", "材料", "物料",
		"componente", "insumo", "ingrediente", "matière", "Kompon",
		"Bauteil", "composant", "子", "元件", "组件", "組件", "零部件",
		"零件", "部件", "部品", "構成", "구성", "하위", "자품" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		for (size_t k = 0; k + n <= name.n; k++)
			if (str_is_nocase(
				(struct str){ name.p + k, n }, words[i]))
				return true;
	}
	return false;
}

/* "Material, Plant, Component, Quantity, Base quantity": systems of planning
 * call so what is built of the components. */
static bool
is_header_material(const struct csv_header *h, const struct csv *c, size_t i)
{
	static const char *const names[] = { "material", "material #", "物料" };
	static const char *const plants[] = { "plant", "plnt", "Werk", "Wrk",
		"Division", "Centro", "工厂", "工廠", "プラント", "플랜트",
		"BillOfMaterialComponent" };

	if (!csv_name_is_among(
		c->field[i].text, names, sizeof(names) / sizeof(names[0])))
		return false;
	if (csv_has(h, COL_PER))
		return true;
	for (size_t k = 0; k < c->n; k++)
		if (csv_name_is_among(c->field[k].text, plants,
			sizeof(plants) / sizeof(plants[0])))
			return true;
	return false;
}

bool
csv_is_product(struct str name)
{
	static const char *const names[] = { "product", "finished product",
		"product id", "product code", "product number", "product no",
		"product sku", "sku", "finished good id", "fg", "fg code",
		"model id", "id producto", "producto id", "código producto",
		"id produit", "code produit", "Produkt-ID", "Produktnummer",
		"id produto", "成品编号", "成品代码", "成品料号", "產品編號",
		"end item", "end product", "top assembly", "top level",
		"top level assembly", "model", "kit", "bom", "bom id", "bom no",
		"bom number", "production bom no", "Produkt", "Erzeugnis",
		"Endprodukt", "Produit", "Produit fini", "Producto",
		"Producto terminado", "Prodotto", "Prodotto finito", "Produto",
		"产品", "成品", "产品型号", "产品编号", "产品编码", "产品代码",
		"产品料号", "產品", "製品", "제품", "완제품" };

	return csv_name_is_among(name, names, sizeof(names) / sizeof(names[0]));
}

static bool
give_product(
    struct csv_header *h, const struct csv *c, size_t i, struct findings *f)
{
	struct str name = c->field[i].text;
	bool material = is_header_material(h, c, i);

	if (h->mapped[i] || h->named[i] ||
	    (h->column[i] != COL_COUNT &&
		!(material && h->column[i] == COL_MATERIAL) &&
		h->column[i] != COL_POSITION) ||
	    !(material || csv_is_product(name)))
		return false;
	if (h->field[COL_MATERIAL] == (int)i)
		h->field[COL_MATERIAL] = -1;
	if (h->field[COL_POSITION] == (int)i)
		h->field[COL_POSITION] = -1;
	h->column[i] = COL_PARENT;
	h->field[COL_PARENT] = (int)i;
	findings_warn(f, ST_SCHEMA, csv_pos(c, i),
	    "column \"%.*s\" is taken for what the part of each row is in: "
	    "if it is not, expected in a file of columns the line %.*s = "
	    "ignore",
	    STR_ARG(name), STR_ARG(name));
	return true;
}

/* "Product, Component, Quantity": what stands beside the product is in it. */
static void
parent_of_product(struct csv_header *h, const struct csv *c, struct findings *f)
{
	if (csv_has(h, COL_PARENT) || csv_has(h, COL_LEVEL) ||
	    !csv_has(h, COL_PART) || !csv_has(h, COL_QUANTITY) ||
	    !csv_is_part_of_something(c->field[h->field[COL_PART]].text))
		return;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < (size_t)h->field[COL_PART]; i++) {
			/* a number of the list may be one of its rows */
			bool list =
			    c->field[i].text.n >= 3 &&
			    strncasecmp(c->field[i].text.p, "bom", 3) == 0;

			if (list == (pass == 1) && give_product(h, c, i, f))
				return;
		}
}

/* "Part name, Material id": of what the part is made, and no number of it. */
static void
material_of_part(struct csv_header *h, const struct csv *c)
{
	static const char *const ids[] = { "material id", "material code",
		"material no", "material number", "material" };
	int part = h->field[COL_PART], name = h->field[COL_NAME];

	if (!is_mine(h, part) || !is_mine(h, name) ||
	    csv_has(h, COL_MATERIAL) || csv_has(h, COL_MPN) ||
	    !csv_has(h, COL_QUANTITY) ||
	    !csv_name_is_among(
		c->field[part].text, ids, sizeof(ids) / sizeof(ids[0])) ||
	    csv_same_name(c->field[name].text, STR("name")) ||
	    !is_name_of_part(c->field[name].text))
		return;
	h->column[part] = COL_MATERIAL;
	h->field[COL_MATERIAL] = part;
	h->field[COL_PART] = -1;
}

void
csv_context(struct csv_header *h, const struct csv *c, struct findings *f)
{
	if (h->preset != NULL)
		return;
	material_of_part(h, c);
	part_of_material(h, c, f);
	called_by_name(h, c);
	parent_of_product(h, c, f);
}

/* "Item number, Sub-item, Substance": a part of each item; items may have parts
 * of the same name, and what the item holds would be nowhere. */
static bool
is_below_item(
    const struct csv_header *h, const struct csv *c, struct findings *f)
{
	int part = h->field[COL_PART], place = h->field[COL_POSITION];
	struct str name, item;

	if (h->format != FORMAT_CSV_CONTENT || !is_mine(h, part) ||
	    !is_mine(h, place))
		return false;
	name = c->field[part].text;
	item = c->field[place].text;
	if (!csv_is_place_in_list(item) || csv_same_name(item, STR("item")) ||
	    !csv_is_part_of_something(name))
		return false;
	findings_error(f, ST_SCHEMA, csv_pos(c, (size_t)part),
	    "column \"%.*s\" beside \"%.*s\": parts of items, with what is in "
	    "them, and no quantity of them: expected a list with parent, part "
	    "and quantity, and beside it a table of contents by part; in a "
	    "file of columns the line \"%.*s\" = ignore, if it only counts "
	    "the rows",
	    STR_ARG(str_clip(name, 40)), STR_ARG(str_clip(item, 40)),
	    STR_ARG(str_clip(item, 40)));
	return true;
}

/* The first column that is not read and whose heading holds one of the words;
 * c->n: none. */
static size_t
unread_with(const struct csv_header *h, const struct csv *c,
    const char *const *words, size_t n)
{
	for (size_t i = 0; i < c->n; i++) {
		struct str name = c->field[i].text;

		if (h->column[i] != COL_COUNT || h->mapped[i] || h->named[i] ||
		    h->wide[i] != WIDE_NONE)
			continue;
		for (size_t k = 0; k < n; k++)
			if (name.n > 0 && memmem(name.p, name.n, words[k],
					      strlen(words[k])) != NULL)
				return i;
	}
	return c->n;
}

/* A list of single parts, or one whose levels and quantities nobody knew? */
static void
tell_single(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	static const char *const levels[] = { "Level", "level", "Stufe",
		"stufe", "Ebene", "ebene", "层", "阶", "階", "層", "레벨" };
	static const char *const counts[] = { "Qty", "qty", "Quantity",
		"quantity", "Menge", "menge", "Anzahl", "数量", "數量", "用量",
		"员数", "員数", "수량" };
	size_t level, count;
	struct str a, b;

	if (h->format != FORMAT_CSV_ITEMS || csv_has(h, COL_LEVEL))
		return;
	level = unread_with(h, c, levels, sizeof(levels) / sizeof(levels[0]));
	count = unread_with(h, c, counts, sizeof(counts) / sizeof(counts[0]));
	if (level == c->n || count == c->n)
		return;
	a = str_clip(c->field[level].text, 40);
	b = str_clip(c->field[count].text, 40);
	findings_loss(f, ST_SCHEMA, csv_pos(c, level),
	    "columns \"%.*s\" and \"%.*s\" are not read, so that no part is in "
	    "another: if they say level and quantity, expected in a file of "
	    "columns the lines \"%.*s\" = level and \"%.*s\" = quantity",
	    STR_ARG(a), STR_ARG(b), STR_ARG(a), STR_ARG(b));
}

bool
csv_context_lost(
    const struct csv_header *h, const struct csv *c, struct findings *f)
{
	if (is_below_item(h, c, f))
		return true;
	tell_single(h, c, f);
	return false;
}
