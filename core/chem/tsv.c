/* SPDX-License-Identifier: Apache-2.0 */
/* tsv - rows of tab-separated text; see tsv.h. */
#include "core/chem/tsv.h"

#include <string.h>

/* What stands before the first c; rest is what follows it. */
static struct str
cut(struct str *rest, char c)
{
	const char *end = memchr(rest->p, c, rest->n);
	struct str s = *rest;

	if (end == NULL) {
		*rest = (struct str){ s.p + s.n, 0 };
		return s;
	}
	s.n = (size_t)(end - s.p);
	*rest = (struct str){ end + 1, rest->n - s.n - 1 };
	return s;
}

struct tsv
tsv_open(struct str text)
{
	return (struct tsv){ text, false };
}

bool
tsv_next(struct tsv *t, struct str *field, size_t n)
{
	while (t->rest.n > 0) {
		struct str line = cut(&t->rest, '\n');

		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!t->past_names) {
			t->past_names = true;
			continue;
		}
		for (size_t i = 0; i < n; i++) {
			if (line.n == 0)
				return false;
			field[i] = cut(&line, '\t');
		}
		return true;
	}
	return false;
}
