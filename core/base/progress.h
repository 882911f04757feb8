/* SPDX-License-Identifier: Apache-2.0 */
/*
 * progress - how far a long run is, for whoever watches from another thread.
 *
 * Reads:  nothing
 * Gives:  three numbers that the work sets as it goes; core shows nothing
 * Memory: the caller's; all zero is "not begun"
 *
 * A NULL progress is allowed everywhere: nobody watches.
 */
#ifndef RETRACE_PROGRESS_H
#define RETRACE_PROGRESS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

enum progress_step {
	PROGRESS_NONE,
	PROGRESS_READ,  /* [bytes] of one file */
	PROGRESS_LINK,  /* of no known length */
	PROGRESS_TRACE, /* [items] */
	PROGRESS_JUDGE, /* [rules] */
	PROGRESS_AUDIT, /* [entries] of a log */
	PROGRESS_INDEX  /* [entries] of a log */
};

struct progress {
	_Atomic int step;             /* enum progress_step */
	_Atomic uint64_t done, total; /* total 0: not known */
};

static inline void
progress_begin(struct progress *p, enum progress_step step, uint64_t total)
{
	if (p == NULL)
		return;
	atomic_store_explicit(&p->done, 0, memory_order_relaxed);
	atomic_store_explicit(&p->total, total, memory_order_relaxed);
	atomic_store_explicit(&p->step, (int)step, memory_order_relaxed);
}

static inline void
progress_at(struct progress *p, uint64_t done)
{
	if (p != NULL)
		atomic_store_explicit(&p->done, done, memory_order_relaxed);
}

#endif
