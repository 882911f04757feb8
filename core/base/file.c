/* SPDX-License-Identifier: Apache-2.0 */
/* file - whole files in; see file.h. */
#include "core/base/file.h"

#include "core/base/halves.h"
#include "core/base/limits.h"
#include "core/base/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_READ ((size_t)64 << 10)

/* [bytes] Of a large file at once: the system has just cleared its pages, and
 * they are still near the processor when they are written. */
#define BLOCK PAGES_STEP

struct file_half {
	int fd;
	char *p;        /* to here */
	size_t from, n; /* from there in the file */
	size_t got;     /* n, but for a fault or the end of the file */
};

static void
read_half(void *half)
{
	struct file_half *h = half;
	size_t ready = 0;

	while (h->got < h->n) {
		ssize_t got;

		if (ready <= h->got) {
			ready = h->n - h->got < BLOCK ? h->n : h->got + BLOCK;
			pages_ready(h->p + h->got, ready - h->got);
		}
		got = pread(h->fd, h->p + h->got, ready - h->got,
		    (off_t)(h->from + h->got));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		h->got += (size_t)got;
	}
}

/*
 * Most of a large file at once: half of the time goes into memory that is
 * touched for the first time, and two threads touch twice as much.  How much
 * of its begin has been read; fd goes on from there and meets what stopped it.
 */
static size_t
read_halves(int fd, char *p, size_t n)
{
	struct file_half first = { fd, p, 0, n / 2, 0 };
	struct file_half second = { fd, p + n / 2, n / 2, n - n / 2, 0 };
	size_t got;

	if (n < HALVES_LEAST)
		return 0;
	halves_run(read_half, &first, &second);
	got = first.got < first.n ? first.got : first.n + second.got;
	return lseek(fd, (off_t)got, SEEK_SET) == (off_t)got ? got : 0;
}

/*
 * Reads fd to its end into out, whose first guess of a size is `room`.  What
 * has no size (a pipe, a device) may have no end: longer ones must be text.
 */
static enum status
read_all(int fd, struct pos at, size_t room, size_t most, struct bytes *out,
    struct error *err)
{
	bool sized = room != FIRST_READ;
	char *p = malloc(room + 1), *bigger;
	size_t n = p != NULL && sized ? read_halves(fd, p, room - 1) : 0;
	ssize_t got;

	while (p != NULL) {
		if (n == room) {
			room *= 2;
			bigger = realloc(p, room + 1);
			if (bigger == NULL)
				break;
			p = bigger;
		}
		got = read(fd, p + n, room - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			free(p);
			return error_sys(err, ST_IO, at, "cannot be read");
		}
		n += (size_t)got;
		if (n == room && !sized && memchr(p, '\0', n) != NULL) {
			free(p);
			return error_set(err, ST_ENCODING, at,
			    "a NUL byte: expected text in UTF-8");
		}
		if (n > most) {
			free(p);
			return error_set(err, ST_LIMIT, at,
			    "larger than %zu bytes: expected a smaller file",
			    most);
		}
		if (got == 0) {
			p[n] = '\0';
			*out = (struct bytes){ p, n };
			return ST_OK;
		}
	}
	free(p);
	return error_set(err, ST_NOMEM, at, "out of memory");
}

static enum status
open_to_read(const char *path, int *fd, struct error *err)
{
	const struct pos at = { path, 0, 0 };

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (*fd < 0)
		return error_sys(err, ST_NOINPUT, at, "cannot be opened");
	return ST_OK;
}

enum status
file_open_secret(const char *path, int *fd, struct error *err)
{
	const struct pos at = { path, 0, 0 };
	struct stat sb;

	if (open_to_read(path, fd, err) != ST_OK)
		return err->code;
	if (fstat(*fd, &sb) != 0)
		error_sys(err, ST_IO, at, "cannot be read");
	else if (S_ISREG(sb.st_mode) && (sb.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		error_set(err, ST_KEY, at,
		    "others can reach it (mode %03o): expected mode 600: "
		    "chmod 600 sets it",
		    (unsigned)sb.st_mode & 0777u);
	if (err->code != ST_OK)
		close(*fd);
	return err->code;
}

/* All of what was opened; `room` is for what has no size. */
static enum status
load(int fd, struct pos at, size_t room, size_t most, struct bytes *out,
    struct error *err)
{
	struct stat sb;

	if (fstat(fd, &sb) != 0)
		return error_sys(err, ST_IO, at, "cannot be read");
	if (S_ISDIR(sb.st_mode))
		return error_set(
		    err, ST_NOINPUT, at, "a folder: expected a file");
	if (sb.st_size > 0 && (size_t)sb.st_size > most)
		return error_set(err, ST_LIMIT, at,
		    "%lld bytes: expected at most %zu", (long long)sb.st_size,
		    most);
	if (!S_ISREG(sb.st_mode) || sb.st_size <= 0)
		return read_all(fd, at, room, most, out, err);
	room = (size_t)sb.st_size + 1; /* + 1 sees the end */
	if (read_all(fd, at, room, most, out, err) != ST_OK ||
	    out->n == (size_t)sb.st_size)
		return err->code;
	bytes_wipe(out);
	return error_set(err, ST_IO, at,
	    "its size has changed while it was read: expected a file that "
	    "nobody writes to");
}

enum status
file_load(const char *path, size_t most, struct bytes *out, struct error *err)
{
	struct pos at = { path, 0, 0 };
	enum status st;
	int fd;

	if (strcmp(path, "-") == 0) {
		at.file = "standard input";
		return read_all(STDIN_FILENO, at, FIRST_READ, most, out, err);
	}
	if (open_to_read(path, &fd, err) != ST_OK)
		return err->code;
	st = load(fd, at, FIRST_READ, most, out, err);
	close(fd);
	return st;
}

/* An archive may have a run of NUL bytes for which a copy takes no room; not
 * one that is most of it. */
static bool
may_have_holes(int fd, const struct stat *sb)
{
	char first[2];

	return pread(fd, first, 2, 0) != 2 ||
	       (memcmp(first, "PK", 2) == 0 &&
		   sb->st_blocks >= sb->st_size / 1024);
}

enum status
file_no_hole(const char *path, struct error *err)
{
	struct stat sb;
	off_t hole;
	int fd;

	/* a pipe must not be opened twice; what is too large is told as such */
	if (stat(path, &sb) != 0 || !S_ISREG(sb.st_mode) ||
	    (size_t)sb.st_size < HALVES_LEAST ||
	    (size_t)sb.st_size > LIMIT_FILE)
		return ST_OK;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return ST_OK; /* said by whoever reads it */
	if (!may_have_holes(fd, &sb) && (hole = lseek(fd, 0, SEEK_HOLE)) >= 0 &&
	    hole < sb.st_size)
		error_set(err, ST_ENCODING, ((struct pos){ path, 0, 0 }),
		    "from byte %lld on a part that was never written, as a "
		    "copy leaves it that was broken off: expected a whole "
		    "file; copy it again",
		    (long long)hole + 1);
	close(fd);
	return err->code;
}

enum status
file_text(const char *path, size_t most, struct arena *a, struct str *out,
    struct error *err)
{
	struct bytes b = { 0 };
	struct str text;

	if (file_load(path, most, &b, err) != ST_OK)
		return err->code;
	text = arena_copy(a, (struct str){ b.p, b.n });
	bytes_free(&b);
	if (text.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	*out = text;
	return ST_OK;
}

enum status
file_load_secret(
    const char *path, size_t most, struct bytes *out, struct error *err)
{
	enum status st;
	int fd;

	if (file_open_secret(path, &fd, err) != ST_OK)
		return err->code;
	st = load(fd, (struct pos){ path, 0, 0 }, most + 1, most, out, err);
	close(fd);
	return st;
}

bool
bytes_copy(struct bytes *out, struct str s)
{
	char *p = malloc(s.n + 1);

	if (p == NULL)
		return false;
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	out->p = p;
	out->n = s.n;
	return true;
}

void
bytes_free(struct bytes *b)
{
	free(b->p);
	*b = (struct bytes){ NULL, 0 };
}

void
bytes_wipe(struct bytes *b)
{
	if (b->p != NULL)
		OPENSSL_cleanse(b->p, b->n);
	bytes_free(b);
}
