/* SPDX-License-Identifier: Apache-2.0 */
/* stamp - a time-stamp (RFC 3161); see stamp.h. */
#include "core/filing/sign/stamp.h"

#include "core/base/date.h"

#include <openssl/err.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* A token on its way through the checks. */
struct judging {
	struct stamp *out;
	PKCS7 *token;
	TS_TST_INFO *info;
	X509 *signer; /* borrowed from token */
};

static bool fault(struct judging *j, enum stamp_fault f, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static bool
fault(struct judging *j, enum stamp_fault f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(j->out->text, sizeof(j->out->text), fmt, ap);
	va_end(ap);
	j->out->fault = f;
	return false;
}

/* One token by one authority whose certificate is in it. */
static bool
has_form(struct judging *j, struct str der)
{
	static const char what[] =
	    "not a time-stamp token of one authority: expected RFC 3161 in "
	    "DER, with its certificate";
	STACK_OF(PKCS7_SIGNER_INFO) * infos;
	STACK_OF(X509) *signers = NULL;

	j->token = cert_item_from_der(der, ASN1_ITEM_rptr(PKCS7));
	if (j->token != NULL && PKCS7_type_is_signed(j->token) &&
	    cert_item_is_der(j->token, ASN1_ITEM_rptr(PKCS7), der))
		j->info = PKCS7_to_TS_TST_INFO(j->token);
	if (j->info == NULL || TS_TST_INFO_get_version(j->info) != 1)
		return fault(j, STAMP_FORM, "%s", what);
	infos = PKCS7_get_signer_info(j->token);
	if (infos != NULL && sk_PKCS7_SIGNER_INFO_num(infos) == 1)
		signers = PKCS7_get0_signers(j->token, NULL, 0);
	if (signers != NULL)
		j->signer = sk_X509_value(signers, 0);
	sk_X509_free(signers);
	return j->signer != NULL || fault(j, STAMP_FORM, "%s", what);
}

static bool
is_strong(const X509_ALGOR *alg)
{
	const ASN1_OBJECT *name;

	X509_ALGOR_get0(&name, NULL, NULL, alg);
	switch (OBJ_obj2nid(name)) {
	case NID_sha256:
	case NID_sha384:
	case NID_sha512:
		return true;
	default:
		return false;
	}
}

/* The digest over the bytes is the one that we ask for; that over the token
 * is the authority's choice. */
static bool
has_digest(struct judging *j)
{
	TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(j->info);
	X509_ALGOR *alg = TS_MSG_IMPRINT_get_algo(imprint);
	PKCS7_SIGNER_INFO *by =
	    sk_PKCS7_SIGNER_INFO_value(PKCS7_get_signer_info(j->token), 0);
	const ASN1_OBJECT *name;

	X509_ALGOR_get0(&name, NULL, NULL, alg);
	if (OBJ_obj2nid(name) != NID_sha256)
		return fault(j, STAMP_DIGEST,
		    "a time-stamp over a digest by %s: expected SHA-256",
		    OBJ_nid2sn(OBJ_obj2nid(name)));
	return is_strong(by->digest_alg) ||
	       fault(j, STAMP_DIGEST,
		   "the time-stamp is signed over a weak digest: expected "
		   "SHA-256, SHA-384 or SHA-512");
}

bool
stamp_imprint_is(const ASN1_OCTET_STRING *imprint, struct str bytes)
{
	uint8_t want[SHA256_SIZE];

	return digest_sha256(bytes, want) &&
	       ASN1_STRING_length(imprint) == SHA256_SIZE &&
	       memcmp(ASN1_STRING_get0_data(imprint), want, SHA256_SIZE) == 0;
}

static bool
has_time(struct judging *j)
{
	struct tm tm;

	if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(j->info), &tm) != 1)
		return fault(j, STAMP_FORM,
		    "a time-stamp without a time: expected one in UTC");
	j->out->time = (int64_t)timegm(&tm);
	return true;
}

/* RFC 3161, 2.3: a certificate that is for this and nothing else. */
static bool
is_for_stamps(struct judging *j)
{
	int critical = 0;
	EXTENDED_KEY_USAGE *uses =
	    X509_get_ext_d2i(j->signer, NID_ext_key_usage, &critical, NULL);
	bool ok = uses != NULL && critical == 1 &&
		  sk_ASN1_OBJECT_num(uses) == 1 &&
		  OBJ_obj2nid(sk_ASN1_OBJECT_value(uses, 0)) == NID_time_stamp;

	EXTENDED_KEY_USAGE_free(uses);
	return ok ||
	       fault(j, STAMP_USE,
		   "the authority's certificate is not for time-stamps alone: "
		   "expected extended key usage timeStamping, critical, and "
		   "no other");
}

static bool
was_valid(struct judging *j)
{
	int valid = cert_valid_at(j->signer, j->out->time);

	return valid == 0 ||
	       fault(j, STAMP_EXPIRED,
		   valid < 0 ? "stamped before the authority's certificate "
			       "became valid"
			     : "stamped after the authority's certificate "
			       "had expired");
}

/*
 * The signature of the token, and that it names this certificate (RFC 5035).
 * Trust is no matter here: the certificate stands for itself.
 */
static bool
is_signed(struct judging *j)
{
	TS_VERIFY_CTX *ctx = TS_VERIFY_CTX_new();
	X509_STORE *store = X509_STORE_new();
	bool ready = ctx != NULL && store != NULL &&
		     X509_STORE_add_cert(store, j->signer) == 1;
	bool ok = false;

	if (ready) {
		X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
		X509_VERIFY_PARAM_set_time(
		    X509_STORE_get0_param(store), (time_t)j->out->time);
		TS_VERIFY_CTX_set_store(ctx, store);
		store = NULL; /* ctx owns it now */
		TS_VERIFY_CTX_set_flags(ctx, TS_VFY_VERSION | TS_VFY_SIGNATURE);
		ok = TS_RESP_verify_token(ctx, j->token) == 1;
	}
	X509_STORE_free(store);
	TS_VERIFY_CTX_free(ctx);
	if (!ready)
		return fault(j, STAMP_NO_MEMORY, "out of memory");
	return ok || fault(j, STAMP_SIGNATURE,
			 "the time-stamp was not signed with the certificate "
			 "of its authority");
}

/*
 * What the token offers besides helps on the way up.  That it was revoked later
 * counts too if its key may be in other hands: the time is its own word.
 */
static bool
is_known(struct judging *j, const struct stamp_trust *trust)
{
	STACK_OF(X509) *offered = j->token->d.sign->cert;
	struct certs between = { NULL, 0, 0 };
	struct error err = { 0 };
	const char *why = "out of memory";
	bool ok = true;

	for (int i = 0; ok && i < sk_X509_num(offered); i++) {
		X509 *cert = sk_X509_value(offered, i);

		X509_up_ref(cert);
		ok = certs_add(&between, cert, pos_none, &err) == ST_OK;
	}
	ok = ok && certchain_judge(j->signer,
		       &(struct certchain){ .authorities = trust->roots,
			   .between = &between,
			   .crls = trust->crls,
			   .seconds = j->out->time,
			   .stamps = true },
		       &why) == CERTCHAIN_HOLDS;
	certs_free(&between);
	j->out->known = ok;
	return ok ||
	       fault(j, STAMP_NOT_TRUSTED,
		   "the authority of the time-stamp is not trusted: %s", why);
}

/*
 * stamp_holds - judge a token.
 *
 * Out:	out   time and authority, when all but trust holds; else the fault
 * Cost:	two signature checks, and one for each link of a chain
 */
bool
stamp_holds(struct str token, struct str bytes, const struct stamp_trust *trust,
    struct arena *a, struct stamp *out)
{
	struct judging j = { .out = out };
	bool ok;

	*out = (struct stamp){ .fault = STAMP_HOLDS };
	ok = has_form(&j, token) && has_digest(&j) &&
	     (stamp_imprint_is(
		  TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(j.info)),
		  bytes) ||
		 fault(&j, STAMP_IMPRINT,
		     "a time-stamp over something else: expected one over "
		     "the value of this signature")) &&
	     has_time(&j) && is_for_stamps(&j) && was_valid(&j) &&
	     is_signed(&j) && (trust->roots == NULL || is_known(&j, trust));
	if (ok) {
		out->authority = cert_subject(j.signer, a);
		ok = out->authority.p != NULL ||
		     fault(&j, STAMP_NO_MEMORY, "out of memory");
	}
	TS_TST_INFO_free(j.info);
	PKCS7_free(j.token);
	ERR_clear_error();
	return ok;
}
