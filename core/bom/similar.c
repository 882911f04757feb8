/* SPDX-License-Identifier: Apache-2.0 */
/* similar - part numbers that somebody may have meant; see similar.h. */
#include "core/bom/similar.h"

#include <stdlib.h>

/* [bytes] A longer part number is like no other. */
#define PLAIN_ROOM 80

/* Letters in lower case, digits, and what is beyond ASCII and seen. */
static struct str
make_plain(struct str part, char out[PLAIN_ROOM])
{
	size_t n = 0;

	while (part.n > 0 && n < PLAIN_ROOM) {
		size_t unseen = str_unseen(part);
		char c = part.p[0];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (unseen == 0 &&
		    ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			(unsigned char)c >= 0x80))
			out[n++] = c;
		unseen += unseen == 0;
		part.p += unseen;
		part.n -= unseen;
	}
	return (struct str){ out, part.n > 0 ? 0 : n };
}

static bool
make(struct similar *s, const struct bom *b)
{
	char room[PLAIN_ROOM];

	s->made = true;
	s->item = malloc((b->nitem + 1) * sizeof(*s->item));
	for (uint32_t i = 0; s->item != NULL && i < b->nitem; i++) {
		struct str plain = make_plain(b->item[i].part, room);
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

uint32_t
similar_find(struct similar *s, const struct bom *b, struct str part)
{
	char room[PLAIN_ROOM];
	struct str plain = make_plain(part, room);
	uint32_t id;

	if (!s->made && !make(s, b))
		similar_free(s);
	s->made = true;
	id = plain.n > 0 ? intern_find(&s->plain, plain) : INTERN_NONE;
	return id != INTERN_NONE ? s->item[id] : BOM_NONE;
}

void
similar_free(struct similar *s)
{
	intern_free(&s->plain);
	free(s->item);
	*s = (struct similar){ 0 };
}
