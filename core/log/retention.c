/* SPDX-License-Identifier: Apache-2.0 */
/* retention - until when entries have to be kept; see retention.h. */
#include "core/log/retention.h"

#include "core/log/auditlog_own.h"

#include <stdlib.h>
#include <string.h>

/* The later entry refers to the earlier one. */
struct link {
	uint64_t from, to;
};

/* A file that an entry has. */
struct held {
	uint8_t sha256[SHA256_SIZE];
	uint64_t size, entry;
};

struct work {
	struct auditlog *log;
	struct retention *r;
	struct link *link; /* [nlink], from ascending */
	size_t nlink, cap_link;
	struct held *held; /* [nheld] */
	size_t nheld, cap_held;
	uint64_t *based; /* [nbased] entries on which what came after rests */
	size_t nbased, cap_based;
	struct error *err;
};

/* Room for one more of `size` bytes. */
static bool
more(void **list, size_t n, size_t *cap, size_t size)
{
	size_t want = *cap > 0 ? *cap * 2 : 64;
	void *p;

	if (n < *cap)
		return true;
	p = realloc(*list, want * size);
	if (p == NULL)
		return false;
	*list = p;
	*cap = want;
	return true;
}

/* The same day so many years later; after a 29 February the 1 March. */
static date_day
years_later(date_day day, unsigned years)
{
	const date_day year = day / 10000 + (date_day)years;
	const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (day % 10000 == 229 && !leap)
		return year * 10000 + 301;
	return year * 10000 + day % 10000;
}

/* Keys, packs, policies: whatever is later was made under them. */
static bool
is_base(struct str kind)
{
	static const char *const bases[] = { "key", "predecessor", "rules",
		"assumptions", "policy" };

	for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++)
		if (str_is(kind, bases[i]))
			return true;
	return false;
}

static bool
add_held(struct work *w, const uint8_t sha256[SHA256_SIZE], uint64_t size,
    uint64_t entry)
{
	struct held *h;

	if (!more((void **)&w->held, w->nheld, &w->cap_held, sizeof(*h)))
		return false;
	h = &w->held[w->nheld++];
	*h = (struct held){ .size = size, .entry = entry };
	memcpy(h->sha256, sha256, SHA256_SIZE);
	return true;
}

static enum status
add_links(
    struct work *w, const struct leaf *leaf, uint64_t index, struct arena *a)
{
	for (size_t i = 0; i < leaf->nrefers; i++) {
		struct leaf earlier;
		uint64_t to = 0;
		bool found = false;

		if (auditlog_leaf_of(w->log, leaf->refers[i], a, &to, &earlier,
			&found, w->err) != ST_OK)
			return w->err->code;
		if (!found || to >= index)
			continue; /* a matter of the audit */
		if (!more((void **)&w->link, w->nlink, &w->cap_link,
			sizeof(*w->link)))
			return error_set(
			    w->err, ST_NOMEM, pos_none, "out of memory");
		w->link[w->nlink++] = (struct link){ index, to };
	}
	return ST_OK;
}

/* What the record of an entry says. */
static enum status
look(struct work *w, uint64_t index)
{
	struct retention_entry *e = &w->r->entry[index];
	const struct pos at = auditlog_here(w->log);
	struct arena a = { 0 };
	struct leaf leaf;
	date_day day = DATE_NONE;
	bool ok = true;

	if (auditlog_leaf(w->log, index, &a, &leaf, w->err) != ST_OK ||
	    date_read((struct str){ leaf.time.p, DATE_TEXT - 1 }, at, &day,
		w->err) != ST_OK ||
	    add_links(w, &leaf, index, &a) != ST_OK)
		goto out;
	*e = (struct retention_entry){ years_later(day, w->r->years), index,
		RETENTION_OWN };
	if (leaf_is_filing(leaf.kind))
		ok = add_held(w, leaf.sha256, leaf.size, index);
	for (size_t i = 0; ok && i < leaf.ninput; i++)
		ok = add_held(
		    w, leaf.input[i].sha256, leaf.input[i].size, index);
	if (ok && is_base(leaf.kind)) {
		ok = more((void **)&w->based, w->nbased, &w->cap_based,
		    sizeof(*w->based));
		if (ok)
			w->based[w->nbased++] = index;
	}
	if (!ok)
		error_set(w->err, ST_NOMEM, pos_none, "out of memory");
out:
	arena_free(&a);
	return w->err->code;
}

/* An earlier entry is kept as long as a later one that rests on it. */
static void
lengthen(struct retention *r, uint64_t to, uint64_t by, enum retention_why why)
{
	if (r->entry[to].until < r->entry[by].until)
		r->entry[to] =
		    (struct retention_entry){ r->entry[by].until, by, why };
}

/* References lead backwards: the last of them first, so that what is handed
 * on is final. */
static void
spread(struct work *w)
{
	struct retention *r = w->r;
	uint64_t longest = 0;

	for (size_t i = w->nlink; i > 0; i--)
		lengthen(
		    r, w->link[i - 1].to, w->link[i - 1].from, RETENTION_NAMED);
	for (uint64_t i = 0; i < r->size; i++)
		if (r->entry[i].until >= r->entry[longest].until)
			longest = i;
	for (size_t i = 0; i < w->nbased; i++)
		if (longest > w->based[i])
			lengthen(r, w->based[i], longest, RETENTION_RESTS);
	for (uint64_t i = 0; i < r->size; i++) {
		r->past += r->entry[i].until < r->today;
		if (r->entry[i].until > r->all_until)
			r->all_until = r->entry[i].until;
	}
}

static int
by_digest(const void *a, const void *b)
{
	return memcmp(((const struct held *)a)->sha256,
	    ((const struct held *)b)->sha256, SHA256_SIZE);
}

/* A file counts once, and is needed as long as any of its entries. */
static void
count_files(struct work *w)
{
	struct retention *r = w->r;
	size_t k;

	if (w->nheld > 0)
		qsort(w->held, w->nheld, sizeof(*w->held), by_digest);
	for (size_t i = 0; i < w->nheld; i = k) {
		bool past = true;

		for (k = i;
		     k < w->nheld && by_digest(&w->held[i], &w->held[k]) == 0;
		     k++)
			past =
			    past && r->entry[w->held[k].entry].until < r->today;
		r->bytes += w->held[i].size;
		r->past_bytes += past ? w->held[i].size : 0;
	}
}

enum status
retention_find(struct auditlog *log, struct arena *a, struct retention *r,
    struct error *err)
{
	struct work w = { .log = log, .r = r, .err = err };
	enum status st = store_size(log->store, &r->size, err);

	r->past = r->bytes = r->past_bytes = 0;
	r->all_until = DATE_NONE;
	if (st == ST_OK) {
		r->entry = TAKE(a, struct retention_entry, r->size + 1);
		if (r->entry == NULL)
			st =
			    error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	for (uint64_t i = 0; st == ST_OK && i < r->size; i++)
		st = look(&w, i);
	if (st == ST_OK && r->size > 0) {
		spread(&w);
		count_files(&w);
	}
	free(w.based);
	free(w.held);
	free(w.link);
	return st;
}

enum status
retention_each(struct auditlog *log, const struct retention *r,
    retention_visit visit, void *ctx, struct error *err)
{
	enum status st = ST_OK;
	bool on = true;

	for (uint64_t i = 0; st == ST_OK && on && i < r->size; i++) {
		struct arena a = { 0 };
		struct leaf leaf;

		st = auditlog_leaf(log, i, &a, &leaf, err);
		if (st == ST_OK)
			on = visit(ctx, i, &leaf, &r->entry[i],
			    r->entry[i].until < r->today);
		arena_free(&a);
	}
	return st;
}
