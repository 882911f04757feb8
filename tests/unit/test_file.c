/* SPDX-License-Identifier: Apache-2.0 */
/* test_file - whole files in, whole files out. */
#include "core/base/file.h"

#include "tests/unit/run.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];

/* Files without a name: 0 as the system has them, 1 as if it had none. */
static int without;

int
access(const char *path, int how)
{
	if (without && strcmp(path, "/proc/self/fd") == 0)
		return -1;
	return faccessat(AT_FDCWD, path, how, 0);
}

/* [bytes] More than there are, or fewer, when a file is opened: somebody goes
 * on writing it. */
static int changes;

int
fstat(int fd, struct stat *sb)
{
	int got = fstatat(fd, "", sb, AT_EMPTY_PATH);

	if (got == 0 && S_ISREG(sb->st_mode))
		sb->st_size += changes;
	return got;
}

static void
set_up(void)
{
	strcpy(folder, "/tmp/retrace-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
}

/* Removes what is in the folder; how many entries there were. */
static int
sweep(void)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	int n = 0;

	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		n++;
		if (unlink(e->d_name) != 0)
			rmdir(e->d_name);
	}
	closedir(d);
	return n;
}

START_TEST(a_file_that_changes_while_it_is_read_is_refused)
{
	static const int by[] = { -1, 0, 1, 100000 };
	struct bytes b = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    file_write("f", STR("eight...\n"), FILE_PRIVATE, &err), ST_OK);
	changes = by[_i];
	file_load("f", 1 << 20, &b, &err);
	changes = 0;
	if (by[_i] == 0) {
		ck_assert_int_eq(err.code, ST_OK);
		ck_assert_uint_eq(b.n, 9);
	} else {
		ck_assert_int_eq(err.code, ST_IO);
		ck_assert_str_eq(err.text,
		    "its size has changed while it was read: expected a file "
		    "that nobody writes to");
		ck_assert_ptr_null(b.p);
	}
	bytes_free(&b);
}
END_TEST

static void
tear_down(void)
{
	sweep();
	if (chdir("/") == 0)
		rmdir(folder);
}

static void
expect(const char *path, struct str want)
{
	struct error err = { 0 };
	struct bytes b = { 0 };

	ck_assert_int_eq(file_load(path, 1 << 20, &b, &err), ST_OK);
	ck_assert_uint_eq(b.n, want.n);
	ck_assert_mem_eq(b.p, want.p, want.n);
	ck_assert_int_eq(b.p[b.n], '\0');
	bytes_free(&b);
	ck_assert_ptr_null(b.p);
}

START_TEST(what_is_written_is_read_back)
{
	struct error err = { 0 };
	char big[200001];

	without = _i;
	for (size_t i = 0; i < sizeof(big); i++)
		big[i] = (char)(i * 31);
	ck_assert_int_eq(file_write("a", STR(""), FILE_PUBLIC, &err), ST_OK);
	expect("a", STR(""));
	ck_assert_int_eq(
	    file_write("a", STR("x\0y\r\n"), FILE_PUBLIC, &err), ST_OK);
	expect("a", STR("x\0y\r\n"));
	ck_assert_int_eq(file_write("a", (struct str){ big, sizeof(big) },
			     FILE_PUBLIC, &err),
	    ST_OK);
	expect("a", (struct str){ big, sizeof(big) });
	ck_assert_int_eq(sweep(), 1); /* no temporary file is left */
}
END_TEST

START_TEST(a_key_is_for_its_owner_alone)
{
	struct error err = { 0 };
	struct stat sb;

	without = _i;
	umask(022);
	file_write("key", STR("k"), FILE_PRIVATE, &err);
	ck_assert_int_eq(stat("key", &sb), 0);
	ck_assert_int_eq(sb.st_mode & 07777, 0600);
	file_write("open", STR("k"), FILE_PUBLIC, &err);
	ck_assert_int_eq(stat("open", &sb), 0);
	ck_assert_int_eq(sb.st_mode & 07777, 0644);
	ck_assert_int_eq(umask(022), 022); /* left as it was */
	/* A file that was open to all is replaced by one that is not. */
	file_write("open", STR("k"), FILE_PRIVATE, &err);
	ck_assert_int_eq(stat("open", &sb), 0);
	ck_assert_int_eq(sb.st_mode & 07777, 0600);
	ck_assert_int_eq(err.code, ST_OK);
}
END_TEST

START_TEST(a_new_file_replaces_none)
{
	struct error err = { 0 };

	without = _i;
	ck_assert_int_eq(
	    file_write_new("a", STR("first"), FILE_PUBLIC, &err), ST_OK);
	ck_assert_int_eq(
	    file_write_new("a", STR("second"), FILE_PUBLIC, &err), ST_CREATE);
	ck_assert_str_eq(err.at.file, "a");
	ck_assert_str_eq(err.text, "exists already: expected a new name");
	expect("a", STR("first"));
	ck_assert_int_eq(sweep(), 1);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_named)
{
	struct error err = { 0 };

	without = _i;
	ck_assert_int_eq(
	    file_write("no/a", STR("x"), FILE_PUBLIC, &err), ST_CREATE);
	ck_assert_str_eq(err.at.file, "no/a");
	ck_assert_str_eq(
	    err.text, "cannot be created: No such file or directory");
	ck_assert_int_eq(sweep(), 0);
}
END_TEST

START_TEST(a_folder_is_not_replaced_by_a_file)
{
	struct error err = { 0 };
	struct stat sb;

	without = _i;
	ck_assert_int_eq(mkdir("d", 0755), 0);
	ck_assert_int_eq(
	    file_write("d", STR("x"), FILE_PUBLIC, &err), ST_CREATE);
	ck_assert_int_eq(stat("d", &sb), 0);
	ck_assert(S_ISDIR(sb.st_mode));
	ck_assert_int_eq(sweep(), 1);
}
END_TEST

START_TEST(a_folder_closed_to_writing_keeps_the_old_file)
{
	struct error err = { 0 };

	without = _i;
	file_write("a", STR("old"), FILE_PUBLIC, &err);
	ck_assert_int_eq(chmod(".", 0555), 0);
	if (geteuid() == 0)
		ck_assert_int_eq(seteuid(65534), 0); /* root may do all */
	ck_assert_int_eq(
	    file_write("a", STR("new"), FILE_PUBLIC, &err), ST_CREATE);
	ck_assert_int_eq(access("a", F_OK), 0);
	if (getuid() == 0)
		ck_assert_int_eq(seteuid(0), 0);
	ck_assert_int_eq(chmod(".", 0755), 0);
	expect("a", STR("old"));
	ck_assert_int_eq(sweep(), 1);
}
END_TEST

/* A disk that is full in the middle of the writing. */
START_TEST(a_write_that_fails_keeps_the_old_file)
{
	struct rlimit most = { 4096, 4096 };
	struct error err = { 0 };
	char big[10000];

	without = _i;
	memset(big, 'x', sizeof(big));
	file_write("a", STR("old"), FILE_PUBLIC, &err);
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &most), 0);
	ck_assert_int_eq(file_write("a", (struct str){ big, sizeof(big) },
			     FILE_PUBLIC, &err),
	    ST_IO);
	ck_assert_str_eq(err.at.file, "a");
	ck_assert_str_eq(err.text, "cannot be written: File too large");
	expect("a", STR("old"));
	ck_assert_int_eq(sweep(), 1);
}
END_TEST

START_TEST(a_file_that_grows_takes_its_name_at_the_end)
{
	struct file_out out = { 0 };
	struct error err = { 0 };

	without = _i;
	file_write("a", STR("old"), FILE_PUBLIC, &err);
	ck_assert_int_eq(file_begin("a", FILE_PUBLIC, &out, &err), ST_OK);
	fputs("new ", out.to);
	expect("a", STR("old"));
	fputs("text", out.to);
	ck_assert_int_eq(file_finish(&out, &err), ST_OK);
	ck_assert_ptr_null(out.to);
	expect("a", STR("new text"));
	ck_assert_int_eq(sweep(), 1);
}
END_TEST

START_TEST(a_file_that_is_abandoned_leaves_nothing)
{
	struct file_out out = { 0 };
	struct error err = { 0 };

	without = _i;
	file_abandon(&out); /* not begun */
	ck_assert_int_eq(file_begin("a", FILE_PUBLIC, &out, &err), ST_OK);
	fputs("text", out.to);
	file_abandon(&out);
	file_abandon(&out);
	ck_assert_int_eq(sweep(), 0);
	ck_assert_int_eq(
	    file_begin("no/a", FILE_PUBLIC, &out, &err), ST_CREATE);
	ck_assert_ptr_null(out.to);
	ck_assert_ptr_null(out.temp);
}
END_TEST

/* A process that is killed while it writes. */
START_TEST(who_is_killed_leaves_nothing)
{
	struct file_out out = { 0 };
	struct error err = { 0 };
	int fd = open(".", O_TMPFILE | O_WRONLY, 0600), status;
	pid_t child;

	without = _i;
	file_write("a", STR("old"), FILE_PUBLIC, &err);
	child = fork();
	if (child == 0) {
		file_begin("a", FILE_PUBLIC, &out, &err);
		fputs("half of the", out.to);
		fflush(out.to);
		raise(SIGKILL);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status));
	expect("a", STR("old"));
	/* Where the disk has no such files, one with a name stays. */
	ck_assert_int_eq(sweep(), fd >= 0 && !without ? 1 : 2);
	if (fd >= 0)
		close(fd);
}
END_TEST

START_TEST(a_write_that_failed_earlier_fails_at_the_end)
{
	struct rlimit most = { 4096, 4096 };
	struct file_out out = { 0 };
	struct error err = { 0 };

	without = _i;
	file_write("a", STR("old"), FILE_PUBLIC, &err);
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &most), 0);
	ck_assert_int_eq(file_begin("a", FILE_PUBLIC, &out, &err), ST_OK);
	for (int i = 0; i < 100000; i++)
		fputc('x', out.to);
	ck_assert_int_eq(file_finish(&out, &err), ST_IO);
	expect("a", STR("old"));
	ck_assert_int_eq(sweep(), 1);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_no_input)
{
	struct bytes b = { (char *)1, 2 };
	struct error err = { 0 };

	ck_assert_int_eq(file_load("no", 10, &b, &err), ST_NOINPUT);
	ck_assert_str_eq(err.at.file, "no");
	ck_assert_uint_eq(err.at.line, 0);
	ck_assert_str_eq(
	    err.text, "cannot be opened: No such file or directory");
	ck_assert_uint_eq(b.n, 2); /* untouched */
	err.code = ST_OK;
	ck_assert_int_eq(file_load(".", 10, &b, &err), ST_NOINPUT);
	ck_assert_str_eq(err.text, "a folder: expected a file");
	ck_assert_uint_eq(b.n, 2);
}
END_TEST

START_TEST(a_file_may_be_as_large_as_allowed_and_no_larger)
{
	struct bytes b = { 0 };
	struct error err = { 0 };

	file_write("a", STR("12345"), FILE_PUBLIC, &err);
	ck_assert_int_eq(file_load("a", 5, &b, &err), ST_OK);
	ck_assert_uint_eq(b.n, 5);
	bytes_free(&b);
	ck_assert_int_eq(file_load("a", 4, &b, &err), ST_LIMIT);
	ck_assert_ptr_null(b.p);
	ck_assert_str_eq(err.text, "5 bytes: expected at most 4");
	ck_assert_int_eq(sweep(), 1);
}
END_TEST

/* Files whose size is not known before: a pipe, a device without end. */
START_TEST(input_without_a_size_is_read_to_its_end)
{
	struct bytes b = { 0 };
	struct error err = { 0 };
	int ends[2];

	ck_assert_int_eq(file_load("/dev/zero", 100000, &b, &err), ST_ENCODING);
	ck_assert_ptr_null(b.p);
	err.code = ST_OK;
	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], "piped", 5), 5);
	close(ends[1]);
	ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	ck_assert_int_eq(file_load("-", 5, &b, &err), ST_OK);
	ck_assert_uint_eq(b.n, 5);
	ck_assert_str_eq(b.p, "piped");
	bytes_free(&b);
	ck_assert_int_eq(file_load("-", 5, &b, &err), ST_OK); /* at its end */
	ck_assert_uint_eq(b.n, 0);
	ck_assert_str_eq(b.p, "");
	bytes_free(&b);
}
END_TEST

START_TEST(a_closed_standard_output_is_an_error)
{
	struct error err = { 0 };
	int full = open("/dev/full", O_WRONLY);

	ck_assert_int_ge(full, 0);
	fflush(stdout);
	ck_assert_int_eq(dup2(full, STDOUT_FILENO), STDOUT_FILENO);
	ck_assert_int_eq(file_write("-", STR("x"), FILE_PUBLIC, &err), ST_IO);
	ck_assert_str_eq(err.at.file, "standard output");
	ck_assert_str_eq(
	    err.text, "cannot be written: No space left on device");
}
END_TEST

START_TEST(device_is_written_to_and_not_replaced)
{
	struct error err = { 0 };
	struct stat sb;

	ck_assert_int_eq(
	    file_write("/dev/full", STR("x"), FILE_PUBLIC, &err), ST_IO);
	ck_assert_int_eq(stat("/dev/full", &sb), 0);
	ck_assert(S_ISCHR(sb.st_mode));
	err = (struct error){ 0 };
	ck_assert_int_eq(
	    file_write("/dev/null", STR("x"), FILE_PUBLIC, &err), ST_OK);
	ck_assert_int_eq(stat("/dev/null", &sb), 0);
	ck_assert(S_ISCHR(sb.st_mode));
}
END_TEST

START_TEST(endless_device_is_refused_at_once)
{
	struct bytes b = { NULL, 0 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    file_load("/dev/zero", (size_t)1 << 34, &b, &err), ST_ENCODING);
	ck_assert_ptr_null(b.p);
}
END_TEST

#define MANY 150

START_TEST(many_files_are_written_at_once_each_where_it_belongs)
{
	static char path[MANY][32], text[MANY][32];
	struct file_whole list[MANY];
	struct error err = { 0 };
	struct stat sb;

	without = _i;
	umask(022);
	ck_assert_int_eq(mkdir("sub", 0700), 0);
	for (int i = 0; i < MANY; i++) {
		snprintf(path[i], sizeof(path[i]), "%sf%d",
		    i % 10 == 3 ? "sub/" : "", i);
		snprintf(text[i], sizeof(text[i]), "text %d", i);
		list[i] = (struct file_whole){ path[i], str_of(text[i]),
			i % 2 == 0 ? FILE_PUBLIC : FILE_PRIVATE };
	}
	file_write("f77", STR("old and long"), FILE_PUBLIC, &err);
	ck_assert_int_eq(file_write_all(list, MANY, &err), ST_OK);
	for (int i = 0; i < MANY; i++) {
		expect(path[i], str_of(text[i]));
		ck_assert_int_eq(stat(path[i], &sb), 0);
		ck_assert_int_eq(sb.st_mode & 07777, i % 2 == 0 ? 0644 : 0600);
		ck_assert_int_eq(unlink(path[i]), 0);
	}
	ck_assert_int_eq(rmdir("sub"), 0);
	ck_assert_int_eq(sweep(), 0);
}
END_TEST

START_TEST(of_many_files_one_that_cannot_be_written_is_named)
{
	const struct file_whole list[] = {
		{ "a", STR("a"), FILE_PUBLIC },
		{ "gone/b", STR("b"), FILE_PUBLIC },
		{ "c", STR("c"), FILE_PUBLIC },
	};
	struct error err = { 0 };

	without = _i;
	ck_assert_int_eq(file_write_all(list, 3, &err), ST_CREATE);
	ck_assert_str_eq(err.at.file, "gone/b");
	ck_assert_int_eq(sweep(), 0);
	err = (struct error){ 0 };
	ck_assert_int_eq(mkdir("d", 0700), 0);
	ck_assert_int_eq(
	    file_write_all(
		(struct file_whole[]){ { "a", STR("a"), FILE_PUBLIC },
		    { "d", STR("x"), FILE_PUBLIC } },
		2, &err),
	    ST_CREATE);
	ck_assert_str_eq(err.at.file, "d");
	ck_assert_int_eq(sweep(), 1);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, a_file_that_changes_while_it_is_read_is_refused, 0, 4);
	tcase_add_loop_test(
	    t, many_files_are_written_at_once_each_where_it_belongs, 0, 2);
	tcase_add_loop_test(
	    t, of_many_files_one_that_cannot_be_written_is_named, 0, 2);
	tcase_add_test(t, device_is_written_to_and_not_replaced);
	tcase_add_test(t, endless_device_is_refused_at_once);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_loop_test(t, what_is_written_is_read_back, 0, 2);
	tcase_add_loop_test(t, a_key_is_for_its_owner_alone, 0, 2);
	tcase_add_loop_test(t, a_new_file_replaces_none, 0, 2);
	tcase_add_loop_test(t, a_folder_that_is_not_there_is_named, 0, 2);
	tcase_add_loop_test(t, a_folder_is_not_replaced_by_a_file, 0, 2);
	tcase_add_loop_test(
	    t, a_folder_closed_to_writing_keeps_the_old_file, 0, 2);
	tcase_add_loop_test(t, a_write_that_fails_keeps_the_old_file, 0, 2);
	tcase_add_loop_test(
	    t, a_file_that_grows_takes_its_name_at_the_end, 0, 2);
	tcase_add_loop_test(t, a_file_that_is_abandoned_leaves_nothing, 0, 2);
	tcase_add_loop_test(t, who_is_killed_leaves_nothing, 0, 2);
	tcase_add_loop_test(
	    t, a_write_that_failed_earlier_fails_at_the_end, 0, 2);
	tcase_add_test(t, a_file_that_is_not_there_is_no_input);
	tcase_add_test(t, a_file_may_be_as_large_as_allowed_and_no_larger);
	tcase_add_test(t, input_without_a_size_is_read_to_its_end);
	tcase_add_test(t, a_closed_standard_output_is_an_error);
}

int
main(void)
{
	return run_suite("file", add);
}
