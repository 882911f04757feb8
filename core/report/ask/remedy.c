/* SPDX-License-Identifier: Apache-2.0 */
/* remedy - the least to change, for a reader and in rows; see remedy.h. */
#include "core/report/ask/remedy.h"

#include "core/report/path.h"

#include <string.h>

size_t
remedy_wholes(const struct recourse *x)
{
	size_t n = 0;

	for (size_t i = 0; i < x->nitem; i++)
		n += x->whole[i];
	return n;
}

static const struct column columns[] = {
	{ "choice", "No", COLUMN_RIGHT | COLUMN_COUNT },
	{ "do", "Do", COLUMN_HIDDEN },
	{ "maker", "Maker", COLUMN_HIDDEN },
	{ "part", "Part", COLUMN_HIDDEN },
	{ "revision", "Revision", COLUMN_HIDDEN },
	{ "item", "Part", 0 },
	{ "name", "Name", 0 },
	{ "supplier", "Supplier", 0 },
	{ "brings", "Brings", COLUMN_RIGHT },
	{ "to", "To", 0 },
	{ "brings_low", "Brings at least", COLUMN_HIDDEN },
	{ "brings_high", "Brings at most", COLUMN_HIDDEN },
	{ "unit", "Unit", COLUMN_HIDDEN },
	{ "cost", "Cost", COLUMN_HIDDEN },
	{ "currency", "Currency", COLUMN_HIDDEN },
	{ "file", "File", COLUMN_HIDDEN },
	{ "line", "Line", COLUMN_HIDDEN },
};
/* The same where costs are what it is about, or assemblies are bought. */
#define COST_COLUMN 13
#define DO_COLUMN 1

static void
put_end(struct table *t, mpq_srcptr q, bool endless)
{
	char text[NUM_TEXT] = "";

	if (!endless)
		num_format_exact(text, q);
	table_put_text(t, text);
}

static void
put_brings(struct table *t, const struct remedy *r, const struct brings *x)
{
	const struct bom *b = r->checked->bom;
	char text[AMOUNT_RANGE], label[LABEL_TEXT];
	struct measure_of m;

	if (x == NULL || !x->exact) {
		for (int k = 0; k < 5; k++)
			table_put_text(t, "");
		return;
	}
	m = brought_measure(r, x);
	amount_range(text, &x->amount, &m);
	table_put_text(t, text);
	table_put(t, path_label(b, r->recourse->target[x->target].item, label),
	    TONE_NONE);
	put_end(t, x->amount.lo, x->amount.lo_infinite);
	put_end(t, x->amount.hi, x->amount.hi_infinite);
	table_put(t, m.kind == AMOUNT_VALUE ? m.currency : STR("g"), TONE_NONE);
}

/* Of a choice of several parts its first row says what it costs. */
static void
put_cost(struct table *t, const struct remedy *r,
    const struct recourse_choice *c, bool first)
{
	char text[NUM_TEXT] = "";

	if (first)
		num_format_exact(text, c->cost);
	table_put_text(t, text);
	table_put(t,
	    r->basis->by == RECOURSE_COST
		? bom_text_get(r->checked->bom, r->basis->costs->currency)
		: STR(""),
	    TONE_NONE);
}

static void
put_row(struct table *t, const struct remedy *r, size_t choice, uint32_t at)
{
	const struct bom *b = r->checked->bom;
	const struct recourse_choice *c = &r->recourse->choice[choice];
	uint32_t item = r->recourse->item[at];

	table_put_count(t, choice + 1);
	table_put_text(t, r->basis->declare             ? "declare"
			  : r->recourse->whole[at] != 0 ? "ready"
							: "source");
	path_put_item(t, b, item);
	table_put(t, bom_text_get(b, ask_whom(b, item)), TONE_NONE);
	put_brings(t, r, at < r->brought.n ? &r->brought.list[at] : NULL);
	put_cost(t, r, c, at == c->first);
	table_put_pos(t, bom_pos(b, b->item[item].at));
}

static enum status
put_rows(FILE *to, enum format_out format, const struct style *style,
    const struct remedy *r, struct error *err)
{
	const struct recourse *x = r->recourse;
	struct column shown[sizeof(columns) / sizeof(columns[0])];
	size_t most = format == OUT_TABLE ? r->top : SIZE_MAX;
	struct json lines = { .to = to, .lines = true };
	struct table t;
	enum status st;

	memcpy(shown, columns, sizeof(columns));
	if (r->basis->by == RECOURSE_COST)
		shown[COST_COLUMN].flags = COLUMN_RIGHT;
	if (remedy_wholes(x) > 0)
		shown[DO_COLUMN].flags = 0;
	table_begin(&t, to, format, style, shown,
	    sizeof(columns) / sizeof(columns[0]), &lines);
	for (size_t k = 0; k < x->n; k++)
		for (uint32_t i = x->choice[k].first;
		     i < x->choice[k].first + x->choice[k].n && i < most; i++)
			put_row(&t, r, k, i);
	st = table_end(&t, err);
	if (st == ST_OK && x->nitem > most)
		fprintf(
		    to, "and %zu more: --top 0 lists all\n", x->nitem - most);
	return st;
}

enum status
remedy_write(FILE *to, enum format_out format, const struct style *style,
    const struct remedy *r, struct error *err)
{
	if (format == OUT_JSON)
		return remedy_json(to, r, err);
	if (format == OUT_TABLE)
		remedy_eye(to, style, r);
	if (format == OUT_TABLE && r->recourse->nitem == 0)
		return ST_OK;
	if (format == OUT_TABLE)
		fputc('\n', to);
	return put_rows(to, format, style, r, err);
}
