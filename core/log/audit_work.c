/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit_work - what needs no order in an audit: digests, signatures and the
 * caller's check, on two threads; see audit.h.
 *
 * One thread reads batches and takes what they have shown, in the order of the
 * log; it is the only one that touches the store, and it gets some batches
 * ahead.  A second one works off what is read, piece by piece, and the first
 * helps while it has nothing else to do.  Each piece is written into its own
 * place, so that it is of no matter who comes to it, and when.
 */
#include "core/log/audit.h"

#include <stdlib.h>
#include <string.h>

struct audit_crew {
	struct audit *x;
	pthread_mutex_t lock;
	pthread_cond_t moved; /* any of these below */
	struct audit_batch *batch[AUDIT_AHEAD];
	size_t given, taken; /* batches, ever; n-th is batch[n % AUDIT_AHEAD] */
	bool over;           /* nothing more is given */
	bool apart;          /* there is a second thread */
	pthread_t thread;
};

static void
hash_body(struct audit_body *body)
{
	const struct str bytes = { body->bytes.p, body->bytes.n };
	uint8_t now[SHA256_SIZE];

	body->bad = !digest_sha256(bytes, now) ||
		    memcmp(now, body->sha256, SHA256_SIZE) != 0;
}

static void
work_entry(struct audit *x, struct audit_entry *e)
{
	if (e->damage.code != ST_OK)
		return;
	if (!merkle_leaf(e->text, e->hash))
		error_set(&e->damage, ST_CRYPTO, x->at, "SHA-256 failed");
	if (x->io->check == NULL || e->body.p == NULL)
		return;
	if (x->io->check(x->io->ctx, &e->leaf, e->body, &e->mem, &e->facts,
		&e->refused) == ST_OK &&
	    e->facts.checkpoint.n > 0)
		audit_open_note(x, e->facts.checkpoint, &e->was, &e->no_was);
}

/* Checkpoints first: filings carry them again. */
static void
work_piece(struct audit *x, struct audit_batch *b, size_t i)
{
	if (i < b->nhead) {
		struct audit_head *h = &b->head[i];

		if (h->refused.code == ST_OK)
			audit_open_note(x, h->row.note, &h->c, &h->refused);
	} else if (i - b->nhead < b->n) {
		work_entry(x, &b->entry[i - b->nhead]);
	} else if (b->body[i - b->nhead - b->n].blob != INTERN_NONE) {
		hash_body(&b->body[i - b->nhead - b->n]);
	}
}

/* The next piece of the oldest batch that has one, done; under the lock, but
 * for the work itself.  False: all are begun. */
static bool
work_once(struct audit_crew *crew)
{
	for (size_t k = crew->taken; k < crew->given; k++) {
		struct audit_batch *b = crew->batch[k % AUDIT_AHEAD];
		size_t i = b->begun;

		if (i == b->npiece)
			continue;
		b->begun++;
		pthread_mutex_unlock(&crew->lock);
		work_piece(crew->x, b, i);
		pthread_mutex_lock(&crew->lock);
		if (++b->done == b->npiece)
			pthread_cond_broadcast(&crew->moved);
		return true;
	}
	return false;
}

static void *
work_all(void *of)
{
	struct audit_crew *crew = of;

	pthread_mutex_lock(&crew->lock);
	while (!crew->over)
		if (!work_once(crew))
			pthread_cond_wait(&crew->moved, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

enum status
audit_crew_begin(
    struct audit *x, bool apart, struct audit_crew **out, struct error *err)
{
	struct audit_crew *crew = calloc(1, sizeof(*crew));

	if (crew == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	crew->x = x;
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->moved, NULL);
	crew->apart =
	    apart && pthread_create(&crew->thread, NULL, work_all, crew) == 0;
	*out = crew;
	return ST_OK;
}

void
audit_crew_give(struct audit_crew *crew, struct audit_batch *b)
{
	b->npiece = b->n + b->nbody + b->nhead;
	b->begun = b->done = 0;
	pthread_mutex_lock(&crew->lock);
	crew->batch[crew->given++ % AUDIT_AHEAD] = b;
	pthread_cond_broadcast(&crew->moved);
	pthread_mutex_unlock(&crew->lock);
}

struct audit_batch *
audit_crew_take(struct audit_crew *crew)
{
	struct audit_batch *b = NULL;

	pthread_mutex_lock(&crew->lock);
	if (crew->taken < crew->given) {
		b = crew->batch[crew->taken % AUDIT_AHEAD];
		while (b->done < b->npiece)
			if (!work_once(crew))
				pthread_cond_wait(&crew->moved, &crew->lock);
		crew->taken++;
	}
	pthread_mutex_unlock(&crew->lock);
	return b;
}

void
audit_crew_end(struct audit_crew *crew)
{
	if (crew == NULL)
		return;
	pthread_mutex_lock(&crew->lock);
	crew->over = true;
	pthread_cond_broadcast(&crew->moved);
	pthread_mutex_unlock(&crew->lock);
	if (crew->apart)
		pthread_join(crew->thread, NULL);
	pthread_cond_destroy(&crew->moved);
	pthread_mutex_destroy(&crew->lock);
	free(crew);
}
