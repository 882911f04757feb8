/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit - does the log hold?  See auditlog_verify() in auditlog.h.
 *
 * Everything is worked out from the records and files themselves.  Entries are
 * read in short transactions up to the size that the log had when the audit
 * began, so that nobody who files has to wait for it.
 */
#include "core/log/audit.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
audit_damage(struct audit *x, uint64_t index, const char *reason,
    const struct error *inner, struct error *err)
{
	if (inner->code != ST_VERIFY)
		return error_set(
		    err, inner->code, inner->at, "%s", inner->text);
	audit_say(x, index, reason, "%s", inner->text);
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
	struct error inner = { 0 };
	struct arena a = { 0 };
	struct store_head head = { 0 };
	bool found = false;
	enum status st = store_begin(x->store, false, err);

	if (st == ST_OK)
		st = store_size(x->store, &x->size, err);
	if (st == ST_OK)
		st = store_last_blob(x->store, &x->last_blob, err);
	if (st == ST_OK)
		st = audit_count_references(
		    x, UINT64_MAX, &x->stored_references, err);
	if (st == ST_OK &&
	    store_last_head(x->store, &a, &head, &found, &inner) != ST_OK) {
		/* The entry that it follows will say so. */
		found = false;
		if (inner.code != ST_VERIFY)
			st = error_set(
			    err, inner.code, inner.at, "%s", inner.text);
	}
	store_abandon(x->store);
	if (st == ST_OK && found && head.size > x->size)
		audit_say(x, x->size, "entry-missing",
		    "a checkpoint of %" PRIu64
		    " entries was signed, and the log ends after %" PRIu64,
		    head.size, x->size);
	arena_free(&a);
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
	return ST_OK;
}

/* What was kept outside shows what the log cannot show of itself. */
static enum status
audit_known(struct audit *x, struct error *err)
{
	struct error inner = { 0 };
	struct checkpoint c;
	enum audit_past past;

	if (x->io->known.n == 0) {
		if (x->io->since.n == 0)
			findings_add(x->f, SEV_NOTE, ST_OK, x->at,
			    "without a checkpoint from outside it cannot be "
			    "shown that no newer entries were cut off, or that "
			    "this log was not replaced as a whole");
		return ST_OK;
	}
	if (checkpoint_open(
		x->io->known, x->io->known_at, &x->key, &c, &inner) != ST_OK) {
		findings_error(x->f, ST_VERIFY, inner.at,
		    "known checkpoint: checkpoint-signature: %s", inner.text);
		return ST_OK;
	}
	if (c.size > x->size) {
		audit_say_log(x, "rollback",
		    "the checkpoint from outside has %" PRIu64
		    " entries, and the log ends after %" PRIu64,
		    c.size, x->size);
		return ST_OK;
	}
	if (audit_compare(x, &c, &past, err) != ST_OK)
		return err->code;
	if (past == AUDIT_UNKNOWN)
		audit_say_log(x, "fork",
		    "too much of the log is missing to compare it with the "
		    "checkpoint from outside");
	else if (past == AUDIT_OTHER)
		audit_say_log(x, "fork",
		    "the first %" PRIu64 " entries are not those of the "
		    "checkpoint from outside",
		    c.size);
	else
		findings_add(x->f, SEV_NOTE, ST_OK, x->at,
		    "the log continues the checkpoint from outside "
		    "(%" PRIu64 " entries); entries after the %" PRIu64
		    " of now could be cut off without trace in it",
		    c.size, x->size);
	return ST_OK;
}

/* The pages as SQLite sees them.  They may be worse than it can say; what can
 * be read still is, to name the entries. */
static enum status
check_pages(struct audit *x, struct error *err)
{
	if (store_check_file(x->store, report, x, err) == ST_OK)
		return ST_OK;
	if (err->code != ST_VERIFY)
		return err->code;
	audit_say_log(x, "file", "%s", err->text);
	*err = (struct error){ 0 };
	return ST_OK;
}

static enum status
run_rows(struct audit *x, struct error *err)
{
	enum status st = audit_begin_tree(x, err);

	if (st == ST_OK)
		st = audit_entries(x, err);
	if (st == ST_OK)
		st = audit_strays(x, err);
	return st == ST_OK ? audit_counts(x, err) : st;
}

/*
 * Everything, from the first byte on.  The pages are looked at beside the
 * rows; what is wrong with them is said first all the same, and nothing but
 * that if they cannot be read at all.
 */
static enum status
run_whole(struct audit *x, struct error *err)
{
	struct store_look *pages = store_look_begin(x->store);
	struct findings of_rows = { .strict = x->f->strict };
	struct findings *all = x->f;
	struct error rows = { 0 };
	enum status st;

	x->f = &of_rows;
	run_rows(x, &rows);
	x->f = all;
	st = store_look_end(pages) ? ST_OK : check_pages(x, err);
	if (st == ST_OK) {
		findings_join(all, &of_rows);
		if (rows.code != ST_OK)
			st =
			    error_set(err, rows.code, rows.at, "%s", rows.text);
	} else {
		x->lagged = 0;
	}
	findings_free(&of_rows);
	return st;
}

/* What came after a checkpoint that was verified before. */
static enum status
run_since(struct audit *x, struct error *err)
{
	bool ok;
	enum status st = audit_resume_tree(x, &ok, err);

	if (st != ST_OK || !ok)
		return st;
	x->io->passed = x->base.size;
	st = audit_entries(x, err);
	if (st == ST_OK)
		findings_add(x->f, SEV_NOTE, ST_OK, x->at,
		    "only entries from %" PRIu64 " on were looked at: the "
		    "stored hashes bind those before to the checkpoint, and "
		    "their records, files and signatures, blobs that no entry "
		    "names and unused pages were not read",
		    x->base.size);
	return st;
}

static enum status
run(struct audit *x, struct error *err)
{
	enum status st = store_check_schema(x->store, report, x, err);

	if (st == ST_OK)
		st = find_key(x, err);
	if (st == ST_OK)
		st = find_size(x, err);
	if (st == ST_OK)
		st = x->io->since.n > 0 ? run_since(x, err) : run_whole(x, err);
	if (st == ST_OK)
		st = audit_words(x, err);
	return st == ST_OK ? audit_known(x, err) : st;
}

static void
give_back(struct audit *x)
{
	store_close(x->store);
	known_free(&x->ids);
	intern_free(&x->digests);
	intern_free(&x->changed);
	free(x->changed_by);
	for (size_t i = 0; i < MERKLE_LEVELS; i++)
		free(x->node[i]);
	free(x->blob);
	free(x->open);
	free(x->note);
	pthread_mutex_destroy(&x->notes);
}

/*
 * auditlog_verify - recompute everything from bytes.
 *
 * Cost: one pass over all bytes, one Ed25519 verification for each checkpoint
 *	beside what check() costs; most of it on two threads
 */
enum status
auditlog_verify(const char *path, struct log_audit *audit, struct findings *f)
{
	struct audit x = { .io = audit, .f = f, .at = { path, 0, 0 } };
	size_t before = f->errors;
	struct error err = { 0 };
	enum status st = store_open(path, STORE_AUDIT, &x.store, &err);

	pthread_mutex_init(&x.notes, NULL);
	x.note = calloc(AUDIT_NOTES, sizeof(*x.note));
	if (st == ST_OK && x.note == NULL)
		st = error_set(&err, ST_NOMEM, pos_none, "out of memory");
	if (st == ST_OK)
		st = run(&x, &err);
	if (err.code != ST_OK)
		findings_take(f, &err);
	audit->head.size = x.tree.size;
	if (!merkle_root(&x.tree, audit->head.root) && st == ST_OK)
		st = findings_error(f, ST_CRYPTO, x.at, "SHA-256 failed");
	if (x.lagged > 0)
		findings_add(f, SEV_NOTE, ST_OK, x.at,
		    "%" PRIu64
		    " entr%s logged by a clock that was behind the entry "
		    "before, the first is entry %" PRIu64
		    ": the clock said %s, and the time of the entry before "
		    "was taken",
		    x.lagged, x.lagged == 1 ? "y was" : "ies were",
		    x.first_lagged, x.lagged_clock);
	findings_add(f, SEV_NOTE, ST_OK, x.at,
	    "an audit cannot show a filing that was never logged");
	give_back(&x);
	if (st != ST_OK)
		return st;
	return f->errors > before ? ST_VERIFY : ST_OK;
}
