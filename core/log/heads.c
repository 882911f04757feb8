/* SPDX-License-Identifier: Apache-2.0 */
/* heads - checkpoints of a log and proofs that lead to them; see heads.h. */
#include "core/log/heads.h"

#include "core/log/auditlog_own.h"

#include <inttypes.h>
#include <string.h>

/* The lines of witnesses below the note. */
static enum status
add_lines(struct log_head *h, const struct str *line, struct arena *a,
    struct error *err)
{
	size_t n = h->note.n;
	char *p;

	for (size_t i = 0; i < h->nwitness; i++)
		n += line[i].n + 1;
	p = TAKE(a, char, n + 1);
	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	memcpy(p, h->note.p, h->note.n);
	n = h->note.n;
	for (size_t i = 0; i < h->nwitness; i++) {
		memcpy(p + n, line[i].p, line[i].n);
		n += line[i].n;
		p[n++] = '\n';
	}
	h->cosigned = (struct str){ p, n };
	return ST_OK;
}

static enum status
refuse_word(const struct auditlog *log, const char *reason, uint64_t size,
    struct error *err)
{
	return error_set(err, ST_VERIFY, auditlog_here(log),
	    "%s: what stands beside the checkpoint of %" PRIu64
	    " entries is none, or one too many: retrace log verify says more",
	    reason, size);
}

/* What others say of the checkpoint. */
static enum status
read_words(struct auditlog *log, struct log_head *h, struct arena *a,
    struct error *err)
{
	struct str line[NOTE_LINES_MAX], word;
	uint64_t size, n;
	bool found = true;
	enum status st = ST_OK;

	for (n = 0; st == ST_OK && found; n++) {
		size = h->c.size;
		st = store_next_word(log->store, STORE_COSIGNATURE, &size, &n,
		    a, &word, &found, err);
		if (st != ST_OK || !found || size != h->c.size)
			break;
		if (h->nwitness == NOTE_LINES_MAX - 1 ||
		    !cosign_read(word, &h->witness[h->nwitness]))
			return refuse_word(log, "cosignature", size, err);
		line[h->nwitness++] = word;
	}
	found = true;
	for (n = 0; st == ST_OK && found; n++) {
		size = h->c.size;
		st = store_next_word(log->store, STORE_TIMESTAMP, &size, &n, a,
		    &word, &found, err);
		if (st != ST_OK || !found || size != h->c.size)
			break;
		if (h->ntoken == HEADS_TOKENS_MAX)
			return refuse_word(log, "timestamp", size, err);
		h->token[h->ntoken++] = word;
	}
	return st == ST_OK ? add_lines(h, line, a, err) : st;
}

/* A stored checkpoint, as its own signature has it. */
static enum status
make_head(struct auditlog *log, const struct store_head *row, struct arena *a,
    struct log_head *out, struct error *err)
{
	struct log_head h = { .note = row->note };
	struct error inner = { 0 };

	if (checkpoint_open(row->note, pos_none, &log->key, &h.c, &inner) !=
		ST_OK ||
	    h.c.size != row->size)
		return error_set(err, ST_VERIFY, auditlog_here(log),
		    "checkpoint-signature: %s",
		    inner.code != ST_OK ? inner.text : "it is of another size");
	if (read_words(log, &h, a, err) != ST_OK)
		return err->code;
	*out = h;
	return ST_OK;
}

enum status
heads_get(struct auditlog *log, uint64_t size, struct arena *a,
    struct log_head *out, struct error *err)
{
	struct store_head row;
	bool found = false;
	enum status st =
	    store_next_head(log->store, size, a, &row, &found, err);

	if (st == ST_OK && (!found || row.size != size))
		st = error_set(err, ST_REF, auditlog_here(log),
		    "no checkpoint of %" PRIu64 " entries in the log", size);
	return st == ST_OK ? make_head(log, &row, a, out, err) : st;
}

enum status
heads_newest(struct auditlog *log, struct arena *a, struct log_head *out,
    struct error *err)
{
	struct store_head row;

	if (auditlog_newest(log, a, &row, err) != ST_OK)
		return err->code;
	return make_head(log, &row, a, out, err);
}

enum status
heads_best(struct auditlog *log, uint64_t index, struct arena *a,
    struct log_head *out, struct error *err)
{
	uint64_t cosigned = 0, stamped = 0, size;

	if (store_last_word(log->store, STORE_COSIGNATURE, &cosigned, err) !=
		ST_OK ||
	    store_last_word(log->store, STORE_TIMESTAMP, &stamped, err) !=
		ST_OK)
		return err->code;
	size = cosigned > stamped ? cosigned : stamped;
	return size > index ? heads_get(log, size, a, out, err)
			    : heads_newest(log, a, out, err);
}

enum status
heads_recognize(struct auditlog *log, struct str note, struct pos at,
    struct checkpoint *out, struct error *err)
{
	struct checkpoint c;
	uint64_t size = 0;

	if (checkpoint_open(note, at, &log->key, &c, err) != ST_OK ||
	    store_size(log->store, &size, err) != ST_OK ||
	    auditlog_continues(log, &c, size, at, "a checkpoint", err) != ST_OK)
		return err->code;
	*out = c;
	return ST_OK;
}

/* When the last entry of so many was logged; empty for none. */
static enum status
time_of(struct auditlog *log, uint64_t size, struct arena *a, struct str *time,
    struct error *err)
{
	uint64_t at = size - 1;
	struct leaf leaf;
	struct str text;
	bool found = false;
	enum status st;

	*time = (struct str){ "", 0 };
	if (size == 0)
		return ST_OK;
	st = store_next_entry(log->store, &at, a, &text, &found, err);
	if (st == ST_OK && (!found || at != size - 1))
		st = error_set(err, ST_VERIFY, auditlog_here(log),
		    "entry %" PRIu64 ": entry-missing", size - 1);
	if (st == ST_OK)
		st = leaf_read(text, auditlog_here(log), a, &leaf, err);
	if (st == ST_OK)
		*time = leaf.time;
	return st;
}

enum status
heads_each(struct auditlog *log, uint64_t from, heads_visit visit, void *ctx,
    struct error *err)
{
	bool found = true, on = true;
	enum status st = ST_OK;

	while (st == ST_OK && on && found) {
		struct arena a = { 0 };
		struct store_head row;
		struct log_head head;
		struct str time;

		st = store_next_head(log->store, from, &a, &row, &found, err);
		if (st == ST_OK && found) {
			from = row.size + 1;
			st = make_head(log, &row, &a, &head, err);
			if (st == ST_OK)
				st = time_of(log, row.size, &a, &time, err);
			if (st == ST_OK)
				on = visit(ctx, &head, time);
		}
		arena_free(&a);
	}
	return st;
}

static enum status
write_proof(struct auditlog *log, const struct proof *p, bool proven,
    struct arena *a, struct str *out, struct error *err)
{
	if (!proven)
		return error_set(err, ST_VERIFY, auditlog_here(log),
		    "node: a hash that the proof needs is missing");
	*out = proof_write(a, p);
	return out->p != NULL
		   ? ST_OK
		   : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

enum status
heads_prove(struct auditlog *log, const struct log_head *head, uint64_t index,
    struct arena *a, struct str *proof, struct error *err)
{
	struct node_source src = { log->store, err };
	struct proof p = { .kind = PROOF_INCLUSION,
		.number = index,
		.checkpoint = head->cosigned };

	if (index >= head->c.size)
		return error_set(err, ST_REF, auditlog_here(log),
		    "entry %" PRIu64 " is not among the %" PRIu64
		    " that the checkpoint covers",
		    index, head->c.size);
	return write_proof(log, &p,
	    merkle_prove_inclusion(
		index, head->c.size, node_source_get, &src, &p.path),
	    a, proof, err);
}

enum status
heads_prove_growth(struct auditlog *log, const struct log_head *head,
    uint64_t from, struct arena *a, struct str *proof, struct error *err)
{
	struct node_source src = { log->store, err };
	struct proof p = { .kind = PROOF_GROWTH,
		.number = from,
		.checkpoint = head->cosigned };

	if (from > head->c.size)
		return error_set(err, ST_REF, auditlog_here(log),
		    "from %" PRIu64 " entries to %" PRIu64
		    ": a log never shrinks",
		    from, head->c.size);
	return write_proof(log, &p,
	    merkle_prove_consistency(
		from, head->c.size, node_source_get, &src, &p.path),
	    a, proof, err);
}
