/* SPDX-License-Identifier: Apache-2.0 */
/* coming - XML that is parsed while it is being loaded; see coming.h. */
#include "core/base/coming.h"

#include "core/base/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* [bytes] At once: a parser takes longer for it than to load the next one. */
#define PIECE PAGES_STEP

static bool
fits(const struct stat *sb, size_t least, size_t most)
{
	return S_ISREG(sb->st_mode) && sb->st_size >= 0 &&
	       (size_t)sb->st_size >= least && (size_t)sb->st_size <= most;
}

static void
fail(struct coming *c, bool system)
{
	const struct pos at = { c->path, 0, 0 };

	if (system)
		error_sys(&c->err, ST_IO, at, "cannot be read");
	else
		error_set(&c->err, ST_IO, at,
		    "its size has changed while it was read: expected a file "
		    "that nobody writes to");
}

/* Of a file that is all there, one byte more than it had. */
static void
look_behind(struct coming *c)
{
	char byte;
	ssize_t got;

	do
		got = pread(c->fd, &byte, 1, (off_t)c->got);
	while (got < 0 && errno == EINTR);
	if (got != 0)
		fail(c, got < 0);
}

/* False: there is no more, or c->err. */
static bool
load_piece(struct coming *c)
{
	size_t n = c->bytes.n - c->got;
	ssize_t got;

	if (n == 0 || c->err.code != ST_OK)
		return false;
	n = n < PIECE ? n : PIECE;
	pages_ready(c->bytes.p + c->got, n);
	do
		got = pread(c->fd, c->bytes.p + c->got, n, (off_t)c->got);
	while (got < 0 && errno == EINTR);
	if (got <= 0) {
		fail(c, got < 0);
		return false;
	}
	c->got += (size_t)got;
	if (c->got == c->bytes.n)
		look_behind(c);
	return c->err.code == ST_OK;
}

bool
coming_open(struct coming *c, const char *path, size_t least, size_t most)
{
	struct stat sb;

	*c = (struct coming){ .fd = -1, .path = path };
	/* a pipe must not be opened twice */
	if (stat(path, &sb) != 0 || !fits(&sb, least, most))
		return false;
	c->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (c->fd >= 0 && fstat(c->fd, &sb) == 0 && fits(&sb, least, most)) {
		c->bytes.n = (size_t)sb.st_size;
		c->bytes.p = malloc(c->bytes.n + 1);
	}
	if (c->bytes.p != NULL) {
		c->bytes.p[c->bytes.n] = '\0';
		if (load_piece(c))
			return true;
	}
	coming_close(c);
	return false;
}

bool
coming_watch(struct coming *c)
{
	struct str first = { c->bytes.p, c->got };

	if (!xml_watch_begin(&c->watch, first, c->bytes.n))
		return false;
	atomic_store(&c->passed, c->watch.looked);
	return true;
}

bool
coming_more(struct coming *c)
{
	size_t mark = c->bytes.n - c->watch.body.n;

	if (c->refused || !load_piece(c))
		return false;
	c->refused = !xml_watch_on(&c->watch, c->got - mark);
	if (!c->refused)
		atomic_store(&c->passed, c->watch.looked);
	return !c->refused;
}

bool
coming_finish(struct coming *c)
{
	while (coming_more(c) || load_piece(c))
		;
	return c->err.code == ST_OK;
}

void
coming_close(struct coming *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
	bytes_free(&c->bytes);
}
