/* SPDX-License-Identifier: Apache-2.0 */
/* cert - certificates: who signed, and whether we know them; see cert.h. */
#include "core/filing/sign/cert.h"

#include "core/base/limits.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

bool
cert_memory_is_out(void)
{
	return ERR_GET_REASON(ERR_peek_error()) == ERR_R_MALLOC_FAILURE;
}

void *
cert_item_from_der(struct str der, const ASN1_ITEM *item)
{
	const unsigned char *p = (const unsigned char *)der.p;
	ASN1_VALUE *value = NULL;

	ERR_clear_error();
	if (der.n > 0 && der.n <= LONG_MAX)
		value = ASN1_item_d2i(NULL, &p, (long)der.n, item);
	if (value != NULL && p != (const unsigned char *)der.p + der.n) {
		ASN1_item_free(value, item);
		value = NULL;
	}
	if (!cert_memory_is_out())
		ERR_clear_error();
	return value;
}

bool
cert_item_is_der(const void *value, const ASN1_ITEM *item, struct str der)
{
	unsigned char *p = NULL;
	int n = ASN1_item_i2d(value, &p, item);
	bool is = n >= 0 && str_eq((struct str){ (char *)p, (size_t)n }, der);

	OPENSSL_free(p);
	return is;
}

X509 *
cert_from_der(struct str der)
{
	return cert_item_from_der(der, ASN1_ITEM_rptr(X509));
}

enum status
certs_add(struct certs *c, X509 *cert, struct pos at, struct error *err)
{
	X509 **list;

	if (c->n >= LIMIT_CERTIFICATES) {
		X509_free(cert);
		return error_set(err, ST_LIMIT, at, "more than %d certificates",
		    LIMIT_CERTIFICATES);
	}
	list = array_grow(c->list, &c->cap, c->n + 1, sizeof(*list));
	if (list == NULL) {
		X509_free(cert);
		return error_set(err, ST_NOMEM, at, "out of memory");
	}
	c->list = list;
	list[c->n++] = cert;
	return ST_OK;
}

enum status
certs_add_all(
    struct certs *c, const struct certs *more, struct pos at, struct error *err)
{
	for (size_t i = 0; i < more->n && err->code == ST_OK; i++) {
		X509_up_ref(more->list[i]);
		certs_add(c, more->list[i], at, err);
	}
	return err->code;
}

/* One block of PEM: what it is called, and its bytes. */
static enum status
add_block(struct certs *c, const char *name, struct str der, struct pos at,
    struct error *err)
{
	X509 *cert;

	if (strcmp(name, "CERTIFICATE") != 0)
		return error_set(err, ST_KEY, at,
		    "a PEM block \"%.60s\": expected only CERTIFICATE", name);
	cert = cert_from_der(der);
	if (cert == NULL)
		return error_set(err, ST_KEY, at,
		    "PEM block %zu is not a certificate", c->n + 1);
	return certs_add(c, cert, at, err);
}

static enum status
load_pem(struct str bytes, struct pos at, struct certs *c, struct error *err)
{
	BIO *in = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	char *name = NULL, *header = NULL;
	unsigned char *der = NULL;
	enum status st = ST_OK;
	long n = 0;

	if (in == NULL)
		return error_set(err, ST_NOMEM, at, "out of memory");
	while (st == ST_OK && PEM_read_bio(in, &name, &header, &der, &n) == 1) {
		st = add_block(
		    c, name, (struct str){ (char *)der, (size_t)n }, at, err);
		OPENSSL_free(name);
		OPENSSL_free(header);
		OPENSSL_free(der);
	}
	if (st == ST_OK && c->n == 0)
		st = error_set(err, ST_KEY, at,
		    "no certificate: expected PEM (\"-----BEGIN "
		    "CERTIFICATE-----\") or DER");
	else if (st == ST_OK &&
		 ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
		st = error_set(
		    err, ST_KEY, at, "PEM block %zu is damaged", c->n + 1);
	ERR_clear_error();
	BIO_free(in);
	return st;
}

/*
 * certs_load - the certificates of a file.
 *
 * Out:	out   untouched on failure; freed with certs_free()
 * Err:	ST_KEY, ST_LIMIT, ST_NOMEM
 */
enum status
certs_load(
    struct str bytes, const char *file, struct certs *out, struct error *err)
{
	struct pos at = { file, 0, 0 };
	struct certs c = { NULL, 0, 0 };
	enum status st;
	X509 *cert;

	if (bytes.n > LIMIT_SMALL_FILE)
		return error_set(err, ST_LIMIT, at,
		    "%zu bytes: expected at most %zu", bytes.n,
		    LIMIT_SMALL_FILE);
	ERR_clear_error();
	cert = cert_from_der(bytes);
	st = cert != NULL ? certs_add(&c, cert, at, err)
			  : load_pem(bytes, at, &c, err);
	if (st == ST_OK)
		*out = c;
	else
		certs_free(&c);
	return st;
}

void
certs_free(struct certs *c)
{
	for (size_t i = 0; i < c->n; i++)
		X509_free(c->list[i]);
	free(c->list);
	*c = (struct certs){ NULL, 0, 0 };
}

struct str
cert_der(const X509 *cert, struct arena *a)
{
	int n = i2d_X509(cert, NULL);
	unsigned char *p = n > 0 ? TAKE(a, unsigned char, (size_t)n) : NULL;
	struct str der = { (char *)p, (size_t)n };

	if (p == NULL || i2d_X509(cert, &p) != n)
		return (struct str){ NULL, 0 };
	return der;
}

bool
cert_sha256(const X509 *cert, uint8_t out[SHA256_SIZE])
{
	unsigned n = SHA256_SIZE;

	return X509_digest(cert, EVP_sha256(), out, &n) == 1;
}

struct str
cert_subject(const X509 *cert, struct arena *a)
{
	const unsigned long form =
	    XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB;
	BIO *out = BIO_new(BIO_s_mem());
	struct str text = { NULL, 0 };
	char *p;
	long n;

	if (out != NULL && X509_NAME_print_ex(out, X509_get_subject_name(cert),
			       0, form) >= 0) {
		n = BIO_get_mem_data(out, &p);
		if (n >= 0)
			text = arena_copy(a, (struct str){ p, (size_t)n });
	}
	BIO_free(out);
	ERR_clear_error();
	return text;
}

int
cert_valid_at(const X509 *cert, int64_t seconds)
{
	time_t t = (time_t)seconds;
	int from = ASN1_TIME_cmp_time_t(X509_get0_notBefore(cert), t);
	int to = ASN1_TIME_cmp_time_t(X509_get0_notAfter(cert), t);

	ERR_clear_error();
	if (from > 0 || from == -2)
		return -1;
	return to < 0; /* -2, a time that cannot be read, too */
}

/* Is it for one of these purposes and no other? */
static bool
is_only_for(uint32_t purposes, uint32_t these)
{
	return purposes != UINT32_MAX && purposes != 0 &&
	       (purposes & ~these) == 0;
}

const char *
cert_unfit(const X509 *cert)
{
	X509 *x = (X509 *)(uintptr_t)cert; /* what it says is cached in it */
	/* All bits are set where the certificate does not say. */
	uint32_t usage = X509_get_key_usage(x);
	uint32_t purposes = X509_get_extended_key_usage(x);

	if ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
		return "is not for signatures: expected key usage "
		       "digitalSignature or nonRepudiation";
	if (is_only_for(purposes, XKU_TIMESTAMP | XKU_OCSP_SIGN))
		return "is for time-stamps or lists of revoked ones alone: "
		       "expected one for documents";
	if ((X509_get_extension_flags(x) & EXFLAG_CRITICAL) != 0)
		return "has a critical extension that is not known here: "
		       "expected none that its reader must know";
	if (X509_NAME_entry_count(X509_get_subject_name(cert)) == 0)
		return "names nobody: expected a subject, by which people "
		       "know who signed";
	return NULL;
}

bool
cert_is_one_of(const X509 *cert, const struct certs *list)
{
	for (size_t i = 0; list != NULL && i < list->n; i++)
		if (X509_cmp(cert, list->list[i]) == 0)
			return true;
	return false;
}
