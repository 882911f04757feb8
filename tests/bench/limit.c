/* SPDX-License-Identifier: Apache-2.0 */
/*
 * limit - how fast a bill of materials can be rolled up at all.
 *
 *	limit EDGES.csv DECLARED.csv [ANSWERS.csv]
 *
 * A bare program that knows nothing: no units, no errors, no places, no
 * bounds, no verdicts.  It takes the first three columns of the one file
 * (parent, child, quantity) and four of the other (part, element, origin,
 * mass in mg), makes numbers of names, orders the items, and adds up 17
 * elements from 3 origins in plain doubles, for the items that can hold
 * some.  What retrace takes beyond it is the price of an answer that can be
 * trusted.
 */
#include "tests/bench/clock.h"
#include "tests/bench/names.h"
#include "tests/bench/rows.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH 32 /* look-ups that wait for memory together */
#define NONE UINT32_MAX

struct graph {
	struct names names;
	uint32_t *parent, *child; /* [nuse] as read */
	double *qty;
	size_t nuse, cap;
	uint32_t *start, *to; /* after graph_sort() */
	double *times;
	uint32_t *order; /* [n] parents first */
	uint32_t *row;   /* [n] children first, or NONE: nothing in it */
	uint32_t nrow;
	double (*own)[ROWS_COLUMNS]; /* [nrow] */
};

/* Looks up what was gathered, and begins anew. */
static size_t
flush(struct graph *g, const struct name (*k)[2], const double *q, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		g->parent[g->nuse] = names_put(&g->names, &k[i][0]);
		g->child[g->nuse] = names_put(&g->names, &k[i][1]);
		g->qty[g->nuse++] = q[i];
	}
	return 0;
}

static void
graph_read(struct graph *g, const char *path)
{
	size_t n = 0;
	struct name k[BATCH][2];
	struct rows r;
	double q[BATCH];

	rows_open(&r, path);
	names_open(&g->names, r.size / 128);
	g->cap = r.size / 16; /* "a,b,1" and five more fields */
	g->parent = malloc(g->cap * sizeof(*g->parent));
	g->child = malloc(g->cap * sizeof(*g->child));
	g->qty = malloc(g->cap * sizeof(*g->qty));
	while (rows_next(&r, 3)) {
		k[n][0] = name_of(r.cell[0]);
		k[n][1] = name_of(r.cell[1]);
		q[n] = rows_number(r.cell[2]);
		if (++n == BATCH)
			n = flush(g, (const struct name(*)[2])k, q, n);
	}
	flush(g, (const struct name(*)[2])k, q, n);
}

/* Uses by parent. */
static void
graph_sort(struct graph *g)
{
	g->start = names_take((g->names.n + 2) * sizeof(*g->start));
	g->to = names_take(g->nuse * sizeof(*g->to));
	g->times = names_take(g->nuse * sizeof(*g->times));
	for (size_t i = 0; i < g->nuse; i++)
		g->start[g->parent[i] + 2]++;
	for (size_t i = 0; i < g->names.n; i++)
		g->start[i + 2] += g->start[i + 1];
	for (size_t i = 0; i < g->nuse; i++) {
		uint32_t k = g->start[g->parent[i] + 1]++;

		g->to[k] = g->child[i];
		g->times[k] = g->qty[i];
	}
	free(g->parent);
	free(g->child);
	free(g->qty);
}

/* Kahn's order: an item after the last of those that use it. */
static void
graph_order(struct graph *g)
{
	uint32_t *users = names_take(g->names.n * sizeof(*users));
	size_t n = 0;

	g->order = names_take((g->names.n + 1) * sizeof(*g->order));
	for (size_t i = 0; i < g->nuse; i++)
		users[g->to[i]]++;
	for (uint32_t i = 0; i < g->names.n; i++)
		if (users[i] == 0)
			g->order[n++] = i;
	for (size_t k = 0; k < n; k++)
		for (uint32_t u = g->start[g->order[k]];
		     u < g->start[g->order[k] + 1]; u++)
			if (--users[g->to[u]] == 0)
				g->order[n++] = g->to[u];
	if (n < g->names.n)
		abort(); /* a cycle */
	free(users);
}

struct declared {
	uint32_t item, column;
	double grams;
};

static struct declared *
declared_read(struct graph *g, const char *path, size_t *n)
{
	size_t cap = 1 << 16;
	struct declared *d = malloc(cap * sizeof(*d));
	struct rows r;

	*n = 0;
	rows_open(&r, path);
	while (rows_next(&r, 4)) {
		struct name k = name_of(r.cell[0]);

		if (*n == cap)
			d = realloc(d, (cap *= 2) * sizeof(*d));
		d[*n].item = names_put(&g->names, &k);
		d[*n].column = (uint32_t)rows_column(r.cell[1], r.cell[2]);
		d[(*n)++].grams = rows_number(r.cell[3]) / 1000;
	}
	return d;
}

/* Rows for what holds something, children first, and what is declared. */
static void
graph_cut(struct graph *g, const struct declared *d, size_t nd)
{
	g->row = malloc(g->names.n * sizeof(*g->row));
	memset(g->row, 0xFF, g->names.n * sizeof(*g->row));
	for (size_t i = 0; i < nd; i++)
		g->row[d[i].item] = 0;
	for (size_t k = g->names.n; k-- > 0;) {
		uint32_t i = g->order[k];
		bool holds = g->row[i] != NONE;

		for (uint32_t u = g->start[i]; !holds && u < g->start[i + 1];
		     u++)
			holds = g->row[g->to[u]] != NONE;
		if (holds)
			g->row[i] = g->nrow++;
	}
	g->own = names_take(g->nrow * sizeof(*g->own));
	for (size_t i = 0; i < nd; i++)
		g->own[g->row[d[i].item]][d[i].column] += d[i].grams;
}

/* The uses between rows, in the order in which they will be needed. */
static void
graph_renumber(struct graph *g, uint32_t *start, uint32_t *to, double *times)
{
	uint32_t n = 0, r = 0;

	for (size_t k = g->names.n; k-- > 0;) {
		uint32_t i = g->order[k];

		if (g->row[i] == NONE)
			continue;
		start[r++] = n;
		for (uint32_t u = g->start[i]; u < g->start[i + 1]; u++)
			if (g->row[g->to[u]] != NONE) {
				to[n] = g->row[g->to[u]];
				times[n++] = g->times[u];
			}
	}
	start[r] = n;
}

static void
roll(struct graph *g, const uint32_t *start, const uint32_t *to,
    const double *times)
{
	for (uint32_t r = 0; r < g->nrow; r++) {
		double *restrict sum = g->own[r];

		for (uint32_t u = start[r]; u < start[r + 1]; u++) {
			const double *restrict part = g->own[to[u]];

			for (int c = 0; c < ROWS_COLUMNS; c++)
				sum[c] += times[u] * part[c];
		}
	}
}

/* The mass of each element in each item, and what of it is from CN [g]. */
static void
put_answers(const struct graph *g, const char *path)
{
	FILE *f = fopen(path, "w");

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	for (uint64_t s = 0; s <= g->names.mask; s++) {
		uint32_t id = g->names.slot[s].id;
		const double *x;

		if (id == 0 || g->row[id - 1] == NONE)
			continue;
		x = g->own[g->row[id - 1]];
		for (int e = 0; e < ROWS_ELEMENTS; e++, x += 3)
			if (x[0] + x[1] + x[2] > 0)
				fprintf(f, "%.*s,%s,%.17g,%.17g\n", NAME_KEY,
				    (const char *)g->names.slot[s].key,
				    rows_element[e], x[0] + x[1] + x[2], x[0]);
	}
	if (fclose(f) != 0)
		exit(1);
}

int
main(int argc, char **argv)
{
	struct graph g = { 0 };
	struct declared *d;
	uint32_t *start, *to;
	double *times;
	size_t nd;

	if (argc < 3) {
		fprintf(stderr, "limit EDGES.csv DECLARED.csv [ANSWERS.csv]\n");
		return 64;
	}
	clock_begin();
	graph_read(&g, argv[1]);
	d = declared_read(&g, argv[2], &nd);
	clock_step("read");
	graph_sort(&g);
	clock_step("sort");
	graph_order(&g);
	clock_step("order");
	graph_cut(&g, d, nd);
	start = malloc((g.nrow + 1) * sizeof(*start));
	to = malloc(g.nuse * sizeof(*to));
	times = malloc(g.nuse * sizeof(*times));
	graph_renumber(&g, start, to, times);
	clock_step("renumber");
	roll(&g, start, to, times);
	clock_step("roll");
	clock_print();
	printf("items %u\nuses %zu\nrows %u\n", g.names.n, g.nuse, g.nrow);
	if (argc > 3)
		put_answers(&g, argv[3]);
	return 0;
}
