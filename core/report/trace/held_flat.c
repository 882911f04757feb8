/* SPDX-License-Identifier: Apache-2.0 */
/* held_flat - what is in a product, item by item; see held.h. */
#include "core/report/trace/held.h"

#include "core/report/check/output_json.h"
#include "core/report/path.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

/* Rows for the eye. */
#define ROWS_MOST 1000

/*
 * Below one product a row tells what all of an item in it hold: its quantity
 * times what one holds.  Where there are several products it tells what one
 * holds.
 */
struct flat {
	const struct held *h;
	const struct bom *b;
	struct amounts amounts;
	struct assumption_marks marks;
	struct explanation parts; /* of the one root */
	const struct share **of;  /* [nitem] its share, or NULL */
	bool rooted, origin;
	struct exact quantity, x;
	mpq_t work;
};

static enum status
find_quantities(struct flat *f, struct error *err)
{
	f->of = calloc(f->b->nitem + 1, sizeof(*f->of));
	if (f->of == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (explain_about(f->h->checked->trace, COLUMN_MASS, f->h->root[0],
		&f->parts, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < f->parts.n; i++)
		f->of[f->parts.share[i].item] = &f->parts.share[i];
	return ST_OK;
}

static bool
is_told(const struct flat *f, uint32_t item)
{
	return !f->rooted || f->of[item] != NULL;
}

static enum status
keep_amounts(struct flat *f, struct error *err)
{
	uint32_t *list = malloc((f->b->nitem + 1) * sizeof(*list));
	size_t n = 0;

	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (uint32_t i = 0; i < f->b->nitem; i++)
		if (is_told(f, i))
			list[n++] = i;
	amounts_keep(&f->amounts, list, n, err);
	free(list);
	return err->code;
}

static enum status
flat_begin(struct flat *f, const struct held *h, struct error *err)
{
	const struct report_columns *r = &h->checked->book->report;
	const size_t column[HELD_COUNT] = { COLUMN_MASS, r->every[NELEM],
		r->origin[NELEM] };

	*f = (struct flat){ .h = h, .b = h->checked->bom };
	f->rooted = h->nroot == 1;
	f->origin = r->origin[NELEM] != COLUMN_NONE;
	exact_init(&f->quantity);
	exact_init(&f->x);
	mpq_init(f->work);
	if (amounts_open(&f->amounts, h->checked, column, HELD_COUNT, err) !=
	    ST_OK)
		return err->code;
	if (f->rooted && find_quantities(f, err) != ST_OK)
		return err->code;
	if (!assumption_marks_find(&f->marks, h->checked))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return keep_amounts(f, err);
}

static void
flat_end(struct flat *f)
{
	amounts_free(&f->amounts);
	assumption_marks_free(&f->marks);
	explanation_free(&f->parts);
	free(f->of);
	exact_clear(&f->quantity);
	exact_clear(&f->x);
	mpq_clear(f->work);
}

/* How much of the item is in the product; it is as true as the doubles it
 * comes from: whole numbers and short decimals exactly. */
static void
find_quantity(struct flat *f, uint32_t item)
{
	const struct share *s = f->of[item];
	bool far = !isfinite(s->about);

	exact_zero(&f->quantity);
	if (isfinite(s->least))
		amounts_end(
		    f->quantity.lo, s->least, s->least * 1e-12, NUM_DOWN);
	f->quantity.hi_infinite = !s->quantity_known || far;
	if (!f->quantity.hi_infinite)
		amounts_end(f->quantity.hi, s->about, s->about * 1e-12, NUM_UP);
}

/* Column k of all of the item. */
static void
find_amount(struct flat *f, size_t k, uint32_t item)
{
	if (k < HELD_COUNT)
		amounts_get(&f->amounts, k, item, &f->x);
	else
		amounts_undisclosed(&f->amounts, item, &f->x);
	if (f->rooted)
		exact_scale(&f->x, &f->quantity);
}

static void
flat_row_for_eye(struct table *t, struct flat *f, uint32_t item)
{
	char text[LABEL_TEXT], quantity[QUANTITIES_TEXT];

	table_put(t, path_label(f->b, item, text), TONE_NONE);
	table_put(t, bom_text_get(f->b, f->b->item[item].name), TONE_NONE);
	if (f->rooted) {
		find_quantity(f, item);
		path_quantities(quantity, f->b, item, &f->quantity);
		table_put_text(t, quantity);
	}
	for (size_t k = 0; k <= HELD_COUNT; k++) {
		if (k == HELD_ORIGIN && !f->origin)
			continue;
		find_amount(f, k, item);
		held_put_mass(
		    t, &f->x, k == HELD_ORIGIN ? held_tone(&f->x) : TONE_NONE);
	}
}

static enum status
flat_for_eye(
    FILE *to, const struct style *style, struct flat *f, struct error *err)
{
	char every[HEADING_TEXT], origin[HEADING_TEXT], what[HEADING_TEXT];
	struct column columns[7];
	size_t n = 0, none = 0, more = 0;
	struct table t;

	held_headings(every, origin, f->h);
	columns[n++] = (struct column){ "item", "Item", 0 };
	columns[n++] = (struct column){ "name", "Name", 0 };
	if (f->rooted)
		columns[n++] =
		    (struct column){ "quantity", "Quantity", COLUMN_RIGHT };
	columns[n++] = (struct column){ "mass", "Weighs", COLUMN_RIGHT };
	columns[n++] = (struct column){ "rare_earth", every, COLUMN_RIGHT };
	if (f->origin)
		columns[n++] =
		    (struct column){ "of_origin", origin, COLUMN_RIGHT };
	columns[n++] =
	    (struct column){ "undisclosed", "Undisclosed", COLUMN_RIGHT };
	text_wrap(to, style, 0, 0,
	    f->rooted ? STR("Quantity: in the product. Amounts: in all of "
			    "them, each with its parts.")
		      : STR("Amounts: in one of each (piece, g, m), with all "
			    "its parts."));
	fputc('\n', to);
	table_begin(&t, to, OUT_TABLE, style, columns, n, NULL);
	for (uint32_t i = 0; i < f->b->nitem; i++) {
		if (!is_told(f, i))
			continue;
		if (amounts_none(&f->amounts, HELD_EVERY, i))
			none++;
		else if (t.rows >= ROWS_MOST && !f->h->all)
			more++;
		else
			flat_row_for_eye(&t, f, i);
	}
	table_end(&t, err);
	amounts_elements(what, sizeof(what), f->h->elements);
	if (more > 0)
		fprintf(to, "and %zu more: --all-items or -o csv lists them\n",
		    more);
	if (none > 0)
		fprintf(to, "and %zu item%s without %s\n", none,
		    none == 1 ? "" : "s", what);
	return err->code;
}

static const struct column rows[] = {
	{ "maker", "", 0 },
	{ "part", "", 0 },
	{ "revision", "", 0 },
	{ "item", "", 0 },
	{ "name", "", 0 },
	{ "product", "", 0 },
	{ "quantity_low", "", 0 },
	{ "quantity_high", "", 0 },
	{ "unit", "", 0 },
	HELD_COLUMNS,
};

static void
flat_row(struct table *t, struct flat *f, uint32_t item)
{
	const struct item *it = &f->b->item[item];
	struct pos at = bom_pos(f->b, it->at);
	struct held_open open = { "" };

	path_put_item(t, f->b, item);
	table_put_text(t, f->h->checked->shipped[item] ? "yes" : "no");
	if (f->rooted) {
		find_quantity(f, item);
		held_put_ends(t, &f->quantity, "quantity_", &open);
	} else {
		table_put_text(t, "");
		table_put_text(t, "");
	}
	table_put_text(t, path_unit(f->b, item));
	for (size_t k = 0; k < HELD_COUNT; k++) {
		find_amount(f, k, item);
		held_put_ends(t, &f->x, held_columns[k], &open);
	}
	find_amount(f, HELD_COUNT, item);
	held_put_end(t, &f->x, true);
	table_put_pos(t, at);
	table_put_text(t, open.text);
	held_put_assumed(t, f->h, &f->marks, item);
}

static void
flat_object(struct json *j, struct flat *f, uint32_t item)
{
	static const char *const key[] = { "mass", "rare_earth", "of_origin",
		"undisclosed" };

	json_begin_object(j, NULL);
	path_item_json(j, "item", f->b, item);
	json_put_bool(j, "product", f->h->checked->shipped[item] != 0);
	if (f->rooted) {
		find_quantity(f, item);
		amount_json(j, "quantity", &f->quantity);
	}
	json_put_text(j, "unit", path_unit(f->b, item));
	for (size_t k = 0; k <= HELD_COUNT; k++) {
		if (k == HELD_ORIGIN && !f->origin)
			continue;
		find_amount(f, k, item);
		amount_json(j, key[k], &f->x);
	}
	json_end_object(j);
}

static enum status
flat_for_program(FILE *to, enum format_out format, const struct style *style,
    struct flat *f, struct error *err)
{
	struct json j = { .to = to, .lines = format == OUT_JSONL };
	struct table t;

	if (format == OUT_JSON) {
		held_json_begin(&j, f->h, "flat");
		json_begin_array(&j, "items");
	} else {
		table_begin(&t, to, format, style, rows,
		    held_ncolumn(f->h, sizeof(rows) / sizeof(rows[0])), &j);
	}
	for (uint32_t i = 0; i < f->b->nitem; i++) {
		if (!is_told(f, i))
			continue;
		if (format == OUT_JSON)
			flat_object(&j, f, i);
		else
			flat_row(&t, f, i);
	}
	if (format == OUT_JSON) {
		json_end_array(&j);
		held_json_end(&j, f->h);
	} else {
		table_end(&t, err);
	}
	if (j.bad)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	return err->code;
}

enum status
held_flat(FILE *to, enum format_out format, const struct style *style,
    const struct held *h, struct error *err)
{
	struct flat f;

	if (flat_begin(&f, h, err) == ST_OK) {
		if (format == OUT_TABLE)
			flat_for_eye(to, style, &f, err);
		else
			flat_for_program(to, format, style, &f, err);
	}
	flat_end(&f);
	return err->code;
}
