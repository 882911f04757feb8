/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signing - keys and certificates of every kind for the tests of filing/,
 * made straight with OpenSSL: not by the code under test.
 */
#ifndef TEST_SIGNING_H
#define TEST_SIGNING_H

#include "core/filing/sign/key.h"

#include <check.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>

#define SIGNED_AT INT64_C(1795428900) /* 2026-11-23T10:15:00Z */
#define DAY 86400

/* What to put on a certificate; 0 and NULL: the usual. */
struct cert_plan {
	const char *name;
	int from, to;         /* [days] from SIGNED_AT; 0 and 0: -1 and 365 */
	const char *usage;    /* keyUsage */
	const char *extended; /* extendedKeyUsage */
	bool nameless;
	bool strange; /* with a critical extension that nobody knows */
	long serial;
	bool authority;
	X509 *issuer; /* NULL: self-signed */
	EVP_PKEY *issuer_key;
};

static inline void
extend(X509 *cert, int nid, const char *value)
{
	X509_EXTENSION *e = X509V3_EXT_nconf_nid(NULL, NULL, nid, value);

	ck_assert_ptr_nonnull(e);
	ck_assert_int_eq(X509_add_ext(cert, e, -1), 1);
	X509_EXTENSION_free(e);
}

/* A critical extension of an arc that is only for examples. */
static inline void
make_strange(X509 *cert)
{
	ASN1_OBJECT *o = OBJ_txt2obj("2.999.1", 1);
	ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new();
	X509_EXTENSION *e;

	ck_assert_int_eq(
	    ASN1_OCTET_STRING_set(value, (const unsigned char *)"\5", 2), 1);
	e = X509_EXTENSION_create_by_OBJ(NULL, o, 1, value);
	ck_assert_ptr_nonnull(e);
	ck_assert_int_eq(X509_add_ext(cert, e, -1), 1);
	X509_EXTENSION_free(e);
	ASN1_OCTET_STRING_free(value);
	ASN1_OBJECT_free(o);
}

static inline X509 *
make_cert(EVP_PKEY *key, const struct cert_plan *plan)
{
	static long serial = 1000;
	EVP_PKEY *by = plan->issuer_key != NULL ? plan->issuer_key : key;
	bool plain = EVP_PKEY_is_a(by, "ED25519");
	X509 *cert = X509_new();
	X509_NAME *name = X509_get_subject_name(cert);
	int from = plan->from, to = plan->to;

	if (from == 0 && to == 0) {
		from = -1;
		to = 365;
	}
	X509_set_version(cert, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(cert),
	    plan->serial != 0 ? plan->serial : serial++);
	if (!plan->nameless)
		X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
		    (const unsigned char *)(plan->name ? plan->name : "Test"),
		    -1, -1, 0);
	X509_set_issuer_name(
	    cert, plan->issuer ? X509_get_subject_name(plan->issuer) : name);
	ASN1_TIME_set(
	    X509_getm_notBefore(cert), (time_t)(SIGNED_AT + from * DAY));
	ASN1_TIME_set(X509_getm_notAfter(cert), (time_t)(SIGNED_AT + to * DAY));
	X509_set_pubkey(cert, key);
	extend(cert, NID_basic_constraints,
	    plan->authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
	if (plan->usage != NULL)
		extend(cert, NID_key_usage, plan->usage);
	if (plan->extended != NULL)
		extend(cert, NID_ext_key_usage, plan->extended);
	if (plan->strange)
		make_strange(cert);
	ck_assert_int_gt(X509_sign(cert, by, plain ? NULL : EVP_sha256()), 0);
	return cert;
}

static inline struct str
bio_text(BIO *b, struct arena *a)
{
	char *p;
	long n = BIO_get_mem_data(b, &p);
	struct str text = arena_copy(a, (struct str){ p, (size_t)n });

	BIO_free(b);
	return text;
}

static inline struct str
cert_pem(X509 *cert, struct arena *a)
{
	BIO *b = BIO_new(BIO_s_mem());

	PEM_write_bio_X509(b, cert);
	return bio_text(b, a);
}

static inline struct str
key_pem(EVP_PKEY *key, struct arena *a)
{
	BIO *b = BIO_new(BIO_s_mem());

	PEM_write_bio_PKCS8PrivateKey(b, key, NULL, NULL, 0, NULL, NULL);
	return bio_text(b, a);
}

/* RSA keys are slow to make: two of each size, no more. */
static inline EVP_PKEY *
make_key(const char *kind)
{
	EVP_PKEY *key;

	if (strncmp(kind, "RSA", 3) == 0)
		key = EVP_RSA_gen((unsigned)strtoul(kind + 3, NULL, 10));
	else if (strcmp(kind, "ED25519") == 0)
		key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	else if (strcmp(kind, "SM2") == 0)
		key = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
	else
		key = EVP_EC_gen(kind);
	ck_assert_ptr_nonnull(key);
	return key;
}

/* A signing key as a user would load it. */
static inline struct signkey *
load_key(EVP_PKEY *key, X509 *cert)
{
	struct arena a = { 0 };
	struct key_source src = { key_pem(key, &a), cert_pem(cert, &a),
		"key.pem", "cert.pem", NULL, { NULL, 0 }, NULL, NULL };
	struct signkey *out = NULL;
	struct error err = { 0 };

	ck_assert_msg(
	    key_load(&src, SIGNED_AT, &out, &err) == ST_OK, "%s", err.text);
	arena_free(&a);
	return out;
}

#endif
