/* SPDX-License-Identifier: Apache-2.0 */
/* audit_rows - records, blobs and signatures of an audit; see audit.h. */
#include "core/log/audit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* One blob: noted under the digest that its row claims. */
static enum status
note_blob(struct audit *x, int64_t id, const uint8_t sha256[SHA256_SIZE],
    struct error *err)
{
	struct error inner = { 0 };
	uint8_t now[SHA256_SIZE];
	struct audit_blob *list, *b;
	uint64_t size = 0;
	uint32_t k;

	k = intern_copy(
	    &x->digests, (struct str){ (const char *)sha256, SHA256_SIZE });
	list = array_grow(x->blob, &x->cap_blob, x->digests.n, sizeof(*list));
	if (k == INTERN_NONE || list == NULL)
		return no_memory(err);
	x->blob = list;
	b = &list[k];
	*b = (struct audit_blob){ .id = id };
	x->io->blobs++;
	if (store_hash_blob(x->store, id, now, &size, &inner) != ST_OK) {
		if (inner.code == ST_NOMEM)
			return no_memory(err);
		b->bad = true;
		return ST_OK;
	}
	b->size = size;
	b->bad = memcmp(now, sha256, SHA256_SIZE) != 0;
	return ST_OK;
}

/*
 * audit_blobs - hash every blob once.
 *
 * Each is read in a transaction of its own, so that a writer never waits
 * for more than one blob.
 */
enum status
audit_blobs(struct audit *x, struct error *err)
{
	int64_t id = 0;
	bool found = true;

	while (found) {
		struct error inner = { 0 };
		uint8_t sha256[SHA256_SIZE];
		int64_t before = id;
		enum status st =
		    store_next_blob(x->store, &id, sha256, &found, &inner);

		if (st == ST_OK && found)
			st = note_blob(x, id, sha256, err);
		else if (st == ST_VERIFY)
			/* The entry that names it will find no blob. */
			audit_say_log(x, "file", "%s", inner.text);
		else if (st != ST_OK)
			error_set(err, st, inner.at, "%s", inner.text);
		if (st == ST_VERIFY && id != before)
			continue;
		if (st != ST_OK)
			return st == ST_VERIFY ? ST_OK : err->code;
	}
	return ST_OK;
}

/* What the entry names must be there, unchanged.  NULL: it is not. */
static const struct audit_blob *
need_blob(struct audit *x, uint64_t index, const uint8_t sha256[SHA256_SIZE],
    uint64_t size, const char *what, struct str name)
{
	const struct str key = { (const char *)sha256, SHA256_SIZE };
	const struct str shown = str_clip(name, 80);
	uint32_t k = intern_find(&x->digests, key);
	struct audit_blob *b;

	if (k == INTERN_NONE) {
		audit_say(x, index, "blob-missing", "%s%s%.*s is not stored",
		    what, shown.n > 0 ? " " : "", STR_ARG(shown));
		return NULL;
	}
	b = &x->blob[k];
	b->used = true;
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
static void
check_carried(struct audit *x, uint64_t index, struct str note)
{
	struct error inner = { 0 };
	struct checkpoint c;

	if (checkpoint_open(note, pos_none, &x->key, &c, &inner) != ST_OK) {
		audit_say(x, index, "carried-checkpoint", "%s", inner.text);
	} else if (c.size > index) {
		audit_say(x, index, "rollback",
		    "the filing carries a checkpoint of %" PRIu64
		    " entries, and was logged after %" PRIu64,
		    c.size, index);
	} else if (c.size < x->nroot &&
		   memcmp(c.root, x->root[c.size], SHA256_SIZE) != 0) {
		audit_say(x, index, "fork",
		    "the filing carries a checkpoint of %" PRIu64
		    " entries that are not the first ones of this log",
		    c.size);
	}
}

/* Hands the signed bytes to the caller, and compares what they say. */
static enum status
check_filing(struct audit *x, uint64_t index, const struct leaf *leaf,
    const struct audit_blob *blob, struct error *err)
{
	struct log_facts facts = { 0 };
	struct error inner = { 0 };
	struct bytes file = { 0 };
	struct arena a = { 0 };

	if (store_load_blob(x->store, blob->id, &file, err) != ST_OK)
		return err->code;
	if (x->io->check(x->io->ctx, leaf, (struct str){ file.p, file.n }, &a,
		&facts, &inner) != ST_OK) {
		audit_say(x, index, "signature", "%s", inner.text);
	} else {
		if (facts.filing.n > 0 && !str_eq(facts.filing, leaf->filing))
			audit_say(x, index, "filing-id",
			    "the filing calls itself \"%.*s\", the record "
			    "\"%.*s\"",
			    STR_ARG(str_clip(facts.filing, 80)),
			    STR_ARG(str_clip(leaf->filing, 80)));
		if (facts.checkpoint.n > 0)
			check_carried(x, index, facts.checkpoint);
	}
	arena_free(&a);
	bytes_free(&file);
	return ST_OK;
}

enum status
audit_record(
    struct audit *x, uint64_t index, struct str text, struct error *err)
{
	const struct str none = { NULL, 0 };
	const struct audit_blob *file;
	struct error inner = { 0 };
	struct arena a = { 0 };
	struct leaf leaf;
	enum status st = ST_OK;

	if (leaf_read(text, x->at, &a, &leaf, &inner) != ST_OK) {
		if (inner.code == ST_NOMEM)
			st = no_memory(err);
		else
			audit_say(x, index, "leaf", "not a record of a filing");
		goto out;
	}
	if (str_compare(leaf.time, str_of(x->last_time)) < 0)
		audit_say(x, index, "time",
		    "logged at %.*s, before the entry before it",
		    STR_ARG(leaf.time));
	memcpy(x->last_time, leaf.time.p, leaf.time.n);
	x->last_time[leaf.time.n] = '\0';
	file = need_blob(
	    x, index, leaf.sha256, leaf.size, "the signed filing", none);
	for (size_t i = 0; i < leaf.ninput; i++)
		need_blob(x, index, leaf.input[i].sha256, leaf.input[i].size,
		    "the input", leaf.input[i].name);
	if (file != NULL && x->io->check != NULL)
		st = check_filing(x, index, &leaf, file, err);
out:
	arena_free(&a);
	return st;
}

/* Marks what the entries name that were added while the audit ran. */
static enum status
mark_newer(struct audit *x, struct error *err)
{
	uint64_t index = x->size;
	bool found = true;
	enum status st = ST_OK;

	while (st == ST_OK && found) {
		struct error inner = { 0 };
		struct arena a = { 0 };
		struct leaf leaf;
		struct str text;

		st = store_next_entry(x->store, &index, &a, &text, &found, err);
		if (st == ST_OK && found &&
		    leaf_read(text, x->at, &a, &leaf, &inner) == ST_OK) {
			uint32_t k = intern_find(&x->digests,
			    (struct str){
				(const char *)leaf.sha256, SHA256_SIZE });

			if (k != INTERN_NONE)
				x->blob[k].used = true;
			for (size_t i = 0; i < leaf.ninput; i++) {
				k = intern_find(&x->digests,
				    (struct str){
					(const char *)leaf.input[i].sha256,
					SHA256_SIZE });
				if (k != INTERN_NONE)
					x->blob[k].used = true;
			}
		}
		index++;
		arena_free(&a);
	}
	return st;
}

/*
 * audit_strays - blobs that no entry names were not put there by a log.
 */
enum status
audit_strays(struct audit *x, struct error *err)
{
	enum status st = mark_newer(x, err);

	for (uint32_t k = 0; st == ST_OK && k < x->digests.n; k++) {
		char hex[SHA256_HEX];

		if (x->blob[k].used)
			continue;
		digest_hex((const uint8_t *)x->digests.key[k].p, hex);
		audit_say_log(
		    x, "blob-stray", "no entry names the blob %s", hex);
	}
	return st;
}
