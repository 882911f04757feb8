/* SPDX-License-Identifier: Apache-2.0 */
/* auditlog - making and opening the log, its tree and its head; see auditlog.h.
 */
#include "core/log/auditlog.h"

#include "core/log/auditlog_own.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pos
auditlog_here(const struct auditlog *log)
{
	return (struct pos){ store_path(log->store), 0, 0 };
}

enum status
auditlog_init(const char *path, struct str origin, const char *key_path,
    struct str passphrase, struct error *err)
{
	const struct pos at = { path, 0, 0 };
	const struct merkle empty = { 0 };
	struct checkpoint c = { .origin = origin };
	struct store_head first = { 0 };
	struct note_signer *signer = NULL;
	struct arena a = { 0 };
	char vkey[NOTE_VKEY_TEXT];
	enum status st;

	/* Before a key is made for nothing; store_create() asks again. */
	if (access(path, F_OK) == 0)
		return error_set(
		    err, ST_CREATE, at, "exists already: expected a new name");
	if ((st = note_signer_new(origin, &signer, err)) != ST_OK)
		goto out;
	if (!merkle_root(&empty, c.root) ||
	    !note_verifier_format(note_signer_public(signer), vkey)) {
		st = error_set(err, ST_CRYPTO, at, "SHA-256 failed");
		goto out;
	}
	memcpy(first.root, c.root, SHA256_SIZE);
	st = checkpoint_sign(signer, &c, &a, &first.note, err);
	if (st == ST_OK)
		st = note_signer_save(signer, key_path, passphrase, err);
	if (st != ST_OK)
		goto out;
	st = store_create(path, origin, str_of(vkey), &first, err);
	if (st != ST_OK)
		unlink(key_path);
out:
	arena_free(&a);
	note_signer_free(signer);
	return st;
}

void
auditlog_close(struct auditlog *log)
{
	if (log == NULL)
		return;
	note_signer_free(log->signer);
	known_free(&log->known);
	store_close(log->store);
	arena_free(&log->texts);
	free(log);
}

enum status
auditlog_open(const char *path, enum auditlog_mode mode, struct auditlog **out,
    struct error *err)
{
	struct auditlog *log = calloc(1, sizeof(*log));
	enum status st;

	if (log == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	st = store_open(path, mode == AUDITLOG_WRITE ? STORE_WRITE : STORE_READ,
	    &log->store, err);
	if (st == ST_OK)
		st = store_identity(
		    log->store, &log->texts, &log->origin, &log->vkey, err);
	if (st == ST_OK)
		st = note_verifier_read(
		    log->vkey, (struct pos){ path, 0, 0 }, &log->key, err);
	if (st == ST_OK && !str_is(log->origin, log->key.name))
		st = error_set(err, ST_VERIFY, auditlog_here(log),
		    "the log's origin is not the name of its key");
	if (st != ST_OK) {
		auditlog_close(log);
		return st;
	}
	*out = log;
	return ST_OK;
}

struct str
auditlog_origin(const struct auditlog *log)
{
	return log->origin;
}

struct str
auditlog_vkey(const struct auditlog *log)
{
	return log->vkey;
}

enum status
auditlog_unlock(struct auditlog *log, const char *key_path,
    struct str passphrase, struct error *err)
{
	struct note_signer *signer = NULL;
	enum status st =
	    note_signer_load(key_path, log->origin, passphrase, &signer, err);

	if (st != ST_OK)
		return st;
	if (memcmp(note_signer_public(signer)->key, log->key.key,
		NOTE_PUBLIC_SIZE) != 0) {
		note_signer_free(signer);
		return error_set(err, ST_KEY, (struct pos){ key_path, 0, 0 },
		    "not the key of this log: expected %.*s",
		    STR_ARG(log->vkey));
	}
	note_signer_free(log->signer);
	log->signer = signer;
	return ST_OK;
}

bool
node_source_get(
    void *ctx, unsigned level, uint64_t index, uint8_t hash[SHA256_SIZE])
{
	struct node_source *src = ctx;
	bool found = false;

	return store_get_node(
		   src->store, level, index, hash, &found, src->err) == ST_OK &&
	       found;
}

enum status
auditlog_open_head(struct auditlog *log, struct str note, struct checkpoint *c,
    struct error *err)
{
	struct error inner = { 0 };

	if (checkpoint_open(note, pos_none, &log->key, c, &inner) == ST_OK)
		return ST_OK;
	return error_set(err, inner.code == ST_NOMEM ? ST_NOMEM : ST_VERIFY,
	    auditlog_here(log), "checkpoint-signature: %s", inner.text);
}

enum status
auditlog_tree(struct auditlog *log, uint64_t size, struct merkle *m,
    uint8_t root[SHA256_SIZE], struct error *err)
{
	struct node_source src = { log->store, err };

	if (merkle_resume(m, size, node_source_get, &src) &&
	    merkle_root(m, root))
		return ST_OK;
	return error_set(err, ST_VERIFY, auditlog_here(log),
	    "node: the hash tree of %" PRIu64 " entries is not complete", size);
}

enum status
auditlog_continues(struct auditlog *log, const struct checkpoint *c,
    uint64_t size, struct pos at, const char *what, struct error *err)
{
	uint8_t root[SHA256_SIZE];
	struct merkle m;

	if (c->size > size)
		return error_set(err, ST_VERIFY, at,
		    "rollback: %s of %" PRIu64 " entries, and the log has "
		    "%" PRIu64,
		    what, c->size, size);
	if (auditlog_tree(log, c->size, &m, root, err) != ST_OK)
		return err->code;
	if (memcmp(root, c->root, SHA256_SIZE) != 0)
		return error_set(err, ST_VERIFY, at,
		    "fork: %s of %" PRIu64 " entries that are not the first "
		    "ones of this log",
		    what, c->size);
	return ST_OK;
}

enum status
auditlog_newest(struct auditlog *log, struct arena *a, struct store_head *out,
    struct error *err)
{
	bool found = false;
	enum status st = store_last_head(log->store, a, out, &found, err);

	if (st == ST_OK && !found)
		st = error_set(err, ST_VERIFY, auditlog_here(log),
		    "checkpoint-missing: the log has no checkpoint");
	return st;
}

enum status
auditlog_checkpoint(
    struct auditlog *log, struct arena *a, struct str *note, struct error *err)
{
	struct checkpoint c = { 0 };
	struct store_head head;
	enum status st = auditlog_newest(log, a, &head, err);

	/* What is handed on is at least what the log's key signed. */
	if (st == ST_OK)
		st = auditlog_open_head(log, head.note, &c, err);
	if (st == ST_OK)
		*note = head.note;
	return st;
}
