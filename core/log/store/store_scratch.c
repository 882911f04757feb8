/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_scratch - what SQLite notes down for itself, in memory; see
 * store_sqlite.h.
 *
 * Before a statement changes a page SQLite keeps a copy of it, to undo a
 * statement that fails.  With temp_store = MEMORY it takes that copy in pieces
 * of a kilobyte, each allocated and freed again for every row: of a log, in
 * which every row is checked by a trigger, a fifth of all work.  So it is told
 * to use a file, and is given this one, whose memory stays.
 */
#include "core/log/store/store_sqlite.h"

#include <stdlib.h>
#include <string.h>

struct scratch {
	sqlite3_file file; /* first: SQLite hands us this */
	unsigned char *p;
	size_t n, room;
};

static int
scratch_close(sqlite3_file *f)
{
	struct scratch *s = (struct scratch *)f;

	free(s->p);
	s->p = NULL;
	return SQLITE_OK;
}

/* What is behind the end reads as noughts. */
static int
scratch_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	const struct scratch *s = (const struct scratch *)f;
	const size_t want = (size_t)n, from = (size_t)at;
	size_t there = from < s->n ? s->n - from : 0;

	if (there > want)
		there = want;
	if (there > 0)
		memcpy(to, s->p + from, there);
	memset((unsigned char *)to + there, 0, want - there);
	return there == want ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static bool
make_room(struct scratch *s, size_t n)
{
	size_t room = s->room > 0 ? s->room : (size_t)1 << 18;
	unsigned char *p;

	while (room < n)
		room *= 2;
	if (room == s->room)
		return true;
	p = realloc(s->p, room);
	if (p == NULL)
		return false;
	s->p = p;
	s->room = room;
	return true;
}

static int
scratch_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	struct scratch *s = (struct scratch *)f;
	const size_t start = (size_t)at, end = start + (size_t)n;

	if (end > SIZE_MAX / 4)
		return SQLITE_FULL;
	if (!make_room(s, end))
		return SQLITE_IOERR_NOMEM;
	if (start > s->n)
		memset(s->p + s->n, 0, start - s->n);
	memcpy(s->p + start, from, (size_t)n);
	if (end > s->n)
		s->n = end;
	return SQLITE_OK;
}

static int
scratch_truncate(sqlite3_file *f, sqlite3_int64 n)
{
	struct scratch *s = (struct scratch *)f;

	if ((size_t)n < s->n)
		s->n = (size_t)n;
	return SQLITE_OK;
}

static int
scratch_size(sqlite3_file *f, sqlite3_int64 *n)
{
	*n = (sqlite3_int64)((const struct scratch *)f)->n;
	return SQLITE_OK;
}

/* Nobody else sees it, and it need not last. */
static int
scratch_nothing(sqlite3_file *f, int how)
{
	(void)f;
	(void)how;
	return SQLITE_OK;
}

static int
scratch_reserved(sqlite3_file *f, int *out)
{
	(void)f;
	*out = 0;
	return SQLITE_OK;
}

static int
scratch_control(sqlite3_file *f, int op, void *arg)
{
	(void)f;
	(void)op;
	(void)arg;
	return SQLITE_NOTFOUND;
}

/* Of a sector, and of what a disk promises: nothing said. */
static int
scratch_none(sqlite3_file *f)
{
	(void)f;
	return 0;
}

static const sqlite3_io_methods scratch_methods = {
	.iVersion = 1,
	.xClose = scratch_close,
	.xRead = scratch_read,
	.xWrite = scratch_write,
	.xTruncate = scratch_truncate,
	.xSync = scratch_nothing,
	.xFileSize = scratch_size,
	.xLock = scratch_nothing,
	.xUnlock = scratch_nothing,
	.xCheckReservedLock = scratch_reserved,
	.xFileControl = scratch_control,
	.xSectorSize = scratch_none,
	.xDeviceCharacteristics = scratch_none,
};

int
store_scratch_bytes(int least)
{
	const int own = (int)sizeof(struct scratch);

	return own > least ? own : least;
}

void
store_scratch_open(sqlite3_file *f)
{
	struct scratch *s = (struct scratch *)f;

	*s = (struct scratch){ .file.pMethods = &scratch_methods };
}
