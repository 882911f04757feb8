/* SPDX-License-Identifier: Apache-2.0 */
/* pages - large pieces of memory, all of them there at once; see pages.h. */
#include "core/base/pages.h"

#include "core/base/halves.h"

#include <stdint.h>
#include <sys/mman.h>

/* A multiple of every page size there is. */
#define PAGE ((uintptr_t)64 << 10)

struct piece {
	char *from;
	size_t n;
};

static void
bring(void *piece)
{
#ifdef MADV_POPULATE_WRITE
	const struct piece *p = piece;

	/* an older system does not know it: then they come one by one */
	(void)madvise(p->from, p->n, MADV_POPULATE_WRITE);
#else
	(void)piece;
#endif
}

void
pages_ready(void *p, size_t bytes)
{
	uintptr_t from = ((uintptr_t)p + PAGE - 1) & ~(PAGE - 1);
	uintptr_t to = ((uintptr_t)p + bytes) & ~(PAGE - 1), middle;
	struct piece first, second;

	if (p == NULL || bytes < PAGES_STEP)
		return;
	middle = (from + (to - from) / 2) & ~(PAGE - 1);
	first = (struct piece){ (char *)from, to - from };
	if (bytes < HALVES_LEAST) {
		bring(&first);
		return;
	}
	first.n = middle - from;
	second = (struct piece){ (char *)middle, to - middle };
	halves_run(bring, &first, &second);
}
