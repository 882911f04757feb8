/* SPDX-License-Identifier: Apache-2.0 */
/* cosign - that a witness saw a checkpoint; see cosign.h. */
#include "core/log/cosign.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TIME_SIZE 8 /* [bytes] before the signature, the highest first */

/*
 * message - what a witness signs: two lines, then the body.
 *
 * Src:	C2SP tlog-cosignature, "Ed25519 signed message"
 */
static struct str
message(struct arena *a, int64_t time, struct str body)
{
	const size_t room = body.n + 64;
	char *p = TAKE(a, char, room);
	int n;

	if (p == NULL)
		return (struct str){ NULL, 0 };
	n = snprintf(p, room, "cosignature/v1\ntime %" PRId64 "\n", time);
	memcpy(p + n, body.p, body.n);
	return (struct str){ p, (size_t)n + body.n };
}

enum status
cosign_make(const struct note_signer *witness, struct str body, int64_t time,
    struct arena *a, struct str *line, struct error *err)
{
	const struct note_verifier *own = note_signer_public(witness);
	uint8_t raw[TIME_SIZE + NOTE_SIGNATURE_SIZE];
	struct note_verifier v;
	struct str text, got;

	if (time <= 0)
		return error_set(err, ST_RANGE, pos_none,
		    "the clock stands before 1970: expected the time of now");
	text = message(a, time, body);
	if (text.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < TIME_SIZE; i++)
		raw[i] = (uint8_t)((uint64_t)time >> (56 - 8 * i));
	if (!note_witness_set(&v, str_of(own->name), own->key) ||
	    !note_signer_sign(witness, text, raw + TIME_SIZE))
		return error_set(
		    err, ST_CRYPTO, pos_none, "OpenSSL cannot sign");
	got = note_line_write(
	    a, v.name, v.id, (struct str){ (const char *)raw, sizeof(raw) });
	if (got.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	*line = got;
	return ST_OK;
}

bool
cosign_read(struct str line, struct cosignature *out)
{
	struct cosignature c = { .id = 0 };
	struct arena a = { 0 };
	struct str name, raw;
	uint64_t time = 0;
	bool ok = note_line_read(&a, line, &name, &c.id, &raw) &&
		  raw.n == TIME_SIZE + NOTE_SIGNATURE_SIZE;

	if (ok) {
		for (size_t i = 0; i < TIME_SIZE; i++)
			time = time << 8 | (unsigned char)raw.p[i];
		ok = time > 0 && time <= INT64_MAX;
	}
	if (ok) {
		c.time = (int64_t)time;
		memcpy(c.name, name.p, name.n);
		memcpy(c.sig, raw.p + TIME_SIZE, NOTE_SIGNATURE_SIZE);
		*out = c;
	}
	arena_free(&a);
	return ok;
}

bool
cosign_is_by(const struct cosignature *c, const struct note_verifier *v)
{
	return c->id == v->id && strcmp(c->name, v->name) == 0;
}

bool
cosign_one_key(const struct note_verifier *a, const struct note_verifier *b)
{
	return memcmp(a->key, b->key, NOTE_PUBLIC_SIZE) == 0;
}

bool
cosign_same(const struct cosignature *a, const struct cosignature *b)
{
	return a->id == b->id && strcmp(a->name, b->name) == 0;
}

bool
cosign_holds(
    const struct cosignature *c, const struct note_verifier *v, struct str body)
{
	struct arena a = { 0 };
	struct str text = message(&a, c->time, body);
	bool ok = text.p != NULL && v->type == NOTE_WITNESS &&
		  cosign_is_by(c, v) && note_signed_bytes(v, text, c->sig);

	arena_free(&a);
	return ok;
}
