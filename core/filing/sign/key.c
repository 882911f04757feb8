/* SPDX-License-Identifier: Apache-2.0 */
/* key - the key that signs filings, from its files; see key.h. */
#include "core/filing/sign/key.h"

#include "core/base/limits.h"
#include "core/filing/sign/certchain.h"
#include "core/filing/sign/keyfile.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

struct signkey {
	EVP_PKEY *pkey;       /* or NULL: on the token */
	EVP_PKEY_CTX *signer; /* of that key, or NULL */
	struct token *token;  /* or NULL */
	X509 *cert;
	struct certs chain;
	enum sigalg alg;
};

bool
key_is_protected(struct str bytes)
{
	return pkcs12_is(bytes) ? pkcs12_is_protected(bytes)
				: keyfile_pem_is_protected(bytes);
}

/* What is on a token cannot be compared: key_sign() sees whether it fits.  Of
 * several it is one that certifies nobody. */
static X509 *
likely(const struct certs *certs)
{
	for (size_t i = 0; i < certs->n; i++)
		if (X509_check_ca(certs->list[i]) == 0)
			return certs->list[i];
	return certs->n > 0 ? certs->list[0] : NULL;
}

/* The certificate of a list that belongs to the key, or NULL. */
static X509 *
fitting(const struct signkey *k, const struct certs *certs)
{
	X509 *cert = k->token != NULL ? likely(certs) : NULL;

	for (size_t i = 0; i < certs->n && cert == NULL; i++)
		if (X509_check_private_key(certs->list[i], k->pkey) == 1)
			cert = certs->list[i];
	ERR_clear_error();
	return cert;
}

/* The certificate that belongs to the key, if it can sign at that time. */
static enum status
match_cert(const struct signkey *k, const struct certs *certs, struct pos at,
    int64_t when, X509 **out, struct error *err)
{
	X509 *cert = fitting(k, certs);
	const char *unfit;
	int valid;

	if (cert == NULL)
		return error_set(
		    err, ST_KEY, at, "no certificate in it belongs to the key");
	valid = cert_valid_at(cert, when);
	if (valid != 0)
		return error_set(err, ST_KEY, at,
		    valid < 0 ? "the certificate is not valid yet"
			      : "the certificate has expired");
	unfit = cert_unfit(cert);
	if (unfit != NULL)
		return error_set(err, ST_KEY, at, "the certificate %s", unfit);
	X509_up_ref(cert);
	*out = cert;
	return ST_OK;
}

/* Who of a list certified that one, or NULL; nobody does it twice. */
static X509 *
issuer_in(const struct certs *certs, X509 *of, const struct certs *taken)
{
	for (size_t i = 0; i < certs->n; i++)
		if (!cert_is_one_of(certs->list[i], taken) &&
		    certchain_link(certs->list[i], of))
			return certs->list[i];
	return NULL;
}

/* The way up from the certificate, as far as the certificates go. */
static enum status
find_chain(struct signkey *k, const struct certs *certs, struct error *err)
{
	X509 *next = certchain_is_root(k->cert)
			 ? NULL
			 : issuer_in(certs, k->cert, &k->chain);

	while (next != NULL && !certchain_is_root(next) &&
	       k->chain.n < LIMIT_CHAIN) {
		X509_up_ref(next);
		if (certs_add(&k->chain, next, pos_none, err) != ST_OK)
			return err->code;
		next = issuer_in(certs, next, &k->chain);
	}
	return ST_OK;
}

/* What is said to be the chain must be one. */
static enum status
add_chain(const struct key_source *src, const struct signkey *k,
    struct certs *certs, struct error *err)
{
	struct certs more = { NULL, 0, 0 };

	if (src->chain.p == NULL ||
	    certs_load(src->chain, src->chain_file, &more, err) != ST_OK)
		return err->code;
	if (issuer_in(&more, k->cert, &k->chain) == NULL)
		error_set(err, ST_KEY, (struct pos){ src->chain_file, 0, 0 },
		    "none of its certificates certifies that of the signer: "
		    "expected the one that does");
	certs_add_all(certs, &more, pos_none, err);
	certs_free(&more);
	return err->code;
}

/* Key and certificates from the one file or the two. */
static enum status
read_files(const struct key_source *src, struct signkey *k, struct certs *certs,
    struct error *err)
{
	struct pos at = { src->key_file, 0, 0 };
	enum status st;

	if (k->token != NULL)
		st = certs_add_all(certs, token_certs(k->token), pos_none, err);
	else if (pkcs12_is(src->key))
		st = pkcs12_read(
		    src->key, src->passphrase, at, &k->pkey, certs, err);
	else
		st = keyfile_pem(src->key, src->passphrase, at, &k->pkey, err);
	if (st == ST_OK && k->pkey != NULL)
		st = sigalg_of_key(k->pkey, at, &k->alg, err);
	if (st != ST_OK || src->cert.p == NULL)
		return st;
	certs_free(certs); /* one that is named counts alone */
	return certs_load(src->cert, src->cert_file, certs, err);
}

/*
 * Signs something and has the certificate verify it.  Of a key in a file only
 * the public half was compared: the private one may be damaged, and nobody
 * would see it before the filings are refused elsewhere.
 */
static enum status
try_key(struct signkey *k, struct pos at, struct error *err)
{
	const struct str data = STR("retrace: does this key sign?");
	struct arena a = { 0 };
	struct str signature;

	k->signer = sigalg_signer(k->pkey);
	if (k->signer == NULL)
		error_set(err, ST_CRYPTO, at, "the key could not sign");
	else if (sigalg_sign(k->signer, k->alg, data, &a, &signature, err) ==
		     ST_OK &&
		 !sigalg_verify(
		     X509_get0_pubkey(k->cert), k->alg, data, signature))
		error_set(err, ST_KEY, at,
		    "a damaged key: what it signs does not verify by its "
		    "certificate");
	arena_free(&a);
	return err->code;
}

/*
 * key_load - a key that can sign now.
 *
 * In:	when  time of signing [s since 1970]
 * Out:	out   untouched on failure; freed with key_free()
 * Err:	ST_KEY for a wrong passphrase, a kind, curve or size that we do not
 *	sign with, a certificate of another key or out of its time, a key that
 *	is damaged; ST_USAGE if there is no certificate at all; ST_NOMEM
 */
enum status
key_load(const struct key_source *src, int64_t when, struct signkey **out,
    struct error *err)
{
	const char *file = src->cert.p != NULL ? src->cert_file : src->key_file;
	struct signkey *k = calloc(1, sizeof(*k));
	struct certs certs = { NULL, 0, 0 };
	enum status st;

	if (k == NULL) {
		token_close(src->token);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	k->token = src->token;
	st = read_files(src, k, &certs, err);
	if (st == ST_OK && certs.n == 0)
		st = error_set(err, ST_USAGE, (struct pos){ file, 0, 0 },
		    "a key without a certificate: expected --cert, or a "
		    "PKCS #12 file or a token that holds both");
	if (st == ST_OK)
		st = match_cert(
		    k, &certs, (struct pos){ file, 0, 0 }, when, &k->cert, err);
	if (st == ST_OK && k->token != NULL)
		st = sigalg_of_key(X509_get0_pubkey(k->cert),
		    (struct pos){ file, 0, 0 }, &k->alg, err);
	if (st == ST_OK && k->pkey != NULL)
		st = try_key(k, (struct pos){ src->key_file, 0, 0 }, err);
	if (st == ST_OK)
		st = add_chain(src, k, &certs, err);
	if (st == ST_OK)
		st = find_chain(k, &certs, err);
	certs_free(&certs);
	if (st == ST_OK)
		*out = k;
	else
		key_free(k);
	return st;
}

void
key_free(struct signkey *k)
{
	if (k == NULL)
		return;
	token_close(k->token);
	certs_free(&k->chain);
	X509_free(k->cert);
	EVP_PKEY_CTX_free(k->signer);
	EVP_PKEY_free(k->pkey);
	free(k);
}

enum sigalg
key_alg(const struct signkey *k)
{
	return k->alg;
}

const X509 *
key_cert(const struct signkey *k)
{
	return k->cert;
}

const struct certs *
key_chain(const struct signkey *k)
{
	return &k->chain;
}

enum status
key_sign(const struct signkey *k, struct str data, struct arena *a,
    struct str *signature, struct error *err)
{
	if (k->token == NULL)
		return sigalg_sign(k->signer, k->alg, data, a, signature, err);
	if (token_sign(k->token, k->alg, data, a, signature, err) != ST_OK)
		return err->code;
	if (!sigalg_verify(X509_get0_pubkey(k->cert), k->alg, data, *signature))
		return error_set(err, ST_KEY, pos_none,
		    "the key on the token is not that of the certificate");
	return ST_OK;
}
