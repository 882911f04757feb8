/* SPDX-License-Identifier: Apache-2.0 */
/* shell - a command of the user's own; see shell.h. */
#include "cmd/shell.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* A file in memory from which `in` can be read, or -1. */
static int
held(struct str in)
{
	int fd = memfd_create("input", MFD_CLOEXEC);
	size_t done = 0;

	while (fd >= 0 && done < in.n) {
		ssize_t n = write(fd, in.p + done, in.n - done);

		if (n < 0) {
			close(fd);
			return -1;
		}
		done += (size_t)n;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

static int
spawn(const char *command, int in, int out, pid_t *pid)
{
	char *argv[] = { (char *)(uintptr_t) "sh", (char *)(uintptr_t) "-c",
		(char *)(uintptr_t)command, NULL };
	posix_spawn_file_actions_t does;
	int e = posix_spawn_file_actions_init(&does);

	if (e != 0)
		return e;
	e = posix_spawn_file_actions_adddup2(&does, out, STDOUT_FILENO);
	if (e == 0 && in >= 0)
		e = posix_spawn_file_actions_adddup2(&does, in, STDIN_FILENO);
	if (e == 0)
		e = posix_spawn(pid, "/bin/sh", &does, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&does);
	return e;
}

enum status
shell_start(
    const char *command, struct str in, struct shell *out, struct error *err)
{
	int ends[2] = { -1, -1 }, source = -1, e = 0;

	*out = (struct shell){ command, -1, -1 };
	if (pipe2(ends, O_CLOEXEC) != 0 ||
	    (in.p != NULL && (source = held(in)) < 0))
		e = errno;
	if (e == 0)
		e = spawn(command, source, ends[1], &out->pid);
	if (source >= 0)
		close(source);
	if (ends[1] >= 0)
		close(ends[1]);
	if (e == 0) {
		out->out = ends[0];
		return ST_OK;
	}
	if (ends[0] >= 0)
		close(ends[0]);
	errno = e;
	return error_sys(
	    err, ST_IO, pos_none, "\"%.100s\" could not be started", command);
}

enum status
shell_end(
    struct shell *s, const char *option, enum status code, struct error *err)
{
	int how = 0;

	close(s->out);
	while (waitpid(s->pid, &how, 0) < 0)
		if (errno != EINTR)
			return error_sys(err, ST_IO, pos_none, "--%s", option);
	if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
		return err->code;
	return error_set(err, code, pos_none,
	    "--%s \"%.100s\" ended with %s %d: expected 0", option, s->command,
	    WIFEXITED(how) ? "exit code" : "signal",
	    WIFEXITED(how) ? WEXITSTATUS(how) : WTERMSIG(how));
}
