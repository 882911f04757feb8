/* SPDX-License-Identifier: Apache-2.0 */
/* file_many - many whole files out, which wait for the disk together; see
 * file.h. */
#include "core/base/file_own.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Files that are open at once. */
#define AT_ONCE 128

/* Of so many the disk as a whole is told to write: it takes less than to tell
 * it of each. */
#define AS_A_WHOLE 8

static enum status
fail(const char *path, const char *what, struct error *err)
{
	return error_sys(err, ST_IO, (struct pos){ path, 0, 0 }, "%s", what);
}

/* Beside their paths; *n of them are begun. */
static enum status
begin_all(const struct file_whole *list, size_t most, struct file_out *out,
    size_t *n, struct error *err)
{
	for (*n = 0; *n < most; ++*n) {
		const struct file_whole *x = &list[*n];
		struct str s = x->content;

		if (file_begin(x->path, x->mode, &out[*n], err) != ST_OK)
			return err->code;
		if (s.n > 0 && fwrite(s.p, s.n, 1, out[*n].to) != 1) {
			fail(x->path, "cannot be written", err);
			++*n;
			return err->code;
		}
	}
	return ST_OK;
}

/*
 * Does such a disk, told to write all it has to, write what fsync() of each
 * file does?  What lies behind a network, or behind a program, may say so and
 * not do it.
 */
static bool
is_own_disk(int fd)
{
	static const unsigned long own[] = { EXT4_SUPER_MAGIC, XFS_SUPER_MAGIC,
		BTRFS_SUPER_MAGIC, F2FS_SUPER_MAGIC, TMPFS_MAGIC };
	struct statfs is;

	if (fstatfs(fd, &is) != 0)
		return false;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if ((unsigned long)is.f_type == own[i])
			return true;
	return false;
}

/* All of them files, on one disk of that kind. */
static bool
is_one_disk(struct file_out *out, size_t n)
{
	struct stat first, is;

	for (size_t i = 0; i < n; i++) {
		if (out[i].temp == NULL || fstat(fileno(out[i].to), &is) != 0)
			return false;
		if (i == 0)
			first = is;
		else if (is.st_dev != first.st_dev)
			return false;
	}
	return is_own_disk(fileno(out[0].to));
}

/*
 * The bytes of each, which tells of what could not be written; then all that
 * the disk knows of them, once.  The last is synced as one alone: what a disk
 * keeps in a memory of its own is durable behind that.  False: nobody knows.
 */
static bool
sync_disk(struct file_out *out, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (sync_file_range(
			fileno(out[i].to), 0, 0, SYNC_FILE_RANGE_WRITE) != 0)
			return false;
	for (size_t i = 0; i < n; i++)
		if (sync_file_range(fileno(out[i].to), 0, 0,
			SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE |
			    SYNC_FILE_RANGE_WAIT_AFTER) != 0)
			return false;
	return syncfs(fileno(out[0].to)) == 0 &&
	       fsync(fileno(out[n - 1].to)) == 0;
}

/* All bytes are on the disk; no file has its name yet. */
static enum status
sync_all(struct file_out *out, size_t n, struct error *err)
{
	if (n >= AS_A_WHOLE && is_one_disk(out, n))
		return sync_disk(out, n) ? ST_OK
					 : fail(out[0].path,
					       "cannot be written, or one "
					       "beside it",
					       err);
	for (size_t i = 0; i < n; i++)
		if (out[i].temp != NULL && fsync(fileno(out[i].to)) != 0)
			return fail(out[i].path, "cannot be written", err);
	return ST_OK;
}

/* Does the next one lie in the same folder? */
static bool
is_beside(const char *path, const char *next)
{
	const char *a = strrchr(path, '/'), *b = strrchr(next, '/');
	size_t n = a != NULL ? (size_t)(a - path) : 0;

	return (a == NULL && b == NULL) ||
	       (a != NULL && b != NULL && (size_t)(b - next) == n &&
		   memcmp(path, next, n) == 0);
}

/* Names for what is on the disk, and each folder synced behind the last of its
 * names. */
static enum status
name_all(struct file_out *out, size_t n, struct error *err)
{
	for (size_t i = 0; i < n && err->code == ST_OK; i++) {
		const char *path = out[i].path;

		if (out[i].temp == NULL)
			continue;
		if (!file_name_it(&out[i], false))
			return error_sys(err, ST_CREATE,
			    (struct pos){ path, 0, 0 }, "cannot be created");
		out[i].nameless = true; /* no other name to remove */
		if ((i + 1 == n || !is_beside(path, out[i + 1].path)) &&
		    !file_sync_folder(path))
			fail(path, "cannot be synced", err);
	}
	return err->code;
}

/*
 * file_write_all - many files, which wait for the disk together.
 *
 * Err:	as file_write(); some of them may then be there, each of them whole
 */
enum status
file_write_all(const struct file_whole *list, size_t n, struct error *err)
{
	struct file_out out[AT_ONCE];

	while (n > 0 && err->code == ST_OK) {
		size_t some = n < AT_ONCE ? n : AT_ONCE, begun;

		begin_all(list, some, out, &begun, err);
		for (size_t i = 0; i < begun && err->code == ST_OK; i++)
			if (!file_hand_over(&out[i]))
				fail(out[i].path, "cannot be written", err);
		if (err->code == ST_OK && begun > 0)
			sync_all(out, begun, err);
		if (err->code == ST_OK)
			name_all(out, begun, err);
		for (size_t i = 0; i < begun; i++)
			file_abandon(&out[i]);
		list += some;
		n -= some;
	}
	return err->code;
}
