/* SPDX-License-Identifier: Apache-2.0 */
/* note - signed text, public side: vkeys and opening; see note.h. */
#include "core/log/note.h"

#include "core/base/digest.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#define ID_SIZE 4
#define DASH "\xe2\x80\x94 " /* U+2014 and a blank start a signature line */

/* Code points above ASCII that Unicode counts as white space. */
static bool
is_wide_blank(uint32_t c)
{
	return c == 0x85 || c == 0xa0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202f || c == 0x205f || c == 0x3000;
}

/* The code point of two or three bytes at i, else 0: no blank is longer. */
static uint32_t
wide_at(struct str s, size_t i)
{
	const unsigned char *p = (const unsigned char *)s.p + i;

	if ((p[0] & 0xe0) == 0xc0 && i + 1 < s.n)
		return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	if ((p[0] & 0xf0) == 0xe0 && i + 2 < s.n)
		return (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 |
		       (p[2] & 0x3fu);
	return 0;
}

bool
note_name_ok(struct str name)
{
	if (name.n == 0 || name.n > NOTE_NAME_MAX ||
	    str_utf8_bad(name) != name.n)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (c <= ' ' || c == 0x7f || c == '+' ||
		    is_wide_blank(wide_at(name, i)))
			return false;
	}
	return true;
}

/* The key id: the first 4 bytes of SHA-256(name LF type key). */
static bool
key_id(struct str name, uint8_t type, const uint8_t key[NOTE_PUBLIC_SIZE],
    uint32_t *id)
{
	char buf[NOTE_NAME_MAX + 2 + NOTE_PUBLIC_SIZE];
	uint8_t d[SHA256_SIZE];

	memcpy(buf, name.p, name.n);
	buf[name.n] = '\n';
	buf[name.n + 1] = (char)type;
	memcpy(buf + name.n + 2, key, NOTE_PUBLIC_SIZE);
	if (!digest_sha256(
		(struct str){ buf, name.n + 2 + NOTE_PUBLIC_SIZE }, d))
		return false;
	*id = (uint32_t)d[0] << 24 | (uint32_t)d[1] << 16 |
	      (uint32_t)d[2] << 8 | d[3];
	return true;
}

/* A verifier from its name and public key; note_name_ok() said yes. */
static bool
set_verifier(struct note_verifier *v, struct str name, uint8_t type,
    const uint8_t key[NOTE_PUBLIC_SIZE])
{
	struct note_verifier got = { .type = type };

	if (!key_id(name, type, key, &got.id))
		return false;
	memcpy(got.name, name.p, name.n);
	memcpy(got.key, key, NOTE_PUBLIC_SIZE);
	*v = got;
	return true;
}

bool
note_verifier_set(struct note_verifier *v, struct str name,
    const uint8_t key[NOTE_PUBLIC_SIZE])
{
	return set_verifier(v, name, NOTE_LOG, key);
}

bool
note_witness_set(struct note_verifier *v, struct str name,
    const uint8_t key[NOTE_PUBLIC_SIZE])
{
	return set_verifier(v, name, NOTE_WITNESS, key);
}

/* Exactly 8 lower-case hexadecimal digits. */
static bool
read_id(struct str hex, uint32_t *id)
{
	uint32_t v = 0;

	if (hex.n != 2 * ID_SIZE)
		return false;
	for (size_t i = 0; i < hex.n; i++) {
		char c = hex.p[i];

		if (c >= '0' && c <= '9')
			v = v << 4 | (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			v = v << 4 | (uint32_t)(c - 'a' + 10);
		else
			return false;
	}
	*id = v;
	return true;
}

/*
 * read_vkey - "name+id+base64(type key)".
 *
 * Only the first two "+" separate: base64 has its own.
 */
static enum status
read_vkey(struct str vkey, uint8_t type, struct pos at,
    struct note_verifier *out, struct error *err)
{
	const char *end = vkey.p + vkey.n, *p = NULL, *q = NULL;
	struct arena a = { 0 };
	struct str name = { 0 }, key = { 0 };
	struct note_verifier got;
	enum status st = ST_SYNTAX;
	uint32_t id = 0;

	if (vkey.n > 0)
		p = memchr(vkey.p, '+', vkey.n);
	if (p != NULL)
		q = memchr(p + 1, '+', (size_t)(end - p - 1));
	if (q != NULL) {
		name = (struct str){ vkey.p, (size_t)(p - vkey.p) };
		key = base64_decode(
		    &a, (struct str){ q + 1, (size_t)(end - q - 1) });
	}
	if (q == NULL || !note_name_ok(name) || key.p == NULL || key.n < 1 ||
	    !read_id((struct str){ p + 1, (size_t)(q - p - 1) }, &id)) {
		st = error_set(err, ST_SYNTAX, at,
		    "not a verifier key: expected name+hex+base64");
		goto out;
	}
	if ((unsigned char)key.p[0] != type || key.n != 1 + NOTE_PUBLIC_SIZE) {
		st = error_set(err, ST_KEY, at,
		    "verifier key of kind %d: expected %d, %s",
		    (unsigned char)key.p[0], type,
		    type == NOTE_LOG ? "that of a log (Ed25519)"
				     : "that of a witness (Ed25519)");
		goto out;
	}
	if (!set_verifier(&got, name, type, (const uint8_t *)key.p + 1)) {
		st = error_set(err, ST_CRYPTO, at, "SHA-256 failed");
		goto out;
	}
	if (got.id != id) {
		st = error_set(err, ST_SYNTAX, at,
		    "verifier key has the id %08x: expected %08x of its name "
		    "and key",
		    id, got.id);
		goto out;
	}
	*out = got;
	st = ST_OK;
out:
	arena_free(&a);
	return st;
}

enum status
note_verifier_read(struct str vkey, struct pos at, struct note_verifier *out,
    struct error *err)
{
	return read_vkey(vkey, NOTE_LOG, at, out, err);
}

enum status
note_witness_read(struct str vkey, struct pos at, struct note_verifier *out,
    struct error *err)
{
	return read_vkey(vkey, NOTE_WITNESS, at, out, err);
}

bool
note_verifier_format(const struct note_verifier *v, char out[NOTE_VKEY_TEXT])
{
	struct arena a = { 0 };
	char key[1 + NOTE_PUBLIC_SIZE];
	struct str b64;
	bool ok;

	key[0] = (char)v->type;
	memcpy(key + 1, v->key, NOTE_PUBLIC_SIZE);
	b64 = base64_encode(&a, (struct str){ key, sizeof(key) });
	ok = b64.p != NULL;
	if (ok)
		snprintf(out, NOTE_VKEY_TEXT, "%s+%08x+%.*s", v->name, v->id,
		    STR_ARG(b64));
	arena_free(&a);
	return ok;
}

/* Where line `n` (from 0) of a note stands that starts at `at`. */
static struct pos
line_at(struct pos at, uint32_t n)
{
	if (at.file != NULL)
		at.line = (at.line > 0 ? at.line : 1) + n;
	at.col = 0;
	return at;
}

static uint32_t
count_lines(struct str s)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

enum status
note_split(struct str text, struct pos at, struct str *body, struct str *lines,
    struct error *err)
{
	size_t cut = text.n;

	if (text.n > NOTE_SIZE_MAX)
		return error_set(err, ST_LIMIT, at,
		    "a note of %zu bytes: expected at most %zu", text.n,
		    NOTE_SIZE_MAX);
	if (str_utf8_bad(text) != text.n)
		return error_set(err, ST_ENCODING, at, "a note not in UTF-8");
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < ' ' && text.p[i] != '\n')
			return error_set(err, ST_SYNTAX,
			    line_at(at, count_lines((struct str){ text.p, i })),
			    "a control character: expected text");
	if (text.n == 0 || text.p[text.n - 1] != '\n')
		return error_set(err, ST_SYNTAX, at,
		    "a note that does not end with a newline");
	while (
	    cut >= 2 && !(text.p[cut - 1] == '\n' && text.p[cut - 2] == '\n'))
		cut--;
	if (cut < 3 || cut == text.n)
		return error_set(err, ST_SYNTAX, at,
		    "not a signed note: expected text, an empty line and "
		    "signatures");
	*body = (struct str){ text.p, cut - 1 };
	*lines = (struct str){ text.p + cut, text.n - cut };
	return ST_OK;
}

bool
note_line_read(struct arena *a, struct str line, struct str *name, uint32_t *id,
    struct str *sig)
{
	const size_t dash = sizeof(DASH) - 1;
	const char *blank;
	struct str raw;

	if (!str_starts(line, DASH))
		return false;
	line.p += dash;
	line.n -= dash;
	blank = line.n > 0 ? memchr(line.p, ' ', line.n) : NULL;
	if (blank == NULL)
		return false;
	*name = (struct str){ line.p, (size_t)(blank - line.p) };
	raw = base64_decode(a, (struct str){ blank + 1, line.n - name->n - 1 });
	if (!note_name_ok(*name) || raw.p == NULL || raw.n <= ID_SIZE)
		return false;
	*id = 0;
	for (size_t i = 0; i < ID_SIZE; i++)
		*id = *id << 8 | (unsigned char)raw.p[i];
	*sig = (struct str){ raw.p + ID_SIZE, raw.n - ID_SIZE };
	return true;
}

struct str
note_line_write(struct arena *a, const char *name, uint32_t id, struct str sig)
{
	const size_t room = sizeof(DASH) + strlen(name) + 2 * (sig.n + 8);
	char *raw = TAKE(a, char, ID_SIZE + sig.n);
	char *p = TAKE(a, char, room);
	struct str b64 = { NULL, 0 };

	if (raw == NULL || p == NULL)
		return b64;
	for (size_t i = 0; i < ID_SIZE; i++)
		raw[i] = (char)(unsigned char)(id >> (24 - 8 * i));
	memcpy(raw + ID_SIZE, sig.p, sig.n);
	b64 = base64_encode(a, (struct str){ raw, ID_SIZE + sig.n });
	if (b64.p == NULL)
		return b64;
	return (struct str){ p,
		(size_t)snprintf(p, room, DASH "%s %.*s", name, STR_ARG(b64)) };
}

bool
note_signed_bytes(const struct note_verifier *v, struct str bytes,
    const uint8_t sig[NOTE_SIGNATURE_SIZE])
{
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(
	    EVP_PKEY_ED25519, NULL, v->key, NOTE_PUBLIC_SIZE);
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool ok = key != NULL && md != NULL &&
		  EVP_DigestVerifyInit(md, NULL, NULL, NULL, key) == 1 &&
		  EVP_DigestVerify(md, sig, NOTE_SIGNATURE_SIZE,
		      (const unsigned char *)bytes.p, bytes.n) == 1;

	ERR_clear_error();
	EVP_MD_CTX_free(md);
	EVP_PKEY_free(key);
	return ok;
}

/*
 * note_open - the text that v signed.
 *
 * In:	at    where the note starts; at.file NULL: nowhere
 * Out:	body  borrowed from text, with its last newline
 * Src:	C2SP signed-note
 */
enum status
note_open(struct str text, struct pos at, const struct note_verifier *v,
    struct str *body, struct error *err)
{
	struct arena a = { 0 };
	struct str head = { NULL, 0 }, lines = { NULL, 0 }, name, sig;
	enum status st;
	uint32_t n, id;
	size_t count = 0;
	bool signed_by_v = false;

	st = note_split(text, at, &head, &lines, err);
	if (st != ST_OK)
		return st;
	n = count_lines(head) + 1;
	for (; lines.n > 0; n++) {
		const char *end = memchr(lines.p, '\n', lines.n);
		struct str line = { lines.p, (size_t)(end - lines.p) };

		lines.p += line.n + 1;
		lines.n -= line.n + 1;
		if (!note_line_read(&a, line, &name, &id, &sig)) {
			st = error_set(err, ST_SYNTAX, line_at(at, n),
			    "not a signature line: expected a dash, a name "
			    "and base64");
			goto out;
		}
		if (++count > NOTE_LINES_MAX) {
			st = error_set(err, ST_LIMIT, line_at(at, n),
			    "more than %d signatures", NOTE_LINES_MAX);
			goto out;
		}
		if (id != v->id || !str_is(name, v->name))
			continue;
		if (signed_by_v) {
			st = error_set(err, ST_DUPLICATE, line_at(at, n),
			    "a second signature by %s", v->name);
			goto out;
		}
		if (sig.n != NOTE_SIGNATURE_SIZE ||
		    !note_signed_bytes(v, head, (const uint8_t *)sig.p)) {
			st = error_set(err, ST_VERIFY, line_at(at, n),
			    "the signature by %s does not hold", v->name);
			goto out;
		}
		signed_by_v = true;
	}
	if (!signed_by_v) {
		st = error_set(err, ST_VERIFY, at,
		    "not signed with the key %s+%08x", v->name, v->id);
		goto out;
	}
	*body = head;
	st = ST_OK;
out:
	arena_free(&a);
	return st;
}
