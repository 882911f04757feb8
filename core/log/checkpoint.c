/* SPDX-License-Identifier: Apache-2.0 */
/* checkpoint - the signed head of a log; see checkpoint.h. */
#include "core/log/checkpoint.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define BEFORE "before "

struct str
checkpoint_body(struct arena *a, const struct checkpoint *c)
{
	struct str b64 = base64_encode(
	    a, (struct str){ (const char *)c->root, SHA256_SIZE });
	size_t room = c->origin.n + b64.n + 60;
	char *p = TAKE(a, char, room);
	int n;

	if (p == NULL || b64.p == NULL)
		return (struct str){ NULL, 0 };
	n = snprintf(p, room, "%.*s\n%" PRIu64 "\n%.*s\n", STR_ARG(c->origin),
	    c->size, STR_ARG(b64));
	if (c->follows)
		n += snprintf(
		    p + n, room - (size_t)n, BEFORE "%" PRIu64 "\n", c->before);
	return (struct str){ p, (size_t)n };
}

enum status
checkpoint_sign(const struct note_signer *s, const struct checkpoint *c,
    struct arena *a, struct str *out, struct error *err)
{
	struct str body = checkpoint_body(a, c);

	if (body.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return note_sign(s, body, a, out, err);
}

/* Takes one line off *rest; false: there is none, or it is empty. */
static bool
take_line(struct str *rest, struct str *line)
{
	const char *end = rest->n > 0 ? memchr(rest->p, '\n', rest->n) : NULL;

	if (end == NULL || end == rest->p)
		return false;
	*line = (struct str){ rest->p, (size_t)(end - rest->p) };
	rest->p += line->n + 1;
	rest->n -= line->n + 1;
	return true;
}

bool
checkpoint_number(struct str s, uint64_t *out)
{
	uint64_t v = 0;

	if (s.n == 0 || s.n > 19 || (s.n > 1 && s.p[0] == '0'))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	}
	if (v > MERKLE_SIZE_MAX)
		return false;
	*out = v;
	return true;
}

bool
checkpoint_hash(struct str s, uint8_t out[SHA256_SIZE])
{
	struct arena a = { 0 };
	struct str raw = base64_decode(&a, s);
	bool ok = raw.p != NULL && raw.n == SHA256_SIZE;

	if (ok)
		memcpy(out, raw.p, SHA256_SIZE);
	arena_free(&a);
	return ok;
}

/* Of the first line that is one. */
static void
read_before(struct str line, struct checkpoint *c)
{
	const size_t n = sizeof(BEFORE) - 1;

	if (!c->follows && str_starts(line, BEFORE))
		c->follows = checkpoint_number(
		    (struct str){ line.p + n, line.n - n }, &c->before);
}

/*
 * checkpoint_read - the body of a checkpoint.
 *
 * Out:	origin is borrowed from body
 * Err:	ST_SYNTAX at the line
 * Src:	C2SP tlog-checkpoint
 */
enum status
checkpoint_read(
    struct str body, struct pos at, struct checkpoint *out, struct error *err)
{
	struct checkpoint c = { 0 };
	struct str line;
	uint32_t n = at.line > 0 ? at.line : 1;

	if (at.file != NULL)
		at.line = n;
	if (!take_line(&body, &c.origin))
		return error_set(
		    err, ST_SYNTAX, at, "no checkpoint: expected an origin");
	if (at.file != NULL)
		at.line = n + 1;
	if (!take_line(&body, &line) || !checkpoint_number(line, &c.size))
		return error_set(err, ST_SYNTAX, at,
		    "no checkpoint: expected a size in decimal digits");
	if (at.file != NULL)
		at.line = n + 2;
	if (!take_line(&body, &line) || !checkpoint_hash(line, c.root))
		return error_set(err, ST_SYNTAX, at,
		    "no checkpoint: expected a root of 32 bytes in base64");
	while (body.n > 0) {
		if (at.file != NULL)
			at.line++;
		if (!take_line(&body, &line))
			return error_set(err, ST_SYNTAX, at,
			    "an empty or unfinished line in a checkpoint");
		read_before(line, &c);
	}
	*out = c;
	return ST_OK;
}

enum status
checkpoint_open(struct str text, struct pos at, const struct note_verifier *v,
    struct checkpoint *out, struct error *err)
{
	struct checkpoint c;
	struct str body;
	enum status st = note_open(text, at, v, &body, err);

	if (st == ST_OK)
		st = checkpoint_read(body, at, &c, err);
	if (st != ST_OK)
		return st;
	if (!str_is(c.origin, v->name))
		return error_set(err, ST_VERIFY, at,
		    "a checkpoint of the log \"%.*s\": expected \"%s\"",
		    STR_ARG(str_clip(c.origin, 60)), v->name);
	*out = c;
	return ST_OK;
}
