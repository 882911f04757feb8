/* SPDX-License-Identifier: Apache-2.0 */
/*
 * make_bom - a large product from a seed, for the benchmark.
 *
 *	make_bom ITEMS USES SEED FOLDER
 *
 * Ten levels of equal size; each item but those of the top is used by one of
 * the level above, the other uses go from any item to a random one further
 * down.  One leaf in a hundred declares rare earths.  Writes edges.csv (with
 * the columns an export has), items.csv and declared.csv.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define LEVELS 10

static uint64_t state;

static uint64_t
draw(uint64_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % n;
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

static void
put_use(FILE *f, uint64_t parent, uint64_t child, uint64_t n)
{
	static const char *const qty[] = { "1", "1", "1", "2", "4", "0.5" };

	fprintf(f,
	    "PN-%08" PRIu64 ",PN-%08" PRIu64 ",%s,EA,%" PRIu64 ",R%" PRIu64
	    ",Bracket %" PRIu64 "\n",
	    parent, child, qty[draw(6)], n * 10, draw(900), draw(50));
}

static void
put_declared(FILE *f, uint64_t item)
{
	static const char *const element[] = { "Nd", "Dy", "Pr", "Tb", "Ce" };
	static const char *const country[] = { "CN", "CN", "AU", "" };

	fprintf(f,
	    "PN-%08" PRIu64 ",%s,%" PRIu64 ".%02" PRIu64 ",mg,%s,"
	    "2025-%02d-11\n",
	    item, element[draw(5)], draw(200), draw(100), country[draw(4)],
	    (int)(1 + draw(12)));
}

int
main(int argc, char **argv)
{
	uint64_t items, uses, level;
	FILE *edges, *list, *declared;

	if (argc != 5) {
		fprintf(stderr, "make_bom ITEMS USES SEED FOLDER\n");
		return 64;
	}
	items = strtoull(argv[1], NULL, 10);
	uses = strtoull(argv[2], NULL, 10);
	state = strtoull(argv[3], NULL, 10) * 2 + 1;
	level = items / LEVELS;
	edges = open_in(argv[4], "edges.csv");
	list = open_in(argv[4], "items.csv");
	declared = open_in(argv[4], "declared.csv");
	fprintf(edges, "parent,child,qty,uom,find_no,refdes,description\n");
	fprintf(list, "part,mass,mass unit\n");
	fprintf(declared, "part,element,amount,unit,country,date\n");
	for (uint64_t i = 0; i < items; i++) {
		uint64_t l = i / level;

		if (l >= LEVELS - 1)
			fprintf(list,
			    "PN-%08" PRIu64 ",%" PRIu64 ".%03" PRIu64 ",g\n", i,
			    1 + draw(100), draw(1000));
		if (l >= LEVELS - 1 && draw(100) == 0)
			put_declared(declared, i);
		if (l > 0)
			put_use(edges, (l - 1) * level + draw(level), i, 1);
	}
	for (uint64_t k = items - level; k < uses; k++) {
		uint64_t parent = draw(level * (LEVELS - 1));
		uint64_t below = (parent / level + 1) * level;

		put_use(edges, parent, below + draw(items - below), 2);
	}
	return fclose(edges) != 0 || fclose(list) != 0 || fclose(declared) != 0;
}
