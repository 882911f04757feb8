/* SPDX-License-Identifier: Apache-2.0 */
/* heads_add - what others say of a checkpoint, put beside it; see heads.h. */
#include "core/log/heads.h"

#include "core/log/auditlog_own.h"
#include "core/log/cosign.h"

#include <inttypes.h>
#include <string.h>

/* Is the checkpoint the one that is looked for? */
typedef bool (*fits)(void *ctx, struct str note);

/* The newest that fits, of at most `most` entries. */
static enum status
search(struct auditlog *log, uint64_t most, fits fit, void *ctx,
    struct arena *a, struct log_head *out, bool *found, struct error *err)
{
	enum status st = ST_OK;

	*found = false;
	for (int i = 0; st == ST_OK && i < HEADS_TRIED_MAX; i++) {
		struct arena trial = { 0 };
		struct store_head row = { .size = 0 };
		bool there = false;
		uint64_t size;

		st = store_prev_head(
		    log->store, most, &trial, &row, &there, err);
		size = row.size;
		*found = st == ST_OK && there && fit(ctx, row.note);
		arena_free(&trial);
		if (*found)
			return heads_get(log, size, a, out, err);
		if (!there || size == 0)
			break;
		most = size - 1;
	}
	return st;
}

struct wanted_line {
	struct cosignature c;
	const struct note_verifier *key;
};

static bool
line_fits(void *ctx, struct str note)
{
	const struct wanted_line *w = ctx;
	struct error err = { 0 };
	struct str body, lines;

	return note_split(note, pos_none, &body, &lines, &err) == ST_OK &&
	       cosign_holds(&w->c, w->key, body);
}

/* The line of that witness, the last if he wrote several. */
static enum status
pick_line(struct str lines, const struct note_verifier *witness,
    struct str *line, struct cosignature *c, struct error *err)
{
	bool found = false;

	while (lines.n > 0) {
		const char *end = memchr(lines.p, '\n', lines.n);
		struct str one = { lines.p,
			end != NULL ? (size_t)(end - lines.p) : lines.n };
		struct cosignature got;

		lines.p += one.n + (end != NULL);
		lines.n -= one.n + (end != NULL);
		if (!cosign_read(one, &got) || !cosign_is_by(&got, witness))
			continue;
		*line = one;
		*c = got;
		found = true;
	}
	return found
		   ? ST_OK
		   : error_set(err, ST_VERIFY, pos_none,
			 "no co-signature by %s+%08x: expected a line of that "
			 "witness",
			 witness->name, witness->id);
}

/* Inside a writing transaction: the word goes behind those that are there. */
static enum status
put_word(struct auditlog *log, enum store_word kind, uint64_t size, size_t n,
    size_t most, struct str word, struct error *err)
{
	enum status st;

	if (n >= most)
		return error_set(err, ST_LIMIT, auditlog_here(log),
		    "the checkpoint of %" PRIu64
		    " entries has %zu of them already: expected at most %zu",
		    size, n, most);
	st = store_put_word(log->store, kind, size, n, word, err);
	return st == ST_OK ? store_commit(log->store, err) : st;
}

enum status
heads_add_cosignature(struct auditlog *log, const struct note_verifier *witness,
    struct str lines, uint64_t most, struct arena *a, struct heads_added *out,
    struct error *err)
{
	struct wanted_line want = { .key = witness };
	struct heads_added added = { .by = str_of(witness->name) };
	struct log_head h;
	struct str line;
	bool found = false;
	enum status st = pick_line(lines, witness, &line, &want.c, err);

	if (st == ST_OK && cosign_one_key(witness, &log->key))
		st = error_set(err, ST_VERIFY, pos_none,
		    "%s has the key of the log itself: expected that of "
		    "somebody else",
		    witness->name);
	if (st == ST_OK)
		st = search(log, most, line_fits, &want, a, &h, &found, err);
	if (st == ST_OK && !found)
		st = error_set(err, ST_VERIFY, pos_none,
		    "the co-signature by %s holds for none of the newest %d "
		    "checkpoints",
		    witness->name, HEADS_TRIED_MAX);
	if (st != ST_OK || (st = store_begin(log->store, true, err)) != ST_OK)
		return st;
	/* Once more, now that nobody else can add to them. */
	st = heads_get(log, h.c.size, a, &h, err);
	for (size_t i = 0; st == ST_OK && i < h.nwitness; i++)
		added.already =
		    added.already || cosign_same(&h.witness[i], &want.c);
	if (st == ST_OK && !added.already)
		st = put_word(log, STORE_COSIGNATURE, h.c.size, h.nwitness,
		    NOTE_LINES_MAX - 1, line, err);
	store_abandon(log->store);
	added.size = h.c.size;
	added.time = want.c.time;
	if (st == ST_OK)
		*out = added;
	return st;
}

enum status
heads_add_timestamp(struct auditlog *log, const struct log_head *head,
    struct str token, const struct stamp_trust *trust, struct arena *a,
    struct heads_added *out, struct error *err)
{
	struct heads_added added = { .size = head->c.size };
	struct stamp stamp;
	struct log_head h;
	enum status st;

	if (!stamp_holds(token, head->note, trust, a, &stamp))
		return error_set(
		    err, ST_VERIFY, pos_none, "timestamp: %s", stamp.text);
	st = store_begin(log->store, true, err);
	if (st != ST_OK)
		return st;
	st = heads_get(log, head->c.size, a, &h, err);
	for (size_t i = 0; st == ST_OK && i < h.ntoken; i++)
		added.already = added.already || str_eq(h.token[i], token);
	if (st == ST_OK && !added.already)
		st = put_word(log, STORE_TIMESTAMP, h.c.size, h.ntoken,
		    HEADS_TOKENS_MAX, token, err);
	store_abandon(log->store);
	added.time = stamp.time;
	added.by = stamp.authority;
	if (st == ST_OK)
		*out = added;
	return st;
}

static bool
request_fits(void *ctx, struct str note)
{
	return stamp_asks_for(*(const struct str *)ctx, note);
}

enum status
heads_asked(struct auditlog *log, struct str request, struct arena *a,
    struct log_head *out, struct error *err)
{
	bool found = false;
	enum status st =
	    search(log, INT64_MAX, request_fits, &request, a, out, &found, err);

	if (st == ST_OK && !found)
		st = error_set(err, ST_CONFLICT, pos_none,
		    "a request for none of the newest %d checkpoints: expected "
		    "one that retrace log stamp wrote for this log",
		    HEADS_TRIED_MAX);
	return st;
}
