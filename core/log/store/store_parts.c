/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_parts - finding a row by its id or digest; see store.h.
 *
 * The index of them is in parts, so that a group of new rows changes few pages
 * of a large log.  Each part is looked into, the last one first.
 */
#include "core/log/store/store_sqlite.h"

#include <string.h>

#define PART_BITS 14 /* rows of a part, as in the schema */
#define PART_ID 16   /* characters of an id that its index has */

/* A walk over the parts of a table. */
struct parts {
	struct store *s;
	enum query prev; /* gives the row before a number */
	int64_t below;   /* only rows before that are yet to be looked at */
	int64_t part;    /* that is to be looked into now */
};

/* All parts at one moment, with one lock of the file instead of one for each.
 * True: let_go() ends it. */
static bool
hold(struct store *s)
{
	return sqlite3_get_autocommit(s->db) != 0 &&
	       sqlite3_exec(s->db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
}

static void
let_go(struct store *s, bool held)
{
	if (held)
		store_abandon(s);
}

/* The part of the last row that is yet to be looked at, if there is one. */
static enum status
next_part(struct parts *p, bool *found, struct error *err)
{
	sqlite3_stmt *st = store_ready(p->s, p->prev, err);
	int64_t at;

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, p->below);
	if (store_seek(p->s, st, found, err) != ST_OK)
		return err->code;
	at = *found ? sqlite3_column_int64(st, 0) : -1;
	sqlite3_reset(st);
	/* there are no rows before 0: an audit says so where some are */
	*found = at >= 0;
	if (!*found || store_in_order(p->s, at < p->below, err) != ST_OK)
		return err->code;
	p->part = at >> PART_BITS;
	p->below = p->part << PART_BITS;
	return ST_OK;
}

/* An id, and its beginning as the index has it. */
static void
bind_id(sqlite3_stmt *st, int64_t part, struct str id)
{
	struct str begin = { id.p, id.n < PART_ID ? id.n : PART_ID };

	sqlite3_bind_int64(st, 1, part);
	store_bind_str(st, 2, begin);
	store_bind_str(st, 3, id);
}

static struct parts
parts_of_entries(struct store *s, uint64_t before)
{
	return (struct parts){ .s = s,
		.prev = Q_PREV_ENTRY,
		.below = before < INT64_MAX ? (int64_t)before : INT64_MAX };
}

static enum status
entry_of(struct store *s, struct str id, uint64_t before, struct arena *a,
    uint64_t *index, struct str *leaf, bool *found, struct error *err)
{
	struct parts p = parts_of_entries(s, before);
	const int64_t below = p.below;
	bool more = true;

	*found = false;
	while (!*found) {
		sqlite3_stmt *st;

		if (next_part(&p, &more, err) != ST_OK || !more)
			return err->code;
		if ((st = store_ready(s, Q_ENTRY_OF, err)) == NULL)
			return err->code;
		bind_id(st, p.part, id);
		sqlite3_bind_int64(st, 4, below);
		if (store_read_entry(s, st, 0, a, index, leaf, found, err) !=
		    ST_OK)
			return err->code;
	}
	return ST_OK;
}

enum status
store_entry_of(struct store *s, struct str id, uint64_t before, struct arena *a,
    uint64_t *index, struct str *leaf, bool *found, struct error *err)
{
	const bool held = hold(s);
	enum status st = entry_of(s, id, before, a, index, leaf, found, err);

	let_go(s, held);
	return st;
}

static enum status
find_id(struct store *s, struct str prefix, size_t most, uint64_t *index,
    size_t *n, struct error *err)
{
	struct parts p = parts_of_entries(s, UINT64_MAX);
	size_t count = 0;
	bool more = true;

	while (count < most) {
		sqlite3_stmt *st;
		size_t got = 0;

		if (next_part(&p, &more, err) != ST_OK)
			return err->code;
		if (!more)
			break;
		if ((st = store_ready(s, Q_FIND_ID, err)) == NULL)
			return err->code;
		bind_id(st, p.part, prefix);
		sqlite3_bind_int64(st, 4, (sqlite3_int64)(most - count));
		if (store_list_indexes(s, st, 0, most - count, index + count,
			&got, err) != ST_OK)
			return err->code;
		count += got;
	}
	*n = count;
	return ST_OK;
}

enum status
store_find_id(struct store *s, struct str prefix, size_t most, uint64_t *index,
    size_t *n, struct error *err)
{
	const bool held = hold(s);
	enum status st = find_id(s, prefix, most, index, n, err);

	let_go(s, held);
	return st;
}

enum status
store_lacks_id(struct store *s, struct str prefix, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_SCAN_ID, err);
	bool found = false;

	if (st == NULL)
		return err->code;
	store_bind_str(st, 1, prefix);
	if (store_seek(s, st, &found, err) != ST_OK)
		return err->code;
	sqlite3_reset(st);
	return found ? error_set(err, ST_VERIFY, (struct pos){ s->path, 0, 0 },
			   "an id is in the log and not in its index: the "
			   "file is damaged, expected it as it was; log "
			   "verify says more")
		     : ST_OK;
}

/* The blob of this digest in one part. */
static enum status
find_in_part(struct store *s, int64_t part, const uint8_t sha256[SHA256_SIZE],
    int64_t *id, bool *found, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_FIND_BLOB, err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, part);
	store_bind_hash(st, 2, sha256);
	if (store_seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found) {
		*id = sqlite3_column_int64(st, 0);
		s->near = part;
	}
	sqlite3_reset(st);
	return ST_OK;
}

/* The number of the last row, or -1. */
static enum status
last_row(struct store *s, enum query prev, int64_t *at, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, prev, err);
	bool found = false;

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, INT64_MAX);
	if (store_seek(s, st, &found, err) != ST_OK)
		return err->code;
	*at = found ? sqlite3_column_int64(st, 0) : -1;
	sqlite3_reset(st);
	return ST_OK;
}

enum status
store_go_near(struct store *s, uint64_t index, struct error *err)
{
	int64_t entry = -1, blob = -1;

	if (last_row(s, Q_PREV_ENTRY, &entry, err) != ST_OK ||
	    last_row(s, Q_PREV_BLOB, &blob, err) != ST_OK)
		return err->code;
	if (entry > 0 && blob > 0 && index <= (uint64_t)entry)
		s->near = (int64_t)((double)index / (double)entry *
				    (double)(blob >> PART_BITS));
	return ST_OK;
}

/* Who reads the log in its order finds each blob near the one before. */
static enum status
find_blob(struct store *s, const uint8_t sha256[SHA256_SIZE], int64_t *id,
    bool *found, struct error *err)
{
	struct parts p = { .s = s, .prev = Q_PREV_BLOB, .below = INT64_MAX };
	static const int beside[] = { 0, 1, -1 };
	const int64_t near = s->near;
	bool more = true;

	*found = false;
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
		int64_t part = near + beside[i];

		if (part >= 0 &&
		    find_in_part(s, part, sha256, id, found, err) != ST_OK)
			return err->code;
		if (*found)
			return ST_OK;
	}
	while (!*found) {
		if (next_part(&p, &more, err) != ST_OK || !more)
			return err->code;
		if (find_in_part(s, p.part, sha256, id, found, err) != ST_OK)
			return err->code;
	}
	return ST_OK;
}

enum status
store_find_blob(struct store *s, const uint8_t sha256[SHA256_SIZE], int64_t *id,
    bool *found, struct error *err)
{
	const bool held = hold(s);
	enum status st = find_blob(s, sha256, id, found, err);

	let_go(s, held);
	return st;
}
