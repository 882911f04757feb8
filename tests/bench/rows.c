/* SPDX-License-Identifier: Apache-2.0 */
/* rows - the first cells of each row of a table; see rows.h. */
#include "tests/bench/rows.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char rows_element[ROWS_ELEMENTS][3] = { "La", "Ce", "Pr", "Nd", "Pm",
	"Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Sc", "Y" };

struct cell
rows_map(const char *path)
{
	struct stat sb;
	int fd = open(path, O_RDONLY);
	void *p = MAP_FAILED;

	if (fd >= 0 && fstat(fd, &sb) == 0)
		p = mmap(NULL, (size_t)sb.st_size, PROT_READ,
		    MAP_PRIVATE | MAP_POPULATE, fd, 0);
	if (p == MAP_FAILED) {
		perror(path);
		exit(1);
	}
	close(fd);
	return (struct cell){ p, (size_t)sb.st_size };
}

/* Over the rest of the row: a line feed may stand in quotes. */
static const char *
skip_row(const char *p, const char *end)
{
	for (;;) {
		const char *feed = memchr(p, '\n', (size_t)(end - p)), *q = p;
		unsigned quotes = 0;

		if (feed == NULL)
			return end;
		while ((q = memchr(q, '"', (size_t)(feed - q))) != NULL) {
			quotes++;
			q++;
		}
		if (quotes % 2 == 0)
			return feed + 1;
		p = feed + 1;
	}
}

void
rows_open(struct rows *r, const char *path)
{
	struct cell all = rows_map(path);

	r->size = all.n;
	r->end = all.p + all.n;
	r->p = skip_row(all.p, r->end);
}

bool
rows_next(struct rows *r, size_t n)
{
	const char *p = r->p;

	if (p >= r->end)
		return false;
	for (size_t i = 0; i < n; i++) {
		r->cell[i].p = p;
		while (*p != ',' && *p != '\n')
			p++;
		r->cell[i].n = (size_t)(p++ - r->cell[i].p);
	}
	r->p = p[-1] == '\n' ? p : skip_row(p, r->end);
	return true;
}

double
rows_number(struct cell c)
{
	double v = 0, scale = 1;
	size_t i = 0;

	for (; i < c.n && c.p[i] != '.'; i++)
		v = v * 10 + (c.p[i] - '0');
	for (i++; i < c.n; i++) {
		v = v * 10 + (c.p[i] - '0');
		scale *= 10;
	}
	return v / scale;
}

int
rows_column(struct cell element, struct cell origin)
{
	int e = 0;

	while (strlen(rows_element[e]) != element.n ||
	       memcmp(rows_element[e], element.p, element.n) != 0)
		e++;
	if (origin.n == 0)
		return e * 3 + 2;
	return e * 3 + (origin.n != 2 || memcmp(origin.p, "CN", 2) != 0);
}
