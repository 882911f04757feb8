/* SPDX-License-Identifier: Apache-2.0 */
/* sign - turn a document into a signed one; see sign.h. */
#include "core/filing/sign/sign.h"

#include "core/base/date.h"
#include "core/base/limits.h"
#include "core/filing/sign/sigform.h"
#include "core/filing/sign/verify.h"

#include <string.h>

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

/* So long is base64 of so many bytes. */
#define BASE64(n) (((n) + 2) / 3 * 4)

/* Places for a value that differs from one document to the next. */
static enum status
set_blank(struct sigform *form, enum sigform_slot slot, size_t n,
    struct arena *a, struct error *err)
{
	char *p = TAKE(a, char, n + 1);

	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	memset(p, 'A', n);
	form->value[slot] = (struct str){ p, n };
	return ST_OK;
}

static enum status
set_blanks(struct sigform *form, const struct signkey *key, struct arena *a,
    struct error *err)
{
	const struct {
		enum sigform_slot slot;
		size_t n;
	} blanks[] = {
		{ SIGFORM_CONTENT_DIGEST, BASE64(SHA256_SIZE) },
		{ SIGFORM_PROPERTIES_DIGEST, BASE64(SHA256_SIZE) },
		{ SIGFORM_TIME, DATE_TIME_TEXT - 1 },
		{ SIGFORM_VALUE,
		    BASE64(sigalg_size(
			X509_get0_pubkey(key_cert(key)), key_alg(key))) },
	};
	enum status st = ST_OK;

	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
		if (st == ST_OK)
			st = set_blank(
			    form, blanks[i].slot, blanks[i].n, a, err);
	return st;
}

/*
 * sign_plan_make - all that is the same in every signature of a key.
 *
 * Out:	out   in arena a; untouched on failure
 * Err:	ST_NOMEM, ST_CRYPTO
 */
enum status
sign_plan_make(const struct signkey *key, struct arena *a,
    struct sign_plan *out, struct error *err)
{
	struct str der = cert_der(key_cert(key), a);
	struct sign_plan plan = { .key = key };
	struct sigform form = { .nchain = 0 };
	enum status st;

	if (der.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	form.value[SIGFORM_METHOD] = str_of(sigalg_uri(key_alg(key)));
	st = set_chain(&form, key, a, err);
	if (st == ST_OK)
		st = set_base64(&form, SIGFORM_CERT, der, a, err);
	if (st == ST_OK)
		st = set_digest(&form, SIGFORM_CERT_DIGEST, der, a, err);
	if (st == ST_OK)
		st = set_blanks(&form, key, a, err);
	if (st == ST_OK)
		st = sigform_write_blank(
		    SIGFORM_SIGNED_PROPERTIES, &form, a, &plan.properties, err);
	if (st == ST_OK)
		st = sigform_write_blank(
		    SIGFORM_SIGNED_INFO, &form, a, &plan.info, err);
	if (st == ST_OK)
		st = sigform_write_blank(
		    SIGFORM_SIGNATURE, &form, a, &plan.signature, err);
	if (st == ST_OK)
		*out = plan;
	return st;
}

/* A part with the values that are known by now. */
static enum status
fill(const struct sigform_blank *blank, const struct sigform *form,
    struct arena *a, struct str *out, struct error *err)
{
	*out = sigform_fill(blank, form->value, a);
	return out->p != NULL
		   ? ST_OK
		   : error_set(err, ST_NOMEM, pos_none, "out of memory");
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

/* By the verifier, which trusts nobody but the key that has signed. */
static enum status
prove(struct str unsigned_doc, const char *ns, struct str doc,
    const struct signkey *key, struct error *err)
{
	X509 *own = (X509 *)(uintptr_t)key_cert(key);
	const struct certs pinned = { &own, 1, 1 };
	const struct trust trust = { .pinned = &pinned };
	struct findings f = { 0 };
	struct verified v = { 0 };
	enum status st;

	st = ns != NULL ? verify_made(unsigned_doc, ns, doc, &trust, &f)
			: verify_signed(doc, NULL, &trust, &v, &f);
	if (st != ST_OK)
		error_set(err, st, f.first.at,
		    "it would not verify once signed: %.300s", f.first.text);
	verified_free(&v);
	findings_free(&f);
	return st;
}

enum status
sign_prove(struct str doc, const struct signkey *key, struct error *err)
{
	return prove((struct str){ NULL, 0 }, NULL, doc, key, err);
}

enum status
sign_prove_made(struct str unsigned_doc, const char *ns, struct str signed_doc,
    const struct signkey *key, struct error *err)
{
	return prove(unsigned_doc, ns, signed_doc, key, err);
}

/*
 * sign_planned - sign a document.
 *
 * In:	signing_time  [s since 1970], within the certificate's validity
 * Out:	signed_doc    in arena a, NUL-ended; untouched on failure
 * Err:	ST_RANGE for the time, ST_KEY for the certificate at that time,
 *	ST_LIMIT beyond LIMIT_FILING, ST_SYNTAX without an end tag, ST_CRYPTO,
 *	ST_NOMEM
 * Cost:	one digest of the document and one signature
 */
enum status
sign_planned(const struct sign_plan *plan, struct str unsigned_doc,
    int64_t signing_time, struct arena *a, struct str *signed_doc,
    struct error *err)
{
	struct sigform form = { .nchain = 0 };
	struct str part, value;
	char time[DATE_TIME_TEXT];
	enum status st;

	if (signing_time < 0 || signing_time > DATE_TIME_MOST)
		return error_set(err, ST_RANGE, pos_none,
		    "time of signing: expected a year from 1970 to 9999");
	if (cert_valid_at(key_cert(plan->key), signing_time) != 0)
		return error_set(err, ST_KEY, pos_none,
		    "the certificate is not valid at the time of signing");
	date_time_format(signing_time, time);
	form.value[SIGFORM_TIME] = str_of(time);
	st = fill(&plan->properties, &form, a, &part, err);
	if (st == ST_OK)
		st = set_digest(&form, SIGFORM_PROPERTIES_DIGEST, part, a, err);
	if (st == ST_OK)
		st = set_digest(
		    &form, SIGFORM_CONTENT_DIGEST, unsigned_doc, a, err);
	if (st == ST_OK)
		st = fill(&plan->info, &form, a, &part, err);
	if (st == ST_OK)
		st = key_sign(plan->key, part, a, &value, err);
	if (st == ST_OK)
		st = set_base64(&form, SIGFORM_VALUE, value, a, err);
	if (st == ST_OK)
		st = fill(&plan->signature, &form, a, &part, err);
	return st == ST_OK
		   ? sign_place(unsigned_doc, 0, part, a, signed_doc, err)
		   : st;
}

/*
 * sign_enveloped - sign one document, and verify it before it is handed out.
 *
 * Out:	signed_doc    in arena a, NUL-ended; untouched on failure
 * Err:	as sign_planned(); ST_SYNTAX or ST_VERIFY if the document is none
 *	that can be signed
 */
enum status
sign_enveloped(struct str unsigned_doc, const struct signkey *key,
    int64_t signing_time, struct arena *a, struct str *signed_doc,
    struct error *err)
{
	struct sign_plan plan;
	struct str doc;
	enum status st = sign_plan_make(key, a, &plan, err);

	if (st == ST_OK)
		st = sign_planned(
		    &plan, unsigned_doc, signing_time, a, &doc, err);
	if (st == ST_OK)
		st = sign_prove(doc, key, err);
	if (st == ST_OK)
		*signed_doc = doc;
	return st;
}
