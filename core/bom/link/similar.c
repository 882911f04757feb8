/* SPDX-License-Identifier: Apache-2.0 */
/* similar - part numbers that somebody may have meant; see similar.h. */
#include "core/bom/link/similar.h"

#include "core/bom/link/spelling.h"

#include <stdlib.h>

/* So many are looked for one by one: a table of 10^7 names takes seconds. */
#define MOST_ONE_BY_ONE 8

/* Items for whose names the memory is asked in advance. */
#define AHEAD 16

static struct str
make_plain(struct str part, char out[SPELLING_ROOM])
{
	return spelling_fold(part, false, out);
}

static bool
make(struct similar *s, const struct bom *b)
{
	char room[SPELLING_ROOM];

	s->made = true;
	s->item = malloc((b->nitem + 1) * sizeof(*s->item));
	if (!intern_reserve(&s->plain, b->nitem))
		return false;
	for (uint32_t i = 0; s->item != NULL && i < b->nitem; i++) {
		struct str plain = make_plain(bom_part(b, i), room);
		size_t before = s->plain.n;
		uint32_t id;

		if (plain.n == 0)
			continue;
		id = intern_copy(&s->plain, plain);
		if (id == INTERN_NONE)
			return false;
		s->item[id] = s->plain.n > before ? i : BOM_NONE;
	}
	return s->item != NULL;
}

/* Can it not be the same?  Letters and digits of ASCII tell that at once. */
static bool
differs(struct str part, struct str plain)
{
	size_t n = 0;

	for (size_t i = 0; i < part.n; i++) {
		unsigned char c = (unsigned char)part.p[i];

		if (c >= 0x80)
			return false;
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c - 'A' + 'a');
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9'))
			continue;
		if (n == plain.n || (unsigned char)plain.p[n++] != c)
			return true;
	}
	return n < plain.n;
}

/* The one item that is so named, by looking at each. */
static uint32_t
look_through(const struct bom *b, struct str plain)
{
	uint32_t found = BOM_NONE;
	char room[SPELLING_ROOM];

	for (uint32_t i = 0; i < b->nitem; i++) {
		if (b->nitem - i > AHEAD)
			__builtin_prefetch(bom_part(b, i + AHEAD).p);
		if (differs(bom_part(b, i), plain) ||
		    !str_eq(make_plain(bom_part(b, i), room), plain))
			continue;
		if (found != BOM_NONE)
			return BOM_NONE;
		found = i;
	}
	return found;
}

uint32_t
similar_find(struct similar *s, const struct bom *b, struct str part)
{
	char room[SPELLING_ROOM];
	struct str plain = make_plain(part, room);
	uint32_t id;

	if (plain.n == 0)
		return BOM_NONE;
	if (s->asked < MOST_ONE_BY_ONE) {
		s->asked++;
		return look_through(b, plain);
	}
	if (!s->made && !make(s, b)) {
		similar_free(s);
		return BOM_NONE;
	}
	id = intern_find(&s->plain, plain);
	return id != INTERN_NONE ? s->item[id] : BOM_NONE;
}

void
similar_free(struct similar *s)
{
	intern_free(&s->plain);
	free(s->item);
	*s = (struct similar){ 0 };
}
