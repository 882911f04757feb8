/* SPDX-License-Identifier: Apache-2.0 */
/* stamp_ask - the request for a time-stamp, and the answer; see stamp.h. */
#include "core/filing/sign/stamp.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <stdio.h>
#include <string.h>

#define NONCE_SIZE 8 /* [bytes] of chance in a request */

static bool
set_imprint(TS_REQ *req, struct str bytes)
{
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *alg = X509_ALGOR_new();
	uint8_t digest[SHA256_SIZE];
	bool ok = imprint != NULL && alg != NULL &&
		  digest_sha256(bytes, digest) &&
		  X509_ALGOR_set0(
		      alg, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
		  TS_MSG_IMPRINT_set_algo(imprint, alg) == 1 &&
		  TS_MSG_IMPRINT_set_msg(imprint, digest, SHA256_SIZE) == 1 &&
		  TS_REQ_set_msg_imprint(req, imprint) == 1;

	X509_ALGOR_free(alg);
	TS_MSG_IMPRINT_free(imprint);
	return ok;
}

static bool
set_nonce(TS_REQ *req)
{
	unsigned char random[NONCE_SIZE];
	BIGNUM *n = NULL;
	ASN1_INTEGER *nonce = NULL;
	bool ok;

	if (RAND_bytes(random, sizeof(random)) != 1)
		return false;
	random[0] |= 0x40; /* never short */
	n = BN_bin2bn(random, sizeof(random), NULL);
	nonce = n != NULL ? BN_to_ASN1_INTEGER(n, NULL) : NULL;
	ok = nonce != NULL && TS_REQ_set_nonce(req, nonce) == 1;
	ASN1_INTEGER_free(nonce);
	BN_free(n);
	return ok;
}

static enum status
set_policy(TS_REQ *req, const char *policy, struct error *err)
{
	ASN1_OBJECT *oid = OBJ_txt2obj(policy, 1);
	bool ok = oid != NULL && TS_REQ_set_policy_id(req, oid) == 1;

	ASN1_OBJECT_free(oid);
	ERR_clear_error();
	if (!ok)
		return error_set(err, ST_USAGE, pos_none,
		    "policy \"%.60s\": expected an object identifier such as "
		    "1.3.6.1.4.1.13762.3",
		    policy);
	return ST_OK;
}

enum status
stamp_request(struct str bytes, const char *policy, struct arena *a,
    struct str *request, struct error *err)
{
	TS_REQ *req = TS_REQ_new();
	unsigned char *p = NULL;
	int n = 0;

	if (req != NULL && policy != NULL &&
	    set_policy(req, policy, err) != ST_OK) {
		TS_REQ_free(req);
		return err->code;
	}
	if (req != NULL && TS_REQ_set_version(req, 1) == 1 &&
	    set_imprint(req, bytes) && set_nonce(req) &&
	    TS_REQ_set_cert_req(req, 1) == 1)
		n = i2d_TS_REQ(req, &p);
	*request = n > 0 ? arena_copy(a, (struct str){ (char *)p, (size_t)n })
			 : (struct str){ NULL, 0 };
	OPENSSL_free(p);
	TS_REQ_free(req);
	ERR_clear_error();
	return request->p != NULL
		   ? ST_OK
		   : error_set(err, ST_CRYPTO, pos_none,
			 "the request for a time-stamp could not be made");
}

static TS_REQ *
parse_request(struct str der)
{
	const unsigned char *p = (const unsigned char *)der.p;
	TS_REQ *req = der.n > 0 && der.n <= INT_MAX
			  ? d2i_TS_REQ(NULL, &p, (long)der.n)
			  : NULL;

	if (req != NULL && p != (const unsigned char *)der.p + der.n) {
		TS_REQ_free(req);
		req = NULL;
	}
	ERR_clear_error();
	return req;
}

bool
stamp_asks_for(struct str request, struct str bytes)
{
	TS_REQ *req = parse_request(request);
	ASN1_OCTET_STRING *have =
	    req != NULL ? TS_MSG_IMPRINT_get_msg(TS_REQ_get_msg_imprint(req))
			: NULL;
	bool ok = have != NULL && TS_REQ_get_nonce(req) != NULL &&
		  stamp_imprint_is(have, bytes);

	TS_REQ_free(req);
	return ok;
}

/* What the authority says of a request that it did not grant. */
static enum status
refuse_status(TS_STATUS_INFO *info, struct pos at, struct error *err)
{
	const STACK_OF(ASN1_UTF8STRING) *said = TS_STATUS_INFO_get0_text(info);
	const ASN1_UTF8STRING *first =
	    said != NULL && sk_ASN1_UTF8STRING_num(said) > 0
		? sk_ASN1_UTF8STRING_value(said, 0)
		: NULL;
	char why[100] = "it does not say why";

	if (first != NULL)
		snprintf(why, sizeof(why), "\"%.*s\"",
		    ASN1_STRING_length(first) > 80 ? 80
						   : ASN1_STRING_length(first),
		    (const char *)ASN1_STRING_get0_data(first));
	return error_set(err, ST_VERIFY, at,
	    "the authority did not grant the time-stamp: %s", why);
}

/* Nonce and policy of the answer are those of the request. */
static enum status
check_answer(TS_REQ *req, TS_TST_INFO *info, struct pos at, struct error *err)
{
	const ASN1_INTEGER *sent = TS_REQ_get_nonce(req);
	const ASN1_INTEGER *back = TS_TST_INFO_get_nonce(info);
	ASN1_OBJECT *policy = TS_REQ_get_policy_id(req);
	ASN1_OCTET_STRING *asked =
	    TS_MSG_IMPRINT_get_msg(TS_REQ_get_msg_imprint(req));
	ASN1_OCTET_STRING *given =
	    TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(info));

	if (ASN1_OCTET_STRING_cmp(asked, given) != 0)
		return error_set(err, ST_VERIFY, at,
		    "an answer over something else: expected the one to this "
		    "request");
	if (sent == NULL || back == NULL || ASN1_INTEGER_cmp(sent, back) != 0)
		return error_set(err, ST_VERIFY, at,
		    "the nonce of another request: expected a fresh answer to "
		    "this one");
	if (policy != NULL &&
	    OBJ_cmp(policy, TS_TST_INFO_get_policy_id(info)) != 0)
		return error_set(err, ST_VERIFY, at,
		    "a time-stamp under another policy than was asked for");
	return ST_OK;
}

static enum status
take_token(TS_RESP *resp, struct arena *a, struct str *token, struct pos at,
    struct error *err)
{
	PKCS7 *p7 = TS_RESP_get_token(resp);
	unsigned char *p = NULL;
	int n = p7 != NULL ? i2d_PKCS7(p7, &p) : 0;

	if (n > 0)
		*token = arena_copy(a, (struct str){ (char *)p, (size_t)n });
	OPENSSL_free(p);
	return n > 0 && token->p != NULL
		   ? ST_OK
		   : error_set(err, ST_NOMEM, at, "out of memory");
}

/*
 * stamp_reply - the token of a fresh answer.
 *
 * Err:	ST_SYNTAX if it is none; ST_VERIFY if it is not granted or answers
 *	another request
 */
enum status
stamp_reply(struct str reply, const char *file, struct str request,
    struct arena *a, struct str *token, struct error *err)
{
	const unsigned char *p = (const unsigned char *)reply.p;
	struct pos at = { file, 0, 0 };
	TS_REQ *req = parse_request(request);
	TS_RESP *resp = reply.n > 0 && reply.n <= INT_MAX
			    ? d2i_TS_RESP(NULL, &p, (long)reply.n)
			    : NULL;
	long granted = -1;

	if (resp != NULL)
		granted = ASN1_INTEGER_get(
		    TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(resp)));
	if (req == NULL)
		error_set(err, ST_SYNTAX, at,
		    "no request for a time-stamp: expected the one that this "
		    "answers");
	else if (resp == NULL || p != (const unsigned char *)reply.p + reply.n)
		error_set(err, ST_SYNTAX, at,
		    "not an answer with a time-stamp: expected RFC 3161 in "
		    "DER (application/timestamp-reply)");
	else if (granted != TS_STATUS_GRANTED &&
		 granted != TS_STATUS_GRANTED_WITH_MODS)
		refuse_status(TS_RESP_get_status_info(resp), at, err);
	else if (TS_RESP_get_tst_info(resp) == NULL)
		error_set(err, ST_SYNTAX, at,
		    "an answer without a time-stamp: expected one");
	else if (check_answer(req, TS_RESP_get_tst_info(resp), at, err) ==
		 ST_OK)
		take_token(resp, a, token, at, err);
	TS_RESP_free(resp);
	TS_REQ_free(req);
	ERR_clear_error();
	return err->code;
}
