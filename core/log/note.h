/* SPDX-License-Identifier: Apache-2.0 */
/*
 * note - signed text: C2SP signed-note with Ed25519.
 *
 * Reads:  digest.h, file.h
 * Gives:  the log's key, its public text, signing and opening of notes
 * Memory: a signer holds a private key: note_signer_free() wipes it
 */
#ifndef RETRACE_NOTE_H
#define RETRACE_NOTE_H

#include "core/base/arena.h"
#include "core/base/error.h"

/* [bytes] Of a key name: a host name and a path. */
#define NOTE_NAME_MAX 255
/* Signature lines of one note: each costs a look at the key. */
#define NOTE_LINES_MAX 16
/* [bytes] Of a note: three lines and the signatures need under 8 KiB. */
#define NOTE_SIZE_MAX ((size_t)64 << 10)
#define NOTE_PUBLIC_SIZE 32

/* What a key signs, as C2SP signed-note numbers it. */
#define NOTE_LOG 1     /* the text */
#define NOTE_WITNESS 4 /* that it saw a checkpoint, and when: cosign.h */

/* Whose notes are trusted. */
struct note_verifier {
	char name[NOTE_NAME_MAX + 1];
	uint32_t id;  /* first 4 bytes of SHA-256(name LF type key) */
	uint8_t type; /* NOTE_LOG or NOTE_WITNESS */
	uint8_t key[NOTE_PUBLIC_SIZE];
};

/* name + "+" + 8 hex digits + "+" + 44 base64 characters */
#define NOTE_VKEY_TEXT (NOTE_NAME_MAX + 1 + 8 + 1 + 44 + 1)

/* [bytes] Of an Ed25519 signature. */
#define NOTE_SIGNATURE_SIZE 64

/* Not empty, valid UTF-8, no blank, no control character, no "+". */
bool note_name_ok(struct str name);
/* ST_SYNTAX if it is no vkey, ST_KEY if it is one of another kind. */
enum status note_verifier_read(struct str vkey, struct pos at,
    struct note_verifier *out, struct error *err);
/* The same for the key of a witness. */
enum status note_witness_read(struct str vkey, struct pos at,
    struct note_verifier *out, struct error *err);
/* False only when OpenSSL fails. */
bool note_verifier_format(
    const struct note_verifier *v, char out[NOTE_VKEY_TEXT]);

/* From a good name and a public key; false only when OpenSSL fails. */
bool note_verifier_set(struct note_verifier *v, struct str name,
    const uint8_t key[NOTE_PUBLIC_SIZE]);
bool note_witness_set(struct note_verifier *v, struct str name,
    const uint8_t key[NOTE_PUBLIC_SIZE]);
/* Did the key sign just these bytes? */
bool note_signed_bytes(const struct note_verifier *v, struct str bytes,
    const uint8_t sig[NOTE_SIGNATURE_SIZE]);

struct note_signer;

/* A new key. */
enum status note_signer_new(
    struct str name, struct note_signer **out, struct error *err);
/*
 * Writes the key as PKCS#8 PEM, readable by its owner alone; encrypted
 * (scrypt, AES-256) unless the passphrase is empty.  ST_CREATE if path exists.
 */
enum status note_signer_save(const struct note_signer *s, const char *path,
    struct str passphrase, struct error *err);
/* ST_KEY: wrong passphrase, none given, or a bare key that others can read. */
enum status note_signer_load(const char *path, struct str name,
    struct str passphrase, struct note_signer **out, struct error *err);
/* Does the key file need a passphrase? */
enum status note_signer_is_sealed(
    const char *path, bool *sealed, struct error *err);
const struct note_verifier *note_signer_public(const struct note_signer *s);
void note_signer_free(struct note_signer *s);
/* The bare signature over bytes; false only when OpenSSL fails. */
bool note_signer_sign(const struct note_signer *s, struct str bytes,
    uint8_t sig[NOTE_SIGNATURE_SIZE]);

/*
 * Splits at the last empty line and refuses what no note may hold: body with
 * its newline, and the lines of signatures, as yet unread.
 */
enum status note_split(struct str text, struct pos at, struct str *body,
    struct str *lines, struct error *err);
/* One signature line without its newline: name, id and what follows the id.
 * False: it is none. */
bool note_line_read(struct arena *a, struct str line, struct str *name,
    uint32_t *id, struct str *sig);
/* The same back, without its newline; .p NULL when memory is out. */
struct str note_line_write(
    struct arena *a, const char *name, uint32_t id, struct str sig);

/* body and one signature; body ends with a newline. */
enum status note_sign(const struct note_signer *s, struct str body,
    struct arena *a, struct str *out, struct error *err);
/*
 * The body of a note that v signed.  Signatures by others are passed over; a
 * second one by v is refused.  ST_SYNTAX, ST_LIMIT, ST_DUPLICATE: no note;
 * ST_VERIFY: not signed by v, or the signature does not hold.
 */
enum status note_open(struct str text, struct pos at,
    const struct note_verifier *v, struct str *body, struct error *err);

#endif
