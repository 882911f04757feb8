/* SPDX-License-Identifier: Apache-2.0 */
/* store_other - what a file is that is no log; see store_sqlite.h. */
#include "core/log/store_sqlite.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The header of a SQLite file: 100 bytes, numbers with the high byte first. */
#define MAGIC "SQLite format 3" /* with its NUL */
#define PAGE_SIZE_AT 16         /* two bytes; 1 stands for 65536 */
#define CHANGES_AT 24     /* four: equal to those at 92, the count is right */
#define PAGES_AT 28       /* four */
#define APPLICATION_AT 68 /* four */
#define FITS_AT 92

static uint32_t
number(const unsigned char *p, int n)
{
	uint32_t v = 0;

	for (int i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

uint64_t
store_promised(const unsigned char head[STORE_HEADER])
{
	uint32_t page = number(head + PAGE_SIZE_AT, 2);

	if (memcmp(head + CHANGES_AT, head + FITS_AT, 4) != 0)
		return 0;
	return (uint64_t)(page == 1 ? 65536 : page) *
	       number(head + PAGES_AT, 4);
}

/*
 * store_refuse_other - name what stands where a log is expected.
 *
 * In:	path  can be opened, but SQLite finds no whole log in it
 * Err:	ST_VERIFY for what is cut off or damaged, else ST_SCHEMA
 */
enum status
store_refuse_other(const char *path, struct error *err)
{
	const struct pos at = { path, 0, 0 };
	unsigned char head[STORE_HEADER] = { 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, head, sizeof(head)) : -1;
	struct stat sb = { 0 };
	bool failed = n < 0 || fstat(fd, &sb) != 0;
	long long size = (long long)sb.st_size;

	if (fd >= 0)
		close(fd);
	if (failed)
		return error_sys(err, ST_IO, at, "cannot be read");
	if (size == 0)
		return error_set(err, ST_SCHEMA, at,
		    "an empty file: expected an audit log, as retrace log "
		    "init makes one");
	if (memcmp(head, MAGIC,
		(size_t)n < sizeof(MAGIC) ? (size_t)n : sizeof(MAGIC)) != 0)
		return error_set(err, ST_SCHEMA, at,
		    "%lld byte%s of something else: expected an audit log, as "
		    "retrace log init makes one",
		    size, size == 1 ? "" : "s");
	if (n < STORE_HEADER || (uint64_t)size < store_promised(head))
		return error_set(err, ST_VERIFY, at,
		    "cut off after %lld byte%s: expected all of an audit log",
		    size, size == 1 ? "" : "s");
	if (number(head + APPLICATION_AT, 4) == STORE_APPLICATION_ID)
		return error_set(err, ST_VERIFY, at,
		    "cannot be opened: the file is damaged");
	return error_set(err, ST_SCHEMA, at,
	    "a database of another program: expected an audit log, as retrace "
	    "log init makes one");
}
