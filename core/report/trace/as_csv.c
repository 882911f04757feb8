/* SPDX-License-Identifier: Apache-2.0 */
/* as_csv - a product as tables, or as one indented list; see as_csv.h. */
#include "core/report/trace/as_csv.h"

#include "core/bom/write/in_words.h"
#include "core/report/trace/as_csv_steps.h"

#include <stdlib.h>
#include <string.h>

const char *const as_csv_names[CSV_TABLES] = { [CSV_ITEMS] = "items.csv",
	[CSV_USES] = "uses.csv",
	[CSV_CONTENT] = "content.csv",
	[CSV_ORIGINS] = "origins.csv",
	[CSV_PRICES] = "prices.csv",
	[CSV_RATES] = "rates.csv" };

static void
write_items(struct cells *s)
{
	static const char *const key[] = { "part", "maker", "revision",
		"unit" };

	cells_words(s, key, sizeof(key) / sizeof(key[0]));
	cells_item_names(s);
	csv_end(&s->csv);
	for (uint32_t i = 0; i < s->b->nitem; i++) {
		const struct item *it = &s->b->item[i];

		cells_key(s, i);
		cells_word(s, unit_name(words_unit((enum dimension)it->dim)));
		cells_item(s, i);
		csv_end(&s->csv);
	}
}

static void
write_uses(struct cells *s)
{
	static const char *const columns[] = { "parent", "parent maker",
		"parent revision", "part", "maker", "revision", "quantity",
		"unit", "per", "from", "until", "alternative" };

	cells_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < s->b->nuse; i++) {
		const struct use *u = &s->b->use[i];

		cells_key(s, u->parent);
		cells_key(s, u->child);
		cells_quantity(s, u);
		cells_note(s, u);
		csv_end(&s->csv);
	}
}

/* ---- prices and rates */

static void
write_prices(struct cells *s)
{
	static const char *const columns[] = { "element", "form", "price",
		"currency", "unit", "share", "date", "market" };

	cells_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < s->b->nprice; i++) {
		const struct price *p = &s->b->price[i];

		if (p->conversion != 0)
			continue;
		s->at = p->at;
		cells_word(s, element_at((int)p->element)->symbol);
		cells_word(s, guise_name((enum guise)p->guise));
		cells_number(s, p->amount);
		cells_text(s, p->currency);
		cells_word(s, "g");
		cells_word(s, p->guise == GUISE_ALLOY ? "100 %" : "");
		cells_date(s, p->date);
		cells_text(s, p->market);
		csv_end(&s->csv);
	}
}

static void
write_rates(struct cells *s)
{
	static const char *const columns[] = { "from", "to", "rate", "date",
		"source" };

	cells_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < s->b->nrate; i++) {
		const struct rate *r = &s->b->rate[i];

		s->at = r->at;
		cells_text(s, r->from);
		cells_text(s, r->to);
		cells_number(s, r->amount);
		cells_date(s, r->date);
		cells_text(s, r->source);
		csv_end(&s->csv);
	}
}

/* ---- what has no place */

/* n such things, the first of them at. */
void
as_csv_tell(struct findings *f, const struct bom *b, size_t n, struct place at,
    const char *what)
{
	if (n > 0)
		findings_loss(f, ST_INCOMPLETE, bom_pos(b, at),
		    "%s: %zu, for which a table has no place: left out", what,
		    n);
}

static void
tell_lost_documents(const struct bom *b, struct findings *f)
{
	uint8_t *speaks = calloc(b->ndecl + 1, 1);
	struct place at = { 0, 0, 0 };
	size_t n = 0;

	for (size_t i = 0; speaks != NULL && i < b->ncontent; i++)
		speaks[b->content[i].decl] = 1;
	for (size_t i = 0; speaks != NULL && i < b->norigin; i++)
		speaks[b->origin[i].decl] = 1;
	for (size_t i = 0; speaks != NULL && i < b->ndecl; i++) {
		const struct declaration *d = &b->decl[i];

		if (speaks[i] != 0 || (d->id == 0 && d->supplier == 0))
			continue;
		if (n++ == 0)
			at = d->at;
	}
	free(speaks);
	as_csv_tell(f, b, n, at, "documents that say nothing of any item");
}

bool
as_csv_has(const struct bom *b, enum csv_table table)
{
	bool has = false;

	switch (table) {
	case CSV_ITEMS:
		return true;
	case CSV_USES:
		return b->nuse > 0;
	case CSV_CONTENT:
		return b->ncontent > 0;
	case CSV_ORIGINS:
		return as_csv_has_origins(b);
	case CSV_PRICES:
		for (size_t i = 0; i < b->nprice && !has; i++)
			has = b->price[i].conversion == 0;
		return has;
	default:
		return b->nrate > 0;
	}
}

enum status
as_csv_write(FILE *to, const struct bom *b, enum csv_table table,
    struct findings *f, struct error *err)
{
	static void (*const write[CSV_TABLES])(struct cells *) = {
		[CSV_ITEMS] = write_items,
		[CSV_USES] = write_uses,
		[CSV_CONTENT] = as_csv_content,
		[CSV_ORIGINS] = as_csv_origins,
		[CSV_PRICES] = write_prices,
		[CSV_RATES] = write_rates,
	};
	struct cells s = { .csv = { .to = to }, .b = b, .err = err };

	write[table](&s);
	if (table == CSV_ITEMS) {
		as_csv_tell_origins(b, f);
		tell_lost_documents(b, f);
	}
	return err->code;
}
