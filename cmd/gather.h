/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gather - the exact inputs that a draft names, found again.
 *
 * Reads:  core/filing, core/log/auditlog.h
 * Gives:  the bytes of each input, told by their digest, for the log
 * Memory: gathered_free(); gather_kept_free() once nothing that was gathered is
 *         needed
 */
#ifndef RETRACE_GATHER_H
#define RETRACE_GATHER_H

#include "cmd/options.h"
#include "core/base/findings.h"
#include "core/log/auditlog.h"
#include "core/log/store/store.h"
#include "core/rules/pack/pack.h"

#include <libxml/tree.h>

/* Files that were found for one draft, for others that name them too. */
struct gather_kept {
	struct kept_file *file;  /* [n] */
	size_t n, cap, total;    /* [bytes] of all */
	struct pack_entry *pack; /* [npack] that are installed; NULL: not
				    listed yet */
	size_t npack;
	struct arena mem;
};
void gather_kept_free(struct gather_kept *k);

struct gathered {
	struct log_input *input; /* [n], in the order of the draft */
	struct bytes *bytes;     /* [nbytes] that are not kept */
	size_t n, nbytes, cap;
};

/* An input as a draft names it. */
struct gather_want {
	struct str role, name, hex;
	uint8_t sha256[SHA256_SIZE];
	struct pos at;
};
struct gather_wants {
	struct gather_want *want; /* [n], in the order of the draft */
	size_t n;
	/* Of a withdrawal that keeps its inputs back as the filing does that
	 * it takes back: the id of that; .p NULL: it is none. */
	struct str sealed_as;
};
/* What the draft under root names; path is its name. */
enum status gather_list(struct gather_wants *out, const xmlNode *root,
    const char *path, struct arena *a, struct findings *f);

/* Where they may be. */
struct gather_from {
	struct gather_kept *kept;
	const char *path; /* of the draft */
	const struct words *named;
	struct auditlog *log;
};
/*
 * Looks among what was found before, in `named`, then beside the draft, in the
 * current folder and among the installed rule packs; for what is sealed as in
 * another filing in the log.  Each input that is nowhere is a finding
 * (ST_NOINPUT).
 */
enum status gather_inputs(struct gathered *g, const struct gather_wants *wants,
    const struct gather_from *from, struct arena *a, struct findings *f);
void gathered_free(struct gathered *g);

#endif
