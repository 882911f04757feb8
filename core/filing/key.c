/* SPDX-License-Identifier: Apache-2.0 */
/* key - the key that signs filings, from its files; see key.h. */
#include "core/filing/key.h"

#include "core/filing/keyfile.h"

#include <openssl/err.h>
#include <stdlib.h>

struct signkey {
	EVP_PKEY *pkey;
	X509 *cert;
	enum sigalg alg;
};

bool
key_is_protected(struct str bytes)
{
	return pkcs12_is(bytes) ? pkcs12_is_protected(bytes)
				: keyfile_pem_is_protected(bytes);
}

/* The certificate of a list that belongs to the key, or NULL. */
static X509 *
fitting(const struct signkey *k, const struct certs *certs)
{
	X509 *cert = NULL;

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
	int valid;

	if (cert == NULL)
		return error_set(
		    err, ST_KEY, at, "no certificate in it belongs to the key");
	valid = cert_valid_at(cert, when);
	if (valid != 0)
		return error_set(err, ST_KEY, at,
		    valid < 0 ? "the certificate is not valid yet"
			      : "the certificate has expired");
	if (!cert_may_sign(cert))
		return error_set(err, ST_KEY, at,
		    "the certificate is not for signatures: expected key "
		    "usage digitalSignature or nonRepudiation");
	X509_up_ref(cert);
	*out = cert;
	return ST_OK;
}

/* Key and certificates from the one file or the two. */
static enum status
read_files(const struct key_source *src, struct signkey *k, struct certs *certs,
    struct error *err)
{
	struct pos at = { src->key_file, 0, 0 };
	enum status st;

	if (pkcs12_is(src->key))
		st = pkcs12_read(
		    src->key, src->passphrase, at, &k->pkey, certs, err);
	else
		st = keyfile_pem(src->key, src->passphrase, at, &k->pkey, err);
	if (st == ST_OK)
		st = sigalg_of_key(k->pkey, at, &k->alg, err);
	if (st != ST_OK || src->cert.p == NULL)
		return st;
	certs_free(certs); /* one that is named counts alone */
	return certs_load(src->cert, src->cert_file, certs, err);
}

/*
 * key_load - a key that can sign now.
 *
 * In:	when  time of signing [s since 1970]
 * Out:	out   untouched on failure; freed with key_free()
 * Err:	ST_KEY for a wrong passphrase, a kind, curve or size that we do not
 *	sign with, a certificate of another key or out of its time; ST_USAGE
 *	if there is no certificate at all; ST_NOMEM
 */
enum status
key_load(const struct key_source *src, int64_t when, struct signkey **out,
    struct error *err)
{
	const char *file = src->cert.p != NULL ? src->cert_file : src->key_file;
	struct signkey *k = calloc(1, sizeof(*k));
	struct certs certs = { NULL, 0, 0 };
	enum status st;

	if (k == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	st = read_files(src, k, &certs, err);
	if (st == ST_OK && certs.n == 0)
		st = error_set(err, ST_USAGE, (struct pos){ file, 0, 0 },
		    "a key without a certificate: expected --cert, or a "
		    "PKCS #12 file that holds both");
	if (st == ST_OK)
		st = match_cert(
		    k, &certs, (struct pos){ file, 0, 0 }, when, &k->cert, err);
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
	X509_free(k->cert);
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

enum status
key_sign(const struct signkey *k, struct str data, struct arena *a,
    struct str *signature, struct error *err)
{
	return sigalg_sign(k->pkey, k->alg, data, a, signature, err);
}
