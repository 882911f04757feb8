/* SPDX-License-Identifier: Apache-2.0 */
/* exact - exact numbers without memory; see exact.h. */
#include "cmd/exact.h"

#include "core/base/error.h"

#include <gmp.h>
#include <stdlib.h>
#include <unistd.h>

/* What was begun is as after a kill: not there, or rolled back. */
static void *
or_end(void *p)
{
	static const char text[] = "retrace: out of memory\n";

	if (p != NULL)
		return p;
	/* told or not, it ends */
	(void)!write(STDERR_FILENO, text, sizeof(text) - 1);
	_exit(status_exit_code(ST_NOMEM));
}

static void *
get(size_t n)
{
	return or_end(malloc(n));
}

static void *
change(void *p, size_t before, size_t n)
{
	(void)before;
	return or_end(realloc(p, n));
}

static void
put(void *p, size_t n)
{
	(void)n;
	free(p);
}

void
exact_start(void)
{
	mp_set_memory_functions(get, change, put);
}
