/* SPDX-License-Identifier: Apache-2.0 */
/* watch - how far a long run is; see watch.h. */
#include "cmd/watch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define TICK_NS 500000000
#define TICKS_BEFORE 2 /* of a short run nobody need see anything */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
watch_text(char out[WATCH_TEXT], enum progress_step step, uint64_t done,
    uint64_t total, double seconds)
{
	static const struct {
		const char *what, *unit;
		double per; /* of done in one unit */
	} steps[] = { { "starting", "", 1 }, { "reading", " MB/s", 1e6 },
		{ "linking", "", 1 }, { "adding up", " items/s", 1 },
		{ "judging", "", 1 }, { "verifying", " entries/s", 1 },
		{ "indexing", " entries/s", 1 } };
	double share = total > 0 ? (double)done / (double)total : 0;
	size_t n = (size_t)snprintf(out, WATCH_TEXT, "%s", steps[step].what);

	if (total == 0 || seconds <= 0)
		return;
	n +=
	    (size_t)snprintf(out + n, WATCH_TEXT - n, ": %.0f %%", 100 * share);
	if (steps[step].unit[0] != '\0')
		n += (size_t)snprintf(out + n, WATCH_TEXT - n, ", %.0f%s",
		    (double)done / seconds / steps[step].per, steps[step].unit);
	if (share > 0)
		snprintf(out + n, WATCH_TEXT - n, ", %.0f s left",
		    seconds * (1 - share) / share);
}

/* The next half second; true: it is over. */
static bool
wait_for_tick(struct watch_line *w)
{
	struct timespec until;
	bool stop;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += TICK_NS;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&w->lock);
	if (!w->stop)
		pthread_cond_timedwait(&w->wake, &w->lock, &until);
	stop = w->stop;
	pthread_mutex_unlock(&w->lock);
	return stop;
}

static void *
show(void *arg)
{
	struct watch_line *w = arg;
	int last = PROGRESS_NONE;
	uint64_t total = 0;
	double since = now();
	unsigned ticks = 0;

	while (!wait_for_tick(w)) {
		char text[WATCH_TEXT];
		int step = atomic_load(&w->progress.step);
		uint64_t all = atomic_load(&w->progress.total);

		if (step != last || all != total) {
			last = step;
			total = all;
			since = now();
		}
		if (++ticks < TICKS_BEFORE)
			continue;
		watch_text(text, (enum progress_step)step,
		    atomic_load(&w->progress.done), all, now() - since);
		fprintf(stderr, "\r\033[K%s", text);
		fflush(stderr);
	}
	if (ticks >= TICKS_BEFORE)
		fputs("\r\033[K", stderr);
	return NULL;
}

void
watch_start(struct watch_line *w, bool quiet)
{
	const char *term = getenv("TERM");

	if (quiet || getenv("CI") != NULL || !isatty(STDERR_FILENO) ||
	    term == NULL || strcmp(term, "dumb") == 0)
		return;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->wake, NULL);
	w->started = pthread_create(&w->thread, NULL, show, w) == 0;
}

void
watch_stop(struct watch_line *w)
{
	if (!w->started)
		return;
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	w->started = false;
}
