/* SPDX-License-Identifier: Apache-2.0 */
/* witness - somebody else who remembers a log; see witness.h. */
#include "core/log/witness.h"

#include "core/log/cosign.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Since 2 a digest over all lines before it ends the text: one that was cut
 * off, or brought together from two, is not taken for a memory. */
#define FIRST_LINE "retrace-witness/2"
#define FIRST_LINE_1 "retrace-witness/1"
#define LAST_WORD "sha256 "

static void
empty_root(uint8_t root[SHA256_SIZE])
{
	static const struct merkle empty = { 0 };

	if (!merkle_root(&empty, root))
		memset(root, 0, SHA256_SIZE);
}

/*
 * witness_write - "key", then for each log "log" and "seen".
 *
 * Of a size nothing is left out: the same memory is the same bytes.
 */
struct str
witness_write(struct arena *a, const struct witness *w)
{
	const size_t line = NOTE_VKEY_TEXT + 200;
	const size_t room = (w->n + 1) * 2 * line + SHA256_HEX + 20;
	char *out = TAKE(a, char, room);
	char vkey[NOTE_VKEY_TEXT], hex[SHA256_HEX];
	uint8_t sum[SHA256_SIZE];
	size_t n;

	if (out == NULL || !note_verifier_format(&w->own, vkey))
		return (struct str){ NULL, 0 };
	n = (size_t)snprintf(out, room, FIRST_LINE "\nkey %s\n", vkey);
	for (size_t i = 0; i < w->n; i++) {
		struct str root = base64_encode(a,
		    (struct str){ (const char *)w->log[i].root, SHA256_SIZE });

		if (root.p == NULL ||
		    !note_verifier_format(&w->log[i].key, vkey))
			return (struct str){ NULL, 0 };
		n += (size_t)snprintf(out + n, room - n,
		    "log %s\nseen %" PRIu64 " %.*s\n", vkey, w->log[i].size,
		    STR_ARG(root));
	}
	if (!digest_sha256((struct str){ out, n }, sum))
		return (struct str){ NULL, 0 };
	digest_hex(sum, hex);
	n += (size_t)snprintf(out + n, room - n, LAST_WORD "%s\n", hex);
	return (struct str){ out, n };
}

/* The next line behind "WORD "; false: it is none of these. */
static bool
take(struct str *rest, struct pos *at, const char *word, struct str *value)
{
	const char *end = rest->n > 0 ? memchr(rest->p, '\n', rest->n) : NULL;
	const size_t n = strlen(word);
	struct str line;

	if (end == NULL)
		return false;
	line = (struct str){ rest->p, (size_t)(end - rest->p) };
	if (!str_starts(line, word))
		return false;
	*value = (struct str){ line.p + n, line.n - n };
	rest->p += line.n + 1;
	rest->n -= line.n + 1;
	if (at->file != NULL)
		at->line++;
	return true;
}

static bool
read_seen(struct str value, struct witness_log *log)
{
	const char *blank = value.n > 0 ? memchr(value.p, ' ', value.n) : NULL;
	uint8_t none[SHA256_SIZE];
	struct str size;

	if (blank == NULL)
		return false;
	size = (struct str){ value.p, (size_t)(blank - value.p) };
	if (!checkpoint_number(size, &log->size) ||
	    !checkpoint_hash(
		(struct str){ blank + 1, value.n - size.n - 1 }, log->root))
		return false;
	empty_root(none);
	return log->size != 0 || memcmp(none, log->root, SHA256_SIZE) == 0;
}

static const struct witness_log *
find(const struct witness *w, struct str origin)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_is(origin, w->log[i].key.name))
			return &w->log[i];
	return NULL;
}

static enum status
refuse(struct pos at, const char *expected, struct error *err)
{
	return error_set(err, ST_SYNTAX, at,
	    "not the memory of a witness: expected %s, as retrace witness "
	    "writes it",
	    expected);
}

/* Takes the last line off, which must be the digest of the others. */
static bool
take_digest(struct str *text)
{
	const size_t n = sizeof(LAST_WORD) - 1 + SHA256_HEX - 1 + 1;
	struct str all = *text, last;
	uint8_t sum[SHA256_SIZE];
	char hex[SHA256_HEX];

	if (all.n <= n || all.p[all.n - 1] != '\n')
		return false;
	all.n -= n;
	last = (struct str){ all.p + all.n, n - 1 };
	if (!digest_sha256(all, sum) || !str_starts(last, LAST_WORD))
		return false;
	digest_hex(sum, hex);
	*text = all;
	return memcmp(last.p + sizeof(LAST_WORD) - 1, hex, SHA256_HEX - 1) == 0;
}

enum status
witness_read(struct str text, struct pos at, struct arena *a,
    struct witness *out, struct error *err)
{
	struct witness w = { .n = 0 };
	struct str value;
	size_t lines = 0;

	if (at.file != NULL && at.line == 0)
		at.line = 1;
	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	w.log = TAKE(a, struct witness_log, lines / 2 + 1);
	if (w.log == NULL)
		return error_set(err, ST_NOMEM, at, "out of memory");
	if (str_starts(text, FIRST_LINE "\n") && !take_digest(&text))
		return error_set(err, ST_VERIFY, (struct pos){ at.file, 0, 0 },
		    "the memory of a witness, cut off or changed: expected "
		    "all of it; put back the newest copy of it, and compare "
		    "what it has seen with the logs");
	if ((!take(&text, &at, FIRST_LINE, &value) &&
		!take(&text, &at, FIRST_LINE_1, &value)) ||
	    value.n != 0)
		return refuse(at, "\"" FIRST_LINE "\"", err);
	if (!take(&text, &at, "key ", &value))
		return refuse(at, "its key", err);
	if (note_witness_read(value, at, &w.own, err) != ST_OK)
		return err->code;
	while (text.n > 0) {
		struct witness_log *log = &w.log[w.n];

		if (!take(&text, &at, "log ", &value))
			return refuse(at, "the key of a log", err);
		if (note_verifier_read(value, at, &log->key, err) != ST_OK)
			return err->code;
		if (find(&w, str_of(log->key.name)) != NULL)
			return error_set(err, ST_DUPLICATE, at,
			    "the log \"%s\" a second time", log->key.name);
		if (!take(&text, &at, "seen ", &value) ||
		    !read_seen(value, log))
			return refuse(at, "what was seen of the log", err);
		w.n++;
	}
	*out = w;
	return ST_OK;
}

enum status
witness_add(struct witness *w, const struct note_verifier *key, struct arena *a,
    struct error *err)
{
	struct witness_log *log;

	if (find(w, str_of(key->name)) != NULL)
		return error_set(err, ST_DUPLICATE, pos_none,
		    "the log \"%s\" is known already", key->name);
	if (cosign_one_key(key, &w->own))
		return error_set(err, ST_KEY, pos_none,
		    "the log \"%s\" has the key of this witness: expected that "
		    "of somebody else",
		    key->name);
	if (w->n >= WITNESS_LOGS_MAX)
		return error_set(err, ST_LIMIT, pos_none, "more than %d logs",
		    WITNESS_LOGS_MAX);
	log = TAKE(a, struct witness_log, w->n + 1);
	if (log == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (w->n > 0)
		memcpy(log, w->log, w->n * sizeof(*log));
	log[w->n].key = *key;
	empty_root(log[w->n].root);
	w->log = log;
	w->n++;
	return ST_OK;
}

/* The checkpoint of a request, as a known log signed it. */
static enum witness_fault
open_request(const struct witness *w, const struct proof *p,
    const struct witness_log **log, struct checkpoint *c, struct str *body,
    struct error *err)
{
	struct str lines;

	if (note_split(p->checkpoint, p->at, body, &lines, err) != ST_OK ||
	    checkpoint_read(*body, p->at, c, err) != ST_OK)
		return WITNESS_FORM;
	*log = find(w, c->origin);
	if (*log == NULL) {
		error_set(err, ST_REF, p->at,
		    "unknown-log: \"%.*s\" is none that this witness knows",
		    STR_ARG(str_clip(c->origin, 80)));
		return WITNESS_UNKNOWN;
	}
	if (checkpoint_open(p->checkpoint, p->at, &(*log)->key, c, err) !=
	    ST_OK)
		return WITNESS_SIGNATURE;
	return WITNESS_COSIGNS;
}

/*
 * witness_judge - the checks of C2SP tlog-witness, in its order.
 *
 * Err:	what is refused, and why; "stale", "shrunk", "fork", "unknown-log"
 *	stand first in the text
 */
enum witness_fault
witness_judge(const struct witness *w, struct str request, struct pos at,
    struct witness_log *seen, struct str *body, struct error *err)
{
	const struct witness_log *log = NULL;
	enum witness_fault fault;
	struct checkpoint c = { .size = 0 };
	struct proof p;

	if (proof_read(request, at, &p, err) != ST_OK)
		return WITNESS_FORM;
	if (p.kind != PROOF_GROWTH) {
		error_set(err, ST_SYNTAX, at,
		    "a proof of an entry: expected one that starts with "
		    "\"old N\", as retrace log consistency writes it");
		return WITNESS_FORM;
	}
	fault = open_request(w, &p, &log, &c, body, err);
	if (fault != WITNESS_COSIGNS)
		return fault;
	if (p.number > c.size) {
		error_set(err, ST_VERIFY, p.at,
		    "shrunk: a checkpoint of %" PRIu64
		    " entries after one of %" PRIu64,
		    c.size, p.number);
		return WITNESS_FORM;
	}
	if (c.size == log->size &&
	    memcmp(c.root, log->root, SHA256_SIZE) != 0) {
		error_set(err, ST_VERIFY, p.at,
		    "fork: another log of %" PRIu64
		    " entries than the one that this witness co-signed: keep "
		    "this request",
		    c.size);
		return WITNESS_INCONSISTENT;
	}
	if (p.number > log->size) {
		error_set(err, ST_CONFLICT, at,
		    "stale: a request from %" PRIu64
		    " entries on, and this witness remembers %" PRIu64
		    ": if it has co-signed more, an older memory was put "
		    "back; expected the newest, as it would else co-sign two "
		    "histories",
		    p.number, log->size);
		return WITNESS_STALE;
	}
	if (p.number != log->size) {
		error_set(err, ST_CONFLICT, at,
		    "stale: a request from %" PRIu64
		    " entries on: expected one from %" PRIu64
		    " on, which this witness co-signed last",
		    p.number, log->size);
		return WITNESS_STALE;
	}
	if (!merkle_verify_consistency(
		log->size, c.size, log->root, c.root, &p.path)) {
		error_set(err, ST_VERIFY, p.at,
		    "fork: the log of %" PRIu64
		    " entries does not go on from the %" PRIu64
		    " that this witness co-signed: keep this request",
		    c.size, log->size);
		return WITNESS_INCONSISTENT;
	}
	*seen = *log;
	seen->size = c.size;
	memcpy(seen->root, c.root, SHA256_SIZE);
	return WITNESS_COSIGNS;
}

void
witness_remember(struct witness *w, const struct witness_log *seen)
{
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->log[i].key.name, seen->key.name) == 0)
			w->log[i] = *seen;
}
