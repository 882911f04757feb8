/* SPDX-License-Identifier: Apache-2.0 */
/* seen - short texts that were read before; see seen.h. */
#include "core/bom/table/seen.h"

#include <stdlib.h>
#include <string.h>

#define WAYS 8 /* places that one pair can have */

struct seen_pair *
seen_search(struct seen *s, const uint64_t text[4], size_t first)
{
	struct seen_pair *p = NULL;

	if (s->pair == NULL)
		s->pair = calloc(SEEN_PAIRS, sizeof(*s->pair));
	if (s->pair == NULL)
		return NULL;
	for (size_t i = 0; i < WAYS; i++) {
		p = &s->pair[(first + i) % SEEN_PAIRS];
		if (!p->used)
			break;
		if (memcmp(p->text, text, sizeof(p->text)) == 0)
			return p;
	}
	/* the last of its places is taken over */
	*p = (struct seen_pair){ .used = true };
	memcpy(p->text, text, sizeof(p->text));
	return p;
}

void
seen_free(struct seen *s)
{
	free(s->pair);
	*s = (struct seen){ NULL };
}
