/* SPDX-License-Identifier: Apache-2.0 */
/* summary - a catalogue at a glance; see summary.h. */
#include "core/report/check/summary.h"

#include "core/report/check/rows.h"
#include "core/report/path.h"

#include <stdlib.h>

/* Products listed for the eye; `-o csv` has all. */
#define SUMMARY_MOST 200

static size_t
count_shipped(const struct checked *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->bom->nitem; i++)
		n += c->shipped[i] != 0;
	return n;
}

/* Product, name, and a column per rule; NULL when memory is out. */
static struct column *
make_columns(const struct checked *c)
{
	struct column *column = calloc(2 + c->book->nrule, sizeof(*column));

	if (column == NULL)
		return NULL;
	column[0] = (struct column){ "item", "Product", 0 };
	column[1] = (struct column){ "name", "Name", 0 };
	for (size_t r = 0; r < c->book->nrule; r++) {
		const char *id = c->book->rule[r].rule->id;

		column[2 + r] = (struct column){ id, id, 0 };
	}
	return column;
}

static void
put_product(struct table *t, const struct checked *c, uint32_t item)
{
	char label[LABEL_TEXT];

	table_put(t, path_label(c->bom, item, label), TONE_NONE);
	table_put(t, bom_text_get(c->bom, c->bom->item[item].name), TONE_NONE);
	for (size_t r = 0; r < c->book->nrule; r++) {
		enum tone tone;
		const char *words = rows_verdict(c, r, item, &tone);

		table_put(t, str_of(words), tone);
	}
}

/*
 * summary_write - a line per shipped item.
 *
 * Out:	the gravest by the first rule come first
 */
enum status
summary_write(FILE *to, const struct style *style, const struct checked *c,
    struct error *err)
{
	struct column *column = NULL;
	struct ranked items;
	struct table t;
	enum status st;

	if (count_shipped(c) < 2 || c->book->nrule == 0)
		return ST_OK;
	column = make_columns(c);
	if (column == NULL || !ranked_items(c, 0, 1, &items)) {
		free(column);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	fprintf(to, "\nAll %zu products:\n", items.n);
	table_begin(&t, to, OUT_TABLE, style, column, 2 + c->book->nrule, NULL);
	for (size_t i = 0; i < items.n && i < SUMMARY_MOST; i++)
		put_product(&t, c, items.item[i]);
	st = table_end(&t, err);
	if (items.n > SUMMARY_MOST)
		fprintf(to, "and %zu more: -o csv lists all\n",
		    items.n - SUMMARY_MOST);
	free(items.item);
	free(column);
	return st;
}
