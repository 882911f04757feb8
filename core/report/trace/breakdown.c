/* SPDX-License-Identifier: Apache-2.0 */
/* breakdown - product by product; see breakdown.h. */
#include "core/report/trace/breakdown.h"

#include "core/report/path.h"

#include <stdlib.h>

/* What each kind does with a product. */
static const struct kind {
	const char *view;
	const struct column *rows;
	const size_t *nrow;
	enum status (*write)(struct breakdown *d, struct error *err);
} kinds[BY_COUNT] = {
	[BY_ELEMENT] = { "by-element", by_element_rows, &by_element_nrow,
	    by_element },
	[BY_ORIGIN] = { "by-origin", by_stage_rows, &by_stage_nrow, by_stage },
	[BY_SUPPLIER] = { "by-supplier", by_party_rows, &by_party_nrow,
	    by_party },
	[BY_MAKER] = { "by-maker", by_party_rows, &by_party_nrow, by_party },
};

void
breakdown_lead(struct breakdown *d)
{
	const struct bom *b = d->c->bom;
	const struct item *it = &b->item[d->product];
	char label[LABEL_TEXT];

	table_put(d->rows, bom_text_get(b, it->maker), TONE_NONE);
	table_put(d->rows, bom_part(b, d->product), TONE_NONE);
	table_put(d->rows, bom_text_get(b, it->revision), TONE_NONE);
	table_put(d->rows, path_label(b, d->product, label), TONE_NONE);
}

/* "ACME DRIVE-200 rev B (Drive unit)" above its table. */
static void
put_heading(struct breakdown *d, bool first)
{
	const struct bom *b = d->c->bom;
	struct str name = bom_text_get(b, b->item[d->product].name);
	char label[LABEL_TEXT];

	if (!first)
		fputc('\n', d->to);
	text_put(d->to, path_label(b, d->product, label));
	if (name.n > 0) {
		fputs(" (", d->to);
		text_put(d->to, name);
		fputc(')', d->to);
	}
	fputs("\n\n", d->to);
}

/* By each element in both columns, and by all of them. */
static enum status
open_amounts(struct breakdown *d, struct error *err)
{
	const struct report_columns *r = &d->c->book->report;
	size_t column[2 * (NELEM + 1)];

	for (size_t e = 0; e <= NELEM; e++) {
		column[2 * e] = r->every[e];
		column[2 * e + 1] = r->origin[e];
	}
	return amounts_open(&d->amounts, d->c, column, 2 * (NELEM + 1), err);
}

static enum status
write_products(struct breakdown *d, struct error *err)
{
	size_t most = d->format == OUT_TABLE ? BREAKDOWN_PRODUCTS : SIZE_MAX;
	size_t n = d->h->nroot < most ? d->h->nroot : most;

	if (amounts_keep(&d->amounts, d->h->root, n, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < n && err->code == ST_OK; i++) {
		d->product = d->h->root[i];
		if (d->format == OUT_TABLE) {
			put_heading(d, i == 0);
		} else if (d->format == OUT_JSON) {
			json_begin_object(d->json, NULL);
			path_item_json(d->json, "item", d->c->bom, d->product);
		}
		kinds[d->by].write(d, err);
		if (d->format == OUT_JSON)
			json_end_object(d->json);
	}
	if (d->h->nroot > n)
		fprintf(d->to,
		    "\nand %zu more product%s: --item names one, -o csv "
		    "lists all\n",
		    d->h->nroot - n, d->h->nroot - n == 1 ? "" : "s");
	return err->code;
}

/*
 * breakdown_write - all products, or the item that was asked for.
 *
 * Err:	ST_LIMIT for more products than can be gone through part by part
 */
enum status
breakdown_write(FILE *to, enum format_out format, const struct style *style,
    const struct held *h, enum breakdown_by by, struct error *err)
{
	struct json j = { .to = to, .lines = format == OUT_JSONL };
	struct breakdown d = { .h = h,
		.c = h->checked,
		.style = style,
		.to = to,
		.format = format,
		.by = by,
		.json = &j };
	struct table rows;

	if (by != BY_ELEMENT && h->nroot > BREAKDOWN_PRODUCTS)
		return error_set(err, ST_LIMIT, pos_none,
		    "%zu products, each to be gone through part by part: "
		    "expected at most %d, or one that --item names",
		    h->nroot, BREAKDOWN_PRODUCTS);
	if (format == OUT_JSON) {
		held_json_begin(&j, h, kinds[by].view);
		json_begin_array(&j, "breakdown");
	} else if (format != OUT_TABLE) {
		table_begin(&rows, to, format, style, kinds[by].rows,
		    *kinds[by].nrow, &j);
		d.rows = &rows;
	}
	if (open_amounts(&d, err) == ST_OK)
		write_products(&d, err);
	amounts_free(&d.amounts);
	if (err->code == ST_OK && d.rows != NULL)
		table_end(&rows, err);
	if (format == OUT_JSON) {
		json_end_array(&j);
		held_json_end(&j, h);
	}
	if (j.bad)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	return err->code;
}
