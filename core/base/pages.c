/* SPDX-License-Identifier: Apache-2.0 */
/* pages - large pieces of memory, all of them there at once; see pages.h. */
#include "core/base/pages.h"

#include "core/base/halves.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

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
	uintptr_t page, from, to, middle;
	struct piece first, second;

	if (p == NULL || bytes < PAGES_STEP)
		return;
	page = (uintptr_t)sysconf(_SC_PAGESIZE);
	from = ((uintptr_t)p + page - 1) & ~(page - 1);
	to = ((uintptr_t)p + bytes) & ~(page - 1);
	middle = (from + (to - from) / 2) & ~(page - 1);
	first = (struct piece){ (char *)from, to - from };
	if (bytes < HALVES_LEAST) {
		bring(&first);
		return;
	}
	first.n = middle - from;
	second = (struct piece){ (char *)middle, to - middle };
	halves_run(bring, &first, &second);
}
