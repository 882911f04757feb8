/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_proof - proofs as texts: what is written is read alike, nothing else
 * is, and a proof of another entry or another log does not hold.
 */
#include "core/log/proof.h"
#include "tests/unit/run.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define ORIGIN "filer.example/log"
#define N 21

static struct arena memory;
static struct note_signer *signer;
static struct str note[N + 1];
static uint8_t node[6][N][SHA256_SIZE];

static bool
put(void *ctx, unsigned level, uint64_t index, const uint8_t *hash)
{
	(void)ctx;
	memcpy(node[level][index], hash, SHA256_SIZE);
	return true;
}

static bool
get(void *ctx, unsigned level, uint64_t index, uint8_t *hash)
{
	(void)ctx;
	memcpy(hash, node[level][index], SHA256_SIZE);
	return true;
}

static struct str
record(unsigned i)
{
	char text[20];

	snprintf(text, sizeof(text), "entry %u\n", i);
	return arena_copy(&memory, str_of(text));
}

static void
begin(void)
{
	struct checkpoint c = { .origin = STR(ORIGIN) };
	struct error err = { 0 };
	struct merkle m = { 0 };
	uint8_t leaf[SHA256_SIZE];

	ck_assert_int_eq(note_signer_new(STR(ORIGIN), &signer, &err), ST_OK);
	for (unsigned i = 0; i <= N; i++) {
		c.size = i;
		ck_assert(merkle_root(&m, c.root));
		ck_assert_int_eq(
		    checkpoint_sign(signer, &c, &memory, &note[i], &err),
		    ST_OK);
		ck_assert(merkle_leaf(record(i), leaf));
		if (i < N)
			ck_assert(merkle_append(&m, leaf, put, NULL));
	}
}

static void
end(void)
{
	note_signer_free(signer);
	arena_free(&memory);
}

static struct proof
inclusion(uint64_t index, uint64_t size)
{
	struct proof p = { .kind = PROOF_INCLUSION,
		.number = index,
		.checkpoint = note[size] };

	ck_assert(merkle_prove_inclusion(index, size, get, NULL, &p.path));
	return p;
}

static struct proof
growth(uint64_t from, uint64_t size)
{
	struct proof p = {
		.kind = PROOF_GROWTH, .number = from, .checkpoint = note[size]
	};

	ck_assert(merkle_prove_consistency(from, size, get, NULL, &p.path));
	return p;
}

START_TEST(what_is_written_is_read_and_holds)
{
	const struct note_verifier *v = note_signer_public(signer);

	for (uint64_t size = 1; size <= N; size++)
		for (uint64_t i = 0; i < size; i++) {
			struct proof p = inclusion(i, size), q;
			struct error err = { 0 };
			struct checkpoint c, old;
			struct str text = proof_write(&memory, &p);

			ck_assert_int_eq(
			    proof_read(text, pos_none, &q, &err), ST_OK);
			ck_assert_uint_eq(q.number, i);
			ck_assert_int_eq(proof_check_inclusion(&q, v,
					     record((unsigned)i), &c, &err),
			    ST_OK);
			ck_assert_uint_eq(c.size, size);
			ck_assert_int_eq(proof_check_inclusion(&q, v,
					     record((unsigned)i + 1), &c, &err),
			    ST_VERIFY);
			err = (struct error){ 0 };
			p = growth(i, size);
			text = proof_write(&memory, &p);
			ck_assert_int_eq(
			    proof_read(text, pos_none, &q, &err), ST_OK);
			ck_assert_int_eq(q.kind, PROOF_GROWTH);
			ck_assert_int_eq(
			    checkpoint_open(note[i], pos_none, v, &old, &err),
			    ST_OK);
			ck_assert_int_eq(
			    proof_check_growth(&q, v, &old, &c, &err), ST_OK);
			old.root[0] ^= 1;
			ck_assert_int_eq(
			    proof_check_growth(&q, v, &old, &c, &err),
			    ST_VERIFY);
		}
}
END_TEST

/* As many hashes as there may be, and one more. */
START_TEST(a_proof_has_at_most_63_hashes)
{
	struct proof p = inclusion(3, N), q;
	struct error err = { 0 };
	struct checkpoint c;
	struct str text, more;
	char *room;

	p.path.n = MERKLE_LEVELS;
	text = proof_write(&memory, &p);
	ck_assert_int_eq(proof_read(text, pos_none, &q, &err), ST_OK);
	ck_assert_int_eq(proof_check_inclusion(&q, note_signer_public(signer),
			     record(3), &c, &err),
	    ST_VERIFY);
	room = TAKE(&memory, char, text.n + 45);
	memcpy(room, text.p, 31); /* two lines */
	memcpy(room + 31, text.p + 31, 45);
	memcpy(room + 76, text.p + 31, text.n - 31);
	more = (struct str){ room, text.n + 45 };
	err = (struct error){ 0 };
	ck_assert_int_eq(proof_read(more, pos_none, &q, &err), ST_LIMIT);
}
END_TEST

#define HASH "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

static const struct bad_text {
	const char *text;
	uint32_t line;
} bad_texts[] = {
	{ "", 1 },
	{ "c2sp.org/tlog-proof@v1\n", 2 },
	{ "c2sp.org/tlog-proof@v2\nindex 0\n\nx", 1 },
	{ "c2sp.org/tlog-proof@v1\nold 0\n\nx", 2 },
	{ "c2sp.org/tlog-proof@v1\nindex 01\n\nx", 2 },
	{ "c2sp.org/tlog-proof@v1\nindex -1\n\nx", 2 },
	{ "c2sp.org/tlog-proof@v1\nindex 0 \n\nx", 2 },
	{ "c2sp.org/tlog-proof@v1\nextra x\nindex 0\n\nx", 2 },
	{ "index 0\n\nx", 1 },
	{ "old 9223372036854775808\n\nx", 1 },
	{ "old 1\n" HASH "x\n\nx", 3 },
	{ "old 1\n" HASH HASH, 4 },
	{ "old 1\r\n\nx", 1 },
};
#define NBAD (int)(sizeof(bad_texts) / sizeof(bad_texts[0]))

START_TEST(another_text_is_refused_at_its_line)
{
	const struct bad_text *b = &bad_texts[_i];
	struct proof p = { .number = 7 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    proof_read(str_of(b->text), (struct pos){ "p", 1, 0 }, &p, &err),
	    ST_SYNTAX);
	ck_assert_msg(err.at.line == b->line, "%s: %u", b->text, err.at.line);
	ck_assert_uint_eq(p.number, 7);
}
END_TEST

START_TEST(what_an_application_adds_is_passed_over)
{
	struct proof p;
	struct error err = { 0 };

	ck_assert_int_eq(proof_read(STR("c2sp.org/tlog-proof@v1\nextra eA==\n"
					"index 5\n" HASH "\nnote\n"),
			     (struct pos){ "p", 1, 0 }, &p, &err),
	    ST_OK);
	ck_assert_uint_eq(p.number, 5);
	ck_assert_uint_eq(p.path.n, 1);
	ck_assert(str_is(p.checkpoint, "note\n"));
	ck_assert_uint_eq(p.at.line, 6);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_unchecked_fixture(t, begin, end);
	tcase_add_test(t, what_is_written_is_read_and_holds);
	tcase_add_test(t, a_proof_has_at_most_63_hashes);
	tcase_add_loop_test(t, another_text_is_refused_at_its_line, 0, NBAD);
	tcase_add_test(t, what_an_application_adds_is_passed_over);
}

int
main(void)
{
	return run_suite("proof", add);
}
