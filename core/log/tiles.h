/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tiles - a log as plain files: C2SP tlog-tiles, and beside them all else.
 *
 * Reads:  heads.h
 * Gives:  names of these files; a log written as such a folder, and a folder
 *         back as a log.  schemas/auditlog-1.md tells what lies where
 * Memory: one tile for each level, one bundle of entries, one blob
 */
#ifndef RETRACE_TILES_H
#define RETRACE_TILES_H

#include "core/log/heads.h"

/* Hashes of a tile, and entries of a bundle. */
#define TILES_WIDTH 256
/* Levels of tiles: each covers eight of the tree. */
#define TILES_LEVELS 8
/* [bytes] Of a bundle: two for each length. */
#define TILES_BUNDLE_MAX ((size_t)TILES_WIDTH * (2 + LEAF_SIZE_MAX))
#define TILES_PATH 160

/* "x001/x234/067" */
void tiles_number(uint64_t n, char out[TILES_PATH]);
/* "tile/0/x001/x234/067", ".p/W" behind it if it is not full; level < 0 is
 * "tile/entries/...". */
void tiles_path(int level, uint64_t n, unsigned width, char out[TILES_PATH]);
/* How many hashes tile n of that level has in a log of `size` entries. */
unsigned tiles_width(int level, uint64_t n, uint64_t size);

struct tiles_done {
	uint64_t size;            /* [entries] */
	uint64_t written, stayed; /* files: new, and there before */
};

/* Writes the log to the folder, or what of it is not there yet; the file
 * checkpoint last.  ST_VERIFY: the folder holds another log. */
enum status tiles_export(struct auditlog *log, const char *folder,
    struct tiles_done *out, struct error *err);
/*
 * A new log at path, of that key.  Everything is held against everything, and
 * the result is audited; on failure nothing is there.
 */
enum status tiles_import(const char *folder, const char *path,
    const struct note_verifier *key, struct tiles_done *out, struct findings *f,
    struct error *err);

#endif
