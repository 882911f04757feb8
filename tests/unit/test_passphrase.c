/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of cmd/passphrase.c and shell.c: each source gives its line, and after
 * passphrase_wipe() no byte of it is left in our memory.
 */
#include "cmd/passphrase.h"
#include "cmd/shell.h"
#include "tests/unit/run.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], path[96];

/* The secret is never whole in the memory of the test: it is every second
 * byte of this, and what writes it is another program. */
static const char spread[] = "q_w_7_x_!_z_P_r_9_k_d_T_";

static void
set_up(void)
{
	snprintf(folder, sizeof(folder), "%s/retrace-pass-XXXXXX", P_tmpdir);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/pass", folder);
}

static void
tear_down(void)
{
	unlink(path);
	rmdir(folder);
}

static void
shell(const char *command)
{
	struct error err = { 0 };
	struct shell sh;

	ck_assert_int_eq(
	    shell_start(command, (struct str){ "", 0 }, &sh, &err), ST_OK);
	ck_assert_msg(
	    shell_end(&sh, "test", ST_KEY, &err) == ST_OK, "%s", err.text);
}

/* Writes the secret and a second line to `to`. */
static const char *
writer(const char *to)
{
	static char command[300];

	snprintf(command, sizeof(command),
	    "umask 077; printf '%%s\\nsecond line\\n' \"$(echo '%s' | tr -d "
	    "_)\"%s%s",
	    spread, to[0] != '\0' ? " >" : "", to);
	return command;
}

static bool
is_secret(const char *p)
{
	for (size_t i = 0; i < (sizeof(spread) - 1) / 2; i++)
		if (p[i] != spread[2 * i])
			return false;
	return true;
}

static unsigned
count_in(const char *p, size_t n)
{
	const char *end = p + n, *at = p;
	unsigned count = 0;

	while ((at = memchr(at, spread[0], (size_t)(end - at))) != NULL) {
		count += end - at >= 12 && is_secret(at);
		at++;
	}
	return count;
}

/* How often it stands in what we can write to. */
static unsigned
copies(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	int mem = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	static char block[1 << 16];
	char line[512], mode[8];
	unsigned n = 0;

	ck_assert_ptr_nonnull(maps);
	ck_assert_int_ge(mem, 0);
	while (fgets(line, sizeof(line), maps) != NULL) {
		unsigned long from, to;

		if (sscanf(line, "%lx-%lx %7s", &from, &to, mode) != 3 ||
		    mode[1] != 'w' || to - from > (256ul << 20))
			continue;
		for (; from < to; from += sizeof(block) - 64) {
			ssize_t got =
			    pread(mem, block, sizeof(block), (off_t)from);

			n += count_in(block, got > 0 ? (size_t)got : 0);
			if (got > 0)
				memset(block, 0, (size_t)got);
		}
	}
	fclose(maps);
	close(mem);
	return n;
}

/* Its first line, and then nothing of it. */
static void
gives(const struct passphrase_source *s)
{
	struct passphrase p = { "" };
	struct error err = { 0 };

	ck_assert_int_eq(passphrase_check(s, &err), ST_OK);
	ck_assert_msg(passphrase_get(&p, s, &err) == ST_OK, "%s", err.text);
	ck_assert_uint_eq(strlen(p.text), 12);
	ck_assert(is_secret(p.text));
	ck_assert_uint_ge(copies(), 1);
	passphrase_wipe(&p);
	ck_assert_uint_eq(copies(), 0);
}

START_TEST(a_file_gives_its_first_line_and_leaves_no_copy)
{
	shell(writer(path));
	gives(&(struct passphrase_source){ .file = path, .prefix = "" });
}
END_TEST

START_TEST(a_command_gives_its_first_line_and_leaves_no_copy)
{
	gives(
	    &(struct passphrase_source){ .command = writer(""), .prefix = "" });
}
END_TEST

START_TEST(a_variable_is_read_once_and_leaves_no_copy)
{
	struct passphrase_source s = { .variable = "RETRACE_TEST",
		.prefix = "" };
	struct passphrase p = { "" };
	struct error err = { 0 };
	static char pair[13 + sizeof(spread) / 2 + 1] = "RETRACE_TEST=";

	/* setenv() would leave a copy on the stack */
	for (size_t i = 0; i < (sizeof(spread) - 1) / 2; i++)
		pair[13 + i] = spread[2 * i];
	ck_assert_int_eq(putenv(pair), 0);
	gives(&s);
	ck_assert_ptr_null(getenv("RETRACE_TEST"));
	setenv("RETRACE_TEST", "once", 1);
	ck_assert_int_eq(passphrase_get(&p, &s, &err), ST_OK);
	ck_assert_str_eq(p.text, "once");
}
END_TEST

START_TEST(a_descriptor_gives_one_line_after_the_other)
{
	struct passphrase_source s = { .prefix = "" };
	struct passphrase p = { "" };
	struct error err = { 0 };
	char number[12];
	int fd;

	shell(writer(path));
	fd = open(path, O_RDONLY);
	snprintf(number, sizeof(number), "%d", fd);
	s.fd = number;
	gives(&s);
	ck_assert_int_eq(passphrase_get(&p, &s, &err), ST_OK);
	ck_assert_str_eq(p.text, "second line");
	ck_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	close(fd);
	ck_assert_int_eq(passphrase_check(&s, &err), ST_USAGE);
}
END_TEST

static const struct refusal {
	const char *command; /* fills the file */
	mode_t mode;
	enum status code;
	const char *why;
} refusals[] = {
	{ "printf 'a b\\r\\n'", 0600, ST_OK, "a b" },
	{ "printf 'no end'", 0400, ST_OK, "no end" },
	{ "printf ''", 0600, ST_OK, "" },
	{ "printf 'a\\0b\\n'", 0600, ST_KEY,
	    "a NUL byte: expected a passphrase" },
	{ "yes | tr -d '\\n' | head -c 1023", 0600, ST_OK, NULL },
	{ "yes | tr -d '\\n' | head -c 1024", 0600, ST_KEY,
	    "longer than 1023 bytes: expected a passphrase" },
	{ "echo abc", 0640, ST_KEY,
	    "others can reach it (mode 640): expected mode 600: chmod 600 sets "
	    "it" },
	{ "echo abc", 0604, ST_KEY,
	    "others can reach it (mode 604): expected mode 600: chmod 600 sets "
	    "it" },
};

START_TEST(a_line_is_taken_as_it_is_or_not_at_all)
{
	const struct refusal *t = &refusals[_i];
	struct passphrase_source s = { .file = path, .prefix = "" };
	struct passphrase p = { "" };
	struct error err = { 0 };
	char command[300];

	snprintf(command, sizeof(command), "(%s) >%s", t->command, path);
	shell(command);
	ck_assert_int_eq(chmod(path, t->mode), 0);
	ck_assert_int_eq(passphrase_get(&p, &s, &err), t->code);
	if (t->code == ST_OK && t->why != NULL)
		ck_assert_str_eq(p.text, t->why);
	else if (t->code != ST_OK) {
		ck_assert_str_eq(err.text, t->why);
		ck_assert_str_eq(err.at.file, path);
		ck_assert_str_eq(p.text, "");
	}
}
END_TEST

START_TEST(a_command_that_fails_gives_nothing)
{
	struct passphrase_source s = { .command = "echo abc; exit 3",
		.prefix = "log-" };
	struct passphrase p = { "" };
	struct error err = { 0 };

	ck_assert_int_eq(passphrase_get(&p, &s, &err), ST_KEY);
	ck_assert_str_eq(err.text,
	    "--log-passphrase-command \"echo abc; exit 3\" ended with exit "
	    "code 3: expected 0");
	ck_assert_str_eq(p.text, "");
	s.command = "kill -9 $$";
	err = (struct error){ 0 };
	ck_assert_int_eq(passphrase_get(&p, &s, &err), ST_KEY);
	ck_assert_str_eq(err.text,
	    "--log-passphrase-command \"kill -9 $$\" ended with signal 9: "
	    "expected 0");
	/* It writes more than a pipe holds: it is heard to its end. */
	s.command = "echo abc; head -c 300000 /dev/zero";
	err = (struct error){ 0 };
	ck_assert_int_eq(passphrase_get(&p, &s, &err), ST_OK);
	ck_assert_str_eq(p.text, "abc");
}
END_TEST

START_TEST(only_one_source_may_be_named_and_it_must_be_open)
{
	const struct passphrase_source two = {
		.file = "a", .fd = "0", .prefix = ""
	};
	static const char *const numbers[] = { "", "x", "-1", "3x", "999",
		"99999999999" };
	struct error err = { 0 };

	ck_assert_int_eq(passphrase_check(&two, &err), ST_USAGE);
	ck_assert_str_eq(err.text,
	    "expected one of --passphrase-file, --passphrase-fd and "
	    "--passphrase-command");
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct passphrase_source s = { .fd = numbers[i], .prefix = "" };

		err = (struct error){ 0 };
		ck_assert_int_eq(passphrase_check(&s, &err), ST_USAGE);
	}
}
END_TEST

START_TEST(a_command_reads_what_it_is_given)
{
	struct error err = { 0 };
	struct shell sh;
	char got[16];

	ck_assert_int_eq(
	    shell_start("tr a-z A-Z", STR("to upper"), &sh, &err), ST_OK);
	ck_assert_int_eq(read(sh.out, got, sizeof(got)), 8);
	ck_assert_mem_eq(got, "TO UPPER", 8);
	ck_assert_int_eq(shell_end(&sh, "test", ST_KEY, &err), ST_OK);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, a_file_gives_its_first_line_and_leaves_no_copy);
	tcase_add_test(t, a_command_gives_its_first_line_and_leaves_no_copy);
	tcase_add_test(t, a_variable_is_read_once_and_leaves_no_copy);
	tcase_add_test(t, a_descriptor_gives_one_line_after_the_other);
	tcase_add_loop_test(
	    t, a_line_is_taken_as_it_is_or_not_at_all, 0, LENGTH(refusals));
	tcase_add_test(t, a_command_that_fails_gives_nothing);
	tcase_add_test(t, only_one_source_may_be_named_and_it_must_be_open);
	tcase_add_test(t, a_command_reads_what_it_is_given);
}

int
main(void)
{
	return run_suite("passphrase", add);
}
