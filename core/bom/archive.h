/* SPDX-License-Identifier: Apache-2.0 */
/*
 * archive - the document in a ZIP archive, as declarations (.shai, .shci) and
 * product data packages (.pdx) are sent; and one of its files piece by piece.
 *
 * Nothing is unpacked to anywhere, and the size of what is read is bounded:
 * names that climb out of a folder and archives that swell have nothing to
 * act on.
 *
 * Reads:  findings.h, arena.h
 * Gives:  the bytes of the one XML file in it; of any file some at a time
 * Memory: in the caller's arena; archive_close(), archive_stop()
 */
#ifndef RETRACE_ARCHIVE_H
#define RETRACE_ARCHIVE_H

#include "core/base/arena.h"
#include "core/base/findings.h"

/* Do the bytes begin as an archive does? */
bool archive_is(struct str bytes);
/*
 * The XML file in it: the only one, or that called pdx.xml, whose attachments
 * may be XML.  What has none, several or a wrong one is refused, with the
 * name of the archive.
 */
enum status archive_document(struct str bytes, const char *file,
    struct arena *a, struct str *document, struct findings *f);

/* An archive that is open.  Its bytes stay. */
struct archive {
	struct zip *zip;
	struct pos at; /* the archive itself */
	struct findings *f;
};

/* A file in it that is being read. */
struct archive_file {
	struct archive *of;
	struct zip_file *file;
	const char *name;
	uint64_t size, got; /* [bytes] as it says, so far */
};

enum status archive_open(
    struct archive *a, struct str bytes, const char *file, struct findings *f);
void archive_close(struct archive *a);
/* How many files are in it; names are the archive's, NULL: a broken one. */
size_t archive_count(const struct archive *a);
const char *archive_name(const struct archive *a, size_t i);
/* File i, which may have that many bytes. */
enum status archive_start(
    struct archive *a, size_t i, size_t most, struct archive_file *out);
/* At most n bytes of it; 0: it ends here, as it should; -1: refused, and
 * said. */
int64_t archive_read(struct archive_file *x, char *p, size_t n);
void archive_stop(struct archive_file *x);
/* All of file i, in the arena. */
enum status archive_entry(
    struct archive *a, size_t i, struct arena *mem, struct str *out);

#endif
