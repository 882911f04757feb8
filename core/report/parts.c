/* SPDX-License-Identifier: Apache-2.0 */
/* parts - which parts an answer comes from; see parts.h. */
#include "core/report/parts.h"

#include "core/report/path.h"

#include <stdlib.h>

/* "and 12 more: retrace explain lists them" */
static void
more(FILE *to, size_t n, size_t most)
{
	if (n > most)
		fprintf(to, "and %zu more\n", n - most);
}

static void
put_item(struct table *t, const struct bom *b, uint32_t item)
{
	char label[LABEL_TEXT];

	table_put(t, path_label(b, item, label), TONE_NONE);
	table_put(t, path_name(b, item, label), TONE_NONE);
}

/* The heaviest way, and how many others there are. */
static void
put_way(struct table *t, const struct bom *b, const struct reason *r,
    uint32_t share)
{
	char path[PATH_TEXT], *count;
	mpz_t others;

	path_text(path, b, &r->parts, share);
	table_put_text(t, path);
	mpz_init(others);
	mpz_sub_ui(others, r->parts.share[share].exact->paths, 1);
	count = mpz_get_str(NULL, 10, others);
	table_put_text(t, count != NULL ? count : "");
	free(count);
	mpz_clear(others);
}

static void
put_brings(struct table *t, const struct checked *c, const struct reason *r,
    const struct part *p, enum tone tone)
{
	const struct measure_of m = reason_numerator(r, c);
	char text[AMOUNT_RANGE];
	struct exact x;

	exact_init(&x);
	reason_amount(r, p, &x);
	amount_range(text, &x, &m);
	exact_clear(&x);
	table_put(t, str_of(text), tone);
}

enum status
parts_givers(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, size_t most, struct error *err)
{
	static const struct column columns[] = {
		{ "item", "Part", 0 },
		{ "name", "Name", 0 },
		{ "quantity", "Quantity", COLUMN_RIGHT },
		{ "brings", "Brings", COLUMN_RIGHT },
		{ "path", "By way of", 0 },
		{ "others", "Other ways", COLUMN_RIGHT },
	};
	char quantity[QUANTITIES_TEXT];
	struct table t;
	enum status st;

	if (r->ngiver == 0)
		return ST_OK;
	table_begin(&t, to, OUT_TABLE, style, columns,
	    sizeof(columns) / sizeof(columns[0]), NULL);
	for (size_t i = 0; i < r->ngiver && i < most; i++) {
		const struct part *p = &r->giver[i];
		const struct share *s = &r->parts.share[p->share];

		put_item(&t, c->bom, s->item);
		path_quantity(quantity, c->bom, s);
		table_put_text(&t, quantity);
		put_brings(&t, c, r, p, TONE_NONE);
		put_way(&t, c->bom, r, p->share);
	}
	st = table_end(&t, err);
	more(to, r->ngiver, most);
	return st;
}

enum status
parts_gaps(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, size_t most, struct error *err)
{
	static const struct column columns[] = {
		{ "item", "Open", 0 },
		{ "name", "Name", 0 },
		{ "gap", "Why", 0 },
		{ "quantity", "Quantity", COLUMN_RIGHT },
		{ "brings", "Could bring", COLUMN_RIGHT },
		{ "path", "By way of", 0 },
		{ "others", "Other ways", COLUMN_RIGHT },
	};
	char quantity[QUANTITIES_TEXT];
	struct table t;
	enum status st;

	if (r->nopen == 0)
		return ST_OK;
	table_begin(&t, to, OUT_TABLE, style, columns,
	    sizeof(columns) / sizeof(columns[0]), NULL);
	for (size_t i = 0; i < r->nopen && i < most; i++) {
		const struct part *p = &r->open[i];
		const struct share *s = &r->parts.share[p->share];

		put_item(&t, c->bom, s->item);
		table_put_text(&t, part_gap_name(p));
		path_quantity(quantity, c->bom, s);
		table_put_text(&t, quantity);
		put_brings(&t, c, r, p, TONE_NONE);
		put_way(&t, c->bom, r, p->share);
	}
	st = table_end(&t, err);
	more(to, r->nopen, most);
	return st;
}

static void
part_json(struct json *j, const struct checked *c, const struct reason *r,
    const struct part *p)
{
	const struct share *s = &r->parts.share[p->share];
	char *paths = mpz_get_str(NULL, 10, s->exact->paths);
	struct exact x;

	exact_init(&x);
	reason_amount(r, p, &x);
	json_begin_object(j, NULL);
	path_item_json(j, "item", c->bom, s->item);
	if (s->quantity_known)
		json_put_exact(j, "quantity", s->exact->quantity);
	else
		json_put_null(j, "quantity");
	if (!s->quantity_known ||
	    !mpq_equal(s->exact->quantity_lo, s->exact->quantity))
		json_put_exact(j, "quantity_low", s->exact->quantity_lo);
	amount_json(j, "amount", &x);
	if (p->gap != PART_SURE)
		json_put_text(j, "gap", part_gap_name(p));
	path_json(j, "path", c->bom, &r->parts, p->share);
	json_put_text(j, "paths", paths);
	json_end_object(j);
	exact_clear(&x);
	free(paths);
}

void
parts_json(struct json *j, const struct checked *c, const struct reason *r,
    size_t most)
{
	json_put_count(j, "contributors_total", r->ngiver);
	json_begin_array(j, "contributors");
	for (size_t i = 0; i < r->ngiver && i < most; i++)
		part_json(j, c, r, &r->giver[i]);
	json_end_array(j);
	json_begin_object(j, "gap_counts");
	for (int g = 0; g < GAP_COUNT; g++)
		json_put_count(j, gap_name((enum gap)g), r->gaps[g]);
	json_put_count(j, "choice", r->gaps[PART_CHOICE]);
	json_end_object(j);
	json_begin_array(j, "gaps");
	for (size_t i = 0; i < r->nopen && i < most; i++)
		part_json(j, c, r, &r->open[i]);
	json_end_array(j);
}
