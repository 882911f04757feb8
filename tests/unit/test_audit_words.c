/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_audit_words - what witnesses and authorities say of checkpoints: kept
 * beside them, judged in an audit, and found when it was tampered with.
 */
#include "core/log/cosign.h"
#include "core/log/store/store.h"
#include "tests/unit/logfix.h"
#include "tests/unit/tsa.h"

static struct arena memory;
static struct tsa tsa;
static struct note_signer *witness[2];
static struct note_verifier key[2];
static char good[300], vkey[NOTE_VKEY_TEXT];

/* The note of the checkpoint of that size. */
static struct str
note_of(uint64_t size)
{
	struct store *s = NULL;
	struct store_head head;
	struct error err = { 0 };
	bool found = false;

	ck_assert_int_eq(store_open(good, STORE_READ, &s, &err), ST_OK);
	ck_assert_int_eq(
	    store_next_head(s, size, &memory, &head, &found, &err), ST_OK);
	ck_assert(found && head.size == size);
	store_close(s);
	return head.note;
}

static struct str
cosigned(int who, uint64_t size)
{
	struct str body, lines, line;
	struct error err = { 0 };

	ck_assert_int_eq(
	    note_split(note_of(size), pos_none, &body, &lines, &err), ST_OK);
	ck_assert_int_eq(cosign_make(witness[who], body, FIX_START + 3600,
			     &memory, &line, &err),
	    ST_OK);
	return line;
}

static struct str
stamped(struct str note)
{
	struct str request, token;
	struct error err = { 0 };

	ck_assert_int_eq(
	    stamp_request(note, NULL, &memory, &request, &err), ST_OK);
	ck_assert_int_eq(
	    stamp_reply(tsa_answer(&tsa, request, EVP_sha256(), &memory), "r",
		request, &memory, &token, &err),
	    ST_OK);
	return token;
}

static enum status
put(const char *path, enum store_word kind, uint64_t size, uint64_t n,
    struct str word)
{
	struct store *s = NULL;
	struct error err = { 0 };
	enum status st;

	ck_assert_msg(
	    store_open(path, STORE_WRITE, &s, &err) == ST_OK, "%s", err.text);
	ck_assert_int_eq(store_begin(s, true, &err), ST_OK);
	st = store_put_word(s, kind, size, n, word, &err);
	if (st == ST_OK)
		st = store_commit(s, &err);
	store_abandon(s);
	store_close(s);
	return st;
}

static const char *
copy(void)
{
	const char *path = fix_path("copy");

	fix_copy(good, path);
	return path;
}

/* An audit that asks for both witnesses and trusts the authority. */
static enum status
audit(const char *path, struct log_audit *out, struct log_witness who[2],
    struct findings *f)
{
	static struct certs roots;
	static struct stamp_trust trust;

	roots = (struct certs){ &tsa.ca, 1, 1 };
	trust = (struct stamp_trust){ &roots, NULL };
	who[0] = (struct log_witness){ .key = key[0] };
	who[1] = (struct log_witness){ .key = key[1] };
	*out = (struct log_audit){ .vkey = str_of(vkey),
		.witness = who,
		.nwitness = 2,
		.stamps = &trust };
	return auditlog_verify(path, out, f);
}

START_TEST(good_words_are_counted_and_told)
{
	const char *path = copy();
	struct log_audit a;
	struct log_witness who[2];
	struct findings f = { 0 };

	ck_assert_int_eq(
	    put(path, STORE_COSIGNATURE, 1, 0, cosigned(0, 1)), ST_OK);
	ck_assert_int_eq(
	    put(path, STORE_COSIGNATURE, 3, 0, cosigned(0, 3)), ST_OK);
	ck_assert_int_eq(
	    put(path, STORE_COSIGNATURE, 3, 1, cosigned(1, 3)), ST_OK);
	ck_assert_int_eq(
	    put(path, STORE_TIMESTAMP, 2, 0, stamped(note_of(2))), ST_OK);
	ck_assert_msg(audit(path, &a, who, &f) == ST_OK, "%s", fix_all(&f));
	ck_assert_uint_eq(a.cosignatures, 3);
	ck_assert_uint_eq(a.timestamps, 1);
	ck_assert_uint_eq(a.stamped_size, 2);
	ck_assert_int_eq(a.stamped_time, SIGNED_AT + 60);
	ck_assert_uint_eq(who[0].n, 2);
	ck_assert_uint_eq(who[0].size, 3);
	ck_assert_int_eq(who[0].time, FIX_START + 3600);
	ck_assert_uint_eq(who[1].n, 1);
	ck_assert(fix_says(&f, SEV_NOTE,
	    "the witness witness.example/0 co-signed 2 checkpoints, the "
	    "newest of 3 entries at 2026-11-23T11:15:00Z"));
	ck_assert(fix_says(&f, SEV_NOTE,
	    "by a time-stamp the checkpoint of 2 entries was there at "));
	findings_free(&f);
}
END_TEST

START_TEST(a_witness_who_never_signed_is_missed)
{
	const char *path = copy();
	struct log_audit a;
	struct log_witness who[2];
	struct findings f = { 0 };

	ck_assert_int_eq(
	    put(path, STORE_COSIGNATURE, 2, 0, cosigned(1, 2)), ST_OK);
	ck_assert_int_eq(audit(path, &a, who, &f), ST_VERIFY);
	ck_assert_uint_eq(f.errors, 1);
	ck_assert(fix_says(&f, SEV_ERROR,
	    "log: witness: no checkpoint is co-signed by "
	    "\"witness.example/0\""));
	findings_free(&f);
}
END_TEST

/* Words in an order that no log has are not let in. */
START_TEST(the_store_takes_only_the_next_word)
{
	const char *path = copy();

	ck_assert_int_eq(
	    put(path, STORE_COSIGNATURE, 4, 0, STR("x")), ST_VERIFY);
	ck_assert_int_eq(
	    put(path, STORE_COSIGNATURE, 3, 1, STR("x")), ST_VERIFY);
	ck_assert_int_eq(put(path, STORE_TIMESTAMP, 9, 0, STR("x")), ST_VERIFY);
	ck_assert_int_eq(put(path, STORE_TIMESTAMP, 3, 0, STR("x")), ST_OK);
	ck_assert_int_eq(put(path, STORE_TIMESTAMP, 3, 0, STR("y")), ST_VERIFY);
	ck_assert_int_eq(put(path, STORE_TIMESTAMP, 3, 1, STR("y")), ST_OK);
}
END_TEST

static void
assert_found(const char *path, const char *says)
{
	struct log_audit a;
	struct log_witness who[2];
	struct findings f = { 0 };

	ck_assert_int_eq(audit(path, &a, who, &f), ST_VERIFY);
	ck_assert_msg(fix_says(&f, SEV_ERROR, says), "%s: want %s%s", path,
	    says, fix_all(&f));
	findings_free(&f);
}

START_TEST(bad_words_are_found)
{
	const char *path = copy();
	static char twice[2000];
	struct str one = cosigned(0, 2);

	/* of another checkpoint, no line at all, and twice the same */
	ck_assert_int_eq(put(path, STORE_COSIGNATURE, 3, 0, one), ST_OK);
	assert_found(path,
	    "log: cosignature: checkpoint of 3 entries: it does not hold");
	path = copy();
	ck_assert_int_eq(
	    put(path, STORE_COSIGNATURE, 3, 0, STR("no line")), ST_OK);
	assert_found(
	    path, "log: cosignature: checkpoint of 3 entries: not the line of");
	path = copy();
	ck_assert_int_eq(put(path, STORE_COSIGNATURE, 2, 0, one), ST_OK);
	ck_assert_int_eq(put(path, STORE_COSIGNATURE, 2, 1, one), ST_OK);
	assert_found(
	    path, "log: cosignature: checkpoint of 2 entries: a second one");
	snprintf(twice, sizeof(twice),
	    "INSERT INTO cosignature VALUES (7, 1, '%.*s')", STR_ARG(one));
	path = copy();
	fix_tamper(path, twice);
	assert_found(path,
	    "log: cosignature: checkpoint of 7 entries: one before it is");
	assert_found(path,
	    "log: cosignature: checkpoint of 7 entries: there is no such");
	path = copy();
	ck_assert_int_eq(
	    put(path, STORE_TIMESTAMP, 3, 0, stamped(note_of(2))), ST_OK);
	assert_found(path, "log: timestamp: checkpoint of 3 entries: ");
	path = copy();
	ck_assert_int_eq(put(path, STORE_TIMESTAMP, 3, 0, STR("x")), ST_OK);
	assert_found(path, "log: timestamp: checkpoint of 3 entries: not a");
}
END_TEST

/* Unknown witnesses, up to as many as a note can hold. */
START_TEST(a_checkpoint_has_at_most_fifteen)
{
	const char *path = copy();
	struct note_signer *s = NULL;
	struct findings f = { 0 };
	struct error err = { 0 };
	struct str body, lines, line;
	char name[20];

	ck_assert_int_eq(
	    note_split(note_of(3), pos_none, &body, &lines, &err), ST_OK);
	for (unsigned i = 0; i < NOTE_LINES_MAX; i++) {
		if (i == NOTE_LINES_MAX - 1)
			ck_assert_int_eq(fix_verify(path, vkey, "", &f), ST_OK);
		snprintf(name, sizeof(name), "w%u", i);
		ck_assert_int_eq(
		    note_signer_new(str_of(name), &s, &err), ST_OK);
		ck_assert_int_eq(
		    cosign_make(s, body, 1, &memory, &line, &err), ST_OK);
		note_signer_free(s);
		ck_assert_int_eq(
		    put(path, STORE_COSIGNATURE, 3, i, line), ST_OK);
	}
	findings_free(&f);
	ck_assert_int_eq(fix_verify(path, vkey, "", &f), ST_VERIFY);
	ck_assert_uint_eq(f.errors, 1);
	findings_free(&f);
}
END_TEST

static void
begin(void)
{
	struct error err = { 0 };

	tsa = tsa_make();
	snprintf(good, sizeof(good), "%s", fix_path("good"));
	fix_log(good, 3, vkey);
	for (int i = 0; i < 2; i++) {
		const char *name =
		    i == 0 ? "witness.example/0" : "witness.example/1";

		ck_assert_int_eq(
		    note_signer_new(str_of(name), &witness[i], &err), ST_OK);
		ck_assert(note_witness_set(&key[i], str_of(name),
		    note_signer_public(witness[i])->key));
	}
}

static void
end(void)
{
	for (int i = 0; i < 2; i++)
		note_signer_free(witness[i]);
	tsa_free(&tsa);
	arena_free(&memory);
}

int
main(void)
{
	Suite *s = suite_create("audit_words");
	TCase *t = tcase_create("audit_words");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 60);
	tcase_add_unchecked_fixture(t, begin, end);
	tcase_add_test(t, good_words_are_counted_and_told);
	tcase_add_test(t, a_witness_who_never_signed_is_missed);
	tcase_add_test(t, the_store_takes_only_the_next_word);
	tcase_add_test(t, bad_words_are_found);
	tcase_add_test(t, a_checkpoint_has_at_most_fifteen);
	suite_add_tcase(s, t);
	return fix_run(s);
}
