/* SPDX-License-Identifier: Apache-2.0 */
/* where_used_eye - the weightiest of what holds an item, for a reader; see
 * where_used.h. */
#include "core/report/trace/where_used.h"

#include "core/report/path.h"

#include <stdlib.h>

/* Rows that a reader gets of each kind, unless all are asked for. */
#define SHOWN 50

/* The three tables for a reader. */
enum list { LIST_PRODUCTS, LIST_DIRECT, LIST_OTHERS, LIST_COUNT };

static bool
belongs(const struct above *a, enum list list)
{
	switch (list) {
	case LIST_PRODUCTS:
		return a->product;
	case LIST_DIRECT:
		return a->direct != BOM_NONE;
	default:
		return !a->product && a->direct == BOM_NONE;
	}
}

/* A row that waits for its turn. */
struct kept {
	size_t index; /* into where.above */
	struct exact quantity;
	mpz_t paths;
};

struct shown {
	const struct where_used *u;
	struct kept *row; /* [n] in the order of above */
	size_t n;
	struct kept **list[LIST_COUNT]; /* heaviest first */
	size_t nlist[LIST_COUNT];
};

/* Greatest quantity first, then in the order of the levels. */
static int
by_quantity(const void *a, const void *b)
{
	const struct kept *x = *(struct kept *const *)a;
	const struct kept *y = *(struct kept *const *)b;
	int c = x->quantity.hi_infinite == y->quantity.hi_infinite
		    ? mpq_cmp(y->quantity.hi, x->quantity.hi)
		    : y->quantity.hi_infinite - x->quantity.hi_infinite;

	return c != 0 ? c : (x->index > y->index) - (x->index < y->index);
}

/* Marks the SHOWN greatest of a list: a heap with the least of them on top. */
struct greatest {
	const struct where *w;
	uint32_t at[SHOWN];
	size_t n;
};

/* Is x to be shown rather than y? */
static bool
goes_before(const struct where *w, uint32_t x, uint32_t y)
{
	int c = wide_cmp(w->above[x].about, w->above[y].about);

	return c != 0 ? c > 0 : x < y;
}

static void
greatest_add(struct greatest *g, uint32_t index)
{
	size_t i;

	if (g->n < SHOWN) {
		for (i = g->n++; i > 0; i = (i - 1) / 2) {
			if (!goes_before(g->w, g->at[(i - 1) / 2], index))
				break;
			g->at[i] = g->at[(i - 1) / 2];
		}
		g->at[i] = index;
		return;
	}
	if (!goes_before(g->w, index, g->at[0]))
		return;
	for (i = 0;;) {
		size_t k = 2 * i + 1;

		if (k + 1 < g->n && goes_before(g->w, g->at[k], g->at[k + 1]))
			k++;
		if (k >= g->n || !goes_before(g->w, index, g->at[k]))
			break;
		g->at[i] = g->at[k];
		i = k;
	}
	g->at[i] = index;
}

static void
choose(const struct where_used *u, bool *chosen)
{
	const struct where *w = &u->where;

	for (int l = 0; l < LIST_OTHERS; l++) {
		struct greatest g = { .w = w };

		for (uint32_t i = 1; i < w->n; i++)
			if (belongs(&w->above[i], (enum list)l))
				greatest_add(&g, i);
		for (size_t i = 0; i < g.n; i++)
			chosen[g.at[i]] = true;
	}
	for (size_t i = 1; u->all && i < w->n; i++)
		chosen[i] = true;
}

static enum status
keep(void *ctx, const struct where_row *row, struct error *err)
{
	struct shown *s = ctx;
	struct kept *k = &s->row[s->n++];

	(void)err;
	k->index = (size_t)(row->above - s->u->where.above);
	exact_init(&k->quantity);
	exact_set(&k->quantity, &row->quantity);
	mpz_init_set(k->paths, row->paths);
	return ST_OK;
}

/* Puts what was kept into its lists; without all, SHOWN of each. */
static bool
sort_kept(struct shown *s)
{
	const struct where *w = &s->u->where;

	for (int l = 0; l < LIST_COUNT; l++) {
		struct kept **list = calloc(s->n + 1, sizeof(struct kept *));

		s->list[l] = list;
		if (list == NULL)
			return false;
		for (size_t i = 0; i < s->n; i++)
			if (belongs(&w->above[s->row[i].index], (enum list)l))
				list[s->nlist[l]++] = &s->row[i];
		qsort(list, s->nlist[l], sizeof(struct kept *), by_quantity);
		if (!s->u->all && s->nlist[l] > SHOWN)
			s->nlist[l] = SHOWN;
	}
	return true;
}

static void
shown_free(struct shown *s)
{
	for (size_t i = 0; i < s->n; i++) {
		exact_clear(&s->row[i].quantity);
		mpz_clear(s->row[i].paths);
	}
	for (int l = 0; l < LIST_COUNT; l++)
		free(s->list[l]);
	free(s->row);
}

static enum status
shown_find(struct shown *s, const struct where_used *u, struct error *err)
{
	const struct where *w = &u->where;
	bool *chosen = calloc(w->n + 1, sizeof(*chosen));
	size_t n = 0;
	enum status st;

	*s = (struct shown){ .u = u };
	if (chosen == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	choose(u, chosen);
	for (size_t i = 0; i < w->n; i++)
		n += chosen[i];
	s->row = calloc(n + 1, sizeof(*s->row));
	if (s->row == NULL)
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	else
		st = where_walk(w, chosen, keep, s, err);
	if (st == ST_OK && !sort_kept(s))
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	free(chosen);
	return st;
}

static void
put_place(struct table *t, const struct bom *b, struct place at)
{
	char text[LABEL_TEXT];
	struct pos pos = bom_pos(b, at);

	if (pos.file == NULL)
		text[0] = '\0';
	else
		snprintf(text, sizeof(text), "%s:%u", pos.file, pos.line);
	table_put_text(t, text);
}

static void
put_kept(struct table *t, const struct where *w, const struct kept *k,
    enum list list)
{
	const struct bom *b = w->b;
	const struct above *a = &w->above[k->index];
	char label[LABEL_TEXT], quantity[QUANTITIES_TEXT], path[PATH_TEXT];
	char count[COUNT_TEXT];
	struct way way;
	mpz_t others;

	table_put(t, path_label(b, a->item, label), TONE_NONE);
	table_put(t, bom_text_get(b, b->item[a->item].name), TONE_NONE);
	path_quantities(quantity, b, w->above[0].item, &k->quantity);
	table_put_text(t, quantity);
	if (list == LIST_DIRECT) {
		put_place(t, b, b->use[a->direct].at);
		return;
	}
	way_from_above(&way, w, a, WHERE_USED_ENDS);
	way_text(path, b, &way);
	table_put_text(t, path);
	mpz_init(others);
	mpz_sub_ui(others, k->paths, 1);
	path_count(count, others);
	table_put_text(t, count);
	mpz_clear(others);
}

static enum status
put_list(FILE *to, const struct style *style, const struct shown *s,
    enum list list, size_t total, struct error *err)
{
	static const char *const head[] = { "Product", "Directly in",
		"Also in" };
	const struct column columns[] = {
		{ "item", head[list], 0 },
		{ "name", "Name", 0 },
		{ "quantity", "Holds", COLUMN_RIGHT },
		{ "path", list == LIST_DIRECT ? "Stated at" : "By way of", 0 },
		{ "others", "Other ways", COLUMN_RIGHT },
	};
	struct table t;
	enum status st;

	if (s->nlist[list] == 0)
		return ST_OK;
	fputc('\n', to);
	table_begin(&t, to, OUT_TABLE, style, columns,
	    list == LIST_DIRECT ? 4 : 5, NULL);
	for (size_t i = 0; i < s->nlist[list]; i++)
		put_kept(&t, &s->u->where, s->list[list][i], list);
	st = table_end(&t, err);
	if (total > s->nlist[list])
		fprintf(to, "and %zu more: --all-items or -o csv lists them\n",
		    total - s->nlist[list]);
	return st;
}

enum status
where_used_eye(FILE *to, const struct style *style, const struct where_used *u,
    struct error *err)
{
	const struct where *w = &u->where;
	const struct item *it = &w->b->item[w->above[0].item];
	struct str name = bom_text_get(w->b, it->name);
	size_t products = w->nproduct - w->above[0].product, others;
	char label[LABEL_TEXT], line[300];
	struct shown s;
	enum status st;

	others = w->n - 1;
	text_put(to, path_label(w->b, w->above[0].item, label));
	fprintf(to, "%s", name.n > 0 ? " (" : "");
	text_put(to, name);
	fprintf(to, "%s\n", name.n > 0 ? ")" : "");
	if (others == 0) {
		text_wrap(to, style, 2, 0, STR("Nothing uses it."));
		return ST_OK;
	}
	snprintf(line, sizeof(line),
	    "%zu item%s use%s it directly; %zu item%s in all hold%s it, %zu "
	    "of them %sproduct%s.",
	    w->ndirect, w->ndirect == 1 ? "" : "s", w->ndirect == 1 ? "s" : "",
	    others, others == 1 ? "" : "s", others == 1 ? "s" : "", products,
	    products == 1 ? "a " : "", products == 1 ? "" : "s");
	text_wrap(to, style, 2, 0, str_of(line));
	st = shown_find(&s, u, err);
	for (size_t i = 1; i < w->n; i++)
		others -= !belongs(&w->above[i], LIST_OTHERS);
	if (st == ST_OK)
		st = put_list(to, style, &s, LIST_PRODUCTS, products, err);
	if (st == ST_OK)
		st = put_list(to, style, &s, LIST_DIRECT, w->ndirect, err);
	if (st == ST_OK && u->all)
		st = put_list(to, style, &s, LIST_OTHERS, others, err);
	shown_free(&s);
	return st;
}
