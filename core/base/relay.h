/* SPDX-License-Identifier: Apache-2.0 */
/*
 * relay - records handed from a writer to a reader, in batches, each of whom
 * may have a thread of its own.
 *
 * Reads:  nothing
 * Gives:  relay_run(): the same calls in the same order with one thread or
 *         two; only who waits for whom differs
 * Memory: a few batches, whatever is written; a record lives until the reader
 *         is done with its batch
 */
#ifndef RETRACE_RELAY_H
#define RETRACE_RELAY_H

#include <stdbool.h>
#include <stddef.h>

struct relay;

struct relay_ends {
	/* Writes one record after the other and returns. */
	void (*write)(struct relay *r, void *ctx);
	/* Takes the records of a batch, from first to end.  False: no more is
	 * wanted. */
	bool (*read)(const char *first, const char *end, void *ctx);
	/* Or NULL.  Work that the writer waits for, a piece of it: done in the
	 * reader's thread while that has little to read.  False: nothing was
	 * left to do. */
	bool (*work)(void *ctx);
};

/*
 * For the writer: room for a record of `size` bytes, a multiple of that of a
 * pointer, right behind the one before or at the begin of a batch.  All before
 * it may be with the reader from then on.  NULL: no more is wanted, or memory
 * is out; then the writer returns.
 */
void *relay_room(struct relay *r, size_t size);

/* For the writer: returns when `work` has done more than it had at the last
 * call.  False: no more comes of it, or no more is wanted. */
bool relay_wait(struct relay *r);

/*
 * Runs both ends until the writer has returned and the reader has all that it
 * wants: `read` in the caller's thread, `write` in another if `apart` and if
 * one can be had.  False: memory was out for a record, and the reader has only
 * seen what was before.
 */
bool relay_run(const struct relay_ends *ends, bool apart, void *ctx);

/* Is there a second processor for a thread that computes as much as this? */
bool relay_pays(void);

#endif
