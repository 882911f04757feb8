/* SPDX-License-Identifier: Apache-2.0 */
/* passphrase - asking for one without showing it; see passphrase.h. */
#include "cmd/passphrase.h"

#include "core/base/file.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

void
passphrase_wipe(struct passphrase *p)
{
	OPENSSL_cleanse(p->text, sizeof(p->text));
}

static enum status
take(struct passphrase *out, struct str text, struct pos at, struct error *err)
{
	if (memchr(text.p, '\0', text.n) != NULL)
		return error_set(
		    err, ST_KEY, at, "a NUL byte: expected a passphrase");
	if (text.n >= sizeof(out->text))
		return error_set(err, ST_KEY, at,
		    "longer than %zu bytes: expected a passphrase",
		    sizeof(out->text) - 1);
	memcpy(out->text, text.p, text.n);
	out->text[text.n] = '\0';
	return ST_OK;
}

static enum status
from_file(struct passphrase *out, const char *path, struct error *err)
{
	struct bytes b = { 0 };
	enum status st = file_load(path, PASSPHRASE_SIZE * 4, &b, err);

	if (st == ST_OK)
		st = take(out, (struct str){ b.p, strcspn(b.p, "\r\n") },
		    (struct pos){ path, 1, 0 }, err);
	if (b.p != NULL)
		OPENSSL_cleanse(b.p, b.n);
	bytes_free(&b);
	return st;
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
		    "--passphrase-file%s%s",
		    s->prompt, s->variable != NULL ? " or the variable " : "",
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

/*
 * passphrase_get - from the first source that there is.
 *
 * Err:	ST_KEY, ST_NOINPUT for the file; out is then wiped
 */
enum status
passphrase_get(struct passphrase *out, const struct passphrase_source *source,
    struct error *err)
{
	const char *value =
	    source->variable != NULL ? getenv(source->variable) : NULL;
	enum status st;

	if (source->file != NULL)
		st = from_file(out, source->file, err);
	else if (value != NULL)
		st = take(out, str_of(value),
		    (struct pos){ source->variable, 0, 0 }, err);
	else
		st = from_terminal(out, source, err);
	if (st != ST_OK)
		passphrase_wipe(out);
	return st;
}
