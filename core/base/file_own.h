/* SPDX-License-Identifier: Apache-2.0 */
/*
 * file_own - what the writers of one file and of many have in common.
 *
 * Reads:  file.h
 * Gives:  the steps between a file that is begun and one that has its name
 * Memory: as in file.h
 */
#ifndef RETRACE_FILE_OWN_H
#define RETRACE_FILE_OWN_H

#include "core/base/file.h"

/* All that was written is with the system, as who may read it; not yet on the
 * disk. */
bool file_hand_over(struct file_out *out);
/* Gives what is on the disk its name, over a file that has it unless it must be
 * new. */
bool file_name_it(struct file_out *out, bool must_be_new);
/* Makes new names durable: syncs the folder that holds path. */
bool file_sync_folder(const char *path);

#endif
