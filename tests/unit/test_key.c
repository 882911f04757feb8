/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/filing/sign/key.c and keynew.c. */
#include "core/base/file.h"
#include "core/base/limits.h"
#include "tests/unit/run.h"
#include "tests/unit/signing.h"

#include <openssl/ec.h>
#include <openssl/pkcs12.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], key_path[96], cert_path[96];
static struct arena memory;

static void
set_up(void)
{
	memory = (struct arena){ 0 };
	snprintf(folder, sizeof(folder), "%s/retrace-key-XXXXXX", P_tmpdir);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(key_path, sizeof(key_path), "%s/key.pem", folder);
	snprintf(cert_path, sizeof(cert_path), "%s/cert.pem", folder);
}

static void
tear_down(void)
{
	unlink(key_path);
	unlink(cert_path);
	rmdir(folder);
	arena_free(&memory);
}

static struct key_request
request(void)
{
	return (struct key_request){ .name = STR("J\xC3\xB6rg Muster"),
		.organisation = STR("Antriebe GmbH"),
		.country = STR("DE"),
		.now = SIGNED_AT,
		.days = 30,
		.passphrase = "correct horse" };
}

/* The two files as a source; the bytes live in the arena. */
static struct key_source
source(const char *passphrase)
{
	struct key_source src = { .key_file = key_path,
		.cert_file = cert_path,
		.passphrase = passphrase };
	struct error err = { 0 };
	struct bytes b;

	ck_assert_int_eq(file_load(key_path, 99999, &b, &err), ST_OK);
	src.key = arena_copy(&memory, (struct str){ b.p, b.n });
	bytes_free(&b);
	ck_assert_int_eq(file_load(cert_path, 99999, &b, &err), ST_OK);
	src.cert = arena_copy(&memory, (struct str){ b.p, b.n });
	bytes_free(&b);
	return src;
}

START_TEST(a_new_key_opens_with_its_passphrase_and_signs)
{
	struct key_request q = request();
	struct error err = { 0 };
	struct signkey *k = NULL;
	struct key_source src;
	struct str sig;
	struct stat sb;

	ck_assert_msg(
	    key_new(&q, key_path, cert_path, &err) == ST_OK, "%s", err.text);
	ck_assert_int_eq(stat(key_path, &sb), 0);
	ck_assert_uint_eq(sb.st_mode & 0777, 0600);
	src = source("correct horse");
	ck_assert(key_is_protected(src.key));
	ck_assert(!key_is_protected(src.cert));
	ck_assert_msg(
	    key_load(&src, SIGNED_AT, &k, &err) == ST_OK, "%s", err.text);
	ck_assert_int_eq(key_alg(k), SIGALG_ECDSA_P256);
	ck_assert_str_eq(cert_subject(key_cert(k), &memory).p,
	    "CN=J\xC3\xB6rg Muster,O=Antriebe GmbH,C=DE");
	ck_assert_int_eq(key_sign(k, STR("data"), &memory, &sig, &err), ST_OK);
	ck_assert_uint_eq(sig.n, 64);
	ck_assert(sigalg_verify(X509_get0_pubkey(key_cert(k)),
	    SIGALG_ECDSA_P256, STR("data"), sig));
	ck_assert(!sigalg_verify(X509_get0_pubkey(key_cert(k)),
	    SIGALG_ECDSA_P256, STR("date"), sig));
	key_free(k);
}
END_TEST

START_TEST(a_new_certificate_says_what_it_may_do_and_for_how_long)
{
	struct key_request q = request();
	struct error err = { 0 };
	struct certs c = { 0 };
	const X509 *cert;
	BIGNUM *serial;

	ck_assert_int_eq(key_new(&q, key_path, cert_path, &err), ST_OK);
	ck_assert_int_eq(
	    certs_load(source(NULL).cert, cert_path, &c, &err), ST_OK);
	ck_assert_uint_eq(c.n, 1);
	cert = c.list[0];
	ck_assert_uint_eq(X509_get_key_usage(c.list[0]), KU_DIGITAL_SIGNATURE);
	ck_assert(!(X509_get_extension_flags(c.list[0]) & EXFLAG_CA));
	ck_assert_int_eq(X509_verify(c.list[0], X509_get0_pubkey(cert)), 1);
	ck_assert_int_lt(cert_valid_at(cert, SIGNED_AT - 1), 0);
	ck_assert_int_eq(cert_valid_at(cert, SIGNED_AT), 0);
	ck_assert_int_eq(cert_valid_at(cert, SIGNED_AT + 30 * DAY), 0);
	ck_assert_int_gt(cert_valid_at(cert, SIGNED_AT + 30 * DAY + 1), 0);
	serial = ASN1_INTEGER_to_BN(X509_get0_serialNumber(cert), NULL);
	ck_assert_int_eq(BN_num_bits(serial), 127);
	BN_free(serial);
	certs_free(&c);
}
END_TEST

START_TEST(a_new_key_may_be_unprotected_if_that_is_asked_for)
{
	struct key_request q = request();
	struct error err = { 0 };
	struct signkey *k = NULL;
	struct key_source src;

	q.passphrase = NULL;
	ck_assert_int_eq(key_new(&q, key_path, cert_path, &err), ST_KEY);
	ck_assert_str_eq(
	    err.text, "no passphrase: expected one that protects the key");
	ck_assert_int_ne(access(key_path, F_OK), 0);
	err = (struct error){ 0 };
	q.unprotected = true;
	ck_assert_int_eq(key_new(&q, key_path, cert_path, &err), ST_OK);
	src = source(NULL);
	ck_assert(!key_is_protected(src.key));
	ck_assert_int_eq(key_load(&src, SIGNED_AT, &k, &err), ST_OK);
	key_free(k);
}
END_TEST

static void
put_file(const char *path, const char *text)
{
	struct error err = { 0 };

	ck_assert_int_eq(
	    file_write_new(path, str_of(text), FILE_PUBLIC, &err), ST_OK);
}

START_TEST(a_new_key_overwrites_no_file_and_leaves_no_half)
{
	struct key_request q = request();
	struct error err = { 0 };
	struct bytes b;

	put_file(cert_path, "old");
	ck_assert_int_eq(key_new(&q, key_path, cert_path, &err), ST_CREATE);
	ck_assert_str_eq(err.at.file, cert_path);
	ck_assert_int_ne(access(key_path, F_OK), 0);
	put_file(key_path, "old key");
	err = (struct error){ 0 };
	ck_assert_int_eq(key_new(&q, key_path, cert_path, &err), ST_CREATE);
	ck_assert_str_eq(err.at.file, key_path);
	err = (struct error){ 0 };
	ck_assert_int_eq(file_load(key_path, 99, &b, &err), ST_OK);
	ck_assert_str_eq(b.p, "old key");
	bytes_free(&b);
}
END_TEST

static const struct bad_request {
	struct key_request q;
	enum status code;
	const char *why;
} bad_requests[] = {
	{ { .days = 1, .passphrase = "12345678" }, ST_INCOMPLETE,
	    "no name: expected the signer's name" },
	{ { .name = { "A\nB", 3 }, .days = 1, .passphrase = "12345678" },
	    ST_SYNTAX, "the name has a control character" },
	{ { .name = { "\xFF", 1 }, .days = 1, .passphrase = "12345678" },
	    ST_ENCODING, "the name is not UTF-8" },
	{ { .name = { "A", 1 },
	      .organisation = { "1234567890123456789012345678901234567890"
				"1234567890123456789012345",
		  65 },
	      .days = 1,
	      .passphrase = "12345678" },
	    ST_RANGE,
	    "the organisation has 65 characters: expected at most 64" },
	{ { .name = { "A", 1 },
	      .country = { "de", 2 },
	      .days = 1,
	      .passphrase = "12345678" },
	    ST_SYNTAX,
	    "country \"de\": expected two capital letters such as DE" },
	{ { .name = { "A", 1 }, .days = 0, .passphrase = "12345678" }, ST_RANGE,
	    "0 days: expected 1 to 3650" },
	{ { .name = { "A", 1 }, .days = 3651, .passphrase = "12345678" },
	    ST_RANGE, "3651 days: expected 1 to 3650" },
	{ { .name = { "A", 1 }, .days = 1, .passphrase = "1234567" }, ST_KEY,
	    "a passphrase of 7 characters: expected 8 to 1023" },
	{ { .name = { "A", 1 }, .days = 1, .passphrase = "" }, ST_KEY,
	    "a passphrase of 0 characters: expected 8 to 1023" },
	{ { .name = { "A", 1 },
	      .days = 1,
	      .passphrase = "12345678",
	      .unprotected = true },
	    ST_USAGE,
	    "a passphrase for an unprotected key: expected one or the other" },
};

START_TEST(a_new_key_is_refused_for_a_wrong_request_and_writes_nothing)
{
	const struct bad_request *b = &bad_requests[_i];
	struct error err = { 0 };

	ck_assert_int_eq(key_new(&b->q, key_path, cert_path, &err), b->code);
	ck_assert_str_eq(err.text, b->why);
	ck_assert_int_ne(access(key_path, F_OK), 0);
	ck_assert_int_ne(access(cert_path, F_OK), 0);
}
END_TEST

/* Loads and expects a refusal that leaves the output untouched. */
static void
refused(const struct key_source *src, int64_t when, enum status code,
    const char *file, const char *why)
{
	struct signkey *mark = (struct signkey *)(uintptr_t)&memory;
	struct signkey *k = mark;
	struct error err = { 0 };

	ck_assert_int_eq(key_load(src, when, &k, &err), code);
	ck_assert_str_eq(err.text, why);
	ck_assert_str_eq(err.at.file, file);
	ck_assert_ptr_eq(k, mark);
}

START_TEST(a_key_stays_closed_without_its_passphrase)
{
	struct key_request q = request();
	struct error err = { 0 };
	struct key_source src;

	ck_assert_int_eq(key_new(&q, key_path, cert_path, &err), ST_OK);
	src = source("correct house");
	refused(&src, SIGNED_AT, ST_KEY, key_path,
	    "the passphrase does not open this key");
	src.passphrase = "";
	refused(&src, SIGNED_AT, ST_KEY, key_path,
	    "the passphrase does not open this key");
	src.passphrase = NULL;
	refused(&src, SIGNED_AT, ST_KEY, key_path,
	    "the key is protected: expected its passphrase");
}
END_TEST

static const struct kind {
	const char *kind;
	const char *why; /* NULL: accepted */
	enum sigalg alg;
} kinds[] = {
	{ "P-256", NULL, SIGALG_ECDSA_P256 },
	{ "RSA3072", NULL, SIGALG_RSA },
	{ "RSA2048", "an RSA key of 2048 bits: expected 3072 to 8192", 0 },
	{ "P-384", "a key on the curve secp384r1: expected P-256 (prime256v1)",
	    0 },
	{ "secp256k1",
	    "a key on the curve secp256k1: expected P-256 (prime256v1)", 0 },
	{ "brainpoolP256r1",
	    "a key on the curve brainpoolP256r1: expected P-256 (prime256v1)",
	    0 },
	{ "SM2",
	    "a key of the kind SM2: expected ECDSA on P-256 or RSA from 3072 "
	    "bits",
	    0 },
	{ "ED25519",
	    "a key of the kind ED25519: expected ECDSA on P-256 or RSA from "
	    "3072 bits",
	    0 },
};

START_TEST(a_key_is_accepted_by_kind_curve_and_size)
{
	const struct kind *t = &kinds[_i];
	EVP_PKEY *key = make_key(t->kind);
	EVP_PKEY *p256 = make_key("P-256");
	/* The certificate is of no matter when the key is refused. */
	X509 *cert = make_cert(t->why ? p256 : key, &(struct cert_plan){ 0 });
	struct key_source src = { key_pem(key, &memory),
		cert_pem(cert, &memory), "k", "c", NULL, { NULL, 0 }, NULL,
		NULL };
	struct error err = { 0 };
	struct signkey *k = NULL;

	if (t->why != NULL) {
		refused(&src, SIGNED_AT, ST_KEY, "k", t->why);
	} else {
		ck_assert_msg(key_load(&src, SIGNED_AT, &k, &err) == ST_OK,
		    "%s", err.text);
		ck_assert_int_eq(key_alg(k), t->alg);
		key_free(k);
	}
	X509_free(cert);
	EVP_PKEY_free(p256);
	EVP_PKEY_free(key);
}
END_TEST

START_TEST(a_curve_spelled_out_is_refused_even_if_it_is_p256)
{
	EVP_PKEY *key = make_key("P-256");
	X509 *cert = make_cert(key, &(struct cert_plan){ 0 });
	struct key_source src;

	ck_assert_int_eq(
	    EVP_PKEY_set_utf8_string_param(key, "encoding", "explicit"), 1);
	src =
	    (struct key_source){ key_pem(key, &memory), cert_pem(cert, &memory),
		    "k", "c", NULL, { NULL, 0 }, NULL, NULL };
	refused(&src, SIGNED_AT, ST_KEY, "k",
	    "an elliptic curve spelled out in the key: expected the named "
	    "curve P-256");
	X509_free(cert);
	EVP_PKEY_free(key);
}
END_TEST

static const struct certificate {
	struct cert_plan plan;
	bool of_another_key;
	const char *why;
} certificates[] = {
	{ { 0 }, true, "no certificate in it belongs to the key" },
	{ { .from = 1, .to = 2 }, false, "the certificate is not valid yet" },
	{ { .from = -9, .to = -1 }, false, "the certificate has expired" },
	{ { .usage = "keyEncipherment" }, false,
	    "the certificate is not for signatures: expected key usage "
	    "digitalSignature or nonRepudiation" },
	{ { .extended = "critical,timeStamping" }, false,
	    "the certificate is for time-stamps or lists of revoked ones "
	    "alone: expected one for documents" },
	{ { .strange = true }, false,
	    "the certificate has a critical extension that is not known here: "
	    "expected none that its reader must know" },
	{ { .nameless = true }, false,
	    "the certificate names nobody: expected a subject, by which "
	    "people know who signed" },
};

START_TEST(a_certificate_must_belong_to_the_key_and_hold_at_that_time)
{
	const struct certificate *t = &certificates[_i];
	EVP_PKEY *key = make_key("P-256"), *other = make_key("P-256");
	X509 *cert = make_cert(t->of_another_key ? other : key, &t->plan);
	struct key_source src = { key_pem(key, &memory),
		cert_pem(cert, &memory), "k", "c", NULL, { NULL, 0 }, NULL,
		NULL };

	refused(&src, SIGNED_AT, ST_KEY, "c", t->why);
	X509_free(cert);
	EVP_PKEY_free(other);
	EVP_PKEY_free(key);
}
END_TEST

/* One bit of the private half is another; the public half is as it was. */
START_TEST(a_damaged_key_is_refused_before_it_signs)
{
	EVP_PKEY *pkey = make_key("P-256");
	X509 *cert = make_cert(pkey, &(struct cert_plan){ .name = "Damaged" });
	PKCS8_PRIV_KEY_INFO *p8 = EVP_PKEY2PKCS8(pkey);
	BIO *b = BIO_new(BIO_s_mem());
	struct key_source src = { .key_file = "key.pem",
		.cert_file = "cert.pem" };
	struct signkey *out = NULL;
	struct error err = { 0 };
	struct arena a = { 0 };
	const unsigned char *inner;
	unsigned char *der, *number;
	int n;

	ck_assert_int_eq(PKCS8_pkey_get0(NULL, &inner, &n, NULL, p8), 1);
	der = (unsigned char *)(uintptr_t)inner;
	number = memmem(der, (size_t)n, "\x02\x01\x01\x04\x20", 5);
	ck_assert_ptr_nonnull(number);
	number[5 + 20] ^= 1;
	ck_assert_int_eq(PEM_write_bio_PKCS8_PRIV_KEY_INFO(b, p8), 1);
	src.key = bio_text(b, &a);
	src.cert = cert_pem(cert, &a);
	ck_assert_int_eq(key_load(&src, SIGNED_AT, &out, &err), ST_KEY);
	ck_assert_str_eq(err.text,
	    "a damaged key: what it signs does not verify by its certificate");
	ck_assert_ptr_null(out);
	PKCS8_PRIV_KEY_INFO_free(p8);
	X509_free(cert);
	EVP_PKEY_free(pkey);
	arena_free(&a);
}
END_TEST

START_TEST(the_certificate_of_the_key_is_found_among_others)
{
	EVP_PKEY *key = make_key("P-256"), *other = make_key("P-256");
	X509 *mine = make_cert(key,
	    &(struct cert_plan){ .name = "Mine", .usage = "nonRepudiation" });
	X509 *theirs = make_cert(other, &(struct cert_plan){ 0 });
	BIO *both = BIO_new(BIO_s_mem());
	struct key_source src;
	struct error err = { 0 };
	struct signkey *k = NULL;

	PEM_write_bio_X509(both, theirs);
	PEM_write_bio_X509(both, mine);
	src =
	    (struct key_source){ key_pem(key, &memory), bio_text(both, &memory),
		    "k", "c", NULL, { NULL, 0 }, NULL, NULL };
	ck_assert_int_eq(key_load(&src, SIGNED_AT, &k, &err), ST_OK);
	ck_assert_str_eq(cert_subject(key_cert(k), &memory).p, "CN=Mine");
	key_free(k);
	X509_free(theirs);
	X509_free(mine);
	EVP_PKEY_free(other);
	EVP_PKEY_free(key);
}
END_TEST

static struct str
sealed_pem(EVP_PKEY *key, X509_ALGOR *pretend)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
	X509_SIG *sealed = PKCS8_encrypt(
	    -1, EVP_aes_256_cbc(), "12345678", 8, NULL, 0, 1000, info);
	BIO *b = BIO_new(BIO_s_mem());
	X509_ALGOR *alg;

	X509_SIG_getm(sealed, &alg, NULL);
	if (pretend != NULL)
		ck_assert_int_eq(X509_ALGOR_copy(alg, pretend), 1);
	PEM_write_bio_PKCS8(b, sealed);
	X509_ALGOR_free(pretend);
	X509_SIG_free(sealed);
	PKCS8_PRIV_KEY_INFO_free(info);
	return bio_text(b, &memory);
}

START_TEST(a_key_that_asks_for_endless_work_is_refused_at_once)
{
	static const char why[] =
	    "a key protected in an unknown way, or with more work than we "
	    "do: expected PBES2 with PBKDF2 or scrypt";
	const EVP_CIPHER *aes = EVP_aes_256_cbc();
	EVP_PKEY *key = make_key("P-256");
	X509 *cert = make_cert(key, &(struct cert_plan){ 0 });
	struct key_source src = { sealed_pem(key, NULL),
		cert_pem(cert, &memory), "k", "c", "12345678", { NULL, 0 },
		NULL, NULL };
	struct error err = { 0 };
	struct signkey *k = NULL;

	ck_assert_msg(
	    key_load(&src, SIGNED_AT, &k, &err) == ST_OK, "%s", err.text);
	key_free(k);
	src.key = sealed_pem(key, PKCS5_pbe2_set_iv(aes, LIMIT_KDF_ROUNDS + 1,
				      NULL, 0, NULL, NID_hmacWithSHA256));
	refused(&src, SIGNED_AT, ST_KEY, "k", why);
	src.key = sealed_pem(
	    key, PKCS5_pbe2_set_scrypt(aes, NULL, 16, NULL, 16384, 8, 33));
	refused(&src, SIGNED_AT, ST_KEY, "k", why);
	src.key = sealed_pem(
	    key, PKCS5_pbe_set(
		     NID_pbe_WithSHA1And3_Key_TripleDES_CBC, 1000, NULL, 0));
	refused(&src, SIGNED_AT, ST_KEY, "k", why);
	X509_free(cert);
	EVP_PKEY_free(key);
}
END_TEST

static const struct text {
	const char *pem, *why;
} texts[] = {
	{ "", "no key: expected PEM (\"-----BEGIN ENCRYPTED PRIVATE "
	      "KEY-----\") or PKCS #12" },
	{ "garbage", "no key: expected PEM (\"-----BEGIN ENCRYPTED PRIVATE "
		     "KEY-----\") or PKCS #12" },
	{ "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
	    "a damaged key: expected PKCS #8" },
	{ "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"
	  "-----END ENCRYPTED PRIVATE KEY-----\n",
	    "a damaged key: expected PKCS #8" },
	{ "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE "
	  "KEY-----\n",
	    "a PEM block \"EC PRIVATE KEY\": expected a key in PKCS #8 "
	    "(openssl pkcs8 -topk8 makes one)" },
};

START_TEST(what_is_no_key_is_refused_with_what_it_is)
{
	struct key_source src = { str_of(texts[_i].pem), STR(""), "k", "c",
		"12345678", { NULL, 0 }, NULL, NULL };

	refused(&src, SIGNED_AT, ST_KEY, "k", texts[_i].why);
}
END_TEST

#define COUNT(t) ((int)(sizeof(t) / sizeof((t)[0])))

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, a_new_key_opens_with_its_passphrase_and_signs);
	tcase_add_test(
	    t, a_new_certificate_says_what_it_may_do_and_for_how_long);
	tcase_add_test(t, a_new_key_may_be_unprotected_if_that_is_asked_for);
	tcase_add_test(t, a_new_key_overwrites_no_file_and_leaves_no_half);
	tcase_add_loop_test(t,
	    a_new_key_is_refused_for_a_wrong_request_and_writes_nothing, 0,
	    COUNT(bad_requests));
	tcase_add_test(t, a_key_stays_closed_without_its_passphrase);
	tcase_add_loop_test(
	    t, a_key_is_accepted_by_kind_curve_and_size, 0, COUNT(kinds));
	tcase_add_test(t, a_curve_spelled_out_is_refused_even_if_it_is_p256);
	tcase_add_loop_test(t,
	    a_certificate_must_belong_to_the_key_and_hold_at_that_time, 0,
	    COUNT(certificates));
	tcase_add_test(t, a_damaged_key_is_refused_before_it_signs);
	tcase_add_test(t, the_certificate_of_the_key_is_found_among_others);
	tcase_add_test(t, a_key_that_asks_for_endless_work_is_refused_at_once);
	tcase_add_loop_test(
	    t, what_is_no_key_is_refused_with_what_it_is, 0, COUNT(texts));
}

int
main(void)
{
	return run_suite("key", add);
}
