/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit - does the log hold?  See auditlog_verify() in auditlog.h.
 *
 * Everything is worked out from the records themselves.  The stored hashes
 * only help to say which entry was touched: where record and stored hash
 * differ, the signed root tells which of the two is the true one.
 *
 * Entries are read in short transactions up to the size that the log had
 * when the audit began, so that nobody who files has to wait for it.
 */
#include "core/log/audit.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Entries read in one transaction. */
#define BATCH 256

void
audit_say(
    struct audit *x, uint64_t index, const char *reason, const char *fmt, ...)
{
	char text[ERROR_TEXT];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	findings_error(x->f, ST_VERIFY, x->at, "entry %" PRIu64 ": %s: %s",
	    index, reason, text);
}

void
audit_say_log(struct audit *x, const char *reason, const char *fmt, ...)
{
	char text[ERROR_TEXT];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	findings_error(x->f, ST_VERIFY, x->at, "log: %s: %s", reason, text);
}

enum status
audit_damage(struct audit *x, uint64_t index, const struct error *inner,
    struct error *err)
{
	if (inner->code != ST_VERIFY)
		return error_set(
		    err, inner->code, inner->at, "%s", inner->text);
	audit_say(x, index, "file", "%s", inner->text);
	if (++x->damaged <= AUDIT_DAMAGED_MAX)
		return ST_OK;
	return error_set(err, ST_VERIFY, x->at,
	    "log: file: too many damaged rows: the rest was not read");
}

static void
report(void *ctx, enum store_fault kind, const char *text)
{
	static const char *const reason[] = { "schema", "trigger", "file" };

	audit_say_log(ctx, reason[kind], "%s", text);
}

/* Does the log name the key and the origin that are trusted? */
static void
compare_identity(struct audit *x, struct str origin, struct str vkey)
{
	if (!str_is(origin, x->key.name))
		audit_say_log(x, "origin",
		    "the log calls itself \"%.*s\": expected \"%s\"",
		    STR_ARG(str_clip(origin, 80)), x->key.name);
	if (x->io->vkey.n > 0 && !str_eq(vkey, x->io->vkey))
		audit_say_log(
		    x, "key", "the log names another key than the trusted one");
}

/* Whose checkpoints are trusted: the caller's word, else the log's own. */
static enum status
find_key(struct audit *x, struct error *err)
{
	struct error inner = { 0 };
	struct arena a = { 0 };
	struct str origin, vkey;
	enum status st = store_identity(x->store, &a, &origin, &vkey, &inner);
	bool named = st == ST_OK;

	if (!named && st != ST_VERIFY) {
		error_set(err, st, inner.at, "%s", inner.text);
		goto out;
	}
	if (!named)
		audit_say_log(x, "origin", "%s", inner.text);
	if (x->io->vkey.n > 0) {
		st = note_verifier_read(x->io->vkey, pos_none, &x->key, err);
	} else if (named) {
		inner = (struct error){ 0 };
		if (note_verifier_read(vkey, x->at, &x->key, &inner) != ST_OK)
			st = error_set(
			    err, ST_VERIFY, x->at, "log: key: %s", inner.text);
		findings_warn(x->f, ST_VERIFY, x->at,
		    "the checkpoints were checked with the key that the log "
		    "itself names: pass the key that you were given for it");
	}
	if (st == ST_OK && named)
		compare_identity(x, origin, vkey);
out:
	arena_free(&a);
	return st;
}

/* How far this audit goes; no checkpoint may be beyond it. */
static enum status
find_size(struct audit *x, struct error *err)
{
	struct arena a = { 0 };
	struct store_head head;
	bool found = false;
	enum status st = store_begin(x->store, false, err);

	if (st == ST_OK)
		st = store_size(x->store, &x->size, err);
	if (st == ST_OK)
		st = store_last_head(x->store, &a, &head, &found, err);
	store_abandon(x->store);
	if (st == ST_OK && found && head.size > x->size)
		audit_say(x, x->size, "entry-missing",
		    "a checkpoint of %" PRIu64
		    " entries was signed, and the log ends after %" PRIu64,
		    head.size, x->size);
	arena_free(&a);
	return st;
}

/* Remembers the root of the first n entries. */
static enum status
keep_root(struct audit *x, const uint8_t root[SHA256_SIZE], struct error *err)
{
	void *p =
	    array_grow(x->root, &x->cap_root, x->nroot + 1, sizeof(*x->root));

	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	x->root = p;
	memcpy(x->root[x->nroot++], root, SHA256_SIZE);
	return ST_OK;
}

/* Name of a checkpoint in findings: the entry that it was signed after. */
static void
say_head(struct audit *x, uint64_t size, const char *reason, const char *text)
{
	if (size == 0)
		audit_say_log(x, reason, "%s (checkpoint of 0 entries)", text);
	else
		audit_say(x, size - 1, reason, "%s", text);
}

/*
 * The signed root of the first `size` entries.  False: there is none, and
 * that was said.
 */
static bool
signed_root(struct audit *x, uint64_t size, uint8_t root[SHA256_SIZE])
{
	struct error err = { 0 };
	struct arena a = { 0 };
	struct store_head head = { 0 };
	struct checkpoint c;
	bool found = false, ok = false;

	if (store_next_head(x->store, size, &a, &head, &found, &err) != ST_OK) {
		say_head(x, size, "file", err.text);
		goto out;
	}
	if (!found || head.size != size) {
		say_head(x, size, "checkpoint-missing",
		    "no checkpoint was kept after it");
		goto out;
	}
	x->io->checkpoints++;
	if (checkpoint_open(head.note, pos_none, &x->key, &c, &err) != ST_OK) {
		say_head(x, size, "checkpoint-signature", err.text);
		goto out;
	}
	if (c.size != size || memcmp(c.root, head.root, SHA256_SIZE) != 0)
		say_head(x, size, "checkpoint-root",
		    "the row of the checkpoint is not what was signed");
	if (c.size == size) {
		memcpy(root, c.root, SHA256_SIZE);
		ok = true;
	}
out:
	arena_free(&a);
	return ok;
}

/* Subtrees that an entry completes, against the stored ones. */
struct completed {
	size_t n;
	struct {
		unsigned level;
		uint64_t index;
		uint8_t hash[SHA256_SIZE];
	} node[MERKLE_LEVELS];
};

static bool
note_completed(
    void *ctx, unsigned level, uint64_t index, const uint8_t hash[SHA256_SIZE])
{
	struct completed *done = ctx;

	if (level > 0) {
		done->node[done->n].level = level;
		done->node[done->n].index = index;
		memcpy(done->node[done->n++].hash, hash, SHA256_SIZE);
	}
	return true;
}

static enum status
check_nodes(struct audit *x, uint64_t index, const struct completed *done,
    struct error *err)
{
	for (size_t i = 0; i < done->n; i++) {
		unsigned level = done->node[i].level;
		uint8_t stored[SHA256_SIZE];
		struct error inner = { 0 };
		bool found = false;

		if (store_get_node(x->store, level, done->node[i].index, stored,
			&found, &inner) != ST_OK) {
			if (audit_damage(x, index, &inner, err) != ST_OK)
				return err->code;
			continue;
		}
		if (!found)
			audit_say(x, index, "node",
			    "the stored hash of its subtree of level %u is "
			    "missing",
			    level);
		else if (memcmp(stored, done->node[i].hash, SHA256_SIZE) != 0)
			audit_say(x, index, "node",
			    "the stored hash of its subtree of level %u was "
			    "changed",
			    level);
	}
	return ST_OK;
}

/* The tree and its root after one more leaf. */
static bool
try_leaf(const struct merkle *before, const uint8_t leaf[SHA256_SIZE],
    struct merkle *after, uint8_t root[SHA256_SIZE], struct completed *done)
{
	*after = *before;
	done->n = 0;
	return merkle_append(after, leaf, note_completed, done) &&
	       merkle_root(after, root);
}

/*
 * grow - one more entry in the tree, held against its checkpoint.
 *
 * In:	hash    of the record; NULL: the entry is missing
 *	stored  its hash as it was stored; NULL: that is missing
 */
static enum status
grow(struct audit *x, uint64_t index, const uint8_t *hash,
    const uint8_t *stored, struct error *err)
{
	const uint8_t *leaf = hash != NULL ? hash : stored;
	bool differ = hash != NULL && stored != NULL &&
		      memcmp(hash, stored, SHA256_SIZE) != 0;
	uint8_t want[SHA256_SIZE], root[SHA256_SIZE], other[SHA256_SIZE];
	bool have = signed_root(x, index + 1, want);
	struct merkle after, second;
	struct completed done, done2;
	bool fits;

	if (!try_leaf(&x->tree, leaf, &after, root, &done))
		return error_set(err, ST_CRYPTO, x->at, "SHA-256 failed");
	fits = have && memcmp(root, want, SHA256_SIZE) == 0;
	if (differ && fits) {
		audit_say(x, index, "node", "its stored hash was changed");
	} else if (differ) {
		audit_say(
		    x, index, "leaf", "its record is not what was logged");
		if (!try_leaf(&x->tree, stored, &second, other, &done2))
			return error_set(
			    err, ST_CRYPTO, x->at, "SHA-256 failed");
		if (have && memcmp(other, want, SHA256_SIZE) == 0) {
			fits = true;
			after = second;
			done = done2;
			memcpy(root, other, SHA256_SIZE);
		}
	}
	if (have && !fits && !x->unfit)
		audit_say(x, index, "checkpoint-root",
		    "from here on the entries do not have the roots that "
		    "were signed");
	if (have)
		x->unfit = !fits;
	x->tree = after;
	if (check_nodes(x, index, &done, err) != ST_OK)
		return err->code;
	return keep_root(x, root, err);
}

/*
 * An entry in the tree, with its stored hash.  Where both record and stored
 * hash are gone the tree ends.
 */
static enum status
place(struct audit *x, uint64_t index, const uint8_t *hash, struct error *err)
{
	struct error inner = { 0 };
	uint8_t stored[SHA256_SIZE];
	bool found = false;

	if (x->lost)
		return ST_OK;
	if (store_get_node(x->store, 0, index, stored, &found, &inner) !=
		ST_OK &&
	    audit_damage(x, index, &inner, err) != ST_OK)
		return err->code;
	if (!found && inner.code == ST_OK && hash != NULL)
		audit_say(x, index, "node", "its stored hash is missing");
	if (!found && hash == NULL) {
		x->lost = true;
		audit_say_log(x, "entry-missing",
		    "the tree cannot be worked out from entry %" PRIu64 " on",
		    index);
		return ST_OK;
	}
	return grow(x, index, hash, found ? stored : NULL, err);
}

/* Entries from .. to - 1 are not there. */
static enum status
pass_gap(struct audit *x, uint64_t from, uint64_t to, struct error *err)
{
	enum status st = ST_OK;

	if (to - from == 1)
		audit_say(x, from, "entry-missing", "there is no such entry");
	else
		audit_say(x, from, "entry-missing",
		    "there are no entries %" PRIu64 " to %" PRIu64, from,
		    to - 1);
	while (st == ST_OK && !x->lost && from < to)
		st = place(x, from++, NULL, err);
	return st;
}

/* One entry at or after *index; *index is then the one after it. */
static enum status
next_entry(struct audit *x, uint64_t *index, struct error *err)
{
	struct error inner = { 0 };
	struct arena a = { 0 };
	uint8_t hash[SHA256_SIZE];
	uint64_t at = *index;
	struct str text;
	bool found = false;
	enum status st =
	    store_next_entry(x->store, &at, &a, &text, &found, &inner);

	if (st != ST_OK) {
		st = audit_damage(x, *index, &inner, err);
		if (st == ST_OK)
			st = place(x, *index, NULL, err);
		(*index)++;
		goto out;
	}
	if (!found || at >= x->size)
		at = x->size;
	if (at > *index)
		st = pass_gap(x, *index, at, err);
	*index = at;
	if (st != ST_OK || at == x->size)
		goto out;
	x->io->entries++;
	if (!merkle_leaf(text, hash))
		st = error_set(err, ST_CRYPTO, x->at, "SHA-256 failed");
	if (st == ST_OK)
		st = place(x, at, hash, err);
	if (st == ST_OK)
		st = audit_record(x, at, text, err);
	*index = at + 1;
out:
	arena_free(&a);
	return st;
}

static enum status
audit_entries(struct audit *x, struct error *err)
{
	uint8_t root[SHA256_SIZE], want[SHA256_SIZE];
	uint64_t index = 0;
	enum status st;

	if (!merkle_root(&x->tree, root))
		return error_set(err, ST_CRYPTO, x->at, "SHA-256 failed");
	if (signed_root(x, 0, want) && memcmp(root, want, SHA256_SIZE) != 0)
		say_head(
		    x, 0, "checkpoint-root", "not the root of an empty log");
	st = keep_root(x, root, err);
	while (st == ST_OK && index < x->size) {
		uint64_t end = index + BATCH;

		st = store_begin(x->store, false, err);
		while (st == ST_OK && index < x->size && index < end)
			st = next_entry(x, &index, err);
		store_abandon(x->store);
	}
	return st;
}

/* Rows that no log would have put there. */
static enum status
audit_counts(struct audit *x, struct error *err)
{
	struct store_totals n;
	uint64_t nodes = 0;
	enum status st = store_count(x->store, &n, err);

	if (st != ST_OK)
		return st;
	for (unsigned level = 0; level < MERKLE_LEVELS; level++)
		nodes += n.entries >> level;
	if (n.nodes != nodes)
		audit_say_log(x, "node",
		    "%" PRIu64 " stored hashes: expected %" PRIu64
		    " for %" PRIu64 " entries",
		    n.nodes, nodes, n.entries);
	if (n.heads != n.entries + 1)
		audit_say_log(x, "checkpoint-missing",
		    "%" PRIu64 " checkpoints: expected %" PRIu64 " for %" PRIu64
		    " entries",
		    n.heads, n.entries + 1, n.entries);
	return ST_OK;
}

/* What was kept outside shows what the log cannot show of itself. */
static void
audit_known(struct audit *x)
{
	struct error err = { 0 };
	struct checkpoint c;

	if (x->io->known.n == 0) {
		findings_add(x->f, SEV_NOTE, ST_OK, x->at,
		    "without a checkpoint from outside it cannot be shown "
		    "that no newer entries were cut off, or that this log "
		    "was not replaced as a whole");
		return;
	}
	if (checkpoint_open(x->io->known, x->io->known_at, &x->key, &c, &err) !=
	    ST_OK) {
		findings_error(x->f, ST_VERIFY, err.at,
		    "known checkpoint: checkpoint-signature: %s", err.text);
	} else if (c.size > x->size) {
		audit_say_log(x, "rollback",
		    "the checkpoint from outside has %" PRIu64
		    " entries, and the log ends after %" PRIu64,
		    c.size, x->size);
	} else if (c.size >= x->nroot) {
		audit_say_log(x, "fork",
		    "too much of the log is missing to compare it with the "
		    "checkpoint from outside");
	} else if (memcmp(c.root, x->root[c.size], SHA256_SIZE) != 0) {
		audit_say_log(x, "fork",
		    "the first %" PRIu64 " entries are not those of the "
		    "checkpoint from outside",
		    c.size);
	} else {
		findings_add(x->f, SEV_NOTE, ST_OK, x->at,
		    "the log continues the checkpoint from outside "
		    "(%" PRIu64 " entries); entries after the %" PRIu64
		    " of now could be cut off without trace in it",
		    c.size, x->size);
	}
}

static enum status
run(struct audit *x, struct error *err)
{
	enum status st;

	st = store_check_schema(x->store, report, x, err);
	if (st == ST_OK &&
	    store_check_file(x->store, report, x, err) != ST_OK) {
		/* The pages are worse than SQLite can say; what can be read
		 * still is, to name the entries. */
		if (err->code != ST_VERIFY)
			return err->code;
		audit_say_log(x, "file", "%s", err->text);
		*err = (struct error){ 0 };
	}
	if (st == ST_OK)
		st = find_key(x, err);
	if (st == ST_OK)
		st = find_size(x, err);
	if (st == ST_OK)
		st = audit_blobs(x, err);
	if (st == ST_OK)
		st = audit_entries(x, err);
	if (st == ST_OK)
		st = audit_strays(x, err);
	if (st == ST_OK)
		st = audit_counts(x, err);
	if (st == ST_OK)
		st = audit_words(x, err);
	if (st == ST_OK)
		audit_known(x);
	return st;
}

/*
 * auditlog_verify - recompute everything from bytes.
 *
 * Cost: one pass over all bytes, one Ed25519 verification for each entry
 *	beside what check() costs
 */
enum status
auditlog_verify(const char *path, struct log_audit *audit, struct findings *f)
{
	struct audit x = { .io = audit, .f = f, .at = { path, 0, 0 } };
	size_t before = f->errors;
	struct error err = { 0 };
	enum status st = store_open(path, STORE_AUDIT, &x.store, &err);

	if (st == ST_OK)
		st = run(&x, &err);
	if (err.code != ST_OK)
		findings_take(f, &err);
	if (x.nroot > 0) {
		audit->head.size = x.tree.size;
		memcpy(audit->head.root, x.root[x.nroot - 1], SHA256_SIZE);
	}
	findings_add(f, SEV_NOTE, ST_OK, x.at,
	    "an audit cannot show a filing that was never logged");
	store_close(x.store);
	intern_free(&x.digests);
	free(x.blob);
	free(x.root);
	if (st != ST_OK)
		return st;
	return f->errors > before ? ST_VERIFY : ST_OK;
}
