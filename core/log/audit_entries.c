/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit_entries - one entry after the other in an audit; see audit.h.
 *
 * Batches are read ahead of what is taken of them, a few at most: what they
 * show is said in the order of the log, and memory does not grow with it.
 */
#include "core/log/audit.h"

#include <inttypes.h>
#include <stdlib.h>

/* Entries from .. to - 1 are not there. */
static enum status
pass_gap(struct audit *x, struct audit_batch *b, uint64_t from, uint64_t to,
    struct error *err)
{
	enum status st = ST_OK;

	x->unread = true;
	if (to - from == 1)
		audit_say(x, from, "entry-missing", "there is no such entry");
	else
		audit_say(x, from, "entry-missing",
		    "there are no entries %" PRIu64 " to %" PRIu64, from,
		    to - 1);
	while (st == ST_OK && !x->lost && from < to)
		st = audit_place(x, b, from++, NULL, err);
	return st;
}

/* One entry in its turn. */
static enum status
take_entry(struct audit *x, struct audit_batch *b, const struct audit_entry *e,
    struct error *err)
{
	enum status st;

	if (e->damage.code != ST_OK) {
		x->unread = true;
		st = audit_damage(x, e->index, "file", &e->damage, err);
		return st == ST_OK ? audit_place(x, b, e->index, NULL, err)
				   : st;
	}
	x->io->entries++;
	st = audit_place(x, b, e->index, e->hash, err);
	return st == ST_OK ? audit_record(x, e, err) : st;
}

/* What a batch has shown, in the order of the log. */
static enum status
take_batch(struct audit *x, struct audit_batch *b, struct error *err)
{
	uint64_t index = b->from;
	enum status st = store_begin(x->store, false, err);

	for (size_t i = 0; i < b->nbody; i++)
		if (b->body[i].blob != INTERN_NONE)
			x->blob[b->body[i].blob].bad = b->body[i].bad;
	for (size_t i = 0; st == ST_OK && i < b->n; i++) {
		const struct audit_entry *e = &b->entry[i];

		if (e->index > index)
			st = pass_gap(x, b, index, e->index, err);
		if (st == ST_OK)
			st = take_entry(x, b, e, err);
		index = e->index + 1;
	}
	if (st == ST_OK && b->end > index)
		st = pass_gap(x, b, index, b->end, err);
	store_abandon(x->store);
	return st;
}

/* Batches on their way, and where the next one begins. */
struct ahead {
	struct audit_batch *batch[AUDIT_AHEAD]; /* or NULL: not used yet */
	size_t given, taken;
	uint64_t index;
	struct error unread; /* why no more can be read, or ST_OK */
};

/* Is there more to read, and room for it? */
static bool
wants_more(const struct audit *x, const struct ahead *q)
{
	return q->index < x->size && q->unread.code == ST_OK &&
	       q->given - q->taken < AUDIT_AHEAD;
}

/* The next batch is read, and handed over. */
static void
read_ahead(struct audit *x, struct audit_crew *crew, struct ahead *q)
{
	struct audit_batch **b = &q->batch[q->given % AUDIT_AHEAD];

	if (*b == NULL)
		*b = calloc(1, sizeof(**b));
	if (*b == NULL) {
		error_set(&q->unread, ST_NOMEM, pos_none, "out of memory");
	} else if (audit_read_batch(x, *b, q->index, &q->unread) != ST_OK) {
		audit_batch_clear(*b);
	} else {
		q->index = (*b)->end;
		q->given++;
		audit_crew_give(crew, *b);
	}
}

/* The oldest batch is taken, once all of it is worked off. */
static enum status
take_next(struct audit *x, struct audit_crew *crew, struct ahead *q,
    struct error *err)
{
	struct audit_batch *b = audit_crew_take(crew);
	enum status st = take_batch(x, b, err);

	q->taken++;
	progress_at(x->io->progress, b->end - x->base.size);
	audit_batch_clear(b);
	return st;
}

enum status
audit_entries(struct audit *x, struct error *err)
{
	struct ahead q = { .index = x->base.size };
	struct audit_crew *crew = NULL;
	enum status st =
	    audit_crew_begin(x, x->size - q.index >= AUDIT_FEW, &crew, err);

	/* of those before where the audit begins it knows nothing */
	if (q.index == 0)
		known_begin(&x->ids);
	progress_begin(x->io->progress, PROGRESS_AUDIT, x->size - q.index);
	while (st == ST_OK && (wants_more(x, &q) || q.taken < q.given))
		if (wants_more(x, &q))
			read_ahead(x, crew, &q);
		else
			st = take_next(x, crew, &q, err);
	audit_crew_end(crew);
	for (size_t i = 0; i < AUDIT_AHEAD; i++)
		audit_batch_free(q.batch[i]);
	if (st == ST_OK && q.unread.code != ST_OK)
		st = error_set(
		    err, q.unread.code, q.unread.at, "%s", q.unread.text);
	if (st == ST_OK)
		st = audit_end_tree(x, err);
	return st == ST_OK ? audit_references(x, err) : st;
}
