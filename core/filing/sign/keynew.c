/* SPDX-License-Identifier: Apache-2.0 */
/* keynew - a new key and a self-signed certificate; see key.h. */
#include "core/base/file.h"
#include "core/base/limits.h"
#include "core/filing/sign/key.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <unistd.h>

/*
 * scrypt with 16 MiB, five times over: as much work as one run with 128 MiB,
 * within the 32 MiB that OpenSSL opens without being told.
 */
#define SCRYPT_N 16384
#define SCRYPT_R 8
#define SCRYPT_P 5
#define SALT_SIZE 16 /* [bytes] */

#define SERIAL_SIZE 16 /* [bytes] of chance in a serial number */

#define DAY 86400

static enum status
check_name(struct str text, size_t most, const char *what, struct error *err)
{
	size_t characters = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 0x20 || c == 0x7F)
			return error_set(err, ST_SYNTAX, pos_none,
			    "the %s has a control character", what);
		characters += (c & 0xC0) != 0x80;
	}
	if (str_utf8_bad(text) < text.n)
		return error_set(
		    err, ST_ENCODING, pos_none, "the %s is not UTF-8", what);
	if (characters > most)
		return error_set(err, ST_RANGE, pos_none,
		    "the %s has %zu characters: expected at most %zu", what,
		    characters, most);
	return ST_OK;
}

static bool
is_country(struct str c)
{
	return c.n == 2 && c.p[0] >= 'A' && c.p[0] <= 'Z' && c.p[1] >= 'A' &&
	       c.p[1] <= 'Z';
}

static enum status
check_passphrase(const struct key_request *q, struct error *err)
{
	struct str phrase = str_of(q->passphrase != NULL ? q->passphrase : "");

	if (q->passphrase == NULL && q->unprotected)
		return ST_OK;
	if (q->passphrase == NULL)
		return error_set(err, ST_KEY, pos_none,
		    "no passphrase: expected one that protects the key");
	if (q->unprotected)
		return error_set(err, ST_USAGE, pos_none,
		    "a passphrase for an unprotected key: expected one or the "
		    "other");
	if (phrase.n < LIMIT_PASSPHRASE_LEAST || phrase.n > LIMIT_PASSPHRASE)
		return error_set(err, ST_KEY, pos_none,
		    "a passphrase of %zu characters: expected %d to %d",
		    phrase.n, LIMIT_PASSPHRASE_LEAST, LIMIT_PASSPHRASE);
	return ST_OK;
}

static enum status
check_request(const struct key_request *q, struct error *err)
{
	enum status st = check_name(q->name, 64, "name", err);

	if (st == ST_OK)
		st = check_name(q->organisation, 64, "organisation", err);
	if (st != ST_OK)
		return st;
	if (q->name.n == 0)
		return error_set(err, ST_INCOMPLETE, pos_none,
		    "no name: expected the signer's name");
	if (q->country.n > 0 && !is_country(q->country))
		return error_set(err, ST_SYNTAX, pos_none,
		    "country \"%.*s\": expected two capital letters such as "
		    "DE",
		    STR_ARG(str_clip(q->country, 20)));
	if (q->days < 1 || q->days > LIMIT_KEY_DAYS)
		return error_set(err, ST_RANGE, pos_none,
		    "%u days: expected 1 to %d", q->days, LIMIT_KEY_DAYS);
	return check_passphrase(q, err);
}

static bool
set_serial(X509 *cert)
{
	unsigned char random[SERIAL_SIZE];
	BIGNUM *n = NULL;
	bool ok;

	if (RAND_bytes(random, sizeof(random)) != 1)
		return false;
	random[0] = (unsigned char)((random[0] & 0x7F) | 0x40);
	n = BN_bin2bn(random, sizeof(random), NULL);
	ok = n != NULL &&
	     BN_to_ASN1_INTEGER(n, X509_get_serialNumber(cert)) != NULL;
	BN_free(n);
	return ok;
}

static bool
add_part(X509_NAME *name, const char *field, struct str text)
{
	return text.n == 0 ||
	       X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
		   (const unsigned char *)text.p, (int)text.n, -1, 0) == 1;
}

static bool
add_extension(X509 *cert, int nid, const char *value)
{
	X509_EXTENSION *ext;
	X509V3_CTX ctx;
	bool ok;

	X509V3_set_ctx(&ctx, cert, cert, NULL, NULL, 0);
	ext = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	ok = ext != NULL && X509_add_ext(cert, ext, -1) == 1;
	X509_EXTENSION_free(ext);
	return ok;
}

/* The certificate; NULL if OpenSSL fails. */
static X509 *
self_sign(const struct key_request *q, EVP_PKEY *key)
{
	X509 *cert = X509_new();
	X509_NAME *name;
	bool ok;

	if (cert == NULL)
		return NULL;
	name = X509_get_subject_name(cert);
	ok = X509_set_version(cert, X509_VERSION_3) == 1 && set_serial(cert) &&
	     add_part(name, "C", q->country) &&
	     add_part(name, "O", q->organisation) &&
	     add_part(name, "CN", q->name) &&
	     X509_set_issuer_name(cert, name) == 1 &&
	     ASN1_TIME_set(X509_getm_notBefore(cert), (time_t)q->now) != NULL &&
	     ASN1_TIME_set(X509_getm_notAfter(cert),
		 (time_t)(q->now + (int64_t)q->days * DAY)) != NULL &&
	     X509_set_pubkey(cert, key) == 1 &&
	     add_extension(cert, NID_basic_constraints, "critical,CA:FALSE") &&
	     add_extension(cert, NID_key_usage, "critical,digitalSignature") &&
	     add_extension(cert, NID_subject_key_identifier, "hash") &&
	     X509_sign(cert, key, EVP_sha256()) > 0;
	if (!ok) {
		X509_free(cert);
		cert = NULL;
	}
	return cert;
}

/* Writes the private key as PEM, sealed if there is a passphrase. */
static bool
seal(BIO *out, EVP_PKEY *key, const char *passphrase)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
	X509_ALGOR *pbe = NULL;
	X509_SIG *sealed = NULL;
	bool ok = info != NULL;

	if (ok && passphrase != NULL) {
		pbe = PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), NULL, SALT_SIZE,
		    NULL, SCRYPT_N, SCRYPT_R, SCRYPT_P);
		if (pbe != NULL)
			sealed = PKCS8_set0_pbe(passphrase,
			    (int)strnlen(passphrase, INT_MAX), info, pbe);
		if (sealed == NULL)
			X509_ALGOR_free(pbe); /* else sealed owns it */
		ok = sealed != NULL && PEM_write_bio_PKCS8(out, sealed) == 1;
	} else if (ok) {
		ok = PEM_write_bio_PKCS8_PRIV_KEY_INFO(out, info) == 1;
	}
	X509_SIG_free(sealed);
	PKCS8_PRIV_KEY_INFO_free(info);
	return ok;
}

static struct str
written(BIO *b)
{
	char *p;
	long n = BIO_get_mem_data(b, &p);

	return (struct str){ p, n > 0 ? (size_t)n : 0 };
}

/*
 * key_new - make a key and a certificate for trying out.
 *
 * In:	q     who, from when, how long, under which passphrase
 * Err:	ST_INCOMPLETE, ST_SYNTAX, ST_ENCODING, ST_RANGE, ST_USAGE for the
 *	request; ST_KEY for the passphrase; ST_CREATE, ST_IO for the files: then
 *	neither is there; ST_CRYPTO
 */
enum status
key_new(const struct key_request *q, const char *key_path,
    const char *cert_path, struct error *err)
{
	BIO *key_text = NULL, *cert_text = NULL;
	EVP_PKEY *key = NULL;
	X509 *cert = NULL;
	enum status st = check_request(q, err);

	if (st != ST_OK)
		return st;
	key_text = BIO_new(BIO_s_secmem());
	cert_text = BIO_new(BIO_s_mem());
	key = EVP_EC_gen("P-256");
	if (key != NULL)
		cert = self_sign(q, key);
	if (key_text == NULL || cert_text == NULL || cert == NULL ||
	    !seal(key_text, key, q->passphrase) ||
	    PEM_write_bio_X509(cert_text, cert) != 1) {
		st = error_set(
		    err, ST_CRYPTO, pos_none, "the key could not be made");
		goto out;
	}
	st = file_write_new(key_path, written(key_text), FILE_PRIVATE, err);
	if (st != ST_OK)
		goto out;
	st = file_write_new(cert_path, written(cert_text), FILE_PUBLIC, err);
	if (st != ST_OK)
		unlink(key_path); /* made here, a moment ago */
out:
	X509_free(cert);
	EVP_PKEY_free(key);
	BIO_free(cert_text);
	BIO_free(key_text);
	ERR_clear_error();
	return st;
}
