/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tiles_entries - the entries of a folder, with all that belongs to each, into
 * a new log; see tiles_work.h.
 */
#include "core/log/tiles_work.h"

#include "core/base/limits.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A subtree is complete: it is stored, and goes into its tile. */
static bool
take_node(
    void *ctx, unsigned level, uint64_t index, const uint8_t hash[SHA256_SIZE])
{
	struct tiles_reading *r = ctx;

	if (store_put_node(r->store, level, index, hash, r->err) != ST_OK)
		return false;
	if (level % 8 != 0)
		return true;
	memcpy(r->tile[level / 8][index % TILES_WIDTH], hash, SHA256_SIZE);
	return index % TILES_WIDTH != TILES_WIDTH - 1 ||
	       tiles_check(r, (int)(level / 8), index / TILES_WIDTH,
		   TILES_WIDTH) == ST_OK;
}

static enum status
take_blob(struct tiles_reading *r, const uint8_t sha256[SHA256_SIZE])
{
	char hex[SHA256_HEX], name[TILES_PATH];
	uint8_t now[SHA256_SIZE];
	struct bytes b = { 0 };
	bool found = false;
	enum status st =
	    known_find_blob(&r->known, r->store, sha256, &found, r->err);

	if (st != ST_OK || found)
		return st;
	digest_hex(sha256, hex);
	snprintf(name, sizeof(name), "blob/%.2s/%s", hex, hex);
	st = tiles_load(r, name, STORE_BLOB_MAX, &b, NULL);
	if (st == ST_OK && (!digest_sha256((struct str){ b.p, b.n }, now) ||
			       memcmp(now, sha256, SHA256_SIZE) != 0))
		st = tiles_refuse(r, name, "its bytes do not have this digest");
	if (st == ST_OK)
		st = known_put_blob(&r->known, r->store, sha256,
		    (struct str){ b.p, b.n }, r->err);
	bytes_free(&b);
	return st;
}

/* What the record names, in its order: as it was once added. */
static enum status
take_blobs(
    struct tiles_reading *r, struct str text, struct leaf *out, struct arena *a)
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
take_words(struct tiles_reading *r, uint64_t size, enum store_word kind)
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
		st = tiles_load(r, name, LIMIT_STAMP, &b, &found);
		if (st != ST_OK || !found)
			break;
		word = (struct str){ b.p, b.n };
		if (kind == STORE_COSIGNATURE) {
			if (word.n == 0 || word.p[word.n - 1] != '\n')
				st = tiles_refuse(r, name, "not one line");
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
take_head(struct tiles_reading *r, bool first)
{
	char number[TILES_PATH], name[TILES_PATH];
	struct checkpoint c;
	struct store_head head = { .size = r->tree.size };
	struct bytes b = { 0 };
	bool found = false;
	enum status st;

	tiles_number(r->tree.size, number);
	snprintf(name, sizeof(name), "checkpoints/%.60s", number);
	st = tiles_load(r, name, NOTE_SIZE_MAX, &b, &found);
	if (st != ST_OK || !found)
		return st;
	head.note = (struct str){ b.p, b.n };
	st = checkpoint_open(
	    head.note, (struct pos){ r->folder, 0, 0 }, r->key, &c, r->err);
	if (st == ST_OK &&
	    (!merkle_root(&r->tree, head.root) || c.size != head.size ||
		memcmp(c.root, head.root, SHA256_SIZE) != 0))
		st = tiles_refuse(
		    r, name, "not the checkpoint of these entries");
	if (st == ST_OK && !first)
		st = store_put_head(r->store, &head, r->err);
	bytes_free(&b);
	if (st == ST_OK)
		st = take_words(r, r->tree.size, STORE_COSIGNATURE);
	return st == ST_OK ? take_words(r, r->tree.size, STORE_TIMESTAMP) : st;
}

static enum status
take_entry(struct tiles_reading *r, struct str text)
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
	if (st == ST_OK)
		known_add_leaf(&r->known, &leaf);
	arena_free(&a);
	return st == ST_OK ? take_head(r, false) : st;
}

/* A bundle of exactly `width` entries, in a transaction of its own. */
static enum status
take_bundle(struct tiles_reading *r, uint64_t n, unsigned width)
{
	size_t cut[TILES_WIDTH + 1] = { 0 };
	struct bytes b = { 0 };
	char name[TILES_PATH];
	const char *all;
	size_t at = 0;
	enum status st;

	tiles_path(-1, n, width, name);
	st = tiles_load(r, name, TILES_BUNDLE_MAX, &b, NULL);
	if (st == ST_OK)
		st = store_begin(r->store, true, r->err);
	if (st == ST_OK)
		st = known_expect(
		    &r->known, r->store, r->tree.size, width, r->err);
	all = b.p != NULL ? b.p : "";
	for (unsigned i = 0; st == ST_OK && i < width; i++) {
		const unsigned char *p = (const unsigned char *)all + at;
		size_t len = b.n - at >= 2 ? (size_t)p[0] << 8 | p[1] : 0;

		if (b.n - at < 2 || b.n - at - 2 < len)
			st = tiles_refuse(r, name, "it ends within an entry");
		else
			st = take_entry(r, (struct str){ all + at + 2, len });
		at += 2 + len;
		cut[i + 1] = at;
	}
	if (st == ST_OK && at != b.n)
		st = tiles_refuse(r, name, "more than its entries");
	if (st == ST_OK)
		st = tiles_check_partial(
		    r, -1, n, (struct str){ b.p, b.n }, cut, width);
	if (st == ST_OK)
		st = store_commit(r->store, r->err);
	if (st == ST_OK)
		known_settle(&r->known, r->tree.size);
	store_abandon(r->store);
	bytes_free(&b);
	return st;
}

enum status
tiles_take_entries(struct tiles_reading *r)
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
			st = tiles_check(r, level, n, width);
	}
	if (st == ST_OK && (!merkle_root(&r->tree, root) ||
			       memcmp(root, r->head.root, SHA256_SIZE) != 0))
		st = tiles_refuse(
		    r, "checkpoint", "the entries do not have its root");
	return st;
}
