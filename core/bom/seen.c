/* SPDX-License-Identifier: Apache-2.0 */
/* seen - short texts that were read before; see seen.h. */
#include "core/bom/seen.h"

#include <stdlib.h>

#define PAIRS 1024 /* a power of two */
#define WAYS 8     /* places that one pair can have */

/* The text as two numbers. */
static void
words_of(struct str s, uint64_t word[2])
{
	size_t n = s.n < 8 ? s.n : 8;

	word[0] = hash_word(s.p, n);
	word[1] = hash_word(s.p + n, s.n - n);
}

struct seen_pair *
seen_find(struct seen *s, struct str a, struct str b)
{
	struct seen_pair new = { .used = true }, *p = NULL;
	uint64_t h = 0;

	if (a.n > SEEN_TEXT || b.n > SEEN_TEXT)
		return NULL;
	if (s->pair == NULL)
		s->pair = calloc(PAIRS, sizeof(*s->pair));
	if (s->pair == NULL)
		return NULL;
	words_of(a, new.text);
	words_of(b, new.text + 2);
	for (int i = 0; i < 4; i++)
		h = (h ^ new.text[i]) * 0x9E3779B97F4A7C15ULL;
	h ^= h >> 32;
	for (size_t i = 0; i < WAYS; i++) {
		p = &s->pair[(h + i) % PAIRS];
		if (!p->used)
			break;
		if (p->text[0] == new.text[0] && p->text[1] == new.text[1] &&
		    p->text[2] == new.text[2] && p->text[3] == new.text[3])
			return p;
	}
	*p = new; /* the last of its places is taken over */
	return p;
}

void
seen_free(struct seen *s)
{
	free(s->pair);
	*s = (struct seen){ NULL };
}
