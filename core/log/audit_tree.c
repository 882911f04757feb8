/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit_tree - the hash tree and its checkpoints in an audit; see audit.h.
 *
 * The tree grows from the records themselves.  The stored hashes only help to
 * say which entry was touched: where record and stored hash differ, the signed
 * root behind them tells which of the two is the true one.
 */
#include "core/log/audit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Of so many entries between two checkpoints whose record and stored hash
 * differ, each way to choose is tried. */
#define MIXED_MOST 8

static enum status
no_digest(struct audit *x, struct error *err)
{
	return error_set(err, ST_CRYPTO, x->at, "SHA-256 failed");
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

/* Is the checkpoint the one that follows the last? */
static void
check_order(struct audit *x, const struct store_head *row)
{
	if (row->before == x->last_head)
		return;
	if (row->before < row->size &&
	    (x->last_head == STORE_NO_HEAD || row->before > x->last_head))
		say_head(x, row->before, "checkpoint-missing",
		    "the checkpoint that was kept after it is gone");
	else
		say_head(x, row->size, "checkpoint-root",
		    "the row of the checkpoint names another one before it");
}

/* The signed root.  False: there is none, and that was said. */
static bool
signed_root(
    struct audit *x, const struct audit_head *h, uint8_t root[SHA256_SIZE])
{
	uint64_t size = h->row.size;

	/* Of a row that cannot be read no more than its size is known. */
	if (h->row.note.p == NULL) {
		x->last_head = size;
		say_head(x, size, "file", h->refused.text);
		return false;
	}
	check_order(x, &h->row);
	x->last_head = size;
	x->io->checkpoints++;
	if (h->refused.code != ST_OK) {
		say_head(x, size, "checkpoint-signature", h->refused.text);
		return false;
	}
	if (h->c.size != size ||
	    memcmp(h->c.root, h->row.root, SHA256_SIZE) != 0)
		say_head(x, size, "checkpoint-root",
		    "the row of the checkpoint is not what was signed");
	memcpy(root, h->c.root, SHA256_SIZE);
	return h->c.size == size;
}

/* Filings that carry this checkpoint need not prove it again. */
static void
remember(struct audit *x, const struct audit_head *h)
{
	uint8_t sha256[SHA256_SIZE];
	struct audit_note *n;

	if (!digest_sha256(h->row.note, sha256))
		return;
	n = &x->note[(sha256[0] | sha256[1] << 8) % AUDIT_NOTES];
	memcpy(n->sha256, sha256, SHA256_SIZE);
	n->c = h->c;
}

/* The checkpoint of so many entries; NULL: there is none.  Those before it are
 * of entries that were lost. */
static const struct audit_head *
head_of(struct audit_batch *b, uint64_t size)
{
	while (b->at_head < b->nhead && b->head[b->at_head].row.size < size)
		b->at_head++;
	return b->at_head < b->nhead && b->head[b->at_head].row.size == size
		   ? &b->head[b->at_head]
		   : NULL;
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

/* A merkle_source over what was worked out; what is before the base comes from
 * its peaks. */
static bool
worked_out(void *ctx, unsigned level, uint64_t index, uint8_t hash[SHA256_SIZE])
{
	const struct audit *x = ctx;
	uint64_t first = x->base.size >> level;

	if (index >= first && index - first < x->nnode[level]) {
		memcpy(hash, x->node[level][index - first], SHA256_SIZE);
		return true;
	}
	/* The peak of a level is its last complete subtree. */
	if (index + 1 != first || (first & 1) == 0)
		return false;
	memcpy(hash, x->base.peak[level], SHA256_SIZE);
	return true;
}

/* A merkle_source over what is stored. */
static bool
as_stored(void *ctx, unsigned level, uint64_t index, uint8_t hash[SHA256_SIZE])
{
	struct store *s = ctx;
	struct error none = { 0 };
	bool found = false;

	return store_get_node(s, level, index, hash, &found, &none) == ST_OK &&
	       found;
}

/*
 * audit_compare - are the first entries those of a checkpoint?
 *
 * Before the base only the stored hashes can tell, and only where they prove
 * it: by what the base's own root allows.
 */
enum status
audit_compare(struct audit *x, const struct checkpoint *c, enum audit_past *out,
    struct error *err)
{
	struct merkle_proof proof = { 0 };
	uint8_t root[SHA256_SIZE];
	struct merkle m;

	*out = AUDIT_UNKNOWN;
	if (c->size < x->base.size) {
		if (merkle_prove_consistency(
			c->size, x->base.size, as_stored, x->store, &proof))
			*out = merkle_verify_consistency(c->size, x->base.size,
				   c->root, x->base_root, &proof)
				   ? AUDIT_SAME
				   : AUDIT_OTHER;
		return ST_OK;
	}
	if (c->size > x->tree.size ||
	    !merkle_resume(&m, c->size, worked_out, x))
		return ST_OK;
	if (!merkle_root(&m, root))
		return no_digest(x, err);
	*out =
	    memcmp(root, c->root, SHA256_SIZE) == 0 ? AUDIT_SAME : AUDIT_OTHER;
	return ST_OK;
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
	h = head_of(b, index + 1);
	if (h == NULL || !signed_root(x, h, want))
		return ST_OK;
	remember(x, h);
	return settle(x, want, err);
}

enum status
audit_end_tree(struct audit *x, struct error *err)
{
	if (x->nopen > 0 && x->last_head != x->size)
		say_head(x, x->size, "checkpoint-missing",
		    "no checkpoint was kept after it");
	return settle(x, NULL, err);
}

enum status
audit_begin_tree(struct audit *x, struct error *err)
{
	struct audit_head h = { .row = { .size = 0 } };
	uint8_t root[SHA256_SIZE], want[SHA256_SIZE];
	struct arena a = { 0 };
	bool found = false;
	enum status st = ST_OK;

	x->last_head = STORE_NO_HEAD;
	if (!merkle_root(&x->tree, root))
		return no_digest(x, err);
	if (store_next_head(x->store, 0, &a, &h.row, &found, &h.refused) ==
	    ST_OK)
		found = found && h.row.size == 0;
	else if (h.refused.code != ST_VERIFY)
		st = error_set(
		    err, h.refused.code, h.refused.at, "%s", h.refused.text);
	if (st == ST_OK && !found && h.refused.code == ST_OK) {
		say_head(x, 0, "checkpoint-missing",
		    "no checkpoint was kept after it");
		x->last_head = 0;
	} else if (st == ST_OK) {
		if (h.refused.code == ST_OK)
			checkpoint_open(
			    h.row.note, pos_none, &x->key, &h.c, &h.refused);
		if (signed_root(x, &h, want)) {
			remember(x, &h);
			if (memcmp(root, want, SHA256_SIZE) != 0)
				say_head(x, 0, "checkpoint-root",
				    "not the root of an empty log");
		}
	}
	arena_free(&a);
	return st;
}

/* The checkpoint that the next one is to name: a log that was made again from
 * its parts need not have that of the base. */
static enum status
resume_heads(struct audit *x, struct error *err)
{
	struct store_head row = { 0 };
	struct error none = { 0 };
	struct arena a = { 0 };
	bool found = false;
	enum status st =
	    store_next_head(x->store, x->base.size, &a, &row, &found, &none);

	if (st != ST_OK && st != ST_VERIFY)
		error_set(err, st, none.at, "%s", none.text);
	x->last_head = st == ST_OK && found && row.size > x->base.size
			   ? row.before
			   : x->base.size;
	arena_free(&a);
	return err->code;
}

/* Time of the entry before the base, if the base's root proves its record. */
static enum status
resume_time(struct audit *x, struct error *err)
{
	struct merkle_proof proof = { 0 };
	uint8_t hash[SHA256_SIZE];
	struct error none = { 0 };
	struct arena a = { 0 };
	struct leaf leaf;
	struct str text;
	uint64_t index = x->base.size - 1;
	bool found = false;
	enum status st =
	    store_next_entry(x->store, &index, &a, &text, &found, &none);

	if (st != ST_OK && st != ST_VERIFY) {
		st = error_set(err, st, none.at, "%s", none.text);
	} else if (st == ST_OK && found && index == x->base.size - 1 &&
		   merkle_leaf(text, hash) &&
		   merkle_prove_inclusion(
		       index, x->base.size, as_stored, x->store, &proof) &&
		   merkle_verify_inclusion(
		       index, x->base.size, hash, &proof, x->base_root) &&
		   leaf_read(text, x->at, &a, &leaf, &none) == ST_OK) {
		memcpy(x->last_time, leaf.time.p, leaf.time.n);
		x->last_time[leaf.time.n] = '\0';
	} else {
		audit_say(x, x->base.size - 1, "leaf",
		    "the last entry of the checkpoint to go on from is not "
		    "what was logged");
		st = ST_OK;
	}
	arena_free(&a);
	return st;
}

enum status
audit_resume_tree(struct audit *x, bool *ok, struct error *err)
{
	struct error inner = { 0 };
	uint8_t root[SHA256_SIZE];
	struct checkpoint c;
	struct merkle m;

	*ok = false;
	if (checkpoint_open(
		x->io->since, x->io->since_at, &x->key, &c, &inner) != ST_OK) {
		findings_error(x->f, ST_VERIFY, inner.at,
		    "checkpoint to go on from: checkpoint-signature: %s",
		    inner.text);
		return ST_OK;
	}
	if (c.size > x->size) {
		audit_say_log(x, "rollback",
		    "the checkpoint to go on from has %" PRIu64
		    " entries, and the log ends after %" PRIu64,
		    c.size, x->size);
		return ST_OK;
	}
	if (!merkle_resume(&m, c.size, as_stored, x->store)) {
		audit_say_log(x, "node",
		    "the stored hashes of the first %" PRIu64
		    " entries are not complete",
		    c.size);
		return ST_OK;
	}
	if (!merkle_root(&m, root))
		return no_digest(x, err);
	if (memcmp(root, c.root, SHA256_SIZE) != 0) {
		audit_say_log(x, "fork",
		    "the first %" PRIu64 " entries are not those of the "
		    "checkpoint to go on from",
		    c.size);
		return ST_OK;
	}
	x->base = x->tree = m;
	memcpy(x->base_root, root, SHA256_SIZE);
	*ok = true;
	if (resume_heads(x, err) != ST_OK)
		return err->code;
	return c.size > 0 ? resume_time(x, err) : ST_OK;
}
