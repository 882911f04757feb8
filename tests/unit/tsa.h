/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tsa - a time-stamping authority for the tests of filing/, made straight
 * with OpenSSL's own: at any time, with any certificate.
 */
#ifndef TEST_TSA_H
#define TEST_TSA_H

#include "tests/unit/signing.h"

#include <openssl/ts.h>

#define TSA_POLICY "1.2.3.4.1"
#define TSA_OTHER_POLICY "1.2.3.4.2"

struct tsa {
	EVP_PKEY *key, *ca_key;
	X509 *cert, *ca;
	int64_t now;
};

static inline struct tsa
tsa_make(void)
{
	struct tsa t = { .now = SIGNED_AT + 60 };

	t.key = make_key("P-256");
	t.ca_key = make_key("P-256");
	t.ca = make_cert(t.ca_key,
	    &(struct cert_plan){ .name = "TSA CA", .authority = true });
	t.cert = make_cert(t.key, &(struct cert_plan){ .name = "Clock",
				      .usage = "critical,digitalSignature",
				      .extended = "critical,timeStamping",
				      .serial = 77,
				      .issuer = t.ca,
				      .issuer_key = t.ca_key });
	return t;
}

static inline void
tsa_free(struct tsa *t)
{
	X509_free(t->cert);
	X509_free(t->ca);
	EVP_PKEY_free(t->ca_key);
	EVP_PKEY_free(t->key);
}

static inline int
tsa_time(TS_RESP_CTX *ctx, void *data, long *sec, long *usec)
{
	(void)ctx;
	*sec = (long)((const struct tsa *)data)->now;
	*usec = 0;
	return 1;
}

static inline ASN1_INTEGER *
tsa_serial(TS_RESP_CTX *ctx, void *data)
{
	ASN1_INTEGER *n = ASN1_INTEGER_new();

	(void)ctx;
	(void)data;
	ASN1_INTEGER_set(n, 4711);
	return n;
}

/* The answer to a request, DER; it is signed over `digest`. */
static inline struct str
tsa_answer(
    struct tsa *t, struct str request, const EVP_MD *digest, struct arena *a)
{
	TS_RESP_CTX *ctx = TS_RESP_CTX_new();
	ASN1_OBJECT *policy = OBJ_txt2obj(TSA_POLICY, 1);
	ASN1_OBJECT *other = OBJ_txt2obj(TSA_OTHER_POLICY, 1);
	BIO *in = BIO_new_mem_buf(request.p, (int)request.n);
	BIO *out = BIO_new(BIO_s_mem());
	TS_RESP *resp;

	TS_RESP_CTX_set_time_cb(ctx, tsa_time, t);
	TS_RESP_CTX_set_serial_cb(ctx, tsa_serial, NULL);
	ck_assert_int_eq(TS_RESP_CTX_set_signer_cert(ctx, t->cert), 1);
	TS_RESP_CTX_set_signer_key(ctx, t->key);
	TS_RESP_CTX_set_signer_digest(ctx, digest);
	TS_RESP_CTX_set_ess_cert_id_digest(ctx, EVP_sha256());
	TS_RESP_CTX_set_def_policy(ctx, policy);
	TS_RESP_CTX_add_policy(ctx, other);
	TS_RESP_CTX_add_md(ctx, EVP_sha256());
	TS_RESP_CTX_add_md(ctx, EVP_sha1());
	resp = TS_RESP_create_response(ctx, in);
	ck_assert_ptr_nonnull(resp);
	i2d_TS_RESP_bio(out, resp);
	TS_RESP_free(resp);
	BIO_free(in);
	ASN1_OBJECT_free(other);
	ASN1_OBJECT_free(policy);
	TS_RESP_CTX_free(ctx);
	return bio_text(out, a);
}

#endif
