/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tiles_import - a folder of plain files back as a log; see tiles.h.
 *
 * The folder may come from anybody.  No link is followed, no file is read
 * beyond what it may have, and what is not expected is refused; the log is
 * made under another name and takes its own when an audit found it whole.
 */
#include "core/base/limits.h"
#include "core/log/auditlog_own.h"
#include "core/log/tiles.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct reading {
	int root; /* the folder */
	const char *folder;
	const struct note_verifier *key;
	struct store *store;
	struct merkle tree;
	struct checkpoint head; /* that of the file checkpoint */
	uint64_t used;          /* files that were read */
	uint8_t tile[TILES_LEVELS][TILES_WIDTH][SHA256_SIZE];
	struct error *err;
};

static enum status
refuse(struct reading *r, const char *name, const char *what)
{
	return error_set(r->err, ST_VERIFY, (struct pos){ r->folder, 0, 0 },
	    "%s: %s", name, what);
}

/* Opens name below the folder; a link anywhere on the way is refused. */
static int
open_below(const struct reading *r, const char *name, int flags)
{
	int at = dup(r->root), next;
	char part[TILES_PATH];
	const char *slash;

	while (at >= 0 && (slash = strchr(name, '/')) != NULL) {
		snprintf(part, sizeof(part), "%.*s", (int)(slash - name), name);
		next = openat(
		    at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		close(at);
		at = next;
		name = slash + 1;
	}
	if (at < 0)
		return -1;
	next = openat(
	    at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags);
	close(at);
	return next;
}

/*
 * All of a file of at most `most` bytes.  *found NULL: it must be there; else
 * says whether it is.
 */
static enum status
load(struct reading *r, const char *name, size_t most, struct bytes *out,
    bool *found)
{
	int fd = open_below(r, name, 0);
	struct stat sb;
	size_t got = 0, n;
	char *p;

	if (found != NULL)
		*found = fd >= 0;
	if (fd < 0 && found != NULL && errno == ENOENT)
		return ST_OK;
	if (fd < 0)
		return refuse(r, name,
		    errno == ENOENT ? "is missing"
				    : "cannot be opened as a plain file");
	if (fstat(fd, &sb) != 0 || !S_ISREG(sb.st_mode) ||
	    (uint64_t)sb.st_size > most) {
		close(fd);
		return refuse(r, name, "not a file, or too large a one");
	}
	n = (size_t)sb.st_size;
	p = malloc(n + 1);
	while (p != NULL && got < n) {
		ssize_t k = read(fd, p + got, n - got);

		if (k <= 0 && errno != EINTR)
			break;
		got += k > 0 ? (size_t)k : 0;
	}
	close(fd);
	if (p == NULL)
		return error_set(r->err, ST_NOMEM, pos_none, "out of memory");
	if (got < n) {
		free(p);
		return refuse(r, name, "cannot be read to its end");
	}
	p[n] = '\0';
	*out = (struct bytes){ p, n };
	r->used++;
	return ST_OK;
}

/*
 * Tiles that were partial earlier and stayed: each is the start of the one
 * that is there now.  cut[w] is where w entries end in it.
 */
static enum status
check_partial(struct reading *r, int level, uint64_t n, struct str now,
    const size_t cut[TILES_WIDTH + 1], unsigned width)
{
	enum status st = ST_OK;

	for (unsigned w = 1; st == ST_OK && w < width; w++) {
		char name[TILES_PATH];
		struct bytes b = { 0 };
		bool found = false;

		tiles_path(level, n, w, name);
		st = load(r, name, now.n, &b, &found);
		if (st == ST_OK && found &&
		    (b.n != cut[w] || memcmp(b.p, now.p, b.n) != 0))
			st = refuse(
			    r, name, "not the start of what came after it");
		bytes_free(&b);
	}
	return st;
}

/* The tile that has been computed is the one in the folder. */
static enum status
check_tile(struct reading *r, int level, uint64_t n, unsigned width)
{
	const struct str want = { (const char *)r->tile[level],
		(size_t)width * SHA256_SIZE };
	size_t cut[TILES_WIDTH + 1];
	struct bytes b = { 0 };
	char name[TILES_PATH];
	enum status st;

	for (unsigned w = 0; w <= width; w++)
		cut[w] = (size_t)w * SHA256_SIZE;
	tiles_path(level, n, width, name);
	st = load(r, name, sizeof(r->tile[0]), &b, NULL);
	if (st == ST_OK && (b.n != want.n || memcmp(b.p, want.p, b.n) != 0))
		st = refuse(
		    r, name, "not the hashes of the entries that it covers");
	bytes_free(&b);
	return st == ST_OK ? check_partial(r, level, n, want, cut, width) : st;
}

/* A subtree is complete: it is stored, and goes into its tile. */
static bool
take_node(
    void *ctx, unsigned level, uint64_t index, const uint8_t hash[SHA256_SIZE])
{
	struct reading *r = ctx;

	if (store_put_node(r->store, level, index, hash, r->err) != ST_OK)
		return false;
	if (level % 8 != 0)
		return true;
	memcpy(r->tile[level / 8][index % TILES_WIDTH], hash, SHA256_SIZE);
	return index % TILES_WIDTH != TILES_WIDTH - 1 ||
	       check_tile(r, (int)(level / 8), index / TILES_WIDTH,
		   TILES_WIDTH) == ST_OK;
}

static enum status
take_blob(struct reading *r, const uint8_t sha256[SHA256_SIZE])
{
	char hex[SHA256_HEX], name[TILES_PATH];
	uint8_t now[SHA256_SIZE];
	struct bytes b = { 0 };
	bool found = false;
	int64_t id;
	enum status st = store_find_blob(r->store, sha256, &id, &found, r->err);

	if (st != ST_OK || found)
		return st;
	digest_hex(sha256, hex);
	snprintf(name, sizeof(name), "blob/%.2s/%s", hex, hex);
	st = load(r, name, STORE_BLOB_MAX, &b, NULL);
	if (st == ST_OK && (!digest_sha256((struct str){ b.p, b.n }, now) ||
			       memcmp(now, sha256, SHA256_SIZE) != 0))
		st = refuse(r, name, "its bytes do not have this digest");
	if (st == ST_OK)
		st = store_put_blob(
		    r->store, sha256, (struct str){ b.p, b.n }, r->err);
	bytes_free(&b);
	return st;
}

/* What the record names, in its order: as it was once added. */
static enum status
take_blobs(
    struct reading *r, struct str text, struct leaf *out, struct arena *a)
{
	struct leaf leaf;
	enum status st =
	    leaf_read(text, (struct pos){ r->folder, 0, 0 }, a, &leaf, r->err);

	if (st == ST_OK && leaf_is_filing(leaf.kind))
		st = take_blob(r, leaf.sha256);
	for (size_t i = 0; st == ST_OK && i < leaf.ninput; i++)
		st = take_blob(r, leaf.input[i].sha256);
	if (st == ST_OK)
		*out = leaf;
	return st;
}

/* The words beside the checkpoint of that size, one after the other. */
static enum status
take_words(struct reading *r, uint64_t size, enum store_word kind)
{
	const size_t most =
	    kind == STORE_COSIGNATURE ? NOTE_LINES_MAX - 1 : HEADS_TOKENS_MAX;
	char number[TILES_PATH], name[TILES_PATH];
	enum status st = ST_OK;
	bool found = true;

	tiles_number(size, number);
	for (uint64_t n = 0; st == ST_OK && found && n < most; n++) {
		struct bytes b = { 0 };
		struct str word;

		snprintf(name, sizeof(name), "checkpoints/%.60s.%s-%" PRIu64,
		    number,
		    kind == STORE_COSIGNATURE ? "cosignature" : "timestamp", n);
		st = load(r, name, LIMIT_STAMP, &b, &found);
		if (st != ST_OK || !found)
			break;
		word = (struct str){ b.p, b.n };
		if (kind == STORE_COSIGNATURE) {
			if (word.n == 0 || word.p[word.n - 1] != '\n')
				st = refuse(r, name, "not one line");
			else
				word.n--;
		}
		if (st == ST_OK)
			st = store_put_word(
			    r->store, kind, size, n, word, r->err);
		bytes_free(&b);
	}
	return st;
}

/* The checkpoint of as many entries as there are now, if one was signed. */
static enum status
take_head(struct reading *r, bool first)
{
	char number[TILES_PATH], name[TILES_PATH];
	struct checkpoint c;
	struct store_head head = { .size = r->tree.size };
	struct bytes b = { 0 };
	bool found = false;
	enum status st;

	tiles_number(r->tree.size, number);
	snprintf(name, sizeof(name), "checkpoints/%.60s", number);
	st = load(r, name, NOTE_SIZE_MAX, &b, &found);
	if (st != ST_OK || !found)
		return st;
	head.note = (struct str){ b.p, b.n };
	st = checkpoint_open(
	    head.note, (struct pos){ r->folder, 0, 0 }, r->key, &c, r->err);
	if (st == ST_OK &&
	    (!merkle_root(&r->tree, head.root) || c.size != head.size ||
		memcmp(c.root, head.root, SHA256_SIZE) != 0))
		st = refuse(r, name, "not the checkpoint of these entries");
	if (st == ST_OK && !first)
		st = store_put_head(r->store, &head, r->err);
	bytes_free(&b);
	if (st == ST_OK)
		st = take_words(r, r->tree.size, STORE_COSIGNATURE);
	return st == ST_OK ? take_words(r, r->tree.size, STORE_TIMESTAMP) : st;
}

static enum status
take_entry(struct reading *r, struct str text)
{
	struct arena a = { 0 };
	uint8_t hash[SHA256_SIZE];
	struct leaf leaf;
	enum status st = take_blobs(r, text, &leaf, &a);

	if (st == ST_OK)
		st = store_put_entry(r->store, r->tree.size, text, r->err);
	for (size_t i = 0; st == ST_OK && i < leaf.nrefers; i++)
		st = store_put_refers(
		    r->store, r->tree.size, leaf.refers[i], r->err);
	if (st == ST_OK && (!merkle_leaf(text, hash) ||
			       !merkle_append(&r->tree, hash, take_node, r)))
		st = error_set(
		    r->err, ST_CRYPTO, pos_none, "the hash tree cannot grow");
	arena_free(&a);
	return st == ST_OK ? take_head(r, false) : st;
}

/* A bundle of exactly `width` entries, in a transaction of its own. */
static enum status
take_bundle(struct reading *r, uint64_t n, unsigned width)
{
	size_t cut[TILES_WIDTH + 1] = { 0 };
	struct bytes b = { 0 };
	char name[TILES_PATH];
	const char *all;
	size_t at = 0;
	enum status st;

	tiles_path(-1, n, width, name);
	st = load(r, name, TILES_BUNDLE_MAX, &b, NULL);
	if (st == ST_OK)
		st = store_begin(r->store, true, r->err);
	all = b.p != NULL ? b.p : "";
	for (unsigned i = 0; st == ST_OK && i < width; i++) {
		const unsigned char *p = (const unsigned char *)all + at;
		size_t len = b.n - at >= 2 ? (size_t)p[0] << 8 | p[1] : 0;

		if (b.n - at < 2 || b.n - at - 2 < len)
			st = refuse(r, name, "it ends within an entry");
		else
			st = take_entry(r, (struct str){ all + at + 2, len });
		at += 2 + len;
		cut[i + 1] = at;
	}
	if (st == ST_OK && at != b.n)
		st = refuse(r, name, "more than its entries");
	if (st == ST_OK)
		st = check_partial(
		    r, -1, n, (struct str){ b.p, b.n }, cut, width);
	if (st == ST_OK)
		st = store_commit(r->store, r->err);
	store_abandon(r->store);
	bytes_free(&b);
	return st;
}

static enum status
take_entries(struct reading *r)
{
	uint8_t root[SHA256_SIZE];
	enum status st = store_begin(r->store, true, r->err);
	unsigned width;

	if (st == ST_OK)
		st = take_head(r, true);
	if (st == ST_OK)
		st = store_commit(r->store, r->err);
	store_abandon(r->store);
	for (uint64_t n = 0;
	     st == ST_OK && (width = tiles_width(-1, n, r->head.size)) > 0; n++)
		st = take_bundle(r, n, width);
	for (int level = 0; st == ST_OK && level < TILES_LEVELS; level++) {
		uint64_t n = r->head.size >> (8 * level) >> 8;

		width = tiles_width(level, n, r->head.size);
		if (width > 0)
			st = check_tile(r, level, n, width);
	}
	if (st == ST_OK && (!merkle_root(&r->tree, root) ||
			       memcmp(root, r->head.root, SHA256_SIZE) != 0))
		st =
		    refuse(r, "checkpoint", "the entries do not have its root");
	return st;
}

/* Counts plain files; anything but them and folders stands out. */
static uint64_t walked;

static int
count_file(const char *path, const struct stat *sb, int kind, struct FTW *ftw)
{
	(void)path;
	(void)ftw;
	if (kind == FTW_D)
		return 0;
	if (kind != FTW_F || !S_ISREG(sb->st_mode))
		return 1;
	walked++;
	return 0;
}

static enum status
check_extra(struct reading *r)
{
	walked = 0;
	if (nftw(r->folder, count_file, 16, FTW_PHYS) != 0)
		return refuse(r, ".", "something else than files and folders");
	if (walked != r->used)
		return error_set(r->err, ST_VERIFY,
		    (struct pos){ r->folder, 0, 0 },
		    "%" PRIu64 " files: expected the %" PRIu64
		    " that belong to the log",
		    walked, r->used);
	return ST_OK;
}

/* The first look: key, newest checkpoint, an empty log at path. */
static enum status
begin(struct reading *r, const char *path, struct bytes *newest)
{
	struct store_head first = { .size = 0 };
	struct merkle empty = { 0 };
	char vkey[NOTE_VKEY_TEXT];
	struct bytes b = { 0 };
	const struct pos at = { r->folder, 0, 0 };

	if (!note_verifier_format(r->key, vkey) ||
	    !merkle_root(&empty, first.root))
		return error_set(r->err, ST_CRYPTO, pos_none, "SHA-256 failed");
	if (load(r, "log.pub", NOTE_SIZE_MAX, &b, NULL) == ST_OK &&
	    !str_is(str_trim((struct str){ b.p, b.n }), vkey))
		refuse(r, "log.pub", "another key than the trusted one");
	bytes_free(&b);
	if (r->err->code != ST_OK ||
	    load(r, "checkpoint", NOTE_SIZE_MAX, newest, NULL) != ST_OK ||
	    checkpoint_open((struct str){ newest->p, newest->n }, at, r->key,
		&r->head, r->err) != ST_OK ||
	    load(r, "checkpoints/000", NOTE_SIZE_MAX, &b, NULL) != ST_OK)
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
check_newest(struct reading *r, const char *path, struct bytes newest)
{
	struct auditlog *log = NULL;
	struct arena a = { 0 };
	struct log_head head;

	if (auditlog_open(path, AUDITLOG_READ, &log, r->err) == ST_OK &&
	    heads_newest(log, &a, &head, r->err) == ST_OK &&
	    !str_eq(head.cosigned, (struct str){ newest.p, newest.n }))
		refuse(r, "checkpoint",
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
	struct reading *r = calloc(1, sizeof(*r));
	struct bytes newest = { 0 };
	char temp[PATH_MAX];

	if (r == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	*r = (struct reading){ .folder = folder, .key = key, .err = err };
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
	else if (begin(r, temp, &newest) != ST_CREATE) {
		if (err->code == ST_OK && take_entries(r) == ST_OK)
			check_extra(r);
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
