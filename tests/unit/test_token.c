/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of core/filing/sign/token.c and token_find.c, on a token of SoftHSM:
 * the certificates that lie beside the key, and what it signs.
 */
#include "core/base/file.h"
#include "core/filing/sign/token.h"
#include "tests/unit/signing.h"

#include <p11-kit/p11-kit.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MODULE "/usr/lib/softhsm/libsofthsm2.so"
#define PIN "12345678"

static char folder[64];
static struct arena memory;

/* A command of a shell, in the folder of the tokens. */
static void
shell(const char *fmt, const char *word)
{
	char command[400];

	snprintf(command, sizeof(command), fmt, folder, word);
	ck_assert_int_eq(system(command), 0);
}

static void
set_up(void)
{
	char path[96], text[300];
	struct error err = { 0 };

	memory = (struct arena){ 0 };
	snprintf(folder, sizeof(folder), "%s/retrace-token-XXXXXX", P_tmpdir);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/conf", folder);
	snprintf(text, sizeof(text),
	    "directories.tokendir = %s\nobjectstore.backend = file\n"
	    "log.level = ERROR\n",
	    folder);
	ck_assert_int_eq(
	    file_write_new(path, str_of(text), FILE_PUBLIC, &err), ST_OK);
	setenv("SOFTHSM2_CONF", path, 1);
	shell("cd %s && softhsm2-util --init-token --free --label %s "
	      "--so-pin " PIN " --pin " PIN " >/dev/null",
	    "Test");
}

static void
tear_down(void)
{
	shell("rm -rf %s %s", "");
	arena_free(&memory);
}

static void
import(EVP_PKEY *key, const char *label)
{
	char path[96];
	struct error err = { 0 };

	snprintf(path, sizeof(path), "%s/k.pem", folder);
	ck_assert_int_eq(
	    file_write(path, key_pem(key, &memory), FILE_PRIVATE, &err), ST_OK);
	shell("cd %s && softhsm2-util --import k.pem --token Test --label %s "
	      "--id 0a --pin " PIN " >/dev/null",
	    label);
}

/* A session that may write. */
static CK_FUNCTION_LIST *
begin(CK_SESSION_HANDLE *session)
{
	CK_FUNCTION_LIST *m = p11_kit_module_load(MODULE, 0);
	CK_SLOT_ID slot[4];
	CK_ULONG nslot = 4;

	ck_assert_uint_eq(p11_kit_module_initialize(m), CKR_OK);
	ck_assert_uint_eq(m->C_GetSlotList(CK_TRUE, slot, &nslot), CKR_OK);
	ck_assert_uint_eq(
	    m->C_OpenSession(slot[0], CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL,
		NULL, session),
	    CKR_OK);
	ck_assert_uint_eq(
	    m->C_Login(*session, CKU_USER, (CK_UTF8CHAR *)PIN, 8), CKR_OK);
	return m;
}

static void
end(CK_FUNCTION_LIST *m, CK_SESSION_HANDLE session)
{
	m->C_CloseSession(session);
	p11_kit_module_finalize(m);
	p11_kit_module_release(m);
}

/* A P-256 key that wants its PIN for each signature, as cards have it that
 * sign for a court. */
static void
import_asking(EVP_PKEY *key)
{
	static unsigned char p256[] = { 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE,
		0x3D, 0x03, 0x01, 0x07 };
	CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
	CK_KEY_TYPE type = CKK_EC;
	CK_BBOOL yes = CK_TRUE;
	unsigned char id = 0x0A, secret[32];
	BIGNUM *d = NULL;
	CK_ATTRIBUTE a[] = { { CKA_CLASS, &class, sizeof(class) },
		{ CKA_KEY_TYPE, &type, sizeof(type) },
		{ CKA_TOKEN, &yes, sizeof(yes) },
		{ CKA_PRIVATE, &yes, sizeof(yes) },
		{ CKA_SIGN, &yes, sizeof(yes) },
		{ CKA_ALWAYS_AUTHENTICATE, &yes, sizeof(yes) },
		{ CKA_ID, &id, 1 },
		{ CKA_LABEL, (void *)(uintptr_t) "mine", 4 },
		{ CKA_EC_PARAMS, p256, sizeof(p256) },
		{ CKA_VALUE, secret, sizeof(secret) } };
	CK_SESSION_HANDLE session;
	CK_FUNCTION_LIST *m = begin(&session);
	CK_OBJECT_HANDLE object;

	ck_assert_int_eq(EVP_PKEY_get_bn_param(key, "priv", &d), 1);
	ck_assert_int_eq(BN_bn2binpad(d, secret, sizeof(secret)), 32);
	ck_assert_uint_eq(
	    m->C_CreateObject(session, a, sizeof(a) / sizeof(a[0]), &object),
	    CKR_OK);
	BN_free(d);
	end(m, session);
}

/* Puts a certificate beside the key, as those who issue cards do. */
static void
put_cert(X509 *cert)
{
	struct str der = cert_der(cert, &memory);
	CK_OBJECT_CLASS class = CKO_CERTIFICATE;
	CK_CERTIFICATE_TYPE type = CKC_X_509;
	CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
	unsigned char id = 0x0A, *subject = NULL;
	int n = i2d_X509_NAME(X509_get_subject_name(cert), &subject);
	CK_ATTRIBUTE a[] = { { CKA_CLASS, &class, sizeof(class) },
		{ CKA_CERTIFICATE_TYPE, &type, sizeof(type) },
		{ CKA_TOKEN, &yes, sizeof(yes) },
		{ CKA_PRIVATE, &no, sizeof(no) }, { CKA_ID, &id, 1 },
		{ CKA_SUBJECT, subject, (CK_ULONG)n },
		{ CKA_VALUE, (void *)(uintptr_t)der.p, der.n } };
	CK_SESSION_HANDLE session;
	CK_FUNCTION_LIST *m = begin(&session);
	CK_OBJECT_HANDLE object;

	ck_assert_uint_eq(
	    m->C_CreateObject(session, a, sizeof(a) / sizeof(a[0]), &object),
	    CKR_OK);
	end(m, session);
	OPENSSL_free(subject);
}

static struct token *
opened(const char *uri)
{
	struct token *t = NULL;
	struct error err = { 0 };

	ck_assert_msg(token_open(uri, &t, &err) == ST_OK, "%s", err.text);
	ck_assert(token_needs_pin(t));
	ck_assert_msg(token_log_in(t, PIN, &err) == ST_OK, "%s", err.text);
	return t;
}

static const char uri[] = "pkcs11:token=Test;object=mine?module-path=" MODULE;

START_TEST(a_key_signs_on_its_token_with_the_certificate_beside_it)
{
	static const char *const kinds[] = { "P-256", "RSA3072" };
	EVP_PKEY *key = make_key(kinds[_i]);
	EVP_PKEY *ca_key = make_key("P-256");
	X509 *ca = make_cert(
	    ca_key, &(struct cert_plan){ .name = "CA", .authority = true });
	X509 *cert = make_cert(
	    key, &(struct cert_plan){
		     .name = "Mine", .issuer = ca, .issuer_key = ca_key });
	struct key_source src = { .key_file = uri };
	struct signkey *k = NULL;
	struct error err = { 0 };
	struct str sig;

	import(key, "mine");
	put_cert(ca); /* one that certifies others is not the signer's */
	put_cert(cert);
	src.token = opened(uri);
	ck_assert_uint_eq(token_certs(src.token)->n, 2);
	ck_assert_msg(
	    key_load(&src, SIGNED_AT, &k, &err) == ST_OK, "%s", err.text);
	ck_assert_str_eq(cert_subject(key_cert(k), &memory).p, "CN=Mine");
	ck_assert_int_eq(key_alg(k), (int)_i);
	for (int i = 0; i < 2; i++) {
		ck_assert_msg(
		    key_sign(k, STR("data"), &memory, &sig, &err) == ST_OK,
		    "%s", err.text);
		ck_assert_uint_eq(sig.n, _i == 0 ? 64 : 384);
		ck_assert(sigalg_verify(
		    X509_get0_pubkey(cert), key_alg(k), STR("data"), sig));
	}
	key_free(k);
	X509_free(cert);
	X509_free(ca);
	EVP_PKEY_free(ca_key);
	EVP_PKEY_free(key);
}
END_TEST

START_TEST(a_key_can_want_its_pin_for_each_signature)
{
	EVP_PKEY *key = make_key("P-256");
	X509 *cert = make_cert(key, &(struct cert_plan){ .name = "Mine" });
	struct key_source src = { .key_file = uri };
	struct signkey *k = NULL;
	struct error err = { 0 };
	struct str sig;

	import_asking(key);
	put_cert(cert);
	src.token = opened(uri);
	ck_assert_int_eq(key_load(&src, SIGNED_AT, &k, &err), ST_OK);
	for (int i = 0; i < 2; i++)
		ck_assert_msg(
		    key_sign(k, STR("data"), &memory, &sig, &err) == ST_OK,
		    "%s", err.text);
	key_free(k);
	X509_free(cert);
	EVP_PKEY_free(key);
}
END_TEST

START_TEST(a_key_of_another_certificate_signs_nothing)
{
	EVP_PKEY *key = make_key("P-256"), *other = make_key("P-256");
	X509 *cert = make_cert(other, &(struct cert_plan){ .name = "Other" });
	struct key_source src = { .key_file = uri };
	struct signkey *k = NULL;
	struct error err = { 0 };
	struct str sig = { NULL, 0 };

	import(key, "mine");
	put_cert(cert);
	src.token = opened(uri);
	ck_assert_int_eq(key_load(&src, SIGNED_AT, &k, &err), ST_OK);
	ck_assert_int_eq(key_sign(k, STR("data"), &memory, &sig, &err), ST_KEY);
	ck_assert_str_eq(
	    err.text, "the key on the token is not that of the certificate");
	key_free(k);
	X509_free(cert);
	EVP_PKEY_free(other);
	EVP_PKEY_free(key);
}
END_TEST

START_TEST(a_wrong_pin_opens_nothing)
{
	struct token *t = NULL;
	struct error err = { 0 };

	ck_assert_int_eq(token_open(uri, &t, &err), ST_OK);
	ck_assert_int_eq(token_log_in(t, "12345679", &err), ST_KEY);
	ck_assert_str_eq(err.at.file, uri);
	token_close(t);
	token_close(NULL);
}
END_TEST

START_TEST(a_name_is_a_uri_only_if_it_says_so)
{
	ck_assert(token_is_uri("pkcs11:token=x"));
	ck_assert(token_is_uri("PKCS11:"));
	ck_assert(!token_is_uri("pkcs11"));
	ck_assert(!token_is_uri("./pkcs11:x"));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("filing");
	TCase *t = tcase_create("token");
	SRunner *r = srunner_create(s);
	int failed;

	if (access(MODULE, R_OK) != 0) {
		fputs("skipped: no softhsm2\n", stderr);
		srunner_free(r);
		return 77;
	}
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_loop_test(
	    t, a_key_signs_on_its_token_with_the_certificate_beside_it, 0, 2);
	tcase_add_test(t, a_key_can_want_its_pin_for_each_signature);
	tcase_add_test(t, a_key_of_another_certificate_signs_nothing);
	tcase_add_test(t, a_wrong_pin_opens_nothing);
	tcase_add_test(t, a_name_is_a_uri_only_if_it_says_so);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
