/* SPDX-License-Identifier: Apache-2.0 */
/* sigalg - the two algorithms of a filing's signature; see sigalg.h. */
#include "core/filing/sign/sigalg.h"

#include "core/base/digest.h"
#include "core/base/limits.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <string.h>

#define HALF 32 /* [bytes] of r, and of s, on P-256 */

static const char *const uris[SIGALG_COUNT] = {
	[SIGALG_ECDSA_P256] =
	    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
	[SIGALG_RSA] = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
};

const char *
sigalg_uri(enum sigalg alg)
{
	return uris[alg];
}

bool
sigalg_from_uri(struct str uri, enum sigalg *alg)
{
	for (unsigned i = 0; i < SIGALG_COUNT; i++)
		if (str_is(uri, uris[i])) {
			*alg = (enum sigalg)i;
			return true;
		}
	return false;
}

/*
 * The curve by name.  The base id of a key does not tell P-256 from another
 * curve, nor SM2; parameters written out may be anybody's own curve.
 */
static enum status
check_curve(const EVP_PKEY *key, struct pos at, struct error *err)
{
	char curve[80] = "unknown";
	int spelled_out = 0;

	EVP_PKEY_get_group_name(key, curve, sizeof(curve), NULL);
	EVP_PKEY_get_int_param(
	    key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &spelled_out);
	ERR_clear_error();
	if (spelled_out)
		return error_set(err, ST_KEY, at,
		    "an elliptic curve spelled out in the key: expected the "
		    "named curve P-256");
	if (strcmp(curve, "prime256v1") != 0)
		return error_set(err, ST_KEY, at,
		    "a key on the curve %s: expected P-256 (prime256v1)",
		    curve);
	return ST_OK;
}

enum status
sigalg_of_key(
    const EVP_PKEY *key, struct pos at, enum sigalg *alg, struct error *err)
{
	const char *type = EVP_PKEY_get0_type_name(key);
	int bits = EVP_PKEY_get_bits(key);
	enum status st;

	if (EVP_PKEY_is_a(key, "EC")) {
		st = check_curve(key, at, err);
		if (st == ST_OK)
			*alg = SIGALG_ECDSA_P256;
		return st;
	}
	if (!EVP_PKEY_is_a(key, "RSA"))
		return error_set(err, ST_KEY, at,
		    "a key of the kind %s: expected ECDSA on P-256 or RSA "
		    "from %d bits",
		    type != NULL ? type : "unknown", LIMIT_RSA_LEAST);
	if (bits < LIMIT_RSA_LEAST || bits > LIMIT_RSA_MOST)
		return error_set(err, ST_KEY, at,
		    "an RSA key of %d bits: expected %d to %d", bits,
		    LIMIT_RSA_LEAST, LIMIT_RSA_MOST);
	*alg = SIGALG_RSA;
	return ST_OK;
}

size_t
sigalg_size(const EVP_PKEY *key, enum sigalg alg)
{
	int n = EVP_PKEY_get_size(key);

	if (alg == SIGALG_ECDSA_P256)
		return 2 * HALF;
	return n > 0 ? (size_t)n : 0;
}

/* ASN.1 of an ECDSA signature -> r and s at full width. */
static bool
to_halves(const uint8_t *der, size_t n, uint8_t out[2 * HALF])
{
	ECDSA_SIG *sig = d2i_ECDSA_SIG(NULL, &der, (long)n);
	bool ok = sig != NULL &&
		  BN_bn2binpad(ECDSA_SIG_get0_r(sig), out, HALF) == HALF &&
		  BN_bn2binpad(ECDSA_SIG_get0_s(sig), out + HALF, HALF) == HALF;

	ECDSA_SIG_free(sig);
	return ok;
}

/* The other way; *der is freed with OPENSSL_free().  0 on failure. */
static size_t
from_halves(const uint8_t in[2 * HALF], uint8_t **der)
{
	ECDSA_SIG *sig = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn(in, HALF, NULL);
	BIGNUM *s = BN_bin2bn(in + HALF, HALF, NULL);
	int n = 0;

	if (sig != NULL && r != NULL && s != NULL &&
	    ECDSA_SIG_set0(sig, r, s) == 1) {
		r = s = NULL; /* sig owns them now */
		n = i2d_ECDSA_SIG(sig, der);
	}
	BN_free(s);
	BN_free(r);
	ECDSA_SIG_free(sig);
	return n > 0 ? (size_t)n : 0;
}

EVP_PKEY_CTX *
sigalg_signer(EVP_PKEY *key)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);

	/* of RSA, the padding that is set of itself is PKCS #1 v1.5 */
	if (ctx != NULL &&
	    (EVP_PKEY_sign_init(ctx) != 1 ||
		EVP_PKEY_CTX_set_signature_md(ctx, EVP_sha256()) != 1)) {
		EVP_PKEY_CTX_free(ctx);
		ctx = NULL;
	}
	ERR_clear_error();
	return ctx;
}

/*
 * sigalg_sign - sign bytes.
 *
 * In:	alg   as sigalg_of_key() said of the signer's key
 * Out:	signature  as XML wants it: r and s, or the RSA block; in arena a
 * Err:	ST_CRYPTO, ST_NOMEM
 */
enum status
sigalg_sign(EVP_PKEY_CTX *signer, enum sigalg alg, struct str data,
    struct arena *a, struct str *signature, struct error *err)
{
	size_t n = (size_t)EVP_PKEY_get_size(EVP_PKEY_CTX_get0_pkey(signer));
	uint8_t *raw = TAKE(a, uint8_t, n), *out = TAKE(a, uint8_t, 2 * HALF);
	uint8_t digest[SHA256_SIZE];
	bool ok;

	if (raw == NULL || out == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	ok = digest_sha256(data, digest) &&
	     EVP_PKEY_sign(signer, raw, &n, digest, sizeof(digest)) == 1;
	if (ok && alg == SIGALG_ECDSA_P256) {
		ok = to_halves(raw, n, out);
		raw = out;
		n = 2 * HALF;
	}
	ERR_clear_error();
	if (!ok)
		return error_set(
		    err, ST_CRYPTO, pos_none, "the key could not sign");
	*signature = (struct str){ (char *)raw, n };
	return ST_OK;
}

bool
sigalg_verify(
    EVP_PKEY *key, enum sigalg alg, struct str data, struct str signature)
{
	const uint8_t *in = (const uint8_t *)data.p;
	const uint8_t *sig = (const uint8_t *)signature.p;
	size_t n = signature.n;
	EVP_MD_CTX *ctx = NULL;
	uint8_t *der = NULL;
	bool ok = false;

	if (n == 0 || n != sigalg_size(key, alg))
		return false;
	if (alg == SIGALG_ECDSA_P256) {
		n = from_halves(sig, &der);
		sig = der;
	}
	ctx = EVP_MD_CTX_new();
	ok = n > 0 && ctx != NULL &&
	     EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 &&
	     EVP_DigestVerify(ctx, sig, n, in, data.n) == 1;
	EVP_MD_CTX_free(ctx);
	OPENSSL_free(der);
	ERR_clear_error();
	return ok;
}
