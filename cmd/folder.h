/* SPDX-License-Identifier: Apache-2.0 */
/*
 * folder - the files of a folder in place of its name.
 *
 * Reads:  options.h
 * Gives:  a list of files in which folders are replaced by what they hold,
 *         and which of those need not be for us
 * Memory: names live in the arena
 */
#ifndef RETRACE_FOLDER_H
#define RETRACE_FOLDER_H

#include "cmd/options.h"
#include "core/base/arena.h"

/*
 * Files of a folder come in the order of their names' bytes, those of its
 * folders behind them; names that begin with a dot are passed by, and links
 * to folders are not followed.
 *
 * Out:	files  names no folder any more
 *	aside  [files.n] 1: it was found in a folder, and its name does not end
 *	       as those that we read; NULL where no folder was named
 * Err:	ST_NOINPUT  a folder without files; ST_LIMIT; ST_IO; ST_NOMEM
 */
enum status folder_expand(
    struct words *files, uint8_t **aside, struct arena *a, struct error *err);

/* Does its name end as those of files that we read? */
bool folder_reads(const char *path);

#endif
