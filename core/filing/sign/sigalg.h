/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sigalg - the two algorithms of a filing's signature.
 *
 * Reads:  base
 * Gives:  ECDSA on P-256 (r and s, 32 bytes each) and RSA PKCS #1 v1.5 from
 *         3072 bits, both with SHA-256, over bytes in memory
 * Memory: signatures go into the caller's arena; keys are borrowed
 */
#ifndef RETRACE_SIGALG_H
#define RETRACE_SIGALG_H

#include "core/base/arena.h"
#include "core/base/error.h"

#include <openssl/evp.h>

enum sigalg { SIGALG_ECDSA_P256, SIGALG_RSA, SIGALG_COUNT };

/* The XML name of the algorithm: an exact string. */
const char *sigalg_uri(enum sigalg alg);
bool sigalg_from_uri(struct str uri, enum sigalg *alg);

/*
 * Which algorithm a key is for; ST_KEY says what kind of key it is and what
 * was expected.
 */
enum status sigalg_of_key(
    const EVP_PKEY *key, struct pos at, enum sigalg *alg, struct error *err);
/* [bytes] of a signature by this key. */
size_t sigalg_size(const EVP_PKEY *key, enum sigalg alg);

/* Ready to sign, as often as is wanted: half of the time of a signature goes
 * into getting ready.  NULL: it cannot.  EVP_PKEY_CTX_free() ends it. */
EVP_PKEY_CTX *sigalg_signer(EVP_PKEY *key);
enum status sigalg_sign(EVP_PKEY_CTX *signer, enum sigalg alg, struct str data,
    struct arena *a, struct str *signature, struct error *err);
/* Only true is yes; a signature of another length is a no. */
bool sigalg_verify(
    EVP_PKEY *key, enum sigalg alg, struct str data, struct str signature);

#endif
