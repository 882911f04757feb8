/* SPDX-License-Identifier: Apache-2.0 */
/*
 * file - whole files in, whole files out.
 *
 * Reads:  error.h, arena.h
 * Gives:  the bytes of an input, of a secret only if it is kept as one;
 *         outputs that are complete or not there
 * Memory: bytes are malloc'ed and NUL-ended (the NUL is not counted)
 */
#ifndef RETRACE_FILE_H
#define RETRACE_FILE_H

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/str.h"

#include <stdio.h>

struct bytes {
	char *p; /* or NULL */
	size_t n;
};

/*
 * All of a file, or of standard input for "-".  ST_NOINPUT if it cannot be
 * opened or is a directory, ST_LIMIT beyond `most` bytes, ST_IO otherwise.
 */
enum status file_load(
    const char *path, size_t most, struct bytes *out, struct error *err);
/* The same as a text in the arena; ST_NOMEM, too. */
enum status file_text(const char *path, size_t most, struct arena *a,
    struct str *out, struct error *err);
/* ST_ENCODING for a large file with a part that was never written, of an
 * archive most of it: it reads as NUL bytes, and may be larger than any disk.
 */
enum status file_no_hole(const char *path, struct error *err);
/*
 * A key or a passphrase: ST_KEY if its file can be reached by anybody but its
 * owner.  Loaded into one piece of memory; *fd is for the caller to close.
 */
enum status file_open_secret(const char *path, int *fd, struct error *err);
enum status file_load_secret(
    const char *path, size_t most, struct bytes *out, struct error *err);
void bytes_free(struct bytes *b);
/* Overwrites them before. */
void bytes_wipe(struct bytes *b);
/* A copy of s; false when memory is out, and *out is as it was. */
bool bytes_copy(struct bytes *out, struct str s);

enum file_mode {
	FILE_PUBLIC,  /* 0666 less umask */
	FILE_PRIVATE, /* 0600: keys */
};

/*
 * Writes a file in path's folder, syncs it, gives it the name and syncs the
 * folder.  ST_CREATE or ST_IO; then path is as it was before.  Whoever kills
 * us leaves nothing behind where the disk has files without a name; elsewhere,
 * and for a moment when a file is replaced, a whole PATH.XXXXXX may stay.
 * path "-" is standard output.
 */
enum status file_write(const char *path, struct str content,
    enum file_mode mode, struct error *err);
/* Many of them, in their order, which wait for the disk together; when it fails
 * some may be there, each as file_write() leaves it. */
struct file_whole {
	const char *path; /* not "-" */
	struct str content;
	enum file_mode mode;
};
enum status file_write_all(
    const struct file_whole *list, size_t n, struct error *err);
/* The same, but ST_CREATE if path exists already. */
enum status file_write_new(const char *path, struct str content,
    enum file_mode mode, struct error *err);

/*
 * What was written to temp, which lies in the same folder, gets the name path,
 * synced, and its folder too.  ST_CREATE if path exists; then, and whenever it
 * fails before it has the name, temp is still there.
 */
enum status file_give_name(
    const char *temp, const char *path, struct error *err);

/* A folder, if it is not there; ST_CREATE. */
enum status file_make_folder(const char *path, struct error *err);
/* The same for one that holds nothing yet: ST_CREATE if it does. */
enum status file_new_folder(const char *path, struct error *err);

/* For what is too big to stand in memory: a file that grows beside path and
 * takes its name at the end.  All zero: not begun. */
struct file_out {
	FILE *to;
	const char *path; /* borrowed */
	char *temp;       /* or NULL: a device, written to directly */
	bool nameless;    /* temp is not there yet */
	enum file_mode mode;
};
enum status file_begin(const char *path, enum file_mode mode,
    struct file_out *out, struct error *err);
/* Syncs and renames; errors of all the writing before count too. */
enum status file_finish(struct file_out *out, struct error *err);
/* path is as it was before.  Does nothing to what is not begun. */
void file_abandon(struct file_out *out);

#endif
