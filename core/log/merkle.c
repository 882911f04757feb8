/* SPDX-License-Identifier: Apache-2.0 */
/*
 * merkle - the hash tree over all entries of the log; see merkle.h.
 *
 * RFC 6962 defines tree and proofs by recursion; here each is a loop over
 * the bits of the size, so that depth costs no stack.
 */
#include "core/log/merkle.h"

#include <openssl/evp.h>
#include <string.h>

bool
merkle_leaf(struct str bytes, uint8_t out[SHA256_SIZE])
{
	static const unsigned char tag = 0;
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool ok = md != NULL &&
		  EVP_DigestInit_ex(md, EVP_sha256(), NULL) == 1 &&
		  EVP_DigestUpdate(md, &tag, 1) == 1 &&
		  EVP_DigestUpdate(md, bytes.p, bytes.n) == 1 &&
		  EVP_DigestFinal_ex(md, out, NULL) == 1;

	EVP_MD_CTX_free(md);
	return ok;
}

bool
merkle_node(const uint8_t left[SHA256_SIZE], const uint8_t right[SHA256_SIZE],
    uint8_t out[SHA256_SIZE])
{
	char buf[1 + 2 * SHA256_SIZE];

	buf[0] = 1;
	memcpy(buf + 1, left, SHA256_SIZE);
	memcpy(buf + 1 + SHA256_SIZE, right, SHA256_SIZE);
	return digest_sha256((struct str){ buf, sizeof(buf) }, out);
}

/*
 * merkle_append - one more leaf.
 *
 * Out:	sink is told the leaf and each subtree that it completes, from the
 *	leaf upwards
 * Cost: O(log size) hashes at worst, 2 on average
 */
bool
merkle_append(struct merkle *m, const uint8_t leaf[SHA256_SIZE],
    merkle_sink sink, void *ctx)
{
	uint8_t hash[SHA256_SIZE];
	unsigned level = 0;

	if (m->size >= MERKLE_SIZE_MAX)
		return false;
	memcpy(hash, leaf, SHA256_SIZE);
	if (sink != NULL && !sink(ctx, 0, m->size, hash))
		return false;
	while ((m->size >> level & 1) != 0) {
		if (!merkle_node(m->peak[level], hash, hash))
			return false;
		level++;
		if (sink != NULL && !sink(ctx, level, m->size >> level, hash))
			return false;
	}
	memcpy(m->peak[level], hash, SHA256_SIZE);
	m->size++;
	return true;
}

bool
merkle_root(const struct merkle *m, uint8_t out[SHA256_SIZE])
{
	uint8_t hash[SHA256_SIZE];
	bool any = false;

	if (m->size == 0)
		return digest_sha256((struct str){ "", 0 }, out);
	for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
		if ((m->size >> level & 1) == 0)
			continue;
		if (!any)
			memcpy(hash, m->peak[level], SHA256_SIZE);
		else if (!merkle_node(m->peak[level], hash, hash))
			return false;
		any = true;
	}
	memcpy(out, hash, SHA256_SIZE);
	return true;
}

/*
 * resume_range - the tree over the leaves start .. start + size - 1.
 *
 * In:	start  a multiple of the least power of two >= size, so that each
 *	       complete subtree of the range is one of the whole tree
 */
static bool
resume_range(struct merkle *m, uint64_t start, uint64_t size,
    merkle_source source, void *ctx)
{
	uint64_t at = start;

	m->size = size;
	for (unsigned level = MERKLE_LEVELS; level-- > 0;) {
		if ((size >> level & 1) == 0)
			continue;
		if (!source(ctx, level, at >> level, m->peak[level]))
			return false;
		at += (uint64_t)1 << level;
	}
	return true;
}

bool
merkle_resume(struct merkle *m, uint64_t size, merkle_source source, void *ctx)
{
	struct merkle got = { 0 };

	if (size > MERKLE_SIZE_MAX || !resume_range(&got, 0, size, source, ctx))
		return false;
	*m = got;
	return true;
}

/* One range of leaves whose head belongs into a proof. */
struct range {
	uint64_t start, size;
};

/* The greatest power of two below n; n > 1. */
static uint64_t
split(uint64_t n)
{
	uint64_t k = 1;

	while (k < n - k)
		k *= 2;
	return k;
}

/* Proofs are found from the root down and written from the leaf up. */
static bool
fill_proof(const struct range *range, size_t n, merkle_source source, void *ctx,
    struct merkle_proof *out)
{
	struct merkle_proof proof = { 0 };
	struct merkle sub;

	while (n > 0) {
		n--;
		if (!resume_range(
			&sub, range[n].start, range[n].size, source, ctx) ||
		    !merkle_root(&sub, proof.hash[proof.n]))
			return false;
		proof.n++;
	}
	*out = proof;
	return true;
}

/*
 * merkle_prove_inclusion - the siblings on the way from leaf to root.
 *
 * Cost: O(log^2 size) reads of the source
 * Src:	RFC 6962, 2.1.1
 */
bool
merkle_prove_inclusion(uint64_t index, uint64_t size, merkle_source source,
    void *ctx, struct merkle_proof *out)
{
	struct range range[MERKLE_LEVELS];
	uint64_t start = 0, n = size;
	size_t nrange = 0;

	if (index >= size || size > MERKLE_SIZE_MAX)
		return false;
	while (n > 1) {
		uint64_t k = split(n);

		if (index - start < k) {
			range[nrange++] = (struct range){ start + k, n - k };
			n = k;
		} else {
			range[nrange++] = (struct range){ start, k };
			start += k;
			n -= k;
		}
	}
	return fill_proof(range, nrange, source, ctx, out);
}

/*
 * merkle_prove_consistency - the first old_size leaves are still the same.
 *
 * Out:	the empty proof where old_size is 0 or size: nothing is to be shown
 * Cost: O(log^2 size) reads of the source
 * Src:	RFC 6962, 2.1.2
 */
bool
merkle_prove_consistency(uint64_t old_size, uint64_t size, merkle_source source,
    void *ctx, struct merkle_proof *out)
{
	/* One more than the levels: the old tree itself may come last. */
	struct range range[MERKLE_LEVELS + 1];
	uint64_t start = 0, n = size, old = old_size;
	size_t nrange = 0;

	if (old_size > size || size > MERKLE_SIZE_MAX)
		return false;
	while (old != 0 && old != n) {
		uint64_t k = split(n);

		if (old <= k) {
			range[nrange++] = (struct range){ start + k, n - k };
			n = k;
		} else {
			range[nrange++] = (struct range){ start, k };
			start += k;
			n -= k;
			old -= k;
		}
	}
	/* The verifier knows the head of the old tree where it is a subtree. */
	if (start != 0)
		range[nrange++] = (struct range){ start, n };
	if (nrange > MERKLE_LEVELS)
		return false;
	return fill_proof(range, nrange, source, ctx, out);
}

/*
 * merkle_verify_inclusion - does the leaf lie at index in the tree?
 *
 * Src:	RFC 9162, 2.1.3.2
 */
bool
merkle_verify_inclusion(uint64_t index, uint64_t size,
    const uint8_t leaf[SHA256_SIZE], const struct merkle_proof *proof,
    const uint8_t root[SHA256_SIZE])
{
	uint8_t hash[SHA256_SIZE];
	uint64_t at = index, last = size - 1;

	if (index >= size || size > MERKLE_SIZE_MAX || proof->n > MERKLE_LEVELS)
		return false;
	memcpy(hash, leaf, SHA256_SIZE);
	for (size_t i = 0; i < proof->n; i++) {
		if (last == 0)
			return false;
		if ((at & 1) != 0 || at == last) {
			if (!merkle_node(proof->hash[i], hash, hash))
				return false;
			while ((at & 1) == 0 && at != 0) {
				at >>= 1;
				last >>= 1;
			}
		} else if (!merkle_node(hash, proof->hash[i], hash)) {
			return false;
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && memcmp(hash, root, SHA256_SIZE) == 0;
}

static bool
is_power_of_two(uint64_t n)
{
	return (n & (n - 1)) == 0;
}

/* Both heads from one path; 0 < old_size < size. */
static bool
climb(uint64_t old_size, uint64_t size, const uint8_t old_root[SHA256_SIZE],
    const uint8_t root[SHA256_SIZE], const struct merkle_proof *proof)
{
	uint8_t old_hash[SHA256_SIZE], hash[SHA256_SIZE];
	uint64_t at = old_size - 1, last = size - 1;
	size_t i = 0;

	while ((at & 1) != 0) {
		at >>= 1;
		last >>= 1;
	}
	/* The old tree is itself a subtree: its head is not in the proof. */
	memcpy(hash, is_power_of_two(old_size) ? old_root : proof->hash[i++],
	    SHA256_SIZE);
	memcpy(old_hash, hash, SHA256_SIZE);
	for (; i < proof->n; i++) {
		const uint8_t *p = proof->hash[i];

		if (last == 0)
			return false;
		if ((at & 1) != 0 || at == last) {
			if (!merkle_node(p, old_hash, old_hash) ||
			    !merkle_node(p, hash, hash))
				return false;
			while ((at & 1) == 0 && at != 0) {
				at >>= 1;
				last >>= 1;
			}
		} else if (!merkle_node(hash, p, hash)) {
			return false;
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && memcmp(old_hash, old_root, SHA256_SIZE) == 0 &&
	       memcmp(hash, root, SHA256_SIZE) == 0;
}

/*
 * merkle_verify_consistency - is the old tree the start of the new one?
 *
 * Src:	RFC 9162, 2.1.4.2; size 0 as C2SP tlog-witness has it
 */
bool
merkle_verify_consistency(uint64_t old_size, uint64_t size,
    const uint8_t old_root[SHA256_SIZE], const uint8_t root[SHA256_SIZE],
    const struct merkle_proof *proof)
{
	uint8_t none[SHA256_SIZE];

	if (old_size > size || size > MERKLE_SIZE_MAX ||
	    proof->n > MERKLE_LEVELS)
		return false;
	if (old_size == 0) {
		const struct merkle empty = { 0 };

		if (!merkle_root(&empty, none) ||
		    memcmp(old_root, none, SHA256_SIZE) != 0)
			return false;
	}
	if (old_size == size)
		return proof->n == 0 &&
		       memcmp(old_root, root, SHA256_SIZE) == 0;
	if (old_size == 0 || proof->n == 0)
		return old_size == 0 && proof->n == 0;
	return climb(old_size, size, old_root, root, proof);
}
