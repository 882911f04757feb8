/* SPDX-License-Identifier: Apache-2.0 */
/* store_other - what a file is that is no log; see store_sqlite.h. */
#include "core/log/store/store_sqlite.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "SQLite format 3" /* with its NUL */
#define PAGE_SIZE_AT 16         /* two bytes; 1 stands for 65536 */
#define FITS_AT 92

uint32_t
store_u32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

uint32_t
store_page_size(const unsigned char head[STORE_HEADER])
{
	uint32_t n = (uint32_t)head[PAGE_SIZE_AT] << 8 | head[PAGE_SIZE_AT + 1];

	return n == 1 ? 65536 : n;
}

uint64_t
store_promised(const unsigned char head[STORE_HEADER])
{
	if (memcmp(head + STORE_CHANGES_AT, head + FITS_AT, 4) != 0)
		return 0;
	return (uint64_t)store_page_size(head) *
	       store_u32(head + STORE_PAGES_AT);
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
	if (store_u32(head + STORE_APPLICATION_AT) == STORE_APPLICATION_ID)
		return error_set(err, ST_VERIFY, at,
		    "cannot be opened: the file is damaged");
	return error_set(err, ST_SCHEMA, at,
	    "a database of another program: expected an audit log, as retrace "
	    "log init makes one");
}
