/* SPDX-License-Identifier: Apache-2.0 */
/* file_out - whole files out; see file.h. */
#include "core/base/file_own.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
write_all(int fd, struct str s)
{
	while (s.n > 0) {
		ssize_t done = write(fd, s.p, s.n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		s.p += done;
		s.n -= (size_t)done;
	}
	return true;
}

bool
file_sync_folder(const char *path)
{
	char copy[PATH_MAX];
	int fd, bad;

	if (strlen(path) >= sizeof(copy))
		return false;
	memcpy(copy, path, strlen(path) + 1);
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	bad = fsync(fd);
	close(fd);
	return bad == 0;
}

static mode_t
public_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

static void
forget(struct file_out *out)
{
	free(out->temp);
	*out = (struct file_out){ 0 };
}

/* A device or pipe is written to as it stands: it must not be replaced. */
static enum status
open_special(struct file_out *out, const struct stat *sb, struct error *err)
{
	struct pos at = { out->path, 0, 0 };

	if (S_ISDIR(sb->st_mode))
		return error_set(
		    err, ST_CREATE, at, "a folder: expected a file");
	out->to = fopen(out->path, "we");
	return out->to != NULL
		   ? ST_OK
		   : error_sys(err, ST_CREATE, at, "cannot be opened");
}

/*
 * A file in the folder of path that has no name, so that nothing of it stays
 * if we are killed.  -1 where the system or the disk has no such files.
 */
static int
open_nameless(const char *path)
{
	char copy[PATH_MAX];

	/* A name is given later by way of this folder. */
	if (strlen(path) >= sizeof(copy) || access("/proc/self/fd", X_OK) != 0)
		return -1;
	memcpy(copy, path, strlen(path) + 1);
	return open(dirname(copy), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
}

/*
 * file_begin - open a temporary file beside path.
 *
 * In:	path  borrowed until the file is finished or abandoned
 * Out:	out->to is the stream to write to
 * Err:	ST_CREATE; out is then as zero
 */
enum status
file_begin(const char *path, enum file_mode mode, struct file_out *out,
    struct error *err)
{
	struct pos at = { path, 0, 0 };
	size_t room = strlen(path) + sizeof(".XXXXXX");
	struct stat sb;
	int fd;

	*out = (struct file_out){ .mode = mode, .path = path };
	if (stat(path, &sb) == 0 && !S_ISREG(sb.st_mode))
		return open_special(out, &sb, err);
	out->temp = malloc(room);
	if (out->temp == NULL)
		return error_set(err, ST_NOMEM, at, "out of memory");
	snprintf(out->temp, room, "%s.XXXXXX", path);
	fd = open_nameless(path);
	out->nameless = fd >= 0;
	if (fd < 0)
		fd = mkostemp(out->temp, O_CLOEXEC);
	if (fd >= 0 && (out->to = fdopen(fd, "w")) != NULL)
		return ST_OK;
	error_sys(err, ST_CREATE, at, "cannot be created");
	if (fd >= 0) {
		close(fd);
		if (!out->nameless)
			unlink(out->temp);
	}
	forget(out);
	return err->code;
}

bool
file_hand_over(struct file_out *out)
{
	mode_t mode = out->mode == FILE_PRIVATE ? 0600 : public_mode();
	bool ok = !ferror(out->to) && fflush(out->to) == 0;

	return ok && (out->temp == NULL || fchmod(fileno(out->to), mode) == 0);
}

/* Everything that was written is on the disk, without its name. */
static bool
settle(struct file_out *out)
{
	return file_hand_over(out) &&
	       (out->temp == NULL || fsync(fileno(out->to)) == 0);
}

/* Links the nameless file to a name that is free, as mkstemp() finds one. */
static bool
take_free_name(const char *proc, char *temp)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	char *x = temp + strlen(temp) - 6;
	uint64_t r;

	for (int tries = 0; tries < 100; tries++) {
		if (getrandom(&r, sizeof(r), 0) != sizeof(r))
			return false;
		for (int i = 0; i < 6; i++, r /= sizeof(letters) - 1)
			x[i] = letters[r % (sizeof(letters) - 1)];
		if (linkat(AT_FDCWD, proc, AT_FDCWD, temp, AT_SYMLINK_FOLLOW) ==
		    0)
			return true;
		if (errno != EEXIST)
			return false;
	}
	return false;
}

/*
 * A nameless file takes its name at once where it is free; else it lives under
 * a temporary name between two calls of the system.
 */
bool
file_name_it(struct file_out *out, bool must_be_new)
{
	char proc[40];

	if (!out->nameless)
		return (must_be_new ? link : rename)(out->temp, out->path) == 0;
	snprintf(proc, sizeof(proc), "/proc/self/fd/%d", fileno(out->to));
	if (linkat(AT_FDCWD, proc, AT_FDCWD, out->path, AT_SYMLINK_FOLLOW) == 0)
		return true;
	if (errno != EEXIST || must_be_new)
		return false;
	if (!take_free_name(proc, out->temp))
		return false;
	out->nameless = false;
	return rename(out->temp, out->path) == 0;
}

static enum status
take_name(struct file_out *out, bool must_be_new, struct error *err)
{
	struct pos at = { out->path, 0, 0 };
	enum status st = ST_OK;

	if (!settle(out))
		st = error_sys(err, ST_IO, at, "cannot be written");
	else if (out->temp == NULL)
		st = ST_OK; /* a device has its name already */
	else if (!file_name_it(out, must_be_new))
		st = must_be_new && errno == EEXIST
			 ? error_set(err, ST_CREATE, at,
			       "exists already: expected a new name")
			 : error_sys(err, ST_CREATE, at, "cannot be created");
	else if (!file_sync_folder(out->path))
		st = error_sys(err, ST_IO, at, "cannot be synced");
	if (fclose(out->to) != 0 && st == ST_OK)
		st = error_sys(err, ST_IO, at, "cannot be written");
	if (out->temp != NULL && !out->nameless && (st != ST_OK || must_be_new))
		unlink(out->temp);
	forget(out);
	return st;
}

/*
 * file_finish - put what was written at its path.
 *
 * Err:	ST_IO, also for a write that failed earlier; ST_CREATE; path is then
 *	as it was before
 */
enum status
file_finish(struct file_out *out, struct error *err)
{
	return take_name(out, false, err);
}

void
file_abandon(struct file_out *out)
{
	if (out->to == NULL)
		return;
	fclose(out->to);
	if (out->temp != NULL && !out->nameless)
		unlink(out->temp);
	forget(out);
}

static enum status
replace(const char *path, struct str content, enum file_mode mode,
    bool must_be_new, struct error *err)
{
	struct file_out out;
	enum status st = file_begin(path, mode, &out, err);

	if (st != ST_OK)
		return st;
	if (content.n > 0 && fwrite(content.p, content.n, 1, out.to) != 1) {
		st = error_sys(err, ST_IO, (struct pos){ path, 0, 0 },
		    "cannot be written");
		file_abandon(&out);
		return st;
	}
	return take_name(&out, must_be_new, err);
}

/*
 * file_write - put content at path, all of it or nothing.
 *
 * Err:	ST_CREATE, ST_IO; path is then untouched, or holds the old content
 */
enum status
file_write(const char *path, struct str content, enum file_mode mode,
    struct error *err)
{
	if (strcmp(path, "-") == 0)
		return write_all(STDOUT_FILENO, content)
			   ? ST_OK
			   : error_sys(err, ST_IO,
				 (struct pos){ "standard output", 0, 0 },
				 "cannot be written");
	return replace(path, content, mode, false, err);
}

enum status
file_write_new(const char *path, struct str content, enum file_mode mode,
    struct error *err)
{
	if (strcmp(path, "-") == 0)
		return file_write(path, content, mode, err);
	return replace(path, content, mode, true, err);
}

/* Sticks know no second name of a file, some disks no such renaming. */
static bool
rename_new(const char *temp, const char *path)
{
	if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	return (errno == EINVAL || errno == ENOSYS) && link(temp, path) == 0 &&
	       unlink(temp) == 0;
}

enum status
file_give_name(const char *temp, const char *path, struct error *err)
{
	const struct pos at = { path, 0, 0 };
	int fd = open(temp, O_RDONLY | O_CLOEXEC);
	bool synced = fd >= 0 && fsync(fd) == 0;

	if (!synced)
		error_sys(err, ST_IO, at, "cannot be written");
	if (fd >= 0)
		close(fd);
	if (!synced)
		return err->code;
	if (!rename_new(temp, path))
		return errno == EEXIST
			   ? error_set(err, ST_CREATE, at,
				 "exists already: expected a new name")
			   : error_sys(err, ST_CREATE, at, "cannot be created");
	if (!file_sync_folder(path))
		return error_sys(err, ST_IO, at, "cannot be synced");
	return ST_OK;
}

enum status
file_make_folder(const char *path, struct error *err)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return ST_OK;
	return error_sys(err, ST_CREATE, (struct pos){ path, 0, 0 },
	    "the folder cannot be made");
}

enum status
file_new_folder(const char *path, struct error *err)
{
	const struct dirent *d;
	size_t n = 0;
	DIR *dir;

	if (file_make_folder(path, err) != ST_OK)
		return err->code;
	dir = opendir(path);
	if (dir == NULL)
		return error_sys(err, ST_CREATE, (struct pos){ path, 0, 0 },
		    "the folder cannot be read");
	while ((d = readdir(dir)) != NULL)
		n +=
		    strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0;
	closedir(dir);
	return n == 0 ? ST_OK
		      : error_set(err, ST_CREATE, (struct pos){ path, 0, 0 },
			    "holds files already: expected a new folder");
}
