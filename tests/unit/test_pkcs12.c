/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/filing/sign/pkcs12.c and protection.c. */
#include "core/base/limits.h"
#include "core/filing/sign/keyfile.h"
#include "tests/unit/run.h"
#include "tests/unit/signing.h"

#include <openssl/pkcs12.h>

#define PASS "correct horse"

static struct arena memory;
static EVP_PKEY *pkey, *ca_pkey;
static X509 *cert, *ca;

static void
set_up(void)
{
	memory = (struct arena){ 0 };
	pkey = make_key("P-256");
	ca_pkey = make_key("P-256");
	ca = make_cert(
	    ca_pkey, &(struct cert_plan){ .name = "CA", .authority = true });
	cert = make_cert(
	    pkey, &(struct cert_plan){
		      .name = "Signer", .issuer = ca, .issuer_key = ca_pkey });
}

static void
tear_down(void)
{
	X509_free(cert);
	X509_free(ca);
	EVP_PKEY_free(ca_pkey);
	EVP_PKEY_free(pkey);
	arena_free(&memory);
}

/* How a file is made; 0 and NULL: the way of OpenSSL 3. */
struct plan {
	const char *passphrase;
	EVP_PKEY *key;   /* NULL: ours */
	int key_method;  /* -1: none */
	int cert_method; /* -1: none */
	int rounds, mac; /* mac -1: no digest over all */
};

static struct str
made(const struct plan *plan)
{
	STACK_OF(X509) *more = sk_X509_new_null();
	BIO *b = BIO_new(BIO_s_mem());
	PKCS12 *p12;

	sk_X509_push(more, ca);
	p12 = PKCS12_create(plan->passphrase, "name",
	    plan->key != NULL ? plan->key : pkey,
	    plan->key != NULL ? NULL : cert, more, plan->key_method,
	    plan->cert_method, plan->rounds, plan->mac, 0);
	ck_assert_ptr_nonnull(p12);
	ck_assert_int_eq(i2d_PKCS12_bio(b, p12), 1);
	PKCS12_free(p12);
	sk_X509_free(more);
	return bio_text(b, &memory);
}

static void
opens(struct str bytes, const char *passphrase)
{
	struct pos at = { "k.p12", 0, 0 };
	struct certs certs = { 0 };
	struct error err = { 0 };
	EVP_PKEY *key = NULL;

	ck_assert(pkcs12_is(bytes));
	ck_assert_msg(
	    pkcs12_read(bytes, passphrase, at, &key, &certs, &err) == ST_OK,
	    "%s", err.text);
	ck_assert_int_eq(EVP_PKEY_eq(key, pkey), 1);
	ck_assert_uint_eq(certs.n, 2);
	ck_assert(cert_is_one_of(cert, &certs));
	ck_assert(cert_is_one_of(ca, &certs));
	certs_free(&certs);
	EVP_PKEY_free(key);
}

static void
refused(struct str bytes, const char *passphrase, const char *why)
{
	struct pos at = { "k.p12", 0, 0 };
	struct certs certs = { 0 };
	struct error err = { 0 };
	EVP_PKEY *key = NULL;

	ck_assert_int_eq(
	    pkcs12_read(bytes, passphrase, at, &key, &certs, &err), ST_KEY);
	ck_assert_str_eq(err.text, why);
	ck_assert_str_eq(err.at.file, "k.p12");
	ck_assert_ptr_null(key);
	ck_assert_uint_eq(certs.n, 0);
}

static const struct plan plans[] = {
	{ .passphrase = PASS },
	{ .passphrase = "" },
	{ .passphrase = NULL },
	{ .passphrase = PASS, .mac = -1 },
	{ .passphrase = PASS,
	    .key_method = NID_pbe_WithSHA1And3_Key_TripleDES_CBC,
	    .cert_method = NID_pbe_WithSHA1And3_Key_TripleDES_CBC },
	{ .passphrase = PASS, .cert_method = -1 },
	{ .passphrase = NULL, .key_method = -1, .cert_method = -1, .mac = -1 },
};

START_TEST(a_file_gives_its_key_and_every_certificate)
{
	const struct plan *plan = &plans[_i];
	struct str bytes = made(plan);

	opens(bytes, plan->passphrase);
	ck_assert_int_eq(pkcs12_is_protected(bytes),
	    plan->mac == -1 ||
		(plan->passphrase != NULL && plan->passphrase[0] != '\0'));
}
END_TEST

START_TEST(a_file_stays_closed_without_its_passphrase)
{
	struct str bytes = made(&(struct plan){ .passphrase = PASS });

	refused(bytes, NULL, "the key is protected: expected its passphrase");
	refused(bytes, "", "the passphrase does not open this key");
	refused(
	    bytes, "correct house", "the passphrase does not open this key");
}
END_TEST

static const char outdated[] =
    "sealed in an outdated or unknown way, or with more work than we do: "
    "expected AES, as openssl pkcs12 -export makes it (openssl pkcs12 -legacy "
    "opens old ones)";

START_TEST(a_file_that_asks_for_endless_work_is_refused_at_once)
{
	struct str bytes = made(&(struct plan){ .passphrase = PASS });
	const unsigned char *p = (const unsigned char *)bytes.p;
	PKCS12 *p12 = d2i_PKCS12(NULL, &p, (long)bytes.n);
	const ASN1_INTEGER *rounds;
	BIO *b = BIO_new(BIO_s_mem());

	PKCS12_get0_mac(NULL, NULL, NULL, &rounds, p12);
	ck_assert_int_eq(ASN1_INTEGER_set((ASN1_INTEGER *)(uintptr_t)rounds,
			     LIMIT_KDF_ROUNDS + 1),
	    1);
	i2d_PKCS12_bio(b, p12);
	PKCS12_free(p12);
	bytes = bio_text(b, &memory);
	ck_assert(pkcs12_is_protected(bytes));
	refused(bytes, PASS, outdated);
}
END_TEST

/* An old file for which nobody needs the old cipher to see what it is. */
START_TEST(a_cipher_that_is_past_its_time_is_named_with_the_way_out)
{
	struct str bytes = made(&(struct plan){ .passphrase = PASS,
	    .key_method = NID_pbe_WithSHA1And3_Key_TripleDES_CBC,
	    .cert_method = -1 });
	/* pbeWithSHA1And3-KeyTripleDES-CBC, and its neighbour with RC2 */
	static const char triple[] =
	    "\x06\x0A\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x01\x03";
	char *p = memmem(bytes.p, bytes.n, triple, sizeof(triple) - 1);
	STACK_OF(PKCS7) * parts;
	const unsigned char *in = (const unsigned char *)bytes.p;
	BIO *b = BIO_new(BIO_s_mem());
	PKCS12 *p12;

	ck_assert_ptr_nonnull(p);
	p[sizeof(triple) - 2] = 6;
	p12 = d2i_PKCS12(NULL, &in, (long)bytes.n);
	parts = PKCS12_unpack_authsafes(p12);
	ck_assert_ptr_nonnull(parts);
	sk_PKCS7_pop_free(parts, PKCS7_free);
	ck_assert_int_eq(
	    PKCS12_set_mac(p12, PASS, -1, NULL, 0, 0, EVP_sha256()), 1);
	i2d_PKCS12_bio(b, p12);
	PKCS12_free(p12);
	refused(bio_text(b, &memory), PASS, outdated);
}
END_TEST

START_TEST(a_file_without_a_key_or_cut_short_is_refused)
{
	struct str bytes = made(&(struct plan){ .passphrase = PASS });
	BIO *b = BIO_new(BIO_s_mem());
	PKCS12 *p12 =
	    PKCS12_create(PASS, NULL, NULL, cert, NULL, 0, 0, 0, 0, 0);

	i2d_PKCS12_bio(b, p12);
	PKCS12_free(p12);
	refused(bio_text(b, &memory), PASS,
	    "no key in it: expected a PKCS #12 file with one");
	ck_assert(!pkcs12_is((struct str){ bytes.p, bytes.n - 1 }));
	ck_assert(!pkcs12_is(STR("")));
	ck_assert(!pkcs12_is(key_pem(pkey, &memory)));
	ck_assert(!pkcs12_is_protected(STR("0")));
}
END_TEST

START_TEST(one_file_is_enough_to_sign_with_either_algorithm)
{
	static const char *const kinds[] = { "P-256", "RSA3072" };
	EVP_PKEY *key = make_key(kinds[_i]);
	X509 *own = make_cert(key, &(struct cert_plan){ .name = "Own" });
	PKCS12 *p12 = PKCS12_create(PASS, NULL, key, own, NULL, 0, 0, 0, 0, 0);
	BIO *b = BIO_new(BIO_s_mem());
	struct key_source src = { .key_file = "k.p12", .passphrase = PASS };
	struct signkey *k = NULL;
	struct error err = { 0 };
	struct str sig;

	i2d_PKCS12_bio(b, p12);
	PKCS12_free(p12);
	src.key = bio_text(b, &memory);
	ck_assert(key_is_protected(src.key));
	ck_assert_msg(
	    key_load(&src, SIGNED_AT, &k, &err) == ST_OK, "%s", err.text);
	ck_assert_str_eq(cert_subject(key_cert(k), &memory).p, "CN=Own");
	ck_assert_int_eq(key_sign(k, STR("data"), &memory, &sig, &err), ST_OK);
	ck_assert(
	    sigalg_verify(X509_get0_pubkey(own), key_alg(k), STR("data"), sig));
	key_free(k);
	X509_free(own);
	EVP_PKEY_free(key);
}
END_TEST

START_TEST(a_named_certificate_counts_before_those_of_the_file)
{
	struct key_source src = { .key = made(
				      &(struct plan){ .passphrase = PASS }),
		.cert = cert_pem(ca, &memory),
		.key_file = "k.p12",
		.cert_file = "c.pem",
		.passphrase = PASS };
	struct signkey *k = NULL;
	struct error err = { 0 };

	ck_assert_int_eq(key_load(&src, SIGNED_AT, &k, &err), ST_KEY);
	ck_assert_str_eq(err.at.file, "c.pem");
	ck_assert_str_eq(err.text, "no certificate in it belongs to the key");
	src.key = key_pem(pkey, &memory);
	src.cert = (struct str){ NULL, 0 };
	err = (struct error){ 0 };
	ck_assert_int_eq(key_load(&src, SIGNED_AT, &k, &err), ST_USAGE);
	ck_assert_str_eq(err.text,
	    "a key without a certificate: expected --cert, or a PKCS #12 file "
	    "or a token that holds both");
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_loop_test(
	    t, a_file_gives_its_key_and_every_certificate, 0, LENGTH(plans));
	tcase_add_test(t, a_file_stays_closed_without_its_passphrase);
	tcase_add_test(t, a_file_that_asks_for_endless_work_is_refused_at_once);
	tcase_add_test(
	    t, a_cipher_that_is_past_its_time_is_named_with_the_way_out);
	tcase_add_test(t, a_file_without_a_key_or_cut_short_is_refused);
	tcase_add_loop_test(
	    t, one_file_is_enough_to_sign_with_either_algorithm, 0, 2);
	tcase_add_test(t, a_named_certificate_counts_before_those_of_the_file);
}

int
main(void)
{
	return run_suite("pkcs12", add);
}
