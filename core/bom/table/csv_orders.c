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

/* Is what holds a part in an order a part of it, too? */
static bool
has_levels(const struct said *row, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			if (row[i].parent.n > 0 && i != k &&
			    str_eq(row[i].parent, row[k].part) &&
			    row[k].parent.n > 0 &&
			    !str_eq(row[k].parent, row[k].part) &&
			    str_eq(row[i].order, row[k].order))
				return true;
	return false;
}

/* Of all variants, or of none that is named. */
static bool
is_shared(struct str s)
{
	static const char *const words[] = { "all", "both", "common", "any",
		"every", "each", "*", "alle", "beide", "gemeinsam", "tous",
		"commun", "todos", "comune", "tutti", "все", "общий", "共用",
		"通用", "全部", "所有", "共通", "全て", "공통", "전체" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(s, words[i]))
			return true;
	return s.n == 0;
}

/* A cell that is blank says the same as the one above: *blank cells.  False:
 * there is none above. */
static bool
fill_blanks(struct said *row, size_t n, size_t *blank)
{
	for (size_t i = 0; i < n; i++) {
		if (row[i].order.n > 0)
			continue;
		if (i == 0)
			return false;
		row[i].order = row[i - 1].order;
		++*blank;
	}
	return true;
}

/* How often a part comes in several of them; how many these are, and in how
 * many runs they come. */
struct seen {
	size_t values, runs, again;
};

static struct seen
look_at(const struct said *row, size_t n)
{
	struct seen x = { 0 };

	for (size_t i = 0; i < n; i++) {
		x.values += is_first(row, i);
		x.runs += i == 0 || !str_eq(row[i].order, row[i - 1].order);
		x.again += comes_again(row, n, i);
	}
	return x;
}

/* Are there variants that share rows, which none of them could then have?
 * Rows of all of them go to the end of the list; n: how many are left. */
static bool
some_shared(struct said *row, size_t *n)
{
	size_t k = 0, all = *n;

	for (size_t i = 0; i < all; i++)
		if (!is_shared(row[i].order)) {
			struct said x = row[k];

			row[k++] = row[i];
			row[i] = x;
		}
	*n = k;
	return k < all;
}

/* Do the values tell lists of parts apart: are there some of them, each in
 * rows that follow each other or with a part that another has, too? */
static bool
tells_apart(struct said *row, size_t n, const struct fit_order *x, bool parents,
    enum fit_mixed *mixed)
{
	const bool variant = x->variant && !x->model;
	size_t blank = 0;
	struct seen seen;

	*mixed = MIXED_NOT;
	if (!fill_blanks(row, variant ? 0 : n, &blank))
		return false;
	if (variant && some_shared(row, &n))
		*mixed = MIXED_SHARED;
	seen = look_at(row, n);
	if (seen.values < 2 || 2 * seen.values > n + 1)
		return false;
	if (parents && seen.again > 0 && has_levels(row, n))
		*mixed = MIXED_LEVELS;
	/* one of many orders in a list of what to buy is said once */
	if (blank > 0)
		return seen.again > 0 && seen.runs == seen.values;
	/* a model may be that of each part, too */
	if (x->model)
		return seen.again > 0 && 4 * seen.runs <= n;
	if (x->variant || parents)
		return seen.again > 0;
	return seen.again > 0 ||
	       (seen.runs == seen.values && 2 * seen.values <= n);
}

/* Takes the rows there are, copied; where the first are all of one order, the
 * second half of them is from where another begins. */
static size_t
take_rows(const struct fit_order *x, const struct csv_header *h, struct csv *c,
    bool parents, struct said *row, struct arena *mem)
{
	struct findings mute = { 0 };
	size_t n = 0;
	bool one = true;

	while ((n < GROUP_PEEK || one) && csv_next(c, &mute)) {
		struct str order;
		struct said *s;

		if (!group_says_use(h, c) || (size_t)x->field >= c->n)
			continue;
		order = c->field[x->field].text;
		if (n > 0 && order.n > 0)
			one = one && str_eq(order, row[0].order);
		if (n == GROUP_PEEK && one)
			continue;
		if (n == GROUP_PEEK)
			n = GROUP_PEEK / 2;
		s = &row[n++];
		s->order = arena_copy(mem, order);
		s->part = arena_copy(mem, group_cell(h, c, COL_PART));
		s->parent = parents
				? arena_copy(mem, group_cell(h, c, COL_PARENT))
				: STR("");
	}
	findings_free(&mute);
	return n;
}

/* Does that column tell products apart?  c is left where it was. */
static bool
looks_apart(struct fit *fit, const struct fit_order *x,
    const struct csv_header *h, struct csv *c, bool parents)
{
	struct csv_spot before = csv_spot(c);
	struct arena mem = { 0 };
	struct said *row = TAKE(&mem, struct said, GROUP_PEEK);
	size_t n = 0;
	bool yes;

	if (row != NULL)
		n = take_rows(x, h, c, parents, row, &mem);
	csv_go_back(c, before);
	yes = row != NULL && tells_apart(row, n, x, parents, &fit->mixed);
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
	while (i < x->norder && !looks_apart(x, &x->order[i], h, c, parents))
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

bool
orders_tell(const struct fit *x, const struct csv_header *h,
    const struct csv *c, struct findings *f)
{
	const size_t at = (size_t)x->order[0].field;
	struct str name;

	if (!x->ordered || h->field[COL_PARENT] != x->order[0].field)
		return true;
	name = str_clip(c->field[at].text, 40);
	if (x->mixed != MIXED_NOT) {
		findings_error(f, ST_SCHEMA, csv_pos(c, at),
		    "column \"%.*s\" tells the parts of several products, "
		    "orders or variants apart, %s; if all of it is in one "
		    "product, expected in a file of columns the line "
		    "\"%.*s\" = ignore",
		    STR_ARG(name),
		    x->mixed == MIXED_LEVELS
			? "and what holds some of them is a part itself: "
			  "expected a file for each"
			: "and some parts are in several or all of them: "
			  "expected a row for each that has them",
		    STR_ARG(name));
		return false;
	}
	findings_warn(f, ST_SCHEMA, csv_pos(c, at),
	    "column \"%.*s\" tells the parts of several products, orders or "
	    "variants apart: each is taken for a product of its own; if all of "
	    "it is in one product, expected in a file of columns the line "
	    "\"%.*s\" = ignore",
	    STR_ARG(name), STR_ARG(name));
	return true;
}
