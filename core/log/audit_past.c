/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit_past - is the begin of the log that of a checkpoint, and how does an
 * audit go on behind one?  See audit.h.
 */
#include "core/log/audit.h"

#include <inttypes.h>
#include <string.h>

static enum status
no_digest(struct audit *x, struct error *err)
{
	return error_set(err, ST_CRYPTO, x->at, "SHA-256 failed");
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
