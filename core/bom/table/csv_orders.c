/* SPDX-License-Identifier: Apache-2.0 */
/* csv_orders - rows of several orders; see csv_orders.h. */
#include "core/bom/table/csv_orders.h"
#include "core/bom/table/csv_group_own.h"
#include "core/bom/table/wide.h"

#include <string.h>

static bool
is_order(struct str name)
{
	static const char *const words[] = { "production order",
		"production order no", "production order number", "prod order",
		"prod order no", "work order", "work order no",
		"work order number", "workorder", "wo", "wo no", "wo number",
		"wo #", "manufacturing order", "manufacturing order no", "mo",
		"mo no", "mo number", "process order", "process order no",
		"job no", "job number", "job order", "shop order", "order",
		"order no", "order number", "Fertigungsauftrag",
		"Fertigungsauftrags-Nr", "Fertigungsauftragsnummer", "Auftrag",
		"Auftrags-Nr", "Auftragsnummer", "FA-Nr",
		"Ordre de fabrication", "N° OF", "Orden de producción",
		"Orden de fabricación", "Orden de trabajo",
		"Ordine di produzione", "Ordem de produção",
		"Zlecenie produkcyjne", "Nr zlecenia", "Zlecenie",
		"Производственный заказ", "Заказ", "Номер заказа", "İş emri",
		"Lệnh sản xuất", "生产订单", "生产订单号", "工单", "工单号",
		"工单编号", "工單", "工單號", "制令单号", "製令單號",
		"製造指図", "製造指図番号", "指図番号", "製番", "工番",
		"생산오더", "작업지시", "작업지시번호" };

	return csv_name_is_among(name, words, sizeof(words) / sizeof(*words));
}

static bool
is_variant(struct str name)
{
	static const char *const words[] = { "variant", "product variant",
		"assembly variant", "build variant", "configuration", "config",
		"Variante", "Konfiguration", "configuración", "configurazione",
		"configuração", "Wariant", "Вариант", "Исполнение", "配置",
		"产品配置", "構成", "사양" };

	return csv_name_is_among(name, words, sizeof(words) / sizeof(*words));
}

/* What the parts of the row are of, beside a list for each. */
static bool
is_model(struct str name)
{
	static const char *const words[] = { "product name", "product model",
		"model name", "model", "machine", "machine model", "equipment",
		"equipment name", "end product", "finished product",
		"Produktname", "Maschine", "Modell", "nombre modelo", "modelo",
		"nombre del modelo", "equipo", "máquina", "modèle", "machine",
		"nom du modèle", "modello", "macchina", "modelo do produto",
		"产品", "产品名称", "产品型号", "机型", "設備", "设备",
		"设备名称", "機種", "機種名", "製品名", "제품명", "모델명",
		"Изделие", "Модель", "Wyrób", "Ürün" };

	return csv_name_is_among(name, words, sizeof(words) / sizeof(*words));
}

void
orders_note(struct fit *x, const struct csv_header *h, const struct csv *c)
{
	x->norder = 0;
	x->blank = 0;
	x->ordered = false;
	for (int i = 0; h->preset == NULL && i < h->field[COL_PART]; i++)
		if ((size_t)i < c->n && c->field[i].text.n == 0 &&
		    h->column[i] == COL_COUNT && !h->mapped[i])
			x->blank = i + 1;
	if (h->preset != NULL || csv_has(h, COL_LEVEL) ||
	    !csv_has(h, COL_PART) || !csv_has(h, COL_QUANTITY) ||
	    h->nabreast > 0)
		return;
	for (size_t i = 0; i < h->n && i < c->n && x->norder < FIT_ORDERS;
	     i++) {
		bool model = is_model(c->field[i].text);
		bool variant = model || is_variant(c->field[i].text);

		if (h->mapped[i] || h->named[i] || h->wide[i] != WIDE_NONE ||
		    h->column[i] != COL_COUNT ||
		    !(variant || is_order(c->field[i].text)) ||
		    (variant && csv_has(h, COL_PARENT)) ||
		    (variant && !model && h->by_name))
			continue;
		x->order[x->norder++] = (struct fit_order){
			.field = (int)i, .variant = variant, .model = model
		};
	}
}

/* What a row says; of the rows that were looked at. */
struct said {
	struct str order, part, parent;
};

/* Is the part, in the same parent, one of two orders? */
static bool
comes_again(const struct said *row, size_t n, size_t i)
{
	for (size_t k = i + 1; k < n; k++)
		if (str_eq(row[k].part, row[i].part) &&
		    str_eq(row[k].parent, row[i].parent) &&
		    !str_eq(row[k].order, row[i].order))
			return true;
	return false;
}

/* Of which value the row is the first; else n. */
static bool
is_first(const struct said *row, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (str_eq(row[k].order, row[i].order))
			return false;
	return true;
}

/* Do the values tell lists of parts apart: are there some of them, each in
 * rows that follow each other or with a part that another has, too? */
static bool
tells_apart(
    const struct said *row, size_t n, const struct fit_order *x, bool parents)
{
	size_t values = 0, runs = 0, again = 0;

	for (size_t i = 0; i < n; i++) {
		if (row[i].order.n == 0)
			return false;
		values += is_first(row, i);
		runs += i == 0 || !str_eq(row[i].order, row[i - 1].order);
	}
	if (values < 2 || 2 * values > n + 1)
		return false;
	for (size_t i = 0; i < n; i++)
		again += comes_again(row, n, i);
	/* a model may be that of each part, too */
	if (x->model)
		return again > 0 && 4 * runs <= n;
	if (x->variant || parents)
		return again > 0;
	return again > 0 || (runs == values && 2 * values <= n);
}

/* Does that column tell products apart?  c is left where it was. */
static bool
looks_apart(const struct fit_order *x, const struct csv_header *h,
    struct csv *c, bool parents)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	struct arena mem = { 0 };
	struct said *row = TAKE(&mem, struct said, GROUP_PEEK);
	size_t n = 0;
	bool yes;

	while (row != NULL && n < GROUP_PEEK && csv_next(c, &mute)) {
		struct said *s = &row[n];

		if (!group_says_use(h, c) || (size_t)x->field >= c->n)
			continue;
		s->order = arena_copy(&mem, c->field[x->field].text);
		s->part = arena_copy(&mem, group_cell(h, c, COL_PART));
		s->parent = parents
				? arena_copy(&mem, group_cell(h, c, COL_PARENT))
				: STR("");
		n++;
	}
	findings_free(&mute);
	csv_go_back(c, before);
	yes = row != NULL && tells_apart(row, n, x, parents);
	arena_free(&mem);
	return yes;
}

void
orders_find(struct fit *x, struct csv_header *h, struct csv *c)
{
	bool parents =
	    csv_has(h, COL_PARENT) && (size_t)h->field[COL_PARENT] < h->n;
	size_t i = 0;
	int field;

	if (!csv_has(h, COL_PART) || (csv_has(h, COL_PARENT) && !parents))
		return;
	while (i < x->norder && !looks_apart(&x->order[i], h, c, parents))
		i++;
	if (i == x->norder)
		return;
	x->order[0] = x->order[i];
	x->ordered = true;
	field = x->order[0].field;
	if (parents)
		h->column[h->field[COL_PARENT]] = COL_COUNT;
	h->column[field] = COL_PARENT;
	h->field[COL_PARENT] = field;
}

void
orders_tell(const struct fit *x, const struct csv_header *h,
    const struct csv *c, struct findings *f)
{
	struct str name;

	if (!x->ordered || h->field[COL_PARENT] != x->order[0].field)
		return;
	name = str_clip(c->field[x->order[0].field].text, 40);
	findings_warn(f, ST_SCHEMA, csv_pos(c, (size_t)x->order[0].field),
	    "column \"%.*s\" tells the parts of several products, orders or "
	    "variants apart: each is taken for a product of its own; if all of "
	    "it is in one product, expected in a file of columns the line "
	    "\"%.*s\" = ignore",
	    STR_ARG(name), STR_ARG(name));
}
