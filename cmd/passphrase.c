/* SPDX-License-Identifier: Apache-2.0 */
/* passphrase - asking for one without showing it; see passphrase.h. */
#include "cmd/passphrase.h"

#include "cmd/shell.h"
#include "core/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define DESCRIPTOR_MOST 1000000

void
passphrase_wipe(struct passphrase *p)
{
	OPENSSL_cleanse(p->text, sizeof(p->text));
}

#define TOO_LONG "longer than %zu bytes: expected a passphrase"

static enum status
check(struct str text, struct pos at, struct error *err)
{
	if (memchr(text.p, '\0', text.n) != NULL)
		return error_set(
		    err, ST_KEY, at, "a NUL byte: expected a passphrase");
	if (text.n >= PASSPHRASE_SIZE)
		return error_set(
		    err, ST_KEY, at, TOO_LONG, (size_t)PASSPHRASE_SIZE - 1);
	return ST_OK;
}

/* It is then gone from the environment: programs that we start need not know
 * it, nor those who look at ours. */
static enum status
from_variable(
    struct passphrase *out, const char *name, char *value, struct error *err)
{
	struct str text = str_of(value);

	if (check(text, (struct pos){ name, 0, 0 }, err) != ST_OK)
		return err->code;
	memcpy(out->text, text.p, text.n);
	out->text[text.n] = '\0';
	OPENSSL_cleanse(value, text.n);
	unsetenv(name);
	return ST_OK;
}

/*
 * One line, without its end.  Byte by byte: nothing of the next line is taken
 * away, and no copy stays in a buffer.
 */
static enum status
read_line(int fd, struct pos at, struct passphrase *out, struct error *err)
{
	struct str line = { out->text, 0 };
	enum status st;
	char c = '\0';
	ssize_t got;

	while ((got = read(fd, &c, 1)) != 0 && c != '\n') {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_sys(err, ST_IO, at, "cannot be read");
		if (line.n == sizeof(out->text) - 1)
			break;
		out->text[line.n++] = c;
	}
	if (got > 0 && c != '\n')
		return error_set(
		    err, ST_KEY, at, TOO_LONG, sizeof(out->text) - 1);
	line.n -= line.n > 0 && out->text[line.n - 1] == '\r';
	st = check(line, at, err);
	out->text[line.n] = '\0';
	OPENSSL_cleanse(&c, 1);
	return st;
}

static enum status
from_file(struct passphrase *out, const char *path, struct error *err)
{
	int fd;

	if (file_open_secret(path, &fd, err) != ST_OK)
		return err->code;
	read_line(fd, (struct pos){ path, 1, 0 }, out, err);
	close(fd);
	return err->code;
}

static enum status
from_command(struct passphrase *out, const struct passphrase_source *s,
    struct error *err)
{
	struct shell sh;
	char rest[256], option[40];

	snprintf(option, sizeof(option), "%spassphrase-command", s->prefix);
	if (shell_start(s->command, (struct str){ NULL, 0 }, &sh, err) != ST_OK)
		return err->code;
	read_line(sh.out, (struct pos){ option, 0, 0 }, out, err);
	while (err->code == ST_OK && read(sh.out, rest, sizeof(rest)) > 0)
		; /* what it says besides: it shall not die of our silence */
	OPENSSL_cleanse(rest, sizeof(rest));
	return shell_end(&sh, option, ST_KEY, err);
}

/* One line from the terminal, unseen.  False: no line came. */
static bool
ask(int tty, const char *prompt, const char *again, struct passphrase *out)
{
	struct termios before, unseen;
	size_t n = 0;
	bool ended = false;
	char c;

	if (tcgetattr(tty, &before) != 0)
		return false;
	unseen = before;
	unseen.c_lflag &= ~(tcflag_t)ECHO;
	if (dprintf(tty, "%s%s: ", prompt, again) < 0 ||
	    tcsetattr(tty, TCSAFLUSH, &unseen) != 0)
		return false;
	while (!ended && read(tty, &c, 1) == 1) {
		ended = c == '\n' || c == '\r';
		if (!ended && n < sizeof(out->text) - 1)
			out->text[n++] = c;
	}
	out->text[n] = '\0';
	tcsetattr(tty, TCSAFLUSH, &before);
	OPENSSL_cleanse(&c, 1);
	dprintf(tty, "\n");
	return ended;
}

static enum status
from_terminal(struct passphrase *out, const struct passphrase_source *s,
    struct error *err)
{
	struct passphrase second = { "" };
	int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	enum status st = ST_KEY;

	if (tty < 0)
		return error_set(err, ST_KEY, pos_none,
		    "%s: no terminal to ask at: expected "
		    "--%spassphrase-file%s%s",
		    s->prompt, s->prefix,
		    s->variable != NULL ? " or the variable " : "",
		    s->variable != NULL ? s->variable : "");
	if (!ask(tty, s->prompt, "", out) ||
	    (s->twice && !ask(tty, s->prompt, " (again)", &second)))
		error_set(
		    err, ST_KEY, pos_none, "%s: none was given", s->prompt);
	else if (s->twice && strcmp(out->text, second.text) != 0)
		error_set(
		    err, ST_KEY, pos_none, "%s: the two differ", s->prompt);
	else
		st = ST_OK;
	close(tty);
	passphrase_wipe(&second);
	return st;
}

/* The number of an open descriptor, or -1. */
static int
descriptor(const char *text)
{
	int n = 0;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p < '0' || *p > '9' || n > DESCRIPTOR_MOST)
			return -1;
		n = n * 10 + (*p - '0');
	}
	return text[0] != '\0' && fcntl(n, F_GETFD) >= 0 ? n : -1;
}

enum status
passphrase_check(const struct passphrase_source *s, struct error *err)
{
	int fd;

	if ((s->file != NULL) + (s->fd != NULL) + (s->command != NULL) > 1)
		return error_set(err, ST_USAGE, pos_none,
		    "expected one of --%spassphrase-file, --%spassphrase-fd "
		    "and --%spassphrase-command",
		    s->prefix, s->prefix, s->prefix);
	if (s->fd == NULL)
		return ST_OK;
	fd = descriptor(s->fd);
	if (fd < 0)
		return error_set(err, ST_USAGE, pos_none,
		    "--%spassphrase-fd \"%.40s\": expected the number of an "
		    "open descriptor, such as 3 with 3<FILE",
		    s->prefix, s->fd);
	if (fd > STDERR_FILENO)
		fcntl(fd, F_SETFD, FD_CLOEXEC); /* for no other program */
	return ST_OK;
}

/*
 * passphrase_get - from the first source that there is.
 *
 * Err:	ST_KEY, ST_NOINPUT for the file; out is then wiped
 */
enum status
passphrase_get(struct passphrase *out, const struct passphrase_source *s,
    struct error *err)
{
	char *value = s->variable != NULL ? getenv(s->variable) : NULL;
	enum status st;

	if (s->file != NULL)
		st = from_file(out, s->file, err);
	else if (s->fd != NULL)
		st = read_line(descriptor(s->fd),
		    (struct pos){ "passphrase-fd", 1, 0 }, out, err);
	else if (s->command != NULL)
		st = from_command(out, s, err);
	else if (value != NULL)
		st = from_variable(out, s->variable, value, err);
	else
		st = from_terminal(out, s, err);
	if (st != ST_OK)
		passphrase_wipe(out);
	return st;
}
