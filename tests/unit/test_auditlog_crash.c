/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_auditlog_crash - a writer is killed again and again: what it was told
 * to be logged is there, and the log holds.
 */
#include "tests/unit/logfix.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Kills; with RETRACE_LONG so many. */
#define ROUNDS 40
#define LONG_ROUNDS 500

/* Every fourth is no filing, and has a document. */
static enum status
append(struct auditlog *log, unsigned n, struct arena *a, struct log_receipt *r,
    struct error *err)
{
	const struct log_input scan = { STR("report"), STR("report.json"),
		STR("{\"holds\": true}"), true };
	const struct log_entry e = { .kind = STR("verification"),
		.actor = STR("an auditor"),
		.result = STR("holds"),
		.input = &scan,
		.ninput = 1,
		.now = FIX_START + 60 * (int64_t)n };

	return n % 4 == 3
		   ? auditlog_append(log, &e, a, r, err)
		   : fix_try_append(log, n, (struct str){ NULL, 0 }, a, r, err);
}

/* Appends for ever and says each entry that was acknowledged. */
static void
write_on(const char *path, unsigned next, int to)
{
	struct auditlog *log = fix_writer(path);

	for (;; next++) {
		struct arena a = { 0 };
		struct log_receipt r;
		struct error err = { 0 };

		if (append(log, next, &a, &r, &err) != ST_OK ||
		    write(to, &r.index, sizeof(r.index)) !=
			(ssize_t)sizeof(r.index))
			_exit(1);
		arena_free(&a);
	}
}

/*
 * Kills a writer some us after its n-th entry, most often within the next
 * one; the last index that it acknowledged.
 */
static int64_t
run_and_kill(const char *path, unsigned next, unsigned n, long us)
{
	const struct timespec wait = { 0, us * 1000 };
	int64_t last = -1;
	uint64_t index;
	int pipes[2], status;
	pid_t pid;

	ck_assert_int_eq(pipe(pipes), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		close(pipes[0]);
		write_on(path, next, pipes[1]);
	}
	close(pipes[1]);
	for (unsigned i = 0; i < n; i++) {
		ck_assert_int_eq(read(pipes[0], &index, sizeof(index)),
		    (ssize_t)sizeof(index));
		last = (int64_t)index;
	}
	nanosleep(&wait, NULL);
	ck_assert_int_eq(kill(pid, SIGKILL), 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status));
	while (read(pipes[0], &index, sizeof(index)) == (ssize_t)sizeof(index))
		last = (int64_t)index;
	close(pipes[0]);
	return last;
}

START_TEST(a_killed_writer_loses_nothing_that_was_acknowledged)
{
	const char *path = fix_path("killed");
	char journal[400], vkey[NOTE_VKEY_TEXT];
	const unsigned rounds =
	    getenv("RETRACE_LONG") != NULL ? LONG_ROUNDS : ROUNDS;
	unsigned journals = 0;
	uint64_t entries = 0;

	fix_log(path, 0, vkey);
	snprintf(journal, sizeof(journal), "%s-journal", path);
	for (unsigned round = 0; round < rounds; round++) {
		struct log_audit audit = { .vkey = str_of(vkey) };
		struct findings f = { 0 };
		int64_t last = run_and_kill(path, (unsigned)entries,
		    1 + round % 3, 150 * (long)(round % ROUNDS));

		journals += access(journal, F_OK) == 0;
		ck_assert_msg(auditlog_verify(path, &audit, &f) == ST_OK,
		    "round %u: %s", round, fix_all(&f));
		ck_assert_msg((int64_t)audit.entries > last,
		    "round %u: %lld acknowledged, %llu there", round,
		    (long long)last + 1, (unsigned long long)audit.entries);
		ck_assert_uint_ge(audit.entries, entries);
		entries = audit.entries;
		findings_free(&f);
	}
	ck_assert_uint_gt(entries, rounds);
	printf("%u kills, %u of them with a journal left, %llu entries\n",
	    rounds, journals, (unsigned long long)entries);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("auditlog_crash");
	TCase *t = tcase_create("auditlog_crash");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 290);
	tcase_add_test(t, a_killed_writer_loses_nothing_that_was_acknowledged);
	suite_add_tcase(s, t);
	return fix_run(s);
}
