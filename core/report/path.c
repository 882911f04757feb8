/* SPDX-License-Identifier: Apache-2.0 */
/* path - how a report names items, quantities and ways; see path.h. */
#include "core/report/path.h"

#include "core/report/text.h"

#include <stdlib.h>
#include <string.h>

/* Items of a path that are shown at each of its ends. */
#define ENDS_TEXT 4

struct str
path_label(const struct bom *b, uint32_t item, char buf[LABEL_TEXT])
{
	return bom_item_label(b, item, buf, LABEL_TEXT);
}

struct str
path_name(const struct bom *b, uint32_t item, char buf[LABEL_TEXT])
{
	struct str name = bom_text_get(b, b->item[item].name);
	struct str material = bom_text_get(b, b->item[item].material);

	if (material.n == 0)
		return name;
	buf[0] = '\0';
	str_add(buf, LABEL_TEXT, "%.*s%s%.*s",
	    STR_ARG(str_clip(name, LABEL_TEXT / 2)), name.n > 0 ? ", " : "",
	    STR_ARG(str_clip(material, LABEL_TEXT / 2 - 3)));
	return str_of(buf);
}

void
path_put_label(FILE *to, const struct bom *b, uint32_t item)
{
	struct str name = bom_text_get(b, b->item[item].name);
	char label[LABEL_TEXT];

	text_put(to, path_label(b, item, label));
	if (name.n > 0) {
		fputs(" (", to);
		text_put(to, name);
		fputc(')', to);
	}
}

/* Makes room for a way of `total` items. */
static void
way_begin(struct way *w, size_t total, size_t ends)
{
	w->left_out = total > 2 * ends ? total - 2 * ends : 0;
	w->n = total - w->left_out;
	w->head = w->left_out > 0 ? ends : w->n;
}

void
way_to_share(
    struct way *w, const struct explanation *e, uint32_t share, size_t ends)
{
	uint32_t at = share;
	size_t lower;

	way_begin(w, (size_t)e->share[share].steps + 1, ends);
	lower = w->n - w->head; /* at the lower end */
	for (size_t i = 0; i < lower; i++, at = e->share[at].via)
		w->item[w->n - 1 - i] = e->share[at].item;
	if (w->left_out > 0)
		at = e->share[share].head;
	while (e->share[at].steps >= w->head)
		at = e->share[at].via;
	for (size_t i = w->head; i-- > 0; at = e->share[at].via)
		w->item[i] = e->share[at].item;
}

void
way_from_above(
    struct way *w, const struct where *x, const struct above *a, size_t ends)
{
	way_begin(w, (size_t)a->steps + 1, ends);
	for (size_t i = 0; i < w->head; i++) {
		w->item[i] = a->item;
		if (a->via != BOM_NONE)
			a = &x->above[a->via];
	}
	if (w->left_out == 0)
		return;
	a = &x->above[a->foot];
	while (a->steps >= w->n - w->head)
		a = &x->above[a->via];
	for (size_t i = w->head; i < w->n; i++) {
		w->item[i] = a->item;
		if (a->via != BOM_NONE)
			a = &x->above[a->via];
	}
}

void
way_text(char out[PATH_TEXT], const struct bom *b, const struct way *w)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < w->n && used < PATH_TEXT - 1; i++) {
		struct str part = str_clip(bom_part(b, w->item[i]), 200);

		if (i == w->head)
			used += (size_t)snprintf(out + used, PATH_TEXT - used,
			    " > (%zu more)", w->left_out);
		if (used < PATH_TEXT - 1)
			used += (size_t)snprintf(out + used, PATH_TEXT - used,
			    "%s%.*s", i > 0 ? " > " : "", STR_ARG(part));
	}
}

void
way_json(
    struct json *j, const char *key, const struct bom *b, const struct way *w)
{
	json_begin_array(j, key);
	for (size_t i = 0; i < w->n; i++) {
		if (i == w->head)
			json_put_null(j, NULL);
		json_put_str(j, NULL, bom_part(b, w->item[i]));
	}
	json_end_array(j);
}

void
path_text(char out[PATH_TEXT], const struct bom *b, const struct explanation *e,
    uint32_t share)
{
	struct way w;

	way_to_share(&w, e, share, ENDS_TEXT);
	way_text(out, b, &w);
}

static const char *const units[] = { [DIM_NONE] = "",
	[DIM_EACH] = "each",
	[DIM_MASS] = "g",
	[DIM_LENGTH] = "m",
	[DIM_AREA] = "m2",
	[DIM_VOLUME] = "l",
	[DIM_SHARE] = "" };

const char *
path_unit(const struct bom *b, uint32_t item)
{
	return units[b->item[item].dim];
}

/* A quantity of the item, rounded: "4", "0.25 m". */
static void
quantity_text(char out[QUANTITY_TEXT], const struct bom *b, uint32_t item,
    mpq_srcptr q, enum num_rounding way)
{
	bool pieces = b->item[item].dim == DIM_EACH;
	const char *unit = pieces ? "" : path_unit(b, item);
	char number[NUM_TEXT];

	num_format(number, q, 6, way);
	snprintf(out, QUANTITY_TEXT, "%s%s%s", number,
	    unit[0] != '\0' ? " " : "", unit);
}

void
path_quantities(char out[QUANTITIES_TEXT], const struct bom *b, uint32_t item,
    const struct exact *q)
{
	char lo[QUANTITY_TEXT], hi[QUANTITY_TEXT];
	bool point = !q->hi_infinite && mpq_equal(q->lo, q->hi) != 0;

	quantity_text(lo, b, item, q->lo, point ? NUM_NEAREST : NUM_DOWN);
	quantity_text(hi, b, item, q->hi, NUM_UP);
	if (point)
		snprintf(out, QUANTITIES_TEXT, "%s", lo);
	else if (!q->hi_infinite)
		snprintf(out, QUANTITIES_TEXT, "%s to %s", lo, hi);
	else if (mpq_sgn(q->lo) == 0)
		snprintf(out, QUANTITIES_TEXT, "not known");
	else
		snprintf(out, QUANTITIES_TEXT, "at least %s", lo);
}

bool
path_is_choice(const struct bom *b, uint32_t use)
{
	const struct use *u = &b->use[use];

	return (u->flags & USE_OTHER) != 0 ||
	       bom_place_end(b, use, b->use_start[u->parent + 1]) > use + 1;
}

void
path_count(char out[COUNT_TEXT], mpz_srcptr n)
{
	size_t digits = mpz_sizeinbase(n, 10); /* or one more */
	char *text;

	if (digits <= 40) {
		gmp_snprintf(out, COUNT_TEXT, "%Zd", n);
		return;
	}
	text = mpz_get_str(NULL, 10, n);
	digits = text != NULL ? strlen(text) : 0;
	snprintf(out, COUNT_TEXT, "about %c.%ce%zu", digits > 0 ? text[0] : '?',
	    digits > 1 ? text[1] : '0', digits - 1);
	free(text);
}

void
path_quantity(
    char out[QUANTITIES_TEXT], const struct bom *b, const struct share *s)
{
	struct exact q;

	exact_init(&q);
	mpq_set(q.lo, s->exact->quantity_lo);
	mpq_set(q.hi, s->exact->quantity);
	q.hi_infinite = !s->quantity_known;
	path_quantities(out, b, s->item, &q);
	exact_clear(&q);
}

void
path_put_item(struct table *t, const struct bom *b, uint32_t item)
{
	const struct item *i;
	char label[LABEL_TEXT];

	if (item == BOM_NONE) {
		for (int k = 0; k < 5; k++)
			table_put_text(t, "");
		return;
	}
	i = &b->item[item];
	table_put(t, bom_text_get(b, i->maker), TONE_NONE);
	table_put(t, bom_part(b, item), TONE_NONE);
	table_put(t, bom_text_get(b, i->revision), TONE_NONE);
	table_put(t, path_label(b, item, label), TONE_NONE);
	table_put(t, bom_text_get(b, i->name), TONE_NONE);
}

static void
put_unless_blank(
    struct json *j, const char *key, const struct bom *b, uint32_t text)
{
	if (text != 0)
		json_put_str(j, key, bom_text_get(b, text));
}

void
path_item_json(
    struct json *j, const char *key, const struct bom *b, uint32_t item)
{
	const struct item *i = &b->item[item];
	struct pos at = bom_pos(b, i->at);

	json_begin_object(j, key);
	put_unless_blank(j, "maker", b, i->maker);
	json_put_str(j, "part", bom_part(b, item));
	put_unless_blank(j, "revision", b, i->revision);
	put_unless_blank(j, "name", b, i->name);
	json_put_pos(j, at);
	json_end_object(j);
}

void
path_json(struct json *j, const char *key, const struct bom *b,
    const struct explanation *e, uint32_t share)
{
	struct way w;

	way_to_share(&w, e, share, WAY_ENDS);
	way_json(j, key, b, &w);
}
