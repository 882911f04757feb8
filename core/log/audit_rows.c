/* SPDX-License-Identifier: Apache-2.0 */
/* audit_rows - records, blobs and signatures of an audit; see audit.h. */
#include "core/log/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blobs looked at in one transaction: their digests alone. */
#define STRAY_BATCH 4096

/* What the entry names must be there, unchanged.  NULL: it is not. */
static const struct audit_blob *
need_blob(struct audit *x, uint64_t index, const uint8_t sha256[SHA256_SIZE],
    uint64_t size, const char *what, struct str name)
{
	const struct str key = { (const char *)sha256, SHA256_SIZE };
	const struct str shown = str_clip(name, 80);
	uint32_t k = intern_find(&x->digests, key);
	const struct audit_blob *b;

	if (k == INTERN_NONE || x->blob[k].missing) {
		audit_say(x, index, "blob-missing", "%s%s%.*s is not stored",
		    what, shown.n > 0 ? " " : "", STR_ARG(shown));
		return NULL;
	}
	b = &x->blob[k];
	if (b->bad) {
		audit_say(x, index, "blob-digest",
		    "%s%s%.*s is not what was logged", what,
		    shown.n > 0 ? " " : "", STR_ARG(shown));
		return NULL;
	}
	if (b->size != size) {
		audit_say(x, index, "leaf",
		    "%s%s%.*s has %" PRIu64 " bytes, and the record says "
		    "%" PRIu64,
		    what, shown.n > 0 ? " " : "", STR_ARG(shown), b->size,
		    size);
		return NULL;
	}
	return b;
}

/* The checkpoint in a filing: the log as it was before the entry. */
static enum status
check_carried(struct audit *x, const struct audit_entry *e, struct error *err)
{
	const struct checkpoint *c = &e->was;
	enum audit_past past;

	if (e->no_was.code != ST_OK) {
		audit_say(
		    x, e->index, "carried-checkpoint", "%s", e->no_was.text);
		return ST_OK;
	}
	if (c->size > e->index) {
		audit_say(x, e->index, "rollback",
		    "the filing carries a checkpoint of %" PRIu64
		    " entries, and was logged after %" PRIu64,
		    c->size, e->index);
		return ST_OK;
	}
	if (audit_compare(x, c, &past, err) != ST_OK)
		return err->code;
	if (past == AUDIT_OTHER)
		audit_say(x, e->index, "fork",
		    "the filing carries a checkpoint of %" PRIu64
		    " entries that are not the first ones of this log",
		    c->size);
	return ST_OK;
}

/* What the caller found in the signed bytes. */
static enum status
check_filing(struct audit *x, const struct audit_entry *e, struct error *err)
{
	const struct log_facts *facts = &e->facts;

	/* that says nothing of the filing */
	if (e->refused.code == ST_NOMEM)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (e->refused.code != ST_OK) {
		audit_say(x, e->index, "signature", "%s", e->refused.text);
		return ST_OK;
	}
	if (facts->filing.n > 0 && !str_eq(facts->filing, e->leaf.id))
		audit_say(x, e->index, "filing-id",
		    "the filing calls itself \"%.*s\", the record \"%.*s\"",
		    STR_ARG(str_clip(facts->filing, 80)),
		    STR_ARG(str_clip(e->leaf.id, 80)));
	if (facts->kind.n > 0 && !str_eq(facts->kind, e->leaf.kind))
		audit_say(x, e->index, "filing-id",
		    "the filing is of kind \"%.*s\", the record says \"%.*s\"",
		    STR_ARG(str_clip(facts->kind, 80)), STR_ARG(e->leaf.kind));
	return facts->checkpoint.n > 0 ? check_carried(x, e, err) : ST_OK;
}

/* The clock of who filed was behind the entry before; that is no fault. */
static void
note_clock(struct audit *x, uint64_t index, const struct leaf *leaf)
{
	if (leaf->clock.n == 0)
		return;
	if (x->lagged++ > 0)
		return;
	x->first_lagged = index;
	snprintf(x->lagged_clock, sizeof(x->lagged_clock), "%.*s",
	    STR_ARG(leaf->clock));
}

/* No two records have the same id. */
static enum status
check_id(struct audit *x, const struct audit_entry *e, struct error *err)
{
	const bool fresh = known_lacks(&x->ids, e->leaf.id);
	struct error inner = { 0 };
	struct arena a = { 0 };
	struct str text;
	uint64_t other = 0;
	bool found = false;
	enum status st = ST_OK;

	known_add(&x->ids, e->leaf.id);
	if (!fresh && store_entry_of(x->store, e->leaf.id, e->index, &a, &other,
			  &text, &found, &inner) != ST_OK)
		st = audit_damage(x, e->index, "file", &inner, err);
	if (found)
		audit_say(x, e->index, "leaf",
		    "entry %" PRIu64 " has the same id \"%.*s\"", other,
		    STR_ARG(str_clip(e->leaf.id, 80)));
	arena_free(&a);
	return st;
}

enum status
audit_record(struct audit *x, const struct audit_entry *e, struct error *err)
{
	const struct str none = { NULL, 0 };
	const struct leaf *leaf = &e->leaf;
	const struct audit_blob *file = NULL;
	bool told;

	if (e->no_leaf.code != ST_OK) {
		x->unread = true;
		audit_say(x, e->index, "leaf", "not a record of the log");
		return ST_OK;
	}
	if (str_compare(leaf->time, str_of(x->last_time)) < 0)
		audit_say(x, e->index, "time",
		    "logged at %.*s, before the entry before it",
		    STR_ARG(leaf->time));
	memcpy(x->last_time, leaf->time.p, leaf->time.n);
	x->last_time[leaf->time.n] = '\0';
	note_clock(x, e->index, leaf);
	if (check_id(x, e, err) != ST_OK)
		return err->code;
	if (leaf_is_filing(leaf->kind))
		file = need_blob(x, e->index, leaf->sha256, leaf->size,
		    "the signed filing", none);
	for (size_t i = 0; i < leaf->ninput; i++)
		need_blob(x, e->index, leaf->input[i].sha256,
		    leaf->input[i].size,
		    leaf->input[i].attached ? "the attachment" : "the input",
		    leaf->input[i].name);
	told = file != NULL && x->io->check != NULL;
	if (told && check_filing(x, e, err) != ST_OK)
		return err->code;
	return audit_links(x, e, told && e->refused.code == ST_OK, err);
}

/* A part of the blobs behind *id; *more: there may be others. */
static enum status
stray_batch(struct audit *x, int64_t *id, bool *more, struct error *err)
{
	enum status st = store_begin(x->store, false, err);

	for (size_t n = 0; st == ST_OK && *more && n < STRAY_BATCH; n++) {
		struct error inner = { 0 };
		uint8_t sha256[SHA256_SIZE];
		const struct str key = { (const char *)sha256, SHA256_SIZE };
		char hex[SHA256_HEX];
		int64_t before = *id;
		bool found = false;
		uint32_t k;

		if (store_next_blob(x->store, id, sha256, &found, &inner) !=
		    ST_OK) {
			if (inner.code != ST_VERIFY) {
				st = error_set(err, inner.code, inner.at, "%s",
				    inner.text);
				break;
			}
			/* The entry that names it has found no blob. */
			audit_say_log(x, "file", "%s", inner.text);
			*more = *id != before;
			continue;
		}
		*more = found && *id < x->last_blob;
		if (!found || *id > x->last_blob)
			continue;
		k = intern_find(&x->digests, key);
		if (k != INTERN_NONE && !x->blob[k].missing &&
		    x->blob[k].id == *id)
			continue;
		digest_hex(sha256, hex);
		audit_say_log(x, "blob-stray",
		    k != INTERN_NONE && !x->blob[k].missing
			? "the blob %s is stored twice"
			: "no entry names the blob %s",
		    hex);
	}
	store_abandon(x->store);
	return st;
}

/*
 * audit_strays - blobs that no entry names were not put there by a log.
 *
 * Of those that were there when the audit began: what was added since is of
 * entries that it does not read.
 */
enum status
audit_strays(struct audit *x, struct error *err)
{
	int64_t id = 0;
	bool more = x->last_blob > 0;
	enum status st = ST_OK;

	while (st == ST_OK && more)
		st = stray_batch(x, &id, &more, err);
	return st;
}
