/* SPDX-License-Identifier: Apache-2.0 */
/* goods - the lines of goods of a filing; see goods.h. */
#include "core/filing/profile/goods.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One way to call a product. */
struct key {
	struct str name;
	size_t product;
	int rank; /* of several the lowest is meant; two of a rank: nobody
		     knows */
};
#define KEYS 3

struct arranging {
	struct profile *p;
	const struct goods_name *name; /* [n] */
	size_t n;
	struct key *key; /* [KEYS * n] by name and rank */
	size_t first, lines;
	size_t *of;                /* [lines] product; n: all, n + 1: none */
	size_t *start;             /* [n + 3] into line, by product */
	size_t *line;              /* [lines] */
	struct profile_part *part; /* the lines as they shall be: [npart] */
	size_t npart;
	struct arena scratch;
};

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

enum status
goods_name_make(struct goods_name *n, struct str maker, struct str part,
    struct str revision, struct arena *a, struct error *err)
{
	size_t size = maker.n + part.n + revision.n + 16;
	char *text = TAKE(a, char, size);
	int bare;

	if (text == NULL)
		return no_memory(err);
	bare = snprintf(text, size, "%.*s%s%.*s", STR_ARG(maker),
	    maker.n > 0 ? " " : "", STR_ARG(part));
	snprintf(text + bare, size - (size_t)bare, "%s%.*s",
	    revision.n > 0 ? " rev " : "", STR_ARG(revision));
	*n = (struct goods_name){ str_of(text), { text, (size_t)bare }, part };
	return ST_OK;
}

static int
by_name(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	int c = str_compare(a->name, b->name);

	if (c == 0)
		c = a->rank - b->rank;
	return c != 0                    ? c
	       : a->product < b->product ? -1
					 : a->product > b->product;
}

static bool
make_keys(struct arranging *g)
{
	g->key = TAKE(&g->scratch, struct key, KEYS * g->n + 1);
	for (size_t i = 0; g->key != NULL && i < g->n; i++) {
		g->key[KEYS * i] = (struct key){ g->name[i].label, i, 0 };
		g->key[KEYS * i + 1] = (struct key){ g->name[i].bare, i, 1 };
		g->key[KEYS * i + 2] = (struct key){ g->name[i].part, i, 2 };
	}
	if (g->key != NULL)
		qsort(g->key, KEYS * g->n, sizeof(*g->key), by_name);
	return g->key != NULL;
}

/* The product of that name; g->n + 1: none, or several. */
static size_t
find_name(const struct arranging *g, struct str name)
{
	size_t lo = 0, hi = KEYS * g->n, none = g->n + 1;
	const struct key *k = g->key;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (str_compare(k[mid].name, name) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == KEYS * g->n || !str_eq(k[lo].name, name))
		return none;
	if (lo + 1 < KEYS * g->n && str_eq(k[lo + 1].name, name) &&
	    k[lo + 1].rank == k[lo].rank && k[lo + 1].product != k[lo].product)
		return none;
	return k[lo].product;
}

/* Another revision of a product that is here in one revision only. */
static size_t
find_revised(const struct arranging *g, struct str name)
{
	static const char mark[] = " rev ";

	for (size_t i = name.n; i-- > 0;)
		if (name.n - i > sizeof(mark) - 1 &&
		    memcmp(name.p + i, mark, sizeof(mark) - 1) == 0)
			return find_name(g, (struct str){ name.p, i });
	return g->n + 1;
}

static bool
is_blank(const struct profile_part *part)
{
	for (int j = 0; j < PROFILE_FIELDS; j++)
		if (profile_is_filled(&part->value[j]))
			return false;
	return true;
}

/* Of which product each line is; lines without a word are of none. */
static bool
sort_lines(struct arranging *g, struct goods_stray *stray)
{
	size_t *at;

	g->of = TAKE(&g->scratch, size_t, g->lines + 1);
	g->line = TAKE(&g->scratch, size_t, g->lines + 1);
	g->start = TAKE(&g->scratch, size_t, g->n + 4);
	at = TAKE(&g->scratch, size_t, g->n + 4);
	if (g->of == NULL || g->line == NULL || g->start == NULL || at == NULL)
		return false;
	for (size_t i = 0; i < g->lines; i++) {
		const struct profile_part *part = &g->p->part[g->first + i];
		struct str item = profile_item(part);

		g->of[i] = item.n == 0 ? g->n : find_name(g, item);
		if (item.n > 0 && g->of[i] > g->n)
			g->of[i] = find_revised(g, item);
		if (is_blank(part))
			g->of[i] = g->n + 1;
		else if (g->of[i] > g->n && stray->n++ == 0)
			*stray = (struct goods_stray){ item, part->at, 1 };
		g->start[g->of[i] + 1]++;
	}
	for (size_t k = 0; k < g->n + 3; k++)
		g->start[k + 1] += g->start[k];
	memcpy(at, g->start, (g->n + 3) * sizeof(*at));
	for (size_t i = 0; i < g->lines; i++)
		g->line[at[g->of[i]]++] = i;
	return true;
}

/* Its blanks take what is for all. */
static void
fill_blanks(struct profile_part *to, const struct profile_part *all)
{
	for (int j = 0; j < PROFILE_FIELDS; j++)
		if (!profile_is_filled(&to->value[j]))
			to->value[j] = all->value[j];
}

static void
add_line(struct arranging *g, size_t product, size_t i)
{
	const struct profile_part *all = NULL;
	struct profile_part *to = &g->part[g->npart++];

	if (g->start[g->n] < g->start[g->n + 1])
		all = &g->p->part[g->first + g->line[g->start[g->n]]];
	if (i < g->lines)
		*to = g->p->part[g->first + g->line[i]];
	to->block = &profile_blocks[BLOCK_GOODS];
	if (all != NULL)
		fill_blanks(to, all);
	profile_name_item(
	    to, g->n > 1 || i < g->lines ? g->name[product].label : STR(""));
}

/* Of one product that no line names, all that are for all. */
static void
take_all(struct arranging *g)
{
	for (size_t i = g->start[0]; i < g->start[2]; i++)
		g->part[g->npart++] = g->p->part[g->first + g->line[i]];
	if (g->npart == 0)
		add_line(g, 0, g->lines);
}

static void
make_lines(struct arranging *g)
{
	if (g->n == 1 && g->start[0] == g->start[1]) {
		take_all(g);
		return;
	}
	for (size_t k = 0; k < g->n; k++) {
		for (size_t i = g->start[k]; i < g->start[k + 1]; i++)
			add_line(g, k, i);
		if (g->start[k] == g->start[k + 1])
			add_line(g, k, g->lines);
	}
}

enum status
goods_arrange(struct profile *p, const struct goods_name *name, size_t n,
    struct goods_stray *stray, struct error *err)
{
	struct arranging g = { .p = p, .name = name, .n = n };
	enum status st = ST_NOMEM;

	*stray = (struct goods_stray){ .n = 0 };
	g.lines = profile_parts(p, BLOCK_GOODS, &g.first);
	g.part = TAKE(&g.scratch, struct profile_part, g.lines + n + 1);
	if (g.part != NULL && make_keys(&g) && sort_lines(&g, stray)) {
		make_lines(&g);
		st = profile_replace(p, BLOCK_GOODS, g.part, g.npart, err);
	} else {
		no_memory(err);
	}
	arena_free(&g.scratch);
	return st;
}

enum status
goods_views(const struct profile *p, size_t n, struct arena *a,
    struct profile **view, struct error *err)
{
	struct profile *list = TAKE(a, struct profile, n + 1);
	size_t first, lines = profile_parts(p, BLOCK_GOODS, &first), at = 0;

	if (list == NULL)
		return no_memory(err);
	for (size_t k = 0; k < n; k++) {
		size_t from = at;

		while (at < lines &&
		       (n == 1 || at == from ||
			   str_eq(profile_item(&p->part[first + at]),
			       profile_item(&p->part[first + from]))))
			at++;
		list[k].part = p->part + first + from;
		list[k].n = at - from;
	}
	*view = list;
	return ST_OK;
}
