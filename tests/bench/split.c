/* SPDX-License-Identifier: Apache-2.0 */
/*
 * split - how fast a table can be taken apart at all.
 *
 *	split EDGES.csv
 *
 * Every cell of every row is found with memchr, and the first two of each row
 * are made numbers.  It knows no quotes, no blanks, no numbers, no places and
 * no encodings: what retrace takes to read the same beyond it is the price of
 * knowing what it has read.
 */
#include "tests/bench/clock.h"
#include "tests/bench/names.h"
#include "tests/bench/rows.h"

#include <stdio.h>

struct split {
	struct names names;
	uint32_t *parent, *child; /* [nuse] */
	size_t nuse, cells;
};

/* The cells of one row, which ends before `feed`. */
static void
split_row(struct split *s, const char *p, const char *feed)
{
	struct name name;

	for (size_t i = 0; p <= feed; i++) {
		const char *stop = memchr(p, ',', (size_t)(feed - p));
		struct cell c = { p,
			(size_t)((stop != NULL ? stop : feed) - p) };

		if (i < 2) {
			name = name_of(c);
			(i == 0 ? s->parent : s->child)[s->nuse] =
			    names_put(&s->names, &name);
		}
		s->cells++;
		p += c.n + 1;
	}
	s->nuse++;
}

int
main(int argc, char **argv)
{
	struct split s = { .nuse = 0 };
	struct cell all;
	const char *p, *end, *feed;

	if (argc != 2) {
		fprintf(stderr, "split EDGES.csv\n");
		return 64;
	}
	clock_begin();
	all = rows_map(argv[1]);
	end = all.p + all.n;
	names_open(&s.names, all.n / 128);
	s.parent = names_take(all.n / 4 * sizeof(*s.parent));
	s.child = names_take(all.n / 4 * sizeof(*s.child));
	p = memchr(all.p, '\n', all.n);
	for (p = p != NULL ? p + 1 : end; p < end; p = feed + 1) {
		feed = memchr(p, '\n', (size_t)(end - p));
		if (feed == NULL)
			feed = end;
		split_row(&s, p, feed);
	}
	clock_step("read");
	clock_print();
	printf("bytes %zu\ncells %zu\nuses %zu\nnames %u\n", all.n, s.cells,
	    s.nuse, s.names.n);
	return 0;
}
