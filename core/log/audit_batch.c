/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit_batch - reading a part of the log; see audit.h.
 *
 * In a transaction that ends before anything is worked out: nobody who files
 * waits for a signature to be checked.
 */
#include "core/log/audit.h"

#include <stdlib.h>
#include <string.h>

/* [bytes] A blob of at most so many is read as a whole; a larger one is hashed
 * in pieces while it is read. */
#define WHOLE ((size_t)4 << 20)
/* [bytes] Of blobs in one batch. */
#define BATCH_BYTES ((size_t)16 << 20)

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

static enum status
pass_on(const struct error *inner, struct error *err)
{
	return error_set(err, inner->code, inner->at, "%s", inner->text);
}

/* Bytes that are to be hashed, owned by the batch from now on. */
static enum status
keep_body(struct audit_batch *b, uint32_t k, const uint8_t sha256[SHA256_SIZE],
    struct bytes bytes, struct error *err)
{
	void *p =
	    array_grow(b->body, &b->cap_body, b->nbody + 1, sizeof(*b->body));

	if (p == NULL) {
		bytes_free(&bytes);
		return no_memory(err);
	}
	b->body = p;
	b->body[b->nbody++] =
	    (struct audit_body){ .blob = k, .sha256 = sha256, .bytes = bytes };
	b->bytes += bytes.n;
	return ST_OK;
}

/* A blob that is hashed where it lies. */
static enum status
hash_large(struct audit *x, struct audit_blob *blob,
    const uint8_t sha256[SHA256_SIZE], struct error *err)
{
	struct error inner = { 0 };
	uint8_t now[SHA256_SIZE];
	uint64_t size;

	if (store_hash_blob(x->store, blob->id, now, &size, &inner) != ST_OK) {
		if (inner.code != ST_VERIFY)
			return pass_on(&inner, err);
		blob->bad = true;
	} else {
		blob->bad = memcmp(now, sha256, SHA256_SIZE) != 0;
	}
	return ST_OK;
}

/*
 * The blob of a digest, read when it is named first.
 *
 * Out:	*k     its index in x->blob
 *	*body  its bytes if they were read now, else untouched
 */
static enum status
meet_blob(struct audit *x, struct audit_batch *b,
    const uint8_t sha256[SHA256_SIZE], uint32_t *k, struct str *body,
    struct error *err)
{
	struct audit_blob blob = { 0 }, *list;
	struct error inner = { 0 };
	struct bytes bytes = { 0 };
	size_t before = x->digests.n;
	bool found = false;

	*k = intern_copy(
	    &x->digests, (struct str){ (const char *)sha256, SHA256_SIZE });
	if (*k == INTERN_NONE)
		return no_memory(err);
	if (x->digests.n == before)
		return ST_OK;
	list = array_grow(x->blob, &x->cap_blob, x->digests.n, sizeof(*list));
	if (list == NULL)
		return no_memory(err);
	x->blob = list;
	if (store_read_blob(x->store, sha256, WHOLE, &blob.id, &blob.size,
		&bytes, &found, &inner) != ST_OK) {
		if (inner.code != ST_VERIFY)
			return pass_on(&inner, err);
		blob.bad = true;
	} else {
		blob.missing = !found;
		x->io->blobs += found;
		if (found && bytes.p == NULL &&
		    hash_large(x, &blob, sha256, err) != ST_OK)
			return err->code;
	}
	x->blob[*k] = blob;
	if (bytes.p == NULL)
		return ST_OK;
	*body = (struct str){ bytes.p, bytes.n };
	return keep_body(b, *k, sha256, bytes, err);
}

/* The signed filing is needed whole, also if it was met before. */
static enum status
meet_filing(struct audit *x, struct audit_batch *b, struct audit_entry *e,
    struct error *err)
{
	struct bytes bytes = { 0 };
	struct audit_blob *blob;

	if (meet_blob(x, b, e->leaf.sha256, &e->file, &e->body, err) != ST_OK)
		return err->code;
	blob = &x->blob[e->file];
	if (x->io->check == NULL || e->body.p != NULL || blob->missing ||
	    blob->bad)
		return ST_OK;
	if (store_load_blob(x->store, blob->id, &bytes, err) != ST_OK)
		return err->code;
	e->body = (struct str){ bytes.p, bytes.n };
	return keep_body(b, INTERN_NONE, NULL, bytes, err);
}

static enum status
read_entry(struct audit *x, struct audit_batch *b, struct audit_entry *e,
    struct error *err)
{
	uint32_t k;
	struct str none;

	if (leaf_read(e->text, x->at, &b->texts, &e->leaf, &e->no_leaf) !=
	    ST_OK)
		return e->no_leaf.code == ST_NOMEM ? no_memory(err) : ST_OK;
	if (leaf_is_filing(e->leaf.kind) && meet_filing(x, b, e, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < e->leaf.ninput; i++)
		if (meet_blob(x, b, e->leaf.input[i].sha256, &k, &none, err) !=
		    ST_OK)
			return err->code;
	return ST_OK;
}

/* The checkpoints behind the batch's entries. */
static enum status
read_heads(struct audit *x, struct audit_batch *b, struct error *err)
{
	uint64_t size = b->from + 1;
	bool found = true;

	while (size <= b->end) {
		struct audit_head h = { .row = { .size = size } };
		void *p = array_grow(
		    b->head, &b->cap_head, b->nhead + 1, sizeof(*b->head));

		if (p == NULL)
			return no_memory(err);
		b->head = p;
		if (store_next_head(x->store, size, &b->texts, &h.row, &found,
			&h.refused) != ST_OK &&
		    h.refused.code != ST_VERIFY)
			return pass_on(&h.refused, err);
		if ((h.refused.code == ST_OK && !found) || h.row.size > b->end)
			return ST_OK;
		/* Of a damaged page the next rows are damaged as well. */
		if (h.refused.code == ST_OK || b->nhead == 0 ||
		    b->head[b->nhead - 1].refused.code == ST_OK)
			b->head[b->nhead++] = h;
		size = h.row.size + 1;
	}
	return ST_OK;
}

static enum status
read_rows(struct audit *x, struct audit_batch *b, struct error *err)
{
	enum status st = ST_OK;

	while (st == ST_OK && b->n < AUDIT_BATCH && b->bytes < BATCH_BYTES &&
	       b->end < x->size) {
		struct audit_entry *e = &b->entry[b->n];
		bool found = false;

		*e = (struct audit_entry){ .index = b->end };
		if (store_next_entry(x->store, &e->index, &b->texts, &e->text,
			&found, &e->damage) != ST_OK) {
			if (e->damage.code != ST_VERIFY)
				return pass_on(&e->damage, err);
			b->end++;
			b->n++;
			continue;
		}
		if (!found || e->index >= x->size) {
			b->end = x->size;
			break;
		}
		b->end = e->index + 1;
		b->n++;
		st = read_entry(x, b, e, err);
	}
	return st == ST_OK ? read_heads(x, b, err) : st;
}

enum status
audit_read_batch(
    struct audit *x, struct audit_batch *b, uint64_t index, struct error *err)
{
	enum status st = store_begin(x->store, false, err);

	b->from = b->end = index;
	if (st == ST_OK)
		st = read_rows(x, b, err);
	store_abandon(x->store);
	return st;
}

/* For the next part; the lists keep their room. */
void
audit_batch_clear(struct audit_batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		arena_free(&b->entry[i].mem);
	for (size_t i = 0; i < b->nbody; i++)
		bytes_free(&b->body[i].bytes);
	arena_free(&b->texts);
	b->n = b->nbody = b->nhead = b->at_head = b->bytes = 0;
}

void
audit_batch_free(struct audit_batch *b)
{
	if (b == NULL)
		return;
	audit_batch_clear(b);
	free(b->head);
	free(b->body);
	free(b);
}
