/* SPDX-License-Identifier: Apache-2.0 */
/* signer - who signed, when, and do we know them?  See verify.h. */
#include "core/base/date.h"
#include "core/filing/sign/check.h"

#include <string.h>
#include <time.h>

/*
 * The pinned certificate of these very bytes, or NULL.  Whoever verifies many
 * filings of one signer takes its key out of its certificate once: that takes
 * as long as the signature.
 */
static X509 *
pinned_of(struct check *c, struct str der)
{
	const struct certs *pinned = c->trust->pinned;

	for (size_t i = 0; pinned != NULL && i < pinned->n; i++)
		if (cert_item_is_der(
			pinned->list[i], ASN1_ITEM_rptr(X509), der)) {
			X509_up_ref(pinned->list[i]);
			return pinned->list[i];
		}
	return NULL;
}

/* A certificate of the signature: in DER, since in no other form are its bytes
 * the only ones that say the same.  NULL after refusing it. */
static X509 *
read_certificate(struct check *c, struct str text, enum verify_reason reason)
{
	struct str der;
	X509 *cert;

	if (!check_base64(c, text, 0, reason, &der))
		return NULL;
	cert = pinned_of(c, der);
	if (cert != NULL)
		return cert;
	cert = cert_from_der(der);
	if (cert != NULL && cert_item_is_der(cert, ASN1_ITEM_rptr(X509), der))
		return cert;
	X509_free(cert);
	check_refuse(c, reason, check_at_signature(c),
	    "not a certificate: expected X.509 in DER");
	return NULL;
}

/*
 * signer_has_certificate - the certificate of KeyInfo, readable and of a kind
 * that signs with the algorithm.  It only says who claims to have signed.
 */
bool
signer_has_certificate(struct check *c)
{
	struct pos at = check_at_signature(c);
	struct error err = { 0 };
	enum sigalg alg;
	const char *unfit;
	EVP_PKEY *key;

	c->cert =
	    read_certificate(c, c->sig.form.value[SIGFORM_CERT], VERIFY_CERT);
	if (c->cert == NULL)
		return false;
	key = X509_get0_pubkey(c->cert);
	if (key == NULL)
		return check_refuse(c, VERIFY_CERT_KEY, at,
		    "a certificate with an unknown kind of key");
	if (sigalg_of_key(key, pos_none, &alg, &err) != ST_OK)
		return check_refuse(c, VERIFY_CERT_KEY, at, "%s", err.text);
	if (alg != c->v->alg)
		return check_refuse(c, VERIFY_CERT_KEY, at,
		    "the key is not for the algorithm %s",
		    sigalg_uri(c->v->alg));
	unfit = cert_unfit(c->cert);
	if (unfit != NULL)
		return check_refuse(
		    c, VERIFY_CERT_KEY, at, "the certificate %s", unfit);
	return true;
}

/*
 * signer_has_chain - the certificates beside it are the way up from it, one
 * after the other, and nothing else.  They make nobody trusted.
 */
bool
signer_has_chain(struct check *c)
{
	const struct sigform *form = &c->sig.form;
	struct pos at = check_at_signature(c);
	struct error err = { 0 };
	X509 *below = c->cert;

	for (size_t i = 0; i < form->nchain; i++) {
		X509 *cert = read_certificate(c, form->chain[i], VERIFY_CHAIN);

		if (cert == NULL)
			return false;
		if (certs_add(&c->chain, cert, at, &err) != ST_OK)
			return check_give_up(c, ST_NOMEM);
		if (certchain_is_root(cert) || !certchain_link(cert, below))
			return check_refuse(c, VERIFY_CHAIN, at,
			    "certificate %zu of the chain is not the one that "
			    "certifies the one before it, on the way to an "
			    "authority",
			    i + 1);
		below = cert;
	}
	return true;
}

/* "2026-11-23T10:15:00Z" and no other way to write it. */
static bool
read_time(struct str text, int64_t *out)
{
	char back[DATE_TIME_TEXT];
	struct error err = { 0 };
	struct tm tm = { 0 };
	date_day day;
	int part[3];

	if (text.n != DATE_TIME_TEXT - 1 ||
	    date_read((struct str){ text.p, 10 }, pos_none, &day, &err) !=
		ST_OK)
		return false;
	for (size_t i = 0; i < 3; i++) {
		const char *p = text.p + 11 + 3 * i;

		part[i] = (p[0] - '0') * 10 + (p[1] - '0');
	}
	tm.tm_year = day / 10000 - 1900;
	tm.tm_mon = day / 100 % 100 - 1;
	tm.tm_mday = day % 100;
	tm.tm_hour = part[0];
	tm.tm_min = part[1];
	tm.tm_sec = part[2];
	*out = (int64_t)timegm(&tm);
	date_time_format(*out, back);
	return str_is(text, back);
}

bool
signer_says_when(struct check *c)
{
	struct str text = c->sig.form.value[SIGFORM_TIME];

	if (!read_time(text, &c->v->signing_time))
		return check_refuse(c, VERIFY_SIGNING_TIME,
		    check_at_signature(c),
		    "time of signing \"%.*s\": expected one such as "
		    "2026-11-23T10:15:00Z",
		    STR_ARG(str_clip(text, 40)));
	return true;
}

/* By the authorities that are trusted, and their lists. */
static enum certchain_standing
standing_of(struct check *c, const char **why)
{
	const struct certchain chain = { .authorities = c->trust->authorities,
		.between = &c->chain,
		.crls = c->trust->crls,
		.seconds = c->when,
		.proven = c->v->stamper_known };

	*why = "it is not one of the pinned certificates";
	return chain.authorities != NULL ? certchain_judge(c->cert, &chain, why)
					 : CERTCHAIN_NOT_TRUSTED;
}

/*
 * signer_is_known - trust comes from outside of the document, or not at all.
 * What its authority has revoked is no longer trusted because it is pinned.
 */
bool
signer_is_known(struct check *c)
{
	struct pos at = check_at_signature(c);
	enum certchain_standing standing;
	const char *why;

	if (c->trust->pinned == NULL && c->trust->authorities == NULL)
		return true; /* judged when all else holds */
	standing = standing_of(c, &why);
	if (standing == CERTCHAIN_NO_MEMORY)
		return check_give_up(c, ST_NOMEM);
	if (standing == CERTCHAIN_REVOKED)
		return check_refuse(c, VERIFY_REVOKED, at,
		    "a certificate of the signer was revoked: %s", why);
	c->v->known = standing == CERTCHAIN_HOLDS ||
		      cert_is_one_of(c->cert, c->trust->pinned);
	if (!c->v->known && standing == CERTCHAIN_REVOCATION_UNKNOWN)
		return check_refuse(c, VERIFY_REVOCATION_UNKNOWN, at,
		    "whether the signer's certificate was revoked is not "
		    "known: %s",
		    why);
	if (!c->v->known)
		return check_refuse(c, VERIFY_NOT_TRUSTED, at,
		    "the signer's certificate is not trusted: %s", why);
	return true;
}

bool
signer_signed_for_it(struct check *c)
{
	struct str named;

	if (!cert_sha256(c->cert, c->v->cert_sha256))
		return check_give_up(c, ST_CRYPTO);
	if (!check_slot(c, SIGFORM_CERT_DIGEST, SHA256_SIZE, VERIFY_CERT_DIGEST,
		&named))
		return false;
	if (memcmp(named.p, c->v->cert_sha256, SHA256_SIZE) != 0)
		return check_refuse(c, VERIFY_CERT_DIGEST,
		    check_at_signature(c),
		    "another certificate than the one that the signer named");
	return true;
}

bool
signer_was_certified(struct check *c)
{
	int valid = cert_valid_at(c->cert, c->v->signing_time);

	if (valid != 0)
		return check_refuse(c, VERIFY_CERT_TIME, check_at_signature(c),
		    valid < 0 ? "signed before the certificate became valid"
			      : "signed after the certificate had expired");
	return true;
}
