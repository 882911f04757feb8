/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of core/filing/sign/signer.c: whose signature is trusted, by a
 * certificate that is named or by a chain to one, and which keys may not sign.
 */
#include "core/filing/sign/verify.h"
#include "tests/unit/run.h"
#include "tests/unit/verified.h"

/* DER of a certificate as it stands in KeyInfo, with its digest. */
static struct str
with_certificate(struct str doc, X509 *as)
{
	uint8_t sha256[SHA256_SIZE];
	struct str b64 = base64_encode(&memory, cert_der(as, &memory)), digest;

	ck_assert(cert_sha256(as, sha256));
	digest = base64_encode(
	    &memory, (struct str){ (char *)sha256, sizeof(sha256) });
	doc = replaced(doc, "{cert}", copy(b64));
	return replaced(doc, "{certdigest}", copy(digest));
}

START_TEST(keys_of_another_kind_are_refused_even_if_pinned)
{
	static const char *const kinds[] = { "P-384", "secp256k1", "SM2",
		"ED25519", "RSA2048", "RSA3072" };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		EVP_PKEY *k = make_key(kinds[i]);
		X509 *c = make_cert(k,
		    &(struct cert_plan){ .issuer = cert, .issuer_key = pkey });
		const struct certs pinned = { &c, 1, 1 };
		const struct trust trust = { .pinned = &pinned };

		ck_assert_int_eq(judged(with_certificate(valid, c), &trust),
		    VERIFY_CERT_KEY);
		X509_free(c);
		EVP_PKEY_free(k);
	}
}
END_TEST

START_TEST(a_certificate_for_encryption_signs_nothing)
{
	X509 *c =
	    make_cert(pkey, &(struct cert_plan){ .usage = "keyAgreement" });
	const struct certs pinned = { &c, 1, 1 };
	const struct trust trust = { .pinned = &pinned };

	ck_assert_int_eq(
	    judged(with_certificate(valid, c), &trust), VERIFY_CERT_KEY);
	X509_free(c);
}
END_TEST

/* What an attacker with a key of his own can make is intact, not trusted. */
START_TEST(a_document_of_another_signer_is_not_trusted)
{
	struct signkey *theirs = load_key(other_pkey, other_cert);
	struct str doc = sign(STR(HEAD "</filing>"), theirs);
	const struct certs both[] = { { &cert, 1, 1 }, { &other_cert, 1, 1 } };

	ck_assert_str_eq(judge(doc), "certificate-not-trusted");
	ck_assert_int_eq(
	    judged(doc, &(struct trust){ .pinned = &both[1] }), VERIFY_HOLDS);
	ck_assert_int_eq(judged(doc, &(struct trust){ .pinned = &both[0],
					 .any_signer = true }),
	    VERIFY_NOT_TRUSTED);
	key_free(theirs);
}
END_TEST

START_TEST(a_signer_nobody_named_is_refused_unless_asked_for)
{
	const struct trust none = { 0 }, any = { .any_signer = true };
	struct findings f = { 0 };
	struct verified v = { 0 };

	ck_assert_int_eq(judged(valid, &none), VERIFY_SIGNER_UNKNOWN);
	ck_assert_int_eq(
	    judged(replaced(valid, "12.5", "12.4"), &none), VERIFY_CONTENT);
	ck_assert_int_eq(
	    judged(replaced(valid, "12.5", "12.4"), &any), VERIFY_CONTENT);
	ck_assert_int_eq(judged(replaced(valid, "{cert}", "{othercert}"), &any),
	    VERIFY_CERT_DIGEST);
	ck_assert_int_eq(judged(with_certificate(valid, other_cert), &any),
	    VERIFY_PROPERTIES);
	ck_assert_int_eq(verify_signed(valid, "f.xml", &any, &v, &f), ST_OK);
	ck_assert(!v.known);
	ck_assert_str_eq(v.signer.p, "CN=Signer");
	verified_free(&v);
}
END_TEST

/* Root, intermediate, signer. */
struct family {
	EVP_PKEY *key[3];
	X509 *cert[3];
	struct str doc;
};

static struct family
make_chain(const struct cert_plan *plans)
{
	struct family c;
	struct signkey *k;

	for (int i = 0; i < 3; i++) {
		struct cert_plan p = plans[i];

		c.key[i] = make_key("P-256");
		if (i > 0) {
			p.issuer = c.cert[i - 1];
			p.issuer_key = c.key[i - 1];
		}
		c.cert[i] = make_cert(c.key[i], &p);
	}
	k = load_key(c.key[2], c.cert[2]);
	c.doc = sign(STR(HEAD "</filing>"), k);
	key_free(k);
	return c;
}

static void
free_chain(struct family *c)
{
	for (int i = 0; i < 3; i++) {
		X509_free(c->cert[i]);
		EVP_PKEY_free(c->key[i]);
	}
}

START_TEST(a_chain_to_a_trusted_authority_is_trust)
{
	const struct cert_plan plans[3] = { { .name = "Root",
						.authority = true },
		{ .name = "Issuer", .authority = true }, { .name = "Signer" } };
	struct family c = make_chain(plans);
	const struct certs all = { c.cert, 2, 2 }, root = { c.cert, 1, 1 };
	const struct certs middle = { c.cert + 1, 1, 1 };
	const struct certs wrong = { &other_cert, 1, 1 };
	const struct certs signer = { c.cert + 2, 1, 1 };

	ck_assert_int_eq(judged(c.doc, &(struct trust){ .authorities = &all }),
	    VERIFY_HOLDS);
	/* The chain is never taken from the document, nor cut short. */
	ck_assert_int_eq(judged(c.doc, &(struct trust){ .authorities = &root }),
	    VERIFY_NOT_TRUSTED);
	ck_assert_int_eq(
	    judged(c.doc, &(struct trust){ .authorities = &middle }),
	    VERIFY_NOT_TRUSTED);
	ck_assert_int_eq(
	    judged(c.doc, &(struct trust){ .authorities = &wrong }),
	    VERIFY_NOT_TRUSTED);
	ck_assert_int_eq(judged(c.doc, &(struct trust){ .authorities = &wrong,
					   .pinned = &signer }),
	    VERIFY_HOLDS);
	free_chain(&c);
}
END_TEST

START_TEST(a_chain_must_hold_at_the_time_of_signing)
{
	const struct cert_plan plans[3] = { { .name = "Root",
						.authority = true },
		{ .name = "Issuer", .authority = true, .from = -9, .to = -2 },
		{ .name = "Signer" } };
	struct family c = make_chain(plans);
	const struct certs all = { c.cert, 2, 2 };

	ck_assert_int_eq(judged(c.doc, &(struct trust){ .authorities = &all }),
	    VERIFY_NOT_TRUSTED);
	free_chain(&c);
}
END_TEST

START_TEST(a_signer_cannot_issue_certificates)
{
	const struct cert_plan plans[3] = { { .name = "Root",
						.authority = true },
		{ .name = "Not an issuer" }, { .name = "Signer" } };
	struct family c = make_chain(plans);
	const struct certs all = { c.cert, 2, 2 };

	ck_assert_int_eq(judged(c.doc, &(struct trust){ .authorities = &all }),
	    VERIFY_NOT_TRUSTED);
	free_chain(&c);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 120);
	tcase_add_unchecked_fixture(t, make_all, free_all);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, keys_of_another_kind_are_refused_even_if_pinned);
	tcase_add_test(t, a_certificate_for_encryption_signs_nothing);
	tcase_add_test(t, a_document_of_another_signer_is_not_trusted);
	tcase_add_test(t, a_signer_nobody_named_is_refused_unless_asked_for);
	tcase_add_test(t, a_chain_to_a_trusted_authority_is_trust);
	tcase_add_test(t, a_chain_must_hold_at_the_time_of_signing);
	tcase_add_test(t, a_signer_cannot_issue_certificates);
}

int
main(void)
{
	xml_start();
	return run_suite("signer", add);
}
