/* SPDX-License-Identifier: Apache-2.0 */
/* prefer - if another document were right; see prefer.h. */
#include "core/bom/link/prefer.h"

#include "core/bom/link/hearing.h"

#include <stdlib.h>

struct preference {
	struct hearing hearing;
};

struct preference *
prefer_open(struct bom *b)
{
	struct preference *p = calloc(1, sizeof(*p));

	if (p != NULL && !hearing_open(&p->hearing, b, NULL)) {
		prefer_close(p);
		return NULL;
	}
	return p;
}

bool
prefer(struct preference *p, uint32_t item, uint32_t decl)
{
	struct item *it = &p->hearing.b->item[item];
	uint8_t flags = it->flags; /* what points to rare earth is no matter
				      of who is right */
	bool ok;

	p->hearing.preferred = decl;
	ok = hear_content(&p->hearing, item) && hear_origins(&p->hearing, item);
	it->flags = flags;
	return ok;
}

void
prefer_close(struct preference *p)
{
	if (p == NULL)
		return;
	hearing_close(&p->hearing);
	free(p);
}
