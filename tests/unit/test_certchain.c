/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of core/filing/sign/certchain.c and crl.c, and of the chain that goes
 * from the key's file into a filing.
 */
#include "core/base/limits.h"
#include "core/filing/sign/certchain.h"
#include "core/filing/sign/sign.h"
#include "core/filing/sign/stamp.h"
#include "core/filing/sign/verify.h"
#include "tests/unit/run.h"
#include "tests/unit/tsa.h"

#include <openssl/pkcs12.h>

#define FILING \
	"<filing xmlns=\"urn:retrace:filing:1\"><mass>12.5</mass></filing>"

static struct arena memory;
static EVP_PKEY *root_key, *between_key, *pkey;
static X509 *root, *between, *cert;

static void
set_up(void)
{
	memory = (struct arena){ 0 };
	root_key = make_key("P-256");
	between_key = make_key("P-256");
	pkey = make_key("P-256");
	root = make_cert(
	    root_key, &(struct cert_plan){ .name = "Root", .authority = true });
	between = make_cert(between_key, &(struct cert_plan){ .name = "Between",
					     .authority = true,
					     .issuer = root,
					     .issuer_key = root_key });
	cert = make_cert(pkey, &(struct cert_plan){ .name = "Signer",
				   .issuer = between,
				   .issuer_key = between_key });
}

static void
tear_down(void)
{
	X509_free(cert);
	X509_free(between);
	X509_free(root);
	EVP_PKEY_free(pkey);
	EVP_PKEY_free(between_key);
	EVP_PKEY_free(root_key);
	arena_free(&memory);
}

/* What a list says; days from SIGNED_AT. */
struct list_plan {
	int from, to;  /* 0 and 0: -1 and 1 */
	X509 *revoked; /* or NULL */
	int day;       /* on which */
	int reason;    /* CRL_REASON_*; -1: none given */
	bool of_root;  /* else of the one between */
	bool forged;   /* signed with another key */
	bool delta;    /* says only what is new since list 1 */
};

static void
set_day(int (*set)(X509_CRL *, const ASN1_TIME *), X509_CRL *crl, int day)
{
	ASN1_TIME *t =
	    ASN1_TIME_set(NULL, (time_t)(SIGNED_AT + (int64_t)day * DAY));

	set(crl, t);
	ASN1_TIME_free(t);
}

static struct str
make_list(const struct list_plan *plan)
{
	X509_CRL *crl = X509_CRL_new();
	X509 *by = plan->of_root ? root : between;
	EVP_PKEY *with = plan->of_root ? root_key : between_key;
	bool plain = plan->from == 0 && plan->to == 0;
	BIO *b = BIO_new(BIO_s_mem());

	X509_CRL_set_version(crl, X509_CRL_VERSION_2);
	X509_CRL_set_issuer_name(crl, X509_get_subject_name(by));
	set_day(X509_CRL_set1_lastUpdate, crl, plain ? -1 : plan->from);
	set_day(X509_CRL_set1_nextUpdate, crl, plain ? 1 : plan->to);
	if (plan->revoked != NULL) {
		X509_REVOKED *r = X509_REVOKED_new();
		ASN1_TIME *t = ASN1_TIME_set(
		    NULL, (time_t)(SIGNED_AT + (int64_t)plan->day * DAY));
		ASN1_ENUMERATED *why = ASN1_ENUMERATED_new();

		X509_REVOKED_set_serialNumber(
		    r, X509_get_serialNumber(plan->revoked));
		X509_REVOKED_set_revocationDate(r, t);
		ASN1_ENUMERATED_set(why, plan->reason);
		if (plan->reason >= 0)
			X509_REVOKED_add1_ext_i2d(r, NID_crl_reason, why, 0, 0);
		X509_CRL_add0_revoked(crl, r);
		ASN1_ENUMERATED_free(why);
		ASN1_TIME_free(t);
	}
	if (plan->delta) {
		ASN1_INTEGER *base = ASN1_INTEGER_new();

		ASN1_INTEGER_set(base, 1);
		X509_CRL_add1_ext_i2d(crl, NID_delta_crl, base, 1, 0);
		ASN1_INTEGER_free(base);
	}
	X509_CRL_sort(crl);
	X509_CRL_sign(crl, plan->forged ? pkey : with, EVP_sha256());
	PEM_write_bio_X509_CRL(b, crl);
	X509_CRL_free(crl);
	return bio_text(b, &memory);
}

static struct crls
load(struct str text)
{
	struct crls crls = { 0 };
	struct error err = { 0 };

	ck_assert_msg(
	    crls_load(text, "l.pem", &crls, &err) == ST_OK, "%s", err.text);
	return crls;
}

static enum certchain_standing
judged(const struct crls *crls, bool proven, const char **why)
{
	const struct certs roots = { &root, 1, 1 }, way = { &between, 1, 1 };

	return certchain_judge(cert,
	    &(struct certchain){ .authorities = &roots,
		.between = &way,
		.crls = crls,
		.seconds = SIGNED_AT,
		.proven = proven },
	    why);
}

START_TEST(a_chain_needs_every_certificate_on_the_way)
{
	const struct certs roots = { &root, 1, 1 }, none = { NULL, 0, 0 };
	struct certchain how = {
		.authorities = &roots, .between = &none, .seconds = SIGNED_AT
	};
	const char *why;

	ck_assert_int_eq(judged(NULL, false, &why), CERTCHAIN_HOLDS);
	ck_assert_int_eq(
	    certchain_judge(cert, &how, &why), CERTCHAIN_NOT_TRUSTED);
	ck_assert_str_eq(why, "unable to get local issuer certificate");
	ck_assert_int_eq(certchain_judge(between, &how, &why), CERTCHAIN_HOLDS);
	ck_assert(
	    certchain_link(between, cert) && certchain_link(root, between));
	ck_assert(
	    !certchain_link(root, cert) && !certchain_link(cert, between));
	ck_assert(certchain_is_root(root) && !certchain_is_root(between));
}
END_TEST

#define HERE CERTCHAIN_HOLDS
#define GONE CERTCHAIN_REVOKED
#define DARK CERTCHAIN_REVOCATION_UNKNOWN
#define REVOKED(on, why) \
	{ \
		.from = -1, .to = 20, .day = on, .reason = why \
	}

static const struct revocation {
	struct list_plan plan;
	bool nobody;
	enum certchain_standing said, proven;
} revocations[] = {
	{ { .reason = -1 }, true, HERE, HERE },
	{ REVOKED(-1, -1), false, GONE, GONE },
	{ REVOKED(-1, CRL_REASON_SUPERSEDED), false, GONE, GONE },
	{ REVOKED(0, CRL_REASON_SUPERSEDED), false, GONE, GONE },
	/* Revoked later: it depends on the reason, and on who says when. */
	{ REVOKED(9, CRL_REASON_SUPERSEDED), false, HERE, HERE },
	{ REVOKED(9, CRL_REASON_AFFILIATION_CHANGED), false, HERE, HERE },
	{ REVOKED(9, CRL_REASON_KEY_COMPROMISE), false, GONE, HERE },
	{ REVOKED(9, CRL_REASON_UNSPECIFIED), false, GONE, HERE },
	{ REVOKED(9, -1), false, GONE, HERE },
	/* A list of a later day knows more; one that had ended knows less. */
	{ { .from = 5, .to = 9, .reason = -1 }, true, HERE, HERE },
	{ { .from = -9, .to = -1, .reason = -1 }, true, DARK, DARK },
	{ { .of_root = true, .reason = -1 }, true, DARK, DARK },
	{ { .forged = true, .reason = -1 }, true, DARK, DARK },
};

START_TEST(a_list_counts_at_the_time_of_signing)
{
	const struct revocation *t = &revocations[_i];
	struct list_plan plan = t->plan;
	struct crls crls;
	const char *why;

	plan.revoked = t->nobody ? NULL : cert;
	crls = load(make_list(&plan));
	ck_assert_uint_eq(crls.n, 1);
	ck_assert_int_eq(judged(&crls, false, &why), t->said);
	ck_assert_int_eq(judged(&crls, true, &why), t->proven);
	crls_free(&crls);
}
END_TEST

START_TEST(an_authority_on_the_way_can_be_revoked_too)
{
	struct crls crls = load(make_list(&(struct list_plan){ .reason = -1 }));
	struct error err = { 0 };
	const char *why;

	ck_assert_int_eq(judged(&crls, false, &why), CERTCHAIN_HOLDS);
	ck_assert_int_eq(
	    crls_load(make_list(&(struct list_plan){ .of_root = true,
			  .revoked = between,
			  .day = -1,
			  .reason = -1 }),
		"l.pem", &crls, &err),
	    ST_OK);
	ck_assert_uint_eq(crls.n, 2);
	ck_assert_int_eq(judged(&crls, true, &why), CERTCHAIN_REVOKED);
	crls_free(&crls);
}
END_TEST

START_TEST(a_list_of_what_is_new_takes_no_other_s_place)
{
	const struct list_plan gone = {
		.of_root = true, .revoked = between, .day = -1, .reason = -1
	};
	const struct list_plan news = {
		.from = 1, .to = 2, .of_root = true, .delta = true, .reason = -1
	};
	struct crls crls = load(make_list(&(struct list_plan){ .reason = -1 }));
	struct error err = { 0 };
	const char *why;

	crls_load(make_list(_i == 0 ? &gone : &news), "l.pem", &crls, &err);
	crls_load(make_list(_i == 0 ? &news : &gone), "l.pem", &crls, &err);
	ck_assert_int_eq(err.code, ST_OK);
	ck_assert_int_eq(judged(&crls, true, &why), CERTCHAIN_REVOKED);
	crls_free(&crls);
}
END_TEST

START_TEST(of_two_lists_the_newer_counts_in_any_order)
{
	struct str old =
	    make_list(&(struct list_plan){ .from = -1, .to = 1, .reason = -1 });
	struct str new = make_list(&(struct list_plan){ .from = 5,
	    .to = 9,
	    .revoked = cert,
	    .day = -1,
	    .reason = CRL_REASON_SUPERSEDED });
	struct str first = _i == 0 ? old : new;
	struct crls crls = load(first);
	struct error err = { 0 };
	const char *why;

	ck_assert_int_eq(
	    crls_load(_i == 0 ? new : old, "l.pem", &crls, &err), ST_OK);
	ck_assert_uint_eq(crls.n, 1);
	ck_assert_int_eq(judged(&crls, false, &why), CERTCHAIN_REVOKED);
	crls_free(&crls);
}
END_TEST

START_TEST(what_is_no_list_is_refused)
{
	struct str list = make_list(&(struct list_plan){ .reason = -1 });
	struct crls crls = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(crls_load(STR("no"), "l.pem", &crls, &err), ST_KEY);
	ck_assert_str_eq(err.text,
	    "no revocation list: expected PEM (\"-----BEGIN X509 CRL-----\") "
	    "or DER");
	err = (struct error){ 0 };
	ck_assert_int_eq(crls_load((struct str){ list.p, list.n - 60 }, "l.pem",
			     &crls, &err),
	    ST_KEY);
	err = (struct error){ 0 };
	ck_assert_int_eq(
	    crls_load(cert_pem(cert, &memory), "l.pem", &crls, &err), ST_KEY);
	ck_assert_uint_eq(crls.n, 0);
}
END_TEST

/* ---- from the key's files into the filing */

static struct str
pem_of(X509 *a, X509 *b, X509 *c)
{
	BIO *text = BIO_new(BIO_s_mem());

	PEM_write_bio_X509(text, a);
	if (b != NULL)
		PEM_write_bio_X509(text, b);
	if (c != NULL)
		PEM_write_bio_X509(text, c);
	return bio_text(text, &memory);
}

static struct signkey *
key_of(const struct key_source *src)
{
	struct signkey *key = NULL;
	struct error err = { 0 };

	ck_assert_msg(
	    key_load(src, SIGNED_AT, &key, &err) == ST_OK, "%s", err.text);
	return key;
}

static struct str
p12_of(void)
{
	STACK_OF(X509) *more = sk_X509_new_null();
	BIO *b = BIO_new(BIO_s_mem());
	PKCS12 *p12;

	sk_X509_push(more, root);
	sk_X509_push(more, between);
	p12 = PKCS12_create("12345678", NULL, pkey, cert, more, 0, 0, 0, 0, 0);
	i2d_PKCS12_bio(b, p12);
	PKCS12_free(p12);
	sk_X509_free(more);
	return bio_text(b, &memory);
}

START_TEST(the_chain_comes_from_wherever_it_lies_without_the_root)
{
	const struct key_source sources[] = {
		{ .key = key_pem(pkey, &memory),
		    .cert = pem_of(cert, NULL, NULL),
		    .chain = pem_of(root, between, NULL),
		    .key_file = "k",
		    .cert_file = "c",
		    .chain_file = "h" },
		{ .key = key_pem(pkey, &memory),
		    .cert = pem_of(root, cert, between),
		    .key_file = "k",
		    .cert_file = "c" },
		{ .key = p12_of(), .key_file = "k", .passphrase = "12345678" },
	};
	struct signkey *key = key_of(&sources[_i]);

	ck_assert_uint_eq(key_chain(key)->n, 1);
	ck_assert_int_eq(X509_cmp(key_chain(key)->list[0], between), 0);
	key_free(key);
}
END_TEST

START_TEST(a_chain_of_somebody_else_is_refused)
{
	struct key_source src = { .key = key_pem(pkey, &memory),
		.cert = pem_of(cert, NULL, NULL),
		.chain = pem_of(root, NULL, NULL),
		.key_file = "k",
		.cert_file = "c",
		.chain_file = "h" };
	struct signkey *key = NULL;
	struct error err = { 0 };

	ck_assert_int_eq(key_load(&src, SIGNED_AT, &key, &err), ST_KEY);
	ck_assert_str_eq(err.at.file, "h");
	ck_assert_str_eq(err.text,
	    "none of its certificates certifies that of the signer: expected "
	    "the one that does");
}
END_TEST

static struct str
signed_doc(void)
{
	const struct key_source src = { .key = key_pem(pkey, &memory),
		.cert = pem_of(cert, between, NULL),
		.key_file = "k",
		.cert_file = "c" };
	struct signkey *key = key_of(&src);
	struct error err = { 0 };
	struct str out = { NULL, 0 };

	ck_assert_msg(sign_enveloped(STR(FILING), key, SIGNED_AT, &memory, &out,
			  &err) == ST_OK,
	    "%s", err.text);
	key_free(key);
	return out;
}

static const char *
verified_as(struct str doc, const struct trust *trust)
{
	struct findings f = { 0 };
	struct verified v = { 0 };
	const char *word;

	verify_signed(doc, "f.xml", trust, &v, &f);
	word = verify_reason_word(v.reason);
	verified_free(&v);
	findings_free(&f);
	return word;
}

/* The document with a part of it exchanged. */
static struct str
changed(struct str doc, const char *from, struct str to)
{
	const char *p = memmem(doc.p, doc.n, from, strlen(from));
	size_t head, tail;
	char *out;

	ck_assert_ptr_nonnull(p);
	head = (size_t)(p - doc.p);
	tail = doc.n - head - strlen(from);
	out = TAKE(&memory, char, head + to.n + tail + 1);
	memcpy(out, doc.p, head);
	memcpy(out + head, to.p, to.n);
	memcpy(out + head + to.n, p + strlen(from), tail);
	return (struct str){ out, head + to.n + tail };
}

#define EACH_IN "<xades:EncapsulatedX509Certificate>"
#define EACH_OUT "</xades:EncapsulatedX509Certificate>"

static struct str
value_of(X509 *x)
{
	struct str b64 = base64_encode(&memory, cert_der(x, &memory));
	size_t n = sizeof(EACH_IN EACH_OUT) + b64.n;
	char *p = TAKE(&memory, char, n);

	snprintf(p, n, EACH_IN "%.*s" EACH_OUT, STR_ARG(b64));
	return (struct str){ p, n - 1 };
}

START_TEST(a_filing_brings_its_chain_and_verifies_by_it)
{
	const struct certs roots = { &root, 1, 1 };
	const struct trust trust = { .authorities = &roots };
	struct str doc = signed_doc(), own = value_of(between);
	struct str none = { "", 0 };

	ck_assert_ptr_nonnull(memmem(doc.p, doc.n,
	    "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
	    "<xades:CertificateValues>" EACH_IN,
	    sizeof("<xades:UnsignedProperties>"
		   "<xades:UnsignedSignatureProperties>"
		   "<xades:CertificateValues>" EACH_IN) -
		1));
	ck_assert_str_eq(verified_as(doc, &trust), "holds");
	/* Without it nobody knows the way; with others it is none. */
	ck_assert_str_eq(
	    verified_as(changed(doc, own.p, value_of(root)), &trust),
	    "certificate-chain");
	ck_assert_str_eq(
	    verified_as(changed(doc, own.p, value_of(cert)), &trust),
	    "certificate-chain");
	ck_assert_str_eq(
	    verified_as(changed(doc, EACH_OUT, STR("=" EACH_OUT)), &trust),
	    "certificate-chain");
	ck_assert_str_eq(verified_as(changed(doc, EACH_OUT,
					 STR(EACH_OUT EACH_IN "AAAA" EACH_OUT)),
			     &trust),
	    "certificate-chain");
	ck_assert_str_eq(
	    verified_as(changed(doc, own.p, none), &trust), "shape");
	ck_assert_str_eq(
	    verified_as(changed(doc, EACH_IN,
			    STR("<xades:EncapsulatedX509Certificate"
				" Id=\"x\">")),
		&trust),
	    "shape");
	ck_assert_str_eq(
	    verified_as(changed(doc, "</xades:CertificateValues>",
			    STR("<xades:X/></xades:CertificateValues>")),
		&trust),
	    "not-canonical");
	ck_assert_str_eq(verified_as(changed(doc, "</xades:CertificateValues>",
					 STR("</xades:CertificateValues>"
					     "<xades:CertificateValues>"
					     "</xades:CertificateValues>")),
			     &trust),
	    "shape");
}
END_TEST

START_TEST(a_filing_without_anything_unsigned_has_no_place_for_it)
{
	const struct trust trust = { .any_signer = true };
	struct str doc = signed_doc(), own = value_of(between);
	struct str bare = changed(doc, own.p, STR(""));

	bare = changed(bare,
	    "<xades:CertificateValues></xades:CertificateValues>", STR(""));
	ck_assert_str_eq(verified_as(bare, &trust), "shape");
	bare = changed(bare,
	    "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
	    "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>",
	    STR(""));
	ck_assert_str_eq(verified_as(bare, &trust), "holds");
}
END_TEST

START_TEST(more_certificates_than_the_limit_have_no_place)
{
	const struct trust trust = { .any_signer = true };
	struct str doc = signed_doc(), own = value_of(between);

	for (int i = 0; i < LIMIT_CHAIN; i++)
		doc = changed(doc, "</xades:CertificateValues>",
		    changed(STR("@</xades:CertificateValues>"), "@", own));
	ck_assert_str_eq(verified_as(doc, &trust), "shape");
}
END_TEST

START_TEST(a_stamp_and_a_chain_stand_side_by_side)
{
	const struct certs roots = { &root, 1, 1 };
	struct tsa tsa = tsa_make();
	const struct certs stampers = { &tsa.ca, 1, 1 };
	struct crls crls = load(make_list(&(struct list_plan){ .from = 5,
	    .to = 9,
	    .revoked = cert,
	    .day = 4,
	    .reason = CRL_REASON_KEY_COMPROMISE }));
	struct trust trust = { .authorities = &roots, .crls = &crls };
	struct str doc = signed_doc(), over, request, token, out;
	struct error err = { 0 };
	struct stamp stamp;

	ck_assert_str_eq(verified_as(doc, &trust), "certificate-revoked");
	ck_assert_int_eq(sign_to_stamp(doc, &memory, &over, &err), ST_OK);
	ck_assert_int_eq(
	    stamp_request(over, NULL, &memory, &request, &err), ST_OK);
	ck_assert_int_eq(
	    stamp_reply(tsa_answer(&tsa, request, EVP_sha256(), &memory), "r",
		request, &memory, &token, &err),
	    ST_OK);
	ck_assert_msg(sign_put_stamp(doc, token, &stampers, &memory, &out,
			  &stamp, &err) == ST_OK,
	    "%s", err.text);
	/* A time that nobody vouches for changes nothing. */
	ck_assert_str_eq(verified_as(out, &trust), "certificate-revoked");
	trust.stampers = &stampers;
	ck_assert_str_eq(verified_as(out, &trust), "holds");
	trust.pinned = &(const struct certs){ &cert, 1, 1 };
	trust.stampers = NULL;
	ck_assert_str_eq(verified_as(out, &trust), "certificate-revoked");
	crls_free(&crls);
	tsa_free(&tsa);
}
END_TEST

#define COUNT(t) ((int)(sizeof(t) / sizeof((t)[0])))

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, a_chain_needs_every_certificate_on_the_way);
	tcase_add_loop_test(
	    t, a_list_counts_at_the_time_of_signing, 0, COUNT(revocations));
	tcase_add_test(t, an_authority_on_the_way_can_be_revoked_too);
	tcase_add_loop_test(
	    t, a_list_of_what_is_new_takes_no_other_s_place, 0, 2);
	tcase_add_loop_test(
	    t, of_two_lists_the_newer_counts_in_any_order, 0, 2);
	tcase_add_test(t, what_is_no_list_is_refused);
	tcase_add_loop_test(
	    t, the_chain_comes_from_wherever_it_lies_without_the_root, 0, 3);
	tcase_add_test(t, a_chain_of_somebody_else_is_refused);
	tcase_add_test(t, a_filing_brings_its_chain_and_verifies_by_it);
	tcase_add_test(
	    t, a_filing_without_anything_unsigned_has_no_place_for_it);
	tcase_add_test(t, more_certificates_than_the_limit_have_no_place);
	tcase_add_test(t, a_stamp_and_a_chain_stand_side_by_side);
}

int
main(void)
{
	return run_suite("certchain", add);
}
