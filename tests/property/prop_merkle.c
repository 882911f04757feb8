/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prop_merkle - random trees and random proofs against the recursive text
 * of RFC 6962; RETRACE_SEED gives other trees.
 */
#include "core/log/merkle.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAVES 900
#define ROUNDS 250

static uint8_t leaf[LEAVES][SHA256_SIZE];
static uint64_t state;

/* splitmix64 */
static uint64_t
draw(uint64_t below)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (z ^ z >> 31) % below;
}

static uint64_t
split(uint64_t n)
{
	uint64_t k = 1;

	while (2 * k < n)
		k *= 2;
	return k;
}

/* MTH(D[start : start + n]) */
static void
naive_head(uint64_t start, uint64_t n, uint8_t *out)
{
	uint8_t pair[1 + 2 * SHA256_SIZE] = { 1 };

	if (n == 1) {
		memcpy(out, leaf[start], SHA256_SIZE);
		return;
	}
	naive_head(start, split(n), pair + 1);
	naive_head(start + split(n), n - split(n), pair + 1 + SHA256_SIZE);
	ck_assert(digest_sha256(
	    (struct str){ (const char *)pair, sizeof(pair) }, out));
}

/* PATH(m, D[start : start + n]) */
static void
naive_path(uint64_t m, uint64_t start, uint64_t n, struct merkle_proof *p)
{
	uint64_t k;

	if (n == 1)
		return;
	k = split(n);
	if (m < k) {
		naive_path(m, start, k, p);
		naive_head(start + k, n - k, p->hash[p->n++]);
	} else {
		naive_path(m - k, start + k, n - k, p);
		naive_head(start, k, p->hash[p->n++]);
	}
}

/* SUBPROOF(m, D[start : start + n], known) */
static void
naive_growth(
    uint64_t m, uint64_t start, uint64_t n, bool known, struct merkle_proof *p)
{
	uint64_t k;

	if (m == n) {
		if (!known)
			naive_head(start, n, p->hash[p->n++]);
		return;
	}
	k = split(n);
	if (m <= k) {
		naive_growth(m, start, k, known, p);
		naive_head(start + k, n - k, p->hash[p->n++]);
	} else {
		naive_growth(m - k, start + k, n - k, false, p);
		naive_head(start, k, p->hash[p->n++]);
	}
}

/* A source that works every subtree out anew. */
static bool
work_out(void *ctx, unsigned level, uint64_t index, uint8_t *hash)
{
	(void)ctx;
	if ((index + 1) << level > LEAVES)
		return false;
	naive_head(index << level, (uint64_t)1 << level, hash);
	return true;
}

static bool
agrees(void *ctx, unsigned level, uint64_t index, const uint8_t *hash)
{
	uint8_t want[SHA256_SIZE];

	(void)ctx;
	naive_head(index << level, (uint64_t)1 << level, want);
	return memcmp(hash, want, SHA256_SIZE) == 0;
}

static void
assert_same(const struct merkle_proof *a, const struct merkle_proof *b)
{
	ck_assert_uint_eq(a->n, b->n);
	ck_assert_mem_eq(a->hash, b->hash, a->n * SHA256_SIZE);
}

START_TEST(proofs_are_those_of_the_recursive_text)
{
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t n = 1 + draw(round < 40 ? 9 : LEAVES);
		uint64_t i = draw(n), k = 1 + draw(n);
		uint8_t root[SHA256_SIZE], old[SHA256_SIZE];
		struct merkle_proof p, want = { 0 };
		uint64_t bit;

		naive_head(0, n, root);
		naive_path(i, 0, n, &want);
		ck_assert(merkle_prove_inclusion(i, n, work_out, NULL, &p));
		assert_same(&p, &want);
		ck_assert(merkle_verify_inclusion(i, n, leaf[i], &p, root));
		if (p.n > 0) {
			bit = draw(p.n * SHA256_SIZE);
			p.hash[bit / SHA256_SIZE][bit % SHA256_SIZE] ^= 4;
			ck_assert(
			    !merkle_verify_inclusion(i, n, leaf[i], &p, root));
		}

		naive_head(0, k, old);
		want = (struct merkle_proof){ 0 };
		naive_growth(k, 0, n, true, &want);
		ck_assert(merkle_prove_consistency(k, n, work_out, NULL, &p));
		assert_same(&p, &want);
		ck_assert(merkle_verify_consistency(k, n, old, root, &p));
		if (p.n > 0) {
			bit = draw(p.n * SHA256_SIZE);
			p.hash[bit / SHA256_SIZE][bit % SHA256_SIZE] ^= 4;
			ck_assert(
			    !merkle_verify_consistency(k, n, old, root, &p));
		}
	}
}
END_TEST

START_TEST(growing_leaf_by_leaf_gives_every_head_and_subtree)
{
	struct merkle m = { 0 };

	for (uint64_t n = 0; n < LEAVES; n++) {
		uint8_t root[SHA256_SIZE], want[SHA256_SIZE];

		ck_assert(merkle_append(&m, leaf[n], agrees, NULL));
		if (n > 100 && draw(25) != 0)
			continue;
		ck_assert(merkle_root(&m, root));
		naive_head(0, n + 1, want);
		ck_assert_mem_eq(root, want, SHA256_SIZE);
	}
}
END_TEST

int
main(void)
{
	const char *seed = getenv("RETRACE_SEED");
	Suite *s = suite_create("prop_merkle");
	TCase *t = tcase_create("prop_merkle");
	SRunner *r;
	int failed;

	state = seed != NULL ? strtoull(seed, NULL, 10) : 6962;
	for (size_t i = 0; i < LEAVES; i++)
		for (size_t k = 0; k < SHA256_SIZE; k++)
			leaf[i][k] = (uint8_t)draw(256);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, proofs_are_those_of_the_recursive_text);
	tcase_add_test(t, growing_leaf_by_leaf_gives_every_head_and_subtree);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
