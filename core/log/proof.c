/* SPDX-License-Identifier: Apache-2.0 */
/* proof - proofs of the hash tree as texts; see proof.h. */
#include "core/log/proof.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FIRST_LINE "c2sp.org/tlog-proof@v1"
#define HASH_TEXT 44 /* [characters] of a hash in base64 */

/*
 * proof_write - number, hashes, an empty line, the checkpoint.
 *
 * Src:	C2SP tlog-proof, "Format"; C2SP tlog-witness, "add-checkpoint"
 */
struct str
proof_write(struct arena *a, const struct proof *p)
{
	const size_t room = 100 + p->path.n * (HASH_TEXT + 1) + p->checkpoint.n;
	char *out = TAKE(a, char, room);
	size_t n;

	if (out == NULL)
		return (struct str){ NULL, 0 };
	n = (size_t)snprintf(out, room, "%s%" PRIu64 "\n",
	    p->kind == PROOF_INCLUSION ? FIRST_LINE "\nindex " : "old ",
	    p->number);
	for (size_t i = 0; i < p->path.n; i++) {
		struct str b64 = base64_encode(a,
		    (struct str){ (const char *)p->path.hash[i], SHA256_SIZE });

		if (b64.p == NULL)
			return b64;
		n +=
		    (size_t)snprintf(out + n, room - n, "%.*s\n", STR_ARG(b64));
	}
	out[n++] = '\n';
	memcpy(out + n, p->checkpoint.p, p->checkpoint.n);
	return (struct str){ out, n + p->checkpoint.n };
}

/* A text that is read line by line. */
struct reading {
	struct str rest;
	struct pos at;
};

/* The next line without its newline; false: there is none. */
static bool
next_line(struct reading *r, struct str *line)
{
	const char *end =
	    r->rest.n > 0 ? memchr(r->rest.p, '\n', r->rest.n) : NULL;

	if (end == NULL)
		return false;
	*line = (struct str){ r->rest.p, (size_t)(end - r->rest.p) };
	r->rest.p += line->n + 1;
	r->rest.n -= line->n + 1;
	if (r->at.file != NULL)
		r->at.line++;
	return true;
}

/* "WORD NUMBER" */
static bool
read_number(struct str line, const char *word, uint64_t *out)
{
	const size_t n = strlen(word);

	return str_starts(line, word) &&
	       checkpoint_number((struct str){ line.p + n, line.n - n }, out);
}

/* What stands before the hashes. */
static enum status
read_head(struct reading *r, struct proof *p, struct error *err)
{
	struct arena a = { 0 };
	struct pos at = r->at;
	struct str line = { "", 0 };
	bool ok = next_line(r, &line);

	p->kind = PROOF_GROWTH;
	if (ok && str_is(line, FIRST_LINE)) {
		p->kind = PROOF_INCLUSION;
		at = r->at;
		ok = next_line(r, &line);
		/* What an application adds; nothing vouches for it. */
		if (ok && str_starts(line, "extra ")) {
			struct str extra = { line.p + 6, line.n - 6 };

			ok = base64_decode(&a, extra).p != NULL;
			at = ok ? r->at : at;
			ok = ok && next_line(r, &line);
		}
	}
	ok = ok &&
	     read_number(line, p->kind == PROOF_INCLUSION ? "index " : "old ",
		 &p->number);
	arena_free(&a);
	if (ok)
		return ST_OK;
	return error_set(err, ST_SYNTAX, at,
	    "not a proof of a log: expected \"" FIRST_LINE
	    "\" and \"index N\", or \"old N\"");
}

enum status
proof_read(struct str text, struct pos at, struct proof *out, struct error *err)
{
	struct reading r = { text, at };
	struct proof p = { .number = 0 };
	struct str line;

	if (r.at.file != NULL && r.at.line == 0)
		r.at.line = 1;
	if (read_head(&r, &p, err) != ST_OK)
		return err->code;
	for (;;) {
		struct pos here = r.at;

		if (!next_line(&r, &line))
			return error_set(err, ST_SYNTAX, here,
			    "a proof without checkpoint: expected an empty "
			    "line and a checkpoint behind the hashes");
		if (line.n == 0)
			break;
		if (p.path.n == MERKLE_LEVELS)
			return error_set(err, ST_LIMIT, here,
			    "more than %d hashes: no log is as large",
			    MERKLE_LEVELS);
		if (!checkpoint_hash(line, p.path.hash[p.path.n]))
			return error_set(err, ST_SYNTAX, here,
			    "not a hash: expected 32 bytes in base64");
		p.path.n++;
	}
	p.checkpoint = r.rest;
	p.at = r.at;
	*out = p;
	return ST_OK;
}

enum status
proof_check_inclusion(const struct proof *p, const struct note_verifier *log,
    struct str record, struct checkpoint *head, struct error *err)
{
	struct checkpoint c;
	uint8_t leaf[SHA256_SIZE];
	enum status st = checkpoint_open(p->checkpoint, p->at, log, &c, err);

	if (st != ST_OK)
		return st;
	if (!merkle_leaf(record, leaf))
		return error_set(err, ST_CRYPTO, p->at, "SHA-256 failed");
	if (p->number >= c.size)
		return error_set(err, ST_VERIFY, p->at,
		    "a proof for entry %" PRIu64 " of a log of %" PRIu64
		    ": they are counted from 0",
		    p->number, c.size);
	if (!merkle_verify_inclusion(p->number, c.size, leaf, &p->path, c.root))
		return error_set(err, ST_VERIFY, p->at,
		    "the proof does not lead from the record to the root of "
		    "the checkpoint");
	*head = c;
	return ST_OK;
}

enum status
proof_check_growth(const struct proof *p, const struct note_verifier *log,
    const struct checkpoint *old, struct checkpoint *head, struct error *err)
{
	struct checkpoint c;
	enum status st = checkpoint_open(p->checkpoint, p->at, log, &c, err);

	if (st != ST_OK)
		return st;
	if (old->size != p->number)
		return error_set(err, ST_VERIFY, p->at,
		    "a proof from %" PRIu64
		    " entries on: expected one from %" PRIu64 " on",
		    p->number, old->size);
	if (c.size < old->size)
		return error_set(err, ST_VERIFY, p->at,
		    "a checkpoint of %" PRIu64
		    " entries: the older one has %" PRIu64
		    ", and a log never shrinks",
		    c.size, old->size);
	if (!merkle_verify_consistency(
		old->size, c.size, old->root, c.root, &p->path))
		return error_set(err, ST_VERIFY, p->at,
		    "the proof does not lead from the older checkpoint to "
		    "this one");
	*head = c;
	return ST_OK;
}
