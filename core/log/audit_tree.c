/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit_tree - the hash tree in an audit; see audit.h.
 *
 * The tree grows from the records themselves.  The stored hashes only help to
 * say which entry was touched: where record and stored hash differ, the signed
 * root behind them tells which of the two is the true one.
 */
#include "core/log/audit.h"

#include <string.h>

/* Of so many entries between two checkpoints whose record and stored hash
 * differ, each way to choose is tried. */
#define MIXED_MOST 8

static enum status
no_digest(struct audit *x, struct error *err)
{
	return error_set(err, ST_CRYPTO, x->at, "SHA-256 failed");
}

/* ---- subtrees ---- */

struct completing {
	struct audit *x;
	uint64_t index; /* the entry that completes them */
	struct error *err;
};

static enum status
check_node(struct audit *x, uint64_t index, unsigned level, uint64_t at,
    const uint8_t hash[SHA256_SIZE], struct error *err)
{
	uint8_t stored[SHA256_SIZE];
	struct error inner = { 0 };
	bool found = false;

	if (store_get_node(x->store, level, at, stored, &found, &inner) !=
	    ST_OK)
		return audit_damage(x, index, "file", &inner, err);
	if (!found)
		audit_say(x, index, "node",
		    "the stored hash of its subtree of level %u is missing",
		    level);
	else if (memcmp(stored, hash, SHA256_SIZE) != 0)
		audit_say(x, index, "node",
		    "the stored hash of its subtree of level %u was changed",
		    level);
	return ST_OK;
}

/* Keeps each complete subtree, and holds it against the stored one. */
static bool
complete(
    void *ctx, unsigned level, uint64_t index, const uint8_t hash[SHA256_SIZE])
{
	struct completing *c = ctx;
	struct audit *x = c->x;
	void *p = array_grow(x->node[level], &x->cap_node[level],
	    x->nnode[level] + 1, SHA256_SIZE);

	if (p == NULL) {
		error_set(c->err, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	x->node[level] = p;
	memcpy(x->node[level][x->nnode[level]++], hash, SHA256_SIZE);
	return level == 0 ||
	       check_node(x, c->index, level, index, hash, c->err) == ST_OK;
}

/* ---- entries between two checkpoints ---- */

static const uint8_t *
hash_of(const struct audit_leaf *leaf)
{
	return leaf->take_stored ? leaf->stored : leaf->record;
}

/* The root behind the open entries as they are chosen; false: OpenSSL. */
static bool
try_root(const struct audit *x, uint8_t root[SHA256_SIZE])
{
	struct merkle m = x->tree;

	for (size_t i = 0; i < x->nopen; i++)
		if (!merkle_append(&m, hash_of(&x->open[i]), NULL, NULL))
			return false;
	return merkle_root(&m, root);
}

/*
 * The nth way to choose between record and stored hash: 0 all records, 1 all
 * stored hashes, then what is in between.  False: there are no more.
 */
static bool
choose(struct audit *x, unsigned nth, size_t ndiffer)
{
	unsigned bits = nth == 0 ? 0 : nth == 1 ? ~0u : nth - 1;
	size_t k = 0;

	if (nth >= 2 &&
	    (ndiffer > MIXED_MOST || nth - 1 >= (1u << ndiffer) - 1))
		return false;
	for (size_t i = 0; i < x->nopen; i++)
		if (x->open[i].differ)
			x->open[i].take_stored =
			    nth < 2 ? nth == 1 : (bits >> k++ & 1) != 0;
	return true;
}

/* Which of record and stored hash are true?  Those that give the root. */
static enum status
find_true(struct audit *x, const uint8_t *want, bool *fits, struct error *err)
{
	uint8_t root[SHA256_SIZE];
	size_t ndiffer = 0;

	for (size_t i = 0; i < x->nopen; i++)
		ndiffer += x->open[i].differ;
	*fits = false;
	for (unsigned nth = 0;
	     !*fits && want != NULL && (nth == 0 || ndiffer > 0) &&
	     choose(x, nth, ndiffer);
	     nth++) {
		if (!try_root(x, root))
			return no_digest(x, err);
		*fits = memcmp(root, want, SHA256_SIZE) == 0;
	}
	if (!*fits)
		choose(x, 0, ndiffer);
	return ST_OK;
}

/* The open entries join the tree. */
static enum status
settle(struct audit *x, const uint8_t *want, struct error *err)
{
	uint64_t first = x->tree.size;
	bool fits;

	if (find_true(x, want, &fits, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < x->nopen; i++)
		if (x->open[i].differ)
			audit_say(x, first + i,
			    fits && !x->open[i].take_stored ? "node" : "leaf",
			    fits && !x->open[i].take_stored
				? "its stored hash was changed"
				: "its record is not what was logged");
	if (want != NULL && !fits && !x->unfit)
		audit_say(x, first, "checkpoint-root",
		    "from here on the entries do not have the roots that "
		    "were signed");
	if (want != NULL)
		x->unfit = !fits;
	for (size_t i = 0; i < x->nopen; i++) {
		struct completing c = { x, x->tree.size, err };

		if (!merkle_append(
			&x->tree, hash_of(&x->open[i]), complete, &c))
			return err->code != ST_OK ? err->code
						  : no_digest(x, err);
	}
	x->nopen = 0;
	return ST_OK;
}

/*
 * audit_place - an entry in the tree, with its stored hash.
 *
 * Where both record and stored hash are gone the tree ends.
 */
enum status
audit_place(struct audit *x, struct audit_batch *b, uint64_t index,
    const uint8_t *hash, struct error *err)
{
	struct audit_leaf leaf = { .has_record = hash != NULL };
	const struct audit_head *h;
	struct error inner = { 0 };
	uint8_t want[SHA256_SIZE];
	void *p;

	if (x->lost)
		return ST_OK;
	if (store_get_node(x->store, 0, index, leaf.stored, &leaf.has_stored,
		&inner) != ST_OK) {
		leaf.has_stored = false;
		if (audit_damage(x, index, "file", &inner, err) != ST_OK)
			return err->code;
	} else if (!leaf.has_stored && hash != NULL) {
		audit_say(x, index, "node", "its stored hash is missing");
	}
	if (!leaf.has_stored && hash == NULL) {
		x->lost = true;
		audit_say_log(x, "entry-missing",
		    "the tree cannot be worked out from entry %" PRIu64 " on",
		    index);
		return settle(x, NULL, err);
	}
	if (hash != NULL)
		memcpy(leaf.record, hash, SHA256_SIZE);
	leaf.take_stored = hash == NULL;
	leaf.differ = hash != NULL && leaf.has_stored &&
		      memcmp(hash, leaf.stored, SHA256_SIZE) != 0;
	p = array_grow(x->open, &x->cap_open, x->nopen + 1, sizeof(*x->open));
	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	x->open = p;
	x->open[x->nopen++] = leaf;
	h = audit_head_of(b, index + 1);
	if (h == NULL || !audit_signed_root(x, h, want))
		return ST_OK;
	return settle(x, want, err);
}

enum status
audit_end_tree(struct audit *x, struct error *err)
{
	if (x->nopen > 0 && x->last_head != x->size)
		audit_say_head(x, x->size, "checkpoint-missing",
		    "no checkpoint was kept after it");
	return settle(x, NULL, err);
}
