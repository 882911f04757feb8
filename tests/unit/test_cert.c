/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/filing/sign/cert.c. */
#include "core/base/limits.h"
#include "tests/unit/run.h"
#include "tests/unit/signing.h"

static struct arena memory;
static EVP_PKEY *pkey;
static X509 *cert;

static void
set_up(void)
{
	memory = (struct arena){ 0 };
	pkey = make_key("P-256");
	cert = make_cert(pkey, &(struct cert_plan){ .name = "One" });
}

static void
tear_down(void)
{
	X509_free(cert);
	EVP_PKEY_free(pkey);
	arena_free(&memory);
}

static struct str
joined(struct str a, struct str b)
{
	char *p = TAKE(&memory, char, a.n + b.n + 1);

	memcpy(p, a.p, a.n);
	memcpy(p + a.n, b.p, b.n);
	return (struct str){ p, a.n + b.n };
}

START_TEST(certificates_are_read_from_pem_and_der)
{
	X509 *two = make_cert(pkey, &(struct cert_plan){ .name = "Two" });
	struct str pem = joined(cert_pem(cert, &memory),
	    joined(STR("\nsubject: free text\n"), cert_pem(two, &memory)));
	struct error err = { 0 };
	struct certs c = { 0 };

	ck_assert_int_eq(certs_load(pem, "c.pem", &c, &err), ST_OK);
	ck_assert_uint_eq(c.n, 2);
	ck_assert(cert_is_one_of(cert, &c));
	ck_assert(cert_is_one_of(two, &c));
	certs_free(&c);
	ck_assert(!cert_is_one_of(cert, &c));
	ck_assert_int_eq(
	    certs_load(cert_der(two, &memory), "c.der", &c, &err), ST_OK);
	ck_assert_uint_eq(c.n, 1);
	ck_assert(!cert_is_one_of(cert, &c));
	ck_assert_str_eq(cert_subject(c.list[0], &memory).p, "CN=Two");
	certs_free(&c);
	X509_free(two);
}
END_TEST

/* Refused, and the output is untouched. */
static void
refused(struct str bytes, enum status code, const char *why)
{
	struct certs c = { NULL, 77, 0 };
	struct error err = { 0 };

	ck_assert_int_eq(certs_load(bytes, "c.pem", &c, &err), code);
	ck_assert_str_eq(err.text, why);
	ck_assert_str_eq(err.at.file, "c.pem");
	ck_assert_uint_eq(c.n, 77);
}

START_TEST(what_is_no_certificate_is_refused)
{
	struct str pem = cert_pem(cert, &memory);
	struct str der = cert_der(cert, &memory);

	refused(STR(""), ST_KEY,
	    "no certificate: expected PEM (\"-----BEGIN CERTIFICATE-----\") "
	    "or DER");
	refused(STR("-----BEGIN CERTIFICATE-----\n"), ST_KEY,
	    "no certificate: expected PEM (\"-----BEGIN CERTIFICATE-----\") "
	    "or DER");
	refused((struct str){ der.p, der.n - 1 }, ST_KEY,
	    "no certificate: expected PEM (\"-----BEGIN CERTIFICATE-----\") "
	    "or DER");
	refused(joined(der, STR("x")), ST_KEY,
	    "no certificate: expected PEM (\"-----BEGIN CERTIFICATE-----\") "
	    "or DER");
	refused(STR("-----BEGIN CERTIFICATE-----\nAAAA\n"
		    "-----END CERTIFICATE-----\n"),
	    ST_KEY, "PEM block 1 is not a certificate");
	refused(joined(pem, STR("-----BEGIN CERTIFICATE-----\nAAAA\n")), ST_KEY,
	    "PEM block 2 is damaged");
	refused(joined(pem, key_pem(pkey, &memory)), ST_KEY,
	    "a PEM block \"PRIVATE KEY\": expected only CERTIFICATE");
}
END_TEST

START_TEST(a_bundle_without_end_is_refused)
{
	struct str pem = cert_pem(cert, &memory);
	size_t times = LIMIT_CERTIFICATES + 1;
	char *p = TAKE(&memory, char, times *pem.n + 1);
	struct error err = { 0 };
	struct certs c = { 0 };

	for (size_t i = 0; i < times; i++)
		memcpy(p + i * pem.n, pem.p, pem.n);
	refused((struct str){ p, times * pem.n }, ST_LIMIT,
	    "more than 500 certificates");
	ck_assert_int_eq(certs_load((struct str){ p, (times - 1) * pem.n },
			     "c.pem", &c, &err),
	    ST_OK);
	ck_assert_uint_eq(c.n, LIMIT_CERTIFICATES);
	certs_free(&c);
}
END_TEST

START_TEST(a_subject_is_shown_without_control_characters)
{
	X509 *odd = make_cert(
	    pkey, &(struct cert_plan){ .name = "\xE7\xA8\x80 \x1B[2J,x" });

	ck_assert_str_eq(
	    cert_subject(odd, &memory).p, "CN=\xE7\xA8\x80 \\1B[2J\\,x");
	X509_free(odd);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, certificates_are_read_from_pem_and_der);
	tcase_add_test(t, what_is_no_certificate_is_refused);
	tcase_add_test(t, a_bundle_without_end_is_refused);
	tcase_add_test(t, a_subject_is_shown_without_control_characters);
}

int
main(void)
{
	return run_suite("cert", add);
}
