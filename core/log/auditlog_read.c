/* SPDX-License-Identifier: Apache-2.0 */
/* auditlog_read - finding and showing entries; see auditlog.h. */
#include "core/log/auditlog_own.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum status
auditlog_hold(struct auditlog *log, struct error *err)
{
	return store_begin(log->store, false, err);
}

void
auditlog_let_go(struct auditlog *log)
{
	store_abandon(log->store);
}

/* Entry index exactly; ST_REF: there is none. */
enum status
auditlog_leaf(struct auditlog *log, uint64_t index, struct arena *a,
    struct leaf *out, struct error *err)
{
	uint64_t at = index;
	struct str text;
	bool found = false;
	enum status st =
	    store_next_entry(log->store, &at, a, &text, &found, err);

	if (st == ST_OK && (!found || at != index))
		st = error_set(err, ST_REF, auditlog_here(log),
		    "no entry %" PRIu64 " in the log", index);
	if (st == ST_OK)
		st = leaf_read(text, auditlog_here(log), a, out, err);
	return st;
}

enum status
auditlog_leaf_of(struct auditlog *log, struct str id, struct arena *a,
    uint64_t *index, struct leaf *out, bool *found, struct error *err)
{
	struct str text;

	if (store_entry_of(log->store, id, UINT64_MAX, a, index, &text, found,
		err) != ST_OK ||
	    !*found)
		return err->code;
	return leaf_read(text, auditlog_here(log), a, out, err);
}

/*
 * Entries that refer to an id, one after the other.
 *
 * InOut: *from  the first that may be, then one behind the one that is given
 */
static enum status
next_referring(struct auditlog *log, struct str id, uint64_t *from,
    struct arena *a, struct leaf *leaf, bool *found, struct error *err)
{
	uint64_t at = 0;
	size_t n = 0;
	enum status st =
	    store_find_refers(log->store, id, *from, 1, &at, &n, err);

	*found = st == ST_OK && n > 0;
	if (!*found)
		return st;
	*from = at + 1;
	return auditlog_leaf(log, at, a, leaf, err);
}

enum status
auditlog_each_referring(struct auditlog *log, struct str id, log_visit visit,
    void *ctx, struct error *err)
{
	uint64_t from = 0;
	enum status st = ST_OK;
	bool on = true;

	while (st == ST_OK && on) {
		struct arena a = { 0 };
		struct leaf leaf;

		st = next_referring(log, id, &from, &a, &leaf, &on, err);
		if (st == ST_OK && on)
			on = visit(ctx, from - 1, &leaf);
		arena_free(&a);
	}
	return st;
}

enum status
auditlog_change_of(struct auditlog *log, struct str id, struct arena *a,
    uint64_t *index, struct leaf *out, bool *found, struct error *err)
{
	uint64_t from = 0;

	do {
		if (next_referring(log, id, &from, a, out, found, err) != ST_OK)
			return err->code;
	} while (*found && !leaf_kind_find(out->kind)->changes);
	*index = from - 1;
	return ST_OK;
}

enum status
auditlog_check_change(struct auditlog *log, struct str earlier, struct str own,
    struct pos at, struct error *err)
{
	struct arena a = { 0 };
	struct leaf by;
	uint64_t index = 0;
	bool found = false;
	enum status st =
	    auditlog_change_of(log, earlier, &a, &index, &by, &found, err);

	if (st == ST_OK && found && !str_eq(by.id, own))
		st = error_set(err, ST_CONFLICT, at,
		    "the filing that it changes has been changed by entry "
		    "%" PRIu64 " (%.*s %.*s): expected a change of that one",
		    index, STR_ARG(by.kind), STR_ARG(str_clip(by.id, 12)));
	arena_free(&a);
	return st;
}

enum status
auditlog_find(
    struct auditlog *log, struct str id, uint64_t *index, struct error *err)
{
	struct arena a = { 0 };
	struct str text;
	uint64_t two[2] = { 0 };
	bool found = false;
	size_t n = 0;
	enum status st = ST_OK;

	if (leaf_id_ok(id))
		st = store_entry_of(
		    log->store, id, UINT64_MAX, &a, index, &text, &found, err);
	if (st == ST_OK && !found) {
		if (leaf_id_ok(id))
			st = store_find_id(log->store, id, 2, two, &n, err);
		if (st == ST_OK && n == 0 && leaf_id_ok(id))
			st = store_lacks_id(log->store, id, err);
		if (st == ST_OK && n != 1)
			st = error_set(err, ST_REF, auditlog_here(log),
			    "%s id starts with \"%.*s\": expected %s",
			    n == 0 ? "no" : "more than one",
			    STR_ARG(str_clip(id, 80)),
			    n == 0 ? "the beginning of one that log list shows"
				   : "more of it");
		if (st == ST_OK)
			*index = two[0];
	}
	arena_free(&a);
	return st;
}

/* The bytes of one digest, held against it. */
static enum status
read_blob(struct auditlog *log, uint64_t index, const char *what,
    const uint8_t sha256[SHA256_SIZE], struct arena *a, struct str *out,
    struct error *err)
{
	uint8_t now[SHA256_SIZE];
	struct bytes b = { 0 };
	struct str copy;
	bool found = false;
	int64_t id;
	enum status st = store_find_blob(log->store, sha256, &id, &found, err);

	if (st == ST_OK && !found)
		return error_set(err, ST_VERIFY, auditlog_here(log),
		    "entry %" PRIu64 ": blob-missing: %s", index, what);
	if (st == ST_OK)
		st = store_load_blob(log->store, id, &b, err);
	if (st != ST_OK)
		return st;
	copy = arena_copy(a, (struct str){ b.p, b.n });
	bytes_free(&b);
	if (copy.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (!digest_sha256(copy, now) || memcmp(now, sha256, SHA256_SIZE) != 0)
		return error_set(err, ST_VERIFY, auditlog_here(log),
		    "entry %" PRIu64 ": blob-digest: %s was changed", index,
		    what);
	*out = copy;
	return ST_OK;
}

/* The same of what an entry keeps, which has a name. */
static enum status
read_input(struct auditlog *log, uint64_t index, const struct leaf_input *in,
    struct arena *a, struct str *out, struct error *err)
{
	char what[100];

	snprintf(what, sizeof(what), "the %s \"%.*s\"",
	    in->attached ? "attachment" : "input",
	    STR_ARG(str_clip(in->name, 60)));
	return read_blob(log, index, what, in->sha256, a, out, err);
}

enum status
auditlog_file(struct auditlog *log, uint64_t index, const struct leaf *leaf,
    struct arena *a, struct str *out, struct error *err)
{
	return store_go_near(log->store, index, err) == ST_OK
		   ? read_blob(log, index, "the signed filing", leaf->sha256, a,
			 out, err)
		   : err->code;
}

enum status
auditlog_get_filing(struct auditlog *log, uint64_t index, struct arena *a,
    struct log_record *out, struct error *err)
{
	struct log_record r = { .index = index };
	enum status st = auditlog_leaf(log, index, a, &r.leaf, err);

	if (st == ST_OK && leaf_is_filing(r.leaf.kind))
		st = auditlog_file(log, index, &r.leaf, a, &r.file, err);
	if (st == ST_OK)
		*out = r;
	return st;
}

enum status
auditlog_get(struct auditlog *log, uint64_t index, struct arena *a,
    struct log_record *out, struct error *err)
{
	struct log_record r;
	enum status st = auditlog_get_filing(log, index, a, &r, err);

	if (st != ST_OK)
		return st;
	r.input = TAKE(a, struct str, r.leaf.ninput);
	if (r.input == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; st == ST_OK && i < r.leaf.ninput; i++)
		st = read_input(
		    log, index, &r.leaf.input[i], a, &r.input[i], err);
	if (st == ST_OK)
		*out = r;
	return st;
}
