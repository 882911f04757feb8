/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_cosign - the line of a witness under a checkpoint: it holds for these
 * bytes, this key and this time, and for nothing else.
 */
#include "core/log/cosign.h"

#include "core/base/digest.h"
#include "tests/unit/run.h"

#include <check.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#define TIME INT64_C(1795428900)
#define BODY \
	"filer.example/log\n1\n" \
	"rXLoIY05bDoQmgAMhWyzpXN3zvRQAOPlAX3GIAOTN2o=\n"

static struct arena memory;
static struct note_signer *witness;
static struct note_verifier key;
static struct str line;

static void
begin(void)
{
	struct error err = { 0 };

	ck_assert_int_eq(
	    note_signer_new(STR("witness.example/w1"), &witness, &err), ST_OK);
	ck_assert(note_witness_set(
	    &key, STR("witness.example/w1"), note_signer_public(witness)->key));
	ck_assert_int_eq(
	    cosign_make(witness, STR(BODY), TIME, &memory, &line, &err), ST_OK);
}

static void
end(void)
{
	note_signer_free(witness);
	arena_free(&memory);
}

START_TEST(what_a_witness_signs_holds_with_its_key)
{
	struct cosignature c;

	ck_assert(str_starts(line, "\xe2\x80\x94 witness.example/w1 "));
	ck_assert(cosign_read(line, &c));
	ck_assert_str_eq(c.name, "witness.example/w1");
	ck_assert_int_eq(c.time, TIME);
	ck_assert_uint_eq(c.id, key.id);
	ck_assert(cosign_is_by(&c, &key));
	ck_assert(cosign_holds(&c, &key, STR(BODY)));
}
END_TEST

/* The message as the specification has it, put together by hand. */
START_TEST(the_signed_message_is_that_of_the_specification)
{
	static const char message[] = "cosignature/v1\ntime 1795428900\n" BODY;
	char named[] = "witness.example/w1\n\x04";
	char idtext[sizeof(named) - 1 + NOTE_PUBLIC_SIZE];
	uint8_t d[SHA256_SIZE];
	struct cosignature c;
	EVP_PKEY *pub = EVP_PKEY_new_raw_public_key(
	    EVP_PKEY_ED25519, NULL, key.key, NOTE_PUBLIC_SIZE);
	EVP_MD_CTX *md = EVP_MD_CTX_new();

	ck_assert(cosign_read(line, &c));
	ck_assert_int_eq(EVP_DigestVerifyInit(md, NULL, NULL, NULL, pub), 1);
	ck_assert_int_eq(
	    EVP_DigestVerify(md, c.sig, sizeof(c.sig),
		(const unsigned char *)message, sizeof(message) - 1),
	    1);
	EVP_MD_CTX_free(md);
	EVP_PKEY_free(pub);
	memcpy(idtext, named, sizeof(named) - 1);
	memcpy(idtext + sizeof(named) - 1, key.key, NOTE_PUBLIC_SIZE);
	ck_assert(digest_sha256((struct str){ idtext, sizeof(idtext) }, d));
	ck_assert_uint_eq(key.id, (uint32_t)d[0] << 24 | (uint32_t)d[1] << 16 |
				      (uint32_t)d[2] << 8 | d[3]);
}
END_TEST

START_TEST(it_holds_for_nothing_else)
{
	struct cosignature c, other;
	struct note_verifier log, renamed;

	ck_assert(cosign_read(line, &c));
	ck_assert(!cosign_holds(&c, &key, STR(BODY "more\n")));
	other = c;
	other.time++;
	ck_assert(!cosign_holds(&other, &key, STR(BODY)));
	other = c;
	other.sig[3] ^= 1;
	ck_assert(!cosign_holds(&other, &key, STR(BODY)));
	/* the key of a log, and the same key under another name */
	ck_assert(note_verifier_set(&log, STR("witness.example/w1"), key.key));
	ck_assert_uint_ne(log.id, key.id);
	ck_assert(!cosign_holds(&c, &log, STR(BODY)));
	ck_assert(
	    note_witness_set(&renamed, STR("witness.example/w2"), key.key));
	ck_assert(!cosign_is_by(&c, &renamed));
	ck_assert(!cosign_holds(&c, &renamed, STR(BODY)));
	ck_assert(cosign_same(&c, &other));
	other.id++;
	ck_assert(!cosign_same(&c, &other));
}
END_TEST

/* A log's own signature is no co-signature, nor is a time before 1970 or
 * beyond all clocks. */
START_TEST(what_is_no_such_line_is_not_read)
{
	static const unsigned char times[][8] = {
		{ 0 },
		{ 0x80 },
		{ 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
	};
	struct cosignature c = { .id = 7 };
	struct error err = { 0 };
	char raw[8 + NOTE_SIGNATURE_SIZE + 1] = { 0 };
	struct str note, made;

	ck_assert_int_eq(
	    note_sign(witness, STR(BODY), &memory, &note, &err), ST_OK);
	note.p += strlen(BODY) + 1;
	note.n -= strlen(BODY) + 2;
	ck_assert(str_starts(note, "\xe2\x80\x94 "));
	ck_assert(!cosign_read(note, &c));
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		memcpy(raw, times[i], 8);
		made = note_line_write(&memory, "w", 1,
		    (struct str){ raw, 8 + NOTE_SIGNATURE_SIZE });
		ck_assert(!cosign_read(made, &c));
	}
	raw[0] = 0;
	raw[7] = 1;
	for (size_t n = 0; n <= sizeof(raw); n++) {
		made = note_line_write(&memory, "w", 1, (struct str){ raw, n });
		ck_assert_int_eq(cosign_read(made, &(struct cosignature){ 0 }),
		    n == 8 + NOTE_SIGNATURE_SIZE);
	}
	for (size_t n = 0; n < line.n; n++)
		ck_assert(!cosign_read((struct str){ line.p, n }, &c));
	ck_assert_uint_eq(c.id, 7);
	ck_assert_int_eq(
	    cosign_make(witness, STR(BODY), 0, &memory, &made, &err), ST_RANGE);
}
END_TEST

START_TEST(keys_of_logs_and_witnesses_are_told_apart)
{
	char text[NOTE_VKEY_TEXT];
	struct note_verifier v = { .id = 7 };
	struct error err = { 0 };

	ck_assert(note_verifier_format(&key, text));
	ck_assert_int_eq(
	    note_verifier_read(str_of(text), pos_none, &v, &err), ST_KEY);
	ck_assert_uint_eq(v.id, 7);
	err = (struct error){ 0 };
	ck_assert_int_eq(
	    note_witness_read(str_of(text), pos_none, &v, &err), ST_OK);
	ck_assert_uint_eq(v.id, key.id);
	ck_assert_mem_eq(v.key, key.key, NOTE_PUBLIC_SIZE);
	ck_assert(note_verifier_format(note_signer_public(witness), text));
	ck_assert_int_eq(
	    note_witness_read(str_of(text), pos_none, &v, &err), ST_KEY);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, what_a_witness_signs_holds_with_its_key);
	tcase_add_test(t, the_signed_message_is_that_of_the_specification);
	tcase_add_test(t, it_holds_for_nothing_else);
	tcase_add_test(t, what_is_no_such_line_is_not_read);
	tcase_add_test(t, keys_of_logs_and_witnesses_are_told_apart);
}

int
main(void)
{
	return run_suite("cosign", add);
}
