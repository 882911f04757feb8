/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_witness - what a witness remembers: written and read again; cut off,
 * changed or too old it is refused, or named; and killed in the middle of
 * keeping it, it is the old one or the new one.
 */
#include "core/log/heads.h"
#include "core/log/witness.h"
#include "tests/unit/logfix.h"
#include "tests/unit/run.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static struct arena memory;
static struct note_signer *own;
static char logpath[300];

static struct witness
fresh(void)
{
	struct witness w = { .n = 0 };

	ck_assert(note_witness_set(
	    &w.own, STR("example.org/witness"), note_signer_public(own)->key));
	return w;
}

static void
know(struct witness *w, const char *name)
{
	struct note_signer *s = NULL;
	struct error err = { 0 };

	ck_assert_int_eq(note_signer_new(str_of(name), &s, &err), ST_OK);
	ck_assert_int_eq(
	    witness_add(w, note_signer_public(s), &memory, &err), ST_OK);
	note_signer_free(s);
}

/* Two logs, of the second of which something was seen. */
static struct witness
seasoned(void)
{
	struct witness w = fresh();

	know(&w, "example.com/one");
	know(&w, "example.com/two");
	w.log[1].size = 7;
	memset(w.log[1].root, 0xab, SHA256_SIZE);
	return w;
}

static enum status
reread(struct str text, struct witness *out, struct error *err)
{
	*err = (struct error){ 0 };
	return witness_read(
	    text, (struct pos){ "memory", 1, 0 }, &memory, out, err);
}

START_TEST(what_was_kept_is_remembered)
{
	const struct witness w = seasoned();
	struct str text = witness_write(&memory, &w);
	struct witness again;
	struct error err;

	ck_assert_msg(reread(text, &again, &err) == ST_OK, "%s", err.text);
	ck_assert_uint_eq(again.n, 2);
	ck_assert_uint_eq(again.log[1].size, 7);
	ck_assert_mem_eq(again.log[1].root, w.log[1].root, SHA256_SIZE);
	ck_assert(str_eq(witness_write(&memory, &again), text));
}
END_TEST

/* The first version had no digest. */
START_TEST(an_older_form_is_read_and_written_anew)
{
	const struct witness w = seasoned();
	struct str text = witness_write(&memory, &w);
	struct str old = arena_copy(&memory, text);
	struct witness again;
	struct error err;

	((char *)(uintptr_t)old.p)[sizeof("retrace-witness/") - 1] = '1';
	old.n -= sizeof("sha256 ") - 1 + SHA256_HEX;
	ck_assert_msg(reread(old, &again, &err) == ST_OK, "%s", err.text);
	ck_assert(str_eq(witness_write(&memory, &again), text));
}
END_TEST

START_TEST(a_memory_that_was_cut_off_is_refused)
{
	const struct witness w = seasoned();
	struct str text = witness_write(&memory, &w);

	for (size_t n = 0; n < text.n; n++) {
		struct witness again = { .n = 99 };
		struct error err;
		enum status st =
		    reread((struct str){ text.p, n }, &again, &err);

		ck_assert_msg(st == ST_VERIFY || st == ST_SYNTAX,
		    "%zu bytes: %d, %s", n, st, err.text);
		if (n >= sizeof("retrace-witness/2"))
			ck_assert_msg(
			    strstr(err.text, "cut off or changed") != NULL,
			    "%zu bytes: %s", n, err.text);
		ck_assert_uint_eq(again.n, 99);
	}
}
END_TEST

START_TEST(a_memory_of_which_a_bit_is_another_is_refused)
{
	const struct witness w = seasoned();
	struct str text = witness_write(&memory, &w);
	char *p = TAKE(&memory, char, text.n);

	ck_assert_ptr_nonnull(p);
	for (size_t i = 0; i < 8 * text.n; i++) {
		struct witness again = { .n = 99 };
		struct error err;

		memcpy(p, text.p, text.n);
		p[i / 8] = (char)(p[i / 8] ^ 1 << i % 8);
		ck_assert_msg(
		    reread((struct str){ p, text.n }, &again, &err) != ST_OK,
		    "bit %zu", i);
		ck_assert_uint_eq(again.n, 99);
	}
}
END_TEST

/* One half of it is older than the other. */
START_TEST(a_memory_of_two_halves_is_refused)
{
	struct witness w = seasoned(), again = { .n = 99 };
	struct str one = witness_write(&memory, &w), two;
	struct error err;

	w.log[1].size = 8;
	two = arena_copy(&memory, witness_write(&memory, &w));
	ck_assert_uint_eq(one.n, two.n);
	memcpy((char *)(uintptr_t)two.p, one.p, one.n / 2);
	memcpy((char *)(uintptr_t)two.p + two.n - 72, one.p + one.n - 72, 72);
	ck_assert_int_eq(reread(two, &again, &err), ST_VERIFY);
}
END_TEST

/* ---- a memory that is whole, but older */

static struct str
request(uint64_t from, uint64_t to)
{
	struct auditlog *log = fix_open(logpath, AUDITLOG_READ);
	struct log_head head;
	struct error err = { 0 };
	struct str proof;

	ck_assert_int_eq(heads_get(log, to, &memory, &head, &err), ST_OK);
	ck_assert_int_eq(
	    heads_prove_growth(log, &head, from, &memory, &proof, &err), ST_OK);
	auditlog_close(log);
	return proof;
}

static enum witness_fault
judge(struct witness *w, struct str text, struct error *err)
{
	struct witness_log seen;
	struct str body;
	enum witness_fault fault;

	*err = (struct error){ 0 };
	fault = witness_judge(
	    w, text, (struct pos){ "request", 1, 0 }, &seen, &body, err);
	if (fault == WITNESS_COSIGNS)
		witness_remember(w, &seen);
	return fault;
}

START_TEST(an_older_memory_is_named_by_the_next_request)
{
	char vkey[NOTE_VKEY_TEXT];
	struct witness w = fresh(), older;
	struct note_verifier key;
	struct error err = { 0 };
	struct str kept;

	snprintf(logpath, sizeof(logpath), "%s", fix_path("log"));
	fix_log(logpath, 4, vkey);
	ck_assert_int_eq(
	    note_verifier_read(str_of(vkey), pos_none, &key, &err), ST_OK);
	ck_assert_int_eq(witness_add(&w, &key, &memory, &err), ST_OK);
	ck_assert_int_eq(judge(&w, request(0, 2), &err), WITNESS_COSIGNS);
	kept = witness_write(&memory, &w);
	ck_assert_int_eq(judge(&w, request(2, 3), &err), WITNESS_COSIGNS);
	/* The copy of before is put back: the log goes on from 3. */
	ck_assert_int_eq(reread(kept, &older, &err), ST_OK);
	ck_assert_int_eq(judge(&older, request(3, 4), &err), WITNESS_STALE);
	ck_assert_msg(strstr(err.text, "a request from 3 entries on, and this "
				       "witness remembers 2") != NULL,
	    "%s", err.text);
	ck_assert_msg(strstr(err.text, "an older memory was put back") != NULL,
	    "%s", err.text);
	ck_assert_uint_eq(older.log[0].size, 2);
	/* With the newest it goes on. */
	ck_assert_int_eq(judge(&w, request(3, 4), &err), WITNESS_COSIGNS);
}
END_TEST

/* ---- killed while it is kept */

static void
keep_for_ever(const char *path)
{
	struct witness w = seasoned();
	struct error err = { 0 };

	for (;;) {
		w.log[1].size++;
		if (file_write(path, witness_write(&memory, &w), FILE_PRIVATE,
			&err) != ST_OK)
			_exit(1);
	}
}

START_TEST(whoever_is_killed_leaves_a_whole_memory)
{
	const char *path = fix_path("memory");
	const struct witness first = seasoned();
	uint64_t last = 0;
	struct error err = { 0 };

	ck_assert_int_eq(file_write(path, witness_write(&memory, &first),
			     FILE_PRIVATE, &err),
	    ST_OK);
	for (int i = 0; i < 60 || (last <= 7 && i < 6000); i++) {
		struct witness again;
		struct str text;
		int status;
		pid_t pid = fork();

		ck_assert_int_ge(pid, 0);
		if (pid == 0)
			keep_for_ever(path);
		usleep((useconds_t)((500 + 700 * (i % 20)) * (1 + i / 60)));
		kill(pid, SIGKILL);
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert(WIFSIGNALED(status));
		ck_assert_int_eq(
		    file_text(path, 100000, &memory, &text, &err), ST_OK);
		ck_assert_msg(
		    reread(text, &again, &err) == ST_OK, "%s", err.text);
		ck_assert_uint_ge(again.log[1].size, 7);
		last = again.log[1].size > last ? again.log[1].size : last;
	}
	/* Some were killed after they had kept something: on a busy machine
	 * that takes more of them. */
	ck_assert_uint_gt(last, 7);
}
END_TEST

static void
begin(void)
{
	struct error err = { 0 };

	ck_assert_int_eq(
	    note_signer_new(STR("example.org/witness"), &own, &err), ST_OK);
}

static void
end(void)
{
	note_signer_free(own);
	arena_free(&memory);
}

int
main(void)
{
	Suite *s = suite_create("witness");
	TCase *t = tcase_create("witness");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 120);
	tcase_add_unchecked_fixture(t, begin, end);
	tcase_add_test(t, what_was_kept_is_remembered);
	tcase_add_test(t, an_older_form_is_read_and_written_anew);
	tcase_add_test(t, a_memory_that_was_cut_off_is_refused);
	tcase_add_test(t, a_memory_of_which_a_bit_is_another_is_refused);
	tcase_add_test(t, a_memory_of_two_halves_is_refused);
	tcase_add_test(t, an_older_memory_is_named_by_the_next_request);
	tcase_add_test(t, whoever_is_killed_leaves_a_whole_memory);
	suite_add_tcase(s, t);
	return fix_run(s);
}
