/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/filing/sign/stamp.c and stamp_ask.c: a token by itself. */
#include "core/base/limits.h"
#include "core/filing/sign/stamp.h"
#include "core/filing/sign/verify.h"
#include "tests/unit/run.h"
#include "tests/unit/stamping.h"

static enum stamp_fault
judged(struct str token, struct str bytes, X509 *root, struct stamp *out)
{
	const struct certs roots = { &root, 1, 1 };
	const struct stamp_trust trust = { root != NULL ? &roots : NULL, NULL };
	bool ok = stamp_holds(token, bytes, &trust, &memory, out);

	ck_assert_int_eq(ok, out->fault == STAMP_HOLDS);
	ck_assert_int_eq(ok, out->text[0] == '\0');
	return out->fault;
}

START_TEST(a_request_has_a_digest_a_nonce_and_wants_the_certificate)
{
	struct str one = ask(STR("bytes"), NULL), two = ask(STR("bytes"), NULL);
	const unsigned char *p = (const unsigned char *)one.p;
	TS_REQ *req = d2i_TS_REQ(NULL, &p, (long)one.n);
	struct error err = { 0 };

	ck_assert_int_eq(TS_REQ_get_version(req), 1);
	ck_assert_int_eq(TS_REQ_get_cert_req(req), 1);
	ck_assert_int_ge(ASN1_STRING_length(TS_REQ_get_nonce(req)), 8);
	ck_assert_ptr_null(TS_REQ_get_policy_id(req));
	TS_REQ_free(req);
	ck_assert(!str_eq(one, two));
	ck_assert(stamp_asks_for(one, STR("bytes")));
	ck_assert(!stamp_asks_for(one, STR("byte")));
	ck_assert(!stamp_asks_for(STR("bytes"), STR("bytes")));
	ck_assert_int_eq(
	    stamp_request(STR("bytes"), "one.two", &memory, &one, &err),
	    ST_USAGE);
}
END_TEST

START_TEST(a_token_says_when_and_by_whose_clock)
{
	struct str token = token_over(STR("bytes"));
	struct stamp stamp;

	ck_assert_int_eq(
	    judged(token, STR("bytes"), tsa.ca, &stamp), STAMP_HOLDS);
	ck_assert_int_eq(stamp.time, SIGNED_AT + 60);
	ck_assert_str_eq(stamp.authority.p, "CN=Clock");
	ck_assert(stamp.known);
	ck_assert_int_eq(
	    judged(token, STR("bytes"), NULL, &stamp), STAMP_HOLDS);
	ck_assert(!stamp.known);
}
END_TEST

START_TEST(a_token_over_something_else_is_refused)
{
	struct stamp stamp;

	ck_assert_int_eq(
	    judged(token_over(STR("bytes")), STR("byte"), tsa.ca, &stamp),
	    STAMP_IMPRINT);
}
END_TEST

START_TEST(a_token_of_an_authority_that_we_do_not_know_is_refused)
{
	struct str token = token_over(STR("bytes"));
	struct tsa other = tsa_make();
	struct stamp stamp;

	ck_assert_int_eq(
	    judged(token, STR("bytes"), other.ca, &stamp), STAMP_NOT_TRUSTED);
	ck_assert(!stamp.known);
	tsa_free(&other);
}
END_TEST

/* A list of its issuer on which the authority stands, or nobody. */
static struct crls
list_of_ca(bool on_it, int day, int reason)
{
	X509_CRL *crl = X509_CRL_new();
	ASN1_TIME *from = ASN1_TIME_set(NULL, (time_t)SIGNED_AT);
	ASN1_TIME *to = ASN1_TIME_set(NULL, (time_t)(SIGNED_AT + 9 * DAY));
	ASN1_TIME *when = ASN1_TIME_set(NULL, (time_t)(SIGNED_AT + day * DAY));
	ASN1_ENUMERATED *why = ASN1_ENUMERATED_new();
	X509_REVOKED *r = X509_REVOKED_new();
	BIO *b = BIO_new(BIO_s_mem());
	struct crls crls = { 0 };
	struct error err = { 0 };

	X509_CRL_set_version(crl, X509_CRL_VERSION_2);
	X509_CRL_set_issuer_name(crl, X509_get_subject_name(tsa.ca));
	X509_CRL_set1_lastUpdate(crl, from);
	X509_CRL_set1_nextUpdate(crl, to);
	X509_REVOKED_set_serialNumber(r, X509_get_serialNumber(tsa.cert));
	X509_REVOKED_set_revocationDate(r, when);
	ASN1_ENUMERATED_set(why, reason);
	X509_REVOKED_add1_ext_i2d(r, NID_crl_reason, why, 0, 0);
	if (on_it)
		X509_CRL_add0_revoked(crl, r);
	else
		X509_REVOKED_free(r);
	X509_CRL_sign(crl, tsa.ca_key, EVP_sha256());
	PEM_write_bio_X509_CRL(b, crl);
	ck_assert_int_eq(
	    crls_load(bio_text(b, &memory), "l", &crls, &err), ST_OK);
	ASN1_ENUMERATED_free(why);
	ASN1_TIME_free(when);
	ASN1_TIME_free(to);
	ASN1_TIME_free(from);
	X509_CRL_free(crl);
	return crls;
}

static const struct withdrawn {
	bool on_it;
	int day, reason;
	enum stamp_fault fault;
} withdrawals[] = {
	{ false, 0, 0, STAMP_HOLDS },
	{ true, -1, CRL_REASON_SUPERSEDED, STAMP_NOT_TRUSTED },
	{ true, 2, CRL_REASON_SUPERSEDED, STAMP_HOLDS },
	{ true, 2, CRL_REASON_KEY_COMPROMISE, STAMP_NOT_TRUSTED },
};

START_TEST(an_authority_that_was_revoked_stamps_nothing)
{
	const struct withdrawn *w = &withdrawals[_i];
	struct crls crls = list_of_ca(w->on_it, w->day, w->reason);
	const struct certs roots = { &tsa.ca, 1, 1 };
	const struct stamp_trust trust = { &roots, &crls };
	struct str token = token_over(STR("bytes"));
	struct stamp stamp;

	stamp_holds(token, STR("bytes"), &trust, &memory, &stamp);
	ck_assert_int_eq(stamp.fault, w->fault);
	crls_free(&crls);
}
END_TEST

/* Another certificate of the same number takes the place of the right one. */
static struct str
recertified(struct str token, const struct cert_plan *plan)
{
	const unsigned char *p = (const unsigned char *)token.p;
	PKCS7 *p7 = d2i_PKCS7(NULL, &p, (long)token.n);
	struct cert_plan like = *plan;
	BIO *b = BIO_new(BIO_s_mem());

	like.name = "Clock";
	like.serial = 77;
	like.issuer = tsa.ca;
	like.issuer_key = tsa.ca_key;
	X509_free(sk_X509_pop(p7->d.sign->cert));
	sk_X509_push(p7->d.sign->cert, make_cert(tsa.key, &like));
	i2d_PKCS7_bio(b, p7);
	PKCS7_free(p7);
	return bio_text(b, &memory);
}

static const struct wrong_cert {
	struct cert_plan plan;
	enum stamp_fault fault;
} wrong_certs[] = {
	{ { 0 }, STAMP_USE },
	{ { .extended = "timeStamping" }, STAMP_USE },
	{ { .extended = "critical,timeStamping,codeSigning" }, STAMP_USE },
	{ { .extended = "critical,timeStamping,1.2.3.4" }, STAMP_USE },
	{ { .extended = "critical,codeSigning" }, STAMP_USE },
	{ { .extended = "critical,timeStamping", .from = -9, .to = -1 },
	    STAMP_EXPIRED },
	{ { .extended = "critical,timeStamping", .from = 1, .to = 9 },
	    STAMP_EXPIRED },
	/* A good one, but the token names another. */
	{ { .extended = "critical,timeStamping" }, STAMP_SIGNATURE },
};

START_TEST(a_certificate_that_is_not_for_stamps_alone_is_refused)
{
	const struct wrong_cert *w = &wrong_certs[_i];
	struct str token = recertified(token_over(STR("bytes")), &w->plan);
	struct stamp stamp;

	ck_assert_int_eq(judged(token, STR("bytes"), tsa.ca, &stamp), w->fault);
	ck_assert_int_eq(judged(token, STR("bytes"), NULL, &stamp), w->fault);
}
END_TEST

START_TEST(a_chain_is_judged_at_the_time_of_the_stamp)
{
	struct str token;
	struct stamp stamp;

	tsa.now = SIGNED_AT + 364 * DAY;
	token = token_over(STR("bytes"));
	ck_assert_int_eq(
	    judged(token, STR("bytes"), tsa.ca, &stamp), STAMP_HOLDS);
	tsa.now = SIGNED_AT + 366 * DAY;
	token = token_over(STR("bytes"));
	ck_assert_int_eq(
	    judged(token, STR("bytes"), tsa.ca, &stamp), STAMP_EXPIRED);
	ck_assert_str_eq(stamp.text,
	    "stamped after the authority's certificate had expired");
}
END_TEST

/* A request with SHA-1 in it, which ours never are. */
static struct str
ask_sha1(struct str bytes)
{
	TS_REQ *req = TS_REQ_new();
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *alg = X509_ALGOR_new();
	ASN1_INTEGER *nonce = ASN1_INTEGER_new();
	BIO *b = BIO_new(BIO_s_mem());
	unsigned char digest[20];

	EVP_Digest(bytes.p, bytes.n, digest, NULL, EVP_sha1(), NULL);
	X509_ALGOR_set0(alg, OBJ_nid2obj(NID_sha1), V_ASN1_NULL, NULL);
	TS_MSG_IMPRINT_set_algo(imprint, alg);
	TS_MSG_IMPRINT_set_msg(imprint, digest, sizeof(digest));
	TS_REQ_set_version(req, 1);
	TS_REQ_set_msg_imprint(req, imprint);
	TS_REQ_set_cert_req(req, 1);
	ASN1_INTEGER_set(nonce, 4711);
	TS_REQ_set_nonce(req, nonce);
	i2d_TS_REQ_bio(b, req);
	ASN1_INTEGER_free(nonce);
	X509_ALGOR_free(alg);
	TS_MSG_IMPRINT_free(imprint);
	TS_REQ_free(req);
	return bio_text(b, &memory);
}

START_TEST(a_weak_digest_is_refused_in_the_token_and_over_it)
{
	struct str request = ask_sha1(STR("bytes")), token;
	struct error err = { 0 };
	struct stamp stamp;

	ck_assert_int_eq(
	    stamp_reply(tsa_answer(&tsa, request, EVP_sha256(), &memory), "r",
		request, &memory, &token, &err),
	    ST_OK);
	ck_assert_int_eq(
	    judged(token, STR("bytes"), tsa.ca, &stamp), STAMP_DIGEST);
	ck_assert_str_eq(
	    stamp.text, "a time-stamp over a digest by SHA1: expected SHA-256");
	request = ask(STR("bytes"), NULL);
	ck_assert_int_eq(
	    stamp_reply(tsa_answer(&tsa, request, EVP_sha1(), &memory), "r",
		request, &memory, &token, &err),
	    ST_OK);
	ck_assert_int_eq(
	    judged(token, STR("bytes"), tsa.ca, &stamp), STAMP_DIGEST);
}
END_TEST

START_TEST(no_bit_of_a_token_can_be_changed_into_another_answer)
{
	struct str token = token_over(STR("bytes"));
	struct stamp before, stamp;
	char *p = (char *)(uintptr_t)token.p;
	size_t holds = 0;

	judged(token, STR("bytes"), tsa.ca, &before);
	for (size_t i = 0; i < token.n; i++) {
		p[i] = (char)(p[i] ^ 0x10);
		if (judged(token, STR("bytes"), tsa.ca, &stamp) ==
		    STAMP_HOLDS) {
			holds++;
			ck_assert_int_eq(stamp.time, before.time);
			ck_assert(str_eq(stamp.authority, before.authority));
		}
		p[i] = (char)(p[i] ^ 0x10);
	}
	/* In the few fields that nobody signs, such as the version. */
	ck_assert_uint_lt(holds, 24);
	for (size_t n = 0; n < token.n; n += 7)
		ck_assert_int_eq(
		    judged((struct str){ p, n }, STR("bytes"), tsa.ca, &stamp),
		    STAMP_FORM);
}
END_TEST

static void
reply_refused(
    struct str reply, struct str request, enum status code, const char *why)
{
	struct error err = { 0 };
	struct str token = { NULL, 0 };

	ck_assert_int_eq(
	    stamp_reply(reply, "r.tsr", request, &memory, &token, &err), code);
	ck_assert_str_eq(err.text, why);
	ck_assert_str_eq(err.at.file, "r.tsr");
	ck_assert_ptr_null(token.p);
}

START_TEST(an_answer_must_be_fresh_granted_and_to_this_request)
{
	struct str one = ask(STR("bytes"), NULL), two = ask(STR("bytes"), NULL);
	struct str other = ask(STR("byte"), NULL);
	struct str policy = ask(STR("bytes"), TSA_OTHER_POLICY);
	struct str foreign = ask(STR("bytes"), "1.2.3.4.9");
	struct str answer = tsa_answer(&tsa, one, EVP_sha256(), &memory);

	reply_refused(answer, two, ST_VERIFY,
	    "the nonce of another request: expected a fresh answer to this "
	    "one");
	reply_refused(answer, other, ST_VERIFY,
	    "an answer over something else: expected the one to this "
	    "request");
	reply_refused(tsa_answer(&tsa, foreign, EVP_sha256(), &memory), foreign,
	    ST_VERIFY,
	    "the authority did not grant the time-stamp: \"Requested policy "
	    "is not supported.\"");
	reply_refused(STR("no"), one, ST_SYNTAX,
	    "not an answer with a time-stamp: expected RFC 3161 in DER "
	    "(application/timestamp-reply)");
	reply_refused(answer, STR("no"), ST_SYNTAX,
	    "no request for a time-stamp: expected the one that this answers");
	reply_refused((struct str){ answer.p, answer.n - 1 }, one, ST_SYNTAX,
	    "not an answer with a time-stamp: expected RFC 3161 in DER "
	    "(application/timestamp-reply)");
	/* The same nonce and digest, another policy. */
	{
		const unsigned char *p = (const unsigned char *)one.p;
		TS_REQ *req = d2i_TS_REQ(NULL, &p, (long)one.n);
		ASN1_OBJECT *oid = OBJ_txt2obj(TSA_OTHER_POLICY, 1);
		BIO *b = BIO_new(BIO_s_mem());

		TS_REQ_set_policy_id(req, oid);
		i2d_TS_REQ_bio(b, req);
		ASN1_OBJECT_free(oid);
		TS_REQ_free(req);
		reply_refused(answer, bio_text(b, &memory), ST_VERIFY,
		    "a time-stamp under another policy than was asked for");
	}
	{
		struct error err = { 0 };
		struct str token;

		ck_assert_int_eq(
		    stamp_reply(tsa_answer(&tsa, policy, EVP_sha256(), &memory),
			"r", policy, &memory, &token, &err),
		    ST_OK);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(
	    t, a_request_has_a_digest_a_nonce_and_wants_the_certificate);
	tcase_add_test(t, a_token_says_when_and_by_whose_clock);
	tcase_add_test(t, a_token_over_something_else_is_refused);
	tcase_add_test(
	    t, a_token_of_an_authority_that_we_do_not_know_is_refused);
	tcase_add_loop_test(t,
	    a_certificate_that_is_not_for_stamps_alone_is_refused, 0,
	    LENGTH(wrong_certs));
	tcase_add_loop_test(t, an_authority_that_was_revoked_stamps_nothing, 0,
	    LENGTH(withdrawals));
	tcase_add_test(t, a_chain_is_judged_at_the_time_of_the_stamp);
	tcase_add_test(t, a_weak_digest_is_refused_in_the_token_and_over_it);
	tcase_add_test(t, no_bit_of_a_token_can_be_changed_into_another_answer);
	tcase_add_test(t, an_answer_must_be_fresh_granted_and_to_this_request);
}

int
main(void)
{
	return run_suite("stamp", add);
}
