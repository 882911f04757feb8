/* SPDX-License-Identifier: Apache-2.0 */
/*
 * key - the key that signs filings, and its certificate.
 *
 * Reads:  cert, sigalg, keyfile, token
 * Gives:  a new key with a self-signed certificate for trying out; a signing
 *         key from PEM or PKCS #12 files or on a token, fit for the time of
 *         signing
 * Memory: key_free(); private parts are wiped
 */
#ifndef RETRACE_KEY_H
#define RETRACE_KEY_H

#include "core/filing/sign/cert.h"
#include "core/filing/sign/sigalg.h"
#include "core/filing/sign/token.h"

struct key_request {
	struct str name;         /* of the signer: CN, 1 to 64 characters */
	struct str organisation; /* O, or empty */
	struct str country;      /* C, two letters of ISO 3166, or empty */
	int64_t now;             /* validity begins [s since 1970] */
	uint32_t days;           /* and lasts so long, 1..LIMIT_KEY_DAYS */
	const char *passphrase;  /* from LIMIT_PASSPHRASE_LEAST characters */
	bool unprotected;        /* no passphrase, and that is meant */
};

/*
 * A P-256 key as PKCS #8 PEM (AES-256 under scrypt) that only its owner can
 * read, and its certificate as PEM.  Neither file may exist.
 */
enum status key_new(const struct key_request *q, const char *key_path,
    const char *cert_path, struct error *err);

struct key_source {
	struct str key;  /* PEM or PKCS #12 */
	struct str cert; /* PEM or DER; .p NULL: those of the PKCS #12 file */
	const char *key_file, *cert_file; /* their names in errors */
	const char *passphrase;           /* or NULL */
	struct str chain; /* PEM or DER: who certifies it; .p NULL: none */
	const char *chain_file;
	struct token *token; /* or NULL: that instead of `key` */
};

struct signkey;

/* Does the file hold a key that asks for a passphrase? */
bool key_is_protected(struct str bytes);
/* `when`: the time of signing; the certificate must be valid then.  A token
 * goes over to the key, also on failure. */
enum status key_load(const struct key_source *src, int64_t when,
    struct signkey **out, struct error *err);
void key_free(struct signkey *k);

enum sigalg key_alg(const struct signkey *k);
/* Borrowed: its certificate, and those on the way up from there, without the
 * last, which certifies itself. */
const X509 *key_cert(const struct signkey *k);
const struct certs *key_chain(const struct signkey *k);
/* Signs bytes as sigalg_sign() does. */
enum status key_sign(const struct signkey *k, struct str data, struct arena *a,
    struct str *signature, struct error *err);

#endif
