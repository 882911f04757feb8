/* SPDX-License-Identifier: Apache-2.0 */
/* sign - turn a document into a signed one; see sign.h. */
#include "core/filing/sign.h"

#include "core/base/date.h"
#include "core/base/limits.h"
#include "core/filing/sigform.h"
#include "core/filing/verify.h"

#include <string.h>

/* Last second of the year 9999: the form has four digits for the year. */
#define TIME_MOST INT64_C(253402300799)

static enum status
set_base64(struct sigform *form, enum sigform_slot slot, struct str bytes,
    struct arena *a, struct error *err)
{
	form->value[slot] = base64_encode(a, bytes);
	if (form->value[slot].p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

static enum status
set_digest(struct sigform *form, enum sigform_slot slot, struct str of,
    struct arena *a, struct error *err)
{
	uint8_t digest[SHA256_SIZE];

	if (!digest_sha256(of, digest))
		return error_set(err, ST_CRYPTO, pos_none, "the digest failed");
	return set_base64(form, slot,
	    (struct str){ (const char *)digest, sizeof(digest) }, a, err);
}

/* The certificates on the way up, which nobody signs: they sign for it. */
static enum status
set_chain(struct sigform *form, const struct signkey *key, struct arena *a,
    struct error *err)
{
	const struct certs *chain = key_chain(key);

	for (size_t i = 0; i < chain->n; i++) {
		struct str der = cert_der(chain->list[i], a);

		form->chain[i] = der.p != NULL ? base64_encode(a, der) : der;
		if (form->chain[i].p == NULL)
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
	}
	form->nchain = chain->n;
	return ST_OK;
}

/* All values but the signature itself. */
static enum status
fill(struct sigform *form, struct str content, const struct signkey *key,
    int64_t time, struct arena *a, struct error *err)
{
	struct str der = cert_der(key_cert(key), a), properties;
	char text[DATE_TIME_TEXT];
	enum status st;

	if (der.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	date_time_format(time, text);
	form->value[SIGFORM_METHOD] = str_of(sigalg_uri(key_alg(key)));
	form->value[SIGFORM_TIME] = arena_copy(a, str_of(text));
	st = set_chain(form, key, a, err);
	if (st == ST_OK)
		st = set_base64(form, SIGFORM_CERT, der, a, err);
	if (st == ST_OK)
		st = set_digest(form, SIGFORM_CERT_DIGEST, der, a, err);
	if (st == ST_OK)
		st = set_digest(form, SIGFORM_CONTENT_DIGEST, content, a, err);
	if (st == ST_OK)
		st = sigform_write(
		    SIGFORM_SIGNED_PROPERTIES, form, a, &properties, err);
	if (st == ST_OK)
		st = set_digest(
		    form, SIGFORM_PROPERTIES_DIGEST, properties, a, err);
	return st;
}

/*
 * sign_place - put a signature before the end tag of the root.
 *
 * In:	before  so many bytes stand there now, which go: an older signature
 */
enum status
sign_place(struct str doc, size_t before, struct str signature, struct arena *a,
    struct str *out, struct error *err)
{
	const char *tag = doc.n > 0 ? memrchr(doc.p, '<', doc.n) : NULL;
	size_t head = tag != NULL ? (size_t)(tag - doc.p) : 0;
	size_t tail = doc.n - head;
	size_t n;
	char *p;

	if (head <= before || tail < 3 || tag[1] != '/')
		return error_set(err, ST_SYNTAX, pos_none,
		    "not a document in canonical form: expected an end tag");
	head -= before;
	n = head + signature.n + tail;
	if (n > LIMIT_FILING)
		return error_set(err, ST_LIMIT, pos_none,
		    "%zu bytes when signed: expected at most %zu", n,
		    LIMIT_FILING);
	p = TAKE(a, char, n + 1);
	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	memcpy(p, doc.p, head);
	memcpy(p + head, signature.p, signature.n);
	memcpy(p + head + signature.n, tag, tail);
	*out = (struct str){ p, n };
	return ST_OK;
}

/* What we hand out is what the verifier accepts, for the right signer. */
static enum status
prove(struct str doc, const struct signkey *key, struct error *err)
{
	X509 *own = X509_dup(key_cert(key));
	const struct certs pinned = { &own, 1, 1 };
	const struct trust trust = { .pinned = &pinned };
	struct findings f = { 0 };
	struct verified v = { 0 };
	enum status st;

	if (own == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	st = verify_signed(doc, NULL, &trust, &v, &f);
	if (st != ST_OK)
		error_set(err, st, f.first.at,
		    "it would not verify once signed: %.300s", f.first.text);
	verified_free(&v);
	findings_free(&f);
	X509_free(own);
	return st;
}

/*
 * sign_enveloped - sign a document.
 *
 * In:	signing_time  [s since 1970], within the certificate's validity
 * Out:	signed_doc    in arena a, NUL-ended; untouched on failure
 * Err:	ST_RANGE for the time, ST_KEY for the certificate at that time,
 *	ST_LIMIT beyond LIMIT_FILING, ST_SYNTAX or ST_VERIFY if the document
 *	is none that can be signed, ST_CRYPTO, ST_NOMEM
 * Cost:	linear; one signature made and one verified
 */
enum status
sign_enveloped(struct str unsigned_doc, const struct signkey *key,
    int64_t signing_time, struct arena *a, struct str *signed_doc,
    struct error *err)
{
	struct sigform form = { .nchain = 0 };
	struct str info, value, signature, doc;
	enum status st;

	if (signing_time < 0 || signing_time > TIME_MOST)
		return error_set(err, ST_RANGE, pos_none,
		    "time of signing: expected a year from 1970 to 9999");
	if (cert_valid_at(key_cert(key), signing_time) != 0)
		return error_set(err, ST_KEY, pos_none,
		    "the certificate is not valid at the time of signing");
	st = fill(&form, unsigned_doc, key, signing_time, a, err);
	if (st == ST_OK)
		st = sigform_write(SIGFORM_SIGNED_INFO, &form, a, &info, err);
	if (st == ST_OK)
		st = key_sign(key, info, a, &value, err);
	if (st == ST_OK)
		st = set_base64(&form, SIGFORM_VALUE, value, a, err);
	if (st == ST_OK)
		st =
		    sigform_write(SIGFORM_SIGNATURE, &form, a, &signature, err);
	if (st == ST_OK)
		st = sign_place(unsigned_doc, 0, signature, a, &doc, err);
	if (st == ST_OK)
		st = prove(doc, key, err);
	if (st == ST_OK)
		*signed_doc = doc;
	return st;
}
