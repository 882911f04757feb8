/* SPDX-License-Identifier: Apache-2.0 */
/*
 * refiling - what a filing says of how it was made.
 *
 * Reads:  replay.h; the tree of a filing that its schema has accepted
 * Gives:  its inputs, found by their digest, and the options of a session over
 *         them: days, rules, prices
 * Memory: in the arena of x->r.s
 */
#ifndef RETRACE_REFILING_H
#define RETRACE_REFILING_H

#include "cmd/replay.h"
#include "core/base/xml.h"
#include "core/filing/profile/profile.h"

struct refiling {
	struct replay r;
	const xmlNode *root;
	const char *file;
	struct replay_input *in; /* [n] */
	size_t n;
	const struct replay_other *other; /* or NULL: as it was filed */
	struct findings *f;
	struct error *err;
};

/* The first element of that name in the filing, or NULL. */
xmlNode *refiling_child(const struct refiling *x, const char *name);
/* An attribute; "" where there is none. */
const char *refiling_text(
    struct refiling *x, const xmlNode *node, const char *name);

/* Lists the inputs and finds them, with other packs in the place of its own.
 * False: some are nowhere, as findings say. */
bool refiling_find(struct refiling *x, struct seek *k);
/* By what they were judged, into x->r.s.in. */
enum status refiling_options(struct refiling *x);

#endif
