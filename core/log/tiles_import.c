/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tiles_import - a folder of plain files back as a log; see tiles.h.
 *
 * The folder may come from anybody, and what is not expected in it is refused;
 * the log is made under another name and takes its own when an audit found it
 * whole.
 */
#include "core/log/tiles_work.h"

#include <dirent.h>
#include <fcntl.h>
#include <fts.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How many plain files there are; false where anything but them and folders
 * stands there. */
static bool
count_files(char *folder, uint64_t *n)
{
	char *const roots[] = { folder, NULL };
	FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	bool plain = walk != NULL;
	const FTSENT *e;

	*n = 0;
	while (plain && (e = fts_read(walk)) != NULL) {
		plain = e->fts_info == FTS_D || e->fts_info == FTS_DP ||
			e->fts_info == FTS_F;
		*n += e->fts_info == FTS_F;
	}
	if (walk != NULL)
		fts_close(walk);
	return plain;
}

static enum status
check_extra(struct tiles_reading *r)
{
	char *folder = strdup(r->folder);
	uint64_t n = 0;

	if (folder == NULL)
		return error_set(r->err, ST_NOMEM, pos_none, "out of memory");
	if (!count_files(folder, &n))
		tiles_refuse(r, ".", "something else than files and folders");
	else if (n != r->used)
		error_set(r->err, ST_VERIFY, (struct pos){ r->folder, 0, 0 },
		    "%" PRIu64 " files: expected the %" PRIu64
		    " that belong to the log",
		    n, r->used);
	free(folder);
	return r->err->code;
}

/* Does a folder hold entries, each with a folder of its own? */
static bool
has_entries(int root)
{
	int again = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = again >= 0 ? fdopendir(again) : NULL;
	const struct dirent *e;
	bool found = false;

	while (d != NULL && !found && (e = readdir(d)) != NULL)
		found = strncmp(e->d_name, "entry-", 6) == 0;
	if (d != NULL)
		closedir(d);
	else if (again >= 0)
		close(again);
	return found;
}

/*
 * A log has all of its entries.  What log excerpt and log prove save looks much
 * like an export, and is not damaged for being none.
 */
static enum status
refuse_part(const struct tiles_reading *r)
{
	const struct pos at = { r->folder, 0, 0 };
	const char *what = NULL;

	if (faccessat(r->root, "checkpoint", F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return ST_OK;
	if (faccessat(r->root, "proof.tlog-proof", F_OK, 0) == 0)
		what = "a receipt, which is of one entry";
	else if (has_entries(r->root))
		what = "an excerpt, which has some entries of a log";
	return what == NULL
		   ? ST_OK
		   : error_set(r->err, ST_SCHEMA, at,
			 "%s: expected a folder of log export, with all of "
			 "them; retrace log check verifies this one",
			 what);
}

/* The first look: key, newest checkpoint, an empty log at path. */
static enum status
begin(struct tiles_reading *r, const char *path, struct bytes *newest)
{
	struct store_head first = { .size = 0 };
	struct merkle empty = { 0 };
	char vkey[NOTE_VKEY_TEXT];
	struct bytes b = { 0 };
	const struct pos at = { r->folder, 0, 0 };

	if (!note_verifier_format(r->key, vkey) ||
	    !merkle_root(&empty, first.root))
		return error_set(r->err, ST_CRYPTO, pos_none, "SHA-256 failed");
	if (tiles_load(r, "log.pub", NOTE_SIZE_MAX, &b, NULL) == ST_OK &&
	    !str_is(str_trim((struct str){ b.p, b.n }), vkey))
		tiles_refuse(r, "log.pub", "another key than the trusted one");
	bytes_free(&b);
	if (r->err->code != ST_OK ||
	    tiles_load(r, "checkpoint", NOTE_SIZE_MAX, newest, NULL) != ST_OK ||
	    checkpoint_open((struct str){ newest->p, newest->n }, at, r->key,
		&r->head, r->err) != ST_OK ||
	    tiles_load(r, "checkpoints/000", NOTE_SIZE_MAX, &b, NULL) != ST_OK)
		return r->err->code;
	r->used--; /* it is read again with what stands beside it */
	first.note = (struct str){ b.p, b.n };
	store_create(path, str_of(r->key->name), str_of(vkey), &first, r->err);
	bytes_free(&b);
	return r->err->code == ST_OK
		   ? store_open(path, STORE_WRITE, &r->store, r->err)
		   : r->err->code;
}

/* The newest checkpoint is the one in the file, with the same witnesses. */
static enum status
check_newest(struct tiles_reading *r, const char *path, struct bytes newest)
{
	struct auditlog *log = NULL;
	struct arena a = { 0 };
	struct log_head head;

	if (auditlog_open(path, AUDITLOG_READ, &log, r->err) == ST_OK &&
	    heads_newest(log, &a, &head, r->err) == ST_OK &&
	    !str_eq(head.cosigned, (struct str){ newest.p, newest.n }))
		tiles_refuse(r, "checkpoint",
		    "not the newest of the signed checkpoints beside it");
	auditlog_close(log);
	arena_free(&a);
	return r->err->code;
}

static enum status
audit(const char *path, const struct note_verifier *key, struct findings *f,
    struct error *err)
{
	char vkey[NOTE_VKEY_TEXT];
	struct log_audit a = { .witness = NULL };

	if (!note_verifier_format(key, vkey))
		return error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
	a.vkey = str_of(vkey);
	if (auditlog_verify(path, &a, f) != ST_OK)
		*err = f->first;
	return err->code;
}

enum status
tiles_import(const char *folder, const char *path,
    const struct note_verifier *key, struct tiles_done *out, struct findings *f,
    struct error *err)
{
	struct tiles_reading *r = calloc(1, sizeof(*r));
	struct bytes newest = { 0 };
	char temp[PATH_MAX];

	if (r == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	*r = (struct tiles_reading){ .folder = folder, .key = key, .err = err };
	r->root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (r->root < 0)
		error_sys(err, ST_NOINPUT, (struct pos){ folder, 0, 0 },
		    "cannot be opened as a folder");
	else if (access(path, F_OK) == 0)
		error_set(err, ST_CREATE, (struct pos){ path, 0, 0 },
		    "exists already: expected a new name");
	else if (snprintf(temp, sizeof(temp), "%s.importing", path) >=
		 (int)sizeof(temp))
		error_set(err, ST_CREATE, (struct pos){ path, 0, 0 },
		    "too long a name");
	else if (refuse_part(r) == ST_OK &&
		 begin(r, temp, &newest) != ST_CREATE) {
		if (err->code == ST_OK && tiles_take_entries(r) == ST_OK)
			check_extra(r);
		known_free(&r->known);
		store_close(r->store);
		if (err->code == ST_OK &&
		    check_newest(r, temp, newest) == ST_OK &&
		    audit(temp, key, f, err) == ST_OK)
			file_give_name(temp, path, err);
		if (err->code != ST_OK)
			unlink(temp);
	}
	if (err->code == ST_OK)
		*out = (struct tiles_done){ .size = r->head.size,
			.stayed = r->used };
	if (r->root >= 0)
		close(r->root);
	bytes_free(&newest);
	free(r);
	return err->code;
}
