/* SPDX-License-Identifier: Apache-2.0 */
/* backup - a second file with all of a log; see backup.h. */
#include "core/log/backup.h"

#include "core/base/date.h"
#include "core/log/auditlog_own.h"
#include "core/log/heads.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* NAME.2026-02-01.12 in the folder, or `to` itself. */
static enum status
choose_path(const char *log, const char *to, int64_t now, struct backup *b,
    struct error *err)
{
	const char *slash = strrchr(log, '/');
	char time[DATE_TIME_TEXT];
	struct stat sb;
	int n;

	date_time_format(now, time);
	if (stat(to, &sb) == 0 && S_ISDIR(sb.st_mode))
		n = snprintf(b->path, PATH_MAX, "%s/%s.%.10s.%" PRIu64, to,
		    slash != NULL ? slash + 1 : log, time, b->entries);
	else
		n = snprintf(b->path, PATH_MAX, "%s", to);
	if (n >= PATH_MAX)
		return error_set(err, ST_CREATE, (struct pos){ to, 0, 0 },
		    "too long a name");
	if (lstat(b->path, &sb) == 0)
		return error_set(err, ST_CREATE, (struct pos){ to, 0, 0 },
		    "%s exists already: expected a new name",
		    strcmp(b->path, to) == 0 ? "it"
					     : strrchr(b->path, '/') + 1);
	return ST_OK;
}

/* Is there room where it goes? */
static enum status
measure(const char *log, const char *to, struct backup *b, struct error *err)
{
	const char *slash = strrchr(b->path, '/');
	char folder[PATH_MAX] = ".";
	struct statvfs fs;
	struct stat sb;

	if (slash != NULL)
		snprintf(folder, sizeof(folder), "%.*s",
		    (int)(slash - b->path) + (slash == b->path), b->path);
	if (stat(log, &sb) != 0)
		return error_sys(
		    err, ST_IO, (struct pos){ log, 0, 0 }, "cannot be read");
	if (statvfs(folder, &fs) != 0)
		return error_sys(err, ST_CREATE, (struct pos){ to, 0, 0 },
		    "nothing can be written there");
	b->bytes = (uint64_t)sb.st_size;
	b->room = (uint64_t)fs.f_bavail * fs.f_frsize;
	if (b->room < b->bytes)
		return error_set(err, ST_CREATE, (struct pos){ to, 0, 0 },
		    "%" PRIu64 " bytes are free there: expected the %" PRIu64
		    " of the log",
		    b->room, b->bytes);
	return ST_OK;
}

enum status
backup_plan(struct auditlog *log, const char *to, int64_t now,
    struct backup *out, struct error *err)
{
	struct arena a = { 0 };
	struct log_head head;
	struct backup b = { .entries = 0 };
	const char *path = store_path(log->store);

	if (heads_newest(log, &a, &head, err) == ST_OK) {
		b.entries = head.c.size;
		memcpy(b.root, head.c.root, SHA256_SIZE);
		if (choose_path(path, to, now, &b, err) == ST_OK)
			measure(path, to, &b, err);
	}
	if (err->code == ST_OK)
		*out = b;
	arena_free(&a);
	return err->code;
}

/* Everything in the copy holds, and it goes on from what the log was. */
static enum status
audit_copy(struct auditlog *log, struct str before, const char *copy,
    struct backup *b, struct findings *f, struct error *err)
{
	const struct pos at = { b->path, 0, 0 };
	struct log_audit audit = { .vkey = log->vkey,
		.known = before,
		.known_at = auditlog_here(log) };
	struct arena a = { 0 };
	struct log_head head;

	if (auditlog_verify(copy, &audit, f) != ST_OK) {
		/* The copy has no name that anybody knows. */
		for (size_t i = 0; i < f->n; i++)
			f->list[i].at = auditlog_here(log);
		f->first.at = auditlog_here(log);
		return error_set(err, f->first.code, at,
		    "nothing was made, for the copy does not hold: %s",
		    f->first.text);
	}
	/* What was added in the meantime is in the log, too. */
	if (heads_get(log, audit.head.size, &a, &head, err) == ST_OK &&
	    memcmp(head.c.root, audit.head.root, SHA256_SIZE) != 0)
		error_set(err, ST_VERIFY, at,
		    "nothing was made, for the copy is not one of this log");
	b->entries = audit.head.size;
	memcpy(b->root, audit.head.root, SHA256_SIZE);
	arena_free(&a);
	return err->code;
}

static enum status
new_file(const char *path, char temp[PATH_MAX], struct error *err)
{
	const struct pos at = { path, 0, 0 };
	int fd;

	if (snprintf(temp, PATH_MAX, "%s.XXXXXX", path) >= PATH_MAX)
		return error_set(err, ST_CREATE, at, "too long a name");
	fd = mkstemp(temp);
	if (fd < 0)
		return error_sys(err, ST_CREATE, at, "cannot be created");
	close(fd);
	return ST_OK;
}

enum status
backup_make(struct auditlog *log, struct backup *b, struct findings *f,
    struct error *err)
{
	char temp[PATH_MAX];
	struct arena a = { 0 };
	struct str before;
	struct stat sb;

	if (auditlog_checkpoint(log, &a, &before, err) == ST_OK &&
	    new_file(b->path, temp, err) == ST_OK) {
		if (store_copy(log->store, temp, err) == ST_OK &&
		    audit_copy(log, before, temp, b, f, err) == ST_OK &&
		    file_give_name(temp, b->path, err) == ST_OK &&
		    stat(b->path, &sb) == 0)
			b->bytes = (uint64_t)sb.st_size;
		if (err->code != ST_OK)
			unlink(temp);
	}
	arena_free(&a);
	return err->code;
}
