/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shell - a command of the user's own, whose output we read.
 *
 * Reads:  error.h
 * Gives:  a command that runs under /bin/sh with what it writes at hand
 * Memory: shell_end() closes what shell_start() opened
 */
#ifndef RETRACE_SHELL_H
#define RETRACE_SHELL_H

#include "core/base/error.h"
#include "core/base/str.h"

#include <sys/types.h>

struct shell {
	const char *command; /* borrowed */
	pid_t pid;
	int out; /* to read from until its end */
};

/*
 * Starts a command exactly as the user wrote it: nothing of any file goes
 * into its words.  `in` is what it reads; .p NULL: our own standard input.
 */
enum status shell_start(
    const char *command, struct str in, struct shell *out, struct error *err);
/* Waits for its end.  `code`, with the option that named it, unless it ended
 * well; an error before counts first. */
enum status shell_end(
    struct shell *s, const char *option, enum status code, struct error *err);

#endif
