/* SPDX-License-Identifier: Apache-2.0 */
/* auditlog_append - adding entries to the log; see auditlog.h. */
#include "core/base/date.h"
#include "core/log/auditlog_own.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* The log must be what the filing's own checkpoint became. */
static enum status
check_carried(
    struct auditlog *log, struct str note, uint64_t size, struct error *err)
{
	struct checkpoint c = { 0 };

	if (auditlog_open_head(log, note, &c, err) != ST_OK)
		return err->code;
	return auditlog_continues(log, &c, size, auditlog_here(log),
	    "the filing carries a checkpoint", err);
}

/* Seconds since 1970 of "2026-11-23T10:15:00Z". */
static int64_t
seconds_of(struct str time)
{
	char text[DATE_TIME_TEXT];
	struct tm tm = { 0 };

	snprintf(text, sizeof(text), "%.*s", STR_ARG(time));
	if (strptime(text, "%Y-%m-%dT%H:%M:%SZ", &tm) == NULL)
		return 0;
	return (int64_t)timegm(&tm);
}

/*
 * Time never runs backwards in a log, though clocks do: what they said is
 * recorded beside it.
 */
static void
choose_time(int64_t now, struct str last, char clock[DATE_TIME_TEXT],
    struct log_receipt *out)
{
	date_time_format(now, out->time);
	out->clock_behind = 0;
	clock[0] = '\0';
	if (last.n != DATE_TIME_TEXT - 1 ||
	    str_compare(str_of(out->time), last) >= 0)
		return;
	out->clock_behind = seconds_of(last) - now;
	memcpy(clock, out->time, DATE_TIME_TEXT);
	memcpy(out->time, last.p, last.n);
	out->time[last.n] = '\0';
}

/* What is being added, inside one transaction. */
struct adding {
	struct auditlog *log;
	struct merkle m;
	struct str last;         /* time of the entry before */
	const struct leaf *file; /* whose files were the last to be put */
	struct store_node *node; /* what the tree has more, put in the end */
	size_t nnode;
	struct arena *a;
	struct error *err;
};

/* The same input as of the entry before is there. */
static bool
is_put(const struct adding *x, const uint8_t sha256[SHA256_SIZE])
{
	for (size_t i = 0; x->file != NULL && i < x->file->ninput; i++)
		if (memcmp(x->file->input[i].sha256, sha256, SHA256_SIZE) == 0)
			return true;
	return false;
}

static bool
add_node(
    void *ctx, unsigned level, uint64_t index, const uint8_t hash[SHA256_SIZE])
{
	struct adding *x = ctx;
	struct store_node *node = &x->node[x->nnode++];

	node->level = level;
	node->index = index;
	memcpy(node->hash, hash, SHA256_SIZE);
	return true;
}

/* Blobs and record. */
static enum status
put_entry(struct adding *x, const struct log_entry *e, const struct leaf *leaf,
    const struct described *is)
{
	struct store *store = x->log->store;
	struct known *known = &x->log->known;
	enum status st = ST_OK;

	if (leaf_is_filing(leaf->kind))
		st =
		    known_put_blob(known, store, leaf->sha256, e->file, x->err);
	for (size_t i = 0; st == ST_OK && i < e->ninput; i++)
		if (!is_put(x, leaf->input[i].sha256))
			st = known_put_blob(known, store, leaf->input[i].sha256,
			    e->input[i].body, x->err);
	if (st == ST_OK)
		st = store_put_entry(store, x->m.size, is->text, x->err);
	for (size_t i = 0; st == ST_OK && i < leaf->nrefers; i++)
		st =
		    store_put_refers(store, x->m.size, leaf->refers[i], x->err);
	if (st != ST_OK)
		return st;
	known_add(known, leaf->id);
	x->file = leaf;
	if (!merkle_append(&x->m, is->hash, add_node, x))
		return error_set(x->err, ST_CRYPTO, auditlog_here(x->log),
		    "the hash tree cannot grow");
	return ST_OK;
}

/* The signed head of the tree: one for all that a transaction adds, behind that
 * of so many entries. */
static enum status
put_head(struct auditlog *log, const struct merkle *m, uint64_t before,
    struct arena *a, struct str *note, struct error *err)
{
	struct checkpoint c = { .origin = log->origin,
		.size = m->size,
		.follows = true,
		.before = before };
	struct store_head head = { .size = m->size };
	enum status st;

	if (!merkle_root(m, c.root))
		return error_set(
		    err, ST_CRYPTO, auditlog_here(log), "SHA-256 failed");
	memcpy(head.root, c.root, SHA256_SIZE);
	st = checkpoint_sign(log->signer, &c, a, &head.note, err);
	if (st == ST_OK)
		st = store_put_head(log->store, &head, err);
	if (st == ST_OK)
		*note = head.note;
	return st;
}

/* What it refers to must be there before it; what it changes, unchanged. */
static enum status
check_refers(struct auditlog *log, const struct leaf *leaf, struct arena *a,
    struct error *err)
{
	for (size_t i = 0; i < leaf->nrefers; i++) {
		struct str id = leaf->refers[i];
		struct leaf other;
		uint64_t index;
		bool found = false;

		if (auditlog_leaf_of(log, id, a, &index, &other, &found, err) !=
		    ST_OK)
			return err->code;
		if (!found)
			return error_set(err, ST_REF, auditlog_here(log),
			    "no entry \"%.*s\" in the log, to which the new "
			    "one refers",
			    STR_ARG(str_clip(id, 80)));
		if (leaf_kind_find(leaf->kind)->of_filing &&
		    !leaf_is_filing(other.kind))
			return error_set(err, ST_REF, auditlog_here(log),
			    "\"%.*s\" is of kind \"%.*s\": expected a filing",
			    STR_ARG(str_clip(id, 80)), STR_ARG(other.kind));
		if (leaf_kind_find(leaf->kind)->changes &&
		    auditlog_check_change(
			log, id, leaf->id, auditlog_here(log), err) != ST_OK)
			return err->code;
	}
	return ST_OK;
}

/* The record where the clock was wrong. */
static enum status
describe_again(struct adding *x, const struct log_entry *e, const char *clock,
    const char *time, struct leaf *leaf, struct described *is)
{
	enum status st;

	leaf->time = str_of(time);
	leaf->clock = arena_copy(x->a, str_of(clock));
	if (leaf->clock.p == NULL)
		return error_set(x->err, ST_NOMEM, pos_none, "out of memory");
	st = auditlog_identify(e, leaf, x->a, x->err);
	if (st == ST_OK)
		st = leaf_write(leaf, x->a, &is->text, x->err);
	if (st == ST_OK && !merkle_leaf(is->text, is->hash))
		st = error_set(
		    x->err, ST_CRYPTO, auditlog_here(x->log), "SHA-256 failed");
	return st;
}

/* One entry.  Only now is its time known, and the id of a run with it. */
static enum status
append_one(struct adding *x, const struct log_entry *e, struct leaf *leaf,
    struct described *is, struct log_receipt *r)
{
	char clock[DATE_TIME_TEXT];
	struct leaf before;
	enum status st = ST_OK;

	choose_time(e->now, x->last, clock, r);
	if (clock[0] != '\0')
		st = describe_again(x, e, clock, r->time, leaf, is);
	if (st == ST_OK && !known_lacks(&x->log->known, leaf->id))
		st = auditlog_leaf_of(x->log, leaf->id, x->a, &r->index,
		    &before, &r->already, x->err);
	if (st != ST_OK)
		return st;
	snprintf(r->id, sizeof(r->id), "%.*s", STR_ARG(leaf->id));
	if (r->already) {
		r->clock_behind = 0;
		snprintf(
		    r->time, sizeof(r->time), "%.*s", STR_ARG(before.time));
		return ST_OK;
	}
	st = check_refers(x->log, leaf, x->a, x->err);
	if (st != ST_OK)
		return st;
	x->last = leaf->time;
	r->index = x->m.size;
	return put_entry(x, e, leaf, is);
}

/* All of them; *size: how many entries there are then. */
static enum status
append_locked(struct auditlog *log, struct describing *d, struct arena *a,
    struct log_receipt *r, bool *added, uint64_t *size, struct error *err)
{
	const struct log_entry *list = d->list;
	const size_t n = d->n;
	struct adding x = { .log = log, .a = a, .err = err };
	struct str carried = { NULL, 0 }, note = { NULL, 0 };
	struct store_head head;
	uint64_t before;
	enum status st = auditlog_head(log, a, &x.m, &x.last, err);

	/* Each leaf, and what n of them complete. */
	x.node = TAKE(a, struct store_node, 2 * n + MERKLE_LEVELS);
	if (st == ST_OK && x.node == NULL)
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	before = x.m.size;
	if (st == ST_OK)
		st = known_expect(&log->known, log->store, before, n, err);
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		/* Those of a group mostly carry the same one. */
		if (list[i].checkpoint.n > 0 &&
		    !str_eq(list[i].checkpoint, carried))
			st =
			    check_carried(log, list[i].checkpoint, before, err);
		carried = list[i].checkpoint;
		if (st == ST_OK)
			st = auditlog_described(d, i, err);
		if (st == ST_OK)
			st = append_one(
			    &x, &list[i], &d->leaf[i], &d->is[i], &r[i]);
	}
	if (st == ST_OK)
		st = store_put_nodes(log->store, x.node, x.nnode, err);
	*size = x.m.size;
	*added = st == ST_OK && x.m.size > before;
	if (*added)
		st = put_head(log, &x.m, before, a, &note, err);
	else if (st == ST_OK &&
		 (st = auditlog_newest(log, a, &head, err)) == ST_OK)
		note = head.note;
	for (size_t i = 0; i < n; i++)
		r[i].checkpoint = note;
	return st;
}

enum status
auditlog_append_all(struct auditlog *log, const struct log_entry *list,
    size_t n, struct arena *a, struct log_receipt *out, struct error *err)
{
	struct log_receipt *r = TAKE(a, struct log_receipt, n);
	struct describing d;
	enum status st;
	uint64_t size = 0;
	bool added = false;

	if (log->signer == NULL)
		return error_set(err, ST_KEY, auditlog_here(log),
		    "the key of the log is needed to add to it");
	if (r == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	st = auditlog_describe(&d, list, n, a, err);
	if (st == ST_OK)
		st = store_begin(log->store, true, err);
	if (st == ST_OK) {
		st = append_locked(log, &d, a, r, &added, &size, err);
		if (st == ST_OK && added)
			st = store_commit(log->store, err);
		if (st == ST_OK)
			known_settle(&log->known, size);
		store_abandon(log->store);
	}
	auditlog_describe_end(&d);
	if (st == ST_OK)
		memcpy(out, r, n * sizeof(*r));
	return st;
}

enum status
auditlog_append(struct auditlog *log, const struct log_entry *e,
    struct arena *a, struct log_receipt *out, struct error *err)
{
	return auditlog_append_all(log, e, 1, a, out, err);
}

enum status
auditlog_preview(struct auditlog *log, const struct log_entry *e,
    struct arena *a, struct log_receipt *out, struct error *err)
{
	struct log_receipt r = { .already = false };
	struct describing d;
	struct leaf before;
	enum status st = auditlog_describe(&d, e, 1, a, err);

	if (st == ST_OK)
		st = auditlog_described(&d, 0, err);
	if (st == ST_OK)
		st = auditlog_leaf_of(
		    log, d.leaf->id, a, &r.index, &before, &r.already, err);
	if (st == ST_OK && !r.already) {
		st = store_size(log->store, &r.index, err);
		before = *d.leaf;
		if (st == ST_OK)
			st = check_refers(log, d.leaf, a, err);
	}
	if (st == ST_OK) {
		snprintf(r.id, sizeof(r.id), "%.*s", STR_ARG(d.leaf->id));
		snprintf(r.time, sizeof(r.time), "%.*s", STR_ARG(before.time));
		*out = r;
	}
	auditlog_describe_end(&d);
	return st;
}
