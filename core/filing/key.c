/* SPDX-License-Identifier: Apache-2.0 */
/* key - the key that signs filings, from its files; see key.h. */
#include "core/filing/key.h"

#include "core/base/limits.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <stdlib.h>
#include <string.h>

struct signkey {
	EVP_PKEY *pkey;
	X509 *cert;
	enum sigalg alg;
};

/* One block of PEM, taken apart. */
struct block {
	char *name, *header;
	unsigned char *der;
	long n; /* [bytes] of der */
};

static void
block_free(struct block *b)
{
	OPENSSL_free(b->name);
	OPENSSL_free(b->header);
	OPENSSL_clear_free(b->der, (size_t)b->n);
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
	ok = in != NULL &&
	     PEM_read_bio(in, &b->name, &b->header, &b->der, &b->n) == 1;
	BIO_free(in);
	ERR_clear_error();
	return ok;
}

bool
key_is_protected(struct str pem)
{
	struct block b;
	bool is = block_read(pem, &b) && strcmp(b.name, PEM_STRING_PKCS8) == 0;

	block_free(&b);
	return is;
}

/* The value of an ASN.1 integer, or a number beyond every limit. */
static uint64_t
number(const ASN1_INTEGER *i)
{
	uint64_t v;

	return ASN1_INTEGER_get_uint64(&v, i) == 1 ? v : UINT32_MAX;
}

/* Parameters of an algorithm as `item`, or NULL. */
static void *
parameters(const X509_ALGOR *alg, const ASN1_ITEM *item)
{
	const void *value;
	int type;

	X509_ALGOR_get0(NULL, &type, &value, alg);
	return type == V_ASN1_SEQUENCE ? ASN1_item_unpack(value, item) : NULL;
}

static int
name_of(const X509_ALGOR *alg)
{
	const ASN1_OBJECT *name;

	X509_ALGOR_get0(&name, NULL, NULL, alg);
	return OBJ_obj2nid(name);
}

/* Is the work that the file asks of us within the limits? */
static bool
work_is_bounded(const X509_ALGOR *derive)
{
	PBKDF2PARAM *rounds = NULL;
	SCRYPT_PARAMS *scrypt = NULL;
	uint64_t n, r, p;
	bool ok = false;

	switch (name_of(derive)) {
	case NID_id_pbkdf2:
		rounds = parameters(derive, ASN1_ITEM_rptr(PBKDF2PARAM));
		ok = rounds != NULL && number(rounds->iter) <= LIMIT_KDF_ROUNDS;
		break;
	case NID_id_scrypt:
		scrypt = parameters(derive, ASN1_ITEM_rptr(SCRYPT_PARAMS));
		if (scrypt == NULL)
			break;
		n = number(scrypt->costParameter);
		r = number(scrypt->blockSize);
		p = number(scrypt->parallelizationParameter);
		ok = n <= LIMIT_KDF_SCRYPT && r <= LIMIT_KDF_SCRYPT &&
		     n * r <= LIMIT_KDF_SCRYPT && p <= LIMIT_KDF_SCRYPT &&
		     n * r * p <= LIMIT_KDF_SCRYPT;
		break;
	default:
		break;
	}
	PBKDF2PARAM_free(rounds);
	SCRYPT_PARAMS_free(scrypt);
	return ok;
}

static bool
protection_is_known(const X509_SIG *sealed)
{
	const X509_ALGOR *alg;
	PBE2PARAM *pbe = NULL;
	bool ok = false;

	X509_SIG_get0(sealed, &alg, NULL);
	if (name_of(alg) == NID_pbes2 &&
	    (pbe = parameters(alg, ASN1_ITEM_rptr(PBE2PARAM))) != NULL)
		ok = work_is_bounded(pbe->keyfunc);
	PBE2PARAM_free(pbe);
	return ok;
}

/* Opens a protected key. */
static enum status
unseal(const struct block *b, const char *passphrase, struct pos at,
    PKCS8_PRIV_KEY_INFO **out, struct error *err)
{
	const unsigned char *p = b->der;
	X509_SIG *sealed = d2i_X509_SIG(NULL, &p, b->n);
	enum status st = ST_KEY;

	if (sealed == NULL || p != b->der + b->n)
		error_set(err, st, at, "a damaged key: expected PKCS #8");
	else if (!protection_is_known(sealed))
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
static enum status
read_key(const struct key_source *src, EVP_PKEY **out, struct error *err)
{
	struct pos at = { src->key_file, 0, 0 };
	PKCS8_PRIV_KEY_INFO *info = NULL;
	enum status st = ST_KEY;
	const unsigned char *p;
	struct block b;

	if (!block_read(src->key, &b)) {
		error_set(err, st, at,
		    "no key: expected PEM (\"-----BEGIN ENCRYPTED PRIVATE "
		    "KEY-----\")");
	} else if (strcmp(b.name, PEM_STRING_PKCS8) == 0) {
		st = unseal(&b, src->passphrase, at, &info, err);
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

/* The certificate among those of the file that belongs to the key. */
static enum status
match_cert(const struct signkey *k, const struct certs *certs, struct pos at,
    int64_t when, X509 **out, struct error *err)
{
	X509 *cert = NULL;
	int valid;

	for (size_t i = 0; i < certs->n && cert == NULL; i++)
		if (X509_check_private_key(certs->list[i], k->pkey) == 1)
			cert = certs->list[i];
	ERR_clear_error();
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

/*
 * key_load - a key that can sign now.
 *
 * In:	when  time of signing [s since 1970]
 * Out:	out   untouched on failure; freed with key_free()
 * Err:	ST_KEY for a wrong passphrase, a kind, curve or size that we do not
 *	sign with, a certificate of another key or out of its time; ST_NOMEM
 */
enum status
key_load(const struct key_source *src, int64_t when, struct signkey **out,
    struct error *err)
{
	struct pos key_at = { src->key_file, 0, 0 };
	struct pos cert_at = { src->cert_file, 0, 0 };
	struct signkey *k = calloc(1, sizeof(*k));
	struct certs certs = { NULL, 0, 0 };
	enum status st;

	if (k == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	st = read_key(src, &k->pkey, err);
	if (st == ST_OK)
		st = sigalg_of_key(k->pkey, key_at, &k->alg, err);
	if (st == ST_OK)
		st = certs_load(src->cert, src->cert_file, &certs, err);
	if (st == ST_OK)
		st = match_cert(k, &certs, cert_at, when, &k->cert, err);
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
