/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signed_sample FOLDER - signed documents for verifiers that we did not write.
 *
 * Writes p256.xml and rsa.xml, each with the certificate of its signer beside
 * it (.pem), and p256-changed.xml: one digit of the content is another.
 */
#include "core/base/xml.h"
#include "core/filing/canon/canon.h"
#include "core/filing/sign/sign.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>

#define SIGNED_AT INT64_C(1795428900) /* 2026-11-23T10:15:00Z */

static const struct canon_ns filing = { "", "urn:retrace:filing:1" };

/* With everything that canonical form treats specially. */
static enum status
write_content(struct arena *a, struct str *out, struct error *err)
{
	struct canon w = { 0 };

	canon_open_in(&w, &filing, "filing");
	canon_attr(&w, "version", STR("1"));
	canon_attr_in(&w, &canon_xml, "lang", STR("en"));
	canon_open(&w, "goods");
	canon_attr(&w, "note", STR("a<b & \"c\"\ttab\nline"));
	canon_leaf(
	    &w, "name", STR("Magnet \xE7\xA8\x80\xE5\x9C\x9F <N42> & co"));
	canon_leaf(&w, "mass", STR("12.5"));
	canon_text(&w, STR("\n  line\r\n"));
	canon_close(&w);
	canon_close(&w);
	return canon_finish(&w, a, out, err);
}

static bool
set_up_cert(X509 *cert, EVP_PKEY *key)
{
	X509_NAME *name = X509_get_subject_name(cert);
	X509_EXTENSION *e = X509V3_EXT_nconf_nid(
	    NULL, NULL, NID_basic_constraints, "critical,CA:FALSE");
	bool ok = e != NULL && X509_add_ext(cert, e, -1) == 1 &&
		  X509_set_version(cert, X509_VERSION_3) == 1 &&
		  ASN1_INTEGER_set(X509_get_serialNumber(cert), 1) == 1 &&
		  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
		      (const unsigned char *)"Sample signer", -1, -1, 0) == 1 &&
		  X509_set_issuer_name(cert, name) == 1 &&
		  ASN1_TIME_set_string(
		      X509_getm_notBefore(cert), "20200101000000Z") == 1 &&
		  ASN1_TIME_set_string(
		      X509_getm_notAfter(cert), "20491231235959Z") == 1 &&
		  X509_set_pubkey(cert, key) == 1 &&
		  X509_sign(cert, key, EVP_sha256()) > 0;

	X509_EXTENSION_free(e);
	return ok;
}

static struct str
text_of(BIO *b)
{
	char *p;
	long n = BIO_get_mem_data(b, &p);

	return (struct str){ p, n > 0 ? (size_t)n : 0 };
}

static enum status
save(const char *folder, const char *name, struct str s, struct error *err)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return file_write(path, s, FILE_PUBLIC, err);
}

static enum status
save_changed(
    const char *folder, struct str doc, struct arena *a, struct error *err)
{
	char *p = TAKE(a, char, doc.n), *digit;

	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	memcpy(p, doc.p, doc.n);
	digit = memmem(p, doc.n, "12.5", 4);
	if (digit == NULL)
		return error_set(err, ST_INTERNAL, pos_none, "no 12.5 in it");
	digit[3] = '4';
	return save(folder, "p256-changed.xml", (struct str){ p, doc.n }, err);
}

/* Signs with a fresh key; NAME.xml and NAME.pem. */
static enum status
sample(const char *folder, const char *name, EVP_PKEY *key, struct str content,
    struct arena *a, struct error *err)
{
	BIO *key_text = BIO_new(BIO_s_mem()), *cert_text = BIO_new(BIO_s_mem());
	struct key_source src = { .key_file = "key", .cert_file = "cert" };
	enum status st = ST_CRYPTO;
	struct signkey *k = NULL;
	X509 *cert = X509_new();
	struct str doc;
	char file[40];

	if (key == NULL || cert == NULL || !set_up_cert(cert, key) ||
	    PEM_write_bio_X509(cert_text, cert) != 1 ||
	    PEM_write_bio_PKCS8PrivateKey(
		key_text, key, NULL, NULL, 0, NULL, NULL) != 1)
		goto out;
	src.key = text_of(key_text);
	src.cert = text_of(cert_text);
	snprintf(file, sizeof(file), "%s.pem", name);
	st = key_load(&src, SIGNED_AT, &k, err);
	if (st == ST_OK)
		st = sign_enveloped(content, k, SIGNED_AT, a, &doc, err);
	if (st == ST_OK)
		st = save(folder, file, src.cert, err);
	snprintf(file, sizeof(file), "%s.xml", name);
	if (st == ST_OK)
		st = save(folder, file, doc, err);
	if (st == ST_OK && strcmp(name, "p256") == 0)
		st = save_changed(folder, doc, a, err);
out:
	key_free(k);
	X509_free(cert);
	BIO_free(cert_text);
	BIO_free(key_text);
	EVP_PKEY_free(key);
	return st;
}

int
main(int argc, char **argv)
{
	struct error err = { 0 };
	struct arena a = { 0 };
	struct str content;
	enum status st;

	if (argc != 2) {
		fputs("usage: signed_sample FOLDER\n", stderr);
		return 64;
	}
	xml_start();
	st = write_content(&a, &content, &err);
	if (st == ST_OK)
		st = sample(
		    argv[1], "p256", EVP_EC_gen("P-256"), content, &a, &err);
	if (st == ST_OK)
		st = sample(
		    argv[1], "rsa", EVP_RSA_gen(3072), content, &a, &err);
	if (st != ST_OK)
		fprintf(stderr, "signed_sample: %s\n", err.text);
	arena_free(&a);
	return status_exit_code(st);
}
