/* SPDX-License-Identifier: Apache-2.0 */
/* keyfile - a private key out of a PEM text; see keyfile.h. */
#include "core/filing/sign/keyfile.h"

#include "core/base/limits.h"
#include "core/filing/sign/protection.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <string.h>

/* One block of PEM, taken apart. */
struct block {
	char *name, *header;
	unsigned char *der;
	long n; /* [bytes] of der */
};

static void
block_free(struct block *b)
{
	OPENSSL_secure_free(b->name);
	OPENSSL_secure_free(b->header);
	OPENSSL_secure_clear_free(b->der, (size_t)b->n);
}

static bool
block_read(struct str pem, struct block *b)
{
	BIO *in;
	bool ok;

	*b = (struct block){ NULL, NULL, NULL, 0 };
	if (pem.n > LIMIT_SMALL_FILE)
		return false;
	in = BIO_new_mem_buf(pem.p, (int)pem.n);
	ok = in != NULL && PEM_read_bio_ex(in, &b->name, &b->header, &b->der,
			       &b->n, PEM_FLAG_SECURE) == 1;
	BIO_free(in);
	ERR_clear_error();
	return ok;
}

bool
keyfile_pem_is_protected(struct str pem)
{
	struct block b;
	bool is = block_read(pem, &b) && strcmp(b.name, PEM_STRING_PKCS8) == 0;

	block_free(&b);
	return is;
}

/* Opens a protected key. */
static enum status
unseal(const struct block *b, const char *passphrase, struct pos at,
    PKCS8_PRIV_KEY_INFO **out, struct error *err)
{
	const unsigned char *p = b->der;
	X509_SIG *sealed = d2i_X509_SIG(NULL, &p, b->n);
	const X509_ALGOR *alg = NULL;
	enum status st = ST_KEY;

	if (sealed != NULL)
		X509_SIG_get0(sealed, &alg, NULL);
	if (sealed == NULL || p != b->der + b->n)
		error_set(err, st, at, "a damaged key: expected PKCS #8");
	else if (!protection_is_known(alg, PROTECTION_NEW))
		error_set(err, st, at,
		    "a key protected in an unknown way, or with more work "
		    "than we do: expected PBES2 with PBKDF2 or scrypt");
	else if (passphrase == NULL)
		error_set(err, st, at,
		    "the key is protected: expected its passphrase");
	else if ((*out = PKCS8_decrypt(sealed, passphrase,
		      (int)strnlen(passphrase, INT_MAX))) == NULL)
		error_set(err, st, at, "the passphrase does not open this key");
	else
		st = ST_OK;
	X509_SIG_free(sealed);
	return st;
}

/* The private key of a PEM text. */
enum status
keyfile_pem(struct str pem, const char *passphrase, struct pos at,
    EVP_PKEY **out, struct error *err)
{
	PKCS8_PRIV_KEY_INFO *info = NULL;
	enum status st = ST_KEY;
	const unsigned char *p;
	struct block b;

	if (!block_read(pem, &b)) {
		error_set(err, st, at,
		    "no key: expected PEM (\"-----BEGIN ENCRYPTED PRIVATE "
		    "KEY-----\") or PKCS #12");
	} else if (strcmp(b.name, PEM_STRING_PKCS8) == 0) {
		st = unseal(&b, passphrase, at, &info, err);
	} else if (strcmp(b.name, PEM_STRING_PKCS8INF) == 0) {
		p = b.der;
		info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &p, b.n);
		if (info != NULL && p == b.der + b.n)
			st = ST_OK;
		else
			error_set(
			    err, st, at, "a damaged key: expected PKCS #8");
	} else {
		error_set(err, st, at,
		    "a PEM block \"%.60s\": expected a key in PKCS #8 "
		    "(openssl pkcs8 -topk8 makes one)",
		    b.name);
	}
	if (st == ST_OK && (*out = EVP_PKCS82PKEY(info)) == NULL)
		st = error_set(err, ST_KEY, at,
		    "a key of an unknown kind: expected ECDSA on P-256 or RSA "
		    "from %d bits",
		    LIMIT_RSA_LEAST);
	PKCS8_PRIV_KEY_INFO_free(info);
	block_free(&b);
	ERR_clear_error();
	return st;
}
