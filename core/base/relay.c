/* SPDX-License-Identifier: Apache-2.0 */
/*
 * relay - records from a writer to a reader; see relay.h.
 *
 * A ring of batches.  The writer fills one while the reader takes those
 * before it; each is handed over once, under the lock, and the two never
 * touch the same one.  In one thread the reader is called where the writer
 * would hand over, and work is done where the writer would wait for it.
 */
#include "core/base/relay.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

/* [bytes] Some thousand records: the lock is taken once for all of them, and
 * the ring still fits into the caches. */
#define BATCH ((size_t)256 << 10)
#define BATCHES 16
/* With so many to read, other work waits. */
#define PLENTY 8

struct batch {
	char *p; /* or NULL: not used yet */
	size_t n, size;
};

struct relay {
	const struct relay_ends *ends;
	void *ctx;
	bool apart;  /* two threads */
	bool failed; /* memory was out; the writer's, until it has ended */
	pthread_mutex_t lock;
	pthread_cond_t moved; /* any of those below; at most one waits */
	size_t written;       /* batches handed over, ever */
	size_t taken;         /* of these, given back */
	bool over;            /* no more is written */
	bool enough;          /* no more is wanted */
	size_t worked;        /* pieces of other work, done */
	size_t awaited;       /* of these, known to the writer: its own */
	bool idle;            /* nothing of it is left */
	struct batch batch[BATCHES];
};

/* The batch that the writer fills. */
static struct batch *
current(struct relay *r)
{
	return &r->batch[r->written % BATCHES];
}

/* The reader's turn on a batch; false: no more is wanted. */
static bool
take(struct relay *r, const struct batch *b)
{
	return r->ends->read(b->p, b->p + b->n, r->ctx);
}

/* Hands the current batch over and waits for an empty one; false: no more is
 * wanted. */
static bool
hand_over(struct relay *r)
{
	bool enough;

	if (!r->apart) {
		r->enough = r->enough || !take(r, current(r));
		current(r)->n = 0;
		return !r->enough;
	}
	pthread_mutex_lock(&r->lock);
	r->written++;
	pthread_cond_signal(&r->moved);
	while (r->written - r->taken == BATCHES && !r->enough)
		pthread_cond_wait(&r->moved, &r->lock);
	enough = r->enough;
	pthread_mutex_unlock(&r->lock);
	current(r)->n = 0;
	return !enough;
}

/* An empty batch that holds at least so much; NULL: as relay_room(). */
static struct batch *
next_batch(struct relay *r, size_t size)
{
	struct batch *b = current(r);

	if (b->n > 0 && !hand_over(r))
		return NULL;
	b = current(r);
	if (b->size >= size)
		return b;
	free(b->p);
	b->size = size > BATCH ? size : BATCH;
	b->p = malloc(b->size);
	if (b->p != NULL)
		return b;
	b->size = 0;
	r->failed = true;
	return NULL;
}

void *
relay_room(struct relay *r, size_t size)
{
	struct batch *b = current(r);

	if (size > b->size - b->n)
		b = next_batch(r, size);
	if (b == NULL)
		return NULL;
	b->n += size;
	return b->p + b->n - size;
}

bool
relay_wait(struct relay *r)
{
	bool more;

	if (r->ends->work == NULL)
		return false;
	if (!r->apart)
		return !r->enough && r->ends->work(r->ctx);
	pthread_mutex_lock(&r->lock);
	while (r->worked == r->awaited && !r->idle && !r->enough)
		pthread_cond_wait(&r->moved, &r->lock);
	more = r->worked > r->awaited;
	r->awaited = r->worked;
	pthread_mutex_unlock(&r->lock);
	return more;
}

static void *
write_all(void *arg)
{
	struct relay *r = arg;

	r->ends->write(r, r->ctx);
	if (current(r)->n > 0)
		hand_over(r);
	pthread_mutex_lock(&r->lock);
	r->over = true;
	pthread_cond_signal(&r->moved);
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

/* A piece of other work; under the lock, but for the work itself. */
static void
work_once(struct relay *r)
{
	bool more;

	pthread_mutex_unlock(&r->lock);
	more = r->ends->work(r->ctx);
	pthread_mutex_lock(&r->lock);
	r->worked += more;
	r->idle = !more;
	pthread_cond_signal(&r->moved);
}

static void
read_all(struct relay *r)
{
	pthread_mutex_lock(&r->lock);
	while (!r->enough) {
		bool more;

		if (!r->idle && !r->over && r->written - r->taken < PLENTY) {
			work_once(r);
			continue;
		}
		while (r->taken == r->written && !r->over)
			pthread_cond_wait(&r->moved, &r->lock);
		if (r->taken == r->written)
			break;
		pthread_mutex_unlock(&r->lock);
		more = take(r, &r->batch[r->taken % BATCHES]);
		pthread_mutex_lock(&r->lock);
		r->taken++;
		r->enough = !more;
		pthread_cond_signal(&r->moved);
	}
	pthread_mutex_unlock(&r->lock);
}

bool
relay_run(const struct relay_ends *ends, bool apart, void *ctx)
{
	struct relay r = { .ends = ends,
		.ctx = ctx,
		.apart = apart,
		.idle = ends->work == NULL,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.moved = PTHREAD_COND_INITIALIZER };
	pthread_t writer;

	if (apart && pthread_create(&writer, NULL, write_all, &r) == 0) {
		read_all(&r);
		pthread_join(writer, NULL);
	} else {
		r.apart = false;
		write_all(&r);
	}
	pthread_cond_destroy(&r.moved);
	pthread_mutex_destroy(&r.lock);
	for (size_t i = 0; i < BATCHES; i++)
		free(r.batch[i].p);
	return !r.failed;
}

bool
relay_pays(void)
{
	cpu_set_t set;

	/* on a machine with more than the set holds it fails */
	return sched_getaffinity(0, sizeof(set), &set) != 0 ||
	       CPU_COUNT(&set) > 1;
}
