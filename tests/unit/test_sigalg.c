/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of core/filing/sign/sigalg.c; with the signatures of Wycheproof (P-256,
 * SHA-256, r and s side by side) where the folder of real data is there.
 */
#include "tests/unit/run.h"
#include "tests/unit/signing.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define VECTORS \
	"../shared/data/vectors/wycheproof/" \
	"ecdsa_secp256r1_sha256_p1363_test.json"

static struct arena memory;

static void
set_up(void)
{
	memory = (struct arena){ 0 };
}

static void
tear_down(void)
{
	arena_free(&memory);
}

static struct str
bytes_of(const char *hex)
{
	size_t n = strlen(hex) / 2;
	char *p = TAKE(&memory, char, n + 1);

	for (size_t i = 0; i < n; i++) {
		char two[3] = { hex[2 * i], hex[2 * i + 1], '\0' };

		p[i] = (char)strtoul(two, NULL, 16);
	}
	return (struct str){ p, n };
}

static EVP_PKEY *
key_of(const json_t *group)
{
	struct str der =
	    bytes_of(json_string_value(json_object_get(group, "publicKeyDer")));
	const unsigned char *p = (const unsigned char *)der.p;
	EVP_PKEY *key = d2i_PUBKEY(NULL, &p, (long)der.n);

	ck_assert_ptr_nonnull(key);
	return key;
}

/* Number of signatures on which we agree. */
static size_t
agree(const json_t *group)
{
	const json_t *tests = json_object_get(group, "tests"), *t;
	EVP_PKEY *key = key_of(group);
	size_t i, n = 0;

	json_array_foreach(tests, i, t)
	{
		const char *result =
		    json_string_value(json_object_get(t, "result"));
		bool ok = sigalg_verify(key, SIGALG_ECDSA_P256,
		    bytes_of(json_string_value(json_object_get(t, "msg"))),
		    bytes_of(json_string_value(json_object_get(t, "sig"))));

		ck_assert_msg(ok == (strcmp(result, "valid") == 0),
		    "test %lld is %s",
		    json_integer_value(json_object_get(t, "tcId")), result);
		n++;
	}
	EVP_PKEY_free(key);
	return n;
}

START_TEST(ecdsa_agrees_with_every_signature_of_wycheproof)
{
	json_t *all = json_load_file(VECTORS, 0, NULL), *group;
	size_t i, n = 0;

	if (all == NULL) {
		fputs("skipped: no " VECTORS "\n", stderr);
		return;
	}
	json_array_foreach(json_object_get(all, "testGroups"), i, group)
	{
		n += agree(group);
		arena_free(&memory);
	}
	ck_assert_int_eq(
	    json_integer_value(json_object_get(all, "numberOfTests")),
	    (long long)n);
	json_decref(all);
}
END_TEST

static const char *const kinds[] = { "P-256", "RSA3072" };

START_TEST(a_signature_verifies_and_no_other_bytes_do)
{
	EVP_PKEY *key = make_key(kinds[_i]);
	struct error err = { 0 };
	struct str data = STR("the signed bytes"), sig = { NULL, 0 };
	EVP_PKEY_CTX *signer;
	enum sigalg alg;
	char *p;

	ck_assert_int_eq(sigalg_of_key(key, pos_none, &alg, &err), ST_OK);
	signer = sigalg_signer(key);
	ck_assert_ptr_nonnull(signer);
	ck_assert_int_eq(
	    sigalg_sign(signer, alg, STR("before"), &memory, &sig, &err),
	    ST_OK);
	ck_assert_int_eq(
	    sigalg_sign(signer, alg, data, &memory, &sig, &err), ST_OK);
	EVP_PKEY_CTX_free(signer);
	ck_assert_uint_eq(sig.n, sigalg_size(key, alg));
	ck_assert(sigalg_verify(key, alg, data, sig));
	ck_assert(!sigalg_verify(key, alg, STR("other bytes"), sig));
	ck_assert(
	    !sigalg_verify(key, alg, data, (struct str){ sig.p, sig.n - 1 }));
	ck_assert(
	    !sigalg_verify(key, alg, data, (struct str){ sig.p, sig.n + 1 }));
	ck_assert(!sigalg_verify(key, alg, data, (struct str){ NULL, 0 }));
	p = TAKE(&memory, char, sig.n);
	for (size_t i = 0; i < sig.n; i++) {
		memcpy(p, sig.p, sig.n);
		p[i] = (char)(p[i] ^ 0x80);
		ck_assert(
		    !sigalg_verify(key, alg, data, (struct str){ p, sig.n }));
	}
	EVP_PKEY_free(key);
}
END_TEST

START_TEST(an_algorithm_is_known_by_its_exact_name)
{
	enum sigalg alg = SIGALG_COUNT;

	for (unsigned i = 0; i < SIGALG_COUNT; i++) {
		ck_assert(
		    sigalg_from_uri(str_of(sigalg_uri((enum sigalg)i)), &alg));
		ck_assert_uint_eq(alg, i);
	}
	alg = SIGALG_COUNT;
	ck_assert(!sigalg_from_uri(
	    STR("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"), &alg));
	ck_assert(!sigalg_from_uri(
	    STR("http://www.w3.org/2001/04/xmldsig-more#ECDSA-SHA256"), &alg));
	ck_assert(!sigalg_from_uri(
	    STR("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha25"), &alg));
	ck_assert(!sigalg_from_uri(STR(""), &alg));
	ck_assert_uint_eq(alg, SIGALG_COUNT);
}
END_TEST

#define COUNT(t) ((int)(sizeof(t) / sizeof((t)[0])))

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, ecdsa_agrees_with_every_signature_of_wycheproof);
	tcase_add_loop_test(
	    t, a_signature_verifies_and_no_other_bytes_do, 0, COUNT(kinds));
	tcase_add_test(t, an_algorithm_is_known_by_its_exact_name);
}

int
main(void)
{
	return run_suite("sigalg", add);
}
