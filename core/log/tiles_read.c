/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tiles_read - one plain file of a log, and tiles held against its entries;
 * see tiles_work.h.
 *
 * No link is followed, and no file is read beyond what it may have.
 */
#include "core/log/tiles_work.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status
tiles_refuse(struct tiles_reading *r, const char *name, const char *what)
{
	return error_set(r->err, ST_VERIFY, (struct pos){ r->folder, 0, 0 },
	    "%s: %s", name, what);
}

/* Opens name below the folder; a link anywhere on the way is refused. */
static int
open_below(const struct tiles_reading *r, const char *name, int flags)
{
	int at = dup(r->root), next;
	char part[TILES_PATH];
	const char *slash;

	while (at >= 0 && (slash = strchr(name, '/')) != NULL) {
		snprintf(part, sizeof(part), "%.*s", (int)(slash - name), name);
		next = openat(
		    at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		close(at);
		at = next;
		name = slash + 1;
	}
	if (at < 0)
		return -1;
	next = openat(
	    at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags);
	close(at);
	return next;
}

enum status
tiles_load(struct tiles_reading *r, const char *name, size_t most,
    struct bytes *out, bool *found)
{
	int fd = open_below(r, name, 0);
	struct stat sb;
	size_t got = 0, n;
	char *p;

	if (found != NULL)
		*found = fd >= 0;
	if (fd < 0 && found != NULL && errno == ENOENT)
		return ST_OK;
	if (fd < 0)
		return tiles_refuse(r, name,
		    errno == ENOENT ? "is missing"
				    : "cannot be opened as a plain file");
	if (fstat(fd, &sb) != 0 || !S_ISREG(sb.st_mode) ||
	    (uint64_t)sb.st_size > most) {
		close(fd);
		return tiles_refuse(r, name, "not a file, or too large a one");
	}
	n = (size_t)sb.st_size;
	p = malloc(n + 1);
	while (p != NULL && got < n) {
		ssize_t k = read(fd, p + got, n - got);

		if (k <= 0 && errno != EINTR)
			break;
		got += k > 0 ? (size_t)k : 0;
	}
	close(fd);
	if (p == NULL)
		return error_set(r->err, ST_NOMEM, pos_none, "out of memory");
	if (got < n) {
		free(p);
		return tiles_refuse(r, name, "cannot be read to its end");
	}
	p[n] = '\0';
	*out = (struct bytes){ p, n };
	r->used++;
	return ST_OK;
}

enum status
tiles_check_partial(struct tiles_reading *r, int level, uint64_t n,
    struct str now, const size_t cut[TILES_WIDTH + 1], unsigned width)
{
	enum status st = ST_OK;

	for (unsigned w = 1; st == ST_OK && w < width; w++) {
		char name[TILES_PATH];
		struct bytes b = { 0 };
		bool found = false;

		tiles_path(level, n, w, name);
		st = tiles_load(r, name, now.n, &b, &found);
		if (st == ST_OK && found &&
		    (b.n != cut[w] || memcmp(b.p, now.p, b.n) != 0))
			st = tiles_refuse(
			    r, name, "not the start of what came after it");
		bytes_free(&b);
	}
	return st;
}

enum status
tiles_check(struct tiles_reading *r, int level, uint64_t n, unsigned width)
{
	const struct str want = { (const char *)r->tile[level],
		(size_t)width * SHA256_SIZE };
	size_t cut[TILES_WIDTH + 1];
	struct bytes b = { 0 };
	char name[TILES_PATH];
	enum status st;

	for (unsigned w = 0; w <= width; w++)
		cut[w] = (size_t)w * SHA256_SIZE;
	tiles_path(level, n, width, name);
	st = tiles_load(r, name, sizeof(r->tile[0]), &b, NULL);
	if (st == ST_OK && (b.n != want.n || memcmp(b.p, want.p, b.n) != 0))
		st = tiles_refuse(
		    r, name, "not the hashes of the entries that it covers");
	bytes_free(&b);
	return st == ST_OK ? tiles_check_partial(r, level, n, want, cut, width)
			   : st;
}
