/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mutated - a signed document, and each of its mutants.
 *
 * Reads:  mutants.h, signing.h
 * Gives:  valid, and replaced(valid, mutant->find, mutant->replace)
 * Memory: make_all() and free_all() frame all tests; what is changed lives in
 *         `memory`, which each test frees
 */
#ifndef TEST_MUTATED_H
#define TEST_MUTATED_H

#include "core/filing/sign/sign.h"
#include "tests/unit/mutants.h"
#include "tests/unit/signing.h"

#include <stdio.h>

#define COUNT(t) (sizeof(t) / sizeof((t)[0]))

/* Made once: the tests change copies. */
static EVP_PKEY *pkey, *other_pkey;
static X509 *cert, *other_cert;
static struct signkey *key;
static struct str valid; /* HEAD BODY signature */
static struct arena forever;
static struct arena memory; /* of one test */

static inline struct str
sign(struct str doc, const struct signkey *with)
{
	struct error err = { 0 };
	struct str out = { NULL, 0 };

	ck_assert_msg(
	    sign_enveloped(doc, with, SIGNED_AT, &forever, &out, &err) == ST_OK,
	    "%s", err.text);
	return out;
}

static inline void
make_all(void)
{
	pkey = make_key("P-256");
	do { /* until base64 of it ends without "=": more can follow */
		X509_free(cert);
		cert = make_cert(pkey, &(struct cert_plan){ .name = "Signer" });
	} while (i2d_X509(cert, NULL) % 3 != 0);
	other_pkey = make_key("P-256");
	other_cert =
	    make_cert(other_pkey, &(struct cert_plan){ .name = "Signer" });
	key = load_key(pkey, cert);
	valid = sign(STR(HEAD BODY "</filing>"), key);
}

static inline void
free_all(void)
{
	key_free(key);
	X509_free(other_cert);
	X509_free(cert);
	EVP_PKEY_free(other_pkey);
	EVP_PKEY_free(pkey);
	arena_free(&forever);
}

static inline char *
copy(struct str s)
{
	return memcpy(TAKE(&memory, char, s.n + 1), s.p, s.n);
}

/* From the first `from` through the first `to` after it. */
static inline struct str
cut(struct str doc, const char *from, const char *to)
{
	const char *p = memmem(doc.p, doc.n, from, strlen(from)), *q;

	ck_assert_ptr_nonnull(p);
	q = memmem(p, doc.n - (size_t)(p - doc.p), to, strlen(to));
	ck_assert_ptr_nonnull(q);
	return (struct str){ p, (size_t)(q - p) + strlen(to) };
}

static inline struct str
inside(struct str doc, const char *from, const char *to)
{
	struct str s = cut(doc, from, to);

	return (
	    struct str){ s.p + strlen(from), s.n - strlen(from) - strlen(to) };
}

/* What "{name}" stands for in a mutant. */
static inline struct str
part(struct str name)
{
	if (str_is(name, "signature"))
		return cut(valid, "<ds:Signature ", "</ds:Signature>");
	if (str_is(name, "info"))
		return cut(valid, "<ds:SignedInfo>", "</ds:SignedInfo>");
	if (str_is(name, "reference"))
		return cut(valid, "<ds:Reference Id", "</ds:Reference>");
	if (str_is(name, "reference2"))
		return cut(valid, "<ds:Reference Type", "</ds:Reference>");
	if (str_is(name, "digest"))
		return inside(valid, "<ds:DigestValue>", "</ds:DigestValue>");
	if (str_is(name, "value"))
		return inside(
		    valid, "<ds:SignatureValue>", "</ds:SignatureValue>");
	if (str_is(name, "keyinfo"))
		return cut(valid, "<ds:KeyInfo>", "</ds:KeyInfo>");
	if (str_is(name, "cert"))
		return inside(
		    valid, "<ds:X509Certificate>", "</ds:X509Certificate>");
	if (str_is(name, "object"))
		return cut(valid, "<ds:Object>", "</ds:Object>");
	if (str_is(name, "properties"))
		return cut(valid, "<xades:SignedProperties ",
		    "</xades:SignedProperties>");
	if (str_is(name, "othercert"))
		return base64_encode(&memory, cert_der(other_cert, &memory));
	if (str_is(name, "otherdigest")) {
		static uint8_t sha256[SHA256_SIZE];

		ck_assert(cert_sha256(other_cert, sha256));
		return base64_encode(
		    &memory, (struct str){ (char *)sha256, sizeof(sha256) });
	}
	if (str_is(name, "certdigest")) {
		static uint8_t sha256[SHA256_SIZE];

		ck_assert(cert_sha256(cert, sha256));
		return base64_encode(
		    &memory, (struct str){ (char *)sha256, sizeof(sha256) });
	}
	ck_assert(str_is(name, "document"));
	return valid;
}

/* A template with its {names} replaced. */
static inline struct str
expand(const char *t)
{
	char *p = TAKE(&memory, char, 10 * valid.n + strlen(t));
	size_t n = 0;

	while (*t != '\0') {
		const char *end = *t == '{' ? strchr(t, '}') : NULL;
		struct str s = { t, 1 };

		if (end != NULL) {
			s = part((struct str){ t + 1, (size_t)(end - t - 1) });
			t = end;
		}
		memcpy(p + n, s.p, s.n);
		n += s.n;
		t++;
	}
	return (struct str){ p, n };
}

/* The valid document with the first `find` replaced; both are templates. */
static inline struct str
replaced(struct str doc, const char *find, const char *replace)
{
	struct str f = expand(find), r = expand(replace);
	const char *at = memmem(doc.p, doc.n, f.p, f.n);
	char *p = TAKE(&memory, char, doc.n + r.n + 1);
	size_t before;

	ck_assert_msg(at != NULL, "not in the document: %s", find);
	before = (size_t)(at - doc.p);
	memcpy(p, doc.p, before);
	memcpy(p + before, r.p, r.n);
	memcpy(p + before + r.n, at + f.n, doc.n - before - f.n);
	return (struct str){ p, doc.n - f.n + r.n };
}

#endif
