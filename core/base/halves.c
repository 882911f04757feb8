/* SPDX-License-Identifier: Apache-2.0 */
/* halves - two halves of a piece of work at once; see halves.h. */
#include "core/base/halves.h"

#include <pthread.h>
#include <stdbool.h>

struct half {
	void (*work)(void *half);
	void *ctx;
};

static void *
do_half(void *arg)
{
	const struct half *h = arg;

	h->work(h->ctx);
	return NULL;
}

void
halves_run(void (*work)(void *half), void *first, void *second)
{
	struct half other = { work, second };
	pthread_t thread;
	bool apart = pthread_create(&thread, NULL, do_half, &other) == 0;

	work(first);
	if (apart)
		pthread_join(thread, NULL);
	else
		work(second);
}
