/* SPDX-License-Identifier: Apache-2.0 */
/* pkcs12 - key and certificates out of one file; see keyfile.h. */
#include "core/filing/sign/keyfile.h"

#include "core/base/limits.h"
#include "core/filing/sign/protection.h"

#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <string.h>

/* A file that is being opened. */
struct opening {
	const char *passphrase; /* or NULL: none at all */
	int n;                  /* [bytes] of it */
	struct pos at;
	EVP_PKEY *key;
	struct certs certs;
	struct error *err;
};

static PKCS12 *
parse(struct str bytes)
{
	if (bytes.n == 0 || bytes.n > LIMIT_SMALL_FILE || bytes.p[0] != 0x30)
		return NULL;
	return cert_item_from_der(bytes, ASN1_ITEM_rptr(PKCS12));
}

bool
pkcs12_is(struct str bytes)
{
	PKCS12 *file = parse(bytes);
	bool is = file != NULL;

	PKCS12_free(file);
	return is;
}

/* The digest over all of it asks for no more work than the limit. */
static bool
is_bounded(PKCS12 *file)
{
	const ASN1_INTEGER *rounds = NULL;

	PKCS12_get0_mac(NULL, NULL, NULL, &rounds, file);
	return rounds == NULL || protection_is_bounded(rounds);
}

/* An empty passphrase can be meant in two ways: *n below 0 is none at all. */
static bool
fits(PKCS12 *file, const char *passphrase, int *n)
{
	bool ok = PKCS12_verify_mac(file, passphrase, *n) == 1;

	if (!ok && *n == 0) {
		*n = -1;
		ok = PKCS12_verify_mac(file, NULL, 0) == 1;
	}
	ERR_clear_error();
	return ok;
}

bool
pkcs12_is_protected(struct str bytes)
{
	PKCS12 *file = parse(bytes);
	int n = 0;
	bool is = file != NULL && (PKCS12_mac_present(file) != 1 ||
				      !is_bounded(file) || !fits(file, "", &n));

	PKCS12_free(file);
	return is;
}

static enum status
refuse_method(struct opening *o)
{
	return error_set(o->err, ST_KEY, o->at,
	    "sealed in an outdated or unknown way, or with more work than we "
	    "do: expected AES, as openssl pkcs12 -export makes it (openssl "
	    "pkcs12 -legacy opens old ones)");
}

static enum status
take_key(struct opening *o, const PKCS8_PRIV_KEY_INFO *info)
{
	if (o->key != NULL)
		return error_set(o->err, ST_KEY, o->at,
		    "more than one key in it: expected one");
	o->key = EVP_PKCS82PKEY(info);
	if (o->key == NULL)
		return error_set(o->err, ST_KEY, o->at,
		    "a key of an unknown kind: expected ECDSA on P-256 or RSA "
		    "from %d bits",
		    LIMIT_RSA_LEAST);
	return ST_OK;
}

static enum status
open_key(struct opening *o, const PKCS12_SAFEBAG *bag)
{
	const X509_SIG *sealed = PKCS12_SAFEBAG_get0_pkcs8(bag);
	const X509_ALGOR *alg = NULL;
	PKCS8_PRIV_KEY_INFO *info;
	enum status st;

	if (sealed != NULL)
		X509_SIG_get0(sealed, &alg, NULL);
	if (alg == NULL || !protection_is_known(alg, PROTECTION_OLD))
		return refuse_method(o);
	info = PKCS12_decrypt_skey(bag, o->passphrase, o->n);
	if (info == NULL)
		return error_set(o->err, ST_KEY, o->at,
		    "the passphrase does not open this key");
	st = take_key(o, info);
	PKCS8_PRIV_KEY_INFO_free(info);
	return st;
}

static enum status
take_cert(struct opening *o, const PKCS12_SAFEBAG *bag)
{
	X509 *cert = NULL;

	if (PKCS12_SAFEBAG_get_bag_nid(bag) == NID_x509Certificate)
		cert = PKCS12_SAFEBAG_get1_cert(bag);
	if (cert == NULL)
		return error_set(o->err, ST_KEY, o->at,
		    "certificate %zu in it cannot be read: expected X.509",
		    o->certs.n + 1);
	return certs_add(&o->certs, cert, o->at, o->err);
}

static enum status
take_bag(struct opening *o, const PKCS12_SAFEBAG *bag)
{
	switch (PKCS12_SAFEBAG_get_nid(bag)) {
	case NID_keyBag:
		return take_key(o, PKCS12_SAFEBAG_get0_p8inf(bag));
	case NID_pkcs8ShroudedKeyBag:
		return open_key(o, bag);
	case NID_certBag:
		return take_cert(o, bag);
	case NID_safeContentsBag:
		return error_set(o->err, ST_KEY, o->at,
		    "bags within bags: expected keys and certificates");
	default: /* revocation lists and secrets: not for us */
		return ST_OK;
	}
}

/* What is in one part of the file, sealed or not; NULL after a refusal. */
static STACK_OF(PKCS12_SAFEBAG) * unpack(struct opening *o, PKCS7 *part)
{
	STACK_OF(PKCS12_SAFEBAG) *bags = NULL;

	if (PKCS7_type_is_data(part)) {
		bags = PKCS12_unpack_p7data(part);
	} else if (PKCS7_type_is_encrypted(part)) {
		if (!protection_is_known(part->d.encrypted->enc_data->algorithm,
			PROTECTION_OLD)) {
			refuse_method(o);
			return NULL;
		}
		bags = PKCS12_unpack_p7encdata(part, o->passphrase, o->n);
	}
	if (bags == NULL)
		error_set(o->err, ST_KEY, o->at,
		    "a damaged PKCS #12 file, or the passphrase does not open "
		    "all of it");
	return bags;
}

static enum status
open_part(struct opening *o, PKCS7 *part)
{
	STACK_OF(PKCS12_SAFEBAG) *bags = unpack(o, part);
	enum status st = bags != NULL ? ST_OK : ST_KEY;

	for (int i = 0; st == ST_OK && i < sk_PKCS12_SAFEBAG_num(bags); i++)
		st = take_bag(o, sk_PKCS12_SAFEBAG_value(bags, i));
	sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
	return st;
}

/* The passphrase fits all of the file, before any of it is opened. */
static enum status
check_mac(struct opening *o, PKCS12 *file)
{
	const char *given = o->passphrase != NULL ? o->passphrase : "";

	if (PKCS12_mac_present(file) != 1)
		return ST_OK;
	if (!is_bounded(file))
		return refuse_method(o);
	if (fits(file, given, &o->n)) {
		o->passphrase = o->n < 0 ? NULL : given;
		o->n = o->n < 0 ? 0 : o->n;
		return ST_OK;
	}
	return error_set(o->err, ST_KEY, o->at,
	    o->passphrase == NULL
		? "the key is protected: expected its passphrase"
		: "the passphrase does not open this key");
}

/*
 * pkcs12_read - key and certificates of a PKCS #12 file.
 *
 * Out:	key, certs  untouched on failure
 * Err:	ST_KEY for a wrong passphrase, a method that we do not open, more
 *	than one key or none; ST_LIMIT, ST_NOMEM
 * Cost:	the work that the file asks for, within the limits, once for its
 *	digest and once for each part
 */
enum status
pkcs12_read(struct str bytes, const char *passphrase, struct pos at,
    EVP_PKEY **key, struct certs *certs, struct error *err)
{
	struct opening o = { .passphrase = passphrase,
		.n = passphrase != NULL ? (int)strnlen(passphrase, LIMIT_TEXT)
					: 0,
		.at = at,
		.err = err };
	PKCS12 *file = parse(bytes);
	STACK_OF(PKCS7) *parts = NULL;
	enum status st = file != NULL ? check_mac(&o, file) : ST_KEY;

	if (st == ST_OK && (parts = PKCS12_unpack_authsafes(file)) == NULL)
		st = ST_KEY;
	for (int i = 0; st == ST_OK && i < sk_PKCS7_num(parts); i++)
		st = open_part(&o, sk_PKCS7_value(parts, i));
	if (st == ST_OK && o.key == NULL)
		st = error_set(err, ST_KEY, at,
		    "no key in it: expected a PKCS #12 file with one");
	if (st == ST_OK) {
		*key = o.key;
		*certs = o.certs;
	} else {
		error_set(err, st, at, "a damaged PKCS #12 file");
		EVP_PKEY_free(o.key);
		certs_free(&o.certs);
	}
	sk_PKCS7_pop_free(parts, PKCS7_free);
	PKCS12_free(file);
	ERR_clear_error();
	return st;
}
