/* SPDX-License-Identifier: Apache-2.0 */
/*
 * make_bom - a large product from a seed, for the benchmark.
 *
 *	make_bom dag|tree ITEMS USES SEED FOLDER
 *
 * dag: twelve layers of assemblies and one of leaves, which are half of all
 * items; each item but those on top is used at least once, further uses lead
 * mostly to the next layer.  So there are billions of ways from a product to
 * its parts.  tree: one product, each item used once, ITEMS - 1 uses.
 *
 * One leaf in a hundred declares rare earths.  Part numbers are shuffled, so
 * that nothing lies beside what it is used with.  Writes edges.csv, with the
 * columns that an export has, and decl.csv.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LAYERS 12 /* of assemblies; leaves are the last */

struct product {
	uint32_t nitem, nuse;
	uint32_t layer[LAYERS + 2]; /* first item of each */
	uint32_t *parent, *child;   /* [nuse] sorted by parent */
	uint32_t *number;           /* [nitem] in the part number */
	bool *assembly;             /* [nitem] */
};

static uint64_t state;

/* A number below n: the generator is SplitMix64. */
static uint32_t
draw(uint32_t n)
{
	uint64_t z = state += 0x9E3779B97F4A7C15ULL;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
	z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
	z ^= z >> 31;
	return (uint32_t)((z >> 32) * n >> 32);
}

static void *
take(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (p == NULL) {
		fprintf(stderr, "make_bom: out of memory\n");
		exit(1);
	}
	return p;
}

static FILE *
open_in(const char *folder, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	return f;
}

/* Half of a dag are leaves; a layer of a tree is larger than that above. */
static void
make_layers(struct product *p, bool tree)
{
	uint32_t start = 0, size = 1;

	for (int l = 0; l <= LAYERS; l++) {
		p->layer[l] = start;
		if (!tree)
			size = p->nitem / 2 / LAYERS;
		start += size;
		if (tree && size < p->nitem / 12)
			size *= 3;
		if (start > p->nitem)
			start = p->nitem;
	}
	p->layer[LAYERS + 1] = p->nitem;
}

static uint32_t
draw_layer(const struct product *p, int layer)
{
	return p->layer[layer] + draw(p->layer[layer + 1] - p->layer[layer]);
}

static int
layer_of(const struct product *p, uint32_t item)
{
	int l = 0;

	while (item >= p->layer[l + 1])
		l++;
	return l;
}

/* A part for an assembly: of the next layer, or further down. */
static uint32_t
draw_part(const struct product *p, uint32_t assembly)
{
	int below = layer_of(p, assembly) + 1;

	if (below == LAYERS || draw(10) < 8)
		return draw_layer(p, below);
	return p->layer[below] + draw(p->nitem - p->layer[below]);
}

static void
make_uses(struct product *p, bool tree)
{
	uint32_t *parent = take(p->nuse, 4), *child = take(p->nuse, 4);
	uint32_t *start = take((size_t)p->nitem + 1, 4);
	uint32_t k = 0;

	for (uint32_t i = p->layer[1]; i < p->nitem; i++) {
		int l = layer_of(p, i);

		parent[k] = l == LAYERS && !tree ? draw(p->layer[LAYERS])
						 : draw_layer(p, l - 1);
		child[k++] = i;
	}
	for (; k < p->nuse; k++) {
		parent[k] = draw(p->layer[LAYERS]);
		child[k] = draw_part(p, parent[k]);
	}
	for (k = 0; k < p->nuse; k++)
		start[parent[k] + 1]++;
	for (uint32_t i = 0; i < p->nitem; i++) {
		p->assembly[i] = start[i + 1] > 0;
		start[i + 1] += start[i];
	}
	for (k = 0; k < p->nuse; k++) {
		uint32_t at = start[parent[k]]++;

		p->parent[at] = parent[k];
		p->child[at] = child[k];
	}
	free(parent);
	free(child);
	free(start);
}

static void
shuffle(struct product *p)
{
	for (uint32_t i = 0; i < p->nitem; i++)
		p->number[i] = i;
	for (uint32_t i = p->nitem; i > 1; i--) {
		uint32_t k = draw(i), swap = p->number[i - 1];

		p->number[i - 1] = p->number[k];
		p->number[k] = swap;
	}
}

static void
put_edges(const struct product *p, FILE *f)
{
	static const char *const qty[] = { "1", "1", "1", "1", "2", "2", "3",
		"4", "0.5", "0.25" };
	static const char *const kind[] = { "Stepper motor", "Sealed bearing",
		"Optical sensor", "Servo rotor", "Steel bracket", "Fastener" };
	uint32_t line = 0;

	fprintf(f, "parent,child,qty,uom,find_no,refdes,description,"
		   "effective_from\n");
	for (uint32_t k = 0; k < p->nuse; k++) {
		line =
		    k > 0 && p->parent[k] == p->parent[k - 1] ? line + 10 : 10;
		fprintf(f, "PN-%08" PRIu32 ",PN-%08" PRIu32 ",%s,EA,%" PRIu32,
		    p->number[p->parent[k]], p->number[p->child[k]],
		    qty[draw(10)], line);
		if (draw(16) == 0) /* quotes, a separator in them, a quote */
			fprintf(f,
			    ",\"R%" PRIu32 ",R%" PRIu32 "\",\"%s, 2\"\" bore\"",
			    draw(256), draw(256), kind[draw(6)]);
		else
			fprintf(f, ",R%" PRIu32 ",%s assembly", draw(256),
			    kind[draw(6)]);
		fprintf(f, ",2024-%02" PRIu32 "-%02" PRIu32 "\n", 1 + draw(12),
		    1 + draw(28));
	}
}

/* Magnets, lamps, catalysts and alloys, by what they hold. */
static void
put_declared(const struct product *p, FILE *f)
{
	static const char *const sets[][6] = { { "Nd", "Pr", "Dy", "Tb" },
		{ "Sm", "Gd", "Pr" }, { "Y", "Eu", "Ce", "Tb" },
		{ "La", "Ce", "Y", "Ho" }, { "Ce", "La" },
		{ "Sc", "Er", "Yb", "Lu", "Tm" } };

	fprintf(f, "part,element,origin,mass,unit,declared_on\n");
	for (uint32_t i = 0; i < p->nitem; i++) {
		const char *const *set = sets[draw(6)];

		if (p->assembly[i] || draw(100) != 0)
			continue;
		for (int e = 0; set[e] != NULL; e++) {
			uint32_t where = draw(10);

			fprintf(f,
			    "PN-%08" PRIu32 ",%s,%s,%" PRIu32 ".%02" PRIu32
			    ",mg,2025-%02" PRIu32 "-%02" PRIu32 "\n",
			    p->number[i], set[e],
			    where < 7   ? "CN"
			    : where < 9 ? "JP"
					: "",
			    draw(200), 1 + draw(99), 1 + draw(12),
			    1 + draw(28));
		}
	}
}

int
main(int argc, char **argv)
{
	struct product p = { 0 };
	FILE *edges, *declared;
	bool tree;

	if (argc != 6 ||
	    (strcmp(argv[1], "dag") != 0 && strcmp(argv[1], "tree") != 0)) {
		fprintf(stderr, "make_bom dag|tree ITEMS USES SEED FOLDER\n");
		return 64;
	}
	tree = strcmp(argv[1], "tree") == 0;
	p.nitem = (uint32_t)strtoul(argv[2], NULL, 10);
	p.nuse = tree ? p.nitem - 1 : (uint32_t)strtoul(argv[3], NULL, 10);
	state = strtoull(argv[4], NULL, 10);
	if (p.nitem < 1000 || p.nuse < p.nitem - 1) {
		fprintf(stderr, "make_bom: 1000 items or more, and a use for "
				"each\n");
		return 64;
	}
	p.parent = take(p.nuse, sizeof(*p.parent));
	p.child = take(p.nuse, sizeof(*p.child));
	p.number = take(p.nitem, sizeof(*p.number));
	p.assembly = take(p.nitem, sizeof(*p.assembly));
	make_layers(&p, tree);
	make_uses(&p, tree);
	shuffle(&p);
	edges = open_in(argv[5], "edges.csv");
	declared = open_in(argv[5], "decl.csv");
	put_edges(&p, edges);
	put_declared(&p, declared);
	return fclose(edges) != 0 || fclose(declared) != 0;
}
