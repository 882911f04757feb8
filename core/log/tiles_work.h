/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tiles_work - a folder of plain files that is being read back as a log.
 *
 * Reads:  tiles.h, auditlog_own.h
 * Gives:  its files, one by one (tiles_read.c), and its entries with all that
 *         belongs to them (tiles_entries.c), for tiles_import.c
 * Memory: of tiles_import()
 */
#ifndef RETRACE_TILES_WORK_H
#define RETRACE_TILES_WORK_H

#include "core/log/auditlog_own.h"
#include "core/log/tiles.h"

struct tiles_reading {
	int root; /* the folder */
	const char *folder;
	const struct note_verifier *key;
	struct store *store;
	struct known known; /* of what was read */
	struct merkle tree;
	struct checkpoint head; /* that of the file checkpoint */
	uint64_t used;          /* files that were read */
	uint8_t tile[TILES_LEVELS][TILES_WIDTH][SHA256_SIZE];
	struct error *err;
};

/* ST_VERIFY: what is wrong with that file of the folder. */
enum status tiles_refuse(
    struct tiles_reading *r, const char *name, const char *what);
/*
 * All of a file of at most `most` bytes.  *found NULL: it must be there; else
 * says whether it is.
 */
enum status tiles_load(struct tiles_reading *r, const char *name, size_t most,
    struct bytes *out, bool *found);
/* Tiles that were partial earlier and stayed: each is the start of the one
 * that is there now.  cut[w] is where w entries end in it. */
enum status tiles_check_partial(struct tiles_reading *r, int level, uint64_t n,
    struct str now, const size_t cut[TILES_WIDTH + 1], unsigned width);
/* The tile that has been computed is the one in the folder. */
enum status tiles_check(
    struct tiles_reading *r, int level, uint64_t n, unsigned width);

/* All entries up to the newest checkpoint, which must have their root. */
enum status tiles_take_entries(struct tiles_reading *r);

#endif
