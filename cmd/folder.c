/* SPDX-License-Identifier: Apache-2.0 */
/* folder - the files of a folder in place of its name; see folder.h. */
#include "cmd/folder.h"

#include "core/base/limits.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct listing {
	struct words files;
	struct arena *a;
	struct error *err;
};

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* What is read as a file; neither a device nor a pipe that waits. */
static bool
is_file(const char *path, bool *folder)
{
	struct stat st;

	*folder = lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
	return !*folder && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *
join(struct listing *l, const char *folder, const char *name)
{
	size_t n = strlen(folder), m = strlen(name);
	bool slash = n > 0 && folder[n - 1] == '/';
	char *path = TAKE(l->a, char, n + m + 2);

	if (path == NULL) {
		error_set(l->err, ST_NOMEM, pos_none, "out of memory");
		return NULL;
	}
	memcpy(path, folder, n);
	if (!slash)
		path[n++] = '/';
	memcpy(path + n, name, m + 1);
	return path;
}

static enum status
cannot_read(struct listing *l, const char *path)
{
	return error_set(l->err, ST_IO, (struct pos){ path, 0, 0 },
	    "the folder cannot be read: %s", strerror(errno));
}

static enum status
take_names(struct listing *l, const char *path, struct words *names)
{
	DIR *dir = opendir(path);
	const struct dirent *d;

	if (dir == NULL)
		return cannot_read(l, path);
	errno = 0;
	while (l->err->code == ST_OK && (d = readdir(dir)) != NULL) {
		const char *full;

		if (d->d_name[0] == '.')
			continue;
		full = join(l, path, d->d_name);
		if (full != NULL && !words_add(names, full))
			error_set(l->err, ST_NOMEM, pos_none, "out of memory");
		errno = 0;
	}
	if (l->err->code == ST_OK && errno != 0)
		cannot_read(l, path);
	closedir(dir);
	return l->err->code;
}

static enum status
add_file(struct listing *l, const char *path)
{
	if (l->files.n >= LIMIT_FILES)
		return error_set(l->err, ST_LIMIT, (struct pos){ path, 0, 0 },
		    "more than %d files: expected fewer in one run",
		    LIMIT_FILES);
	return words_add(&l->files, path)
		   ? ST_OK
		   : error_set(l->err, ST_NOMEM, pos_none, "out of memory");
}

/* A folder's files, then those of its folders. */
static enum status
add_folder(struct listing *l, const char *path, size_t depth)
{
	struct words names = { 0 }, folders = { 0 };
	bool folder;

	if (depth > LIMIT_FOLDER_DEPTH)
		return error_set(l->err, ST_LIMIT, (struct pos){ path, 0, 0 },
		    "folders more than %d deep: expected fewer",
		    LIMIT_FOLDER_DEPTH);
	take_names(l, path, &names);
	if (names.n > 0)
		qsort(names.word, names.n, sizeof(*names.word), by_name);
	for (size_t i = 0; l->err->code == ST_OK && i < names.n; i++) {
		if (is_file(names.word[i], &folder))
			add_file(l, names.word[i]);
		else if (folder && !words_add(&folders, names.word[i]))
			error_set(l->err, ST_NOMEM, pos_none, "out of memory");
	}
	for (size_t i = 0; l->err->code == ST_OK && i < folders.n; i++)
		add_folder(l, folders.word[i], depth + 1);
	words_free(&names);
	words_free(&folders);
	return l->err->code;
}

bool
folder_reads(const char *path)
{
	static const char *const ends[] = { ".xml", ".csv", ".tsv", ".json",
		".xlsx", ".xlsm", ".ods", ".jsonl", ".ndjson", ".shai", ".shci",
		".pdx", ".zip" };
	size_t n = strlen(path);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t m = strlen(ends[i]);

		if (n > m && strcasecmp(path + n - m, ends[i]) == 0)
			return true;
	}
	return false;
}

static enum status
expand_one(struct listing *l, const char *path, uint8_t **aside)
{
	size_t before = l->files.n;

	if (strcmp(path, "-") == 0 || !is_folder(path))
		return add_file(l, path);
	if (add_folder(l, path, 1) != ST_OK)
		return l->err->code;
	if (l->files.n == before)
		return error_set(l->err, ST_NOINPUT, (struct pos){ path, 0, 0 },
		    "a folder without files: expected files of a product");
	if (*aside == NULL)
		*aside = TAKE(l->a, uint8_t, LIMIT_FILES);
	if (*aside == NULL)
		return error_set(l->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = before; i < l->files.n; i++)
		(*aside)[i] = !folder_reads(l->files.word[i]);
	return ST_OK;
}

enum status
folder_expand(
    struct words *files, uint8_t **aside, struct arena *a, struct error *err)
{
	struct listing l = { .a = a, .err = err };

	*aside = NULL;
	for (size_t i = 0; err->code == ST_OK && i < files->n; i++)
		expand_one(&l, files->word[i], aside);
	if (err->code == ST_OK) {
		words_free(files);
		*files = l.files;
	} else {
		words_free(&l.files);
	}
	return err->code;
}
