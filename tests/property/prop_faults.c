/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prop_faults - whatever fails while a document is verified, none that was
 * changed holds.
 *
 * Failing are: allocations of ours, of libxml2 and of OpenSSL; and what these
 * two are asked to do.  CMake lets the linker send our calls of both here
 * (--wrap).  Each call may fail alone, or with all that come after it.
 */
#include "core/filing/sign/verify.h"
#include "core/log/index/index_own.h"
#include "tests/unit/mutated.h"
#include "tests/unit/run.h"

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <stdlib.h>

/* ---- what fails */

static bool counting;
static bool on;        /* from the failing call on, all fail */
static long calls;     /* since counting began */
static long failing;   /* the number of the call, or -1 */
static int bad_result; /* what functions of numbers give then: 0, -1 */

static bool
fails(void)
{
	long n = calls;

	if (!counting)
		return false;
	calls++;
	return failing >= 0 && (on ? n >= failing : n == failing);
}

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);

void *
__wrap_malloc(size_t n)
{
	return fails() ? NULL : __real_malloc(n);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return fails() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t n)
{
	return fails() ? NULL : __real_realloc(p, n);
}

static char *
copy_text(const char *s)
{
	size_t n = strlen(s) + 1;
	char *p = malloc(n);

	return p != NULL ? memcpy(p, s, n) : NULL;
}

static void *
crypto_malloc(size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return malloc(n);
}

static void *
crypto_realloc(void *p, size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return realloc(p, n);
}

static void
crypto_free(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	free(p);
}

/* A function of a library, with what it gives when it fails. */
#define FAULTY(type, name, parameters, arguments, bad) \
	type __real_##name parameters; \
	type __wrap_##name parameters; \
	type __wrap_##name parameters \
	{ \
		if (fails()) \
			return bad; \
		return __real_##name arguments; \
	}

FAULTY(int, EVP_Digest,
    (const void *p, size_t n, unsigned char *md, unsigned int *size,
	const EVP_MD *type, ENGINE *e),
    (p, n, md, size, type, e), bad_result)
FAULTY(int, EVP_DigestVerifyInit,
    (EVP_MD_CTX * c, EVP_PKEY_CTX **k, const EVP_MD *type, ENGINE *e,
	EVP_PKEY *pk),
    (c, k, type, e, pk), bad_result)
FAULTY(int, EVP_DigestVerify,
    (EVP_MD_CTX * c, const unsigned char *sig, size_t nsig,
	const unsigned char *p, size_t n),
    (c, sig, nsig, p, n), bad_result)
FAULTY(EVP_PKEY *, X509_get0_pubkey, (const X509 *x), (x), NULL)
FAULTY(int, X509_digest,
    (const X509 *x, const EVP_MD *type, unsigned char *md, unsigned int *n),
    (x, type, md, n), bad_result)
FAULTY(int, X509_verify_cert, (X509_STORE_CTX * c), (c), bad_result)
FAULTY(int, i2d_X509, (const X509 *x, unsigned char **out), (x, out), -1)
FAULTY(ECDSA_SIG *, ECDSA_SIG_new, (void), (), NULL)
FAULTY(
    int, i2d_ECDSA_SIG, (const ECDSA_SIG *s, unsigned char **out), (s, out), -1)
FAULTY(xmlDoc *, xmlCtxtReadMemory,
    (xmlParserCtxt * c, const char *p, int n, const char *url,
	const char *encoding, int options),
    (c, p, n, url, encoding, options), NULL)
FAULTY(int, xmlC14NExecute,
    (xmlDoc * doc, xmlC14NIsVisibleCallback *see, void *user, int mode,
	xmlChar **prefixes, int comments, xmlOutputBuffer *to),
    (doc, see, user, mode, prefixes, comments, to), -1)
FAULTY(xmlOutputBuffer *, xmlAllocOutputBuffer,
    (xmlCharEncodingHandler * encoder), (encoder), NULL)

/* ---- who judges */

struct judgement {
	enum status st;
	long calls;
};

/* With the n-th call failing; -1: none. */
static struct judgement
judge_with(struct str doc, X509 *trusted, long n, bool and_on, int bad)
{
	const struct certs pinned = { &trusted, 1, 1 };
	const struct trust trust = { .pinned = &pinned };
	struct findings f = { 0 };
	struct verified v = { 0 };
	struct judgement j;

	calls = 0;
	failing = n;
	on = and_on;
	bad_result = bad;
	counting = true;
	j.st = verify_signed(doc, "f.xml", &trust, &v, &f);
	counting = false;
	j.calls = calls;
	if (j.st == ST_OK) {
		ck_assert_int_eq(v.reason, VERIFY_HOLDS);
		ck_assert_ptr_nonnull(v.doc);
	} else {
		ck_assert_int_ne(v.reason, VERIFY_HOLDS);
		ck_assert_ptr_null(v.doc);
	}
	verified_free(&v);
	findings_free(&f);
	ERR_clear_error();
	xmlResetLastError();
	return j;
}

/* Each call once, alone and with all behind it. */
START_TEST(a_good_document_holds_or_is_not_judged)
{
	long n = judge_with(valid, cert, -1, false, 0).calls, refused = 0;
	long step = 1 + n / run_rounds(4000);

	ck_assert_int_gt(n, 100);
	for (long i = 0; i < n; i += step)
		for (int how = 0; how < 4; how++)
			refused += judge_with(valid, cert, i, how % 2 == 1,
				       how < 2 ? 0 : -1)
				       .st != ST_OK;
	fprintf(stderr, "%ld calls; %ld of %ld faults refuse it\n", n, refused,
	    (n + step - 1) / step * 4);
	ck_assert_int_gt(refused, 0);
	ck_assert_int_eq(judge_with(valid, cert, -1, false, 0).st, ST_OK);
}
END_TEST

/* As many faults for each as the effort allows, at random calls. */
START_TEST(a_changed_document_never_holds)
{
	int rounds = run_rounds(200);

	srandom(7);

	for (size_t i = 0; i < COUNT(mutants); i++) {
		const struct mutant *m = &mutants[i];
		struct str doc;
		long n;

		if (m->why == NULL)
			continue;
		doc = replaced(valid, m->find, m->replace);
		n = judge_with(doc, cert, -1, false, 0).calls;
		for (int k = 0; k < rounds; k++)
			ck_assert_msg(
			    judge_with(doc, cert, n > 0 ? random() % n : 0,
				random() % 2 == 0, random() % 2 == 0 ? 0 : -1)
				    .st != ST_OK,
			    "mutant %zu holds", i);
		arena_free(&memory);
	}
}
END_TEST

START_TEST(nobody_is_trusted_by_mistake)
{
	long n = judge_with(valid, other_cert, -1, false, 0).calls;
	long step = 1 + n / run_rounds(4000);

	for (long i = 0; i < n; i += step)
		for (int how = 0; how < 4; how++)
			ck_assert_int_ne(judge_with(valid, other_cert, i,
					     how % 2 == 1, how < 2 ? 0 : -1)
					     .st,
			    ST_OK);
}
END_TEST

/* The row of a filing as an index or a list has it, with the n-th call failing;
 * false: it is refused. */
static bool
row_with(long n, bool and_on, struct index_row *out)
{
	const struct leaf leaf = { .kind = STR("initial") };
	struct error err = { 0 };
	enum status st;

	calls = 0;
	failing = n;
	on = and_on;
	bad_result = 0;
	counting = true;
	st = index_read_row(&leaf, valid, &memory, out, &err);
	counting = false;
	ERR_clear_error();
	xmlResetLastError();
	ck_assert(st == ST_OK || st == ST_NOMEM);
	return st == ST_OK;
}

START_TEST(a_row_of_a_filing_is_whole_or_refused)
{
	struct index_row good, row;
	long n, step, refused = 0;

	ck_assert(row_with(-1, false, &good));
	ck_assert(good.readable);
	ck_assert_str_eq(good.signer.p, "CN=Signer");
	ck_assert_uint_eq(good.signer_sha256.n, SHA256_HEX - 1);
	n = calls;
	step = 1 + n / run_rounds(4000);
	for (long i = 0; i < n; i += step)
		for (int how = 0; how < 2; how++) {
			struct arena kept = memory;

			memory = (struct arena){ 0 };
			if (!row_with(i, how == 1, &row)) {
				refused++;
			} else {
				ck_assert_msg(row.readable, "call %ld", i);
				ck_assert(str_eq(row.signer, good.signer));
				ck_assert(str_eq(
				    row.signer_sha256, good.signer_sha256));
				ck_assert(str_eq(row.basis, good.basis));
			}
			arena_free(&memory);
			memory = kept;
		}
	fprintf(stderr, "%ld calls; %ld faults refuse the row\n", n, refused);
	ck_assert_int_gt(refused, 0);
	arena_free(&memory);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_unchecked_fixture(t, make_all, free_all);
	tcase_add_test(t, a_good_document_holds_or_is_not_judged);
	tcase_add_test(t, a_changed_document_never_holds);
	tcase_add_test(t, nobody_is_trusted_by_mistake);
	tcase_add_test(t, a_row_of_a_filing_is_whole_or_refused);
}

int
main(void)
{
	/* Before either library has asked for memory. */
	if (CRYPTO_set_mem_functions(
		crypto_malloc, crypto_realloc, crypto_free) != 1 ||
	    xmlMemSetup(free, malloc, realloc, copy_text) != 0)
		return EXIT_FAILURE;
	xml_start();
	return run_suite("faults", add);
}
