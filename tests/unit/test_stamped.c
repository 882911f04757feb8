/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of core/filing/sign/stamped.c and put_stamp.c: a time-stamp in a signed
 * document.
 */
#include "core/base/limits.h"
#include "core/filing/sign/sign.h"
#include "core/filing/sign/verify.h"
#include "tests/unit/run.h"
#include "tests/unit/stamping.h"

#define FILING \
	"<filing xmlns=\"urn:retrace:filing:1\"><mass>12.5</mass></filing>"

static struct str
signed_doc(void)
{
	struct error err = { 0 };
	struct str out;

	ck_assert_int_eq(
	    sign_enveloped(STR(FILING), key, SIGNED_AT, &memory, &out, &err),
	    ST_OK);
	return out;
}

static struct str
over(struct str doc)
{
	struct error err = { 0 };
	struct str bytes;

	ck_assert_msg(
	    sign_to_stamp(doc, &memory, &bytes, &err) == ST_OK, "%s", err.text);
	return bytes;
}

static enum status
put(struct str doc, struct str token, struct str *out, struct error *err)
{
	const struct certs roots = { &tsa.ca, 1, 1 };
	struct stamp stamp = { .time = 0 };

	if (sign_put_stamp(doc, token, &roots, &memory, out, &stamp, err) ==
	    ST_OK) {
		ck_assert(stamp.time > 0 && stamp.known);
		ck_assert_str_eq(stamp.authority.p, "CN=Clock");
	}
	return err->code;
}

static const char *
verified_as(struct str doc, const struct trust *trust, struct verified *v)
{
	struct findings f = { 0 };

	verify_signed(doc, "f.xml", trust, v, &f);
	findings_free(&f);
	return verify_reason_word(v->reason);
}

START_TEST(a_stamped_document_is_the_signed_one_and_says_when)
{
	const struct certs pinned = { &cert, 1, 1 };
	const struct certs roots = { &tsa.ca, 1, 1 };
	struct trust trust = { .pinned = &pinned };
	struct str doc = signed_doc(), bytes = over(doc), out;
	struct error err = { 0 };
	struct verified v;
	const char *p;

	ck_assert(str_starts(bytes,
	    "<ds:SignatureValue xmlns:ds=\"http://www.w3.org/2000/09/"
	    "xmldsig#\">"));
	ck_assert_msg(
	    put(doc, token_over(bytes), &out, &err) == ST_OK, "%s", err.text);
	ck_assert(str_eq(over(out), bytes));
	p = memmem(out.p, out.n, "<xades:UnsignedProperties>", 26);
	ck_assert_ptr_nonnull(p);
	ck_assert_mem_eq(out.p, doc.p, (size_t)(p - out.p));
	ck_assert(str_starts((struct str){ p, 300 },
	    "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
	    "<xades:SignatureTimeStamp><ds:CanonicalizationMethod "
	    "Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">"
	    "</ds:CanonicalizationMethod><xades:EncapsulatedTimeStamp>"));
	ck_assert_str_eq(verified_as(out, &trust, &v), "holds");
	ck_assert(v.stamped && !v.stamper_known);
	verified_free(&v);
	trust.stampers = &roots;
	trust.must_be_stamped = true;
	ck_assert_str_eq(verified_as(out, &trust, &v), "holds");
	ck_assert(v.stamped && v.stamper_known);
	ck_assert_int_eq(v.stamp_time, SIGNED_AT + 60);
	ck_assert_int_eq(v.signing_time, SIGNED_AT);
	ck_assert_str_eq(v.stamper.p, "CN=Clock");
	verified_free(&v);
	ck_assert_str_eq(verified_as(doc, &trust, &v), "no-timestamp");
	ck_assert_int_eq(put(out, token_over(bytes), &out, &err), ST_CONFLICT);
}
END_TEST

static const struct moment {
	int64_t after; /* signing [s] */
	const char *reason;
} moments[] = {
	{ 0, "holds" },
	{ -LIMIT_CLOCK_DIFFERENCE, "holds" },
	{ -LIMIT_CLOCK_DIFFERENCE - 1, "timestamp-time" },
	{ 300 * DAY, "holds" },
	{ 365 * DAY, "holds" },
	{ 365 * DAY + 1, "timestamp-certificate-time" },
};

START_TEST(a_stamp_is_not_before_signing_nor_after_the_certificate)
{
	const struct certs pinned = { &cert, 1, 1 };
	const struct certs roots = { &tsa.ca, 1, 1 };
	const struct trust trust = { .pinned = &pinned, .stampers = &roots };
	const struct moment *m = &moments[_i];
	struct str doc = signed_doc(), out;
	struct error err = { 0 };
	struct verified v;
	X509 *lasting =
	    make_cert(tsa.key, &(struct cert_plan){ .name = "Clock",
				   .extended = "critical,timeStamping",
				   .to = 900,
				   .from = -9,
				   .issuer = tsa.ca,
				   .issuer_key = tsa.ca_key });
	X509 *root = make_cert(tsa.ca_key,
	    &(struct cert_plan){
		.name = "TSA CA", .authority = true, .to = 900, .from = -9 });

	X509_free(tsa.cert);
	X509_free(tsa.ca);
	tsa.cert = lasting;
	tsa.ca = root;
	tsa.now = SIGNED_AT + m->after;
	if (put(doc, token_over(over(doc)), &out, &err) == ST_OK) {
		ck_assert_str_eq(verified_as(out, &trust, &v), m->reason);
		verified_free(&v);
	} else {
		char word[60];

		ck_assert_int_eq(err.code, ST_VERIFY);
		snprintf(word, sizeof(word), "[%s]", m->reason);
		ck_assert_ptr_nonnull(strstr(err.text, word));
	}
}
END_TEST

START_TEST(a_stamp_of_another_signature_does_not_fit)
{
	struct str one = signed_doc(), two = signed_doc(), out;
	struct error err = { 0 };

	ck_assert(!str_eq(one, two)); /* each signature is another */
	ck_assert_int_eq(
	    put(one, token_over(over(two)), &out, &err), ST_VERIFY);
	ck_assert_ptr_nonnull(strstr(err.text, "[timestamp-imprint]"));
}
END_TEST

START_TEST(a_chain_counts_at_the_time_of_a_stamp_that_is_trusted)
{
	const struct certs roots = { &tsa.ca, 1, 1 };
	EVP_PKEY *ca_key = make_key("P-256");
	/* Its signer's authority ends between signing and stamp. */
	X509 *ca = make_cert(ca_key,
	    &(struct cert_plan){ .name = "CA", .authority = true, .to = 1 });
	X509 *own = make_cert(
	    pkey, &(struct cert_plan){
		      .name = "Signer", .issuer = ca, .issuer_key = ca_key });
	const struct certs authorities = { &ca, 1, 1 };
	struct trust trust = { .authorities = &authorities };
	struct str doc, out;
	struct error err = { 0 };
	struct verified v;

	key_free(key);
	key = load_key(pkey, own);
	doc = signed_doc();
	tsa.now = SIGNED_AT + 2 * DAY;
	ck_assert_int_eq(put(doc, token_over(over(doc)), &out, &err), ST_OK);
	ck_assert_str_eq(verified_as(out, &trust, &v), "holds");
	verified_free(&v);
	trust.stampers = &roots;
	ck_assert_str_eq(
	    verified_as(out, &trust, &v), "certificate-not-trusted");
	X509_free(own);
	X509_free(ca);
	EVP_PKEY_free(ca_key);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, a_stamped_document_is_the_signed_one_and_says_when);
	tcase_add_loop_test(t,
	    a_stamp_is_not_before_signing_nor_after_the_certificate, 0,
	    LENGTH(moments));
	tcase_add_test(t, a_stamp_of_another_signature_does_not_fit);
	tcase_add_test(
	    t, a_chain_counts_at_the_time_of_a_stamp_that_is_trusted);
}

int
main(void)
{
	return run_suite("stamped", add);
}
