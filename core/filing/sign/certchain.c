/* SPDX-License-Identifier: Apache-2.0 */
/* certchain - from a certificate up to one that is trusted; see certchain.h. */
#include "core/filing/sign/certchain.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#define STRENGTH 2 /* OpenSSL's level: 112 bits, no SHA-1 */

bool
certchain_link(X509 *by, X509 *cert)
{
	EVP_PKEY *key = X509_get0_pubkey(by);
	bool ok = key != NULL && X509_check_issued(by, cert) == X509_V_OK &&
		  X509_verify(cert, key) == 1;

	ERR_clear_error();
	return ok;
}

bool
certchain_is_root(X509 *cert)
{
	return X509_self_signed(cert, 0) == 1;
}

/* A stack that borrows the list; NULL when memory is out. */
static STACK_OF(X509) * stack_of(const struct certs *list)
{
	STACK_OF(X509) *stack = sk_X509_new_null();

	for (size_t i = 0; stack != NULL && list != NULL && i < list->n; i++)
		if (sk_X509_push(stack, list->list[i]) <= 0) {
			sk_X509_free(stack);
			return NULL;
		}
	return stack;
}

/* What OpenSSL finds on the way, and how we take it. */
struct walk {
	const struct certchain *how;
	bool unproven; /* revoked later, and when it was signed is not sure */
};

/* Reasons for which a key was taken back that may be in other hands: what it
 * signed can bear any date.  No reason is one of them. */
static bool
is_compromised(const X509_REVOKED *entry)
{
	ASN1_ENUMERATED *given =
	    X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, NULL, NULL);
	long reason =
	    given != NULL ? ASN1_ENUMERATED_get(given) : CRL_REASON_UNSPECIFIED;

	ASN1_ENUMERATED_free(given);
	return reason == CRL_REASON_UNSPECIFIED ||
	       reason == CRL_REASON_KEY_COMPROMISE ||
	       reason == CRL_REASON_CA_COMPROMISE ||
	       reason == CRL_REASON_AA_COMPROMISE;
}

/* Revoked only later, and nobody can have signed with it since in its name? */
static bool
is_later(struct walk *w, const X509_REVOKED *entry)
{
	if (ASN1_TIME_cmp_time_t(X509_REVOKED_get0_revocationDate(entry),
		(time_t)w->how->seconds) != 1)
		return false;
	w->unproven = !w->how->proven && is_compromised(entry);
	return !w->unproven;
}

/* OpenSSL has found it on a list, but does not always say on which. */
static bool
was_revoked_later(struct walk *w, X509 *cert)
{
	const struct crls *crls = w->how->crls;
	size_t later = 0;

	for (size_t i = 0; i < crls->n; i++) {
		X509_CRL *crl = crls->list[i];
		X509_REVOKED *entry = NULL;

		if (X509_NAME_cmp(X509_CRL_get_issuer(crl),
			X509_get_issuer_name(cert)) != 0 ||
		    X509_CRL_get0_by_cert(crl, &entry, cert) != 1)
			continue;
		if (!is_later(w, entry))
			return false;
		later++;
	}
	return later > 0;
}

/* Is any list by its issuer? */
static bool
has_list(const struct crls *crls, const X509 *cert)
{
	for (size_t i = 0; i < crls->n; i++)
		if (X509_NAME_cmp(X509_CRL_get_issuer(crls->list[i]),
			X509_get_issuer_name(cert)) == 0)
			return true;
	return false;
}

/* May there be none?  Of the authorities between we use what lists there
 * are; and the lists may be for signers alone. */
static bool
may_lack_list(const struct walk *w, X509_STORE_CTX *ctx)
{
	return X509_STORE_CTX_get_error_depth(ctx) > 0 ||
	       (w->how->stamps && !has_list(w->how->crls,
				      X509_STORE_CTX_get_current_cert(ctx)));
}

/* A list of a later day knows more, not less. */
static int
judge_fault(int ok, X509_STORE_CTX *ctx)
{
	struct walk *w = X509_STORE_CTX_get_app_data(ctx);

	if (ok)
		return 1;
	switch (X509_STORE_CTX_get_error(ctx)) {
	case X509_V_ERR_CRL_NOT_YET_VALID:
		return 1;
	case X509_V_ERR_UNABLE_TO_GET_CRL:
		return may_lack_list(w, ctx);
	case X509_V_ERR_CERT_REVOKED:
		return was_revoked_later(
		    w, X509_STORE_CTX_get_current_cert(ctx));
	default:
		return 0;
	}
}

static enum certchain_standing
standing_of(int fault, const struct walk *w, const char **why)
{
	*why = X509_verify_cert_error_string(fault);
	switch (fault) {
	case X509_V_ERR_OUT_OF_MEM:
		return CERTCHAIN_NO_MEMORY;
	case X509_V_ERR_CERT_REVOKED:
		*why = w->unproven
			   ? "it was revoked later because its key may be in "
			     "other hands, and no trusted time-stamp proves "
			     "that this was signed before"
			   : "it was revoked by then";
		return CERTCHAIN_REVOKED;
	case X509_V_ERR_UNABLE_TO_GET_CRL:
		*why = "no revocation list of its issuer was given";
		return CERTCHAIN_REVOCATION_UNKNOWN;
	case X509_V_ERR_CRL_HAS_EXPIRED:
		*why = "the revocation list of its issuer ended before that";
		return CERTCHAIN_REVOCATION_UNKNOWN;
	case X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE:
	case X509_V_ERR_CRL_SIGNATURE_FAILURE:
	case X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD:
	case X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD:
	case X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER:
	case X509_V_ERR_KEYUSAGE_NO_CRL_SIGN:
	case X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION:
	case X509_V_ERR_DIFFERENT_CRL_SCOPE:
	case X509_V_ERR_CRL_PATH_VALIDATION_ERROR:
		return CERTCHAIN_REVOCATION_UNKNOWN;
	default:
		return CERTCHAIN_NOT_TRUSTED;
	}
}

static bool
fill(X509_STORE *store, const struct certchain *how)
{
	bool ok = true;

	for (size_t i = 0; ok && i < how->authorities->n; i++)
		ok = X509_STORE_add_cert(store, how->authorities->list[i]) == 1;
	for (size_t i = 0; ok && how->crls != NULL && i < how->crls->n; i++)
		ok = X509_STORE_add_crl(store, how->crls->list[i]) == 1;
	return ok;
}

static void
set_terms(X509_STORE_CTX *ctx, const struct certchain *how, struct walk *w)
{
	X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(ctx);

	X509_VERIFY_PARAM_set_time(param, (time_t)how->seconds);
	X509_VERIFY_PARAM_set_auth_level(param, STRENGTH);
	if (how->crls != NULL)
		X509_VERIFY_PARAM_set_flags(
		    param, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
	X509_STORE_CTX_set_app_data(ctx, w);
	X509_STORE_CTX_set_verify_cb(ctx, judge_fault);
}

/*
 * certchain_judge - is the certificate issued under one we trust?
 *
 * In:	how   with the time of signing: a chain that has ended since then held
 *	      when it was used
 * Out:	why   a static text unless it holds
 * Cost:	one signature check per link and list
 */
enum certchain_standing
certchain_judge(X509 *cert, const struct certchain *how, const char **why)
{
	STACK_OF(X509) *between = stack_of(how->between);
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	enum certchain_standing standing = CERTCHAIN_NO_MEMORY;
	struct walk w = { how, false };

	*why = "out of memory";
	if (between != NULL && store != NULL && ctx != NULL &&
	    fill(store, how) &&
	    X509_STORE_CTX_init(ctx, store, cert, between) == 1 &&
	    (!how->stamps || X509_STORE_CTX_set_purpose(
				 ctx, X509_PURPOSE_TIMESTAMP_SIGN) == 1)) {
		set_terms(ctx, how, &w);
		if (X509_verify_cert(ctx) == 1)
			standing = CERTCHAIN_HOLDS;
		else
			standing =
			    standing_of(X509_STORE_CTX_get_error(ctx), &w, why);
	}
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	sk_X509_free(between);
	ERR_clear_error();
	return standing;
}
