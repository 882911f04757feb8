/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gather - the exact inputs that a draft names, found again.
 *
 * Reads:  core/filing, core/log/auditlog.h
 * Gives:  the bytes of each input, told by their digest, for the log
 * Memory: gathered_free()
 */
#ifndef RETRACE_GATHER_H
#define RETRACE_GATHER_H

#include "cmd/options.h"
#include "core/base/findings.h"
#include "core/log/auditlog.h"
#include "core/log/store.h"

struct gathered {
	struct log_input *input; /* [n], in the order of the draft */
	struct bytes *bytes;     /* [nbytes] */
	size_t n, nbytes, cap;
};

/*
 * Looks in `named`, then beside the draft, in the current folder and among
 * the installed rule packs.  Each input that is nowhere is a finding
 * (ST_NOINPUT).  draft is well-formed; path is its name.
 */
enum status gather_inputs(struct gathered *g, struct str draft,
    const char *path, const struct words *named, struct arena *a,
    struct findings *f);
/*
 * The same of a withdrawal that keeps its inputs back as the filing does that
 * it takes back: those of that filing, from the log.  *done false: it is none,
 * and nothing was gathered.
 */
enum status gather_again(struct gathered *g, struct str draft, const char *path,
    struct auditlog *log, struct arena *a, bool *done, struct findings *f);
void gathered_free(struct gathered *g);

#endif
