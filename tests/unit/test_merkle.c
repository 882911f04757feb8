/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_merkle - the hash tree of the log: known heads, proofs and the public
 * probes of the transparency-dev/merkle project where they are at hand.
 */
#include "core/log/merkle.h"
#include "tests/unit/run.h"

#include <check.h>
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define PROBES "../shared/data/vectors/merkle"
#define MANY 70

/* All complete subtrees of a small tree. */
struct nodes {
	uint8_t hash[8][MANY][SHA256_SIZE];
	bool have[8][MANY];
};

static bool
put(void *ctx, unsigned level, uint64_t index, const uint8_t *hash)
{
	struct nodes *t = ctx;

	ck_assert_uint_lt(level, 8);
	ck_assert_uint_lt(index, MANY);
	ck_assert(!t->have[level][index]);
	memcpy(t->hash[level][index], hash, SHA256_SIZE);
	t->have[level][index] = true;
	return true;
}

static bool
get(void *ctx, unsigned level, uint64_t index, uint8_t *hash)
{
	struct nodes *t = ctx;

	if (level >= 8 || index >= MANY || !t->have[level][index])
		return false;
	memcpy(hash, t->hash[level][index], SHA256_SIZE);
	return true;
}

/* The eight leaves that RFC 6962 implementations share as test data. */
static const struct known {
	const char *leaf; /* hex */
	const char *root; /* of the tree up to this leaf */
} known[] = {
	{ "", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01"
	      "d" },
	{ "00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c"
		"125" },
	{ "10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06"
		"e77" },
	{ "2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209"
		  "614b7" },
	{ "3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86"
		  "264d4" },
	{ "40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a1"
		      "27f2087ef" },
	{ "5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b"
			      "77e122c9594a74c8c" },
	{ "606162636465666768696a6b6c6d6e6f",
	    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff460432"
	    "8" },
};
#define NKNOWN (sizeof(known) / sizeof(known[0]))

static struct str
unhex(const char *hex, char *buf)
{
	size_t n = strlen(hex) / 2;

	for (size_t i = 0; i < n; i++) {
		unsigned v;

		ck_assert_int_eq(sscanf(hex + 2 * i, "%2x", &v), 1);
		buf[i] = (char)v;
	}
	return (struct str){ buf, n };
}

static void
assert_hex(const uint8_t *hash, const char *want)
{
	char hex[SHA256_HEX];

	digest_hex(hash, hex);
	ck_assert_str_eq(hex, want);
}

START_TEST(the_empty_tree_is_the_digest_of_nothing)
{
	struct merkle m = { 0 };
	uint8_t root[SHA256_SIZE];

	ck_assert(merkle_root(&m, root));
	assert_hex(root,
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
END_TEST

START_TEST(heads_agree_with_the_known_ones)
{
	struct merkle m = { 0 };
	uint8_t hash[SHA256_SIZE];
	char buf[16];

	for (size_t i = 0; i < NKNOWN; i++) {
		ck_assert(merkle_leaf(unhex(known[i].leaf, buf), hash));
		ck_assert(merkle_append(&m, hash, NULL, NULL));
		ck_assert(merkle_root(&m, hash));
		assert_hex(hash, known[i].root);
	}
}
END_TEST

/* Independent: the recursion of RFC 6962, 2.1, over leaf hashes. */
static void
naive_head(uint8_t (*leaf)[SHA256_SIZE], size_t n, uint8_t *out)
{
	uint8_t pair[1 + 2 * SHA256_SIZE] = { 1 };
	size_t k = 1;

	if (n == 1) {
		memcpy(out, leaf[0], SHA256_SIZE);
		return;
	}
	while (2 * k < n)
		k *= 2;
	naive_head(leaf, k, pair + 1);
	naive_head(leaf + k, n - k, pair + 1 + SHA256_SIZE);
	ck_assert(digest_sha256(
	    (struct str){ (const char *)pair, sizeof(pair) }, out));
}

static void
grow(
    struct nodes *t, uint8_t (*leaf)[SHA256_SIZE], uint8_t (*root)[SHA256_SIZE])
{
	struct merkle m = { 0 };

	memset(t, 0, sizeof(*t));
	for (size_t i = 0; i < MANY; i++) {
		char text[8];

		snprintf(text, sizeof(text), "leaf%zu", i);
		ck_assert(merkle_leaf(str_of(text), leaf[i]));
		ck_assert(merkle_append(&m, leaf[i], put, t));
		ck_assert(merkle_root(&m, root[i + 1]));
	}
}

START_TEST(heads_agree_with_the_recursive_definition)
{
	static struct nodes t;
	static uint8_t leaf[MANY][SHA256_SIZE], root[MANY + 1][SHA256_SIZE];
	uint8_t want[SHA256_SIZE];

	grow(&t, leaf, root);
	for (size_t n = 1; n <= MANY; n++) {
		struct merkle m;

		naive_head(leaf, n, want);
		ck_assert_mem_eq(root[n], want, SHA256_SIZE);
		ck_assert(merkle_resume(&m, n, get, &t));
		ck_assert_uint_eq(m.size, n);
		ck_assert(merkle_root(&m, want));
		ck_assert_mem_eq(root[n], want, SHA256_SIZE);
	}
}
END_TEST

START_TEST(every_inclusion_is_proven_and_no_other)
{
	static struct nodes t;
	static uint8_t leaf[MANY][SHA256_SIZE], root[MANY + 1][SHA256_SIZE];
	struct merkle_proof p;

	grow(&t, leaf, root);
	for (uint64_t n = 1; n <= MANY; n++) {
		for (uint64_t i = 0; i < n; i++) {
			ck_assert(merkle_prove_inclusion(i, n, get, &t, &p));
			ck_assert(merkle_verify_inclusion(
			    i, n, leaf[i], &p, root[n]));
			ck_assert(!merkle_verify_inclusion(
			    i, n, leaf[(i + 1) % MANY], &p, root[n]));
			ck_assert(!merkle_verify_inclusion(
			    i, n, leaf[i], &p, root[n - 1]));
			if (i + 1 < n)
				ck_assert(!merkle_verify_inclusion(
				    i + 1, n, leaf[i], &p, root[n]));
			if (p.n > 0) {
				p.n--;
				ck_assert(!merkle_verify_inclusion(
				    i, n, leaf[i], &p, root[n]));
				p.n++;
				p.hash[p.n - 1][0] ^= 1;
				ck_assert(!merkle_verify_inclusion(
				    i, n, leaf[i], &p, root[n]));
				p.hash[p.n - 1][0] ^= 1;
			}
			memset(p.hash[p.n++], 0, SHA256_SIZE);
			ck_assert(!merkle_verify_inclusion(
			    i, n, leaf[i], &p, root[n]));
		}
	}
}
END_TEST

START_TEST(every_growth_is_proven_and_no_other)
{
	static struct nodes t;
	static uint8_t leaf[MANY][SHA256_SIZE], root[MANY + 1][SHA256_SIZE];
	const struct merkle none = { 0 };
	struct merkle_proof p;

	grow(&t, leaf, root);
	ck_assert(merkle_root(&none, root[0]));
	for (uint64_t n = 0; n <= MANY; n++) {
		for (uint64_t k = 0; k <= n; k++) {
			ck_assert(merkle_prove_consistency(k, n, get, &t, &p));
			ck_assert(merkle_verify_consistency(
			    k, n, root[k], root[n], &p));
			/* From nothing every head can be reached. */
			if (k > 0)
				ck_assert(!merkle_verify_consistency(k, n,
				    root[k], root[n == MANY ? 1 : n + 1], &p));
			ck_assert(!merkle_verify_consistency(
			    k, n, leaf[MANY - 1], root[n], &p));
			for (size_t i = 0; i < p.n; i++) {
				p.hash[i][31] ^= 0x80;
				ck_assert(!merkle_verify_consistency(
				    k, n, root[k], root[n], &p));
				p.hash[i][31] ^= 0x80;
			}
			if (p.n > 0) {
				p.n--;
				ck_assert(!merkle_verify_consistency(
				    k, n, root[k], root[n], &p));
				p.n++;
			}
			memset(p.hash[p.n++], 0, SHA256_SIZE);
			ck_assert(!merkle_verify_consistency(
			    k, n, root[k], root[n], &p));
		}
	}
}
END_TEST

START_TEST(proofs_outside_of_the_tree_are_refused)
{
	static struct nodes t;
	static uint8_t leaf[MANY][SHA256_SIZE], root[MANY + 1][SHA256_SIZE];
	struct merkle_proof p = { .n = 99 };
	struct merkle m = { .size = 5 };

	grow(&t, leaf, root);
	ck_assert(!merkle_prove_inclusion(3, 3, get, &t, &p));
	ck_assert(!merkle_prove_inclusion(0, 0, get, &t, &p));
	ck_assert(!merkle_prove_consistency(4, 3, get, &t, &p));
	ck_assert(!merkle_prove_inclusion(0, UINT64_MAX, get, &t, &p));
	/* A tree that is larger than what the source holds. */
	ck_assert(!merkle_prove_inclusion(0, MANY + 9, get, &t, &p));
	ck_assert(!merkle_resume(&m, MANY + 9, get, &t));
	ck_assert_uint_eq(p.n, 99);
	ck_assert_uint_eq(m.size, 5);
	ck_assert(!merkle_verify_inclusion(0, 1, leaf[0], &p, root[1]));
	ck_assert(!merkle_verify_consistency(1, 2, root[1], root[2], &p));
}
END_TEST

static bool
refuse_level_1(void *ctx, unsigned level, uint64_t index, const uint8_t *hash)
{
	(void)ctx;
	(void)index;
	(void)hash;
	return level < 1;
}

START_TEST(a_refused_leaf_leaves_the_tree_as_it_was)
{
	struct merkle m = { 0 }, before;
	uint8_t hash[SHA256_SIZE];

	ck_assert(merkle_leaf(STR("a"), hash));
	ck_assert(merkle_append(&m, hash, refuse_level_1, NULL));
	before = m;
	ck_assert(!merkle_append(&m, hash, refuse_level_1, NULL));
	ck_assert_mem_eq(&m, &before, sizeof(m));
}
END_TEST

/* ---- the public probes ---- */

static size_t nprobe;

static bool
unbase64(const char *text, uint8_t out[SHA256_SIZE])
{
	struct arena a = { 0 };
	struct str got = base64_decode(&a, str_of(text));
	bool ok = got.p != NULL && got.n > 0;

	if (ok && got.n == SHA256_SIZE)
		memcpy(out, got.p, SHA256_SIZE);
	else if (ok) /* equal texts stay equal, others differ */
		ok = digest_sha256(got, out);
	arena_free(&a);
	return ok;
}

/* False where the probe itself is out of shape: it must expect an error. */
static bool
read_probe(json_t *j, const char *const *names, uint8_t (*hash)[SHA256_SIZE],
    struct merkle_proof *p)
{
	json_t *list = json_object_get(j, "proof"), *line;
	size_t i;

	for (i = 0; i < 2; i++) {
		const char *s = json_string_value(json_object_get(j, names[i]));

		if (s == NULL || !unbase64(s, hash[i]))
			return false;
	}
	*p = (struct merkle_proof){ 0 };
	json_array_foreach(list, i, line)
	{
		if (p->n >= MERKLE_LEVELS ||
		    !unbase64(json_string_value(line), p->hash[p->n]))
			return false;
		p->n++;
	}
	return true;
}

static uint64_t
number(const json_t *j)
{
	double v = json_real_value(j);

	return v >= 9007199254740992.0 ? UINT64_MAX : (uint64_t)v;
}

static void
probe(const char *path, bool inclusion)
{
	static const char *const in[] = { "leafHash", "root" };
	static const char *const con[] = { "root1", "root2" };
	json_error_t e;
	/* Some sizes are 2^64 - 1, which jansson takes as a real only. */
	json_t *j = json_load_file(path, JSON_DECODE_INT_AS_REAL, &e);
	uint8_t hash[2][SHA256_SIZE];
	struct merkle_proof p;
	bool good = false, want;
	uint64_t a, b;

	ck_assert_msg(j != NULL, "%s: %s", path, e.text);
	want = !json_is_true(json_object_get(j, "wantErr"));
	a = number(json_object_get(j, inclusion ? "leafIdx" : "size1"));
	b = number(json_object_get(j, inclusion ? "treeSize" : "size2"));
	if (read_probe(j, inclusion ? in : con, hash, &p))
		good =
		    inclusion
			? merkle_verify_inclusion(a, b, hash[0], &p, hash[1])
			: merkle_verify_consistency(a, b, hash[0], hash[1], &p);
	/* That project calls growth from the empty tree an error; here, as
	 * in C2SP tlog-witness, the empty proof shows it. */
	if (!inclusion && a == 0 && b == 1 && p.n == 0 && good)
		want = true;
	ck_assert_msg(good == want, "%s: got %d, want %d", path, good, want);
	nprobe++;
	json_decref(j);
}

static void
probe_all(const char *dir, bool inclusion)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		char path[512];
		size_t n = strlen(e->d_name);

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		if (n > 5 && strcmp(e->d_name + n - 5, ".json") == 0)
			probe(path, inclusion);
		else
			probe_all(path, inclusion);
	}
	closedir(d);
}

START_TEST(the_public_probes_are_judged_as_they_say)
{
	nprobe = 0;
	probe_all(PROBES "/inclusion", true);
	if (nprobe == 0) {
		printf("skipped: no public probes in %s\n", PROBES);
		return;
	}
	ck_assert_uint_eq(nprobe, 98);
	probe_all(PROBES "/consistency", false);
	ck_assert_uint_eq(nprobe, 98 + 98);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_test(t, the_empty_tree_is_the_digest_of_nothing);
	tcase_add_test(t, heads_agree_with_the_known_ones);
	tcase_add_test(t, heads_agree_with_the_recursive_definition);
	tcase_add_test(t, every_inclusion_is_proven_and_no_other);
	tcase_add_test(t, every_growth_is_proven_and_no_other);
	tcase_add_test(t, proofs_outside_of_the_tree_are_refused);
	tcase_add_test(t, a_refused_leaf_leaves_the_tree_as_it_was);
	tcase_add_test(t, the_public_probes_are_judged_as_they_say);
}

int
main(void)
{
	return run_suite("merkle", add);
}
