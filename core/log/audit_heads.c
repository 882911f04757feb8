/* SPDX-License-Identifier: Apache-2.0 */
/* audit_heads - the checkpoints of the log in an audit; see audit.h. */
#include "core/log/audit.h"

#include <string.h>

void
audit_say_head(
    struct audit *x, uint64_t size, const char *reason, const char *text)
{
	if (size == 0)
		audit_say_log(x, reason, "%s (checkpoint of 0 entries)", text);
	else
		audit_say(x, size - 1, reason, "%s", text);
}

/*
 * Is the checkpoint the one that follows the last?  What it follows is signed
 * with it, in logs of today, so that no row can be mended around a gap.
 */
static void
check_order(
    struct audit *x, const struct store_head *row, const struct checkpoint *c)
{
	const uint64_t before =
	    c->follows && c->size == row->size ? c->before : row->before;

	if (before == x->last_head && row->before == before)
		return;
	if (before < row->size &&
	    (x->last_head == STORE_NO_HEAD || before > x->last_head))
		audit_say_head(x, before, "checkpoint-missing",
		    "the checkpoint that was kept after it is gone");
	else
		audit_say_head(x, row->size, "checkpoint-root",
		    "the row of the checkpoint names another one before it");
}

bool
audit_signed_root(
    struct audit *x, const struct audit_head *h, uint8_t root[SHA256_SIZE])
{
	uint64_t size = h->row.size;

	/* Of a row that cannot be read no more than its size is known. */
	if (h->row.note.p == NULL) {
		x->last_head = size;
		audit_say_head(x, size, "file", h->refused.text);
		return false;
	}
	check_order(x, &h->row, &h->c);
	x->last_head = size;
	x->io->checkpoints++;
	if (h->refused.code != ST_OK) {
		audit_say_head(
		    x, size, "checkpoint-signature", h->refused.text);
		return false;
	}
	if (h->c.size != size ||
	    memcmp(h->c.root, h->row.root, SHA256_SIZE) != 0)
		audit_say_head(x, size, "checkpoint-root",
		    "the row of the checkpoint is not what was signed");
	memcpy(root, h->c.root, SHA256_SIZE);
	return h->c.size == size;
}

const struct audit_head *
audit_head_of(struct audit_batch *b, uint64_t size)
{
	while (b->at_head < b->nhead && b->head[b->at_head].row.size < size)
		b->at_head++;
	return b->at_head < b->nhead && b->head[b->at_head].row.size == size
		   ? &b->head[b->at_head]
		   : NULL;
}

/*
 * audit_open_note - a checkpoint, if the trusted key has signed it.
 *
 * The filing behind a checkpoint carries it again: a note that has held once
 * is not verified again.  What is found is the same either way, whoever comes
 * first.
 */
void
audit_open_note(
    struct audit *x, struct str note, struct checkpoint *c, struct error *err)
{
	uint8_t sha256[SHA256_SIZE];
	struct audit_note *n = NULL;
	bool known = false;

	if (digest_sha256(note, sha256))
		n = &x->note[(sha256[0] | sha256[1] << 8) % AUDIT_NOTES];
	if (n != NULL) {
		pthread_mutex_lock(&x->notes);
		known = memcmp(n->sha256, sha256, SHA256_SIZE) == 0;
		if (known)
			*c = n->c;
		pthread_mutex_unlock(&x->notes);
	}
	if (known ||
	    checkpoint_open(note, pos_none, &x->key, c, err) != ST_OK ||
	    n == NULL)
		return;
	pthread_mutex_lock(&x->notes);
	memcpy(n->sha256, sha256, SHA256_SIZE);
	n->c = *c;
	pthread_mutex_unlock(&x->notes);
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
		return error_set(err, ST_CRYPTO, x->at, "SHA-256 failed");
	if (store_next_head(x->store, 0, &a, &h.row, &found, &h.refused) ==
	    ST_OK)
		found = found && h.row.size == 0;
	else if (h.refused.code != ST_VERIFY)
		st = error_set(
		    err, h.refused.code, h.refused.at, "%s", h.refused.text);
	if (st == ST_OK && !found && h.refused.code == ST_OK) {
		audit_say_head(x, 0, "checkpoint-missing",
		    "no checkpoint was kept after it");
		x->last_head = 0;
	} else if (st == ST_OK) {
		if (h.refused.code == ST_OK)
			audit_open_note(x, h.row.note, &h.c, &h.refused);
		if (audit_signed_root(x, &h, want) &&
		    memcmp(root, want, SHA256_SIZE) != 0)
			audit_say_head(x, 0, "checkpoint-root",
			    "not the root of an empty log");
	}
	arena_free(&a);
	return st;
}
