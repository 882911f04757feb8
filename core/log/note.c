/* SPDX-License-Identifier: Apache-2.0 */
/* note - signed text, public side: vkeys and opening; see note.h. */
#include "core/log/note.h"

#include "core/base/digest.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#define TYPE_ED25519 1
#define ID_SIZE 4
#define SIGNATURE_SIZE 64
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
key_id(struct str name, const uint8_t key[NOTE_PUBLIC_SIZE], uint32_t *id)
{
	char buf[NOTE_NAME_MAX + 2 + NOTE_PUBLIC_SIZE];
	uint8_t d[SHA256_SIZE];

	memcpy(buf, name.p, name.n);
	buf[name.n] = '\n';
	buf[name.n + 1] = TYPE_ED25519;
	memcpy(buf + name.n + 2, key, NOTE_PUBLIC_SIZE);
	if (!digest_sha256(
		(struct str){ buf, name.n + 2 + NOTE_PUBLIC_SIZE }, d))
		return false;
	*id = (uint32_t)d[0] << 24 | (uint32_t)d[1] << 16 |
	      (uint32_t)d[2] << 8 | d[3];
	return true;
}

/*
 * note_verifier_set - a verifier from its name and public key.
 *
 * In:	name  note_name_ok() said yes
 */
bool
note_verifier_set(struct note_verifier *v, struct str name,
    const uint8_t key[NOTE_PUBLIC_SIZE])
{
	struct note_verifier got = { 0 };

	if (!key_id(name, key, &got.id))
		return false;
	memcpy(got.name, name.p, name.n);
	memcpy(got.key, key, NOTE_PUBLIC_SIZE);
	*v = got;
	return true;
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
 * note_verifier_read - "name+id+base64(type key)".
 *
 * Only the first two "+" separate: base64 has its own.
 */
enum status
note_verifier_read(struct str vkey, struct pos at, struct note_verifier *out,
    struct error *err)
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
	if (key.p[0] != TYPE_ED25519 || key.n != 1 + NOTE_PUBLIC_SIZE) {
		st = error_set(err, ST_KEY, at,
		    "verifier key of an unknown kind: expected Ed25519");
		goto out;
	}
	if (!note_verifier_set(&got, name, (const uint8_t *)key.p + 1)) {
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

bool
note_verifier_format(const struct note_verifier *v, char out[NOTE_VKEY_TEXT])
{
	struct arena a = { 0 };
	char key[1 + NOTE_PUBLIC_SIZE];
	struct str b64;
	bool ok;

	key[0] = TYPE_ED25519;
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

/* Splits at the last empty line and refuses what no note may hold. */
static enum status
split_note(struct str text, struct pos at, struct str *body, struct str *lines,
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

/* One signature line without its newline: name, id and signature bytes. */
static bool
read_line(struct arena *a, struct str line, struct str *name, uint32_t *id,
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

static bool
holds(const struct note_verifier *v, struct str body, struct str sig)
{
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(
	    EVP_PKEY_ED25519, NULL, v->key, NOTE_PUBLIC_SIZE);
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool ok = key != NULL && md != NULL && sig.n == SIGNATURE_SIZE &&
		  EVP_DigestVerifyInit(md, NULL, NULL, NULL, key) == 1 &&
		  EVP_DigestVerify(md, (const unsigned char *)sig.p, sig.n,
		      (const unsigned char *)body.p, body.n) == 1;

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

	st = split_note(text, at, &head, &lines, err);
	if (st != ST_OK)
		return st;
	n = count_lines(head) + 1;
	for (; lines.n > 0; n++) {
		const char *end = memchr(lines.p, '\n', lines.n);
		struct str line = { lines.p, (size_t)(end - lines.p) };

		lines.p += line.n + 1;
		lines.n -= line.n + 1;
		if (!read_line(&a, line, &name, &id, &sig)) {
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
		if (!holds(v, head, sig)) {
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
