/* SPDX-License-Identifier: Apache-2.0 */
/* tiles - a log as plain files: their names, and writing them; see tiles.h. */
#include "core/log/tiles.h"

#include "core/log/auditlog_own.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
tiles_number(uint64_t n, char out[TILES_PATH])
{
	uint64_t part[8];
	size_t k = 0;

	do {
		part[k++] = n % 1000;
		n /= 1000;
	} while (n > 0);
	out[0] = '\0';
	while (k > 1)
		str_add(out, TILES_PATH, "x%03" PRIu64 "/", part[--k]);
	str_add(out, TILES_PATH, "%03" PRIu64, part[0]);
}

void
tiles_path(int level, uint64_t n, unsigned width, char out[TILES_PATH])
{
	char number[TILES_PATH], part[10] = "";

	tiles_number(n, number);
	if (width < TILES_WIDTH)
		snprintf(part, sizeof(part), ".p/%u", width);
	if (level < 0)
		snprintf(out, TILES_PATH, "tile/entries/%.60s%s", number, part);
	else
		snprintf(
		    out, TILES_PATH, "tile/%d/%.60s%s", level, number, part);
}

unsigned
tiles_width(int level, uint64_t n, uint64_t size)
{
	const uint64_t hashes = size >> (8 * (level < 0 ? 0 : level));
	const uint64_t first = n * TILES_WIDTH;

	if (hashes <= first)
		return 0;
	return hashes - first < TILES_WIDTH ? (unsigned)(hashes - first)
					    : TILES_WIDTH;
}

/* ---- writing */

struct writing {
	struct auditlog *log;
	const char *folder;
	struct tiles_done done;
	struct error *err;
};

static enum status
full_path(const struct writing *w, const char *name, char out[PATH_MAX])
{
	if (snprintf(out, PATH_MAX, "%s/%s", w->folder, name) >= PATH_MAX)
		return error_set(w->err, ST_CREATE,
		    (struct pos){ w->folder, 0, 0 }, "too long a name");
	return ST_OK;
}

/* The folders on the way to a file. */
static enum status
make_folders(const struct writing *w, char path[PATH_MAX])
{
	for (char *p = path + strlen(w->folder) + 1;
	     (p = strchr(p, '/')) != NULL; p++) {
		*p = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST)
			return error_sys(w->err, ST_CREATE,
			    (struct pos){ w->folder, 0, 0 },
			    "a folder in it cannot be made");
		*p = '/';
	}
	return ST_OK;
}

/* Is a file of that size there? */
static bool
is_there(struct writing *w, const char *name, uint64_t size)
{
	char path[PATH_MAX];
	struct stat sb;

	if (full_path(w, name, path) != ST_OK || lstat(path, &sb) != 0 ||
	    !S_ISREG(sb.st_mode) || (uint64_t)sb.st_size != size)
		return false;
	w->done.stayed++;
	return true;
}

/*
 * A file takes its name when all of it is written; that it is on the disk is
 * made sure of once, before the checkpoint says so.
 */
static enum status
put_file(struct writing *w, const char *name, struct str body)
{
	const struct pos at = { w->folder, 0, 0 };
	char path[PATH_MAX], temp[PATH_MAX];
	FILE *to;
	bool ok;

	if (is_there(w, name, body.n))
		return ST_OK;
	if (full_path(w, name, path) != ST_OK ||
	    full_path(w, ".new", temp) != ST_OK ||
	    make_folders(w, path) != ST_OK)
		return w->err->code;
	to = fopen(temp, "we");
	if (to == NULL)
		return error_sys(
		    w->err, ST_CREATE, at, "nothing can be written there");
	ok = body.n == 0 || fwrite(body.p, body.n, 1, to) == 1;
	ok = fclose(to) == 0 && ok;
	if (!ok || rename(temp, path) != 0) {
		error_sys(w->err, ST_IO, at, "cannot be written");
		unlink(temp);
		return w->err->code;
	}
	w->done.written++;
	return ST_OK;
}

/* One tile: the hashes of complete subtrees, as they are stored. */
static enum status
put_tile(struct writing *w, int level, uint64_t n, unsigned width)
{
	uint8_t tile[TILES_WIDTH][SHA256_SIZE];
	struct node_source src = { w->log->store, w->err };
	char name[TILES_PATH];

	tiles_path(level, n, width, name);
	if (is_there(w, name, (uint64_t)width * SHA256_SIZE))
		return ST_OK;
	for (unsigned i = 0; i < width; i++)
		if (!node_source_get(&src, (unsigned)(8 * level),
			n * TILES_WIDTH + i, tile[i]))
			return error_set(w->err, ST_VERIFY,
			    (struct pos){ store_path(w->log->store), 0, 0 },
			    "node: a hash of the tree is missing");
	return put_file(
	    w, name, (struct str){ (const char *)tile, width * SHA256_SIZE });
}

/* Entries as they were logged, each behind its length. */
static enum status
put_bundle(struct writing *w, uint64_t n, unsigned width)
{
	struct arena a = { 0 };
	char *p = TAKE(&a, char, TILES_BUNDLE_MAX);
	char name[TILES_PATH];
	size_t used = 0;
	enum status st = ST_OK;

	if (p == NULL)
		st = error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	for (unsigned i = 0; st == ST_OK && i < width; i++) {
		uint64_t want = n * TILES_WIDTH + i, at = want;
		struct arena one = { 0 };
		struct str leaf;
		bool found = false;

		st = store_next_entry(
		    w->log->store, &at, &one, &leaf, &found, w->err);
		if (st == ST_OK &&
		    (!found || at != want || leaf.n > LEAF_SIZE_MAX))
			st = error_set(w->err, ST_VERIFY,
			    (struct pos){ store_path(w->log->store), 0, 0 },
			    "entry %" PRIu64 ": entry-missing", want);
		if (st == ST_OK) {
			p[used++] = (char)(unsigned char)(leaf.n >> 8);
			p[used++] = (char)(unsigned char)leaf.n;
			memcpy(p + used, leaf.p, leaf.n);
			used += leaf.n;
		}
		arena_free(&one);
	}
	tiles_path(-1, n, width, name);
	if (st == ST_OK)
		st = put_file(w, name, (struct str){ p, used });
	arena_free(&a);
	return st;
}

static enum status
put_tiles(struct writing *w, uint64_t size)
{
	enum status st = ST_OK;
	unsigned width;

	for (int level = 0; st == ST_OK && level < TILES_LEVELS; level++)
		for (uint64_t n = 0;
		     st == ST_OK && (width = tiles_width(level, n, size)) > 0;
		     n++) {
			st = put_tile(w, level, n, width);
			if (st == ST_OK && level == 0)
				st = put_bundle(w, n, width);
		}
	return st;
}

static enum status
put_blobs(struct writing *w, int64_t last)
{
	int64_t id = 0;
	bool found = true;
	enum status st = ST_OK;

	while (st == ST_OK && found && id < last) {
		uint8_t sha256[SHA256_SIZE], now[SHA256_SIZE];
		char hex[SHA256_HEX], name[TILES_PATH];
		struct bytes b = { 0 };

		st =
		    store_next_blob(w->log->store, &id, sha256, &found, w->err);
		if (st != ST_OK || !found || id > last)
			break;
		st = store_load_blob(w->log->store, id, &b, w->err);
		if (st == ST_OK &&
		    (!digest_sha256((struct str){ b.p, b.n }, now) ||
			memcmp(now, sha256, SHA256_SIZE) != 0))
			st = error_set(w->err, ST_VERIFY,
			    (struct pos){ store_path(w->log->store), 0, 0 },
			    "blob-digest: a stored file was changed");
		digest_hex(sha256, hex);
		snprintf(name, sizeof(name), "blob/%.2s/%s", hex, hex);
		if (st == ST_OK)
			st = put_file(w, name, (struct str){ b.p, b.n });
		bytes_free(&b);
	}
	return st;
}

/* A signed checkpoint, and beside it what others say of it. */
static bool
put_head(void *ctx, const struct log_head *h, struct str time)
{
	struct writing *w = ctx;
	char number[TILES_PATH], name[TILES_PATH];
	struct str lines = h->cosigned;

	(void)time;
	tiles_number(h->c.size, number);
	snprintf(name, sizeof(name), "checkpoints/%.60s", number);
	put_file(w, name, h->note);
	lines.p += h->note.n;
	lines.n -= h->note.n;
	for (size_t i = 0; w->err->code == ST_OK && i < h->nwitness; i++) {
		const char *end = memchr(lines.p, '\n', lines.n);
		struct str line = { lines.p, (size_t)(end - lines.p) };

		snprintf(name, sizeof(name),
		    "checkpoints/%.60s.cosignature-%zu", number, i);
		put_file(w, name, (struct str){ line.p, line.n + 1 });
		lines.p += line.n + 1;
		lines.n -= line.n + 1;
	}
	for (size_t i = 0; w->err->code == ST_OK && i < h->ntoken; i++) {
		snprintf(name, sizeof(name), "checkpoints/%.60s.timestamp-%zu",
		    number, i);
		put_file(w, name, h->token[i]);
	}
	return w->err->code == ST_OK && h->c.size < w->done.size;
}

/* What is there must be an earlier state of this log. */
static enum status
check_before(struct writing *w, const char *path)
{
	const struct pos at = { path, 1, 0 };
	struct bytes b = { 0 };
	struct checkpoint c;

	if (access(path, F_OK) != 0)
		return ST_OK;
	if (file_load(path, NOTE_SIZE_MAX, &b, w->err) == ST_OK)
		heads_recognize(
		    w->log, (struct str){ b.p, b.n }, at, &c, w->err);
	bytes_free(&b);
	return w->err->code;
}

/* All names are on the disk before the checkpoint is. */
static enum status
settle(struct writing *w)
{
	int fd = open(w->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && syncfs(fd) == 0;

	if (!ok)
		error_sys(w->err, ST_IO, (struct pos){ w->folder, 0, 0 },
		    "cannot be written");
	if (fd >= 0)
		close(fd);
	return w->err->code;
}

enum status
tiles_export(struct auditlog *log, const char *folder, struct tiles_done *out,
    struct error *err)
{
	struct writing w = { .log = log, .folder = folder, .err = err };
	char path[PATH_MAX], vkey[NOTE_VKEY_TEXT + 1];
	struct arena a = { 0 };
	struct log_head head;
	int64_t last = 0;
	enum status st = file_make_folder(folder, err);

	if (st == ST_OK && (st = full_path(&w, "checkpoint", path)) == ST_OK)
		st = check_before(&w, path);
	/* Blobs and checkpoint of one moment. */
	if (st == ST_OK)
		st = store_begin(log->store, false, err);
	if (st == ST_OK)
		st = heads_newest(log, &a, &head, err);
	if (st == ST_OK)
		st = store_last_blob(log->store, &last, err);
	store_abandon(log->store);
	if (st != ST_OK)
		goto out;
	w.done.size = head.c.size;
	snprintf(vkey, sizeof(vkey), "%.*s\n", STR_ARG(log->vkey));
	if ((st = put_file(&w, "log.pub", str_of(vkey))) != ST_OK ||
	    (st = put_blobs(&w, last)) != ST_OK ||
	    (st = put_tiles(&w, head.c.size)) != ST_OK)
		goto out;
	st = heads_each(log, 0, put_head, &w, err);
	if (st == ST_OK && (st = settle(&w)) == ST_OK)
		st = file_write(path, head.cosigned, FILE_PUBLIC, err);
	if (st == ST_OK)
		*out = w.done;
out:
	arena_free(&a);
	return st;
}
