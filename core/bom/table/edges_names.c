/* SPDX-License-Identifier: Apache-2.0 */
/*
 * edges_names - how many part numbers an edge list has, about; see edges.h.
 *
 * The table of names is made as large as it will have to be: one that grows
 * takes memory twice, and one that is too large takes what nobody uses.  Of
 * rows all over the file some are looked at, at no even distance.  Parts that
 * are seen once among them, f1, and twice, f2, tell how many were not seen at
 * all: f1^2 / 2 f2 of them at least.
 */
#include "core/bom/table/edges.h"

#include <math.h>
#include <stdlib.h>

/* Any number of many bits: whoever prepares names for it has only the memory
 * made too large or too small. */
#define SEED 0x9FB21C651E98DF25ULL

/* [bytes] Longer lines are not looked at. */
#define LINE_LONGEST ((size_t)4 << 10)

/* The parts of some rows, by their hashes. */
struct sample {
	uint64_t *seen; /* [mask + 1], 0: none */
	uint8_t *often; /* [mask + 1], up to 3 */
	size_t mask;
	size_t rows, bytes; /* looked at */
	size_t parts, once, twice;
};

static bool
sample_init(struct sample *s, size_t rows)
{
	*s = (struct sample){ .mask = 15 };
	while (s->mask < 2 * rows)
		s->mask = 2 * s->mask + 1;
	s->seen = calloc(s->mask + 1, sizeof(*s->seen));
	s->often = calloc(s->mask + 1, 1);
	return s->seen != NULL && s->often != NULL;
}

static void
sample_free(struct sample *s)
{
	free(s->seen);
	free(s->often);
}

static void
sample_part(struct sample *s, struct str part)
{
	uint64_t hash = hash_bytes(part.p, part.n, SEED) | 1;
	size_t i = (size_t)(hash >> 20) & s->mask;

	while (s->seen[i] != 0 && s->seen[i] != hash)
		i = (i + 1) & s->mask;
	s->seen[i] = hash;
	switch (s->often[i]) {
	case 0:
		s->parts++;
		s->once++;
		break;
	case 1:
		s->once--;
		s->twice++;
		break;
	case 2:
		s->twice--;
		break;
	default:
		return;
	}
	s->often[i]++;
}

/* The line feed behind p; NULL: there is none near. */
static const char *
feed_behind(const struct csv *c, const char *p)
{
	size_t n = (size_t)(c->end - p);

	return memchr(p, '\n', n < LINE_LONGEST ? n : LINE_LONGEST);
}

/* The row behind the line in which p is: its field, as it stands there. */
static void
sample_row(struct sample *s, const struct csv *c, const char *p, int field)
{
	const char *row = feed_behind(c, p), *end, *stop;

	end = row != NULL ? feed_behind(c, row + 1) : NULL;
	if (end == NULL)
		return;
	s->rows++;
	s->bytes += (size_t)(end - row);
	for (p = row + 1; p != NULL && field > 0; field--) {
		p = memchr(p, c->separator, (size_t)(end - p));
		if (p != NULL)
			p++;
	}
	if (p == NULL)
		return;
	stop = memchr(p, c->separator, (size_t)(end - p));
	if (stop == NULL)
		stop = end;
	sample_part(s, (struct str){ p, (size_t)(stop - p) });
}

size_t
edges_names(const struct csv *c, int field)
{
	size_t left = (size_t)(c->end - c->next), names = 0;
	size_t rows = (size_t)sqrt((double)left);
	size_t apart = rows > 0 ? left / rows : 0;
	struct sample s;

	if (sample_init(&s, rows)) {
		for (size_t i = 0; i < rows; i++)
			sample_row(&s, c,
			    c->next + apart * i + SEED * (i + 1) % apart,
			    field);
		names =
		    s.parts + (s.once * s.once - s.once) / (2 * s.twice + 2);
		/* a row names one part */
		if (s.rows > 0 && names > left / (s.bytes / s.rows))
			names = left / (s.bytes / s.rows);
	}
	sample_free(&s);
	return names;
}
