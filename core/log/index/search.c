/* SPDX-License-Identifier: Apache-2.0 */
/* search - the entries of a log for which a question holds; see search.h. */
#include "core/log/index/search.h"

#include "core/log/auditlog_own.h"
#include "core/log/index/index_own.h"

#include <stdlib.h>

/* Entries that are looked at together: an index in memory is made of them. */
#define TOGETHER 128

/* A search on its way. */
struct searching {
	struct auditlog *log;
	struct log_search *s;
	log_found visit;
	void *ctx;
	bool done;    /* nobody wants more */
	bool covered; /* by the index, which has counted what is unread */
	/* Read together; the index in memory numbers them from 0. */
	uint64_t entry[TOGETHER];
	struct leaf leaf[TOGETHER];
	struct str file[TOGETHER];
	size_t n;
};

/* The index in memory is in the order of the log, as every index. */
static void
turn(struct searching *w)
{
	for (size_t i = 0; i < w->n / 2; i++) {
		uint64_t other = w->entry[w->n - 1 - i];

		w->entry[w->n - 1 - i] = w->entry[i];
		w->entry[i] = other;
	}
}

static enum status
read_together(
    struct searching *w, struct arena *a, struct index *x, struct error *err)
{
	for (size_t i = 0; i < w->n && err->code == ST_OK; i++)
		if (index_fetch(w->log, w->entry[i], a, &w->leaf[i],
			&w->file[i], err) == ST_OK &&
		    index_add(x, i, &w->leaf[i], w->file[i], err) == ST_OK &&
		    w->file[i].p == NULL && !w->covered &&
		    leaf_is_filing(w->leaf[i].kind))
			w->s->unread++;
	return err->code == ST_OK ? index_settle(x, err) : err->code;
}

/* The index takes times to be in order; here they are looked at. */
static bool
is_in_time(const struct index_query *q, struct str time)
{
	return str_compare(str_clip(time, q->since.n), q->since) >= 0 &&
	       str_compare(str_clip(time, q->until.n), q->until) <= 0;
}

/* Is there room for one more? */
static bool
has_room(struct searching *w)
{
	if (w->s->limit == 0 || w->s->found < w->s->limit)
		return true;
	w->s->more = w->done = true;
	return false;
}

static void
give(struct searching *w, const struct log_hit *hit)
{
	w->s->found++;
	w->s->last = hit->entry;
	w->done = !w->visit(w->ctx, hit);
}

/* Gives one that passes, unless the limit is reached before it. */
static enum status
give_passed(struct searching *w, struct index *x, uint64_t i, struct error *err)
{
	struct index_row row;
	struct log_hit hit = { w->entry[i], &w->leaf[i], &row, w->file[i] };

	if (is_in_time(&w->s->query, hit.leaf->time) && has_room(w) &&
	    index_get(x, i, &w->s->query.amount, &row, err) == ST_OK)
		give(w, &hit);
	return err->code;
}

/* Can it be answered from the records alone? */
static bool
is_by_record(const struct index_query *q)
{
	for (size_t i = 0; i < q->ncondition; i++)
		if (q->condition[i].field != INDEX_KIND)
			return false;
	return q->amount.element.n == 0;
}

bool
log_search_wants_index(const struct index_query *q)
{
	return !is_by_record(q) || q->ncondition > 0 || q->since.n > 0 ||
	       q->until.n > 0 || q->filing.n > 0;
}

/* What is asked of records, asked of one. */
static bool
record_passes(const struct index_query *q, const struct leaf *leaf)
{
	const char *kind = leaf_kind_find(leaf->kind)->name;

	for (size_t i = 0; i < q->ncondition; i++)
		if (!str_is_nocase(q->condition[i].value, kind))
			return false;
	return is_in_time(q, leaf->time) &&
	       str_eq(str_clip(leaf->id, q->filing.n), q->filing);
}

/* One by its record: its filing is read only for what it says itself. */
static enum status
give_record(struct searching *w, uint64_t entry, struct error *err)
{
	struct log_search *s = w->s;
	struct arena a = { 0 };
	struct leaf leaf;
	struct index_row row = { .readable = false };
	struct log_hit hit = { entry, &leaf, &row, { NULL, 0 } };

	if (index_fetch_record(w->log, entry, &a, &leaf, err) == ST_OK &&
	    record_passes(&s->query, &leaf) && has_room(w)) {
		if (!s->records && leaf_is_filing(leaf.kind)) {
			index_fetch_file(
			    w->log, entry, &leaf, &a, &hit.file, err);
			index_read_row(&leaf, hit.file, &a, &row, err);
			s->unread += hit.file.p == NULL;
		}
		if (err->code == ST_OK)
			give(w, &hit);
	}
	arena_free(&a);
	return err->code;
}

/* The same of all that stand in w->entry. */
static enum status
give_records(struct searching *w, struct error *err)
{
	for (size_t i = 0; i < w->n && !w->done && err->code == ST_OK; i++)
		give_record(w, w->entry[i], err);
	w->n = 0;
	return err->code;
}

/* Asks the question of what stands in w->entry, in its order. */
static enum status
ask_together(struct searching *w, struct error *err)
{
	struct arena a = { 0 };
	struct index *x = NULL;
	uint64_t passed[TOGETHER];
	struct index_page page = { 0, w->n, passed, TOGETHER, 0 };

	if (is_by_record(&w->s->query))
		return give_records(w, err);
	if (w->s->query.newest)
		turn(w);
	if (index_in_memory(&x, err) == ST_OK &&
	    read_together(w, &a, x, err) == ST_OK &&
	    index_find(x, &w->s->query, &page, err) == ST_OK)
		for (size_t i = 0; i < page.n && !w->done && err->code == ST_OK;
		     i++)
			give_passed(w, x, passed[i], err);
	index_close(x);
	arena_free(&a);
	w->n = 0;
	return err->code;
}

/* Every entry from..below-1, in the order asked for. */
static enum status
scan(struct searching *w, uint64_t from, uint64_t below, struct error *err)
{
	while (from < below && !w->done && err->code == ST_OK) {
		w->entry[w->n++] = w->s->query.newest ? --below : from++;
		if (w->n == TOGETHER || from == below)
			ask_together(w, err);
	}
	return err->code;
}

/* How many are asked for at once: a page and the one behind it. */
static size_t
page_size(const struct log_search *s)
{
	uint64_t left = s->limit - s->found + 1;

	return s->limit > 0 && left < TOGETHER ? (size_t)left : TOGETHER;
}

/* What the index names of the entries from..below-1. */
static enum status
look_up(struct searching *w, uint64_t from, uint64_t below, struct error *err)
{
	struct log_search *s = w->s;
	struct index_page page = { from, below, w->entry, 0, 0 };

	do {
		page.most = page_size(s);
		if (index_begin(s->index, false, err) != ST_OK)
			break;
		index_find(s->index, &s->query, &page, err);
		index_abandon(s->index);
		if (err->code != ST_OK || page.n == 0)
			break;
		if (s->query.newest)
			page.below = w->entry[page.n - 1];
		else
			page.from = w->entry[page.n - 1] + 1;
		w->n = page.n;
		w->covered = true;
		ask_together(w, err);
		w->covered = false;
	} while (!w->done && err->code == ST_OK && page.n == page.most);
	return err->code;
}

/* Counts, of those that the index covers, the unread ones. */
static enum status
count_unread(
    struct log_search *s, uint64_t from, uint64_t below, struct error *err)
{
	const struct index_condition unread = { INDEX_STATE, STR("unread") };
	const struct index_query q = { .condition = &unread, .ncondition = 1 };
	uint64_t some[TOGETHER];
	struct index_page page = { from, below, some, TOGETHER, 0 };

	if (index_begin(s->index, false, err) == ST_OK)
		index_find(s->index, &q, &page, err);
	index_abandon(s->index);
	s->unread += page.n;
	return err->code;
}

enum status
log_search(struct auditlog *log, struct log_search *s, log_found visit,
    void *ctx, struct error *err)
{
	struct searching *w = calloc(1, sizeof(*w));
	uint64_t from = 0, below, covered;

	if (w == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	*w = (struct searching){
		.log = log, .s = s, .visit = visit, .ctx = ctx
	};
	s->found = s->last = s->unread = 0;
	s->more = false;
	if (store_size(log->store, &s->size, err) != ST_OK)
		goto out;
	below = s->size;
	if (s->has_after && s->query.newest && s->after < below)
		below = s->after;
	if (s->has_after && !s->query.newest)
		from = s->after + 1;
	covered = s->index != NULL && log_search_wants_index(&s->query)
		      ? index_size(s->index)
		      : 0;
	if (covered > below)
		covered = below;
	if (covered < from)
		covered = from;
	if (from < covered && !is_by_record(&s->query) &&
	    count_unread(s, from, covered, err) != ST_OK)
		goto out;
	if (s->query.newest && scan(w, covered, below, err) == ST_OK &&
	    !w->done && from < covered)
		look_up(w, from, covered, err);
	if (!s->query.newest && from < covered)
		look_up(w, from, covered, err);
	if (!s->query.newest && !w->done && err->code == ST_OK)
		scan(w, covered, below, err);
out:
	free(w);
	return err->code;
}

void
log_search_unread(const struct log_search *s, struct findings *f)
{
	findings_warn(f, ST_OK, pos_none,
	    "the filing of %llu%s of the entries cannot be read, and only "
	    "their records were searched: log verify says more",
	    (unsigned long long)s->unread, s->index != NULL ? " or more" : "");
}
