/* SPDX-License-Identifier: Apache-2.0 */
/*
 * watch - a line on the terminal that tells how far a long run is.
 *
 * Reads:  core/base/progress.h
 * Gives:  step, share, rate and the time that is left, twice a second, from
 *         the second second on; nothing where standard error is no terminal
 * Memory: one thread, from watch_start() to watch_stop()
 */
#ifndef RETRACE_WATCH_H
#define RETRACE_WATCH_H

#include "core/base/progress.h"

#include <pthread.h>
#include <stdbool.h>

struct watch_line {
	struct progress progress;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool started, stop;
};

/* Is somebody there to see it?  Never if quiet. */
void watch_start(struct watch_line *w, bool quiet);
/* The line is gone; may be called without a start, and twice. */
void watch_stop(struct watch_line *w);

/* "reading: 42 %, 180 MB/s, 3 s left" for `seconds` since the step began. */
#define WATCH_TEXT 80
void watch_text(char out[WATCH_TEXT], enum progress_step step, uint64_t done,
    uint64_t total, double seconds);

#endif
